# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads the negotiation marks of a draft out of its running text. Never fails, whatever the text."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from annotator.domain.draft_text import DraftText
from annotator.domain.negotiation import alternatives, bracket_reading, paragraph_words
from annotator.domain.negotiation.actors import NO_NAMES, PartyNames
from annotator.domain.negotiation.bracket_pairs import BRACKET, Pair, pairs
from annotator.domain.negotiation.lone_brackets import doubted
from annotator.domain.negotiation.negotiation_mark import NegotiationMark
from annotator.domain.negotiation.text_units import Unit, as_written, unit_at, units

_AROUND: Final = 40
_STARTS: Final = 4500
_CLOSING: Final = frozenset(".,;:!?。；，、…)*’”\"'»）؛،؟ \n\t\u00a0\u200e\u200f0123456789")


def read_marks(draft: DraftText, names: PartyNames = NO_NAMES) -> list[NegotiationMark]:
    """The marks of a draft, in the order of its running text, the outer before the inner.

    Args:
        draft: its running text.
        names: of States and groups; without them only what looks like a name is taken for one.
    """
    paragraphs = units(draft.text, _jumps(draft))
    found = _all(draft.text, paragraphs, names)
    covered = {
        id(mark): span for mark, span in zip(found, _covered(found, paragraphs), strict=True)
    }
    return [_placed(draft, mark, covered[id(mark)]) for mark in found]


def read_text(text: str, names: PartyNames = NO_NAMES) -> list[NegotiationMark]:
    """The marks of a text that stands on no page; no segments."""
    return _all(text, units(text), names)


def _all(text: str, paragraphs: Sequence[Unit], names: PartyNames) -> list[NegotiationMark]:
    bracketed = [_mark(text, pair, paragraphs, names) for pair in pairs(text, paragraphs)]
    grouped = alternatives.grouped(bracketed, text, paragraphs)
    found = paragraph_words.with_words(text, paragraphs, grouped, names)
    return doubted(sorted(found, key=lambda mark: (mark.start, -mark.end)), text)


def _jumps(draft: DraftText) -> list[int]:
    """Where the running text goes back to an earlier page: footnotes follow there."""
    runs = draft.segments(0, len(draft.text))
    places, at = [], 0
    for one, following in pairwise(runs):
        at += one.end - one.start
        if (following.page, following.start) < (one.page, one.start):
            places.append(at)
    return places


def _placed(draft: DraftText, mark: NegotiationMark, covers: tuple[int, int]) -> NegotiationMark:
    own = draft.clip(draft.segments(mark.start, mark.end))
    same = covers == (mark.start, mark.end)
    return replace(mark, segments=own, covers=own if same else draft.clip(draft.segments(*covers)))


def _covered(marks: Sequence[NegotiationMark], paragraphs: Sequence[Unit]) -> list[tuple[int, int]]:
    """The words that each mark speaks of: its own, or the paragraph it ends."""
    spans = []
    for mark in marks:
        if mark.scope == "words" or mark.kind not in ("status", "reservation", "proposal"):
            spans.append((mark.start, mark.end))
            continue
        unit = unit_at(mark.start, paragraphs)
        spans.append((min(unit.words, mark.start), max(unit.end, mark.end)))
    return spans


# -- brackets -----------------------------------------------------------------------------------


def _mark(text: str, pair: Pair, paragraphs: Sequence[Unit], names: PartyNames) -> NegotiationMark:
    brackets = tuple(at for at in (pair.opening, pair.closing) if at >= 0)
    remarks = ("mirrored",) * pair.mirrored + ("mixed_brackets",) * pair.mixed
    if len(brackets) == 1:
        return NegotiationMark(
            "unclosed" if pair.closing < 0 else "unopened",
            pair.start,
            pair.end,
            status="bracketed",
            depth=pair.depth,
            reason="no_partner",
            confidence="low",
            remarks=("reach_guessed", *remarks),
            brackets=brackets,
        )
    unit = unit_at(pair.start, paragraphs)
    inner = text[pair.start + 1 : min(pair.end - 1, pair.start + _STARTS)]
    before = text[max(unit.start, pair.start - _AROUND) : pair.start]
    after = text[pair.end : pair.end + _AROUND]
    reading = bracket_reading.read(
        as_written(_without_nested(inner)), as_written(before), as_written(after), names
    )
    mark = NegotiationMark(
        reading.kind,
        pair.start,
        pair.end,
        status=reading.status,
        depth=pair.depth,
        label=reading.label,
        choices=reading.choices,
        actors=reading.actors,
        action=reading.action,
        reason=reading.reason,
        confidence=reading.confidence,
        remarks=(*reading.remarks, *remarks),
        brackets=brackets,
    )
    return _scoped(text, mark, paragraphs)


def _without_nested(inner: str) -> str:
    """What stands in a bracket, up to the first bracket inside it where that parts two wordings."""
    found = BRACKET.search(inner)
    if found is None:
        return inner
    # a name before a colon, a label: those stand before any bracket inside
    return inner[: found.start()] + "\uffff" + inner[found.end() :]


def _scoped(text: str, mark: NegotiationMark, paragraphs: Sequence[Unit]) -> NegotiationMark:
    first = max(0, bisect_right(paragraphs, mark.start, key=lambda unit: unit.start) - 1)
    unit = paragraphs[first]
    if mark.kind in ("status", "reservation", "proposal") and mark.start > unit.words:
        return _claim(text, mark, unit)
    last = max(first, bisect_right(paragraphs, mark.end - 1, key=lambda unit: unit.start) - 1)
    whole = mark.start <= unit.words and _only_signs(text, mark.end, paragraphs[last].end)
    remarks = mark.remarks
    if last > first and any(one.rank <= 1 for one in paragraphs[first + 1 : last + 1]):
        remarks = (*remarks, "spans_provisions")
    if not whole or mark.kind in ("editorial", "empty"):
        return replace(mark, remarks=remarks)
    scope = "provision" if last > first else "heading" if unit.heading else "paragraph"
    return replace(mark, scope=scope, remarks=remarks)


def _claim(text: str, mark: NegotiationMark, unit: Unit) -> NegotiationMark:
    """A word on its paragraph stands at its end; elsewhere it may be the words in contest."""
    if _only_signs(text, mark.end, unit.end) or text[mark.end : mark.end + 1] == "\n":
        return replace(mark, scope="heading" if unit.heading else "paragraph")
    if mark.kind == "proposal" or mark.actors:
        return mark
    if mark.status == "agreed_ad_ref":
        return replace(mark, confidence="medium", remarks=(*mark.remarks, "not_at_end"))
    return replace(mark, kind="bracketed", status="bracketed", reason="in_brackets",
                   action="", confidence="low", remarks=(*mark.remarks, "not_at_end"))  # fmt: skip


def _only_signs(text: str, start: int, end: int) -> bool:
    return end - start < _AROUND and all(
        c in _CLOSING or BRACKET.match(c) is not None for c in text[start:end]
    )

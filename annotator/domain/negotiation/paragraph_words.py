# SPDX-License-Identifier: AGPL-3.0-or-later
"""Marks that need no square bracket: options and `alt` at line starts, words in round brackets."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from annotator.domain.negotiation import bracket_reading, status_words
from annotator.domain.negotiation.actors import PartyNames, parties
from annotator.domain.negotiation.alternatives import follows
from annotator.domain.negotiation.bracket_pairs import BRACKET
from annotator.domain.negotiation.negotiation_mark import NegotiationMark
from annotator.domain.negotiation.option_labels import AT_LINE
from annotator.domain.negotiation.text_units import Unit, as_written, unit_at

_NUMBERED: Final = 2
"""Rank of a numbered paragraph."""
_ROUND: Final = re.compile(r"[(（]([^()（）\[\]]{3,200})[)）]")
_LABEL: Final = re.compile(
    rf"(?P<label>{AT_LINE})"
    r"[ ]*(?:[:：.\-–—)]|(?=[\[［【]|\n)|$)"
)
_HAS: Final = re.compile(
    r"\s+(?:has|have|had|maintains?|places?|entered|enters?)(?:\s+(?:an?|the))?\s*$"
)
_BY_LINE: Final = re.compile(r"(?P<by>[^\n:：]{6,200})[:：]")


def with_words(
    text: str, paragraphs: Sequence[Unit], marks: Sequence[NegotiationMark], names: PartyNames
) -> list[NegotiationMark]:
    """The marks of square brackets and those without, in any order.

    Args:
        text: the running text.
        paragraphs: of it.
        marks: those of square brackets, in order.
        names: of States and groups that are known.
    """
    group = max((mark.group for mark in marks), default=0)
    heads = {mark.start for mark in marks if mark.label}
    found = list(_options(text, paragraphs, heads, group))
    group = max((mark.group for mark in found), default=group)
    kept = list(marks)
    whole = {
        unit_at(mark.start, paragraphs).start: index
        for index, mark in reversed(list(enumerate(marks)))
        if mark.scope != "words" and mark.kind in ("bracketed", "alternative")
    }
    for unit, mark in _alts(paragraphs, group):
        index = whole.get(unit.start)
        if index is None:
            found.append(mark)
        elif not kept[index].group or mark.reason == "alt_label":
            kept[index] = replace(
                kept[index], kind="alternative", status="alternative", group=mark.group,
                label=mark.label, reason=mark.reason,
            )  # fmt: skip
    found += _round(text, paragraphs, names)
    found += _reserving(text, kept + found, names)
    for unit in paragraphs:
        if unit.words < unit.end and not BRACKET.search(text, unit.start, unit.words):
            found += _whole_line(text, unit, names)
    return kept + found


def _options(
    text: str, paragraphs: Sequence[Unit], bracketed: set[int], group: int
) -> Iterator[NegotiationMark]:
    before: tuple[str, int, int] | None = None
    """Label, group and last paragraph number of the option before."""
    for index, unit in enumerate(paragraphs):
        if unit.rank <= 1:
            before = None
        found = _LABEL.match(text, unit.words, unit.end)
        if not found or any(unit.start <= at < found.start() for at in _near(unit, bracketed)):
            continue
        label = " ".join(found["label"].split())
        if before is not None and not follows(before[0], label):
            before = None
        group += before is None
        end, number = _option_end(
            text, paragraphs, index, label=found.end(), most=before[2] if before else 0
        )
        before = label, group, max(number, before[2] if before else 0)
        yield NegotiationMark(
            "alternative",
            unit.words,
            end,
            status="alternative",
            group=group,
            label=label,
            scope="provision" if end > unit.end else "paragraph",
            reason="option_label",
            confidence="high",
            remarks=("reach_guessed",),
        )


def _near(unit: Unit, places: set[int]) -> Iterator[int]:
    return (at for at in range(unit.start, min(unit.words + 1, unit.start + 20)) if at in places)


def _option_end(
    text: str, paragraphs: Sequence[Unit], index: int, *, label: int, most: int
) -> tuple[int, int]:
    """Where an option ends, and the greatest paragraph number in it.

    It ends at the next option, at the next article, else at the next numbered paragraph; where its
    label stands alone above numbered paragraphs, behind them: the last option of a row is taken to
    have none with a greater number than those before it. At most 40 paragraphs.

    Args:
        text: the running text.
        paragraphs: of it.
        index: of the paragraph that the label begins.
        label: where the label ends.
        most: the greatest paragraph number in the options before it; 0 for none.
    """
    alone = not text[label : paragraphs[index].end].strip()
    end, number = paragraphs[index].end, 0
    following = paragraphs[index + 1 : index + 41]
    numbered = alone and bool(following) and following[0].rank == _NUMBERED
    for at, unit in enumerate(following):
        here = _leading(unit.number) if unit.rank == _NUMBERED else 0
        stop = unit.rank <= 1 or unit.broken or (unit.rank == _NUMBERED and not numbered)
        if stop or (at and most and here > most) or _LABEL.match(text, unit.words, unit.end):
            break
        if not numbered and at and alone and unit.rank > _NUMBERED and not unit.number:
            break
        end, number = unit.end, max(number, here)
        if not alone and not unit.number:
            break
    return end, number


def _leading(number: str) -> int:
    found = re.match(r"\d{1,6}", number)
    return int(found.group()) if found else 0


def _alts(paragraphs: Sequence[Unit], group: int) -> Iterator[tuple[Unit, NegotiationMark]]:
    """Paragraphs that say to be another wording of the one with their number, and that one."""
    last: list[dict[str, tuple[Unit, int]]] = [{}, {}, {}, {}]
    for unit in paragraphs:
        if unit.rank <= 1 and not unit.alt:
            for smaller in last[unit.rank + 1 :]:
                smaller.clear()
        if not unit.number:
            continue
        key = unit.number.casefold()
        if not unit.alt:
            last[unit.rank][key] = unit, 0
            continue
        base, number = last[unit.rank].get(key, (None, 0))
        if not number:
            group += 1
            number = group
            if base is not None:
                yield base, _alt(base, number, "has_alternative")
        last[unit.rank][key] = base or unit, number
        yield unit, _alt(unit, number, "alt_label")


def _alt(unit: Unit, group: int, reason: str) -> NegotiationMark:
    label = f"{unit.number} alt" if reason == "alt_label" else unit.number
    return NegotiationMark(
        "alternative", unit.words, max(unit.end, unit.words + 1), status="alternative", group=group,
        label=label, scope="heading" if unit.heading else "paragraph", reason=reason,
        confidence="high" if reason == "alt_label" else "medium",
    )  # fmt: skip


def _round(text: str, paragraphs: Sequence[Unit], names: PartyNames) -> Iterator[NegotiationMark]:
    """`(agreed ad ref)`, `(proposal by Mexico)` and the like."""
    for found in _ROUND.finditer(text):
        words = " ".join(found[1].split())
        unit = unit_at(found.start(), paragraphs)
        ends = not text[found.end() : unit.end].strip(" .;:*\n0123456789")
        status, reason = status_words.agreement(words) if ends or "ad" in words else ("", "")
        where = NegotiationMark(
            "status", found.start(), found.end(), scope="heading" if unit.heading else "paragraph"
        )
        if status and (ends or status == "agreed_ad_ref"):
            yield replace(where, status=status, reason=reason,
                          confidence="high" if "ad_ref" in status else "medium")  # fmt: skip
        elif ends and status_words.RESERVED.fullmatch(words):
            yield replace(where, kind="reservation", status="reserved", reason="reserved_word",
                          action="reserve")  # fmt: skip
        elif said := bracket_reading.attributed(words, names):
            yield replace(where, kind=said.kind, status=said.status, actors=said.actors,
                          action=said.action, reason=said.reason, confidence=said.confidence,
                          remarks=said.remarks)  # fmt: skip


def _reserving(
    text: str, marks: Sequence[NegotiationMark], names: PartyNames
) -> Iterator[NegotiationMark]:
    """Sentences such as `Mexico reserves its position`, outside brackets that say so."""
    said = sorted((mark.start, mark.end) for mark in marks if mark.kind == "reservation")
    for found in status_words.RESERVES.finditer(text):
        index = bisect_right(said, (found.start(), len(text))) - 1
        if index >= 0 and said[index][1] > found.start():
            continue
        near = text[max(0, found.start() - 120) : found.start()]
        before = re.split(r"[.;\n\]】]\s*|^\s*\d+\s+", near)
        who = parties(_HAS.sub("", as_written(before[-1])), names)
        if not all(party.listed for party in who):
            who = ()
        begin = found.start() - len(before[-1].lstrip()) if who else found.start()
        yield NegotiationMark("reservation", begin, found.end(), status="reserved", action="reserve",
                              actors=tuple(party.name for party in who), reason="reserved_word",
                              confidence="medium" if who else "low")  # fmt: skip


def _whole_line(text: str, unit: Unit, names: PartyNames) -> Iterator[NegotiationMark]:
    """A paragraph that is nothing but a status, or begins with who proposed it."""
    length = unit.end - unit.words
    if 0 < length <= 80:  # noqa: PLR2004
        words = text[unit.words : unit.end].strip("*_ \n")
        status, reason = status_words.agreement(words) if words else ("", "")
        if status == "agreed_ad_ref":
            yield NegotiationMark("status", unit.words, unit.end, status=status, reason=reason,
                                  confidence="medium", scope="words")  # fmt: skip
            return
    by = _BY_LINE.match(text, unit.words, unit.end)
    said = bracket_reading.attributed(by["by"], names) if by else None
    if by and said:
        yield NegotiationMark(said.kind, unit.words, unit.end, status=said.status, actors=said.actors,
                              action=status_words.action(text[by.end() : by.end() + 40]),
                              reason=said.reason, confidence=said.confidence, scope="paragraph",
                              remarks=said.remarks)  # fmt: skip

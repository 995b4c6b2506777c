# SPDX-License-Identifier: AGPL-3.0-or-later
"""Marks told by the look of words: struck out, underlined or bold, on a coloured ground."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from annotator.domain.draft_text import DraftText
from annotator.domain.negotiation.colour_legend import legend
from annotator.domain.negotiation.look import Look, colour_name
from annotator.domain.negotiation.negotiation_mark import NegotiationMark
from annotator.domain.negotiation.text_units import Unit, unit_at, units
from annotator.domain.values import dataclass

_STYLE: Final = 0.2
"""Of a draft's letters: so much bold or underlined is its style and tells no change."""
_HEADING: Final = 120
_TITLE: Final = 400
_LEAST: Final = 2
_LABEL: Final = 6
"""Code points of a paragraph's number, behind which bold words head it."""


@dataclass(frozen=True, slots=True)
class _Run:
    start: int
    end: int
    kind: str
    colour: str
    source: str


def read_looks(
    draft: DraftText, looks: Iterable[Look], *, cut: Collection[int] = ()
) -> list[NegotiationMark]:
    """The marks that the look of words makes, in the order of the running text.

    Underlined and bold words may be additions, struck ones deletions; a coloured ground has the status
    that the draft's own legend gives it, else none. All of it is doubtful.

    Args:
        draft: its running text.
        looks: of its pages, in any order.
        cut: pages that have more looks than were told; the marks on them say so.
    """
    runs = _joined(draft, _located(draft, looks))
    paragraphs = units(draft.text)
    struck = any(run.kind == "struck" for run in runs)
    told = legend(draft.text) if runs else {}
    plain = {kind for kind in ("bold", "underlined") if _is_style(draft.text, runs, kind)}
    if not struck and _heads_mostly(draft.text, runs, paragraphs):
        plain.add("underlined")
    marks = []
    for run in runs:
        if run.kind in plain or run.kind == "italic":
            continue
        unit = unit_at(run.start, paragraphs)
        if run.kind in ("bold", "underlined") and _is_heading(draft.text, run, unit, struck=struck):
            continue
        mark = _mark(draft, run, unit, told, struck=struck)
        if mark is not None and mark.segments[0].page in cut:
            mark = replace(mark, remarks=(*mark.remarks, "looks_cut"))
        if mark is not None:
            marks.append(mark)
    return sorted(marks, key=lambda mark: (mark.start, -mark.end))


def _located(draft: DraftText, looks: Iterable[Look]) -> Iterator[_Run]:
    """Looks in places of the running text; what lies in headers and footers is left out."""
    at = 0
    parts: list[tuple[int, int, int, int]] = []
    for part in draft.segments(0, len(draft.text)):
        parts.append((part.page, part.start, part.end, at))
        at += part.end - part.start
    parts.sort()
    for look in looks:
        index = max(0, bisect_right(parts, (look.page, look.start, 1 << 60, 0)) - 1)
        for page, start, end, place in parts[index:]:
            if (page, start) >= (look.page, look.end):
                break
            low, high = max(start, look.start), min(end, look.end)
            if page == look.page and low < high:
                yield _Run(place + low - start, place + high - start, look.kind, look.colour,
                           look.source)  # fmt: skip


def _joined(draft: DraftText, runs: Iterable[_Run]) -> list[_Run]:
    """Runs of one look with nothing but space between as one."""
    made: list[_Run] = []
    last: dict[tuple[str, str], int] = {}
    for run in sorted(runs, key=lambda one: (one.start, one.end, one.kind, one.source, one.colour)):
        key = run.kind, colour_name(run.colour) if run.kind in ("highlighted", "coloured") else ""
        index = last.get(key, -1)
        before = made[index] if index >= 0 else None
        if before and not draft.text[before.end : run.start].strip():
            end = max(before.end, run.end)
            made[index] = _Run(before.start, end, run.kind, before.colour, before.source)
        else:
            last[key] = len(made)
            made.append(run)
    return made


def _is_style(text: str, runs: Sequence[_Run], kind: str) -> bool:
    covered = sum(run.end - run.start for run in runs if run.kind == kind)
    return covered > _STYLE * max(len(text), 1)


def _heads_mostly(text: str, runs: Sequence[_Run], paragraphs: Sequence[Unit]) -> bool:
    """Whether a draft underlines its headings: then its underlines tell no change."""
    lines = [run for run in runs if run.kind == "underlined"]
    heads = sum(
        _is_heading(text, run, unit_at(run.start, paragraphs), struck=False) for run in lines
    )
    return 2 * heads >= len(lines)


def _is_heading(text: str, run: _Run, unit: Unit, *, struck: bool) -> bool:
    """Whether words stand out because they head something: at a paragraph's head, or alone on a line.

    In a draft with struck words an underline is taken for a change all the same.
    """
    if run.kind == "underlined" and struck:
        return False
    if sum(map(str.isalpha, text[run.start : run.end])) < _LEAST:
        return True
    if unit.heading or (run.kind == "bold" and run.start <= unit.words + _LABEL):
        return True
    begins = not text[max(0, run.start - 200) : run.start].rpartition("\n")[2].strip()
    ends = not text[run.end : run.end + 200].partition("\n")[0].strip(" .:")
    words = text[run.start : run.end].rstrip()
    sentence = words.endswith((".", ";", "。", "；")) and len(words) > _HEADING
    return begins and ends and not sentence and len(words) < _TITLE


def _mark(
    draft: DraftText, run: _Run, unit: Unit, told: Mapping[str, str], *, struck: bool
) -> NegotiationMark | None:
    colour = colour_name(run.colour)
    doubt = "low" if run.source == "note" else "medium"
    kind, status, reason = "added", "", run.kind
    if run.kind == "struck":
        kind, status = "struck", "deleted"
    elif run.kind in ("highlighted", "coloured"):
        status = told.get(colour, "")
        reason = "colour_by_legend" if status else "colour"
        kind = "coloured"
        if not colour or colour == "white" or (run.kind == "coloured" and not status):
            return None
        doubt = doubt if status else "low"
    else:
        doubt = "low" if run.kind == "bold" or not struck else doubt
    where = draft.clip(draft.segments(run.start, run.end))
    if not where:
        return None
    whole = run.start <= unit.words and run.end >= unit.end
    return NegotiationMark(
        kind, run.start, run.end, status=status, segments=where, covers=where,
        scope=("heading" if unit.heading else "paragraph") if whole else "words",
        colour=colour if kind == "coloured" else "", reason=reason, confidence=doubt,
        remarks=("pdf_note",) if run.source == "note" else (),
    )  # fmt: skip

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finds a preamble that has no heading, and the paragraphs of one that has no numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from annotator.domain.structure.heading_reader import Heading
from annotator.domain.structure.heading_sieve import Opening
from annotator.domain.structure.ladder_values import END, Forced
from annotator.domain.structure.list_marks import read_mark
from annotator.domain.structure.looks import Looks
from annotator.domain.structure.note_marks import MARK_WITHIN
from annotator.domain.structure.numerals import Number
from annotator.domain.structure.recital_words import RECITES, SPEAKERS

_REACH: Final = 200
_HALF: Final = 0.5
_INNER: Final = re.compile(rf"[,;]{MARK_WITHIN}\s*(?={RECITES.pattern})")
_SURE, _UNSURE = 0.6, 0.4


def implied_preamble(
    looks: Looks, openings: Mapping[int, Opening], first: int, taken: frozenset[int]
) -> dict[int, Opening]:
    """The headings with a preamble where none is named, but somebody speaks before the first one.

    Args:
        looks: the rows.
        openings: the headings known.
        first: row of the first heading or paragraph behind the preamble; -1 for none.
        taken: rows of contents lists.
    """
    found = dict(openings)
    if any(one.heading.kind == "preamble" for one in openings.values()):
        return found
    for at in range(max(0, first - _REACH), first):
        text = looks.texts[at].strip()
        if at in taken or looks.loud(at) or read_mark(text):
            continue
        if SPEAKERS.match(text) or RECITES.match(text):
            heading = Heading("preamble", "", Number(0), "", "", 0)
            found[at] = Opening(heading, _UNSURE, ("recital",))
            return found
    return found


def recital_boundaries(
    looks: Looks, openings: Mapping[int, Opening], last: int, kind: str
) -> dict[int, list[Forced]]:
    """The paragraphs of preambles without numbers, as boundaries by row.

    Those who speak, and the words that lead over to the articles, are none of them.

    Args:
        looks: the rows.
        openings: the headings.
        last: row of the first numbered paragraph behind the preamble, where no heading stands there.
        kind: of the paragraphs: `recital`, or `pp` in a resolution.
    """
    found: dict[int, list[Forced]] = {}
    for at, opening in openings.items():
        if opening.heading.kind != "preamble":
            continue
        start = (
            at + 1 + opening.rows if opening.heading.label == looks.texts[at].strip(" .:[]") else at
        )
        end = min((row for row in [*openings, last] if row > at), default=len(looks))
        places = _places(looks, start, end)
        for count, (row, place, spoken) in enumerate(_counted(places), 1):
            number = Number(count if spoken else 0)
            sure = _SURE if place == 0 else _UNSURE
            set_at = looks.clean[row].place(place) if place else _indent(looks, row)
            boundary = Forced(
                row,
                set_at,
                kind if spoken else END,
                str(count),
                number,
                "",
                "",
                "",
                sure,
                ("recital",),
            )
            found.setdefault(row, []).append(boundary)
    return found


def _indent(looks: Looks, row: int) -> int:
    text = looks.lines[row].text
    return len(text) - len(text.lstrip())


def _counted(places: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """Those that recite first, then what is none: numbers must not count what does not recite."""
    return [one for one in places if one[2]] + [one for one in places if not one[2]]


def _places(looks: Looks, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Row, code point of its text, and whether a paragraph begins there or only something ends."""
    rows = range(start, end)
    if any((mark := read_mark(looks.texts[at])) and mark.readings[0][1].value == 1 for at in rows):
        return []
    within = [
        (at, found.end(), True)
        for at in rows
        for found in _INNER.finditer(looks.texts[at])
        if found.end() < len(looks.texts[at])
    ]
    begun = [at for at in rows if _begins(looks, at, start)]
    recited = [at for at in begun if _recites(looks.texts[at].strip())]
    if len(within) > len(recited):
        return sorted([*((at, 0, True) for at in recited), *within])
    if len(recited) < _HALF * len(begun):
        return []
    closed = [at for at in begun if at not in recited and recited and at > recited[0]]
    return sorted([*((at, 0, True) for at in recited), *((at, 0, False) for at in closed)])


def _recites(text: str) -> bool:
    return RECITES.match(text) is not None and SPEAKERS.match(text) is None


def _begins(looks: Looks, at: int, start: int) -> bool:
    """Whether a row begins a paragraph."""
    text = looks.texts[at].strip()
    if at == start:
        return True
    if looks.loud(at):
        return False
    opened = looks.pauses(at - 1) and (looks.gap(at) or not looks.full(at - 1))
    said = RECITES.match(text) is not None and looks.pauses(at - 1)
    return (opened and not text[:1].islower()) or (opened and looks.gap(at)) or said

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whole provisions by where they begin: a path is what one is called today, its place says which it is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from annotator.domain.canonical_json import compact
from annotator.domain.structure.corrections import MOVE, REMOVE, Correction
from annotator.domain.structure.found_structure import Provision, Structure
from annotator.domain.structure.path_order import joined_range, range_ends

Place = tuple[int, int]
"""Page from 1, and code point in that page's text."""
Begins = tuple[Place, ...]
"""Where a provision begins when somebody names it; of a range, where its first and its last one do."""

BEGINS: Final = "extra:begins"
"""The field of a mark's and a link's record that holds it, as `begins_text` writes it."""


def begins_text(begins: Begins) -> str:
    """Places as JSON, "" for none."""
    return compact(begins) if begins else ""


def begins_of(text: str) -> Begins:
    """Read what `begins_text` wrote; () for anything else."""
    try:
        found = tuple((int(page), int(start)) for page, start in json.loads(text or "[]"))
    except (ValueError, TypeError, RecursionError):
        return ()
    return found if all(page > 0 and start >= 0 for page, start in found) else ()


class WholeProvisions:
    """Those of one draft.

    Args:
        structure: as found and corrected.
        corrections: what people said of it, in the order it was said.
    """

    def __init__(self, structure: Structure, corrections: Sequence[Correction]) -> None:
        self._structure = structure
        self._starting: dict[Place, list[Provision]] = {}
        for one in structure.provisions:
            self._starting.setdefault((one.page, one.start), []).append(one)
        self._said = {(one.page, one.offset): one for one in corrections}

    def begins(self, path: str) -> Begins:
        """Where a provision, or each end of a range, begins; () for what the draft does not have."""
        found = self._structure.find(path)
        ends = (found,) if found >= 0 else tuple(map(self._structure.find, range_ends(path)))
        if -1 in ends:
            return ()
        ones = (self._structure.provisions[index] for index in ends)
        return tuple((one.page, one.start) for one in ones)

    def path(self, path: str, begins: Begins) -> str:
        """The path now of what was called so when it began there.

        As it was written where that is not known, or where nothing begins there any more.

        Args:
            path: of a provision, or of a range.
            begins: where it began; () where that is not known.
        """
        ends = (path,) if len(begins) == 1 else range_ends(path)
        if len(begins) != len(ends):
            return path
        now = [self._now(place, end) for place, end in zip(begins, ends, strict=True)]
        first, last = now[0], now[-1]
        if first is None or last is None:
            return path
        if (first.page, first.start) > (last.page, last.start):
            return path
        return joined_range(first.path, last.path)

    def _now(self, place: Place, path: str) -> Provision | None:
        """The provision that began at a place and was called so."""
        said, been = self._said.get(place), {place}
        while place not in self._starting and said is not None and said.action == MOVE:
            place = said.to_page, said.to_offset
            if place in been:
                return None
            been.add(place)
            said = self._said.get(place)
        if starting := self._starting.get(place):
            return next((one for one in starting if one.path == path), starting[0])
        if said is not None and said.action == REMOVE and self._structure.find(path) >= 0:
            return self._structure.at(*place)  # the name is another one's by now
        return None

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which provision somebody means who types `28(3)`, `art 6 bis` or `annex I`. Goes nowhere. No Qt."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from annotator.domain.structure.found_structure import Structure
from annotator.domain.structure.path_order import path_key, range_ends

if TYPE_CHECKING:
    from annotator.domain.structure.name_reader import NameIndex

NEAR = 4
"""Provisions named to whoever typed one that is not there."""


def named(structure: Structure, typed: str) -> int:
    """Index of the provision that is meant, -1 where none is; see `NameIndex`."""
    return _index(structure).meant(typed)


def standing_under(structure: Structure, path: str) -> int:
    """Index of the provision a path names, else of the nearest one around it, -1 for none."""
    first = range_ends(path)[0]
    exact = structure.find(first)
    wanted = first
    while exact < 0 and wanted:
        exact = named(structure, wanted)
        cut = max(wanted.rfind("("), wanted.rfind(", "), 0)
        wanted = wanted[:cut].strip()
    return exact


def begin_of(structure: Structure, path: str) -> tuple[int, int]:
    """Page and code point at which a provision begins; that of what holds it where it is not there,
    page 0 where nothing does.
    """
    index = standing_under(structure, path)
    one = structure.provisions[index] if index >= 0 else None
    return (one.page, one.start) if one else (0, 0)


def order(structure: Structure, path: str) -> tuple[int, tuple[object, ...]]:
    """A key that sorts paths as they stand in a draft: what is not found there with what holds it, and
    what is nowhere last.
    """
    index = standing_under(structure, path)
    return (index if index >= 0 else len(structure.provisions)), path_key(path)


def near(structure: Structure, typed: str) -> list[str]:
    """Paths that come nearest to what was typed: what it would stand in, or units around its number."""
    from annotator.domain.structure.name_reader import read_name  # noqa: PLC0415 - after the first page

    wanted = read_name(typed)
    while len(wanted) > 1:
        wanted = wanted[:-1]
        at = _index(structure).of_name(wanted)
        if at >= 0:
            parts = [structure.provisions[part].path for part in structure.parts(at)]
            return [structure.provisions[at].path, *parts[-(NEAR - 1) :]]
    ones = structure.provisions
    units = [one.path for one in ones if one.kind == structure.unit and "#" not in one.path]
    return [*units[: NEAR // 2], *units[-(NEAR // 2) :]] if len(units) > NEAR else units


def _index(structure: Structure) -> NameIndex:
    return _index_of(tuple(one.path for one in structure.provisions), structure.unit)


@functools.lru_cache(maxsize=4)
def _index_of(paths: tuple[str, ...], unit: str) -> NameIndex:
    from annotator.domain.structure.name_reader import NameIndex  # noqa: PLC0415 - after the first page

    return NameIndex(paths, unit)

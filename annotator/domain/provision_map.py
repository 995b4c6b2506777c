# SPDX-License-Identifier: AGPL-3.0-or-later
"""The provisions of one draft by whatever they are called, in their own order, and which lies in which."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

from annotator.domain.provision import provision_path
from annotator.domain.structure.found_structure import Structure
from annotator.domain.structure.name_reader import NameIndex
from annotator.domain.structure.path_order import joined_range, path_key, range_ends

Rank = tuple[int, tuple[object, ...], str]
"""Where a path stands: no two paths of a draft have the same."""

_DASH: Final = re.compile(r"\s*[-\u2013\u2014]\s*")
_FEW: Final = 8


class ProvisionMap:
    """Looks provisions of a draft up. Two are equal where the drafts have the same ones.

    Args:
        structure: what was found; None for a draft nothing is known of.
    """

    def __init__(self, structure: Structure | None = None) -> None:
        self.structure = structure or Structure()

    def __eq__(self, other: object) -> bool:
        """Whether the same questions get the same answers."""
        if not isinstance(other, ProvisionMap):
            return NotImplemented
        return (
            self.structure is other.structure
            or self.structure.provisions == other.structure.provisions
        )

    __hash__ = None  # type: ignore[assignment]

    @property
    def empty(self) -> bool:
        """Whether nothing was found in the draft."""
        return not self.structure.provisions

    @cached_property
    def names(self) -> NameIndex:
        """The provisions by what they are called."""
        paths = [one.path for one in self.structure.provisions]
        return NameIndex(paths, self.structure.unit)

    @cached_property
    def _lasts(self) -> list[int]:
        """For each provision the last one within it."""
        lasts = list(range(self.structure.count))
        for index in reversed(range(self.structure.count)):
            parent = self.structure.provisions[index].parent
            if parent >= 0:
                lasts[parent] = max(lasts[parent], lasts[index])
        return lasts

    # -- names -----------------------------------------------------------------------------------

    def find(self, written: str) -> int:
        """Index of the provision that is called so, in any spelling, see `NameIndex`; -1 for none."""
        return self.names.find(written)

    def spelled(self, written: str) -> str:
        """The path of a provision, or of a range of them, as the draft has it; "" where it has none."""
        index = self.find(written)
        if index >= 0:
            return self.structure.provisions[index].path
        for dash in _DASH.finditer(written):
            first, last = self.find(written[: dash.start()]), written[dash.end() :].strip()
            if first < 0 or not last:
                continue
            path = self.structure.provisions[first].path
            for end in (range_ends(f"{path}-{last}")[1], range_ends(f"{path}-({last})")[1], last):
                at = self.find(end)
                if at > first:
                    return joined_range(path, self.structure.provisions[at].path)
        return ""

    def asked(self, written: str) -> str:
        """What `touches` is to be asked for where somebody writes this."""
        index = self.names.meant(written)
        whole = self.structure.provisions[index].path if index >= 0 else ""
        return self.spelled(written) or whole or provision_path(written)

    def near(self, written: str) -> list[str]:
        """Paths somebody may have meant: what is in the nearest provision there is, or its neighbours."""
        path = provision_path(_DASH.split(written)[0])
        above = path
        while "(" in above and self.find(above) < 0:
            above = above[: above.rindex("(")].strip()
        provisions = self.structure.provisions
        at = self.find(above)
        if at >= 0:
            return [provisions[index].path for index in (at, *self.structure.parts(at))][:_FEW]
        tops = [one.path for one in provisions if "(" not in one.path]
        place = sum(path_key(top) < path_key(path) for top in tops)
        return tops[max(0, place - _FEW // 2) : place + _FEW // 2]

    def title(self, path: str) -> str:
        """The title that a provision, or the nearest one around it, bears; "" for none."""
        for index in self.structure.chain(self._ends(path)[0]):
            if self.structure.provisions[index].title:
                return self.structure.provisions[index].title
        return ""

    # -- order -----------------------------------------------------------------------------------

    def rank(self, path: str) -> Rank:
        """A key that sorts paths as they stand in this draft; unknown ones come last, by number."""
        index = self._ends(path)[0]
        if index >= 0:
            return index, (), path
        return self.structure.count, path_key(path), path

    def touches(self, path: str, asked: str) -> bool:
        """Whether a path, a range perhaps, is what was asked for, lies in it, or reaches into it.

        Args:
            path: of a passage or a mark.
            asked: as `spelled` or `provision_path` gives it.
        """
        if not path or not asked:
            return False
        (first, last), (low, high) = self._ends(path), self._ends(asked)
        if min(first, last, low, high) < 0:
            return _touches_by_name(path, asked)
        high = self._lasts[high]
        return low <= first <= high or (first < last and first <= high and low <= self._lasts[last])

    def reach(self, path: str) -> range:
        """Indices of all that a path means: its provisions and what they hold; empty for unknown ones."""
        first, last = self._ends(path)
        if first < 0 or last < first:
            return range(0)
        return range(first, self._lasts[last] + 1)

    def _ends(self, path: str) -> tuple[int, int]:
        """Indices of the first and the last provision of a path, twice the same for a single one."""
        at = self.find(path)
        if at >= 0 or "-" not in path:
            return at, at
        first, last = range_ends(path)
        return self.find(first), self.find(last)


def _touches_by_name(path: str, asked: str) -> bool:
    """The same where the draft does not tell, by the paths alone."""
    ends, (low, high) = range_ends(path), range_ends(asked)
    if any(_within(end, one) for end in ends for one in (low, high)):
        return True
    keys = [path_key(end) for end in (*ends, low, high)]
    inside = low != high and keys[2] <= keys[0] <= keys[3]
    return inside or (ends[0] != ends[1] and keys[0] <= keys[2] <= keys[1])


def _within(path: str, asked: str) -> bool:
    return path == asked or path.startswith((f"{asked}(", f"{asked},", f"{asked} para "))

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was written for words and is not tagged yet, kept for the session. Tags nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from pathlib import Path

from annotator.domain.anchor import Segment
from annotator.domain.area import Area, Whole
from annotator.domain.codebook import Code
from annotator.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Taggable:
    """Words, or an area, of a draft that can be tagged.

    Attributes:
        project: where they are read; None for a PDF that is in none yet.
        draft: SHA-256.
        what: where they stand, or which area or whole provision it is.
    """

    project: Path | None
    draft: str
    what: tuple[Segment, ...] | Area | Whole

    def same_place(self, other: Taggable | None) -> bool:
        """Whether the others are the same words, in whatever project: the first tag makes it."""
        return other is not None and (self.draft, self.what) == (other.draft, other.what)


@dataclass(frozen=True, slots=True)
class Begun:
    """A tag as far as it is written.

    Attributes:
        typed: in the field for the code.
        codes: gathered.
        fields: what was said other than a new tag would by itself.
    """

    typed: str = ""
    codes: tuple[Code, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """A tag that is being made: letters of its codes, its words, what was said of it."""

    letters: str
    words: Taggable | None
    begun: Begun


class BegunTags:
    """Tags begun, by the words they were written for, and those that are asked for just now."""

    def __init__(self) -> None:
        self._kept: dict[Taggable, Begun] = {}
        self._asked: list[Asked] = []

    def keep(self, words: Taggable | None, begun: Begun) -> None:
        """Keep what is written for words; what says nothing is not kept."""
        if words is not None and begun != Begun():
            self._kept[words] = begun

    def take(self, words: Taggable | None) -> Begun:
        """What was written for words, to be written on; the first tag on a PDF made its project."""
        if words is None:
            return Begun()
        bare = self._kept.pop(replace(words, project=None), Begun())
        return self._kept.pop(words, bare)

    @property
    def asking(self) -> bool:
        """Whether a tag was asked for of which nothing was heard yet."""
        return bool(self._asked)

    def ask(self, letters: str, words: Taggable | None, begun: Begun) -> None:
        """A tag is asked for, with the letters of its codes."""
        self._asked.append(Asked(letters, words, begun))

    def made(self, letters: str) -> Asked | None:
        """It is made; what was asked for, None where it was asked for elsewhere."""
        found = next((one for one in self._asked if one.letters == letters), None)
        if found is not None:
            self._asked.remove(found)
        return found

    def refused(self) -> None:
        """What was asked for is not made: it is kept with its words, unless newer things are."""
        for one in self._asked:
            if one.words not in self._kept:
                self.keep(one.words, one.begun)
        self._asked.clear()

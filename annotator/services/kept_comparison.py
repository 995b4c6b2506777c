# SPDX-License-Identifier: AGPL-3.0-or-later
"""What follows from the map of two drafts alone, each made when it is first asked for. Reads no project."""

from __future__ import annotations

from functools import cached_property

from annotator.domain.alignment.changes import Change, changes
from annotator.domain.alignment.line_up import LineUp
from annotator.domain.alignment.redline_text import RedlinePart, redline_text
from annotator.domain.alignment.side_by_side import Inked, inked, places
from annotator.domain.alignment.word_map import WordMap
from annotator.domain.anchor import Segment

Pages = dict[int, tuple[Inked, ...]]
Ends = tuple[Segment | None, Segment | None]


class KeptComparison:
    """Kept with its map: who shows it knows by these objects that nothing they drew has changed.

    Attributes:
        words: the map.
    """

    def __init__(self, words: WordMap) -> None:
        self.words = words

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """In the order of the newer draft."""
        return changes(self.words)

    @cached_property
    def places(self) -> tuple[Ends, ...]:
        """Where to look for each change in the older and in the newer draft."""
        return tuple(places(change, self.words) for change in self.changes)

    @cached_property
    def inked(self) -> tuple[Pages, Pages]:
        """What is drawn on the pages of the older and of the newer draft."""
        return inked(self.changes, self.words)

    @cached_property
    def line_up(self) -> LineUp:
        """Both ways between places of the two."""
        return LineUp(self.words)

    @cached_property
    def text(self) -> tuple[RedlinePart, ...]:
        """Both as one text."""
        return redline_text(self.words, self.changes)

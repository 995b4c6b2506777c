# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proposes a place in a newer draft for passages of an older one. Changes nothing in the project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.domain.alignment.aligned import MOVED
from annotator.domain.alignment.judging import CERTAIN, GONE, REWORDED, UNSURE, Judge, Verdict
from annotator.domain.alignment.surroundings import surroundings
from annotator.domain.alignment.whole_judging import WholeJudge
from annotator.domain.alignment.word_map import WordMap
from annotator.domain.anchor import Anchor, Segment
from annotator.domain.area import area_of
from annotator.domain.carried import Item, evidence_of
from annotator.domain.passage import Passage
from annotator.domain.quotation import readable
from annotator.domain.structure.path_order import joined_range
from annotator.pdf.text_layer import inside
from annotator.services.desk import Desk

LOST, AREA = "lost", "area"
"""Reasons besides those of `judging.Verdict`."""


class PassageJudge:
    """Judges passages of one draft for another.

    Args:
        desk: of the project.
        words: map of the two drafts.
        drafts: SHA-256 of the older one and of the newer one.
    """

    def __init__(self, desk: Desk, words: WordMap, drafts: tuple[str, str]) -> None:
        self._desk = desk
        self._words = words
        self._older, self._newer = drafts
        self._judge = Judge(words)
        self._whole_judge = WholeJudge(words)
        self._said: dict[tuple[str, int, int], str] = {}

    def item(self, passage: Passage) -> Item:
        """What is proposed for a passage of the older draft."""
        if passage.anchor.kind == "provision":
            found = self._whole(passage)
        elif passage.anchor.kind == AREA:
            found = self._area(passage)
        else:
            found = self._text(passage)
        if found.verdict in CERTAIN:
            return found
        evidence = evidence_of(
            passage.tags, found.verdict, old=found.quote_from, new=found.quote_to
        )
        return replace(found, evidence=evidence)

    # -- words -----------------------------------------------------------------------------------

    def _text(self, passage: Passage) -> Item:
        segments = passage.anchor.segments
        marked = self._words.older.within(segments) if passage.placed else []
        if not marked:
            return self._found(passage, Verdict(UNSURE, reason=LOST))
        owner = self._words.older.owners[marked[0]]
        verdict = self._judge.of_words(segments)
        if verdict.kind == GONE:
            return self._gone(passage, verdict, owner)
        if verdict.first < 0:
            near = verdict.provision if verdict.provision >= 0 else self._near(owner)
            return self._found(passage, verdict, page=self._page(near))
        first, last = self._with_marks(marked, verdict)
        front, back = self._cut(segments, marked, (first, last), verdict)
        place = self._words.newer.segments(first, last, front=front, back=back)
        anchor = self._desk.anchor(self._newer, place)
        if anchor is None:
            return self._found(passage, replace(verdict, kind=UNSURE), page=place[0].page)
        found = self._found(passage, verdict, anchor=anchor, page=anchor.page)
        if verdict.kind in CERTAIN and not verdict.around:
            return found  # nobody is asked
        before, after = surroundings(self._words, (marked[0], marked[-1]), (first, last))
        return replace(found, before=before, after=after)

    def _with_marks(self, marked: list[int], verdict: Verdict) -> tuple[int, int]:
        """The ends of the place: with the marks of provisions there, where the passage had them."""
        newer, first, last = self._words.newer, verdict.first, verdict.last
        marks, old = newer.marks, self._words.older.marks
        if verdict.kind not in {*CERTAIN, REWORDED}:
            return first, last
        if old[marked[0]]:
            owner = newer.owners[first]
            while first and marks[first - 1] and newer.owners[first - 1] == owner:
                first -= 1
        if old[marked[-1]] and last + 1 < len(newer):
            owner = newer.owners[last + 1]
            while last + 1 < len(newer) and marks[last + 1] and newer.owners[last + 1] == owner:
                last += 1
        return first, last

    def _cut(
        self,
        segments: Sequence[Segment],
        marked: list[int],
        ends: tuple[int, int],
        verdict: Verdict,
    ) -> tuple[int, int]:
        """What of the first and the last word a passage leaves out, where the words are the same."""
        if verdict.kind not in CERTAIN:
            return 0, 0
        older, newer = self._words.older, self._words.newer
        front, back = older.cut(segments)
        if older.marks[marked[0]] or older.length(marked[0]) != newer.length(ends[0]):
            front = 0
        if older.marks[marked[-1]] or older.length(marked[-1]) != newer.length(ends[1]):
            back = 0
        return front, back

    # -- whole provisions and areas --------------------------------------------------------------

    def _whole(self, passage: Passage) -> Item:
        first, last = self._words.older.structure.ends(passage.anchor.provision)
        if first < 0:
            return self._found(passage, Verdict(UNSURE, reason=LOST))
        said = self._text_of(self._older, first, last)
        verdict = self._whole_judge.of_provisions(first, last)
        if verdict.kind == GONE:
            return replace(self._gone(passage, verdict, first), quote_from=said)
        nodes = self._words.newer.structure.provisions
        ends = [nodes[at] for at in dict.fromkeys((verdict.provision, verdict.until))]
        anchor = Anchor(
            "provision", self._newer, provision=joined_range(ends[0].path, ends[-1].path),
            begins=tuple((one.page, one.start) for one in ends),
        )  # fmt: skip
        item = self._found(passage, verdict, anchor=anchor, page=ends[0].page)
        there = self._text_of(self._newer, verdict.provision, verdict.until)
        return replace(item, quote_from=said, quote_to=there)

    def _area(self, passage: Passage) -> Item:
        area, pages = area_of(passage.anchor), self._desk.pages(self._older)
        within: list[Segment] = []
        if area is not None and area.page in pages and passage.placed:
            within = inside(pages[area.page], area.box)
        marked = self._words.older.within(within)
        if not marked:
            return self._found(passage, Verdict(UNSURE, reason=AREA))
        owner = self._words.older.owners[marked[0]]
        there = self._counterpart(owner)
        verdict = self._judge.of_words(within)
        page = self._page(there if there >= 0 else self._near(owner))
        if verdict.first >= 0:
            there = verdict.provision
            page = self._words.newer.segments(verdict.first, verdict.first)[0].page
        said = Verdict(UNSURE, provision=there, score=verdict.score, reason=AREA)
        return self._found(passage, replace(said, around=verdict.around), page=page)

    # -- places ----------------------------------------------------------------------------------

    def _found(
        self, passage: Passage, verdict: Verdict, *, anchor: Anchor | None = None, page: int = 0
    ) -> Item:
        to = anchor.provision if anchor else ""
        if not to and verdict.provision >= 0:
            to = self._words.newer.structure.provisions[verdict.provision].path
        return Item(
            passage.uid, self._newer, verdict.kind, verdict.score, verdict.reason, verdict.around,
            passage.anchor.provision, to, readable(passage.anchor.quote),
            anchor.quote if anchor else "", anchor, page, brackets=verdict.brackets,
        )  # fmt: skip

    def _gone(self, passage: Passage, verdict: Verdict, owner: int) -> Item:
        """What nothing answers to, with where it would stand: in what is left of its provision, behind the
        last one before it that is still there, or in what it was part of.
        """
        left = verdict.provision
        near, behind = (left, False) if left >= 0 else self._would_stand(owner)
        if near < 0:
            return self._found(passage, verdict)
        one = self._words.newer.structure.provisions[near]
        item = self._found(passage, verdict, page=one.end_page if behind else one.page)
        return replace(item, near=one.path, behind=behind)

    def _would_stand(self, owner: int) -> tuple[int, bool]:
        """Index in the newer draft of what a provision would stand behind (True) or in; -1 for none."""
        nodes = self._words.older.structure.provisions
        for index in self._words.older.structure.chain(owner):
            up = nodes[index].parent
            for at in range(index - 1, up, -1):
                pair = self._words.alignment.of_older(at) if nodes[at].parent == up else None
                if pair and pair.b and pair.status != MOVED:
                    return pair.b[-1], True
            if up >= 0 and (there := self._counterpart(up)) >= 0:
                return there, False
        return -1, False

    def _counterpart(self, owner: int) -> int:
        """Index in the newer draft of what belongs to a provision of the older one; -1 for none."""
        pair = self._words.alignment.of_older(owner) if owner >= 0 else None
        return pair.b[0] if pair and pair.b else -1

    def _near(self, owner: int) -> int:
        """The same of the nearest provision around it that has a counterpart."""
        structure = self._words.older.structure
        for index in structure.chain(owner):
            if (there := self._counterpart(index)) >= 0:
                return there
        return -1

    def _page(self, index: int) -> int:
        return self._words.newer.structure.provisions[index].page if index >= 0 else 0

    def _text_of(self, draft: str, first: int, last: int) -> str:
        """What whole provisions say, from one to another."""
        key = draft, first, last
        if key not in self._said:
            words = self._words.older if draft == self._older else self._words.newer
            self._said[key] = self._desk.text(draft).quote(words.structure.whole(first, last))
        return self._said[key]

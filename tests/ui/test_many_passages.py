# SPDX-License-Identifier: AGPL-3.0-or-later
"""With thousands of passages a change costs what changed: what follows along says what a new one says."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import pytest

from annotator.domain.anchor import Anchor, Quad, Segment
from annotator.domain.codebook import Code
from annotator.domain.passage import Passage
from annotator.domain.tag import Tag
from annotator.ui import page_contents
from annotator.ui.left_contents import DrawnTags
from annotator.ui.models import passage_list
from annotator.ui.models.passage_changes import changed
from annotator.ui.models.passage_list import PassageIndex
from annotator.ui.page_contents import DrawnMarks
from annotator.ui.viewer.known_structure import KnownStructure
from annotator.ui.viewer.marks.highlights import marks_of
from annotator.ui.viewer.marks.mark_board import MarkBoard

MANY, PAGES = 5000, 40
CODES = {
    code.uid: code
    for code in (
        Code("f", "FAM", "Family", colour="#9EC5F8"),
        Code("a", "FAM-1", "First", "FAM"),
        Code("b", "OTH", "Other", colour="#A8D8A0"),
    )
}


def passage(uid: str, chance: random.Random, *, whole: bool = False) -> Passage:
    page, at = chance.randrange(1, PAGES + 1), chance.randrange(3000)
    if whole:
        anchor = Anchor("provision", "d", provision="Art 6")
    else:
        box = (0.0, at / 10, 9.0, at / 10, 0.0, at / 10 + 9, 9.0, at / 10 + 9)
        anchor = Anchor("text", "d", (Segment(page, at, at + 9),), "w", quads=(Quad(page, box),))
    tags = tuple(Tag(f"{uid}-{n}", uid, chance.choice("ab"), "me") for n in range(1, 3))
    return Passage(uid, anchor, tags=tags)


def in_order(passages) -> tuple[Passage, ...]:
    return tuple(sorted(passages, key=lambda p: (p.anchor.page, p.anchor.start, p.uid)))


@pytest.fixture
def many():
    chance = random.Random(4)
    return in_order(passage(f"{number:05}", chance) for number in range(MANY))


@pytest.fixture
def days():
    """Readings of a draft, one after the other: something came, changed, moved, was lost or went."""
    chance = random.Random(7)
    living = {uid: passage(uid, chance) for uid in map(str, range(30))}
    found = [in_order(living.values())]
    for number in range(200):
        uid = chance.choice(sorted(living)) if living else ""
        kind = chance.choice(["new", "whole", "change", "move", "lose", "delete", "strip"])
        if kind in {"new", "whole"} or not uid:
            living[f"n{number}"] = passage(f"n{number}", chance, whole=kind == "whole")
        elif kind == "change":
            living[uid] = replace(living[uid], tags=living[uid].tags[:1])
        elif kind == "move":
            living[uid] = passage(uid, chance)
        elif kind == "lose":
            living[uid] = replace(living[uid], placed=False)
        elif kind == "strip":
            living[uid] = replace(living[uid], tags=())
        else:
            del living[uid]
        found.append(in_order(living.values()))
    return found


class View:
    def __init__(self) -> None:
        self.marks = MarkBoard()
        self.provisions = KnownStructure()
        self.texts = {}


def test_changes_are_told_apart(days) -> None:
    for before, after in itertools.pairwise(days):
        gone, come = changed(before, after)
        assert len(gone) <= 1
        assert len(come) <= 1
        assert set(map(id, before)) - set(map(id, gone)) == set(map(id, after)) - set(map(id, come))


def test_an_index_that_follows_says_what_a_new_one_says(days) -> None:
    index = PassageIndex(days[0])
    for day in days:
        index.follow(day)
        new = PassageIndex(day)
        assert index.whole == new.whole
        for page in range(1, PAGES + 1):
            assert index.on_page(page) == new.on_page(page)
            assert index.step("", 1, page=page) == new.step("", 1, page=page)
        for each in day:
            assert index.step(each.uid, -1, page=1) == new.step(each.uid, -1, page=1)


def test_marks_that_follow_are_the_marks_of_all(days) -> None:
    view = View()
    drawn = DrawnMarks(view)
    for day in days:
        drawn.show(day, CODES, frozenset())
        assert view.marks.all() == marks_of(day, CODES, mine=frozenset())


def test_tags_that_follow_are_counted_as_all_are(days) -> None:
    drawn = DrawnTags()
    for day in days:
        drawn.follow(day, CODES)
        new = DrawnTags()
        new.follow(day, CODES)
        for page in range(1, PAGES + 1):
            one, other = (each.pages.between((page, 0), (page + 1, 0)) for each in (drawn, new))
            assert one.count == other.count
            assert sorted(one.colours) == sorted(other.colours) or one.count > len(one.colours)


def test_one_passage_more_is_the_work_of_one(many, monkeypatch) -> None:
    view, index, tags = View(), PassageIndex(many), DrawnTags()
    marks = DrawnMarks(view)
    marks.show(many, CODES, frozenset())
    assert tags.follow(many, CODES) is None, "the first time everything is new"
    made, looked = [], []
    real_marks, real_pages = page_contents.marks_of, passage_list.pages_of

    def counted(passages, codes, *, mine):
        made.extend(passages)
        return real_marks(passages, codes, mine=mine)

    def looked_at(passage):
        looked.append(passage)
        return real_pages(passage)

    monkeypatch.setattr(page_contents, "marks_of", counted)
    monkeypatch.setattr(passage_list, "pages_of", looked_at)
    new = passage("new", random.Random(1))
    more = in_order((*many, new))
    marks.show(more, CODES, frozenset())
    index.follow(more)
    assert made == [new]
    assert set(map(id, looked)) == {id(new)}
    assert tags.follow(more, CODES) == {(new.anchor.page, new.anchor.start)}

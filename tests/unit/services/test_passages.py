# SPDX-License-Identifier: AGPL-3.0-or-later
"""Passages of real PDFs: moved, read one by one, and read again after whatever was committed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.domain.anchor import Segment
from annotator.domain.errors import InputRefusedError, NotFoundError
from annotator.services.annotations import Wanted
from annotator.services.passage_shelf import PassageShelf
from annotator.services.projects import create_workspace

QUOTE = "freedom of expression"


@pytest.fixture
def passage(work, sha256):
    anchor = work.passages.find_quote(sha256, QUOTE)
    return work.passages.tag(anchor, [work.codes.named("EXP-1").uid]).passage


def test_a_passage_moves_to_other_words_with_its_tags_in_one_revision(work, sha256, passage):
    before = work.passages.get(passage)
    wider = work.passages.find_quote(
        sha256, "the freedom of expression, in particular of journalists"
    )
    work.passages.move(passage, wider.segments)
    (after,) = work.passages.on_draft(sha256)
    assert (after.uid, after.tags) == (passage, before.tags)
    assert after.anchor.quote == "the freedom of expression, in particular of journalists"
    assert after.anchor.segments == wider.segments
    assert after.anchor.quads
    assert after.placed
    assert work.history.list()[-1].what.startswith(
        "Move the ends of “the freedom of expression, in"
    )
    work.history.undo()
    assert work.passages.get(passage).anchor == before.anchor
    work.history.redo()
    assert work.passages.get(passage).anchor == after.anchor


def test_a_moved_passage_travels_and_two_moves_apart_are_a_conflict(
    work, sha256, passage, tmp_path, request
):
    other = create_workspace(tmp_path / "b.treaty", reviewer="Bo")
    request.addfinalizer(other.close)
    out = tmp_path / "out.csv"
    work.transfer.export(out, Wanted())
    other.transfer.merge([out])
    for space, quote in ((work, "expression"), (other, "freedom")):
        place = work.passages.find_quote(sha256, quote)
        if space is work:
            space.passages.move(passage, place.segments)
        else:  # the PDF is not there, so that the words are found here
            with space._desk.change_as_me("move_passage") as unit:
                unit.write("passage", passage, {"anchor": place.to_json()})
    other.transfer.export(out, Wanted())
    assert work.transfer.merge([out]).counts["conflicts"] == 1
    conflict = next(c for c in work.conflicts.list() if c.field == "anchor")
    with pytest.raises(InputRefusedError):
        work.conflicts.choose("passage", passage, "anchor", "{}")
    work.conflicts.choose("passage", passage, "anchor", conflict.values[1].value)
    assert work.conflicts.list() == ()


def test_what_cannot_be_moved(work, passage):
    with pytest.raises(InputRefusedError):
        work.passages.move(passage, [])
    with pytest.raises(NotFoundError):
        work.passages.move("nobody", [Segment(1, 0, 5)])


def test_some_passages_are_those_of_the_draft(work, sha256, passage):
    other = work.passages.find_quote(sha256, "independent courts")
    work.passages.tag(other, [work.codes.named("SUR-3").uid])
    found = work.passages.on_draft(sha256)
    assert len(found) == 2
    assert work.passages.some([p.uid for p in found]) == found
    assert [p.uid for p in work.passages.some([passage, "nobody", passage])] == [passage]
    assert work.passages.some([]) == []
    work.passages.delete(passage)
    assert work.passages.some([passage]) == []


def test_who_edited_is_told_whichever_way_a_tag_was_written(work, sha256, passage):
    (tag,) = work.passages.get(passage).tags
    assert tag.edited_by == ""
    ana = work.reviewer().uid
    work.passages.edit(tag.uid, {"note": "x"})
    assert work.passages.get(passage).tags[0].edited_by == ""
    bo = work.act_as("Bo").uid
    work.passages.edit(tag.uid, {"severity": "2"})
    read = work.passages.get(passage).tags[0]
    assert (read.edited_by, read.reviewer) == (bo, ana)
    assert read == work.passages.tag_by_uid(tag.uid)
    work.act_as("Ana")
    work.passages.edit(tag.uid, {"severity": "3"})
    assert work.passages.get(passage).tags[0].edited_by == ""


def test_what_is_kept_in_memory_is_what_a_fresh_reading_gives(work, sha256, passage):
    tag = work.passages.on_draft(sha256)[0].tags[0].uid
    steps = [
        lambda: work.comments.add(tag, "one"),
        lambda: work.comments.add(passage, "two"),
        lambda: work.passages.edit(tag, {"severity": "1"}),
        lambda: work.passages.move(passage, [Segment(1, 20, 60)]),
        work.history.undo,
        lambda: work.marks.mark(sha256, "Art 1", "read"),
        lambda: work.passages.untag(tag),
        lambda: work.history.go_to(0),
    ]
    for step in steps:
        step()
        assert work.passages.on_draft(sha256) == PassageShelf(work._desk).on_draft(sha256)


def test_passages_stay_in_reading_order_through_every_change(work, sha256):
    def tag(words):
        place = work.passages.find_quote(sha256, words)
        return work.passages.tag(place, [work.codes.named("EXP-1").uid]).passage

    def order():
        found = work.passages.on_draft(sha256)
        assert found == PassageShelf(work._desk).on_draft(sha256)
        return [passage.uid for passage in found]

    assert order() == []
    middle, last, first = tag(QUOTE), tag("Article 2"), tag("Article 1")
    assert order() == [first, middle, last]
    work.passages.move(first, work.passages.find_quote(sha256, "particular of").segments)
    assert order() == [middle, first, last]
    work.passages.delete(middle)
    assert order() == [first, last]
    work.history.undo()
    assert order() == [middle, first, last]
    given = work.passages.on_draft(sha256)
    given.clear()
    assert order() == [middle, first, last], "what was given belongs to who asked"


def test_the_passages_that_records_stand_on(work, sha256, passage):
    def touched(*ids):
        return work.passages.touched_by(ids)

    (tag,) = work.passages.get(passage).tags
    on_tag = work.comments.add(tag.uid, "one")
    on_passage = work.comments.add(passage, "two")
    mark = work.marks.mark(sha256, "Art 1", "read")
    for uid in (passage, tag.uid, on_tag, on_passage):
        assert touched(uid) == ({passage}, frozenset())
    assert touched(on_tag, mark, "nobody") == ({passage}, {mark, "nobody"})
    assert touched() == (frozenset(), frozenset())
    work.passages.delete(passage)
    assert touched(tag.uid) == ({passage}, frozenset()), "who looks must take it off"


def test_a_passage_that_was_not_found_is_lost_again_when_its_move_is_undone(work, sha256, passage):
    with work._desk.change("from elsewhere") as unit:
        anchor = replace(work.passages.get(passage).anchor, quote="other words", extractor="x/1")
        unit.write("passage", passage, {"anchor": anchor.to_json()})
        unit.set_local("passage", passage, {"placed": 0})
    place = work.passages.find_quote(sha256, "independent courts")
    work.passages.move(passage, place.segments)
    assert work.passages.get(passage).placed
    work.history.undo()
    assert not work.passages.get(passage).placed
    work.history.redo()
    assert work.passages.get(passage).placed


def test_the_same_words_are_one_passage_while_it_shows_and_a_new_one_after(work, sha256, passage):
    code = work.codes.named("PRV-1").uid
    anchor = work.passages.get(passage).anchor
    with work._desk.change_as_me("delete_passage") as unit:
        unit.delete("passage", passage)  # its tag lives, so it shows
    assert work.passages.tag(anchor, [code]).passage == passage
    work.passages.delete(passage)
    again = work.passages.tag(anchor, [code]).passage
    assert again != passage
    assert [p.uid for p in work.passages.on_draft(sha256)] == [again]


@pytest.fixture
def unfound(work, passage, tmp_path):
    """Bo's file, in which the passage has words that are not in the draft; and their anchor."""
    out = tmp_path / "out.csv"
    work.transfer.export(out, Wanted())
    bo = create_workspace(tmp_path / "bo.treaty", reviewer="Bo")
    bo.transfer.merge([out])
    anchor = replace(
        work.passages.get(passage).anchor, extractor="other/9", quote="words of no draft",
        prefix="", suffix="", text_hash=(),
    )  # fmt: skip
    with bo._desk.change_as_me("move_passage") as unit:
        unit.write("passage", passage, {"anchor": anchor.to_json()})
    bo.transfer.export(out, Wanted())
    bo.close()
    return out, anchor


def test_words_that_stand_nowhere_are_told_after_undo_redo_and_accepting(work, passage, unfound):
    def placed():
        return work.passages.get(passage).placed

    work.transfer.merge([unfound[0]], hold_own=True)
    assert placed()
    work.inbox.accept(passage)
    assert not placed()
    work.history.undo()
    assert placed()
    work.history.redo()
    assert not placed()
    work.history.undo()
    work.inbox.refuse(passage)
    assert placed()


def test_words_that_stand_nowhere_are_told_after_a_merge_and_a_choice(
    work, sha256, passage, unfound
):
    out, anchor = unfound
    work.transfer.merge([out])
    assert not work.passages.get(passage).placed
    work.history.undo()
    assert work.passages.get(passage).placed
    for words in ("expression", QUOTE):
        work.passages.move(passage, work.passages.find_quote(sha256, words).segments)
    work.transfer.merge([out])
    (conflict,) = work.conflicts.list()
    work.conflicts.choose("passage", passage, conflict.field, anchor.to_json())
    assert not work.passages.get(passage).placed

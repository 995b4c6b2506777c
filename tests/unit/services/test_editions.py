# SPDX-License-Identifier: AGPL-3.0-or-later
"""Editions of one draft: recognised, offered, joined, and passages placed on the one that is here."""

from __future__ import annotations

import hashlib
import itertools

import pytest
from two_editions import LATER, WORDS, export, join, merge, notes, on, sha, tag

from annotator.domain.anchor import Anchor
from annotator.domain.area import Area
from annotator.domain.errors import InputRefusedError
from annotator.domain.sameness import DRAFT
from annotator.services.annotations import Wanted


def test_an_edition_is_offered_and_never_taken_unasked(one, other):
    tag(other, note="theirs")
    report = merge(one, other)
    assert report.counts["waiting"] == 1
    (item,) = report.items
    assert "perhaps an edition" in item.reason
    assert on(one) == []
    (offer,) = one.editions.list()
    assert (offer.draft.sha256, offer.here.sha256) == (sha(other), sha(one))
    assert (offer.joined, offer.passages, offer.doubtful) == (False, 1, ())


def test_joined_editions_show_the_words_where_they_stand_here(one, other):
    tag(other, note="theirs")
    merge(one, other)
    before = export(one).read_bytes()
    join(one, other)
    (passage,) = on(one)
    assert passage.placed
    assert passage.anchor.draft == sha(one)
    assert passage.anchor.segments == one.passages.find_quote(sha(one), WORDS).segments
    assert passage.anchor.quads
    (row,) = one.overview.rows()
    assert (row.draft, row.page, row.placed, row.note) == (sha(one), 1, True, "theirs")
    assert one.overview.tag_counts() == {sha(one): 1}
    (listed,) = one.listing.rows(Wanted(waiting=False, only_tags=True))
    assert (listed["page"], listed["quote"]) == ("1", WORDS)
    assert len(one.coverage.of(sha(one)).reviewers) == 2
    shown = [edition.joined for edition in one.editions.list()]
    assert shown == [True]
    one.joins.part(DRAFT, sha(other), name="theirs")
    assert on(one) == []
    one.history.undo()
    assert len(on(one)) == 1
    one.history.undo()
    one.history.undo()
    assert on(one) == []
    assert sha(other).encode() in before


def test_rows_of_a_joined_edition_are_counted_as_what_they_do(one, other):
    tag(other, note="theirs")
    merge(one, other)
    join(one, other)
    tag(other, LATER, note="more")
    report = merge(one, other)
    assert (report.counts["added"], report.counts["waiting"]) == (1, 0)
    assert notes(one) == ["more", "theirs"]


def test_what_cannot_be_placed_for_certain_waits_for_somebody_to_look(one, other):
    code = [other.codes.named("SUR-3").uid]
    draft = sha(other)
    good = other.passages.find_quote(draft, WORDS)
    area = other.passages.anchor_for(draft, Area(1, 72.0, 72.0, 200.0, 200.0))
    other.passages.tag(area, code)
    other.passages.tag(Anchor("provision", draft, provision="Art 9"), code)
    other.passages.tag(Anchor("provision", draft, provision="Art 2"), code)
    changed = Anchor("text", draft, good.segments, "words that were taken out", extractor="x/1")
    other.passages.tag(changed, code)
    merge(one, other)
    join(one, other)
    (edition,) = one.editions.list()
    assert len(edition.doubtful) == 3
    assert len({each.reason for each in edition.doubtful}) == 3
    by_quote = {p.anchor.provision or p.anchor.quote[:5]: p.placed for p in on(one)}
    assert by_quote["Art 2"]
    assert [p.placed for p in on(one)].count(False) == 3
    report = merge(one, other, preview=True)
    assert report.counts["waiting"] == 3
    assert report.counts["unchanged"] == 1
    assert sum(report.counts.values()) == report.rows


def test_marks_and_remarks_on_an_edition_are_seen_on_the_one_here(one, other):
    made = tag(other)
    other.comments.add(made.tags[0], "a remark")
    other.marks.mark(sha(other), "Art 1", "discuss")
    merge(one, other)
    join(one, other)
    assert [c.text for p in on(one) for c in p.comments] == ["a remark"]
    assert [m.draft for m in one.marks.on_draft(sha(one))] == [sha(one)]
    assert [row.mark for row in one.overview.rows() if row.kind == "mark"] == ["discuss"]


def test_a_draft_that_was_finished_as_another_edition_is_reopened(one, other):
    other.finishing.finish(sha(other))
    merge(one, other)
    join(one, other)
    one.act_as("Bo")
    assert [done.draft for done in one.finishing.list()] == [sha(one)]
    one.finishing.reopen(sha(one))
    assert one.finishing.list() == ()


def test_a_passage_of_another_edition_is_moved_where_that_is(one, other):
    passage = tag(other).passage
    merge(one, other)
    join(one, other)
    with pytest.raises(InputRefusedError, match="another edition"):
        one.passages.move(passage, one.passages.find_quote(sha(one), LATER).segments)
    other.passages.move(passage, other.passages.find_quote(sha(other), LATER).segments)
    merge(one, other)
    assert [p.anchor.quote for p in on(one)] == [LATER]


def test_a_word_on_a_passage_of_another_edition_names_where_it_is_shown(one, other):
    made = tag(other, note="theirs")
    merge(one, other)
    join(one, other)
    one.passages.edit(made.tags[0], {"note": "one"})
    other.passages.edit(made.tags[0], {"note": "two"})
    merge(one, other)
    (conflict,) = one.conflicts.list()
    assert (conflict.subject.draft, conflict.subject.page) == (sha(one), 1)


def test_where_both_editions_are_here_each_shows_its_own(one, other, other_edition):
    tag(other, note="theirs")
    merge(one, other)
    join(one, other)
    assert notes(one) == ["theirs"]
    one.drafts.add(other_edition, symbol="T/1", language="en")
    first, second = (one.passages.on_draft(draft.sha256) for draft in one.drafts.list())
    assert [len(first), len(second)] == [0, 1]
    assert one.editions.list() == ()


def test_a_row_by_hand_means_the_edition_that_is_here(one, other, tmp_path):
    tag(other)
    hand = tmp_path / "hand.csv"
    hand.write_text(
        f"draft_symbol,language,quote,code,reviewer,format\nT/1,en,{WORDS},SUR-3,Cy,treaty-annotations/1\n"
    )
    one.transfer.merge([hand])
    first = [p.uid for p in on(one)]
    assert len(first) == 1
    merge(one, other)
    assert one.transfer.merge([hand]).counts["unchanged"] == 1
    assert [p.uid for p in on(one)] == first


def test_all_orders_of_files_and_joins_come_to_the_same(a_space, one, other):
    """Two editions, each with its own team; whoever takes what first, all agree in the end."""
    tag(one, note="ours")
    tag(other, note="theirs")
    tag(other, LATER, note="later")
    alone = a_space("none", "Lead")
    alone.joins.join(DRAFT, sha(other), sha(one), names=("a", "b"))
    files = [export(each) for each in (one, other, alone)]
    exports, shown = set(), set()
    for order in itertools.permutations(files):
        here = a_space("one", "Cy")
        for path in order:
            here.transfer.merge([path])
        exports.add(hashlib.sha256(export(here).read_bytes()).hexdigest())
        shown.add(tuple((p.anchor.quote, p.placed, *(t.note for t in p.tags)) for p in on(here)))
    assert len(exports) == 1
    (passages,) = shown
    assert sorted(passages) == sorted(
        [(WORDS, True, "ours"), (WORDS, True, "theirs"), (LATER, True, "later")]
    )
    there = a_space("other", "Di")
    for path in files:
        there.transfer.merge([path])
    assert hashlib.sha256(export(there).read_bytes()).hexdigest() in exports
    assert notes(there) == ["later", "ours", "theirs"]

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Carrying over between the sample's rounds: what goes by itself, what waits, and what people decide."""

from __future__ import annotations

from collections import Counter

import pytest

from annotator.domain.anchor import Segment
from annotator.domain.area import Area
from annotator.domain.carried_record import carried_uid
from annotator.domain.carried_words import reason_sentence
from annotator.domain.errors import (
    Cancelled,
    ChangedSinceError,
    InputRefusedError,
    NotFoundError,
)
from annotator.services import carried_writing, carrying
from annotator.services.annotations import Wanted
from annotator.services.queue_board import queue_board

KEPT = "as appropriate in view of the nature of the power"
REWORDED = "extend the search to that other system without further authorization"


@pytest.fixture
def ana(in_rounds):
    return in_rounds("Ana")


def test_what_is_the_same_is_carried_with_its_tags_and_the_rest_waits(ana) -> None:
    kept = ana.tag(KEPT, severity="3", note="too vague")
    changed = ana.tag(REWORDED)
    before = ana.on(0)
    preview = ana.carrying.preview(ana.first, ana.second)
    assert (preview.passages, preview.tags, ana.on(1)) == (1, 1, [])

    done = ana.carry()
    assert done.counts == {"same": 1, "moved": 0, "reworded": 1, "gone": 0, "unsure": 0}
    assert (done.passages, done.tags) == (1, 1)
    (made,) = ana.on(1)
    assert made.uid == carried_uid(kept.passage, ana.second)
    assert made.anchor.quote == KEPT
    assert made.anchor.provision == "Art 18(2)"
    (tag,) = made.tags
    (old,) = next(one for one in before if one.uid == kept.passage).tags
    assert (tag.severity, tag.note, tag.reviewer) == ("3", "too vague", old.reviewer)
    assert (tag.created_utc, tag.edited_by) == (old.created_utc, "")
    assert ana.on(0) == before, "the originals stay"

    (item,) = ana.queue()
    assert (item.passage, item.verdict) == (changed.passage, "reworded")
    assert "[without further authorization" in item.quote_to
    rows = ana.space.transfer.rows(Wanted())
    assert item.quote_to not in {row["quote"] for row in rows}
    (row,) = [row for row in rows if row["carried_from"]]
    assert (row["carried_from"], row["quote"]) == (kept.passage, KEPT)
    assert ana.space.history.list()[-1].what.startswith("Carry over from")


def test_brackets_are_proposed_whole_with_the_rival_beside_them(ana) -> None:
    ana.tag(REWORDED)
    (item,) = ana.queue()
    assert item.quote_to == ("extend the search to that other system [without further authorization] "
                             "[subject to the same authorization]")  # fmt: skip
    assert (item.verdict, item.reason, item.score) == ("reworded", "alternative", 1.0)
    assert reason_sentence(item).startswith("Another wording stands beside it in brackets")
    ana.tag("without further authorization", code="SUR-3")
    assert ana.carry().counts["same"] == 0


def test_words_that_are_cut_stay_cut(ana) -> None:
    (segment,) = ana.space.passages.find_quote(ana.first, KEPT).segments
    part = Segment(segment.page, segment.start + 1, segment.end - 2)
    anchor = ana.space.passages.anchor_for(ana.first, [part])
    ana.space.passages.tag(anchor, [ana.code("SAF-1")])
    ana.carry()
    assert ana.on(1)[0].anchor.quote == anchor.quote == KEPT[1:-2]


def test_doing_it_again_carries_only_what_is_new(ana) -> None:
    kept = ana.tag(KEPT)
    ana.carry()
    entries = len(ana.space.history.list())
    again = ana.carry()
    assert (again.items, again.passages, again.tags) == ((), 0, 0)
    assert len(ana.space.history.list()) == entries, "nothing to carry is no action"

    ana.tag(KEPT, code="SUR-3")
    ana.tag("the purposes of this Convention", code="SUR-3")
    more = ana.carry()
    assert more.tags == 1 + more.passages
    (passage,) = [one for one in ana.on(1) if one.uid == carried_uid(kept.passage, ana.second)]
    assert len(passage.tags) == 2

    ana.space.passages.untag(passage.tags[0].uid)
    assert ana.carry().tags == 0
    ana.space.passages.delete(passage.uid)
    assert ana.carry().passages == 0
    assert ana.queue() == (), "what was deleted is not asked about again"


def test_one_undo_takes_it_all_back_and_it_can_be_done_again(ana) -> None:
    ana.tag(KEPT)
    ana.tag_whole("Art 22(3)")
    ana.carry()
    exported = ana.export().read_bytes()
    assert ana.on(1)
    ana.space.history.undo()
    assert ana.on(1) == []
    assert not [row for row in ana.space.transfer.rows(Wanted()) if row["carried_from"]]
    ana.carry()
    assert ana.export().read_bytes() == exported
    ana.space.history.undo()
    ana.space.history.redo()
    assert ana.export().read_bytes() == exported


def test_what_others_built_on_what_was_carried_keeps_it(ana) -> None:
    ana.tag(KEPT)
    ana.carry()
    ana.space.act_as("Bo")
    ana.space.comments.add(ana.on(1)[0].uid, "why?")
    ana.space.act_as("Ana")
    ana.space.history.own_only = True
    with pytest.raises(ChangedSinceError):
        ana.space.history.undo()
    assert len(ana.on(1)) == 1


def test_an_absence_goes_with_its_provision(ana) -> None:
    ana.tag_whole("Art 22(3)")
    ana.tag_whole("Art 18(2)")
    done = ana.carry()
    (made,) = [one for one in ana.on(1) if one.anchor.kind == "provision"]
    assert made.anchor.provision == "Art 23(3)"
    assert made.tags[0].stance == "absent"
    (left,) = ana.queue()
    assert (left.verdict, left.provision_to) == ("reworded", "Art 18(2)")
    assert left.anchor is not None
    assert left.anchor.kind == "provision"
    assert left.quote_from != left.quote_to
    assert done.counts["same"] + done.counts["moved"] == 1
    ana.carrying.accept(left)
    assert {one.anchor.provision for one in ana.on(1)} == {"Art 23(3)", "Art 18(2)"}


def test_a_range_of_whole_provisions_goes_with_both_its_ends(ana) -> None:
    ana.tag_whole("Art 4(1)-(2)")
    ana.carry()
    (made,) = ana.on(1)
    assert made.anchor.provision == "Art 5(1)-(2)"
    assert made.anchor.begins == ana.space.provisions.begins(ana.second, "Art 5(1)-(2)")
    assert len(made.anchor.begins) == 2
    ana.tag_whole("Art 18(1)-(2)")
    (left,) = ana.queue()
    assert (left.verdict, left.provision_to) == ("reworded", "Art 18(1)-(2)")
    assert "view of the nature of the power" in left.quote_from
    assert left.quote_from.startswith(ana.whole("Art 18(1)")[:20])
    ana.carrying.accept(left)
    (matrix,) = ana.space.rounds.matrix()
    assert [[cell.path for cell in row[:2]] for row in matrix.rows] == [
        ["Art 4(1)", "Art 5(1)"], ["Art 18(1)", "Art 18(1)"],
    ]  # fmt: skip


def test_areas_are_asked_about_with_the_page_their_words_stand_on(ana) -> None:
    anchor = ana.space.passages.find_quote(ana.first, KEPT)
    x0, y0, x1, y1 = anchor.quads[0].bounds()
    area = Area.between(anchor.page, (x0 - 5, y0 - 2), (x1 + 5, y1 + 2))
    there = ana.space.passages.anchor_for(ana.first, area)
    ana.space.passages.tag(there, [ana.code("SAF-1")])
    assert ana.carry().passages == 0
    (item,) = ana.queue()
    same_words = ana.space.passages.find_quote(ana.second, KEPT)
    assert (item.verdict, item.reason, item.anchor) == ("unsure", "area", None)
    assert item.page == same_words.page
    assert item.provision_to == "Art 18(2)"
    with pytest.raises(InputRefusedError):
        ana.carrying.accept(item)
    page = ana.space.passages.anchor_for(ana.second, Area(item.page, 72, 100, 300, 200))
    uid = ana.carrying.accept_at(item, page)
    assert ana.space.passages.get(uid).anchor.kind == "area"
    with pytest.raises(InputRefusedError):
        ana.carrying.accept_at(item, there)


def test_accepting_adjusting_and_closing_are_one_undo_each(ana) -> None:
    ana.tag(REWORDED, proposed_wording="not extend the search without further authorization")
    ana.carry()
    (item,) = ana.queue()
    uid = ana.carrying.accept(item, "narrowed", note="brackets")
    (made,) = ana.on(1)
    assert (made.uid, made.anchor.quote) == (uid, item.anchor.quote)
    (said,) = ana.carrying.decisions(ana.second)
    assert (said.outcome, said.verdict, said.carried, said.note) == (
        "narrowed", "reworded", uid, "brackets",
    )  # fmt: skip
    assert ana.queue() == ()
    assert ana.carry().passages == 0

    ana.space.history.undo()
    assert (ana.on(1), ana.carrying.decisions()) == ([], ())
    assert [one.passage for one in ana.queue()] == [item.passage]
    ana.space.history.redo()
    assert [one.uid for one in ana.on(1)] == [uid]
    ana.space.history.undo()

    other = ana.space.passages.find_quote(ana.second, "extend the search to that other system")
    assert ana.carrying.accept_at(item, other) == uid
    assert ana.on(1)[0].anchor.quote == other.quote
    assert len(ana.on(1)[0].tags) == 1
    ana.space.history.undo()

    with pytest.raises(InputRefusedError):
        ana.carrying.close(item, "accepted")
    ana.carrying.close(item, "taken_up", "as we asked")
    assert (ana.on(1), ana.queue()) == ([], ())
    (said,) = ana.carrying.decisions()
    assert (said.outcome, said.carried) == ("taken_up", "")
    assert not [row for row in ana.space.listing.rows(Wanted(only_tags=True))
                if row["record"] == "decision"]  # fmt: skip
    ana.space.history.undo()
    assert len(ana.queue()) == 1


def test_a_passage_whose_tags_are_gone_is_not_carried_even_while_a_comment_stays(ana) -> None:
    changed = ana.tag(REWORDED)
    (item,) = ana.queue()
    ana.space.comments.add(changed.passage, "still worth a word")
    (tag,) = ana.on(0)[0].tags
    ana.space.passages.untag(tag.uid)
    assert [one.uid for one in ana.on(0)] == [changed.passage]
    with pytest.raises(NotFoundError):
        ana.carrying.accept(item)
    assert ana.on(1) == []
    assert (ana.carry().passages, ana.queue()) == (0, ())


def test_cancelled_in_the_middle_leaves_nothing(ana) -> None:
    ana.tag(KEPT)
    ana.tag_whole("Art 22(3)")
    before, entries = ana.export().read_bytes(), len(ana.space.history.list())
    calls = []

    def progress(done, total) -> None:
        calls.append((done, total))

    ana.carry(progress=progress)
    ana.space.history.undo()
    entries += 2
    assert ana.export().read_bytes() == before
    for stop in range(1, len(calls) + 1):
        left = [stop]

        def until(_done, _total, left=left) -> None:
            left[0] -= 1
            if not left[0]:
                raise Cancelled

        with pytest.raises(Cancelled):
            ana.carry(progress=until)
        assert ana.export().read_bytes() == before
        assert len(ana.space.history.list()) == entries
    assert ana.carry().passages == 2


def test_what_was_judged_for_one_draft_stays_ready_while_another_is_looked_at(ana) -> None:
    ana.tag(REWORDED)
    (item,) = ana.queue(0, 1)
    (other,) = ana.queue(0, 2)
    assert ana.queue(0, 1)[0] is item
    assert ana.queue(0, 2)[0] is other


def test_carrying_reckons_once(ana, monkeypatch) -> None:
    ana.tag(KEPT)
    ana.tag(REWORDED)
    calls = Counter()

    def counted(owner, name):
        real = getattr(owner, name)

        def call(*given, **more):
            calls[name] += 1
            return real(*given, **more)

        monkeypatch.setattr(owner, name, call)

    counted(carrying, "Chains")
    counted(ana.space.passages, "on_draft")
    counted(carried_writing.CarriedWriter, "plan")
    board = queue_board(ana.space, ana.second, "", lambda _done, _all: None)
    assert len(board.passages) == 2
    assert calls == {"Chains": 1, "on_draft": 3, "plan": 1}
    ana.carry()
    assert calls == {"Chains": 2, "on_draft": 5, "plan": 2}


def test_two_machines_that_carry_the_same_make_the_same(ana, in_rounds) -> None:
    ana.tag(KEPT, severity="2")
    ana.tag_whole("Art 22(3)")
    bo = in_rounds("Bo")
    bo.tag(KEPT, code="SUR-3")
    bo.merge(ana)
    ana.merge(bo)
    assert ana.carry().tags == bo.carry().tags == 3
    for taker, giver in ((ana, bo), (bo, ana)):
        report = taker.merge(giver, hold_own=True)
        assert not report.counts["conflicts"], report
        assert report.held == 0
        assert taker.space.conflicts.list() == ()
        assert len(taker.on(1)) == 3
        assert sum(len(one.tags) for one in taker.on(1)) == 3
    assert ana.export().read_bytes() == bo.export().read_bytes()


def test_edits_of_the_old_and_of_the_carried_tag_are_told_apart(ana, in_rounds) -> None:
    """An edit of the carried tag is none of the old one, though one session made both."""
    made = ana.tag(KEPT, severity="1")
    bo = in_rounds("Bo")
    bo.merge(ana)
    bo.carry()
    ana.carry()
    carried = ana.on(1)[0].tags[0].uid
    ana.space.passages.edit(carried, {"severity": "3"})
    ana.space.passages.edit(made.tags[0], {"note": "later"})
    ana.export()
    bo.merge(ana)
    ana.merge(bo)
    assert [p.on(1)[0].tags[0].severity for p in (ana, bo)] == ["3", "3"]
    assert ana.space.conflicts.list() == bo.space.conflicts.list() == ()


def test_a_chain_is_one_whichever_drafts_lie_between(ana) -> None:
    ana.tag_whole("Art 1")
    ana.tag(KEPT)
    ana.tag("extend the search to that other")
    ana.carry(0, 1)
    assert ana.carry(1, 2).passages
    on_last = {one.uid for one in ana.on(2)}
    assert ana.carry(0, 2).passages == 0
    assert {one.uid for one in ana.on(2)} == on_last


def test_of_two_languages_only_the_provision_is_proposed(ana) -> None:
    ana.tag(KEPT)
    ana.tag_whole("Art 22(3)")
    ana.space.drafts.describe(ana.second, language="fr")
    done = ana.carry()
    assert (done.passages, done.counts["unsure"]) == (0, 2)
    words, whole = sorted(ana.queue(), key=lambda item: item.provision_from)
    assert {words.reason, whole.reason} == {"language"}
    assert (words.anchor, words.provision_to) == (None, "Art 18(2)")
    assert words.page
    assert whole.anchor is not None
    ana.carrying.accept(whole)
    assert ana.on(1)[0].anchor.kind == "provision"


def test_two_who_accept_at_different_places_are_asked(ana, in_rounds) -> None:
    ana.tag(REWORDED)
    bo = in_rounds("Bo")
    bo.merge(ana)
    ana.carrying.accept(ana.queue()[0])
    other = bo.space.passages.find_quote(bo.second, "extend the search to that other system")
    bo.carrying.accept_at(bo.queue()[0], other)
    ana.merge(bo)
    (conflict,) = ana.space.conflicts.list()
    assert (conflict.kind, conflict.field) == ("passage", "anchor")
    assert len(ana.on(1)) == 1
    assert len(ana.on(1)[0].tags) == 1


def test_a_proposal_in_the_new_words_is_a_suggestion_only(ana) -> None:
    gone = ana.tag("retain the traffic data of all their users", draft=1, recommendation="delete")
    (item,) = ana.queue(1, 2)
    assert (item.passage, item.verdict, item.suggested) == (gone.passage, "gone", "taken_up")
    assert ana.carrying.decisions() == ()
    assert ana.on(2) == []

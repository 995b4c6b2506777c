# SPDX-License-Identifier: AGPL-3.0-or-later
"""Concerns through the sample's rounds, provisions by round, recommendations, and the report of it."""

from __future__ import annotations

import csv

import pytest

from annotator.domain.carried_words import carried_sentence, reason_sentence
from annotator.services.annotations import Wanted

KEPT = "as appropriate in view of the nature of the power"
REWORDED = "extend the search to that other system without further authorization"


@pytest.fixture
def ana(in_rounds):
    return in_rounds("Ana")


def told(project):
    """States, verdicts and outcomes of the only concern."""
    (concern,) = project.space.rounds.concerns()
    return [(s.state, s.verdict, s.outcome) for s in concern.steps]


def test_a_concern_waits_until_somebody_decides(ana) -> None:
    made = ana.tag(REWORDED, recommendation="delete", note="no")
    assert told(ana) == [("new", "", ""), ("waiting", "reworded", "")]
    ana.carry()
    (item,) = ana.queue()
    uid = ana.carrying.accept(item, "narrowed", note="in brackets")
    assert told(ana)[:2] == [("new", "", ""), ("narrowed", "reworded", "narrowed")]
    (concern,) = ana.space.rounds.concerns()
    assert concern.uid == made.passage
    assert [step.passage for step in concern.steps] == [made.passage, uid, ""]
    first, second, third = concern.steps
    assert (first.pieces, first.note) == ((), "no")
    struck = "".join(piece.text for piece in second.pieces if piece.op != "inserted")
    assert struck == first.quote
    assert second.said[0].note == "in brackets"
    assert second.judged_by == ana.space.reviewer().uid
    assert (third.state, third.draft) == ("waiting", ana.third)

    (last,) = ana.queue(1, 2)
    ana.carrying.close(last, "taken_up")
    assert told(ana)[2] == ("fixed", last.verdict, "taken_up")
    ana.space.history.undo()
    assert told(ana)[2][0] == "waiting"


def test_what_is_carried_is_kept_and_what_is_deleted_there_is_dropped(ana) -> None:
    ana.tag(KEPT)
    ana.carry()
    assert told(ana)[1] == ("kept", "same", "")
    ana.space.passages.delete(ana.on(1)[0].uid)
    assert told(ana) == [("new", "", ""), ("dropped", "same", "")]


def test_a_tag_that_came_later_waits_beside_one_that_was_carried(ana) -> None:
    ana.tag(KEPT)
    ana.carry()
    ana.tag(KEPT, code="SUR-3")
    states = {
        tuple(step.state for step in concern.steps) for concern in ana.space.rounds.concerns()
    }
    assert {one[:2] for one in states} == {("new", "kept"), ("new", "waiting")}


def test_a_concern_closed_beyond_a_round_that_was_skipped_is_told(ana, tmp_path) -> None:
    ana.tag(REWORDED, recommendation="amend")
    (item,) = ana.queue(0, 2)
    ana.carrying.close(item, "taken_up", "as we asked")
    (concern,) = ana.space.rounds.concerns()
    assert [(step.draft, step.state) for step in concern.steps] == [
        (ana.first, "new"), (ana.third, "fixed"),
    ]  # fmt: skip
    assert concern.steps[1].said[0].note == "as we asked"
    (found,) = ana.space.rounds.recommendations()
    assert (found.fate, found.last) == ("taken", ana.third)
    ana.space.rounds.write(tmp_path / "out.html", ana.space.rounds.report(), as_page=True)
    assert "as we asked" in (tmp_path / "out.html").read_text("utf-8")


def test_where_two_decide_differently_both_are_shown_and_the_worse_holds(ana, in_rounds) -> None:
    ana.tag(REWORDED)
    bo = in_rounds("Bo")
    bo.merge(ana)
    ana.carrying.close(ana.queue()[0], "taken_up", "fine now")
    bo.carrying.close(bo.queue()[0], "worsened", "brackets are worse")
    ana.merge(bo)
    bo.merge(ana)
    for one in (ana, bo):
        (concern,) = one.space.rounds.concerns()
        step = concern.steps[1]
        assert step.state == "worsened"
        assert [word.outcome for word in step.said] == ["worsened", "taken_up"]
        assert step.judged_by == bo.space.reviewer().uid
        assert one.queue() == ()
        assert one.space.conflicts.list() == ()
        (matrix,) = one.space.rounds.matrix()
        ((first, second, _third),) = matrix.rows
        assert (first.path, first.state) == ("Art 21(2)", "new")
        assert second.state == "worsened"


def test_rows_of_the_matrix_follow_a_provision_through_its_numbers(ana) -> None:
    ana.tag_whole("Art 22(3)")
    ana.tag_whole("Art 4(1)")
    ana.carry()
    (matrix,) = ana.space.rounds.matrix()
    assert matrix.drafts == tuple(ana.drafts)
    paths = [[cell.path for cell in row[:2]] for row in matrix.rows]
    assert paths == [["Art 4(1)", "Art 5(1)"], ["Art 22(3)", "Art 23(3)"]]
    assert [[cell.state for cell in row[:2]] for row in matrix.rows] == [["new", "kept"]] * 2


@pytest.mark.parametrize(
    ("asked", "outcome", "fate"),
    [
        ("delete", "taken_up", "taken"), ("amend", "narrowed", "in_part"), ("amend", "worsened", "worse"),
        ("amend", "accepted", "open"), ("retain", "accepted", "open"), ("amend", "dropped", "ignored"),
        ("amend", "", "open"),
    ],
)  # fmt: skip
def test_what_became_of_a_recommendation(ana, asked, outcome, fate) -> None:
    ana.tag(REWORDED, recommendation=asked)
    (item,) = ana.queue()
    if outcome == "accepted":
        ana.carrying.accept(item)
        (last,) = ana.queue(1, 2)
        assert ana.space.rounds.recommendations()[0].fate == "open", "it waits in the last draft"
        ana.carrying.accept(last)
    elif outcome:
        ana.carrying.close(item, outcome)
    (found,) = ana.space.rounds.recommendations()
    assert (found.asked, found.fate) == (asked, fate)


def test_words_that_are_gone_answer_a_wish_to_delete_or_to_retain_them(ana) -> None:
    words = "retain the traffic data of all their users"
    ana.tag(words, draft=1, recommendation="delete")
    ana.tag(words, code="SUR-3", draft=1, recommendation="retain")
    (item,) = ana.queue(1, 2)
    assert item.verdict == "gone"
    ana.carrying.close(item, "dropped")
    assert sorted(one.fate for one in ana.space.rounds.recommendations()) == ["taken", "worse"]


def test_a_report_is_whole_in_itself_and_runs_nothing(ana, tmp_path) -> None:
    ana.tag(REWORDED, note="<script>alert(1)</script>", proposed_wording="=not <b>extend</b>")
    (item,) = ana.queue()
    uid = ana.carrying.accept(item, "narrowed")
    (concern,) = ana.space.rounds.concerns()
    first, second, third = concern.steps
    assert (second.passage, second.anchor) == (uid, ana.on(1)[0].anchor)
    assert third.anchor is not None, "where it waits, the place that is proposed can be drawn"
    pictures = {
        (concern.uid, first.draft): "data:image/png;base64,AAAA",
        (concern.uid, second.draft): "https://example.org/x.png",
    }
    report = ana.space.rounds.report(pictures)
    ana.space.rounds.write(tmp_path / "out.html", report, as_page=True)
    page = (tmp_path / "out.html").read_text("utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert page.count("<img ") == 1
    assert "http" not in page.replace("http-equiv", "")
    assert '<ins aria-label="new"' in page
    ana.space.rounds.write(tmp_path / "out.csv", report, as_page=False)
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["state"] for row in rows] == ["new", "narrowed", "waiting"]
    assert rows[0]["proposed_wording"] == "'=not <b>extend</b>", "no formula"
    assert rows[0]["fate"] == "in_part"
    assert rows[1]["judged_by"] == "Ana"
    assert not [
        row for row in ana.space.transfer.rows(Wanted()) if row["quote"] == rows[2]["quote"]
    ]


def test_brackets_put_around_words_that_stayed_are_told_in_history_and_report(
    ana, tmp_path
) -> None:
    ana.tag("any other data that allow the holder to be identified")
    carried = ana.carry()
    (item,) = carried.items
    assert (item.verdict, item.brackets) == ("same", "opened")
    assert "Now in brackets." in reason_sentence(item)
    assert carried_sentence(carried, "T/1").endswith("1 passage, 1 tag; 1 passage now in brackets")
    (concern,) = ana.space.rounds.concerns()
    assert [step.brackets for step in concern.steps][:2] == ["", "opened"]
    report = ana.space.rounds.report()
    ana.space.rounds.write(tmp_path / "r.html", report, as_page=True)
    assert "kept, same words, now in brackets" in (tmp_path / "r.html").read_text("utf-8")
    ana.space.rounds.write(tmp_path / "r.csv", report, as_page=False)
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["brackets"] for row in csv.DictReader(file)][:2] == ["", "opened"]


def test_words_that_are_agreed_now_are_told_likewise(ana) -> None:
    ana.tag("shows that a person is innocent", draft=1)
    (item,) = ana.carry(1, 2).items
    assert (item.verdict, item.brackets) == ("same", "closed")
    assert "No longer in brackets." in reason_sentence(item)


def test_concerns_are_told_in_the_order_of_their_places_those_on_whole_articles_too(ana) -> None:
    ana.tag_whole("Art 22(3)")
    ana.tag(KEPT)
    paths = [concern.steps[0].path for concern in ana.space.rounds.concerns()]
    assert paths == ["Art 18(2)", "Art 22(3)"]

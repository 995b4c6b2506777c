# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the queue says besides: where something gone would stand, and what is tagged there already."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QModelIndex, QRectF, QSizeF, Qt
from queue_room import KEPT, REWORDED, QueueRoom, make_rounds, open_rounds, tag

from annotator.domain.area import Whole
from annotator.services import projects
from annotator.services.projects import open_workspace

GONE = "retain the traffic data of all their users"


def prepare(space, drafts) -> None:
    """Ana tagged Rev.1, too: one passage as before, one a little otherwise; and what Rev.2 lacks."""
    tag(space, drafts[1], KEPT, "SUR-1")
    tag(space, drafts[1], "extend the search to that other system", "SAF-3")
    tag(space, drafts[1], GONE, "SUR-3")
    whole = space.passages.anchor_for(drafts[1], Whole("Art 20(2)"))
    codes = {one.id: one.uid for one in space.codes.list()}
    space.passages.tag(whole, [codes["GOV-1"]])


@pytest.fixture
def room(qtbot, make_window, tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    made: QueueRoom = open_rounds(qtbot, make_window, tmp_path)
    made.asked(lambda space: prepare(space, made.drafts))
    made.turn_to(1)
    return made


def go_to(room, letters: str) -> None:
    room.press(Qt.Key.Key_Home, on=room.panel.rows)
    for _row in range(room.panel.model.rowCount()):
        if room.at() == letters:
            return
        room.press(Qt.Key.Key_Down, on=room.panel.rows)
    raise AssertionError(letters)


def test_what_is_gone_is_said_to_have_been_and_where_it_would_stand(room) -> None:
    room.turn_to(2)
    room.open()
    go_to(room, "GOV-1")
    row = room.panel.current
    assert (row.verdict, row.item.near, row.item.behind) == ("gone", "Art 23(1)", True)
    said = room.panel.detail._where.said
    assert said.startswith("was Art 20(2) · would stand after Art 23(1), page 11 · ")
    assert room.panel.detail._why.said == "Nothing in this draft answers to its provision."
    assert "was Art 20(2)" in room.panel.model.data(room.panel.rows.currentIndex())
    structure = room.view.provisions.structure
    behind = structure.segments(structure.find("Art 23(1)"))
    assert room.frame.segments == tuple(behind)
    assert room.frame._behind
    assert behind[-1].page in room.view.shown()
    assert room.frame.isVisible()
    go_to(room, "SUR-3")
    assert room.panel.current.item.near


def test_the_article_gone_to_is_lit_in_the_outline(room) -> None:
    room.open()
    model, tree = room.window.left.outline.model, room.window.left.outline.tree
    lit = []
    for _row in room.listed():
        item = room.panel.current.item
        lit.append((item.provision_to.split("(")[0], model.entry(QModelIndex(tree._reading)).path))
        room.press(Qt.Key.Key_Down, on=room.panel.rows)
    assert [found for wanted, found in lit if found.split("(")[0] != wanted] == []


def test_on_the_same_words_accepting_makes_no_second_passage_and_says_so(room) -> None:
    room.open()
    go_to(room, "SUR-1")
    assert room.panel.detail._hint.text() == (
        "You have tagged these words with SUR-1 already. "
        "Accepting keeps that, carrying over makes another."
    )
    before = [one.uid for one in room.on(1)]
    room.press(Qt.Key.Key_1, on=room.panel.rows)
    room.read()
    assert [one.uid for one in room.on(1)] == before
    (said,) = room.asked(lambda space: space.carrying.decisions())
    assert (said.outcome, said.carried) == ("accepted", "")
    assert "SUR-1" not in [letters for _verdict, letters in room.listed()]


def test_words_nearby_with_the_code_are_told_and_closed_as_already_tagged(room) -> None:
    room.open()
    go_to(room, "SAF-3")
    assert room.panel.detail._hint.text().startswith(
        "You have tagged words here with SAF-3 already."
    )
    assert room.panel.detail.already.isVisible()
    before = [one.uid for one in room.on(1)]
    room.press(Qt.Key.Key_T, on=room.panel.rows)
    room.read()
    room.wait(lambda: room.window.notice.sentence == "Art 21(2): kept as tagged already")
    assert [one.uid for one in room.on(1)] == before
    assert "SAF-3" not in [letters for _verdict, letters in room.listed()]
    go_to(room, "GOV-1")
    assert not room.panel.detail.already.isVisible()
    assert not room.window.actions_["queue.already"].isEnabled()


def test_a_colleague_who_tagged_the_words_is_named(
    qtbot, make_window, tmp_path, monkeypatch
) -> None:
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    path, drafts = make_rounds(tmp_path)
    bo = open_workspace(path, reviewer="Bo Lindqvist")
    tag(bo, drafts[1], "extend the search to that other system", "PRV-1")
    tag(bo, drafts[1], REWORDED.split("without")[0].strip(), "SAF-3")
    bo.close()
    room = QueueRoom(qtbot, make_window(path, own_house=SimpleNamespace(**vars(projects))), drafts)
    room.turn_to(1)
    room.open()
    go_to(room, "PRV-1")
    assert room.panel.detail._hint.text().startswith(
        "Bo Lindqvist has tagged these words with PRV-1 already."
    )
    go_to(room, "SAF-3")
    assert "already" not in room.panel.detail._hint.text(), "Ana's concern is not Bo's"


@pytest.mark.parametrize("width", [1440, 1024])
def test_the_name_of_a_place_hides_no_words(room, width) -> None:
    room.window.resize(width, 800)
    room.open()
    for _row in room.listed():
        room.settle()
        for page in room.view.shown():
            boxes, text = room.frame.boxes(page), room.view.texts.get(page)
            if not boxes or text is None:
                continue
            where = room.frame._free(page, room.frame._rect(page, boxes[0]), QSizeF(96, 18))
            lines = [
                room.frame._rect(page, (line.x0 + 3, line.y0 + 3, line.x1 - 3, line.y1 - 3))
                for line in text.lines
            ]
            assert where is None or not any(QRectF(where).intersects(line) for line in lines)
        room.press(Qt.Key.Key_Down, on=room.panel.rows)

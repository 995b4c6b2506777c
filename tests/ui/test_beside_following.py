# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands beside is of what lies open and of where one stands: another project, another draft, another
article, a provision pointed at.
"""

from __future__ import annotations

import pytest
from asking import asked
from counterpart_room import make_project, open_room
from PySide6.QtCore import Qt

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def room(qtbot, make_window, tmp_path, monkeypatch, request):
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    return open_room(qtbot, make_window, tmp_path, **getattr(request, "param", {}))


@pytest.fixture
def other(tmp_path):
    """Another project with the same drafts, and the draft's articles answering to others."""
    folder = tmp_path / "other"
    folder.mkdir()
    return make_project(folder)[0]


def counted(room, monkeypatch):
    """Grows with each question that is asked of the project about what stands beside."""
    questions, answers = [], room.bench.clerk.space.counterparts
    ask = answers.beside
    monkeypatch.setattr(answers, "beside", lambda *given: questions.append(given) or ask(*given))
    return questions


def test_another_project_puts_it_away_with_its_worker(room, other) -> None:
    room.read("Art 24")
    room.show()
    room.wait(lambda: room.side is not None and room.side.reader.renderer.is_sharp)
    room.press(Qt.Key.Key_B, CTRL | SHIFT, room.view)
    room.wait(lambda: bool(room.made.counterpart_panel.model.shown))
    room.window.opener.open([other])
    assert not room.side.isVisible()
    assert not room.window.actions_["counterpart.show"].isChecked()
    assert room.side.reader.view.layout_.pages == 0
    assert room.told() == "\u2013 | "
    assert room.made.counterpart_panel.model.rowCount() == 0
    room.wait(lambda: room.bench.reviewer is not None)
    room.wait(lambda: bool(room.made.counterpart_panel.model.shown))
    room.settle()
    assert not room.side.isVisible()


def test_an_answer_about_the_project_before_is_for_nobody(room, other) -> None:
    room.read("Art 24")
    room.settle()
    room.made.beside.show_for("Art 26")  # what was asked of the first project is still under way
    room.window.opener.open([other])
    room.window.actions_["counterpart.show"].setChecked(True)
    room.qtbot.wait(400)
    room.wait(lambda: room.bench.reviewer is not None)
    room.settle()
    assert room.side.isVisible()
    assert "Art 20" not in room.told()


def test_a_row_of_the_draft_before_leads_nowhere(room) -> None:
    room.press(Qt.Key.Key_B, CTRL | SHIFT, room.view)
    panel = room.made.counterpart_panel
    room.wait(lambda: bool(panel.model.shown))
    line = next(line for line in panel.model.shown if line.path == "Art 26")
    room.window.opener.turn_to_draft(room.reference)
    assert room.bench.sha256 == room.reference
    assert not panel.model.shown, "it went with its draft"
    panel.line_chosen.emit(line)
    assert room.bench.sha256 == room.reference


def test_another_draft_ends_what_was_shown_for_one(room) -> None:
    room.read("Art 24")
    room.made.beside.show_for("Art 26")
    room.wait(lambda: "Art 20" in room.told())
    room.window.opener.turn_to_draft(room.reference)
    room.wait(lambda: "Art 20" not in room.told())


def test_it_is_asked_once_an_article(room, monkeypatch) -> None:
    room.wait(lambda: room.view.provisions.known)
    room.read("Art 24")
    asked = counted(room, monkeypatch)
    room.show()
    room.wait(lambda: "Art 19" in room.told())
    room.qtbot.wait(400)  # the pages became narrower
    room.settle()
    before = len(asked)
    bar = room.view.verticalScrollBar()
    for _step in range(3):
        bar.setValue(bar.value() + 3)
        room.qtbot.wait(300)
    room.settle()
    assert len(asked) == before
    room.read("Art 26")
    room.wait(lambda: "Art 20" in room.told())
    assert len(asked) == before + 1
    room.bench.ask(lambda space, _p: space.counterparts.link(room.draft, "26", "BUD", "21"))
    room.wait(lambda: "Art 21" in room.told())
    assert len(asked) == before + 2


def point_at(room, path):
    """Choose a provision in the outline; the page stays where it is."""
    outline = room.window.places.outline.panel
    room.window.room.fold("left", shown=True)
    room.window.left.turn_to("outline")
    room.wait(lambda: room.view.provisions.known)
    where = room.view.verticalScrollBar().value()
    outline.tree.setCurrentIndex(outline.model.place_of(path))
    outline.tree.setFocus()
    room.view.verticalScrollBar().setValue(where)
    assert room.view.provisions.pointed() == path


def test_what_is_pointed_at_is_linked(room) -> None:
    room.read("Art 24")
    point_at(room, "Art 26(2)")
    room.window.actions_["counterpart.link"].trigger()
    linking = room.made.counterparts.linking
    room.wait(lambda: linking.dialog is not None)
    linking.dialog.provision.setEditText("21")
    linking.dialog.primary.click()
    room.wait(lambda: linking.dialog is None)
    room.settle()
    (link,) = asked(room.qtbot, room.bench, lambda space: space.counterparts.links(room.draft))
    assert link.target == "Art 26(2)"


def test_what_is_pointed_at_is_shown_until_one_reads_on(room) -> None:
    room.read("Art 24")
    point_at(room, "Art 26(2)")
    room.window.actions_["counterpart.show"].trigger()
    room.wait(lambda: "Art 20" in room.told())
    room.qtbot.wait(500)
    assert "Art 20" in room.told(), "where one reads does not take it away again"
    room.read("Art 27")
    room.wait(lambda: "No counterpart" in room.told())

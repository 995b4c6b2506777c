# SPDX-License-Identifier: AGPL-3.0-or-later
"""The counterpart beside the draft: shown, followed, held, copied from, put away; the list, links, tables."""

from __future__ import annotations

import os

import pytest
from asking import asked
from counterpart_room import make_project, open_room
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def room(qtbot, make_window, tmp_path, monkeypatch, request):
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    return open_room(qtbot, make_window, tmp_path, **getattr(request, "param", {}))


def test_the_counterpart_stands_beside_and_follows(room) -> None:
    room.read("Art 24")
    room.show()
    room.wait(lambda: "Art 19" in room.told())
    assert "Art 24: close" in room.side.sentence
    assert "powers alike" in room.side.sentence
    reader = room.side.reader
    room.wait(lambda: reader.renderer.is_sharp)
    assert reader.view.draft == room.reference
    first = reader.view.page
    assert first > 1
    assert room.window.focusWidget() is reader.view

    room.read("Art 26")
    room.wait(lambda: "Art 20" in room.told())
    assert room.side.which.count() == 2
    assert reader.view.page >= first
    room.read("Art 27")
    room.wait(lambda: "No counterpart in Budapest Convention, ICCPR." in room.told())
    assert reader.isVisible(), "the pages stay while one reads on"


def test_held_it_stays(room) -> None:
    room.read("Art 24")
    room.show()
    room.wait(lambda: "Art 19" in room.told())
    room.side.hold.setFocus()
    room.press(Qt.Key.Key_Space, on=room.side.hold)
    assert room.side.hold.isChecked()
    room.read("Art 26")
    room.qtbot.wait(500)
    room.settle()
    assert "Art 19" in room.told()
    room.press(Qt.Key.Key_Space, on=room.side.hold)
    room.wait(lambda: "Art 20" in room.told())


def test_escape_and_the_key_put_it_away_with_its_worker(room) -> None:
    clients = []
    spawn = room.window.reader._spawn

    def counted(role):
        clients.append(spawn(role))
        return clients[-1]

    room.made.beside._spawn = counted
    left = room.window.room.shows("left")
    room.read("Art 24")
    room.show()
    room.wait(lambda: room.side is not None and room.side.reader.renderer.is_sharp)
    assert not room.window.room.shows("left"), "it gives way to the second page"
    workers = [client.pid for client in clients]
    assert workers
    room.press(Qt.Key.Key_Escape, on=room.side.reader.view)
    assert not room.side.isVisible()
    assert room.window.focusWidget() is room.view
    assert room.window.room.shows("left") == left
    assert room.side.reader.view.layout_.pages == 0
    assert len(room.side.reader.renderer.cache) == 0
    room.wait(lambda: not any(map(_runs, workers)))

    room.show()
    room.wait(lambda: room.side.reader.view.layout_.pages > 0)
    room.press(Qt.Key.Key_F4, SHIFT, room.side.reader.view)
    assert not room.side.isVisible()
    assert not room.window.actions_["counterpart.show"].isChecked()


def _runs(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_words_of_it_are_copied_and_nothing_is_tagged(room) -> None:
    room.read("Art 24")
    room.show()
    room.wait(lambda: room.side is not None and room.side.reader.renderer.is_sharp)
    view = room.side.reader.view
    spot = view.spot_at(view.viewport().width() / 2, view.viewport().height() / 2)
    view.selection.press(spot, unit="paragraph")
    view.selection_moved()
    words = view.selection.quote()
    assert len(words) > 10
    zoom = room.view.zoom
    room.press(Qt.Key.Key_C, CTRL, view)
    assert QApplication.clipboard().text() == view.picked.quote()
    room.press(Qt.Key.Key_Plus, CTRL, view)
    assert room.view.zoom == zoom
    assert view.zoom > 0
    room.press(Qt.Key.Key_S, on=view)
    assert room.view.selection.empty
    assert not view.lane.isVisible()
    assert room.bench.passages == ()
    room.press(Qt.Key.Key_Escape, on=view)
    assert room.side.isVisible(), "the first Escape lets go of the words"
    assert view.selection.empty


@pytest.mark.parametrize("room", [{"reference": False}], indirect=True)
def test_without_its_pdf_a_card_tells_and_takes_the_pdf(room) -> None:
    from annotator import paths

    room.read("Art 24")
    room.show()
    room.wait(lambda: room.side is not None and room.side.card.isVisible())
    assert room.side.card.articles.currentItem().text().startswith("Art 19")
    assert room.side.card.add.isVisible()
    room.made.beside._on_add_requested()
    room.made.beside._adding.add(str(paths.sample() / "M_CONF.1_7.pdf"))
    room.wait(room.side.reader.isVisible)
    room.wait(lambda: room.side.reader.renderer.is_sharp)
    assert [sheet.draft.instrument for sheet in room.bench.sheets] == ["", "BUD"]


def test_the_list_goes_both_ways_and_shows_pairs(room) -> None:
    panel = room.made.counterpart_panel
    room.press(Qt.Key.Key_B, CTRL | SHIFT, room.view)
    room.wait(lambda: bool(panel.model.shown))
    assert panel.rows.hasFocus()
    lines = {line.path: at for at, line in enumerate(panel.model.shown)}
    said = [str(panel.model.index(lines["Art 26"], column).data()) for column in range(6)]
    assert said[2:5] == ["BUD Art 20; ICCPR Art 17", "adapted, partial", "inferred"]
    assert panel.model.index(lines["Art 27"], 2).data() == "none"
    panel.rows.selectRow(lines["Art 24"])
    room.press(Qt.Key.Key_Return, on=panel.rows)
    room.wait(lambda: "Art 19" in room.told())
    room.qtbot.wait(600)
    assert "Art 19" in room.told(), "where one reads does not take it away again"

    panel.without.click()
    every = panel.model.rowCount()
    assert all(line.without for line in panel.model.shown)
    room.press(Qt.Key.Key_Space, on=panel.back)
    room.wait(lambda: bool(panel.model.shown) and panel.model.shown[0].instrument == "BUD")
    assert panel.model.rowCount() != every
    unmatched = next(at for at, line in enumerate(panel.model.shown) if line.path == "Art 16")
    panel.rows.selectRow(unmatched)
    room.press(Qt.Key.Key_Return, on=panel.rows)
    room.wait(lambda: "Art 16" in room.told())


def test_a_numbering_is_chosen_and_a_table_brought_in(room, tmp_path) -> None:
    panel = room.made.counterpart_panel
    room.press(Qt.Key.Key_B, CTRL | SHIFT, room.view)
    room.wait(lambda: panel.numbering.currentText() == "mine")
    at = panel.numbering.findData("uncc-budapest/rev1-2")
    panel.numbering.setCurrentIndex(at)
    panel.numbering.activated.emit(at)
    room.wait(lambda: any(line.certainty == "unverified" for line in panel.model.shown))
    assert "judgement" in panel._why.said
    (tmp_path / "next.csv").write_text("provision,instrument,counterpart\n2,BUD,9\n", "utf-8")
    room.made.counterparts.import_table(str(tmp_path / "next.csv"))
    room.wait(lambda: panel.numbering.currentText() == "next")
    (tmp_path / "bad.csv").write_text("provision,instrument,counterpart\n2,XX,9\n", "utf-8")
    room.made.counterparts.import_table(str(tmp_path / "bad.csv"))
    room.wait(lambda: "line 2, column instrument" in room.window.bar.sentence)


def test_a_link_with_a_note_is_made_changed_and_taken_away(room) -> None:
    room.read("Art 25")
    room.settle()
    room.press(Qt.Key.Key_J, CTRL | SHIFT, room.view)
    linking = room.made.counterparts.linking
    room.wait(lambda: linking.dialog is not None)
    dialog = linking.dialog
    dialog.instrument.setCurrentIndex(dialog.instrument.findData("ICCPR"))
    assert not dialog.primary.isEnabled()
    dialog.provision.setEditText("17")
    dialog.note.setPlainText("no word on a judge")
    dialog.primary.click()
    room.wait(lambda: linking.dialog is None)
    room.settle()
    (link,) = asked(room.qtbot, room.bench, lambda space: space.counterparts.links(room.draft))
    assert (link.path, link.instrument, link.provision) == ("Art 25", "ICCPR", "Art 17")

    room.press(Qt.Key.Key_J, CTRL | SHIFT, room.view)
    room.wait(lambda: linking.dialog is not None)
    assert linking.dialog.note.toPlainText() == "no word on a judge"
    room.press(Qt.Key.Key_Escape, on=linking.dialog)

    panel = room.made.counterpart_panel
    room.press(Qt.Key.Key_B, CTRL | SHIFT, room.view)
    room.wait(lambda: any(line.links for line in panel.model.shown))
    row = next(at for at, line in enumerate(panel.model.shown) if line.links)
    assert panel.model.index(row, 5).data() == "Ana Ruiz: no word on a judge"
    panel.rows.selectRow(row)
    room.press(Qt.Key.Key_Delete, on=panel.rows)
    room.wait(lambda: not any(line.links for line in panel.model.shown))
    room.press(Qt.Key.Key_Z, CTRL, room.view)
    room.wait(lambda: any(line.links for line in panel.model.shown))


def test_details_say_that_a_pdf_is_a_reference(room) -> None:
    room.made.projects.show_details()
    dialog = room.made.projects.details
    assert dialog.instrument.currentData() == ""
    dialog.instrument.setCurrentIndex(dialog.instrument.findData("UDHR"))
    assert dialog.changed == {"instrument": "UDHR"}
    dialog.primary.click()
    room.wait(lambda: room.bench.sheets[0].draft.instrument == "UDHR")


def test_a_picture_of_the_list(tmp_path, qapp) -> None:
    from annotator.ui.shot_camera import Camera

    path, _draft, _reference = make_project(tmp_path)
    camera = Camera(path, size=(1024, 700), patience=30_000)
    try:
        assert camera.show(draft="M/1", page=1, panel="counterparts")
        panel = camera._window.furnish().counterpart_panel
        assert panel.isVisible()
        assert panel.model.rowCount() > 0
    finally:
        camera.close()

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Boundaries put right by keys, menus and the mouse, shown as corrected, undone and taken back."""

from __future__ import annotations

import threading
from contextlib import closing

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

from annotator.domain.structure.corrections import Correction
from annotator.services.annotations import Wanted
from annotator.ui.models.provision_words import Hint, hints_of
from annotator.ui.viewer.selecting.carets import Caret

SAID = int(Qt.ItemDataRole.AccessibleTextRole)


@pytest.fixture
def window(make_window, real, anas, qtbot):
    """On a real project of one draft."""
    made = make_window(anas.close(), own_house=real)
    qtbot.waitUntil(lambda: paths(made) == ["Art 1", "Art 2"], timeout=20_000)
    return made


def paths(window):
    return [entry.path for entry in window.left.outline.model.entries]


def entry(window, path):
    model = window.left.outline.model
    return model.place_of(path)


def point_at(window, path, qtbot):
    """Choose a provision in the outline by the keyboard."""
    tree = window.left.outline.tree
    window.actions_["outline.show"].trigger()
    qtbot.waitUntil(tree.hasFocus)
    tree.setCurrentIndex(entry(window, path))
    return tree


def put_caret(window, words, page=1):
    view = window.reader.view
    view.setFocus()
    view.selection.place(Caret(page, view.texts[page].text.index(words)))
    view.selection_moved()


def dialog(window, qtbot):
    desk = window.furnish().provisions.correcting
    qtbot.waitUntil(lambda: desk.dialog is not None and desk.dialog.isVisible())
    return desk.dialog


def test_a_provision_is_renumbered_from_the_outline_and_that_is_undone(window, qtbot) -> None:
    tree = point_at(window, "Art 2", qtbot)
    qtbot.keyClick(tree, Qt.Key.Key_F2)
    asked = dialog(window, qtbot)
    qtbot.keyClicks(asked.number, "6 bis")
    qtbot.waitUntil(lambda: asked.path.text() == "Art 6 bis", timeout=10_000)
    qtbot.keyClick(asked.number, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: paths(window) == ["Art 1", "Art 6 bis"], timeout=10_000)
    said = entry(window, "Art 6 bis").data(SAID)
    assert said.startswith("Article 6 bis. Use of terms, page 2, corrected by Ana Ruiz")
    assert "found as “Article 2”" in said
    assert tree.currentIndex().data().startswith("Article 6 bis"), "the same entry, by its place"
    undo = window.actions_["edit.undo"]
    qtbot.waitUntil(lambda: undo.isEnabled() and "6 bis" in undo.text(), timeout=10_000)
    undo.trigger()
    qtbot.waitUntil(lambda: paths(window) == ["Art 1", "Art 2"], timeout=10_000)


def test_a_title_is_corrected_and_emptied_and_the_label_stays(window, qtbot) -> None:
    said, tree = [], point_at(window, "Art 2", qtbot)
    for title in ("Terms", ""):
        window.activateWindow()
        tree.setFocus()
        qtbot.waitUntil(tree.hasFocus)
        tree.setCurrentIndex(entry(window, "Art 2"))
        qtbot.keyClick(tree, Qt.Key.Key_F2)
        asked = dialog(window, qtbot)
        asked.title_.setText(title)
        asked.primary.click()

        def shown(title=title):
            one = window.reader.view.provisions.structure.provisions[1]
            said[:] = [(one.path, one.label, one.number)]
            return one.title == title

        qtbot.waitUntil(shown, timeout=10_000)
        assert said == [("Art 2", "Article 2", "2")]
    hints = [hint.text for hint in hints_of(window.places.outline.search.found.said, {})]
    assert hints == ["Called Terms by somebody.", "It has no title, says somebody."]


class Ear(QObject):
    def __init__(self):
        super().__init__()
        self.heard = []

    def hear(self, answer):
        self.heard.append(answer)


def test_of_several_questions_what_would_be_the_last_is_looked_into(window, qtbot) -> None:
    search, ear, go = window.places.outline.search, Ear(), threading.Event()
    one = window.reader.view.provisions.structure.provisions[1]
    asked = [Correction("rename", one.page, one.start, number=number) for number in "456"]
    window.bench.do(lambda _progress: go.wait(10))
    for each in asked:
        search.would_be(each, ear.hear)
    go.set()
    qtbot.waitUntil(lambda: bool(ear.heard) and window.bench.writer.idle, timeout=10_000)
    assert [(one.number, path) for one, path in ear.heard] == [("6", "Art 6")]


def test_nothing_waits_behind_a_question_nobody_asks_any_more(window, qtbot) -> None:
    search, ear, go = window.places.outline.search, Ear(), threading.Event()
    window.bench.do(lambda _progress: go.wait(10))
    search.would_be(Correction("rename", 2, 0, number="4"), ear.hear)
    search.would_be(Correction("rename", 2, 0, number="5"), ear.hear)
    search.drop_would_be()
    go.set()
    qtbot.waitUntil(lambda: window.bench.writer.idle, timeout=10_000)
    assert ear.heard == []
    search.would_be(Correction("rename", 2, 0, number="6"), ear.hear)
    qtbot.waitUntil(lambda: bool(ear.heard), timeout=10_000)


def test_keeping_drops_the_question(window, qtbot) -> None:
    tree = point_at(window, "Art 2", qtbot)
    qtbot.keyClick(tree, Qt.Key.Key_F2)
    asked = dialog(window, qtbot)
    qtbot.waitUntil(lambda: bool(asked.path.text()), timeout=10_000)
    search, go = window.places.outline.search, threading.Event()
    window.bench.do(lambda _progress: go.wait(10))
    asked.asked.emit(asked.called)
    assert search._weighing
    dropped = window.bench.writer._jobs[search._weighing].progress.cancelled
    asked.number.setText("7")
    asked.primary.click()
    assert dropped.is_set()
    go.set()
    qtbot.waitUntil(lambda: paths(window) == ["Art 1", "Art 7"], timeout=10_000)


def test_a_boundary_is_removed_and_taken_back_in_the_list(window, qtbot) -> None:
    tree = point_at(window, "Art 2", qtbot)
    qtbot.keyClick(tree, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: paths(window) == ["Art 1"], timeout=10_000)
    foot = window.left.outline.foot
    assert foot.doubts.text().endswith("1 correction")
    foot.doubts.click()
    qtbot.waitUntil(foot.list.hasFocus)
    foot.list.setCurrentRow(foot.list.count() - 1)
    assert "Nothing begins here, says Ana Ruiz." in foot.list.currentItem().text()
    qtbot.keyClick(foot.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: paths(window) == ["Art 1", "Art 2"], timeout=10_000)


def test_a_boundary_is_put_in_at_the_caret(window, qtbot) -> None:
    put_caret(window, "The purposes")
    window.actions_["provision.add"].trigger()
    asked = dialog(window, qtbot)
    assert asked.called.kind == "article"
    assert asked.called.number == "2", "the next one, as a guess"
    asked.kind.setCurrentIndex(asked.kind.findData("paragraph"))
    asked.number.setText("1")
    qtbot.waitUntil(lambda: asked.path.text() == "Art 1(1)", timeout=10_000)
    asked.primary.click()
    qtbot.waitUntil(lambda: paths(window) == ["Art 1", "Art 1(1)", "Art 2"], timeout=10_000)
    assert "put in by Ana Ruiz" in entry(window, "Art 1(1)").data(SAID)


def test_a_boundary_is_moved_to_the_caret_and_one_asks_which(window, qtbot) -> None:
    put_caret(window, "particular", 2)
    window.actions_["provision.move"].trigger()
    asked = dialog(window, qtbot)
    assert asked.list.currentItem().text().startswith("Art 1")
    qtbot.keyClick(asked.list, Qt.Key.Key_Down)
    qtbot.keyClick(asked.list, Qt.Key.Key_Return)
    view = window.reader.view
    qtbot.waitUntil(
        lambda: (
            [one.start for one in view.provisions.structure.provisions if one.path == "Art 2"]
            == [view.texts[2].text.index("particular")]
        ),
        timeout=10_000,
    )
    assert "moved here by Ana Ruiz from page 2" in entry(window, "Art 2").data(SAID)


def test_where_one_begins_already_it_is_renamed(window, qtbot) -> None:
    put_caret(window, "Article 2", 2)
    window.actions_["provision.add"].trigger()
    asked = dialog(window, qtbot)
    assert (asked.called.number, asked.called.title) == ("2", "Use of terms")
    asked.reject()


def test_without_a_place_one_is_told_what_to_do(window, qtbot) -> None:
    window.reader.view.selection.place_nowhere()
    with qtbot.waitSignal(window.bench.signals.turned) as said:
        window.actions_["provision.add"].trigger()
    assert "F7" in said.args[0]
    assert window.furnish().provisions.correcting.dialog is None


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_of_an_entry_is_about_that_entry(window, qtbot) -> None:
    tree = window.left.outline.tree
    put_caret(window, "The purposes")
    where = tree.visualRect(entry(window, "Art 2")).center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, where, tree.viewport().mapToGlobal(where)
    )
    QApplication.sendEvent(tree.viewport(), event)
    menu = window.furnish().provisions.menu
    qtbot.waitUntil(menu.isVisible)
    assert window.actions_["provision.rename"] in menu.actions()
    menu.close()
    assert window.furnish().provisions.correcting.subject.path == "Art 2"
    window.reader.view.setFocus()
    assert window.furnish().provisions.correcting.subject.path == "Art 1"


def test_marks_and_the_selection_are_of_the_entry_chosen_in_the_outline(window, qtbot) -> None:
    put_caret(window, "The purposes")
    tree = point_at(window, "Art 2", qtbot)
    window.actions_["mark.read"].trigger()
    marks = window.tagging.marks
    assert marks.dialog.provision.text() == "Art 2"
    marks.dialog.reject()
    tree.setFocus()
    window.actions_["provision.select"].trigger()
    view = window.reader.view
    assert view.page == 2
    assert view.selection.quote().startswith("Article 2 Use of terms")
    assert not view.picked.whole, "its words"
    assert view.hasFocus()


def test_another_unit_is_chosen_and_said(window, qtbot) -> None:
    foot = window.left.outline.foot
    assert foot.unit.text() == "Articles ▾"
    assert "name articles" in foot.unit.toolTip()
    offered = foot.menu.actions()
    assert "name articles" in offered[0].text()
    assert not offered[0].isEnabled()
    chosen = next(action for action in offered if action.data() == "rule")
    chosen.trigger()
    qtbot.waitUntil(lambda: foot.unit.text() == "Rules ▾", timeout=10_000)
    assert "A person says so." in foot.unit.toolTip()


def test_what_a_colleague_corrected_comes_by_merge_and_shows_in_the_same_way(
    window, real, pdf, tmp_path, qtbot
) -> None:
    sent = tmp_path / "bo.csv"
    start = window.reader.view.provisions.structure.provisions[0].start
    with closing(real.create_workspace(tmp_path / "bo.treaty", reviewer="Bo Lindqvist")) as bo:
        sha256 = bo.drafts.add(pdf("two_pages")).sha256
        bo.provisions.correct(sha256, Correction("rename", 1, start, title="Aims"))
        bo.transfer.export(sent, Wanted())
    window.bench.ask(lambda space, _progress: space.transfer.merge([sent]))
    qtbot.waitUntil(lambda: entry(window, "Art 1").data() == "Article 1. Aims", timeout=10_000)
    assert "corrected by Bo Lindqvist" in entry(window, "Art 1").data(SAID)


def test_doubts_open_a_list_that_leads_there(window, qtbot) -> None:
    view, foot = window.reader.view, window.left.outline.foot
    at = view.texts[2].text.index("Article 2")
    foot.show_hints([Hint("Article 2 follows Article 9.", 2, at), Hint("Twice.", 1, 0)], [])
    assert foot.doubts.text() == "2 places are doubtful"
    foot.doubts.click()
    qtbot.waitUntil(foot.list.hasFocus)
    assert foot.list.item(0).text() == "p. 2  Article 2 follows Article 9."
    qtbot.keyClick(foot.list, Qt.Key.Key_Return)
    qtbot.waitUntil(view.hasFocus)
    assert view.page == 2
    foot.list.setFocus()
    qtbot.keyClick(foot.list, Qt.Key.Key_Escape)
    assert foot.list.isHidden()


def test_nothing_can_be_corrected_in_a_pdf_that_is_in_no_project(make_window, pdf, qtbot) -> None:
    window = make_window(pdf("two_pages"))
    qtbot.waitUntil(lambda: window.reader.view.provisions.known, timeout=20_000)
    assert not window.actions_["provision.add"].isEnabled()
    assert not window.left.outline.foot.unit.isEnabled()
    assert "in a project" in window.left.outline.foot.unit.toolTip()
    assert window.furnish().provisions.correcting.subject.path == "Art 1"
    tree = point_at(window, "Art 2", qtbot)
    qtbot.keyClick(tree, Qt.Key.Key_Delete)
    assert paths(window) == ["Art 1", "Art 2"]

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list of all commands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.ui import actions
from annotator.ui.dialogs.palette import Entry, Palette, fitting


def entries(*texts: str) -> list[Entry]:
    return [Entry(text, text, "View", "") for text in texts]


def names(found: list[Entry]) -> list[str]:
    return [entry.text for entry in found]


def test_what_begins_with_the_letters_comes_first() -> None:
    found = fitting(entries("Unfit", "Go to the first page", "First page"), "fi")
    assert names(found) == ["First page", "Go to the first page", "Unfit"]


def test_the_one_that_is_called_so_comes_before_those_that_begin_so() -> None:
    assert names(fitting(entries("Dark pages", "Dark"), "dark ")) == ["Dark", "Dark pages"]


def test_every_word_must_occur_in_name_or_menu() -> None:
    assert names(fitting(entries("Zoom in", "Zoom out"), "zoom out")) == ["Zoom out"]
    assert names(fitting(entries("Zoom in"), "view in")) == ["Zoom in"]
    assert fitting(entries("Zoom in"), "zoom nothing") == []


def test_every_command_that_can_be_used_is_listed(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    made = actions.build(window)
    made["edit.redo"].setEnabled(False)
    palette = Palette(actions.commands(), made, window)
    listed = {
        palette.list.model().index(row, 0).data() for row in range(palette.list.model().rowCount())
    }
    assert {c.plain for c in actions.commands()} - listed == {
        made["edit.redo"].text().replace("&", ""),
        "All commands",
    }


def test_enter_runs_the_command_and_goes(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    made = actions.build(window)
    palette = Palette(actions.commands(), made, window)
    palette.show_over(window)
    qtbot.keyClicks(palette.field, "zoom out")
    with qtbot.waitSignal(made["zoom.out"].triggered):
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert not window.findChildren(Palette) or not palette.isVisible()


def test_what_is_not_there_is_said_and_enter_does_nothing(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    palette = Palette(actions.commands(), actions.build(window), window)
    palette.show_over(window)
    assert not palette.none.isVisible()
    qtbot.keyClicks(palette.field, "zoomx")
    assert palette.none.isVisible()
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible(), "one can mend what one typed"
    qtbot.keyClick(palette.field, Qt.Key.Key_Backspace)
    assert not palette.none.isVisible()


def test_escape_leaves_and_runs_nothing(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    made = actions.build(window)
    ran: list[str] = []
    for name, action in made.items():
        action.triggered.connect(lambda _on=False, name=name: ran.append(name))
    palette = Palette(actions.commands(), made, window)
    palette.show_over(window)
    qtbot.keyClicks(palette.field, "zoom")
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert ran == []


def test_a_provision_that_is_typed_can_be_gone_to(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    made = actions.build(window)
    known = {"28(3)": "Art 28(3)"}
    palette = Palette(actions.commands(), made, window, lambda typed: known.get(typed, ""))
    palette.show_over(window)
    asked: list[str] = []
    palette.place_requested.connect(asked.append)
    qtbot.keyClicks(palette.field, "28(3)")
    assert palette.list.model().index(0, 0).data() == "Go to Art 28(3)"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert asked == ["Art 28(3)"]

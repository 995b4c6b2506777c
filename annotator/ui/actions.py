# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every command with its words, keys and menu, as data. What a command does is not known here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar

from annotator.i18n import _


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Attributes:
        id: `noun.verb`, permanent.
        menu: where it stands, "" for nowhere.
        text: as shown, `&` before the letter to press.
        keys: shortcuts in portable notation; the first is the one shown.
        icon: file name in resources/icons without suffix.
        divided: a line above it in the menu.
        toggle: on and off.
    """

    id: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    divided: bool = False
    toggle: bool = False


def commands() -> tuple[Command, ...]:
    """All commands, in the order of the menus."""
    file, edit, view = _("&File"), _("&Edit"), _("&View")
    passage, draft = _("&Passage"), _("&Draft")
    return (
        Command("file.open", file, _("&Open…"), ("Ctrl+O",), "open"),
        Command("window.close", file, _("&Quit"), ("Ctrl+Q",), divided=True),
        Command("edit.undo", edit, _("&Undo"), ("Ctrl+Z",), "undo"),
        Command("edit.redo", edit, _("&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
        Command("selection.copy", edit, _("&Copy"), ("Ctrl+C",), divided=True),
        Command("caret.toggle", edit, _("Select with the &keyboard"), ("F7",), toggle=True),
        Command("zoom.in", view, _("Zoom &in"), ("Ctrl++", "Ctrl+="), "plus"),
        Command("zoom.out", view, _("Zoom &out"), ("Ctrl+-",), "minus"),
        Command("zoom.actual", view, _("&Actual size"), ("Ctrl+0",)),
        Command("zoom.fit_width", view, _("Fit &width"), ("Ctrl+2",), "fit-width"),
        Command("page.go", view, _("&Go to page…"), ("Ctrl+G",), divided=True),
        Command(
            "panel.toggle", view, _("Side &panel"), ("F9",), "panel", divided=True, toggle=True
        ),
        Command("code.find", passage, _("&Tag with…"), ("Ctrl+T",)),
        Command("passage.next", passage, _("&Next passage"), ("Alt+Down",), divided=True),
        Command("passage.previous", passage, _("&Previous passage"), ("Alt+Up",)),
        Command("passage.delete", passage, _("&Delete passage"), ("Del",), divided=True),
        Command("draft.next", draft, _("&Next draft"), ("Ctrl+PgDown",)),
        Command("draft.previous", draft, _("&Previous draft"), ("Ctrl+PgUp",)),
    )


def build(parent: QObject) -> dict[str, QAction]:
    """An action for each command, by id, owned by `parent`."""
    made: dict[str, QAction] = {}
    for command in commands():
        action = QAction(command.text, parent)
        action.setObjectName(command.id)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(command.toggle)
        plain = command.text.replace("&", "").rstrip("…")
        if command.keys:
            keys = QKeySequence(command.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{plain} ({keys})")
        made[command.id] = action
    return made


def fill(bar: QMenuBar, actions: Mapping[str, QAction]) -> None:
    """Put the commands into the menus."""
    menu, title = None, ""
    for command in commands():
        if command.menu != title or menu is None:
            title = command.menu
            menu = bar.addMenu(title)
        if command.divided:
            menu.addSeparator()
        menu.addAction(actions[command.id])

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Commands that change the window and nothing in it: sides, drawer, colours, list of commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from annotator.i18n import _
from annotator.ui import actions, icons, theme
from annotator.ui.panels.drawer import Drawer
from annotator.ui.room import SIDES, Room

_DEEP = {
    "inbox": 272, "queue": 272, "concerns": 272, "agreement": 272, "progress": 240, "changes": 220,
}  # fmt: skip
"""Parts of the drawer that are worked in rather than looked at: least height in logical pixels."""
COLOURS = ("system", "light", "dark", "contrast")


class WindowCommands(QObject):
    """Keeps sides, drawer and colours as the reviewer wants them.

    Signals:
        colours_changed: the palette to paint with.
        place_requested: path of a provision to go to.
        drawer_shown: name of the panel that shows in the drawer now, "" while it is folded.
    """

    colours_changed = Signal(object)
    place_requested = Signal(str)
    drawer_shown = Signal(str)

    def __init__(
        self,
        window: QMainWindow,
        room: Room,
        drawer: Drawer,
        made: Mapping[str, QAction],
        settings: QSettings,
    ) -> None:
        super().__init__(window)
        self._window, self._room, self._drawer = window, room, drawer
        self._actions = made
        self._settings = settings
        self.named: Callable[[str], str] = lambda _typed: ""
        """Gives the path of the provision that somebody typed, "" for none."""
        self.colours = theme.LIGHT
        self.drawer_shown.connect(self._deepen, Qt.ConnectionType.QueuedConnection)
        room.folded.connect(self._on_folded)
        drawer.turned.connect(self._on_turned)
        made["screen.fill"].toggled.connect(self._on_fill_screen)
        for side in SIDES:
            made[f"{side}.toggle"].toggled.connect(self._on_side_toggled)
        for name in COLOURS:
            made[f"colours.{name}"].triggered.connect(self._on_colours)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Slots by command."""
        return {
            "palette.open": self.open_palette,
            "help.keys": self.open_palette,
            "pane.next": self._on_next_pane,
            "pane.previous": self._on_previous_pane,
        }

    def restore(self) -> None:
        """Take up the colours as they were left."""
        wanted = str(self._settings.value("colours", "system"))
        self._actions[f"colours.{wanted if wanted in COLOURS else 'system'}"].setChecked(True)
        self.dress()

    def dress(self) -> None:
        """Paint in the colours that are wanted now."""
        app = QApplication.instance()
        wanted = theme.wanted(str(self._settings.value("colours", "system")))
        if isinstance(app, QApplication):
            theme.apply(app, wanted)
        self.colours = wanted
        for command in actions.commands():
            if command.icon:
                self._actions[command.id].setIcon(icons.icon(command.icon, wanted))
        self.colours_changed.emit(wanted)

    @Slot()
    def open_palette(self) -> None:
        """Show all commands."""
        from annotator.ui.dialogs.palette import Palette  # noqa: PLC0415 - after the first page

        palette = Palette(actions.commands(), self._actions, self._window, self.named)
        palette.place_requested.connect(self.place_requested)
        palette.show_over(self._window)

    @Slot()
    def show_left(self) -> None:
        """The left side is wanted."""
        self._room.fold("left", shown=True)

    @Slot()
    def show_right(self) -> None:
        """The right side is wanted."""
        self._room.fold("panel", shown=True)

    @Slot(str)
    def show_drawer(self, name: str) -> None:
        """A panel of the drawer is wanted, with the focus in it."""
        self._drawer.turn_to(name)
        self._room.fold("drawer", shown=True)
        panel = self._drawer.panel()
        if panel is not None:
            proxy = panel.focusProxy()
            if proxy is not None and not proxy.isVisible():  # there is nothing in its list yet
                self._drawer.tabs.setFocus(Qt.FocusReason.ShortcutFocusReason)
            panel.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def show_inbox(self) -> None:
        """The inbox is wanted."""
        self.show_drawer("inbox")

    @Slot(int)
    def show_waiting(self, count: int) -> None:
        """So many things wait in the inbox."""
        self._drawer.set_title("inbox", f"{_('Inbox')} ({count})" if count else _("Inbox"))

    @Slot(int)
    def show_open(self, count: int) -> None:
        """So many passages wait to be carried over."""
        said = _("Carry over")
        self._drawer.set_title("queue", f"{said} ({count})" if count else said)

    @Slot(str, bool)
    def _on_folded(self, name: str, shown: bool) -> None:
        self._actions[f"{name}.toggle"].setChecked(shown)
        if name == "drawer":
            self.drawer_shown.emit(self._drawer.name if shown else "")

    @Slot(str)
    def _deepen(self, name: str) -> None:
        """Once the room is divided."""
        self._room.deepen(_DEEP.get(name, 0))

    @Slot(str)
    def _on_turned(self, name: str) -> None:
        self.drawer_shown.emit(name if self._room.shows("drawer") else "")

    @Slot(bool)
    def _on_side_toggled(self, on: bool) -> None:
        action = self.sender()
        name = action.objectName().partition(".")[0] if action else ""
        if name in SIDES and self._room.shows(name) != on:
            self._room.fold(name, shown=on)

    @Slot(bool)
    def _on_fill_screen(self, on: bool) -> None:
        if on:
            self._window.showFullScreen()
        else:
            self._window.showNormal()

    @Slot()
    def _on_colours(self) -> None:
        action = self.sender()
        if action is not None:
            self._settings.setValue("colours", action.objectName().partition(".")[2])
            self.dress()

    @Slot()
    def _on_next_pane(self) -> None:
        self._step(1)

    @Slot()
    def _on_previous_pane(self) -> None:
        self._step(-1)

    def _step(self, step: int) -> None:
        panes = [pane for pane in self._room.panes() if _first_in(pane) is not None]
        focus = QGuiApplication.focusObject()
        here = [
            n for n, pane in enumerate(panes)
            if focus is pane or (focus is not None and pane.isAncestorOf(focus))  # type: ignore[arg-type]
        ]  # fmt: skip
        if panes:
            wanted = _first_in(panes[((here[0] if here else -1) + step) % len(panes)])
            if wanted is not None:
                wanted.setFocus(Qt.FocusReason.TabFocusReason)


def _first_in(pane: QWidget) -> QWidget | None:
    """What takes the focus in a pane and shows it: a pane itself would take it unseen."""
    proxy = pane.focusProxy()
    if proxy is not None and proxy.isVisible():
        return proxy
    at = pane.nextInFocusChain()
    while at is not None and at is not pane:
        tabbed = bool(at.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if tabbed and at.isVisible() and at.isEnabled() and pane.isAncestorOf(at):
            return at
        at = at.nextInFocusChain()
    return None

# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the window is divided: sides that fold, a drawer at the foot, sizes that are remembered.

Knows widgets by their place and nothing of what they show.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from annotator.ui import theme
from annotator.ui.viewer.text.reading_area import ReadingArea

SIDES = ("left", "panel", "drawer")
NARROW = 1120
"""Logical pixels of width below which the left side stays folded unless somebody unfolds it."""
_BESIDE, _DEEP = "beside", "deep"
"""Why a side gives way: a second document beside the pages, a deep drawer."""
_KEPT = 2
"""Version of what is kept: sizes of another arrangement are forgotten."""


class Room(QWidget):
    """Left side, page, right side, and the drawer below them.

    Signals:
        folded: name of a side and whether it shows now.
        deepened: whether the right side gives way to a deep drawer: the page is wider meanwhile, and is to
            look as it did.
    """

    folded = Signal(str, bool)
    deepened = Signal(bool)

    def __init__(
        self, left: QWidget, page: QWidget, right: QWidget, drawer: QWidget, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._parts = {"left": left, "panel": right, "drawer": drawer}
        self._page = page
        self._asked_left = False
        self._wants_left = True
        self._gave_way: dict[str, set[str]] = {name: set() for name in SIDES}
        self._across = _splitter(Qt.Orientation.Horizontal, left, page, right)
        self._across.setStretchFactor(1, 1)
        self._down = _splitter(Qt.Orientation.Vertical, self._across, drawer)
        self._down.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._down)
        drawer.hide()
        self._across.setSizes([theme.LEFT, 10_000, theme.RIGHT])
        self._down.setSizes([10_000, 280])

    def shows(self, name: str) -> bool:
        """Whether a side is unfolded."""
        return not self._parts[name].isHidden()

    def fold(self, name: str, *, shown: bool) -> None:
        """Fold or unfold a side, as somebody wants it: it gives way to nothing any more."""
        if name == "left":
            self._asked_left, self._wants_left = True, shown
        if _DEEP in self._gave_way[name]:
            self.deepened.emit(False)
        self._gave_way[name].clear()
        self._set(name, shown=shown)

    def make_room(self, wide: int, *, least: int) -> None:
        """Fold the left side where the page is narrower than `wide`, the right where it is below `least`.

        In logical pixels. Whether somebody wants these sides is another matter, and stays as it was.
        """
        away = sum(self._parts[name].width() for name in ("left", "panel") if self._gave_way[name])
        free = self._page.width() - away
        for name, enough in (("left", wide), ("panel", least)):
            if free < enough and (self.shows(name) or self._gave_way[name]):
                free += self._parts[name].width()
                self._give_way(name, _BESIDE)

    @Slot(int)
    def deepen(self, height: int) -> None:
        """Give the drawer at least this height, in logical pixels, but not more than half of the room.

        Where the right side needs the height, it folds until nobody wants the drawer so deep: 0.
        """
        if not height:
            self._come_back(_DEEP)
            self.deepened.emit(False)
            return
        whole = sum(self._down.sizes())
        wanted = min(height, whole // 2)
        if not 0 < self._down.sizes()[1] < wanted:
            return
        panel = self._parts["panel"]
        needed = max(panel.minimumHeight(), panel.minimumSizeHint().height())
        if needed > whole - wanted and (self.shows("panel") or self._gave_way["panel"]):
            self.deepened.emit(True)
            self._give_way("panel", _DEEP)
        self._down.setSizes([whole - wanted, wanted])

    def give_back(self) -> None:
        """Unfold what was folded to make room beside the pages."""
        self._come_back(_BESIDE)

    def _give_way(self, name: str, reason: str) -> None:
        self._gave_way[name].add(reason)
        self._set(name, shown=False)

    def _come_back(self, reason: str) -> None:
        """A reason is gone: what has no other one unfolds."""
        for name, reasons in self._gave_way.items():
            if reasons == {reason} and (
                name != "left" or (self._wants_left and self.width() >= NARROW)
            ):
                self._set(name, shown=True)
            reasons.discard(reason)

    def _set(self, name: str, *, shown: bool) -> None:
        part = self._parts[name]
        if part.isHidden() == shown:
            had_focus = part.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
            part.setVisible(shown)
            if had_focus and not shown:
                self._page.setFocus()
        self.folded.emit(name, shown)

    def panes(self) -> list[QWidget]:
        """What F6 goes through: the page first, then what is unfolded."""
        pages = self._page.panes() if isinstance(self._page, ReadingArea) else [self._page]
        order = (*pages, self._parts["panel"], self._parts["drawer"], self._parts["left"])
        return [part for part in order if not part.isHidden()]

    def save(self, settings: QSettings) -> None:
        """Keep sizes and folds."""
        self.give_back()
        self.deepen(0)
        settings.setValue("room/version", _KEPT)
        settings.setValue("room/across", self._across.saveState())
        settings.setValue("room/down", self._down.saveState())
        for name in SIDES:
            settings.setValue(f"room/{name}", int(self.shows(name)))
        settings.setValue(
            "room/left", int(self._wants_left)
        )  # what folded by itself is wanted still
        settings.setValue("room/left_asked", int(self._asked_left))

    def restore(self, settings: QSettings) -> None:
        """Take sizes and folds up again."""
        if str(settings.value("room/version", "")) == str(_KEPT):
            for key, splitter in (("across", self._across), ("down", self._down)):
                state = settings.value(f"room/{key}")
                if isinstance(state, QByteArray):
                    splitter.restoreState(state)
            self._asked_left = str(settings.value("room/left_asked", 0)) == "1"
            self._wants_left = str(settings.value("room/left", 1)) == "1"
            for name in SIDES:
                shown = str(settings.value(f"room/{name}", int(self.shows(name)))) == "1"
                self._set(name, shown=shown)
        else:
            for name in SIDES:
                self.folded.emit(name, self.shows(name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the page comes before the left side."""
        if _DEEP in self._gave_way["panel"] and event.oldSize().width() != event.size().width():
            self.deepened.emit(False)
        super().resizeEvent(event)
        narrow, before = event.size().width() < NARROW, event.oldSize().width()
        was_narrow = 0 < before < NARROW
        if narrow and not was_narrow and not self._asked_left and self.shows("left"):
            self._set("left", shown=False)
        elif was_narrow and not narrow and self._wants_left and not self._gave_way["left"]:
            self._set("left", shown=True)


def _splitter(orientation: Qt.Orientation, *parts: QWidget) -> QSplitter:
    made = QSplitter(orientation)
    made.setHandleWidth(1)
    made.setChildrenCollapsible(False)
    for part in parts:
        made.addWidget(part)
    return made

# SPDX-License-Identifier: AGPL-3.0-or-later
"""All commands in one list that one narrows by typing. Runs the one chosen through its action."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)  # fmt: skip
from shiboken6 import isValid

from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.ui.actions import Command, shown_keys

WIDTH, ROWS, ROW = 560, 12, 32
_KEYS_ROLE = int(Qt.ItemDataRole.UserRole)
_MENU_ROLE = _KEYS_ROLE + 1
_ID_ROLE = _KEYS_ROLE + 2
_PLACE = "place"
_MOVES = {
    Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -ROWS, Qt.Key.Key_PageDown: ROWS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A command as the list shows it."""

    id: str
    text: str
    menu: str
    keys: str


def fitting(entries: Sequence[Entry], typed: str) -> list[Entry]:
    """The entries that hold every word typed: the one called so first, then those that begin so."""
    words = typed.casefold().split()
    ranked = []
    for place, entry in enumerate(entries):
        name = entry.text.casefold()
        if not all(word in name or word in entry.menu.casefold() for word in words):
            continue
        begins = not words or name.startswith(words[0])
        within = any(part.startswith(words[0]) for part in name.split()) if words else True
        in_name = all(word in name for word in words)
        ranked.append(
            (name != typed.strip().casefold(), not begins, not within, not in_name, place, entry)
        )
    ranked.sort(key=lambda one: one[:5])
    return [one[5] for one in ranked]


class _CommandRow(QStyledItemDelegate):
    """Words left, keys right, the menu between them, quiet."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        """Paint one row."""
        palette: QPalette = option.palette
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight))
        on = QPalette.ColorRole.HighlightedText
        ink = palette.color(on if chosen else QPalette.ColorRole.Text)
        quiet = palette.color(on if chosen else QPalette.ColorRole.PlaceholderText)
        where = rect.adjusted(16, 0, -16, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(ink)
        text = str(index.data())
        painter.drawText(where, middle | Qt.AlignmentFlag.AlignLeft, text)
        used = painter.fontMetrics().horizontalAdvance(text) + 16
        painter.setPen(quiet)
        beside = where.adjusted(used, 0, 0, 0)
        painter.drawText(beside, middle | Qt.AlignmentFlag.AlignLeft, str(index.data(_MENU_ROLE)))
        painter.drawText(where, middle | Qt.AlignmentFlag.AlignRight, str(index.data(_KEYS_ROLE)))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex) -> QSize:  # type: ignore[override]
        """The 8 px grid decides."""
        return QSize(160, ROW)


class Palette(QFrame):
    """Type to find, Enter runs, Escape leaves. Stands in the window and goes when the focus goes.

    Signals:
        place_requested: the path of a provision that was typed, to go to.

    Args:
        commands: the table.
        actions: what runs them, by id; those that cannot be used now are left out.
        parent: the window, at whose head it stands.
        named: gives the path of the provision of the draft shown that somebody typed, "" for none.
    """

    place_requested = Signal(str)

    def __init__(
        self, commands: Sequence[Command], actions: Mapping[str, QAction], parent: QWidget,
        named: Callable[[str], str] = lambda _typed: "",
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._before = parent.focusWidget()
        self.setAccessibleName(_("All commands"))
        self._actions, self._named = actions, named
        self._entries = [
            Entry(
                one.id, actions[one.id].text().replace("&", "").rstrip("…"),
                one.menu.replace("&", "").replace("/", ", "), shown_keys(one),
            )
            for one in commands
            if actions[one.id].isEnabled() and one.id != "palette.open"
        ]  # fmt: skip
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("What you want to do, or where to go: 28(3)"))
        self.field.setAccessibleName(_("Command"))
        self.field.textChanged.connect(self._on_typed)
        self.field.installEventFilter(self)
        self._model = QStandardItemModel(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_CommandRow(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(_("Commands that fit"))
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(self._on_clicked)
        self.none = QLabel(_("There is nothing of that name."))
        self.none.setProperty("quiet", True)
        self.none.setContentsMargins(8, 4, 8, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.none)
        column.addWidget(self.list)
        self._on_typed("")

    def show_over(self, window: QWidget) -> None:
        """Show it at the head of the window."""
        width = min(WIDTH, window.width() - 32)
        self.resize(width, min(ROW * ROWS + 64, window.height() - 96))
        self.move((window.width() - width) // 2, 64)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list, Enter runs, Escape and a look elsewhere close."""
        if event.type() == QEvent.Type.FocusOut and self.isVisible() and self.isActiveWindow():
            self.close()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in _MOVES:
                row = self.list.currentIndex().row() + _MOVES[key]
                self._turn_to(min(max(row, 0), self._model.rowCount() - 1))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self.list.currentIndex())
                return True
            if key == Qt.Key.Key_Escape:
                self._leave()
                return True
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        self.close()
        if self._before is not None and isValid(self._before):
            self._before.setFocus()

    def _turn_to(self, row: int) -> None:
        self.list.setCurrentIndex(self._model.index(row, 0))

    @Slot(str)
    def _on_typed(self, typed: str) -> None:
        self._model.clear()
        path = self._named(typed) if typed.strip() else ""
        going = [Entry(_PLACE, _("Go to {provision}").format(provision=path), "", "")]
        for entry in (going if path else []) + fitting(self._entries, typed):
            item = QStandardItem(entry.text)
            item.setData(entry.keys, _KEYS_ROLE)
            item.setData(entry.menu, _MENU_ROLE)
            item.setData(entry.id, _ID_ROLE)
            said = ", ".join(filter(None, (entry.text, entry.menu, entry.keys)))
            item.setAccessibleText(said)
            self._model.appendRow(item)
        self.none.setVisible(not self._model.rowCount())
        self._turn_to(0)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._run(index)

    def _run(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        chosen, path = str(index.data(_ID_ROLE)), self._named(self.field.text())
        self._leave()
        if chosen == _PLACE:
            self.place_requested.emit(path)
        elif chosen in self._actions:
            self._actions[chosen].trigger()

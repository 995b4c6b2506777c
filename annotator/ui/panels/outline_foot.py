# SPDX-License-Identifier: AGPL-3.0-or-later
"""Below the outline: what is doubtful or corrected, what the draft is made of. Changes nothing itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from annotator.i18n import _, ngettext
from annotator.ui.models.provision_words import UNITS, Hint, unit_name
from annotator.ui.panels.choice_menu import add_choice

HIGHEST = 176
_HINT_ROLE = int(Qt.ItemDataRole.UserRole)


class OutlineFoot(QWidget):
    """Two quiet lines, and the list that the first one opens.

    Signals:
        place_requested: page and code point to go to.
        take_back_requested: uid of a correction.
        unit_chosen: what the draft is made of, "" to let it be guessed.
    """

    place_requested = Signal(int, int)
    take_back_requested = Signal(str)
    unit_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints: tuple[Hint, ...] = ()
        self.list = QListWidget()
        self.list.setObjectName("hints")
        self.list.setWordWrap(True)
        self.list.setAccessibleName(_("What is doubtful or corrected"))
        self.list.setAccessibleDescription(_("Enter goes there, Delete takes a correction back"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.itemClicked.connect(self._on_item)
        self.list.installEventFilter(self)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._back = QAction(_("Take the correction back"), self.list)
        self._back.triggered.connect(self._on_take_back)
        self.list.addAction(self._back)
        self.list.currentItemChanged.connect(self._on_current)
        self.list.hide()
        self.doubts = _line()
        self.doubts.setCheckable(True)
        self.doubts.toggled.connect(self._on_toggled)
        self.unit = _line()
        self.menu = QMenu(self.unit)
        self.menu.triggered.connect(self._on_unit)
        self.unit.clicked.connect(self._on_menu)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(0)
        for part in (self.list, self.doubts, self.unit):
            column.addWidget(part)
        self.hide()

    def show_hints(self, doubts: Sequence[Hint], corrections: Sequence[Hint]) -> None:
        """What is doubtful, and what people said."""
        self._hints = (*doubts, *corrections)
        said = []
        if doubts and corrections:
            said = [
                _("{count} doubtful").format(count=len(doubts)),
                _("{count} corrected").format(count=len(corrections)),
            ]
        elif doubts:
            many = ngettext("{count} place is doubtful", "{count} places are doubtful", len(doubts))
            said.append(many.format(count=len(doubts)))
        elif corrections:
            many = ngettext("{count} correction", "{count} corrections", len(corrections))
            said.append(many.format(count=len(corrections)))
        self.doubts.setText(" · ".join(said))
        self.doubts.setVisible(bool(said))
        if not said:
            self.doubts.setChecked(False)
        if self.doubts.isChecked():
            self._fill()

    def _fill(self) -> None:
        """Only while it is open: there may be thousands."""
        was = self.list.currentRow()
        self.list.clear()
        for hint in self._hints:
            where = _("p. {page}").format(page=hint.page) if hint.page else ""
            item = QListWidgetItem("  ".join(filter(None, (where, hint.text))))
            item.setData(_HINT_ROLE, hint)
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(was, 0), self.list.count() - 1))
        self._fit()

    def show_unit(self, unit: str, reason: str, *, chosen: bool, may: bool) -> None:
        """What the draft is made of.

        Args:
            unit: of `UNITS`, "" for nothing.
            reason: why that is thought.
            chosen: whether a person said so.
            may: whether another can be said.
        """
        self.show()
        self.unit.setText(f"{unit_name(unit)} ▾" if may else unit_name(unit))
        said = _("A person says so.") if chosen else reason
        why = _("What this draft is made of. {reason}").format(reason=said)
        later = "" if may else _("Another can be chosen once the draft is in a project.")
        self.unit.setToolTip("\n".join(filter(None, (why, later))))
        self.unit.setAccessibleName(_("Made of: {unit}").format(unit=unit_name(unit)))
        self.unit.setAccessibleDescription(said)
        self.unit.setEnabled(may)
        self.menu.clear()
        self.menu.addAction(said).setEnabled(False)
        self.menu.addSeparator()
        group = QActionGroup(self.menu)
        for each in ("", *UNITS):
            words = unit_name(each) if each else _("As it is guessed")
            add_choice(group, self.menu, words, each, holds=each == (unit if chosen else ""))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes there, Delete takes a correction back, Escape closes the list."""
        if watched is not self.list or not isinstance(event, QKeyEvent):
            return False
        key, item = event.key(), self.list.currentItem()
        if event.type() == QEvent.Type.ShortcutOverride and key == Qt.Key.Key_Delete:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self._on_item(item)
        elif key == Qt.Key.Key_Delete:
            self._on_take_back()
        elif key == Qt.Key.Key_Escape:
            self.doubts.setChecked(False)
            self.doubts.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            return False
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines wrap where they must."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as its lines, up to a part of the side."""
        height = 2 * self.list.frameWidth() + 4
        for row in range(self.list.count()):
            height += self.list.sizeHintForRow(row)
            if height > HIGHEST:
                break
        self.list.setFixedHeight(min(HIGHEST, height))

    @Slot(bool)
    def _on_toggled(self, on: bool) -> None:
        self.list.setVisible(on)
        if on:
            self._fill()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(QListWidgetItem)
    def _on_item(self, item: QListWidgetItem) -> None:
        hint = item.data(_HINT_ROLE)
        if isinstance(hint, Hint) and hint.page:
            self.place_requested.emit(hint.page, hint.start)

    @Slot()
    def _on_current(self) -> None:
        item = self.list.currentItem()
        hint = item.data(_HINT_ROLE) if item is not None else None
        self._back.setEnabled(isinstance(hint, Hint) and bool(hint.boundary))

    @Slot()
    def _on_take_back(self) -> None:
        item = self.list.currentItem()
        hint = item.data(_HINT_ROLE) if item is not None else None
        if isinstance(hint, Hint) and hint.boundary:
            self.take_back_requested.emit(hint.boundary)

    @Slot()
    def _on_menu(self) -> None:
        """Above its line, which stands at the foot of the window."""
        above = self.menu.sizeHint().height()
        self.menu.popup(self.unit.mapToGlobal(QPoint(0, -above)))

    @Slot(QAction)
    def _on_unit(self, action: QAction) -> None:
        self.unit_chosen.emit(str(action.data()))


def _line() -> QPushButton:
    """A quiet line that can be pressed."""
    made = QPushButton()
    made.setObjectName("quietLine")
    made.setFlat(True)
    made.setAutoDefault(False)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return made

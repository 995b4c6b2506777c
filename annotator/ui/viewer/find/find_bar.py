# SPDX-License-Identifier: AGPL-3.0-or-later
"""The bar above the page in which one types what to find. Searches nothing itself."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QWidget,
)  # fmt: skip

from annotator.i18n import _, ngettext
from annotator.ui.feedback import announce
from annotator.ui.viewer.find.find_text import Query

SPACING = 4
NOTE = 200
"""Pixels that are left for what is said besides the count, before words are made short."""


class FindBar(QFrame):
    """Field, how many, to and fro, and how exact.

    Signals:
        query_changed: a Query.
        step_requested: 1 for the next hit, -1 for the one before.
        select_requested: the current hit should be selected, to be tagged.
        close_requested: Escape.
        list_requested: the list of places should have the focus.
    """

    query_changed = Signal(object)
    step_requested = Signal(int)
    select_requested = Signal()
    close_requested = Signal()
    list_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wrapped = self._reading = self._short = False
        self.setObjectName("find")
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Find in this draft"))
        self.field.setAccessibleName(_("Find in this draft"))
        self.field.setClearButtonEnabled(True)
        for button in self.field.findChildren(QToolButton):
            button.setAccessibleName(_("Clear"))
        self.field.setMaximumWidth(400)
        self.field.setMinimumWidth(112)
        self.field.textChanged.connect(self._on_edited)
        self.count = QLabel()
        self.count.setProperty("quiet", True)
        self.count.setMinimumWidth(self.count.fontMetrics().horizontalAdvance("000 of 000"))
        self.count.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self.previous = self._button(_("Previous place (Shift+F3)"), Qt.ArrowType.UpArrow)
        self.next = self._button(_("Next place (F3)"), Qt.ArrowType.DownArrow)
        self.case = self._toggle(_("Aa"), _("Match capitals"))
        self.whole = self._toggle(_("Whole words"), _("Find whole words only"))
        self.note = QLabel()
        self.note.setProperty("quiet", True)
        self.note.setMinimumWidth(1)
        self.listed = self._switch(_("List"), _("List the places found (Down goes into the list)"))
        self.listed.setChecked(True)
        self.every = self._switch(_("All drafts"), _("Look in all drafts (Ctrl+Shift+F)"))
        self.select = QToolButton()
        self.select.setObjectName("quiet")
        self.select.setText(_("Select"))
        self.select.setToolTip(_("Select these words, to tag them (Ctrl+Enter)"))
        self.select.clicked.connect(self.select_requested)
        self.shut = QToolButton()
        self.shut.setObjectName("quiet")
        self.shut.setText("×")  # noqa: RUF001 - the sign one knows
        self.shut.setToolTip(_("Close (Esc)"))
        self.shut.setAccessibleName(_("Close the search"))
        self.shut.clicked.connect(self.close_requested)
        self.previous.clicked.connect(self._on_previous)
        self.next.clicked.connect(self._on_next)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(SPACING)
        row.addWidget(self.field, 3)
        for part in (self.previous, self.next):
            row.addWidget(part)
        row.addSpacing(4)
        row.addWidget(self.count)
        row.addWidget(self.note)
        row.addStretch(1)
        for part in (self.every, self.listed, self.case, self.whole, self.select, self.shut):
            row.addWidget(part)
        self.show_count(0, 0, complete=True)
        self.hide()

    def minimumSizeHint(self) -> QSize:
        """With short words it needs no more."""
        least = super().minimumSizeHint()
        return least if self._short else least - QSize(self._spared(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Short words where there is no room for long ones."""
        super().resizeEvent(event)
        wide = self.minimumSizeHint().width() + self._spared()
        self._short = event.size().width() < wide + NOTE
        self.whole.setText(_("Words") if self._short else _("Whole words"))
        self.every.setText(_("All") if self._short else _("All drafts"))
        self.select.setVisible(not self._short)

    def _spared(self) -> int:
        """Pixels that short words spare."""
        width = self.whole.fontMetrics().horizontalAdvance
        words = (
            width(_("Whole words")) - width(_("Words")) + width(_("All drafts")) - width(_("All"))
        )
        return words + self.select.sizeHint().width() + SPACING

    def _button(self, said: str, arrow: Qt.ArrowType) -> QToolButton:
        button = QToolButton()
        button.setObjectName("quiet")
        button.setArrowType(arrow)
        button.setToolTip(said)
        button.setAccessibleName(said)
        return button

    def _switch(self, text: str, said: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName("quiet")
        button.setText(text)
        button.setCheckable(True)
        button.setToolTip(said)
        button.setAccessibleName(said)
        return button

    def _toggle(self, text: str, said: str) -> QToolButton:
        button = self._switch(text, said)
        button.toggled.connect(self._on_edited)
        return button

    def query(self) -> Query:
        """What is looked for."""
        return Query(self.field.text(), self.case.isChecked(), self.whole.isChecked())

    def open(self, words: str = "") -> None:
        """Show the bar, ready to be typed over.

        Args:
            words: to look for, "" for those of last time.
        """
        if words and words != self.field.text():
            with QSignalBlocker(self.field):
                self.field.setText(words)
        self.show()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._on_edited()

    def show_count(self, number: int, count: int, *, complete: bool) -> None:
        """Which of how many places is shown; `complete` False while there may be more."""
        more = "" if complete else " …"
        said = ""
        if count and number:
            said = _("{number} of {count}").format(number=f"{number:,}", count=f"{count:,}") + more
        elif count:
            said = ngettext("{count} place", "{count} places", count).format(count=count) + more
        elif self.field.text().strip():
            said = _("No places") if complete else more.strip()
        if said != self.count.text():
            self.count.setText(said)
            self.field.setAccessibleDescription(said)
            if complete and said:
                announce(self, said)
            if self._wrapped:
                self._wrapped = False
                self.note.clear()
        for button in (self.previous, self.next):
            button.setEnabled(count > 0)
        self.select.setEnabled(number > 0)

    @Slot(int)
    def show_wrapped(self, step: int) -> None:
        """Stepping went on at the other end of the draft."""
        said = _("On from the start") if step > 0 else _("On from the end")
        self.note.setText(said)
        self._wrapped = True
        announce(self, said)

    def show_reading(self, done: int, pages: int) -> None:
        """How much of the draft can be searched; nothing is said once that is all."""
        reading = done < pages
        if reading:
            said = _("Reading {done} of {pages} pages…").format(
                done=f"{done:,}", pages=f"{pages:,}"
            )
            self.note.setText(said)
            self._wrapped = False
        elif self._reading:
            self.note.clear()
        self._reading = reading

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Escape leaves."""
        held = event.modifiers()
        if event.key() == Qt.Key.Key_Escape:
            self.close_requested.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.list_requested.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if held & Qt.KeyboardModifier.ControlModifier:
                self.select_requested.emit()
            else:
                self.step_requested.emit(-1 if held & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_edited(self) -> None:
        self.query_changed.emit(self.query())

    @Slot()
    def _on_next(self) -> None:
        self.step_requested.emit(1)

    @Slot()
    def _on_previous(self) -> None:
        self.step_requested.emit(-1)

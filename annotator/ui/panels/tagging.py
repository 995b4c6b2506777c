# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tags the selected words: quote, code by typing, what the code means, the tag's fields.

Asks for the tag and never makes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListView,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.codebook import Code
from annotator.domain.tag import DEFAULTS
from annotator.i18n import _
from annotator.ui.delegates import CodeDelegate
from annotator.ui.models.code_list import CodeList
from annotator.ui.panels.fields import FieldsEditor, LineField, TextField
from annotator.ui.panels.quote import Quote

_MOVES = {
    Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -6, Qt.Key.Key_PageDown: 6,
}  # fmt: skip


class TaggingPanel(QWidget):
    """Follows the selection.

    Signals:
        tag_requested: code uid and the fields as a dict.
        let_go_requested: Escape.
    """

    tag_requested = Signal(str, dict)
    let_go_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = CodeList(self)
        self._where = QLabel()
        self._where.setProperty("quiet", True)
        self._where.setWordWrap(True)
        self._where.setTextFormat(Qt.TextFormat.PlainText)
        self._quote = Quote()
        self.field = LineField()
        self.field.setObjectName("code")
        self.field.setPlaceholderText(_("Type a code or a word, Enter tags"))
        self.field.setAccessibleName(_("Code"))
        self.field.setAccessibleDescription(_("Filters the codebook; Enter tags the selection"))
        self.field.setClearButtonEnabled(True)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(CodeDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("Codes that fit"))
        self.list.setMinimumHeight(96)
        self._meaning = QTextBrowser()
        self._meaning.setFrameShape(QFrame.Shape.NoFrame)
        self._meaning.setOpenLinks(False)
        self._meaning.setAccessibleName(_("What the code means"))
        self._meaning.document().setDocumentMargin(0)
        self._meaning.setMinimumHeight(48)
        self.fields = FieldsEditor()
        self.fields.show_values(DEFAULTS)
        self._arrange()
        self.field.textChanged.connect(self._on_typed)
        self._meant = False
        for part in (self.field, self.list, *self.fields.parts()):
            part.installEventFilter(self)
        self.list.clicked.connect(self._on_clicked)
        self.list.selectionModel().currentChanged.connect(self._on_current)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self._where)
        column.addWidget(self._quote)
        column.addWidget(self.field)
        column.addWidget(self.list, 3)
        line = QFrame()
        line.setObjectName("hairline")
        column.addWidget(line)
        column.addWidget(self._meaning, 2)
        second = QFrame()
        second.setObjectName("hairline")
        column.addWidget(second)
        column.addWidget(self.fields)

    # -- from outside ------------------------------------------------------------------------

    def set_codes(self, codes: Sequence[Code], recent: Sequence[str]) -> None:
        """Another codebook, or other codes used lately."""
        self.model.set_codes(codes, recent)
        self._first()

    def begin(self) -> None:
        """Other words are selected: nothing said of the last ones is carried over."""
        self.field.clear()
        self.fields.show_values(DEFAULTS, even_focused=True)
        self._meant = False

    def show_selection(self, where: str, quote: str) -> None:
        """The selection is another one."""
        self._where.setText(where)
        self._quote.show_quote(quote)

    def tagged(self) -> None:
        """The tag is made: ready for the next code on the same words."""
        self.field.clear()
        self._meant = False
        self.fields.show_values(DEFAULTS)

    def arm(self, *, armed: bool) -> None:
        """Show that letters typed on the page come here."""
        self.field.setProperty("armed", armed)
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)

    def take_key(self, event: QKeyEvent) -> None:
        """A key typed on the page while words are selected."""
        key = Qt.Key(event.key())
        if key in _MOVES:
            self._move(_MOVES[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.apply()
        elif key == Qt.Key.Key_Backspace:
            self.field.backspace()
        elif event.text():
            self.field.insert(event.text())

    def apply(self) -> None:
        """Ask for the highlighted code on the selected words."""
        code = self.model.code(self.list.currentIndex().row())
        if code is not None and not (self._meant or self.field.text().strip()):
            self._meaning.setPlainText(_("Type a code or choose one; then Enter tags."))
        elif code is not None:
            self.tag_requested.emit(code.uid, self.fields.values())

    # -- inside ------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows in the field move in the list; Enter tags (Ctrl+Enter in a text); Escape lets go."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if enter and (control or not isinstance(watched, TextField)):
                self.apply()
                return True
            if key == Qt.Key.Key_Escape:
                self.let_go_requested.emit()
                return True
            if watched is self.field and key in _MOVES:
                self._move(_MOVES[key])
                return True
        return super().eventFilter(watched, event)

    def _move(self, step: int) -> None:
        rows = self.model.rowCount()
        if rows:
            self._meant = True
            row = min(max(self.list.currentIndex().row() + step, 0), rows - 1)
            self.list.setCurrentIndex(self.model.index(row))

    def _first(self) -> None:
        self.list.setCurrentIndex(self.model.index(0))
        self.list.scrollToTop()
        if not self.model.rowCount():
            self._explain(None)

    @Slot(str)
    def _on_typed(self, typed: str) -> None:
        self.model.filter(typed)
        self._first()

    @Slot(QModelIndex)
    def _on_clicked(self, _index: QModelIndex) -> None:
        self._meant = True
        self.apply()

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        self._explain(self.model.code(current.row()))

    def _explain(self, code: Code | None) -> None:
        if code is None:
            typed = bool(self.field.text())
            self._meaning.setPlainText(_("No code fits what is typed.") if typed else "")
            return
        parts = [f"<p><b>{escape(code.id)} {escape(code.name)}</b></p>"]
        if code.definition:
            parts.append(f"<p>{escape(code.definition)}</p>")
        for title, text in (
            (_("Use for"), code.include),
            (_("Not for"), code.exclude),
            (_("Standards"), "; ".join(code.standards)),
        ):
            if text:
                parts.append(f"<p><b>{escape(title)}:</b> {escape(text)}</p>")
        self._meaning.setHtml("".join(parts))

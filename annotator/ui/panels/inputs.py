# SPDX-License-Identifier: AGPL-3.0-or-later
"""The widgets one writes and chooses in: a line, a text that grows, a closed list. Know no tag."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QWheelEvent,
)  # fmt: skip
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QToolButton,
    QWidget,
)  # fmt: skip

from annotator.i18n import _
from annotator.ui.panels.vocabulary import GLYPHS, words

_PAUSE = 1200
"""Milliseconds without a key after which a text is kept."""
_MOST_LINES = 6


def leaves_undo(event: QEvent, *, undo: bool, redo: bool) -> bool:
    """Whether an undo key is the window's business because the field has nothing to undo."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if event.matches(QKeySequence.StandardKey.Undo):
        return not undo
    return event.matches(QKeySequence.StandardKey.Redo) and not redo


def offer_clearing(field: QLineEdit) -> None:
    """A button in the field that empties it, with the name that Qt does not give it."""
    field.setClearButtonEnabled(True)
    for button in field.findChildren(QToolButton):
        button.setAccessibleName(_("Clear"))


class LineField(QLineEdit):
    """A line whose own undo goes first, and the project's after that."""

    def event(self, event: QEvent) -> bool:
        """Leave an undo key alone when there is nothing to undo here."""
        if leaves_undo(event, undo=self.isUndoAvailable(), redo=self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)


class TextField(QPlainTextEdit):
    """A few lines that grow while one writes; Tab leaves.

    Signals:
        left: the writer has left, or has paused: what stands holds.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.left)
        self.textChanged.connect(self._on_text_changed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def written(self) -> str:
        """What is written, with its hard spaces, which `toPlainText` would lose."""
        raw = self.document().toRawText()
        return raw.replace("\u2029", "\n").replace("\u2028", "\n").strip()

    def event(self, event: QEvent) -> bool:
        """Leave an undo key alone when there is nothing to undo here."""
        document = self.document()
        undo, redo = document.isUndoAvailable(), document.isRedoAvailable()
        if leaves_undo(event, undo=undo, redo=redo):
            event.ignore()
            return False
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs another height."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was written holds when one leaves."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    @Slot()
    def _on_text_changed(self) -> None:
        if self.hasFocus():
            self._pause.start()
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """As high as what is written, up to some lines; beyond them it scrolls."""
        needed = max(round(self.document().size().height()), 1)
        lines = min(needed, _MOST_LINES)
        off, on = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(on if needed > lines else off)
        height = self.fontMetrics().lineSpacing() * lines + 18
        if height != self.maximumHeight():
            self.setFixedHeight(height)


class Choice(QComboBox):
    """A closed list, drawn flat; the wheel scrolls the panel and never changes a value by accident.

    Attributes:
        quiet: the value shown, when nobody has chosen it: it is drawn with less weight.
    """

    def __init__(
        self, values: tuple[str, ...], name: str, *, field: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.quiet: str | None = None
        self._field = field
        self.addItem("—", "")
        for value in values:
            self.addItem(self._said(value), value)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        said = [self.itemText(row) for row in range(self.count())]
        widest = max(self.fontMetrics().horizontalAdvance(words_) for words_ in said)
        self.view().setMinimumWidth(widest + 32)
        self.view().setAccessibleName(name)

    def _said(self, value: str) -> str:
        return f"{GLYPHS.get(value, '')} {words(value, self._field)}".strip()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel."""
        event.ignore()

    def sizeHint(self) -> QSize:
        """One line high, on the grid."""
        return QSize(super().sizeHint().width(), max(28, self.fontMetrics().height() + 10))

    def minimumSizeHint(self) -> QSize:
        """Words may be cut; they stand in full in the list."""
        return QSize(80, self.sizeHint().height())

    @property
    def value(self) -> str:
        """The value chosen."""
        return str(self.currentData() or "")

    def show_value(self, value: str) -> None:
        """Show a value; one the list does not know is added, so that nothing is hidden."""
        at = self.findData(value)
        if at < 0:
            self.addItem(self._said(value), value)
            at = self.count() - 1
        self.setCurrentIndex(at)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A flat field, the word, a small arrow; a strong edge with the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, role = self.palette(), QPalette.ColorRole
        focus = self.hasFocus()
        edge = palette.color(role.Highlight if focus else role.Dark)
        if not self.isEnabled():
            edge = palette.color(role.Mid)
        width = 2 if focus else 1
        painter.setPen(QPen(edge, width))
        painter.setBrush(palette.color(role.Base))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 4, 4)
        quiet = self.quiet is not None and self.value == self.quiet
        ink = palette.color(role.PlaceholderText if quiet or not self.value else role.Text)
        painter.setPen(ink)
        way, whole = self.layoutDirection(), self.rect()
        where = QStyle.visualRect(way, whole, whole.adjusted(8, 0, -24, 0))
        said = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, where.width()
        )
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, said)
        painter.setPen(QPen(palette.color(role.PlaceholderText), 1.5))
        rtl = way == Qt.LayoutDirection.RightToLeft
        x, y = 14.0 if rtl else self.width() - 14.0, self.height() / 2
        painter.drawPolyline([QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)])

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The running text of a draft beside its pages, for screen readers and for people who read large.

A plain text widget, because Qt tells assistive technology of its text natively. Knows no project and
no page: it shows blocks and tells what the reader does with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal, Slot
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)  # fmt: skip
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from annotator.i18n import _
from annotator.ui import theme
from annotator.ui.viewer.panel_keys import FORWARDED, for_panel
from annotator.ui.viewer.text import text_tints
from annotator.ui.viewer.text.text_setting import Setting
from annotator.ui.viewer.text.text_tints import Tint

LEAST, USUAL, MOST = 12, 16, 48
"""Sizes of the type, in points."""
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_LARGER = {Qt.Key.Key_Plus, Qt.Key.Key_Equal}


class TextPane(QPlainTextEdit):
    """Text to read and to select, never to change.

    Signals:
        scrolled: the reader went elsewhere.
        caret_moved: the reader moved the caret or selected something.
        clicked: position in the document, when nothing was selected by it.
        key_forwarded: a key that belongs to the tagging panel while text is selected.
        let_go_requested: Escape.
        size_changed: of the type, in points.
    """

    scrolled = Signal()
    caret_moved = Signal()
    clicked = Signal(int)
    key_forwarded = Signal(QKeyEvent)
    let_go_requested = Signal()
    size_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("text")
        self.setAccessibleName(_("Text of the draft"))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        by = Qt.TextInteractionFlag
        self.setTextInteractionFlags(by.TextSelectableByMouse | by.TextSelectableByKeyboard)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setMinimumWidth(120)
        self.tints: Callable[[QTextBlock], list[Tint]] = _no_tints
        self.quote: Callable[[], str] = str
        self.colours = theme.LIGHT
        self._setting = Setting(self)
        self.document().setDocumentLayout(self._setting)
        self._quiet = 0
        self.size_ = USUAL
        self.set_size(USUAL)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.cursorPositionChanged.connect(self._on_caret)
        self.selectionChanged.connect(self._on_caret)

    # -- look ----------------------------------------------------------------------------------

    def set_size(self, points: int) -> None:
        """Type of another size; the place stays."""
        self.size_ = min(max(points, LEAST), MOST)
        with self.place_kept():
            self.setFont(theme.serif(self.size_))
            self.setCursorWidth(max(2, self.size_ // 8))
            self._set_anew()

    def set_colours(self, colours: theme.Colours) -> None:
        """Another palette."""
        self.colours = colours
        palette = theme.palette(colours)
        palette.setColor(QPalette.ColorRole.PlaceholderText, palette.placeholderText().color())
        self.setPalette(palette)
        self.viewport().update()

    def _set_anew(self) -> None:
        block = self.document().firstBlock()
        while block.isValid():
            if block.layout().lineCount():
                block.clearLayout()
                block.setLineCount(1)
            block = block.next()
        self._setting.requestUpdate()
        self._setting.tell_size()

    # -- place ---------------------------------------------------------------------------------

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """What happens inside was not the reader's doing: no signal tells of it."""
        self._quiet += 1
        try:
            yield
        finally:
            self._quiet -= 1

    @contextmanager
    def place_kept(self, moved: Callable[[int], int] | None = None) -> Iterator[None]:
        """Whatever is put in above or set anew, the same words stay at the top.

        Args:
            moved: from a block's number before to its number after; None where none changes.
        """
        block, at = self.top()
        number, into = block.blockNumber(), at
        known = block.userState() > 0
        with self.quietly():
            yield
            after = number if moved is None else moved(number)
            kept = self.document().findBlockByNumber(after)
            if known and kept.isValid():
                self.show_at_top(kept, into if kept.length() > into else 0)

    def top(self) -> tuple[QTextBlock, int]:
        """The block at the top of the view and the place in it where its first line seen begins."""
        block = self.firstVisibleBlock()
        into = self.verticalScrollBar().value() - block.firstLineNumber()
        layout = block.layout()
        if not 0 <= into < layout.lineCount():
            return block, 0
        return block, layout.lineAt(into).textStart()

    def show_at_top(self, block: QTextBlock, at: int) -> None:
        """Scroll so that a place of a block stands at the top."""
        self._setting.blockBoundingRect(block)
        line = block.layout().lineForTextPosition(at)
        wanted = block.firstLineNumber() + (line.lineNumber() if line.isValid() else 0)
        if wanted > self.verticalScrollBar().maximum():
            self._setting.tell_size()
        self.verticalScrollBar().setValue(wanted)

    def select(self, anchor: int, position: int) -> None:
        """Select from one position of the document to another, and bring the end into sight."""
        cursor = self.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        with self.quietly():
            self.setTextCursor(cursor)

    def blocks_in_sight(self) -> Iterator[tuple[QTextBlock, float]]:
        """Blocks that show, with the height of each one's top in the viewport."""
        block = self.firstVisibleBlock()
        if not block.isValid():
            return
        y = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and y < self.viewport().height():
            yield block, y
            y += self._setting.blockBoundingRect(block).height()
            block = block.next()

    @Slot()
    def _on_scrolled(self) -> None:
        if not self._quiet:
            self.scrolled.emit()

    @Slot()
    def _on_caret(self) -> None:
        if not self._quiet:
            self.caret_moved.emit()

    # -- events of Qt --------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tints below the text, underlines with them."""
        painter = QPainter(self.viewport())
        for block, y in self.blocks_in_sight():
            text_tints.paint(
                painter, block, y, self.tints(block), self.colours, unit=self.size_ / USUAL
            )
        painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The same words stay at the top."""
        with self.place_kept():
            super().resizeEvent(event)
            if event.size().width() != event.oldSize().width():
                self._set_anew()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Larger or smaller with Ctrl."""
        if event.modifiers() & _CTRL:
            self._resize_to(self._step(1 if event.angleDelta().y() > 0 else -1))
            event.accept()
        else:
            super().wheelEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keys that mean something here are not the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._size_wanted(event) is not None:
                event.accept()
                return True
            if event.matches(QKeySequence.StandardKey.SelectAll):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Another size, letters for the code field, Escape; all else moves the caret."""
        wanted = self._size_wanted(event)
        if wanted is not None:
            self._resize_to(wanted)
        elif event.key() == Qt.Key.Key_Escape:
            self.let_go_requested.emit()
        elif self.textCursor().hasSelection() and _for_panel(event):
            self.key_forwarded.emit(event)
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click that selected nothing may mean a passage."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.clicked.emit(self.cursorForPosition(event.position().toPoint()).position())

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied is the quote, as everywhere."""
        data = QMimeData()
        data.setText(self.quote())
        return data

    def _size_wanted(self, event: QKeyEvent) -> int | None:
        if not event.modifiers() & _CTRL or event.modifiers() & _ALT:
            return None
        key = Qt.Key(event.key())
        if key in _LARGER:
            return self._step(1)
        if key == Qt.Key.Key_Minus:
            return self._step(-1)
        return USUAL if key == Qt.Key.Key_0 else None

    def _step(self, step: int) -> int:
        return self.size_ + step * max(1, round(self.size_ / 10))

    @Slot()
    def larger(self) -> None:
        """Type a step larger."""
        self._resize_to(self._step(1))

    @Slot()
    def smaller(self) -> None:
        """Type a step smaller."""
        self._resize_to(self._step(-1))

    def _resize_to(self, points: int) -> None:
        self.set_size(points)
        self.size_changed.emit(self.size_)


def _for_panel(event: QKeyEvent) -> bool:
    """As on the page; with Shift arrows go on selecting."""
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and event.key() in FORWARDED:
        return False
    return for_panel(event)


def _no_tints(_block: QTextBlock) -> list[Tint]:
    return []

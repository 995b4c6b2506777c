# SPDX-License-Identifier: AGPL-3.0-or-later
"""Comments on a passage: what was said, by whom and when, and a field to answer. Changes nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from annotator.i18n import _
from annotator.ui.models.passage_list import Who
from annotator.ui.panels.inputs import TextField
from annotator.ui.panels.vocabulary import when

if TYPE_CHECKING:
    from annotator.domain.comment import Comment

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class CommentItem(QWidget):
    """One comment; the reviewer's own can be rewritten in place and deleted.

    Signals:
        edited: uid and the new text.
        delete_requested: uid.
    """

    edited = Signal(str, str)
    delete_requested = Signal(str)

    def __init__(self, comment: Comment, who: Who) -> None:
        super().__init__()
        self._comment = comment
        self._told = ""  # the text last asked for, until it is read back
        self._head = QLabel()
        self._head.setProperty("quiet", True)
        self._head.setTextFormat(Qt.TextFormat.PlainText)
        self._head.setWordWrap(True)
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._editor = TextField()
        self._editor.setAccessibleName(_("Comment"))
        self._editor.setAccessibleDescription(_("Ctrl+Enter keeps it, Escape leaves it as it was"))
        self._editor.installEventFilter(self)
        self._editor.left.connect(self._on_left)
        self._editor.hide()
        self._edit, self._delete = _quiet(_("Edit")), _quiet(_("Delete"))
        self._edit.clicked.connect(self._on_edit)
        self._delete.clicked.connect(self._on_delete)
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._head, 1)
        head.addWidget(self._edit)
        head.addWidget(self._delete)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._text)
        column.addWidget(self._editor)
        self.show_comment(comment, who)

    @property
    def words(self) -> str:
        """Who and when, and what, as shown."""
        return f"{self._head.text()}\n{self._text.text()}"

    def show_comment(self, comment: Comment, who: Who) -> None:
        """The comment may have changed."""
        if comment.text != self._comment.text:
            self._told = ""
        self._comment = comment
        own = comment.reviewer in who.mine
        said = [who.name(comment.reviewer), when(comment.created_utc)]
        if comment.edited_by and comment.edited_by != comment.reviewer:
            said.append(_("edited by {who}").format(who=who.name(comment.edited_by)))
        self._head.setText(" · ".join(filter(None, said)))
        self._text.setText(comment.text)
        for button, says in ((self._edit, _("Edit comment")), (self._delete, _("Delete comment"))):
            button.setVisible(own)
            button.setAccessibleName(f"{says}: {comment.text[:40]}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter keeps what is written, Escape throws it away."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if _is_control_enter(event):
                self._keep()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._close()
                self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def finish(self) -> None:
        """Take over what is still being written."""
        if not self._editor.isHidden():
            self._commit()
            self._close()

    def reopen(self, text: str) -> None:
        """Other words could not be kept: they stand in the editor again."""
        self._told = ""
        self._open(text)

    @Slot()
    def _on_edit(self) -> None:
        if self._editor.isHidden():
            self._open(self._comment.text)
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._keep()

    @Slot()
    def _on_delete(self) -> None:
        self.delete_requested.emit(self._comment.uid)

    @Slot()
    def _on_left(self) -> None:
        """What is written holds when one leaves; a pause is none, so that Escape can take it back."""
        if not self._editor.hasFocus() and not self._editor.isHidden():
            self._commit()

    def _open(self, text: str) -> None:
        self._editor.setPlainText(text)
        self._editor.moveCursor(QTextCursor.MoveOperation.End)
        self._text.hide()
        self._editor.show()
        self._edit.setText(_("Keep"))

    def _keep(self) -> None:
        self._commit()
        self._close()
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _commit(self) -> None:
        written = self._editor.written()
        if written and written != (self._told or self._comment.text):
            self._told = written
            self.edited.emit(self._comment.uid, written)

    def _close(self) -> None:
        self._editor.setPlainText(self._told or self._comment.text)  # hiding it is leaving it
        self._editor.hide()
        self._text.show()
        self._edit.setText(_("Edit"))


class CommentList(QWidget):
    """Comments of one passage, oldest first, and a field for the next. What is half written is kept.

    Signals:
        added: the text of a new comment.
        edited: uid and text.
        delete_requested: uid.
    """

    added = Signal(str)
    edited = Signal(str, str)
    delete_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about = ""
        self._half_written: dict[str, str] = {}
        self._unkept: dict[str, str] = {}
        self._items: dict[str, CommentItem] = {}
        head = QLabel(_("Comments"))
        head.setProperty("head", True)
        self.field = TextField()
        self.field.setPlaceholderText(_("Write a comment, Ctrl+Enter adds it"))
        self.field.setAccessibleName(_("New comment"))
        self.field.setAccessibleDescription(_("Ctrl+Enter adds it"))
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._on_written)
        self._add = QPushButton(_("Add comment"))
        self._add.clicked.connect(self._on_add)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(8)
        column.addWidget(head)
        column.addLayout(self._list)
        column.addWidget(self.field)
        column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeading)
        self._on_written()

    def show_comments(self, about: str, comments: Sequence[Comment], who: Who) -> None:
        """Show the comments on a passage; items that are still there stay, with the focus in them."""
        if about != self._about:
            self._half_written[self._about] = self.field.written()
            self._about = about
            self.field.setPlainText(self._half_written.pop(about, ""))
        for uid in set(self._items) - {comment.uid for comment in comments}:
            item = self._items.pop(uid)
            self._list.removeWidget(item)
            item.blockSignals(True)  # the comment is gone, and what is being written in it with it
            item.hide()
            item.deleteLater()
        for place, comment in enumerate(comments):
            known = self._items.get(comment.uid)
            if known is not None:
                known.show_comment(comment, who)
                continue
            item = CommentItem(comment, who)
            item.edited.connect(self.edited)
            item.delete_requested.connect(self.delete_requested)
            self._items[comment.uid] = item
            self._list.insertWidget(place, item)
            if comment.uid in self._unkept:
                item.reopen(self._unkept.pop(comment.uid))

    def finish(self) -> None:
        """Take over the comments that are being rewritten; a new one waits for its passage."""
        for item in self._items.values():
            item.finish()

    def take_half_written(self) -> dict[str, str]:
        """New comments that nobody has added yet, by passage; they do not wait here any longer."""
        found = {**self._half_written, self._about: self.field.written()}
        self._half_written.clear()
        self.field.clear()
        return {about: text for about, text in found.items() if about and text}

    def give_back_edit(self, uid: str, text: str) -> None:
        """A comment could not be rewritten: its editor says so again, now or when it is shown."""
        if uid in self._items:
            self._items[uid].reopen(text)
        else:
            self._unkept[uid] = text

    def give_back(self, about: str, text: str) -> None:
        """A comment could not be kept: its words stand in the field again."""
        if about != self._about:
            self._half_written[about] = text
        elif not self.field.written():
            self.field.setPlainText(text)

    def set_read_only(self, on: bool) -> None:
        """Whether comments can only be read."""
        self.field.setHidden(on)
        self.setEnabled(not on)

    def items(self) -> list[CommentItem]:
        """The comments shown, oldest first."""
        found = (self._list.itemAt(n) for n in range(self._list.count()))
        shown = [item.widget() for item in found if item is not None]
        return [widget for widget in shown if isinstance(widget, CommentItem)]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter adds."""
        is_key = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if is_key and isinstance(event, QKeyEvent) and _is_control_enter(event):
            self._on_add()
            return True
        return super().eventFilter(watched, event)

    @Slot()
    def _on_written(self) -> None:
        self._add.setVisible(bool(self.field.written()))

    @Slot()
    def _on_add(self) -> None:
        written = self.field.written()
        if written:
            self.added.emit(written)
            self.field.clear()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)


def _is_control_enter(event: QKeyEvent) -> bool:
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return control and event.key() in _ENTER


def _quiet(words: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName("quiet")
    button.setText(words)
    button.setFixedHeight(24)
    return button

# SPDX-License-Identifier: AGPL-3.0-or-later
"""One passage that waits: old and new words, why, and what can be said of it. Asks; decides nothing."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from annotator.domain.carried_words import reason_sentence
from annotator.domain.codebook import Code
from annotator.i18n import _
from annotator.ui.models.queue_list import QueueRow
from annotator.ui.panels.answer_button import AnswerButton
from annotator.ui.panels.flow import FlowLayout
from annotator.ui.panels.inputs import LineField
from annotator.ui.panels.one_line import OneLine
from annotator.ui.panels.queue_words import (
    already_said,
    place_of,
    suggestion,
    verdict_name,
    where,
)
from annotator.ui.panels.redline_view import RedlineText
from annotator.ui.quiet_button import quiet_button

_WITH_REASON, _WITH_CLOSING, _WITH_ACCEPTING = 164, 136, 100
"""Heights in logical pixels from which these lines show."""
_LEFT, _RIGHT = 16, 12
ANSWERS = (
    "queue.accept", "queue.accept_narrowed", "queue.accept_worsened", "queue.adjust",
    "queue.taken_up", "queue.narrowed", "queue.worsened", "queue.dropped", "queue.skip",
)  # fmt: skip
"""Commands, in the order of the digits that give them."""
ALREADY, ALREADY_KEY = "queue.already", "T"
"""What is tagged there already goes on as that; the command, and its key in the list."""
ACCEPTING = {
    "queue.accept": "accepted", "queue.accept_narrowed": "narrowed", "queue.accept_worsened": "worsened",
}  # fmt: skip
"""What of `carried.OUTCOMES` they say."""
CLOSING = {
    "queue.taken_up": "taken_up", "queue.narrowed": "narrowed", "queue.worsened": "worsened",
    "queue.dropped": "dropped",
}  # fmt: skip


class NoteField(LineField):
    """Why one decides so; Escape and Enter go back to the rows.

    Signals:
        left: back to the rows.
    """

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Escape leave."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class QueueDetail(QWidget):
    """Beside the rows.

    Args:
        actions: commands by id.

    Signals:
        show_old_requested: its words in the older draft are wanted.
        left: Enter or Escape in the note.
    """

    show_old_requested = Signal()
    left = Signal()

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._passage = self._suggested = ""
        self._near = False
        self._what, self._where = QLabel(), OneLine()
        self._what.setTextFormat(Qt.TextFormat.PlainText)
        font = self._what.font()
        font.setWeight(font.Weight.DemiBold)
        self._what.setFont(font)
        self._why = OneLine()
        self._hint = QLabel()
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setWordWrap(True)
        self._hint.setObjectName("suggestion")
        self.closed = QLabel(
            _("This project is open for reading only: nothing can be decided here.")
        )
        self.closed.setWordWrap(True)
        self.closed.hide()
        self.show_old = quiet_button("", goes=True)
        self.show_old.clicked.connect(self.show_old_requested)
        self.redline = RedlineText()
        self.note = NoteField()
        self.note.setPlaceholderText(_("Note, if you like"))
        self.note.setAccessibleName(_("Note on what you decide"))
        self.note.setMinimumWidth(96)
        self.note.setMaximumWidth(280)
        self.note.left.connect(self.left)
        short = (
            _("Accept"), _("Accept, narrowed"), _("Accept, worsened"), _("Adjust"),
            _("taken up"), _("narrowed"), _("worsened"), _("dropped"), _("Skip"),
        )  # fmt: skip
        self.answers = {
            name: AnswerButton(actions[name], words, digit)
            for digit, (name, words) in enumerate(zip(ANSWERS, short, strict=True), 1)
        }
        self.already = AnswerButton(actions[ALREADY], _("Close as already tagged"), ALREADY_KEY)
        self._arrange()

    def _arrange(self) -> None:
        head, why = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._what)
        head.addWidget(self._where, 1)
        head.addWidget(self.show_old)
        why.addWidget(self._why, 1)
        hint = QHBoxLayout()
        hint.setSpacing(10)
        hint.addWidget(self._hint, 1)
        hint.addWidget(self.already)
        self._accept, self._close = accept, close = _Line(""), _Line(_("Close as:"))
        for name, button in self.answers.items():
            (close if name in CLOSING else accept).add(button)
        close.add(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(_LEFT, 4, _RIGHT, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(why)
        column.addWidget(self.redline, 1)
        column.addLayout(hint)
        column.addWidget(self.closed)
        column.addWidget(accept)
        column.addWidget(close)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low drawer the words come before the reason, and both before the buttons: keys do."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        height, hint = self.height(), 0
        if not self._hint.isHidden():
            beside = 0 if self.already.isHidden() else self.already.sizeHint().width() + 10
            free = self.width() - _LEFT - _RIGHT - beside
            hint = self._hint.heightForWidth(max(free, 1)) + 4
        width = max(self.width() - _LEFT - _RIGHT, 1)
        more = sum(max(line.more_lines(width), 0) for line in (self._accept, self._close))
        self._why.setVisible(height >= _WITH_REASON + hint + more)
        self._close.setVisible(height >= _WITH_CLOSING)
        self._accept.setVisible(height >= _WITH_ACCEPTING)

    def show_row(self, row: QueueRow, codes: Mapping[str, Code], older: str) -> None:
        """Show what waits; what was being noted of another is forgotten."""
        item, passage = row.item, row.passage
        if item is None or passage is None:
            return
        name = verdict_name(item.verdict)
        self._what.setText(f"{name[:1].upper()}{name[1:]}")
        letters = ", ".join(chip.said for chip in row.chips)
        self._where.say(" · ".join(filter(None, (where(item), place_of(row), letters, row.who))))
        why = reason_sentence(item)
        if item.anchor is None and item.reason != "area" and not item.near:
            why += " " + _("No place is proposed.")
        self._why.say(why)
        self.redline.show_words(
            item.quote_from, item.quote_to, gone=item.verdict == "gone", before=item.before,
            after=item.after,
        )  # fmt: skip
        hints = already_said(row), suggestion(item, passage, codes)
        self._suggested = "\n".join(filter(None, hints))
        self._near = row.already is not None and not row.already.whole
        self.already.setVisible(self._near)
        self._say(self._suggested)
        self.show_old.setText(_("Show in {draft}").format(draft=older))
        self.show_old.setAccessibleName(_("Show the old words in {draft}").format(draft=older))
        if passage.uid != self._passage:
            self._passage = passage.uid
            self.note.clear()

    def set_read_only(self, on: bool) -> None:
        """Whether nothing can be decided, because the project can only be read."""
        self.closed.setVisible(on)
        self.note.setReadOnly(on)

    def show_keys(self, *, on: bool) -> None:
        """Whether digits and letters answer here now: else no button shows one."""
        for button in (*self.answers.values(), self.already):
            button.show_key(on=on)

    def say_accept(self, *, selected: bool, adjusting: bool = False) -> None:
        """Whether other words are selected, which accepting takes, and whether the keys are the page's."""
        self.answers["queue.accept"].say(_("Accept here") if selected else _("Accept"))
        said = self._suggested
        self.already.setVisible(self._near and not adjusting)
        if adjusting:
            said = _(
                "Select on the page what it is about now. Enter there accepts it, Escape goes back."
            )
        self._say(said)

    def _say(self, said: str) -> None:
        self._hint.setText(said)
        self._hint.setVisible(bool(said))
        self._fit()


class _Line(QWidget):
    """Words, and buttons that go on in the next line where there is no room."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._flow = FlowLayout(self)
        if words:
            label = QLabel(words)
            label.setProperty("quiet", True)
            label.setMinimumHeight(26)
            self.add(label)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def more_lines(self, width: int) -> int:
        """Pixels beyond a single line that it takes at a width."""
        return self._flow.heightForWidth(width) - self._flow.heightForWidth(1 << 20)

    def add(self, widget: QWidget) -> None:
        """One more."""
        self._flow.addWidget(widget)

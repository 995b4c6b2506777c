# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tags the selected words: quote, codes by typing, what a code means, the tag's fields.

Asks for the tag and never makes it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QSizePolicy,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from annotator.domain.area import Whole
from annotator.domain.codebook import Code
from annotator.domain.tag import DEFAULTS, WHOLE_PROVISION
from annotator.i18n import _
from annotator.ui.hairline import hairline
from annotator.ui.models.area_shown import AreaShown
from annotator.ui.panels.begun_tags import Begun, BegunTags, Taggable
from annotator.ui.panels.chips import ChipRow
from annotator.ui.panels.code_field import CodePicker
from annotator.ui.panels.code_meaning import meaning_html
from annotator.ui.panels.fields_scroll import FieldsScroll
from annotator.ui.panels.inputs import TextField
from annotator.ui.panels.made_fields import MadeFields
from annotator.ui.panels.queue_keys import CODES, PAGE
from annotator.ui.panels.quote import Quote
from annotator.ui.panels.tagging_advice import advice

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_LEAST_CODES = 152


class TaggingPanel(QWidget):
    """Follows the selection.

    Signals:
        tag_requested: uids of the codes and the fields as a dict; all in one action.
        let_go_requested: Escape.
    """

    tag_requested = Signal(list, dict)
    let_go_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._where = QLabel()
        self._where.setProperty("quiet", True)
        self._where.setWordWrap(True)
        self._where.setTextFormat(Qt.TextFormat.PlainText)
        self._quote = Quote()
        self.closed = QLabel(_("This project is open for reading only: nothing can be tagged."))
        self.closed.setWordWrap(True)
        self.closed.hide()
        self.chips = ChipRow()
        self.picker = CodePicker(gathers=True)
        self.model, self.field, self.list = self.picker.model, self.picker.field, self.picker.list
        self._invites, self._elsewhere = _("Type a code or a word, Enter tags"), CODES
        self.field.setPlaceholderText(self._invites)
        self.field.setAccessibleDescription(
            _("Filters the codebook. Enter tags the selection, Shift+Enter gathers several codes.")
        )
        self.picker.setMinimumHeight(_LEAST_CODES)
        self.picker.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        self._hint.setProperty("quiet", True)
        self._meaning = QTextBrowser()
        self._meaning.setFrameShape(QFrame.Shape.NoFrame)
        self._meaning.setOpenLinks(False)
        self._meaning.setAccessibleName(_("What the code means"))
        self._meaning.document().setDocumentMargin(0)
        self._meaning.setMinimumHeight(40)
        self._meaning.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._line = hairline()
        self._begun, self._shown = BegunTags(), Begun()
        self._words: Taggable | None = None
        self.fields = MadeFields()
        self.fields.show_values(DEFAULTS)
        self._arrange()
        self._wire()

    def _arrange(self) -> None:
        column, self._scroll = QVBoxLayout(self), FieldsScroll(self.fields)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        parts: tuple[tuple[QWidget, int], ...] = (
            (self._where, 0), (self._quote, 0), (self.closed, 0), (self.chips, 0),
            (self.picker, 3), (self._hint, 0), (self._line, 0), (self._meaning, 1),
            (hairline(), 0), (self._scroll, 0),
        )  # fmt: skip
        for part, stretch in parts:
            column.addWidget(part, stretch)
        self.picker.list.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # arrows in the field move in it
        self._explain(None)

    def order_stops(self) -> None:
        """From the code to the fields, what is only read last; once the panel is in its window."""
        for before, after in pairwise(
            (self.field, *self.fields.stops(), self._meaning, self._quote)
        ):
            QWidget.setTabOrder(before, after)

    def _wire(self) -> None:
        for part in self.fields.parts():
            part.installEventFilter(self)
        picker = self.picker
        picker.chosen.connect(self.apply)
        picker.gathered.connect(self._on_gathered)
        picker.digit_typed.connect(self._on_digit)
        picker.emptied.connect(self.chips.take_back)
        picker.given_up.connect(self.let_go_requested)
        picker.current_changed.connect(self._explain)
        self.chips.changed.connect(self._on_gathered_changed)

    # -- from outside ------------------------------------------------------------------------

    def set_codes(self, codes: Sequence[Code], recent: Sequence[str]) -> None:
        """Another codebook, or other codes used lately."""
        self.picker.set_codes(codes, recent)

    def set_read_only(self, on: bool) -> None:
        """Whether nothing can be tagged here, and why."""
        self.closed.setVisible(on)
        for part in (self.picker, self.chips):
            part.setEnabled(not on)
        self.fields.set_read_only(on)

    def turn_to(self, words: Taggable | None, *, extended: bool) -> None:
        """Other words are selected, or none. What was written for the last ones is kept with them,
        and goes along where they were extended while one wrote.

        Args:
            words: what is selected, None for nothing.
            extended: whether the selection began where it did before.
        """
        made_here = self.fields.made and words is not None and words.same_place(self._words)
        if made_here or words == self._words:
            self._words = words
            return
        self.fields.leave_made()
        said = self._said()
        goes_along = extended and words is not None and self._words is not None
        if not goes_along or said == self._shown:
            self._begun.keep(self._words, said)
            self._words = words
            self._show(self._begun.take(words))
        self._words = words

    def show_selection(self, where: str, quote: str, area: AreaShown | None = None) -> None:
        """The selection is another one."""
        self._where.setText(where)
        if area is None:
            self._quote.show_quote(quote)
        else:
            self._quote.show_area(area)
        self.fields.show_quote(quote)

    @property
    def asking(self) -> bool:
        """Whether a tag was asked for of which nothing was heard yet."""
        return self._begun.asking

    def asked(self, letters: str) -> None:
        """A tag is being made: ready for the next code, on the same words or on others."""
        self.fields.leave_made()
        said, code = self._said(), self.picker.code()
        self._begun.ask(letters, self._words, replace(said, typed=code.id) if code else said)
        self._show(Begun())

    def say_holder(self, holder: str) -> None:
        """Whether digits answer the queue instead, and with them Enter on the page; see `queue_keys`."""
        self._elsewhere = holder
        invites = _("Enter takes this place") if holder == PAGE else self._invites
        self.field.setPlaceholderText(invites)
        self.model.show_digits(on=not holder)
        self._hint.setText(self._advice(self.picker.code()))

    def tagged(self, letters: str, _lacks: object, tags: Collection[str]) -> None:
        """Tags are made. What is said here from now on is theirs, until something else is begun."""
        asked = self._begun.made(letters)
        begun = self.field.text() or self.chips.uids()
        if asked and asked.words and asked.words.same_place(self._words) and not begun:
            self.fields.belong_to(tags, letters, asked.begun.fields)
            self._explain(None)

    def give_back(self) -> None:
        """What was asked for was not made: it stands here again, or waits for its words."""
        self._begun.refused()
        if self._said() == Begun():
            self._show(self._begun.take(self._words))

    def arm(self, *, armed: bool) -> None:
        """Show that letters typed on the page come here."""
        if armed != self.field.property("armed"):
            self.field.setProperty("armed", armed)
            self.field.style().unpolish(self.field)
            self.field.style().polish(self.field)

    def take_key(self, event: QKeyEvent) -> None:
        """A key typed on the page while words are selected."""
        if self.picker.isEnabled() and not self.picker.take_key(event):
            self.picker.write(event)

    @Slot()
    def apply(self) -> None:
        """Ask for the codes gathered and the one highlighted, on the selected words."""
        code = self.picker.code()
        uids = [*self.chips.uids(), *([code.uid] if code else ())]
        if code is None and self.field.text().strip():
            self._explain(None)
        elif uids:
            self.tag_requested.emit(list(dict.fromkeys(uids)), self.fields.asserted())
        elif self.fields.made:
            self.fields.finish()
        else:
            self._hint.setText(_("Type a code or choose one; then Enter tags."))

    # -- inside ------------------------------------------------------------------------------

    def _said(self) -> Begun:
        """What is written here."""
        return Begun(self.field.text(), tuple(self.chips.codes()), self.fields.asserted())

    def _show(self, begun: Begun) -> None:
        self.chips.clear()
        self.picker.begin()
        for code in begun.codes:
            self.chips.add(code)
        if begun.typed:
            self.field.setText(begun.typed)
        whole = isinstance(self._words.what if self._words else None, Whole)
        defaults = WHOLE_PROVISION if whole else DEFAULTS
        self.fields.begin_with(defaults)
        self.fields.show_values({**defaults, **begun.fields}, even_focused=True)
        self._shown = begun

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in a field tags (Ctrl+Enter in a text); Escape lets go."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.key() in _ENTER and (control or not isinstance(watched, TextField)):
                self.apply()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.let_go_requested.emit()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter tags wherever the focus is in the panel."""
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.apply()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_gathered(self) -> None:
        code = self.picker.code()
        if code is not None:
            self.chips.add(code)
            self.picker.begin()

    @Slot()
    def _on_gathered_changed(self) -> None:
        self._explain(self.picker.code())

    @Slot(str)
    def _on_digit(self, uid: str) -> None:
        self.tag_requested.emit(
            list(dict.fromkeys([*self.chips.uids(), uid])), self.fields.asserted()
        )

    @Slot(object)
    def _explain(self, code: Code | None) -> None:
        if self.field.text() or self.chips.uids():
            self.fields.leave_made()
        self._hint.setText(self._advice(code))
        self._meaning.setVisible(code is not None)
        self._line.setVisible(code is not None)
        if code is not None:
            self._meaning.setHtml(meaning_html(code))

    def _advice(self, code: Code | None) -> str:
        return advice(
            taken=self._elsewhere == PAGE, fits=code is not None, typed=bool(self.field.text().strip()),
            gathered=bool(self.chips.uids()), made=self.fields.letters if self.fields.made else "",
            quick=self.model.quick(1) is not None and not self._elsewhere,
        )  # fmt: skip

# SPDX-License-Identifier: AGPL-3.0-or-later
"""One tag of a passage: its code, which can be changed, who made it, its fields. Changes nothing itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from annotator.domain.codebook import Code
from annotator.domain.tag import FIELDS, Tag
from annotator.i18n import _
from annotator.ui.hairline import hairline
from annotator.ui.models.passage_list import Who
from annotator.ui.panels.chips import ChipButton
from annotator.ui.panels.code_field import CodePicker
from annotator.ui.panels.fields import FieldsEditor

_HEAD = 24
_PICKER = 264


class TagCard(QWidget):
    """One tag.

    Attributes:
        own: whether it is the reviewer's who looks.

    Signals:
        changed: tag uid, field, value.
        confirmed: tag uid, and what was proposed and is taken over, by field.
        delete_requested: tag uid.
        codes_wanted: the list of codes is wanted; answer with `offer_codes`.
    """

    changed = Signal(str, str, str)
    confirmed = Signal(str, object)
    delete_requested = Signal(str)
    codes_wanted = Signal()

    def __init__(self, tag: Tag, code: Code, *, own: bool, who: Who) -> None:
        super().__init__()
        self._tag = tag
        self.own = own
        self._line = hairline()
        self._name = QLabel()
        self._name.setWordWrap(True)
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        gap = max(0, (_HEAD - self._name.fontMetrics().lineSpacing()) // 2)
        self._name.setContentsMargins(0, gap, 0, 0)  # its first line stands level with the chip
        self._chip = ChipButton(code, "", sign="open", own=own)
        self._chip.clicked.connect(self._on_chip)
        self._remove = QToolButton()
        self._remove.setObjectName("quiet")
        self._remove.setText(_("Delete"))
        self._remove.setFixedHeight(_HEAD)
        self._remove.clicked.connect(self._on_delete)
        self._by = QLabel()
        self._by.setProperty("quiet", True)
        self._by.setWordWrap(True)
        self._by.setTextFormat(Qt.TextFormat.PlainText)
        self.picker = CodePicker()
        self.picker.field.setPlaceholderText(_("Another code, Enter takes it"))
        self.picker.setFixedHeight(_PICKER)
        self.picker.hide()
        self.picker.chosen.connect(self._on_chosen)
        self.picker.digit_typed.connect(self._take)
        self.picker.given_up.connect(self._on_given_up)
        self.fields = FieldsEditor()
        self.fields.changed.connect(self._on_changed)
        self.fields.confirmed.connect(self._on_confirmed)
        self._arrange()
        self.show_tag(tag, code, who)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._name, 1)
        head.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(8)
        column.addWidget(self._line)
        column.addLayout(head)
        column.addWidget(self._by)
        column.addWidget(self.picker)
        column.addWidget(self.fields)

    def show_tag(self, tag: Tag, code: Code, who: Who) -> None:
        """The tag's fields or its code may have changed."""
        self._tag = tag
        against = [] if tag.stands else [_("decided against")]
        self._chip.show_code(code, struck=not tag.stands)
        self._name.setText(code.name)
        self._name.setProperty("struck", not tag.stands)
        self._name.style().polish(self._name)
        said = _("Code {code} {name}: press to choose another").format(
            code=code.id, name=", ".join((code.name, *against))
        )
        self._chip.setAccessibleName(said)
        self._chip.setToolTip(_("Choose another code"))
        self._remove.setAccessibleName(_("Delete tag {code}").format(code=code.id))
        self.setAccessibleName(", ".join((f"{code.id} {code.name}", *against)))
        by = []
        if not self.own:
            by.append(_("by {reviewer}").format(reviewer=who.name(tag.reviewer)))
        if tag.edited_by and tag.edited_by != tag.reviewer:
            by.append(_("edited by {who}").format(who=who.name(tag.edited_by)))
        by += against
        self._by.setText(", ".join(by))
        self._by.setVisible(bool(by))
        self.fields.show_values({name: getattr(tag, name) for name in FIELDS})

    def set_first(self, *, first: bool) -> None:
        """Whether it stands at the top, where no line divides it from another."""
        self._line.setVisible(not first)

    def set_read_only(self, on: bool) -> None:
        """Whether nothing can be changed."""
        self._chip.setEnabled(not on)
        self._remove.setHidden(on)
        self.fields.set_read_only(on)
        if on:
            self.picker.hide()

    def offer_codes(self, codes: Sequence[Code], recent: Sequence[str]) -> None:
        """Show the list of codes to choose another from."""
        self.picker.set_codes(codes, recent)
        self.picker.begin()
        self.picker.show()
        self.picker.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_chip(self) -> None:
        if self.picker.isHidden():
            self.codes_wanted.emit()
        else:
            self._on_given_up()

    @Slot()
    def _on_chosen(self) -> None:
        code = self.picker.code()
        if code is not None:
            self._take(code.uid)

    @Slot(str)
    def _take(self, uid: str) -> None:
        self._on_given_up()
        if uid != self._tag.code:
            self.changed.emit(self._tag.uid, "code", uid)

    @Slot()
    def _on_given_up(self) -> None:
        self._chip.setFocus(Qt.FocusReason.OtherFocusReason)
        self.picker.hide()

    @Slot(str, str)
    def _on_changed(self, field: str, value: str) -> None:
        self.changed.emit(self._tag.uid, field, value)

    @Slot(object)
    def _on_confirmed(self, fields: Mapping[str, str]) -> None:
        self.confirmed.emit(self._tag.uid, fields)

    @Slot()
    def _on_delete(self) -> None:
        self.delete_requested.emit(self._tag.uid)

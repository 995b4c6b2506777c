# SPDX-License-Identifier: AGPL-3.0-or-later
"""Shows a passage with its tags and lets one edit or delete them. Asks, and changes nothing itself."""

from __future__ import annotations

from collections.abc import Container, Mapping

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from annotator.domain.codebook import UNKNOWN, Code
from annotator.domain.passage import Passage
from annotator.domain.tag import FIELDS, Tag
from annotator.i18n import _
from annotator.ui.delegates import CHIP_HEIGHT, chip, chip_width
from annotator.ui.panels.fields import FieldsEditor
from annotator.ui.panels.quote import Quote


class ChipLabel(QWidget):
    """A code's chip as a widget."""

    def __init__(self, code: Code) -> None:
        super().__init__()
        self._code = code
        self.setToolTip(code.name)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """As wide as the letters need."""
        return QSize(chip_width(self._code.id, self.fontMetrics()), CHIP_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip."""
        chip(QPainter(self), self.rect(), self._code.id, self._code.colour)


class TagCard(QWidget):
    """One tag: its code, who made it, its fields.

    Signals:
        changed: tag uid, field, value.
        delete_requested: tag uid.
    """

    changed = Signal(str, str, str)
    delete_requested = Signal(str)

    def __init__(self, tag: Tag, code: Code, *, own: bool, names: Mapping[str, str]) -> None:
        super().__init__()
        self._tag = tag
        self._own = own
        name = QLabel(code.name)
        name.setWordWrap(True)
        name.setTextFormat(Qt.TextFormat.PlainText)
        remove = QToolButton()
        remove.setObjectName("quiet")
        remove.setText(_("Delete"))
        remove.setAccessibleName(_("Delete tag {code}").format(code=code.id))
        remove.clicked.connect(self._on_delete)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(ChipLabel(code), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(name, 1)
        head.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        self._by = QLabel()
        self._by.setProperty("quiet", True)
        self._by.setWordWrap(True)
        self.fields = FieldsEditor()
        self.fields.changed.connect(self._on_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._by)
        column.addWidget(self.fields)
        self.setAccessibleName(f"{code.id} {code.name}")
        self.show_tag(tag, names)

    def show_tag(self, tag: Tag, names: Mapping[str, str]) -> None:
        """The tag's fields may have changed; names are by reviewer's uid."""
        self._tag = tag
        said = []
        if not self._own:
            said.append(_("by {reviewer}").format(reviewer=names.get(tag.reviewer, "?")))
        if tag.edited_by and tag.edited_by != tag.reviewer:
            said.append(_("edited by {who}").format(who=names.get(tag.edited_by, "?")))
        self._by.setText(", ".join(said))
        self._by.setVisible(bool(said))
        self.fields.show_values({name: getattr(tag, name) for name in FIELDS})

    @Slot(str, str)
    def _on_changed(self, field: str, value: str) -> None:
        self.changed.emit(self._tag.uid, field, value)

    @Slot()
    def _on_delete(self) -> None:
        self.delete_requested.emit(self._tag.uid)


class PassagePanel(QWidget):
    """The passage chosen.

    Signals:
        field_changed: tag uid, field, value.
        tag_delete_requested: tag uid.
        passage_delete_requested: passage uid.
        more_requested: passage uid: another code on the same words.
    """

    field_changed = Signal(str, str, str)
    tag_delete_requested = Signal(str)
    passage_delete_requested = Signal(str)
    more_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.passage = ""
        self._cards: dict[str, TagCard] = {}
        self._where = QLabel()
        self._where.setProperty("quiet", True)
        self._where.setTextFormat(Qt.TextFormat.PlainText)
        self._quote = Quote()
        self._body = QWidget()
        self._tags = QVBoxLayout(self._body)
        self._tags.setContentsMargins(16, 0, 16, 0)
        self._tags.setSpacing(0)
        self._tags.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._body)
        more = QPushButton(_("Add a code"))
        more.clicked.connect(self._on_more)
        remove = QPushButton(_("Delete passage"))
        remove.clicked.connect(self._on_delete)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 0, 16, 0)
        foot.addWidget(more)
        foot.addStretch(1)
        foot.addWidget(remove)
        top = QVBoxLayout()
        top.setContentsMargins(16, 0, 16, 0)
        top.addWidget(self._where)
        top.addWidget(self._quote)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(scroll, 1)
        column.addLayout(foot)

    def show_passage(
        self,
        passage: Passage,
        codes: Mapping[str, Code],
        where: str,
        *,
        mine: Container[str],
        names: Mapping[str, str],
    ) -> None:
        """Show a passage; cards of tags that are still there stay, with the focus in them."""
        self._where.setText(where)
        self._quote.show_quote(" ".join((passage.anchor.quote or passage.anchor.provision).split()))
        if passage.uid != self.passage:
            self._drop(set(self._cards))
        self.passage = passage.uid
        self._drop({uid for uid in self._cards if uid not in {tag.uid for tag in passage.tags}})
        for place, tag in enumerate(passage.tags):
            card = self._cards.get(tag.uid)
            if card is not None:
                card.show_tag(tag, names)
                continue
            code = codes.get(tag.code, UNKNOWN)
            card = TagCard(tag, code, own=tag.reviewer in mine, names=names)
            card.changed.connect(self.field_changed)
            card.delete_requested.connect(self.tag_delete_requested)
            self._cards[tag.uid] = card
            self._tags.insertWidget(place, card)

    def cards(self) -> dict[str, TagCard]:
        """Cards by tag uid."""
        return self._cards

    def finish(self) -> None:
        """Take over what is still being written, before the panel shows something else."""
        for card in self._cards.values():
            card.fields.finish()

    def focus_fields(self) -> None:
        """Go to the first field."""
        for card in self._cards.values():
            card.fields.setFocus()
            card.focusNextChild()
            return

    def _drop(self, tags: set[str]) -> None:
        for uid in tags:
            card = self._cards.pop(uid)
            self._tags.removeWidget(card)
            card.hide()
            card.deleteLater()

    @Slot()
    def _on_more(self) -> None:
        self.more_requested.emit(self.passage)

    @Slot()
    def _on_delete(self) -> None:
        self.passage_delete_requested.emit(self.passage)

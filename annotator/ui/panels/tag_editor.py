# SPDX-License-Identifier: AGPL-3.0-or-later
"""Shows a passage with its tags and comments and lets one change them. Asks, and changes nothing itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
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

from annotator.domain.area import AREA
from annotator.domain.codebook import UNKNOWN, Code
from annotator.domain.negotiation.proposing import NOTHING, Proposed
from annotator.domain.passage import Passage
from annotator.i18n import _
from annotator.ui.hairline import hairline
from annotator.ui.models.area_shown import AreaShown
from annotator.ui.models.passage_list import Who
from annotator.ui.panels.comment_list import CommentList
from annotator.ui.panels.origin_line import OriginLine
from annotator.ui.panels.quote import Quote
from annotator.ui.panels.tag_card import TagCard


class PassagePanel(QWidget):
    """The passage chosen.

    Signals:
        field_changed: tag uid, field (`code` too), value.
        confirmed: tag uid, and what was proposed and is taken over, by field.
        tag_delete_requested: tag uid.
        passage_delete_requested: passage uid.
        more_requested: passage uid: another code on the same words or area.
        ends_requested: passage uid: other words, or another area, for it.
        more_toggled: the fields that are rarely used were unfolded or folded.
        origin_requested: the passage that it was carried over from is to be shown.
    """

    field_changed = Signal(str, str, str)
    confirmed = Signal(str, object)
    tag_delete_requested = Signal(str)
    passage_delete_requested = Signal(str)
    more_requested = Signal(str)
    ends_requested = Signal(str)
    more_toggled = Signal(bool)
    origin_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.passage = ""
        self._codes: Sequence[Code] = ()
        self._recent: Sequence[str] = ()
        self._required: Sequence[str] = ()
        self._cards: dict[str, TagCard] = {}
        self._more_open = self._read_only = False
        self._proposed = NOTHING
        self._where = QLabel()
        self._where.setProperty("quiet", True)
        self._where.setTextFormat(Qt.TextFormat.PlainText)
        self._where.setWordWrap(True)
        self.origin = OriginLine()
        self.origin.clicked.connect(self.origin_requested)
        self._quote = Quote()
        self._lost = _sentence(_place_words("text")[2])
        self.closed = _sentence(
            _("This project is open for reading only: nothing can be changed here.")
        )
        self.comments = CommentList()
        self._ends = QToolButton()
        self._ends.setObjectName("quiet")
        self._ends.setText(_place_words("text")[0])  # at once, or the panel would grow later
        self._ends.clicked.connect(self._on_ends)
        self._more = QPushButton(_("Add a code"))
        self._more.clicked.connect(self._on_more)
        self._remove = QPushButton(_("Delete passage"))
        self._remove.clicked.connect(self._on_delete)
        self._arrange()

    def _arrange(self) -> None:
        body = QWidget()
        self._tags = QVBoxLayout(body)
        self._tags.setContentsMargins(16, 0, 16, 0)
        self._tags.setSpacing(0)
        self._tags.addWidget(hairline())
        self._tags.addWidget(self.comments)
        self._tags.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(body)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._where, 1)
        head.addWidget(self._ends, 0, Qt.AlignmentFlag.AlignTop)
        foot.setContentsMargins(16, 0, 16, 0)
        foot.addWidget(self._more)
        foot.addStretch(1)
        foot.addWidget(self._remove)
        top = QVBoxLayout()
        top.setContentsMargins(16, 0, 16, 0)
        top.setSpacing(4)
        top.addLayout(head)
        for part in (self.origin, self._quote, self._lost, self.closed):
            top.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._scroll, 1)
        column.addLayout(foot)

    # -- from outside ------------------------------------------------------------------------

    def set_codes(self, codes: Sequence[Code], recent: Sequence[str]) -> None:
        """The codes a tag may be changed to."""
        self._codes, self._recent = codes, recent

    def set_read_only(self, on: bool) -> None:
        """Whether nothing can be changed here, and why."""
        self._read_only = on
        self.closed.setVisible(on)
        for part in (self._ends, self._more, self._remove):
            part.setEnabled(not on)
        self.comments.set_read_only(on)
        for card in self._cards.values():
            card.set_read_only(on)

    def set_more(self, on: bool) -> None:
        """Unfold or fold the fields that are rarely used, on all cards."""
        self._more_open = on
        for card in self._cards.values():
            card.fields.set_more(on)

    def set_required(self, names: Sequence[str]) -> None:
        """Which fields the plan requires of one's own tags."""
        self._required = names
        for card in self._cards.values():
            card.fields.require(names if card.own else ())

    def show_passage(
        self, passage: Passage, codes: Mapping[str, Code], where: str, who: Who,
        area: AreaShown | None = None,
    ) -> None:  # fmt: skip
        """Show a passage; cards of tags that are still there stay, with the focus in them."""
        quote = " ".join(passage.anchor.quote.split())
        self._where.setText(where)
        if area is None:
            self._quote.show_quote(quote or passage.anchor.provision or passage.provision_title)
        else:
            self._quote.show_area(area)
        self._name_place(passage)
        if passage.uid != self.passage:
            self.finish()  # a key may have brought the next passage while one was writing
            self._drop(set(self._cards))
            self._proposed = NOTHING
            self._scroll.verticalScrollBar().setValue(0)
        self.passage = passage.uid
        self._drop({uid for uid in self._cards if uid not in {tag.uid for tag in passage.tags}})
        for place, tag in enumerate(passage.tags):
            code = codes.get(tag.code, UNKNOWN)
            card = self._cards.get(tag.uid)
            if card is None:
                card = TagCard(tag, code, own=tag.reviewer in who.mine, who=who)
                self._put(card, tag.uid, place)
            else:
                card.show_tag(tag, code, who)
            card.set_first(first=place == 0)
            card.fields.show_quote(quote)
        self.comments.show_comments(passage.uid, passage.comments, who)

    def _name_place(self, passage: Passage) -> None:
        """Words or an area: what can be done with them is called so."""
        kind = passage.anchor.kind
        change, tip, lost = _place_words(kind)
        self._ends.setText(change)
        self._ends.setToolTip(tip)
        self._lost.setText(lost)
        self._lost.setVisible(not passage.placed)
        self._ends.setVisible(kind in {"text", AREA})
        self._more.setVisible(kind == AREA or bool(passage.anchor.segments))

    def show_proposed(self, passage: str, proposed: Proposed) -> None:
        """What brackets say of a passage's words; offered on each tag that says nothing of it."""
        self._proposed = proposed if passage == self.passage else NOTHING
        for card in self._cards.values():
            card.fields.show_proposed(self._proposed)

    def take_proposed(self) -> bool:
        """Confirm it on one's own tags; whether there was anything to confirm."""
        own = [card for card in self._cards.values() if card.own]
        taken = [card.fields.take_proposed() for card in own]
        return any(taken)

    def show_origin(self, said: str, hint: str, *, goes: bool = False) -> None:
        """Where it was carried over from, "" for nowhere; see `OriginLine`."""
        self.origin.say(said, hint, goes=goes)

    def cards(self) -> dict[str, TagCard]:
        """Cards by tag uid."""
        return self._cards

    def finish(self) -> None:
        """Take over what is still being written, before the panel shows something else."""
        for card in self._cards.values():
            card.fields.finish()
        self.comments.finish()

    def forget(self) -> None:
        """The passage is deleted: what is being written on it has no place any more."""
        self._drop(set(self._cards))
        self.passage = ""

    def focus_fields(self) -> None:
        """Go to the first field of the first tag."""
        for card in self._cards.values():
            card.fields.focus_first()
            self._scroll.ensureWidgetVisible(card)
            return

    def focus_comment(self) -> None:
        """Go to the field for a comment."""
        self.comments.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._scroll.ensureWidgetVisible(self.comments.field)

    # -- inside ------------------------------------------------------------------------------

    def _put(self, card: TagCard, tag: str, place: int) -> None:
        card.changed.connect(self.field_changed)
        card.confirmed.connect(self.confirmed)
        card.delete_requested.connect(self.tag_delete_requested)
        card.codes_wanted.connect(self._on_codes_wanted)
        card.fields.more_toggled.connect(self.more_toggled)
        card.fields.set_more(self._more_open)
        card.fields.show_proposed(self._proposed)
        card.fields.require(self._required if card.own else ())
        card.set_read_only(self._read_only)
        self._cards[tag] = card
        self._tags.insertWidget(place, card)

    def _drop(self, tags: set[str]) -> None:
        for uid in tags:
            card = self._cards.pop(uid)
            card.fields.blockSignals(True)
            self._tags.removeWidget(card)
            card.hide()
            card.deleteLater()

    @Slot()
    def _on_codes_wanted(self) -> None:
        card = self.sender()
        if isinstance(card, TagCard):
            card.offer_codes(self._codes, self._recent)

    @Slot()
    def _on_more(self) -> None:
        self.more_requested.emit(self.passage)

    @Slot()
    def _on_ends(self) -> None:
        self.ends_requested.emit(self.passage)

    @Slot()
    def _on_delete(self) -> None:
        self.passage_delete_requested.emit(self.passage)


def _place_words(kind: str) -> tuple[str, str, str]:
    """How a passage's place is changed, what that does, and what is said where it is lost."""
    if kind == AREA:
        return (
            _("Change area"),
            _("Move this area, or make it larger or smaller"),
            _("This area lies on no page of this draft. Mark it anew with “Change area”."),
        )
    return (
        _("Change words"),
        _("Choose other words for this passage"),
        _("These words were not found for sure in this draft. Look for them, and choose them with "
          "“Change words”."),
    )  # fmt: skip


def _sentence(words: str) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    label.hide()
    return label

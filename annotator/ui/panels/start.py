# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands there before anything is open: the sample, files, and what one worked on lately."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from annotator.i18n import _
from annotator.ui.hairline import hairline
from annotator.ui.models.recent_list import RecentCard, RecentList
from annotator.ui.panels.recent_view import PAD, WIDEST, RecentView


class StartPage(QWidget):
    """Ways to begin.

    Signals:
        sample_requested: the sample is to be opened.
        open_requested: PDFs or a project are to be chosen.
        recent_requested: path of the project to open.
        forget_requested: path of the project to take off the list.
        clear_requested: the list is to be emptied.
    """

    sample_requested = Signal()
    open_requested = Signal()
    recent_requested = Signal(object)
    forget_requested = Signal(object)
    clear_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = RecentList(self)
        self.list = RecentView(self.model)
        self.list.index_requested.connect(self._on_index)
        self.list.forget_requested.connect(self._on_forget)
        self.sample = _button(_("Open the sample"))
        self.sample.clicked.connect(self.sample_requested)
        self.open = _button(_("Open PDFs or a project…"))
        self.open.clicked.connect(self.open_requested)
        self.clear = QToolButton()
        self.clear.setObjectName("quiet")
        self.clear.setText(_("Clear this list"))
        self.clear.clicked.connect(self.clear_requested)
        self._recents, self._hints = self._recent_part(), _hints()
        self._lay_out()
        self.set_recents(())

    def set_recents(self, cards: Sequence[RecentCard]) -> None:
        """Projects opened lately, newest first; none at the first start."""
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        row = max(self.list.currentIndex().row(), 0) if self.list.hasFocus() else -1
        self.model.set_cards(cards)
        place = min(row, len(cards) - 1) if row >= 0 else self.model.first_here()
        self.list.setCurrentIndex(self.model.index(place, 0))
        for number, card in enumerate(cards):
            if not card.here:
                self.list.setIndexWidget(self.model.index(number, 0), self._remover(card))
        some = bool(cards)
        self._recents.setVisible(some)
        self._hints.setVisible(not some)
        self.list.setMaximumHeight(self.list.sizeHint().height())
        self.list.updateGeometry()
        inner = self._recents.layout()
        if inner is not None:
            inner.invalidate()  # it remembers how high the list was
            self._recents.setMaximumHeight(inner.sizeHint().height())
        self.sample.setObjectName("" if some else "primary")
        self.sample.setDefault(not some)
        for button in (self.sample, self.open):
            button.style().unpolish(button)
            button.style().polish(button)
        self.setFocusProxy(self.list if some else self.sample)
        if had_focus:
            self.setFocus()

    # -- putting together ----------------------------------------------------------------------

    def _lay_out(self) -> None:
        title = QLabel("Treaty Annotator")
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 2)
        title.setFont(font)
        said = _quiet(_("Read drafts of a treaty, tag what concerns you, and bring together what "
                        "your team has tagged."))  # fmt: skip
        stays = _quiet(_("Everything stays on this computer. The program never uses the network."))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.sample)
        buttons.addWidget(self.open)
        buttons.addStretch(1)
        drop = _quiet(_("You can also drop files anywhere on this window."))
        column = QVBoxLayout(holder := QWidget())
        column.setContentsMargins(24, 32, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(title)
        column.addWidget(said)
        column.addSpacing(16)
        column.addLayout(buttons)
        column.addWidget(drop)
        column.addSpacing(24)
        column.addWidget(self._recents, 100)
        column.addWidget(self._hints)
        column.addStretch(3)
        column.addWidget(stays)
        holder.setMaximumWidth(WIDEST + 48)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(holder, 1000)
        row.addStretch(1)

    def _recent_part(self) -> QWidget:
        head = QLabel(_("Recent projects"))
        head.setProperty("head", True)
        top = QHBoxLayout()
        top.addWidget(head)
        top.addStretch(1)
        top.addWidget(self.clear)
        line = hairline()
        column = QVBoxLayout(part := QWidget())
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(line)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        return part

    def _remover(self, card: RecentCard) -> QWidget:
        """A button over a row whose file is gone."""
        button = QPushButton(_("Remove"))
        button.setProperty("path", str(card.path))
        button.setAccessibleName(_("Remove {title} from this list").format(title=card.title))
        button.clicked.connect(self._on_remove)
        row = QHBoxLayout(holder := QWidget())
        row.setContentsMargins(PAD, 0, 2 * PAD, 0)
        row.addStretch(1)
        row.addWidget(button)
        return holder

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The focus is shown by what holds it."""
        super().focusInEvent(event)
        self.list.viewport().update()

    # -- answers -------------------------------------------------------------------------------

    @Slot(QModelIndex)
    def _on_index(self, index: QModelIndex) -> None:
        card = self.model.card(index.row())
        if card is not None and card.here:
            self.recent_requested.emit(card.path)

    @Slot(QModelIndex)
    def _on_forget(self, index: QModelIndex) -> None:
        card = self.model.card(index.row())
        if card is not None:
            self.forget_requested.emit(card.path)

    @Slot()
    def _on_remove(self) -> None:
        button = self.sender()
        for row in range(self.model.rowCount()):
            card = self.model.card(row)
            if button is not None and card and str(card.path) == button.property("path"):
                self.forget_requested.emit(card.path)
                return


def _button(words: str) -> QPushButton:
    button = QPushButton(words)
    button.setMinimumHeight(36)
    button.setAutoDefault(True)
    return button


def _quiet(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("quiet", True)
    label.setWordWrap(True)
    return label


def _hints() -> QWidget:
    """The keys one needs first, for the first start."""
    rows = (
        (_("Shift+arrows"), _("select words, or drag over them")),
        (_("letters"), _("with words selected: find a code")),
        (_("Enter"), _("tag them with it")),
        ("Ctrl+Z", _("undo")),
    )
    holder = QWidget()
    keys = QGridLayout(holder)
    keys.setContentsMargins(0, 0, 0, 0)
    keys.setHorizontalSpacing(24)
    keys.setVerticalSpacing(8)
    keys.setColumnStretch(1, 1)
    head = QLabel(_("Tagging in four keys"))
    head.setProperty("head", True)
    keys.addWidget(head, 0, 0, 1, 2)
    for row, (key, what) in enumerate(rows, start=1):
        keys.addWidget(QLabel(key), row, 0)
        keys.addWidget(_quiet(what), row, 1)
    return holder

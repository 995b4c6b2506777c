# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asks what a team agrees on before reading: drafts, required fields, who reads what. Keeps nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableWidgetItem,
    QWidget,
)  # fmt: skip

from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.ui.dialogs.faults import Faults
from annotator.ui.dialogs.frame import FramedDialog, heading, sentence
from annotator.ui.dialogs.people_cells import PeopleCells
from annotator.ui.head_words import cut_heads

_COLUMNS, _DRAFT_COLUMNS = 4, 2
_ROWS, _HIGH, _HIGHEST = 5, 144, 112
"""Rows of people at least; pixels of their table, and of a list of boxes before it scrolls."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a team agreed on.

    Attributes:
        drafts: SHA-256 of those to be read; () for all.
        required: fields of a tag that have to be filled in.
        assigned: articles by the name of who reads them.
        blind: whether they see nobody else's work on what they have not finished.
    """

    drafts: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    assigned: Mapping[str, str] | None = None
    blind: bool = False


class PlanDialog(FramedDialog):
    """Drafts, fields and people on one page.

    Signals:
        given: an `Agreed`, and whether a start file is to be made of it.
        articles_changed: an `Agreed`: are its articles there?
    """

    given = Signal(object, bool)
    articles_changed = Signal(object)

    def __init__(
        self,
        agreed: Agreed,
        drafts: Sequence[tuple[str, str]],
        names: Sequence[str],
        *,
        fields: Mapping[str, str],
        read_only: bool,
        parent: QWidget | None = None,
    ) -> None:
        """Ask.

        Args:
            agreed: what holds now.
            drafts: SHA-256 and name of each draft that is here.
            names: of people the project knows, offered as one types.
            fields: of a tag: what each is called, by name.
            read_only: nothing can be said.
            parent: the window.
        """
        super().__init__(_("Who reads what"), parent)
        self.drafts: dict[str, QCheckBox] = {}
        self.fields = {name: QCheckBox(words) for name, words in fields.items()}
        self.people = PeopleCells(names)
        self.faults = Faults()
        self.blind = QCheckBox(_("&Nobody sees colleagues' work on a draft until they finished it"))
        self.start = QPushButton(_("Keep, and make a &start file…"))
        self._known_elsewhere = tuple(
            sha256 for sha256 in agreed.drafts if sha256 not in dict(drafts)
        )
        self._fill(agreed, drafts)
        self._build(read_only=read_only)
        self.people.itemChanged.connect(self._on_changed)
        for box in self.drafts.values():
            box.toggled.connect(self._on_changed)
        self.start.clicked.connect(self._on_start)
        self._on_changed()
        self.resize(680, 600)
        self.people.setFocus()

    def _fill(self, agreed: Agreed, drafts: Sequence[tuple[str, str]]) -> None:
        for sha256, name in drafts:
            box = QCheckBox(name.replace("&", "&&"))
            box.setChecked(sha256 in agreed.drafts or not agreed.drafts)
            self.drafts[sha256] = box
        for name, box in self.fields.items():
            box.setChecked(name in agreed.required)
        assigned = dict(agreed.assigned or {})
        rows = [*assigned.items()]
        self.people.setRowCount(max(_ROWS, len(rows) + 1))
        for row, cells in enumerate(rows):
            for column, said in enumerate(cells):
                self.people.setItem(row, column, QTableWidgetItem(said))
        self.blind.setChecked(agreed.blind)

    def _build(self, *, read_only: bool) -> None:
        self.column.addWidget(heading(_("What the team agrees on")))
        self.column.addWidget(QLabel(_("Drafts to be read")))
        self.column.addWidget(_scrolled([*self.drafts.values()], _DRAFT_COLUMNS))
        self.column.addSpacing(8)
        self.column.addWidget(QLabel(_("Every tag must have")))
        self.column.addWidget(_scrolled([*self.fields.values()], _COLUMNS))
        label = QLabel(_("&People and their articles"))
        label.setBuddy(self.people)
        self.people.setAccessibleName(_("People and their articles"))
        self.people.setHorizontalHeaderLabels([_("Name"), _("Articles, such as Art 1-20, Annex I")])
        self.people.verticalHeader().hide()
        across = self.people.horizontalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setHighlightSections(False)
        cut_heads(across)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.people.setMinimumHeight(_HIGH)
        self.column.addSpacing(8)
        self.column.addWidget(label)
        self.column.addWidget(self.people, 1)
        self.column.addWidget(
            sentence(_("Whoever has no articles beside the name reads all."), quiet=True)
        )
        self.column.addWidget(self.faults)
        self.column.addWidget(self.blind)
        boxes = (*self.drafts.values(), *self.fields.values())
        for widget in (self.people, self.blind, self.start, *boxes):
            widget.setEnabled(not read_only)
        self.start.setAutoDefault(False)
        self.column.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        self.finish_with("" if read_only else _("Keep"), cancel=_("Close") if read_only else "")

    @property
    def agreed(self) -> Agreed:
        """What the page says now."""
        checked = self._checked()
        every = len(checked) == len(self.drafts) and not self._known_elsewhere
        drafts = () if every else (*checked, *self._known_elsewhere)
        required = tuple(name for name, box in self.fields.items() if box.isChecked())
        assigned = {
            name: self.people.text(row, 1)
            for row in range(self.people.rowCount())
            if (name := self.people.text(row, 0))
        }
        return Agreed(drafts, required, assigned, self.blind.isChecked())

    @property
    def refusal(self) -> str:
        """What it says went wrong, "" for nothing."""
        return self.faults.refusal

    def refuse(self, reason: str) -> None:
        """Say why it could not be kept, beside what is doubtful; the dialog stays."""
        self.faults.refuse(reason)
        self.primary.setEnabled(True)

    def tell_articles(self, wrong: Sequence[str], shorter: Sequence[str]) -> None:
        """Say which articles are not found, and of which ranges there is less than was written."""
        self.faults.tell(wrong, shorter)

    def _checked(self) -> list[str]:
        """SHA-256 of the drafts that are chosen."""
        return [sha256 for sha256, box in self.drafts.items() if box.isChecked()]

    @Slot()
    def _on_changed(self, *_what: object) -> None:
        """There is always an empty row for one more person."""
        last = self.people.rowCount() - 1
        if self.people.text(last, 0):
            self.people.setRowCount(last + 2)
        named = [self.people.text(row, 0) for row in range(self.people.rowCount())]
        twice = len(set(filter(None, named))) < len([*filter(None, named)])
        wrong = _("A name stands there twice.") if twice else ""
        if self.drafts and not self._checked():
            wrong = _("Choose a draft to be read.")
        self.refuse(wrong)
        self.primary.setEnabled(not wrong)
        self.start.setEnabled(not wrong and self.people.isEnabled())
        self.blind.setEnabled(any(named) and self.people.isEnabled())
        self.articles_changed.emit(self.agreed)

    def _on_primary(self) -> None:
        self.given.emit(self.agreed, False)

    @Slot()
    def _on_start(self) -> None:
        self.given.emit(self.agreed, True)


def _scrolled(boxes: Sequence[QCheckBox], columns: int) -> QScrollArea:
    """Boxes in columns; many of them scroll."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    for number, box in enumerate(boxes):
        grid.addWidget(box, number // columns, number % columns)
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(holder)
    area.setFixedHeight(min(holder.sizeHint().height() + 2, _HIGHEST))
    return area

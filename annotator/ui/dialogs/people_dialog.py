# SPDX-License-Identifier: AGPL-3.0-or-later
"""The people of a project: how much each has said, who is one with whom. Joins and parts nobody itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.ui.dialogs.dialog_table import Table
from annotator.ui.dialogs.frame import FramedDialog, heading, sentence
from annotator.ui.models.merge_items import CellTable


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A reviewer as records name them.

    Attributes:
        uid: of them.
        name: of them.
        organisation: of them.
        tags: how many are shown under them.
        shown_as: uid of the one they are shown as; "" for themselves.
        joined: whether they are one with another.
        mine: whether that is whoever looks.
        perhaps: uids of those with a name like theirs.
    """

    uid: str
    name: str
    organisation: str = ""
    tags: int = 0
    shown_as: str = ""
    joined: bool = False
    mine: bool = False
    perhaps: tuple[str, ...] = ()


class _NameField(QLineEdit):
    """Enter is its own: the dialog would close."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.returnPressed.emit()
        else:
            super().keyPressEvent(event)


class PeopleDialog(FramedDialog):
    """A list, and what can be said of the one chosen.

    Signals:
        join_requested: uid of a person and of the one they are to be shown as.
        part_requested: uid of a person who is one of their own.
        rename_requested: the name whoever looks bears from now on.
    """

    join_requested = Signal(str, str)
    part_requested = Signal(str)
    rename_requested = Signal(str)

    def __init__(self, *, read_only: bool, parent: QWidget | None = None) -> None:
        super().__init__(_("People"), parent)
        self._rows: tuple[PersonRow, ...] = ()
        self._read_only = read_only
        self.model = CellTable((_("Name"), _("Organisation"), _("Tags shown"), _("One with")), self)
        self.list = Table(self.model, _("People of this project"))
        self.other = QComboBox()
        self.other.setAccessibleName(_("One person, shown as"))
        self.join, self.part = QPushButton(_("&Join")), QPushButton(_("P&art them again"))
        self.name = _NameField()
        self.name.setAccessibleName(_("Your name"))
        self.rename = QPushButton(_("&Rename yourself"))
        self._build()
        self.list.selectionModel().currentChanged.connect(self._on_row)
        self.join.clicked.connect(self._on_join)
        self.part.clicked.connect(self._on_part)
        self.rename.clicked.connect(self._on_rename)
        self.name.textChanged.connect(self._on_name)
        self.name.returnPressed.connect(self._on_rename)
        self.resize(680, 460)

    def _build(self) -> None:
        self.column.addWidget(heading(_("Who has worked on this project")))
        self.column.addWidget(
            sentence(
                _("Whoever comes from two computers, or under two spellings, can be joined: both are "
                  "read as one. Nothing is rewritten, and they can be parted again."),
                quiet=True,
            )
        )  # fmt: skip
        self.column.addWidget(self.list, 1)
        self._label = QLabel(_("&One person, shown as"))
        self._label.setBuddy(self.other)
        self._mine = QLabel(_("&Your name"))
        self._mine.setBuddy(self.name)
        self._said: list[QWidget] = []
        for widgets in (
            (self._label, self.other, self.join, self.part),
            (self._mine, self.name, self.rename),
        ):
            row = QHBoxLayout()
            row.setSpacing(8)
            for widget in widgets:
                wide = widget in (self.other, self.name)
                row.addWidget(widget, 1 if wide else 0)
                widget.setVisible(not self._read_only)
                if isinstance(widget, QPushButton):
                    widget.setAutoDefault(False)
            self.column.addLayout(row)
        self.finish_with("", cancel=_("Close"))

    # -- values ----------------------------------------------------------------------------------

    def show_people(self, rows: Sequence[PersonRow]) -> None:
        """Show these; the row chosen stays chosen."""
        before = self._current
        self._rows = tuple(rows)
        names = {row.uid: row.name for row in rows}
        self.model.show_cells([self._cells(row, names) for row in self._rows])
        self.list.fit(0)
        uids = [row.uid for row in self._rows]
        at = uids.index(before.uid) if before is not None and before.uid in uids else self._first()
        self.list.setCurrentIndex(self.model.index(at, 0))
        self._on_row(QModelIndex())
        mine = next((row for row in self._rows if row.mine and not row.shown_as), None)
        self.name.setText(mine.name if mine else "")
        self._on_name()

    def _first(self) -> int:
        """Whoever may be one with another comes first to mind."""
        return next((n for n, row in enumerate(self._rows) if row.perhaps), 0)

    @staticmethod
    def _cells(row: PersonRow, names: dict[str, str]) -> tuple[str | int, ...]:
        name = _("{name} (you)").format(name=row.name) if row.mine else row.name
        if row.shown_as:
            one = _("shown as {name}").format(name=names.get(row.shown_as, row.shown_as))
        elif row.perhaps:
            like = ", ".join(names[uid] for uid in row.perhaps if uid in names)
            one = _("perhaps {name}").format(name=like)
        else:
            one = ""
        return name or _("without a name"), row.organisation, row.tags, one

    @property
    def _current(self) -> PersonRow | None:
        at = self.list.currentIndex().row()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    # -- what one can do -------------------------------------------------------------------------

    @Slot(QModelIndex)
    def _on_row(self, _index: QModelIndex) -> None:
        row = self._current
        self.other.clear()
        others = [each for each in self._rows if row and each.uid != row.uid and not each.shown_as]
        if row is not None:
            others.sort(key=lambda each: each.uid not in row.perhaps)
        for each in others:
            words = ", ".join(filter(None, (each.name, each.organisation)))
            self.other.addItem(words or each.uid, each.uid)
        self.join.setEnabled(bool(others) and row is not None and not row.shown_as)
        self.other.setEnabled(self.join.isEnabled())
        self.part.setEnabled(row is not None and row.joined)

    @Slot()
    def _on_join(self) -> None:
        row = self._current
        if row is not None and self.other.currentData():
            self.join_requested.emit(row.uid, str(self.other.currentData()))

    @Slot()
    def _on_part(self) -> None:
        row = self._current
        if row is not None:
            self.part_requested.emit(row.uid)

    @Slot()
    def _on_name(self) -> None:
        mine = next((row for row in self._rows if row.mine and not row.shown_as), None)
        said = self.name.text().strip()
        self.name.setEnabled(mine is not None)
        self.rename.setEnabled(mine is not None and bool(said) and said != mine.name)

    @Slot()
    def _on_rename(self) -> None:
        if self.rename.isEnabled():
            self.rename_requested.emit(self.name.text().strip())

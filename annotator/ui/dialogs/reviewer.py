# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asks who reviews. Keeps nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPushButton, QWidget

from annotator.i18n import _
from annotator.ui.dialogs.frame import FramedDialog, heading, sentence

_SLIP = 80.0
"""Likeness from which one asks: less than where two people are taken for one, for it is only a question."""


class ReviewerDialog(FramedDialog):
    """Name and organisation; a name the plan does not have is taken once that was said.

    Attributes:
        kept: takes the name as it was typed where it is nearly one of the plan's.

    Signals:
        given: name, organisation.
    """

    given = Signal(str, str)

    def __init__(
        self,
        name: str,
        organisation: str,
        parent: QWidget | None = None,
        *,
        planned: Sequence[str] = (),
    ) -> None:
        """Ask.

        Args:
            name: to begin with.
            organisation: likewise.
            parent: the window.
            planned: names of the people the plan gives a task.
        """
        super().__init__(_("Who reviews"), parent)
        self._planned, self._meant, self._told = tuple(planned), "", ""
        self.name = QLineEdit(name)
        self.name.setAccessibleName(_("Name"))
        self.organisation = QLineEdit(organisation)
        self.organisation.setAccessibleName(_("Organisation"))
        self.organisation.setPlaceholderText(_("may stay empty"))
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.addRow(_("&Name"), self.name)
        form.addRow(_("&Organisation"), self.organisation)
        self.column.addWidget(heading(_("Who reviews?")))
        self.column.addWidget(
            sentence(
                _("Each tag carries this name, and colleagues read it in the files you export. It is "
                  "kept on this computer. Tags made under another name keep that name."),
                quiet=True,
            )
        )  # fmt: skip
        self.column.addSpacing(8)
        self.column.addLayout(form)
        self.doubt = sentence("")
        self.doubt.hide()
        self.column.addWidget(self.doubt)
        self.kept = QPushButton()
        self.kept.setAutoDefault(False)
        self.kept.clicked.connect(self._give)
        self.kept.hide()
        self.column.addWidget(self.kept, 0, Qt.AlignmentFlag.AlignTrailing)
        self.finish_with(_take_words())
        self.name.textChanged.connect(self._on_text_changed)
        self._on_text_changed()
        self.setMinimumWidth(480)
        self.name.setFocus()
        self.name.selectAll()

    def _on_primary(self) -> None:
        name = self._typed()
        if self._meant:
            self.name.setText(self._meant)
            self._give()
        elif not self._planned or name in self._planned or self._told == name:
            self._give()
        else:
            self._doubt(name)

    def _doubt(self, name: str) -> None:
        """The name is not in the plan: ask whether another one was meant, or say so."""
        self._told = name
        self._meant = next((one for one in self._planned if _nearly(name, one)), "")
        if self._meant:
            self.doubt.setText(_("Did you mean {name}?").format(name=self._meant))
            self.primary.setText(_("I am {name}").format(name=self._meant))
            self.kept.setText(_("No, {name}: the plan gives them no task").format(name=name))
        else:
            said = _("The plan gives no task to {name}. What they tag counts, and is theirs.")
            self.doubt.setText(said.format(name=name))
            self.primary.setText(_("Review as {name}").format(name=name))
        self.doubt.show()
        self.kept.setVisible(bool(self._meant))
        self.column.activate()
        self.resize(self.width(), max(self.height(), self.column.totalHeightForWidth(self.width())))
        self.primary.setFocus()

    @Slot()
    def _give(self) -> None:
        self.primary.setEnabled(False)
        self.given.emit(self._typed(), self.organisation.text().strip())

    def _typed(self) -> str:
        return " ".join(self.name.text().split())

    @Slot()
    def _on_text_changed(self) -> None:
        self._meant = self._told = ""
        self.doubt.hide()
        self.kept.hide()
        self.primary.setText(_take_words())
        self.primary.setEnabled(bool(self._typed()))


def _nearly(typed: str, name: str) -> bool:
    """Whether a name may be another one mistyped: spelled alike, shortened, or off by a slip."""
    from annotator.domain.alike_names import alike  # noqa: PLC0415 - the window starts without it

    return alike(typed, name, slip=_SLIP)


def _take_words() -> str:
    return _("Review as this person")

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Shows what is known of a draft and asks for what a person can say of it. Changes nothing itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)  # fmt: skip

from annotator.domain.project import Draft
from annotator.i18n import _
from annotator.ui.dialogs.frame import FramedDialog, heading
from annotator.ui.hairline import hairline


class DraftDetails(FramedDialog):
    """What the masthead says, the round and the reference, to be changed; the rest to be read.

    Fields the program guessed say so until somebody keeps or corrects them.

    Signals:
        given: the fields that were changed, by name; none where guesses are confirmed as they are.
        look_requested: what the first pages say of the draft is wanted; see `show_masthead`.
    """

    given = Signal(dict)
    look_requested = Signal()

    def __init__(
        self,
        draft: Draft,
        *,
        instruments: Iterable[tuple[str, str]] = (),
        read_only: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show a draft.

        Args:
            draft: as the project knows it.
            instruments: id and name of those it can be a copy of.
            read_only: whether nothing can be changed.
            parent: the window.
        """
        super().__init__(_("Draft"), parent)
        self._before = {
            "symbol": draft.symbol, "language": draft.language, "date": draft.date,
            "distribution": draft.distribution, "original": draft.original, "round": draft.round,
            "instrument": draft.instrument,
        }  # fmt: skip
        self._guessed = draft.guessed
        words = {
            "symbol": (_("&Symbol"), _("as printed, e.g. A/AC.291/22")),
            "language": (_("&Language"), _("two or three letters, e.g. en")),
            "date": (_("&Date"), _("year-month-day, e.g. 2026-11-22")),
            "distribution": (_("D&istribution"), _("as on the masthead, e.g. General, Limited")),
            "original": (_("&Original"), _("language it was written in, e.g. en")),
            "round": (_("&Round"), _("of negotiation, as your team calls it")),
        }
        self.fields: dict[str, QLineEdit] = {}  # the first has the keys when it opens
        self.column.addWidget(heading(draft.name))
        self.column.addSpacing(8)
        form = _form()
        for name, (label, hint) in words.items():
            field = QLineEdit(self._before[name])
            field.setAccessibleName(label.replace("&", ""))
            field.setAccessibleDescription(hint)
            field.setPlaceholderText(hint)
            field.setReadOnly(read_only)
            head = QLabel(label)
            head.setBuddy(field)
            form.addRow(head, self._beside(field, name))
            self.fields[name] = field
        self.instrument = _instruments(draft, instruments)
        self.instrument.setEnabled(not read_only)
        form.addRow(_("Re&ference"), self.instrument)
        self.column.addLayout(form)
        if self._guessed and not read_only:
            self.column.addWidget(
                _quiet(_("Guessed from the first page. Keep confirms it; so does the first tag."))
            )
        self._add_look(shown=draft.here and not read_only)
        self.column.addSpacing(8)
        self.column.addWidget(hairline())
        self.column.addSpacing(8)
        self.column.addLayout(_facts(draft))
        self.finish_with("" if read_only else _("Keep"), cancel=_("Close") if read_only else "")
        self.setMinimumWidth(560)

    def _add_look(self, *, shown: bool) -> None:
        """The button that has the first page read again, and what came of it."""
        self.look, self.looked = QPushButton(_("Look in the PDF a&gain")), _quiet("")
        if not shown:
            return
        self.looked.setWordWrap(True)
        self.look.setAutoDefault(False)
        self.look.clicked.connect(self._on_look)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.look)
        row.addWidget(self.looked, 1)
        self.column.addLayout(row)

    def _beside(self, field: QLineEdit, name: str) -> QHBoxLayout:
        """A field, with a word where what it says was only guessed."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(field, 1)
        if name in self._guessed:
            said = _("guessed")
            field.setAccessibleDescription(f"{field.accessibleDescription()}; {said}")
            row.addWidget(_quiet(said))
        return row

    @Slot()
    def _on_look(self) -> None:
        self.look.setEnabled(False)
        self.look_requested.emit()

    def show_masthead(self, found: Mapping[str, str]) -> None:
        """Put what the first pages say into the fields; what they do not say stays as it is."""
        self.look.setEnabled(True)
        other = {n: v for n, v in found.items() if v and v != self.fields[n].text().strip()}
        for name, value in other.items():
            self.fields[name].setText(value)
        names = ", ".join(self.fields[name].accessibleName() for name in other)
        said = _("From the first page: {names}.").format(names=names)
        self.looked.setText(said if other else _("The first page says nothing else."))
        self.looked.setAccessibleName(self.looked.text())
        if other:
            self.fields[next(iter(other))].setFocus()

    @property
    def changed(self) -> dict[str, str]:
        """The fields that say something else now."""
        said = {name: field.text().strip() for name, field in self.fields.items()}
        said["instrument"] = str(self.instrument.currentData() or "")
        return {name: value for name, value in said.items() if value != self._before[name]}

    def _on_primary(self) -> None:
        if not self.changed and not self._guessed:
            self.accept()
            return
        self.primary.setEnabled(False)
        self.given.emit(self.changed)


def _instruments(draft: Draft, instruments: Iterable[tuple[str, str]]) -> QComboBox:
    """What the PDF is, where it is no draft of the treaty."""
    made = QComboBox()
    made.setAccessibleName(_("Reference"))
    made.setToolTip(_("A reference instrument is read beside the drafts."))
    made.addItem(_("no, a draft of the treaty"), "")
    for uid, name in instruments:
        made.addItem(name, uid)
    if draft.instrument and made.findData(draft.instrument) < 0:
        made.addItem(draft.instrument, draft.instrument)
    made.setCurrentIndex(made.findData(draft.instrument))
    return made


def _facts(draft: Draft) -> QFormLayout:
    """What the file and the project say."""
    form = _form()
    facts = (
        (_("Treaty"), draft.treaty), (_("File"), draft.file),
        (_("Pages"), str(draft.pages) if draft.pages else ""), (_("SHA-256"), draft.sha256),
        (_("Notes"), draft.notes),
    )  # fmt: skip
    for name, value in facts:
        if not value:
            continue
        head, said = QLabel(name), QLabel(value)
        head.setProperty("quiet", True)
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setWordWrap(True)
        said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        said.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        said.setAccessibleName(f"{name}: {value}")
        if value == draft.sha256:
            said.setText(f"{value[:32]}\n{value[32:]}")
        form.addRow(head, said)
    return form


def _quiet(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("quiet", True)
    return label


def _form() -> QFormLayout:
    form = QFormLayout()
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(8)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
    return form

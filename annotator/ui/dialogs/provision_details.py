# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asks what a provision is called: kind, number, title. Shows the path that follows; corrects nothing."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QWidget

from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.ui.dialogs.frame import FramedDialog, heading, sentence
from annotator.ui.models.provision_words import KINDS, kind_name

WAIT = 150
"""Milliseconds without a key after which the path is worked out."""


@dataclass(frozen=True, slots=True)
class Called:
    """What a provision is called.

    Attributes:
        kind: of `KINDS`.
        number: as its path bears it, "" for none.
        title: "" for none.
    """

    kind: str
    number: str = ""
    title: str = ""


class ProvisionDialog(FramedDialog):
    """Shown, not run.

    Args:
        head: what is done.
        words: where it begins: the first words there.
        called: what it is called now, or would be.
        parent: the window.

    Signals:
        asked: Called, whose path is wanted.
        given: Called, to be kept.
    """

    asked = Signal(object)
    given = Signal(object)

    def __init__(
        self, head: str, words: str, called: Called, parent: QWidget | None = None
    ) -> None:
        super().__init__(head, parent)
        self.kind = QComboBox()
        for each in KINDS:
            self.kind.addItem(kind_name(each), each)
        self.kind.setCurrentIndex(max(0, self.kind.findData(called.kind)))
        self.number, self.title_ = QLineEdit(called.number), QLineEdit(called.title)
        self.number.setPlaceholderText(_("6 bis, a, IV …"))
        self.path = QLabel()
        self.path.setObjectName("path")
        self.column.addWidget(heading(head))
        self.column.addWidget(sentence(words, quiet=True))
        self.column.addSpacing(8)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        fields = ((_("&Kind"), self.kind), (_("&Number"), self.number), (_("&Title"), self.title_))
        for words_, field in fields:
            field.setAccessibleName(words_.replace("&", ""))
            form.addRow(words_, field)
        form.addRow(_("It becomes"), self.path)
        self.column.addLayout(form)
        self.finish_with(_("Keep"))
        self.setMinimumWidth(440)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT)
        self._wait.timeout.connect(self._on_waited)
        self.kind.currentIndexChanged.connect(self._wait.start)
        self.number.textChanged.connect(self._wait.start)
        self._wait.start(0)
        self.number.setFocus()
        self.number.selectAll()

    @property
    def called(self) -> Called:
        """What it says now."""
        return Called(
            str(self.kind.currentData()), self.number.text().strip(), self.title_.text().strip()
        )

    def show_path(self, path: str) -> None:
        """The path that follows, "" where there would be none."""
        self.path.setText(path or _("no provision"))
        self.path.setAccessibleName(_("It becomes {path}").format(path=self.path.text()))

    @Slot()
    def _on_waited(self) -> None:
        self.asked.emit(self.called)

    def _on_primary(self) -> None:
        self.given.emit(self.called)
        self.accept()

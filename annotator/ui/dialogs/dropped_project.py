# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asks what a project that was dropped on an open one is meant for. Opens and merges nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from annotator.i18n import _
from annotator.ui.dialogs.frame import FramedDialog, heading, sentence


class DroppedProject(FramedDialog):
    """Merge it, open it instead, or neither.

    Signals:
        open_instead: it is to be opened.
    """

    open_instead = Signal()

    def __init__(self, file: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(_("A project was dropped"), parent)
        self.column.addWidget(heading(_("Merge {file}, or open it?").format(file=file)))
        said = _("Merging takes a colleague's work in it into “{title}”. A preview shows first what "
                 "would change.")  # fmt: skip
        self.column.addWidget(sentence(said.format(title=title), quiet=True))
        self.instead = QPushButton(_("&Open it instead of this project"))
        self.instead.setAutoDefault(False)
        self.instead.clicked.connect(self._on_instead)
        self.column.addSpacing(8)
        self.column.addWidget(self.instead, 0, Qt.AlignmentFlag.AlignLeft)
        self.finish_with(_("Preview the merge"))
        self.setMinimumWidth(480)
        self.primary.setFocus()

    @Slot()
    def _on_instead(self) -> None:
        self.reject()
        self.open_instead.emit()

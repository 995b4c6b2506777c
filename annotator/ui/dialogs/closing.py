# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asks whether a window is to close on work that is not done. Stops nothing itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from annotator.i18n import _
from annotator.ui.dialogs.frame import FramedDialog, heading, sentence


class Closing(FramedDialog):
    """Wait, which Escape means too, or stop the work and close.

    Signals:
        stop_requested: the window is to close all the same.
    """

    stop_requested = Signal()

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None) -> None:
        """Ask.

        Args:
            titles: of what is not done.
            parent: the window.
        """
        super().__init__(_("Close the window?"), parent)
        self.column.addWidget(heading(_("This is not done yet: {what}").format(what=titles[0])))
        if more := titles[1:]:
            self.column.addWidget(sentence("\n".join(more)))
        said = _("Wait, and the window stays open. If it is stopped, nothing of it is kept: the project "
                 "stays as it was before.")  # fmt: skip
        self.column.addWidget(sentence(said, quiet=True))
        self.stop = QPushButton(_("&Stop it and close"))
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(self._on_stop)
        self.column.addSpacing(8)
        self.column.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)
        self.finish_with("", cancel=_("&Wait"))
        self.setMinimumWidth(480)

    @Slot()
    def _on_stop(self) -> None:
        self.accept()
        self.stop_requested.emit()

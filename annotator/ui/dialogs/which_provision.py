# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asks which of some provisions, or drafts, is meant. Moves none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from annotator.i18n import _
from annotator.ui.dialogs.frame import FramedDialog, heading, sentence

_LEAST = 200


class WhichDialog(FramedDialog):
    """Shown, not run.

    Args:
        head: the question.
        words: where: the first words there.
        offered: index and words of each.
        chosen: which is highlighted at first, from 0.
        accept: words of the button.
        parent: the window.

    Signals:
        given: index of the one chosen.
    """

    given = Signal(int)

    def __init__(
        self, head: str, words: str, offered: Sequence[tuple[int, str]], *, chosen: int,
        accept: str = "", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(head, parent)
        self.list = QListWidget()
        self.list.setObjectName("which")
        self.list.setAccessibleName(head)
        self.list.setMinimumHeight(_LEAST)
        for index, said in offered:
            item = QListWidgetItem(said)
            item.setData(Qt.ItemDataRole.UserRole, index)
            self.list.addItem(item)
        self.list.setCurrentRow(chosen)
        self.list.itemDoubleClicked.connect(self._on_primary)
        self.column.addWidget(heading(head))
        self.column.addWidget(sentence(words, quiet=True))
        self.column.addWidget(self.list)
        self.finish_with(accept or _("Begins here"))
        self.setMinimumWidth(440)
        self.list.setFocus()

    def _on_primary(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.given.emit(int(item.data(Qt.ItemDataRole.UserRole)))
            self.accept()

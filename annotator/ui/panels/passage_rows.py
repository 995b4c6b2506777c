# SPDX-License-Identifier: AGPL-3.0-or-later
"""A list of passages, or of comments told as passages are: rows as high as their words need."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from annotator.ui.delegates import PassageDelegate
from annotator.ui.models.passage_list import PassageList


class PassageRows(QListView):
    """Lays its rows out anew whenever it is wider or narrower.

    Args:
        model: the rows.
        name: what a screen reader calls the list.
        value: puts a mark's value into words.
    """

    def __init__(self, model: PassageList, name: str, value: Callable[[str], str]) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(PassageDelegate(self, value))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's own adjusting is for another height only, and a scroll bar that comes takes width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

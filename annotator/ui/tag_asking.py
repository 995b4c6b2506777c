# SPDX-License-Identifier: AGPL-3.0-or-later
"""Has tags kept that are wanted on words or an area. What could not be kept can be asked for again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent

from annotator.ui.viewer.page_view import PageView
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.ui.panels.tagging import TaggingPanel


class TagAsking(QObject):
    """Asks for the tags that are wanted on the selected words or area."""

    def __init__(
        self, bench: Workbench, view: PageView, panel: TaggingPanel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bench = bench
        self._picked = view.picked
        self._panel = panel
        view.installEventFilter(self)
        panel.tag_requested.connect(self._on_tag_requested)
        bench.writer.ended.connect(self._on_work_ended)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A code is typed with the focus on the page: Tab leads from there to the fields, too."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Tab
            and not self._picked.empty
            and self._panel.isVisible()
        ):
            self._panel.fields.parts()[0].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    @Slot(list, dict)
    def _on_tag_requested(self, uids: list[str], fields: dict[str, str]) -> None:
        codes = [self._bench.codes[uid] for uid in uids if uid in self._bench.codes]
        what = self._picked.what()
        if not codes or not what or self._bench.read_only:
            return
        who = self._bench.reviewer
        if who is not None and not who.uid:
            again = partial(self._on_tag_requested, uids, fields)
            self._bench.signals.who_needed.emit(again)
        else:
            self._bench.tag(what, codes, fields)
            self._panel.asked(", ".join(code.id for code in codes))

    @Slot()
    def _on_work_ended(self) -> None:
        if self._panel.asking and self._bench.writer.idle:
            QTimer.singleShot(0, self, self._give_back)  # word of a tag that is made comes before

    def _give_back(self) -> None:
        """A tag that was refused, or whose making was cancelled, can be asked for again."""
        if self._bench.writer.idle:
            self._panel.give_back()

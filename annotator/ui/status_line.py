# SPDX-License-Identifier: AGPL-3.0-or-later
"""The line at the foot of the window: work in the background, what waits for a word, who reviews."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QStatusBar, QToolButton

from annotator.i18n import _, ngettext
from annotator.ui.panels.reader_standing import Standing, in_full, in_the_status_line
from annotator.ui.work_line import WorkLine
from annotator.ui.workbench import Workbench


class StatusLine(QObject):
    """Fills a status bar and keeps it true."""

    def __init__(
        self, bar: QStatusBar, bench: Workbench, actions: Mapping[str, QAction], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bench = bench
        self.work = WorkLine()
        self._alone = QLabel()
        self._news = _button(actions["team.news"])
        self._waiting = _button(actions["inbox.show"])
        self._open = _button(actions["queue.show"])
        self._standing = _button(actions["draft.finish"])
        self._who = _button(actions["team.reviewer"])
        bar.setSizeGripEnabled(False)
        bar.addWidget(self.work)
        for widget in (
            self._alone,
            self._standing,
            self._open,
            self._news,
            self._waiting,
            self._who,
        ):
            bar.addPermanentWidget(widget)
        self._waiting.hide()
        self._open.hide()
        self._standing.hide()
        self._news.hide()
        self._who.hide()
        bench.writer.progressed.connect(self.work.progress)
        bench.writer.ended.connect(self.work.end)
        self.work.cancel_requested.connect(bench.writer.cancel)
        bench.signals.undo_changed.connect(self._on_changed)

    @Slot(int)
    def show_waiting(self, count: int) -> None:
        """So many changes and conflicts wait for a word."""
        self._waiting.setText(
            ngettext("{count} to decide", "{count} to decide", count).format(count=count)
        )
        self._waiting.setVisible(count > 0)

    @Slot(int)
    def show_open(self, count: int) -> None:
        """So many passages of an older draft wait to be carried over."""
        self._open.setText(
            ngettext("{count} to carry over", "{count} to carry over", count).format(count=count)
        )
        self._open.setVisible(count > 0)

    @Slot(int, str)
    def show_news(self, count: int, told: str) -> None:
        """So many files of colleagues were not merged yet."""
        said = ngettext("{count} new file", "{count} new files", count).format(count=count)
        self._news.setText(said)
        self._news.setToolTip(told)
        self._news.setVisible(count > 0)

    @Slot(object)
    def show_standing(self, standing: Standing) -> None:
        """How whoever looks stands with the draft shown."""
        said = in_the_status_line(standing)
        self._standing.setText(said)
        self._standing.setToolTip(in_full(standing))
        self._standing.setVisible(bool(said))

    @Slot(object)
    def _on_changed(self, _undo: object) -> None:
        who = self._bench.reviewer
        self._who.setText(who.name if who else "")
        self._who.setVisible(bool(who and who.name))
        self._alone.setText(_("read only") if self._bench.read_only else "")


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setObjectName("quiet")
    button.setToolTip(action.toolTip())
    button.clicked.connect(action.trigger)
    return button

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Looks at a folder when the system says that it changed, and every minute where it says nothing.

All reading happens on a thread of its own: a network folder that does not answer holds up nobody.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot

from annotator.ui.jobs import Progress, Writer

if TYPE_CHECKING:
    from annotator.services.folder_news import FolderLook, FolderNews

EVERY = 60_000
"""Milliseconds between two looks where nothing is heard."""
SOON = 2_500
"""Milliseconds after a change: whoever copies ten files is not interrupted ten times."""
_ENDING = 1.0


class _Look:
    """One question. The watch holds it; once it is let go of, its answer is dropped."""

    def __init__(self, watch: FolderWatch) -> None:
        self._watch = watch

    def came(self, news: FolderNews) -> None:
        """An answer."""
        self._watch.take(self, news)

    def failed(self, _error: object) -> None:
        """None will come; the next look is as good."""
        self._watch.take(self, None)


class FolderWatch(QObject):
    """One folder at a time.

    Signals:
        looked: what is there: a `FolderNews`.
    """

    looked = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._hand = Writer(self)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._on_changed)
        self._every, self._soon = QTimer(self), QTimer(self)
        self._every.setInterval(EVERY)
        self._soon.setInterval(SOON)
        self._soon.setSingleShot(True)
        for timer in (self._every, self._soon):
            timer.timeout.connect(self.look)
        self._folder: Path | None = None
        self._project: Path | None = None
        self._merged: frozenset[str] = frozenset()
        self._reader: FolderLook | None = None
        self._asked: _Look | None = None

    def watch(self, folder: Path, project: Path, merged: Collection[str]) -> None:
        """Look into this folder from now on."""
        self.stop()
        self._folder, self._project, self._merged = folder, project, frozenset(merged)
        self._every.start()
        self.look()

    def known(self, merged: Collection[str]) -> None:
        """These are merged, and no others."""
        if self._merged == frozenset(merged):
            return
        self._merged = frozenset(merged)
        self._asked = None  # an answer on its way does not know of them
        self.look()

    def stop(self) -> None:
        """Look no more."""
        self._every.stop()
        self._soon.stop()
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        self._folder = self._reader = self._asked = None

    def finish(self) -> None:
        """The window closes; a look that hangs is left behind."""
        self.stop()
        self._hand.stop(timeout=_ENDING)

    @Slot()
    def look(self) -> None:
        """Look now, unless a look is under way."""
        folder, project, merged = self._folder, self._project, self._merged
        if folder is None or project is None or self._asked is not None:
            return
        self._asked = asked = _Look(self)
        reader = self._reader

        def work(_progress: Progress) -> FolderNews:
            from annotator.services.folder_news import FolderLook  # noqa: PLC0415 - on its thread

            nonlocal reader
            reader = reader or FolderLook(folder, project)
            if self._folder is folder:
                self._reader = reader
            return reader.look(merged)

        self._hand.submit(work, done=asked.came, failed=asked.failed)

    def take(self, asked: _Look, news: FolderNews | None) -> None:
        """What a look found."""
        if asked is not self._asked or self._folder is None:
            return
        self._asked = None
        if news is None:
            return
        if news.there and not self._watcher.directories():
            self._watcher.addPath(str(self._folder))  # it answered just now
        if news.unsettled:
            self._soon.start()
        self.looked.emit(news)

    @Slot(str)
    def _on_changed(self, _folder: str) -> None:
        self._soon.start()

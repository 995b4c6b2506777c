# SPDX-License-Identifier: AGPL-3.0-or-later
"""Has the looks of a draft's words read in the background, once, while one goes on working."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.i18n import _
from annotator.pdf.arena import SharedBytes
from annotator.pdf.look_reading import looks_of
from annotator.ui.jobs import Progress, Writer
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.pdf.text_looks import PageLooks
    from annotator.services.workspace import Workspace

NUMBER = (1 << 30) - 1
"""Of the job in the status line: above those of the writer thread, below printing."""
LATER = 1500
"""Milliseconds after somebody wants to know: pages are drawn first."""
_Looks = tuple[str, "list[PageLooks]"]


class LookJob(QObject):
    """One draft at a time, on a thread of its own: the writer thread stays free to keep tags.

    Signals:
        progressed: number of the job, title, pages done, of how many.
        ended: number of the job.
        came: SHA-256 of a draft whose looks are known now.
    """

    progressed = Signal(int, str, int, int)
    ended = Signal(int)
    came = Signal(str)

    def __init__(self, bench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self._thread = Writer(self)
        self._thread.progressed.connect(self._on_progressed)
        self._thread.ended.connect(self._on_ended)
        self._wanted, self._job = "", 0
        self._done: set[str] = set()
        """Drafts read, on their way, or refused: not asked for again in this window."""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER)
        self._later.timeout.connect(self._begin)

    @Slot(str)
    def want(self, sha256: str) -> None:
        """The looks of a draft's words are wanted, when nothing is more urgent."""
        if sha256 and sha256 not in self._done and sha256 != self._wanted:
            self._wanted = sha256
            self._later.start()

    @Slot(int)
    def cancel(self, number: int) -> None:
        """The user has had enough of it."""
        if number == NUMBER:
            self._thread.cancel(self._job)

    def finish(self) -> None:
        """The window closes."""
        self._later.stop()
        self._thread.stop()

    # -- one after the other ---------------------------------------------------------------------

    @Slot()
    def _begin(self) -> None:
        sha256, self._wanted = self._wanted, ""
        if not sha256 or self._bench.project is None:
            return
        self._done.add(sha256)

        def work(space: Workspace, _progress: Progress) -> tuple[str, bytes]:
            known = space.negotiation.has_looks(sha256)
            return sha256, b"" if known else space.drafts.pdf(sha256)

        self._bench.ask(work, self._on_pdf, failed=self._on_failed)

    @Slot(object)
    def _on_pdf(self, answer: tuple[str, bytes]) -> None:
        sha256, pdf = answer
        if not pdf:
            return
        passwords = [s.password for s in self._bench.sheets if s.sha256 == sha256]
        password = next(iter(passwords), None)

        def work(progress: Progress) -> _Looks:
            source = SharedBytes.of(pdf)
            try:
                return sha256, list(looks_of(source, password=password, progress=progress))
            finally:
                source.close()

        title = _("Looking for struck and underlined words")
        self._job = self._thread.submit(
            work, done=self._on_read, failed=self._on_failed, title=title
        )

    @Slot(object)
    def _on_read(self, answer: _Looks) -> None:
        sha256, found = answer
        home = self._bench.project

        def work(space: Workspace, _progress: Progress) -> str:
            if space.path != home:
                return ""
            space.negotiation.take_looks(sha256, found)
            return sha256

        if home is not None:
            self._bench.ask(work, self._on_taken, failed=self._on_failed)

    @Slot(object)
    def _on_taken(self, sha256: str) -> None:
        if sha256:
            self.came.emit(sha256)

    @Slot(object)
    def _on_failed(self, _error: object) -> None:
        """Looks are evidence only: where they cannot be read, brackets and words stand alone."""

    @Slot(int, str, int, int)
    def _on_progressed(self, _number: int, title: str, done: int, total: int) -> None:
        self.progressed.emit(NUMBER, title, done, total)

    @Slot(int)
    def _on_ended(self, _number: int) -> None:
        self.ended.emit(NUMBER)

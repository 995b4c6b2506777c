# SPDX-License-Identifier: AGPL-3.0-or-later
"""Has the looks of a draft's words read in the background, once, while one goes on working."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.domain.errors import PasswordNeededError, UnreadablePdfError
from annotator.i18n import _
from annotator.ui.jobs import Progress, Writer
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.domain.negotiation.negotiation_mark import NegotiationMark
    from annotator.services.events import ChangeSet
    from annotator.services.looking import Looking
    from annotator.services.workspace import Workspace

NUMBER = (1 << 30) - 1
"""Of the job in the status line: above those of the writer thread, below printing."""
LATER = 1500
"""Milliseconds after somebody wants to know: pages are drawn first."""
_TRIES = 3
"""Of a draft whose worker dies or whose text changes meanwhile."""
_ENDING = 1.0
"""Seconds the closing window waits for the thread, which looks up twice a second."""
_Marks = tuple["NegotiationMark", ...]


class _Errand:
    """One draft of one project. The job holds it; when it lets go, answers still to come are dropped."""

    def __init__(self, job: LookJob, sha256: str, project: Path, password: str | None) -> None:
        self._job = job
        self.sha256, self._project, self._password = sha256, project, password
        self.number = 0
        """On the job's thread; 0 until it is read there."""
        self._made_of = ""

    def begin(self) -> None:
        """Ask the project for what is to be read."""
        sha256, project = self.sha256, self._project

        def work(space: Workspace, _progress: Progress) -> Looking | None:
            return space.negotiation.looking(sha256) if space.path == project else None

        self._job.bench.ask(work, self._on_looking, failed=self._on_failed)

    def _on_looking(self, looking: Looking | None) -> None:
        if looking is None:
            self._job.end()
            return
        self._made_of, password = looking.made_of, self._password

        def work(progress: Progress) -> _Marks:
            return looking.read(
                password=password,
                progress=progress,
                wanted=lambda: not progress.cancelled.is_set(),
            )

        title = _("Looking for struck and underlined words")
        self.number = self._job.hand.submit(
            work, done=self._on_read, failed=self._on_failed, title=title
        )

    def _on_read(self, marks: _Marks) -> None:
        sha256, project, made_of = self.sha256, self._project, self._made_of

        def work(space: Workspace, _progress: Progress) -> bool:
            same = space.path == project
            return same and bool(space.negotiation.keep_looks(sha256, made_of, marks))

        self._job.bench.ask(work, self._on_kept, failed=self._on_failed)

    def _on_kept(self, kept: bool) -> None:
        self._job.end(came=kept, again=not kept)

    def _on_failed(self, error: object) -> None:
        """Looks are evidence only: where they cannot be read, brackets and words stand alone."""
        self._job.end(again=not isinstance(error, (PasswordNeededError, UnreadablePdfError)))


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
        self.bench, self.hand = bench, Writer(self)
        self.hand.progressed.connect(self._on_progressed)
        self.hand.ended.connect(self._on_ended)
        self._home = bench.laid, bench.project
        self._wanted = ""
        self._errand: _Errand | None = None
        self._asked: dict[str, str | None] = {}
        """Drafts asked for in this project, each with the password of then."""
        self._refused: set[str] = set()
        self._tries: Counter[str] = Counter()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER)
        self._later.timeout.connect(self._begin)
        bench.signals.drafts_changed.connect(self._on_drafts_changed)
        bench.project_opened.connect(self._on_drafts_changed)
        bench.signals.project_changed.connect(self._on_project_changed)

    @Slot(str)
    def want(self, sha256: str) -> None:
        """The looks of a draft's words are wanted, when nothing is more urgent."""
        asked = sha256 in self._asked and self._asked[sha256] == self._password(sha256)
        if sha256 and not asked and sha256 not in self._refused and sha256 != self._wanted:
            self._wanted = sha256
            self._later.start()

    @Slot(int)
    def cancel(self, number: int) -> None:
        """The user has had enough of it."""
        if number == NUMBER and self._errand is not None:
            self._refused.add(self._errand.sha256)
            self._let_go()

    def finish(self) -> None:
        """The window closes."""
        self._wanted = ""
        self._let_go()
        self._later.stop()
        self.hand.stop(timeout=_ENDING)

    def end(self, *, came: bool = False, again: bool = False) -> None:
        """The errand is over.

        Args:
            came: looks are known now.
            again: it may succeed another time.
        """
        errand = self._errand
        self._let_go()
        if errand is None:
            return
        sha256 = errand.sha256
        if again:
            self._tries[sha256] += 1
            if self._tries[sha256] < _TRIES:
                self._asked.pop(sha256, None)
                self._wanted = self._wanted or sha256
                self._later.start()
        if came:
            self.came.emit(sha256)

    # -- one after the other ---------------------------------------------------------------------

    @Slot()
    def _begin(self) -> None:
        if self._errand is not None or not self._wanted or self.bench.project is None:
            return
        sha256, self._wanted = self._wanted, ""
        password = self._password(sha256)
        self._asked[sha256] = password
        self._errand = _Errand(self, sha256, self.bench.project, password)
        self._errand.begin()

    def _let_go(self) -> None:
        """Nobody wants the errand's answers any more; the next one may begin."""
        errand, self._errand = self._errand, None
        if errand is not None and errand.number:
            self.hand.cancel(errand.number)
        if self._wanted:
            self._later.start()

    def _password(self, sha256: str) -> str | None:
        return next((s.password for s in self.bench.sheets if s.sha256 == sha256), None)

    # -- what it is for --------------------------------------------------------------------------

    @Slot()
    def _on_drafts_changed(self) -> None:
        """Another project may lie here, or the draft may be gone."""
        bench, errand = self.bench, self._errand
        home = bench.laid, bench.project
        if home != self._home:
            self._home, self._wanted = home, ""
            self._asked.clear()
            self._refused.clear()
            self._tries.clear()
            self._let_go()
        elif errand is not None and errand.sha256 not in {one.sha256 for one in bench.sheets}:
            self._asked.pop(errand.sha256, None)
            self._let_go()

    @Slot(object)
    def _on_project_changed(self, change: ChangeSet) -> None:
        """A PDF may have come, or its text may have been read anew."""
        if "draft" in change.kinds:
            under_way = self._errand.sha256 if self._errand else ""
            self._asked = {sha: used for sha, used in self._asked.items() if sha == under_way}

    @Slot(int, str, int, int)
    def _on_progressed(self, number: int, title: str, done: int, total: int) -> None:
        if self._errand is not None and self._errand.number == number:
            self.progressed.emit(NUMBER, title, done, total)

    @Slot(int)
    def _on_ended(self, _number: int) -> None:
        self.ended.emit(NUMBER)

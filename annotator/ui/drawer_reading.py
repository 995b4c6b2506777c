# SPDX-License-Identifier: AGPL-3.0-or-later
"""When a panel of the drawer is read: while it is in sight, once a burst of changes, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.domain.errors import Cancelled
from annotator.ui.jobs import Progress
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.events import ChangeSet
    from annotator.services.workspace import Workspace

BURST = 40
"""Milliseconds in which changes are gathered before they are read."""
Work = Callable[["Workspace", Progress], Any]
_Here = tuple[int, str]
_STOPPED = object()
"""The answer where the reader had enough of it."""


class _Question:
    """What was asked. The reading holds it; once it is let go of, its answer is dropped."""

    def __init__(self, reading: DrawerReading, name: str, here: _Here) -> None:
        self._reading, self.name, self.here = reading, name, here

    def came(self, answer: Any) -> None:
        """An answer to this one."""
        self._reading.take(self, answer)

    def failed(self, error: object) -> None:
        """None is to come."""
        self._reading.fail(self, error)


class DrawerReading(QObject):
    """Held by a desk for one panel of the drawer, or for several that are read each by itself.

    Signals:
        lost: a reading failed; it is said in the bar, and read anew at the next change.
    """

    lost = Signal()

    def __init__(
        self,
        bench: Workbench,
        names: Sequence[str],
        parent: QObject,
        *,
        ask: Callable[[str], Work],
        take: Callable[[Any], None],
        clear: Callable[[], None],
        concerns: Callable[[frozenset[str]], object] | None = None,
        of_draft: Callable[[], bool] | bool = True,
        pause: int = BURST,
        title: Callable[[], str] = str,
        cancelled: Callable[[], None] | None = None,
    ) -> None:
        """Args:
        bench: what lies open.
        names: of the panels in the drawer.
        parent: the desk.
        ask: given the name of the panel in sight, says what is to be read on the writer thread.
        take: gets the answer, unless something else lies here by then.
        clear: what the panels tell is not of what lies here any more, or nothing lies here.
        concerns: whether changes of such kinds make it out of date; without it the desk says `again`.
        of_draft: whether it tells of the draft shown alone; where that can change it is asked.
        pause: milliseconds without a change after which changes are read, where that takes long.
        title: of work that takes time, for the status line, where it can be cancelled; "" for none.
        cancelled: it was; the panels tell nothing any more. Without it what was told stays.
        """
        super().__init__(parent)
        self._bench, self._names = bench, tuple(names)
        self._of_draft = of_draft if callable(of_draft) else lambda: of_draft
        self._ask, self._take, self._clear, self._concerns = ask, take, clear, concerns
        self._title, self._cancelled = title, cancelled
        self._shown, self._kept = "", False
        self._stale: set[str] = set()
        self._told: dict[str, _Here] = {}
        self._stopped: dict[str, _Here] = {}
        self._question: _Question | None = None
        self._burst = QTimer(self)
        self._burst.setSingleShot(True)
        self._burst.setInterval(BURST)
        self._burst.timeout.connect(self.read)
        self._pause = QTimer(self, singleShot=True, interval=pause)
        self._pause.timeout.connect(self.read)
        signals = bench.signals
        signals.project_changed.connect(self._on_project_changed)
        for signal in (signals.drafts_changed, signals.passages_changed, bench.project_opened):
            signal.connect(self._on_turned)

    @property
    def shown(self) -> str:
        """Which of its panels is in sight; "" for none."""
        return self._shown

    @property
    def here(self) -> _Here | None:
        """What lies here to be told of; None where no project, or no draft of one, does."""
        bench = self._bench
        if bench.project is None or bench.reviewer is None:
            return None
        if not self._of_draft() or (bench.sheet and bench.sheet.draft):
            return bench.laid, bench.sha256
        return None

    @property
    def fresh(self) -> bool:
        """Whether something is told, and is of what lies here."""
        return bool(self._told) and all(map(self._holds, self._told.values()))

    def _holds(self, told: _Here | None) -> bool:
        """Whether what lies here is what lay there; of all drafts it does not matter which one shows."""
        here = self.here
        if told is None or here is None:
            return False
        return told == here if self._of_draft() else told[0] == here[0]

    @Slot(str)
    def set_shown(self, name: str) -> None:
        """Another part of the drawer, or none with "", is in sight; what is hidden is not read."""
        self._shown = name if name in self._names else ""
        self.read()

    def keep(self, on: bool) -> None:
        """Read while it is hidden, too: something else shows what it tells."""
        self._kept = on
        self.read()

    def again(self, *names: str) -> None:
        """What some panels tell is out of date; without names all of it."""
        self._stale.update(names or self._names)
        self._stopped.clear()
        self._pause.stop()
        self._burst.start()

    @Slot()
    def read(self) -> None:
        """Ask for what is wanted and out of date, unless an answer is on its way."""
        self._let_go()
        name, here = self._shown or (self._names[0] if self._kept else ""), self.here
        if name and here is None:
            self._clear()
        if not name or here is None or self._question is not None:
            return
        waits = name not in self._stale or self._pause.isActive()
        if waits and self._holds(self._told.get(name)):
            return
        if self._holds(self._stopped.get(name)):
            return  # until something changes, or it is asked for
        work = self._ask(name)
        self._stale.discard(name)
        self._question = question = _Question(self, name, here)
        self._bench.ask(
            _unless_cancelled(work), question.came, failed=question.failed, title=self._title()
        )

    def take(self, question: _Question, answer: Any) -> None:
        """An answer came, or the reader had enough of waiting for one."""
        self._question = None
        if answer is _STOPPED:
            self._stop(question)
        elif self._holds(question.here):
            self._told[question.name] = question.here
            self._take(answer)
        self.read()  # what changed meanwhile, or another draft

    def _stop(self, question: _Question) -> None:
        self._stale.add(question.name)
        if self._holds(question.here):
            self._stopped[question.name] = question.here
            if self._cancelled is not None:
                self._told.pop(question.name, None)
                self._cancelled()

    def fail(self, question: _Question, error: object) -> None:
        """No answer will come. Not asked again at once: it would fail again."""
        self._question = None
        self._stale.add(question.name)
        self.lost.emit()
        if self._bench.project is not None:
            self._bench.signals.failed.emit(error)
        if not self._holds(question.here):
            self.read()

    # -- what lies here --------------------------------------------------------------------------

    @Slot(object)
    def _on_project_changed(self, change: ChangeSet) -> None:
        if self._concerns is not None and self._concerns(change.kinds):
            self._stale.update(self._names)
            self._stopped.clear()
            self._pause.start()

    @Slot()
    def _on_turned(self) -> None:
        self._let_go()
        self._burst.start()

    def _let_go(self) -> None:
        """Of what is told of another draft or project, and of an answer about another project."""
        asked = self._question
        gone = asked is not None and asked.here[0] != self._bench.laid
        if gone:
            self._question = None
        if gone or (self._told and not self.fresh):
            self._told.clear()
            self._stopped.clear()
            self._stale.clear()
            self._clear()


def _unless_cancelled(work: Work) -> Work:
    """The same, with an answer where it is cancelled: the writer thread gives none."""

    def run(space: Workspace, progress: Progress) -> Any:
        try:
            return work(space, progress)
        except Cancelled:
            return _STOPPED

    return run

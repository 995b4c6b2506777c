# SPDX-License-Identifier: AGPL-3.0-or-later
"""The window's side of a PDF worker: requests, queue, watchdog. No Qt, no threads, no MuPDF."""

from __future__ import annotations

import logging
import time
from collections import deque
from typing import TYPE_CHECKING, Final

from annotator.domain.errors import WorkerLostError
from annotator.i18n import _
from annotator.pdf.picture_slots import PictureSlots
from annotator.pdf.protocol import Clip, Frame, ProtocolError
from annotator.pdf.replies import Reply
from annotator.pdf.requests import Job, answer, prepare
from annotator.pdf.waiting import wait_for
from annotator.pdf.worker_process import WorkerProcess

if TYPE_CHECKING:
    from annotator.pdf.arena import SharedBytes

_log = logging.getLogger(__name__)

SLOW: Final = 3.0
"""Seconds after which a request is called slow."""
HANGING: Final = 15.0
"""Seconds after which the worker is killed."""
STARTING: Final = 60.0
"""Seconds a worker may take to import what it needs, on a machine that is busy."""
MEMORY: Final = 2 << 30
"""Bytes of its own at which a worker is killed."""


class PdfClient:
    """One worker and what is asked of it, one request at a time. Use it from one thread."""

    def __init__(self, *, role: str = "render") -> None:
        """Nothing is started yet.

        Args:
            role: `render`; `text` and `job` run at low priority.
        """
        self.role = role
        self._worker: WorkerProcess | None = None
        self._ready = False
        self._started = 0.0
        self._last_id = 0
        self._current: Job | None = None
        self._queue: deque[Job] = deque()
        self._replies: list[Reply] = []
        self._slots = PictureSlots()
        self._told: set[int] = set()
        self._pages: list[list[float]] = []
        self._source: SharedBytes | None = None
        self._password: str | None = None

    def start(self) -> None:
        """Spawn the worker and return at once.

        Raises:
            WorkerLostError: the process cannot be started.
        """
        if self._worker:
            return
        try:
            self._worker = WorkerProcess(self.role)
        except OSError as error:
            raise WorkerLostError(_("The PDF reader cannot be started."), str(error)) from error
        self._ready = False
        self._told = set()
        self._started = time.monotonic()
        self._dispatch()

    def fileno(self) -> int:
        """For a socket notifier; another one after `respawn`. -1 when no worker runs."""
        return self._worker.fileno() if self._worker else -1

    @property
    def pid(self) -> int:
        """Process id of the worker, 0 when none runs."""
        return self._worker.pid if self._worker else 0

    def open(self, source: SharedBytes, *, password: str | None = None) -> int:
        """Open a document in place of the last. Answer: `opened` or `refused`.

        Args:
            source: stays the caller's, who closes it after this client.
            password: where one is needed.
        """
        self._source, self._password = source, password
        return self._ask(Job("open", {"password": password}, source=source))

    def render(
        self,
        page: int,
        *,
        scale: float,
        clip: Clip | None = None,
        turn: int = 0,
        dark: bool = False,
        notes: bool = True,
    ) -> int:
        """Draw a page. Answer: `pixels`, with a note under `damaged` where the page is faulty.

        Args:
            page: from 1.
            scale: device pixels per page point.
            clip: in device pixels of the whole page as shown; None for all of it.
            turn: degrees clockwise, a multiple of 90; the clip is in the page so turned.
            dark: light letters on a dark ground, pictures as they are.
            notes: whether to draw what others wrote into the PDF.
        """
        look = {"turn": turn, "dark": dark, "notes": notes}
        return self._ask(Job("render", {"page": page, "scale": scale, "clip": clip} | look))

    def preview(self, page: int, *, max_side: int) -> int:
        """Draw a small picture of a page. Answer: `preview`, a PNG."""
        return self._ask(Job("preview", {"page": page, "max_side": max_side}))

    def text(self, first: int, last: int) -> int:
        """Read the text of pages. Answers: a `text` for each page, its payload packed, then `done`."""
        return self._ask(Job("text", {"first": first, "last": last}, next_page=first))

    def extras(self, page: int) -> int:
        """Read links and notes of a page. Answer: `extras`."""
        return self._ask(Job("extras", {"page": page}))

    def looks(self, page: int) -> int:
        """Read how the words of a page look. Answer: `looks`."""
        return self._ask(Job("looks", {"page": page}))

    def probe(self, port: int) -> int:
        """Let the worker try what it may not do. Answer: `probed`. For the self-test."""
        return self._ask(Job("probe", {"port": port}))

    def cancel(self, request: int) -> None:
        """Stop a request. It is answered `cancelled`, once; one already answered is not."""
        if self._current and self._current.id == request and not self._current.cancelled:
            self._current.cancelled = True
            if self._worker:
                # the frame first: it tells the worker whom the bytes in the pipe were meant for
                self._worker.send(Frame("cancel", request))
                self._worker.abort()
            return
        if waiting := next((job for job in self._queue if job.id == request), None):
            self._queue.remove(waiting)
            self._replies.append(Reply(request, "cancelled"))

    def _ask(self, job: Job) -> int:
        job.id = self._last_id = self._last_id + 1
        self._queue.append(job)
        self._dispatch()
        return job.id

    def _dispatch(self) -> None:
        """Send the next request when none is under way."""
        while self._worker and self._queue and not self._current:
            job = self._queue.popleft()
            reason = prepare(job, self._pages, self._slots)
            if reason:
                self._replies.append(Reply(job.id, "refused", {"reason": reason, "message": ""}))
                continue
            if job.type == "open":
                self._pages = []
            elif job.type == "render" and job.body["arena"] not in self._told:
                self._tell(job.body["arena"])
            job.since = time.monotonic()
            self._current = job
            fd = job.source.fd if job.source else -1
            self._worker.send(Frame(job.type, job.id, job.body), fd)

    def _tell(self, number: int) -> None:
        """Hand the worker an arena, and take from it those nobody uses."""
        if self._worker:
            for old in self._told.intersection(self._slots.drop_idle(number)):
                self._worker.send(Frame("drop_arena", 0, {"arena": old}))
            self._told = self._told.intersection(self._slots.arenas) | {number}
            arena = self._slots.arenas[number]
            self._worker.send(Frame("arena", 0, {"arena": number, "size": arena.size}), arena.fd)

    def pump(self) -> list[Reply]:
        """Take what has come, without waiting; raises nothing. A dead worker answers `lost`.

        Some answers need no worker (a request that cannot be met, one cancelled in the queue), so
        that no socket tells of them: call this after asking and cancelling, too.
        """
        if self._worker:
            self._worker.flush()
            try:
                frames, alive = self._worker.receive()
                for frame in frames:
                    self._take(frame)
            except ProtocolError as error:
                _log.warning("pdf.worker_nonsense %s", error)
                alive = False
            if not alive and not self._lose():
                self._replies.append(Reply(0, "lost"))
            self._dispatch()
        answers, self._replies = self._replies, []
        return answers

    def _take(self, frame: Frame) -> None:
        if frame.type == "ready" and not self._ready:
            self._ready = True
            if self._current:
                self._current.since = time.monotonic()
            return
        job = self._current
        if job is None or frame.id != job.id or not self._ready:
            raise ProtocolError("answer to nothing")
        reply = answer(job, frame)
        if reply.kind == "opened":
            self._pages = reply.body["pages"]  # type: ignore[assignment]  # checked by `replies`
        ends = reply.kind != "text"
        if job.cancelled:
            reply = Reply(job.id, "cancelled")
        if ends:
            self._current = None
            if job.slot and reply.pixels is None:
                job.slot.release()
        elif job.cancelled:
            return
        if not (job.silent and reply.kind == "opened"):
            self._replies.append(reply)

    def wait(self, request: int, *, timeout: float) -> Reply:
        """Block until the next answer to a request; for several pages of text, one after another.

        Raises:
            WorkerLostError: the worker died, hung or took longer than `timeout` seconds.
            PasswordNeededError: the document needs a password, or another one.
            UnreadablePdfError: the document, or this part of it, was refused.
        """
        return wait_for(self, request, timeout)

    def put_back(self, replies: list[Reply]) -> None:
        """Answers somebody took who waited for another one: `pump` gives them again, first."""
        self._replies[:0] = replies

    def check(self, now: float) -> str:
        """Look after the worker; call it every half second or so.

        Args:
            now: `time.monotonic()`.

        Returns:
            `idle`, `busy`, `slow` (3 s on one request) or `killed` (15 s or 2 GiB; also when it
            died by itself): call `respawn` to go on.
        """
        if self._worker is None:
            return "killed"
        if self._worker.private_bytes() > MEMORY:
            return self._kill("memory")
        if self._current is None:
            return "idle"
        if not self._ready:
            return self._kill("start") if now - self._started > STARTING else "busy"
        if (spent := now - self._current.since) > HANGING:
            return self._kill("time")
        return "slow" if spent >= SLOW else "busy"

    def _kill(self, why: str) -> str:
        _log.warning("pdf.worker_killed %s", why)
        if not self._lose():
            self._replies.append(Reply(0, "lost"))
        return "killed"

    def _lose(self) -> int:
        """The worker is gone: answer all that was asked of it, and say how much that was."""
        if self._worker:
            self._worker.kill()
            self._worker = None
        jobs = ([self._current] if self._current else []) + list(self._queue)
        self._current = None
        self._queue.clear()
        for job in jobs:
            if job.slot:
                job.slot.release()
            if not job.silent:
                self._replies.append(Reply(job.id, "cancelled" if job.cancelled else "lost"))
        return len(jobs)

    def respawn(self) -> None:
        """Start a new worker on the same document; what was asked of the old one is `lost`.

        The answer to the reopening is not passed on, unless it is a refusal.
        """
        self._lose()
        self.start()
        if self._source and self._source.fd >= 0:
            # where it never opened, the outline or the labels may be what made it hang
            body = {"password": self._password, "plain": not self._pages}
            self._ask(Job("open", body, source=self._source, silent=True))

    def close(self) -> None:
        """End the worker and give all memory back. Idempotent."""
        self._lose()
        self._replies.clear()
        self._slots.close()

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The PDF process, `python -m annotator.pdf.worker SOCKET CANCEL ROLE PARENT`. Holds no rights."""

from __future__ import annotations

import codecs
import contextlib
import ctypes
import mmap
import os
import signal
import socket
import sys
import threading
import time
from array import array
from collections import deque
from typing import TYPE_CHECKING, Any, Final

os.environ["PYMUPDF_MESSAGE"] = "fd:2"  # stdout is the default, and absent in windowed programs

from annotator.pdf import drawing, engine, sandbox, text_looks
from annotator.pdf.extras import to_json
from annotator.pdf.protocol import Frame, FrameReader, encode
from annotator.pdf.worker_memory import MemoryWatch

if TYPE_CHECKING:
    from collections.abc import Callable

_CODECS: Final = ("ascii", "latin-1", "utf-16", "utf-16-be", "utf-16-le", "cp1252")
"""Loaded before files are out of reach; Python finds a codec when it is first named."""
_LATE_ABORTS: Final = 8
_OF_PAGES: Final = ("render", "preview", "text", "extras", "looks")


class Worker:
    """Answers one window over one socket, one request at a time, until the socket closes."""

    def __init__(self, sock: socket.socket, cancel: int, held: dict[str, Any]) -> None:
        self._sock = sock
        self._held = held
        self._cookie = drawing.Cookie()
        self._reader = FrameReader()
        self._frames: deque[Frame] = deque()
        self._fds: deque[int] = deque()
        self._cancelled: set[int] = set()
        self._arenas: dict[int, mmap.mmap] = {}
        self._bytes: mmap.mmap | None = None
        self._doc: engine.Document | None = None
        self._memory = MemoryWatch()
        threading.Thread(target=_listen, args=(cancel, self._cookie.address), daemon=True).start()

    def run(self) -> None:
        """Work until the window hangs up."""
        self._send(Frame("ready", 0, {"sandbox": self._held}))
        while (frame := self._next()) is not None:
            self._answer(frame)
            self._save_memory()

    def _next(self) -> Frame | None:
        while not self._frames:
            if not self._receive(0):
                return None
        return self._frames.popleft()

    def _receive(self, flags: int) -> bool:
        """Take what has come; False when the window is gone."""
        # socket.recv_fds drops its flags argument in Python 3.11 to 3.13
        room = socket.CMSG_LEN(8 * ctypes.sizeof(ctypes.c_int))
        data, messages, _flags, _address = self._sock.recvmsg(1 << 16, room, flags)
        for level, kind, packed in messages:
            if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
                fds = array("i")
                fds.frombytes(packed[: len(packed) - len(packed) % fds.itemsize])
                self._fds.extend(fds)
        for frame in self._reader.feed(data):
            if frame.type == "cancel":
                self._cancelled.add(frame.id)
            else:
                self._frames.append(frame)
        return bool(data)

    def _is_cancelled(self, request: int) -> bool:
        with contextlib.suppress(BlockingIOError):
            while self._receive(socket.MSG_DONTWAIT):
                pass
        return request in self._cancelled

    def _send(self, frame: Frame) -> None:
        self._sock.sendall(encode(frame))

    def _answer(self, frame: Frame) -> None:
        jobs: dict[str, Callable[[Frame], None]] = {
            "open": self._open,
            "arena": self._map_arena,
            "drop_arena": self._drop_arena,
            "render": self._render,
            "preview": self._preview,
            "text": self._text,
            "extras": self._extras,
            "looks": self._looks,
            "probe": self._probe,
        }
        if frame.type in _OF_PAGES and not self._doc:
            self._refuse(frame, "no_document", "")
        else:
            jobs[frame.type](frame)
        self._cancelled = {request for request in self._cancelled if request > frame.id}

    def _refuse(self, frame: Frame, reason: str, message: str) -> None:
        self._send(Frame("refused", frame.id, {"reason": reason, "message": message[:300]}))

    def _open(self, frame: Frame) -> None:
        fd = self._fds.popleft()
        try:
            if self._doc:
                self._doc.drawing.shrink(True)  # colours of one PDF have shown in the next
            self._doc = None
            size = int(frame.body["size"])
            self._bytes = mmap.mmap(fd, size, mmap.MAP_PRIVATE, mmap.PROT_READ) if size else None
            data = memoryview(self._bytes if self._bytes is not None else b"")
            self._doc = engine.Document(data, frame.body.get("password"), self._cookie)
            summary = self._doc.summary(plain=bool(frame.body.get("plain")))
        except engine.Refused as refusal:
            self._refuse(frame, refusal.reason, str(refusal))
        except Exception as error:  # noqa: BLE001 - any failure of a stranger's file is a refusal
            self._doc = None
            self._refuse(frame, "damaged", str(error))
        else:
            self._send(Frame("opened", frame.id, summary | {"sandbox": self._held}))
        finally:
            os.close(fd)

    def _map_arena(self, frame: Frame) -> None:
        fd = self._fds.popleft()
        self._arenas[int(frame.body["arena"])] = mmap.mmap(fd, int(frame.body["size"]))
        os.close(fd)

    def _drop_arena(self, frame: Frame) -> None:
        self._arenas.pop(int(frame.body["arena"])).close()

    def _uncancelled(self, frame: Frame, job: Callable[[], Frame]) -> None:
        """Do a job and send its answer. An abort meant for an earlier job starts it again."""
        for _ in range(_LATE_ABORTS):
            self._cookie.reset()
            if self._is_cancelled(frame.id):
                break
            try:
                answer = job()
            except drawing.Aborted:
                continue
            self._send(answer)
            return
        self._send(Frame("cancelled", frame.id))

    def _render(self, frame: Frame) -> None:
        body = frame.body
        view = memoryview(self._arenas[body["arena"]])
        target = view[body["offset"] : body["offset"] + body["bytes"]]

        def job() -> Frame:
            began = time.perf_counter()
            note = self._draw(frame, target)
            spent = (time.perf_counter() - began) * 1000
            return Frame("pixels", frame.id, {"ms": round(spent, 3), "damaged": note})

        try:
            self._uncancelled(frame, job)
        finally:
            target.release()
            view.release()

    def _draw(self, frame: Frame, target: memoryview) -> str:
        """Draw, and say what was wrong: a page that fails is white as far as it failed."""
        body = frame.body
        clip = tuple(body["clip"])
        try:
            self._document.drawing.render(
                body["page"], scale=body["scale"], clip=clip, target=target,
                turn=body["turn"], dark=body["dark"], notes=body["notes"],
            )  # fmt: skip
        except drawing.Aborted:
            raise
        except Exception as error:  # noqa: BLE001 - MuPDF raises many kinds; the page stays white
            return str(error)[:300] or "failed"
        return ""

    @property
    def _document(self) -> engine.Document:
        if self._doc is None:
            raise RuntimeError("no document")
        return self._doc

    def _preview(self, frame: Frame) -> None:
        page, side = frame.body["page"], frame.body["max_side"]

        def job() -> Frame:
            png = self._document.drawing.preview(page, max_side=side)
            return Frame("image", frame.id, {"page": page}, png)

        try:
            self._uncancelled(frame, job)
        except (RuntimeError, ValueError, MemoryError) as error:
            self._refuse(frame, "page", str(error))

    def _text(self, frame: Frame) -> None:
        for page in range(frame.body["first"], frame.body["last"] + 1):
            if self._is_cancelled(frame.id):
                self._send(Frame("cancelled", frame.id))
                return
            note = ""
            try:
                text = self._document.text(page)
            except Exception as error:  # noqa: BLE001 - MuPDF raises many kinds; the page is empty
                text, note = self._document.no_text(page), str(error)[:300] or "failed"
            body = {"page": page, "damaged": note}
            self._send(Frame("page_text", frame.id, body, text.to_bytes()))
            self._save_memory()
        self._send(Frame("done", frame.id))

    def _extras(self, frame: Frame) -> None:
        page = frame.body["page"]

        def job() -> Frame:
            return Frame("page_extras", frame.id, to_json(self._document.extras(page)))

        try:
            self._uncancelled(frame, job)
        except Exception as error:  # noqa: BLE001 - MuPDF raises many kinds; the page has none
            self._refuse(frame, "page", str(error))

    def _looks(self, frame: Frame) -> None:
        page = frame.body["page"]

        def job() -> Frame:
            return Frame("page_looks", frame.id, text_looks.to_json(self._document.looks(page)))

        try:
            self._uncancelled(frame, job)
        except Exception as error:  # noqa: BLE001 - MuPDF raises many kinds; the page has none
            self._refuse(frame, "page", str(error))

    def _probe(self, frame: Frame) -> None:
        self._send(Frame("probed", frame.id, sandbox.probe(int(frame.body["port"]))))

    def _save_memory(self) -> None:
        if self._doc is not None:
            self._memory.look(self._doc.drawing.shrink)


def _listen(pipe: int, address: int) -> None:
    """Let the kernel store what the pipe brings into the cookie, while MuPDF holds the GIL."""
    read = ctypes.CDLL(None, use_errno=True).read
    read.argtypes = (ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t)
    read.restype = ctypes.c_ssize_t
    while read(pipe, address, 4) == 4:  # noqa: PLR2004 - sizeof(int)
        pass


def main(arguments: list[str]) -> int:
    """Entry of the worker process.

    Args:
        arguments: descriptor of the socket, descriptor of the cancel pipe, role, and the process
            id of the window to die with (0 where it must not).
    """
    descriptor, cancel, role, parent = arguments
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is for the window
    if role != "render":
        with contextlib.suppress(OSError):
            os.nice(10)
    for name in _CODECS:
        codecs.lookup(name)
    sock = socket.socket(fileno=int(descriptor))
    held = sandbox.lock_down()
    if int(parent):
        sandbox.die_with_parent(int(parent))  # after the lock-down, which may undo it
    with contextlib.suppress(ConnectionError):
        Worker(sock, int(cancel), held).run()
    # not through the interpreter's end: a daemon thread sits in a read, and MuPDF may be broken
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

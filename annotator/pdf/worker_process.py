# SPDX-License-Identifier: AGPL-3.0-or-later
"""One worker process as the window holds it: spawned, written to, read, killed."""

from __future__ import annotations

import contextlib
import mmap
import os
import select
import socket
import subprocess
import sys
import threading
from collections import deque
from pathlib import Path
from typing import Final

from annotator.pdf.protocol import Frame, FrameReader, encode

_KEPT: Final = (
    "PATH",
    "LD_LIBRARY_PATH",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "SYSTEMROOT",
    "PYTHONPYCACHEPREFIX",
    "PYTHONDONTWRITEBYTECODE",
)
"""What a worker learns of the environment: no more than Python and MuPDF need."""
_READS: Final = 64
_READ_BYTES: Final = 1 << 18
_ABORT: Final = (1).to_bytes(4, sys.byteorder)


class WorkerProcess:
    """A child process, its socket, and the pipe that stops a drawing."""

    def __init__(self, role: str) -> None:
        """Spawn it; returns before it has imported anything.

        Raises:
            OSError: the process cannot be started.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        cancel_read, self._cancel = os.pipe()
        # the kernel ends the child with the thread that made it, so only the main thread may ask
        main = threading.current_thread() is threading.main_thread()
        numbers = (theirs.fileno(), cancel_read)
        try:
            self._process = subprocess.Popen(
                [*_command(), *map(str, numbers), role, str(os.getpid() if main else 0)],
                pass_fds=numbers,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=None if os.environ.get("ANNOTATOR_WORKER_STDERR") else subprocess.DEVNULL,
                env=_environment(),
            )
        except BaseException:
            ours.close()
            os.close(self._cancel)
            raise
        finally:
            theirs.close()
            os.close(cancel_read)
        ours.setblocking(False)
        os.set_blocking(self._cancel, False)
        self._socket = ours
        self._reader = FrameReader()
        self._outbox: deque[tuple[bytes, int]] = deque()
        self.pid = self._process.pid

    def fileno(self) -> int:
        """The socket's descriptor, readable when something has come."""
        return self._socket.fileno()

    def send(self, frame: Frame, fd: int = -1) -> None:
        """Queue a frame, with a descriptor where one belongs to it, and send what can be sent."""
        self._outbox.append((encode(frame), fd))
        self.flush()

    def flush(self) -> None:
        """Send what waits, as far as the socket takes it. A dead worker is noticed by `receive`."""
        with contextlib.suppress(OSError):
            while self._outbox:
                data, fd = self._outbox[0]
                fds = [fd] if fd >= 0 else []
                done = socket.send_fds(self._socket, [data], fds)
                self._outbox.popleft()
                if done < len(data):
                    self._outbox.appendleft((data[done:], -1))

    def receive(self) -> tuple[list[Frame], bool]:
        """What has come, without waiting, and whether the worker still lives.

        Raises:
            ProtocolError: it sent nonsense.
        """
        frames: list[Frame] = []
        for _ in range(_READS):
            try:
                data = self._socket.recv(_READ_BYTES)
            except BlockingIOError:
                break
            except OSError:
                data = b""
            if not data:
                return frames, False
            frames += self._reader.feed(data)
            if frames:
                break
        return frames, True

    def wait(self, seconds: float) -> None:
        """Until something has come, or so long."""
        poll = select.poll()
        poll.register(self._socket, select.POLLIN)
        poll.poll(seconds * 1000)

    def abort(self) -> None:
        """Stop the drawing under way: the kernel stores these bytes into MuPDF's cookie."""
        with contextlib.suppress(OSError):
            os.write(self._cancel, _ABORT)

    def private_bytes(self) -> int:
        """Memory that is the worker's own, 0 where the system does not say."""
        try:
            with Path(f"/proc/{self.pid}/statm").open("rb") as file:
                _size, resident, shared, *_rest = map(int, file.read(200).split())
        except (OSError, ValueError):
            return 0
        return (resident - shared) * mmap.PAGESIZE

    def kill(self) -> None:
        """End it now; nothing in it is worth waiting for. Idempotent."""
        self._process.kill()
        self._process.wait()
        self._socket.close()
        if self._cancel >= 0:
            os.close(self._cancel)
            self._cancel = -1
        self._outbox.clear()


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "--pdf-worker"]
    # -P: a file called json.py in the folder we were started from is not Python's
    return [sys.executable, "-P", "-m", "annotator.pdf.worker"]


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    root = str(Path(__file__).resolve().parents[2])
    paths = [root, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return kept | {"PYTHONPATH": os.pathsep.join(paths), "PYMUPDF_MESSAGE": "fd:2"}

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Memory shared with a worker: a PDF one way, pixels the other. No disk where memfd exists."""

from __future__ import annotations

import contextlib
import fcntl
import mmap
import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_SEAL_SIZE: Final = getattr(fcntl, "F_SEAL_SHRINK", 2) | getattr(fcntl, "F_SEAL_GROW", 4)
_SEAL_ALL: Final = _SEAL_SIZE | getattr(fcntl, "F_SEAL_WRITE", 8) | getattr(fcntl, "F_SEAL_SEAL", 1)
_ADD_SEALS: Final = getattr(fcntl, "F_ADD_SEALS", 1033)


def _anonymous(name: str) -> int:
    """A file descriptor of memory without a name; a private file already unlinked elsewhere."""
    if hasattr(os, "memfd_create"):
        return os.memfd_create(name, os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    import tempfile  # noqa: PLC0415 - costs the start of the window, and is rarely needed

    fd, path = tempfile.mkstemp(prefix=name)
    os.unlink(path)  # noqa: PTH108 - a path just made, no Path needed
    return fd


def _seal(fd: int, seals: int) -> None:
    """Forbid the other side to shrink (a fault in whoever maps it) or to change what is here."""
    with contextlib.suppress(OSError):
        fcntl.fcntl(fd, _ADD_SEALS, seals)


class SharedBytes:
    """A PDF's bytes, written once, sealed, and handed over by file descriptor.

    Attributes:
        fd: to send to a worker; stays ours.
        size: in bytes.
        sha256: of the bytes, hex.
    """

    def __init__(self, fd: int, size: int, sha256: str) -> None:
        self.fd = fd
        self.size = size
        self.sha256 = sha256
        self._map: mmap.mmap | None = None

    @classmethod
    def of(cls, data: bytes | memoryview, *, sha256: str = "") -> SharedBytes:
        """Copy bytes into shared memory.

        Args:
            data: the bytes.
            sha256: of them, hex, where somebody keeps it; "" to reckon it.

        Raises:
            OSError: there is no memory for them.
        """
        fd = _anonymous("annotator-pdf")
        try:
            view = memoryview(data).cast("B")
            done = 0
            while done < len(view):
                done += os.write(fd, view[done : done + (64 << 20)])
        except BaseException:
            os.close(fd)
            raise
        _seal(fd, _SEAL_ALL)
        if not sha256:
            import hashlib  # noqa: PLC0415 - 3 ms; a stored draft's is known

            sha256 = hashlib.sha256(view).hexdigest()
        return cls(fd, len(view), sha256)

    @classmethod
    def from_file(cls, path: Path) -> SharedBytes:
        """Read a file once; what changes in the file afterwards changes nothing here.

        Raises:
            OSError: the file cannot be read.
        """
        return cls.of(path.read_bytes())

    def duplicate(self) -> SharedBytes:
        """The same bytes for somebody who may need them longer; both are closed."""
        return SharedBytes(os.dup(self.fd), self.size, self.sha256)

    def view(self) -> memoryview:
        """The bytes, read only. Release every slice before `close`."""
        if not self.size:
            return memoryview(b"")
        if self._map is None:
            # private, because older kernels refuse a shared map of a sealed memfd
            self._map = mmap.mmap(self.fd, self.size, mmap.MAP_PRIVATE, mmap.PROT_READ)
        return memoryview(self._map)

    def close(self) -> None:
        """Give the memory back. Idempotent; views still held stay valid."""
        if self._map is not None:
            with contextlib.suppress(BufferError):
                self._map.close()
            self._map = None
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1


class Slot:
    """A part of an arena that one picture is drawn into."""

    def __init__(self, arena: Arena, index: int) -> None:
        self.arena = arena
        self.index = index
        self._held = True

    @property
    def offset(self) -> int:
        """Where the slot begins in its arena, in bytes."""
        return self.index * self.arena.slot_bytes

    def view(self, nbytes: int) -> memoryview:
        """The first bytes of the slot: a slice, so that closing the arena under it is no fault."""
        if not 0 < nbytes <= self.arena.slot_bytes:
            raise ValueError(f"{nbytes} bytes do not fit a slot of {self.arena.slot_bytes}")
        return memoryview(self.arena.map)[self.offset : self.offset + nbytes]

    def release(self) -> None:
        """Let the slot be drawn into again. Idempotent."""
        if self._held:
            self._held = False
            self.arena.give_back(self.index)


class Arena:
    """Equal slots in one piece of shared memory. Memory is used only where something was drawn."""

    def __init__(self, slot_bytes: int, slots: int) -> None:
        page = mmap.PAGESIZE
        self.slot_bytes = -(-slot_bytes // page) * page
        self.slots = slots
        self.size = self.slot_bytes * slots
        self.fd = _anonymous("annotator-pixels")
        try:
            os.ftruncate(self.fd, self.size)
            _seal(self.fd, _SEAL_SIZE)
            self.map = mmap.mmap(self.fd, self.size)
        except BaseException:
            os.close(self.fd)
            raise
        self._free = list(range(slots - 1, -1, -1))

    def acquire(self) -> Slot | None:
        """A free slot, the one used last first; None when all are taken."""
        return Slot(self, self._free.pop()) if self._free else None

    def give_back(self, index: int) -> None:
        """For `Slot.release` only."""
        self._free.append(index)

    @property
    def idle(self) -> bool:
        """Whether no slot is taken."""
        return len(self._free) == self.slots

    def close(self) -> None:
        """Give the memory back; pictures that still look at it keep it alive. Idempotent."""
        with contextlib.suppress(BufferError):
            self.map.close()
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1

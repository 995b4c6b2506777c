# SPDX-License-Identifier: AGPL-3.0-or-later
"""How much memory a worker holds, and when it gives some back. Worker side; knows no MuPDF."""

from __future__ import annotations

import contextlib
import ctypes
import mmap
import os
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

SOFT: Final = 96 << 20
"""Bytes of its own from which a worker gives some back: drafts of text never come near."""
HARD: Final = 400 << 20
_STEP: Final = 32 << 20
"""What it must grow by before it tries again: what is there after shrinking is in use."""

_STATM: Final = os.open("/proc/self/statm", os.O_RDONLY) if sys.platform == "linux" else -1
"""Opened before the lock-down, which takes files away."""


class MemoryWatch:
    """Asks for memory to be given back each time a worker has grown by a good deal."""

    def __init__(self) -> None:
        self._enough = SOFT

    def look(self, shrink: Callable[[bool], None]) -> None:
        """Shrink where there is reason to.

        Args:
            shrink: gives back some of what is kept to be quick, or all of it (True).
        """
        used = private_bytes()
        if used > self._enough:
            shrink(used > HARD)
            _trim()
            self._enough = max(SOFT, private_bytes() + _STEP)


def private_bytes() -> int:
    """Memory that is this process's own; 0 where that is not known."""
    if _STATM < 0:
        return 0
    _size, resident, shared, *_rest = os.pread(_STATM, 200, 0).split()
    return (int(resident) - int(shared)) * mmap.PAGESIZE


def _trim() -> None:
    """What was freed goes back to the system, where the C library can do that."""
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)

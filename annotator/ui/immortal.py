# SPDX-License-Identifier: AGPL-3.0-or-later
"""Works around one fault of PySide 6.12 on Python 3.11. Goes when Python 3.11 goes."""

from __future__ import annotations

import ctypes
import sys

ENOUGH = 1 << 40


def guard_singletons() -> None:
    """Make True, False and None as good as immortal.

    `Signal.emit` gives back True without counting the reference, so that each emission takes one
    from it; some hundred later the interpreter ends with "deallocating True or False". None is
    lost likewise, a little at a time. From 3.12 on
    they are immortal and this does nothing. May be called as often as one likes.
    """
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for value in (True, False, None):
        if sys.getrefcount(value) < ENOUGH // 2:
            ctypes.c_ssize_t.from_address(id(value)).value += ENOUGH

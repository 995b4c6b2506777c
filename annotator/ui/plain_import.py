# SPDX-License-Identifier: AGPL-3.0-or-later
"""Brings Qt in without what PySide hangs on every import that comes after it."""

from __future__ import annotations

import builtins


def import_qt() -> None:
    """Import PySide, and leave importing as it was.

    PySide puts a function of its own in the place of `__import__`, which looks through the source of each
    further module for its feature switches. We use none; it costs a tenth of the start.
    """
    plain = builtins.__import__
    import PySide6.QtCore  # noqa: F401, PLC0415 - importing it is what this is for

    builtins.__import__ = plain

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lets the event loop run until something is so. Measures nothing itself."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, Qt, QTimer


class NotInTimeError(RuntimeError):
    """Something that was waited for did not come."""


def until(
    condition: Callable[[], object], *, seconds: float = 60.0, what: str = "", every: int = 1
) -> float:
    """Run the event loop until something is so, looked at every so many milliseconds; the seconds that
    took.

    Raises:
        NotInTimeError: it did not become so.
    """
    began = time.perf_counter()
    if condition():
        return 0.0
    loop, look, end = QEventLoop(), QTimer(), QTimer()
    look.setTimerType(Qt.TimerType.PreciseTimer)
    look.timeout.connect(lambda: loop.quit() if condition() else None)
    look.start(every)
    end.setSingleShot(True)
    end.timeout.connect(loop.quit)
    end.start(round(seconds * 1000))
    loop.exec()
    look.stop()
    if not condition():
        raise NotInTimeError(what or "not in time")
    return time.perf_counter() - began

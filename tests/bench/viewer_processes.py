# SPDX-License-Identifier: AGPL-3.0-or-later
"""What processes hold in memory, and our program run as it is, with a script beside it.

Proportional set size: a page of memory that several processes share counts once, in parts.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

MEGA = 1024 * 1024
Step = tuple[Callable[[], object], float]
"""What a script waits for, and for how many seconds at most."""


def family(root: int) -> list[int]:
    """A process and all that came from it, as long as their parents live."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        parents.setdefault(int(words[1]), []).append(int(entry.name))
    found, waiting = [], [root]
    while waiting:
        process = waiting.pop()
        found.append(process)
        waiting += parents.get(process, [])
    return found


def pss(process: int) -> int:
    """Bytes of a process; 0 when it is gone."""
    try:
        with Path(f"/proc/{process}/smaps_rollup").open() as file:
            return next(int(line.split()[1]) << 10 for line in file if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return 0


def role(process: int) -> str:
    """Which of our processes it is, or the program's name."""
    try:
        words = Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return "gone"
    if b"annotator.pdf.worker" in words:
        return f"{words[-3].decode()} worker"
    return Path(os.fsdecode(words[0])).name


def held(root: int) -> dict[str, float]:
    """Megabytes of a process and its children: the sum, and each under its role."""
    told: dict[str, float] = {}
    for process in family(root):
        size = pss(process) / MEGA
        name = "window" if process == root else role(process)
        if size:
            told[name] = round(told.get(name, 0.0) + size, 1)
    return {"sum_mb": round(sum(told.values()), 1), **told}


def tell(key: list[str], value: object) -> None:
    """A figure, for whoever started this process."""
    sys.stdout.write(json.dumps({"key": key, "value": value}) + "\n")
    sys.stdout.flush()


def run_program(
    paths: list[str],
    script: Callable[[object], Iterator[Step]] | None = None,
    *,
    shown: Callable[[object], None] | None = None,
) -> int:
    """Start the program as its command does, and run a script beside its event loop.

    Args:
        paths: what the program opens.
        script: given the window when it is shown; yields what it waits for. The window is closed
            when the script ends.
        shown: called with the window before it has painted anything.

    Returns:
        the program's exit code.

    Raises:
        TimeoutError: something the script waited for did not come.
    """
    from annotator.ui import app, main_window  # Qt only in the process that shows a window

    beside: list[_Script] = []

    class Watched(main_window.MainWindow):
        def show(self) -> None:
            super().show()
            if shown is not None:
                shown(self)
            if script is not None:
                beside.append(_Script(script(self), self))

    main_window.MainWindow = Watched  # type: ignore[misc]
    code = app.run(paths)
    if beside and beside[0].failed:
        raise TimeoutError(beside[0].failed)
    return code


class _Script:
    """Takes a step of a script whenever what it waits for has come."""

    def __init__(self, steps: Iterator[Step], window) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.failed = ""
        self._steps, self._window = steps, window
        self._wait: Callable[[], object] = lambda: True
        self._end = monotonic() + 1
        self._timer = QTimer(window)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)
        self._timer.start(1)

    def _look(self) -> None:
        try:
            if self._wait():
                self._wait, seconds = next(self._steps)
                self._end = monotonic() + seconds
                return
            if monotonic() < self._end:
                return
            self.failed = f"not in time: line {self._steps.gi_frame.f_lineno} of the script"
        except StopIteration:
            pass
        except Exception as error:  # noqa: BLE001 - whatever it is ends the program and is told
            self.failed = repr(error)
        self._timer.stop()
        self._window.close()

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ask the open project something, on the thread that it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_PATIENCE = 20_000


def asked(qtbot: Any, bench: Any, work: Callable[[Any], Any]) -> Any:
    """What `work(space)` gives, done on the writer thread like all that the window asks."""
    given: list[Any] = []
    bench.ask(lambda space, _progress: given.append(work(space)))
    qtbot.waitUntil(lambda: bool(given), timeout=_PATIENCE)
    return given[0]

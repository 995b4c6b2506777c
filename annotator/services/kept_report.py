# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeps the report of concerns until something in the project changes. Used on the writer thread alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from annotator.services.events import ChangeSet

if TYPE_CHECKING:
    from annotator.exchange.change_report import Report
    from annotator.services.workspace import Workspace


class KeptReport:
    """The report of one project at a time."""

    def __init__(self) -> None:
        self._space: Workspace | None = None
        self._report: Report | None = None
        self._leave: Callable[[], None] | None = None

    def of(self, space: Workspace, progress: Callable[[int, int], None]) -> Report:
        """The report as it is now; made only where something changed since.

        Args:
            space: the project.
            progress: see `Rounds.concerns`; may raise Cancelled.
        """
        if space is not self._space:
            if self._leave is not None:
                self._leave()
            self._space, self._report = space, None
            self._leave = space.events.subscribe(self._on_change)
        if self._report is None:
            self._report = space.rounds.report(progress=progress)
        return self._report

    def _on_change(self, _change: ChangeSet) -> None:
        self._report = None

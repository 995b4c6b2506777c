# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was committed and not yet read again. Shared by two threads, so each touch holds the lock."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.services.events import ChangeSet


class Pending:
    """Changes gathered until somebody reads the project; a burst of commits is one reading."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._change: ChangeSet | None = None
        self._all = False
        self._asked = False

    def add(self, change: ChangeSet | None) -> bool:
        """Something was committed; None for whatever may have changed.

        Returns:
            Whether a reading must be asked for; False when one is on its way.
        """
        with self._lock:
            if change is None:
                self._all = True
            elif self._change is None:
                self._change = change
            else:
                both = self._change
                self._change = type(change)(both.kinds | change.kinds, both.ids | change.ids)
            asked, self._asked = self._asked, True
            return not asked

    def take(self) -> ChangeSet | None:
        """What to read again now; None for everything."""
        with self._lock:
            change = None if self._all else self._change
            self._change, self._all, self._asked = None, False, False
            return change

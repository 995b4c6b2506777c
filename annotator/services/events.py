# SPDX-License-Identifier: AGPL-3.0-or-later
"""Word of what changed, after it was committed. Carries ids only: who wants values asks for them."""

from __future__ import annotations

from collections.abc import Callable

from annotator.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What one committed action touched: kinds of record, and their uids."""

    kinds: frozenset[str]
    ids: frozenset[str]


class Events:
    """A list of listeners, called on the writer's thread."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[ChangeSet], None]] = []

    def subscribe(self, callback: Callable[[ChangeSet], None]) -> Callable[[], None]:
        """Be called after each commit.

        Returns:
            What to call to be left alone again.
        """
        self._listeners.append(callback)

        def unsubscribe() -> None:
            if callback in self._listeners:
                self._listeners.remove(callback)

        return unsubscribe

    def publish(self, change: ChangeSet) -> None:
        """Tell everybody."""
        for listener in tuple(self._listeners):
            listener(change)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Arenas of several slot sizes, made as bigger pages are asked for. Window side."""

from __future__ import annotations

from typing import Final

from annotator.pdf.arena import Arena, Slot

_SMALLEST: Final = 1 << 20
_ARENA_BYTES: Final = 64 << 20
_MOST_BYTES: Final = 1200 << 20
"""Address space of all arenas, less than a worker's limit. Memory is used only where drawn."""


class PictureSlots:
    """Gives out slots that fit, and numbers its arenas so that a worker can be told of them."""

    def __init__(self) -> None:
        self.arenas: dict[int, Arena] = {}
        self._last = 0

    def acquire(self, nbytes: int) -> tuple[int, Slot] | None:
        """A free slot of at least so many bytes and its arena's number; None when memory is out."""
        size = max(_SMALLEST, 1 << (nbytes - 1).bit_length())
        for number, arena in self.arenas.items():
            if arena.slot_bytes == size and (slot := arena.acquire()):
                return number, slot
        slots = max(2, _ARENA_BYTES // size)
        if sum(arena.size for arena in self.arenas.values()) + slots * size > _MOST_BYTES:
            return None
        try:
            arena = Arena(size, slots)
        except OSError:
            return None
        self._last += 1
        self.arenas[self._last] = arena
        slot = arena.acquire()
        return (self._last, slot) if slot else None

    def drop_idle(self, keep: int) -> list[int]:
        """Close arenas nothing is drawn in, but one; their numbers, for the worker to forget."""
        idle = [number for number, arena in self.arenas.items() if arena.idle and number != keep]
        for number in idle:
            self.arenas.pop(number).close()
        return idle

    def close(self) -> None:
        """Give all memory back, as far as nobody looks at it."""
        for arena in self.arenas.values():
            arena.close()
        self.arenas.clear()

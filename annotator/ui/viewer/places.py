# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where one has been, to go back there: jumps are kept, scrolling only moves the place. No Qt."""

from __future__ import annotations

from annotator.domain.values import dataclass

MOST = 100
"""Places that are kept; older ones are forgotten."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a draft.

    Attributes:
        draft: SHA-256 of the PDF.
        page: the page at the top of the view, from 1.
        offset: part of that page above the top, 0 to 1.
    """

    draft: str
    page: int
    offset: float = 0.0


class PlaceHistory:
    """Places in the order of the jumps between them, and the one that is shown."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    @property
    def here(self) -> Place | None:
        """The place that is shown, None before anything is."""
        return self._places[self._at] if self._places else None

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place to go back to."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether one came back from somewhere."""
        return self._at + 1 < len(self._places)

    def moved(self, to: Place) -> None:
        """One scrolled: the same stay, at another place."""
        if self._places:
            self._places[self._at] = to
        else:
            self.jumped(to)

    def jumped(self, to: Place) -> None:
        """One went elsewhere: what one came back from is forgotten."""
        if to == self.here:
            return
        del self._places[self._at + 1 :]
        self._places.append(to)
        del self._places[:-MOST]
        self._at = len(self._places) - 1

    def back(self) -> Place | None:
        """Go to the place before; None at the first."""
        return self._step(-1) if self.can_go_back else None

    def forward(self) -> Place | None:
        """Go to the place one came back from; None at the last."""
        return self._step(1) if self.can_go_forward else None

    def clear(self) -> None:
        """Forget all: another project."""
        self._places.clear()
        self._at = -1

    def _step(self, step: int) -> Place:
        self._at += step
        return self._places[self._at]

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sides that fold to make room: each for its reasons, and back when the last one is gone."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from annotator.ui.room import NARROW, Room

DEEP = 272
BESIDE = {"wide": 1120, "least": 800}


class Shown(Room):
    """On the screen, with a right side that takes 420 pixels of height."""

    def __init__(self, qtbot, width: int, height: int) -> None:
        self.host = QWidget()
        qtbot.addWidget(self.host)
        left, page, right, drawer = (QWidget() for _part in range(4))
        left.setMinimumSize(200, 100)
        page.setMinimumSize(300, 100)
        right.setMinimumSize(260, 420)
        drawer.setMinimumSize(300, 120)
        super().__init__(left, page, right, drawer, self.host)
        self.qtbot = qtbot
        self.host.resize(width, height)
        self.resize(width, height)
        self.host.show()
        self.fold("drawer", shown=True)
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self._down.sizes()[1] > 0)

    def all_shown(self) -> set[str]:
        return {name for name in ("left", "panel") if self.shows(name)}


@pytest.fixture
def low(qtbot):
    """A window in which the right side and a deep drawer have no room above one another."""
    return Shown(qtbot, 1400, 560)


def test_a_deep_drawer_folds_the_right_side_and_gives_it_back(low) -> None:
    low._down.setSizes([440, 120])
    low.deepen(DEEP)
    assert low.all_shown() == {"left"}
    assert low._down.sizes()[1] >= DEEP
    low.deepen(0)
    assert low.all_shown() == {"left", "panel"}


def test_the_page_is_told_to_look_as_it_did_while_a_deep_drawer_is_open(low) -> None:
    told = []
    low.deepened.connect(told.append)
    low._down.setSizes([440, 120])
    low.deepen(DEEP)
    assert told == [True]
    low.deepen(0)
    assert told == [True, False]
    low._down.setSizes([440, 120])
    low.deepen(DEEP)
    low.fold("panel", shown=True)
    assert told == [True, False, True, False], "somebody wants the page otherwise"


@pytest.mark.parametrize("deep_first", [True, False])
@pytest.mark.parametrize("deep_goes_first", [True, False])
def test_a_side_stays_away_until_the_last_reason_is_gone(low, deep_first, deep_goes_first) -> None:
    low._down.setSizes([440, 120])
    steps = [lambda: low.deepen(DEEP), lambda: low.make_room(BESIDE["wide"], least=1300)]
    for step in steps if deep_first else reversed(steps):
        step()
        low.settle()
    assert low.all_shown() == set()
    ends = [lambda: low.deepen(0), low.give_back]
    first, last = ends if deep_goes_first else reversed(ends)
    first()
    assert not low.shows("panel"), "something else needs the room still"
    last()
    assert low.all_shown() == {"left", "panel"}


def test_what_somebody_folds_or_unfolds_gives_way_to_nothing_any_more(low) -> None:
    low.make_room(BESIDE["wide"], least=1300)
    low.fold("panel", shown=True)
    low.give_back()
    assert low.shows("panel")
    low.make_room(BESIDE["wide"], least=1300)
    low.fold("panel", shown=False)
    low.give_back()
    low.deepen(0)
    assert low.all_shown() == {"left"}


def test_a_window_made_wider_does_not_unfold_a_side_beside_two_drafts(qtbot) -> None:
    room = Shown(qtbot, NARROW + 100, 900)
    room.make_room(BESIDE["wide"], least=BESIDE["least"])
    assert room.all_shown() == {"panel"}
    for width in (NARROW - 100, NARROW + 100):
        room.resize(width, 900)
    assert room.all_shown() == {"panel"}
    room.give_back()
    assert room.all_shown() == {"left", "panel"}

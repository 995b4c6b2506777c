# SPDX-License-Identifier: AGPL-3.0-or-later
"""Windows of little height: the drawer has its rows, the right side scrolls, heads are cut in the open."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QApplication,
    QScrollBar,
    QTreeWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.ui import theme
from annotator.ui.head_words import cut_heads
from annotator.ui.panels.coverage_panel import CoveragePanel
from annotator.ui.panels.low import LowStack

USABLE = 200
"""Logical pixels of height in which one still reads a page."""


@pytest.fixture
def low(make_window, pdf, qtbot):
    """A window of 1024 by 700, the right side open with all its panels, the drawer at the passages."""
    window = make_window(pdf("two_pages"))
    window.resize(1024, 700)
    window.side.equip()
    window.furnish()
    window.drawer.turn_to("table")
    window.room.fold("drawer", shown=True)
    qtbot.waitUntil(lambda: window.drawer.isVisible() and window.drawer.height() > 0)
    QApplication.processEvents()
    return window


def test_a_low_window_shows_rows_of_passages_below_a_page(low) -> None:
    assert low.height() == 700
    assert low.room.shows("panel")
    table = low.furniture.table.rows
    header, row = table.horizontalHeader(), table.verticalHeader().defaultSectionSize()
    assert (table.parentWidget().height() - header.sizeHint().height()) // row >= 4
    assert low.reader.view.height() >= USABLE


def test_the_divider_of_the_drawer_moves_up_and_down(low) -> None:
    whole = sum(low.room._down.sizes())
    for wanted in (400, 200):
        low.room._down.setSizes([whole - wanted, wanted])
        assert low.drawer.height() == wanted
        assert low.room.shows("panel")


def test_every_panel_of_a_low_right_side_can_be_read_to_its_end(low, qtbot) -> None:
    low.room._down.setSizes([200, 400])
    for panel in (low.side.tagging, low.side.passage, low.side.moving, low.side.on_page):
        low.side.turn_to(panel)
        QApplication.processEvents()
        bar: QScrollBar = low.side.verticalScrollBar()
        assert bar.value() == 0
        assert panel.height() >= panel.minimumSizeHint().height()
        assert panel.height() == low.side.viewport().height() + bar.maximum()


def test_a_stack_is_as_high_as_the_panel_that_shows(qtbot) -> None:
    stack = LowStack()
    qtbot.addWidget(stack)
    high, small = QWidget(), QWidget()
    for panel, least in ((high, 500), (small, 50)):
        inner = QWidget()
        inner.setMinimumHeight(least)
        QVBoxLayout(panel).addWidget(inner)
        stack.add(panel)
    stack.resize(300, 200)
    stack.show()
    stack.show_panel(high)
    qtbot.waitUntil(lambda: stack.verticalScrollBar().maximum() > 0)
    stack.show_panel(small)
    qtbot.waitUntil(lambda: stack.verticalScrollBar().maximum() == 0)


def test_buttons_keep_their_height_and_the_rows_give_way(qtbot, qapp) -> None:
    theme.apply(qapp, theme.LIGHT)
    drawer = QWidget()
    qtbot.addWidget(drawer)
    panel = CoveragePanel(drawer)
    panel._pages.show_rows(True)
    panel._standing.setText("You have finished this draft.")
    panel.resize(900, 88)  # what the lowest drawer has
    drawer.show()
    assert panel.finish.geometry().bottom() < panel._pages.geometry().top()
    assert panel.finish.height() == panel.finish.sizeHint().height()


def test_a_head_that_does_not_fit_is_told_in_full(qtbot, monkeypatch) -> None:
    told = []
    monkeypatch.setattr(
        "annotator.ui.head_words.QToolTip.showText", lambda _at, said, *_: told.append(said)
    )
    tree = QTreeWidget()
    qtbot.addWidget(tree)
    tree.setHeaderLabels(["Carla Mensah (you): 4 of 58, finished", "A"])
    cut_heads(tree.header())
    tree.show()
    tree.header().resizeSection(0, 80)
    assert tree.header().textElideMode() == Qt.TextElideMode.ElideRight
    for x in (10, 100):  # the second one fits
        at = QPoint(x, 5)
        port = tree.header().viewport()
        event = QHelpEvent(QEvent.Type.ToolTip, at, port.mapToGlobal(at))
        QApplication.sendEvent(port, event)
    assert told == ["Carla Mensah (you): 4 of 58, finished"]

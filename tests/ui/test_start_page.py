# SPDX-License-Identifier: AGPL-3.0-or-later
"""The start page: the sample first, then what one worked on lately, all of it by keyboard."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QPushButton, QWidget

from annotator.ui import theme
from annotator.ui.models.recent_list import RecentCard, RecentList, when_said
from annotator.ui.panels.start import StartPage

ONE = RecentCard(Path("/somewhere/one.treaty"), "Electronic evidence", "yesterday, 14:10")
GONE = RecentCard(Path("/stick/gone.treaty"), "Gone", "Monday, 09:00", here=False)
TWO = RecentCard(Path("/somewhere/two.treaty"), "Plastics", "14 March 2026")


@pytest.fixture
def start(qtbot, qapp):
    theme.apply(qapp, theme.LIGHT)
    page = StartPage()
    qtbot.addWidget(page)
    page.resize(1024, 700)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.setFocus()
    return page


def test_the_sample_comes_first_at_the_first_start(start, qtbot) -> None:
    qtbot.waitUntil(start.sample.hasFocus)
    assert not start.list.isVisible()
    with qtbot.waitSignal(start.sample_requested):
        qtbot.keyClick(start.sample, Qt.Key.Key_Return)
    with qtbot.waitSignal(start.open_requested):
        qtbot.keyClick(start.open, Qt.Key.Key_Return)


def test_enter_opens_the_first_and_arrows_move(start, qtbot) -> None:
    start.set_recents([ONE, GONE, TWO])
    qtbot.waitUntil(start.list.hasFocus)
    with qtbot.waitSignal(start.recent_requested) as opened:
        qtbot.keyClick(start.list, Qt.Key.Key_Return)
    assert opened.args == [ONE.path]
    qtbot.keyClick(start.list, Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(start.recent_requested):
        qtbot.keyClick(start.list, Qt.Key.Key_Return)  # its file is not there
    qtbot.keyClick(start.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(start.recent_requested) as opened:
        qtbot.keyClick(start.list, Qt.Key.Key_Return)
    assert opened.args == [TWO.path]


def test_a_file_that_is_there_is_offered_before_one_that_is_gone(start, qtbot) -> None:
    start.set_recents([GONE, TWO])
    with qtbot.waitSignal(start.recent_requested) as opened:
        qtbot.keyClick(start.list, Qt.Key.Key_Return)
    assert opened.args == [TWO.path]


def test_a_click_opens(start, qtbot) -> None:
    start.set_recents([ONE, TWO])
    where = start.list.visualRect(start.model.index(1, 0)).center()
    with qtbot.waitSignal(start.recent_requested) as opened:
        qtbot.mouseClick(start.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert opened.args == [TWO.path]


def test_delete_forgets_and_the_place_is_kept(start, qtbot) -> None:
    start.set_recents([ONE, GONE, TWO])
    qtbot.waitUntil(start.list.hasFocus)
    qtbot.keyClick(start.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(start.forget_requested) as forgotten:
        qtbot.keyClick(start.list, Qt.Key.Key_Delete)
    assert forgotten.args == [GONE.path]
    start.set_recents([ONE, TWO])
    assert start.list.currentIndex().row() == 1
    start.set_recents([])
    qtbot.waitUntil(start.sample.hasFocus)
    assert not start.list.isVisible()


def test_a_missing_file_is_said_and_has_a_button(start, qtbot) -> None:
    start.set_recents([ONE, GONE])
    said = start.model.index(1, 0).data(int(Qt.ItemDataRole.AccessibleTextRole))
    assert "not found" in said
    (remove,) = start.list.findChildren(QPushButton)
    assert remove.accessibleName() == "Remove Gone from this list"
    with qtbot.waitSignal(start.forget_requested) as forgotten:
        qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert forgotten.args == [GONE.path]


def test_the_list_can_be_cleared(start, qtbot) -> None:
    start.set_recents([ONE])
    assert start.clear.isVisible()
    with qtbot.waitSignal(start.clear_requested):
        qtbot.mouseClick(start.clear, Qt.MouseButton.LeftButton)


def test_a_picture_of_a_page_is_shown(start, qtbot) -> None:
    picture = QImage(178, 253, QImage.Format.Format_RGB32)
    picture.fill(QColor("#00FF00"))
    start.set_recents([RecentCard(ONE.path, "T", "today", picture=picture)])
    row = start.list.visualRect(start.model.index(0, 0))
    qtbot.waitUntil(lambda: start.list.viewport().height() >= row.height())
    image = start.list.viewport().grab().toImage()
    assert image.pixelColor(row.left() + 32, row.center().y()) == QColor("#00FF00")


@pytest.mark.parametrize("size", [(1024, 700), (1280, 720), (2560, 1440)])
@pytest.mark.parametrize("count", [0, 1, 12])
def test_everything_is_in_sight(start, size, count, qtbot) -> None:
    start.resize(*size)
    cards = [RecentCard(Path(f"/x/{n}.treaty"), f"T {n}", "today, 10:00") for n in range(count)]
    start.set_recents(cards)
    wanted = 80 * (count if size[1] > 1400 else min(count, 4))  # no scrolling where there is room
    qtbot.waitUntil(lambda: not count or start.list.height() >= wanted)
    assert start.minimumSizeHint().height() <= size[1]
    for child in (start.sample, start.open, *([start.list] if count else [])):
        assert child.isVisible()
        assert start.rect().contains(child.mapTo(start, child.rect().bottomRight()))


def test_everything_focusable_has_a_name(start) -> None:
    start.set_recents([ONE, GONE])
    nameless = [
        widget
        for widget in start.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isVisible()
        and not widget.accessibleName()
        and not getattr(widget, "text", str)()
        and not widget.objectName().startswith("qt_")
    ]
    assert nameless == []


def test_the_list_is_a_sound_model(qtmodeltester) -> None:
    model = RecentList()
    model.set_cards([ONE, GONE, TWO])
    qtmodeltester.check(model)
    assert model.first_here() == 0


@pytest.mark.parametrize(
    ("utc", "said"),
    [
        ("2026-11-22T14:10:00Z", "today, 14:10"),
        ("2026-11-21T23:59:00Z", "yesterday, 23:59"),
        ("2026-11-16T09:02:00Z", "Monday, 09:02"),
        ("2026-11-15T09:02:00Z", "15 November 2026"),
        ("2027-01-01T00:00:00Z", "1 January 2027"),
        ("not a time", ""),
        ("2026-11-22T14:10:00", ""),
    ],
)
def test_when_is_said_as_people_say_it(utc, said, monkeypatch) -> None:
    now = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
    assert when_said(utc, now) == said

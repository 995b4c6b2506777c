# SPDX-License-Identifier: AGPL-3.0-or-later
"""The window's division: what folds, what has the focus, what is remembered from one day to the next."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import QRect, QSettings, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from annotator.services.projects import create_workspace
from annotator.ui import theme
from annotator.ui.main_window import MainWindow
from annotator.ui.room import NARROW, SIDES
from annotator.ui.window_memory import FIRST

NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
WIDE = NARROW + 200
ROUND = ("page", "right", "drawer", "left")
"""The panes as F6 goes through them."""


@pytest.fixture(scope="module")
def project(pdf, tmp_path_factory):
    """A project with a tag on its first page, to be copied."""
    path = tmp_path_factory.mktemp("room") / "room.treaty"
    space = create_workspace(path, reviewer="Ana Ruiz")
    space.drafts.add(pdf("two_pages"))
    anchor = space.passages.find_quote(space.drafts.list()[0].sha256, "Statement of purpose")
    space.passages.tag(anchor, [space.codes.named("SUR-3").uid], fields={})
    space.close()
    return path


@pytest.fixture
def day(qtbot, qapp, project, tmp_path, monkeypatch):
    """`day()`: the window as it is opened on another day, with the settings of the day before."""
    monkeypatch.delenv("ANNOTATOR_THEME")
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    qapp.setCursorFlashTime(0)
    copy = tmp_path / "room.treaty"
    shutil.copyfile(project, copy)
    windows = []

    def leave():
        if windows:
            windows[-1].close()

    def begin(*, width=WIDE, opened=True):
        leave()
        settings = tmp_path / f"window-{len(windows)}.ini"
        if windows:  # read from the disk, and not what Qt still has in mind of the same file
            shutil.copyfile(tmp_path / f"window-{len(windows) - 1}.ini", settings)
        window = MainWindow(settings=QSettings(str(settings), QSettings.Format.IniFormat))
        windows.append(window)
        if width:
            window.resize(width, 800)
        window.open_paths([copy] if opened else [])
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        if opened:
            qtbot.waitUntil(lambda: len(window.bench.passages) == 1, timeout=20_000)
        return window

    yield begin
    leave()
    for window in windows:
        window.deleteLater()
    theme.apply(qapp, theme.LIGHT)


def shown(window) -> set[str]:
    return {name for name in SIDES if window.room.shows(name)}


def test_all_sides_but_the_drawer_show_at_first(day) -> None:
    window = day()
    assert shown(window) == {"left", "panel"}
    assert {name for name in SIDES if window.actions_[f"{name}.toggle"].isChecked()} == shown(
        window
    )


@pytest.mark.parametrize("kept", [{"drawer"}, {"left", "drawer"}, {"panel"}, set()])
def test_sides_stay_as_they_were_left(day, kept) -> None:
    window = day()
    for name in SIDES:
        if window.room.shows(name) != (name in kept):
            window.actions_[f"{name}.toggle"].trigger()
    assert shown(window) == kept
    window = day()
    assert shown(window) == kept
    assert {name for name in SIDES if window.actions_[f"{name}.toggle"].isChecked()} == kept
    for name in SIDES:
        window.actions_[f"{name}.toggle"].trigger()
    assert shown(window) == set(SIDES) - kept


def test_sizes_of_the_sides_are_remembered(day, qtbot) -> None:
    window = day()
    window.actions_["drawer.toggle"].trigger()
    window.room._across.setSizes([300, 500, 400])
    window.room._down.setSizes([500, 200])
    before = window.left.width(), window.side.width(), window.drawer.height()
    assert before[:2] != (theme.LEFT, theme.RIGHT)
    window = day()
    assert (window.left.width(), window.side.width(), window.drawer.height()) == before


def test_in_a_narrow_window_the_left_side_folds_by_itself(day) -> None:
    window = day()
    assert window.room.shows("left")
    window.resize(NARROW - 100, 800)
    assert shown(window) == {"panel"}
    assert not window.actions_["left.toggle"].isChecked()
    assert shown(day(width=NARROW - 100)) == {"panel"}


def test_a_left_side_that_somebody_unfolded_stays(day) -> None:
    window = day(width=NARROW - 100)
    window.actions_["left.toggle"].trigger()
    assert window.room.shows("left")
    window.resize(WIDE, 800)
    window.resize(NARROW - 200, 800)
    assert window.room.shows("left")


def test_a_left_side_unfolded_in_a_narrow_window_is_there_on_another_day(day) -> None:
    window = day(width=NARROW - 100)
    window.actions_["left.toggle"].trigger()
    assert day(width=NARROW - 100).room.shows("left")


def test_a_wide_window_has_its_left_side_back(day) -> None:
    window = day(width=NARROW - 100)
    assert not window.room.shows("left")
    assert day().room.shows("left"), "nobody folded it"


def test_the_keyboard_leaves_a_side_that_folds(day, qtbot) -> None:
    window = day()
    window.actions_["outline.show"].trigger()
    qtbot.waitUntil(lambda: window.left.isAncestorOf(window.focusWidget()))
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F8)
    assert not window.room.shows("left")
    assert window.focusWidget() is window.reader.view


def panes(window):
    return {
        "page": window.reader, "right": window.side, "drawer": window.drawer, "left": window.left,
    }  # fmt: skip


def pane_with_focus(window) -> str:
    """Which pane has something in it that takes keys, and shows."""
    focus = QApplication.focusWidget()
    assert focus.isVisible()
    found = [name for name, part in panes(window).items() if part.isAncestorOf(focus)]
    return found[0] if found else "none"


@pytest.mark.parametrize(
    ("held", "order"), [(NONE, [*ROUND[1:], "page"]), (SHIFT, [*ROUND[:0:-1], "page"])]
)
def test_f6_goes_round_the_panes(day, qtbot, held, order) -> None:
    window = day()
    window.actions_["drawer.toggle"].trigger()
    window.reader.view.setFocus()
    visited = []
    for _step in order:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6, held)
        visited.append(pane_with_focus(window))
    assert visited == order


def test_f6_leaves_out_what_is_folded(day, qtbot) -> None:
    window = day()
    window.actions_["left.toggle"].trigger()
    window.reader.view.setFocus()
    visited = []
    for _step in range(2):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        visited.append(pane_with_focus(window))
    assert visited == ["right", "page"]


@pytest.mark.parametrize("pane", ["page", "right", "drawer", "left"])
def test_one_sees_in_which_pane_the_focus_is(day, qtbot, pane) -> None:
    window = day()
    window.actions_["drawer.toggle"].trigger()
    for ready in (window.writer, window.opener):
        qtbot.waitUntil(lambda ready=ready: ready.idle, timeout=20_000)
    qtbot.waitUntil(lambda: window.reader.renderer.is_sharp, timeout=20_000)
    part = panes(window)[pane]
    window.top.field.setFocus()
    without = part.grab().toImage()
    window.reader.view.setFocus()
    for _step in range(list(ROUND).index(pane)):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
    assert pane_with_focus(window) == pane
    focused = part.grab().toImage()
    window.top.field.setFocus()
    assert part.grab().toImage() == without, "nothing but the focus is another"
    assert focused != without


def test_the_drawer_opens_and_shuts_by_key(day, qtbot) -> None:
    window = day()
    for wanted in (True, False, True):
        qtbot.keyClick(window.reader.view, Qt.Key.Key_J, CTRL)
        assert window.drawer.isVisible() == wanted


@pytest.mark.parametrize("name", ["table", "inbox", "history"])
def test_a_panel_of_the_drawer_is_shown_with_the_focus_in_it(day, qtbot, name) -> None:
    window = day()
    window.reader.view.setFocus()
    window.actions_[f"{name}.show"].trigger()
    assert window.drawer.name == name
    assert window.drawer.panel().isVisible()
    qtbot.waitUntil(lambda: pane_with_focus(window) == "drawer")


@pytest.mark.parametrize("name", ["table", "inbox", "history", "tabs"])
def test_escape_in_the_drawer_goes_back_to_the_page(day, qtbot, name) -> None:
    window = day()
    window.actions_["table.show" if name == "tabs" else f"{name}.show"].trigger()
    if name == "tabs":
        window.drawer.tabs.setFocus()
    qtbot.waitUntil(lambda: pane_with_focus(window) == "drawer")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is window.reader.view
    assert window.drawer.isVisible(), "it stays open"


def test_the_inbox_says_how_much_waits(day) -> None:
    window = day()
    window.frame.show_waiting(3)
    assert "Inbox (3)" in [window.drawer.tabs.tabText(n) for n in range(3)]
    window.frame.show_waiting(0)
    assert "Inbox" in [window.drawer.tabs.tabText(n) for n in range(3)]


@pytest.mark.parametrize("colours", [theme.DARK, theme.CONTRAST, theme.LIGHT])
def test_colours_are_changed_and_remembered(day, qapp, colours) -> None:
    window = day(opened=False)
    told = []
    window.frame.colours_changed.connect(told.append)
    window.actions_[f"colours.{colours.name}"].trigger()
    assert told == [colours]
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == colours.panel
    other = theme.LIGHT if colours is theme.DARK else theme.DARK
    theme.apply(qapp, other)
    window = day(opened=False)
    assert window.actions_[f"colours.{colours.name}"].isChecked()
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == colours.panel


class Screen:
    """What the window asks of a screen; Qt's own offscreen is smaller than the window can be."""

    def __init__(self, width: int, height: int) -> None:
        self.free = QRect(0, 0, width, height)

    def availableGeometry(self) -> QRect:  # noqa: N802 - Qt's name
        return self.free


@pytest.mark.parametrize("size", [(1024, 700), (1280, 720), (3840, 2160)])
def test_the_window_never_opens_larger_than_the_screen(day, monkeypatch, size) -> None:
    screen = Screen(*size)
    monkeypatch.setattr(MainWindow, "screen", lambda _window: screen)
    window = day(width=0, opened=False)
    assert window.height() <= 0.95 * size[1], "its frame needs room, too"
    assert window.width() <= size[0]
    window.resize(screen.free.size() * 1.5)
    window = day(width=0, opened=False)
    assert window.size().boundedTo(screen.free.size()) == window.size()


def test_on_a_large_screen_the_first_window_is_of_a_usual_size(day, monkeypatch) -> None:
    screen = Screen(3840, 2160)
    monkeypatch.setattr(MainWindow, "screen", lambda _window: screen)
    window = day(width=0, opened=False)
    assert (window.width(), window.height()) == FIRST

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Windows for the tests: offscreen, with a project in memory and settings of their own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("ANNOTATOR_THEME", "light")
sys.path.insert(0, str(Path(__file__).resolve().parent))

from PySide6.QtCore import QPoint, QSettings, Qt
from window_fakes import FakeHouse

from annotator import paths
from annotator.pdf import text_layer
from annotator.ui import theme
from annotator.ui.immortal import guard_singletons
from annotator.ui.viewer import accessible
from annotator.ui.viewer.layout import Spot

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from annotator.ui.main_window import MainWindow

guard_singletons()
accessible.install()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Qt's offscreen platform says this of every window; anything else it says fails the test."""
    here = Path(__file__).resolve().parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNOTATOR_CONFIG", str(tmp_path / "config"))
    monkeypatch.delenv("ANNOTATOR_REVIEWER", raising=False)


@pytest.fixture
def house(tmp_path: Path) -> Any:
    """A maker of projects in memory."""
    return FakeHouse(tmp_path)


@pytest.fixture
def make_window(
    qtbot: QtBot, qapp: Any, house: Any, tmp_path: Path
) -> Iterator[Callable[..., Any]]:
    """`make_window(*paths)`: a shown window; waits until its text is read when `ready`."""
    theme.apply(qapp, theme.LIGHT)
    windows: list[MainWindow] = []

    def make(*paths: Path, ready: bool = True, own_house: Any = None, **more: Any) -> MainWindow:
        from annotator.ui.main_window import MainWindow  # what a panel's test needs not wait for

        builder = own_house or house
        kept = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        window = MainWindow(house=lambda: builder, settings=kept, **more)
        windows.append(window)
        window.resize(1200, 800)
        window.open_paths(paths)
        window.show()
        if ready and paths:
            qtbot.waitUntil(lambda: window.reader.text_complete, timeout=20_000)
            qtbot.waitUntil(lambda: bool(window.bench.codes) and window.writer.idle, timeout=20_000)
            view = window.reader.view
            builder.texts = tuple(view.texts[page] for page in sorted(view.texts))
            builder.sizes = view.layout_.sizes
        return window

    yield make
    for window in windows:
        window.close()
        window.deleteLater()


@pytest.fixture
def left(qtbot: QtBot, qapp: Any) -> Any:
    """The left side, shown and empty."""
    from annotator.ui.panels.left import LeftPanel

    theme.apply(qapp, theme.LIGHT)
    panel = LeftPanel()
    qtbot.addWidget(panel)
    panel.resize(240, 800)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """The program's own builder of projects, with a default folder of the test's own."""
    from annotator.services import projects  # it brings the database layer along

    monkeypatch.setattr(paths, "default_projects", lambda: tmp_path / "projects")
    return projects


@pytest.fixture
def anas(
    pdf: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Any]:
    """A project of Ana's with one draft, for `project`s to tag in and to close; see `MadeProject`."""
    from made_projects import MadeProject

    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    made = MadeProject(tmp_path / "sample.treaty", pdf("two_pages"))
    yield made
    made.close()


@pytest.fixture
def room(qtbot: QtBot, qapp: Any, project: Path) -> Iterator[Any]:
    """Page and side panel on the test's `project`; see `DeskRoom`."""
    from desk_room import DeskRoom

    made = DeskRoom(qtbot).open(project)
    yield made
    made.leave()


@pytest.fixture
def point(qtbot: QtBot) -> Callable[..., Any]:
    """`point(window, "words", end=False)`: where words stand in the viewport, as a QPoint."""

    def find(window: Any, words: str, *, page: int = 1, end: bool = False) -> QPoint:
        view = window.reader.view
        text = view.texts[page]
        start = text.text.index(words)
        quads = text_layer.quads(text, start, start + len(words))
        x0, y0, x1, y1 = (quads[-1] if end else quads[0]).bounds()
        x, y = view.layout_.position(Spot(page, x1 if end else x0, (y0 + y1) / 2))
        return QPoint(round((x - view.left()) / view.ratio), round((y - view.top) / view.ratio))

    return find


@pytest.fixture
def select(qtbot: QtBot, point: Callable[..., Any]) -> Callable[..., None]:
    """`select(window, "first words", "last words")` drags the mouse over them."""

    def drag(window: Any, first: str, last: str = "", *, page: int = 1) -> None:
        view = window.reader.view
        a = point(window, first, page=page)
        b = point(window, last or first, page=page, end=True)
        qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=a)
        qtbot.mouseMove(view.viewport(), (a + b) / 2)
        qtbot.mouseMove(view.viewport(), b)
        qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=b)

    return drag

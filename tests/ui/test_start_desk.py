# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sample is copied once and opened; what is opened is remembered, forgotten, and offered again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from annotator import paths
from annotator.services import projects
from annotator.services.recents import list_recent, note_recent
from annotator.ui import actions
from annotator.ui.models.recent_list import RecentCard
from annotator.ui.start_desk import SAMPLE

PATIENCE = 20_000


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where new projects go."""
    found = tmp_path / "projects"
    monkeypatch.setattr(paths, "default_projects", lambda: found)
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    return found


@pytest.fixture
def window(make_window):
    return make_window(own_house=projects)


@pytest.fixture
def project(tmp_path):
    """`project("Plastics")`: an empty project of that title, closed."""

    def make(title: str) -> Path:
        path = tmp_path / f"{title.lower()}.treaty"
        projects.create_workspace(path, title=title, reviewer="Ana Ruiz").close()
        return path

    return make


def opened(window, qtbot, path):
    with qtbot.waitSignal(window.bench.project_opened, timeout=PATIENCE) as told:
        window.open_paths([path])
    settled(window, qtbot)
    return told.args


def settled(window, qtbot) -> None:
    qtbot.waitUntil(lambda: window.writer.idle and window.opener.idle, timeout=PATIENCE)


def known() -> list[tuple[Path, str]]:
    return [(recent.path, recent.title) for recent in list_recent(paths.config())]


def cards(window) -> list[RecentCard]:
    model = window.starts.page.model
    found = [model.card(row) for row in range(model.rowCount())]
    return [card for card in found if card is not None]


def menu_of(window):
    menu = window._menus[actions.RECENT]
    menu.aboutToShow.emit()
    return menu


# -- the sample --------------------------------------------------------------------------------


def test_the_sample_is_copied_and_the_copy_is_opened(folder, window, qtbot) -> None:
    shipped = paths.sample() / "sample.treaty"
    before = shipped.read_bytes()
    with qtbot.waitSignal(window.bench.project_opened, timeout=PATIENCE) as told:
        qtbot.keyClick(window.starts.page.sample, Qt.Key.Key_Return)
    settled(window, qtbot)
    assert told.args[0] == folder / SAMPLE
    assert window.bench.project == folder / SAMPLE
    assert not window.bench.read_only
    assert [sheet.name for sheet in window.bench.sheets] == [
        "M/CONF.1/7@en", "M/CONF.1/7/Rev.1@en", "M/CONF.1/7/Rev.2@en",
    ]  # fmt: skip
    assert len(window.bench.passages) > 0
    assert shipped.read_bytes() == before


def test_what_one_did_to_the_copy_is_there_the_next_time(folder, window, qtbot) -> None:
    with qtbot.waitSignal(window.bench.project_opened, timeout=PATIENCE):
        window.actions_["file.open_sample"].trigger()
    settled(window, qtbot)
    marks = len(window.bench.marks)
    draft = window.bench.sha256
    window.bench.ask(lambda space, _p: space.marks.mark(draft, "Art 49", "discuss"))
    qtbot.waitUntil(lambda: len(window.bench.marks) == marks + 1, timeout=PATIENCE)
    window.close_project()
    settled(window, qtbot)
    with qtbot.waitSignal(window.bench.project_opened, timeout=PATIENCE):
        window.actions_["file.open_sample"].trigger()
    settled(window, qtbot)
    assert len(window.bench.marks) == marks + 1
    assert [path.name for path in folder.glob("*.treaty")] == [SAMPLE]


def test_a_sample_that_cannot_be_copied_is_said_to_be_so(folder, window) -> None:
    folder.write_text("a file where the folder should be")
    window.actions_["file.open_sample"].trigger()
    assert str(folder / SAMPLE) in window.bar.sentence
    assert window.bench.project is None
    assert window.starts.page.isVisible()


# -- what was open lately ------------------------------------------------------------------------


def test_what_is_opened_comes_first_on_the_list(window, project, qtbot) -> None:
    one, two = project("Plastics"), project("Pandemics")
    assert known() == []
    assert opened(window, qtbot, one) == [one, "Plastics"]
    assert known() == [(one, "Plastics")]
    opened(window, qtbot, two)
    assert known() == [(two, "Pandemics"), (one, "Plastics")]
    opened(window, qtbot, one)
    assert known() == [(one, "Plastics"), (two, "Pandemics")]


def test_who_only_looks_leaves_no_trace(window, project, qtbot) -> None:
    path = project("Plastics")
    holder = projects.open_workspace(path, reviewer="Bo Lindqvist")
    try:
        opened(window, qtbot, path)
        assert window.bench.read_only
        assert known() == []
    finally:
        window.close_project()
        settled(window, qtbot)
        holder.close()


def test_the_start_page_shows_them_with_their_pictures(folder, window, project, qtbot) -> None:
    with qtbot.waitSignal(window.bench.project_opened, timeout=PATIENCE):
        window.actions_["file.open_sample"].trigger()
    settled(window, qtbot)
    bare = project("Plastics")
    opened(window, qtbot, bare)
    window.close_project()
    settled(window, qtbot)
    assert [card.path for card in cards(window)] == [bare, folder / SAMPLE]
    assert all(card.here and card.when for card in cards(window))
    assert [card.picture is None for card in cards(window)] == [True, False]
    assert not cards(window)[1].picture.isNull()


def test_one_of_the_list_is_opened_by_enter(window, project, qtbot) -> None:
    path = project("Plastics")
    opened(window, qtbot, path)
    window.close_project()
    settled(window, qtbot)
    with qtbot.waitSignal(window.bench.project_opened, timeout=PATIENCE) as told:
        qtbot.keyClick(window.starts.page.list, Qt.Key.Key_Return)
    assert told.args[0] == path
    settled(window, qtbot)


def test_one_is_forgotten_and_its_file_is_left_alone(make_window, project, qtbot) -> None:
    one, two = project("Plastics"), project("Pandemics")
    for path, title in ((one, "Plastics"), (two, "Pandemics")):
        note_recent(paths.config(), path, title)
    window = make_window(own_house=projects)
    listed = window.starts.page.list
    listed.setCurrentIndex(window.starts.page.model.index(1, 0))
    qtbot.keyClick(listed, Qt.Key.Key_Delete)
    assert known() == [(two, "Pandemics")]
    assert [card.path for card in cards(window)] == [two]
    assert one.is_file()
    settled(window, qtbot)


def test_one_whose_file_is_gone_is_removed_by_its_button(
    make_window, project, tmp_path, qtbot
) -> None:
    there, gone = project("Plastics"), tmp_path / "stick" / "gone.treaty"
    note_recent(paths.config(), there, "Plastics")
    note_recent(paths.config(), gone, "Gone")
    window = make_window(own_house=projects)
    assert [card.here for card in cards(window)] == [False, True]
    (remove,) = window.starts.page.list.findChildren(QPushButton)
    qtbot.keyClick(remove, Qt.Key.Key_Space)
    assert known() == [(there, "Plastics")]
    assert [card.path for card in cards(window)] == [there]
    settled(window, qtbot)


def test_all_are_forgotten_at_once(make_window, project, qtbot) -> None:
    path = project("Plastics")
    note_recent(paths.config(), path, "Plastics")
    window = make_window(own_house=projects)
    assert window.starts.page.list.isVisible()
    qtbot.keyClick(window.starts.page.clear, Qt.Key.Key_Space)
    assert known() == []
    assert cards(window) == []
    assert not window.starts.page.list.isVisible()
    assert path.is_file()
    settled(window, qtbot)


# -- the menu ------------------------------------------------------------------------------------


def test_the_menu_names_them_and_leaves_out_no_missing_file(
    window, project, tmp_path, qtbot
) -> None:
    there, gone = project("Plastics"), tmp_path / "stick" / "gone.treaty"
    note_recent(paths.config(), there, "Plastics")
    note_recent(paths.config(), gone, "Gone")
    entries = menu_of(window).actions()
    assert [(entry.text(), entry.isEnabled()) for entry in entries] == [
        ("Gone  (gone.treaty)", False), ("Plastics  (plastics.treaty)", True),
    ]  # fmt: skip
    with qtbot.waitSignal(window.bench.project_opened, timeout=PATIENCE) as told:
        entries[1].trigger()
    assert told.args[0] == there
    settled(window, qtbot)


def test_the_menu_is_filled_anew_each_time(window, project) -> None:
    assert [(e.text(), e.isEnabled()) for e in menu_of(window).actions()] == [
        ("Nothing yet", False)
    ]
    note_recent(paths.config(), project("Plastics"), "Plastics")
    assert [e.text() for e in menu_of(window).actions()] == ["Plastics  (plastics.treaty)"]
    assert [e.text() for e in menu_of(window).actions()] == ["Plastics  (plastics.treaty)"]


def test_an_ampersand_in_a_title_is_shown(window, project) -> None:
    note_recent(paths.config(), project("Plastics"), "Air & sea")
    (entry,) = menu_of(window).actions()
    assert entry.text().replace("&&", "&") == "Air & sea  (plastics.treaty)"
    assert "&&" in entry.text(), "a single one marks a letter to press, and is not seen"

# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project made from the menu: where one chooses, open at once, and asking for PDFs."""

from __future__ import annotations

from contextlib import closing
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QFileDialog

from annotator import paths
from annotator.services import projects


@pytest.fixture
def window(make_window, tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    monkeypatch.setattr(paths, "default_projects", lambda: tmp_path / "projects")
    return make_window(own_house=SimpleNamespace(**vars(projects)))


def choose(window, file):
    window.actions_["project.new"].trigger()
    chooser = next(one for one in window.findChildren(QFileDialog) if one.isVisible())
    start = chooser.directory().absolutePath()
    chooser.fileSelected.emit(str(file))
    chooser.reject()
    return start


def test_it_is_the_first_command_of_the_file_menu(window) -> None:
    menu = window.menuBar().actions()[0].menu()
    assert menu.actions()[0] is window.actions_["project.new"]
    assert window.actions_["project.new"].isEnabled()


def test_it_is_made_where_one_chooses_and_asks_for_pdfs(window, tmp_path, pdf, qtbot) -> None:
    path = tmp_path / "mine.treaty"
    assert choose(window, path) == str(tmp_path / "projects")
    qtbot.waitUntil(window.empty.isVisible, timeout=20_000)
    assert window.bench.project == path
    window.furniture.projects._on_drafts([str(pdf("two_pages"))])
    qtbot.waitUntil(lambda: len(window.bench.sheets) == 1, timeout=20_000)
    qtbot.waitUntil(lambda: window.writer.idle, timeout=20_000)
    window.close_project()
    qtbot.waitUntil(lambda: window.writer.idle, timeout=20_000)
    with closing(projects.open_workspace(path, write=False)) as space:
        assert len(space.drafts.list()) == 1
        assert len(space.codes.list()) > 10


def test_what_is_there_already_is_not_written_over(window, tmp_path, qtbot) -> None:
    path = tmp_path / "mine.treaty"
    path.write_bytes(b"mine")
    choose(window, path)
    qtbot.waitUntil(lambda: bool(window.bar.sentence), timeout=20_000)
    assert path.read_bytes() == b"mine"
    assert window.bench.project is None

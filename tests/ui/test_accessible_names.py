# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever can have the focus, in every part of the window, has a name and a kind for screen readers."""

from __future__ import annotations

import pytest
from accessible_rooms import SampleRoom, nameless, roleless
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator import paths
from annotator.services import projects
from annotator.services.recents import note_recent

PARTS = (
    "outline", "drafts", "pages", "page_list", "tagging", "gathered", "passage", "moving", "table",
    "history", "coverage", "inbox", "palette", "find", "messages", "jobs", "merge", "reviewer", "people", "editions", "plan", "progress", "details",
    "export", "mark", "about", "password", "counterparts", "beside", "link",
    "queue", "concerns", "compare", "redline", "pairing",
)  # fmt: skip


@pytest.fixture(scope="module")
def sample(request, qapp, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANNOTATOR_CONFIG", str(folder / "config"))
        patch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
        room = SampleRoom(QtBot(request), folder)
        yield room
        room.close()


@pytest.fixture
def room(sample):
    yield sample
    sample.calm()


@pytest.mark.parametrize("part", PARTS)
def test_all_that_can_have_the_focus_has_a_name(room, part) -> None:
    assert getattr(room, part)().isVisible()
    assert nameless() == []


@pytest.mark.parametrize("part", PARTS)
def test_all_that_can_have_the_focus_is_of_some_kind(room, part) -> None:
    assert getattr(room, part)().isVisible()
    assert roleless() == []


@pytest.mark.parametrize("page", ["By reviewer", "By draft"])
def test_every_page_of_the_merge_preview_has_names(room, page) -> None:
    dialog = room.merge()
    titles = [dialog.tabs.tabText(n) for n in range(dialog.tabs.count())]
    dialog.tabs.setCurrentIndex(titles.index(page))
    assert nameless() + roleless() == []


def test_every_question_of_the_inbox_has_names(room) -> None:
    room.inbox()
    listed = room.window.furnish().inbox.list
    assert listed.model().rowCount() > 1
    for row in range(listed.model().rowCount()):
        listed.setCurrentIndex(listed.model().index(row, 0))
        assert nameless() == []


@pytest.mark.parametrize("seen", ["nothing", "recents"])
def test_the_start_page_has_names(make_window, tmp_path, seen) -> None:
    if seen == "recents":
        there = tmp_path / "there.treaty"
        projects.create_workspace(there, title="There").close()
        note_recent(paths.config(), tmp_path / "gone.treaty", "Gone")
        note_recent(paths.config(), there, "There")
    window = make_window()
    assert window.starts.page.isVisible()
    assert window.starts.page.list.isVisible() == (seen == "recents")
    assert nameless() + roleless() == []


def test_a_project_without_drafts_has_names(make_window, tmp_path, qtbot) -> None:
    project = tmp_path / "empty.treaty"
    projects.create_workspace(project, title="Empty").close()
    window = make_window(project, ready=False, own_house=projects)
    qtbot.waitUntil(window.empty.isVisible, timeout=20_000)
    assert nameless() + roleless() == []


def test_a_file_that_cannot_be_shown_has_a_name(make_window, tmp_path, qtbot) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"no PDF at all")
    window = make_window(broken, ready=False)
    qtbot.waitUntil(lambda: window.reader.refused_shown, timeout=20_000)
    assert nameless() + roleless() == []


def test_the_pages_have_pages_and_passages_below_them(room) -> None:
    mark = room.view.marks.all()[0]
    room.view.go_to(mark.page)
    node = QAccessible.queryAccessibleInterface(room.view)
    assert node.role() == QAccessible.Role.Document
    pages = {
        node.child(n).text(QAccessible.Text.Name): node.child(n) for n in range(node.childCount())
    }
    page = pages[f"Page {mark.page} of {room.view.layout_.pages}"]
    names = [page.child(n).text(QAccessible.Text.Name) for n in range(page.childCount())]
    assert len(names) == len(room.view.marks.by_page[mark.page])
    said = f"Tagged passage on page {mark.page}: {mark.labels[0].letters} "
    assert any(name.startswith(said) for name in names), names


def test_the_search_for_what_has_no_name_finds_it(qtbot) -> None:
    holder = QWidget()
    holder.setObjectName("holder")
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    field, button = QLineEdit(), QToolButton()
    field.setClearButtonEnabled(True)
    field.setText("something to clear")
    for widget in (field, button):
        column.addWidget(widget)
    holder.show()

    def found() -> list[str]:
        return [said for said in nameless() if said.endswith("#holder")]

    assert found() == [
        "QLineEdit < QWidget#holder",
        "QToolButton < QLineEdit < QWidget#holder",
        "QToolButton < QWidget#holder",
    ]
    field.setAccessibleName("Words")
    for unnamed in holder.findChildren(QToolButton):
        unnamed.setAccessibleName("Do it")
    assert found() == []

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What lies open, while one thing takes the place of another: nothing lands where nobody looks."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from made_projects import MadeProject, settled
from PySide6.QtCore import Qt

from annotator.domain.errors import NotFoundError
from annotator.services import projects as opening


@pytest.fixture(autouse=True)
def _ana(monkeypatch):
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")


@pytest.fixture
def make_project(real, pdf, tmp_path):
    def make(name: str, *pdfs: str):
        return MadeProject(tmp_path / f"{name}.treaty", *map(pdf, pdfs), title=name).close()

    return make


def drafts_in(path) -> list[str]:
    space = opening.open_workspace(path, write=False)
    try:
        return [draft.file for draft in space.drafts.list()]
    finally:
        space.close()


def test_another_draft_is_there_at_once_even_while_the_writer_is_busy(
    make_window, make_project, real, qtbot, select
) -> None:
    window = make_window(make_project("a", "two_pages", "long"), ready=False, own_house=real)
    settled(window, qtbot)
    select(window, "Statement of purpose")
    busy = threading.Event()
    window.writer.submit(lambda _progress: busy.wait(20))
    window.actions_["draft.next"].trigger()
    assert window.reader.view.layout_.pages == 60
    assert window.reader.view.draft == window.bench.sha256
    assert window.reader.view.selection.empty, "nothing of the other draft can be tagged"
    busy.set()
    settled(window, qtbot)


def test_a_draft_that_cannot_be_read_shows_why_and_not_the_one_before(
    make_window, make_project, real, qtbot, monkeypatch
) -> None:
    window = make_window(make_project("a", "two_pages", "long"), ready=False, own_house=real)
    settled(window, qtbot)
    monkeypatch.setattr("annotator.services.quick_look.quick_look", lambda *_where: None)

    def lost(_sha256: str) -> bytes:
        raise NotFoundError("The PDF is not here.")

    monkeypatch.setattr(window.bench.clerk.space.drafts, "pdf", lost)
    window.actions_["draft.next"].trigger()
    qtbot.waitUntil(lambda: window.reader.refused_shown, timeout=20_000)
    assert window.reader.view.layout_.pages == 0


def test_a_project_that_cannot_be_opened_is_said_and_the_one_before_is_closed(
    make_window, make_project, real, qtbot, tmp_path
) -> None:
    window = make_window(make_project("a", "two_pages"), ready=False, own_house=real)
    settled(window, qtbot)
    window.open_paths([tmp_path / "gone.treaty"])
    qtbot.waitUntil(lambda: window.writer.idle, timeout=20_000)
    assert window.starts.page.isVisible()
    assert "gone.treaty" in window.bar.sentence
    assert not window.bench.clerk.has_project


def test_pdfs_given_with_a_project_go_into_that_project(
    make_window, make_project, real, qtbot, pdf
) -> None:
    first, second = make_project("a", "two_pages"), make_project("b", "two_pages")
    window = make_window(first, ready=False, own_house=real)
    settled(window, qtbot)
    window.open_paths([second, pdf("long")])
    qtbot.waitUntil(lambda: len(window.bench.sheets) == 2, timeout=30_000)
    settled(window, qtbot)
    window.close()
    assert len(drafts_in(second)) == 2
    assert len(drafts_in(first)) == 1


def test_annotation_files_without_a_project_are_refused_with_a_reason(
    make_window, real, tmp_path
) -> None:
    window = make_window(own_house=real)
    window.open_paths([tmp_path / "bo.csv"])
    assert window.starts.page.isVisible()
    assert "project first" in window.bar.sentence


def test_a_project_closed_while_it_is_being_opened_stays_closed(
    make_window, make_project, real, qtbot
) -> None:
    window = make_window(make_project("a", "two_pages"), ready=False, own_house=real)
    qtbot.waitUntil(lambda: not window.writer.idle, timeout=20_000)
    window.close_project()
    qtbot.waitUntil(lambda: window.writer.idle, timeout=20_000)
    assert window.bench.project is None
    assert window.starts.page.isVisible()
    assert not window.bench.clerk.has_project


def test_the_first_tag_is_kept_when_the_window_is_closed_at_once(
    make_window, real, qtbot, pdf, select, tmp_path
) -> None:
    window = make_window(pdf("two_pages"), own_house=real)
    select(window, "Statement of purpose")
    qtbot.keyClicks(window.reader.view, "saf-3")
    qtbot.keyClick(window.reader.view, Qt.Key.Key_Return)
    window.close()
    (path,) = (tmp_path / "projects").glob("*.treaty")
    space = opening.open_workspace(path, write=False)
    try:
        (draft,) = space.drafts.list()
        assert len(space.passages.on_draft(draft.sha256)) == 1
    finally:
        space.close()


def test_making_a_project_that_is_cancelled_leaves_nothing(
    make_window, real, qtbot, pdf, select, tmp_path
) -> None:
    window = make_window(pdf("long"), own_house=real)
    select(window, "Paragraph 3 of article 1 binds")
    busy = threading.Event()
    window.writer.submit(lambda _progress: busy.wait(20))
    qtbot.keyClicks(window.reader.view, "saf-3")
    qtbot.keyClick(window.reader.view, Qt.Key.Key_Return)
    window.writer.cancel(window.writer._number)
    busy.set()
    qtbot.waitUntil(lambda: window.writer.idle, timeout=30_000)
    assert not list((tmp_path / "projects").glob("*.treaty"))
    assert not window.bench.clerk.has_project


def test_taking_the_only_pdf_off_the_list_shows_the_start_page(make_window, real, pdf) -> None:
    window = make_window(pdf("two_pages"), own_house=real)
    window.actions_["draft.close"].trigger()
    assert window.starts.page.isVisible()
    assert window.bench.sheets == []


def test_the_draft_one_left_is_the_one_in_the_tabs(make_window, make_project, real, qtbot) -> None:
    path = make_project("a", "two_pages", "long")
    window = make_window(path, ready=False, own_house=real)
    settled(window, qtbot)
    window.actions_["draft.next"].trigger()
    settled(window, qtbot)
    window.close()
    copy = path.with_name("again.treaty")
    shutil.copy(path, copy)
    again = make_window(copy, ready=False, own_house=real)
    settled(again, qtbot)
    assert again.reader.view.layout_.pages == 60
    assert again.top.tabs.currentIndex() == 1


def test_a_pdf_that_is_in_the_project_already_is_turned_to(
    make_window, make_project, real, qtbot, pdf
) -> None:
    window = make_window(make_project("a", "two_pages", "long"), ready=False, own_house=real)
    settled(window, qtbot)
    assert window.bench.current == 0
    window.open_paths([pdf("long")])
    qtbot.waitUntil(lambda: window.bench.current == 1, timeout=20_000)
    assert len(window.bench.sheets) == 2


def test_another_project_with_the_same_draft_has_its_own_place_in_it(
    make_window, make_project, real, qtbot
) -> None:
    one, other = (make_project(name, "two_pages", "long") for name in ("a", "b"))
    window = make_window(one, ready=False, own_house=real)
    settled(window, qtbot)
    window.opener.turn_to(1)
    window.reader.view.go_to(30)
    window.opener.turn_to(0)
    window.open_paths([other])
    settled(window, qtbot)
    window.opener.turn_to(1)
    qtbot.waitUntil(lambda: window.reader.view.layout_.pages == 60, timeout=20_000)
    assert window.reader.view.page == 1
    settled(window, qtbot)


def test_of_two_files_with_the_same_words_the_first_is_turned_to(
    make_window, pdf, tmp_path
) -> None:
    copy = tmp_path / "copy.pdf"
    shutil.copy(pdf("two_pages"), copy)
    window = make_window(pdf("two_pages"), copy, pdf("long"))
    same = window.bench.sha256
    window.opener.turn_to(1)
    window.opener.turn_to(2)
    assert window.bench.sha256 != same
    window.opener.turn_to_draft(same)
    assert window.bench.current == 0


def test_a_draft_that_is_shown_no_more_gives_its_bytes_back(make_window, pdf, qtbot) -> None:
    window = make_window(pdf("two_pages"), pdf("long"))

    def held() -> int:
        links = [
            str(each.readlink()) for each in Path("/proc/self/fd").iterdir() if each.is_symlink()
        ]
        return sum("annotator-pdf" in link for link in links)

    before = held()
    for turn in range(6):
        window.opener.turn_to((turn + 1) % 2)
        qtbot.waitUntil(lambda: window.reader.renderer.is_sharp, timeout=20_000)
    assert held() <= before
    window.opener.close()
    assert held() == before - 1

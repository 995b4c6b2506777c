# SPDX-License-Identifier: AGPL-3.0-or-later
"""The left side with a reader and a project: it follows what lies open and leads there."""

from __future__ import annotations

from contextlib import closing
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.ui import theme
from annotator.ui.clerk import projects as builder_of_projects
from annotator.ui.jobs import Writer
from annotator.ui.left_contents import DrawnTags
from annotator.ui.left_desk import LeftDesk
from annotator.ui.models.open_drafts import ROW_ROLE
from annotator.ui.models.tag_pages import TagCount
from annotator.ui.opener import Opener
from annotator.ui.panels.left import LeftPanel
from annotator.ui.viewer.reader import Reader
from annotator.ui.workbench import Workbench


def titles(model):
    return [model.index(row, 0).data() for row in range(model.rowCount())]


@pytest.fixture
def projects():
    """The builder of real projects; it brings the database layer along."""
    from annotator.services import projects as builder

    return builder


@pytest.fixture
def desk(qtbot, qapp):
    """Reader, left side and workbench, as the window puts them together."""
    theme.apply(qapp, theme.LIGHT)
    window = QWidget()
    qtbot.addWidget(window)
    writer = Writer(window)
    bench = Workbench(writer, builder_of_projects, window)
    reader, left = Reader(), LeftPanel()
    row = QHBoxLayout(window)
    row.addWidget(left)
    row.addWidget(reader, 1)
    opener = Opener(bench, reader, window)
    made = LeftDesk(bench, reader, left, window)
    made.page_requested.connect(reader.view.go_to)
    made.draft_requested.connect(opener.turn_to)
    window.resize(1000, 700)
    window.show()
    qtbot.waitExposed(window)
    yield SimpleNamespace(
        desk=made, bench=bench, reader=reader, left=left, opener=opener, writer=writer
    )
    bench.close()
    writer.stop()
    reader.close_document()


def test_the_outline_of_a_pdf_leads_to_its_pages(desk, pdf, qtbot) -> None:
    desk.opener.open([pdf("two_pages")])
    model, tree = desk.left.outline.model, desk.left.outline.tree
    qtbot.waitUntil(lambda: titles(model) == ["Article 1", "Article 2"], timeout=20_000)
    desk.desk.handlers()["outline.show"]()
    qtbot.waitUntil(tree.hasFocus)
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert desk.reader.view.page == 2
    qtbot.waitUntil(desk.reader.view.hasFocus)
    assert tree.currentIndex().data() == "Article 2"
    desk.reader.view.go_to(1)
    qtbot.waitUntil(lambda: tree.currentIndex().data() == "Article 1")


def test_provisions_come_and_go_with_the_draft(desk, pdf, qtbot) -> None:
    desk.opener.open([pdf("long")])
    model = desk.left.outline.model
    qtbot.waitUntil(lambda: model.count == 60, timeout=30_000)
    assert model.index(59, 0).data() == "Article 60. Use of terms"
    assert not desk.left.outline._note.text()
    assert desk.left.pages.model.rowCount() == 60
    qtbot.waitUntil(lambda: desk.left.pages.model.pictures.get(1) is not None, timeout=20_000)
    desk.reader.close_document()
    assert model.count == 0
    assert desk.left.pages.empty


def test_tags_of_every_draft_are_counted(desk, pdf, tmp_path, qtbot, projects) -> None:
    path = tmp_path / "t.treaty"
    with closing(projects.create_workspace(path, title="T", reviewer="Ana Ruiz")) as space:
        shas = [space.drafts.add(pdf(name)).sha256 for name in ("two_pages", "hyphens")]
        for sha, quote in zip(shas, ("Article 2", "co-operation"), strict=True):
            space.passages.tag(space.passages.find_quote(sha, quote), [code_of(space)])
    desk.left.turn_to("drafts")
    desk.opener.open([path])
    rows = desk.left.drafts.model

    def counted():
        found = [rows.index(n, 0).data(ROW_ROLE).tags for n in range(rows.rowCount())]  # fmt: skip
        return found == [1, 1]

    qtbot.waitUntil(counted, timeout=20_000)
    place_now = desk.bench.current
    desk.left.drafts.draft_requested.emit(1 - place_now)
    qtbot.waitUntil(
        lambda: desk.bench.current == 1 - place_now and desk.writer.idle, timeout=20_000
    )
    qtbot.waitUntil(lambda: bool(desk.bench.passages), timeout=20_000)
    assert counted()


def code_of(space):
    return next(code.uid for code in space.codes.list() if code.family)


def test_dots_follow_the_tags_of_the_draft_shown(desk, pdf, tmp_path, qtbot, projects) -> None:
    path = tmp_path / "t.treaty"
    with closing(projects.create_workspace(path, title="T", reviewer="Ana Ruiz")) as space:
        sha = space.drafts.add(pdf("two_pages")).sha256
        space.passages.tag(space.passages.find_quote(sha, "Article 2"), [code_of(space)])
        space.passages.tag(space.passages.find_quote(sha, "particular of"), [code_of(space)])
    desk.opener.open([path])
    pages, outline = desk.left.pages.model, desk.left.outline.model
    qtbot.waitUntil(lambda: pages.tags_on(2).count == 2 and outline.count == 2, timeout=20_000)
    codes = desk.bench.codes
    letters = codes[desk.bench.passages[0].tags[0].code].family
    family = next(code for code in codes.values() if code.id == letters)
    one = TagCount(1, (family.colour,))  # the other stands above the article, on its page
    qtbot.waitUntil(
        lambda: outline.tags_on(outline.entry(outline.index(1, 0)), unfolded=False) == one,
        timeout=20_000,
    )
    desk.left.hide()
    desk.bench.edits.delete(desk.bench.passages[0].uid)
    qtbot.waitUntil(lambda: len(desk.bench.passages) == 1, timeout=20_000)
    assert pages.tags_on(2).count == 2  # unseen, nothing is done
    desk.left.show()
    qtbot.waitUntil(lambda: pages.tags_on(2).count == 1)


def test_what_was_decided_against_has_no_dot_and_no_count(desk, pdf, tmp_path, qtbot, projects):
    path = tmp_path / "t.treaty"
    with closing(projects.create_workspace(path, title="T", reviewer="Ana Ruiz")) as space:
        for name, quote in (("two_pages", "Article 2"), ("hyphens", "co-operation")):
            sha = space.drafts.add(pdf(name)).sha256
            made = space.passages.tag(space.passages.find_quote(sha, quote), [code_of(space)])
            space.passages.edit(made.tags[0], {"review_state": "rejected"})
    desk.left.turn_to("drafts")
    desk.opener.open([path])
    rows = desk.left.drafts.model
    qtbot.waitUntil(lambda: bool(desk.bench.passages), timeout=20_000)
    qtbot.waitUntil(
        lambda: [rows.index(n, 0).data(ROW_ROLE).tags for n in range(rows.rowCount())] == [0, 0],
        timeout=20_000,
    )
    drawn = DrawnTags()
    drawn.follow(desk.bench.passages, desk.bench.codes)
    assert drawn.pages.between((1, 0), (9, 0)) == TagCount()

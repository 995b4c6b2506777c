# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list of what was found: rows, keys, and the drafts it reaches over."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing

import pytest
from find_pages import index_of, page
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.pdf.arena import SharedBytes
from annotator.services import projects
from annotator.services.search import Search as SearchService
from annotator.ui.models.found_list import FOUND_ROLE, FoundList, FoundRow
from annotator.ui.panels.found import FoundPanel
from annotator.ui.viewer.drawing.worker_link import started
from annotator.ui.viewer.find.file_indexer import FileIndexer
from annotator.ui.viewer.find.find_bar import FindBar
from annotator.ui.viewer.find.find_text import Query, Search
from annotator.ui.viewer.find.found_draft import FoundDraft

CTRL = Qt.KeyboardModifier.ControlModifier


class Many:
    """A draft in which very much was found; counts the rows that are made."""

    def __init__(self, name: str, count: int) -> None:
        self.name, self.count, self.reading, self.made = name, count, "", 0

    def row(self, number: int) -> FoundRow:
        self.made += 1
        return FoundRow(str(number + 1), "Art 6", "before ", "found", " after")


def draft_of(words: str, *lines: str) -> FoundDraft:
    search = Search(index_of([page(1, *lines)]))
    search.look_for(Query(words), [1])
    search.go_on(0.0)
    return FoundDraft("A", search, ["iv"])


def test_a_hundred_thousand_places_cost_what_shows_of_them(qtbot) -> None:
    panel, many = FoundPanel(), Many("A", 100_000)
    qtbot.addWidget(panel)
    panel.resize(900, 260)
    panel.show()
    began = time.perf_counter()
    panel.show_found([many], "", current=(0, 50_000))
    panel.grab()
    assert time.perf_counter() - began < 1.0
    assert many.made < 100
    assert panel.rows.currentIndex().row() == 50_000


def test_rows_of_several_drafts_have_heads(qtbot) -> None:
    model = FoundList()
    model.show([Many("A", 2), Many("B", 1)], grouped=True)
    said = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert said[0] == "A  ·  2 places"
    assert said[1] == "Page 1, Art 6: before found after"
    assert said[3] == "B  ·  1 place"
    assert [model.locate(row) for row in range(-1, 6)] == [
        None, None, (0, 0), (0, 1), None, (1, 0), None
    ]  # fmt: skip
    assert model.row_of(1, 0) == 4
    assert model.first == 1
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable


def test_a_row_tells_page_provision_and_words() -> None:
    draft = draft_of("privacy", "Article 6", "the right to privacy and", "more")
    assert draft.row(0) == FoundRow("iv", "", "Article 6 the right to ", "privacy", " and more")
    assert draft.row(1) is None
    draft.pages = 3
    assert draft.reading == "Reading 0 of 3 pages…"


def test_the_keys_of_the_list(qtbot) -> None:
    panel = FoundPanel()
    qtbot.addWidget(panel)
    panel.show()
    assert not panel.enter(), "there is nothing to go into"
    panel.show_found([Many("A", 0), Many("B", 3)], "", grouped=True)
    assert panel.enter()
    chosen, back, select = [], [], []
    panel.chosen.connect(lambda *place: chosen.append(place))
    panel.back_requested.connect(lambda: back.append(1))
    panel.select_requested.connect(lambda: select.append(1))
    qtbot.keyClick(panel.rows, Qt.Key.Key_Return)
    qtbot.keyClick(panel.rows, Qt.Key.Key_Down)
    qtbot.keyClick(panel.rows, Qt.Key.Key_Return)
    qtbot.keyClick(panel.rows, Qt.Key.Key_End)
    qtbot.keyClick(panel.rows, Qt.Key.Key_Return, CTRL)
    assert chosen == [(1, 0), (1, 1), (1, 2)]
    assert select == [1]
    qtbot.keyClick(panel.rows, Qt.Key.Key_Home)
    assert not back
    qtbot.keyClick(panel.rows, Qt.Key.Key_Up)
    qtbot.keyClick(panel.rows, Qt.Key.Key_Escape)
    assert back == [1, 1]
    assert panel.model.index(2, 0).data(FOUND_ROLE).page == "1"


def listed(window, qtbot, count: int) -> None:
    qtbot.waitUntil(
        lambda: sum(source.count for source in window.furnish().finds._listed) == count,
        timeout=20_000,
    )


@pytest.fixture
def reading(make_window, pdf):
    window = make_window(pdf("long"))
    window.activateWindow()
    window.room.fold("drawer", shown=False)
    window.reader.search.bar.listed.setChecked(True)
    return window


def test_the_list_opens_with_the_first_place_and_folds_with_the_search(reading, qtbot) -> None:
    window, bar = reading, reading.reader.search.bar
    window.drawer.turn_to("inbox")
    window.actions_["find.open"].trigger()
    qtbot.keyClicks(bar.field, "zzz")
    qtbot.waitUntil(lambda: bar.count.text() == "No places", timeout=10_000)
    assert not window.room.shows("drawer"), "an empty list is no help"
    bar.field.clear()
    qtbot.keyClicks(bar.field, "state")
    qtbot.waitUntil(lambda: window.room.shows("drawer"), timeout=10_000)
    assert window.drawer.name == "found"
    assert bar.field.hasFocus()
    listed(window, qtbot, window.reader.view.finder.count)
    qtbot.keyClick(bar.field, Qt.Key.Key_Down)
    assert window.furnish().found.rows.hasFocus()
    qtbot.keyClick(window.furnish().found.rows, Qt.Key.Key_Down)
    qtbot.keyClick(window.furnish().found.rows, Qt.Key.Key_Return)
    assert window.reader.view.finder.number == 2
    qtbot.keyClick(window.furnish().found.rows, Qt.Key.Key_Escape)
    assert bar.field.hasFocus()
    qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not window.room.shows("drawer")
    assert window.drawer.name == "inbox"
    assert window.reader.view.selection.quote().casefold() == "state"
    assert window.reader.view.hasFocus()


def test_who_wants_no_list_gets_none(reading, qtbot) -> None:
    window, bar = reading, reading.reader.search.bar
    window.actions_["find.open"].trigger()
    bar.listed.setChecked(False)
    qtbot.keyClicks(bar.field, "state")
    qtbot.waitUntil(
        lambda: window.reader.view.finder.complete and len(window.furnish().finds._listed) == 1
    )
    assert not window.room.shows("drawer")
    bar.listed.setChecked(True)
    assert window.room.shows("drawer")
    window.actions_["drawer.toggle"].trigger()
    assert not bar.listed.isChecked(), "folding the drawer says the same"


def test_going_round_is_said(reading, qtbot) -> None:
    finder, bar = reading.reader.view.finder, reading.reader.search.bar
    reading.actions_["find.open"].trigger()
    qtbot.keyClicks(bar.field, "state")
    qtbot.waitUntil(lambda: finder.complete and finder.number == 1, timeout=10_000)
    reading.actions_["find.previous"].trigger()
    assert (finder.number, bar.note.text()) == (finder.count, "On from the end")
    reading.actions_["find.next"].trigger()
    assert (finder.number, bar.note.text()) == (1, "On from the start")
    reading.actions_["find.next"].trigger()
    assert bar.note.text() == ""


def test_all_pdfs_that_lie_open_are_searched_and_turned_to(make_window, pdf, qtbot) -> None:
    window = make_window(pdf("two_pages"), pdf("long"))
    window.activateWindow()
    finder, bar = window.reader.view.finder, window.reader.search.bar
    window.actions_["find.every"].trigger()
    assert bar.every.isChecked()
    qtbot.keyClicks(bar.field, "state")
    qtbot.waitUntil(
        lambda: window.furnish().finds.others.complete and len(window.furnish().finds._listed) == 2,
        timeout=20_000,
    )
    here, there = window.furnish().finds._listed
    assert (here.name, there.name) == ("two_pages.pdf", "long.pdf")
    assert here.count == finder.count
    assert there.count > 100
    wanted = there.search.hits[40]
    window.furnish().found.chosen.emit(1, 40)
    qtbot.waitUntil(lambda: finder.current == wanted, timeout=20_000)
    assert window.bench.current == 1
    assert wanted.page in window.reader.view.shown()
    assert bar.isVisible()


@pytest.mark.parametrize("name", ["two_pages", "encrypted"])
def test_a_pdf_that_was_searched_or_refused_takes_no_memory(pdf, qtbot, name) -> None:
    source, reader = SharedBytes.from_file(pdf(name)), FileIndexer(started("text"))
    with qtbot.waitSignal(reader.ended, timeout=20_000) as ended:
        reader.read(source, password=None)
    assert ended.args == [name == "two_pages"]
    assert source.fd == -1
    reader.deleteLater()


def test_all_drafts_of_a_project_are_searched_in_portions(
    make_window, pdf, tmp_path, qtbot
) -> None:
    path = tmp_path / "T.treaty"
    with closing(projects.create_workspace(path, title="T", reviewer="Ana Ruiz")) as space:
        for name in ("two_pages", "long"):
            space.drafts.add(pdf(name))
        sha256 = space.drafts.list()[1].sha256
        first = space.search.portion(sha256, after=0, seconds=0.0)
        assert (len(first.pages), first.after, first.of) == (1, 1, 60)
        rest = space.search.portion(sha256, after=1, seconds=60.0)
        assert [each.page for each in rest.pages] == list(range(2, 61))
        expected = len(space.search.find("state"))
        assert space.search.portion("none", after=0, seconds=1.0).of == 0
    window = make_window(path, own_house=projects, ready=False)
    qtbot.waitUntil(lambda: window.reader.text_complete and window.writer.idle, timeout=20_000)
    window.actions_["find.every"].trigger()
    qtbot.keyClicks(window.reader.search.bar.field, "state")
    listed(window, qtbot, expected)
    assert [source.count > 0 for source in window.furnish().finds._listed] == [True, True]
    there = window.furnish().finds._listed[1]
    assert there.key != window.bench.sha256
    qtbot.waitUntil(lambda: there.row(7).provision == "Art 1", timeout=20_000)
    wanted = there.search.hits[7]
    window.furnish().found.chosen.emit(1, 7)
    finder = window.reader.view.finder
    qtbot.waitUntil(lambda: finder.current == wanted, timeout=20_000)
    assert window.bench.sha256 == there.key
    assert wanted.page in window.reader.view.shown()
    listed(window, qtbot, expected)
    window.close_project()
    assert not window.reader.view.finder.library


@pytest.fixture
def three(make_window, pdf, tmp_path, qtbot):
    """A window and the SHA-256 of the drafts of its project, which it searches through."""
    path = tmp_path / "T.treaty"
    with closing(projects.create_workspace(path, title="T", reviewer="Ana Ruiz")) as space:
        for name in ("two_pages", "long", "labels"):
            space.drafts.add(pdf(name))
        drafts = [draft.sha256 for draft in space.drafts.list()]
    with closing(sqlite3.connect(path)) as file:  # as a disk or a hand may leave it
        damage = "UPDATE text_page SET data = ? WHERE draft = ? AND number = 7"
        assert file.execute(damage, (b"\x00", drafts[1])).rowcount == 1
        file.commit()
    window = make_window(path, own_house=projects, ready=False)
    qtbot.waitUntil(lambda: window.reader.text_complete and window.writer.idle, timeout=20_000)
    window.actions_["find.every"].trigger()
    return window, drafts


def searched(window, qtbot, words):
    """Search for words; the drafts not shown, when all are read."""
    qtbot.keyClicks(window.reader.search.bar.field, words)
    others = window.furnish().finds.others
    qtbot.waitUntil(lambda: bool(others.found) and others.complete, timeout=20_000)
    return others.found


def test_a_damaged_page_hides_no_other_page_from_a_search(three, qtbot) -> None:
    window, _drafts = three
    long, _labels = searched(window, qtbot, "state")
    assert (long.trouble, long.done) == ("", 60)
    assert 7 not in {hit.page for hit in long.search.hits}
    assert {6, 8} <= {hit.page for hit in long.search.hits}


def test_a_draft_that_cannot_be_read_is_named_and_no_other(three, qtbot, monkeypatch) -> None:
    window, drafts = three
    real = SearchService.portion

    def portion(self, draft, **how):
        if draft == drafts[2]:
            raise OSError("torn")
        return real(self, draft, **how)

    monkeypatch.setattr(SearchService, "portion", portion)
    long, labels = searched(window, qtbot, "state")
    assert (long.trouble, labels.trouble) == ("", "It cannot be read.")
    assert long.count > 100
    others = window.furnish().finds.others
    others._on_portion((others._turn - 1, drafts[1], None))
    assert long.trouble == "", "what was asked before another search is no matter now"


def test_the_bar_makes_room_for_a_narrow_window(qtbot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.resize(1400, 100)
    bar = FindBar(holder)
    holder.show()
    bar.resize(1200, 40)
    bar.open()
    wide = bar.every.text()
    assert bar.select.isVisible()
    least = bar.minimumSizeHint().width()
    assert least < 620
    bar.resize(least, 40)
    assert bar.width() == least
    assert len(bar.every.text()) < len(wide)
    assert bar.every.accessibleName() == "Look in all drafts (Ctrl+Shift+F)"
    assert not bar.select.isVisible()


def test_the_drawer_is_remembered_as_it_was_before_the_search(reading, qtbot) -> None:
    reading.actions_["find.open"].trigger()
    qtbot.keyClicks(reading.reader.search.bar.field, "state")
    qtbot.waitUntil(lambda: reading.room.shows("drawer"), timeout=10_000)
    reading.close()
    assert not reading.room.shows("drawer")

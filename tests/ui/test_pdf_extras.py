# SPDX-License-Identifier: AGPL-3.0-or-later
"""Links inside a draft, and what others wrote into its PDF, in the window."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QDesktopServices, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.pdf.extras import NoteWords, PageExtras, PdfNote
from annotator.pdf.replies import Reply
from annotator.ui.models.pdf_note_rows import row_of, whole
from annotator.ui.panels.pdf_note_list import PdfNoteList
from annotator.ui.viewer.extras import hints
from annotator.ui.viewer.extras.extras_reader import KEPT, TRIES, ExtrasReader
from annotator.ui.viewer.layout import Spot
from annotator.ui.viewer.selecting.selection import Caret

RED = 0xFFFF0000
OTHER, ADDRESS = 5, 2
"""Links of the test PDF by their place in it."""


@pytest.fixture
def window(make_window, pdf, qtbot):
    made = make_window(pdf("extras"))
    view = made.reader.view
    qtbot.waitUntil(lambda: bool(view.extras.on(1).links), timeout=20_000)
    return made


def middle(window: Any, boxes: Any, page: int = 1) -> QPoint:
    """Where the first of some boxes stands in the viewport."""
    view = window.reader.view
    x0, y0, x1, y1 = boxes[0]
    x, y = view.layout_.position(Spot(page, (x0 + x1) / 2, (y0 + y1) / 2))
    return QPoint(round((x - view.left()) / view.ratio), round((y - view.top) / view.ratio))


def click(window: Any, number: int) -> None:
    view = window.reader.view
    at = middle(window, view.extras.on(1).links[number].boxes)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def note(window: Any, words: str) -> tuple[int, PdfNote]:
    found = window.reader.view.pdf_notes.on(1)
    return next((n, each) for n, each in enumerate(found) if each.said.text.startswith(words))


# -- links ---------------------------------------------------------------------------------------


def test_a_click_on_a_link_goes_to_its_place_and_one_can_go_back(window) -> None:
    view = window.reader.view
    before = view.top
    click(window, 1)
    assert view.page == 3
    click_top = view.top
    box = view.layout_.box(3)
    y = view.layout_.position(Spot(3, 0, 442))[1]
    lowest = view.verticalScrollBar().maximum()
    assert click_top == min(round(y - 24 * view.ratio), lowest)
    assert click_top > box.y or click_top == lowest
    window.actions_["place.back"].trigger()
    assert view.top == before


def test_a_link_to_a_turned_page_leads_to_the_words_there(window) -> None:
    view = window.reader.view
    click(window, 0)
    x, y = view.layout_.position(Spot(2, 100, 100))
    assert view.page == 2
    assert view.top <= y <= view.top + view.view_size()[1]
    assert view.left() <= x <= view.left() + view.view_size()[0]


def test_the_pointer_becomes_a_hand_over_what_can_be_followed_only(window, qtbot) -> None:
    view = window.reader.view
    links = view.extras.on(1).links
    for number, hand in ((0, True), (ADDRESS, True), (OTHER, False)):
        at = middle(window, links[number].boxes)
        qtbot.mouseMove(view.viewport(), at + QPoint(1, 0))
        qtbot.mouseMove(view.viewport(), at)
        shape = view.viewport().cursor().shape()
        assert (shape == Qt.CursorShape.PointingHandCursor) is hand


def test_dragging_over_a_link_selects_words_and_follows_nothing(window, select) -> None:
    view = window.reader.view
    before = view.top
    select(window, "See", "Article 9")
    assert view.selection.quote() == "See Article 9"
    assert view.top == before


def test_a_click_while_ends_can_be_dragged_means_words(window) -> None:
    view = window.reader.view
    view.handles = Caret(1, 0), Caret(1, 3)
    before = view.top
    click(window, 1)
    assert view.top == before


def test_a_link_outside_shows_its_address_and_opens_nothing(window, monkeypatch) -> None:
    opened: list[object] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    click(window, ADDRESS)
    said = window.notice.sentence.replace("\u200b", "")
    assert "https://www.un.org/en/" in said
    assert window.notice._button.text() == "Copy address"
    window.notice._button.click()
    assert QApplication.clipboard().text() == "https://www.un.org/en/"
    assert not opened


def test_a_link_that_would_run_something_does_nothing(window) -> None:
    view = window.reader.view
    before = view.top
    for number in range(OTHER, len(view.extras.on(1).links)):
        click(window, number)
    assert view.top == before
    assert not window.notice.sentence


def test_the_link_under_the_caret_is_followed_by_key(window, qtbot) -> None:
    view, follow = window.reader.view, window.actions_["link.follow"]
    view.setFocus()
    view.selection.place(Caret(1, len(view.texts[1].text) - 2))
    view.selection_moved()
    assert not follow.isEnabled()
    view.selection.place(Caret(1, 2))
    view.selection_moved()
    assert follow.isEnabled()
    assert not window.actions_["link.copy"].isEnabled()
    QTest.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert view.page == 2


def test_the_key_that_follows_a_link_still_tags_in_the_panel(window, select, qtbot) -> None:
    view = window.reader.view
    select(window, "See", "Article 9")
    assert window.actions_["link.follow"].isEnabled()
    field = window.side.tagging.field
    field.setFocus()
    QTest.keyClicks(field, "SUR-1")
    before = view.top
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(window.bench.passages), timeout=20_000)
    assert view.top == before


@pytest.fixture
def hint(monkeypatch):
    """`hint(window, at)`: what comes up when the pointer rests there."""
    said: list[str] = []
    monkeypatch.setattr(hints, "QToolTip", SimpleNamespace(
        showText=lambda _at, words, _home: said.append(words), hideText=lambda: said.append("")
    ))  # fmt: skip

    def rest(window: Any, at: QPoint) -> str:
        viewport = window.reader.view.viewport()
        event = QHelpEvent(QEvent.Type.ToolTip, at, viewport.mapToGlobal(at))
        QApplication.sendEvent(viewport, event)
        return said[-1]

    return rest


def test_a_hint_says_where_a_link_leads(window, hint) -> None:
    links = window.reader.view.extras.on(1).links
    assert "Page 3" in hint(window, middle(window, links[1].boxes))
    assert "https://www.un.org/en/" in hint(window, middle(window, links[ADDRESS].boxes))
    assert "not followed" in hint(window, middle(window, links[OTHER].boxes))
    assert not hint(window, QPoint(2, 2))


# -- notes ---------------------------------------------------------------------------------------


def test_a_hint_shows_a_note_with_its_replies(window, hint) -> None:
    said = hint(window, middle(window, note(window, "Too wide")[1].boxes))
    assert "Highlight · Bo, 3 May 2024" in said
    assert "Too wide<br>says Bo" in said
    assert "Agreed" in said


def test_nothing_of_a_note_is_markup_in_a_hint(window, monkeypatch) -> None:
    view = window.reader.view
    evil = PdfNote("text", ((0, 0, 50, 50),), NoteWords("<img src='x.png'>", "<b>Bo", ""))
    monkeypatch.setattr(view.extras, "on", lambda page: PageExtras(page, (), (evil,)))
    said = view._hints.at(Spot(1, 10, 10))
    assert "&lt;img" in said
    assert "<img" not in said
    assert "&lt;b&gt;Bo" in said


def test_notes_of_the_page_are_listed_and_a_chosen_one_is_ringed(window, qtbot) -> None:
    view, panel = window.reader.view, window.side.on_page.notes
    assert panel.isVisible()
    number, bo = note(window, "Too wide")
    assert panel.model.row(number).quote == "Too wide says Bo"
    assert panel.model.row(number).who == "Bo"
    panel.list.setCurrentIndex(panel.model.index(number))
    ring = view.pdf_notes._ring
    assert ring.isVisible()
    assert ring.geometry().contains(middle(window, bo.boxes))
    assert "Too wide\nsays Bo" in panel.words.toPlainText()
    assert "“struck and marked" in panel.words.toPlainText()
    assert panel.words.isReadOnly()
    at = ring.pos()
    view.verticalScrollBar().setValue(view.top + 40)
    assert ring.pos().y() == at.y() - round(40 / view.ratio)
    view.let_go()
    assert not ring.isVisible()


def test_texts_that_come_meanwhile_leave_the_ring_and_keep_the_commands_true(window, qtbot) -> None:
    view, panel = window.reader.view, window.side.on_page.notes
    number, _bo = note(window, "Too wide")
    view.selection.place(Caret(1, 2))
    view.selection_moved()
    text = view.texts[1]
    del view.texts[1]
    view.texts_changed()
    assert not window.actions_["link.follow"].isEnabled()
    panel.list.setCurrentIndex(panel.model.index(number))
    view.texts[1] = text
    view.texts_changed()
    assert window.actions_["link.follow"].isEnabled()
    assert view.pdf_notes._ring.isVisible()


def test_another_page_lists_its_own_notes(window, qtbot) -> None:
    view, panel = window.reader.view, window.side.on_page.notes
    view.go_to(2)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1, timeout=20_000)
    assert panel.model.row(0).quote == "turned"
    view.go_to(3)
    qtbot.waitUntil(lambda: not panel.isVisible(), timeout=20_000)


def test_notes_can_be_taken_off_the_page_and_put_back(window, qtbot) -> None:
    view, panel = window.reader.view, window.side.on_page.notes
    red = middle(window, note(window, "red box")[1].boxes)

    def colour() -> int:
        view.viewport().update()
        image = view.viewport().grab().toImage()
        ratio = image.devicePixelRatio()
        return int(image.pixel(round(red.x() * ratio), round(red.y() * ratio)))

    def waited(shown: bool) -> None:
        qtbot.waitUntil(lambda: view.renderer.is_sharp, timeout=20_000)
        qtbot.waitUntil(lambda: (colour() == RED) is shown, timeout=20_000)

    toggle = window.actions_["notes.toggle"]
    assert toggle.isChecked()
    waited(shown=True)
    toggle.trigger()
    waited(shown=False)
    assert not panel.isVisible()
    assert not view.pdf_notes.at(Spot(1, 350, 842 - 525))
    toggle.trigger()
    waited(shown=True)
    assert panel.isVisible()
    assert len(view.extras.on(1).links) == 10, "links are no notes"


def test_a_screen_reader_finds_notes_and_links_among_what_stands_on_a_page(window) -> None:
    view = window.reader.view
    page = QAccessible.queryAccessibleInterface(view).child(0)
    names = [
        (child.role(), child.text(QAccessible.Text.Name))
        for child in (page.child(n) for n in range(page.childCount()))
    ]
    role = QAccessible.Role
    assert (role.Note, "Comment in the PDF: Highlight · Bo, 3 May 2024: Too wide says Bo") in names
    assert (role.Link, "Link: Page 3") in names
    first = page.child(0)
    assert first is page.child(0), "Qt keeps no reference to what Python made"
    assert first.isValid()
    assert "Agreed" in first.text(QAccessible.Text.Description)
    assert page.rect().contains(first.rect().center())
    window.actions_["notes.toggle"].trigger()
    assert not first.isValid()


def test_a_row_says_what_is_marked_where_nothing_was_written() -> None:
    struck = PdfNote("strikeout", ((0, 0, 1, 1),), NoteWords("", "Ana", "2024-05-03"))
    assert row_of(struck, "shall").quote == "“shall”"
    assert whole(struck, "shall") == "Struck out · Ana, 3 May 2024\n“shall”"
    answered = PdfNote(
        "text", struck.boxes, NoteWords("Why?", "", ""), (NoteWords("So.", "Bo", ""),)
    )
    assert row_of(answered).where == "Note · 1 reply"
    assert whole(answered) == "Note\nWhy?\n\nReply · Bo\nSo."


def test_the_list_keeps_what_is_chosen_when_the_marked_words_come(qtbot) -> None:
    panel = PdfNoteList()
    qtbot.addWidget(panel)
    panel.show()
    notes = tuple(PdfNote("strikeout", ((0, n, 1, n + 1),), NoteWords()) for n in range(3))
    panel.show_notes(notes, ("", "", ""))
    panel.list.setCurrentIndex(panel.model.index(1))
    told: list[int] = []
    panel.chosen.connect(told.append)
    panel.show_notes(notes, ("one", "two", "three"))
    assert panel.list.currentIndex().row() == 1
    assert "two" in panel.words.toPlainText()
    assert told == [], "nobody chose anything"
    panel.show_notes((), ())
    assert not panel.isVisible()


# -- asking --------------------------------------------------------------------------------------


class _View(QObject):
    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.renderer = _Renderer(self)
        self.pages = range(1, 3)

    def shown(self) -> range:
        return self.pages


class _Renderer(QObject):
    sharp = Signal()
    is_sharp = True


class _Link(QObject):
    replied = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[int] = []
        self.cancelled: list[int] = []
        self.client = SimpleNamespace(extras=self._extras, cancel=self.cancelled.append)

    def _extras(self, page: int) -> int:
        self.asked.append(page)
        return len(self.asked)

    def answer(self, kind: str = "extras") -> None:
        page = self.asked[-1]
        body: dict[str, object] = {"extras": PageExtras(page)} if kind == "extras" else {}
        self.replied.emit(Reply(len(self.asked), kind, body))


@pytest.fixture
def asking(qapp):
    view, link = _View(), _Link()
    reader = ExtrasReader(view)  # type: ignore[arg-type]
    reader.attach(link)  # type: ignore[arg-type]
    return view, link, reader


def test_pages_that_show_are_asked_for_one_by_one_once_they_are_sharp(asking) -> None:
    view, link, _reader = asking
    assert link.asked == []
    view.renderer.sharp.emit()
    assert link.asked == [1]
    view.renderer.sharp.emit()
    assert link.asked == [1], "one at a time"
    link.answer()
    assert link.asked == [1, 2]
    link.answer()
    view.renderer.sharp.emit()
    assert link.asked == [1, 2], "both are known"


def test_asking_gives_way_to_drawing(asking) -> None:
    view, link, _reader = asking
    view.renderer.sharp.emit()
    view.moved.emit()
    assert link.cancelled == [], "nothing is to be drawn"
    view.renderer.is_sharp = False
    view.moved.emit()
    assert link.cancelled == [1]
    link.answer("cancelled")
    assert link.asked == [1]
    view.renderer.is_sharp = True
    view.renderer.sharp.emit()
    assert link.asked == [1, 1]


def test_a_page_that_brings_the_worker_down_is_left_alone(asking) -> None:
    view, link, reader = asking
    view.pages = range(1, 2)
    for _ in range(TRIES + 2):
        view.renderer.sharp.emit()
        link.answer("lost")
    assert link.asked == [1] * TRIES
    assert reader.on(1) == PageExtras(1)


def test_a_page_that_is_refused_has_nothing(asking) -> None:
    view, link, _reader = asking
    view.pages = range(1, 2)
    view.renderer.sharp.emit()
    link.answer("refused")
    view.renderer.sharp.emit()
    assert link.asked == [1]


def test_no_more_pages_are_kept_than_some(asking) -> None:
    view, link, reader = asking
    for page in range(1, 3 * KEPT):
        view.pages = range(page, page + 1)
        view.renderer.sharp.emit()
        link.answer()
    assert len(reader._pages) <= KEPT + 1
    reader.detach()
    assert not reader._pages


def test_an_answer_to_something_else_is_not_taken(asking) -> None:
    view, link, reader = asking
    view.renderer.sharp.emit()
    link.replied.emit(Reply(7, "extras", {"extras": PageExtras(1)}))
    link.replied.emit(Reply(0, "lost"))
    assert not reader._pages

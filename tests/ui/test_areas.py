# SPDX-License-Identifier: AGPL-3.0-or-later
"""Areas of pages on a real project: drawn, sized, tagged, moved, by mouse and by keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from desk_room import DeskRoom
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QAccessible, QMouseEvent
from PySide6.QtWidgets import QApplication

from annotator.domain.area import Area, area_of
from annotator.domain.row_sieve import Known, row_text
from annotator.services import projects
from annotator.ui.left_contents import DrawnTags
from annotator.ui.panels import row_words
from annotator.ui.viewer.area import area_tool
from annotator.ui.viewer.area.area_painting import picture
from annotator.ui.viewer.arrangement import Arrangement
from annotator.ui.viewer.layout import Spot
from annotator.ui.viewer.selecting.selection import Caret

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
STAMP = (100.0, 150.0, 300.0, 250.0)
"""The red rectangle on both pages of the scan, before a page is cropped."""


@pytest.fixture
def open_room(qtbot, qapp, pdf, tmp_path, monkeypatch):
    """`open_room("scan")`: a project with that draft alone, shown."""
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    made = []

    def open_(name):
        path = tmp_path / f"{name}.treaty"
        space = projects.create_workspace(path)
        space.drafts.add(pdf(name))
        space.close()
        made.append(DeskRoom(qtbot).open(path))
        return made[-1]

    yield open_
    for room in made:
        room.leave()


@pytest.fixture
def scan(open_room):
    return open_room("scan")


@pytest.fixture
def text(open_room):
    return open_room("two_pages")


@pytest.fixture
def drag(qtbot):
    """`drag(room, page, (x0, y0), (x1, y1))` in unrotated page points, real events."""

    def run(room, page, one, other, modifiers=Qt.KeyboardModifier.NoModifier):
        a, b = at(room, page, *one), at(room, page, *other)
        viewport = room.view.viewport()
        qtbot.mousePress(viewport, LEFT, modifiers, pos=a)
        qtbot.mouseMove(viewport, (a + b) / 2)
        qtbot.mouseMove(viewport, b)
        qtbot.mouseRelease(viewport, LEFT, modifiers, pos=b)

    return run


def at(room, page, x, y):
    view = room.view
    cx, cy = view.layout_.position(Spot(page, x, y))
    return QPoint(round((cx - view.left()) / view.ratio), round((cy - view.top) / view.ratio))


def near(area, box, page=1, off=1.5):
    assert area is not None
    assert area.page == page
    assert area.box == pytest.approx(box, abs=off)


def pictured(view):
    """The area selected as a panel shows it."""
    return picture(
        view.renderer, view.layout_, view.picked.area, how=view.arrangement, room=QSize(280, 96),
        ratio=view.ratio,
    )  # fmt: skip


def is_red(image, down):
    """Whether the stamp's colour stands so far down in the middle, 0 to 1."""
    colour = image.pixelColor(image.width() // 2, round(image.height() * down))
    return colour.red() > 180 and colour.green() < 60 and colour.blue() < 60


def tag(room, qtbot, typed="saf3"):
    qtbot.keyClicks(room.view, typed)
    qtbot.keyClick(room.view, Qt.Key.Key_Return)
    room.settle()


def test_a_drag_on_a_page_without_text_marks_an_area_and_typing_tags_it(scan, drag, qtbot):
    drag(scan, 1, STAMP[:2], STAMP[2:])
    near(scan.view.picked.area, STAMP)
    panel = scan.side.tagging
    assert scan.side.currentWidget() is panel
    assert panel._quote.toPlainText().strip("\ufffc\n") == "Area on page 1"
    assert panel._quote.accessibleDescription() == "Area on page 1"
    tag(scan, qtbot)
    assert scan.letters() == ["SAF-3"]
    near(area_of(scan.passage().anchor), STAMP)
    tag(scan, qtbot, "prv1")
    assert scan.letters() == ["SAF-3", "PRV-1"], "the area stays for the next code"
    (mark,) = scan.view.marks.all()
    assert mark.is_area
    scan.bench.edits.undo()
    scan.settle()
    assert scan.letters() == ["SAF-3"]


def test_with_alt_a_drag_over_words_marks_an_area_and_keeps_them_as_its_quote(text, drag, qtbot):
    drag(text, 1, (80, 95), (330, 145), ALT)
    assert text.view.selection.empty
    quote = text.view.picked.quote()
    assert quote.startswith("Article 1 Statement of")
    assert "A/AC.999/1" not in quote
    assert quote in text.side.tagging._quote.toPlainText()
    tag(text, qtbot)
    anchor = text.passage().anchor
    assert (anchor.kind, anchor.quote, anchor.segments) == ("area", quote, ())


def test_the_words_in_an_area_read_before_tagging_as_they_do_after(open_room, drag, qtbot):
    room = open_room("superscripts")
    drag(room, 1, (30, 30), (560, 500), ALT)
    before = room.view.picked.quote()
    tag(room, qtbot)
    assert before.endswith("¹²")
    assert before == room.passage().anchor.quote


def test_without_alt_a_drag_over_words_selects_words(text, drag):
    drag(text, 1, (80, 95), (330, 145))
    assert text.view.picked.area is None
    assert not text.view.selection.empty


def test_words_take_the_place_of_an_area_and_an_area_of_words(text, drag):
    drag(text, 1, (80, 95), (330, 145))
    drag(text, 1, (100, 300), (200, 400), ALT)
    assert text.view.selection.empty
    near(text.view.picked.area, (100, 300, 200, 400))
    drag(text, 1, (80, 95), (330, 145))
    assert text.view.picked.area is None
    assert not text.view.selection.empty


def test_words_selected_without_the_mouse_take_the_place_of_an_area(text, drag, qtbot):
    drag(text, 1, (100, 300), (200, 400), ALT)
    text.view.selection.place(Caret(1, text.view.texts[1].text.index("purposes")))
    text.view.grow_selection(1)
    assert text.view.picked.area is None
    assert text.view.picked.quote() == "purposes"
    tag(text, qtbot)
    assert text.passage().anchor.quote == "purposes"


@pytest.mark.parametrize("armed", [True, False])
def test_a_click_that_draws_nothing_leaves_nothing_in_the_panel(text, drag, qtbot, armed):
    drag(text, 1, (80, 95), (330, 145))
    assert text.side.currentWidget() is text.side.tagging
    if armed:
        text.view.area.arm()
    where, held = at(text, 1, 300, 400), Qt.KeyboardModifier.NoModifier if armed else ALT
    qtbot.mouseClick(text.view.viewport(), LEFT, held, pos=where)
    assert text.view.picked.empty
    assert text.side.currentWidget() is text.side.on_page
    assert text.view.area.armed is armed


def test_a_side_can_be_pulled_twice_in_quick_succession(text, drag, qtbot):
    drag(text, 1, (80, 95), (330, 145), ALT)
    viewport = text.view.viewport()
    a, b = at(text, 1, 330, 120), at(text, 1, 360, 120)
    none = Qt.KeyboardModifier.NoModifier
    again = QMouseEvent(QEvent.Type.MouseButtonDblClick, QPointF(a), QPointF(a), LEFT, LEFT, none)
    QApplication.sendEvent(viewport, again)  # as Qt calls a second press soon after the first
    qtbot.mouseMove(viewport, (a + b) / 2)
    qtbot.mouseMove(viewport, b)
    qtbot.mouseRelease(viewport, LEFT, pos=b)
    near(text.view.picked.area, (80, 95, 360, 145))
    assert text.view.selection.empty


def test_once_armed_the_next_drag_draws_and_the_one_after_does_not(text, drag, qtbot):
    hints = []
    text.view.area.hint_changed.connect(hints.append)
    text.desk.handlers()["area.mark"]()
    assert text.view.viewport().cursor().shape() == Qt.CursorShape.CrossCursor
    assert "Drag a rectangle" in hints[-1]
    drag(text, 1, (80, 95), (330, 145))
    near(text.view.picked.area, (80, 95, 330, 145))
    assert hints[-1] == ""
    text.view.area.arm()
    drag(text, 1, (100, 110), (200, 140))
    near(text.view.picked.area, (100, 110, 200, 140))  # a new one, even inside the old one
    qtbot.keyClick(text.view, Qt.Key.Key_Escape)
    assert text.view.picked.empty
    drag(text, 1, (80, 95), (330, 145))
    assert text.view.picked.area is None


def test_escape_disarms(text, drag, qtbot):
    text.view.area.arm()
    qtbot.keyClick(text.view, Qt.Key.Key_Escape)
    assert not text.view.area.armed
    drag(text, 1, (80, 95), (330, 145))
    assert text.view.picked.area is None


def test_without_a_mouse_arrows_place_move_and_size_an_area_and_enter_takes_it(text, qtbot):
    view, key = text.view, Qt.Key
    view.area.arm()
    qtbot.keyClick(view, key.Key_Right)
    first = view.area.area
    middle = view.layout_.spot(view.view_size()[0] / 2, view.top + view.view_size()[1] / 2)
    assert first.y0 < middle.y < first.y1, "in the middle of what shows"
    step = 8 * view.ratio / view.layout_.scale
    qtbot.keyClick(view, key.Key_Right)
    qtbot.keyClick(view, key.Key_Down, CTRL)
    near(view.area.area, (first.x0 + step, first.y0 + step / 8, first.x1 + step, first.y1 + step / 8),
         off=0.1)  # fmt: skip
    qtbot.keyClick(view, key.Key_Left, SHIFT)
    qtbot.keyClick(view, key.Key_Down, SHIFT)
    near(view.area.area, (first.x0 + step, first.y0 + step / 8, first.x1, first.y1 + step * 9 / 8),
         off=0.1)  # fmt: skip
    assert text.side.currentWidget() is not text.side.tagging, "not taken yet"
    qtbot.keyClick(view, key.Key_Return)
    assert not view.area.armed
    assert text.side.currentWidget() is text.side.tagging
    qtbot.keyClick(view, key.Key_Right, SHIFT)
    assert view.area.area.x1 == pytest.approx(first.x1 + step, abs=0.1)
    tag(text, qtbot)
    assert area_of(text.passage().anchor) == view.area.area


def test_on_a_turned_and_cropped_page_the_area_is_where_one_sees_it(scan, drag, qtbot):
    scan.view.go_to(2)
    cropped = (50.0, 50.0, 250.0, 150.0)  # the crop box begins at 50, 100
    drag(scan, 2, cropped[:2], cropped[2:])
    near(scan.view.picked.area, cropped, page=2)
    qtbot.waitUntil(lambda: scan.view.renderer.is_sharp, timeout=20_000)
    view = scan.view
    seen = pictured(view)
    assert seen.height() > seen.width(), "turned, as on the screen"
    assert is_red(seen, 0.5)
    step = 8 * view.ratio / view.layout_.scale
    before = view.picked.area
    view.area.arm()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.area.area.y0 == pytest.approx(before.y0 - step, abs=0.1), "right, as one sees it"
    assert view.area.area.x0 == pytest.approx(before.x0, abs=0.1)


def test_its_picture_shows_the_page_as_it_is_shown_now(scan, drag, qtbot):
    x0, _y0, x1, y1 = STAMP
    drag(scan, 1, (x0, y1 - 60), (x1, y1 + 60))
    view = scan.view
    qtbot.waitUntil(lambda: 1 in view.renderer.previews, timeout=20_000)
    qtbot.waitUntil(lambda: view.renderer.is_sharp, timeout=20_000)
    assert (is_red(pictured(view), 0.25), is_red(pictured(view), 0.75)) == (True, False)
    view.arrange(Arrangement(turn=180))
    for _each in ("before it is drawn so", "and after"):
        assert (is_red(pictured(view), 0.25), is_red(pictured(view), 0.75)) == (False, True)
        qtbot.waitUntil(lambda: view.renderer.is_sharp, timeout=20_000)
    view.arrange(Arrangement(dark=True))
    for _each in ("before it is drawn so", "and after"):
        below = pictured(view).pixelColor(5, pictured(view).height() - 5)
        assert below.lightness() < 60
        qtbot.waitUntil(lambda: view.renderer.is_sharp, timeout=20_000)


def test_a_screen_reader_hears_an_area_as_the_page_is_shown(scan, monkeypatch):
    heard = []
    monkeypatch.setattr(area_tool, "announce", lambda _view, said: heard.append(said))
    scan.view.area.take(Area(1, 72.0, 144.0, 216.0, 216.0))
    scan.view.area.take(Area(2, 50.0, 50.0, 250.0, 150.0))
    scan.view.arrange(replace(scan.view.arrangement, turn=90))
    scan.view.area.take(Area(1, 72.0, 144.0, 216.0, 216.0))
    assert heard == [
        "area of 51 × 25 mm, 25 mm from the left, 51 mm from the top, page 1",
        "area of 35 × 71 mm, 194 mm from the left, 18 mm from the top, page 2",
        "area of 25 × 51 mm, 221 mm from the left, 25 mm from the top, page 1",
    ]


def test_an_area_ends_where_its_page_ends(scan, drag):
    width, height = scan.view.layout_.sizes[0].width, scan.view.layout_.sizes[0].height
    drag(scan, 1, (400, 100), (width + 300, 200))
    near(scan.view.picked.area, (400, 100, width, 200))
    scan.view.set_zoom(-1)
    drag(scan, 1, (400, 700), (200, height + 40))
    near(scan.view.picked.area, (200, 700, 400, height), off=3)


def test_sides_and_corners_can_be_dragged_again_and_all_of_it(scan, drag):
    drag(scan, 1, STAMP[:2], STAMP[2:])
    drag(scan, 1, (300, 200), (340, 320))
    near(scan.view.picked.area, (100, 150, 340, 250))
    drag(scan, 1, (100, 150), (80, 120))
    near(scan.view.picked.area, (80, 120, 340, 250))
    drag(scan, 1, (200, 200), (230, 210))
    near(scan.view.picked.area, (110, 130, 370, 260), off=2)
    drag(scan, 1, (200, 200), (-400, 200))
    near(scan.view.picked.area, (0, 130, 260, 260), off=2)


def test_what_was_typed_goes_along_while_the_edges_are_dragged_and_not_to_another_area(
    scan, drag, qtbot
):
    drag(scan, 1, STAMP[:2], STAMP[2:])
    qtbot.keyClicks(scan.view, "priv")
    drag(scan, 1, (300, 200), (340, 200))
    assert scan.side.tagging.field.text() == "priv"
    drag(scan, 1, (400, 400), (500, 500))
    assert scan.side.tagging.field.text() == ""
    drag(scan, 1, (30, 30), (32, 30))
    assert scan.view.picked.area is None, "a slip of the hand is no area"


def test_a_click_inside_chooses_the_smaller_of_two(scan, drag, qtbot):
    for box in (STAMP, (150.0, 180.0, 200.0, 220.0)):
        scan.view.let_go()
        drag(scan, 1, box[:2], box[2:])
        tag(scan, qtbot)
    scan.view.let_go()
    large, small = sorted(scan.bench.passages, key=lambda p: area_of(p.anchor).x0)
    qtbot.mouseClick(scan.view.viewport(), LEFT, pos=at(scan, 1, 120, 170))
    assert scan.view.marks.chosen == large.uid
    qtbot.mouseClick(scan.view.viewport(), LEFT, pos=at(scan, 1, 170, 200))
    assert scan.view.marks.chosen == small.uid
    panel = scan.side.passage
    assert scan.side.currentWidget() is panel
    assert panel._ends.text() == "Change area"
    assert not panel._more.isHidden()
    assert "Area on page 1" in panel._quote.toPlainText()


def choose_it(room, drag, qtbot):
    drag(room, 1, STAMP[:2], STAMP[2:])
    tag(room, qtbot)
    room.view.let_go()
    room.desk.reveal(room.passage().uid)


@pytest.mark.parametrize("by_key", [True, False])
def test_a_tagged_area_is_moved_and_keeps_its_tags(scan, drag, qtbot, by_key):
    choose_it(scan, drag, qtbot)
    scan.desk.move_ends()
    assert scan.side.currentWidget() is scan.side.moving
    assert "edges of this area" in scan.side.moving.says.text()
    if by_key:
        qtbot.keyClick(scan.view, Qt.Key.Key_Left)
        qtbot.keyClick(scan.view, Qt.Key.Key_Down, SHIFT)
    else:
        drag(scan, 1, (100, 200), (60, 200))
    wanted = scan.view.picked.area
    assert wanted.x0 < STAMP[0] - 3
    qtbot.keyClick(scan.view, Qt.Key.Key_Return)
    scan.settle()
    assert area_of(scan.passage().anchor) == wanted
    assert scan.letters() == ["SAF-3"]
    assert scan.view.picked.empty
    assert scan.view.marks.chosen == scan.passage().uid


def test_escape_leaves_a_tagged_area_as_it_was(scan, drag, qtbot):
    choose_it(scan, drag, qtbot)
    before = scan.passage().anchor
    scan.desk.move_ends()
    qtbot.keyClick(scan.view, Qt.Key.Key_Left)
    qtbot.keyClick(scan.view, Qt.Key.Key_Escape)
    scan.settle()
    assert scan.passage().anchor == before
    assert scan.view.picked.empty
    assert not scan.view.area.moving


def test_another_code_goes_on_the_same_area(scan, drag, qtbot):
    choose_it(scan, drag, qtbot)
    scan.side.passage.more_requested.emit(scan.passage().uid)
    tag(scan, qtbot, "prv1")
    assert scan.letters() == ["SAF-3", "PRV-1"]


def test_a_list_and_a_screen_reader_name_the_area(scan, drag, qtbot):
    choose_it(scan, drag, qtbot)
    node = QAccessible.queryAccessibleInterface(scan.view).child(0).child(0)
    name = node.text(QAccessible.Text.Name)
    assert name.startswith("Passage, area, SAF-3")
    assert name.endswith(", page 1")
    scan.view.let_go()
    model = scan.side.on_page.model
    assert model.row(0).quote == "[area on page 1]"


def test_the_outline_counts_an_area_where_it_begins(text, drag, qtbot):
    drag(text, 1, (300, 150), (400, 180), ALT)
    tag(text, qtbot)
    counted = DrawnTags(text.view.texts)
    counted.follow(text.bench.passages, text.bench.codes)
    words = text.view.texts[1].text
    assert counted.pages.between((1, 0), (1, words.index("The purposes"))).count == 0
    assert counted.pages.between((1, words.index("The purposes")), (2, 0)).count == 1
    late: dict = {}
    counted = DrawnTags(late)
    counted.follow(text.bench.passages, text.bench.codes)
    assert counted.pages.between((1, 0), (1, 1)).count == 1, "as long as nothing is read"
    late.update(text.view.texts)
    assert counted.follow(text.bench.passages, text.bench.codes) is None
    assert counted.pages.between((1, 0), (1, 1)).count == 0


def test_the_table_names_it_and_finds_it_by_that_name(scan, drag, qtbot):
    choose_it(scan, drag, qtbot)
    found = []
    scan.bench.ask(lambda space, _progress: found.extend(space.overview.rows()))
    scan.settle()
    (row,) = found
    known = Known(scan.bench.codes)
    assert row_words.said(row, "quote", known) == "[area on page 1]"
    assert "[area on page 1]" in row_text(row, known)


def test_a_page_without_text_says_how_to_begin(scan, text):
    assert "no text to select" in scan.side.on_page._empty.text()
    assert "Select words" in text.side.on_page._empty.text()


def test_another_draft_takes_no_area_along(scan, drag):
    drag(scan, 1, STAMP[:2], STAMP[2:])
    scan.reader.close_document()
    assert scan.view.picked.empty
    scan.view.area.take(Area(9, 0.0, 0.0, 50.0, 50.0))
    assert scan.view.picked.empty, "there is no such page"

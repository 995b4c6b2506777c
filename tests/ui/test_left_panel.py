# SPDX-License-Identifier: AGPL-3.0-or-later
"""Drafts and pages on the left side: what they say, what they cost, and that keys reach them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage

from annotator.domain.project import PageSize
from annotator.ui.models.open_drafts import DraftRow
from annotator.ui.models.page_list import PageList
from annotator.ui.models.tag_pages import PlacedTag


def test_a_page_says_its_printed_number_and_tags(qtmodeltester) -> None:
    model = PageList()
    model.set_pages([PageSize(595, 842)] * 3, ["i", "2", ""])
    model.set_tags([PlacedTag((1, 9), "#9EC5F8"), PlacedTag((1, 0), "#F2B8C6")])
    said = [model.index(n, 0).data(int(Qt.ItemDataRole.AccessibleTextRole)) for n in range(3)]
    assert said == ["Page 1, printed i, 2 tags", "Page 2", "Page 3"]
    qtmodeltester.check(model)


def test_thousands_of_pages_cost_what_shows(left, qtbot, monkeypatch) -> None:
    asked = []
    size = PageList.size
    monkeypatch.setattr(
        PageList, "size", lambda model, page: asked.append(page) or size(model, page)
    )
    left.turn_to("pages")
    left.pages.set_pages(tuple(PageSize(595, 842) for _page in range(2415)))
    left.pages.show_page(1200)
    qtbot.waitUntil(lambda: 1200 in asked)
    assert len(set(asked)) < 60
    assert left.pages.list.currentIndex().row() == 1199


def test_a_picture_that_comes_is_drawn(left, qtbot) -> None:
    pictures = {}
    left.turn_to("pages")
    left.pages.set_pictures(pictures)
    left.pages.set_pages([PageSize(595, 842)] * 3)
    view = left.pages.list
    middle = view.visualRect(left.pages.model.index(1, 0)).center() - QPoint(0, 20)
    assert view.viewport().grab().toImage().pixelColor(middle) == QColor("#FFFFFF")
    pictures[2] = QImage(178, 253, QImage.Format.Format_RGB16)
    pictures[2].fill(QColor("#FF0000"))
    left.pages.picture_came(2)
    assert view.viewport().grab().toImage().pixelColor(middle) == QColor("#FF0000")


def test_pages_by_keyboard(left, qtbot) -> None:
    left.pages.set_pages([PageSize(595, 842)] * 9)
    left.pages.show_page(1)
    left.turn_to("pages")
    left.focus_view()
    qtbot.waitUntil(left.pages.list.hasFocus)
    qtbot.keyClick(left.pages.list, Qt.Key.Key_Down)
    qtbot.keyClick(left.pages.list, Qt.Key.Key_Right)
    with qtbot.waitSignal(left.pages.page_requested) as went:
        qtbot.keyClick(left.pages.list, Qt.Key.Key_Return)
    assert went.args == [4]  # two columns


# -- drafts ----------------------------------------------------------------------------------------


def test_a_draft_says_what_it_is() -> None:
    row = DraftRow("A/1/Rev.2", "fr", "3", "2026-03-14", 24, 1)
    assert row.lines() == ["French · Round 3 · 14 Mar 2026", "24 pages · 1 tag"]
    assert DraftRow("x.pdf", pages=1, in_project=False).lines() == ["1 page · in no project yet"]
    odd = DraftRow("x", "xx", "second reading", "soon")
    assert odd.lines() == ["XX · second reading · soon"]


def test_drafts_by_keyboard(left, qtbot) -> None:
    drafts = left.drafts
    rows = [DraftRow("A/1"), DraftRow("A/2", trouble="Page 3 is missing.")]
    drafts.set_drafts(rows, 0)
    left.turn_to("drafts")
    left.focus_view()
    qtbot.waitUntil(drafts.list.hasFocus)
    qtbot.keyClick(drafts.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(drafts.draft_requested) as turned:
        qtbot.keyClick(drafts.list, Qt.Key.Key_Return)
    assert turned.args == [1]
    with qtbot.waitSignal(left.details_requested) as asked:
        qtbot.keyClick(drafts.details, Qt.Key.Key_Space)
    assert asked.args == [1]
    with qtbot.waitSignal(left.add_requested):
        qtbot.keyClick(drafts.add, Qt.Key.Key_Space)
    one, other = (drafts.list.visualRect(drafts.model.index(n, 0)).height() for n in range(2))
    assert other > one  # the trouble is said


def test_views_are_turned_and_told(left, qtbot) -> None:
    assert left.view == "outline"
    with qtbot.waitSignal(left.view_changed) as told:
        left.turn_to("pages")
    assert told.args == ["pages"]
    left.turn_to("no such view")
    assert left.view == "pages"
    left.focus_view()
    qtbot.waitUntil(left.tabs.hasFocus)  # nothing stands there yet
    qtbot.keyClick(left.tabs, Qt.Key.Key_Left)
    assert left.view == "drafts"

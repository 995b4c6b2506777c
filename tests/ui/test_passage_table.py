# SPDX-License-Identifier: AGPL-3.0-or-later
"""The passages table by mouse and keys: filter, order, choosing, deleting, keeping the place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from overview_rows import BARE, KNOWN, MARK, many, row
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget

from annotator.domain.row_order import COLUMNS
from annotator.ui import theme
from annotator.ui.models.overview_table import FEW
from annotator.ui.panels.passage_table import PassageTable


@pytest.fixture
def table(qtbot, qapp):
    theme.apply(qapp, theme.LIGHT)
    made = PassageTable()
    qtbot.addWidget(made)
    made.resize(1200, 400)
    made.set_known(KNOWN)
    made.show()
    tester = QAbstractItemModelTester(
        made.model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    yield made
    tester.deleteLater()


def uids(table):
    model = table.model
    return [model.row(number).uid for number in range(model.rowCount())]


def chosen(table):
    rows = table.rows.selectionModel().selectedRows()
    return table.model.row(rows[0].row()).uid if rows else None


def filtered(table, qtbot, typed, count):
    table.filter.field.clear()
    qtbot.keyClicks(table.filter.field, typed)
    qtbot.waitUntil(lambda: table.model.rowCount() == count)


def cell(table, number, column):
    return table.model.index(number, COLUMNS.index(column)).data()


def click(table, qtbot, number):
    rect = table.rows.visualRect(table.model.index(number, 0))
    qtbot.mouseClick(table.rows.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())


def test_cells_say_what_stands_there(table) -> None:
    table.show_rows([row("a", severity="3", quote="two\nlines", comments=2), MARK, BARE])
    assert uids(table) == ["a", "p-bare", "m1"]
    assert cell(table, 0, "code") == "SAF-3"
    assert cell(table, 0, "quote") == "two lines, 2 comments"
    assert cell(table, 0, "severity").startswith("3 ")
    assert cell(table, 1, "code") == "no tag"
    assert cell(table, 1, "note") == "a note"
    assert cell(table, 2, "provision") == "Art 9"
    assert "missing" in cell(table, 2, "quote")
    assert cell(table, 2, "page") == ""
    assert table._count.text() == "2 passages, 1 mark"


def test_the_status_of_the_text_is_a_column_to_be_asked_for(table) -> None:
    rows = [
        row("clean", text_status="clean"), row("none"),
        row("marked", proposed_status="bracketed"), row("said", text_status="bracketed"),
    ]  # fmt: skip
    table.show_rows(rows)
    at = COLUMNS.index("status")
    assert table.rows.isColumnHidden(at)
    told = {uid: cell(table, number, "status") for number, uid in enumerate(uids(table))}
    assert told == {"clean": "clean", "none": "", "marked": "? bracketed", "said": "bracketed"}
    table.columns.button.menu().aboutToShow.emit()
    (action,) = [one for one in table.columns.button.menu().actions() if one.data() == at]
    action.trigger()
    assert not table.rows.isColumnHidden(at)
    table.model.sort_by("status")
    assert uids(table) == ["clean", "said", "marked", "none"]
    state = table.columns.state()
    table.columns.reset()
    assert table.rows.isColumnHidden(at)
    assert table.columns.restore(state)
    assert not table.rows.isColumnHidden(at)
    assert table.rows.columnWidth(at) > 40


def test_typing_filters_and_counts(table, qtbot) -> None:
    table.show_rows(many(40))
    filtered(table, qtbot, "code:SAF severity>=4", 10)
    assert table._count.text() == "10 of 20 passages"
    filtered(table, qtbot, "nothing like this", 0)
    assert "filter" in table._pages.said
    qtbot.keyClick(table.filter.field, Qt.Key.Key_Escape)
    assert table.model.rowCount() == 40
    assert table._count.text() == "20 passages"


def test_a_slip_is_explained_under_the_field_and_filters_nothing(table, qtbot) -> None:
    table.show_rows(many(40))
    table.ask_for("code:SAF severity>=9")
    fault = table.filter._fault
    assert fault.isVisible()
    assert "severity>=9" in fault.text()
    assert table.model.rowCount() == 20
    table.ask_for("code:SAF")
    assert not fault.isVisible()


def test_the_menu_offers_reviewers_drafts_and_families(table) -> None:
    table.show_rows(many(4))
    table.filter._on_menu()
    menus = {a.text(): a.menu() for a in table.filter._menu.actions() if a.menu()}
    texts = [[a.text() for a in menu.actions()] for menu in menus.values()]
    assert texts.pop()[:3] == ["Proposed by brackets, not confirmed", "clean", "bracketed"]
    assert texts == [
        ["Ana Ruiz", "Bo Lindqvist"],
        ["A/AC.291/22/Rev.1@en"],
        ["SAF  Safeguards", "PRV  Privacy"],
    ]
    next(iter(menus.values())).actions()[1].trigger()
    assert table.filter.field.text() == 'by:"Bo Lindqvist"'
    assert uids(table) == ["t00000", "t00003"]


def test_enter_goes_to_the_rows_and_then_to_the_page(table, qtbot) -> None:
    table.show_rows(many(40))
    qtbot.waitUntil(table.isVisible)
    table.filter.field.setFocus()
    qtbot.keyClick(table.filter.field, Qt.Key.Key_Return)
    qtbot.waitUntil(table.rows.hasFocus)
    assert chosen(table) == "t00000"
    qtbot.keyClick(table.rows, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.passage_chosen) as caught:
        qtbot.keyClick(table.rows, Qt.Key.Key_Return)
    assert caught.args == ["d1", "p00000"]
    qtbot.keyClick(table.rows, Qt.Key.Key_End)
    assert chosen(table) == "t00039"
    qtbot.keyClick(table.rows, Qt.Key.Key_Home)
    qtbot.keyClick(table.rows, Qt.Key.Key_Up)
    qtbot.waitUntil(table.filter.field.hasFocus)


def test_a_click_shows_the_passage_or_the_marks_provision(table, qtbot) -> None:
    table.show_rows([row("a"), MARK])
    with qtbot.waitSignal(table.passage_chosen) as caught:
        click(table, qtbot, 0)
    assert caught.args == ["d1", "p-a"]
    with qtbot.waitSignal(table.provision_chosen) as caught:
        click(table, qtbot, 1)
    assert caught.args == ["d1", "Art 9"]


def test_delete_asks_for_what_the_row_is(table, qtbot) -> None:
    table.show_rows([row("a"), BARE, MARK])
    asked = []
    table.tag_delete_requested.connect(lambda uid: asked.append(("tag", uid)))
    table.mark_delete_requested.connect(lambda uid: asked.append(("mark", uid)))
    table.passage_delete_requested.connect(lambda uid: asked.append(("passage", uid)))
    for number in range(3):
        table.rows.selectRow(number)
        qtbot.keyClick(table.rows, Qt.Key.Key_Delete)
    assert asked == [("tag", "a"), ("passage", "p-bare"), ("mark", "m1")]
    table.set_known(KNOWN, read_only=True)
    qtbot.keyClick(table.rows, Qt.Key.Key_Delete)
    assert len(asked) == 3


def test_delete_in_the_rows_is_not_the_windows(qtbot, qapp) -> None:
    window = QWidget()
    table = PassageTable(window)
    qtbot.addWidget(window)
    table.resize(900, 300)
    table.set_known(KNOWN)
    table.show_rows([row("a")])
    action = window.addAction("Delete passage")
    action.setShortcut("Del")
    heard = []
    action.triggered.connect(lambda: heard.append("window"))
    table.tag_delete_requested.connect(heard.append)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    table.rows.setFocus()
    table.rows.selectRow(0)
    qtbot.keyClick(table.rows, Qt.Key.Key_Delete)
    assert heard == ["a"]


def test_the_order_can_be_chosen_by_click_and_by_menu(table, qtbot) -> None:
    table.show_rows(many(8))
    header = table.rows.horizontalHeader()
    spot = header.sectionViewportPosition(COLUMNS.index("severity")) + 8
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot, 8))
    assert [cell(table, n, "severity")[0] for n in range(8)] == list("44332211")
    assert uids(table)[:2] == ["t00003", "t00007"]  # equals stay in reading order
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot, 8))
    assert [cell(table, n, "severity")[0] for n in range(8)] == list("11223344")
    table.columns._on_order_menu()
    [code] = [a for a in table.columns.order_button.menu().actions() if a.text() == "Code"]
    code.trigger()
    assert table.model.order == ("code", False)
    assert uids(table)[0] == "t00000"
    assert table.model.headerData(2, Qt.Orientation.Horizontal) == "Code ▴"


def test_what_is_chosen_on_the_page_is_chosen_here_without_taking_the_focus(table, qtbot) -> None:
    table.show_rows(many(400))
    table.filter.field.setFocus()
    qtbot.waitUntil(table.filter.field.hasFocus)
    table.show_chosen("p00150")
    assert chosen(table) == "t00300"
    assert table.rows.visualRect(table.model.index(300, 0)).top() >= 0
    assert table.filter.field.hasFocus()
    table.rows.selectRow(301)
    table.show_chosen("p00150")  # the other tag on the passage stays chosen
    assert chosen(table) == "t00301"
    table.show_chosen("")
    assert chosen(table) is None


@pytest.mark.parametrize("order", [("page", False), ("severity", True), ("note", False)])
def test_a_change_keeps_the_chosen_row_and_the_place(table, order) -> None:
    rows = many(400)
    table.show_rows(rows)
    table.model.sort_by(order[0], descending=order[1])
    table.rows.selectRow(205)
    table.rows.scroll_to_top(200)
    top, uid = table.model.row(table.rows.rowAt(0)).uid, chosen(table)
    changed = [replace(r, note="first", severity="4") for r in rows if r.passage == "p00003"]
    added = row("new", passage="p-new", page=1, start=1)
    table.replace({"p00003", "p-new", "p00004"}, [*changed, added])
    assert table.model.row(table.rows.rowAt(0)).uid == top
    assert chosen(table) == uid
    assert "t00008" not in uids(table)
    anew = PassageTable()
    anew.set_known(KNOWN)
    anew.show_rows(table.model.everything())
    anew.model.sort_by(order[0], descending=order[1])
    assert uids(anew) == uids(table)


def test_many_changes_lay_the_table_out_anew_and_keep_the_place(table) -> None:
    rows = many(400)
    table.show_rows(rows)
    table.rows.selectRow(305)
    table.rows.scroll_to_top(300)
    later = [replace(r, severity="1") for r in rows[FEW + 10 :]]
    table.show_rows(later)
    assert table.model.rowCount() == len(later)
    assert chosen(table) == "t00305"
    assert table.model.row(table.rows.rowAt(0)).uid == "t00300"


def test_the_chosen_row_follows_when_its_place_changes(table) -> None:
    rows = many(40)
    table.show_rows(rows)
    table.model.sort_by("severity", descending=True)
    table.rows.selectRow(0)
    uid = chosen(table)
    table.replace({rows[3].passage}, [rows[2], replace(rows[3], severity="1")])
    assert chosen(table) == uid == "t00003"
    assert uids(table).index(uid) >= 30


def test_a_filter_holds_for_what_comes_later(table) -> None:
    table.show_rows([row("a")])
    table.ask_for("code:SAF")
    table.replace({"p-b", "p-c"}, [row("b", code="c-prv"), row("c", page=1)])
    assert uids(table) == ["c", "a"]
    table.replace({"p-c"}, [row("c", page=1, code="c-prv")])
    assert uids(table) == ["a"]


def test_columns_are_remembered(table, qtbot) -> None:
    table.show_rows(many(4))
    table.columns._on_columns_menu()
    [draft] = [a for a in table.columns.button.menu().actions() if a.text() == "Draft"]
    draft.trigger()
    table.rows.horizontalHeader().resizeSection(0, 177)
    table.columns._order("code", descending=False)
    other = PassageTable()
    qtbot.addWidget(other)
    other.set_known(KNOWN)
    other.show_rows(many(4))
    assert other.restore(table.state())
    assert other.rows.isColumnHidden(COLUMNS.index("draft"))
    assert other.rows.columnWidth(0) == 177
    assert other.model.order == ("code", False)
    state = table.state()
    for bad in (b"", b"nonsense", b"{}", b"[1]", state[:-9], state.replace(b"note", b"memo")):
        assert not other.restore(bad)
    assert other.rows.columnWidth(0) == 177


def test_an_empty_table_says_what_will_stand_there(table) -> None:
    assert table._pages.said == ""
    table.show_rows(())
    assert "Enter" in table._pages.said
    table.clear()
    assert table._pages.said == ""


@pytest.mark.parametrize("colours", theme.ALL, ids=lambda c: c.name)
def test_what_is_painted_can_be_read_in_every_palette(table, qapp, colours) -> None:
    theme.apply(qapp, colours)
    table.show_rows([row("a", severity="2", conflicted=True), MARK, BARE])
    table.rows.selectRow(1)
    image = table.rows.viewport().grab().toImage()
    seen = {image.pixelColor(x, y).name() for x in range(0, 900, 2) for y in range(4, 90, 2)}
    quiet = qapp.palette().color(QPalette.ColorRole.PlaceholderText).name()
    assert quiet == colours.quiet.lower()
    assert theme.contrast(quiet, colours.panel) >= theme.TEXT
    assert len(seen) > 20

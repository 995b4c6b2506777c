# SPDX-License-Identifier: AGPL-3.0-or-later
"""The passages table by provision: filtered, in the draft's own order, in groups under heads."""

from __future__ import annotations

from dataclasses import replace

import pytest
from overview_rows import KNOWN, MARK, row
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from annotator.domain.provision_map import ProvisionMap
from annotator.domain.row_order import COLUMNS
from annotator.domain.structure.found_structure import Provision, Structure
from annotator.ui import theme
from annotator.ui.models.table_groups import ARTICLE, PROVISION, Head
from annotator.ui.panels.passage_table import PassageTable
from annotator.ui.panels.table_heads import many

PATHS = (
    ("Art 9", "Search", -1), ("Art 9(1)", "", 0), ("Art 9(2)", "", 0), ("Art 9(2)(a)", "", 2),
    ("Art 6", "Rights", -1), ("Art 6(2)", "", 4), ("Art 6(10)", "", 4), ("Annex", "", -1),
)  # fmt: skip


def known():
    """A draft in which article 9 comes first."""
    kinds = {"Art": "article", "Ann": "annex"}
    found = tuple(
        Provision(path, path, kinds[path[:3]] if "(" not in path else "paragraph", "", title, up,
                  1, n, 1, n + 1, 1.0, ())
        for n, (path, title, up) in enumerate(PATHS)
    )  # fmt: skip
    return replace(KNOWN, maps={"d1": ProvisionMap(Structure(found, "article"))})


ROWS = (
    row("a", provision="Art 6(2)", page=8),
    row("b", provision="Art 9(2)(a)", page=3, severity="4"),
    row("c", provision="Art 9(1)-(2)", page=2),
    row("d", provision="Art 6(10)", page=9, severity="2"),
    row("e", provision="Art 9(1)", page=2, start=1, severity="1"),
    row("f", provision="", page=1),
    replace(MARK, provision="Art 9"),
)


@pytest.fixture
def table(qtbot, qapp):
    theme.apply(qapp, theme.LIGHT)
    made = PassageTable()
    qtbot.addWidget(made)
    made.resize(1200, 600)
    made.set_known(known())
    made.show_rows(ROWS)
    made.show()
    tester = QAbstractItemModelTester(
        made.model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    yield made
    tester.deleteLater()


def told(table):
    """Uids of rows, and heads in words."""
    model = table.model
    found = []
    for number in range(model.rowCount()):
        each = model.row(number)
        found.append(each.uid if each else model.index(number, 0).data())
    return found


def group(table, grouping):
    """As the menu does."""
    table.columns._on_order_menu()
    texts = {"": "No groups", ARTICLE: "Groups by article", PROVISION: "Groups by provision"}
    actions = table.columns.order_button.menu().actions()
    next(each for each in actions if each.text() == texts[grouping]).trigger()


@pytest.mark.parametrize(
    ("typed", "uids"),
    [
        ("provision:9(2)", ["c", "b"]),
        ('provision:"article 9, paragraph 1"', ["e", "c"]),
        ("provision:6", ["a", "d"]),
        ("provision:art.9", ["e", "c", "b", "m1"]),
        ("-provision:art", ["f"]),
        ("provision:6(2),9(2)(a)", ["c", "b", "a"]),
    ],
)
def test_a_provision_is_asked_for_in_any_spelling(table, qtbot, typed, uids) -> None:
    qtbot.keyClicks(table.filter.field, typed)
    qtbot.waitUntil(lambda: sorted(told(table)) == sorted(uids))


def test_rows_are_sorted_as_the_draft_has_them(table) -> None:
    table.columns._order("provision", descending=False)
    assert told(table) == ["m1", "e", "c", "b", "a", "d", "f"]
    table.columns._order("provision", descending=True)
    assert told(table) == ["f", "d", "a", "b", "c", "e", "m1"]


def test_groups_by_article_stand_under_heads_that_count(table) -> None:
    group(table, ARTICLE)
    assert told(table) == [
        "Art 9  ·  Search", "e", "c", "b", "m1", "Art 6  ·  Rights", "a", "d", "In no provision", "f",
    ]  # fmt: skip
    heads = [head for head in table.model._shown if isinstance(head, Head)]
    assert [many(head) for head in heads] == ["3 passages, 1 mark", "2 passages", "1 passage"]
    group(table, "")
    assert told(table) == ["f", "e", "c", "b", "a", "d", "m1"]


def test_groups_by_provision_and_an_order_within(table) -> None:
    group(table, PROVISION)
    table.columns._order("severity", descending=True)
    assert [each for each in told(table) if len(each) > 2] == [
        "Art 9  ·  Search", "Art 9(1)  ·  Search", "Art 9(1)-(2)  ·  Search",
        "Art 9(2)(a)  ·  Search", "Art 6(2)  ·  Rights", "Art 6(10)  ·  Rights", "In no provision",
    ]  # fmt: skip
    group(table, ARTICLE)
    assert told(table)[:5] == ["Art 9  ·  Search", "b", "e", "c", "m1"]


def test_keys_go_over_heads_and_back_to_the_filter(table, qtbot) -> None:
    group(table, ARTICLE)
    table.filter.field.setFocus()
    qtbot.waitUntil(table.filter.field.hasFocus)
    qtbot.keyClick(table.filter.field, Qt.Key.Key_Down)
    qtbot.waitUntil(table.rows.hasFocus)
    seen = []
    for _step in range(7):
        seen.append(table.model.row(table.rows.currentIndex().row()).uid)
        qtbot.keyClick(table.rows, Qt.Key.Key_Down)
    assert seen == ["e", "c", "b", "m1", "a", "d", "f"]
    qtbot.keyClick(table.rows, Qt.Key.Key_Home)
    assert table.model.row(table.rows.currentIndex().row()).uid == "e"
    with qtbot.waitSignal(table.passage_chosen) as caught:
        qtbot.keyClick(table.rows, Qt.Key.Key_Return)
    assert caught.args == ["d1", "p-e"]
    qtbot.keyClick(table.rows, Qt.Key.Key_Up)
    qtbot.waitUntil(table.filter.field.hasFocus)


def test_a_click_on_a_head_chooses_nothing(table, qtbot) -> None:
    group(table, ARTICLE)
    caught = []
    table.passage_chosen.connect(lambda *args: caught.append(args))
    rect = table.rows.visualRect(table.model.index(0, 0))
    qtbot.mouseClick(table.rows.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert caught == []
    assert not table.rows.selectionModel().hasSelection()


def test_changes_keep_groups_and_the_chosen_row(table, qtbot) -> None:
    group(table, ARTICLE)
    table.show_chosen("p-a")
    table.replace({"p-b"}, [])
    assert told(table) == [
        "Art 9  ·  Search", "e", "c", "m1", "Art 6  ·  Rights", "a", "d", "In no provision", "f",
    ]  # fmt: skip
    assert table.model.row(table.rows.currentIndex().row()).uid == "a"
    table.replace({"p-new"}, [row("new", passage="p-new", provision="Annex", page=12)])
    assert told(table)[-4:] == ["Annex", "new", "In no provision", "f"]
    assert table.rows.selectionModel().hasSelection()
    assert table.model.find("new") == told(table).index("new")


def test_several_drafts_are_named_in_the_heads(table) -> None:
    table.show_rows(
        [*ROWS, row("z", draft="d2", draft_name="Rev.2", provision="Art 9", passage="p-z")]
    )
    group(table, ARTICLE)
    assert told(table)[-2:] == ["Art 9  ·  Rev.2", "z"]
    assert told(table)[0] == "Art 9  ·  Search  ·  A/AC.291/22/Rev.1@en"


def test_groups_are_remembered(table, qtbot) -> None:
    group(table, PROVISION)
    other = PassageTable()
    qtbot.addWidget(other)
    assert other.restore(table.state())
    other.set_known(known())
    other.show_rows(ROWS)
    assert told(other) == told(table)


def test_what_was_decided_against_is_shown_as_such_and_not_counted(table) -> None:
    against = row("g", provision="Art 9(1)", page=2, start=2, severity="4", review_state="rejected")
    before = table.model.counts().passages
    table.show_rows((*ROWS, against))
    at = table.model.find("g")
    assert table.model.row(at) == against
    for column in range(table.model.columnCount()):
        cell = table.model.index(at, column)
        assert cell.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "decided against"
    assert "decided against" in table.model.index(at, COLUMNS.index("quote")).data()
    other = table.model.index(table.model.find("a"), 0)
    assert other.data(Qt.ItemDataRole.AccessibleDescriptionRole) is None
    assert table.model.counts().passages == before

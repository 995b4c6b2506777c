# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lists of the drawer: a click shows a place and the keyboard stays, Enter or a double click takes it along."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from annotator.ui.models.text_table import TextRow, TextTable
from annotator.ui.panels.drawer_rows import EnteredRows


class Rows(EnteredRows):
    def lay_out(self):
        self.horizontalHeader().resizeSection(0, 200)


@pytest.fixture
def room(qtbot):
    """A list, and a page that takes the keyboard whenever a row leads there."""
    made = QWidget()
    made.page, model = QLineEdit(), TextTable(made)
    model.put(("Place",), [TextRow((f"Art {n}",)) for n in range(3)])
    made.rows = Rows()
    made.rows.setModel(model)
    column = QVBoxLayout(made)
    column.addWidget(made.page)
    column.addWidget(made.rows)
    made.asked = []
    made.rows.entered_row.connect(lambda row: (made.asked.append(row), made.page.setFocus()))
    qtbot.addWidget(made)
    made.resize(300, 300)
    made.show()
    qtbot.waitExposed(made)
    made.rows.lay_out()
    return made


def place(rows, row):
    return rows.visualRect(rows.model().index(row, 0)).center()


def test_a_click_shows_the_place_and_leaves_the_keyboard_in_the_list(room, qtbot):
    qtbot.mouseClick(room.rows.viewport(), Qt.MouseButton.LeftButton, pos=place(room.rows, 1))
    assert room.asked == [1]
    assert room.rows.hasFocus()


def test_a_double_click_goes_to_the_page(room, qtbot):
    where = place(room.rows, 2)
    for press in (qtbot.mouseClick, qtbot.mouseDClick):
        press(room.rows.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert room.page.hasFocus()

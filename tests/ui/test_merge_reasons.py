# SPDX-License-Identifier: AGPL-3.0-or-later
"""Why a row of a merge is listed can be read in full, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from annotator.services.merge_report import Item, MergeReport
from annotator.ui.dialogs.merge_preview import MergePreview

WHY = "Their draft <A/1> is not in this project; add it, and this row finds its place by itself"


@pytest.fixture
def dialog(qtbot):
    made = MergeReport(files=["bo.csv"])
    for line in (2, 3):
        made.list(Item("bo.csv", line, "", "waiting", WHY))
    made.rows = made.counts["waiting"] = len(made.items)
    shown = MergePreview(made)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def test_the_last_column_takes_what_is_left(dialog) -> None:
    head = dialog.list.header()
    last = dialog.items.columnCount() - 1
    wide = sum(head.sectionSize(n) for n in range(last + 1) if not head.isSectionHidden(n))
    assert wide == dialog.list.viewport().width()
    assert head.sectionSize(last) > wide / 2


def test_every_cell_tells_the_reason(dialog) -> None:
    for column in range(dialog.items.columnCount()):
        tip = dialog.items.index(0, column).data(int(Qt.ItemDataRole.ToolTipRole))
        assert tip == f"<p>{WHY.replace('<', '&lt;').replace('>', '&gt;')}</p>"


def test_the_row_one_stands_on_is_told_below_the_list(dialog, qtbot) -> None:
    assert dialog.reason.isHidden()
    dialog.list.setFocus()
    qtbot.waitUntil(dialog.list.hasFocus)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.reason.isVisible()
    assert dialog.reason.text() == WHY
    assert dialog.reason.textFormat() == Qt.TextFormat.PlainText
    assert isinstance(dialog.reason, QLabel)
    assert dialog.reason.wordWrap()
    dialog.items.filter("refused")
    assert dialog.reason.isHidden()

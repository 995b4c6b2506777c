# SPDX-License-Identifier: AGPL-3.0-or-later
"""A panel that nobody holds goes without a word: the collector empties it before Qt takes it down."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from annotator.ui.panels.code_field import CodePicker
from annotator.ui.panels.comment_list import CommentList
from annotator.ui.panels.inbox_values import InboxValues
from annotator.ui.panels.on_page import OnPagePanel
from annotator.ui.panels.outline import OutlinePanel
from annotator.ui.panels.tagging import TaggingPanel


@pytest.mark.parametrize(
    "kind", [CodePicker, CommentList, InboxValues, OnPagePanel, OutlinePanel, TaggingPanel]
)
def test_a_panel_that_is_emptied_still_hears_of_its_parts(qtbot, kind, capfd) -> None:
    panel = kind()
    qtbot.addWidget(panel)
    parts = panel.findChildren(QWidget)
    assert parts
    vars(panel).clear()  # as the collector leaves it, with its widgets alive
    with qtbot.captureExceptions() as raised:
        for part in parts:
            QApplication.sendEvent(part, QEvent(QEvent.Type.HideToParent))
    assert not raised
    assert "Error" not in capfd.readouterr().err

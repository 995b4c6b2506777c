# SPDX-License-Identifier: AGPL-3.0-or-later
"""Names and roles for everything that can have the focus, the pages included."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget


def test_everything_focusable_has_a_name(make_window, pdf, select) -> None:
    window = make_window(pdf("two_pages"))
    select(window, "Statement of purpose")
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isVisible()
        and not widget.accessibleName()
        and not getattr(widget, "text", str)()
        and not isinstance(widget, QLabel)
        and not widget.objectName().startswith("qt_")
    ]
    assert nameless == []


def test_a_screen_reader_finds_the_page_and_its_passages(make_window, pdf, select, qtbot) -> None:
    window = make_window(pdf("two_pages"))
    view = window.reader.view
    select(window, "Statement of purpose")
    qtbot.keyClicks(view, "prv")
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(window.reader.view.marks.all()) == 1, timeout=10_000)
    node = QAccessible.queryAccessibleInterface(view)
    assert node.role() == QAccessible.Role.Document
    assert node.text(QAccessible.Text.Name) == "Draft page 1 of 2"
    assert node.text(QAccessible.Text.Value) == "Statement of purpose"
    child = node.child(0)
    assert (
        child.text(QAccessible.Text.Name) == "Tagged passage on page 1: PRV-1 Access to stored data"
    )
    assert view.viewport().rect().contains(view.viewport().mapFromGlobal(child.rect().center()))

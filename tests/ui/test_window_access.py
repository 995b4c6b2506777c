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
    page = node.child(0)
    assert page.text(QAccessible.Text.Name) == "Page 1 of 2"
    assert "The purposes of this Convention" in page.text(QAccessible.Text.Description)
    assert page.parent() is node or page.parent().text(QAccessible.Text.Name) == node.text(
        QAccessible.Text.Name
    )
    assert page.childCount() == 1
    child = page.child(0)
    assert child is page.child(0), "Qt holds no reference: the node must stay the same"
    assert (
        child.text(QAccessible.Text.Name) == "Tagged passage on page 1: PRV-1 Access to stored data"
    )
    assert page.rect().contains(child.rect())
    assert view.viewport().rect().contains(view.viewport().mapFromGlobal(child.rect().center()))


def test_a_screen_reader_finds_the_pages_that_show(make_window, pdf, qtbot) -> None:
    window = make_window(pdf("long"))
    view = window.reader.view
    view.go_to(7)
    node = QAccessible.queryAccessibleInterface(view)
    names = [node.child(n).text(QAccessible.Text.Name) for n in range(node.childCount())]
    assert "Page 7 of 60" in names
    assert len(names) == len(view.shown())
    assert all(node.indexOfChild(node.child(n)) == n for n in range(node.childCount()))
    first = node.child(0)
    at = first.rect().center()
    assert node.childAt(at.x(), at.y()) is first
    view.go_to(1)
    assert node.indexOfChild(first) == -1
    window.reader.close_document()
    assert node.childCount() == 0
    assert not first.isValid()
    assert first.rect().isNull()

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages as a screen reader meets them: a document, in it the pages that show, in them passages.

The view keeps every node it has given away: Qt holds no reference to what Python made.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from annotator.ui.viewer.accessible_nodes import PageNode
from annotator.ui.viewer.page_view import PageView


class PagesNode(QAccessibleWidget):
    """The pages: a document whose children are the pages that show."""

    def __init__(self, view: PageView) -> None:
        super().__init__(view, QAccessible.Role.Document, view.accessibleName())
        self._view = view
        self._pages: dict[int, PageNode] = {}

    def childCount(self) -> int:
        """Pages that show."""
        return len(self._view.shown())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """A page's node; the same one each time it is asked for."""
        shown = self._view.shown()
        if not 0 <= index < len(shown):
            return None
        page = shown[index]
        if page not in self._pages:
            self._pages[page] = PageNode(self._view, self, page=page)
        return self._pages[page]

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """The page at a point of the screen."""
        for index in range(self.childCount()):
            child = self.child(index)
            if child is not None and child.rect().contains(x, y):
                return child
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The place of a page's node."""
        for place, page in enumerate(self._view.shown()):
            if self._pages.get(page) is child:
                return place
        return -1

    def text(self, kind: QAccessible.Text) -> str:
        """Which page one reads; the words selected as the value."""
        if kind == QAccessible.Text.Name:
            return self._view.accessibleName()
        if kind == QAccessible.Text.Value:
            return self._view.picked.quote()
        return str(super().text(kind))


def install() -> None:
    """Teach Qt about the pages. Once per process; the factory must stay referenced."""
    QAccessible.installFactory(_node)


def _node(_class: str, thing: QObject) -> QAccessibleInterface | None:
    if not isinstance(thing, PageView):
        return None
    if thing.node is None:  # kept by the view: Qt holds no reference to what Python made
        thing.node = PagesNode(thing)
    return thing.node

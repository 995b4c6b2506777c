# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages and passages as a screen reader meets them. Names and places to read, nothing to change.

A text interface written in Python crashes Qt 6.12 and is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QWindow

from annotator.i18n import _
from annotator.ui.viewer.marks.highlights import Mark

if TYPE_CHECKING:
    from annotator.ui.viewer.page_view import PageView

READ_OUT = 4000
"""Code points of a page that are given as its description."""


class Node(QAccessibleInterface):
    """Something on the pages that has no Qt object of its own."""

    def __init__(self, view: PageView, above: QAccessibleInterface) -> None:
        super().__init__()
        self._view = view
        self._above = above

    def isValid(self) -> bool:
        """Whether it is still there."""
        return self._box() is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        """No Qt object stands behind it."""
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        """The window it is in."""
        return self._view.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        """What it is part of."""
        return self._above

    def children(self) -> list[QAccessibleInterface]:
        """What is part of it; the same values each time."""
        return []

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """A part of it."""
        found = self.children()
        return found[index] if 0 <= index < len(found) else None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """The part of it at a point of the screen."""
        return next((child for child in self.children() if child.rect().contains(x, y)), None)

    def childCount(self) -> int:
        """How many parts it has."""
        return len(self.children())

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The place of a part."""
        return next((n for n, own in enumerate(self.children()) if own is child), -1)

    def state(self) -> QAccessible.State:
        """Nothing out of the ordinary: Qt's bindings cannot set a state's bits."""
        return QAccessible.State()

    def rect(self) -> QRect:
        """On the screen, in logical pixels."""
        box = self._box()
        if box is None:
            return QRect()
        view = self._view
        x0, x1 = ((x - view.left()) / view.ratio for x in box[0::2])
        y0, y1 = ((y - view.top) / view.ratio for y in box[1::2])
        corner = view.viewport().mapToGlobal(QRect().topLeft())
        left, top = corner.x() + round(x0), corner.y() + round(y0)
        return QRect(left, top, round(x1 - x0), round(y1 - y0))

    def _box(self) -> tuple[float, float, float, float] | None:
        """Its rectangle in device pixels of the content; None when it is gone."""
        raise NotImplementedError

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """Names are not written here."""

    def foregroundColor(self) -> QColor:
        """Of the ink."""
        return QColor("#000000")

    def backgroundColor(self) -> QColor:
        """Of the paper."""
        return QColor("#FFFFFF")


class PassageNode(Node):
    """One passage on one page, named by its codes and where it stands."""

    def __init__(
        self, view: PageView, above: QAccessibleInterface, *, page: int, passage: str
    ) -> None:
        super().__init__(view, above)
        self._page = page
        self._passage = passage

    def _mark(self) -> Mark | None:
        marks = self._view.marks.by_page.get(self._page, ())
        return next((mark for mark in marks if mark.passage == self._passage), None)

    def _box(self) -> tuple[float, float, float, float] | None:
        mark, layout = self._mark(), self._view.layout_
        if mark is None or mark.page > layout.pages:
            return None
        return layout.span(mark.page, *mark.bounds)

    def role(self) -> QAccessible.Role:
        """One of a list."""
        return QAccessible.Role.ListItem

    def text(self, kind: QAccessible.Text) -> str:
        """Its codes and page."""
        mark = self._mark()
        if mark is None or kind != QAccessible.Text.Name:
            return ""
        codes = ", ".join(f"{label.letters} {label.name}".strip() for label in mark.labels)
        codes = codes or _("decided against")
        if mark.is_area:
            return _("Passage, area, {codes}, page {page}").format(codes=codes, page=mark.page)
        return _("Tagged passage on page {page}: {codes}").format(page=mark.page, codes=codes)

    def backgroundColor(self) -> QColor:
        """Of its mark."""
        mark = self._mark()
        return QColor(mark.fill if mark else "#FFFFFF")


class PageNode(Node):
    """One page: its words as a description, its passages as parts."""

    def __init__(self, view: PageView, above: QAccessibleInterface, *, page: int) -> None:
        super().__init__(view, above)
        self._page = page
        self._passages: dict[str, QAccessibleInterface] = {}

    def children(self) -> list[QAccessibleInterface]:
        """Its passages, then comments and links of the PDF itself."""
        found: list[QAccessibleInterface] = []
        for mark in self._view.marks.by_page.get(self._page, ()):
            if mark.passage not in self._passages:
                self._passages[mark.passage] = PassageNode(
                    self._view, self, page=self._page, passage=mark.passage
                )
            found.append(self._passages[mark.passage])
        return found + self._view.extra_nodes.of_page(self._page, self)

    def _box(self) -> tuple[float, float, float, float] | None:
        layout = self._view.layout_
        if self._page > layout.pages:
            return None
        box = layout.box(self._page)
        return box.x, box.y, box.right, box.bottom

    def role(self) -> QAccessible.Role:
        """A page of the document."""
        return QAccessible.Role.Section

    def text(self, kind: QAccessible.Text) -> str:
        """Its number; its words as the description."""
        if kind == QAccessible.Text.Name:
            said = _("Page {page} of {pages}")
            return said.format(page=self._page, pages=self._view.layout_.pages)
        known = self._view.texts.get(self._page)
        if kind == QAccessible.Text.Description and known is not None:
            words = " ".join(known.text[:READ_OUT].split())
            return f"{words} …" if len(known.text) > READ_OUT else words
        return ""

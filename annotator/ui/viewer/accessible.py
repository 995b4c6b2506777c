# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages as a screen reader meets them: a document, the page one reads, a node for each passage.

Read-only names and places; a text interface written in Python crashes Qt 6.12 and is left out.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QWindow
from PySide6.QtWidgets import QAccessibleWidget

from annotator.i18n import _
from annotator.ui.viewer.highlights import Mark
from annotator.ui.viewer.page_view import PageView


class PassageNode(QAccessibleInterface):
    """One passage, named by its codes and where it stands."""

    def __init__(self, view: PageView, passage: str) -> None:
        super().__init__()
        self._view = view
        self._passage = passage

    def _mark(self) -> Mark | None:
        return self._view.marks.first_of(self._passage)

    def isValid(self) -> bool:
        """Whether the passage is still there."""
        return self._mark() is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        """No Qt object stands behind a passage."""
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        """The window it is in."""
        return self._view.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        """The pages."""
        return QAccessible.queryAccessibleInterface(self._view)

    def child(self, _index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Nothing below."""
        return None

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Nothing below."""
        return None

    def childCount(self) -> int:
        """Nothing below."""
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        """Nothing below."""
        return -1

    def role(self) -> QAccessible.Role:
        """One of a list."""
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        """Nothing out of the ordinary: Qt's bindings cannot set a state's bits."""
        return QAccessible.State()

    def rect(self) -> QRect:
        """On the screen, in logical pixels."""
        mark = self._mark()
        if mark is None:
            return QRect()
        boxes = [self._view.layout_.quad_box(quad) for quad in mark.quads]
        ratio = self._view.ratio
        left = (min(box[0] for box in boxes) - self._view.left()) / ratio
        top = (min(box[1] for box in boxes) - self._view.top) / ratio
        right = (max(box[2] for box in boxes) - self._view.left()) / ratio
        bottom = (max(box[3] for box in boxes) - self._view.top) / ratio
        corner = self._view.viewport().mapToGlobal(QRect().topLeft())
        return QRect(
            corner.x() + round(left),
            corner.y() + round(top),
            round(right - left),
            round(bottom - top),
        )

    def text(self, kind: QAccessible.Text) -> str:
        """Its codes and page."""
        mark = self._mark()
        if mark is None or kind != QAccessible.Text.Name:
            return ""
        codes = ", ".join(f"{label.letters} {label.name}".strip() for label in mark.labels)
        return _("Tagged passage on page {page}: {codes}").format(page=mark.page, codes=codes)

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """Names are not written here."""

    def foregroundColor(self) -> QColor:
        """Of the ink."""
        return QColor("#000000")

    def backgroundColor(self) -> QColor:
        """Of its mark."""
        mark = self._mark()
        return QColor(mark.fill if mark else "#FFFFFF")


class PagesNode(QAccessibleWidget):
    """The pages: a document whose children are the passages of the page one reads."""

    def __init__(self, view: PageView) -> None:
        super().__init__(view, QAccessible.Role.Document, view.accessibleName())
        self._view = view
        self._nodes: dict[str, PassageNode] = {}

    def _passages(self) -> list[str]:
        marks = self._view.marks.by_page.get(self._view.page, [])
        return [mark.passage for mark in marks]

    def childCount(self) -> int:
        """Passages on the page."""
        return len(self._passages())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """A passage's node; the same one each time it is asked for."""
        passages = self._passages()
        if not 0 <= index < len(passages):
            return None
        passage = passages[index]
        if passage not in self._nodes:
            self._nodes[passage] = PassageNode(self._view, passage)
        return self._nodes[passage]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The place of a passage's node."""
        for place, passage in enumerate(self._passages()):
            if self._nodes.get(passage) is child:
                return place
        return -1

    def text(self, kind: QAccessible.Text) -> str:
        """Page and number of passages; the words selected as the value."""
        if kind == QAccessible.Text.Name:
            return self._view.accessibleName()
        if kind == QAccessible.Text.Value:
            return self._view.selection.quote()
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

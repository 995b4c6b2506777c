# SPDX-License-Identifier: AGPL-3.0-or-later
"""Links and notes of a page as a screen reader meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QAccessibleInterface

from annotator.i18n import _
from annotator.ui.models.pdf_note_rows import head_said, whole
from annotator.ui.viewer.accessible_nodes import Node

if TYPE_CHECKING:
    from annotator.pdf.extras import Box, PageLink, PdfNote
    from annotator.ui.viewer.page_view import PageView

MOST = 200
"""Of each kind on a page: beyond, nobody listens."""


class ExtraNode(Node):
    """A link or a note of a page, by its place among them."""

    def __init__(
        self, view: PageView, above: QAccessibleInterface, *, page: int, number: int
    ) -> None:
        super().__init__(view, above)
        self._page = page
        self._number = number

    def _box(self) -> tuple[float, float, float, float] | None:
        boxes, layout = self._boxes(), self._view.layout_
        if not boxes or self._page > layout.pages:
            return None
        found = [layout.span(self._page, *box) for box in boxes]
        lefts, tops, rights, bottoms = zip(*found, strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)

    def _boxes(self) -> tuple[Box, ...]:
        raise NotImplementedError


class LinkNode(ExtraNode):
    """A link, named by where it leads."""

    def _link(self) -> PageLink | None:
        links = self._view.extras.on(self._page).links
        return links[self._number] if self._number < len(links) else None

    def _boxes(self) -> tuple[Box, ...]:
        link = self._link()
        return link.boxes if link else ()

    def role(self) -> QAccessible.Role:
        """A link."""
        return QAccessible.Role.Link

    def text(self, kind: QAccessible.Text) -> str:
        """Where it leads."""
        link = self._link()
        if link is None or kind != QAccessible.Text.Name:
            return ""
        return _("Link: {target}").format(target=self._view.links.said(link))


class NoteNode(ExtraNode):
    """A note in the PDF, named by what it is and who wrote it; its words are the description."""

    def _note(self) -> PdfNote | None:
        notes = self._view.pdf_notes.on(self._page)
        return notes[self._number] if self._number < len(notes) else None

    def _boxes(self) -> tuple[Box, ...]:
        note = self._note()
        return note.boxes if note else ()

    def role(self) -> QAccessible.Role:
        """A note."""
        return QAccessible.Role.Note

    def text(self, kind: QAccessible.Text) -> str:
        """What it is, and its words."""
        note = self._note()
        if note is None:
            return ""
        if kind == QAccessible.Text.Name:
            said = _("Comment in the PDF: {what}").format(what=head_said(note))
            return f"{said}: {' '.join(note.said.text.split())}" if note.said.text else said
        return whole(note) if kind == QAccessible.Text.Description else ""


class ExtraNodes:
    """The nodes of links and notes; the same one each time, since Qt keeps none."""

    def __init__(self, view: PageView) -> None:
        self._view = view
        self._made: dict[tuple[type[ExtraNode], int, int], ExtraNode] = {}

    def of_page(self, page: int, above: QAccessibleInterface) -> list[QAccessibleInterface]:
        """What is there now on a page, notes first."""
        notes, links = self._view.pdf_notes.on(page), self._view.extras.on(page).links
        return [
            self._node(kind, page, number, above)
            for kind, count in ((NoteNode, len(notes)), (LinkNode, len(links)))
            for number in range(min(count, MOST))
        ]

    def _node(
        self, kind: type[ExtraNode], page: int, number: int, above: QAccessibleInterface
    ) -> QAccessibleInterface:
        key = kind, page, number
        if key not in self._made:
            self._made[key] = kind(self._view, above, page=page, number=number)
        return self._made[key]

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Links and comments of the PDF itself: shown beside the page, followed, and never opened outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import is_

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from annotator.i18n import _
from annotator.ui.feedback import Notice
from annotator.ui.models.pdf_note_rows import marked_words
from annotator.ui.panels.pdf_note_list import PdfNoteList
from annotator.ui.viewer.page_view import PageView

MARKED = 100
"""Notes of a page whose words on the page are looked for."""
_BREAKS = "/?&=.-_#"


class PdfDesk(QObject):
    """Stands between the page and what says something of its links and comments."""

    def __init__(
        self,
        view: PageView,
        panel: PdfNoteList,
        notice: Notice,
        made: Mapping[str, QAction],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._panel = panel
        self._notice = notice
        self._address = ""
        self._page = 0
        self._shown: tuple[object, ...] = ()
        made["notes.toggle"].setChecked(True)
        made["notes.toggle"].toggled.connect(view.pdf_notes.set_shown)
        # elsewhere the same keys take over what is being written
        made["link.follow"].setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        view.addAction(made["link.follow"])
        view.pdf_notes.changed.connect(self._show)
        view.texts_came.connect(self._show)
        view.page_changed.connect(self._on_page_changed)
        view.links.address_met.connect(self._on_address)
        panel.chosen.connect(self._on_chosen)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What each command does, by id."""
        return {"link.follow": self.follow, "link.copy": self.copy}

    @Slot()
    def follow(self) -> None:
        """Follow the link the caret stands in."""
        link = self._view.links.at_caret()
        if link is not None:
            self._view.links.follow(link)

    @Slot()
    def copy(self) -> None:
        """The address of the link the caret stands in to the clipboard."""
        link = self._view.links.at_caret()
        if link is not None and link.address:
            self._address = link.address
            self._copy_address()

    @Slot(str)
    def _on_address(self, address: str) -> None:
        self._address = address
        shown = "".join(f"{c}\u200b" if c in _BREAKS else c for c in address)
        said = _("This link leads outside the draft, and nothing was opened: {address}")
        self._notice.say(
            said.format(address=shown), button=_("Copy address"), action=self._copy_address
        )

    def _copy_address(self) -> None:
        QApplication.clipboard().setText(self._address)
        self._notice.say(_("The address is on the clipboard"))

    @Slot(int)
    def _on_page_changed(self, _page: int) -> None:
        self._show()

    @Slot()
    def _show(self) -> None:
        self._page = self._view.page
        notes, text = self._view.pdf_notes.on(self._page), self._view.texts.get(self._page)
        shown = (self._page, notes, text)
        if len(self._shown) == len(shown) and all(map(is_, self._shown, shown)):
            return  # texts come in by the hundred
        self._shown = shown
        marked = [marked_words(text, note) for note in notes[:MARKED]]
        self._panel.show_notes(notes, marked + [""] * len(notes[MARKED:]))

    @Slot(int)
    def _on_chosen(self, number: int) -> None:
        self._view.pdf_notes.choose(self._page, number)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is wrong with single pages, said in the bar above them. Mends nothing."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from annotator.i18n import _
from annotator.ui.feedback import TroubleBar
from annotator.ui.viewer import condition
from annotator.ui.viewer.page_view import PageView
from annotator.ui.viewer.trust import doubtful_pages


class PageTroubles(QObject):
    """Pages that take long, that cannot be drawn, and whose words cannot be trusted.

    Args:
        view: whose pages.
        bar: where it is said.
    """

    def __init__(self, view: PageView, bar: TroubleBar) -> None:
        super().__init__(view)
        self._view, self._bar = view, bar
        self._slow = self._doubted = False
        view.renderer.slow_page.connect(self._on_slow_page)
        view.renderer.page_failed.connect(self._on_page_failed)
        view.page_changed.connect(self._doubt)
        view.texts_came.connect(self._doubt)

    def forget(self) -> None:
        """Another document."""
        self._doubted = False

    @Slot()
    def _doubt(self) -> None:
        """Say so once, when the words behind what one reads cannot be trusted."""
        texts = self._view.texts
        shown = (texts[page] for page in self._view.shown() if page in texts)
        if not self._doubted and (pages := doubtful_pages(shown)):
            self._doubted = True
            self._bar.say(f"{self._bar.sentence} {condition.doubt(pages)}".strip())

    @Slot(int)
    def _on_slow_page(self, page: int) -> None:
        if page:
            self._bar.say(_("Page {page} takes long to draw.").format(page=page))
        elif self._slow:
            self._bar.hide()
        self._slow = bool(page)

    @Slot(int)
    def _on_page_failed(self, page: int) -> None:
        self._slow = False
        self._bar.say(
            _("Page {page} could not be drawn. Its text can still be tagged.").format(page=page),
            button=_("Try again"),
            action=self._view.renderer.retry,
        )

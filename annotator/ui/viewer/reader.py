# SPDX-License-Identifier: AGPL-3.0-or-later
"""One document as one reads it: pages, lane, the bar above, and the workers behind. No project."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from annotator.domain.project import PageSize
from annotator.i18n import _
from annotator.pdf.client import PdfClient
from annotator.pdf.replies import Reply
from annotator.pdf.text_layer import PageTexts
from annotator.ui.feedback import TroubleBar
from annotator.ui.viewer import condition
from annotator.ui.viewer.card import Card
from annotator.ui.viewer.drawing.renderer import Renderer
from annotator.ui.viewer.drawing.second_worker import SecondWorker
from annotator.ui.viewer.drawing.worker_link import WorkerLink, started
from annotator.ui.viewer.opening import Opening, sizes_of
from annotator.ui.viewer.page_troubles import PageTroubles
from annotator.ui.viewer.page_view import PageView
from annotator.ui.viewer.text_reader import TextReader

if TYPE_CHECKING:
    from annotator.ui.viewer.find.find_session import FindSession

TRIES = 3
"""Wrong passwords after which a card says so instead of asking again."""


class Reader(QWidget):
    """Shows one document at a time.

    Signals:
        opened: the worker has the document (its `opened` body).
        settled: everything that shows is exact for the first time.
        password_needed: whether one was tried already.
        refused: the reason, when the document cannot be shown.
        texts_read: all pages' text is here, as read (not classified).
    """

    opened = Signal(dict)
    settled = Signal()
    password_needed = Signal(bool)
    refused = Signal(str)
    texts_read = Signal(object)

    def __init__(
        self, parent: QWidget | None = None, *, spawn: Callable[[str], PdfClient] | None = None
    ) -> None:
        super().__init__(parent)
        self._spawn = spawn or started
        self._opening: Opening | None = None
        self._link: WorkerLink | None = None
        self._texts: TextReader | None = None
        self._tries = 0
        self._settled = self._has_document = False
        self.password: str | None = None
        self.may_print = True
        self.renderer = Renderer(self)
        self._second = SecondWorker(self.renderer, self.another_worker, self)
        self.view = PageView(self.renderer)
        self.bar = TroubleBar()
        self._troubles = PageTroubles(self.view, self.bar)
        self._card = Card()
        pages = QWidget()
        self._stack = QStackedLayout(pages)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._card)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(pages, 1)
        self.setFocusProxy(self.view)
        self.renderer.sharp.connect(self._on_sharp)
        self.view.painted.connect(self._on_painted, Qt.ConnectionType.QueuedConnection)

    @functools.cached_property
    def search(self) -> FindSession:
        """Made when it is asked for, with its bar: the first page can do without."""
        from annotator.ui.viewer.find.find_bar import FindBar  # noqa: PLC0415
        from annotator.ui.viewer.find.find_session import FindSession  # noqa: PLC0415

        bar = FindBar()
        self._column.insertWidget(1, bar)
        return FindSession(self.view, bar, self)

    # -- opening and closing -----------------------------------------------------------------

    def show_document(self, opening: Opening) -> None:
        """Let go of what is shown and show this."""
        self.close_document()
        self._opening, self._tries = opening, 0
        self._settled = self._has_document = False
        self._troubles.forget()
        self.password, self.may_print = opening.password, True
        self._stack.setCurrentWidget(self.view)
        if opening.sizes:
            if opening.preview:
                self.renderer.take_previews([(opening.page, opening.preview)])
            self._lay_out(opening, opening.sizes)
        if opening.client is not None:
            self._attach(opening.client)
        elif not opening.sizes:
            self._start()

    def _lay_out(self, opening: Opening, sizes: Sequence[PageSize]) -> None:
        self.view.show_document(
            sizes,
            page=opening.page,
            zoom=opening.zoom,
            offset=opening.offset,
            draft=opening.source.sha256,
        )

    def await_page(self, seconds: float) -> None:
        """Have the first page in the first paint, if a worker at it needs no longer than that."""
        if self._link is not None and self.awaited:
            self._link.wait(lambda: self.renderer.has_any or self.refused_shown, seconds)

    def close_document(self) -> None:
        """Show nothing; end the workers."""
        if self._texts is not None:
            self._texts.close()
            self._texts.deleteLater()
            self._texts = None
        if self._link is not None:
            self._link.close()
            self._link.deleteLater()
            self._link = None
        self._second.close()
        self.renderer.detach()
        self.view.clear()
        self.bar.hide()
        opening, self._opening = self._opening, None
        if opening is not None:
            opening.source.close()

    def unlock(self, password: str) -> None:
        """Try a password."""
        if self._link is not None and self._opening is not None:
            self.password = password
            self._link.client.open(self._opening.source, password=password)

    def another_worker(self, role: str) -> PdfClient | None:
        """A further worker on the document shown, whose first answer is `opened`; the caller ends it.

        It keeps the document when another one is shown. None while nothing is shown.
        """
        if self._opening is None or not self._has_document:
            return None
        client = self._spawn(role)
        client.open(self._opening.source.duplicate(), password=self.password, own=True)
        return client

    def set_texts(self, texts: PageTexts) -> None:
        """Text layers, classified or not; those of the same pages are replaced."""
        self.view.texts.take(texts)
        self.view.texts_changed()

    @property
    def awaited(self) -> bool:
        """Whether a first page is under way."""
        return self._opening is not None and not self.view.has_painted

    @property
    def refused_shown(self) -> bool:
        """Whether a card stands in place of the pages."""
        return self._stack.currentWidget() is self._card

    @property
    def text_complete(self) -> bool:
        """Whether the text of every page is here."""
        return 0 < self.view.layout_.pages <= len(self.view.texts)

    def _start(self) -> None:
        if self._opening is not None and self._link is None:
            client = self._spawn("render")
            client.open(self._opening.source, password=self._opening.password)
            self._attach(client)

    def _attach(self, client: PdfClient) -> None:
        self._link = WorkerLink(client, self)
        self._link.replied.connect(self._on_reply)
        self._link.given_up.connect(self._on_given_up)
        self.renderer.attach(self._link)
        self.view.extras.attach(self._link)
        self._link.lost.connect(self._on_lost)

    @Slot()
    def _on_painted(self) -> None:
        self._start()
        self._on_sharp()

    # -- answers -----------------------------------------------------------------------------

    @Slot(object)
    def _on_reply(self, reply: Reply) -> None:
        if reply.kind == "opened":
            self._on_opened(reply.body)
        elif reply.kind == "pixels" and not self.view.has_painted:
            self.renderer.take_early(reply)
        elif reply.kind == "refused" and not self._has_document:
            error = reply.error()
            self._on_refused(str(reply.body.get("reason")), error.message if error else "")

    @Slot(bool)
    def _on_lost(self, _killed: bool) -> None:
        if self._has_document:
            self.renderer.document_ready()  # the client opens the document again by itself
        elif self._link is not None and self._opening is not None:
            self._link.client.open(self._opening.source, password=self.password)

    def _on_opened(self, body: dict[str, object]) -> None:
        sizes = sizes_of(body.get("pages"))
        if not sizes:
            self._on_refused("empty", "")
            return
        self.may_print = body.get("may_print") is not False
        labels = body.get("labels")
        self.view.labels = [str(label) for label in labels] if isinstance(labels, list) else []
        opening = self._opening
        if self.view.layout_.pages:
            self.view.set_sizes(sizes)
        elif opening is not None:
            self._lay_out(opening, sizes)
        self._has_document = True
        self.renderer.document_ready()
        if said := condition.damage(body):
            self.bar.say(said)
        self.opened.emit(body)

    def _on_refused(self, reason: str, message: str) -> None:
        if reason == "password":
            self._tries += self.password is not None
            if self._tries < TRIES:
                self.password_needed.emit(self._tries > 0)
                return
        name = self._opening.name if self._opening else ""
        self.refuse(name, condition.refusal(reason, message))

    def refuse(self, name: str, reason: str) -> None:
        """A card in place of the pages: which file, and why."""
        self._card.say(name, reason)
        self._stack.setCurrentWidget(self._card)
        self.refused.emit(reason)

    @Slot()
    def _on_given_up(self) -> None:
        self.bar.say(
            _("The pages of this file cannot be drawn here."),
            button=_("Try again"),
            action=self._on_try_again,
        )

    @Slot()
    def _on_try_again(self) -> None:
        if self._link is not None:
            self.renderer.detach_from(self._link)
            self._link.close()
            self._link.deleteLater()
            self._link = None
        self.renderer.retry()
        self._start()

    @Slot()
    def _on_sharp(self) -> None:
        if self._settled or self._opening is None or not self.renderer.is_sharp:
            return
        if self.awaited and self.view.isVisible():
            return  # it is about to be painted; what follows must not delay that
        self._settled = True
        if self._opening.read_text and not self.text_complete:
            self._texts = TextReader(self._spawn("text"), self.view, self)
            self._texts.finished.connect(self.texts_read)
            self._texts.read(self._opening.source, password=self.password)
        self.settled.emit()

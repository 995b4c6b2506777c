# SPDX-License-Identifier: AGPL-3.0-or-later
"""A second worker for documents whose pages cost a lot to draw: it comes when asked for, and may go."""

from __future__ import annotations

import os
from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from annotator.pdf.client import PdfClient
from annotator.pdf.replies import Reply
from annotator.ui.viewer.drawing.renderer import Renderer
from annotator.ui.viewer.drawing.worker_link import WorkerLink


class SecondWorker(QObject):
    """Starts when the renderer asks for help; when it dies, the first one goes on alone.

    Args:
        renderer: asks, and draws with it.
        another: starts a further worker on the document shown; None while nothing is.
    """

    def __init__(
        self,
        renderer: Renderer,
        another: Callable[[str], PdfClient | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._renderer, self._another = renderer, another
        self._link: WorkerLink | None = None
        renderer.help_wanted.connect(self._on_help_wanted)

    @Slot()
    def close(self) -> None:
        """End it."""
        link, self._link = self._link, None
        if link is not None:
            self._renderer.detach_from(link)
            link.close()
            link.deleteLater()

    @Slot()
    def _on_help_wanted(self) -> None:
        if self._link is not None or (os.cpu_count() or 1) < 2:  # noqa: PLR2004
            return
        client = self._another("render")
        if client is None:
            return
        self._link = WorkerLink(client, self)
        self._link.replied.connect(self._on_reply)
        self._link.lost.connect(self._on_lost)

    @Slot(bool)
    def _on_lost(self, killed: bool) -> None:
        link = self._link
        if link is not None:
            self._renderer.lose(link, killed=killed)
        self.close()

    @Slot(object)
    def _on_reply(self, reply: Reply) -> None:
        if reply.kind == "opened" and self._link is not None:
            self._link.replied.disconnect(self._on_reply)
            self._renderer.attach_second(self._link)
        elif reply.kind == "refused":
            self.close()

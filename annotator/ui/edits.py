# SPDX-License-Identifier: AGPL-3.0-or-later
"""Changes to what is tagged, asked of the clerk on the writer thread. Shows nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Slot

from annotator.i18n import _
from annotator.ui.clerk import Clerk
from annotator.ui.jobs import Progress, Writer
from annotator.ui.signals import ProjectSignals


class Edits(QObject):
    """Edit, delete, undo, redo; each is one revision, drawn only after its commit."""

    def __init__(
        self, clerk: Clerk, writer: Writer, signals: ProjectSignals, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._clerk = clerk
        self._writer = writer
        self._signals = signals

    def edit(self, tag: str, field: str, value: str) -> None:
        """Change a field of a tag."""
        self._do(lambda: self._clerk.edit(tag, field, value))

    def untag(self, tag: str) -> None:
        """Delete a tag."""
        self._do(lambda: self._clerk.untag(tag), self._on_deleted)

    def delete(self, passage: str) -> None:
        """Delete a passage with its tags."""
        self._do(lambda: self._clerk.delete(passage), self._on_deleted)

    def undo(self) -> None:
        """Undo the last action."""
        self._do(self._clerk.undo, self._on_undone)

    def redo(self) -> None:
        """Redo it."""
        self._do(self._clerk.redo, self._on_redone)

    def _do(self, call: Callable[[], object], done: Callable[[Any], None] | None = None) -> None:
        def work(_progress: Progress) -> object:
            return call()

        self._writer.submit(work, done=done, failed=self._on_failed)

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self._signals.failed.emit(error)

    def _on_undone(self, what: str) -> None:
        self._signals.turned.emit(_("Undone: {what}").format(what=what))

    def _on_redone(self, what: str) -> None:
        self._signals.turned.emit(_("Redone: {what}").format(what=what))

    def _on_deleted(self, _nothing: object) -> None:
        self._signals.deleted.emit()

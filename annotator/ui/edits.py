# SPDX-License-Identifier: AGPL-3.0-or-later
"""Changes to what is tagged, asked of the project on the writer thread. Shows nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
        self._do(lambda space: space.passages.edit(tag, {field: value}))

    @Slot(str, object)
    def confirm(self, tag: str, fields: Mapping[str, str]) -> None:
        """Take over what is proposed for several fields of a tag, in one action."""
        self._do(lambda space: space.passages.edit(tag, fields))

    def untag(self, tag: str) -> None:
        """Delete a tag."""
        self._do(lambda space: space.passages.untag(tag), self._on_deleted)

    def delete(self, passage: str) -> None:
        """Delete a passage with its tags."""
        self._do(lambda space: space.passages.delete(passage), self._on_deleted)

    def unmark(self, mark: str) -> None:
        """Take a mark back."""
        self._do(lambda space: space.marks.unmark(mark), self._on_deleted)

    def undo(self) -> None:
        """Undo the last action."""
        self._do(lambda space: space.history.undo(), self._on_undone)

    def redo(self) -> None:
        """Redo it."""
        self._do(lambda space: space.history.redo(), self._on_redone)

    def go_to(self, number: int) -> None:
        """Undo or redo up to an action of the history."""
        self._do(lambda space: space.history.go_to(number))

    def _do(self, call: Callable[[Any], object], done: Callable[[Any], None] | None = None) -> None:
        def work(_progress: Progress) -> object:
            return call(self._clerk.space)

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

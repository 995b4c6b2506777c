# SPDX-License-Identifier: AGPL-3.0-or-later
"""Between the project and the dialog of editions: reads, joins and parts them, goes to what is doubtful."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from annotator.domain.errors import AnnotatorError
from annotator.domain.sameness import DRAFT
from annotator.i18n import _
from annotator.ui.dialogs.editions_dialog import EditionsDialog
from annotator.ui.jobs import Progress
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.editions import Edition
    from annotator.services.workspace import Workspace

_SHORT = 12


class EditionDesk(QObject):
    """Keeps the dialog telling what the project says.

    Signals:
        done: a sentence, for a passing notice.
        passage_requested: SHA-256 of a draft that is here and uid of a passage.
    """

    done = Signal(str)
    passage_requested = Signal(str, str)

    def __init__(self, bench: Workbench, window: QWidget) -> None:
        super().__init__(window)
        self._bench, self._window = bench, window
        self.dialog: EditionsDialog | None = None

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Commands by id."""
        return {"team.editions": self.show}

    @Slot()
    def show(self) -> None:
        """Read which editions there are, and show them."""
        if self._bench.project is not None:
            self._bench.ask(_read, self._on_read)

    def _on_read(self, found: tuple[Edition, ...]) -> None:
        if self.dialog is None:
            self.dialog = EditionsDialog(read_only=self._bench.read_only, parent=self._window)
            self.dialog.join_requested.connect(self._on_join)
            self.dialog.part_requested.connect(self._on_part)
            self.dialog.passage_requested.connect(self.passage_requested)
            self.dialog.finished.connect(self._on_finished)
            self.dialog.open()
        self.dialog.refuse("")
        self.dialog.show_editions(found)

    @Slot()
    def _on_finished(self) -> None:
        self.dialog = None

    @Slot(object)
    def _on_join(self, one: Edition) -> None:
        both = (_called(one.draft.name, one.draft.sha256), _called(one.here.name, one.here.sha256))

        def work(space: Workspace, progress: Progress) -> tuple[Edition, ...]:
            space.joins.join(DRAFT, one.draft.sha256, one.here.sha256, names=both)
            return _read(space, progress)

        title = _("Placing passages of the other edition")
        self._bench.ask(work, self._on_done, title=title, failed=self._on_refused, guarded=True)

    @Slot(object)
    def _on_part(self, one: Edition) -> None:
        name = _called(one.draft.name, one.draft.sha256)

        def work(space: Workspace, progress: Progress) -> tuple[Edition, ...]:
            space.joins.part(DRAFT, one.draft.sha256, name=name)
            return _read(space, progress)

        self._bench.ask(work, self._on_done, failed=self._on_refused)

    def _on_done(self, found: tuple[Edition, ...]) -> None:
        if self.dialog is not None:
            self._on_read(found)
        else:
            self.done.emit(_("Done."))

    @Slot(object)
    def _on_refused(self, error: object) -> None:
        if self.dialog is not None and isinstance(error, AnnotatorError):
            self.dialog.refuse(str(error))
        else:
            self._bench.signals.failed.emit(error)


def _read(space: Workspace, _progress: Progress) -> tuple[Edition, ...]:
    return space.editions.list()


def _called(name: str, sha256: str) -> str:
    return f"{name} ({sha256[:_SHORT]})"

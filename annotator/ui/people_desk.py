# SPDX-License-Identifier: AGPL-3.0-or-later
"""Between the project and the dialog of its people: reads them, joins and parts them, renames oneself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from annotator.domain.alike_names import alike
from annotator.domain.errors import AnnotatorError, WrongCallError
from annotator.domain.team_author import TEAM
from annotator.i18n import _
from annotator.ui.dialogs.people_dialog import PeopleDialog, PersonRow
from annotator.ui.jobs import Progress
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.workspace import Workspace

_Rows = tuple[PersonRow, ...]


class PeopleDesk(QObject):
    """Keeps the dialog telling what the project says.

    Signals:
        done: a sentence, for a passing notice.
    """

    done = Signal(str)

    def __init__(self, bench: Workbench, window: QWidget) -> None:
        super().__init__(window)
        self._bench, self._window = bench, window
        self.dialog: PeopleDialog | None = None

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Commands by id."""
        return {"team.people": self.show}

    @Slot()
    def show(self) -> None:
        """Read who there is, and show them."""
        if self._bench.project is not None:
            self._bench.ask(_read, self._on_read)

    def _on_read(self, rows: _Rows) -> None:
        if self.dialog is None:
            self.dialog = PeopleDialog(read_only=self._bench.read_only, parent=self._window)
            self.dialog.join_requested.connect(self._on_join)
            self.dialog.part_requested.connect(self._on_part)
            self.dialog.rename_requested.connect(self._on_rename)
            self.dialog.finished.connect(self._on_finished)
            self.dialog.open()
        self.dialog.show_people(rows)

    @Slot()
    def _on_finished(self) -> None:
        self.dialog = None

    @Slot(str, str)
    def _on_join(self, uid: str, shown: str) -> None:
        def work(space: Workspace, progress: Progress) -> _Rows:
            space.people.join(uid, shown)
            return _read(space, progress)

        self._do(work)

    @Slot(str)
    def _on_part(self, uid: str) -> None:
        def work(space: Workspace, progress: Progress) -> _Rows:
            space.people.part(uid)
            return _read(space, progress)

        self._do(work)

    @Slot(str)
    def _on_rename(self, name: str) -> None:
        def work(space: Workspace, progress: Progress) -> _Rows:
            space.rename_me(name)
            return _read(space, progress)

        self._do(work)

    def _do(self, work: Callable[[Workspace, Progress], _Rows]) -> None:
        self._bench.ask(work, self._on_done, failed=self._on_refused)

    def _on_done(self, rows: _Rows) -> None:
        self._bench.refresh()  # who acts may bear another name
        if self.dialog is not None:
            self.dialog.refuse("")
            self.dialog.show_people(rows)
        else:
            self.done.emit(_("Done."))

    @Slot(object)
    def _on_refused(self, error: object) -> None:
        if self.dialog is not None and isinstance(error, AnnotatorError):
            self.dialog.refuse(str(error))
        else:
            self._bench.signals.failed.emit(error)


def _read(space: Workspace, _progress: Progress) -> _Rows:
    people, tags = [one for one in space.people.list() if one.uid != TEAM], space.people.tags()
    try:
        me = space.reviewer().uid
    except WrongCallError:
        me = ""
    names = {one.uid: one.name for one in people}
    return tuple(
        PersonRow(
            one.uid, one.name, one.organisation,
            tags=tags.get(one.uid, 0),
            shown_as=one.shown_as if one.shown_as != one.uid else "",
            joined=bool(one.one_with),
            mine=me in {one.uid, *one.one_with},
            perhaps=tuple(
                uid for uid, name in names.items()
                if uid not in {one.uid, *one.one_with} and alike(one.name, name)
            ),
        )
        for one in people
    )  # fmt: skip

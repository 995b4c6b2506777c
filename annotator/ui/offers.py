# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which commands can be used now, and what undo would undo. Runs none of them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction

from annotator.i18n import _
from annotator.ui.viewer.reader import Reader
from annotator.ui.workbench import Workbench

_WITH_PAGES = (
    "zoom.in", "zoom.out", "zoom.actual", "zoom.fit_width", "zoom.fit_page", "page.go", "page.next",
    "page.previous", "find.open", "find.next", "find.previous", "caret.toggle", "outline.show",
    "pages.show", "view.turn_left", "view.turn_right", "notes.toggle", "selection.grow",
    "selection.shrink", "provision.select", "provision.select_less", "provision.again", "area.mark",
    "file.print", "find.every",
)  # fmt: skip
_WITH_PROJECT = (
    "file.export", "history.show", "table.show", "brackets.show", "inbox.show", "team.merge",
    "codes.export", "coverage.show", "counterpart.show", "counterpart.list", "brackets.toggle",
    "agreement.show", "agreement.report", "team.people", "team.editions",
    "team.progress", "team.progress_export", "team.plan", "team.start",
    "compare.show", "compare.with", "changes.show", "change.next", "change.previous",
    "change.pairing", "compare.redline",
    "carry.over", "carry.from", "queue.show", "concerns.show", "concerns.export",
)  # fmt: skip
_ON_QUEUE = (
    "carry.do", "queue.accept", "queue.accept_narrowed", "queue.accept_worsened", "queue.adjust",
    "queue.taken_up", "queue.narrowed", "queue.worsened", "queue.dropped", "queue.already", "queue.skip",
)  # fmt: skip
_ON_BOUNDARIES = (
    "provision.add", "provision.rename", "provision.move", "provision.remove", "provision.take_back",
)  # fmt: skip


class Offers(QObject):
    """Keeps the actions true to what is open, selected and chosen."""

    def __init__(
        self, actions: Mapping[str, QAction], bench: Workbench, reader: Reader, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._bench = bench
        self._reader = reader
        self._on_queue: frozenset[str] = frozenset()
        signals, view = bench.signals, reader.view
        for signal in (signals.drafts_changed, signals.passages_changed, view.selection_changed):
            signal.connect(self.look)
        view.texts_came.connect(self.look)
        view.travel.changed.connect(self.look)
        view.extras.came.connect(self._on_changed)
        signals.undo_changed.connect(self._on_changed)
        view.passage_chosen.connect(self._on_changed)
        reader.refused.connect(self._on_changed)
        reader.opened.connect(self._on_changed)

    @Slot(object)
    def _on_changed(self, _what: object) -> None:
        self.look()

    @Slot(object)
    def set_on_queue(self, names: frozenset[str]) -> None:
        """What can be done with the queue that shows."""
        self._on_queue = names
        for name in _ON_QUEUE:
            self._enable(name, name in names)

    @Slot()
    def look(self) -> None:
        """Look at everything again."""
        bench, view = self._bench, self._reader.view
        here, project = bool(view.layout_.pages), bench.project is not None
        write = not bench.read_only
        chosen, selected = bool(view.marks.chosen), not view.picked.empty
        self._label("edit.undo", _("&Undo"), bench.undo_status.undo)
        self._label("edit.redo", _("&Redo"), bench.undo_status.redo)
        for name in _WITH_PAGES:
            self._enable(name, here)
        for name in _WITH_PROJECT:
            self._enable(name, project)
        self.set_on_queue(self._on_queue)
        for name in ("team.merge", "team.merge_folder", "team.watch"):
            self._enable(name, project and write)
        for name in ("codes.import", "counterpart.import", "counterpart.link"):
            self._enable(name, project and write)
        self._enable("passage.confirm", project and write and (chosen or selected))
        self._enable("selection.copy", not view.selection.empty or bool(view.picked.quote()))
        self._enable("selection.cite", not view.selection.empty or chosen)
        self._enable("code.find", selected and write)
        self._enable("provision.tag", here and write)
        self._enable("passage.edit", chosen)
        for name in ("passage.delete", "passage.move_ends", "passage.comment"):
            self._enable(name, chosen and write)
        for name in ("mark.read", "mark.missing", "mark.discuss"):
            self._enable(name, here and project and write)
        kept = (
            here and project and write and bench.sheet is not None and bench.sheet.draft is not None
        )
        for name in (*_ON_BOUNDARIES, "draft.finish"):
            self._enable(name, kept)
        for name in ("passage.next", "passage.previous"):
            self._enable(name, bool(bench.passages))
        link = view.links.at_caret()
        self._enable("link.follow", link is not None and link.kind != "other")
        self._enable("link.copy", link is not None and link.kind == "address")
        self._enable("place.back", view.travel.can_go_back)
        self._enable("place.forward", view.travel.can_go_forward)
        sheet = bench.sheet
        self._enable("draft.details", sheet is not None and sheet.draft is not None)
        self._enable("draft.close", sheet is not None and sheet.draft is None)
        for name in ("draft.next", "draft.previous"):
            self._enable(name, len(bench.sheets) > 1)
        self._enable("file.close_project", project or bool(bench.sheets))

    def _enable(self, name: str, on: bool) -> None:
        self._actions[name].setEnabled(on)

    def _label(self, name: str, verb: str, what: str | None) -> None:
        self._actions[name].setText(f"{verb}: {what}" if what else verb)
        self._enable(name, what is not None and not self._bench.read_only)

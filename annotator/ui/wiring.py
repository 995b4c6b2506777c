# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which signal of which part goes where. Only connects; decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


def wire(window: MainWindow) -> None:
    """Connect the parts of a window with one another and with its commands."""
    _commands(window)
    _project(window)
    _reading(window)
    _sides(window)
    _team(window)
    _printing(window)


def _commands(window: MainWindow) -> None:
    made = window.actions_
    handlers: dict[str, Callable[[], object]] = {
        "file.open": window.on_open,
        "file.open_sample": window.starts.open_sample,
        "file.close_project": window.close_project,
        "window.close": window.close,
        "edit.undo": window.bench.edits.undo,
        "edit.redo": window.bench.edits.redo,
        "draft.close": window.opener.take_off,
    }
    for desk in (
        window.tagging, window.views, window.places, window.tables, window.team, window.projects,
        window.frame, window.pdf, window.citing, window.printing, window.finds,
    ):  # fmt: skip
        handlers.update(desk.handlers())
    for name, handler in handlers.items():
        made[name].triggered.connect(handler)
    for name in ("edit.undo", "edit.redo"):  # the notice's button would undo something else
        made[name].triggered.connect(window.notice.fall_silent)
    made["caret.toggle"].toggled.connect(window.tagging.set_caret_mode)


def _project(window: MainWindow) -> None:
    bench, opener = window.bench, window.opener
    bench.signals.drafts_changed.connect(window.on_drafts_changed)
    bench.signals.tagged.connect(window.tagging.tagged)
    bench.project_opened.connect(window.on_project_opened)
    bench.show_passage_requested.connect(opener.show_passage)
    opener.errands.passage_ready.connect(window.tagging.reveal)
    opener.errands.annotations_ready.connect(window.team.merge)
    opener.refused.connect(window.bar.say)
    opener.errands.refused.connect(window.bar.say)
    opener.emptied.connect(window.turn_to_start)
    window.projects.said.connect(window.notice.say)
    window.projects.drafts_given.connect(window.open_paths)
    window.starts.open_requested.connect(window.open_paths)
    window.starts.trouble.connect(window.bar.say)


def _reading(window: MainWindow) -> None:
    view, top = window.reader.view, window.top
    top.draft_requested.connect(window.opener.turn_to)
    top.page_requested.connect(view.go_to)
    top.zoom_requested.connect(view.set_zoom)
    top.left.connect(view.setFocus)
    top.follow(view)
    view.area.hint_changed.connect(window.statusBar().showMessage)
    view.passage_chosen.connect(window.table.show_chosen)
    window.frame.colours_changed.connect(view.set_colours)
    window.frame.colours_changed.connect(window.text.set_colours)


def _sides(window: MainWindow) -> None:
    view, frame = window.reader.view, window.frame
    window.places.page_requested.connect(view.go_to)
    window.places.draft_requested.connect(window.opener.turn_to)
    window.places.shown_requested.connect(frame.show_left)
    window.tagging.shown_requested.connect(frame.show_right)
    window.left.add_requested.connect(window.actions_["draft.add"].trigger)
    window.left.details_requested.connect(window.on_details_requested)
    window.empty.add_requested.connect(window.actions_["draft.add"].trigger)
    window.drawer.let_go_requested.connect(view.setFocus)
    window.tables.shown_requested.connect(frame.show_drawer)
    window.tables.provision_requested.connect(window.places.show_provision)
    frame.drawer_shown.connect(window.on_drawer_shown)


def _team(window: MainWindow) -> None:
    team = window.team
    team.inbox_requested.connect(window.frame.show_inbox)
    team.merged.connect(window.news.merged)
    team.said.connect(window.notice.say)
    team.waiting_changed.connect(window.frame.show_waiting)
    team.waiting_changed.connect(window.status.show_waiting)


def _printing(window: MainWindow) -> None:
    printing, work = window.printing, window.status.work
    printing.progressed.connect(work.progress)
    printing.ended.connect(work.end)
    work.cancel_requested.connect(printing.cancel_job)
    printing.said.connect(window.notice.say)
    printing.trouble.connect(window.bar.say)

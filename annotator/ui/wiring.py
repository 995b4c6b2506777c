# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which signal of which part goes where. Only connects; decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from annotator.i18n import _

if TYPE_CHECKING:
    from annotator.ui.furniture import Furniture
    from annotator.ui.main_window import MainWindow
    from annotator.ui.print_desk import PrintDesk
    from annotator.ui.team_desk import TeamDesk


def wire(window: MainWindow) -> None:
    """Connect the parts of a window with one another and with its commands."""
    _commands(window)
    _project(window)
    _reading(window)
    _sides(window)


def furnish(window: MainWindow, made: Furniture) -> None:
    """Connect what was made after the first page."""
    _handlers(
        window,
        (
            made.tables,
            made.team,
            made.people,
            made.watching,
            made.progress,
            made.editions,
            made.projects,
            made.pdf,
            made.citing,
            made.printing,
            made.finds,
            made.counterparts,
            made.provisions,
            made.brackets,
            made.proposals,
            made.coverage,
            made.finishing,
            made.compare,
            made.queue,
            made.concerns,
            made.agreement,
        ),
    )
    view, frame = window.reader.view, window.frame
    window.opener.errands.annotations_ready.connect(made.team.merge)
    made.projects.said.connect(window.notice.say)
    made.projects.drafts_given.connect(window.open_paths)
    view.passage_chosen.connect(made.table.show_chosen)
    frame.colours_changed.connect(made.text.set_colours)
    made.text.set_colours(frame.colours)
    made.tables.provision_requested.connect(window.places.show_provision)
    made.coverage.provision_requested.connect(window.places.show_provision)
    _team(window, made.team)
    made.editions.passage_requested.connect(window.bench.show_passage_requested)
    _watching(window, made)
    made.progress.done.connect(window.news.done)
    made.progress.said.connect(window.notice.say)
    made.progress.provision_requested.connect(window.places.show_provision)
    made.people.done.connect(window.notice.say)
    made.editions.done.connect(window.notice.say)
    made.dropping.open_requested.connect(window.open_paths)
    made.finishing.done.connect(window.news.done)
    made.finishing.provision_requested.connect(window.places.show_provision)
    made.finishing.inbox_requested.connect(window.frame.show_inbox)
    made.finishing.standing_changed.connect(window.status.show_standing)
    made.finishing.required_changed.connect(window.side.set_required)
    window.status.show_standing(made.finishing.standing)
    _printing(window, made.printing)
    made.provisions.tag_requested.connect(window.tagging.find_code)
    _counterparts(window, made)
    _brackets(window, made)
    _agreement(window, made)
    _drawer(window, made)
    _queue(window, made)


def _drawer(window: MainWindow, made: Furniture) -> None:
    """The panels that are read while they are in sight; the drawer may be open already."""
    shown = window.drawer.name if window.room.shows("drawer") else ""
    for desk in (
        made.tables,
        made.brackets,
        made.coverage,
        made.counterparts,
        made.compare,
        made.queue,
        made.concerns,
        made.agreement,
        made.progress,
    ):
        desk.shown_requested.connect(window.frame.show_drawer)
        window.frame.drawer_shown.connect(desk.reading.set_shown)
        desk.reading.set_shown(shown)


def _watching(window: MainWindow, made: Furniture) -> None:
    desk, preview = made.watching, window.actions_["team.news"]
    desk.news.connect(window.status.show_news)
    desk.said.connect(window.notice.say)
    desk.offered.connect(partial(window.notice.say, button=_("Preview"), action=preview.trigger))
    desk.merge_requested.connect(made.team.merge)
    made.team.merging.nothing_new.connect(desk.on_nothing_new)
    made.team.merging.merged.connect(desk.read_anew)
    made.projects.exported.connect(desk.read_anew)
    made.progress.written.connect(desk.read_anew)


def _queue(window: MainWindow, made: Furniture) -> None:
    made.queue.usable.connect(window.offers.set_on_queue)
    made.queue.deciding.done.connect(window.news.done)
    made.queue.deciding.said.connect(window.notice.say)
    made.concerns.said.connect(window.notice.say)
    made.queue_count.changed.connect(window.frame.show_open)
    made.queue_count.changed.connect(window.status.show_open)
    made.queue.old_words_wanted.connect(made.compare_beside.show_words)
    made.queue.went_to.connect(window.places.outline.point)
    window.frame.drawer_shown.connect(made.queue.set_shown)
    window.room.deepened.connect(window.reader.view.hold_zoom)
    made.queue.keys.held.connect(window.side.say_holder)


def _agreement(window: MainWindow, made: Furniture) -> None:
    desk, work = made.agreement, window.status.work
    desk.provision_requested.connect(window.places.show_provision)
    desk.decided.connect(window.news.done)
    desk.said.connect(window.notice.say)
    desk.progressed.connect(work.progress)
    desk.ended.connect(work.end)
    work.cancel_requested.connect(desk.cancel)


def _counterparts(window: MainWindow, made: Furniture) -> None:
    window.frame.colours_changed.connect(made.beside.set_colours)
    made.beside.set_colours(window.frame.colours)
    made.counterparts.provision_requested.connect(window.places.show_provision)
    made.counterparts.said.connect(window.notice.say)
    window.frame.colours_changed.connect(made.compare_beside.set_colours)
    made.compare_beside.set_colours(window.frame.colours)
    made.compare.said.connect(window.notice.say)


def _commands(window: MainWindow) -> None:
    made = window.actions_
    handlers: dict[str, Callable[[], object]] = {
        "file.open": window.on_open,
        "project.new": window.starts.choose_new,
        "file.open_sample": window.starts.open_sample,
        "file.close_project": window.close_project,
        "window.close": window.close,
        "edit.undo": window.bench.edits.undo,
        "edit.redo": window.bench.edits.redo,
        "draft.close": window.opener.take_off,
    }
    for name, handler in handlers.items():
        made[name].triggered.connect(handler)
    _handlers(window, (window.tagging, window.views, window.places, window.frame))
    for name in ("edit.undo", "edit.redo"):  # the notice's button would undo something else
        made[name].triggered.connect(window.notice.fall_silent)
    made["caret.toggle"].toggled.connect(window.views.set_caret_mode)


def _handlers(window: MainWindow, desks: Iterable[Any]) -> None:
    for desk in desks:
        for name, handler in desk.handlers().items():
            window.actions_[name].triggered.connect(handler)


def _project(window: MainWindow) -> None:
    bench, opener = window.bench, window.opener
    bench.signals.drafts_changed.connect(window.on_drafts_changed)
    bench.project_opened.connect(window.on_project_opened)
    bench.show_passage_requested.connect(opener.show_passage)
    opener.errands.passage_ready.connect(window.tagging.reveal)
    opener.refused.connect(window.bar.say)
    opener.errands.refused.connect(window.bar.say)
    opener.emptied.connect(window.turn_to_start)
    window.starts.open_requested.connect(window.open_paths)
    window.starts.trouble.connect(window.bar.say)


def _reading(window: MainWindow) -> None:
    view, top = window.reader.view, window.top
    top.draft_requested.connect(window.opener.turn_to)
    top.page_requested.connect(view.go_to)
    top.provision_requested.connect(window.places.outline.go_to_typed)
    window.frame.place_requested.connect(window.places.outline.go_to_typed)
    window.frame.named = window.places.outline.named
    top.zoom_requested.connect(view.set_zoom)
    top.left.connect(view.setFocus)
    top.follow(view)
    view.area.hint_changed.connect(window.statusBar().showMessage)
    window.frame.colours_changed.connect(view.set_colours)


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
    frame.drawer_shown.connect(window.on_drawer_shown)


def _team(window: MainWindow, team: TeamDesk) -> None:
    team.inbox_requested.connect(window.frame.show_inbox)
    team.merged.connect(window.news.merged)
    report = window.actions_["team.merge_report"]
    team.merging.report_kept.connect(report.setEnabled)
    report.setEnabled(False)
    window.news.report_requested.connect(report.trigger)
    team.said.connect(window.notice.say)
    team.waiting_changed.connect(window.frame.show_waiting)
    team.waiting_changed.connect(window.status.show_waiting)


def _printing(window: MainWindow, printing: PrintDesk) -> None:
    work = window.status.work
    printing.progressed.connect(work.progress)
    printing.ended.connect(work.end)
    work.cancel_requested.connect(printing.cancel_job)
    printing.said.connect(window.notice.say)
    printing.trouble.connect(window.bar.say)


def _brackets(window: MainWindow, made: Furniture) -> None:
    job, work = made.look_job, window.status.work
    made.proposals.said.connect(window.notice.say)
    for desk in (made.brackets, made.proposals):
        desk.wanted.connect(job.want)
    job.came.connect(made.brackets.read_again)
    job.came.connect(made.proposals.ask_again)
    job.came.connect(made.tables.read_again)
    job.progressed.connect(work.progress)
    job.ended.connect(work.end)
    work.cancel_requested.connect(job.cancel)

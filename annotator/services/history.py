# SPDX-License-Identifier: AGPL-3.0-or-later
"""The log as people read it; undo and redo."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from typing import Any

from annotator.domain.errors import ChangedSinceError, NotFoundError
from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.services.desk import Desk
from annotator.services.placement import place_touched
from annotator.storage import undo as undoing
from annotator.storage.repositories import Records
from annotator.storage.tables import Revision
from annotator.storage.unit_of_work import Action, UnitOfWork


@dataclass(frozen=True, slots=True)
class UndoStatus:
    """What undo and redo would do, as sentences; None where there is nothing."""

    undo: str | None
    redo: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One action of the log.

    Attributes:
        reviewer: name of who acted.
        what: a sentence.
        kind: do, undo, redo, or base for what cannot be taken back.
        undone: taken back, and not done again.
        own: whether undo in a window of the reviewer who acts now may take it back.
        redoable: taken back, and nothing was done since that ended redoing it.
    """

    number: int
    utc: str
    reviewer: str
    what: str
    kind: str
    undone: bool
    own: bool = False
    redoable: bool = False


class History:
    """The log of one project."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.own_only = False
        """Whether undo keeps to what the reviewer did: in a window, where one key takes work back."""

    def _mine(self, connection: Any) -> frozenset[str] | None:
        """Whose actions undo keeps to, under all their names; None for everybody's."""
        return self._own(self._desk.store.records(connection)) if self.own_only else None

    def _own(self, records: Records) -> frozenset[str]:
        return self._desk.mine(records) or frozenset({""})

    def status(self) -> UndoStatus:
        """What undo and redo would do now."""
        with self._desk.store.read() as connection:
            back = undoing.next_undo(connection, mine=self._mine(connection))
            forth = undoing.next_redo(connection, mine=self._mine(connection))
        return UndoStatus(sentence(back) if back else None, sentence(forth) if forth else None)

    def undo(self) -> str:
        """Undo the latest action; returns what it was, as a sentence.

        Raises:
            NotFoundError: there is nothing to undo.
            ChangedSinceError: later work stands in the way; nothing is done.
        """
        return self._turn("undo", undoing.next_undo, undoing.undo)

    def redo(self) -> str:
        """Redo what was undone last; returns what it was, as a sentence.

        Raises:
            NotFoundError: there is nothing to redo.
            ChangedSinceError: later work stands in the way; nothing is done.
        """
        return self._turn("redo", undoing.next_redo, undoing.redo)

    def _turn(
        self,
        kind: str,
        find: Callable[..., dict[str, Any] | None],
        apply: Callable[[UnitOfWork, Mapping[str, Any]], None],
    ) -> str:
        revision = self._next(find)
        if revision is None:
            nothing = {
                "undo": _("There is nothing to undo."),
                "redo": _("There is nothing to redo."),
            }
            raise NotFoundError(nothing[kind])
        store = self._desk.store
        with store.read() as connection:
            large = undoing.many_changes(connection, revision)
        with (
            store.roomy(large=large),
            store.change(_inverse(kind, revision), reviewer=self._desk.somebody) as unit,
        ):
            apply(unit, revision)
            place_touched(self._desk, unit)
        return sentence(revision)

    def go_to(self, number: int) -> int:
        """Undo what was done after an action, or redo up to it: each step is a revision of its own.

        Args:
            number: of the action; 0 for the state before the first.

        Returns:
            How many steps that took.

        Raises:
            ChangedSinceError: later work stands in the way of a step, which is named; those before
                it stand.
        """
        steps = 0
        while (latest := self._next(undoing.next_undo)) and latest["row"] > number:
            self._step(self.undo, latest)
            steps += 1
        if not steps:
            while (undone := self._next(undoing.next_redo)) and undone["row"] <= number:
                self._step(self.redo, undone)
                steps += 1
        return steps

    def _next(self, find: Callable[..., dict[str, Any] | None]) -> dict[str, Any] | None:
        with self._desk.store.read() as connection:
            return find(connection, mine=self._mine(connection))

    def _step(self, turn: Callable[[], str], revision: Mapping[str, Any]) -> None:
        try:
            turn()
        except ChangedSinceError as error:
            raise ChangedSinceError(
                _("Stopped at “{what}”: {reason}").format(
                    what=sentence(revision), reason=error.message
                ),
                error.hint,
            ) from error

    def list(self) -> tuple[Entry, ...]:
        """Every action, oldest first."""
        with self._desk.store.read() as connection:
            rows = self._desk.store.rows(connection).all(Revision)
            records = self._desk.store.records(connection)
            names = {r.uid: r.values["name"] for r in records.all("reviewer")}
            own = self._own(records)
        return tuple(
            Entry(
                row["row"], row["utc"], names.get(row["reviewer"], ""), sentence(row), row["kind"],
                bool(row["undone"]), _is_own(row, own), row["undone"] == 1,
            )
            for row in rows
        )  # fmt: skip


def _is_own(row: Mapping[str, Any], own: Collection[str]) -> bool:
    return bool(row["kind"] == "do" and row["reviewer"] in own and row["label"] != "add_draft")


def _inverse(kind: str, revision: Mapping[str, Any]) -> Action:
    return Action(
        revision["label"],
        detail_of(revision),
        bulk=bool(revision["bulk"]),
        kind=kind,
        target=revision["row"],
    )


def detail_of(revision: Mapping[str, Any]) -> dict[str, str]:
    """What a revision's action has noted for its sentence, and besides."""
    return json.loads(revision["detail"]) if revision["detail"] else {}


def sentence(revision: Mapping[str, Any]) -> str:
    """A revision in words."""
    detail = detail_of(revision)
    if "fields" in detail:
        detail["fields"] = detail["fields"].replace("_", " ")
    text = _labels().get(revision["label"], revision["label"])
    return " ".join(text.format_map(_Blank(detail)).split())


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def _labels() -> dict[str, str]:
    return {
        "tag": _("Tag {codes}"),
        "edit": _("Edit {fields}"),
        "untag": _("Delete tag"),
        "delete_passage": _("Delete passage"),
        "mark": _("Mark {provision}"),
        "add_draft": _("Add draft {draft}"),
        "merge": _("Merge {files}"),
        "place_waiting": _("Place {count} waiting rows"),
        "import_codes": _("Import codes {file}"),
        "move_passage": _("Move the ends of “{quote}”"),
        "move_area": _("Move the area on page {page}"),
        "comment": _("Comment “{text}”"),
        "edit_comment": _("Edit comment: “{text}”"),
        "uncomment": _("Delete comment “{text}”"),
        "unmark": _("Take back the mark on {provision}"),
        "correct_provision": _("Correct the boundary {provision}"),
        "uncorrect_provision": _("Take the correction of a boundary back"),
        "choose_unit": _("Say what the draft is made of"),
        "accept_held": _("Accept the change to {what}"),
        "refuse_held": _("Refuse the change to {what}"),
        "link_counterpart": _("Link {provision} to {counterpart}"),
        "unlink_counterpart": _("Take back the link to {counterpart}"),
        "pair_provisions": _("Say that {provision} became {other}"),
        "part_provisions": _("Say that {provision} did not become {other}"),
        "unpair_provisions": _("Take back a word on two provisions"),
        "carry": _("Carry over from {older} to {newer}"),
        "accept_carried": _("Accept “{what}” in the newer draft"),
        "close_carried": _("Close “{what}” in the newer draft"),
        "decide": _("Decide for the team: {codes}"),
        "join_reviewer": _("Say that {one} and {other} are one person"),
        "part_reviewer": _("Say that {name} is a person of their own"),
        "join_code": _("Show the code {one} as {other}"),
        "part_code": _("Show the code {name} as it is"),
        "join_draft": _("Say that {one} and {other} are editions of one draft"),
        "part_draft": _("Say that {name} is a draft of its own"),
        "finish_draft": _("Finish a draft"),
        "reopen_draft": _("Take back having finished a draft"),
        "plan_team": _("Plan who reads what"),
        "describe_draft": _("Describe draft {draft}"),
        "describe_reviewer": _("Describe reviewer {name}"),
        "choose": _("Settle conflict on {field}"),
        "new_project": _("New project"),
    }

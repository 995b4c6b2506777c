# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a team agreed on before reading: drafts, required fields, who reads which articles, who reads blind.

Records that travel: `task`, one for each person, and one of nobody for what holds for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from annotator.domain.change import Record
from annotator.domain.errors import InputRefusedError, NotFoundError, WrongCallError
from annotator.domain.identity import derived_uid
from annotator.domain.normalise import canonical
from annotator.domain.project import Reviewer
from annotator.domain.tag import FIELDS as TAG_FIELDS
from annotator.domain.tag import Tag
from annotator.domain.team_author import TEAM
from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.services.desk import Desk, new_reviewer, reviewer_named
from annotator.services.seen import YES, drafts_planned, living_tasks
from annotator.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Task:
    """What one person is to read.

    Attributes:
        person: uid, as they are shown.
        name: of them.
        articles: as it was written, e.g. `Art 1-20, Annex I`; "" for all.
        blind: whether they see nobody else's work on what they have not finished.
    """

    person: str
    name: str
    articles: str = ""
    blind: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What a team agreed on.

    Attributes:
        drafts: SHA-256 of those to be read; () for all.
        required: fields of a tag that have to be filled in.
        tasks: by name.
    """

    drafts: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    tasks: tuple[Task, ...] = ()


class Team:
    """The plan of one project's team."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def plan(self) -> Plan:
        """What was agreed on, as far as it is known here."""
        with self._desk.store.read() as connection:
            seen = self._desk.seen(connection)
            names = seen.names
        by_person: dict[str, list[Record]] = {}
        for task in filter(_person, seen.tasks):
            by_person.setdefault(seen.person(_person(task)), []).append(task)
        tasks = [
            Task(
                uid, names.get(uid, uid), _articles(said), any(t.values["blind"] == YES for t in said)
            )
            for uid, said in by_person.items()
        ]  # fmt: skip
        tasks.sort(key=lambda one: (one.name.casefold(), one.person))
        return Plan(drafts_planned(seen.tasks), required_fields(seen.tasks), tuple(tasks))

    def agree(
        self,
        *,
        drafts: Sequence[str] | None = None,
        required: Sequence[str] | None = None,
        assigned: Mapping[str, str] | None = None,
        blind: bool | None = None,
    ) -> None:
        """Write what the team agreed on, in one action; None leaves a part as it is.

        Args:
            drafts: SHA-256.
            required: fields of a tag.
            assigned: articles by the name of who reads them; who is not named has no task any more.
            blind: whether everybody who has a task reads blind.

        Raises:
            InputRefusedError: a tag has no such field.
            WrongCallError: blind reading is asked for, and nobody has a task.
        """
        for name in required or ():
            if name not in TAG_FIELDS:
                raise InputRefusedError(
                    _("A tag has no field {name}.").format(name=name),
                    _("Use some of: {names}.").format(names=", ".join(TAG_FIELDS)),
                )
        said: dict[str, str] = {}
        if drafts is not None:
            said["drafts"] = ",".join(drafts)
        if required is not None:
            said["required"] = ",".join(dict.fromkeys(required))
        with self._desk.change("plan_team") as unit:
            if said:
                _write(unit, "", said)
            reads = {} if blind is None else {"blind": YES if blind else ""}
            if assigned is not None:
                self._assign(unit, assigned, reads)
            if blind is not None:
                people = list(filter(None, map(_person, living_tasks(unit.records))))
                if not people:
                    raise WrongCallError(
                        _("Nobody has a task, so nobody can read blind."),
                        _("Use --assign as well."),
                    )
                for person in people if assigned is None else ():
                    _write(unit, person, reads)

    def _assign(
        self, unit: UnitOfWork, assigned: Mapping[str, str], reads: Mapping[str, str]
    ) -> None:
        """Each task is written once: what is written twice in one action cannot be undone."""
        before = [task for task in living_tasks(unit.records) if _person(task)]
        blind = YES if any(task.values["blind"] == YES for task in before) else ""
        there = frozenset(map(_person, before))
        named = set()
        for name, articles in assigned.items():
            tidy = " ".join(canonical(name).split())
            person = reviewer_named(unit.records, tidy)
            if person is None:
                person = self._myself(tidy) or new_reviewer(tidy)
                values = {"name": tidy, "organisation": person.organisation}
                unit.create("reviewer", person.uid, values)
            named.add(person.uid)
            said = {"articles": " ".join(canonical(articles).split())}
            # who joins a team that reads blind reads blind, too
            joins = {} if person.uid in there else {"blind": blind}
            _write(unit, person.uid, {**said, **joins, **reads})
        for task in before:
            if _person(task) not in named:
                unit.delete("task", task.uid)

    def _myself(self, name: str) -> Reviewer | None:
        """Who acts, if that is their name and the project has nothing of theirs yet."""
        me = self._desk.me if self._desk.somebody else None
        return me if me and me.name == name else None

    def reads_blind(self, sha256: str) -> bool:
        """Whether whoever acts sees nobody else's work on a draft before they have finished it."""
        with self._desk.store.read() as connection:
            seen = self._desk.seen(connection)
        return seen.blind and seen.reads(sha256)

    def still_to_say(self, tags: Iterable[str]) -> tuple[str, ...]:
        """The required fields that one of these tags lacks, by uid of the tags."""
        with self._desk.store.read() as connection:
            records = self._desk.store.records(connection)
            required = required_fields(living_tasks(records))
            found = records.get_many("tag", tags) if required else {}
        lacking = {
            name
            for tag in found.values()
            for name in fields_lacking(required, tag.values["reviewer"], tag.values.__getitem__)
        }
        return tuple(name for name in required if name in lacking)

    def lacking(self, tags: Iterable[Tag]) -> dict[str, tuple[str, ...]]:
        """Which required fields tags lack, by uid; those that lack none are left out."""
        required = self.plan().required
        found = {
            tag.uid: fields_lacking(required, tag.reviewer, partial(getattr, tag)) for tag in tags
        }
        return {uid: lacks for uid, lacks in found.items() if lacks}


def assigned_in(text: str) -> dict[str, str]:
    """Articles by name, from `Ana=Art 1-20; Bo=Art 21-40`.

    Raises:
        WrongCallError: it is not written so, or names somebody twice.
    """
    found: dict[str, str] = {}
    for part in filter(str.strip, text.split(";")):
        name, sign, articles = part.partition("=")
        if not sign or not name.strip() or name.strip() in found:
            raise WrongCallError(
                _("“{part}” assigns nothing.").format(part=part.strip()),
                _("Write it as: Ana=Art 1-20; Bo=Art 21-40."),
            )
        found[name.strip()] = articles.strip()
    if not found:
        raise NotFoundError(_("Nobody is assigned anything."))
    return found


def required_fields(tasks: Iterable[Record]) -> tuple[str, ...]:
    """The fields of a tag that have to be filled in; what no tag has is left out."""
    said = [name for task in tasks for name in task.values["required"].split(",")]
    return tuple(name for name in TAG_FIELDS if name in said)


def fields_lacking(
    required: Iterable[str], reviewer: str, said: Callable[[str], str]
) -> tuple[str, ...]:
    """Which required fields a tag lacks. What the team decided lacks none: nobody is to fill it in.

    Args:
        required: fields.
        reviewer: uid of the tag's author.
        said: gives what the tag says in a field.
    """
    return () if reviewer == TEAM else tuple(name for name in required if not said(name))


def _person(task: Record) -> str:
    return task.values["person"]


def _articles(tasks: Iterable[Record]) -> str:
    """What one person is to read by all of their tasks: all of it where one of them says so."""
    said = [task.values["articles"] for task in tasks]
    return ", ".join(dict.fromkeys(said)) if all(said) else ""


def _write(unit: UnitOfWork, person: str, said: Mapping[str, str]) -> None:
    unit.say("task", derived_uid("task", person), said, person=person)

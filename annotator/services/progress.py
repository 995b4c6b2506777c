# SPDX-License-Identifier: AGPL-3.0-or-later
"""How far a team is: per person and article, and which tags lack something. Reads only."""

from __future__ import annotations

from functools import partial

from annotator.domain.assigned_articles import assigned_articles
from annotator.domain.judged import ARTICLE, Coverage, Line
from annotator.domain.project import Draft
from annotator.domain.provision_map import ProvisionMap
from annotator.domain.values import dataclass
from annotator.services.coverage import Coverage as CoverageService
from annotator.services.desk import Desk
from annotator.services.drafts import Drafts
from annotator.services.finishing import Finishing
from annotator.services.passages import Passages
from annotator.services.provisions import Provisions
from annotator.services.team import Plan, Task, Team, fields_lacking


@dataclass(frozen=True, slots=True)
class Share:
    """How far one person is with one draft.

    Attributes:
        person: uid.
        name: of them.
        draft: SHA-256.
        assigned: paths of the articles they are to read.
        judged: those of them that they have judged all of.
        begun: those that they have said something on, and not all.
        unknown: what they are to read and the draft does not have.
        has_task: whether the plan names them; else all articles are reckoned.
        finished: whether they said that they finished the draft.
        hidden: whether whoever asks is not to see how far they are.
    """

    person: str
    name: str
    draft: str
    assigned: tuple[str, ...] = ()
    judged: tuple[str, ...] = ()
    begun: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    has_task: bool = True
    finished: bool = False
    hidden: bool = False

    @property
    def left(self) -> tuple[str, ...]:
        """The articles they have not judged all of."""
        done = frozenset(self.judged)
        return tuple(path for path in self.assigned if path not in done)

    @property
    def not_begun(self) -> tuple[str, ...]:
        """The articles they have said nothing on: with `judged` and `begun` they are all."""
        said = {*self.judged, *self.begun}
        return tuple(path for path in self.assigned if path not in said)


@dataclass(frozen=True, slots=True)
class Incomplete:
    """A tag that lacks a required field. `draft` is a SHA-256, `code` and `reviewer` are uids."""

    tag: str
    draft: str
    provision: str
    code: str
    reviewer: str
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a team is.

    Attributes:
        drafts: in their order.
        shares: draft by draft, by name.
        incomplete: draft by draft, in reading order.
        required: fields that have to be filled in.
    """

    drafts: tuple[Draft, ...]
    shares: tuple[Share, ...]
    incomplete: tuple[Incomplete, ...]
    required: tuple[str, ...]


class TeamProgress:
    """Progress of one project's team."""

    def __init__(
        self, desk: Desk, *, team: Team, drafts: Drafts, coverage: CoverageService,
        provisions: Provisions, passages: Passages, finishing: Finishing,
    ) -> None:  # fmt: skip
        self._desk = desk
        self._team = team
        self._drafts = drafts
        self._coverage = coverage
        self._provisions = provisions
        self._passages = passages
        self._finishing = finishing

    def of(self, only: str = "") -> Progress:
        """How far everybody is.

        Args:
            only: SHA-256 of the draft to look at; "" for all that are to be read and are here.
        """
        plan = self._team.plan()
        with self._desk.store.read() as connection:
            seen = self._desk.seen(connection)
        wanted = {only} if only else {seen.edition(sha256) for sha256 in plan.drafts}
        drafts = tuple(
            draft for draft in self._drafts.list()
            if (draft.sha256 in wanted if wanted else not draft.instrument)
        )  # fmt: skip
        finished = {(one.draft, one.reviewer) for one in self._finishing.list()}
        shares: list[Share] = []
        incomplete: list[Incomplete] = []
        for draft in drafts:
            sha256 = draft.sha256
            table, known = self._coverage.of(sha256), self._provisions.map(sha256)
            for task, has_task in _people(plan, table):
                if seen.hides(sha256, task.person):
                    shares.append(Share(task.person, task.name, sha256, hidden=True))
                    continue
                done = (sha256, task.person) in finished
                shares.append(_share(task, table, known, has_task=has_task, finished=done))
            incomplete += self._incomplete(sha256, plan)
        return Progress(drafts, tuple(shares), tuple(incomplete), plan.required)

    def _incomplete(self, sha256: str, plan: Plan) -> list[Incomplete]:
        if not plan.required:
            return []
        found = []
        for passage in self._passages.on_draft(sha256):
            for tag in passage.tags:
                lacks = fields_lacking(plan.required, tag.reviewer, partial(getattr, tag))
                if lacks:
                    place = passage.anchor.provision
                    found.append(Incomplete(tag.uid, sha256, place, tag.code, tag.reviewer, lacks))
        return found


def _people(plan: Plan, table: Coverage) -> list[tuple[Task, bool]]:
    """Everybody who has a task, then everybody else who has said something."""
    named = {task.person for task in plan.tasks}
    columns = list(zip(*(line.cells for line in table.lines), strict=True))
    others = [
        (Task(uid, name), False)
        for (uid, name), cells in zip(table.reviewers, columns, strict=False)
        if uid not in named and any(cell.begun for cell in cells)
    ]
    return [*((task, True) for task in plan.tasks), *others]


def _share(
    task: Task, table: Coverage, known: ProvisionMap, *, has_task: bool, finished: bool
) -> Share:
    lines = [line for line in table.lines if line.kind == ARTICLE]
    paths, unknown = assigned_articles(task.articles, known)
    mine = [line for line in lines if not task.articles or line.path in paths]
    at = next((n for n, (uid, _n) in enumerate(table.reviewers) if uid == task.person), -1)
    judged = tuple(line.path for line in mine if at >= 0 and line.cells[at].judged)
    begun = tuple(line.path for line in mine if at >= 0 and _begun(line, at))
    return Share(
        task.person, task.name, table.draft, tuple(line.path for line in mine), judged, begun,
        unknown, has_task, finished,
    )  # fmt: skip


def _begun(line: Line, at: int) -> bool:
    return line.cells[at].begun and not line.cells[at].judged

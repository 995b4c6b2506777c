# SPDX-License-Identifier: AGPL-3.0-or-later
"""The laws of merging, on real project files: order-free, repeatable, nothing lost, nothing revived.

Three replicas (in the long suite three to five), one of them a second copy of the same reviewer's project, do whatever a team can do
in whatever order: tag, edit, delete, comment, correct boundaries, link counterparts, carry to the next
draft, decide what became of a concern there, undo, redo, exchange files, hold back what concerns their
own and decide on it, say who and what is one, plan who reads what and who reads blind, finish drafts,
edit a file in a spreadsheet, take a merge back, restart. However they then
exchange everything, their exports are equal byte for byte.
"""

from __future__ import annotations

import contextlib
import csv
import io
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import draft_deeds
import laws_size
import team_deeds
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from annotator.domain.anchor import Anchor, Quad, Segment
from annotator.domain.area import Area
from annotator.domain.carried import OUTCOMES, Item
from annotator.domain.change import GUESS, created
from annotator.domain.codebook import Code
from annotator.domain.errors import ChangedSinceError, NotFoundError
from annotator.exchange.codebook_file import Codebook
from annotator.services.annotations import Wanted
from annotator.services.carried_chains import Chains
from annotator.services.carried_writing import CarriedWriter, Move
from annotator.services.codes import put_codebook
from annotator.services.passage_shelf import PassageShelf
from annotator.services.workspace import Workspace
from annotator.storage.readings import Readings
from annotator.storage.store import Store
from annotator.storage.tables import Blob
from annotator.storage.unit_of_work import Action

DRAFT, NEXT = "d" * 64, "e" * 64
CODES = ("code-1", "code-2")
NAMES = ("Ana", "Ana", "Bo", "Cem", "Bo")
"""Who sits at the replicas: the second has a copy of the first one's project, the last one only a name
in common with the third."""
FEWEST, MOST = 3, laws_size.replicas()
REPLICAS = st.integers(0, MOST - 1)
FIELDS = st.sampled_from(["severity", "note", "stance"])
VALUES = {
    "severity": st.sampled_from(["", "1", "2", "3", "4"]),
    "note": st.sampled_from(["", "=a", "b\nc", "'-d", "é", "x;=y"]),
    "stance": st.sampled_from(["weakens", "strengthens", "neutral"]),
}
EVERYTHING = Wanted()
CHANGE_COUNTER = 24
"""Where in its file SQLite counts the transactions that wrote to it."""


def anchor(place: int, draft: str = DRAFT) -> Anchor:
    """Words, and from place 2 on areas of the same page."""
    if place > 1:
        return Anchor("area", draft, quads=(Area(1, 9.0, 9.0 * place, 99.5, 99.25).quad(),))
    return Anchor(
        "text", draft, segments=(Segment(1, place, place + 5),), quote=f"words {place}",
        quads=(Quad(1, (0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 1.0)),), extractor="test/1",
    )  # fmt: skip


def make_project(path: Path) -> None:
    """A project that is nobody else's in the same run."""
    path.write_bytes(_empty_project(path.name))


@cache
def _empty_project(_name: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="laws") as folder:
        path = Path(folder, "empty.treaty")
        _fill(path)
        return path.read_bytes()


def _fill(path: Path) -> None:
    store = Store.create(path, title="T")
    with store.change(Action("new_project", kind="base")) as unit:
        codes = tuple(Code(uid, uid.upper(), f"Name of {uid}") for uid in CODES)
        put_codebook(unit, Codebook("test", 1, codes))
        values = {"symbol": "A/1", "language": "en", "date": "", "round": "", "treaty": "T"}
        for sha256 in (DRAFT, NEXT):
            unit.put("draft", [created("draft", sha256, values, GUESS)], {})
            unit.rows.insert(Blob, [{"sha256": sha256, "size": 1, "data": b"%"}])
    store.close()


class Round(list[Workspace]):
    """Open projects; whoever counts past the last one begins again."""

    def __getitem__(self, index: Any) -> Any:
        return super().__getitem__(index if isinstance(index, slice) else index % len(self))

    def __setitem__(self, index: Any, value: Any) -> None:
        super().__setitem__(index % len(self), value)


class Team(RuleBasedStateMachine):
    """The replicas and what can happen to them."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="laws"))
        self.paths: list[Path] = []
        self.names: list[str] = []
        self.open = Round()
        self.clock = 0
        self.files: list[bytes] = []
        self.looked_at: dict[tuple[str, int], tuple[Workspace, bytes]] = {}

    @initialize(count=st.integers(FEWEST, MOST))
    def begin(self, count: int) -> None:
        self.paths = [self.folder / f"{i}.treaty" for i in range(count)]
        self.names = list(NAMES[:count])
        make_project(self.paths[0])
        workspace = self._workspace(0)
        workspace.passages.tag(anchor(0), [CODES[0]], fields={"note": "first"})
        workspace.close()
        # The second copy of the same reviewer: reviewer, counters and history are the same.
        shutil.copy(self.paths[0], self.paths[1])
        for path in self.paths[2:]:
            make_project(path)
        self.open = Round(self._workspace(i) for i in range(count))

    def _workspace(self, index: int) -> Workspace:
        store = Store.open(self.paths[index], write=True)
        store.clock = self._tick
        workspace = Workspace(store, None)
        workspace.act_as(self.names[index])
        workspace.backups.make = lambda reason, *, always=False: None  # type: ignore[method-assign]
        return workspace

    def _tick(self) -> str:
        self.clock += 1
        return (
            f"2026-01-01T{self.clock // 3600:02}:{self.clock // 60 % 60:02}:{self.clock % 60:02}Z"
        )

    def _tags(self, index: int) -> list[str]:
        return [tag.uid for p in self.open[index].passages.on_draft(DRAFT) for tag in p.tags]

    def _export(self, index: int) -> bytes:
        path = self.folder / "out.csv"
        self.open[index].transfer.export(path, EVERYTHING)
        return path.read_bytes()

    def _merge(self, index: int, data: bytes, *, hold_own: bool = False) -> dict[str, int]:
        path = self.folder / "in.csv"
        path.write_bytes(data)
        report = self.open[index].transfer.merge([path], hold_own=hold_own)
        assert sum(report.counts.values()) == report.rows
        assert report.counts["refused"] == 0
        return report.counts

    # -- what people do --------------------------------------------------------------------------

    @rule(who=REPLICAS, place=st.integers(0, 3), code=st.sampled_from(CODES))
    def tag(self, who: int, place: int, code: str) -> None:
        self.open[who].passages.tag(anchor(place), [code])

    @rule(who=REPLICAS, which=st.integers(0, 5), field=FIELDS, data=st.data())
    def edit(self, who: int, which: int, field: str, data: st.DataObject) -> None:
        if tags := self._tags(who):
            value = data.draw(VALUES[field])
            self.open[who].passages.edit(tags[which % len(tags)], {field: value})

    @rule(who=REPLICAS, which=st.integers(0, 5))
    def untag(self, who: int, which: int) -> None:
        if tags := self._tags(who):
            self.open[who].passages.untag(tags[which % len(tags)])

    @rule(who=REPLICAS, value=st.sampled_from(["read", "missing", "discuss"]))
    def mark(self, who: int, value: str) -> None:
        self.open[who].marks.mark(DRAFT, "Art 6(2)", value)

    @rule(who=REPLICAS)
    def unmark(self, who: int) -> None:
        if marks := self.open[who].marks.on_draft(DRAFT):
            self.open[who].marks.unmark(marks[0].uid)

    @rule(who=REPLICAS, place=st.integers(0, 1), together=st.booleans())
    def pair(self, who: int, place: int, together: bool) -> None:
        draft_deeds.pair(self.open[who], DRAFT, NEXT, start=place, together=together)

    @rule(who=REPLICAS, at=st.integers(0, 1), number=st.sampled_from("12"))
    def correct(self, who: int, at: int, number: str) -> None:
        """Two may say different things of one place."""
        draft_deeds.correct(self.open[who], DRAFT, at=at, number=number)

    @rule(who=REPLICAS, which=st.integers(0, 5), whole=st.booleans())
    def link(self, who: int, which: int, whole: bool) -> None:
        passages = self.open[who].passages.on_draft(DRAFT)
        if whole or not passages:
            draft_deeds.link(self.open[who], DRAFT, f"Art {which}")
        else:
            target = passages[which % len(passages)].uid
            self.open[who].counterparts.link(DRAFT, target, "BUD", "1", note=f"note {which}")

    @rule(
        who=REPLICAS, kind=st.sampled_from(draft_deeds.KINDS), which=st.integers(0, 5),
        note=VALUES["note"], back=st.booleans(),
    )  # fmt: skip
    def reconsider(self, who: int, kind: str, which: int, note: str, back: bool) -> None:
        """One's own or another's word, on this machine or another: say it otherwise, or take it back."""
        if said := draft_deeds.living(self.open[who], DRAFT, kind):
            uid = said[which % len(said)].uid
            if back:
                draft_deeds.take_back(self.open[who], kind, uid)
            else:
                draft_deeds.say(self.open[who], kind, uid, note=note)

    @rule(who=REPLICAS, which=st.integers(0, 5), what=st.integers(0, 3))
    def comment(self, who: int, which: int, what: int) -> None:
        space = self.open[who]
        if passages := space.passages.on_draft(DRAFT):
            passage = passages[which % len(passages)]
            said = passage.comments
            targets = [passage.uid, *(tag.uid for tag in passage.tags)]
            if said and what > 1:
                space.comments.edit(said[0].uid, f"edit {what}")
            elif said and what:
                space.comments.delete(said[-1].uid)
            else:
                space.comments.add(targets[which % len(targets)], f"comment {which}")

    @rule(who=REPLICAS, where=st.integers(0, 1))
    def carry(self, who: int, where: int) -> None:
        """To the same place on every machine, or to another one as if it was found by other rules."""
        space = self.open[who]
        moves = [Move(p.uid, anchor(where, NEXT)) for p in space.passages.on_draft(DRAFT)]
        with space._desk.change_as_me("carry", bulk=True) as unit:
            chains = Chains(Readings(unit.connection), {})
            writer = CarriedWriter(chains, NEXT)
            writer.write(unit, writer.plan(unit.records, moves), None)
            again = writer.plan(unit.records, moves)
            assert (again.moves, again.tags) == ((), ())

    @rule(who=REPLICAS, which=st.integers(0, 5), outcome=st.sampled_from(OUTCOMES))
    def say_what_became_of_it(self, who: int, which: int, outcome: str) -> None:
        space = self.open[who]
        if passages := space.passages.on_draft(DRAFT):
            uid = passages[which % len(passages)].uid
            item = Item(uid, NEXT, "reworded", 0.5, "likeness", False, "", "", "old", "new")
            if which % 2:
                with contextlib.suppress(NotFoundError):  # its last tag is gone
                    space.carrying.accept_at(item, anchor(which % 4, NEXT), outcome)
            elif outcome != "accepted":
                space.carrying.close(item, outcome, "why")
            else:
                there = space.passages.on_draft(NEXT)
                space.carrying.already(item, there=there[which % len(there)].uid if there else "")

    @rule(who=REPLICAS)
    def choose(self, who: int) -> None:
        if found := self.open[who].conflicts.list():
            one = found[0]
            self.open[who].conflicts.choose(one.kind, one.uid, one.field, one.values[-1].value)

    @rule(who=REPLICAS, deed=st.sampled_from(team_deeds.DEEDS), which=st.integers(0, 5))
    def agree(self, who: int, deed: str, which: int) -> None:
        """Who is one, who reads what and how, who is done."""
        team_deeds.do(self.open[who], deed, (DRAFT, NEXT), CODES, which=which)

    @rule(who=REPLICAS)
    def undo(self, who: int) -> None:
        with contextlib.suppress(ChangedSinceError, NotFoundError):
            self.open[who].history.undo()

    @rule(who=REPLICAS)
    def redo(self, who: int) -> None:
        with contextlib.suppress(ChangedSinceError, NotFoundError):
            self.open[who].history.redo()

    @rule(giver=REPLICAS)
    def send(self, giver: int) -> None:
        self.files.append(self._export(giver))

    @precondition(lambda self: self.files)
    @rule(taker=REPLICAS, which=st.integers(0, 20), hold_own=st.booleans())
    def receive(self, taker: int, which: int, hold_own: bool) -> None:
        data = self.files[which % len(self.files)]
        self._merge(taker, data, hold_own=hold_own)
        waiting = self.open[taker].inbox.list()
        again = self._merge(taker, data, hold_own=hold_own)
        assert {name for name, count in again.items() if count} <= {"unchanged"}
        assert self.open[taker].inbox.list() == waiting

    @rule(who=REPLICAS, accept=st.booleans())
    def decide(self, who: int, accept: bool) -> None:
        inbox = self.open[who].inbox
        waiting = inbox.list()
        for one in waiting[:1]:
            (inbox.accept if accept else inbox.refuse)(one.uid)
            assert inbox.list() == waiting[1:]

    @precondition(lambda self: self.files)
    @rule(which=st.integers(0, 20), line=st.integers(0, 9), severity=st.sampled_from("1234"))
    def edit_in_spreadsheet(self, which: int, line: int, severity: str) -> None:
        text = self.files[which % len(self.files)].decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        tags = [row for row in rows[1:] if row[0] == "tag"]
        if tags:
            tags[line % len(tags)][rows[0].index("severity")] = severity
            out = io.StringIO(newline="")
            csv.writer(out, delimiter=";", lineterminator="\n").writerows(rows)
            self.files.append(out.getvalue().encode())

    @rule(who=REPLICAS)
    def restart(self, who: int) -> None:
        who %= len(self.open)
        self.open[who].close()
        self.open[who] = self._workspace(who)

    # -- what must hold --------------------------------------------------------------------------

    @invariant()
    def own_export_changes_nothing(self) -> None:
        for index in self._changed("export"):
            workspace = self.open[index]
            data = self._export(index)
            path = self.folder / "own.csv"
            path.write_bytes(data)
            counts = workspace.transfer.merge([path], preview=True).counts
            assert {n for n, c in counts.items() if c} <= {"unchanged"}, counts

    @invariant()
    def what_is_kept_in_memory_is_what_a_fresh_reading_gives(self) -> None:
        for index in self._changed("memory"):
            workspace = self.open[index]
            fresh = PassageShelf(workspace._desk).on_draft(DRAFT)
            assert workspace.passages.on_draft(DRAFT) == fresh

    def _changed(self, law: str) -> Iterator[int]:
        """The replicas that were written to or opened anew since this law was last looked at."""
        for index in range(len(self.open)):
            if self.looked_at.get((law, index)) != self._state(index):
                yield index
                # looking may write: what was exported is remembered
                self.looked_at[law, index] = self._state(index)

    def _state(self, index: int) -> tuple[Workspace, bytes]:
        with self.paths[index].open("rb") as file:
            file.seek(CHANGE_COUNTER)
            return self.open[index], file.read(4)

    def teardown(self) -> None:
        try:
            if self.open:
                self._exchange_all()
        finally:
            for workspace in self.open:
                workspace.close()
            shutil.rmtree(self.folder)
            laws_size.tidy()

    def _exchange_all(self) -> None:
        said = [self._export(index) for index in range(len(self.open))]
        everybody = len(said)
        exports = []
        for number, order in enumerate(
            ([*said], [*reversed(said), said[1]], [*said[1:], *said[:2]])
        ):
            path = self.folder / f"fresh{number}.treaty"
            make_project(path)
            self.paths.append(path)
            self.names.append("Observer")
            self.open.append(self._workspace(len(self.paths) - 1))
            for data in order:
                self._merge(len(self.open) - 1, data)
            exports.append(self._export(len(self.open) - 1))
        assert exports[0] == exports[1] == exports[2]
        for viewer in ("Ana", "Bo"):
            seen = [team_deeds.shown(space, viewer) for space in self.open[-3:]]
            assert seen[0] == seen[1] == seen[2]
        # Grouping: ((a + b) + c) and (a + (b + c)), by way of files that somebody else merged.
        for taker in range(everybody):
            for giver in range(everybody):
                if giver != taker:
                    self._merge(taker, said[giver])
            assert self._export(taker) == exports[0]


TestTeam = Team.TestCase
TestTeam.settings = settings(
    max_examples=laws_size.examples(), stateful_step_count=20, deadline=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip

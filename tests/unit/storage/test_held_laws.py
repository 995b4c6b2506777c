# SPDX-License-Identifier: AGPL-3.0-or-later
"""The laws of the inbox, on real project files: nothing of mine changes unasked, and whatever I decide,
everybody agrees in the end.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

import draft_deeds
import laws_size
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain.anchor import Anchor, Quad, Segment
from annotator.domain.change import GUESS, TIMES, conflicts, created, deleted_utc
from annotator.domain.codebook import Code
from annotator.domain.errors import ChangedSinceError
from annotator.exchange.codebook_file import Codebook
from annotator.services.annotations import Wanted
from annotator.services.codes import put_codebook
from annotator.services.workspace import Workspace
from annotator.storage.store import Store
from annotator.storage.tables import Blob
from annotator.storage.unit_of_work import Action

DRAFT = "d" * 64
KINDS = ("passage", "tag", "mark", "comment", "provision", "counterpart", "finish")
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["severity", "note", "untag", "comment", "recomment", "uncomment", "mark",
                         "unmark", "delete", "undo", "correct", "say", "take back", "finish",
                         "doubt the end"]),
        st.integers(0, 2), st.sampled_from("1234"),
    ), max_size=6,
)  # fmt: skip
LAWS = settings(
    max_examples=laws_size.examples(), deadline=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


def a_new(path, name):
    store = Store.create(path, title="T")
    with store.change(Action("new_project", kind="base")) as unit:
        put_codebook(unit, Codebook("test", 1, (Code("c1", "C1", "One"),)))
        values = {"symbol": "A/1", "language": "en", "date": "", "round": "", "treaty": "T"}
        unit.put("draft", [created("draft", DRAFT, values, GUESS)], {})
        unit.rows.insert(Blob, [{"sha256": DRAFT, "size": 1, "data": b"%"}])
    return seated(store, name)


def seated(store, name):
    space = Workspace(store, None)
    space.act_as(name)
    space.backups.make = lambda reason, *, always=False: None
    return space


@contextmanager
def two_who_worked_apart(mine, theirs):
    """Ana's project, Bo's after both worked apart, and a folder."""
    folder = Path(tempfile.mkdtemp(prefix="held"))
    for name, project in both_begun().items():
        (folder / f"{name}.treaty").write_bytes(project)
    ana, bo = (
        seated(Store.open(folder / f"{name}.treaty", write=True), name) for name in ("Ana", "Bo")
    )
    try:
        for space, deeds in ((ana, mine), (bo, theirs)):
            for deed in deeds:
                do(space, *deed)
        yield ana, bo, folder
    finally:
        ana.close()
        bo.close()
        shutil.rmtree(folder)
        laws_size.tidy()


@cache
def both_begun():
    """The projects before anybody works apart: Ana's, and Bo's who has her file."""
    with tempfile.TemporaryDirectory(prefix="held") as name:
        folder = Path(name)
        ana, bo = (a_new(folder / f"{name}.treaty", name) for name in ("Ana", "Bo"))
        for place in range(2):
            quads = (Quad(1, (0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 1.0)),)
            anchor = Anchor(
                "text", DRAFT, (Segment(1, place, place + 5),), f"words {place}", quads=quads
            )
            tag = ana.passages.tag(anchor, ["c1"]).tags[0]
        ana.comments.add(tag, "mine")
        ana.marks.mark(DRAFT, "Art 1", "read")
        ana.finishing.finish(DRAFT)
        draft_deeds.correct(ana, DRAFT)
        draft_deeds.link(ana, DRAFT, "Art 1")
        draft_deeds.pair(ana, DRAFT, "e" * 64)
        draft_deeds.link(ana, DRAFT, ana.passages.on_draft(DRAFT)[0].uid)
        bo.transfer.merge([exported(ana, folder)])
        ana.close()
        bo.close()
        return {name: (folder / f"{name}.treaty").read_bytes() for name in ("Ana", "Bo")}


def do(space, what, which, value):
    passages = space.passages.on_draft(DRAFT)
    tags = [tag.uid for passage in passages for tag in passage.tags]
    comments = [comment.uid for passage in passages for comment in passage.comments]
    marks = space.marks.on_draft(DRAFT)
    if what in {"severity", "note"} and tags:
        space.passages.edit(tags[which % len(tags)], {what: value})
    elif what == "untag" and tags:
        space.passages.untag(tags[which % len(tags)])
    elif what == "delete" and passages:
        space.passages.delete(passages[which % len(passages)].uid)
    elif what == "comment" and tags:
        space.comments.add(tags[which % len(tags)], f"said {value}")
    elif what == "recomment" and comments:
        space.comments.edit(comments[which % len(comments)], f"again {value}")
    elif what == "uncomment" and comments:
        space.comments.delete(comments[which % len(comments)])
    elif what == "mark":
        space.marks.mark(DRAFT, f"Art {which}", "missing")
    elif what == "undo" and not (space.history.status().undo or "Merge").startswith("Merge"):
        with suppress(ChangedSinceError):
            space.history.undo()
    elif what == "unmark" and marks:
        space.marks.unmark(marks[which % len(marks)].uid)
    elif what == "correct":
        draft_deeds.correct(space, DRAFT, at=which, number=value)
    elif what == "finish":
        space.finishing.finish(DRAFT, note=f"done {value}")
    elif what == "doubt the end":
        _doubt_the_end(space, which, value)
    elif what in {"say", "take back"}:
        kind = draft_deeds.KINDS[which % 2]
        for record in draft_deeds.living(space, DRAFT, kind)[:1]:
            if what == "say":
                field = "number" if kind == "provision" else "note"
                draft_deeds.say(space, kind, record.uid, **{field: value})
            else:
                draft_deeds.take_back(space, kind, record.uid)


def _doubt_the_end(space, which, value):
    """Anybody's word that they have finished is said otherwise, or taken back."""
    for record in draft_deeds.living(space, DRAFT, "finish")[:1]:
        with space._desk.change_as_me("edit") as unit:
            if which:
                unit.write("finish", record.uid, {"note": f"said {value}"})
            else:
                unit.delete("finish", record.uid)


def exported(space, folder):
    path = folder / f"{space.path.stem}.csv"
    space.transfer.export(path, Wanted())
    return path


def my_records(space, me):
    """My records: what shows, whether it lives, and what is in conflict."""
    with space._desk.store.read() as connection:
        records = [r for kind in KINDS for r in space._desk.store.records(connection).all(kind)]
    return {
        (r.kind, r.uid): (
            {n: v for n, v in r.values.items() if n not in {*TIMES, "deleted"}},
            bool(deleted_utc(r)),
            sorted(conflicts(r)),
        )
        for r in records
        if r.values["reviewer"] == me
    }


def visible(records):
    return {key: (values, dead) for key, (values, dead, _disputed) in records.items() if not dead}


def everybody_agrees(ana, bo, folder):
    bo.transfer.merge([exported(ana, folder)])
    ana.transfer.merge([exported(bo, folder)], hold_own=True)
    assert ana.inbox.list() == ()
    assert exported(ana, folder).read_bytes() == exported(bo, folder).read_bytes()


@LAWS
@given(mine=DEEDS, theirs=DEEDS)
def test_nothing_of_mine_changes_unasked_and_refusing_keeps_it_so(mine, theirs):
    with two_who_worked_apart(mine, theirs) as (ana, bo, folder):
        me = ana.reviewer().uid
        before = visible(my_records(ana, me))
        report = ana.transfer.merge([exported(bo, folder)], hold_own=True)
        assert visible(my_records(ana, me)) == before
        assert len(ana.inbox.list()) == report.held
        for one in ana.inbox.list():
            ana.inbox.refuse(one.uid)
        assert visible(my_records(ana, me)) == before
        everybody_agrees(ana, bo, folder)
        assert visible(my_records(bo, me)) == before


@LAWS
@given(mine=DEEDS, theirs=DEEDS)
def test_accepting_all_is_what_a_plain_merge_shows_where_nothing_is_disputed(mine, theirs):
    with two_who_worked_apart(mine, theirs) as (ana, bo, folder):
        me = ana.reviewer().uid
        shutil.copy(ana.path, folder / "plain.treaty")
        plain = seated(Store.open(folder / "plain.treaty", write=True), "Ana")
        path = exported(bo, folder)
        plain.transfer.merge([path])
        ana.transfer.merge([path], hold_own=True)
        waiting = {(one.kind, one.uid) for one in ana.inbox.list()}
        for one in ana.inbox.list():
            ana.inbox.accept(one.uid)
        there, here = my_records(plain, me), my_records(ana, me)
        plain.close()
        assert there.keys() == here.keys()
        for key, (values, dead, disputed) in there.items():
            if "deleted" not in disputed:
                assert here[key][1] == dead
            for name, value in values.items():
                assert name in disputed or here[key][0][name] == value
            assert key not in waiting or here[key][2] == []
        everybody_agrees(ana, bo, folder)


@LAWS
@given(mine=DEEDS, theirs=DEEDS, decisions=st.lists(st.booleans(), min_size=9, max_size=9))
def test_undoing_every_decision_and_the_merge_leaves_the_project_as_it_was(mine, theirs, decisions):
    with two_who_worked_apart(mine, theirs) as (ana, bo, folder):
        me = ana.reviewer().uid
        file, shown = exported(ana, folder).read_bytes(), my_records(ana, me)
        ana.transfer.merge([exported(bo, folder)], hold_own=True)
        waiting = ana.inbox.list()
        for one, accept in zip(waiting, decisions, strict=False):
            (ana.inbox.accept if accept else ana.inbox.refuse)(one.uid)
        for _one in waiting[: len(decisions)]:
            ana.history.undo()
        assert ana.inbox.list() == waiting
        if any(entry.what.startswith("Merge") for entry in ana.history.list()):
            ana.history.undo()
        assert my_records(ana, me) == shown
        assert ana.inbox.list() == ()
        if not waiting:  # a decision may have been sent, so taking it back is written anew
            assert exported(ana, folder).read_bytes() == file


@LAWS
@given(mine=DEEDS, theirs=DEEDS, decisions=st.lists(st.booleans(), min_size=9, max_size=9))
def test_what_was_decided_and_merged_and_both_taken_back_is_offered_again(mine, theirs, decisions):
    with two_who_worked_apart(mine, theirs) as (ana, bo, folder):
        path = exported(bo, folder)
        me = ana.reviewer().uid
        shown = visible(my_records(ana, me))
        ana.transfer.merge([path], hold_own=True)
        waiting = ana.inbox.list()
        for one, accept in zip(waiting, decisions, strict=False):
            (ana.inbox.accept if accept else ana.inbox.refuse)(one.uid)
        for _one in waiting[: len(decisions)]:
            ana.history.undo()
        if any(entry.what.startswith("Merge") for entry in ana.history.list()):
            ana.history.undo()
        ana.transfer.merge([path], hold_own=True)
        assert as_shown(ana.inbox.list()) == as_shown(waiting)
        assert visible(my_records(ana, me)) == shown
        again = ana.transfer.merge([path], hold_own=True)
        assert {name for name, count in again.counts.items() if count} <= {"unchanged"}
        assert as_shown(ana.inbox.list()) == as_shown(waiting)
        for one in ana.inbox.list():
            ana.inbox.refuse(one.uid)
        assert visible(my_records(ana, me)) == shown
        everybody_agrees(ana, bo, folder)
        assert visible(my_records(bo, me)) == shown


def as_shown(waiting):
    """What the inbox says, in any order: it lists by when things came. An edit of what one deleted that
    ends with the words it had asks whether the deletion holds, and that once.
    """
    return {one.uid: one for one in waiting if one.deleted or one.fields}

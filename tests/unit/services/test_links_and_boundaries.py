# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands on a draft and on no passage, as it travels: links to counterparts, corrected boundaries."""

from __future__ import annotations

import csv
import io
import json
import shutil

import pytest

from annotator.domain.change import created
from annotator.domain.kinds import AUTHORED, FIELDS
from annotator.domain.structure.corrections import Correction
from annotator.exchange.unknown_cells import KNOWN_EXTRA
from annotator.services.annotations import Wanted
from annotator.services.projects import create_workspace, open_workspace
from annotator.services.subjects import subjects_of
from annotator.storage.undo import _REFERENCES

EVERYTHING, TAGS = Wanted(deleted=False), Wanted(deleted=False, only_tags=True)


@pytest.fixture
def draft_pdf():
    return "provisions"


@pytest.fixture
def bo(real_space):
    return real_space("b", "Bo")


def exported(space, folder, name="out.csv"):
    path = folder / f"{space.path.stem}-{name}"
    space.transfer.export(path, Wanted())
    return path


def rows_of(path):
    text = path.read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def rewritten(path, change):
    """A file in which `change(row)` was done to each row's cells, `extra` as an object."""
    rows = rows_of(path)
    for row in rows:
        row["extra"] = json.loads(row["extra"])
        change(row)
        row["extra"] = json.dumps(row["extra"])
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), "utf-8-sig")
    return path


def renamed(space, sha256, path="Art 2", number="2 bis"):
    one = space.provisions.named(sha256, path)
    said = Correction("rename", one.page, one.start, kind="article", number=number)
    return space.provisions.correct(sha256, said)


def test_a_link_is_listed_and_exported_where_it_goes_out_from(work, sha256, tmp_path):
    uid = work.counterparts.link(sha256, "Art 2", "BUD", "Art 3")
    anchor = work.passages.find_quote(sha256, "of seizures of data")
    code = work.codes.named("SUR-3").uid
    passage = work.passages.tag(anchor, [code]).passage
    work.counterparts.link(sha256, passage, "BUD", "Art 3")
    linked = [row for row in work.listing.rows(EVERYTHING) if row["record"] == "counterpart"]
    assert sorted(row["provision"] for row in linked) == ["Art 1(1)(b)", "Art 2"]
    said = {json.loads(row["extra"])["counterpart"]["provision"] for row in linked}
    assert said == {"Art 3"}
    assert work.listing.rows(EVERYTHING, provision="Art 3") == []
    assert [row["tag_uid"] for row in work.listing.rows(EVERYTHING, provision="Art 2")] == [uid]
    file = rows_of(exported(work, tmp_path))
    assert {row["provision"] for row in file if row["record"] == "counterpart"} == {
        "Art 1(1)(b)", "Art 2"
    }  # fmt: skip


def test_only_tags_are_no_links_and_no_boundaries(work, sha256):
    work.counterparts.link(sha256, "Art 1", "BUD", "Art 3")
    renamed(work, sha256)
    work.marks.mark(sha256, "Art 1", "read")
    assert [row["record"] for row in work.listing.rows(TAGS)] == ["mark"]


def test_the_inbox_and_the_conflicts_name_what_a_link_and_a_boundary_are_about(
    work, bo, sha256, tmp_path
):
    anchor = work.passages.find_quote(sha256, "of seizures of data")
    passage = work.passages.tag(anchor, [work.codes.named("SUR-3").uid]).passage
    links = [work.counterparts.link(sha256, at, "BUD", "Art 3") for at in ("Art 1", passage)]
    boundary = renamed(work, sha256)
    bo.transfer.merge([exported(work, tmp_path)])
    with bo._desk.change_as_me("edit") as unit:
        for uid in links:
            unit.write("counterpart", uid, {"note": "Bo's"})
        unit.write("provision", boundary, {"number": "2 ter"})
    work.transfer.merge([exported(bo, tmp_path)], hold_own=True)
    held = {one.uid: one.subject for one in work.inbox.list()}
    assert [held[uid].provision for uid in links] == ["Art 1", "Art 1(1)(b)"]
    assert held[links[1]].quote == "of seizures of data"
    assert held[boundary].page == 1
    assert held[boundary].name == "article 2 bis"
    with work._desk.change_as_me("edit") as unit:
        for uid in links:
            unit.write("counterpart", uid, {"note": "mine"})
    work.transfer.merge([exported(bo, tmp_path, "again.csv")])
    about = {one.uid: one.subject.provision for one in work.conflicts.list()}
    assert about == {links[0]: "Art 1", links[1]: "Art 1(1)(b)"}


def test_of_an_absent_draft_they_wait_until_it_comes(work, sha256, tmp_path, pdf, draft_pdf):
    work.counterparts.link(sha256, "Art 1", "BUD", "Art 3")
    renamed(work, sha256)
    far = create_workspace(tmp_path / "far.treaty", reviewer="Cy")
    report = far.transfer.merge([exported(work, tmp_path)])
    assert report.counts["waiting"] == 2
    assert far.listing.rows(Wanted(waiting=False, deleted=False)) == []
    far.drafts.add(pdf(draft_pdf))
    assert far.counterparts.links(sha256) == work.counterparts.links(sha256)
    assert far.provisions.structure(sha256).find("Art 2 bis") >= 0
    assert exported(far, tmp_path).read_bytes() == exported(work, tmp_path).read_bytes()
    far.close()


def test_another_machine_of_mine_takes_back_at_once_and_another_reviewer_asks(
    work, bo, sha256, tmp_path
):
    link = work.counterparts.link(sha256, "Art 1", "BUD", "Art 3")
    boundaries = [renamed(work, sha256), renamed(work, sha256, "Art 3", "4")]
    shutil.copy(work.path, tmp_path / "laptop.treaty")
    laptop = open_workspace(tmp_path / "laptop.treaty", reviewer="Ana")
    bo.transfer.merge([exported(work, tmp_path)])
    laptop.counterparts.unlink(link)
    laptop.provisions.take_back(boundaries[0])
    bo.provisions.take_back(boundaries[1])
    work.transfer.merge([exported(laptop, tmp_path)], hold_own=True)
    laptop.close()
    assert work.inbox.list() == ()
    assert work.counterparts.links(sha256) == ()
    assert [one.uid for one in work.provisions.boundaries(sha256)] == boundaries[1:]
    work.transfer.merge([exported(bo, tmp_path)], hold_own=True)
    (one,) = work.inbox.list()
    assert (one.uid, one.kind, one.deleted, one.who) == (boundaries[1], "provision", True, ("Bo",))
    work.inbox.refuse(one.uid)
    assert work.provisions.structure(sha256).find("Art 4") >= 0
    bo.transfer.merge([exported(work, tmp_path)])
    assert bo.provisions.structure(sha256).find("Art 4") >= 0
    assert bo.counterparts.links(sha256) == ()


def test_of_two_words_on_one_place_the_later_counts_everywhere(work, bo, sha256, tmp_path):
    renamed(work, sha256, number="2 bis")
    time = work.provisions.boundaries(sha256)[0].created_utc
    bo._store.clock = lambda: time.replace("20", "21", 1)  # a century on
    one = bo.provisions.named(sha256, "Art 2")
    place = Correction("rename", one.page, one.start, kind="article", number="2 ter")
    bo.provisions.correct(sha256, place)
    work.transfer.merge([exported(bo, tmp_path)])
    bo.transfer.merge([exported(work, tmp_path)])
    for space in (work, bo):
        assert len(space.provisions.boundaries(sha256)) == 2
        assert space.provisions.structure(sha256).find("Art 2 ter") >= 0
        assert space.provisions.structure(sha256).find("Art 2 bis") < 0
    assert exported(work, tmp_path).read_bytes() == exported(bo, tmp_path).read_bytes()


@pytest.mark.parametrize(
    ("name", "value"),
    [("page", "12a"), ("page", "0"), ("page", ""), ("start", "-1"), ("to_page", "x"),
     ("to_start", "1e3"), ("action", "explode"), ("page", "9" * 12)],
)  # fmt: skip
def test_a_boundary_nowhere_is_refused_with_its_line(work, bo, sha256, tmp_path, name, value):
    renamed(work, sha256)

    def spoil(row):
        if row["record"] == "provision":
            row["extra"]["provision"][name] = value

    report = bo.transfer.merge([rewritten(exported(work, tmp_path), spoil)])
    (item,) = [item for item in report.items if item.outcome == "refused"]
    assert (item.column, item.line) == ("extra", 2)
    assert value in item.reason
    assert bo.provisions.boundaries(sha256) == []


def test_what_others_said_of_a_boundary_is_looked_at_too(work, bo, sha256, tmp_path):
    renamed(work, sha256)

    def spoil(row):
        if row["record"] == "provision":
            row["extra"]["others"] = {"provision": {"page": [["12a", 1, "x", "y"]]}}

    report = bo.transfer.merge([rewritten(exported(work, tmp_path), spoil)])
    assert report.counts["refused"] == 1


def test_a_malformed_boundary_that_is_here_breaks_no_list(work, sha256):
    values = dict.fromkeys(FIELDS["provision"], "")
    values.update(draft=sha256, action="rename", page="12a", start="x", label="Article 9")
    with work._desk.change_as_me("edit") as unit:
        values["reviewer"] = work.reviewer().uid
        unit.put("provision", [created("provision", "bad", values, unit.stamp)], {})
    with work._store.read() as connection:
        rows, records = work._store.rows(connection), work._store.records(connection)
        about = subjects_of(rows, records, [("provision", "bad")], work._desk.placed)
    assert about["provision", "bad"].page == 0
    assert about["provision", "bad"].name == "Article 9"
    assert work.provisions.structure(sha256).count > 0


def test_a_kind_that_travels_is_known_wherever_it_must_be():
    assert AUTHORED == (
        "passage", "tag", "mark", "comment", "provision", "counterpart", "alignment", "decision",
        "finish",
    )  # fmt: skip
    named = {(kind, field) for kind, field, _target in _REFERENCES}
    for kind, fields in FIELDS.items():
        wanted = {f for f in ("draft", "passage", "code", "target") if f in fields and f != kind}
        wanted |= {"reviewer"} if kind in AUTHORED and kind != "passage" else set()
        assert {(kind, field) for field in wanted} <= named
    with_columns = {"draft", "reviewer", "passage", "tag", "mark", "comment", "code"}
    assert set(FIELDS) - with_columns <= KNOWN_EXTRA

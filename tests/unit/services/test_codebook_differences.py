# SPDX-License-Identifier: AGPL-3.0-or-later
"""Codes of a colleague's file that are not the project's: told before the merge, mapped with it."""

from __future__ import annotations

import pytest

from annotator.domain.codebook import Code
from annotator.domain.errors import NotFoundError
from annotator.domain.identity import new_uid
from annotator.exchange.codebook_file import Codebook
from annotator.services.codes import put_codebook


def own_code(project, letters, name="A code of ours", **more):
    """A code made in one project, with an id of its own."""
    code = Code(new_uid(), letters, name, **more)
    with project.work._desk.change("import_codes", bulk=True) as unit:
        put_codebook(unit, Codebook("own", 1, (code,)))
    return code.uid


def told(report):
    return [(one.what, one.code, one.ours_code, one.mapped) for one in report.codebook]


def codes_of(project):
    return [tag.code for passage in project.living() for tag in passage.tags]


def test_new_changed_and_same_names_are_told_before_merging(ana, bo):
    own_code(bo, "NEW-1", "Brand new")
    theirs = own_code(bo, "sur-3", "Their own secrecy")
    bo.tag("NEW-1", place=0)
    bo.tag(theirs, place=9)
    changed = bo.code("SUR-5")
    with bo.work._desk.change("edit") as unit:
        unit.write("code", changed, {"definition": "Another one"})
    report = ana.merge(bo, preview=True)
    assert told(report) == [
        ("new", "NEW-1", "", False), ("same_name", "sur-3", "SUR-3", False),
        ("changed", "SUR-5", "", False),
    ]  # fmt: skip
    fields = report.codebook[-1].fields
    assert [(name, their) for name, _our, their in fields] == [("definition", "Another one")]
    assert told(ana.merge(ana.export())) == []


@pytest.fixture
def twin(ana, bo):
    """Bo has a code of his own with the letters of one of the project's, and uses it."""
    theirs = own_code(bo, "X-9", "Bo's")
    own_code(ana, "X-9", "Ana's")
    bo.tag(theirs)
    return theirs


def test_a_mapped_code_is_read_as_ours_and_sent_as_theirs(ana, bo, twin):
    ours = ana.code("X-9")
    path = bo.export()
    preview = ana.work.transfer.merge([path], maps=[("X-9", "X-9")], preview=True)
    assert told(preview) == [("same_name", "X-9", "X-9", True)]
    ana.work.transfer.merge([path], maps=[("X-9", "X-9")])
    assert codes_of(ana) == [ours]
    assert twin in ana.export().read_text("utf-8-sig")
    assert [code.retired for code in ana.work.codes.list() if code.uid == twin] == [True]
    assert ana.work.codes.named("X-9").uid == ours
    assert told(ana.merge(bo)) == []
    bo.merge(ana)
    assert codes_of(bo) == [ours]
    ana.work.history.own_only = False
    ana.work.joins.part("code", ours, name="X-9")
    assert codes_of(ana) == [twin]


def test_a_merge_with_a_mapping_is_one_action_with_one_undo(ana, bo, twin):
    ana.work.history.own_only = False
    before = ana.export("before.csv").read_bytes()
    ana.work.transfer.merge([bo.export()], maps=[("X-9", "X-9")])
    ana.work.history.undo()
    assert ana.export("before.csv").read_bytes() == before
    assert ana.work.joins.list("code") == ()


def test_a_code_that_is_nowhere_cannot_be_mapped(ana, bo, twin):
    before = ana.export("before.csv").read_bytes()
    with pytest.raises(NotFoundError):
        ana.work.transfer.merge([bo.export()], maps=[("Z-1", "X-9")])
    assert ana.export("before.csv").read_bytes() == before


def test_two_meanings_under_one_id_are_told_and_are_a_conflict_after_the_merge(ana, bo):
    uid = new_uid()
    for project, name in ((ana, "Secrecy of talks"), (bo, "Fees of the court")):
        code = Code(uid, "X-9", name, definition=f"What {name} means")
        with project.work._desk.change("import_codes", bulk=True) as unit:
            put_codebook(unit, Codebook("own", 1, (code,)))
    bo.tag("X-9")
    (one,) = ana.merge(bo, preview=True).codebook
    assert (one.what, one.two_meanings) == ("changed", True)
    assert {name for name, *_values in one.fields} >= {"name", "definition"}
    ana.merge(bo)
    disputed = {(each.kind, each.field) for each in ana.work.conflicts.list()}
    assert disputed >= {("code", "name"), ("code", "definition")}

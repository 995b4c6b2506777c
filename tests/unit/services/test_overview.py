# SPDX-License-Identifier: AGPL-3.0-or-later
"""The table of everything: a row for each tag, mark and tagless passage, and nothing that is dead."""

from __future__ import annotations

from collections import Counter

import pytest

from annotator.storage.tables import Blob


def test_a_row_tells_all_of_a_tag(ana):
    uid = ana.tag(
        severity="3", note="n", recommendation="amend", proposed_wording="w", quote="words"
    )
    ana.work.comments.add(uid, "on the tag")
    ana.work.comments.add(ana.passage_of(uid), "on the passage")
    (row,) = ana.work.overview.rows()
    tag = ana.shown(uid)
    for name in ("uid", "passage", "code", "severity", "stance", "recommendation",
                 "proposed_wording", "note", "review_state", "reviewer", "modified_utc"):  # fmt: skip
        assert getattr(row, name) == getattr(tag, name), name
    assert (row.kind, row.draft, row.draft_name, row.page, row.start) == (
        "tag", ana.draft, "A/1@en", 1, 0,
    )  # fmt: skip
    assert (row.quote, row.reviewer_name, row.comments) == ("words", "Ana", 2)
    assert (row.conflicted, row.placed, row.mark) == (False, True, "")


def test_rows_stand_in_reading_order_marks_last(ana):
    late = ana.tag(place=90)
    early = ana.tag(place=7)
    both = ana.tag(code="PRV-1", place=7)
    mark = ana.work.marks.mark(ana.draft, "Art 1", "missing", note="gone")
    rows = ana.work.overview.rows()
    assert [row.uid for row in rows] == [early, both, late, mark]
    last = rows[-1]
    assert (last.kind, last.mark, last.note, last.provision, last.code, last.passage) == (
        "mark", "missing", "gone", "Art 1", "", "",
    )  # fmt: skip


def test_only_what_stands_on_some_passages(ana):
    first, second = ana.tag(place=0), ana.tag(place=9)
    third = ana.tag(code="PRV-1", place=9)
    ana.work.marks.mark(ana.draft, "Art 1", "missing")
    rows = ana.work.overview.rows([ana.passage_of(second)])
    assert [row.uid for row in rows] == [second, third]
    assert rows == tuple(r for r in ana.work.overview.rows() if r.uid in {second, third})
    assert ana.work.overview.rows([]) == ()
    assert first not in {row.uid for row in rows}


def test_what_is_dead_or_not_here_is_left_out(ana, bo):
    ana.work.passages.untag(ana.tag())
    ana.work.marks.unmark(ana.work.marks.mark(ana.draft, "Art 1", "read"))
    kept = ana.tag(place=9)
    ana.work.comments.delete(ana.work.comments.add(kept, "gone"))
    ana.work.passages.delete(ana.passage_of(ana.tag(place=20)))
    assert [(row.uid, row.comments) for row in ana.work.overview.rows()] == [(kept, 0)]
    with bo.work._desk.store.cache() as rows:
        rows.remove(Blob, "sha256", [bo.draft])
    bo.merge(ana)
    assert bo.work.overview.rows() == ()


@pytest.mark.parametrize("disputed", ["severity", "deleted"])
def test_a_conflict_shows_and_a_disputed_deletion_keeps_the_row(ana, bo, disputed):
    uid = ana.tag(severity="1")
    bo.merge(ana)
    ana.work.passages.edit(uid, {"severity": "2"})
    if disputed == "deleted":
        bo.work.passages.untag(uid)
    else:
        bo.work.passages.edit(uid, {"severity": "3"})
    ana.merge(bo)
    assert [(row.uid, row.conflicted) for row in ana.work.overview.rows()] == [(uid, True)]
    ana.work.conflicts.choose("tag", uid, disputed, "")
    assert not ana.work.overview.rows()[0].conflicted


def counted(project):
    """Tags by draft, as the rows of the table say."""
    return Counter(row.draft for row in project.work.overview.rows() if row.kind == "tag")


def test_tags_are_counted_as_the_rows_are(ana, bo):
    assert ana.work.overview.tag_counts() == {ana.draft: 0}
    gone, both = ana.tag(), ana.tag(place=9)
    ana.tag(code="PRV-1", place=9)
    ana.work.marks.mark(ana.draft, "Art 1", "read")
    assert ana.work.overview.tag_counts() == counted(ana) == {ana.draft: 3}
    bo.merge(ana)
    ana.work.passages.untag(gone)
    ana.work.passages.edit(both, {"severity": "2"})
    bo.work.passages.untag(both)
    ana.merge(bo)  # edited here, deleted there: it shows until somebody chooses
    assert ana.work.overview.tag_counts() == counted(ana) == {ana.draft: 2}
    ana.work.passages.delete(ana.passage_of(both))
    assert ana.work.overview.tag_counts() == {ana.draft: 0}
    with bo.work._desk.store.cache() as rows:
        rows.remove(Blob, "sha256", [bo.draft])
    assert bo.work.overview.tag_counts() == counted(bo) == {}


def test_rows_agree_with_the_passages_of_the_draft(ana):
    for place in range(0, 50, 5):
        ana.tag(place=place)
        ana.tag(code="PRV-1", place=place)
    rows = ana.work.overview.rows()
    assert [row.uid for row in rows] == [tag.uid for p in ana.living() for tag in p.tags]
    assert [row.quote for row in rows[::2]] == [p.anchor.quote for p in ana.living()]


def test_what_was_decided_against_stays_a_row_and_is_not_counted(ana, bo):
    kept, against = ana.tag(), ana.tag(place=9)
    ana.work.passages.edit(against, {"review_state": "rejected"})
    assert {row.uid: row.stands for row in ana.work.overview.rows()} == {kept: True, against: False}
    assert ana.work.overview.tag_counts() == {ana.draft: 1}
    bo.merge(ana)
    ana.work.passages.edit(against, {"severity": "2"})
    bo.work.passages.edit(against, {"severity": "3"})
    ana.merge(bo)  # a tag in conflict is counted by its record
    assert ana.work.overview.tag_counts() == {ana.draft: 1}

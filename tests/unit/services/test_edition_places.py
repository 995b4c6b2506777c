# SPDX-License-Identifier: AGPL-3.0-or-later
"""Places of passages of another edition are kept, and reckoned anew when what they follow from changes."""

from __future__ import annotations

from two_editions import LATER, join, merge, notes, on, sha, tag

from annotator.domain.anchor import Anchor
from annotator.domain.structure.corrections import Correction
from annotator.services import editions
from annotator.services.projects import open_workspace
from annotator.services.workspace import Workspace
from annotator.storage import change_log, plain_writing
from annotator.storage.tables import FoundProvisions, TextPage


def test_a_provision_that_somebody_finds_later_has_a_place_then(one, other):
    code = [other.codes.named("SUR-3").uid]
    other.passages.tag(Anchor("provision", sha(other), provision="Art 7"), code)
    merge(one, other)
    join(one, other)
    assert [p.placed for p in on(one)] == [False]
    found = one.provisions.structure(sha(one)).provisions[1]
    one.provisions.correct(
        sha(one), Correction("rename", found.page, found.start, kind="article", number="7")
    )
    assert [p.placed for p in on(one)] == [True]


def test_what_a_preview_found_is_not_kept_when_boundaries_have_moved_since(one, other):
    code = [other.codes.named("SUR-3").uid]
    other.passages.tag(Anchor("provision", sha(other), provision="Art 7"), code)
    merge(one, other)
    one.history.undo()
    join(one, other)
    assert merge(one, other, preview=True).counts["waiting"] == 1
    found = one.provisions.structure(sha(one)).provisions[1]
    one.provisions.correct(
        sha(one), Correction("rename", found.page, found.start, kind="article", number="7")
    )
    assert merge(one, other).counts["waiting"] == 0
    assert [p.placed for p in on(one)] == [True]


def test_places_follow_the_text_of_the_edition_here(one, other):
    tag(other)
    merge(one, other)
    join(one, other)
    (before,) = on(one)
    with one._store.cache() as rows:
        rows.remove(TextPage, "number", [before.anchor.page])
    one._desk.forget_text(sha(one))
    assert [p.placed for p in on(one)] == [False]
    one.drafts.rebuild(sha(one))
    assert on(one) == [before]


def test_provisions_that_a_list_of_editions_needs_are_kept(one, other):
    code = [other.codes.named("SUR-3").uid]
    other.passages.tag(Anchor("provision", sha(other), provision="Art 7"), code)
    merge(one, other)
    join(one, other)
    with one._store.cache() as rows:
        rows.remove(FoundProvisions, "draft", [sha(one)])
    again = Workspace(one._store, one.reviewer())
    assert len(again.editions.list()[0].doubtful) == 1
    assert kept(one) == [sha(one)]


def kept(space):
    """Drafts whose provisions the project keeps."""
    with space._store.read() as connection:
        return space._store.rows(connection).values(FoundProvisions, "draft")


def test_so_many_passages_that_not_all_are_named_have_a_place(one, other, monkeypatch):
    tag(other)
    merge(one, other)
    join(one, other)
    for module in (change_log, plain_writing, editions):
        monkeypatch.setattr(module, "NAMED", 1)
    for words in (LATER, "freedom", "expression"):
        tag(other, words)
    merge(one, other)
    assert len(on(one)) == 4
    assert all(passage.placed for passage in on(one))


def test_undoing_the_merge_takes_what_was_placed_away(one, other):
    tag(other, note="theirs")
    join(one, other)  # before anything of it is here
    merge(one, other)
    assert notes(one) == ["theirs"]
    one.history.undo()
    assert on(one) == []


def test_places_outlast_a_restart(one, other, a_space):
    tag(other, note="theirs")
    merge(one, other)
    join(one, other)
    path, shown = one.path, on(one)
    again = open_workspace(path, write=False, reviewer="Ana")
    assert again.passages.on_draft(sha(one)) == shown
    again.close()

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is found in drafts is found once, read once for each draft of a list, and dropped where it must be."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from annotator.domain.anchor import Anchor
from annotator.domain.structure.corrections import Correction
from annotator.services.annotations import Wanted
from annotator.services.found_shelf import FoundShelf
from annotator.services.projects import create_workspace, open_workspace
from annotator.services.workspace import Workspace
from annotator.storage.tables import FoundMarks, FoundProvisions

MANY = 9
"""One draft more than lie ready."""


@pytest.fixture(scope="module")
def nine_drafts(tmp_path_factory, pdf):
    """A project of nine drafts, each with tags and marks, made in turns."""
    folder = tmp_path_factory.mktemp("nine")
    made = create_workspace(folder / "a.treaty", title="T", reviewer="Ana")
    data, drafts = pdf("provisions").read_bytes(), []
    for number in range(MANY):
        path = folder / f"{number}.pdf"
        path.write_bytes(data + b"\n%" + b"-" * number)
        drafts.append(made.drafts.add(path, symbol=f"A/{number}", language="en").sha256)
    code = made.codes.named("SUR-3").uid
    for quote, article in (("cooperate in good faith", "Art 2"), ("seizures", "Art 1")):
        for sha256 in drafts:
            made.passages.tag(made.passages.find_quote(sha256, quote), [code])
            made.passages.tag(Anchor("provision", sha256, provision=article), [code])
            made.marks.mark(sha256, article, "read")
    made.close()
    return made.path


@pytest.fixture
def many(tmp_path, nine_drafts):
    copy = tmp_path / "a.treaty"
    shutil.copyfile(nine_drafts, copy)
    made = open_workspace(copy, reviewer="Ana")
    yield made
    made.close()


@pytest.fixture
def counted(monkeypatch):
    """How often the shelves read from the project and find in the text, by shelf and draft."""
    seen: Counter[tuple[str, str, str]] = Counter()

    def watched(name):
        def run(shelf, sha256, *given):
            seen[name, type(shelf).__name__, sha256] += 1
            return original(shelf, sha256, *given)

        original = getattr(FoundShelf, name)
        return run

    monkeypatch.setattr(FoundShelf, "_read", watched("_read"))
    for one in FoundShelf.__subclasses__():
        monkeypatch.setattr(one, "_find", _watched_find(one, seen))
    return seen


def _watched_find(shelf, seen):
    original = shelf._find

    def run(self, sha256):
        seen["_find", shelf.__name__, sha256] += 1
        return original(self, sha256)

    return run


def fresh(space: Workspace) -> Workspace:
    """The same project as another session opens it."""
    return Workspace(space._store, space.reviewer())


def of(seen, what, shelf="ProvisionShelf"):
    return [count for (name, kind, _sha), count in seen.items() if (name, kind) == (what, shelf)]


ASKED = {
    "table": lambda space: space.overview.rows(),
    "some rows": lambda space: space.overview.rows(space.overview_uids),
    "export": lambda space: space.transfer.rows(Wanted()),
    "some passages": lambda space: space.passages.some(space.overview_uids),
}


@pytest.mark.parametrize("asked", ASKED)
def test_a_list_over_many_drafts_reads_each_once(many, counted, asked):
    uids = [row.passage for row in many.overview.rows() if row.passage]
    again = fresh(many)
    again.overview_uids = [*uids[::2], *uids[1::2]]
    counted.clear()
    rows = ASKED[asked](again)
    assert len(rows) >= 2 * MANY
    assert of(counted, "_read") == [1] * MANY
    assert of(counted, "_find") == []
    assert set(of(counted, "_read", "MarkShelf")) <= {1}


@pytest.fixture
def disputed(many, tmp_path):
    """The same after Bo and Ana wrote different notes on each of her tags, and Bo's were held or not."""

    def merged(*, hold_own):
        copy, file = tmp_path / "bo.treaty", tmp_path / "bo.csv"
        shutil.copyfile(many.path, copy)
        tags = [row.uid for row in many.overview.rows() if row.kind == "tag"]
        bo = open_workspace(copy, reviewer="Bo")
        bo.passages.edit(tags[0], {"note": "first"})  # Bo's words are the later ones from now on
        for number, uid in enumerate(tags[::2] + tags[1::2]):
            bo.passages.edit(uid, {"note": f"Bo {number}"})
            many.passages.edit(uid, {"note": f"Ana {number}"})
        bo.transfer.export(file, Wanted())
        bo.close()
        many.transfer.merge([file], hold_own=hold_own)
        return fresh(many)

    return merged


@pytest.mark.parametrize("hold_own", [True, False])
def test_inbox_and_conflicts_over_many_drafts_read_each_once(disputed, counted, hold_own):
    again = disputed(hold_own=hold_own)
    asked = again.inbox.list if hold_own else again.conflicts.list
    counted.clear()
    found = asked()
    assert len(found) == 4 * MANY
    assert {one.subject.provision for one in found} == {"Art 1", "Art 2", "Art 1(1)(b)"}
    assert of(counted, "_read") == [1] * MANY
    with again._store.cache() as rows:
        rows.remove(FoundProvisions, "draft", [draft.sha256 for draft in again.drafts.list()])
    counted.clear()
    again = fresh(again)
    asked = again.inbox.list if hold_own else again.conflicts.list
    assert asked() == found
    assert asked() == found
    assert of(counted, "_find") == [1] * MANY


def test_an_export_keeps_what_was_never_found(many, counted):
    with many._store.cache() as rows:
        rows.remove(FoundProvisions, "draft", [draft.sha256 for draft in many.drafts.list()])
    again = fresh(many)
    counted.clear()
    again.transfer.rows(Wanted())
    again.transfer.rows(Wanted())
    assert of(counted, "_find") == [1] * MANY


def test_what_was_never_found_is_found_once_and_kept_before_a_list_is_read(many, counted):
    for table in (FoundProvisions, FoundMarks):
        with many._store.cache() as rows:
            rows.remove(table, "draft", [draft.sha256 for draft in many.drafts.list()])
    again = fresh(many)
    counted.clear()
    assert again.overview.rows() == many.overview.rows()
    for shelf in ("ProvisionShelf", "MarkShelf"):
        assert of(counted, "_find", shelf) == [1] * MANY
    counted.clear()
    again.overview.rows()
    assert of(counted, "_find") == []
    with many._store.read() as connection:
        kept = many._store.rows(connection).values(FoundProvisions, "draft")
    assert sorted(kept) == sorted(draft.sha256 for draft in many.drafts.list())


@pytest.fixture
def space(tmp_path: Path, pdf):
    made = create_workspace(tmp_path / "a.treaty", title="T", reviewer="Ana")
    made.drafts.add(pdf("provisions"))
    yield made
    made.close()


def sha(space: Workspace) -> str:
    return space.drafts.list()[0].sha256


def test_what_is_said_of_a_draft_besides_its_unit_drops_nothing(space, counted):
    structure, marks = space.provisions.structure(sha(space)), space.negotiation.marks(sha(space))
    anchor = space.passages.find_quote(sha(space), "cooperate in good faith")
    space.passages.tag(anchor, [space.codes.named("SUR-3").uid])  # confirms what was guessed
    space.drafts.describe(sha(space), symbol="A/77")
    assert space.provisions.structure(sha(space)) is structure
    assert space.negotiation.marks(sha(space)) is marks
    assert not of(counted, "_read")


def test_a_unit_or_a_correction_drops_provisions_and_no_marks(space, counted):
    structure, marks = space.provisions.structure(sha(space)), space.negotiation.marks(sha(space))
    one = space.provisions.named(sha(space), "Art 2")
    space.provisions.correct(sha(space), Correction("rename", one.page, one.start, number="5"))
    assert space.provisions.structure(sha(space)).find("Art 5") >= 0
    space.history.undo()
    assert space.provisions.structure(sha(space)) == structure
    space.provisions.choose_unit(sha(space), "paragraph")
    assert space.provisions.structure(sha(space)).unit == "paragraph"
    assert space.negotiation.marks(sha(space)) is marks


def test_nothing_is_kept_of_a_draft_whose_text_is_not_here(space, tmp_path, pdf):
    other = create_workspace(tmp_path / "b.treaty", title="T", reviewer="Bo")
    other.drafts.add(pdf("two_pages"))
    anchor = space.passages.find_quote(sha(space), "cooperate in good faith")
    space.passages.tag(anchor, [space.codes.named("SUR-3").uid])
    file = tmp_path / "a.csv"
    space.transfer.export(file, Wanted())
    other.transfer.merge([file])
    assert other.provisions.structure(sha(space)).count == 0
    assert other.negotiation.marks(sha(space)) == ()
    assert other.provisions.find_again(sha(space)).count == 0
    with other._store.read() as connection:
        for table in (FoundProvisions, FoundMarks):
            kept = other._store.rows(connection).values(table, "draft")
            assert sha(space) not in kept
    other.drafts.add(pdf("provisions"))
    assert other.provisions.structure(sha(space)) == space.provisions.structure(sha(space))
    assert other.passages.on_draft(sha(space))[0].anchor.provision == "Art 2"
    other.close()


def test_looked_for_again_it_is_found_and_stored_once(space, counted, monkeypatch):
    stored = []
    insert = type(space._store.rows(None)).insert

    def watched(rows, table, given):
        given = list(given)
        stored.extend(table for _row in given)
        insert(rows, table, given)

    monkeypatch.setattr(type(space._store.rows(None)), "insert", watched)
    again = space.provisions.find_again(sha(space))
    assert space.provisions.structure(sha(space)) is again
    assert of(counted, "_find") == [1]
    assert stored == [FoundProvisions]

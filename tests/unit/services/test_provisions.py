# SPDX-License-Identifier: AGPL-3.0-or-later
"""Provisions of a project's drafts: kept, corrected, merged, and said of every passage."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.domain.anchor import Anchor
from annotator.domain.errors import InputRefusedError, NotFoundError
from annotator.domain.structure.corrections import NONE, Correction
from annotator.services.annotations import Wanted
from annotator.services.projects import create_workspace, open_workspace
from annotator.services.workspace import Workspace
from annotator.storage.tables import FoundProvisions


@pytest.fixture
def draft(pdf: Callable[[str], Path]) -> Path:
    return pdf("provisions")


@pytest.fixture
def space(tmp_path: Path, draft: Path) -> Iterator[Workspace]:
    made = create_workspace(tmp_path / "a.treaty", title="T", reviewer="Ana")
    made.drafts.add(draft, symbol="A/1", language="en")
    yield made
    made.close()


def sha(space: Workspace) -> str:
    return space.drafts.list()[0].sha256


def paths(space: Workspace) -> list[str]:
    return [one.path for one in space.provisions.structure(sha(space)).provisions]


def tagged(space: Workspace, quote: str) -> Anchor:
    anchor = space.passages.find_quote(sha(space), quote)
    space.passages.tag(anchor, [space.codes.named("SUR-3").uid])
    return anchor


def start_of(space: Workspace, path: str) -> tuple[int, int]:
    one = space.provisions.named(sha(space), path)
    return one.page, one.start


def test_found_once_and_kept(space: Workspace, tmp_path: Path) -> None:
    assert paths(space) == [
        "Art 1", "Art 1(1)", "Art 1(1)(a)", "Art 1(1)(b)", "Art 1(2)", "Art 2", "Art 3", "Art 3(1)",
    ]  # fmt: skip
    before = space.provisions.structure(sha(space))
    space.close()
    again = open_workspace(tmp_path / "a.treaty", reviewer="Ana")
    with again._store.read() as connection:
        kept = again._store.rows(connection).all(FoundProvisions)
    assert [row["draft"] for row in kept] == [sha(again)]
    assert again.provisions.structure(sha(again)) == before
    again.close()


def test_every_passage_says_where_it_stands(space: Workspace) -> None:
    assert tagged(space, "of seizures of data").provision == "Art 1(1)(b)"
    spanning = tagged(space, "of seizures of data. 2. Nothing here limits")
    assert spanning.provision == "Art 1(1)(b)-Art 1(2)"
    shown = {p.anchor.provision for p in space.passages.on_draft(sha(space))}
    assert shown == {"Art 1(1)(b)", "Art 1(1)(b)-Art 1(2)"}
    rows = space.transfer.rows(Wanted(only_tags=True))
    assert {row["provision"] for row in rows} == shown
    assert {row.provision for row in space.overview.rows()} == shown


def test_a_correction_is_gone_on_from_and_can_be_undone(space: Workspace) -> None:
    tagged(space, "cooperate in good faith")
    page, start = start_of(space, "Art 2")
    space.provisions.correct(
        sha(space), Correction("rename", page, start, kind="article", number="2 bis")
    )
    assert "Art 2 bis" in paths(space)
    assert space.passages.on_draft(sha(space))[0].anchor.provision == "Art 2 bis"
    named = space.provisions.named(sha(space), "article 2 bis")
    assert named.found == "Article 2"
    space.history.undo()
    assert "Art 2" in paths(space)
    assert space.passages.on_draft(sha(space))[0].anchor.provision == "Art 2"


def test_taken_back_it_is_as_it_was_found(space: Workspace) -> None:
    before = paths(space)
    page, start = start_of(space, "Art 1(1)(b)")
    uid = space.provisions.correct(sha(space), Correction("remove", page, start))
    assert "Art 1(1)(b)" not in paths(space)
    space.provisions.take_back(uid)
    assert paths(space) == before
    with pytest.raises(NotFoundError):
        space.provisions.take_back(uid)


def test_corrections_travel_in_merges(space: Workspace, draft: Path, tmp_path: Path) -> None:
    page, start = start_of(space, "Art 2")
    space.provisions.correct(
        sha(space),
        Correction("rename", page, start, kind="article", number="2 bis"),
        note="so said",
    )
    space.provisions.correct(sha(space), Correction("rename", page, start, title=NONE))
    named = space.provisions.named(sha(space), "article 2 bis")
    assert (named.title, named.label) == ("", "2 bis")
    space.provisions.choose_unit(sha(space), "article")
    tagged(space, "cooperate in good faith")
    file = tmp_path / "ana.csv"
    space.transfer.export(file, Wanted())
    other = create_workspace(tmp_path / "b.treaty", title="T", reviewer="Bo")
    other.drafts.add(draft, symbol="A/1", language="en")
    report = other.transfer.merge([file])
    assert report.counts["added"] == 3
    assert [one.note for one in other.provisions.boundaries(sha(other))] == ["so said", ""]
    assert other.provisions.named(sha(other), "article 2 bis").title == ""
    assert other.provisions.unit(sha(other)) == "article"
    assert paths(other) == paths(space)
    assert other.transfer.merge([file]).counts["unchanged"] == 3
    back = tmp_path / "b.csv"
    other.transfer.export(back, Wanted())
    assert back.read_bytes() == file.read_bytes()
    other.close()


def test_nonsense_is_refused(space: Workspace) -> None:
    with pytest.raises(InputRefusedError):
        space.provisions.correct(sha(space), Correction("explode", 1, 0))
    with pytest.raises(InputRefusedError):
        space.provisions.correct(sha(space), Correction("remove", 99, 0))
    with pytest.raises(NotFoundError, match="Art 9"):
        space.provisions.named(sha(space), "9")


def test_any_spelling_names_a_provision(space: Workspace) -> None:
    for written in ("1(1)(b)", "article 1, paragraph 1 (b)", "Art. 1.1.b", "art 1(1)(B)"):
        assert space.provisions.named(sha(space), written).path == "Art 1(1)(b)"


def test_a_damaged_store_is_found_anew(space: Workspace) -> None:
    before = paths(space)
    with space._store.cache() as rows:
        row = rows.all(FoundProvisions)[0]
        rows.remove(FoundProvisions, "draft", [row["draft"]])
        rows.insert(FoundProvisions, [{**{k: row[k] for k in ("draft", "made_of")}, "data": b"?"}])
    space.provisions._shelf.forget(sha(space))
    assert paths(space) == before


def test_what_is_packed_comes_back() -> None:
    from annotator.domain.structure.found_structure import Provision, Remark, Structure
    from annotator.domain.structure.packed import packed, unpacked

    one = Provision(
        "Art 1", "Article 1", "article", "1", "T", -1, 1, 0, 2, 9, 0.9, ("word", "look")
    )
    made = Structure((one, replace(one, path="Art 2", parent=0)), "article", "why",
                     (Remark("gap", "so", 1, 2),), {1: [(0, 0), (5, 1)]}, [(), ()])  # fmt: skip
    assert unpacked(packed(made)) == made
    for nonsense in (b"", b"x", packed(made)[:-4]):
        with pytest.raises(ValueError, match="no structure"):
            unpacked(nonsense)


def test_a_whole_provision_goes_along_when_it_is_renamed(space: Workspace) -> None:
    whole = Anchor(kind="provision", draft=sha(space), provision="Art 2")
    space.passages.tag(whole, [space.codes.named("SUR-3").uid])
    space.marks.mark(sha(space), "Art 2", "read")
    page, start = start_of(space, "Art 2")
    space.provisions.correct(
        sha(space), Correction("rename", page, start, kind="article", number="2 bis")
    )
    assert space.passages.on_draft(sha(space))[0].anchor.provision == "Art 2 bis"
    assert [mark.provision for mark in space.marks.on_draft(sha(space))] == ["Art 2 bis"]
    assert {row.provision for row in space.overview.rows()} == {"Art 2 bis"}
    space.history.undo()
    assert space.passages.on_draft(sha(space))[0].anchor.provision == "Art 2"


def test_looked_for_again_it_is_the_same(space: Workspace, tmp_path: Path) -> None:
    before = space.provisions.structure(sha(space))
    again = space.provisions.find_again(sha(space))
    assert again == before
    assert again is not before
    space.close()
    reading = open_workspace(tmp_path / "a.treaty", reviewer="Ana", write=False)
    assert reading.provisions.find_again(sha(reading)) == before
    reading.close()


def test_the_pdf_s_own_outline_speaks_for_headings_it_names(tmp_path, pdf) -> None:
    with_outline, without = pdf("two_pages"), pdf("provisions")
    made = create_workspace(tmp_path / "b.treaty", title="T", reviewer="Ana")
    reasons = {}
    for path, symbol in ((with_outline, "A/2"), (without, "A/3")):
        added = made.drafts.add(path, symbol=symbol, language="en")
        found = made.provisions.structure(added.sha256).provisions
        reasons[symbol] = {one.reason for one in found if one.kind == "article"}
    assert reasons["A/2"]
    assert all("outline" in each for each in reasons["A/2"])
    assert not any("outline" in each for each in reasons["A/3"])
    made.close()

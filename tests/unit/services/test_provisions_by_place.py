# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tags, marks and links on whole provisions stay where they were put, whatever is corrected after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.domain.anchor import Anchor
from annotator.domain.structure.corrections import ADD, MOVE, REMOVE, RENAME, Correction
from annotator.domain.whole_provisions import BEGINS, begins_of, begins_text
from annotator.services.annotations import Wanted
from annotator.services.projects import check_project, create_workspace
from annotator.services.subjects import subjects_of
from annotator.services.workspace import Workspace


@pytest.fixture
def make(tmp_path: Path, pdf: Callable[[str], Path]) -> Iterator[Callable[[str], Workspace]]:
    """`make("Ana")`: a project of hers with a draft of three articles."""
    made = []

    def project(name: str) -> Workspace:
        space = create_workspace(tmp_path / f"{name}.treaty", title="T", reviewer=name)
        made.append(space)
        space.drafts.add(pdf("provisions"), symbol="A/1", language="en")
        return space

    yield project
    for space in made:
        space.close()
        assert check_project(space.path) == []


@pytest.fixture
def ana(make: Callable[[str], Workspace]) -> Workspace:
    return make("Ana")


def sha(space: Workspace) -> str:
    return space.drafts.list()[0].sha256


def tag(space: Workspace, path: str, code: str = "SUR-3") -> str:
    whole = Anchor(kind="provision", draft=sha(space), provision=path)
    return space.passages.tag(whole, [space.codes.named(code).uid]).passage


def say(space: Workspace, action: str, path: str, **more: object) -> str:
    """Correct the provision that is called so."""
    one = space.provisions.named(sha(space), path)
    return space.provisions.correct(sha(space), Correction(action, one.page, one.start, **more))


def rename(space: Workspace, path: str, number: str) -> str:
    return say(space, RENAME, path, kind="article", number=number)


def at(space: Workspace, passage: str) -> str:
    found = space.passages.get(passage)
    assert found is not None
    return found.anchor.provision


def marked(space: Workspace) -> dict[str, str]:
    """Marks by what they say."""
    return {mark.value: mark.provision for mark in space.marks.on_draft(sha(space))}


def test_two_corrections_do_not_bring_two_tags_onto_one_provision(ana: Workspace) -> None:
    second, third = tag(ana, "Art 2"), tag(ana, "Art 3")
    ana.marks.mark(sha(ana), "Art 2", "read")
    ana.marks.mark(sha(ana), "Art 3", "discuss")
    rename(ana, "Art 3", "99")
    rename(ana, "Art 2", "3")
    assert (at(ana, second), at(ana, third)) == ("Art 3", "Art 99")
    assert marked(ana) == {"read": "Art 3", "discuss": "Art 99"}
    rows = {(row.passage or row.mark): row.provision for row in ana.overview.rows()}
    assert rows == {second: "Art 3", third: "Art 99", "read": "Art 3", "discuss": "Art 99"}
    told = {row["passage_uid"]: row["provision"] for row in ana.transfer.rows(Wanted())}
    assert (told[second], told[third]) == ("Art 3", "Art 99")
    judged = ana.coverage.of(sha(ana))
    assert judged is not None
    ana.history.undo()
    ana.history.undo()
    assert (at(ana, second), at(ana, third)) == ("Art 2", "Art 3")
    assert marked(ana) == {"read": "Art 2", "discuss": "Art 3"}


def test_a_name_that_was_said_can_be_corrected_again(ana: Workspace) -> None:
    rename(ana, "Art 3", "99")
    passage = tag(ana, "Art 99")
    ana.marks.mark(sha(ana), "Art 99(1)", "read")
    rename(ana, "Art 99", "98")
    assert at(ana, passage) == "Art 98"
    assert marked(ana) == {"read": "Art 98(1)"}


def test_an_added_provision_of_the_same_number_takes_no_tags(ana: Workspace) -> None:
    passage = tag(ana, "Art 2")
    place = ana.provisions.named(sha(ana), "Art 1(2)")
    ana.provisions.correct(
        sha(ana), Correction(ADD, place.page, place.start, kind="article", number="2")
    )
    now = ana.passages.get(passage).anchor
    one = ana.provisions.named(sha(ana), now.provision)
    assert now.provision == "Art 2#2"
    assert now.begins == ((one.page, one.start),)


def test_a_range_goes_along_at_both_ends(ana: Workspace) -> None:
    passage = tag(ana, "Art 2-Art 3")
    rename(ana, "Art 3", "99")
    assert at(ana, passage) == "Art 2-Art 99"
    rename(ana, "Art 2", "3")
    assert at(ana, passage) == "Art 3-Art 99"


def test_another_unit_moves_no_tag(ana: Workspace) -> None:
    passage = tag(ana, "Art 2")
    rename(ana, "Art 2", "3 bis")
    for unit in ("paragraph", "article", ""):
        ana.provisions.choose_unit(sha(ana), unit)
        one = ana.provisions.structure(sha(ana)).find(at(ana, passage))
        assert one < 0 or ana.provisions.structure(sha(ana)).provisions[one].page
    assert at(ana, passage) == "Art 3 bis"


def test_a_moved_beginning_is_followed_and_a_removed_one_gives_its_name_up(ana: Workspace) -> None:
    passage, other = tag(ana, "Art 2"), tag(ana, "Art 3")
    place = ana.provisions.named(sha(ana), "Art 3(1)")
    target = place.start + len("Each")
    say(ana, MOVE, "Art 3", to_page=place.page, to_offset=target)
    rename(ana, "Art 3", "7")
    assert at(ana, other) == "Art 7"
    removed = say(ana, REMOVE, "Art 2")
    assert at(ana, passage) == "Art 2", "the name it was given, which is nobody's"
    rename(ana, "Art 7", "2")
    assert at(ana, other) == "Art 2"
    assert at(ana, passage) == "Art 1(2)", "what its words are part of now"
    ana.provisions.take_back(removed)
    assert at(ana, passage) == "Art 2"


def test_it_travels_and_comes_back_the_same(
    ana: Workspace, make: Callable[[str], Workspace], tmp_path: Path
) -> None:
    passage = tag(ana, "Art 2")
    ana.marks.mark(sha(ana), "Art 2", "read")
    ana.counterparts.link(sha(ana), "Art 2", "BUD", "Art 19")
    rename(ana, "Art 3", "99")
    rename(ana, "Art 2", "3")
    file, back = tmp_path / "ana.csv", tmp_path / "bo.csv"
    ana.transfer.export(file, Wanted())
    bo = make("Bo")
    bo.transfer.merge([file])
    assert at(bo, passage) == "Art 3"
    assert marked(bo) == {"read": "Art 3"}
    assert [link.path for link in bo.counterparts.links(sha(bo))] == ["Art 3"]
    counts = bo.transfer.merge([file]).counts
    assert counts["unchanged"] == sum(counts.values())
    bo.transfer.export(back, Wanted())
    assert back.read_bytes() == file.read_bytes()
    assert bo.conflicts.list() == ()


def test_ones_own_word_on_it_is_found_again(ana: Workspace) -> None:
    passage = tag(ana, "Art 2")
    first = ana.marks.mark(sha(ana), "Art 2", "read")
    link = ana.counterparts.link(sha(ana), "Art 2", "BUD", "Art 19")
    rename(ana, "Art 3", "99")
    rename(ana, "Art 2", "3")
    assert tag(ana, "Art 3", "PRV-1") == passage
    assert ana.marks.mark(sha(ana), "Art 3", "discuss") == first
    assert marked(ana) == {"discuss": "Art 3"}
    assert ana.counterparts.link(sha(ana), "Art 3", "BUD", "Art 19", note="n") == link
    assert [(one.path, one.note) for one in ana.counterparts.links(sha(ana))] == [("Art 3", "n")]
    assert tag(ana, "Art 99") != passage
    assert ana.marks.mark(sha(ana), "Art 99", "read") != first


def test_rows_for_people_name_a_mark_by_what_its_provision_is_called(ana: Workspace) -> None:
    ana.marks.mark(sha(ana), "Art 2", "read")
    rename(ana, "Art 3", "99")
    rename(ana, "Art 2", "3")
    marks = [row for row in ana.listing.rows(Wanted(only_tags=True)) if row["record"] == "mark"]
    assert [row["provision"] for row in marks] == ["Art 3"]
    within = ana.listing.rows(Wanted(only_tags=True), provision="Art 99")
    assert within == []


def test_what_a_mark_is_about_is_named_likewise(ana: Workspace) -> None:
    mark = ana.marks.mark(sha(ana), "Art 2", "read")
    rename(ana, "Art 3", "99")
    rename(ana, "Art 2", "3")
    store = ana._store
    with store.read() as connection:
        rows, records = store.rows(connection), store.records(connection)
        found = subjects_of(rows, records, [("mark", mark)], ana.provisions.placed)
    assert [subject.provision for subject in found.values()] == ["Art 3"]


def test_a_row_by_hand_has_only_the_name(ana: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "hand.csv"
    file.write_text(
        "format,draft_symbol,code,reviewer,provision\n"
        "treaty-annotations/1,A/1,SUR-3,Bo,Art 3\n", "utf-8"
    )  # fmt: skip
    ana.transfer.merge([file])
    (passage,) = ana.passages.on_draft(sha(ana))
    assert (passage.anchor.provision, passage.anchor.begins) == ("Art 3", ())
    rename(ana, "Art 3", "99")
    assert ana.passages.on_draft(sha(ana))[0].anchor.provision == "Art 3"


def test_places_are_read_as_written_and_nonsense_is_none() -> None:
    assert begins_of(begins_text(((1, 2), (3, 0)))) == ((1, 2), (3, 0))
    for nonsense in ("", "no", "{}", "[1]", "[[1]]", "[[0, 1]]", "[[1, -1]]", '["ab"]', "null"):
        assert begins_of(nonsense) == ()
    anchor = Anchor("provision", "d", provision="Art 1", begins=((2, 5),))
    assert Anchor.from_json(anchor.to_json()) == anchor
    with pytest.raises(ValueError, match="no such place"):
        Anchor.from_json('{"kind":"provision","draft":"d","begins":[[0,5]]}')


def test_a_mark_with_a_nonsensical_place_is_known_by_its_name(ana: Workspace) -> None:
    uid = ana.marks.mark(sha(ana), "Art 2", "read")
    with ana._desk.change_as_me("mark") as unit:
        unit.write("mark", uid, {BEGINS: '{"x":1}'})
    assert marked(ana) == {"read": "Art 2"}

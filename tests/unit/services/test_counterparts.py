# SPDX-License-Identifier: AGPL-3.0-or-later
"""Counterparts in a project: which table a draft follows, what stands beside what, links that travel."""

from __future__ import annotations

import pytest

from annotator import paths
from annotator.domain.errors import InputRefusedError, NotFoundError
from annotator.services import correspondences
from annotator.services.annotations import Wanted
from annotator.services.projects import check_project, create_workspace

OWN = """provision,instrument,counterpart,relation,certainty,note
2,BUD,1,adapted,verified,more terms
26,BUD,19,close,inferred,
26(2),BUD,20,partial,,only paragraph 2
27,BUD,,,,
"""
REV2 = "M_CONF.1_7_Rev.2.pdf"
ENGLISH = 26
"""The page on which the first language of the bilingual Budapest Convention ends."""


@pytest.fixture
def made(tmp_path):
    """`made("Ana")`: a project with the sample's last draft, and with its first as Budapest."""
    spaces = []

    def make(name):
        space = create_workspace(tmp_path / f"{name}.treaty", title="T", reviewer=name)
        spaces.append(space)
        draft = space.drafts.add(paths.sample() / REV2, symbol="M/1")
        reference = space.drafts.add(
            paths.sample() / "M_CONF.1_7.pdf", symbol="ETS No. 185", instrument="BUD"
        )
        return space, draft.sha256, reference.sha256

    yield make
    for space in spaces:
        space.close()
        assert check_project(space.path) == []


@pytest.fixture
def ana(made, tmp_path):
    (tmp_path / "own.csv").write_text(OWN, "utf-8")
    space, draft, reference = made("Ana")
    table = space.counterparts.tables.import_file(tmp_path / "own.csv")
    space.counterparts.tables.choose(draft, table.id)
    return space, draft, reference


def test_a_draft_of_no_known_numbering_says_so_until_somebody_chooses(made, tmp_path) -> None:
    space, draft, _reference = made("Ana")
    board = space.counterparts.board(draft)
    assert (board.numbering, board.why) == (None, "")
    assert board.lines
    assert not any(line.matches for line in board.lines)
    assert board.choices[0][0] == "uncc-budapest/final"
    space.counterparts.tables.choose(draft, "uncc-budapest/zero")
    board = space.counterparts.board(draft)
    assert (board.numbering.id, board.why) == ("uncc-budapest/zero", "person")
    space.counterparts.tables.choose(draft, "")
    assert space.counterparts.board(draft).why == ""
    space.drafts.describe(draft, symbol="A/AC.291/22/Rev.3")
    assert space.counterparts.board(draft).why == "symbol"
    with pytest.raises(NotFoundError):
        space.counterparts.tables.choose(draft, "uncc-budapest/rev9")


def test_a_board_both_ways(ana) -> None:
    space, draft, _reference = ana
    board = space.counterparts.board(draft)
    lines = {line.path: line for line in board.lines}
    assert [one.counterpart for one in lines["Art 26"].matches] == ["Art 19", "Art 20"]
    assert [lines[f"Art {n}"].without for n in (2, 26, 27, 3)] == [False, False, True, True]
    back = {line.path: line for line in board.back}
    assert (back["Art 1"].title, back["Art 1"].certainty) == ("Definitions", "verified")
    assert not back["Art 20"].without
    assert back["Art 16"].without
    assert len(back) == 48


def test_what_stands_beside_a_provision_is_found_in_its_pdf(ana) -> None:
    space, draft, reference = ana
    (beside,) = space.counterparts.beside(draft, "Art 2(1)")
    assert (beside.name, beside.path, beside.draft) == ("Budapest Convention", "Art 1", reference)
    assert beside.page >= 1
    assert not beside.sure, "the sample's first article is no list of definitions"
    (partial,) = space.counterparts.beside(draft, "Art 26(2)(a)")
    assert (partial.path, partial.relation, partial.note) == (
        "Art 20",
        "partial",
        "only paragraph 2",
    )
    assert space.counterparts.beside(draft, "Art 27") == ()
    (back,) = space.counterparts.beside(reference, "Art 19(3)")
    assert (back.draft, back.path) == (draft, "Art 26")


def test_without_its_pdf_a_counterpart_is_known_by_its_title(ana) -> None:
    space, draft, reference = ana
    space.drafts.describe(reference, instrument="")
    (beside,) = space.counterparts.beside(draft, "Art 2")
    assert (beside.draft, beside.page, beside.title) == ("", 0, "Definitions")


def test_links_have_notes_are_undone_and_travel(ana, made, tmp_path) -> None:
    space, draft, _reference = ana
    asked = space.counterparts
    uid = asked.link(draft, "article 3", "ICCPR", "17", note="no word on privacy")
    assert asked.link(draft, "3", "iccpr", "Art 17", note="nothing on privacy") == uid
    anchor = space.passages.find_quote(draft, "a reasonable time", nth=1)
    passage = space.passages.tag(anchor, [space.codes.named("SCO-2").uid], fields={}).passage
    asked.link(draft, passage, "BUD", "16")
    links = asked.links(draft)
    first = links[0]
    assert (first.path, first.instrument, first.provision) == ("Art 3", "ICCPR", "Art 17")
    assert links[1].quote == "a reasonable time"
    assert links[1].path.startswith("Art ")
    first = asked.beside(draft, "Art 3")[0]
    assert (first.instrument, first.note, first.link) == ("ICCPR", "nothing on privacy", uid)
    assert space.history.list()[-1].what.endswith("to Budapest Convention Art 16")

    file = tmp_path / "ana.csv"
    space.transfer.export(file, Wanted())
    bo, _draft, _bud = made("Bo")
    bo.transfer.merge([file])
    assert bo.counterparts.links(draft) == links
    asked.unlink(uid)
    with pytest.raises(NotFoundError):
        asked.unlink(uid)
    assert [one.uid for one in asked.links(draft)] == [links[1].uid]
    space.history.undo()
    assert asked.links(draft) == links
    space.passages.delete(passage)
    assert asked.links(draft) == links[:1], "a link from a passage goes out of sight with it"


def test_beside_a_reference_stands_what_people_linked_first(ana) -> None:
    space, draft, reference = ana
    asked = space.counterparts
    assert asked.beside(reference, "Art 22") == ()
    uid = asked.link(draft, "6", "BUD", "22", note="no word on transfers")
    (linked,) = asked.beside(reference, "Art 22")
    assert (linked.draft, linked.path, linked.link) == (draft, "Art 6", uid)
    assert (linked.note, linked.page > 0) == ("no word on transfers", True)
    asked.link(draft, "26", "BUD", "19")
    asked.link(draft, "7", "BUD", "19(2)")
    found = asked.beside(reference, "Art 19")
    assert [(one.path, bool(one.link), one.relation) for one in found] == [
        ("Art 26", True, "close"), ("Art 7", True, "")
    ]  # fmt: skip
    anchor = space.passages.find_quote(draft, "a reasonable time", nth=1)
    passage = space.passages.tag(anchor, [space.codes.named("SCO-2").uid], fields={}).passage
    asked.link(draft, passage, "BUD", "22")
    words = asked.beside(reference, "Art 22")[1]
    assert (words.page, words.start) == (anchor.page, anchor.start)
    asked.unlink(uid)
    assert [one.link for one in asked.beside(reference, "Art 22")] == [words.link]


def test_beside_a_reference_it_is_told_where_a_draft_has_another_heading(ana) -> None:
    space, draft, reference = ana
    space.counterparts.tables.choose(draft, "uncc-budapest/zero")  # which numbers otherwise
    (beside,) = space.counterparts.beside(reference, "Art 16")
    assert beside.title
    assert beside.heading
    assert not beside.sure


def test_only_what_a_question_needs_is_read(ana, monkeypatch) -> None:
    space, draft, reference = ana
    asked = space.counterparts
    space.drafts.describe(draft, symbol="A/AC.291/22/Rev.3")
    asked.board(draft)
    looked = []
    structure, parse = space.provisions.structure, correspondences.own_from_text
    monkeypatch.setattr(
        space.provisions, "structure", lambda sha: looked.append(sha) or structure(sha)
    )
    monkeypatch.setattr(
        correspondences, "own_from_text", lambda text: looked.append("table") or parse(text)
    )
    assert asked.numbering(draft)[1] == "person"
    assert asked.beside(reference, "Art 48") == ()
    assert looked == []
    asked.tables.choose(draft, "")
    assert asked.numbering(draft)[1] == "symbol"
    assert looked == []
    asked.tables.forget("own")
    assert [one.id for one in asked.tables.numberings() if one.own] == []


def test_a_link_on_what_is_no_article_is_not_said_to_be_missing(ana) -> None:
    space, draft, _reference = ana
    for path in ("Preamble para 1", "Art 26"):
        space.counterparts.link(draft, path, "BUD", "Art 19")
    lines = {line.path: line for line in space.counterparts.board(draft).lines if line.links}
    assert {path: line.here for path, line in lines.items()} == {"Preamble": True, "Art 26": True}


def test_what_cannot_be_linked_is_refused(ana) -> None:
    space, draft, _reference = ana
    for target, instrument, provision in (("Art 999", "BUD", "1"), ("Art 2", "Narnia", "1")):
        with pytest.raises(NotFoundError):
            space.counterparts.link(draft, target, instrument, provision)
    assert space.counterparts.links(draft) == ()


def test_a_table_of_ones_own_is_replaced_and_forgotten(ana, tmp_path) -> None:
    space, draft, _reference = ana
    tables = space.counterparts.tables
    (tmp_path / "own.csv").write_text("provision,instrument,counterpart\n2,BUD,9\n", "utf-8")
    tables.import_file(tmp_path / "own.csv")
    assert [one.counterpart for one in space.counterparts.of(draft, "Art 2").matches] == ["Art 9"]
    with pytest.raises(NotFoundError):
        tables.forget("uncc-budapest/zero")
    tables.forget("own")
    assert space.counterparts.board(draft).numbering is None
    (tmp_path / "bad.csv").write_text("provision\n1\n", "utf-8")
    with pytest.raises(InputRefusedError):
        tables.import_file(tmp_path / "bad.csv")


def test_the_budapest_convention_in_two_languages(made, shared_data) -> None:
    space, draft, first = made("Ana")
    space.drafts.describe(first, instrument="")
    space.drafts.add(
        shared_data / "drafts" / "Budapest-Convention-ETS185_en-fr.pdf", instrument="BUD"
    )
    space.counterparts.tables.choose(draft, "uncc-budapest/final")
    found = [
        beside
        for number in range(1, 69)
        for beside in space.counterparts.beside(draft, f"Art {number}")
    ]
    wrong = {beside.path for beside in found if not beside.sure or beside.page > ENGLISH}
    assert wrong <= {"Art 29"}, "which stands at the head of a page, below a section's heading"

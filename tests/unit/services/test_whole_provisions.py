# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whole provisions: tagged for what they lack, marked, listed in their order, and who has read which."""

from __future__ import annotations

import pytest

from annotator.domain.anchor import Anchor
from annotator.domain.errors import NotFoundError
from annotator.domain.judged import Cell
from annotator.domain.tag import STANCES
from annotator.services.annotations import Wanted
from annotator.services.projects import check_project, create_workspace


class Reviewer:
    def __init__(self, folder, name, pdf):
        self.work = create_workspace(folder / f"{name}.treaty", title="T", reviewer=name)
        self.draft = self.work.drafts.add(pdf("treaty")).sha256
        self.code = self.work.codes.named("SAF-3").uid

    def whole(self, provision, **fields):
        anchor = Anchor(kind="provision", draft=self.draft, provision=provision)
        return self.work.passages.tag(anchor, [self.code], fields=fields).tags[0]

    def words(self, quote, code="SAF-3"):
        anchor = self.work.passages.find_quote(self.draft, quote)
        return self.work.passages.tag(anchor, [self.work.codes.named(code).uid]).tags[0]

    def stance(self, tag):
        return self.work.passages.tag_by_uid(tag).stance

    def listed(self, **asked):
        return [row["provision"] for row in self.work.listing.rows(Wanted(only_tags=True), **asked)]

    def cell(self, path, n=0):
        table = self.work.coverage.of(self.draft)
        return next(line.cells[n] for line in table.lines if line.path == path)


@pytest.fixture
def reviewer(tmp_path, pdf):
    made = []

    def make(name):
        made.append(Reviewer(tmp_path, name, pdf))
        return made[-1]

    yield make
    for each in made:
        each.work.close()
        assert check_project(each.work.path) == []


@pytest.fixture
def ana(reviewer):
    return reviewer("Ana")


def test_the_draft_is_what_these_tests_take_it_for(ana):
    found = ana.work.provisions.structure(ana.draft).provisions
    assert [one.path for one in found if one.kind != "paragraph" or "(" in one.path] == [
        "Chapter I", "Art 1", "Art 2", "Art 2(1)", "Art 2(1)(a)", "Art 2(1)(b)", "Art 2(2)",
        "Art 2(3)", "Chapter II", "Art 3", "Art 3(1)", "Art 3(2)", "Art 4",
    ]  # fmt: skip


# -- absence ---------------------------------------------------------------------------------------


def test_a_tag_on_a_whole_provision_says_that_something_is_missing(ana):
    assert STANCES[-1] == "absent"
    assert ana.stance(ana.whole("Art 3(1)")) == "absent"
    assert ana.stance(ana.words("judicial review")) == "weakens"


@pytest.mark.parametrize("stance", ["weakens", "strengthens", ""])
def test_what_the_reviewer_says_stands(ana, stance):
    assert ana.stance(ana.whole("Art 3(1)", stance=stance)) == stance


def test_tagging_again_leaves_the_stance_that_was_said(ana):
    tag = ana.whole("Art 3", stance="ambiguous")
    assert ana.whole("article 3", severity="4") == tag
    assert ana.stance(tag) == "ambiguous"


def test_absence_travels(ana, reviewer, tmp_path):
    ana.whole("Art 3(1)", severity="4")
    file = tmp_path / "ana.csv"
    ana.work.transfer.export(file, Wanted())
    bo = reviewer("Bo")
    assert bo.work.transfer.merge([file]).counts["refused"] == 0
    (row,) = bo.work.overview.rows()
    assert (row.stance, row.severity, row.provision) == ("absent", "4", "Art 3(1)")
    again = tmp_path / "bo.csv"
    bo.work.transfer.export(again, Wanted())
    assert again.read_bytes() == file.read_bytes()


# -- spelling --------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["2(1)(a)", "article 2, paragraph 1 (a)", "ART. 2.1.A"])
def test_any_spelling_is_kept_as_the_draft_has_it(ana, written):
    passage = ana.work.passages.tag_by_uid(ana.whole(written)).passage
    found = ana.work.passages.get(passage)
    assert (found.anchor.provision, found.provision_title) == ("Art 2(1)(a)", "Safeguards")
    ana.work.marks.mark(ana.draft, written, "discuss")
    (mark,) = ana.work.marks.on_draft(ana.draft)
    assert (mark.provision, mark.provision_title) == ("Art 2(1)(a)", "Safeguards")


def test_two_spellings_are_one_passage_and_one_mark(ana):
    assert ana.whole("3.1") == ana.whole("Article 3 (1)")
    assert ana.work.marks.mark(ana.draft, "3.1", "read") == ana.work.marks.mark(
        ana.draft, "Article 3 (1)", "missing"
    )


def test_what_the_draft_does_not_have_is_taken_as_written(ana):
    ana.whole("article 99")
    assert ana.listed() == ["Art 99"]
    with pytest.raises(NotFoundError, match=r"Art 2\(1\), Art 2\(2\), Art 2\(3\)"):
        ana.work.provisions.named(ana.draft, "2(7)")


# -- lists -----------------------------------------------------------------------------------------


def test_a_list_stands_in_the_drafts_order_and_a_file_in_its_own(ana):
    for provision in ("Art 77", "Art 4", "Chapter II", "Art 2(3)"):
        ana.whole(provision)
    ana.words("outside of its territory")
    ana.words("prevent harm")
    ana.work.marks.mark(ana.draft, "Art 3", "read")
    assert ana.listed() == [
        "Art 1", "Art 2(3)", "Chapter II", "Art 3", "Art 3(2)", "Art 4", "Art 77",
    ]  # fmt: skip
    in_file = [row["page"] for row in ana.work.transfer.rows(Wanted(only_tags=True))]
    assert in_file == ["", "", "", "", "", "1", "2"]


def test_a_list_of_a_provision_has_what_is_below_it_and_what_touches_it(ana):
    for provision in ("Art 2(1)(b)", "Art 2", "Art 1", "Art 3", "Art 2(3)-Art 3", "Art 1-Art 2"):
        ana.whole(provision)
    everything = ["Art 1-Art 2", "Art 2", "Art 2(1)(b)", "Art 2(3)-Art 3"]
    assert ana.listed(provision="article 2") == everything
    assert ana.listed(provision="2.1") == ["Art 1-Art 2", "Art 2(1)(b)"]
    assert ana.listed(provision="2(3)") == ["Art 1-Art 2", "Art 2(3)-Art 3"]
    assert ana.listed(provision="Chapter II") == ["Art 2(3)-Art 3", "Art 3"]
    assert ana.listed(provision="4") == []


# -- coverage --------------------------------------------------------------------------------------


def test_coverage_follows_marks_and_tags(ana):
    assert not ana.cell("Art 2").begun
    ana.words("judicial review")
    assert ana.cell("Art 2") == Cell(tags=1, done=1, parts=3)
    assert ana.cell("Art 2(2)").judged
    ana.work.marks.mark(ana.draft, "2", "read")
    assert (ana.cell("Art 2").mark, ana.cell("Art 2").judged) == ("read", True)
    assert ana.cell("Art 2(3)").whole
    assert ana.work.coverage.of(ana.draft).judged == (1,)
    ana.work.history.undo()
    assert ana.work.coverage.of(ana.draft).judged == (0,)


def test_others_have_columns_behind_ones_own(ana, reviewer, tmp_path):
    ana.words("prevent harm")
    file = tmp_path / "ana.csv"
    ana.work.transfer.export(file, Wanted())
    zoe = reviewer("Zoe")
    zoe.work.transfer.merge([file])
    table = zoe.work.coverage.of(zoe.draft)
    assert [name for _uid, name in table.reviewers] == ["Zoe", "Ana"]
    assert zoe.cell("Art 1", 1).tags == 1
    assert not zoe.cell("Art 1", 0).begun
    assert table.judged == (0, 1)


# -- mastheads -------------------------------------------------------------------------------------


def test_the_masthead_is_read_and_waits_for_a_word(ana):
    (draft,) = ana.work.drafts.list()
    assert (draft.symbol, draft.date, draft.distribution, draft.original) == (
        "A/AC.999/7/Rev.1", "2023-05-29", "Limited", "en",
    )  # fmt: skip
    assert draft.guessed == {"symbol", "language", "date", "distribution", "original"}


def test_the_first_work_on_a_draft_confirms_what_was_read(ana):
    ana.whole("3")
    assert ana.work.drafts.list()[0].guessed == frozenset()


def test_a_person_corrects_or_confirms_what_was_read_and_can_take_it_back(ana, reviewer, tmp_path):
    ana.work.drafts.describe(ana.draft, distribution="General", original="fr")
    (draft,) = ana.work.drafts.list()
    assert (draft.distribution, draft.original, draft.guessed) == ("General", "fr", frozenset())
    ana.words("prevent harm")
    file = tmp_path / "ana.csv"
    ana.work.transfer.export(file, Wanted())
    bo = reviewer("Bo")
    assert bo.work.drafts.list()[0].distribution == "Limited"
    bo.work.transfer.merge([file])
    assert bo.work.drafts.list()[0].distribution == "General"
    assert bo.work.conflicts.list() == ()
    ana.work.history.undo()
    ana.work.history.undo()
    assert ana.work.drafts.list()[0].distribution == "Limited"


def test_saying_nothing_confirms(ana):
    ana.work.drafts.describe(ana.draft)
    assert ana.work.drafts.list()[0].guessed == frozenset()
    ana.work.drafts.describe(ana.draft)
    assert [entry.what for entry in ana.work.history.list()].count(
        "Describe draft A/AC.999/7/Rev.1@en"
    ) == 1


def test_a_unit_can_be_chosen_and_taken_back(ana):
    ana.work.provisions.choose_unit(ana.draft, "rule")
    assert ana.work.provisions.unit(ana.draft) == "rule"
    ana.work.history.undo()
    assert ana.work.provisions.unit(ana.draft) == ""

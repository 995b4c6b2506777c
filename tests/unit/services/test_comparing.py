# SPDX-License-Identifier: AGPL-3.0-or-later
"""Drafts of a project compared: what changed, what people say of it, and how that travels."""

from __future__ import annotations

import shutil
from itertools import permutations

import pytest

from annotator import paths
from annotator.domain.alignment.change_words import change_name
from annotator.domain.errors import InputRefusedError, NotFoundError, WrongCallError
from annotator.domain.structure.corrections import Correction
from annotator.services.annotations import Wanted
from annotator.services.projects import check_project, create_workspace, open_workspace

FIRST, REV1, REV2 = "M_CONF.1_7.pdf", "M_CONF.1_7_Rev.1.pdf", "M_CONF.1_7_Rev.2.pdf"


class Space:
    """A project with two or three rounds of the sample."""

    def __init__(self, folder, name, project):
        self.folder, self.name = folder, name
        path = folder / f"{name}.treaty"
        shutil.copy(project, path)
        self.work = open_workspace(path, write=True, reviewer=name)
        self.work.history.own_only = True
        self.drafts = [draft.sha256 for draft in self.work.drafts.list()]
        self.a, self.b = self.drafts[:2]

    def became(self, path):
        words = self.work.comparing.map(self.a, self.b)
        pair = words.alignment.of_older(words.older.structure.find(path))
        return [words.newer.structure.provisions[at].path for at in pair.b], pair.locked

    def say(self, a, b, **given):
        return self.work.comparing.say(self.a, self.b, a, b, **given)

    def said(self):
        return [
            (one.provision, one.other_provision, one.together, one.note)
            for one in self.work.comparing.said(self.a, self.b)
        ]

    def export(self):
        path = self.folder / f"{self.name}.csv"
        self.work.transfer.export(path, Wanted())
        return path

    def merge(self, other, **given):
        return self.work.transfer.merge([other.export()], **given)


@pytest.fixture(scope="module")
def projects(tmp_path_factory):
    """`projects(files)`: a project with rounds of the sample, made when first asked for."""
    folder, made = tmp_path_factory.mktemp("projects"), {}

    def get(files):
        if files not in made:
            made[files] = folder / f"{len(made)}.treaty"
            space = create_workspace(made[files], title="T", reviewer="Chair")
            for file in files:
                space.drafts.add(paths.sample() / file, symbol=file.removesuffix(".pdf"))
            space.close()
        return made[files]

    return get


@pytest.fixture
def made(tmp_path, projects):
    """`made("Ana")`: a project of hers with the first two rounds of the sample."""
    spaces = []

    def make(name, files=(FIRST, REV1)):
        spaces.append(Space(tmp_path, name, projects(files)))
        return spaces[-1]

    yield make
    for space in spaces:
        space.work.close()
        assert check_project(space.work.path) == []


@pytest.fixture
def ana(made):
    return made("Ana")


def test_what_changed_between_two_rounds(ana) -> None:
    found = ana.work.comparing.changes(ana.a, ana.b)
    by_name = {change_name(one): one for one in found}
    assert by_name["Art 5(2) → Art 6(2)"].kinds == {"bracket_opened"}
    assert by_name["Art 2(h)"].kinds == {"reworded", "option_taken_out"}
    options = {
        name: [one.after for one in by_name[name].modality]
        for name in ("Art 29(3) → Art 31(4)", "Art 33(1) → Art 35(1)", "Art 33(2) → Art 35(2)")
    }
    assert list(options.values()) == [["shall not"], ["may", "shall endeavour to"], ["may"]]
    assert by_name["Art 36 → Art 41"].kinds == {"moved", "renumbered"}
    assert by_name["Art 15(2)"].kinds == {"removed"}
    assert by_name["Art 4(3)"].title == "Respect for human rights"
    assert "Art 5(3)" not in by_name
    assert ana.became("Art 24(2)") == (["Art 25(2)"], False)


def test_a_comparison_is_made_once_until_something_is_said(ana) -> None:
    comparing = ana.work.comparing
    words, found = comparing.map(ana.a, ana.b), comparing.changes(ana.a, ana.b)
    ana.work.marks.mark(ana.a, "Art 5", "read")
    assert comparing.map(ana.a, ana.b) is words
    assert comparing.changes(ana.a, ana.b) is found
    uid = ana.say("Art 5", "Art 7")
    assert comparing.map(ana.a, ana.b) is not words
    comparing.take_back(uid)
    again = comparing.map(ana.a, ana.b)
    assert again.older is words.older
    assert again.alignment.pairs == words.alignment.pairs


def test_comparisons_of_many_rounds_stay_ready(made) -> None:
    work = made("Ana", (FIRST, REV1, REV2)).work
    drafts = [draft.sha256 for draft in work.drafts.list()]
    pairs = list(permutations(drafts, 2))
    maps = [work.comparing.map(*pair) for pair in pairs]
    assert all(work.comparing.map(*pair) is words for pair, words in zip(pairs, maps, strict=True))


def test_a_corrected_boundary_is_compared_anew(ana) -> None:
    before = ana.work.comparing.map(ana.a, ana.b)
    one = ana.work.provisions.named(ana.a, "Art 5(3)")
    ana.work.provisions.correct(ana.a, Correction("remove", one.page, one.start))
    after = ana.work.comparing.map(ana.a, ana.b)
    assert after.older is not before.older
    assert after.newer is before.newer
    assert after.older.structure.find("Art 5(3)") < 0


def test_a_word_of_a_person_holds_and_is_undone(ana) -> None:
    assert ana.became("Art 9") == ([], False)
    ana.say("9", "art. 11", note="it took its place")
    assert ana.became("Art 9") == (["Art 11"], True)
    assert ana.said() == [("Art 9", "Art 11", True, "it took its place")]
    sentence = ana.work.history.list()[-1].what
    assert sentence == "Say that Art 9 became Art 11"
    ana.work.history.undo()
    assert (ana.became("Art 9"), ana.said()) == (([], False), [])
    ana.work.history.redo()
    assert ana.became("Art 9") == (["Art 11"], True)


def test_parts_and_what_has_no_counterpart(ana) -> None:
    ana.say("Art 5", "Art 6", together=False)
    assert ana.became("Art 5")[0] != ["Art 6"]
    ana.say("Art 6(1)", None, together=False)
    assert ana.became("Art 6(1)") == ([], False)
    ana.say(None, "Art 7(2)", together=False)
    assert ana.became("Art 6(2)") == ([], False)


def test_saying_the_contrary_replaces_what_one_said(ana) -> None:
    ana.say("Art 5", "Art 6")
    ana.say("Art 5", "Art 6", together=False)
    assert ana.said() == [("Art 5", "Art 6", False, "")]
    ana.say("Art 5", "Art 6")
    assert ana.became("Art 5") == (["Art 6"], True)
    ana.work.history.undo()
    assert ana.said() == [("Art 5", "Art 6", False, "")]


def test_what_is_refused(ana) -> None:
    comparing = ana.work.comparing
    for a, b, together in ((None, None, False), ("Art 5", None, True), (None, "Art 5", True)):
        with pytest.raises(WrongCallError):
            ana.say(a, b, together=together)
    with pytest.raises(NotFoundError):
        ana.say("Art 999", "Art 1")
    with pytest.raises(NotFoundError):
        comparing.map(ana.a, "0" * 64)
    with pytest.raises(WrongCallError):
        comparing.map(ana.a, ana.a)
    uid = ana.say("Art 5", "Art 6")
    comparing.take_back(uid)
    with pytest.raises(NotFoundError):
        comparing.take_back(uid)


def test_words_on_pairings_travel_and_come_to_the_same(made) -> None:
    ana, bo = made("Ana"), made("Bo")
    ana.say("Art 9", "Art 11", note="=as I see it")
    report = bo.merge(ana)
    assert report.counts["added"] == 1
    assert bo.said() == [("Art 9", "Art 11", True, "=as I see it")]
    assert bo.became("Art 9") == (["Art 11"], True)
    assert bo.merge(ana).counts["unchanged"] == 1
    bo.say("Art 9", "Art 11", together=False)
    ana.merge(bo)
    assert ana.said() == bo.said()
    assert ana.became("Art 9") == bo.became("Art 9") == ([], False)
    assert ana.export().read_bytes() == bo.export().read_bytes()


def test_a_word_taken_back_elsewhere_waits_for_its_author(made) -> None:
    ana, bo = made("Ana"), made("Bo")
    uid = ana.say("Art 9", "Art 11")
    bo.merge(ana)
    bo.work.comparing.take_back(uid)
    ana.merge(bo, hold_own=True)
    assert ana.became("Art 9") == (["Art 11"], True)
    [waiting] = ana.work.inbox.list()
    ana.work.inbox.accept(waiting.uid)
    assert ana.became("Art 9") == ([], False)


def test_a_word_on_a_draft_that_is_not_here_waits_with_it(made) -> None:
    ana, bo = made("Ana"), made("Bo", files=(FIRST, REV2))
    ana.say("Art 9", "Art 11")
    bo.merge(ana)
    added = bo.work.drafts.add(paths.sample() / REV1, symbol="Rev.1").sha256
    assert [one.provision for one in bo.work.comparing.said(bo.a, added)] == ["Art 9"]


def test_the_row_of_drafts(made) -> None:
    ana = made("Ana", files=(REV2, FIRST, REV1))
    comparing, drafts = ana.work.comparing, ana.work.drafts
    rev2, first, rev1 = ana.drafts

    def row():
        return [one.sha256 for one in comparing.order(first)]

    assert row() == [first, rev1, rev2]  # by the dates on their first pages
    drafts.describe(first, date="")
    assert row() == [rev2, first, rev1]  # as they were added
    for sha256, name in zip((first, rev1, rev2), ("Rev.2", "Rev.9", "Rev.10"), strict=True):
        drafts.describe(sha256, round=name)
    assert row() == [first, rev1, rev2]  # by round, as people count
    assert comparing.before(rev1).sha256 == first
    assert comparing.before(first) is None
    drafts.describe(rev1, language="fr")
    assert row() == [first, rev2]
    assert [one.sha256 for one in comparing.order(rev1)] == [rev1]


def test_references_are_no_rounds(made, tmp_path) -> None:
    ana = made("Ana", files=(FIRST, REV2))
    reference = ana.work.drafts.add(
        paths.sample() / REV1, symbol="ETS 185", instrument="BUD"
    ).sha256
    assert [one.sha256 for one in ana.work.comparing.order(ana.a)] == [ana.a, ana.b]
    assert ana.work.comparing.before(reference) is None


def test_two_languages_are_compared_by_number(ana) -> None:
    ana.work.drafts.describe(ana.b, language="fr")
    words = ana.work.comparing.map(ana.a, ana.b)
    assert not words.alignment.by_words
    kinds = [one.kinds for one in ana.work.comparing.changes(ana.a, ana.b)]
    assert not any(one & {"reworded", "modality", "title", "bracket_closed"} for one in kinds)
    assert all("added" in one for one in kinds if "bracket_opened" in one)


def test_a_page_of_what_changed(ana, tmp_path) -> None:
    out = tmp_path / "changes.html"
    ana.work.comparing.write_page(ana.a, ana.b, out)
    page = out.read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "Intimate images shared without consent" in page
    assert "<ins>, when this is done intentionally</ins>." in page
    assert "<del>Criminal record</del>" in page
    assert "“shall” put in" in page
    for loads in ("<script", "http:", "https:", "src=", "@import", "url("):
        assert loads not in page
    with pytest.raises(InputRefusedError):
        ana.work.comparing.write_page(ana.a, ana.b, tmp_path / "Ana.treaty")


def test_words_of_a_draft_are_escaped_on_the_page(made, tmp_path) -> None:
    ana = made("Ana")
    ana.work.drafts.describe(ana.b, symbol="<b>&\"x'")
    ana.work.comparing.write_page(ana.a, ana.b, tmp_path / "changes.html")
    page = (tmp_path / "changes.html").read_text("utf-8")
    assert "<b>" not in page
    assert "&lt;b&gt;&amp;" in page

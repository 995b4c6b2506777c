# SPDX-License-Identifier: AGPL-3.0-or-later
"""Agreement of three reviewers on the sample's drafts, and what the team decides."""

from __future__ import annotations

import csv
import re

import pytest

from annotator.domain.agreement.kappa import cohen
from annotator.domain.agreement.measured import FLEISS, LIGHT
from annotator.domain.agreement.sections import slices
from annotator.domain.agreement.survey import ARTICLE, PASSAGE, SMALLEST, Scope, choice
from annotator.domain.agreement.value_table import ValueTable
from annotator.domain.anchor import Anchor, Segment
from annotator.domain.area import Whole
from annotator.domain.errors import NotFoundError
from annotator.domain.team_author import TEAM
from annotator.services.surveying import DraftSaid, provisions_of
from annotator.services.workspace import Workspace
from annotator.storage.tables import FoundProvisions


def stretches(text):
    """A text as a table: each code point a judgement of its own."""
    rows = [(one.codes(), one.end - one.start) for one in slices(text)]
    return ValueTable(text.raters, tuple(row for row, _size in rows), tuple(n for _row, n in rows))


class Team:
    """Three reviewers at one project, one after the other."""

    def __init__(self, project):
        self.project, self.space = project, project.space
        self.draft = project.first

    def sit(self, name):
        return self.space.act_as(name)

    def whole(self, name, path, code="SAF-1", **fields):
        self.sit(name)
        anchor = self.space.passages.anchor_for(self.draft, Whole(path))
        fields = {"stance": "weakens", **fields}
        codes = [self.project.code(code)]
        return self.space.passages.tag(anchor, codes, fields=fields).tags[0]

    def words(self, name, path, code="SAF-1", *, cut=(0, 40), **fields):
        """Tags words of a provision: from one code point of its text to another."""
        self.sit(name)
        structure = self.space.provisions.structure(self.draft)
        run = structure.segments(structure.find(path))[0]
        segment = Segment(run.page, run.start + cut[0], run.start + cut[1])
        anchor = self.space.passages.anchor_for(self.draft, (segment,))
        codes = [self.project.code(code)]
        return self.space.passages.tag(anchor, codes, fields=fields).tags[0]

    def read(self, name, path, word="read"):
        self.sit(name)
        self.space.marks.mark(self.draft, path, word)

    def survey(self, level=ARTICLE, **more):
        return self.space.agreement.survey(Scope((self.draft,), level, **more))

    def said(self, level=ARTICLE):
        """By unit and name: codes, or None for a provision that was not read."""
        found = self.survey(level)
        names = [found.name(uid) for uid in found.raters]
        return {
            unit.path: {
                name: None if one is None else sorted(one.codes)
                for name, one in zip(names, row, strict=True)
            }
            for unit, row in zip(found.units, found.table.rows, strict=True)
        }

    def unit(self, path, level=ARTICLE):
        found = self.survey(level)
        row = [unit.path for unit in found.units].index(path)
        return found, found.units[row], next((d for d in found.disputed if d.row == row), None)

    def decide(self, path, *names, level=ARTICLE):
        found, unit, _one = self.unit(path, level)
        whose = [uid for uid in found.raters if found.name(uid) in names]
        return self.space.agreement.decide(choice(unit, whose))

    def tags(self):
        return [tag for one in self.space.passages.on_draft(self.draft) for tag in one.tags]

    def teams(self):
        """The team's tags: letters, state and severity."""
        letters = {code.uid: code.id for code in self.space.codes.list()}
        return sorted(
            (letters[tag.code], tag.review_state, tag.severity)
            for passage in self.space.passages.on_draft(self.draft)
            for tag in passage.tags
            if tag.reviewer == TEAM
        )


@pytest.fixture
def team(in_rounds):
    return Team(in_rounds("Ana"))


# -- units ---------------------------------------------------------------------------------------


def test_articles_that_nobody_read_are_missing_and_read_ones_judged(team) -> None:
    team.words("Ana", "Art 5(1)", "SAF-1")
    team.read("Bo", "Art 5")
    team.words("Cleo", "Art 6(1)", "SUR-3")
    team.read("Ana", "Art 6")
    said = team.said()
    assert said["Art 5"] == {"Ana": ["SAF-1"], "Bo": [], "Cleo": None}
    assert said["Art 6"] == {"Ana": [], "Bo": None, "Cleo": ["SUR-3"]}
    assert set(said["Art 7"].values()) == {None}


def test_provisions_that_a_survey_needs_are_kept(team) -> None:
    store = team.space._store
    with store.cache() as rows:
        drafts = rows.values(FoundProvisions, "draft")
        rows.remove(FoundProvisions, "draft", drafts)
    again = Workspace(store, team.space.reviewer())
    again.agreement.survey(Scope((), ARTICLE))
    with store.read() as connection:
        kept = store.rows(connection).values(FoundProvisions, "draft")
    assert sorted(kept) == sorted(one.sha256 for one in team.space.drafts.list())


def test_what_was_said_of_a_unit_is_not_looked_for_among_all_tags(team) -> None:
    for path in ("Art 5(1)", "Art 6(1)", "Art 7(1)"):
        team.words("Ana", path)

    class Given(dict):
        walked = 0

        def items(self):
            Given.walked += len(self)
            return super().items()

    class Said(DraftSaid):
        def given(self):
            return Given(super().given())

    found = team.space.agreement._said(team.draft, {})
    said = Said(found.sha256, found.known, found.passages, found.marks, found.codes)
    units = provisions_of(said, sorted(said.raters()), Scope((team.draft,), SMALLEST)).units
    assert sum(len(unit.given) for unit in units) == 3
    assert Given.walked <= 3


def test_a_chapter_that_was_read_is_each_of_its_articles(team) -> None:
    structure = team.space.provisions.structure(team.draft)
    chapter = next(one for one in structure.provisions if one.kind == "chapter")
    inside = [
        one.path for one in structure.provisions if one.parent == structure.find(chapter.path)
    ]
    team.read("Bo", chapter.path)
    said = team.said()
    assert all(said[path]["Bo"] == [] for path in inside)
    assert chapter.path not in said


def test_an_article_is_read_when_all_its_parts_are(team) -> None:
    structure = team.space.provisions.structure(team.draft)
    parts = [structure.provisions[at].path for at in structure.parts(structure.find("Art 5"))]
    assert len(parts) > 1
    for path in parts[:-1]:
        team.read("Bo", path)
    assert team.said()["Art 5"]["Bo"] is None
    team.read("Bo", parts[-1])
    assert team.said()["Art 5"]["Bo"] == []


def test_to_discuss_and_missing_are_no_judgements(team) -> None:
    team.read("Bo", "Art 5", "discuss")
    team.read("Bo", "Art 6", "missing")
    team.words("Ana", "Art 5(1)")
    assert team.said()["Art 5"]["Bo"] is None
    assert team.said()["Art 6"]["Bo"] is None


def test_the_smallest_provisions_judged(team) -> None:
    team.words("Ana", "Art 5(1)", "SAF-1")
    team.words("Bo", "Art 5(2)", "SAF-1")
    team.read("Bo", "Art 5(1)")
    team.whole("Ana", "Art 7", "SUR-3")
    assert team.said()["Art 5"] == {"Ana": ["SAF-1"], "Bo": ["SAF-1"]}
    said = team.said(SMALLEST)
    assert "Art 5" not in said
    assert said["Art 5(1)"] == {"Ana": ["SAF-1"], "Bo": []}
    assert said["Art 5(2)"] == {"Ana": None, "Bo": ["SAF-1"]}
    assert said["Art 7"] == {"Ana": ["SUR-3"], "Bo": None}


def test_a_whole_provision_whose_parts_were_judged_is_a_unit_of_its_own(team) -> None:
    team.whole("Ana", "Art 5", "SAF-1")
    team.words("Bo", "Art 5(1)", "SAF-2")
    said = team.said(SMALLEST)
    assert said["Art 5"] == {"Ana": ["SAF-1"], "Bo": None}
    assert said["Art 5(1)"] == {"Ana": [], "Bo": ["SAF-2"]}


def test_words_over_two_provisions_count_for_both(team) -> None:
    structure = team.space.provisions.structure(team.draft)
    first, second = (
        structure.segments(structure.find(path))[0] for path in ("Art 5(1)", "Art 5(2)")
    )
    assert first.page == second.page
    team.sit("Ana")
    over = (Segment(first.page, first.end - 30, second.start + 30),)
    anchor = team.space.passages.anchor_for(team.draft, over)
    team.space.passages.tag(anchor, [team.project.code("SAF-1")])
    said = team.said(SMALLEST)
    assert said["Art 5(1)"] == said["Art 5(2)"] == {"Ana": ["SAF-1"]}


def test_a_provision_the_draft_does_not_have_is_a_unit(team) -> None:
    team.sit("Ana")
    team.space.marks.mark(team.draft, "Art 999", "read")
    anchor = Anchor("provision", team.draft, provision="Art 999")
    team.sit("Bo")
    team.space.passages.tag(anchor, [team.project.code("SAF-1")])
    assert team.said()["Art 999"] == {"Ana": [], "Bo": ["SAF-1"]}


# -- passages ------------------------------------------------------------------------------------


def test_passages_whose_ends_differ_by_words_are_one(team) -> None:
    team.words("Ana", "Art 5(1)", "SAF-1", cut=(0, 60), severity="4")
    team.words("Bo", "Art 5(1)", "SAF-1", cut=(0, 66), severity="2")
    team.read("Cleo", "Art 5")
    exact = team.survey(PASSAGE, tolerance=0)
    assert len(exact.units) == 2
    found = team.survey(PASSAGE, tolerance=3)
    (unit,) = found.units
    (row,) = found.table.rows
    assert [one and sorted(one.codes) for one in row] == [["SAF-1"], ["SAF-1"], []]
    assert unit.path == "Art 5(1)"
    assert unit.quote in team.space._desk.text(team.draft).quote(
        team.space.provisions.structure(team.draft).segments(
            team.space.provisions.structure(team.draft).find("Art 5(1)")
        )
    )
    (one,) = found.disputed
    assert [said.code for said in one.codes] == ["SAF-1"]
    assert [said.code for said in one.severities] == ["SAF-1"]


def test_what_a_reviewer_has_not_read_is_missing_for_passages_too(team) -> None:
    team.words("Ana", "Art 5(1)")
    team.words("Bo", "Art 6(1)")
    found = team.survey(PASSAGE)
    assert [[one is not None for one in row] for row in found.table.rows] == [
        [True, False], [False, True],
    ]  # fmt: skip
    assert not found.disputed


def test_tags_without_words_are_counted_as_left_out(team) -> None:
    team.whole("Ana", "Art 5")
    team.words("Ana", "Art 6(1)")
    found = team.survey(PASSAGE)
    assert (len(found.units), found.outside) == (1, 1)


# -- figures -------------------------------------------------------------------------------------


def test_figures_of_several_drafts_with_their_words(team) -> None:
    for draft in (team.project.first, team.project.second):
        team.draft = draft
        for number, path in enumerate(("Art 5", "Art 6", "Art 7", "Art 8")):
            team.whole("Ana", path, "SAF-1", severity="3")
            if number % 2:
                team.whole("Bo", path, "SAF-1", severity="2")
            else:
                team.read("Bo", path)
    found = team.space.agreement.survey(Scope())
    told = []
    parts = list(
        team.space.agreement.figures(found, lambda done, total: told.append((done, total)))
    )
    assert told[0] == (0, 3)
    assert told[-1] == (3, 3)
    assert [(part.level, part.name, part.used) for part in parts] == [
        ("overall", "", 12), ("family", "SAF", 12), ("code", "SAF-1", 12),
    ]  # fmt: skip
    code = parts[2]
    percent, kappa, alpha = code.figures[:3]
    assert (percent.value, kappa.agreement.measure, alpha) == ("50 %", "cohen", code.lead)
    assert (kappa.value, kappa.agreement.units) == ("0.000", 8)
    assert code.lead.interval
    assert "8 units only" in " ".join(code.cautions())
    assert {unit.draft for unit in found.units} == {draft for draft, _name in found.drafts}


def test_figures_of_passages_have_those_of_text(team) -> None:
    team.words("Ana", "Art 5(1)", "SAF-1")
    team.words("Bo", "Art 5(1)", "SAF-2")
    found = team.survey(PASSAGE)
    overall, *others = team.space.agreement.figures(found)
    assert [one.agreement.measure for one in overall.figures[-3:]] == ["unitizing"] * 3
    assert all(part.figures[-1].agreement.measure == "unitizing" for part in others)


def test_two_reviewers_who_share_half_of_what_they_mark(team) -> None:
    """100 code points each, 50 of them shared: Cohen's kappa, which a peer's program has wrong."""
    team.words("Ana", "Art 5(1)", "SAF-1", cut=(0, 100))
    team.words("Bo", "Art 5(1)", "SAF-1", cut=(50, 150))
    structure = team.space.provisions.structure(team.draft)
    for path in (one.path for one in structure.provisions if one.parent < 0):
        for name in ("Ana", "Bo"):
            team.read(name, path)
    text = team.survey(PASSAGE).text
    points = stretches(text)
    units = sum(n for row, n in points.weighted() if None not in row)
    assert units > 10_000
    (ana, bo) = ((span.start, span.end) for span in text.spans)
    (small, large), shared = sorted((ana[1] - ana[0], bo[1] - bo[0])), ana[1] - bo[0]
    same = (units - small - large + 2 * shared) / units
    chance = (small * large + (units - small) * (units - large)) / units**2
    found = cohen(points, *points.raters, resamples=0)
    assert found.value == pytest.approx((same - chance) / (1 - chance))
    assert f"{found.value:.1f}" == "0.5"


# -- the team ------------------------------------------------------------------------------------


def test_a_decision_is_the_teams_tag_beside_those_of_the_reviewers(team) -> None:
    team.words("Ana", "Art 5(1)", "SAF-1", severity="3", note="why")
    team.words("Bo", "Art 5(1)", "SAF-2", severity="2")
    team.read("Cleo", "Art 5")
    before, rated = team.project.on(0), team.survey().table
    team.sit("Cleo")
    team.decide("Art 5", "Ana")
    assert team.teams() == [("SAF-1", "agreed", "3"), ("SAF-2", "rejected", "2")]
    found, unit, one = team.unit("Art 5")
    assert found.table == rated
    assert not found.is_open(one)
    assert unit.decided() == {"SAF-1": True, "SAF-2": False}
    assert {found.name(given.decided_by) for given in unit.team} == {"Cleo"}
    kept = [passage for passage in team.project.on(0) if passage.reviewer != TEAM]
    assert kept == before
    (mine,) = [p for p in team.project.on(0) if p.reviewer == TEAM and p.tags[0].note]
    assert mine.tags[0].note == "why"
    assert {reviewer.name for reviewer in team.space.reviewers()} >= {"Team"}
    assert TEAM not in {uid for uid, _name in team.space.coverage.of(team.draft).reviewers}
    assert team.space.history.list()[-1].what == "Decide for the team: SAF-1, SAF-2"


def test_decisions_are_undone_done_again_and_changed(team) -> None:
    team.words("Ana", "Art 5(1)", "SAF-1", severity="2")
    team.words("Bo", "Art 5(1)", "SAF-1", severity="4")
    team.words("Bo", "Art 5(2)", "SAF-2")
    team.decide("Art 5", "Ana", "Bo")
    assert team.teams() == [("SAF-1", "agreed", "4"), ("SAF-2", "agreed", "")]
    team.space.history.undo()
    assert team.teams() == []
    team.decide("Art 5", "Ana", "Bo")
    assert len(team.teams()) == 2
    team.decide("Art 5")
    assert [(code, state) for code, state, _grave in team.teams()] == [
        ("SAF-1", "rejected"), ("SAF-2", "rejected"),
    ]  # fmt: skip
    team.decide("Art 5", "Ana")
    assert team.teams() == [("SAF-1", "agreed", "2"), ("SAF-2", "rejected", "")]
    team.space.history.undo()
    assert {state for _code, state, _grave in team.teams()} == {"rejected"}
    team.space.history.redo()
    assert team.teams()[0] == ("SAF-1", "agreed", "2")


def test_a_new_code_opens_a_decided_unit(team) -> None:
    team.words("Ana", "Art 5(1)", "SAF-1")
    team.read("Bo", "Art 5")
    team.decide("Art 5", "Ana")
    found, _unit, one = team.unit("Art 5")
    assert not found.is_open(one)
    team.words("Cleo", "Art 5(2)", "SUR-3")
    found, _unit, one = team.unit("Art 5")
    assert found.is_open(one)


def test_a_decision_needs_the_tags_it_rests_on(team) -> None:
    tag = team.words("Ana", "Art 5(1)", "SAF-1")
    team.read("Bo", "Art 5")
    found, unit, _one = team.unit("Art 5")
    team.space.passages.untag(tag)
    with pytest.raises(NotFoundError):
        team.space.agreement.decide(choice(unit, found.raters))
    assert team.teams() == []


def test_passages_are_decided_likewise(team) -> None:
    team.words("Ana", "Art 5(1)", "SAF-1", cut=(0, 60))
    team.words("Bo", "Art 5(1)", "SAF-2", cut=(0, 66))
    team.decide("Art 5(1)", "Bo", level=PASSAGE)
    found, unit, one = team.unit("Art 5(1)", PASSAGE)
    assert len(found.units) == 1
    assert unit.decided() == {"SAF-1": False, "SAF-2": True}
    assert not found.is_open(one)


def test_decisions_made_apart_merge_and_a_difference_is_a_conflict(in_rounds) -> None:
    ana = Team(in_rounds("Ana"))
    ana.words("Ana", "Art 5(1)", "SAF-1", severity="3")
    ana.words("Ana", "Art 6(1)", "SAF-1")
    ana.read("Bo", "Art 5")
    ana.read("Bo", "Art 6")
    bo = Team(in_rounds("Bo"))
    bo.project.merge(ana.project)
    ana.sit("Ana")
    ana.decide("Art 5", "Ana")
    ana.decide("Art 6", "Ana")
    bo.sit("Bo")
    bo.decide("Art 5", "Ana")
    bo.decide("Art 6")
    ana.project.merge(bo.project)
    bo.project.merge(ana.project)
    assert ana.teams() == bo.teams()
    assert len(ana.teams()) == 2
    for one in (ana, bo):
        (conflict,) = one.space.conflicts.list()
        assert conflict.field == "review_state"
        assert {value.value for value in conflict.values} == {"agreed", "rejected"}
    assert ana.project.export().read_bytes() == bo.project.export().read_bytes()


# -- written -------------------------------------------------------------------------------------


def test_of_three_reviewers_each_two_are_told(team, tmp_path) -> None:
    for path, who in (("Art 5", "Ana"), ("Art 6", "Ana"), ("Art 6", "Bo"), ("Art 7", "Cleo")):
        team.whole(who, path)
    for path in ("Art 5", "Art 6", "Art 7", "Art 8"):
        for who in ("Ana", "Bo", "Cleo"):
            team.read(who, path)
    survey = team.survey()
    found = list(team.space.agreement.figures(survey))
    part = found[0]
    named = {(survey.name(p.one), survey.name(p.other)): p.figure for p in part.pairs}
    assert list(named) == [("Ana", "Bo"), ("Ana", "Cleo"), ("Bo", "Cleo")]
    each = [figure.agreement.value for figure in named.values()]
    assert named["Ana", "Bo"].agreement.value == pytest.approx(0.5)
    (mean,) = (one for one in part.figures if one.agreement.measure == LIGHT)
    assert mean.agreement.value == pytest.approx(sum(each) / 3)
    (fleiss,) = (one for one in part.figures if one.agreement.measure == FLEISS)
    assert "Ana and Bo 0.500" in fleiss.beside
    assert f"Light's kappa: {mean.value}" in fleiss.beside
    team.space.agreement.write(tmp_path / "a.csv", survey, found)
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [
            row for row in csv.DictReader(file) if row["reviewer"] and row["level"] == "overall"
        ]
    assert [(row["reviewer"], row["other_reviewer"]) for row in rows] == list(named)
    assert {row["measure"] for row in rows} == {"cohen"}
    team.space.agreement.write(tmp_path / "a.html", survey, found)
    page = (tmp_path / "a.html").read_text("utf-8")
    assert re.search("<td>Ana, Bo</td><td>[^<]+</td><td>Cohen&#x27;s kappa</td>", page)
    assert "Light&#x27;s kappa, the mean of Cohen&#x27;s" in page


def test_the_table_and_the_page(team, tmp_path) -> None:
    team.words("Ana", "Art 5(1)", "SAF-1", severity="3")
    team.words("Bo", "Art 5(1)", "SAF-2")
    team.decide("Art 5", "Ana")
    found = team.survey()
    figures = list(team.space.agreement.figures(found))
    team.space.agreement.write(tmp_path / "a.csv", found, figures)
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["record"] for row in rows} == {"figure", "disagreement"}
    assert all(row["meaning"] for row in rows if row["record"] == "figure")
    last = rows[-1]
    assert (last["provision"], last["disputed"]) == ("Art 5", "SAF-1; SAF-2")
    assert last["said"] == "Ana: SAF-1 (3); Bo: SAF-2"
    assert last["decided"] == "SAF-1 (3) · Bo"
    team.space.agreement.write(tmp_path / "a.html", found, figures)
    page = (tmp_path / "a.html").read_text("utf-8")
    assert "How far reviewers agree" in page
    assert "SAF-1 (3) · Bo" in page
    assert "<script" not in page


def test_nobody_is_to_fill_in_what_the_team_decided(team) -> None:
    team.sit("Ana")
    team.space.team.agree(required=["severity"])
    team.words("Ana", "Art 5(1)", "SAF-1")
    team.words("Bo", "Art 5(1)", "SAF-2", severity="2")
    team.decide("Art 5", "Ana")
    (own,) = (tag for tag in team.tags() if tag.reviewer != TEAM and not tag.severity)
    (copied,) = (tag for tag in team.tags() if tag.reviewer == TEAM and not tag.severity)
    assert [one.tag for one in team.space.progress.of().incomplete] == [own.uid]
    assert team.space.team.lacking(team.tags()) == {own.uid: ("severity",)}
    assert team.space.team.still_to_say([copied.uid]) == ()
    assert team.space.team.still_to_say([copied.uid, own.uid]) == ("severity",)
    assert {row.uid for row in team.space.overview.rows() if row.lacks} == {own.uid}

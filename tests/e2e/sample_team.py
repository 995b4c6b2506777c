# SPDX-License-Identifier: AGPL-3.0-or-later
"""Three reviewers' work on the sample, and what they send each other. Makes files; checks nothing."""

from __future__ import annotations

import json
import shutil

from annotator import paths
from annotator.domain.agreement.survey import choice
from annotator.domain.structure.corrections import Correction
from annotator.services.annotations import Wanted
from annotator.services.projects import open_workspace
from annotator.services.surveying import Scope

ANA, BO, CARLA = "Ana Ruiz", "Bo Lindqvist", "Carla Mensah"
OWN_CODES = {
    ANA: ("OWN-1", "Notice to the person concerned"), BO: ("OWN-2", "=Costs; who bears them"),
    CARLA: ("OWN-1", "Rights of the child"),
}  # fmt: skip
QUOTES = {
    ANA: ("The collection of evidence", "within forty-eight hours", "authorization in accordance with domestic law"),
    BO: ("including the freedoms of expression", "independent body", "keep the fact of the order"),
    CARLA: ("including the freedoms of expression", "punishable by deprivation of liberty", "domestic law"),
}  # fmt: skip
NOTES = ("28(3) is better;\n=see 1-2", "لا يوجد ضمان", "缺乏保障", "007 “as before”")


class Team:
    """Projects of a team, each a copy of the sample, in a folder."""

    def __init__(self, folder):
        self.folder = folder
        self.spaces = {name: self.copy(name, name) for name in (ANA, BO, CARLA)}

    def copy(self, name, reviewer):
        """The sample as it came, with somebody at it."""
        path = self.folder / f"{name}.treaty"
        shutil.copyfile(paths.sample() / "sample.treaty", path)
        return open_workspace(path, reviewer=reviewer)

    def sent(self, name, label="last"):
        """A reviewer's file as it is now."""
        path = self.folder / f"{name}-{label}.csv"
        self.spaces[name].transfer.export(path, Wanted())
        return path

    def close(self):
        for space in self.spaces.values():
            space.close()


def work(folder):
    """All that three people do to the sample; what they send in the end, by name, CSV and project."""
    team = Team(folder)
    try:
        made = {name: _first_round(team, name) for name in team.spaces}
        first = [team.sent(name, "first") for name in team.spaces]
        for name, space in team.spaces.items():
            space.transfer.merge([path for path in first if name not in path.name])
        for number, space in enumerate(team.spaces.values()):
            _second_round(space, number, made)
        _third_round(team, made)
        return {name: (team.sent(name), space.path) for name, space in team.spaces.items()}
    finally:
        team.close()


def _first_round(team, name):
    """Apart: tags with several codes, comments, marks, links, boundaries, pairings, own codes."""
    space = team.spaces[name]
    number = (ANA, BO, CARLA).index(name)
    book = team.folder / f"{name}.json"
    code, title = OWN_CODES[name]
    codes = [{"id": code, "name": title, "family": ""}]
    book.write_text(json.dumps({"name": f"book {number}", "version": 1, "codes": codes}), "utf-8")
    space.codes.import_file(book)
    drafts = [draft.sha256 for draft in space.drafts.list()]
    own = space.codes.named(code).uid
    shipped = [space.codes.named(letters).uid for letters in ("SUR-3", "SAF-1", "EXP-2")]
    tags = []
    for at, quote in enumerate(QUOTES[name]):
        draft = drafts[-1] if at else drafts[1]
        anchor = space.passages.find_quote(draft, quote, nth=1)
        fields = {
            "severity": str(1 + (at + number) % 4), "note": NOTES[(at + number) % 4], "actors": "supports:EU",
            "proposed_wording": f"{quote}, with notice",
        }  # fmt: skip
        tags += space.passages.tag(anchor, [shipped[at], own], fields=fields).tags
    space.passages.edit(tags[0], {"note": "@thought of again"})
    space.passages.untag(tags[3])
    comment = space.comments.add(tags[1], f"{name}: why?\nSee 3/4.")
    space.comments.delete(space.comments.add(tags[0], "never mind"))
    for article in range(20 + 4 * number, 24 + 4 * number):
        mark = space.marks.mark(
            drafts[-1], f"Art {article}", "read", note="1e5" if article % 2 else ""
        )
    space.marks.unmark(mark)
    space.marks.mark(drafts[-1], "Art 10", ("read", "discuss", "missing")[number])
    links = [
        space.counterparts.link(drafts[-1], f"Art {n}", "BUD", "Art 15") for n in (6, 9 + number)
    ]
    space.counterparts.unlink(links[1])
    boundaries = []
    for article in (12, 30 + number):
        one = space.provisions.named(drafts[1], f"Art {article}")
        said = Correction(
            "rename", one.page, one.start, kind="article", number=f"{article} {'bcd'[number]}is"
        )
        boundaries.append(space.provisions.correct(drafts[1], said, note="as printed"))
    space.provisions.take_back(boundaries[1])
    paired = space.comparing.say(
        drafts[0], drafts[1], "Art 5", f"Art {5 + number}", note="the same idea"
    )
    space.comparing.take_back(space.comparing.say(drafts[0], drafts[2], "Art 9", "Art 9"))
    return {
        "tags": tags,
        "comment": comment,
        "link": links[0],
        "boundary": boundaries[0],
        "pair": paired,
    }


def _second_round(space, number, made):
    """After a first exchange all three write into the same records, each something else."""
    drafts = [draft.sha256 for draft in space.drafts.list()]
    everybody = [made[name]["tags"] for name in (ANA, BO, CARLA)]
    for tags in everybody:
        space.passages.edit(tags[0], {"severity": str(1 + number), "recommendation": "amend"})
        if number == 1:
            space.passages.untag(tags[1])
        else:
            space.passages.edit(tags[1], {"stance": ("weakens", "", "ambiguous")[number]})
    space.comments.edit(made[ANA]["comment"], f"reworded {number}")
    space.comments.add(everybody[(number + 1) % 3][2], "I agree")
    with space._desk.change_as_me("edit") as unit:
        unit.write("provision", made[BO]["boundary"], {"number": f"12 {number}"})
        unit.write("alignment", made[CARLA]["pair"], {"note": f"said by {number}"})
        unit.write("counterpart", made[ANA]["link"], {"note": f"- {number}"})
    space.marks.mark(drafts[-1], "Art 20", "discuss" if number else "read", note=f"round {number}")
    older, newer = drafts[0], drafts[1]
    space.carrying.carry(older, newer)
    for item, outcome in zip(
        space.carrying.queue(older, newer), ("taken_up", "dropped"), strict=False
    ):
        space.carrying.close(item, outcome, f"as {number} sees it")
    space.finishing.finish(drafts[number], note="done")


def _third_round(team, made):
    """One settles what another sent; one decides for the team; one says that two codes are one."""
    ana, bo, carla = (team.spaces[name] for name in (ANA, BO, CARLA))
    ana.transfer.merge([team.sent(BO, "second")])
    for conflict in ana.conflicts.list()[:2]:
        ana.conflicts.choose(conflict.kind, conflict.uid, conflict.field, conflict.values[-1].value)
    survey = bo.agreement.survey(Scope())
    disputed = survey.units[survey.disputed[0].row]
    bo.agreement.decide(choice(disputed, survey.raters[:1]))
    carla.passages.edit(made[CARLA]["tags"][2], {"code": carla.codes.named("SUR-3").uid})
    carla.passages.delete(carla.passages.tag_by_uid(made[CARLA]["tags"][4]).passage)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writes what the team decided: tags of its own beside the reviewers', which stay. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotator.domain.agreement.survey import Choice
from annotator.domain.change import Record, deleted_utc
from annotator.domain.errors import NotFoundError, WrongCallError
from annotator.domain.tag import FIELDS, REJECTED
from annotator.domain.team_author import AGREED, TEAM, team_passage, team_record, team_tag
from annotator.i18n import _
from annotator.services.desk import Desk
from annotator.services.draft_rows import confirm_draft
from annotator.storage.unit_of_work import UnitOfWork

_OF_PASSAGE = ("draft", "anchor", "provision_title", "page_label")


def decide(desk: Desk, choice: Choice) -> tuple[str, ...]:
    """See `Agreement.decide`. One action; what the team said of the unit before is replaced."""
    states = dict.fromkeys(choice.taken, AGREED) | dict.fromkeys(choice.refused, REJECTED)
    if not states:
        raise WrongCallError(_("Nothing was chosen."))
    with desk.store.read() as connection:
        records = desk.store.records(connection)
        tags = records.get_many("tag", states)
        codes = records.get_many("code", {tag.values["code"] for tag in tags.values()})
    names = dict.fromkeys(codes[t.values["code"]].values["code"] for t in tags.values())
    with desk.change_as_me("decide", codes=", ".join(names)) as unit:
        confirm_draft(unit, choice.draft)
        tags = unit.records.get_many("tag", states)
        for uid in states:
            if uid not in tags or deleted_utc(tags[uid]):
                raise NotFoundError(_("The tag {tag} is deleted.").format(tag=uid))
        if TEAM not in unit.records.get_many("reviewer", [TEAM]):
            unit.put("reviewer", [team_record()], {})
        _put_passages(unit, {tag.values["passage"] for tag in tags.values()})
        made = _put_tags(unit, tags, states)
        _take_back(unit, set(choice.before) - set(made))
    return made


def _put_passages(unit: UnitOfWork, sources: Iterable[str]) -> None:
    for old in unit.records.get_many("passage", sources).values():
        said = {name: old.values[name] for name in _OF_PASSAGE}
        unit.say("passage", team_passage(old.uid), said, reviewer=TEAM)


def _put_tags(
    unit: UnitOfWork, tags: Mapping[str, Record], states: Mapping[str, str]
) -> tuple[str, ...]:
    made = []
    for uid, state in states.items():
        old = tags[uid].values
        passage = old["passage"]
        said = {name: old[name] for name in (*FIELDS, "code")}
        said |= {"passage": team_passage(passage), "review_state": state}
        word = team_tag(passage, old["code"])
        made.append(unit.say("tag", word, said, reviewer=TEAM).uid)
    return tuple(dict.fromkeys(made))


def _take_back(unit: UnitOfWork, tags: Iterable[str]) -> None:
    """The team's words of before, and its passages on which nothing stands any more."""
    left = set()
    for old in unit.records.get_many("tag", tags).values():
        if old.values["reviewer"] == TEAM and not deleted_utc(old):
            left.add(old.values["passage"])
            unit.delete("tag", old.uid)
    for passage in left:
        own = unit.records.all("tag", passage=passage)
        if all(deleted_utc(tag) for tag in own):
            unit.delete("passage", passage)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writes what a person said of a passage in a newer draft, and sees whether it stands there already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from annotator.domain.anchor import Anchor
from annotator.domain.carried import Item
from annotator.domain.carried_record import decision_uid
from annotator.domain.change import deleted_utc
from annotator.domain.normalise import canonical
from annotator.domain.passage import Passage
from annotator.services.carried_chains import Chains
from annotator.services.queue_hints import stands_on
from annotator.storage.readings import Readings
from annotator.storage.unit_of_work import UnitOfWork


def write_decision(
    unit: UnitOfWork, item: Item, reviewer: str, outcome: str, *, carried: str, note: str
) -> None:
    """A reviewer's word on a passage; saying it twice is an edit.

    Args:
        unit: the action under way.
        item: what was said of the passage.
        reviewer: uid.
        outcome: one of `carried.OUTCOMES`.
        carried: uid of the passage made in the newer draft; "" for none.
        note: why.
    """
    uid = decision_uid(item.passage, item.draft, reviewer)
    said = {
        "verdict": item.verdict, "outcome": outcome, "carried": carried, "note": canonical(note),
    }  # fmt: skip
    place = {"draft": item.draft, "passage": item.passage, "reviewer": reviewer}
    unit.say("decision", uid, said, **place)


def stands_there(unit: UnitOfWork, chains: Chains, item: Item, anchor: Anchor) -> str:
    """Uid of a passage on exactly this place that was made there and has every tag of the one that waits,
    by the same reviewers; "" for none. What is carried is its rule's alone, so nothing is put onto it.

    Args:
        unit: the action under way.
        chains: of the project.
        item: what waits.
        anchor: where it is accepted.
    """
    wanted = _living_tags(unit, chains, item.passage)
    if not wanted:
        return ""
    columns = "uid", "page", "start", "carried_from", "anchor"
    for uid, page, start, origin, said in Readings(unit.connection).passages(
        columns, draft=item.draft
    ):
        near = anchor.kind == "provision" or (page, start) == (anchor.page, anchor.start)
        if not near or origin or not stands_on(Anchor.from_json(said), anchor):
            continue
        lives = not deleted_utc(unit.get("passage", uid))
        if lives and wanted <= _living_tags(unit, chains, uid):
            return str(uid)
    return ""


class MadeApart:
    """What was tagged in the newer draft itself, so that carrying doubles nothing.

    Args:
        passages: of the newer draft.
        carried: uids of those that were carried to it.
    """

    def __init__(self, passages: Iterable[Passage], carried: Collection[str]) -> None:
        self._at: dict[tuple[int, int], list[Passage]] = defaultdict(list)
        for one in passages:
            if one.tags and one.uid not in carried:
                self._at[_beginning(one.anchor)].append(one)

    def says(self, passage: Passage, anchor: Anchor) -> bool:
        """Whether one on exactly this place has every tag of a passage, by the same reviewers."""
        wanted = {(tag.code, tag.reviewer) for tag in passage.tags}
        return bool(wanted) and any(
            stands_on(one.anchor, anchor)
            and wanted <= {(tag.code, tag.reviewer) for tag in one.tags}
            for one in self._at.get(_beginning(anchor), ())
        )


def _beginning(anchor: Anchor) -> tuple[int, int]:
    return (0, 0) if anchor.kind == "provision" else (anchor.page, anchor.start)


def _living_tags(unit: UnitOfWork, chains: Chains, passage: str) -> set[tuple[str, str]]:
    """Code and reviewer of each."""
    tags = unit.records.get_many("tag", chains.tags_of(passage)).values()
    return {(tag.values["code"], tag.values["reviewer"]) for tag in tags if not deleted_utc(tag)}

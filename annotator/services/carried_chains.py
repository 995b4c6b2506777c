# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which passages and tags of different drafts are one concern: where each goes back to. Reads only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from annotator.domain.carried import Decision
from annotator.domain.carried_record import carried_uid
from annotator.domain.change import Record, deleted_utc
from annotator.storage.readings import Readings
from annotator.storage.repositories import Records

if TYPE_CHECKING:
    from annotator.services.seen import Seen


class Chains:
    """The chains of one project as they are now.

    Args:
        readings: of the project.
    """

    def __init__(self, readings: Readings) -> None:
        rows = readings.passages(("uid", "draft", "carried_from"))
        self._draft: dict[str, str] = {row[0]: row[1] for row in rows}
        self._from = {row[0]: row[2] for row in rows if row[2]}
        self._readings = readings
        self._tags: dict[str, list[str]] | None = None
        self._uids: dict[tuple[str, str], str] = {}
        self._known: dict[str, dict[str, str]] = {}

    def root(self, passage: str) -> str:
        """The first passage of the chain, as far as it is known here."""
        met = {passage}
        while (before := self._from.get(passage, "")) and before not in met:
            met.add(before)
            passage = before
        return passage

    def draft(self, passage: str) -> str:
        """SHA-256 of the draft a passage is in."""
        return self._draft[passage]

    def in_draft(self, passage: str, draft: str) -> str:
        """The uid that a passage has, or will have, in another draft."""
        key = passage, draft
        if key not in self._uids:
            self._uids[key] = carried_uid(self.root(passage), draft)
        return self._uids[key]

    def root_of_tag(self, tag: str, passage: str) -> str:
        """The tag of the chain's first passage that a tag of a passage goes back to, else itself."""
        return self._roots(passage, ()).get(tag, tag)

    def _roots(self, passage: str, met: tuple[str, ...]) -> Mapping[str, str]:
        """By tag of a passage, what it goes back to; of those that go back to anything."""
        before = self._from.get(passage, "")
        if not before or before in met:
            return {}
        if passage not in self._known:
            older = self._roots(before, (*met, passage))
            ones = [older.get(tag, tag) for tag in self.tags_of(before)]
            draft = self._draft[passage]
            self._known[passage] = {carried_uid(one, draft): one for one in ones}
        return self._known[passage]

    def tags_of(self, passage: str) -> list[str]:
        """Every tag on a passage, deleted ones too, in the order they came."""
        if self._tags is None:
            self._tags = {}
            for uid, on in self._readings.tags(("uid", "passage")):
                self._tags.setdefault(on, []).append(uid)
        return self._tags.get(passage, [])


def decision_of(record: Record) -> Decision:
    """The decision a record holds."""
    said = record.values
    return Decision(
        record.uid, said["draft"], said["passage"], said["verdict"], said["outcome"], said["carried"],
        said["note"], said["reviewer"], said["created_utc"], said["modified_utc"],
    )  # fmt: skip


class Standing:
    """What was carried to a draft and decided there, by the first passage of each chain.

    Args:
        records: of the project.
        readings: likewise.
        chains: likewise.
        draft: SHA-256 of the newer draft.
        seen: what of it counts: a decision that whoever acts is not to see leaves no gap in their work.
    """

    def __init__(
        self, records: Records, readings: Readings, chains: Chains, draft: str, seen: Seen
    ) -> None:
        self._chains = chains
        self._draft = draft
        self._decided: set[str] = set()
        self._taken_back: set[str] = set()
        for record in records.all("decision", draft=draft):
            root = chains.root(record.values["passage"])
            if deleted_utc(record):
                self._taken_back.add(root)
            elif not seen.hides(draft, record.values["reviewer"]):
                self._decided.add(root)
        rows = readings.passages(("uid", "deleted"), draft=draft)
        self._made = {uid for uid, _deleted in rows}
        asked = records.get_many("passage", [uid for uid, deleted in rows if deleted])
        self._dead = {uid for uid, record in asked.items() if deleted_utc(record)}

    def is_done(self, passage: str) -> bool:
        """Whether a passage of an older draft was carried or decided, even if it was deleted since.

        What somebody accepted and took back is not.
        """
        root = self._chains.root(passage)
        made = self._chains.in_draft(passage, self._draft)
        if root in self._decided:
            return True
        return made in self._made and not (made in self._dead and root in self._taken_back)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which provisions of a draft each reviewer has judged. Reads only."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.domain.anchor import bare_anchor
from annotator.domain.judged import Coverage as Table
from annotator.domain.judged import Said, coverage
from annotator.domain.team_author import TEAM
from annotator.services.desk import Desk
from annotator.services.living import living_marks, living_tags
from annotator.services.provisions import Provisions
from annotator.services.seen import Seen
from annotator.storage.repositories import Records


class Coverage:
    """Coverage of the drafts of one project."""

    def __init__(self, desk: Desk, provisions: Provisions) -> None:
        self._desk = desk
        self._provisions = provisions

    def of(self, sha256: str) -> Table:
        """Who has judged what of a draft: whoever asks first, then all who said anything on it, by name."""
        known = self._provisions.map(sha256)
        with self._desk.store.read() as connection:
            records, seen = self._desk.store.records(connection), self._desk.seen(connection)
            said, names = list(self._said(sha256, seen, records)), seen.names
        me = self._desk.somebody
        others = {one.reviewer for one in said} - {me, TEAM}
        columns = sorted((names.get(uid, uid), uid) for uid in others)
        reviewers = [(uid, name) for name, uid in columns]
        if me:
            reviewers.insert(0, (me, names.get(me, self._desk.me.name)))
        return coverage(known, said, reviewers, draft=sha256, mine=me)

    def _said(self, sha256: str, readings: Seen, records: Records) -> Iterator[Said]:
        for mark in living_marks(readings, records, self._desk.placed, sha256):
            yield Said(mark.reviewer, mark.provision, mark.value, mark.uid, whole=True)
        tags = living_tags(readings, records, draft=sha256)
        for uid, anchor_text in readings.passages(("uid", "anchor"), draft=sha256):
            if uid in tags:
                anchor = self._desk.placed(bare_anchor(anchor_text))
                whole = anchor.kind == "provision"
                for tag in tags[uid]:
                    yield Said(tag.reviewer, anchor.provision, whole=whole)

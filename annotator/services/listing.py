# SPDX-License-Identifier: AGPL-3.0-or-later
"""Annotations to be read: draft by draft, each in its own order. Files keep the canonical one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from annotator.domain.anchor import Anchor
from annotator.domain.canonical_json import compact
from annotator.domain.provision_map import Rank
from annotator.domain.whole_provisions import begins_of
from annotator.exchange.annotation_rows import canonical_key
from annotator.services.annotations import Wanted
from annotator.services.drafts import Drafts
from annotator.services.provisions import Provisions
from annotator.services.transfer import Transfer


class Listing:
    """Rows of one project for people.

    What order a draft's provisions have follows from what was found in it here, so that this order
    is for looking at and no part of a file.
    """

    def __init__(self, transfer: Transfer, provisions: Provisions, drafts: Drafts) -> None:
        self._transfer = transfer
        self._provisions = provisions
        self._drafts = drafts

    def rows(self, wanted: Wanted, *, provision: str = "") -> list[dict[str, str]]:
        """Rows with the annotation file's columns, unguarded.

        Args:
            wanted: which.
            provision: in any spelling; what it has below it and ranges that touch it fit, too.
        """
        ranks = {draft.sha256: rank for rank, draft in enumerate(self._drafts.known())}
        found = [self._named_now(row) for row in self._transfer.rows(wanted)]
        if provision:
            found = self._within(found, provision)

        def place(row: Mapping[str, str]) -> tuple[int, Rank, int, tuple[object, ...]]:
            page = row["page"]
            number = int(page) if page.isascii() and page.isdigit() else 0
            rank = ranks.get(row["draft_sha256"], len(ranks))
            return rank, self._rank(row), number, canonical_key(row)

        return sorted(found, key=place)

    def _named_now(self, row: dict[str, str]) -> dict[str, str]:
        """A mark with what its provision is called now; a file says what it was called."""
        if row["record"] != "mark":
            return row
        begins = begins_of(compact(json.loads(row["extra"]).get("begins", ())))
        anchor = Anchor("provision", row["draft_sha256"], provision=row["provision"], begins=begins)
        return {**row, "provision": self._provisions.placed(anchor).provision}

    def _within(self, rows: Sequence[dict[str, str]], written: str) -> list[dict[str, str]]:
        maps = {row["draft_sha256"]: self._provisions.map(row["draft_sha256"]) for row in rows}
        asked = {draft: known.asked(written) for draft, known in maps.items()}

        def fits(row: Mapping[str, str]) -> bool:
            draft = row["draft_sha256"]
            return maps[draft].touches(row["provision"], asked[draft])

        return [row for row in rows if fits(row)]

    def _rank(self, row: Mapping[str, str]) -> Rank:
        path = row["provision"]
        if not path and row["page"]:
            return -1, (), ""  # words in front of the first provision
        return self._provisions.map(row["draft_sha256"]).rank(path)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a passage was carried over from, and what was said when it was accepted. Reads only."""

from __future__ import annotations

from annotator.domain.anchor import Anchor
from annotator.domain.change import deleted_utc
from annotator.domain.values import dataclass
from annotator.services.desk import Desk
from annotator.services.draft_rows import draft_of, drafts_here
from annotator.storage.tables import Draft as DraftRow


@dataclass(frozen=True, slots=True)
class Origin:
    """The passage that another was carried over from.

    Attributes:
        draft: SHA-256 of its draft.
        name: of the draft.
        passage: uid; "" where it lives no more, or its draft is not here.
        provision: path in that draft; "" for none.
        outcomes: what people said when they accepted it, in the order it was said.
    """

    draft: str
    name: str
    passage: str = ""
    provision: str = ""
    outcomes: tuple[str, ...] = ()


class Origins:
    """The origins of a project's passages."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, passage: str) -> Origin | None:
        """Where a passage came from; None where nothing is known of that."""
        with self._desk.store.read() as connection:
            rows, records = self._desk.store.rows(connection), self._desk.store.records(connection)
            mine = records.get_many("passage", [passage]).get(passage)
            before = mine.values["carried_from"] if mine is not None else ""
            old = records.get_many("passage", [before]).get(before) if before else None
            if old is None:
                return None
            sha256 = old.values["draft"]
            row = rows.by(DraftRow, "uid", [sha256]).get(sha256)
            here = sha256 in drafts_here(rows)
            said = [
                record for record in records.all("decision", carried=passage)
                if not deleted_utc(record)
            ]  # fmt: skip
        anchor = Anchor.from_json(old.values["anchor"])
        said.sort(key=lambda record: (record.values["created_utc"], record.uid))
        return Origin(
            sha256, draft_of(row, here=here).name if row else sha256[:12],
            before if here and not deleted_utc(old) else "",
            (self._desk.placed(anchor) if here else anchor).provision,
            tuple(dict.fromkeys(record.values["outcome"] for record in said)),
        )  # fmt: skip

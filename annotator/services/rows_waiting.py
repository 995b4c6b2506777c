# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows of merged files that wait for their draft or their words: which, and why. Reads only, places none.

Rows by hand are kept word for word and tried again; those of a program are records on a
draft that is not here.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from annotator.domain.anchor import Anchor, Segment
from annotator.domain.area import AREA, area_label
from annotator.domain.project import Draft
from annotator.domain.values import dataclass
from annotator.exchange.row_values import RowRefusedError
from annotator.i18n import _, ngettext
from annotator.services.desk import Desk
from annotator.services.draft_rows import draft_of, drafts_here
from annotator.services.editions import Editions
from annotator.services.hand_made import Surroundings, WaitingError, derived, meant_draft
from annotator.services.merge_writing import waiting_rows
from annotator.services.not_seen import until_finished
from annotator.services.seen import Seen
from annotator.storage.readings import Readings
from annotator.storage.repositories import Rows
from annotator.storage.tables import Code as CodeRow
from annotator.storage.tables import Draft as DraftRow
from annotator.storage.tables import KeptRow


@dataclass(frozen=True, slots=True)
class RowWaiting:
    """A row that waits.

    Attributes:
        code: as the row names it.
        quote: its words; "" where it names a whole provision.
        provision: as the row names it, "" for none.
        page: likewise.
        reviewer: who wrote it.
        draft: as the row names it.
        why: it waits, in a sentence.
    """

    code: str
    quote: str
    provision: str
    page: str
    reviewer: str
    draft: str
    why: str


@dataclass(frozen=True, slots=True)
class Waits:
    """What waits: the rows that may be seen, and how many of colleagues may not be, by draft."""

    rows: tuple[RowWaiting, ...]
    hidden: Mapping[str, int]


class RowsWaiting:
    """What of merged files waits in one project."""

    def __init__(self, desk: Desk, editions: Editions) -> None:
        self._desk = desk
        self._editions = editions

    def count(self) -> int:
        """How many rows wait, those included that may not be seen yet."""
        with self._desk.store.read() as connection:
            rows = self._desk.store.rows(connection)
            kept = len(rows.values(KeptRow, "uid", waiting=1))
            away = [draft.sha256 for draft in _away(rows)]
            return kept + (Readings(connection).count_unplaced_tags(away) if away else 0)

    def list(self) -> Waits:
        """Every row that waits, in the order they came; those by hand first."""
        with self._desk.store.read() as connection:
            rows, seen = self._desk.store.rows(connection), self._desk.seen(connection)
            hidden: Counter[str] = Counter()
            found = [
                *self._by_hand(rows, seen, hidden),
                *self._of_programs(connection, seen, hidden),
            ]
        return Waits(tuple(found), hidden)

    # -- rows by hand ----------------------------------------------------------------------------

    def _by_hand(self, rows: Rows, seen: Seen, hidden: Counter[str]) -> Iterator[RowWaiting]:
        here = drafts_here(rows)
        drafts = [draft_of(row, here=row["uid"] in here) for row in rows.all(DraftRow)]

        @cache  # one wording is often tagged many times
        def find(sha256: str, quote: str) -> list[tuple[Segment, ...]]:
            return self._desk.text(sha256).find(quote)

        around = Surroundings(drafts, lambda _code: None, find, _somewhere)
        for batch in waiting_rows(rows):
            for kept in batch:
                cells = json.loads(kept["cells"])
                said = {name: str(value).strip() for name, value in cells.items()}
                draft = _name_of_draft(said, around)
                if seen.hides_by_name(said.get("reviewer", ""), draft):
                    hidden[draft] += 1
                else:
                    yield _row(said, _why(cells, around))

    # -- rows of a program -----------------------------------------------------------------------

    def _of_programs(
        self, connection: Any, seen: Seen, hidden: Counter[str]
    ) -> Iterator[RowWaiting]:
        rows, records = self._desk.store.rows(connection), self._desk.store.records(connection)
        away = {draft.sha256: draft for draft in _away(rows)}
        if not away:
            return
        here = drafts_here(rows)
        drafts = [draft_of(row, here=row["uid"] in here) for row in rows.all(DraftRow)]
        why_waits = self._editions.why_waits(rows, records, drafts)
        codes = {row["uid"]: row["code"] for row in rows.all(CodeRow)}
        for code, reviewer, sha256, written in Readings(connection).unplaced_tags([*away]):
            draft = away[sha256]
            if seen.hides(seen.edition(sha256), reviewer):
                hidden[draft.name] += 1
                continue
            anchor = Anchor.from_json(written)
            yield RowWaiting(
                code=codes.get(seen.code(code), code),
                quote=anchor.quote or (area_label("") if anchor.kind == AREA else ""),
                provision=anchor.provision,
                page=str(anchor.page or ""),
                reviewer=seen.names.get(reviewer, reviewer),
                draft=draft.name,
                why=why_waits.of(sha256, draft.symbol, draft.language, written) or _can_be_placed(),
            )


def rows_wait(count: int) -> str:
    """That so many rows wait, in words without a full stop; "" for none."""
    if not count:
        return ""
    return ngettext(
        "{n} row of merged files waits for its draft or its words",
        "{n} rows of merged files wait for their draft or their words",
        count,
    ).format(n=count)


def rows_hidden(hidden: Mapping[str, int]) -> str:
    """Rows that wait and may not be seen yet, a line for each draft; "" for none."""
    return "\n".join(
        ngettext("{n} row of a colleague: {why}", "{n} rows of colleagues: {why}", n).format(
            n=n, why=until_finished(draft)
        )
        for draft, n in hidden.items()
    )


def _away(rows: Rows) -> list[Draft]:
    """Drafts whose PDF is not here; who took one out does not wait for it."""
    here = drafts_here(rows)
    return [
        draft_of(row, here=False)
        for row in rows.all(DraftRow)
        if row["uid"] not in here and not row["removed"]
    ]


def _row(said: Mapping[str, str], why: str) -> RowWaiting:
    symbol, language = said.get("draft_symbol", ""), said.get("language", "")
    named = f"{symbol}@{language}" if symbol and language and "@" not in symbol else symbol
    return RowWaiting(
        code=said.get("code", ""), quote=said.get("quote", ""),
        provision=said.get("provision", ""), page=said.get("page", ""),
        reviewer=said.get("reviewer", ""), draft=named or said.get("draft_sha256", ""), why=why,
    )  # fmt: skip


def _name_of_draft(said: Mapping[str, str], around: Surroundings) -> str:
    """The name of the draft a row means, however it calls it; what it calls it where that is none."""
    try:
        return meant_draft(
            {**said, "draft_symbol": said.get("draft_symbol") or said.get("draft_sha256", "")},
            around, needs_pdf=False,
        ).name  # fmt: skip
    except WaitingError:
        return _row(said, "").draft


def _why(cells: Mapping[str, str], around: Surroundings) -> str:
    try:
        derived(cells, around)
    except WaitingError as error:
        return str(error)
    except RowRefusedError as error:
        return error.reason
    return _can_be_placed()


def _can_be_placed() -> str:
    return _("it can be placed now; the next merge does so")


def _somewhere(sha256: str, segments: tuple[Segment, ...]) -> Anchor:
    """An anchor of which nothing is asked but that there is one."""
    return Anchor("text", sha256, segments)

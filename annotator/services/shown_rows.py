# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows of an annotation file as they are listed: under the names they are shown with, on the edition
that is here, without what is not to be seen yet. What is sent is not changed by any of this.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from annotator.domain.anchor import Anchor
from annotator.domain.change import Record
from annotator.exchange.annotation_rows import CODE_COLUMNS
from annotator.services.annotations import Wanted, annotation_rows
from annotator.services.seen import Seen
from annotator.storage.repositories import Records, Rows
from annotator.storage.tables import EditionPlace


def shown_rows(
    rows: Rows, records: Records, wanted: Wanted, placed: Callable[[Anchor], Anchor], *, seen: Seen
) -> list[dict[str, str]]:
    """Rows in canonical order of what they say in a file.

    Args:
        rows: of the project.
        records: of the project.
        wanted: which, as they are shown.
        placed: gives an anchor the provision it stands in now.
        seen: the project as whoever looks is to see it.
    """
    codes = {record.uid: record for record in records.all("code")}
    asked = replace(
        wanted,
        drafts=wanted.drafts | {x for x, here in seen.editions.items() if here in wanted.drafts},
        codes=wanted.codes | {uid for uid in codes if seen.code(uid) in wanted.codes},
        reviewers=frozenset(),
    )
    found = annotation_rows(rows, records, asked, placed, also=seen.editions)
    there = {row["passage"]: row for row in rows.all(EditionPlace)}
    shown = (_shown(row, seen, codes, there) for row in seen.rows(found))
    return [row for row in shown if not wanted.reviewers or row["reviewer"] in wanted.reviewers]


def _shown(
    row: dict[str, str],
    seen: Seen,
    codes: Mapping[str, Record],
    there: Mapping[str, dict[str, str]],
) -> dict[str, str]:
    person, code = seen.person(row["reviewer_uid"]), seen.code(row["code_uid"])
    if person != row["reviewer_uid"]:
        row = {**row, "reviewer_uid": person, "reviewer": seen.names.get(person, row["reviewer"])}
    if code != row["code_uid"] and code in codes:
        said = codes[code].values
        row = {**row, "code_uid": code, **{c: said[name] for name, c in CODE_COLUMNS.items()}}
    if row["draft_sha256"] in seen.editions and row["passage_uid"] in there:
        anchor = Anchor.from_json(there[row["passage_uid"]]["anchor"])
        row = {**row, "provision": anchor.provision, "page": str(anchor.page or "")}
    return row

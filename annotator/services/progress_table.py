# SPDX-License-Identifier: AGPL-3.0-or-later
"""How far a team is, as a table: a row for each person and article, and for each tag that lacks a field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from annotator.exchange.plain_table import write_table
from annotator.services.progress import Progress, Share

COLUMNS = ("draft", "reviewer", "provision", "state", "finished", "lacks", "code")
JUDGED, BEGUN, NOT_BEGUN, UNKNOWN, HIDDEN, LACKS = (
    "judged", "begun", "not begun", "not in this draft", "hidden", "incomplete",
)  # fmt: skip


def write_progress(
    path: Path, found: Progress, *, people: Mapping[str, str], codes: Mapping[str, str]
) -> int:
    """Write the table; returns how many rows.

    Args:
        path: where to.
        found: how far everybody is.
        people: names by uid.
        codes: letters by uid.

    Raises:
        InputRefusedError: the place cannot be written.
    """
    names = {draft.sha256: draft.name for draft in found.drafts}
    return write_table(path, COLUMNS, _rows(found, names, people, codes))


def _rows(
    found: Progress,
    names: Mapping[str, str],
    people: Mapping[str, str],
    codes: Mapping[str, str],
) -> Iterator[tuple[str, ...]]:
    for share in found.shares:
        finished = "yes" if share.finished else ""
        for article, state in _states(share):
            yield names[share.draft], share.name, article, state, finished, "", ""
    for one in found.incomplete:
        name, lacks = people.get(one.reviewer, one.reviewer), " ".join(one.lacks)
        code = codes.get(one.code, one.code)
        yield names[one.draft], name, one.provision, LACKS, "", lacks, code


def _states(share: Share) -> Iterator[tuple[str, str]]:
    if share.hidden:
        yield "", HIDDEN
        return
    judged, begun = frozenset(share.judged), frozenset(share.begun)
    for path in share.assigned:
        yield path, JUDGED if path in judged else BEGUN if path in begun else NOT_BEGUN
    for path in share.unknown:
        yield path, UNKNOWN

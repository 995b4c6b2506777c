# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a merge that is reckoned has in codes and people that the project has not, and what will be one."""

from __future__ import annotations

from collections.abc import Collection

from annotator.domain.sameness import CODE, REVIEWER
from annotator.services.codebook_differences import Maps, differences, mapped_codes
from annotator.services.merge_people import SamePeople, checked, newcomers
from annotator.services.merging import Merge
from annotator.services.seen import Seen, living_joins
from annotator.storage.repositories import Records


def compare_codebooks(merge: Merge, records: Records, maps: Maps) -> None:
    """Report what the files' codes have that ours do not, and note which will be shown as which.

    Raises:
        NotFoundError, AmbiguousNameError: see `mapped_codes`.
    """
    ours, joins = records.all("code"), living_joins(records, CODE)
    before, now = merge.ledger.before["code"], merge.ledger.now["code"]
    merge.mapped = mapped_codes(maps, now, ours)
    merge.report.codebook = differences(before, now, ours, joins=joins, maps=merge.mapped)


def compare_people(
    merge: Merge, records: Records, same: SamePeople, *, mine: Collection[str] = ()
) -> None:
    """Report who comes under a name like somebody's here, and note who will be shown as whom.

    Raises:
        NotFoundError: see `checked`.
    """
    ours, joins = records.all("reviewer"), living_joins(records, REVIEWER)
    before, now = merge.ledger.before["reviewer"], merge.ledger.now["reviewer"]
    merge.same_people = checked(same, now, ours)
    merge.report.newcomers = newcomers(before, now, ours, joins, mine=mine, work=records.tags_by)


def show_what_may_be_seen(merge: Merge, seen: Seen) -> None:
    """Have the report tell only what whoever merges may see."""
    merge.tally.hides = seen.hides_by_name
    if seen.blind:
        merge.reasons.hides = lambda draft, who: seen.hides(seen.edition(draft), who)
        merge.reasons.draft_of = seen.draft_of

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Units on which reviewers disagree, what they disagree on, and which of them matter most."""

from __future__ import annotations

from itertools import combinations

from annotator.domain.agreement.alpha import coincidences, losses
from annotator.domain.agreement.distances import MASI, Distance
from annotator.domain.agreement.judgement_table import Judgement, JudgementTable
from annotator.domain.values import dataclass

SEVERITY_SHARE = 0.5
"""The furthest two severities of a shared code weigh as much as this share of wholly different codes."""
_WIDEST = 3
"""From severity 1 to severity 4."""
_PAIR = 2


@dataclass(frozen=True, slots=True)
class DisputedCode:
    """A code that some who judged the unit used, and others did not.

    Attributes:
        used: uids, in the order of the columns.
        not_used: uids of those who have read the unit, in the same order.
    """

    code: str
    used: tuple[str, ...]
    not_used: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DisputedSeverity:
    """A code whose severity differs.

    Attributes:
        given: uid and severity of each who gave it one, in the order of the columns.
    """

    code: str
    given: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One unit that is not judged alike.

    Attributes:
        row: of the table.
        unit: its name.
        weight: by how much alpha on sets of codes would rise if this unit were judged alike, and as
            much again as the severities are apart; the list is sorted by it.
        codes_weight: the part that comes from codes; over all units it adds up to 1 - alpha.
        severity_weight: the part that comes from severities.
        codes: that are disputed, in the order of the alphabet.
        severities: that are disputed, likewise.
        unread: uids of those who have not read it.
    """

    row: int
    unit: str
    weight: float
    codes_weight: float
    severity_weight: float
    codes: tuple[DisputedCode, ...]
    severities: tuple[DisputedSeverity, ...]
    unread: tuple[str, ...]


def disagreements(table: JudgementTable, *, distance: Distance = MASI) -> tuple[Disagreement, ...]:
    """Those units that two or more have judged and not judged alike, the weightiest first.

    Args:
        table: of judgements.
        distance: of two sets of codes.
    """
    sets = table.sets()
    by_codes = losses(sets, distance)
    scale = _scale(table, distance)
    found = []
    for row, said in enumerate(table.rows):
        judged = [
            (rater, one) for rater, one in zip(table.raters, said, strict=True) if one is not None
        ]
        if len(judged) < _PAIR:
            continue
        grave = _apart(judged) * scale
        if not by_codes[row] and not grave:
            continue
        found.append(
            Disagreement(
                row,
                table.units[row],
                by_codes[row] + grave,
                by_codes[row],
                grave,
                _disputed_codes(judged),
                _disputed_severities(judged),
                tuple(r for r, one in zip(table.raters, said, strict=True) if one is None),
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.weight, one.row)))


Judged = list[tuple[str, Judgement]]


def _scale(table: JudgementTable, distance: Distance) -> float:
    """What turns a unit's distance into a loss of alpha, as `losses` does for codes."""
    sums = coincidences(table.sets(), distance)
    size = sum(
        count * amount
        for share, count in zip(sums.shares, sums.counts, strict=True)
        for _value, amount in share.margins
    )
    parts = sums.parts(sums.counts)
    expected = parts[1] if parts else None
    return SEVERITY_SHARE / (size * (expected or 1.0)) if size else 0.0


def _apart(judged: Judged) -> float:
    """How far severities are apart: 1 for each pair of judgements, both ways, that could not be further."""
    total = 0.0
    for (_rater, one), (_other, two) in combinations(judged, 2):
        mine, theirs = dict(one.severities), dict(two.severities)
        shared = sorted(mine.keys() & theirs.keys())
        if shared:
            gaps = sum(min(abs(mine[code] - theirs[code]) / _WIDEST, 1.0) for code in shared)
            total += gaps / len(shared)
    return 2 * total / (len(judged) - 1)


def _disputed_codes(judged: Judged) -> tuple[DisputedCode, ...]:
    found = []
    for code in sorted({code for _rater, said in judged for code in said.codes}):
        used = tuple(rater for rater, said in judged if code in said.codes)
        not_used = tuple(rater for rater, said in judged if code not in said.codes)
        if not_used:
            found.append(DisputedCode(code, used, not_used))
    return tuple(found)


def _disputed_severities(judged: Judged) -> tuple[DisputedSeverity, ...]:
    given: dict[str, list[tuple[str, int]]] = {}
    for rater, said in judged:
        for code, grave in said.severities:
            given.setdefault(code, []).append((rater, grave))
    return tuple(
        DisputedSeverity(code, tuple(by))
        for code, by in sorted(given.items())
        if len({grave for _rater, grave in by}) > 1
    )

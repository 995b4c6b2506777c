# SPDX-License-Identifier: AGPL-3.0-or-later
"""Agreement overall, for each family and for each code: the usual measures on one table of judgements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from annotator.domain.agreement.alpha import alpha
from annotator.domain.agreement.distances import JACCARD, MASI, ORDINAL
from annotator.domain.agreement.judgement_table import JudgementTable
from annotator.domain.agreement.kappa import cohen, cohen_of_pairs, fleiss, percent_agreement
from annotator.domain.agreement.light import light
from annotator.domain.agreement.measured import Agreement
from annotator.domain.agreement.resampling import RESAMPLES, SEED
from annotator.domain.agreement.value_table import ValueTable
from annotator.domain.values import dataclass

OVERALL, FAMILY, CODE = "overall", "family", "code"
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Part:
    """Agreement on one thing.

    Attributes:
        level: OVERALL, FAMILY or CODE.
        name: of the family or code; "" overall.
        used: how many judgements used it, or any code at all.
        agreements: overall the percentage of equal sets, alpha by MASI and by Jaccard; else the
            percentage, kappa (Cohen's for two reviewers, Fleiss' for more) and alpha of used or not; of
            more than two Light's kappa at last.
        any_code: overall, the same measures of "any concern or none"; () else.
        severity: ordinal alpha of severities, of those who used it; overall of each code by itself.
        pairs: of more than two reviewers, uids of each two and their Cohen's kappa of used or not, overall
            of "any concern or none"; () else.
    """

    level: str
    name: str
    used: int
    agreements: tuple[Agreement, ...]
    any_code: tuple[Agreement, ...]
    severity: Agreement
    pairs: tuple[tuple[str, str, Agreement], ...] = ()


def breakdown(
    table: JudgementTable,
    families: Mapping[str, str],
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Iterator[Part]:
    """Overall, then each family, then each code that anybody used, as they are worked out.

    Args:
        table: of judgements.
        families: code → family; a code without one has no family of its own.
        resamples: of each interval, 0 for none.
        seed: of the resamples.
    """
    sets, concern = table.sets(), table.any_code()
    yield Part(
        OVERALL,
        "",
        sum(bool(said.codes) for row in table.rows for said in row if said is not None),
        (
            percent_agreement(sets, resamples=resamples, seed=seed),
            alpha(sets, MASI, resamples=resamples, seed=seed),
            alpha(sets, JACCARD, resamples=resamples, seed=seed),
        ),
        of_two_values(concern, resamples=resamples, seed=seed),
        alpha(table.each_severity(), ORDINAL, resamples=resamples, seed=seed),
        of_pairs(concern, resamples=resamples, seed=seed),
    )
    grouped = table.grouped(families)
    known = set(families.values())
    for family in grouped.codes():
        if family in known:
            yield _part(grouped, FAMILY, family, resamples, seed)
    for code in table.codes():
        yield _part(table, CODE, code, resamples, seed)


def of_two_values(
    table: ValueTable, *, resamples: int = RESAMPLES, seed: int = SEED
) -> tuple[Agreement, ...]:
    """Percentage, kappa and alpha of a table in which each cell is one of two or more words."""
    several = len(table.raters) > _PAIR
    if len(table.raters) == _PAIR:
        kappa = cohen(table, *table.raters, resamples=resamples, seed=seed)
    else:
        kappa = fleiss(table, resamples=resamples, seed=seed)
    return (
        percent_agreement(table, resamples=resamples, seed=seed),
        kappa,
        alpha(table, resamples=resamples, seed=seed),
        *((light(table, resamples=resamples, seed=seed),) if several else ()),
    )


def of_pairs(
    table: ValueTable, *, resamples: int = RESAMPLES, seed: int = SEED
) -> tuple[tuple[str, str, Agreement], ...]:
    """Cohen's kappa of each two of more than two raters; of two it is among the measures."""
    if len(table.raters) <= _PAIR:
        return ()
    return cohen_of_pairs(table, resamples=resamples, seed=seed)


def _part(table: JudgementTable, level: str, name: str, resamples: int, seed: int) -> Part:
    used = sum(name in said.codes for row in table.rows for said in row if said is not None)
    of_code = table.one_code(name)
    return Part(
        level,
        name,
        used,
        of_two_values(of_code, resamples=resamples, seed=seed),
        (),
        alpha(table.severities(name), ORDINAL, resamples=resamples, seed=seed),
        of_pairs(of_code, resamples=resamples, seed=seed),
    )

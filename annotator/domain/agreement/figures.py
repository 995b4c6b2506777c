# SPDX-License-Identifier: AGPL-3.0-or-later
"""All measures of a survey: overall, of each family and each code; of passages those of text, too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from annotator.domain.agreement.agreement_words import (
    cautions,
    meaning,
    of_each_two,
    of_passages,
    shown,
    title,
)
from annotator.domain.agreement.breakdown import CODE, FAMILY, Part, breakdown
from annotator.domain.agreement.distances import MARKED, MASI
from annotator.domain.agreement.marked_span import MarkedText
from annotator.domain.agreement.measured import FLEISS, LIGHT, PERCENT, Agreement
from annotator.domain.agreement.resampling import RESAMPLES
from annotator.domain.agreement.survey import PASSAGE, Survey
from annotator.domain.agreement.unitizing import coding_alpha, unitizing_alpha
from annotator.domain.values import dataclass
from annotator.i18n import _

Progress = Callable[[int, int], None]
CODES, ANY, SEVERITY, TEXT = "codes", "any", "severity", "text"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure of one thing, in words.

    Attributes:
        about: what was compared: CODES (used or not; overall the sets of them), ANY (any concern or none),
            SEVERITY, or TEXT (which stretches of it were marked).
        name: of the measure.
        value: as people read it; a dash for none.
        interval: likewise, "" for none.
        meaning: a plain sentence.
        cautions: why not to trust it too far.
        agreement: the figures themselves.
        beside: a sentence to read with it: of Fleiss' kappa, what Cohen's of each two is; "" for none.
    """

    about: str
    name: str
    value: str
    interval: str
    meaning: str
    cautions: tuple[str, ...]
    agreement: Agreement
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Cohen's kappa of two of several reviewers.

    Attributes:
        one: uid.
        other: uid.
        figure: the measure.
    """

    one: str
    other: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Figures:
    """The measures of one part.

    Attributes:
        level: OVERALL, FAMILY or CODE of `breakdown.py`.
        name: letters of the family or code; "" overall.
        used: how many judgements used it, or any code at all.
        figures: every measure; the one to look at first is `lead`.
        lead: alpha of what was compared: of sets of codes overall, of used or not elsewhere.
        pairs: Cohen's kappa of each two of more than two reviewers; () else.
    """

    level: str
    name: str
    used: int
    figures: tuple[Figure, ...]
    lead: Figure
    pairs: tuple[Pair, ...] = ()

    def cautions(self) -> tuple[str, ...]:
        """Why not to trust its figures too far, each once, those of `lead` first."""
        every = (self.lead, *self.figures)
        return tuple(dict.fromkeys(said for one in every for said in one.cautions))


def figures(
    survey: Survey, progress: Progress | None = None, *, resamples: int = RESAMPLES
) -> Iterator[Figures]:
    """The figures of each part as they are worked out.

    Args:
        survey: what reviewers said.
        progress: called with (parts done, all) before each; may raise Cancelled.
        resamples: of each interval, 0 for none.
    """
    codes = survey.table.codes()
    families = {survey.families[code] for code in codes if code in survey.families}
    total = 1 + len(families) + len(codes)
    parts = breakdown(survey.table, survey.families, resamples=resamples)
    for done in range(total + 1):
        if progress:
            progress(min(done, total), total)
        part = next(parts, None)
        if part is None:
            return
        yield _figures(survey, part, resamples)


def _figures(survey: Survey, part: Part, resamples: int) -> Figures:
    found = [(CODES, one) for one in part.agreements]
    found += [(ANY, one) for one in part.any_code]
    found.append((SEVERITY, part.severity))
    if survey.text is not None:
        found += [(TEXT, one) for one in _of_text(survey, part, survey.text, resamples)]
    said = tuple(_figure(survey, about, one) for about, one in found)
    lead = said[2] if part.name else said[1]
    about = CODES if part.name else ANY
    pairs = tuple(
        Pair(one, other, _figure(survey, about, found)) for one, other, found in part.pairs
    )
    return Figures(part.level, part.name, part.used, _with_pairs(survey, part, said), lead, pairs)


def _with_pairs(survey: Survey, part: Part, said: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Beside Fleiss' kappa, what Cohen's of each two reviewers is."""
    mean = next((one.agreement for one in said if one.agreement.measure == LIGHT), None)
    if mean is None:
        return said
    named = ((survey.name(one), survey.name(other), each) for one, other, each in part.pairs)
    beside = of_each_two(named, mean)
    return tuple(
        replace(one, beside=beside) if one.agreement.measure == FLEISS else one for one in said
    )


def _of_text(survey: Survey, part: Part, text: MarkedText, resamples: int) -> tuple[Agreement, ...]:
    if part.level == CODE:
        text = text.only_code(part.name)
    elif part.level == FAMILY:
        within = {code: name for code, name in survey.families.items() if name == part.name}
        text = text.grouped({**within, part.name: part.name}, others=False)
    else:
        return (
            unitizing_alpha(text, MASI, resamples=resamples),
            unitizing_alpha(text, MARKED, resamples=resamples),
            coding_alpha(text, MASI, resamples=resamples),
        )
    return (unitizing_alpha(text, MARKED, resamples=resamples),)


def _figure(survey: Survey, about: str, one: Agreement) -> Figure:
    percent = one.measure == PERCENT
    low, high = (shown(each, percent=percent) for each in (one.low, one.high))
    interval = _("{low} to {high}").format(low=low, high=high) if one.low is not None else ""
    said = cautions(one, survey.people)
    if said and survey.scope.level == PASSAGE and about != TEXT:
        said = (*said, of_passages())
    return Figure(
        about, title(one), shown(one.value, percent=percent), interval, meaning(one), said, one
    )


def about_words() -> dict[str, str]:
    """What was compared, as it is read."""
    return {
        CODES: _("codes"), ANY: _("any concern or none"), SEVERITY: _("severity"),
        TEXT: _("words marked"),
    }  # fmt: skip

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a figure of agreement means in a plain sentence, and why it may not be trusted. Measures nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from annotator.domain.agreement.measured import (
    ALPHA,
    COHEN,
    FLEISS,
    LIGHT,
    NO_PAIRS,
    NO_VARIATION,
    NOT_ALL,
    NOT_TWO,
    NOTHING_SHARED,
    PERCENT,
    UNITIZING,
    Agreement,
)
from annotator.i18n import _, ngettext

FIRM, TENTATIVE = 0.8, 0.667
"""Krippendorff's marks: from the one on, conclusions can be drawn; between the two, tentative ones."""
_FEW = 30
_WIDE = 0.3
_ONE_SIDED = 0.9
_MANY_ALONE = 0.2
_OFTEN_UNDEFINED = 0.05
_SHOWN = 0.0005


def title(agreement: Agreement) -> str:
    """The measure's name."""
    kinds = {
        "nominal": _("Krippendorff's alpha"),
        "ordinal": _("Krippendorff's alpha, ordinal"),
        "interval": _("Krippendorff's alpha, interval"),
        "ratio": _("Krippendorff's alpha, ratio"),
        "jaccard": _("Krippendorff's alpha for sets (Jaccard)"),
        "masi": _("Krippendorff's alpha for sets (MASI)"),
    }
    text_kinds = {
        "marked": _("Unitizing alpha: marked or not"),
        "coding": _("Unitizing alpha: codes where both marked"),
    }
    names = {
        PERCENT: _("Percentage agreement"),
        COHEN: _("Cohen's kappa"),
        FLEISS: _("Fleiss' kappa"),
        LIGHT: _("Light's kappa, the mean of Cohen's"),
        ALPHA: kinds.get(agreement.kind, _("Krippendorff's alpha")),
        UNITIZING: text_kinds.get(agreement.kind, _("Unitizing alpha")),
    }
    return names[agreement.measure]


def of_each_two(named: Iterable[tuple[str, str, Agreement]], mean: Agreement) -> str:
    """Cohen's kappa of each two reviewers, by name, and their mean; "" where there are no two."""
    pairs = list(named)
    each = [
        _("{one} and {other} {value}").format(one=one, other=other, value=shown(found.value))
        for one, other, found in pairs
    ]
    if not each:
        return ""
    said = _("Cohen's kappa of each two: {each}; their mean, Light's kappa: {mean}.")
    if any(found.value is None for _one, _other, found in pairs):
        said = _(
            "Cohen's kappa of each two: {each}; the mean of those that have one, Light's kappa: {mean}."
        )
    return said.format(each=", ".join(each), mean=shown(mean.value))


def shown(value: float | None, *, percent: bool = False) -> str:
    """A figure as people read it: three places, or whole per cent; a dash for none."""
    if value is None:
        return "\N{EN DASH}"
    if percent:
        return _("{n} %").format(n=_per_cent(value))
    text = f"{value + 0.0:.3f}"
    if text == "1.000" and value < 1 - 1e-12:
        text = "0.999"
    return ("0.000" if text == "-0.000" else text).replace("-", "\N{MINUS SIGN}")


def meaning(agreement: Agreement) -> str:
    """What the figure says, in one or two sentences; why there is none where there is none."""
    value = agreement.value
    if value is None:
        return _why_not(agreement)
    if agreement.measure == PERCENT:
        return _("{share} of all pairs of judgements on the same unit are the same{range}.").format(
            share=shown(value, percent=True), range=_range(agreement, percent=True)
        )
    return f"{_beyond_chance(agreement, value)} {_verdict(agreement, value)}"


def _beyond_chance(agreement: Agreement, value: float) -> str:
    places = {"value": shown(value), "range": _range(agreement)}
    if value >= 1 - 1e-12:
        return _("All judgements that can be compared are the same ({value}{range}).").format(
            **places
        )
    if abs(value) < _SHOWN:
        return _("Reviewers agree as often as chance alone would have it ({value}{range}).").format(
            **places
        )
    if value < 0:
        return _(
            "Reviewers agree less often than chance alone would have it ({value}{range})."
        ).format(**places)
    places["share"] = _("{n} %").format(n=_per_cent(value))
    if agreement.measure == UNITIZING:
        return _(
            "On which text to mark, and how, agreement covers {share} of the way from chance to "
            "perfect ({value}{range})."
        ).format(**places)
    return _("Agreement covers {share} of the way from chance to perfect ({value}{range}).").format(
        **places
    )


def _verdict(agreement: Agreement, value: float) -> str:
    low = agreement.low
    if value >= FIRM:
        if low is not None and low < TENTATIVE:
            return _(
                "By itself enough to rely on, but the interval reaches down to where it is not."
            )
        return _("That is enough to rely on.")
    if value >= TENTATIVE:
        return _("That is enough for tentative conclusions only.")
    return _("That is too little to draw conclusions from: talk about the codes and read again.")


def _range(agreement: Agreement, *, percent: bool = False) -> str:
    if agreement.low is None or agreement.high is None:
        return ""
    return _("; 95 % interval {low} to {high}").format(
        low=shown(agreement.low, percent=percent), high=shown(agreement.high, percent=percent)
    )


def _per_cent(value: float) -> int:
    """Whole per cent; 0 and 100 only where it is exactly that."""
    if value <= 0 or value >= 1:
        return round(100 * value)
    return min(99, max(1, round(100 * value)))


def _why_not(agreement: Agreement) -> str:
    reasons = {
        NO_PAIRS: _("No figure: no unit has been judged by two reviewers yet."),
        NO_VARIATION: _(
            "No figure: every judgement is the same, so agreement cannot be told from chance."
        ),
        NOT_TWO: _("No figure: it takes two reviewers at least."),
        NOT_ALL: _("No figure: no unit has been judged by all reviewers yet."),
        NOTHING_SHARED: _("No figure: no text was marked by two reviewers."),
    }
    return reasons[agreement.reason]


def cautions(agreement: Agreement, names: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Why not to trust the figure too far, the weightiest first; nothing where there is none.

    Args:
        agreement: what was found.
        names: uid → name, for raters who are named.
    """
    if agreement.value is None:
        return ()
    return tuple(_cautions(agreement, agreement.value, names or {}))


def of_passages() -> str:
    """What to say beside figures whose units are passages."""
    return _(
        "The units are passages that somebody marked. Text that all left alone is not counted, so these "
        "figures are mostly lower than those of provisions; unitizing alpha counts all the text."
    )


def _cautions(agreement: Agreement, value: float, names: Mapping[str, str]) -> Iterator[str]:
    yield from _of_size(agreement)
    yield from _of_interval(agreement, value)
    yield from _of_values(agreement, names)
    yield from _of_missing(agreement)


def _of_size(agreement: Agreement) -> Iterator[str]:
    gist = agreement.gist
    if gist.pieces >= _FEW:
        return
    if agreement.measure == UNITIZING:
        yield ngettext(
            "It rests on {n} separate place that was marked; a few more could change it much.",
            "It rests on {n} separate places that were marked; a few more could change it much.",
            gist.pieces,
        ).format(n=gist.pieces)
    else:
        yield ngettext(
            "It rests on {n} unit only; a few more could change it much.",
            "It rests on {n} units only; a few more could change it much.",
            gist.pieces,
        ).format(n=gist.pieces)


def _of_interval(agreement: Agreement, value: float) -> Iterator[str]:
    low, high = agreement.low, agreement.high
    if agreement.undefined > _OFTEN_UNDEFINED:
        yield _(
            "In {share} of the samples behind the interval all judgements were the same and gave no "
            "figure: the interval is narrower than it should be."
        ).format(share=shown(agreement.undefined, percent=True))
    if value >= 1:
        yield _("No disagreement was seen, so the interval cannot say what more units would show.")
    elif low is None or high is None:
        yield _("There is too little to work out an interval.")
    elif high - low > _WIDE:
        yield _("The interval is wide: the figure is a rough guess.")


def _of_values(agreement: Agreement, names: Mapping[str, str]) -> Iterator[str]:
    gist = agreement.gist
    if agreement.measure == PERCENT:
        if gist.commonest >= _ONE_SIDED:
            yield _(
                "{share} of all judgements are the same, so chance alone would bring a high percentage."
            ).format(share=shown(gist.commonest, percent=True))
        else:
            yield _("It does not tell how much of this chance alone would bring.")
    elif agreement.measure != UNITIZING and gist.commonest >= _ONE_SIDED:
        yield _(
            "{share} of all judgements are the same: a single unit then moves this figure a lot, so look "
            "at the percentage, too."
        ).format(share=shown(gist.commonest, percent=True))
    for rater in gist.steady:
        name = names.get(rater, rater)
        if agreement.measure == UNITIZING:
            yield _("{name} marked nothing, or everything alike.").format(name=name)
        else:
            yield _("{name} judged every unit alike.").format(name=name)


def _of_missing(agreement: Agreement) -> Iterator[str]:
    gist = agreement.gist
    every = gist.units + gist.alone
    if not every or gist.alone <= _MANY_ALONE * every:
        return
    yield ngettext(
        "{n} unit is left out because too few reviewers have read it.",
        "{n} units are left out because too few reviewers have read them.",
        gist.alone,
    ).format(n=gist.alone)

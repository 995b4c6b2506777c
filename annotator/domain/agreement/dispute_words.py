# SPDX-License-Identifier: AGPL-3.0-or-later
"""A disagreement in words: where it is, what each reviewer said, what the team decided."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.domain.agreement.disagreements import Disagreement
from annotator.domain.agreement.survey import ARTICLE, PASSAGE, SMALLEST, Scope, Survey, Unit
from annotator.domain.team_author import AGREED
from annotator.i18n import _, ngettext


def place(survey: Survey, unit: Unit) -> str:
    """Draft, where there are several, and provision; the page where there is none."""
    page = _("page {n}").format(n=unit.page) if unit.page else ""
    draft = survey.draft_name(unit.draft) if len(survey.drafts) > 1 else ""
    return ", ".join(filter(None, (draft, unit.path or page)))


def judgement(survey: Survey, one: Disagreement, rater: str) -> str:
    """What a reviewer said of the unit: codes, each with its severity; read or not read without."""
    said = survey.table.rows[one.row][survey.raters.index(rater)]
    if said is None:
        return _("not read")
    if not said.codes:
        return _("no concern")
    return ", ".join(_code(code, said.severity(code)) for code in sorted(said.codes))


def decision(survey: Survey, unit: Unit) -> str:
    """What the team decided, and who for it; "" for nothing."""
    if not unit.team:
        return ""
    taken = [one for one in unit.team if one.state == AGREED]
    said = ", ".join(
        dict.fromkeys(_code(o.code, o.severity) for o in sorted(taken, key=lambda o: o.code))
    )
    who = ", ".join(dict.fromkeys(survey.name(o.decided_by) for o in unit.team if o.decided_by))
    return " · ".join(filter(None, (said or _("no concern"), who)))


def disputed(one: Disagreement) -> tuple[str, ...]:
    """The letters of codes that are disputed, those whose severity alone is last."""
    names = [said.code for said in one.codes]
    return tuple(dict.fromkeys([*names, *(said.code for said in one.severities)]))


def _code(code: str, severity: int | None) -> str:
    return f"{code} ({severity})" if severity is not None else code


def level_words() -> dict[str, str]:
    """What the units are, as it is read."""
    return {ARTICLE: _("articles"), SMALLEST: _("smallest provisions"), PASSAGE: _("passages")}


def scope_sentence(survey: Survey) -> str:
    """Who is compared on what, in one sentence."""
    people = ", ".join(map(survey.name, survey.raters)) or _("nobody")
    drafts = ", ".join(name for _sha, name in survey.drafts) or _("no draft")
    return _("{people} on {units} of {drafts}.").format(
        people=people, units=unit_words(survey.scope), drafts=drafts
    )


def unit_words(scope: Scope) -> str:
    """What the units are; of passages with how far their ends may lie apart."""
    words = level_words()[scope.level]
    if scope.level != PASSAGE:
        return words
    if not scope.tolerance:
        return _("{passages} with the same ends").format(passages=words)
    apart = ngettext("{n} word", "{n} words", scope.tolerance).format(n=scope.tolerance)
    return _("{passages} whose ends are at most {apart} apart").format(passages=words, apart=apart)


def hidden_sentence(survey: Survey) -> str:
    """That colleagues' work is not to be seen yet, "" where all of it is."""
    if not survey.hidden:
        return ""
    said = _("Colleagues' work is hidden until you have finished {drafts}.")
    return said.format(drafts=", ".join(survey.hidden))


def outside_sentence(survey: Survey) -> str:
    """What was left out, "" for nothing."""
    if not survey.outside:
        return ""
    if survey.scope.level == PASSAGE:
        said = ngettext(
            "{n} tag is left out: it stands on an area, on a whole provision, or on words not found.",
            "{n} tags are left out: they stand on areas, whole provisions, or on words not found.",
            survey.outside,
        )
    else:
        said = ngettext(
            "{n} tag is left out: it stands in no provision.",
            "{n} tags are left out: they stand in no provision.",
            survey.outside,
        )
    return said.format(n=survey.outside)


def shortest(names: Sequence[str]) -> tuple[str, ...]:
    """First names where they differ, whole ones elsewhere: for heads of narrow columns."""
    first = [name.split()[0] if name.split() else name for name in names]
    return tuple(
        short if first.count(short) == 1 else name for short, name in zip(first, names, strict=True)
    )

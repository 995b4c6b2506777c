# SPDX-License-Identifier: AGPL-3.0-or-later
"""`annotator agreement`: how far reviewers agree, and where they do not."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from annotator.cli.output import Counter, say, say_json, table, tell
from annotator.domain.agreement.dispute_words import (
    decision,
    disputed,
    hidden_sentence,
    judgement,
    outside_sentence,
    place,
    scope_sentence,
)
from annotator.domain.agreement.figures import Figure, Figures, about_words
from annotator.domain.agreement.survey import (
    ARTICLE,
    PASSAGE,
    SMALLEST,
    TOLERANCE,
    Given,
    Scope,
    Survey,
)
from annotator.i18n import _
from annotator.services.workspace import Workspace

Options = argparse.Namespace


def agreement(workspace: Workspace, options: Options) -> int:
    """`annotator agreement`."""
    drafts = tuple(workspace.drafts.named(name).sha256 for name in options.draft)
    level = PASSAGE if options.level == "passage" else ARTICLE
    if options.smallest and level == ARTICLE:
        level = SMALLEST
    tolerance = TOLERANCE if options.tolerance is None else options.tolerance
    survey = workspace.agreement.survey(
        Scope(drafts, level, tolerance), Counter(_("reading draft"))
    )
    found = list(workspace.agreement.figures(survey, Counter(_("working out figures"))))
    if options.out:
        workspace.agreement.write(options.out, survey, found)
        tell(_("Wrote {path}.").format(path=options.out))
    if options.json:
        say_json(_json(survey, found))
    elif not options.out:
        _print(survey, found)
    return 0


def _print(survey: Survey, found: Sequence[Figures]) -> None:
    about = about_words()
    say(scope_sentence(survey))
    table(
        [
            (part.name or _("overall"), str(part.used), about[one.about], one.name, one.value,
             one.interval, str(one.agreement.units), str(one.agreement.pairs))
            for part in found
            for one in part.figures
        ],
        head=("part", "tags", "about", "measure", "figure", "interval", "units", "pairs"),
    )  # fmt: skip
    pairs = [
        (part.name or _("overall"), survey.name(pair.one), survey.name(pair.other),
         about[pair.figure.about], pair.figure.name, pair.figure.value, pair.figure.interval,
         str(pair.figure.agreement.units))
        for part in found
        for pair in part.pairs
    ]  # fmt: skip
    if pairs:
        say("")
        table(
            pairs,
            head=("part", "reviewer", "other", "about", "measure", "figure", "interval", "units"),
        )
    for part in found:
        say("")
        say(" ".join(filter(None, (part.name or _("overall"), survey.titles.get(part.name, "")))))
        for one in part.figures:
            if one.agreement.value is not None or one is part.lead:
                say(f"  {one.name} ({about[one.about]}): {one.meaning}")
        for caution in part.cautions():
            say(f"  – {caution}")  # noqa: RUF001
    say("")
    table(
        [
            (place(survey, survey.units[one.row]), f"{one.weight:.3f}", ", ".join(disputed(one)),
             *(judgement(survey, one, rater) for rater in survey.raters),
             decision(survey, survey.units[one.row]) or "-")
            for one in survey.disputed
        ],
        head=("where", "weight", "disputed", *map(survey.name, survey.raters), "team"),
    )  # fmt: skip
    for said in filter(None, (outside_sentence(survey), hidden_sentence(survey))):
        tell(said)


def _json(survey: Survey, found: Sequence[Figures]) -> dict[str, Any]:
    return {
        "level": survey.scope.level,
        "tolerance": survey.scope.tolerance,
        "drafts": [{"draft": sha256, "name": name} for sha256, name in survey.drafts],
        "reviewers": [{"uid": uid, "name": survey.name(uid)} for uid in survey.raters],
        "units": len(survey.units),
        "left_out": survey.outside,
        "parts": [
            {"level": part.level, "code": part.name, "name": survey.titles.get(part.name, ""),
             "used": part.used, "figures": [_figure(one) for one in part.figures],
             "pairs": [
                 {"one": survey.name(pair.one), "other": survey.name(pair.other),
                  **_figure(pair.figure)}
                 for pair in part.pairs
             ]}
            for part in found
        ],
        "disagreements": [
            {"draft": unit.draft, "provision": unit.path, "page": unit.page, "quote": unit.quote,
             "weight": one.weight, "disputed": list(disputed(one)), "open": survey.is_open(one),
             "said": [
                 {"reviewer": survey.name(rater), "read": rater not in one.unread,
                  "codes": [
                      _code(code, survey.table.rows[one.row][column])
                      for code in survey.used(one, rater)
                  ]}
                 for column, rater in enumerate(survey.raters)
             ],
             "tags": [_given(survey, given) for given in (*unit.given, *unit.team)]}
            for one in survey.disputed
            for unit in [survey.units[one.row]]
        ],
    }  # fmt: skip


def _figure(one: Figure) -> dict[str, Any]:
    found = one.agreement
    return {
        "about": one.about, "measure": found.measure, "distance": found.kind, "value": found.value,
        "low": found.low, "high": found.high, "units": found.units, "reviewers": found.raters,
        "pairs": found.pairs, "meaning": one.meaning, "cautions": list(one.cautions),
    }  # fmt: skip


def _code(code: str, said: Any) -> dict[str, Any]:
    return {"code": code, "severity": said.severity(code)}


def _given(survey: Survey, one: Given) -> dict[str, Any]:
    return {
        "tag": one.tag, "passage": one.passage, "reviewer": survey.name(one.reviewer),
        "code": one.code, "severity": one.severity, "state": one.state,
        "decided_by": survey.name(one.decided_by) if one.decided_by else "",
    }  # fmt: skip

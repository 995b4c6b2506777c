# SPDX-License-Identifier: AGPL-3.0-or-later
"""Agreement as one page to hand on, and as a table. No script, nothing fetched from anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from annotator.domain.agreement.breakdown import CODE, FAMILY, OVERALL
from annotator.domain.agreement.dispute_words import (
    decision,
    disputed,
    hidden_sentence,
    judgement,
    outside_sentence,
    place,
    scope_sentence,
)
from annotator.domain.agreement.figures import Figures, about_words
from annotator.domain.agreement.survey import Survey
from annotator.exchange.atomic_file import written_whole
from annotator.exchange.html_page import (
    PAGE_END,
    element,
    heading,
    page_begin,
    paragraph,
    table,
)
from annotator.exchange.plain_table import write_table as write_report
from annotator.i18n import _

COLUMNS = (
    "record", "level", "code", "code_name", "used", "about", "measure", "distance", "value", "low", "high",
    "units", "reviewers", "pairs", "meaning", "cautions", "draft", "provision", "page", "quote", "weight",
    "disputed", "said", "decided", "draft_sha256", "reviewer", "other_reviewer",
)  # fmt: skip
"""The columns of the table: a row for each figure, those of two reviewers named after all others of their
part, then one for each disagreement."""

# -- the table -----------------------------------------------------------------------------------


def write_table(path: Path, survey: Survey, found: Iterable[Figures]) -> int:
    """Write the table; returns how many rows.

    Raises:
        InputRefusedError: the place cannot be written.
    """
    rows = (*_figure_rows(survey, found), *_dispute_rows(survey))
    return write_report(path, COLUMNS, ([row.get(n, "") for n in COLUMNS] for row in rows))


def _figure_rows(survey: Survey, found: Iterable[Figures]) -> Iterator[dict[str, str]]:
    for part in found:
        every = [(one, "", "") for one in part.figures]
        every += [(p.figure, survey.name(p.one), survey.name(p.other)) for p in part.pairs]
        for one, name, other in every:
            figure = one.agreement
            yield {
                "record": "figure", "level": part.level, "code": part.name,
                "code_name": survey.titles.get(part.name, ""), "used": str(part.used),
                "about": one.about, "measure": figure.measure, "distance": figure.kind,
                "value": _number(figure.value), "low": _number(figure.low),
                "high": _number(figure.high), "units": str(figure.units),
                "reviewers": str(figure.raters), "pairs": str(figure.pairs),
                "meaning": one.meaning, "cautions": " ".join(one.cautions),
                "reviewer": name, "other_reviewer": other,
            }  # fmt: skip


def _dispute_rows(survey: Survey) -> Iterator[dict[str, str]]:
    for one in survey.disputed:
        unit = survey.units[one.row]
        yield {
            "record": "disagreement", "level": survey.scope.level,
            "draft": survey.draft_name(unit.draft), "provision": unit.path,
            "page": str(unit.page or ""), "quote": unit.quote, "weight": _number(one.weight),
            "disputed": "; ".join(disputed(one)),
            "said": "; ".join(
                f"{survey.name(rater)}: {judgement(survey, one, rater)}" for rater in survey.raters
            ),
            "decided": decision(survey, unit), "draft_sha256": unit.draft,
        }  # fmt: skip


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.6f}"


# -- the page ------------------------------------------------------------------------------------


def write_page(path: Path, survey: Survey, found: Sequence[Figures]) -> None:
    """Write the page.

    Raises:
        InputRefusedError: the place cannot be written.
    """
    with written_whole(path) as file:
        file.write(page(survey, found).encode("utf-8"))


def page(survey: Survey, found: Sequence[Figures]) -> str:
    """The page, whole in itself."""
    left_out = filter(None, (outside_sentence(survey), hidden_sentence(survey)))
    body = [
        page_begin(_("How far reviewers agree")),
        paragraph(scope_sentence(survey)),
        paragraph(
            _("Tags that record what the team decided are not counted as a reviewer's."), "quiet"
        ),
        *(paragraph(said, "quiet") for said in left_out),
    ]
    for part in found:
        if part.level == OVERALL:
            body += [heading(2, _("Overall")), *_measures(part, survey)]
    heads = {FAMILY: _("By family"), CODE: _("By code")}
    for level, head in heads.items():
        own = [part for part in found if part.level == level]
        if own:
            body.append(heading(2, head))
        for part in own:
            name = " ".join(filter(None, (part.name, survey.titles.get(part.name, ""))))
            body += [heading(3, name), *_measures(part, survey)]
    body += _disagreements(survey)
    return "\n".join([*body, PAGE_END, ""])


def _measures(part: Figures, survey: Survey) -> Iterator[str]:
    about = about_words()
    head = (
        _("Of what"), _("Measure"), _("Figure"), _("95 % interval"), _("Units"), _("Reviewers"), _("Pairs"),
    )  # fmt: skip
    rows = [
        (about[one.about], one.name, one.value, one.interval, str(one.agreement.units),
         str(one.agreement.raters), str(one.agreement.pairs))
        for one in part.figures
    ]  # fmt: skip
    yield table(head, rows, numbers=2)
    if part.pairs:
        of_two = [
            (f"{survey.name(pair.one)}, {survey.name(pair.other)}", about[pair.figure.about],
             pair.figure.name, pair.figure.value, pair.figure.interval,
             str(pair.figure.agreement.units))
            for pair in part.pairs
        ]  # fmt: skip
        heads = (
            _("Two reviewers"), _("Of what"), _("Measure"), _("Figure"), _("95 % interval"), _("Units"),
        )  # fmt: skip
        yield table(heads, of_two, numbers=3)
    for one in (part.lead, *(one for one in part.figures if one is not part.lead)):
        if one is part.lead or one.agreement.value is not None:
            yield paragraph(f"{one.name} ({about[one.about]}): {one.meaning}")
    if part.cautions():
        said = "".join(element("li", escape(caution)) for caution in part.cautions())
        yield element("ul", said, "caution")


def _disagreements(survey: Survey) -> Iterator[str]:
    yield heading(2, _("Disagreements"))
    if not survey.disputed:
        yield paragraph(_("There are none."))
        return
    yield paragraph(
        _("The weightiest first: by how much the figures would rise if it were settled."), "quiet"
    )
    head = (_("Where"), *map(survey.name, survey.raters), _("The team"), _("Weight"))
    rows = []
    for one in survey.disputed:
        unit = survey.units[one.row]
        where = escape(place(survey, unit))
        if unit.quote:
            where += element("blockquote", escape(unit.quote))
        said = [escape(judgement(survey, one, rater)) for rater in survey.raters]
        rows.append((where, *said, escape(decision(survey, unit)), f"{one.weight:.3f}"))
    yield table(head, rows, numbers=len(head) - 1, raw=True)

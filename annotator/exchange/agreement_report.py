# SPDX-License-Identifier: AGPL-3.0-or-later
"""Agreement as one page to hand on, and as a table. No script, nothing fetched from anywhere."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from annotator.domain.agreement.breakdown import CODE, FAMILY, OVERALL
from annotator.domain.agreement.dispute_words import (
    decision,
    disputed,
    judgement,
    outside_sentence,
    place,
    scope_sentence,
)
from annotator.domain.agreement.figures import Figures, about_words
from annotator.domain.agreement.survey import Survey
from annotator.exchange.atomic_file import written_whole
from annotator.exchange.csv_cells import guarded
from annotator.i18n import _

COLUMNS = (
    "record", "level", "code", "code_name", "used", "about", "measure", "distance", "value", "low", "high",
    "units", "reviewers", "pairs", "meaning", "cautions", "draft", "provision", "page", "quote", "weight",
    "disputed", "said", "decided", "draft_sha256", "reviewer", "other_reviewer",
)  # fmt: skip
"""The columns of the table: a row for each figure, those of two reviewers named after all others of their
part, then one for each disagreement."""

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;color:#1c1b19;background:#fff;max-width:60rem;margin:2rem auto;
padding:0 1rem}
h1{font-size:1.6rem}h2{font-size:1.25rem;margin-top:2.5rem}h3{font-size:1.05rem;margin:1.6rem 0 .3rem}
table{border-collapse:collapse;width:100%;margin:.5rem 0}
th,td{border-bottom:1px solid #d5d1c9;padding:.3rem .6rem .3rem 0;text-align:left;vertical-align:top}
th{font-weight:600;border-bottom-color:#8a857b}
.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.quiet{color:#55514a;font-size:.9rem}.caution{color:#6e3a0e;font-size:.9rem}
blockquote{margin:.2rem 0;font-family:Georgia,serif}
p{margin:.3rem 0}tr{break-inside:avoid}
@media print{body{margin:0;max-width:none}h3{break-after:avoid}}
"""


# -- the table -----------------------------------------------------------------------------------


def write_table(path: Path, survey: Survey, found: Iterable[Figures]) -> int:
    """Write the table; returns how many rows.

    Raises:
        InputRefusedError: the place cannot be written.
    """
    count = 0
    with written_whole(path) as binary:
        file = io.TextIOWrapper(binary, encoding="utf-8-sig", newline="", errors="replace")
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for row in (*_figure_rows(survey, found), *_dispute_rows(survey)):
            writer.writerow([guarded(row.get(name, "")) for name in COLUMNS])
            count += 1
        file.flush()
        file.detach()
    return count


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
    title = escape(_("How far reviewers agree"))
    left_out = outside_sentence(survey)
    body = [
        f"<h1>{title}</h1>",
        _p(scope_sentence(survey)),
        _p(_("Tags that record what the team decided are not counted as a reviewer's."), "quiet"),
        *([_p(left_out, "quiet")] if left_out else []),
    ]
    for part in found:
        if part.level == OVERALL:
            body += [f"<h2>{escape(_('Overall'))}</h2>", *_measures(part, survey)]
    heads = {FAMILY: _("By family"), CODE: _("By code")}
    for level, head in heads.items():
        own = [part for part in found if part.level == level]
        if own:
            body.append(f"<h2>{escape(head)}</h2>")
        for part in own:
            name = " ".join(filter(None, (part.name, survey.titles.get(part.name, ""))))
            body += [f"<h3>{escape(name)}</h3>", *_measures(part, survey)]
    body += _disagreements(survey)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">\n<title>{title}</title>\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        f"<style>{_STYLE}</style></head>\n<body>\n" + "\n".join(body) + "\n</body></html>\n"
    )


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
    yield _table(head, rows, numbers=2)
    if part.pairs:
        of_two = [
            (f"{survey.name(pair.one)}, {survey.name(pair.other)}", pair.figure.name,
             pair.figure.value, pair.figure.interval, str(pair.figure.agreement.units))
            for pair in part.pairs
        ]  # fmt: skip
        heads = (_("Two reviewers"), _("Measure"), _("Figure"), _("95 % interval"), _("Units"))
        yield _table(heads, of_two, numbers=2)
    for one in (part.lead, *(one for one in part.figures if one is not part.lead)):
        if one is part.lead or one.agreement.value is not None:
            yield _p(f"{one.name} ({about[one.about]}): {one.meaning}")
    if part.cautions():
        said = "".join(f"<li>{escape(caution)}</li>" for caution in part.cautions())
        yield f'<ul class="caution">{said}</ul>'


def _disagreements(survey: Survey) -> Iterator[str]:
    yield f"<h2>{escape(_('Disagreements'))}</h2>"
    if not survey.disputed:
        yield _p(_("There are none."))
        return
    yield _p(
        _("The weightiest first: by how much the figures would rise if it were settled."), "quiet"
    )
    head = (_("Where"), *map(survey.name, survey.raters), _("The team"), _("Weight"))
    rows = []
    for one in survey.disputed:
        unit = survey.units[one.row]
        where = escape(place(survey, unit))
        if unit.quote:
            where += f"<blockquote>{escape(unit.quote)}</blockquote>"
        said = [escape(judgement(survey, one, rater)) for rater in survey.raters]
        rows.append((where, *said, escape(decision(survey, unit)), f"{one.weight:.3f}"))
    yield _table(head, rows, numbers=len(head) - 1, raw=True)


def _table(
    head: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: int, raw: bool = False
) -> str:
    """A table whose columns from `numbers` on are set to the right; `raw` cells are markup already."""

    def cells(name: str, row: Sequence[str], *, ready: bool) -> str:
        return "".join(
            f"<{name}{' class=n' if at >= numbers else ''}>{cell if ready else escape(cell)}</{name}>"
            for at, cell in enumerate(row)
        )

    body = "\n".join(f"<tr>{cells('td', row, ready=raw)}</tr>" for row in rows)
    return f"<table><tr>{cells('th', head, ready=False)}</tr>\n{body}</table>"


def _p(words: str, style: str = "") -> str:
    return f'<p class="{style}">{escape(words)}</p>' if style else f"<p>{escape(words)}</p>"

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Concerns, provisions and recommendations through the rounds as rows of words, and one told in full."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from annotator.domain.concern_words import (
    bracket_words,
    fate_words,
    outcome_words,
    state_words,
    verdict_words,
)
from annotator.i18n import _
from annotator.ui.models.text_table import TextRow
from annotator.ui.panels.vocabulary import when, words
from annotator.ui.panels.wording import redline_html

if TYPE_CHECKING:
    from annotator.domain.concern import Concern, Step, Word
    from annotator.exchange.change_report import Report

CONCERNS, MATRIX, RECOMMENDATIONS = "concerns", "matrix", "recommendations"
Told = tuple[tuple[str, ...], tuple[TextRow, ...]]
"""Heads and rows."""


def views() -> tuple[tuple[str, str], ...]:
    """What can be looked at, and what it is called."""
    return (
        (CONCERNS, _("Concerns")), (MATRIX, _("Provisions by round")),
        (RECOMMENDATIONS, _("Recommendations")),
    )  # fmt: skip


def told(report: Report, view: str) -> Told:
    """The rows of one of `views`."""
    return {CONCERNS: _concerns, MATRIX: _matrix, RECOMMENDATIONS: _recommendations}[view](report)


def _concerns(report: Report) -> Told:
    heads = (_("Code"), _("Reviewer"), *(draft.symbol for draft in report.drafts.values()))
    rows = []
    for number, one in enumerate(report.concerns):
        steps = {step.draft: _state(step.path, step.state) for step in one.steps}
        cells = (_letters(report, one.code), report.people.get(one.reviewer, "?"))
        rows.append(TextRow((*cells, *(steps.get(sha, "") for sha in report.drafts)), (number,)))
    return heads, tuple(rows)


def _matrix(report: Report) -> Told:
    heads = tuple(draft.symbol for draft in report.drafts.values())
    numbers: dict[tuple[str, str], list[int]] = {}
    for number, one in enumerate(report.concerns):
        numbers.setdefault((one.uid, one.code), []).append(number)
    rows = []
    for matrix in report.matrices:
        for row in matrix.rows:
            cells = {cell.draft: cell for cell in row}
            about = [
                n
                for cell in row
                for uid, code, _s in cell.concerns
                for n in numbers.get((uid, code), ())
            ]
            shown = (
                _state(cells[sha].path, cells[sha].state) if sha in cells else ""
                for sha in report.drafts
            )
            rows.append(TextRow(tuple(shown), tuple(dict.fromkeys(about))))
    return heads, tuple(rows)


def _recommendations(report: Report) -> Told:
    heads = (
        _("What became of it"), _("Code"), _("Provision"), _("Recommendation"), _("Proposed wording"),
        _("Made in"), _("Decided in"), _("Reviewer"),
    )  # fmt: skip
    numbers = {(c.uid, c.code, c.reviewer): n for n, c in enumerate(report.concerns)}
    rows = []
    for one in report.recommendations:
        last = report.drafts[one.last].symbol if one.last in report.drafts else ""
        cells = (
            fate_words()[one.fate], _letters(report, one.code), one.path,
            words(one.asked, "recommendation") if one.asked else "", " ".join(one.wording.split()),
            report.drafts[one.draft].symbol, last, report.people.get(one.reviewer, "?"),
        )  # fmt: skip
        number = numbers.get((one.concern, one.code, one.reviewer))
        rows.append(TextRow(cells, () if number is None else (number,)))
    return heads, tuple(rows)


def _state(path: str, state: str) -> str:
    said = state_words().get(state, "")
    return " · ".join(filter(None, (path, said)))


def _letters(report: Report, code: str) -> str:
    return report.codes.get(code, ("?", ""))[0]


# -- in full ---------------------------------------------------------------------------------------


def page(report: Report, about: Sequence[int], *, quiet: str, put: str, serif: str) -> str:
    """Concerns in full, round under round, as HTML that Qt shows.

    Args:
        report: all that is known.
        about: numbers of the concerns.
        quiet: colour of what says less, and of what was struck.
        put: colour of what was put in.
        serif: family of the quotes.
    """
    parts = []
    for number in about:
        one = report.concerns[number]
        letters, name = report.codes.get(one.code, ("?", ""))
        who = report.people.get(one.reviewer, "?")
        parts.append(_paragraph(f"<b>{escape(letters)} {escape(name)}</b> · {escape(who)}"))
        parts += [_step(report, step, quiet=quiet, put=put, serif=serif) for step in one.steps]
        parts.append(_asked(one, quiet))
    return "".join(parts)


def _step(report: Report, step: Step, *, quiet: str, put: str, serif: str) -> str:
    place = _("page {page}").format(page=step.page) if step.page else ""
    head = (report.drafts[step.draft].symbol, step.path, place)
    told_of = verdict_words().get(step.verdict, ""), bracket_words().get(step.brackets, "")
    verdict = ", ".join(filter(None, told_of))
    said = f"<b>{escape(state_words()[step.state])}</b>"
    said += f" ({escape(verdict)})" if verdict else ""
    line = f'<span style="color:{quiet}">{escape(" · ".join(filter(None, head)))}</span> {said}'
    plain = escape(" ".join(step.quote.split()))
    quote = redline_html(step.pieces, struck=quiet, put=put) if step.pieces else plain
    judged = [_said(report, word) for word in step.said]
    return (
        _paragraph(line, "margin-top:8px")
        + (_paragraph(quote, f"font-family:'{serif}'; margin-left:12px") if quote else "")
        + "".join(_paragraph(escape(one), f"color:{quiet}; margin-left:12px") for one in judged)
    )


def _said(report: Report, word: Word) -> str:
    """Who said what of it, when and why."""
    who, how = report.people.get(word.reviewer, "?"), outcome_words().get(word.outcome, "")
    return " · ".join(filter(None, (who, how, when(word.utc), word.note)))


def _asked(one: Concern, quiet: str) -> str:
    asked = (
        words(one.recommendation, "recommendation")
        if one.recommendation not in ("", "none")
        else ""
    )
    said = " · ".join(filter(None, (asked, " ".join(one.wording.split()))))
    told_of = _("Recommended: {what}").format(what=said) if said else ""
    return _paragraph(escape(told_of), f"color:{quiet}; margin:8px 0 16px 0") if said else "<br>"


def _paragraph(html: str, style: str = "") -> str:
    return f'<p style="margin:2px 0; {style}">{html}</p>'

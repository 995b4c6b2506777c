# SPDX-License-Identifier: AGPL-3.0-or-later
"""What became of concerns: one page to hand on, and a table. No script, nothing fetched from anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from annotator.domain.carried_words import nothing_answers
from annotator.domain.concern import Concern, Matrix, Recommendation, Step, Word
from annotator.domain.concern_words import (
    bracket_words,
    fate_words,
    outcome_words,
    state_words,
    verdict_words,
)
from annotator.domain.project import Draft
from annotator.domain.redline import DELETED, INSERTED, Piece
from annotator.domain.values import dataclass
from annotator.exchange.atomic_file import written_whole
from annotator.exchange.html_page import PAGE_END, element, heading, page_begin, paragraph, table
from annotator.exchange.plain_table import write_table as write_report
from annotator.i18n import _, ngettext

COLUMNS = (
    "concern", "code", "code_name", "reviewer", "draft_symbol", "draft_date", "round", "language", "state",
    "verdict", "outcome", "judged_by", "judged_utc", "provision", "page", "quote", "note",
    "recommendation", "proposed_wording", "fate", "passage_uid", "tag_uid", "draft_sha256",
    "would_stand_in", "would_stand_after", "brackets",
)  # fmt: skip
"""The columns of the table: a row for each concern in each draft."""

_STYLE = """
.step{border-inline-start:3px solid var(--line);margin:.6rem 0;padding:.1rem 0 .1rem .8rem;
break-inside:avoid}
.step .strong{color:var(--ink)}
"""


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report tells.

    Attributes:
        drafts: by SHA-256.
        people: names by uid.
        codes: letters and name by uid.
        concerns: see `domain.concern`.
        matrices: provisions by round, one for each language.
        recommendations: what became of them.
        pictures: data URI of the picture of a step, by the uid of its concern and its draft.
        remarks: sentences on the pictures that are not there.
        treaty: its title; "" for none.
    """

    drafts: Mapping[str, Draft]
    people: Mapping[str, str]
    codes: Mapping[str, tuple[str, str]]
    concerns: tuple[Concern, ...]
    matrices: tuple[Matrix, ...]
    recommendations: tuple[Recommendation, ...]
    pictures: Mapping[tuple[str, str], str]
    remarks: tuple[str, ...] = ()
    treaty: str = ""


# -- the table -----------------------------------------------------------------------------------


def write_report_csv(path: Path, report: Report) -> int:
    """Write the table; returns how many rows.

    Raises:
        InputRefusedError: the place cannot be written.
    """
    rows = report_rows(report)
    return write_report(path, COLUMNS, ([row.get(n, "") for n in COLUMNS] for row in rows))


def report_rows(report: Report) -> Iterator[dict[str, str]]:
    """A row for each concern in each draft, by COLUMNS, unguarded."""
    fates = {(one.concern, one.code, one.reviewer): one.fate for one in report.recommendations}
    for concern in report.concerns:
        code, name = report.codes.get(concern.code, ("", ""))
        for step in concern.steps:
            draft = report.drafts[step.draft]
            asked = step.draft == concern.made_in
            yield {
                "concern": concern.uid, "code": code, "code_name": name,
                "reviewer": report.people.get(concern.reviewer, ""), "draft_symbol": draft.symbol,
                "draft_date": draft.date, "round": draft.round, "language": draft.language,
                "state": step.state, "verdict": step.verdict, "outcome": step.outcome,
                "judged_by": report.people.get(step.judged_by, ""),
                "judged_utc": step.utc if step.judged_by else "", "provision": step.path,
                "page": str(step.page or ""), "quote": step.quote, "note": step.note,
                "recommendation": concern.recommendation if asked else "",
                "proposed_wording": concern.wording if asked else "",
                "fate": fates.get((concern.uid, concern.code, concern.reviewer), "") if asked else "",
                "passage_uid": step.passage, "tag_uid": step.tag, "draft_sha256": step.draft,
                "would_stand_in": "" if step.behind else step.near,
                "would_stand_after": step.near if step.behind else "",
                "brackets": step.brackets,
            }  # fmt: skip


# -- the page ------------------------------------------------------------------------------------


def write_report_html(path: Path, report: Report) -> None:
    """Write the page, concern by concern: with its pictures it may be large.

    Raises:
        InputRefusedError: the place cannot be written.
    """
    with written_whole(path) as file:
        for part in report_html(report):
            file.write(part.encode("utf-8") + b"\n")


def report_html(report: Report) -> Iterator[str]:
    """The page, line by line, whole in itself; what was struck and put in is told by words, too, not by
    colour alone.
    """
    yield page_begin(_("What became of our concerns"), style=_STYLE, pictures=True)
    if report.treaty:
        yield paragraph(report.treaty, "strong")
    yield paragraph(" · ".join(_about(report)), "quiet")
    yield paragraph(
        _("Struck through: not among the words it stands on now. Underlined: new among these.")
    )
    yield from (paragraph(remark, "quiet") for remark in report.remarks)
    yield from _recommendations(report)
    for matrix in report.matrices:
        yield from _matrix(matrix, report)
    yield heading(2, _("Concerns"))
    for concern in report.concerns:
        yield _concern(concern, report)
    yield PAGE_END


def _about(report: Report) -> Iterator[str]:
    """Which drafts, whose concerns, and how many."""
    for draft in report.drafts.values():
        yield f"{draft.name} ({draft.date})" if draft.date else draft.name
    authors = {concern.reviewer for concern in report.concerns}
    yield ", ".join(sorted(filter(None, (report.people.get(uid, "") for uid in authors))))
    count = len(report.concerns)
    yield ngettext("{n} concern", "{n} concerns", count).format(n=count)


def _recommendations(report: Report) -> Iterator[str]:
    if not report.recommendations:
        return
    words = fate_words()
    yield heading(2, _("What became of our recommendations"))
    head = (_("Recommendation"), _("Provision"), _("Made in"), _("By"), _("What became of it"))
    yield table(head, (
        (
            " – ".join(filter(None, (_code(one.code, report), one.asked, one.wording))),  # noqa: RUF001
            one.path, _draft(one.draft, report), report.people.get(one.reviewer, ""),
            " – ".join(filter(None, (  # noqa: RUF001
                words[one.fate], _draft(one.last, report), "; ".join(_said(one.said, report)),
            ))),
        )
        for one in report.recommendations
    ))  # fmt: skip


def _matrix(matrix: Matrix, report: Report) -> Iterator[str]:
    words = state_words()
    yield heading(2, _("Provisions by round"))
    rows = []
    for row in matrix.rows:
        cells = []
        for cell in row:
            count = f" ({len(cell.concerns)})" if len(cell.concerns) > 1 else ""
            state = words.get(cell.state, "")
            cells.append(": ".join(filter(None, (cell.path, state + count))))
        rows.append(cells)
    yield table([_draft(draft, report) for draft in matrix.drafts], rows)


def _concern(concern: Concern, report: Report) -> str:
    code, name = report.codes.get(concern.code, ("", ""))
    by = report.people.get(concern.reviewer, "")
    asked = " – ".join(filter(None, (concern.recommendation, concern.wording)))  # noqa: RUF001
    parts = [heading(3, f"{code} {name}".strip()), paragraph(by, "quiet")]
    if asked:
        parts.append(paragraph(_("Recommended: {what}").format(what=asked)))
    parts += [
        _step(step, report.pictures.get((concern.uid, step.draft), ""), report)
        for step in concern.steps
    ]
    return "\n".join(parts)


def _step(step: Step, picture: str, report: Report) -> str:
    page = _("page {n}").format(n=step.page) if step.page else ""
    place = step.path if step.answered else nothing_answers(step.near, behind=step.behind)
    where = ", ".join(filter(None, (_draft(step.draft, report), place, page)))
    words = state_words()[step.state], verdict_words()[step.verdict], bracket_words()[step.brackets]
    told = ", ".join(filter(None, words))
    head = f'{escape(where)} · <span class="strong">{escape(told)}</span>'
    parts = [element("div", head, "quiet")]
    quote = _redlined(step.pieces) if step.pieces else escape(step.quote)
    if quote:
        language = report.drafts[step.draft].language
        parts.append(element("blockquote", quote, language=language))
    parts += [paragraph(line) for line in (*_said(step.said, report), step.note) if line]
    if picture.startswith("data:image/"):
        parts.append(f'<img src="{escape(picture, quote=True)}" alt="{escape(where, quote=True)}">')
        if not step.passage:
            parts.append(paragraph(_("Marked here: the place proposed for it."), "quiet"))
    return element("div", "\n".join(parts), "step")


def _redlined(pieces: Sequence[Piece]) -> str:
    names = {DELETED: ("del", _("struck")), INSERTED: ("ins", _("new"))}
    found = []
    for piece in pieces:
        if piece.op in names:
            element, said = names[piece.op]
            found.append(
                f'<{element} aria-label="{escape(said)}" title="{escape(said)}">'
                f"{escape(piece.text)}</{element}>"
            )
        else:
            found.append(escape(piece.text))
    return "".join(found)


def _said(words: Sequence[Word], report: Report) -> list[str]:
    """Everybody's word in a line each, the worst first."""
    outcomes = outcome_words()
    return [
        ": ".join(filter(None, (report.people.get(one.reviewer, ""), outcomes[one.outcome])))
        + (f" ({one.note})" if one.note else "")
        for one in words
    ]


def _code(uid: str, report: Report) -> str:
    return report.codes.get(uid, ("", ""))[0]


def _draft(sha256: str, report: Report) -> str:
    return report.drafts[sha256].name if sha256 in report.drafts else ""

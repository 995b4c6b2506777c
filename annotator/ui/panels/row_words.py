# SPDX-License-Identifier: AGPL-3.0-or-later
"""The cells of the passages table in words: to read, to hear, and as tool tips. Paints nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.area import area_label
from annotator.domain.codebook import UNKNOWN
from annotator.domain.row_sieve import Known
from annotator.i18n import _, ngettext
from annotator.ui.models.overview_table import STATE
from annotator.ui.panels.vocabulary import MARK_GLYPHS, title, when, words

if TYPE_CHECKING:
    from annotator.services.overview import OverviewRow


def titles() -> dict[str, str]:
    """What the columns are called."""
    return {
        "provision": _("Provision"), "page": _("Page"), "code": _("Code"), "quote": _("Quote"),
        "severity": title("severity"), "stance": title("stance"),
        "recommendation": title("recommendation"), "status": title("text_status"),
        "reviewer": _("Reviewer"),
        "draft": _("Draft"), "note": title("note"), "changed": _("Changed"),
    }  # fmt: skip


def said(row: OverviewRow, column: str, known: Known) -> str:
    """A cell in words. With a `+` behind the column's name: what more there is to say, as a tool tip."""
    if column.endswith("+"):
        return _more(row, column[:-1], known)
    if column == "page":
        return row.page_label or (str(row.page) if row.page else "")
    if column == "code":
        return letters(row, known)
    if column == "quote":
        return ", ".join(filter(None, (quote(row), *signs(row))))
    if column == "severity":
        return f"{row.severity} {words(row.severity, 'severity')}" if row.severity else ""
    if column in {"stance", "recommendation"}:
        return words(getattr(row, column), column)
    if column == "status":
        proposed = words(row.proposed_status, "text_status")
        return words(row.text_status, "text_status") or (f"? {proposed}" if proposed else "")
    if column == STATE:
        return "" if row.stands else _against()
    if column == "changed":
        return when(row.modified_utc)
    fields = {"reviewer": "reviewer_name", "draft": "draft_name"}
    text: str = getattr(row, fields.get(column, column))
    return " ".join(text.split())


def signs(row: OverviewRow) -> list[str]:
    """What must not be overlooked about a row."""
    found = [] if row.stands else [_against()]
    if row.conflicted:
        found.append(_("in conflict"))
    if not row.placed:
        found.append(_("needs review"))
    if row.comments:
        many = ngettext("{count} comment", "{count} comments", row.comments)
        found.append(many.format(count=row.comments))
    return found


def quote(row: OverviewRow) -> str:
    """The words; of an area without any, its page; of a mark, what it says."""
    if row.area and not row.quote:
        return area_label(row.page_label or str(row.page))
    if row.kind == "mark":
        return f"{MARK_GLYPHS.get(row.mark, '')} {words(row.mark, 'mark')}".strip()
    return " ".join(row.quote.split())


def letters(row: OverviewRow, known: Known) -> str:
    """The code as people write it."""
    if row.kind == "mark":
        return _("mark")
    return known.codes.get(row.code, UNKNOWN).id if row.code else _("no tag")


def _against() -> str:
    return _("decided against")


def _more(row: OverviewRow, column: str, known: Known) -> str:
    if column == "code":
        name = known.codes.get(row.code, UNKNOWN).name
        return name if row.stands else f"{name}, {_against()}"
    if column == "status" and row.proposed_status:
        return _("Marks in the text propose this; nobody has confirmed it")
    if column == "quote" and row.proposed_wording:
        return _("{quote}\n\nProposed: {wording}").format(
            quote=quote(row), wording=row.proposed_wording
        )
    texts = {"quote": quote(row), "note": row.note, "draft": row.draft_name}
    return texts.get(column, "")

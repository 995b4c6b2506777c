# SPDX-License-Identifier: AGPL-3.0-or-later
"""What came from whom in a merge: one page to hand on, or a table of all rows. No script in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from html import escape
from pathlib import Path

from annotator.domain.values import dataclass
from annotator.exchange.atomic_file import written_whole
from annotator.exchange.csv_cells import guarded
from annotator.i18n import _

COLUMNS = ("file", "line", "class", "column", "reason", "about", "reviewer", "draft")

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;color:#1c1b19;background:#fff;max-width:64rem;margin:2rem auto;
padding:0 1rem}
h1{font-size:1.6rem}h2{font-size:1.25rem;margin-top:2.5rem}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid #b9b4aa;padding:.3rem .5rem;text-align:left;vertical-align:top}
th{background:#f3f0ea}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
@media print{body{margin:0;max-width:none}tr{break-inside:avoid}}
"""

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class MergePage:
    """All that the page tells.

    Attributes:
        title: of the project.
        preview: whether nothing was merged yet.
        rows: how many were read.
        classes: that occur, in the order of the columns.
        counts: rows by class; they add up to `rows`, as those of each table below do.
        by_reviewer: rows by author and class.
        by_draft: likewise by draft.
        came: likewise by file, author and draft.
        items: rows to look at: place, class, words, reason.
        unlisted: how many more there are.
        left_out: files that were not read, and why.
        brought: drafts whose PDF came along.
    """

    title: str
    preview: bool
    rows: int
    classes: tuple[str, ...]
    counts: Counts
    by_reviewer: Mapping[str, Counts]
    by_draft: Mapping[str, Counts]
    came: Mapping[tuple[str, str, str], Counts]
    items: tuple[tuple[str, str, str, str], ...]
    unlisted: int
    left_out: tuple[tuple[str, str], ...]
    brought: tuple[str, ...]


def class_words() -> dict[str, str]:
    """Classes of rows, as they are read."""
    return {
        "refused": _("refused"), "waiting": _("waiting"), "conflicts": _("in conflict"),
        "deleted": _("deleted"), "updated": _("updated"), "added": _("added"),
        "unchanged": _("unchanged"),
    }  # fmt: skip


@contextmanager
def merge_csv(path: Path) -> Iterator[Callable[[Sequence[str]], object]]:
    """A table that is written row by row and is there when the block ends without a fault.

    Raises:
        InputRefusedError: the place cannot be written.
    """
    with written_whole(path) as binary:
        file = io.TextIOWrapper(binary, encoding="utf-8-sig", newline="", errors="replace")
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        yield lambda cells: writer.writerow([guarded(cell) for cell in cells])
        file.flush()
        file.detach()


def write_merge_page(path: Path, page: MergePage) -> None:
    """Write the page.

    Raises:
        InputRefusedError: the place cannot be written.
    """
    with written_whole(path) as file:
        file.write("".join(_lines(page)).encode("utf-8", "replace"))


def _lines(page: MergePage) -> Iterator[str]:
    title = _("Merged into {project}").format(project=page.title)
    if page.preview:
        title = _("What a merge into {project} would do").format(project=page.title)
    yield f'<!doctype html><html><head><meta charset="utf-8"><title>{escape(title)}</title>'
    yield f"<style>{_STYLE}</style></head><body><h1>{escape(title)}</h1>"
    words = class_words()
    said = [f"{page.counts[name]} {words[name]}" for name in page.classes]
    rows = _("{n} rows read: {classes}.").format(n=page.rows, classes=", ".join(said) or "–")  # noqa: RUF001
    yield f"<p>{escape(rows)}</p>"
    if page.brought:
        drafts = _("PDFs that came along: {drafts}.").format(drafts=", ".join(page.brought))
        yield f"<p>{escape(drafts)}</p>"
    came = (
        ((file, who, draft), counts) for (file, who, draft), counts in sorted(page.came.items())
    )
    yield from _tallies(
        page, _("What came from whom"), (_("File"), _("Reviewer"), _("Draft")), came
    )
    people = (((who,), counts) for who, counts in sorted(page.by_reviewer.items()))
    yield from _tallies(page, _("By reviewer"), (_("Reviewer"),), people)
    drafts_ = (((draft,), counts) for draft, counts in sorted(page.by_draft.items()))
    yield from _tallies(page, _("By draft"), (_("Draft"),), drafts_)
    yield from _listed(page, words)
    if page.left_out:
        head = (_("File"), _("Why"))
        yield f"<h2>{escape(_('Files that were not read'))}</h2>" + _table(head, page.left_out)
    yield "</body></html>\n"


def _tallies(
    page: MergePage, title: str, heads: Sequence[str], rows: Iterable[tuple[Sequence[str], Counts]]
) -> Iterator[str]:
    words = class_words()
    names = [*(words[name] for name in page.classes), _("rows")]
    yield f"<h2>{escape(title)}</h2><table><thead><tr>"
    yield "".join(f"<th>{escape(head)}</th>" for head in heads)
    yield "".join(f'<th class="n">{escape(name)}</th>' for name in names) + "</tr></thead><tbody>"
    for cells, counts in rows:
        numbers = [counts.get(name, 0) for name in page.classes]
        yield "<tr>" + "".join(f"<td>{escape(cell or _('not said'))}</td>" for cell in cells)
        yield "".join(f'<td class="n">{number}</td>' for number in (*numbers, sum(counts.values())))
        yield "</tr>"
    yield "</tbody></table>"


def _listed(page: MergePage, words: Mapping[str, str]) -> Iterator[str]:
    if not page.items:
        return
    yield f"<h2>{escape(_('Rows to look at'))}</h2>"
    heads = (_("Row"), _("Class"), _("Words"), _("Why it is listed"))
    yield _table(
        heads, ((place, words[kind], about, why) for place, kind, about, why in page.items)
    )
    if page.unlisted:
        more = _("{n} more rows are not listed here; the report as CSV has all.")
        yield f"<p>{escape(more.format(n=page.unlisted))}</p>"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(one)}</th>" for one in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

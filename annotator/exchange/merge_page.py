# SPDX-License-Identifier: AGPL-3.0-or-later
"""What came from whom in a merge, as one page to hand on; the columns of the table of all its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from annotator.domain.values import dataclass
from annotator.exchange.atomic_file import written_whole
from annotator.exchange.html_page import PAGE_END, heading, page_begin, paragraph, table
from annotator.i18n import _

COLUMNS = ("file", "line", "class", "column", "reason", "about", "reviewer", "draft")

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
        waits: rows by class that went to their author's inbox first.
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
    waits: Counts
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


def write_merge_page(path: Path, page: MergePage) -> None:
    """Write the page.

    Raises:
        InputRefusedError: the place cannot be written.
    """
    with written_whole(path) as file:
        file.write("\n".join(_lines(page)).encode("utf-8", "replace"))


def _lines(page: MergePage) -> Iterator[str]:
    title = _("Merged into {project}").format(project=page.title)
    if page.preview:
        title = _("What a merge into {project} would do").format(project=page.title)
    yield page_begin(title)
    words = class_words()
    said = [f"{page.counts[name]} {words[name]}" for name in page.classes]
    rows = _("{n} rows read: {classes}.").format(n=page.rows, classes=", ".join(said) or "–")  # noqa: RUF001
    yield paragraph(rows)
    waits = ", ".join(
        f"{page.waits[name]} {words[name]}" for name in page.classes if page.waits[name]
    )
    if waits:
        told = _(
            "Of these, nothing is written before their author says so in the inbox: {classes}."
        )
        if not page.preview:
            told = _("Of these, so many went to their author's inbox instead: {classes}.")
        yield paragraph(told.format(classes=waits))
    if page.brought:
        drafts = _("PDFs that came along: {drafts}.").format(drafts=", ".join(page.brought))
        yield paragraph(drafts)
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
        yield heading(2, _("Files that were not read"))
        yield table(head, page.left_out)
    yield PAGE_END


def _tallies(
    page: MergePage, title: str, heads: Sequence[str], rows: Iterable[tuple[Sequence[str], Counts]]
) -> Iterator[str]:
    words = class_words()
    yield heading(2, title)
    yield table(
        (*heads, *(words[name] for name in page.classes), _("rows")),
        (
            (*(cell or _("not said") for cell in cells),
             *(str(counts.get(name, 0)) for name in page.classes), str(sum(counts.values())))
            for cells, counts in rows
        ),
        numbers=len(heads),
    )  # fmt: skip


def _listed(page: MergePage, words: Mapping[str, str]) -> Iterator[str]:
    if not page.items:
        return
    yield heading(2, _("Rows to look at"))
    heads = (_("Row"), _("Class"), _("Words"), _("Why it is listed"))
    yield table(heads, ((place, words[kind], about, why) for place, kind, about, why in page.items))
    if page.unlisted:
        more = _("{n} more rows are not listed here; the report as CSV has all.")
        yield paragraph(more.format(n=page.unlisted))

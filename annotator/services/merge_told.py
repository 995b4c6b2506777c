# SPDX-License-Identifier: AGPL-3.0-or-later
"""The report of a merge as a file: what came from whom, or every row with its class and reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.domain.errors import InputRefusedError
from annotator.exchange.csv_writing import csv_written
from annotator.exchange.merge_page import COLUMNS, MergePage, write_merge_page
from annotator.i18n import _
from annotator.services.merge_report import CLASSES, Item, MergeReport, Told

_LISTED = 2000
"""So many rows are listed in the page; the table has all."""


class _Report:
    """What is told while a merge goes on, and at its end.

    Attributes:
        row: to be called for each row; None where rows need not be told.
    """

    def __init__(self, end: Callable[[MergeReport], None], row: Told | None = None) -> None:
        self.row = row
        self.end = end


@contextmanager
def reported(path: Path | None, title: str, *, preview: bool) -> Iterator[_Report]:
    """A report that is written when the block ends without a fault.

    Args:
        path: where to; its suffix says which, None for no report.
        title: of the project.
        preview: nothing was merged, which the page says.

    Raises:
        InputRefusedError: no such kind of report, or the place cannot be written.
    """
    suffix = path.suffix.casefold() if path is not None else ""
    if path is None:
        yield _Report(lambda _report: None)
    elif suffix == ".csv":
        with csv_written(path, COLUMNS) as write:

            def row(item: Item, reviewer: str, draft: str) -> None:
                write((item.file, str(item.line), item.outcome, item.column,
                       item.why(preview=preview), item.about,
                       reviewer, draft))  # fmt: skip

            yield _Report(lambda _report: None, row)
    elif suffix in {".html", ".htm"}:
        yield _Report(lambda report: write_merge_page(path, _page(report, title, preview=preview)))
    else:
        raise InputRefusedError(
            _("{path} is no report that can be written.").format(path=path),
            _("Let it end in .html or .csv."),
        )


def _page(report: MergeReport, title: str, *, preview: bool) -> MergePage:
    items = [
        (
            f"{i.file}:{i.line}" + (f", {i.column}" if i.column else ""),
            i.outcome,
            i.about,
            i.why(preview=preview),
        )
        for i in report.items[:_LISTED]
    ]
    return MergePage(
        title=title,
        preview=preview,
        rows=report.rows,
        classes=tuple(name for name in CLASSES if report.counts[name]),
        counts=report.counts,
        by_reviewer=report.by_reviewer,
        by_draft=report.by_draft,
        came=report.came,
        waits={name: report.counts[name] - report.done(name) for name in CLASSES},
        items=tuple(items),
        unlisted=len(report.items) - len(items) + report.unlisted,
        left_out=tuple(report.left_out),
        brought=tuple(report.brought),
    )

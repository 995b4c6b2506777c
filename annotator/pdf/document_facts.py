# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a PDF says of itself: printed page numbers, outline, title. Worker side."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_LABEL: Final = 40
_TITLE: Final = 300
_OUTLINE: Final = 5000


def no_facts(count: int) -> dict[str, Any]:
    """The same keys as `facts`, for a document whose facts are not to be asked for."""
    return {"labels": [""] * count, "outline": [], "title": ""}


def facts(doc: Any, count: int, label: Callable[[int, Any], str]) -> dict[str, Any]:
    """Labels of the pages ("" where none), outline as level, title, page, and the title.

    Args:
        doc: an open `pymupdf.Document`.
        count: how many pages are shown.
        label: gives the label of a page, by its index, from the document's rules.
    """
    found = no_facts(count)
    # each may fail by itself in a damaged file, and none is worth refusing it
    with contextlib.suppress(Exception):
        # the public way, Page.get_label, loads each page
        if rules := doc._get_page_labels():  # noqa: SLF001
            found["labels"] = [clean(label(at, rules), _LABEL) for at in range(count)]
    with contextlib.suppress(Exception):
        rows = doc.get_toc(simple=True)[:_OUTLINE]
        found["outline"] = [
            [int(level), clean(text, _TITLE), int(page)] for level, text, page in rows
        ]
    with contextlib.suppress(Exception):
        found["title"] = clean(doc.metadata.get("title") or "", _TITLE)
    return found


def clean(text: object, most: int) -> str:
    """Text of a stranger on one line, cut to a length."""
    kept = "".join(c if c.isprintable() else " " for c in str(text)[: 4 * most])
    return " ".join(kept.split())[:most]

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Mends a page tree that says what cannot be. In a worker only."""

from __future__ import annotations

from typing import Any

from pymupdf import mupdf

from annotator.pdf.protocol import MAX_PAGES


def mend_counts(node: Any, seen: set[int]) -> int:
    """Count the pages under a node of the page tree, and correct what the tree says of it."""
    kids = mupdf.pdf_dict_get(node, mupdf.PDF_ENUM_NAME_Kids)
    number = mupdf.pdf_to_num(node)
    if number in seen or len(seen) > MAX_PAGES:
        return 0
    seen.add(number)
    if not mupdf.pdf_is_array(kids):
        return 1
    below = range(min(mupdf.pdf_array_len(kids), MAX_PAGES))
    count = sum(mend_counts(mupdf.pdf_array_get(kids, at), seen) for at in below)
    mupdf.pdf_dict_put_int(node, mupdf.PDF_ENUM_NAME_Count, count)
    return count

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a page is called: the number printed on it, where the PDF names one. Values only."""

from __future__ import annotations

from collections.abc import Sequence


def printed_number(labels: Sequence[str], page: int) -> str:
    """The printed number of a page, "" where the PDF names none.

    Args:
        labels: printed numbers, from page 1; empty where pages have none of their own.
        page: from 1.
    """
    return labels[page - 1] if 0 < page <= len(labels) else ""


def page_name(labels: Sequence[str], page: int) -> str:
    """The printed number of a page, or the one the PDF counts it under; arguments as `printed_number`."""
    return printed_number(labels, page) or str(page)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rectangles on the pages of a draft, anchored. Changes nothing in the project."""

from __future__ import annotations

from annotator.domain.anchor import Anchor
from annotator.domain.area import Area, area_anchor
from annotator.domain.errors import InputRefusedError
from annotator.i18n import _
from annotator.pdf.text_layer import EXTRACTOR, inside
from annotator.services.desk import Desk


def anchored(desk: Desk, sha256: str, area: Area) -> Anchor:
    """Anchor a rectangle, cut to its page.

    Raises:
        InputRefusedError: there is no such page, or too little of the rectangle lies on it.
    """
    pages = desk.pages(sha256)
    if area.page not in pages:
        raise InputRefusedError(
            _("There is no page {page}.").format(page=area.page),
            _("The draft has pages 1 to {pages}.").format(pages=len(pages)),
        )
    page = pages[area.page]
    cut = area.within(page.width, page.height)
    if cut.too_small:
        raise InputRefusedError(
            _("The area is not on page {page}, or too small.").format(page=area.page),
            _("The page is {width} points wide and {height} high, before it is turned.").format(
                width=round(page.width), height=round(page.height)
            ),
        )
    words = inside(page, cut.box)
    return area_anchor(sha256, desk.text(sha256), cut, words, extractor=EXTRACTOR)

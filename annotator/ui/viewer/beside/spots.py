# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where words stand in a view, to be scrolled to."""

from __future__ import annotations

from annotator.domain.anchor import Segment
from annotator.ui.viewer.layout import Spot
from annotator.ui.viewer.page_view import PageView
from annotator.ui.viewer.selecting.carets import caret_box


def spot_of(view: PageView, where: Segment | None) -> Spot | None:
    """The beginning of words on a page; None where its text is not here."""
    text = view.texts.get(where.page) if where is not None else None
    if where is None or text is None:
        return None
    x0, y0, _x1, _y1 = caret_box(text, where.start)
    return Spot(where.page, x0, y0)

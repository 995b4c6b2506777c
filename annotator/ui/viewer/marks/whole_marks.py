# SPDX-License-Identifier: AGPL-3.0-or-later
"""Gives tags on whole provisions a place on the page: a frame around the line that begins them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from annotator.domain.anchor import Quad
from annotator.domain.area import AREA
from annotator.domain.passage import Passage
from annotator.domain.structure.found_structure import Structure
from annotator.pdf.text_layer import PageText
from annotator.pdf.text_page import line_at

PROVISION: Final = "provision"
"""The kind of an anchor that is a whole provision."""
PAD: Final = 2.0
"""Page points between the words and the frame."""


def framed(passage: Passage, structure: Structure, texts: Mapping[int, PageText]) -> Passage:
    """A passage as it is drawn: one on a whole provision as a frame, any other as it is.

    Args:
        passage: of the draft shown.
        structure: its provisions; a passage on one that is not there stays without a place.
        texts: text layers by page.
    """
    anchor = passage.anchor
    index = structure.find(anchor.provision) if anchor.kind == PROVISION else -1
    if index < 0:
        return passage
    one = structure.provisions[index]
    text = texts.get(one.page)
    line = line_at(text, one.start) if text is not None else None
    if line is None:
        return passage
    x0, y0, x1, y1 = line.x0 - PAD, line.y0 - PAD, line.x1 + PAD, line.y1 + PAD
    quad = Quad(one.page, (x0, y0, x1, y0, x0, y1, x1, y1))
    return replace(passage, anchor=replace(anchor, kind=AREA, quads=(quad,)))

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages of a small treaty with chapters, articles and paragraphs, and what is found in them."""

from __future__ import annotations

from array import array

from annotator.domain.structure.found_structure import Structure
from annotator.domain.structure.provision_finder import find_provisions
from annotator.pdf.source_lines import source_lines
from annotator.pdf.text_layer import Line, PageText

FIRST = (
    ("Chapter I", "heading"), ("General provisions", "heading"), ("Article 1", "heading"),
    ("Purpose", "heading"), ("1. The purposes are these:", "body"), ("(a) to prevent;", "body"),
    ("(b) to cooperate.", "body"), ("2. Each State Party shall act. It may not wait.", "body"),
    ("Article 2", "heading"), ("Use of terms", "heading"), ("Terms mean what they say.", "body"),
)  # fmt: skip
SECOND = (
    ("Chapter II", "heading"), ("Powers", "heading"), ("Article 3", "heading"),
    ("Search", "heading"), ("1. Each State Party shall search.", "body"),
    ("2. It shall ask a judge.", "body"), ("Article 6 bis", "heading"), ("Notice", "heading"),
    ("Persons shall be told.", "body"), ("Annex I", "heading"), ("A list of forms.", "body"),
)  # fmt: skip
WIDE = 6.0


def page(number: int, rows: tuple[tuple[str, str], ...]) -> PageText:
    """Lines 20 points apart, letters 6 points wide; headings are bold."""
    text, made, boxes = "", [], array("f")
    for row, (words, kind) in enumerate(rows):
        start, top = len(text), 100.0 + 20 * row
        for place in range(len(words)):
            boxes.extend((50 + WIDE * place, top, 50 + WIDE * (place + 1), top + 12))
        boxes.extend((0, 0, 0, 0))
        edges = (50.0, top, 50 + WIDE * len(words), top + 12)
        made.append(
            Line(start, start + len(words), *edges, kind=kind, size=11, bold=kind == "heading")
        )
        text += words + "\n"
    return PageText(number, text, tuple(made), boxes, 595, 842, "test/1")


def treaty() -> dict[int, PageText]:
    """Two pages."""
    return {1: page(1, FIRST), 2: page(2, SECOND)}


def found(texts: dict[int, PageText]) -> Structure:
    """What the finder says of pages."""
    return find_provisions(list(source_lines(texts.values())))

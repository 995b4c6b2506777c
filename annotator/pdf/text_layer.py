# SPDX-License-Identifier: AGPL-3.0-or-later
"""The face of the text layer for the floors above: values, kinds of lines, hits."""

from __future__ import annotations

from annotator.pdf.page_texts import PageTexts
from annotator.pdf.quoted_text import page_body, plain_body, quoted_text
from annotator.pdf.text_areas import inside
from annotator.pdf.text_flow import paragraph, paragraph_range, sentence
from annotator.pdf.text_hits import caret_at, caret_on, char_at, quads
from annotator.pdf.text_page import EXTRACTOR, KINDS, Line, PageText, body_ranges
from annotator.pdf.text_spans import line_range, word_range

__all__ = [
    "EXTRACTOR",
    "KINDS",
    "Line",
    "PageText",
    "PageTexts",
    "body_ranges",
    "caret_at",
    "caret_on",
    "char_at",
    "inside",
    "line_range",
    "page_body",
    "paragraph",
    "paragraph_range",
    "plain_body",
    "quads",
    "quoted_text",
    "sentence",
    "word_range",
]

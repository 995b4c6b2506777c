# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a code means, as HTML that Qt shows. Words only."""

from __future__ import annotations

from html import escape

from annotator.domain.codebook import Code
from annotator.i18n import _


def meaning_html(code: Code) -> str:
    """Its name, its definition, what it is for and what it is not, and on which standards it rests."""
    parts = [f"<p><b>{escape(code.id)} {escape(code.name)}</b></p>"]
    if code.definition:
        parts.append(f"<p>{escape(code.definition)}</p>")
    for title, text in (
        (_("Use for"), code.include),
        (_("Not for"), code.exclude),
        (_("Standards"), "; ".join(code.standards)),
    ):
        if text:
            parts.append(f"<p><b>{escape(title)}:</b> {escape(text)}</p>")
    return "".join(parts)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words, addresses and dates of strangers, made fit to be shown. Worker side."""

from __future__ import annotations

import html
import re
import unicodedata
from datetime import date
from typing import Final
from urllib.parse import quote

from annotator.pdf.extras import JOINERS, MAX_ADDRESS

_DATE: Final = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?")
_TAGS: Final = re.compile(r"<[^<>]*>")


def plain(text: str, most: int, *, lines: bool = False) -> str:
    """Text of a stranger without what cannot be printed, cut to a length with an ellipsis.

    Args:
        text: as found.
        most: code points.
        lines: keep ends of lines; else everything stands on one line.
    """
    rows = text[: 4 * most].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    clean = ["".join(map(_seen, row)).strip() for row in rows]
    said = "\n".join(clean).strip() if lines else " ".join(" ".join(clean).split())
    return said if len(said) <= most else said[: most - 1] + "…"


def address(uri: str) -> str:
    """An address as it can be shown without deceiving: ASCII, nothing invisible; "" for none of them.

    Only what one may give to a browser or a mail program is one: not `javascript:`, not `file:`.
    """
    shown = quote(uri.strip(), safe="!#$%&'()*+,/:;=?@[]~\\^`{|}<>\"", errors="replace")
    scheme, colon, _rest = shown.partition(":")
    named = bool(colon) and not any(sign in scheme for sign in "/?#.")
    known = scheme.lower() in {"http", "https", "mailto", "ftp", "ftps", "tel", "doi", "urn"}
    if not shown or len(shown) > MAX_ADDRESS or (named and not known):
        return ""
    return shown


def unmarked(rich: str) -> str:
    """The words of a rich text, its markup left out."""
    return html.unescape(_TAGS.sub(" ", rich))


def day(text: str) -> str:
    """The day of a PDF date as ISO 8601; "" for what is none."""
    match = _DATE.match(text.strip())
    if match is None:
        return ""
    try:
        return date(*(int(part or 1) for part in match.groups())).isoformat()
    except ValueError:
        return ""


def _seen(char: str) -> str:
    """A character as it may be shown; what turns the direction of the words around it may not."""
    if char.isprintable() or char in JOINERS:
        return char
    return "" if unicodedata.category(char) == "Cf" else " "

# SPDX-License-Identifier: AGPL-3.0-or-later
"""A PDF for measuring: pages of ordinary text, and a strip of one colour nobody else paints."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

STRIP = (204, 0, 102)
"""Red, green, blue of the strip. Fifths of 255, so that no renderer has to round."""

_SENTENCE = (
    "Each State Party shall adopt such legislative and other measures as may be necessary to "
    "establish as criminal offences, when committed intentionally and without right, the acts set "
    "out in this chapter, subject to the conditions and safeguards provided for in article 24. "
)
_WIDE = 88


_STEPS = range(0, 256, 51)
PALETTE = tuple(
    (red, green, blue)
    for red in _STEPS
    for green in _STEPS
    for blue in _STEPS
    if max(red, green, blue) - min(red, green, blue) >= 153
)
"""Strong colours in fifths, told apart even when a picture has lost some of its bits."""


def colour_of(page: int) -> tuple[int, int, int]:
    """The strip of a page where each has its own; pages far apart share colours."""
    return PALETTE[page * 37 % len(PALETTE)]


def write_draft(path: Path, *, pages: int, salt: str, coloured: bool = False) -> None:
    """Write a draft; another `salt` gives other bytes, so that no cache knows it.

    Args:
        path: of the file.
        pages: how many.
        salt: a word that stands on each page.
        coloured: each page's strip is `colour_of` it, not STRIP.
    """
    objects: list[bytes] = [b"", b""]
    kids = []
    for number in range(1, pages + 1):
        content = _content(number, salt, colour_of(number) if coloured else STRIP)
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 %d 0 R>>>>>>" % (len(objects), 3 + 2 * pages)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>")
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, b" ".join(kids))
    path.write_bytes(_file(objects))


def _content(number: int, salt: str, colour: tuple[int, int, int]) -> bytes:
    red, green, blue = (value / 255 for value in colour)
    lines = [f"Model convention, draft {salt}, page {number}"]
    for paragraph in range(1, 9):
        text = f"{paragraph}. {_SENTENCE * 2}"
        lines += [text[at : at + _WIDE] for at in range(0, len(text), _WIDE)]
    shown = "".join(f"({line}) Tj T*\n" for line in lines)
    strip = f"{red:.1f} {green:.1f} {blue:.1f} rg 30 20 16 800 re f"
    return f"{strip}\n0 g BT /F1 11 Tf 14 TL 72 780 Td\n{shown}ET".encode("latin-1")


def write_pages(path: Path, pages: Sequence[Sequence[str]]) -> None:
    """Write a draft of plain lines, page by page."""
    objects: list[bytes] = [b"", b""]
    kids = []
    for lines in pages:
        shown = "".join(f"({line}) Tj T*\n" for line in lines)
        content = f"BT /F1 11 Tf 14 TL 72 780 Td\n{shown}ET".encode("latin-1")
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 %d 0 R>>>>>>" % (len(objects), 3 + 2 * len(pages))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>")
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    path.write_bytes(_file(objects))


def _file(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)

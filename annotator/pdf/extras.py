# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a PDF page carries besides its words: links, and notes others wrote into it. No MuPDF here."""

from __future__ import annotations

import math
from datetime import date
from typing import Any, Final

from annotator.domain.values import dataclass
from annotator.pdf.protocol import MAX_SIDE

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in unrotated page points, y down, x0 <= x1 and y0 <= y1."""

KINDS: Final = (
    "text", "highlight", "underline", "squiggly", "strikeout", "freetext", "stamp", "caret", "ink",
    "shape", "file",
)  # fmt: skip
TARGETS: Final = ("page", "address", "other")
MAX_LINKS: Final = 2000
MAX_NOTES: Final = 500
MAX_BOXES: Final = 200
"""Of one link or note."""
MAX_ALL_BOXES: Final = 6000
MAX_REPLIES: Final = 100
MAX_TEXT: Final = 4000
"""Code points of what one note says."""
MAX_ALL_TEXT: Final = 400_000
MAX_AUTHOR: Final = 100
MAX_ADDRESS: Final = 2000
JOINERS: Final = frozenset("\u200c\u200d")
"""Part of the spelling in Persian and in Indian scripts."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link on a page.

    Attributes:
        boxes: where it can be clicked; at least one.
        kind: `page` leads to a page of the draft, `address` to one outside, `other` is not followed.
        page: for `page`, from 1.
        x, y: the place on that page in its unrotated points; None where the PDF names none.
        address: for `address`, printable characters only.
    """

    boxes: tuple[Box, ...]
    kind: str
    page: int = 0
    x: float | None = None
    y: float | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class NoteWords:
    """What somebody wrote: the words (lines kept), who, and the day as ISO 8601, each "" for none."""

    text: str = ""
    author: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class PdfNote:
    """Something that was written into the PDF itself.

    Attributes:
        kind: one of `KINDS`.
        boxes: where it stands; at least one.
        said: its words; for `file` the name of the file.
        replies: what was answered, in the order of the file.
    """

    kind: str
    boxes: tuple[Box, ...]
    said: NoteWords
    replies: tuple[NoteWords, ...] = ()


@dataclass(frozen=True, slots=True)
class PageExtras:
    """Links and notes of one page, those drawn last at the end."""

    page: int
    links: tuple[PageLink, ...] = ()
    notes: tuple[PdfNote, ...] = ()


def to_json(extras: PageExtras) -> dict[str, Any]:
    """What `from_json` reads."""
    return {
        "page": extras.page,
        "links": [[k.boxes, k.kind, k.page, k.x, k.y, k.address] for k in extras.links],
        "notes": [
            [n.kind, n.boxes, _row(n.said), [_row(words) for words in n.replies]]
            for n in extras.notes
        ],
    }


def from_json(body: dict[str, Any], page: int, pages: int) -> PageExtras:
    """Links and notes out of an answer nobody has looked at yet.

    Args:
        body: whatever was sent.
        page: the one asked for.
        pages: how many there are.

    Raises:
        ValueError: it is something else, of another page, or more than a page can hold.
    """
    try:
        if body["page"] != page:
            raise ValueError("another page")
        links = tuple(_link(row, pages) for row in _rows(body["links"], MAX_LINKS))
        notes = tuple(_note(row) for row in _rows(body["notes"], MAX_NOTES))
    except (KeyError, TypeError, OverflowError, AttributeError) as error:
        raise ValueError("no extras") from error
    if sum(map(len, [k.boxes for k in links] + [n.boxes for n in notes])) > MAX_ALL_BOXES:
        raise ValueError("too many boxes")
    if sum(len(words.text) for note in notes for words in (note.said, *note.replies)) > (
        MAX_ALL_TEXT
    ):
        raise ValueError("too many words")
    return PageExtras(page, links, notes)


def _row(words: NoteWords) -> list[str]:
    return [words.text, words.author, words.day]


def _rows(value: object, most: int) -> list[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise ValueError("list")
    return value


def _link(row: list[Any], pages: int) -> PageLink:
    boxes, kind, page, x, y, address = row
    if kind not in TARGETS:
        raise ValueError("kind of link")
    inside = kind == "page"
    if type(page) is not int or not (1 <= page <= pages if inside else page == 0):
        raise ValueError("target page")
    if (address != "") is not (kind == "address"):
        raise ValueError("address")
    if not inside and (x is not None or y is not None):
        raise ValueError("target place")
    place = tuple(None if value is None else _number(value) for value in (x, y))
    shown = _text(address, MAX_ADDRESS)
    if not (shown.isascii() and shown.isprintable()) or " " in shown:
        raise ValueError("address")
    return PageLink(_boxes(boxes), kind, page, place[0], place[1], shown)


def _note(row: list[Any]) -> PdfNote:
    kind, boxes, said, replies = row
    if kind not in KINDS:
        raise ValueError("kind of note")
    answers = tuple(_words(reply) for reply in _rows(replies, MAX_REPLIES))
    return PdfNote(kind, _boxes(boxes), _words(said), answers)


def _words(row: list[Any]) -> NoteWords:
    text, author, day = row
    if day != "":
        date.fromisoformat(day)
    return NoteWords(_text(text, MAX_TEXT), _text(author, MAX_AUTHOR, lines=False), day)


def _boxes(value: object) -> tuple[Box, ...]:
    rows = _rows(value, MAX_BOXES)
    found = []
    for row in rows:
        x0, y0, x1, y1 = (_number(number) for number in row)
        if x0 > x1 or y0 > y1:
            raise ValueError("box")
        found.append((x0, y0, x1, y1))
    if not found:
        raise ValueError("nowhere")
    return tuple(found)


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("number")  # noqa: TRY004 - one kind of error for whatever is wrong
    if not math.isfinite(value) or abs(value) > 2 * MAX_SIDE:
        raise ValueError("number")
    return float(value)


def _text(value: object, most: int, *, lines: bool = True) -> str:
    if not isinstance(value, str) or len(value) > most:
        raise ValueError("text")
    allowed = JOINERS | {"\n"} if lines else JOINERS
    if not (value.isprintable() or all(c.isprintable() or c in allowed for c in value)):
        raise ValueError("text")
    return value

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a proposed wording changes in a quote, word by word. Values only; nothing is drawn here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotator.domain.values import dataclass

SAME, DELETED, INSERTED = "same", "deleted", "inserted"

_UNSPACED = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
"""Scripts written without spaces: there each character is a word."""
_WORDS = rf"\s+|[{_UNSPACED}]|(?:(?![{_UNSPACED}])\w)+(?:['’-](?:(?![{_UNSPACED}])\w)+)*|[^\w\s]"  # noqa: RUF001


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: `op` is SAME, DELETED or INSERTED."""

    op: str
    text: str


def redline(old: str, new: str) -> tuple[Piece, ...]:
    """What to strike from `old` and to insert so that it reads `new`.

    White space counts as one space, since a quote is broken where the page was. What is struck
    comes before what is inserted in its place, and a lone space between two changes belongs to both,
    so that a phrase that is replaced reads as one.

    Returns:
        Pieces whose SAME and DELETED texts make up `old`, whose SAME and INSERTED texts `new`
        (both with their white space tidied).
    """
    a, b = _words(old), _words(new)
    pieces: list[Piece] = []
    struck, put = "", ""
    for op, text in _steps(a, b):
        if op == SAME and text.strip():
            pieces += _change(struck, put)
            struck = put = ""
            pieces.append(Piece(SAME, text))
        elif op == SAME and not (struck or put):
            pieces.append(Piece(SAME, text))
        else:
            struck += text if op != INSERTED else ""
            put += text if op != DELETED else ""
    pieces += _change(struck, put)
    return tuple(_joined(pieces))


def _words(text: str) -> list[str]:
    return re.findall(_WORDS, " ".join(text.split()))


def _steps(a: list[str], b: list[str]) -> Iterator[tuple[str, str]]:
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - the window starts without it

    for step in Indel.opcodes(a, b):
        if step.tag == "equal":
            for word in a[step.src_start : step.src_end]:
                yield SAME, word
        elif step.tag == "delete":
            yield DELETED, "".join(a[step.src_start : step.src_end])
        else:
            yield INSERTED, "".join(b[step.dest_start : step.dest_end])


def _change(struck: str, put: str) -> list[Piece]:
    """One replacement; what begins or ends both sides alike stands outside it."""
    before = after = ""
    while struck and put and struck[0] == put[0] and struck[0].isspace():
        before, struck, put = before + struck[0], struck[1:], put[1:]
    while struck and put and struck[-1] == put[-1] and struck[-1].isspace():
        after, struck, put = struck[-1] + after, struck[:-1], put[:-1]
    found = [Piece(SAME, before), Piece(DELETED, struck), Piece(INSERTED, put), Piece(SAME, after)]
    return [piece for piece in found if piece.text]


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind as one piece."""
    kept: Piece | None = None
    for piece in pieces:
        if kept is not None and kept.op == piece.op:
            kept = Piece(kept.op, kept.text + piece.text)
            continue
        if kept is not None:
            yield kept
        kept = piece
    if kept is not None:
        yield kept

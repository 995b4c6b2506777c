# SPDX-License-Identifier: AGPL-3.0-or-later
"""Changed words as runs to be shown in one line or in one text, and as words to be heard. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from annotator.domain.alignment.changes import WordPiece
from annotator.domain.alignment.word_by_word import DELETED, INSERTED, MOVED_FROM, MOVED_TO, SAME
from annotator.domain.normalise import is_cjk
from annotator.domain.values import dataclass
from annotator.i18n import _

_BEFORE, _BETWEEN, _MOST = 36, 48, 420
"""Characters kept before the first change, between two, and in all, where a line is to show them."""
_LEFT_OUT = "\u2026"
_CLOSING = frozenset(")].,;:")
"""What clings to the word before it, though what stood between is another now."""


@dataclass(frozen=True, slots=True)
class Bit:
    """A run of words.

    Attributes:
        text: as printed.
        op: SAME, DELETED, INSERTED, MOVED_FROM or MOVED_TO.
    """

    text: str
    op: str = SAME


def bits(pieces: Iterable[WordPiece]) -> tuple[Bit, ...]:
    """The words of a change, all of them, runs of one kind in one; where words that do not stand beside
    each other in either draft meet, they are spaced as one reads them.
    """
    found: list[Bit] = []
    for piece in pieces:
        text = " ".join(piece.text.split())
        if not text:
            continue
        text += " " * piece.text[-1:].isspace()
        last = found[-1] if found else None
        if last is None:
            found.append(Bit(text, piece.op))
            continue
        before, apart = last.text, SAME not in (last.op, piece.op) and last.op != piece.op
        if (
            not before.endswith(" ")
            and not is_cjk(text[0])
            and (apart or (before[-1].isalnum() and text[0].isalnum()))
        ):
            before += " "
        elif before.endswith(" ") and text[0] in _CLOSING and last.op != piece.op:
            before, text = before.rstrip(), text.rstrip() + " "
        if last.op == piece.op:
            found[-1] = Bit(before + text, piece.op)
        else:
            found[-1:] = Bit(before, last.op), Bit(text, piece.op)
    return tuple(found)


def in_one_line(pieces: Iterable[WordPiece]) -> tuple[Bit, ...]:
    """The words of a change for one line: what stayed is cut to what one needs to know the place."""
    whole = list(bits(pieces))
    found: list[Bit] = []
    length = 0
    for at, bit in enumerate(whole):
        text = bit.text
        if bit.op == SAME:
            text = _cut(text, first=at == 0, last=at == len(whole) - 1)
        found.append(Bit(text, bit.op))
        length += len(text)
        if length > _MOST:
            break
    return tuple(found)


def _cut(text: str, *, first: bool, last: bool) -> str:
    if first and len(text) > _BEFORE:
        return f"{_LEFT_OUT} {_from_a_word(text[-_BEFORE:])}"
    if not first and not last and len(text) > 2 * _BETWEEN:
        kept = text[:_BETWEEN].rsplit(" ", 1)[0]
        return f"{kept} {_LEFT_OUT} {_from_a_word(text[-_BETWEEN:])}"
    return text


def _from_a_word(text: str) -> str:
    return text.split(" ", 1)[1] if " " in text.strip() else text


def said(row: Sequence[Bit]) -> str:
    """The same in words, for who hears it."""
    return " ".join("".join(parts(row)).split())


def parts(row: Iterable[Bit]) -> Iterator[str]:
    """Each run in words: what went and what came is said so."""
    for bit in row:
        words = _SPOKEN.get(bit.op)
        if words is None:
            yield bit.text
        else:
            space = " " * bit.text.endswith(" ")
            yield f"[{words()} {bit.text.rstrip()}]{space}"


_SPOKEN = {
    DELETED: lambda: _("deleted:"),
    INSERTED: lambda: _("inserted:"),
    MOVED_FROM: lambda: _("moved away:"),
    MOVED_TO: lambda: _("moved here:"),
}

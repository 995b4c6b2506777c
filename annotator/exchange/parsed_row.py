# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a row of an annotation file says, and what no row may say."""

from __future__ import annotations

from annotator.domain.carried import OUTCOMES
from annotator.domain.change import Record
from annotator.domain.structure.corrections import ACTIONS
from annotator.domain.values import dataclass
from annotator.exchange.row_values import RowRefusedError
from annotator.i18n import _

_LAST_COUNTER = 2**40
_DIGITS = 9
_PAIRED = ("page", "start", "other_page", "other_start")
_PLACES = ("page", "start", "to_page", "to_start")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a row written by the program says.

    Attributes:
        primary: the record the row is about.
        others: the records it refers to.
        notices: (column, reason) of what was seen and not taken.
    """

    primary: Record
    others: tuple[Record, ...]
    notices: tuple[tuple[str, str], ...] = ()


def check_record(record: Record) -> None:
    """Refuse what would poison the project: counters beyond reach, characters that are none,
    boundaries and pairings nowhere, decisions that decide nothing.

    Raises:
        RowRefusedError: the record says such a thing.
    """
    if record.latest() > _LAST_COUNTER:
        raise RowRefusedError("stamps", _("no such counter"))
    try:
        "\x1f".join((record.uid, *record.values, *record.values.values())).encode()
    except UnicodeEncodeError as error:
        raise RowRefusedError("", _("it holds characters that are none")) from error
    if record.kind == "provision":
        _check_boundary(record)
    elif record.kind == "alignment":
        _check_pairing(record)
    elif record.kind == "decision":
        for _stamp, value in record.dots("outcome"):
            if value not in OUTCOMES:
                raise RowRefusedError("extra", _("no such outcome: {value}").format(value=value))


def _check_boundary(boundary: Record) -> None:
    """What it says, and what others said instead, is a correction at a place of a page."""
    for _stamp, action in boundary.dots("action"):
        if action not in ACTIONS:
            raise RowRefusedError("extra", _("no such correction: {value}").format(value=action))
    for name in _PLACES:
        for _stamp, value in boundary.dots(name):
            optional = name.startswith("to_") and not value
            if not optional and not _is_place(value, first=int(name.endswith("page"))):
                reason = _("{name} is no place in a draft: “{value}”")
                raise RowRefusedError("extra", reason.format(name=name, value=value))


def _check_pairing(pairing: Record) -> None:
    """What it says, and what others said instead, is yes or no, of places of pages or of none."""
    for _stamp, value in pairing.dots("together"):
        if value not in ("yes", "no"):
            raise RowRefusedError("extra", _("neither yes nor no: {value}").format(value=value))
    for name in _PAIRED:
        for _stamp, value in pairing.dots(name):
            if value and not _is_place(value, first=int(name.endswith("page"))):
                reason = _("{name} is no place in a draft: “{value}”")
                raise RowRefusedError("extra", reason.format(name=name, value=value))


def _is_place(text: str, *, first: int) -> bool:
    """Whether this is the number of a page, or of a code point on one, as the program writes it."""
    digits = text.isascii() and text.isdigit() and len(text) <= _DIGITS
    return digits and int(text) >= first and str(int(text)) == text

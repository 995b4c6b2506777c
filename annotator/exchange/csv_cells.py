# SPDX-License-Identifier: AGPL-3.0-or-later
"""Single cells of an annotation file: guarding against formulas, canonical forms, checks."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Mapping, Sequence

_BOUNDARY = r"(?:^|(?<=[;\t\r\n]))"
_DANGEROUS = r"[=+\-@\t\r\x00]"
_GUARD = re.compile(rf"{_BOUNDARY}(?='*{_DANGEROUS})")
_UNGUARD = re.compile(rf"{_BOUNDARY}'(?='*{_DANGEROUS})")
_MAYBE = re.compile(_DANGEROUS)
_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def guarded(value: str) -> str:
    """The value so that no spreadsheet takes it for a formula; `unguarded` gives it back exactly.

    Source: OWASP ASVS 5.0, 1.2.10, made reversible.
    """
    return _GUARD.sub("'", value) if _MAYBE.search(value) else value


def guarded_report(value: str) -> str:
    """As `guarded`, but a plain number stays one: a report is not read back, and its figures are summed."""
    return value if _PLAIN.fullmatch(value) else guarded(value)


def unguarded(cell: str) -> str:
    """Remove exactly the quotes that `guarded` put in."""
    return _UNGUARD.sub("", cell) if "'" in cell else cell


_NUMBER = re.compile(r"^(\d+)(?:[.,]0+)?$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$")
_DATE = re.compile(r"^(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{2}|\d{4})(?: .*)?$")


def whole_number(value: str) -> str:
    """`3.0` and `3,00`, which spreadsheets make of `3`, are `3` again; anything else stays."""
    found = _NUMBER.match(value.strip())
    return str(int(found[1])) if found else value.strip()


def possible_dates(value: str) -> tuple[str, ...]:
    """ISO dates that a cell may mean, likeliest first; the value itself where it is no date.

    A spreadsheet rewrites `2023-05-29` in its own order; `5/6/2023` can be two days, and only a
    check says which.
    """
    value = value.strip()
    if found := _ISO.match(value):
        return (_iso(found[1], found[2], found[3]),)
    if found := _DATE.match(value):
        first, second, year = found.groups()
        year = year if len(year) == len("2023") else f"20{year}"
        both = (_iso(year, second, first), _iso(year, first, second))
        return tuple(dict.fromkeys(date for date in both if date)) or (value,)
    return (value,)


def _iso(year: str, month: str, day: str) -> str:
    in_year = 1 <= int(month) <= 12 and 1 <= int(day) <= 31  # noqa: PLR2004
    return f"{year}-{int(month):02}-{int(day):02}" if in_year else ""


def row_check(values: Mapping[str, str], columns: Sequence[str]) -> str:
    """A check over some columns of a row: 16 hex digits over all, then 4 for each.

    The first part tells a mere re-save from an edit, the second which cell was edited.

    Args:
        values: canonical values by column.
        columns: which, in order.
    """
    texts = [values.get(name, "") for name in columns]
    return _whole(texts) + "-" + "".join(cell_check(text) for text in texts)


def _whole(texts: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def changed_columns(values: Mapping[str, str], columns: Sequence[str], check: str) -> list[str]:
    """Columns that do not agree with a check; all of them where the check does not say which."""
    whole, _, parts = check.partition("-")
    if whole == _whole([values.get(name, "") for name in columns]):
        return []
    if len(parts) != 4 * len(columns) or not whole:
        return list(columns)
    found = [
        name
        for index, name in enumerate(columns)
        if parts[4 * index : 4 * index + 4] != cell_check(values.get(name, ""))
    ]
    return found or list(columns)


def cell_check(text: str) -> str:
    """The check of one cell: 4 hex digits, `0000` for an empty one only."""
    if not text:
        return "0000"
    return f"{(zlib.crc32(text.encode('utf-8', 'surrogatepass')) & 0xFFFF) or 1:04x}"

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What may have stood in a cell before a spreadsheet program took it for a number, a date or a time.

Guesses only, likeliest first: whoever asks has a check that says which of them it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from annotator.exchange.csv_cells import possible_dates

_LONGEST = 40
"""More characters than a number, date or time has in any form."""
_NUMBER = re.compile(r"([-(]?)[$€£¥ ]*(\d[\d.,' \u00a0\u202f]*)(E[+-]?\d+)?[$€£¥ \u00a0]*(%?)\)?")
_WORTH = re.compile(r"(\d+)(?:[.,](\d+))?")
_DATE = re.compile(
    r"(\d{1,4})[./-](\d{1,2}|[A-Za-z]{3,9})(?:[./-](\d{2}|\d{4}))?\.?(?:[ T,]+(.+))?"
    r"|([A-Za-z]{3,9})[- .](\d{2}|\d{4})()()"
)
_TIME = re.compile(r"(\d{1,3}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)? ?([AaPp][Mm])?Z?")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_BY_NAME = {name[:3].casefold(): number for number, name in enumerate(_MONTHS, start=1)}
_HALF_A_DAY, _MINUTES = 12, 60
_EXPONENTS = range(-12, 25)
_FRACTIONS = tuple((part, whole) for whole in range(2, 17) for part in range(1, whole))
_CENTURY = 100
_ROUNDING = Decimal("0.000001")

Day = tuple[int, int, int]
"""Year (0: not said), month and day (0: not said)."""


def originals(cell: str) -> Iterator[str]:
    """What the cell may have held; nothing where it is no number, date, time or truth value."""
    if len(cell) > _LONGEST:
        return
    if cell.casefold() in ("true", "false"):
        yield from (cell.casefold(), cell.capitalize(), cell.upper())
    if found := _TIME.fullmatch(cell):
        yield from _times(found)
    number = _NUMBER.fullmatch(cell)
    if number and _WORTH.fullmatch(cell):
        yield from _numbers(*number.groups())
    if (dates := _days(cell)) and (found := _DATE.fullmatch(cell)):
        yield from possible_dates(cell)
        yield from _dates(dates, _TIME.fullmatch(found[4] or ""))
    if number and not _WORTH.fullmatch(cell):
        yield from _numbers(*number.groups())


# -- numbers -------------------------------------------------------------------------------------


def _numbers(minus: str, digits: str, exponent: str | None, percent: str) -> Iterator[str]:
    forms: list[str] = []
    for plain in dict.fromkeys(_worths(digits)):
        worth = Decimal(plain + (exponent or ""))
        if not worth:
            forms += ("0", "00", "000", "0.0", "0.00", "0,0", "0,00")
        elif worth.adjusted() in _EXPONENTS:
            forms += _written(worth)
    forms = list(dict.fromkeys(forms))
    signs = ("-",) if minus else ("", "+")
    for sign, form in product(signs, forms):
        yield from (f"{sign}{form}%", f"{sign}{form} %") if percent else (sign + form,)
    for form in forms if minus else ():
        yield from (f"({form})", f"{form}-", f"- {form}")
    for sign, form, money in product(signs, [] if percent else forms, "$€£¥"):
        if form.replace(",", "").replace(".", "").isdigit():
            yield from (f"{sign}{money}{form}", f"{sign}{form}{money}")
            yield from (
                f"{sign}{money} {form}",
                f"{sign}{form} {money}",
                f"{sign}{form}\u00a0{money}",
            )


def _worths(digits: str) -> Iterator[str]:
    """`1,234` is either 1234 or 1.234; both in Python's form."""
    bare = re.sub(r"[ '\u00a0\u202f]", "", digits)
    if found := _WORTH.fullmatch(bare):
        yield f"{found[1]}.{found[2]}" if found[2] else found[1]
    last = max(bare.rfind("."), bare.rfind(","))
    if bare.count(".") and bare.count(","):
        yield re.sub(r"[.,]", "", bare[:last]) + "." + bare[last + 1 :]
    yield re.sub(r"[.,]", "", bare)


def _written(worth: Decimal) -> Iterator[str]:
    """All ways to write a number, without its sign."""
    plain = format(worth.normalize(), "f")
    whole, _, part = plain.partition(".")
    yield plain
    for zeros in range(7):
        tail = part + "0" * zeros
        if zeros and not part:
            yield "0" * zeros + plain
        for point in ".,":
            yield f"{whole}{point}{tail}"
            if whole == "0" and tail:
                yield point + tail
    if len(whole) > 3:  # noqa: PLR2004 - thousands
        for comma, point in ((",", "."), (".", ","), (" ", ","), ("\u00a0", ","), ("'", ".")):
            grouped = f"{int(whole):,}".replace(",", comma)
            for tail in (part, part + "0", part + "00"):
                yield f"{grouped}{point}{tail}" if tail else grouped
    if part:
        for top, bottom in _FRACTIONS:
            if abs(Decimal(top) / bottom - (worth % 1)) < _ROUNDING:
                yield f"{whole} {top}/{bottom}" if whole != "0" else f"{top}/{bottom}"
    yield from _scientific(worth)
    for zeros in range(1, 15):
        yield "0" * zeros + plain
        yield "0" * zeros + plain.replace(".", ",")


def _scientific(worth: Decimal) -> Iterator[str]:
    for power in sorted(_EXPONENTS, key=lambda power: abs(power - worth.adjusted())):
        mantissa = format(worth.scaleb(-power).normalize(), "f")
        if not power or len(mantissa) > 8 or mantissa.startswith("0.0"):  # noqa: PLR2004
            continue  # nobody writes so
        signs = ("-",) if power < 0 else ("", "+")
        for letter, sign, width in product("eE", signs, (1, 2)):
            power_text = f"{letter}{sign}{abs(power):0{width}}"
            yield mantissa + power_text
            yield (mantissa + "0" if "." in mantissa else mantissa + ".0") + power_text


# -- dates ---------------------------------------------------------------------------------------


def _days(cell: str) -> list[Day]:
    """The days that a cell may mean."""
    found = _DATE.fullmatch(cell)
    if found is None:
        return []
    first, second, third, _time, name, year, *_rest = found.groups()
    if name:
        month = _BY_NAME.get(name[:3].casefold(), 0)
        return [(_full(year), month, 1), (0, month, int(year))] if month else []
    if not second.isdigit():
        month = _BY_NAME.get(second[:3].casefold(), 0)
        return [(_full(third), month, int(first))] if month else []
    if len(first) > 2:  # noqa: PLR2004 - a year
        return [(int(first), int(second), int(third or 1))]
    one, two, year = int(first), int(second), _full(third)
    return [(year, one, two), (year, two, one)]


def _full(year: str | None) -> int:
    if not year:
        return 0
    return int(year) if len(year) > 2 else 2000 + int(year)  # noqa: PLR2004


def _dates(days: list[Day], time: re.Match[str] | None) -> Iterator[str]:
    times = list(dict.fromkeys(_clock(time))) if time else []
    for year, month, day in days:
        if not (1 <= month <= 12 and 1 <= day <= 31):  # noqa: PLR2004
            continue
        if not time:
            yield from dict.fromkeys(_day_forms(year, month, day))
            continue
        for hour in times:
            yield from (f"{year}-{month:02}-{day:02}T{hour}Z", f"{year}-{month:02}-{day:02} {hour}")
            yield from (f"{day}.{month}.{year} {hour}", f"{month}/{day}/{year} {hour}")
            yield from (f"{day}/{month}/{year} {hour}", f"{day:02}/{month:02}/{year} {hour}")


def _day_forms(year: int, month: int, day: int) -> Iterator[str]:
    names = {_MONTHS[month - 1], _MONTHS[month - 1][:3]}
    spelled = sorted({form for name in names for form in (name, name.lower(), name.upper())})
    pairs = [(a, b) for a, b in product((str(month), f"{month:02}"), (str(day), f"{day:02}"))]
    pairs += [(b, a) for a, b in pairs]
    for (a, b), mark in product(pairs, "/-."):
        yield from (f"{a}{mark}{b}", f"{a}{mark}{b}.") if mark == "." else (f"{a}{mark}{b}",)
    for name, mark in product(spelled, (" ", "-", ". ", "/", ".")):
        yield from (f"{name}{mark}{day}", f"{day}{mark}{name}")
        yield from (f"{name}{mark}{day:02}", f"{day:02}{mark}{name}")
    if not year:
        return
    years = (str(year), f"{year % _CENTURY:02}", str(year % _CENTURY))
    for (a, b), mark, short in product(pairs, "/-.", years):
        yield from (f"{a}{mark}{b}{mark}{short}", f"{short}{mark}{a}{mark}{b}")
    for name, short, mark in product(spelled, years, (" ", "-", "/")):
        yield from (f"{day}{mark}{name}{mark}{short}", f"{name}{mark}{day}, {short}")
        if day == 1:
            yield f"{name}{mark}{short}"
    if day == 1:
        for mark, short in product("/-.", years):
            yield from (
                f"{month}{mark}{short}",
                f"{month:02}{mark}{short}",
                f"{short}{mark}{month}",
            )
            yield f"{short}{mark}{month:02}"


# -- times ---------------------------------------------------------------------------------------


def _times(found: re.Match[str]) -> Iterator[str]:
    yield from dict.fromkeys(_clock(found))


def _clock(found: re.Match[str]) -> Iterator[str]:
    """All ways to write a time of day; where the seconds are not shown they may be any."""
    hour, minute = int(found[1]), int(found[2])
    half = (found[4] or "").casefold()
    if half:
        hour = hour % _HALF_A_DAY + (_HALF_A_DAY if half == "pm" else 0)
    seconds = [int(found[3])] if found[3] else list(range(_MINUTES))
    late, short = ("PM" if hour >= _HALF_A_DAY else "AM"), hour % _HALF_A_DAY or _HALF_A_DAY
    for a, b in product((f"{hour}", f"{hour:02}"), (f"{minute:02}", f"{minute}")):
        if seconds[0] == 0:
            yield f"{a}:{b}"
        for second in seconds:
            yield f"{a}:{b}:{second:02}"
    for name, gap in product((late, late.lower()), (" ", "")):
        yield f"{short}:{minute:02}{gap}{name}"
        if not minute:
            yield f"{short}{gap}{name}"
    if hour == 0:  # minutes and seconds, taken for hours or told as a part of one
        yield from (f"{minute}:{second:02}" for second in seconds)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a row of an annotation file says, and what no row may say."""

from __future__ import annotations

from annotator.domain.change import Record
from annotator.domain.values import dataclass
from annotator.exchange.row_values import RowRefusedError
from annotator.i18n import _

_LAST_COUNTER = 2**40


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
    """Refuse what would poison the project: counters beyond reach, characters that are none.

    Raises:
        RowRefusedError: the record says such a thing.
    """
    if record.latest() > _LAST_COUNTER:
        raise RowRefusedError("stamps", _("no such counter"))
    try:
        "\x1f".join((record.uid, *record.values, *record.values.values())).encode()
    except UnicodeEncodeError as error:
        raise RowRefusedError("", _("it holds characters that are none")) from error

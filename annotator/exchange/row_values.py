# SPDX-License-Identifier: AGPL-3.0-or-later
"""Values that people write in an annotation file, and how a row is refused."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from annotator.domain.tag import VOCABULARIES
from annotator.exchange.csv_cells import whole_number
from annotator.exchange.csv_file import FORMAT, Row
from annotator.i18n import _


class RowRefusedError(ValueError):
    """A row says something that cannot be taken."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column
        self.reason = reason


def vocabulary_value(column: str, written: str) -> str:
    """A value of a closed vocabulary as somebody wrote it; free text is given back.

    Raises:
        RowRefusedError: the vocabulary has no such value.
    """
    allowed = VOCABULARIES.get(column)
    if allowed is None or not written:
        return written
    value = whole_number(written).casefold().replace(" ", "_").replace("-", "_")
    if value not in allowed:
        reason = _("{value} is not one of {allowed}")
        raise RowRefusedError(column, reason.format(value=written, allowed=", ".join(allowed)))
    return value


def missing_columns(cells: Mapping[str, str], needed: Sequence[str]) -> list[str]:
    """Which of the columns are empty in a row."""
    return [name for name in needed if not cells.get(name, "").strip()]


def is_machine_made(cells: Mapping[str, str]) -> bool:
    """Whether the program wrote a row: it has stamps, or an id that nobody writes by hand.

    Raises:
        RowRefusedError: it has an id and no stamps: read as a row by hand it would be doubled.
    """
    stamps = cells.get("stamps", "").strip()
    if not stamps and (cells.get("tag_uid", "").strip() or cells.get("passage_uid", "").strip()):
        reason = _("stamps was taken out; export again and leave it in")
        raise RowRefusedError("stamps", reason)
    return bool(stamps)


def checked_format(row: Row) -> None:
    """Refuse a row that could not be read, or does not say it is of this format.

    Raises:
        RowRefusedError: the row is faulty, or its format is missing or another.
    """
    if row.fault:
        raise RowRefusedError("", row.fault)
    said = row.cells.get("format", "").strip()
    if said != FORMAT:
        reason = _("the format is {said}, not {known}") if said else _("no format; write {known}")
        raise RowRefusedError("format", reason.format(said=said, known=FORMAT))


def refuse_without_checks(
    cells: Mapping[str, str], extra: Collection[str], stamped: Collection[str]
) -> None:
    """Without its checks a row cannot say what was edited: nothing of it is to be believed.

    Args:
        cells: of a row that the program wrote.
        extra: names of what its `extra` holds.
        stamped: kinds of record its `stamps` speak of.

    Raises:
        RowRefusedError: a column that it needs is empty, or not in the file.
    """
    missing = [name for name in ("row_check", "extra") if not cells[name]]
    if "fixed" not in extra:
        missing.append("extra")
    if not cells["record"] and "tag" not in stamped:
        missing.append("record")
    if missing:
        reason = _("{column} was taken out; export again and leave it in")
        raise RowRefusedError(missing[0], reason.format(column=missing[0]))

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables of correspondence as files: those that ship (JSON), and one's own (CSV, JSON in a project)."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from annotator.domain.correspondence import RELATIONS, Match, Numbering
from annotator.domain.errors import InputRefusedError
from annotator.domain.instrument import CERTAINTIES, counterpart_path, weakest
from annotator.domain.normalise import canonical
from annotator.exchange.csv_cells import unguarded
from annotator.exchange.instrument_files import read_json
from annotator.i18n import _

COLUMNS = ("provision", "instrument", "counterpart", "relation", "certainty", "note")
"""Of a table in CSV; `provision`, `instrument` and `counterpart` must be there, in whatever order."""

LONGEST = 100_000
"""Rows of a table of one's own: beyond is no table of provisions."""


# -- those that ship -----------------------------------------------------------------------------


def read_shipped(folder: Path) -> tuple[Numbering, ...]:
    """The numberings of every table in a folder.

    Raises:
        InputRefusedError: a file cannot be read, or holds no table; the message names it.
    """
    found: list[Numbering] = []
    for path in sorted(folder.glob("*.json")):
        body = read_json(path)
        try:
            found += [_numbering(body, one) for one in body["numberings"]]
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise InputRefusedError(
                _("{path} is no table of correspondence: {error}.").format(path=path, error=error)
            ) from error
    return tuple(found)


def _numbering(table: Mapping[str, Any], said: Mapping[str, Any]) -> Numbering:
    instrument, matches = str(table["instrument"]), []
    for row in table["rows"]:
        number = row["numbers"].get(said["numbers"])
        if number is None:
            continue
        match = Match(
            f"Art {number}", instrument, "", _one_of(RELATIONS, row["relation"]),
            weakest(_one_of(CERTAINTIES, row["certainty"]), said["certainty"]),
            canonical(row["note"]), canonical(row["title"]),
        )  # fmt: skip
        named = [dataclasses.replace(match, counterpart=f"Art {to}") for to in row["counterparts"]]
        matches += named or [match]
    return Numbering(
        f"{table['id']}/{said['id']}", str(table["name"]), str(said["name"]),
        tuple(map(str, said["symbols"])), str(table["judgement"]), matches=tuple(matches),
    )  # fmt: skip


def _one_of(allowed: Collection[str], word: str) -> str:
    if word not in allowed:
        raise ValueError(word)
    return word


# -- one's own -----------------------------------------------------------------------------------


def read_own(path: Path, known: Collection[str]) -> Numbering:
    """A table in CSV: a row for each pair of a provision and its counterpart.

    Args:
        path: the file; its stem names the table.
        known: ids of instruments.

    Raises:
        InputRefusedError: it cannot be read; the message names line and column.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputRefusedError(
            _("{path} cannot be read: {error}.").format(path=path, error=error)
        ) from error
    head = text.splitlines()[0] if text.strip() else ""
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True
    )
    try:
        names = [name.strip().casefold() for name in next(reader, [])]
        _check_head(path, names)
        matches = []
        for cells in reader:
            if any(cell.strip() for cell in cells):
                matches.append(_match(path, reader.line_num, names, cells, known))
            if len(matches) > LONGEST:
                raise InputRefusedError(_("{path} is too long.").format(path=path))
    except csv.Error as error:
        raise _fault(path, reader.line_num, "", str(error)) from error
    if not matches:
        raise InputRefusedError(_("{path} has no rows.").format(path=path))
    name = canonical(path.stem)
    return Numbering(f"own/{name}", name, own=True, matches=tuple(dict.fromkeys(matches)))


def _check_head(path: Path, names: Sequence[str]) -> None:
    for name in COLUMNS[:3]:
        if name not in names:
            raise _fault(path, 1, name, _("the column is missing"), hint=True)
    twice = {name for name in names if name in COLUMNS and names.count(name) > 1}
    if twice:
        raise _fault(path, 1, min(twice), _("the column is there twice"))


def _match(
    path: Path, line: int, names: Sequence[str], cells: Sequence[str], known: Collection[str]
) -> Match:
    row = {
        name: canonical(unguarded(cell)).strip() for name, cell in zip(names, cells, strict=False)
    }
    row = {name: row.get(name, "") for name in COLUMNS}
    by_name = {one.casefold(): one for one in known}
    instrument = by_name.get(row["instrument"].casefold(), "")
    if not instrument:
        said = row["instrument"] or _("nothing")
        what = _("there is no instrument {name}; there are {names}")
        raise _fault(path, line, "instrument", what.format(name=said, names=", ".join(known)))
    provision, counterpart = (
        counterpart_path(row["provision"]),
        counterpart_path(row["counterpart"]),
    )
    if not provision and not counterpart:
        raise _fault(path, line, "provision", _("neither provision nor counterpart is named"))
    for name, allowed in (("relation", RELATIONS), ("certainty", CERTAINTIES)):
        row[name] = row[name].casefold()
        if row[name] and row[name] not in allowed:
            what = _("{value} is none of {words}")
            raise _fault(path, line, name, what.format(value=row[name], words=", ".join(allowed)))
    if row["relation"] == "none" and provision and counterpart:
        raise _fault(path, line, "relation", _("it says none, and a counterpart is named"))
    relation = row["relation"] if provision and counterpart else "none"
    return Match(provision, instrument, counterpart, relation, row["certainty"], row["note"])


def _fault(
    path: Path, line: int, column: str, what: str, *, hint: bool = False
) -> InputRefusedError:
    where = _("{path}, line {line}, column {column}: {what}.")
    where = where if column else _("{path}, line {line}: {what}.")
    return InputRefusedError(
        where.format(path=path.name, line=line, column=column, what=what),
        _("The columns are {names}.").format(names=", ".join(COLUMNS)) if hint else "",
    )


def own_to_text(table: Numbering) -> str:
    """A table of one's own as a project keeps it."""
    rows = [[getattr(match, name) for name in COLUMNS] for match in table.matches]
    return json.dumps({"name": table.table, "rows": rows}, ensure_ascii=False)


def own_from_text(text: str) -> Numbering | None:
    """What `own_to_text` wrote; None where it is damaged."""
    try:
        body = json.loads(text)
        matches = tuple(Match(*map(str, row)) for row in body["rows"] if len(row) == len(COLUMNS))
        return Numbering(f"own/{body['name']}", str(body["name"]), own=True, matches=matches)
    except (ValueError, KeyError, TypeError):
        return None

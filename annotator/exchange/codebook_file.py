# SPDX-License-Identifier: AGPL-3.0-or-later
"""Codebooks as files: JSON (ours, and plain lists) and CSV (id, name, definition …)."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
from pathlib import Path
from typing import Any

from annotator.domain.codebook import Code
from annotator.domain.errors import InputRefusedError
from annotator.domain.identity import derived_uid
from annotator.domain.normalise import canonical
from annotator.domain.values import dataclass
from annotator.exchange.atomic_file import written_whole
from annotator.exchange.csv_cells import unguarded
from annotator.exchange.csv_writing import csv_written
from annotator.i18n import _

_COLOUR = re.compile(r"^#[0-9A-Fa-f]{6}$")
_LAST_VERSION = 1_000_000
_LISTS = ("standards", "typical_provisions")
_CSV = ("id", "name", "family", "definition", "include", "exclude", "standards",
        "typical_provisions", "example", "colour", "retired", "uid")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Codebook:
    """A set of codes under a name.

    Attributes:
        name: which codebook it is; the same name and version mean the same codes.
        version: rises with every edition.
        codes: families and codes, in order.
    """

    name: str
    version: int
    codes: tuple[Code, ...]


def read_codebook(path: Path) -> Codebook:
    """Read a codebook.

    Raises:
        InputRefusedError: it cannot be read; the message names the entry and the fault.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputRefusedError(
            _("{path} cannot be read: {error}.").format(path=path, error=error)
        ) from error
    if path.suffix.casefold() == ".csv":
        return Codebook(path.stem, 1, _codes(path, _csv_entries(text)))
    try:
        body = json.loads(text)
    except ValueError as error:
        raise InputRefusedError(
            _("{path} is no codebook: {error}.").format(path=path, error=error)
        ) from error
    entries = body.get("codes") if isinstance(body, dict) else body
    if not isinstance(entries, list):
        raise InputRefusedError(
            _("{path} is no codebook: it has no list of codes.").format(path=path)
        )
    about = body if isinstance(body, dict) else {}
    version = str(about.get("version", "1")).split(".")[0]
    return Codebook(
        str(about.get("codebook") or path.stem),
        min(max(1, int(version[:9])), _LAST_VERSION) if version.isdecimal() else 1,
        _codes(path, entries),
    )


def _csv_entries(text: str) -> list[dict[str, Any]]:
    sample = text.splitlines()[0] if text.strip() else ""
    delimiter = max(",;\t", key=sample.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    entries = []
    for row in rows:
        entry: dict[str, Any] = {
            (name or "").strip().lower(): unguarded(value or "")
            for name, value in row.items()
            if isinstance(value, str)
        }
        for name in _LISTS:
            entry[name] = [part.strip() for part in entry.get(name, "").split(";") if part.strip()]
        entry.setdefault("id", entry.get("code", ""))
        entries.append(entry)
    return entries


def _codes(path: Path, entries: list[Any]) -> tuple[Code, ...]:
    codes: list[Code] = []
    seen: set[str] = set()
    for number, entry in enumerate(entries, start=1):
        code = _code(path, number, entry)
        if code.uid in seen:
            raise _fault(path, number, _("{id} is there twice").format(id=code.id))
        seen.add(code.uid)
        codes.append(code)
    return tuple(codes)


def _code(path: Path, number: int, entry: Any) -> Code:
    if not isinstance(entry, dict) or not str(entry.get("id") or "").strip():
        raise _fault(path, number, _("it has no id"))
    code_id = canonical(str(entry["id"]))
    name = canonical(str(entry.get("name") or ""))
    if not name:
        raise _fault(path, number, _("{id} has no name").format(id=code_id))
    colour = str(entry.get("colour") or entry.get("color") or "#C8C8C8").strip()
    if not _COLOUR.match(colour):
        raise _fault(path, number, _("{colour} is no colour like #C8C8C8").format(colour=colour))
    words = {
        key: canonical(str(entry.get(key) or ""))
        for key in ("definition", "include", "exclude", "example")
    }
    return Code(
        uid=str(entry.get("uid") or derived_uid("code", code_id)),
        id=code_id,
        name=name,
        family=canonical(str(entry.get("family") or entry.get("parent") or "")),
        standards=tuple(canonical(str(s)) for s in entry.get("standards") or ()),
        typical_provisions=tuple(str(s) for s in entry.get("typical_provisions") or ()),
        colour=colour,
        retired=str(entry.get("retired") or "").casefold() in {"1", "true", "yes"},
        **words,
    )


def _fault(path: Path, number: int, what: str) -> InputRefusedError:
    return InputRefusedError(
        _("{path}, code {number}: {what}.").format(path=path, number=number, what=what)
    )


def write_codebook(path: Path, codebook: Codebook) -> None:
    """Write a codebook as JSON, or as CSV where the name ends so.

    Raises:
        InputRefusedError: the place cannot be written.
    """
    entries = [dataclasses.asdict(code) for code in codebook.codes]
    if path.suffix.casefold() == ".csv":
        with csv_written(path, _CSV) as write:
            for entry in entries:
                for name in _LISTS:
                    entry[name] = "; ".join(entry[name])
                entry["retired"] = "1" if entry["retired"] else ""
                write(str(entry[name]) for name in _CSV)
        return
    body = {"codebook": codebook.name, "version": str(codebook.version), "codes": entries}
    data = (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()
    with written_whole(path) as file:
        file.write(data)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The codebook of a project: list, find, import, export."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from annotator.domain.change import GUESS, Record, Stamp, created, joined, rewritten
from annotator.domain.codebook import Code
from annotator.domain.errors import AmbiguousNameError, NotFoundError
from annotator.domain.identity import digest
from annotator.exchange.codebook_file import Codebook, read_codebook, write_codebook
from annotator.i18n import _
from annotator.services.annotations import SHIPPED
from annotator.services.backups import Backups
from annotator.services.desk import Desk
from annotator.storage.tables import Code as CodeRow
from annotator.storage.tables import Tag
from annotator.storage.unit_of_work import UnitOfWork

_RECENT = 9


class Codes:
    """Concern codes of one project."""

    def __init__(self, desk: Desk, backups: Backups) -> None:
        self._desk = desk
        self._backups = backups

    def list(self) -> tuple[Code, ...]:
        """Every code, families before their codes, in the codebook's order.

        One that is shown as another counts as retired: it is offered no longer.
        """
        with self._desk.store.read() as connection:
            joined = self._desk.seen(connection).joined_codes
        return tuple(
            replace(code, retired=True) if code.uid in joined else code for code in self._as_said()
        )

    def _as_said(self) -> tuple[Code, ...]:
        with self._desk.store.read() as connection:
            rows = self._desk.store.rows(connection).all(CodeRow, order="position")
        return tuple(code_of(row) for row in rows)

    def recent(self) -> tuple[str, ...]:
        """Uids of the codes the reviewer used last, latest first."""
        with self._desk.store.read() as connection:
            rows = self._desk.store.rows(connection)
            names = self._desk.mine(self._desk.store.records(connection)) or {""}
            used = rows.latest(Tag, "code", "reviewer", names, count=200)
            seen = self._desk.seen(connection)
        return tuple(dict.fromkeys(map(seen.code, used)))[:_RECENT]

    def named(self, name: str) -> Code:
        """The code with this id, exact title or uid.

        Raises:
            NotFoundError: none; the hint lists ids that look alike.
            AmbiguousNameError: several.
        """
        codes = self.list()
        wanted = name.strip().casefold()
        for key in ("uid", "id", "name"):
            found = [code for code in codes if str(getattr(code, key)).casefold() == wanted]
            found = [code for code in found if not code.retired] or found
            if len(found) == 1:
                return found[0]
            if found:
                raise AmbiguousNameError(
                    _("{name} fits several codes.").format(name=name),
                    ", ".join(f"{code.id} ({code.uid})" for code in found),
                )
        near = [c.id for c in codes if wanted and wanted[:3] in f"{c.id} {c.name}".casefold()]
        raise NotFoundError(
            _("There is no code {name} in the codebook.").format(name=name),
            _("Near it: {codes}.").format(codes=", ".join(near[:8])) if near else "",
        )

    def import_file(self, path: Path) -> int:
        """Take the codes of a codebook file in; codes that are here are updated, none is lost.

        Returns:
            How many codes were added or changed.

        Raises:
            InputRefusedError: the file is no codebook; the message says where it fails.
        """
        codebook = read_codebook(path)
        self._backups.make("import", always=True)
        with self._desk.change("import_codes", bulk=True, file=path.name) as unit:
            return put_codebook(unit, codebook)

    def export_file(self, path: Path) -> int:
        """Write the codebook to a file; returns how many codes."""
        codes = self._as_said()
        write_codebook(path, Codebook(path.stem, 1, tuple(codes)))
        return len(codes)


def put_codebook(unit: UnitOfWork, codebook: Codebook, *, shipped: bool = False) -> int:
    """Join a codebook into the project; the same file means the same records on every machine."""
    before = unit.records.get_many("code", [code.uid for code in codebook.codes])
    changed: list[Record] = []
    for code in codebook.codes:
        old = before.get(code.uid)
        new = _shipped(code, codebook, old) if shipped else _imported(code, codebook, old)
        if new != old:
            changed.append(new)
    unit.put("code", changed, before)
    unit.raise_counter(codebook.version)
    return len(changed)


def _shipped(code: Code, codebook: Codebook, old: Record | None) -> Record:
    """A code that every copy of the program has: newer versions of the program outdo older ones."""
    new = created("code", code.uid, code_values(code), Stamp(codebook.version, "", SHIPPED))
    return joined(old, new) if old else new


def _imported(code: Code, codebook: Codebook, old: Record | None) -> Record:
    """A code out of somebody's file: what differs from what shows is an edit, stamped by what it says."""
    counter = old.latest() + 1 if old else codebook.version
    dots = {
        name: ((Stamp(counter, "", digest("codebook", code.uid, name, value)), value),)
        for name, value in code_values(code).items()
        if old is None or old.values.get(name) != value
    }
    blank = created("code", code.uid, dict.fromkeys(code_values(code), ""), GUESS)
    return rewritten(old or blank, dots) if dots else old or blank


def code_values(code: Code) -> dict[str, str]:
    """A code's fields as they are stored."""
    return {
        "code": code.id,
        "name": code.name,
        "family": code.family,
        "definition": code.definition,
        "include": code.include,
        "exclude": code.exclude,
        "standards": _listed(code.standards),
        "typical_provisions": _listed(code.typical_provisions),
        "example": code.example,
        "colour": code.colour,
        "retired": "1" if code.retired else "",
    }


def _listed(items: Iterable[str]) -> str:
    items = list(items)
    return json.dumps(items, ensure_ascii=False) if items else ""


def code_of(row: dict[str, Any]) -> Code:
    """The code a row holds."""
    return Code(
        uid=row["uid"],
        id=row["code"],
        name=row["name"],
        family=row["family"],
        definition=row["definition"],
        include=row["include"],
        exclude=row["exclude"],
        standards=tuple(json.loads(row["standards"] or "[]")),
        typical_provisions=tuple(json.loads(row["typical_provisions"] or "[]")),
        example=row["example"],
        colour=row["colour"] or "#C8C8C8",
        retired=bool(row["retired"]),
    )

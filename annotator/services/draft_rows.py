# SPDX-License-Identifier: AGPL-3.0-or-later
"""Drafts from their rows and to them; finding one by name; which are here, and what was said of them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from annotator.domain.change import GUESS, Dot, Record, Stamp, created, rewritten
from annotator.domain.errors import AmbiguousNameError, InputRefusedError, NotFoundError
from annotator.domain.identity import digest
from annotator.domain.kinds import FIELDS
from annotator.domain.normalise import canonical, text_hash
from annotator.domain.project import Draft
from annotator.i18n import _
from annotator.pdf.arena import SharedBytes
from annotator.pdf.reading import DraftReading
from annotator.storage.repositories import Rows
from annotator.storage.tables import Blob, Page, TextPage
from annotator.storage.tables import Draft as DraftRow
from annotator.storage.unit_of_work import UnitOfWork

ON_MASTHEAD = ("symbol", "language", "date", "distribution", "original")
"""What the program reads from a draft's first pages."""


def named_draft(drafts: Sequence[Draft], name: str) -> Draft:
    """The one draft that a name fits; see `Drafts.named`."""
    wanted = name.strip().casefold()
    keys: tuple[Callable[[Draft], str], ...] = (
        lambda d: d.name, lambda d: d.symbol, lambda d: d.file,
        lambda d: d.file.rsplit(".", 1)[0], lambda d: d.sha256,
    )  # fmt: skip
    for fits in (str.__eq__, str.startswith, _ends_symbol):
        found = {
            draft.sha256: draft
            for draft in drafts
            for key in keys
            if wanted and fits(key(draft).casefold(), wanted)
        }
        if len(found) == 1:
            return next(iter(found.values()))
        if found:
            raise AmbiguousNameError(
                _("{name} fits several drafts.").format(name=name),
                ", ".join(f"{d.name} ({d.sha256[:12]})" for d in found.values()),
            )
    raise NotFoundError(
        _("There is no draft {name}.").format(name=name),
        _("There are: {drafts}.").format(drafts=", ".join(d.name for d in drafts)) if drafts
        else _("The project has no drafts."),
    )  # fmt: skip


def _ends_symbol(key: str, wanted: str) -> bool:
    """Whether a name ends with what people call a draft by among its like: `Rev.1`, `Rev.1@en`."""
    return key.endswith(f"/{wanted}")


def edition_here(draft: Draft, drafts: Iterable[Draft]) -> Draft | None:
    """The one draft here that has the symbol and language of a draft that is not; None for no one."""
    if not draft.symbol or not draft.language:
        return None
    found = [
        one for one in drafts
        if one.here and one.sha256 != draft.sha256 and _called(one) == _called(draft)
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _called(draft: Draft) -> tuple[str, str]:
    return " ".join(canonical(draft.symbol).split()).casefold(), draft.language.casefold()


def draft_of(row: Mapping[str, Any], *, here: bool) -> Draft:
    """The draft a row holds."""
    return Draft(
        sha256=row["uid"], symbol=row["symbol"] or row["file"] or row["uid"][:12],
        language=row["language"], date=row["date"], round=row["round"], treaty=row["treaty"],
        file=row["file"], pages=row["pages"] if here else 0, here=here, notes=row["notes"],
        distribution=row["distribution"], original=row["original"], guessed=_guessed(row),
        instrument=row["instrument"],
    )  # fmt: skip


def _guessed(row: Mapping[str, Any]) -> frozenset[str]:
    """Fields that say what the program read from the first page, and nobody has confirmed."""
    body = json.loads(row["stamps"])
    stamps = {name: body.get("f", {}).get(name, body["*"]) for name in ON_MASTHEAD}
    return frozenset(name for name, stamp in stamps.items() if row[name] and not stamp[0])


def drafts_here(rows: Rows) -> frozenset[str]:
    """SHA-256 of the drafts whose PDF is in the project and not taken out."""
    removed = frozenset(rows.values(DraftRow, "uid", removed=1))
    return frozenset(rows.values(Blob, "sha256")) - removed


def confirm_draft(unit: UnitOfWork, sha256: str) -> None:
    """The first work on a draft makes the program's guesses about it the team's word.

    The stamp comes from the value, so that two machines that confirm the same agree, and a later
    edit by a person outdoes it.

    Raises:
        NotFoundError: there is no such draft.
    """
    record = unit.records.get_many("draft", [sha256]).get(sha256)
    if record is None or sha256 not in drafts_here(unit.rows):
        raise NotFoundError(_("There is no draft {draft}.").format(draft=sha256[:12]))
    if dots := _confirmed(record):
        unit.put("draft", [rewritten(record, dots)], {sha256: record})


def say_of_draft(unit: UnitOfWork, sha256: str, values: Mapping[str, str]) -> None:
    """Write what a person says of a draft, and confirm what the program guessed of it besides.

    One change of the record, so that one undo takes it back.

    Raises:
        NotFoundError: there is no such draft.
    """
    record = unit.get("draft", sha256)
    dots = _confirmed(record) if sha256 in drafts_here(unit.rows) else {}
    for name, value in values.items():
        if record.values.get(name, "") != value or name in record.others:
            dots[name] = ((unit.stamp, value),)
    if dots:
        unit.put("draft", [rewritten(record, dots)], {sha256: record})


def _confirmed(record: Record) -> dict[str, tuple[Dot, ...]]:
    """The guesses of a draft as the team's word."""
    return {
        name: ((said_stamp(record.uid, name, value), value),)
        for name, value in record.values.items()
        if value and record.stamp(name) == GUESS
    }


def checked_description(said: Mapping[str, str]) -> dict[str, str]:
    """What is said of a draft, in canonical form.

    Raises:
        InputRefusedError: a language or a date is none.
    """
    values = {name: " ".join(canonical(value).split()) for name, value in said.items()}
    language = values.get("language", "")
    if language and not re.fullmatch(r"[A-Za-z]{2,3}", language):
        raise InputRefusedError(
            _("{value} is no language.").format(value=language),
            _("Write two or three letters, such as en or fr."),
        )
    if language:
        values["language"] = language.casefold()
    if values.get("date") and not _is_date(values["date"]):
        raise InputRefusedError(
            _("{value} is no date.").format(value=values["date"]),
            _("Write year, month and day, such as 2026-11-22."),
        )
    return values


def _is_date(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def said_stamp(uid: str, name: str, value: str) -> Stamp:
    """The stamp of something two people can say independently and mean the same by."""
    return Stamp(1, "", digest("said", uid, name, value))


def labels_of(rows: Rows, sha256: str) -> list[str]:
    """Printed page numbers, [] where the PDF names none."""
    row = rows.by(DraftRow, "uid", [sha256]).get(sha256)
    return [str(label) for label in json.loads(row["labels"])] if row and row["labels"] else []


def outline_of(rows: Rows, sha256: str) -> tuple[tuple[int, str, int], ...]:
    """Level, title and page of the PDF's own outline; () where it has none."""
    found = rows.values(DraftRow, "outline", uid=sha256)
    entries = json.loads(found[0]) if found and found[0] else ()
    return tuple((level, title, page) for level, title, page in entries)


def draft_record(sha256: str, said: dict[str, str], guesses: dict[str, str]) -> Record:
    """A draft as it is added: what was said of it, over what the program guesses."""
    record = created("draft", sha256, {**dict.fromkeys(FIELDS["draft"], ""), **guesses}, GUESS)
    dots = {
        name: ((said_stamp(sha256, name, value), value),) for name, value in said.items() if value
    }
    return rewritten(record, dots) if dots else record


def put_document(rows: Rows, sha256: str, source: SharedBytes, reading: DraftReading) -> None:
    """Bytes, page sizes and text: facts of the file, the same in every project, so not logged."""
    if not rows.by(Blob, "sha256", [sha256]):
        data = bytes(source.view())
        rows.insert(Blob, [{"sha256": sha256, "size": len(data), "data": data}])
    rows.remove(Page, "draft", [sha256])
    rows.insert(
        Page,
        (
            {"draft": sha256, "number": number, **dataclasses.asdict(size)}
            for number, size in enumerate(reading.sizes, start=1)
        ),
    )
    rows.remove(TextPage, "draft", [sha256])
    rows.insert(
        TextPage,
        (
            {
                "draft": sha256, "number": page.page, "extractor": page.extractor,
                "text_hash": text_hash(page.text), "data": page.to_bytes(),
            }
            for page in reading.texts
        ),
    )  # fmt: skip

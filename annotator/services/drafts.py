# SPDX-License-Identifier: AGPL-3.0-or-later
"""Drafts of a project: add, name, list, and what is needed to show them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from annotator.domain.change import joined
from annotator.domain.errors import (
    InputRefusedError,
    NotFoundError,
    PasswordNeededError,
)
from annotator.domain.kinds import FIELDS
from annotator.domain.masthead_facts import FIRST_PAGES, masthead_of
from annotator.domain.normalise import canonical
from annotator.domain.project import Draft, PageSize, View
from annotator.i18n import _
from annotator.pdf.arena import SharedBytes
from annotator.pdf.reading import DraftReading, make_previews, read_draft
from annotator.pdf.text_layer import PageTexts
from annotator.services.desk import Desk
from annotator.services.draft_rows import (
    checked_description,
    draft_of,
    draft_record,
    drafts_here,
    named_draft,
    put_document,
    say_of_draft,
)
from annotator.storage.peek import read_view
from annotator.storage.tables import Blob, Meta, Page, Preview, Treaty
from annotator.storage.tables import Draft as DraftRow
from annotator.storage.unit_of_work import UnitOfWork, shown_digest

Progress = Callable[[int, int], None]


class Drafts:
    """Drafts of one project."""

    def __init__(self, desk: Desk, came: Callable[[str], None]) -> None:
        """Stand on a desk.

        Args:
            desk: of the project.
            came: told of a draft (its SHA-256) whose PDF and text are here now.
        """
        self._desk = desk
        self._came = came

    def list(self) -> tuple[Draft, ...]:
        """Drafts whose PDF is in the project, in the order they were added."""
        return tuple(draft for draft in self.known() if draft.here)

    def known(self) -> tuple[Draft, ...]:
        """Every draft anything was said of, those whose PDF is not here included."""
        with self._desk.store.read() as connection:
            rows = self._desk.store.rows(connection)
            found, here = rows.all(DraftRow), drafts_here(rows)
        return tuple(draft_of(row, here=row["uid"] in here) for row in found)

    def named(self, name: str) -> Draft:
        """The one draft that a name fits: `symbol@language`, symbol, file name or SHA-256, the start of
        one, or the end of a symbol behind a slash (`Rev.1`). An exact match wins over a start, and a
        start over an end.

        Raises:
            NotFoundError: none; the hint lists what there is.
            AmbiguousNameError: several.
        """
        return named_draft(self.list(), name)

    def add(
        self,
        pdf: Path | bytes,
        *,
        file: str = "",
        symbol: str = "",
        language: str = "",
        date: str = "",
        round: str = "",  # noqa: A002 - the trade's word for it
        instrument: str = "",
        password: str | None = None,
        progress: Progress | None = None,
    ) -> Draft:
        """Take a PDF into the project, with its text, page sizes and previews.

        Adding the same PDF again changes nothing but what is said of it here.

        Args:
            pdf: the file, or its bytes.
            file: its name, where bytes are given.
            symbol: as printed; guessed from the first page where empty.
            language: two letters; guessed from the text where empty.
            date: ISO date.
            round: of negotiation.
            instrument: id of the reference instrument that it is; "" for a draft of the treaty.
            password: to open the PDF with.
            progress: called with (done, total); may raise Cancelled.

        Raises:
            InputRefusedError: it cannot be read, is no PDF, or wants a password.
        """
        if isinstance(pdf, Path):
            file = canonical(file or pdf.name)
            source = _shared(pdf)
        else:
            source = SharedBytes.of(pdf)
        said = {"symbol": symbol, "language": language, "date": date, "round": round,
                "instrument": instrument}  # fmt: skip
        said = {name: canonical(value) for name, value in said.items()}
        try:
            reading = read_draft(source, password=password, progress=progress)
            with self._desk.change("add_draft", draft=said["symbol"] or file) as unit:
                self._put(unit, source, reading, said, file)
            if password is None:  # pages behind a password are not left lying as pictures
                self._make_previews(source)
            sha256 = source.sha256
            self._desk.forget_text(sha256)
        finally:
            source.close()
        self._came(sha256)
        return next(draft for draft in self.known() if draft.sha256 == sha256)

    def describe(
        self,
        sha256: str,
        *,
        symbol: str | None = None,
        language: str | None = None,
        date: str | None = None,
        round: str | None = None,  # noqa: A002 - the trade's word for it
        distribution: str | None = None,
        original: str | None = None,
        instrument: str | None = None,
    ) -> None:
        """Say what a draft is, in one action; None leaves a field alone, "" empties it.

        Whoever says so has looked at the rest, too: what the program guessed is confirmed.

        Raises:
            NotFoundError: there is no such draft.
            InputRefusedError: a language or a date is none; the message names the field.
        """
        said = {
            "symbol": symbol, "language": language, "date": date, "round": round,
            "distribution": distribution, "original": original, "instrument": instrument,
        }  # fmt: skip
        values = checked_description({n: v for n, v in said.items() if v is not None})
        name = next((d.name for d in self.known() if d.sha256 == sha256), "")
        with self._desk.change_as_me("describe_draft", draft=values.get("symbol") or name) as unit:
            say_of_draft(unit, sha256, values)

    def masthead(self, sha256: str) -> dict[str, str]:
        """What the first pages of a draft say of it, see `masthead_of`; a person decides, and keeps it."""
        file = next((one.file for one in self.known() if one.sha256 == sha256), "")
        pages = self._desk.pages(sha256)
        return masthead_of([pages[page].text for page in list(pages)[:FIRST_PAGES]], file)

    def _put(
        self,
        unit: UnitOfWork,
        source: SharedBytes,
        reading: DraftReading,
        said: dict[str, str],
        file: str,
    ) -> None:
        sha256 = source.sha256
        guesses = dict.fromkeys(FIELDS["draft"], "") | {
            **masthead_of([page.text for page in reading.texts[:FIRST_PAGES]], file),
            "treaty": unit.rows.all(Treaty)[0]["title"],
        }
        new = draft_record(sha256, said, guesses)
        before = unit.records.get_many("draft", [sha256])
        merged = joined(before[sha256], new) if before else new
        local = {
            "file": file, "pages": len(reading.sizes), "removed": 0,
            "labels": _labels(reading.labels),
            "outline": _outline(reading.outline),
            "notes": "\n".join(reading.notes),
        }  # fmt: skip
        row = unit.rows.by(DraftRow, "uid", [sha256]).get(sha256)
        comes = row is not None and sha256 not in drafts_here(unit.rows)
        if row is None or merged != before[sha256] or row["removed"] or not row["pages"]:
            if row is None:
                unit.put("draft", [merged], {}, local={sha256: local})
            else:
                unit.put("draft", [merged], before, local={sha256: local})
        if comes:  # known by what others said of it: undo takes the PDF out of sight again
            unit.note("draft", sha256, before="", after=shown_digest(merged))
        put_document(unit.rows, sha256, source, reading)

    def _make_previews(self, source: SharedBytes) -> None:
        rows = [
            {"draft": source.sha256, "number": number, "data": png}
            for number, png in make_previews(source)
        ]
        with self._desk.store.cache() as cache:
            cache.remove(Preview, "draft", [source.sha256])
            cache.insert(Preview, rows)

    def rebuild(self, sha256: str) -> None:
        """Make text layer, page sizes and previews of a draft anew from its PDF.

        A PDF that wants a password keeps what it has.
        """
        source = SharedBytes.of(self.pdf(sha256))
        try:
            reading = read_draft(source)
        except PasswordNeededError:
            return
        else:
            with self._desk.store.cache() as rows:
                put_document(rows, sha256, source, reading)
            self._desk.forget_text(sha256)
            self._make_previews(source)
        finally:
            source.close()

    # -- reading ---------------------------------------------------------------------------------

    def pdf(self, sha256: str) -> bytes:
        """The document's bytes.

        Raises:
            NotFoundError: it is not in this project.
        """
        with self._desk.store.read() as connection:
            found = self._desk.store.rows(connection).values(Blob, "data", sha256=sha256)
        if not found:
            raise NotFoundError(
                _("The PDF of draft {draft} is not here.").format(draft=sha256[:12])
            )
        return bytes(found[0])

    def sizes(self, sha256: str) -> tuple[PageSize, ...]:
        """Page sizes, from page 1."""
        with self._desk.store.read() as connection:
            rows = self._desk.store.rows(connection).all(Page, draft=sha256, order="number")
        return tuple(PageSize(row["width"], row["height"], row["rotation"]) for row in rows)

    def preview(self, sha256: str, page: int) -> bytes | None:
        """A small lossless picture of a page (PNG), None where there is none."""
        with self._desk.store.read() as connection:
            found = self._desk.store.rows(connection).values(
                Preview, "data", draft=sha256, number=page
            )
        return bytes(found[0]) if found else None

    def previews(self, sha256: str) -> Sequence[tuple[int, bytes]]:
        """All small pictures of a draft (PNG) with their pages; none of one that wants a password."""
        with self._desk.store.read() as connection:
            rows = self._desk.store.rows(connection).all(Preview, draft=sha256, order="number")
        return [(row["number"], bytes(row["data"])) for row in rows]

    def texts(self, sha256: str) -> PageTexts:
        """The text layers, classified; for whatever thread."""
        return self._desk.pages(sha256).copy()

    def view(self, sha256: str) -> View:
        """Where one read a draft last; its start where nobody has."""
        with self._desk.store.read() as connection:
            found = self._desk.store.rows(connection).values(Meta, "value", key=f"view:{sha256}")
        return read_view(found[0] if found else "{}")

    def remember_view(self, sha256: str, *, page: int, zoom: float, offset: float = 0.0) -> None:
        """Keep where the reader was, so that the next start shows it at once; see `View`."""
        place = {"page": page, "zoom": zoom, "offset": offset}
        with self._desk.store.cache() as rows:
            for key, body in (("view", {"draft": sha256}), (f"view:{sha256}", place)):
                rows.remove(Meta, "key", [key])
                rows.insert(Meta, [{"key": key, "value": json.dumps(body)}])


def _labels(labels: Sequence[str]) -> str:
    """Printed page numbers as they are stored, "" where no page has one."""
    return (
        json.dumps([canonical(label) for label in labels], ensure_ascii=False)
        if any(labels)
        else ""
    )


def _outline(outline: Sequence[tuple[int, str, int]]) -> str:
    """The PDF's own outline as it is stored, "" where it has none."""
    entries = [(level, canonical(title), page) for level, title, page in outline]
    return json.dumps(entries, ensure_ascii=False) if entries else ""


def _shared(path: Path) -> SharedBytes:
    try:
        return SharedBytes.from_file(path)
    except OSError as error:
        raise InputRefusedError(
            _("{path} cannot be read: {error}.").format(path=path, error=error.strerror or error)
        ) from error

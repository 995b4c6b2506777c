# SPDX-License-Identifier: AGPL-3.0-or-later
"""The provisions of drafts as found and corrected, kept in the project. Says nothing of passages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from annotator.domain.change import deleted_utc
from annotator.domain.identity import digest
from annotator.domain.provision_map import ProvisionMap
from annotator.domain.structure.found_structure import Structure
from annotator.domain.structure.packed import FINDER, packed, unpacked
from annotator.domain.structure.provision_finder import find_provisions
from annotator.domain.whole_provisions import WholeProvisions
from annotator.pdf.source_lines import source_lines
from annotator.services.boundary_records import Boundary, boundary_of
from annotator.services.desk import Desk
from annotator.services.draft_rows import outline_of
from annotator.services.events import ChangeSet
from annotator.services.found_shelf import FoundShelf
from annotator.storage.tables import Draft as DraftRow
from annotator.storage.tables import FoundProvisions


class KnownProvisions:
    """The provisions of one draft, and ways to ask for them.

    Args:
        structure: what was found.
        said: what people said of it, in the order it was said.
    """

    def __init__(self, structure: Structure, said: Iterable[Boundary]) -> None:
        self.structure = structure
        self._said = tuple(said)

    @cached_property
    def map(self) -> ProvisionMap:
        """By whatever they are called."""
        return ProvisionMap(self.structure)

    @cached_property
    def whole(self) -> WholeProvisions:
        """By where they begin."""
        return WholeProvisions(self.structure, [boundary.correction for boundary in self._said])


class ProvisionShelf(FoundShelf[KnownProvisions]):
    """Provisions by draft. They follow from its text, its unit, and what people said of boundaries."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, FoundProvisions)
        desk.events.subscribe(self._on_change)

    def unit(self, sha256: str) -> str:
        """What a person says the draft is made of, "" where nobody did."""
        with self._desk.store.read() as connection:
            found = self._desk.store.rows(connection).values(DraftRow, "unit", uid=sha256)
        return str(found[0]) if found else ""

    def boundaries(self, sha256: str) -> list[Boundary]:
        """What people said of a draft's boundaries, in the order it was said."""
        with self._desk.store.read() as connection:
            records = self._desk.store.records(connection).all("provision", draft=sha256)
        living = [boundary_of(record) for record in records if not deleted_utc(record)]
        return sorted(living, key=lambda one: (one.created_utc, one.uid))

    def as_if(self, sha256: str, unit: str) -> Structure:
        """The provisions a draft would have if it were made of something; "" to let it be guessed."""
        said = [boundary.correction for boundary in self.boundaries(sha256)]
        lines = list(source_lines(self._desk.pages(sha256).values()))
        outline = self._outline(sha256)
        return find_provisions(lines, unit=unit or None, outline=outline, corrections=said)

    def _outline(self, sha256: str) -> tuple[tuple[int, str, int], ...]:
        with self._desk.store.read() as connection:
            return outline_of(self._desk.store.rows(connection), sha256)

    def _made_of(self, sha256: str, texts: Sequence[str]) -> str:
        said = [repr(boundary.correction) for boundary in self.boundaries(sha256)]
        outline = repr(self._outline(sha256))
        return digest("provisions", FINDER, self.unit(sha256), outline, *texts, *said)

    def _find(self, sha256: str) -> KnownProvisions:
        structure = self.as_if(sha256, self.unit(sha256))
        return KnownProvisions(structure, self.boundaries(sha256))

    def _packed(self, value: KnownProvisions) -> Mapping[str, bytes]:
        return {"data": packed(value.structure)}

    def _unpacked(self, row: Mapping[str, Any]) -> KnownProvisions:
        return KnownProvisions(unpacked(row["data"]), self.boundaries(row["draft"]))

    def _on_change(self, change: ChangeSet) -> None:
        """Of a draft only its unit matters; of which drafts boundaries are is not known here."""
        if "provision" in change.kinds:
            self.look_through()
        elif "draft" in change.kinds:
            self.look_through(change.ids)

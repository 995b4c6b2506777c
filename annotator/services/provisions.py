# SPDX-License-Identifier: AGPL-3.0-or-later
"""The provisions of drafts: found, corrected by people, and asked which one a place stands in."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace

from annotator.domain.anchor import Anchor
from annotator.domain.change import deleted_utc
from annotator.domain.errors import InputRefusedError, NotFoundError
from annotator.domain.identity import digest, new_uid
from annotator.domain.kinds import FIELDS
from annotator.domain.normalise import canonical
from annotator.domain.provision import provision_path
from annotator.domain.provision_map import ProvisionMap
from annotator.domain.structure.corrections import ACTIONS, Correction
from annotator.domain.structure.found_structure import Provision, Structure
from annotator.domain.structure.packed import FINDER, packed, unpacked
from annotator.domain.structure.provision_finder import find_provisions
from annotator.i18n import _
from annotator.pdf.source_lines import source_lines
from annotator.services.boundary_records import Boundary, boundary_of, called, said_of
from annotator.services.desk import Desk
from annotator.services.draft_rows import confirm_draft, say_of_draft
from annotator.services.events import ChangeSet
from annotator.storage.tables import Draft as DraftRow
from annotator.storage.tables import FoundProvisions, TextPage

_KEPT = 8
"""Structures kept ready: of the drafts that lie open, and of those they are compared with."""

_log = logging.getLogger(__name__)


class Provisions:
    """Provisions of the drafts of one project."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ready: OrderedDict[str, Structure] = OrderedDict()
        self._maps: dict[str, ProvisionMap] = {}
        self._unkept: dict[str, str] = {}  # what each was made of, where it could not be stored yet
        self._plain: dict[str, Structure] = {}  # as found, without what people said
        desk.events.subscribe(self._on_change)
        desk.placed = self.placed
        desk.spelled = self.spelled

    # -- finding ---------------------------------------------------------------------------------

    def structure(self, sha256: str, *, unit: str = "") -> Structure:
        """The provisions of a draft; empty while its text is not here.

        Found once and kept in the project; found anew when somebody corrects a boundary, chooses
        another unit, or the rules are newer.

        Args:
            sha256: of the draft.
            unit: what the draft is made of, to look how it would be; "" for what is known of it.
        """
        if unit:
            return self._find(sha256, unit)
        if sha256 in self._ready:
            self._ready.move_to_end(sha256)
            self._keep(sha256)
            return self._ready[sha256]
        made_of = self.made_of(sha256)
        found = self._stored(sha256, made_of)
        if found is None:
            found = self._find(sha256, self.unit(sha256))
            if self._desk.pages(sha256):
                self._unkept[sha256] = made_of
        self._ready[sha256] = found
        self._keep(sha256)
        while len(self._ready) > _KEPT:
            self._maps.pop(self._ready.popitem(last=False)[0], None)
        return found

    def find_again(self, sha256: str) -> Structure:
        """Forget what was found in a draft and look once more."""
        for known in (self._ready, self._maps, self._plain):
            known.pop(sha256, None)
        if self._desk.store.writable:
            with self._desk.store.cache() as rows:
                rows.remove(FoundProvisions, "draft", [sha256])
            return self.structure(sha256)
        self._ready[sha256] = self._find(sha256, self.unit(sha256))
        return self.structure(sha256)

    def _find(self, sha256: str, unit: str) -> Structure:
        pages = self._desk.pages(sha256)
        said = [boundary.correction for boundary in self.boundaries(sha256)]
        lines = list(source_lines(pages.values()))
        return find_provisions(lines, unit=unit or None, corrections=said)

    def made_of(self, sha256: str) -> str:
        """A hash of all that the structure of a draft follows from."""
        with self._desk.store.read() as connection:
            rows = self._desk.store.rows(connection)
            texts = rows.values(TextPage, "text_hash", draft=sha256)
            readers = sorted(set(rows.values(TextPage, "extractor", draft=sha256)))
        said = [repr(boundary.correction) for boundary in self.boundaries(sha256)]
        return digest("provisions", FINDER, self.unit(sha256), *readers, *texts, *said)

    def _stored(self, sha256: str, made_of: str) -> Structure | None:
        with self._desk.store.read() as connection:
            rows = self._desk.store.rows(connection).by(FoundProvisions, "draft", [sha256])
        row = rows.get(sha256)
        if row is None or row["made_of"] != made_of:
            return None
        try:
            return unpacked(row["data"])
        except ValueError as error:
            _log.warning("provisions.damaged draft=%s %s", sha256[:12], error)
            return None

    def _keep(self, sha256: str) -> None:
        """Store what was found, unless something is being read: then at the next question."""
        store = self._desk.store
        if sha256 not in self._unkept or store.in_view or not store.writable:
            return
        row = {"draft": sha256, "made_of": self._unkept.pop(sha256)}
        with store.cache() as rows:
            rows.remove(FoundProvisions, "draft", [sha256])
            rows.insert(FoundProvisions, [{**row, "data": packed(self._ready[sha256])}])

    def _on_change(self, change: ChangeSet) -> None:
        if change.kinds & {"provision", "draft"}:
            self._ready.clear()
            self._maps.clear()
            self._unkept.clear()

    # -- asking ----------------------------------------------------------------------------------

    def named(self, sha256: str, written: str) -> Provision:
        """The provision somebody names, in any spelling: `28(3)`, `article 28, paragraph 3`.

        Raises:
            NotFoundError: there is none; the hint names what is near.
        """
        known = self.map(sha256)
        index = known.find(canonical(written))
        if index < 0:
            raise self.unknown(sha256, written)
        return known.structure.provisions[index]

    def unknown(self, sha256: str, written: str) -> NotFoundError:
        """What to say of a provision that a draft does not have; the hint names what is near."""
        near = self.map(sha256).near(canonical(written))
        path = provision_path(canonical(written))
        return NotFoundError(
            _("There is no provision {path} in this draft.").format(path=path),
            _("There are: {paths}.").format(paths=", ".join(near)) if near else "",
        )

    def map(self, sha256: str) -> ProvisionMap:
        """The provisions of a draft by whatever they are called."""
        structure = self.structure(sha256)
        known = self._maps.get(sha256)
        if known is None or known.structure is not structure:
            self._maps[sha256] = known = ProvisionMap(structure)
        return known

    def spelled(self, sha256: str, written: str) -> tuple[str, str]:
        """Path and title of what somebody names, in any spelling, as the draft has them.

        What was not found in the draft keeps the path that was written, and has no title: the
        finder may have missed it, and others may know more of the draft.
        """
        known, tidy = self.map(sha256), canonical(written)
        path = known.spelled(tidy)
        return (path, known.title(path)) if path else (provision_path(tidy), "")

    def placed(self, anchor: Anchor) -> Anchor:
        """An anchor with the provision its words stand in now, as found and corrected.

        A whole provision that was renamed since bears its new name. What has no words and what stands
        in a draft whose text is not here keeps what it says.
        """
        if anchor.kind == "provision":
            path = self.renamed(anchor.draft, anchor.provision)
        elif anchor.segments:
            path = self.structure(anchor.draft).span(anchor.segments)
        else:
            return anchor
        return replace(anchor, provision=path) if path and path != anchor.provision else anchor

    def renamed(self, sha256: str, path: str) -> str:
        """The path now of a provision that was named before somebody corrected what it is called."""
        now = self.structure(sha256)
        if now.find(path) >= 0 or not self.boundaries(sha256):
            return path
        if sha256 not in self._plain:
            lines = source_lines(self._desk.pages(sha256).values())
            self._plain[sha256] = find_provisions(list(lines), unit=self.unit(sha256) or None)
        before = self._plain[sha256]
        index = before.find(path)
        one = before.provisions[index] if index >= 0 else None
        there = now.at(one.page, one.start) if one is not None else None
        same = (
            there is not None
            and one is not None
            and (there.page, there.start) == (one.page, one.start)
        )
        return there.path if same and there is not None else path

    def title(self, sha256: str, path: str) -> str:
        """The title a provision, or the nearest one around it, bears; "" for none."""
        return self.map(sha256).title(path)

    # -- correcting ------------------------------------------------------------------------------

    def unit(self, sha256: str) -> str:
        """What a person says the draft is made of, "" where nobody did."""
        with self._desk.store.read() as connection:
            found = self._desk.store.rows(connection).values(DraftRow, "unit", uid=sha256)
        return str(found[0]) if found else ""

    def choose_unit(self, sha256: str, unit: str) -> None:
        """Say what a draft is made of: `article`, `rule`, `paragraph` …; "" to let it be guessed."""
        with self._desk.change_as_me("choose_unit", unit=unit) as changing:
            say_of_draft(changing, sha256, {"unit": unit})

    def boundaries(self, sha256: str) -> list[Boundary]:
        """What people said of a draft's boundaries, in the order it was said."""
        with self._desk.store.read() as connection:
            records = self._desk.store.records(connection).all("provision", draft=sha256)
        living = [boundary_of(record) for record in records if not deleted_utc(record)]
        return sorted(living, key=lambda one: (one.created_utc, one.uid))

    def correct(self, sha256: str, correction: Correction, *, note: str = "") -> str:
        """Say where a provision begins, does not begin, or what it is called.

        The finder goes on from there; what was found is kept beside it.

        Args:
            sha256: of the draft.
            correction: see `Correction`.
            note: why.

        Returns:
            The uid of the boundary.

        Raises:
            InputRefusedError: no such action, or the place is not on a page of the draft.
        """
        if correction.action not in ACTIONS:
            raise InputRefusedError(
                _("{action} is no correction.").format(action=correction.action), ", ".join(ACTIONS)
            )
        if not 1 <= correction.page <= len(self._desk.pages(sha256)):
            raise InputRefusedError(_("There is no page {page}.").format(page=correction.page))
        values = dict.fromkeys(FIELDS["provision"], "")
        with self._desk.change_as_me("correct_provision", provision=called(correction)) as unit:
            confirm_draft(unit, sha256)
            values.update(said_of(correction))
            values.update(
                draft=sha256, reviewer=self._desk.me.uid, note=canonical(note),
                created_utc=unit.utc, modified_utc=unit.utc,
            )  # fmt: skip
            return unit.create("provision", new_uid(), values).uid

    def take_back(self, uid: str) -> None:
        """Let a boundary be as it was found.

        Raises:
            NotFoundError: nothing of that uid was said, or it is taken back already.
        """
        with self._desk.change_as_me("uncorrect_provision") as unit:
            if deleted_utc(unit.get("provision", uid)):
                raise NotFoundError(
                    _("The correction {uid} is taken back already.").format(uid=uid)
                )
            unit.delete("provision", uid)


def order_of(structure: Structure, paths: Sequence[str]) -> list[str]:
    """Paths in the order of a draft; those it does not have come last, in the order of numbers."""
    return sorted(paths, key=structure.order)

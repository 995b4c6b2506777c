# SPDX-License-Identifier: AGPL-3.0-or-later
"""Links that people make from a passage or a provision to a provision of a reference instrument."""

from __future__ import annotations

from annotator.domain.change import deleted_utc
from annotator.domain.counterpart import Link
from annotator.domain.errors import NotFoundError, WrongCallError
from annotator.domain.identity import is_uid, new_uid
from annotator.domain.instrument import counterpart_path
from annotator.domain.kinds import FIELDS
from annotator.domain.normalise import canonical
from annotator.domain.quotation import readable
from annotator.domain.whole_provisions import BEGINS, begins_text
from annotator.i18n import _
from annotator.services.correspondences import Correspondences
from annotator.services.desk import Desk
from annotator.services.draft_rows import confirm_draft
from annotator.services.living import whole_path
from annotator.services.passages import Passages
from annotator.services.provisions import Provisions


class CounterpartLinks:
    """Links in one project.

    Attributes:
        tables: the tables of correspondence, and which of them a draft follows.
    """

    def __init__(self, desk: Desk, provisions: Provisions, passages: Passages) -> None:
        self._desk = desk
        self._provisions = provisions
        self._passages = passages
        self.tables = Correspondences(desk)

    def links(self, sha256: str) -> tuple[Link, ...]:
        """The live links of a draft, in the order they were made."""
        with self._desk.store.read() as connection:
            records = self._desk.store.records(connection).all("counterpart", draft=sha256)
            seen = self._desk.seen(connection)
        placed = self._desk.placed
        alive = [
            {**r.values, "uid": r.uid, "path": whole_path(r, r.values["target"], placed)}
            for r in records
            if not deleted_utc(r) and not seen.hides(sha256, r.values["reviewer"])
        ]  # fmt: skip
        targets = {one["target"] for one in alive}
        passages = {each.uid: each for each in self._passages.some(targets)}
        found = []
        for one in alive:
            target, passage = one["target"], passages.get(one["target"])
            if passage is None and is_uid(target):
                continue  # the passage is gone
            found.append(
                Link(
                    one["uid"], sha256, target, one["instrument"], one["provision"], one["note"],
                    seen.person(one["reviewer"]), one["created_utc"],
                    passage.anchor.provision if passage else one["path"],
                    readable(passage.anchor.quote) if passage else "",
                )
            )  # fmt: skip
        return tuple(sorted(found, key=lambda link: (link.created_utc, link.uid)))

    def link(
        self, sha256: str, target: str, instrument: str, provision: str, *, note: str = ""
    ) -> str:
        """Link a passage or a provision to a counterpart; one's earlier link of the two gets the note.

        Args:
            sha256: of the draft.
            target: uid of a passage of it, or a provision in any spelling.
            instrument: id of the reference, or a name of it.
            provision: of the reference, in any spelling.
            note: how the two differ.

        Returns:
            The link's uid.

        Raises:
            NotFoundError: there is no such draft, provision or instrument.
            WrongCallError: no provision of the reference was named.
        """
        known, path = self.tables.instrument(instrument), counterpart_path(provision)
        if not path:
            raise WrongCallError(_("No provision of {name} was named.").format(name=known.short))
        passage = self._passages.get(target)
        at = target if passage else self._provisions.named(sha256, target).path
        begins = "" if passage else begins_text(self._desk.begins(sha256, at))
        with self._desk.change_as_me(
            "link_counterpart", provision=passage.anchor.provision if passage else at,
            counterpart=f"{known.short} {path}",
        ) as unit:  # fmt: skip
            confirm_draft(unit, sha256)
            said = {"draft": sha256, "instrument": known.id, "provision": path}
            mine = self._desk.mine(unit.records)
            alive = [
                r for r in unit.records.all("counterpart", **said)
                if r.values["reviewer"] in mine and not deleted_utc(r)
                and at == whole_path(r, r.values["target"], self._desk.placed)
            ]  # fmt: skip
            if alive:
                unit.write("counterpart", alive[0].uid, {"note": canonical(note)})
                return alive[0].uid
            values = dict.fromkeys(FIELDS["counterpart"], "") | said | {"target": at}
            if begins:
                values[BEGINS] = begins
            values.update(
                reviewer=self._desk.me.uid, note=canonical(note), created_utc=unit.utc,
                modified_utc=unit.utc,
            )  # fmt: skip
            return unit.create("counterpart", new_uid(), values).uid

    def unlink(self, uid: str) -> None:
        """Take a link back; its tombstone stays and travels.

        Raises:
            NotFoundError: there is no such link, or it is taken back already.
        """
        with self._desk.store.read() as connection:
            found = self._desk.store.records(connection).get_many("counterpart", [uid])
        path = found[uid].values["provision"] if uid in found else ""
        with self._desk.change_as_me("unlink_counterpart", counterpart=path) as unit:
            if deleted_utc(unit.get("counterpart", uid)):
                raise NotFoundError(_("The link {uid} is taken back already.").format(uid=uid))
            unit.delete("counterpart", uid)

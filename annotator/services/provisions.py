# SPDX-License-Identifier: AGPL-3.0-or-later
"""The provisions of drafts: found, corrected by people, and asked which one a place stands in."""

from __future__ import annotations

from dataclasses import replace

from annotator.domain.anchor import Anchor
from annotator.domain.change import deleted_utc
from annotator.domain.errors import InputRefusedError, NotFoundError
from annotator.domain.identity import new_uid
from annotator.domain.kinds import FIELDS
from annotator.domain.normalise import canonical
from annotator.domain.provision import provision_path
from annotator.domain.provision_map import ProvisionMap
from annotator.domain.structure.corrections import ACTIONS, Correction
from annotator.domain.structure.found_structure import Provision, Structure
from annotator.domain.whole_provisions import Begins
from annotator.i18n import _
from annotator.services.boundary_records import Boundary, called, said_of
from annotator.services.desk import Desk
from annotator.services.draft_rows import confirm_draft, say_of_draft
from annotator.services.provision_shelf import ProvisionShelf


class Provisions:
    """Provisions of the drafts of one project."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._shelf = ProvisionShelf(desk)
        desk.placed = self.placed
        desk.spelled = self.spelled
        desk.begins = self.begins
        desk.prepare_provisions = self._shelf.prepare

    # -- finding ---------------------------------------------------------------------------------

    def structure(self, sha256: str, *, unit: str = "") -> Structure:
        """The provisions of a draft; empty while its text is not here.

        Found once and kept in the project; found anew when somebody corrects a boundary, chooses
        another unit, or the rules are newer.

        Args:
            sha256: of the draft.
            unit: what the draft is made of, to look how it would be; "" for what is known of it.
        """
        return self._shelf.as_if(sha256, unit) if unit else self._shelf.found(sha256).structure

    def find_again(self, sha256: str) -> Structure:
        """Forget what was found in a draft and look once more."""
        return self._shelf.find_again(sha256).structure

    def made_of(self, sha256: str) -> str:
        """A hash of all that the structure of a draft follows from."""
        return self._shelf.made_of(sha256)

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
        return self._shelf.found(sha256).map

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

        A whole provision bears the name that what begins where it began has now. What has no words, a
        whole provision of which only the name is known, and what stands in a draft whose text is not
        here keep what they say.
        """
        known = self._shelf.found(anchor.draft) if anchor.begins or anchor.segments else None
        if known is None:
            return anchor
        if anchor.kind == "provision":
            path = known.whole.path(anchor.provision, anchor.begins)
        else:
            path = known.structure.span(anchor.segments)
        return replace(anchor, provision=path) if path and path != anchor.provision else anchor

    def begins(self, sha256: str, path: str) -> Begins:
        """Where a whole provision begins, by a path as the draft has it; () for what it does not have."""
        return self._shelf.found(sha256).whole.begins(path)

    def title(self, sha256: str, path: str) -> str:
        """The title a provision, or the nearest one around it, bears; "" for none."""
        return self.map(sha256).title(path)

    # -- correcting ------------------------------------------------------------------------------

    def unit(self, sha256: str) -> str:
        """What a person says the draft is made of, "" where nobody did."""
        return self._shelf.unit(sha256)

    def choose_unit(self, sha256: str, unit: str) -> None:
        """Say what a draft is made of: `article`, `rule`, `paragraph` …; "" to let it be guessed."""
        with self._desk.change_as_me("choose_unit", unit=unit) as changing:
            say_of_draft(changing, sha256, {"unit": unit})

    def boundaries(self, sha256: str) -> list[Boundary]:
        """What people said of a draft's boundaries, in the order it was said."""
        return self._shelf.boundaries(sha256)

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

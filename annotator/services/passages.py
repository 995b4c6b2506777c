# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tagging: the one place where passages, tags and marks are made, edited and deleted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from annotator.domain.anchor import Anchor
from annotator.domain.area import Area, Selected, Whole, area_of
from annotator.domain.change import Record, deleted_utc
from annotator.domain.errors import InputRefusedError, NotFoundError, WrongCallError
from annotator.domain.identity import new_uid
from annotator.domain.kinds import FIELDS as RECORD_FIELDS
from annotator.domain.passage import Passage
from annotator.domain.tag import DEFAULTS, WHOLE_PROVISION, Tag
from annotator.i18n import _
from annotator.services.annotations import anchor_of
from annotator.services.areas import anchored
from annotator.services.desk import Desk
from annotator.services.draft_rows import confirm_draft, drafts_here
from annotator.services.passage_shelf import PassageShelf
from annotator.services.passage_values import Tagged, checked_fields, page_label, tag_of
from annotator.services.quote_places import the_place
from annotator.services.subjects import in_short
from annotator.storage.unit_of_work import UnitOfWork


class Passages:
    """Passages of one project and the tags on them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._shelf = PassageShelf(desk)

    # -- anchors ---------------------------------------------------------------------------------

    def anchor_for(self, sha256: str, what: Selected) -> Anchor:
        """Anchor words, without headers, footers and line numbers, an area, cut to its page, or a whole
        provision.

        Raises:
            InputRefusedError: nothing of the words is running text, or of the area on a page.
        """
        if isinstance(what, Whole):
            return Anchor(kind="provision", draft=sha256, provision=what.path)
        if isinstance(what, Area):
            return anchored(self._desk, sha256, what)
        anchor = self._desk.anchor(sha256, what)
        if anchor is None:
            raise InputRefusedError(
                _("The selection holds no running text."),
                _("Headers, footers and line numbers cannot be tagged."),
            )
        return anchor

    def find_quote(self, sha256: str, quote: str, *, nth: int | None = None) -> Anchor:
        """Anchor the words of a quote.

        Args:
            sha256: of the draft.
            quote: compared normalised: over ligatures, hyphens, line and page ends.
            nth: which of several, from 1.

        Raises:
            NotFoundError: the words are not there.
            AmbiguousQuoteError: they are there several times; the places are named.
        """
        return self.anchor_for(sha256, the_place(self._desk.text(sha256), quote, nth))

    # -- tagging ---------------------------------------------------------------------------------

    def tag(
        self, anchor: Anchor, codes: Sequence[str], *, fields: Mapping[str, str] | None = None
    ) -> Tagged:
        """Put codes on a place. The same words, or the same area, by the same reviewer are one
        passage; a code that is there already is edited, not doubled.

        Args:
            anchor: where; a whole provision in any spelling, on which a new tag says `absent`
                unless it is told something else.
            codes: uids.
            fields: values by name, of `domain.tag.FIELDS`.

        Raises:
            InputRefusedError: a value is not in its vocabulary.
            WrongCallError: no code, or nobody is named as the reviewer.
        """
        if not codes:
            raise WrongCallError(_("No code was given."))
        values = checked_fields(fields or {})
        title = ""
        whole = anchor.kind == "provision"
        if whole:
            path, title = self._desk.spelled(anchor.draft, anchor.provision)
            begins = self._desk.begins(anchor.draft, path)
            anchor = replace(anchor, provision=path, begins=begins)
        names = self._code_names(codes)
        with self._desk.change_as_me("tag", codes=names) as unit:
            confirm_draft(unit, anchor.draft)
            seen = self._desk.seen(unit.connection)
            own = self._own_passages(unit, anchor, seen.mine)
            passage = own[0] if own else self._new_passage(unit, anchor, title)
            there = {
                seen.code(r.values["code"]): r for each in own for r in self._live_tags(unit, each)
                if r.values["reviewer"] in seen.mine
            }  # fmt: skip
            tags = []
            for code in dict.fromkeys(codes):
                if old := there.get(seen.code(code)):
                    unit.write("tag", old.uid, values)
                    tags.append(old.uid)
                else:
                    said = {**(WHOLE_PROVISION if whole else DEFAULTS), **values}
                    tags.append(self._new_tag(unit, passage, code, said))
        return Tagged(passage, tuple(tags))

    def _code_names(self, codes: Sequence[str]) -> str:
        with self._desk.store.read() as connection:
            found = self._desk.store.records(connection).get_many("code", codes)
        return ", ".join(found[uid].values["code"] for uid in codes if uid in found)

    def _own_passages(self, unit: UnitOfWork, anchor: Anchor, mine: Collection[str]) -> list[str]:
        """The passages of whoever acts at a place, whose tags live; what bears their present name first."""
        place = {"draft": anchor.draft, "page": anchor.page, "start": anchor.start}
        same = [r for r in unit.records.all("passage", **place) if r.values["reviewer"] in mine]
        same.sort(key=lambda r: (bool(deleted_utc(r)), r.values["reviewer"] != self._desk.somebody))
        found = []
        for record in same:
            there = Anchor.from_json(record.values["anchor"])
            if there.kind == "provision":
                there = self._desk.placed(there)
            if (there.kind, there.segments, there.provision, area_of(there)) == (
                anchor.kind, anchor.segments, anchor.provision, area_of(anchor),
            ) and (not deleted_utc(record) or self._live_tags(unit, record.uid)):  # fmt: skip
                found.append(record.uid)
        return found

    def _new_passage(self, unit: UnitOfWork, anchor: Anchor, title: str) -> str:
        values = dict.fromkeys(RECORD_FIELDS["passage"], "")
        values.update(
            draft=anchor.draft,
            anchor=anchor.to_json(),
            provision_title=title,
            page_label=page_label(unit, anchor),
            reviewer=self._desk.me.uid,
            created_utc=unit.utc,
            modified_utc=unit.utc,
        )
        return unit.create("passage", new_uid(), values).uid

    def _new_tag(self, unit: UnitOfWork, passage: str, code: str, fields: Mapping[str, str]) -> str:
        if code not in unit.records.get_many("code", [code]):
            raise NotFoundError(_("There is no code {code}.").format(code=code))
        values = dict.fromkeys(RECORD_FIELDS["tag"], "")
        values.update(fields)
        values.update(
            passage=passage, code=code, reviewer=self._desk.me.uid, created_utc=unit.utc,
            modified_utc=unit.utc,
        )  # fmt: skip
        return unit.create("tag", new_uid(), values).uid

    def _live_tags(self, unit: UnitOfWork, passage: str) -> list[Record]:
        found = unit.records.all("tag", passage=passage)
        return [record for record in found if not deleted_utc(record)]

    def edit(self, tag: str, fields: Mapping[str, str]) -> None:
        """Write fields of a tag, `code` (uid) included. Anybody may edit any tag; its author stays.

        Raises:
            NotFoundError: there is no such tag, or it is deleted.
            InputRefusedError: a value is not in its vocabulary.
        """
        values = checked_fields({n: v for n, v in fields.items() if n != "code"})
        if "code" in fields:
            values["code"] = fields["code"]
        with self._desk.change_as_me("edit", fields=", ".join(values)) as unit:
            if deleted_utc(unit.get("tag", tag)):
                raise NotFoundError(_("The tag {tag} is deleted.").format(tag=tag))
            if "code" in values and values["code"] not in unit.records.get_many(
                "code", [values["code"]]
            ):
                raise NotFoundError(_("There is no code {code}.").format(code=values["code"]))
            unit.write("tag", tag, values)

    def untag(self, tag: str) -> None:
        """Take a tag away; its tombstone stays and travels.

        Raises:
            NotFoundError: there is no such tag, or it is deleted already.
        """
        with self._desk.change_as_me("untag") as unit:
            record = unit.get("tag", tag)
            if deleted_utc(record):
                raise NotFoundError(_("The tag {tag} is deleted already.").format(tag=tag))
            unit.delete("tag", tag)

    def move(self, passage: str, what: Selected) -> None:
        """Other words, or another area, for the same passage; its tags stay.

        Raises:
            NotFoundError: there is no such passage.
            InputRefusedError: nothing of it can be anchored; see `anchor_for`.
        """
        with self._desk.store.read() as connection:
            found = self._desk.store.records(connection).get_many("passage", [passage])
            here = drafts_here(self._desk.store.rows(connection))
        if passage not in found:
            raise NotFoundError(_("There is no passage {passage}.").format(passage=passage))
        old = anchor_of(found[passage])
        if old.draft not in here:
            raise InputRefusedError(
                _("This passage stands on another edition, which is not here."),
                _("Tag the words anew on this one, or move it where its edition is."),
            )
        anchor = self.anchor_for(old.draft, what)
        if not anchor.provision and _overlap(old, anchor):
            anchor = replace(anchor, provision=old.provision, ordinal=old.ordinal)
        label = "move_area" if isinstance(what, Area) else "move_passage"
        with self._desk.change_as_me(
            label, quote=in_short(anchor.quote), page=str(anchor.page)
        ) as unit:
            values = {"anchor": anchor.to_json(), "page_label": page_label(unit, anchor)}
            if anchor.provision != old.provision:
                values["provision_title"] = ""
            unit.write("passage", passage, values)
            unit.set_local("passage", passage, {"placed": 1})

    def delete(self, passage: str) -> None:
        """Delete a passage with all its tags, in one action."""
        with self._desk.change_as_me("delete_passage") as unit:
            unit.get("passage", passage)
            for record in self._live_tags(unit, passage):
                unit.delete("tag", record.uid)
            unit.delete("passage", passage)

    # -- reading ---------------------------------------------------------------------------------

    def on_draft(self, sha256: str) -> list[Passage]:
        """Every living passage of a draft, in reading order, with its live tags."""
        return self._shelf.on_draft(sha256)

    def get(self, passage: str) -> Passage | None:
        """A living passage, None where there is none."""
        return next(iter(self._shelf.some([passage])), None)

    def some(self, uids: Iterable[str]) -> list[Passage]:
        """The living passages among these, as `on_draft` gives them, draft by draft."""
        return self._shelf.some(uids)

    def touched_by(self, ids: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
        """The passages that records are or stand on, deleted ones too; and what of the ids leads to none.

        Args:
            ids: uids of passages, of tags, of comments.
        """
        return self._shelf.touched_by(ids)

    def tag_by_uid(self, uid: str) -> Tag:
        """A tag, deleted or not.

        Raises:
            NotFoundError: there is none.
        """
        with self._desk.store.read() as connection:
            found = self._desk.store.records(connection).get_many("tag", [uid])
        if uid not in found:
            raise NotFoundError(_("There is no tag {tag}.").format(tag=uid))
        return tag_of(found[uid])


def _overlap(one: Anchor, other: Anchor) -> bool:
    here, there = area_of(one), area_of(other)
    if here and there:
        across = here.x0 < there.x1 and there.x0 < here.x1
        return here.page == there.page and across and here.y0 < there.y1 and there.y0 < here.y1
    return any(
        a.page == b.page and a.start < b.end and b.start < a.end
        for a in one.segments
        for b in other.segments
    )

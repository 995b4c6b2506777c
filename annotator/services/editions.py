# SPDX-License-Identifier: AGPL-3.0-or-later
"""Editions of one draft: the same symbol and language, other bytes. Recognised and offered, never taken
as one unasked; then passages of the one that is not here are placed on the one that is, by their words.

No passage is rewritten: places are kept beside them, and reckoned anew when anything changes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from annotator.domain.anchor import Anchor, kind_of
from annotator.domain.area import AREA
from annotator.domain.change import Record, deleted_utc
from annotator.domain.identity import digest
from annotator.domain.placing import locate, replaced
from annotator.domain.project import Draft
from annotator.domain.sameness import DRAFT
from annotator.domain.values import dataclass
from annotator.exchange.parsed_row import Parsed
from annotator.i18n import _
from annotator.pdf.text_layer import EXTRACTOR
from annotator.services.desk import Desk
from annotator.services.draft_rows import draft_of, drafts_here, edition_here
from annotator.services.events import ChangeSet
from annotator.services.seen import editions_of, living_joins
from annotator.storage.change_log import NAMED
from annotator.storage.repositories import Records, Rows
from annotator.storage.tables import Draft as DraftRow
from annotator.storage.tables import EditionPlace, Passage, TextPage

_RULES = "1"
"""Raise this when passages are to be placed by other rules."""
_KEPT = 20_000
_ALL = {"join", "draft", "provision"}
"""Kinds of record that may give every passage another place; others concern themselves alone."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A passage whose words were not found with enough certainty on the edition that is here.

    Attributes:
        uid: of the passage.
        quote: its words; "" where it has none.
        provision: it says it stands in.
        reason: a sentence.
    """

    uid: str
    quote: str
    provision: str
    reason: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A draft that is not here, and the edition of it that is.

    Attributes:
        draft: the one that is not here.
        here: the one that is.
        joined: whether people said that they are one; else it is an offer.
        passages: how many passages there are on the one that is not here.
        doubtful: those of them that want somebody's eye; () for an offer.
    """

    draft: Draft
    here: Draft
    joined: bool
    passages: int = 0
    doubtful: tuple[Doubtful, ...] = ()


class Editions:
    """Editions of the drafts of one project."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._reckoned: dict[tuple[Anchor, str], tuple[Anchor, str]] = {}
        """Places asked for before they are kept; of use until anything they follow from changes."""
        self._texts: dict[str, str] = {}
        desk.events.subscribe(self._on_change)
        desk.text_read.append(self._read_anew)

    def list(self) -> tuple[Edition, ...]:
        """Joined editions and those that are offered, in the order the drafts came."""
        with self._desk.store.read() as connection:
            joined = _joined(
                self._desk.store.records(connection), self._desk.store.rows(connection)
            )
        self._desk.prepare_provisions(frozenset(joined.values()))
        with self._desk.store.read() as connection:
            rows, records = self._desk.store.rows(connection), self._desk.store.records(connection)
            drafts = _drafts(rows)
            unplaced = frozenset(rows.values(EditionPlace, "passage", placed=0))
            by_sha = {draft.sha256: draft for draft in drafts}
            found = []
            for draft in drafts:
                like = by_sha.get(joined.get(draft.sha256, "")) or (
                    None if draft.here else edition_here(draft, drafts)
                )
                if like is None:
                    continue
                said = records.all("passage", draft=draft.sha256)
                mine = [record for record in said if not deleted_utc(record)]
                is_joined = draft.sha256 in joined
                doubtful = [
                    self._doubtful(r, like) for r in mine if is_joined and r.uid in unplaced
                ]
                found.append(Edition(draft, like, is_joined, len(mine), tuple(doubtful)))
        return tuple(found)

    def _doubtful(self, record: Record, here: Draft) -> Doubtful:
        anchor = Anchor.from_json(record.values["anchor"])
        _there, reason = self._place(anchor, here.sha256)
        return Doubtful(record.uid, anchor.quote, anchor.provision, reason)

    # -- merging ---------------------------------------------------------------------------------

    def why_waits(
        self,
        rows: Rows,
        records: Records,
        drafts: Sequence[Draft],
        coming: Collection[str] = (),
    ) -> WhyWaits:
        """Says why rows of a file wait, as the project is now; `coming`: drafts whose PDF comes along."""
        return WhyWaits(self, _joined(records, rows), drafts, coming)

    # -- placing ---------------------------------------------------------------------------------

    def doubt(self, anchor: Anchor, here: str) -> str:
        """Why a passage of another edition cannot be placed on the one that is here; "" where it can."""
        key = (anchor, here)
        if len(self._reckoned) > _KEPT:
            self._reckoned.clear()
        if key not in self._reckoned:  # a merge asks before it writes
            self._reckoned[key] = self._place(anchor, here)
        return self._reckoned[key][1]

    def _place(self, anchor: Anchor, here: str) -> tuple[Anchor, str]:
        """The anchor on the edition that is here, and why it is doubtful; "" where it is not."""
        bare = replace(
            anchor, draft=here, segments=(), quads=(), text_hash=(), begins=(), extractor=EXTRACTOR
        )
        if anchor.kind == AREA:
            return bare, _("an area of a page of another edition has to be looked at")
        if anchor.kind == "provision":
            path, _title = self._desk.spelled(here, anchor.provision)
            begins = self._desk.begins(here, path)
            known = replace(bare, provision=path, begins=begins)
            return known, "" if begins else _("its provision is not in the edition that is here")
        text = self._desk.text(here)
        place = locate(replace(anchor, draft=here), text)
        if place.reason == "gone" or not place.segments:
            reasons = {"unsure": _("its words are not at one place in the edition that is here")}
            gone = _("its words are not in the edition that is here")
            return bare, reasons.get(place.reason, gone)
        there = replace(anchor, draft=here, segments=place.segments, extractor=EXTRACTOR)
        moved = replaced(
            there, replace(place, reason="moved"), text,
            quads=lambda segments: self._desk.quads(here, segments),
        )  # fmt: skip
        return self._desk.placed(moved), ""

    # -- keeping ---------------------------------------------------------------------------------

    def _read_anew(self, sha256: str) -> None:
        """A draft's text was."""
        self._texts.pop(sha256, None)
        self.refresh()

    def _on_change(self, change: ChangeSet) -> None:
        if change.kinds & _ALL:
            self.refresh()
        elif "passage" in change.kinds:
            self.refresh(change.ids if len(change.ids) < NAMED else None)

    def refresh(self, only: Collection[str] | None = None) -> None:
        """Place what has come, forget what has gone; what did not change is left as it is.

        Args:
            only: uids, to look at these passages and no others.
        """
        if only is None:
            self._reckoned.clear()
        with self._desk.store.read() as connection:
            rows, records = self._desk.store.rows(connection), self._desk.store.records(connection)
            joined = _joined(records, rows)
            if not joined and not rows.values(EditionPlace, "passage", latest=1):
                return
            known = (
                rows.all(EditionPlace)
                if only is None
                else rows.among(EditionPlace, "passage", only)
            )
            passages = (
                rows.among(Passage, "draft", joined) if only is None
                else [r for r in rows.among(Passage, "uid", only) if r["draft"] in joined]
            )  # fmt: skip
        kept = {row["passage"]: row["made_of"] for row in known}
        wanted = {row["uid"]: self._made_of(row, joined[row["draft"]]) for row in passages}
        gone = [uid for uid, made_of in kept.items() if wanted.get(uid) != made_of]
        new = [row for row in passages if kept.get(row["uid"]) != wanted[row["uid"]]]
        if not gone and not new:
            return
        self._desk.prepare_provisions({joined[row["draft"]] for row in new})
        placed = [self._row(row, joined[row["draft"]], wanted[row["uid"]]) for row in new]
        self._reckoned.clear()
        with self._desk.store.cache() as cache:
            cache.remove(EditionPlace, "passage", gone)
            cache.insert(EditionPlace, placed)

    def _made_of(self, row: Mapping[str, Any], here: str) -> str:
        whole = kind_of(row["anchor"]) == "provision"  # which follows from what others correct
        spelled = repr(self._place(Anchor.from_json(row["anchor"]), here)) if whole else ""
        return digest("edition", _RULES, EXTRACTOR, here, self._text(here), row["anchor"], spelled)

    def _text(self, sha256: str) -> str:
        """A hash of a draft's text as it was read."""
        if sha256 not in self._texts:
            with self._desk.store.read() as connection:
                rows = self._desk.store.rows(connection)
                self._texts[sha256] = digest(*rows.values(TextPage, "text_hash", draft=sha256))
        return self._texts[sha256]

    def _row(self, row: Mapping[str, Any], here: str, made_of: str) -> dict[str, Any]:
        said = Anchor.from_json(row["anchor"])
        anchor, doubt = self._reckoned.get((said, here)) or self._place(said, here)
        return {
            "passage": row["uid"], "draft": here, "made_of": made_of, "page": anchor.page,
            "start": anchor.start, "anchor": anchor.to_json(), "placed": int(not doubt),
        }  # fmt: skip


class WhyWaits:
    """Why rows of an annotation file wait for their draft.

    Args:
        editions: of the project.
        joined: the edition that is here of each joined draft that is not.
        drafts: every draft known.
        coming: SHA-256 of drafts that are not here yet, and for which nothing has to wait.
    """

    def __init__(
        self,
        editions: Editions,
        joined: Mapping[str, str],
        drafts: Sequence[Draft],
        coming: Collection[str] = (),
    ) -> None:
        self._editions = editions
        self._joined = joined
        self._drafts = drafts
        self._here = frozenset(draft.sha256 for draft in drafts if draft.here) | set(coming)
        self._told: dict[str, str] = {}

    def __call__(self, said: Parsed) -> str:
        """Why what a row says waits; "" where it does not."""
        draft = next((r for r in said.others if r.kind == "draft"), None)
        if draft is None:
            return ""
        passage = next((r for r in (said.primary, *said.others) if r.kind == "passage"), None)
        anchor = passage.values["anchor"] if passage is not None else ""
        return self.of(draft.uid, draft.values["symbol"], draft.values["language"], anchor)

    def of(self, sha256: str, symbol: str, language: str, anchor: str) -> str:
        """Why what is said of a draft waits, "" where it does not; `anchor` is "" for no passage."""
        if sha256 in self._here:
            return ""
        if sha256 in self._joined:
            here = self._joined[sha256]
            return self._editions.doubt(Anchor.from_json(anchor), here) if anchor else ""
        if sha256 not in self._told:
            like = edition_here(Draft(sha256, symbol, language, here=False), self._drafts)
            offer = _(
                "its draft is not here; {draft} is, with other bytes: perhaps an edition of it"
            )
            none = _("its draft is not here")
            self._told[sha256] = offer.format(draft=like.name) if like else none
        return self._told[sha256]


def _joined(records: Records, rows: Rows) -> dict[str, str]:
    joins = living_joins(records, DRAFT)
    return editions_of(joins, drafts_here(rows)) if joins else {}


def _drafts(rows: Rows) -> list[Draft]:
    here = drafts_here(rows)
    return [draft_of(row, here=row["uid"] in here) for row in rows.all(DraftRow)]

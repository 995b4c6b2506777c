# SPDX-License-Identifier: AGPL-3.0-or-later
"""The annotations of a project as rows with the annotation file's columns: for lists and exports."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from annotator.domain.anchor import Anchor, bare_anchor
from annotator.domain.change import Record
from annotator.domain.identity import is_uid
from annotator.domain.kinds import ALONE, ON_DRAFT
from annotator.domain.values import dataclass
from annotator.exchange.annotation_rows import annotation_row, canonical_key
from annotator.exchange.csv_file import COLUMNS
from annotator.services.draft_rows import drafts_here
from annotator.storage.repositories import Records, Rows
from annotator.storage.tables import KeptRow

SHIPPED = "codebook/human-rights"
"""Session of the stamps of the codes that every copy of the program has."""
_BATCH = 2000
_SMALL = ("draft", "reviewer", "code")
"""Kinds of which a project has few: held in memory while the rest passes."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows. Empty means all.

    Attributes:
        drafts: SHA-256 of drafts.
        codes: uids of codes.
        reviewers: names of authors.
        deleted: tombstones as well.
        waiting: rows of drafts that are not here, and rows kept word for word.
        only_tags: nothing but tags, passages and marks.
    """

    drafts: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    reviewers: frozenset[str] = frozenset()
    deleted: bool = True
    waiting: bool = True
    only_tags: bool = False

    @property
    def narrowed(self) -> bool:
        """Whether anything is asked for in particular."""
        return bool(self.drafts or self.codes or self.reviewers)


def annotation_rows(
    rows: Rows,
    records: Records,
    wanted: Wanted,
    placed: Callable[[Anchor], Anchor],
    *,
    also: Collection[str] = (),
) -> list[dict[str, str]]:
    """Rows in canonical order, every standard column present.

    Args:
        rows: of the project.
        records: of the project.
        wanted: which.
        placed: gives an anchor the provision it stands in now.
        also: drafts that count as here though their PDF is not.
    """
    found = list(Travelling(rows, records, placed=placed, also=also).rows(wanted))
    found.sort(key=canonical_key)
    return [{**dict.fromkeys(COLUMNS, ""), **row} for row in found]


def other_columns(rows: Iterable[Mapping[str, str]]) -> list[str]:
    """Columns beyond the standard ones that some row has, sorted."""
    return sorted({name for row in rows for name in row} - set(COLUMNS))


def _fits(row: Mapping[str, str], wanted: Wanted) -> bool:
    return (
        (not wanted.drafts or row.get("draft_sha256") in wanted.drafts)
        and (not wanted.codes or row.get("code_uid") in wanted.codes)
        and (not wanted.reviewers or row.get("reviewer") in wanted.reviewers)
        and (wanted.deleted or _lives(row))
    )


def _lives(row: Mapping[str, str]) -> bool:
    return not row.get("deleted_utc")


class Travelling:
    """Everything of a project that travels, as rows: read a batch at a time, in no order of its own."""

    def __init__(
        self,
        rows: Rows,
        records: Records,
        *,
        placed: Callable[[Anchor], Anchor] | None = None,
        also: Collection[str] = (),
    ) -> None:
        """Begin.

        Args:
            rows: of the project.
            records: of the project.
            placed: gives an anchor the provision it stands in now; without it rows name none, and bear
                the anchors alone.
            also: drafts that count as here though their PDF is not.
        """
        self._rows, self._records, self._placed = rows, records, placed
        self._few = {kind: {r.uid: r for r in records.all(kind)} for kind in _SMALL}
        self._here = drafts_here(rows) | frozenset(also)
        self._where: dict[str, str] = {}
        self._named: set[str] = set()
        self._mentioned: set[str] = set()

    def rows(self, wanted: Wanted) -> Iterator[dict[str, str]]:
        """The rows that are asked for, with the columns that say something."""
        self._place(wanted)
        targets: set[str] = set()
        for row in self._on_drafts(wanted):
            if _fits(row, wanted):
                if wanted.narrowed:
                    targets.update(row.get(column, "") for column in ("tag_uid", "passage_uid"))
                yield row
        if wanted.only_tags:
            return
        for comment in self._of_kind("comment"):
            if not wanted.narrowed or comment.values["target"] in targets:
                row = annotation_row("comment", primary=comment, reviewer=self._by(comment))
                if wanted.deleted or _lives(row):
                    yield row
        if not wanted.narrowed:
            yield from (row for row in self._agreed() if wanted.deleted or _lives(row))
            yield from self._people_and_codes()

    def _on_drafts(self, wanted: Wanted) -> Iterator[dict[str, str]]:
        for kind in ("tag", "mark") if wanted.only_tags else ("tag", *ON_DRAFT):
            for batch in self._records.in_batches(kind):
                passages = self._passages_of(kind, batch)
                for record in batch:
                    self._note(record)
                    row = self._row(kind, record, passages)
                    if wanted.waiting or row["draft_sha256"] in self._here:
                        yield row
        for batch in self._records.in_batches("passage"):
            for passage in self._alone(batch):
                if wanted.waiting or passage.values["draft"] in self._here:
                    yield self._passage(passage)
        last = 0
        keeps = wanted.waiting and not wanted.only_tags
        while keeps and (kept := self._rows.after(KeptRow, last, _BATCH)):
            last = kept[-1]["row"]
            yield from (json.loads(row["cells"]) for row in kept)

    def _of_kind(self, kind: str) -> Iterator[Record]:
        for batch in self._records.in_batches(kind):
            for record in batch:
                self._note(record)
                yield record

    def _passages_of(self, kind: str, batch: list[Record]) -> Mapping[str, Record]:
        field = {"tag": "passage", "counterpart": "target"}.get(kind)
        uids = {record.values[field] for record in batch} if field else set()
        return self._records.get_many("passage", filter(is_uid, uids))

    def _row(self, kind: str, record: Record, passages: Mapping[str, Record]) -> dict[str, str]:
        if kind != "tag":  # what stands on a draft and on no passage: a mark, a boundary, a link
            return annotation_row(
                kind, primary=record, reviewer=self._by(record),
                draft=self._few["draft"][record.values["draft"]],
                provision=self._linked(record, passages) if kind == "counterpart" else "",
            )  # fmt: skip
        passage = passages[record.values["passage"]]
        return annotation_row(
            "tag", primary=record, passage=passage, reviewer=self._by(record),
            draft=self._few["draft"][passage.values["draft"]],
            code=self._few["code"].get(record.values["code"]),
            provision=self._where.get(passage.uid, ""),
        )  # fmt: skip

    def _linked(self, link: Record, passages: Mapping[str, Record]) -> str:
        """The provision of the draft that a link goes out from; "" where its passage is not here."""
        target = link.values["target"]
        if self._placed is None:
            return ""
        if target in passages:
            return self._where.get(target, "")
        return "" if is_uid(target) else target

    def _alone(self, batch: list[Record]) -> Iterator[Record]:
        """Passages that no tag tells of, and that say something."""
        uids = [record.uid for record in batch]
        tagged = self._records.stood_on("tag", "passage", uids)
        remarked = self._records.stood_on("comment", "target", uids)
        remarked |= self._records.stood_on("counterpart", "target", uids)
        for passage in batch:
            self._note(passage)
            said = passage.values["note"] or passage.values["deleted"] or passage.uid in remarked
            if said and passage.uid not in tagged:
                yield passage

    def _passage(self, passage: Record) -> dict[str, str]:
        return annotation_row(
            "passage", primary=passage, passage=passage, reviewer=self._by(passage),
            draft=self._few["draft"][passage.values["draft"]],
            provision=self._where.get(passage.uid, ""),
        )  # fmt: skip

    def _place(self, wanted: Wanted) -> None:
        """Look up which provision each passage stands in, draft by draft: few lie ready at a time."""
        if self._placed is None:
            return
        for draft in self._few["draft"]:
            if not wanted.drafts or draft in wanted.drafts:
                for passage in self._records.all("passage", draft=draft):
                    anchor = bare_anchor(passage.values["anchor"])
                    self._where[passage.uid] = self._placed(anchor).provision

    def _by(self, record: Record) -> Record | None:
        self._named.add(record.values["reviewer"])
        return self._few["reviewer"].get(record.values["reviewer"])

    def _note(self, record: Record) -> None:
        """Who edited something, or made a passage that others tagged."""
        self._mentioned.add(record.base.reviewer)
        self._mentioned.update(stamp.reviewer for stamp in record.stamps.values())
        self._mentioned.update(s.reviewer for dots in record.others.values() for s, _ in dots)

    def _agreed(self) -> Iterator[dict[str, str]]:
        """What the whole team says: who and what is one, and who reads what; and of whom."""
        for kind in ALONE:
            for record in self._of_kind(kind):
                names = ("person",) if kind == "task" else ("one", "other")
                self._mentioned.update(record.values[name] for name in names)
                yield annotation_row(kind, primary=record)

    def _people_and_codes(self) -> Iterator[dict[str, str]]:
        """Reviewers and codes that no other row tells in full; to be asked last."""
        for kind in ("draft", "code"):
            for record in self._few[kind].values():
                self._note(record)
        for uid in sorted(self._mentioned - self._named):
            if uid in self._few["reviewer"]:
                reviewer = self._few["reviewer"][uid]
                yield annotation_row("reviewer", primary=reviewer, reviewer=reviewer)
        for code in self._few["code"].values():
            stamps = {code.base, *code.stamps.values()}
            if any(stamp.session != SHIPPED and stamp.counter for stamp in stamps):
                yield annotation_row("code", primary=code, code=code)


def anchor_of(passage: Record) -> Anchor:
    """The anchor of a passage's record."""
    return Anchor.from_json(passage.values["anchor"])

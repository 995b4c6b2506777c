# SPDX-License-Identifier: AGPL-3.0-or-later
"""The annotations of a project as rows with the annotation file's columns: for lists and exports."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from annotator.domain.anchor import Anchor, bare_anchor
from annotator.domain.change import Record
from annotator.domain.identity import is_uid
from annotator.domain.kinds import ALONE, FIELDS, ON_DRAFT
from annotator.domain.values import dataclass
from annotator.exchange.annotation_rows import annotation_row, canonical_key
from annotator.exchange.csv_file import COLUMNS
from annotator.services.draft_rows import drafts_here
from annotator.storage.repositories import Records, Rows
from annotator.storage.tables import KeptRow

SHIPPED = "codebook/human-rights"
"""Session of the stamps of the codes that every copy of the program has."""


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
    book = _Book(rows, records, placed)
    book.here |= frozenset(also)
    found = [row for row in book.rows(wanted) if _fits(row, wanted)]
    if not wanted.only_tags:
        found += [row for row in book.comments(found, wanted) if wanted.deleted or _lives(row)]
        agreed = () if wanted.narrowed else book.agreed()
        found += [row for row in agreed if wanted.deleted or _lives(row)]
        found += book.people_and_codes() if not wanted.narrowed else ()
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


class _Book:
    """Everything of a project that travels, in memory."""

    def __init__(self, rows: Rows, records: Records, placed: Callable[[Anchor], Anchor]) -> None:
        self._placed = placed
        self.all: dict[str, dict[str, Record]] = {
            kind: {record.uid: record for record in records.all(kind)} for kind in FIELDS
        }
        self.kept = rows.all(KeptRow)
        self.here = drafts_here(rows)
        self.named: set[str] = set()
        self._where: dict[str, str] = {}

    def rows(self, wanted: Wanted) -> Iterator[dict[str, str]]:
        self._place(wanted)
        for kind in ("tag", "mark") if wanted.only_tags else ("tag", *ON_DRAFT):
            maker = self._tag if kind == "tag" else self._on_draft
            for record in self.all[kind].values():
                row = maker(record)
                if wanted.waiting or row["draft_sha256"] in self.here:
                    yield row
        tagged = {tag.values["passage"] for tag in self.all["tag"].values()}
        remarked = {
            record.values["target"]
            for kind in ("comment", "counterpart")
            for record in self.all[kind].values()
        }
        for passage in self.all["passage"].values():
            said = passage.values["note"] or passage.values["deleted"] or passage.uid in remarked
            here = wanted.waiting or passage.values["draft"] in self.here
            if passage.uid not in tagged and said and here:
                yield self._passage(passage)
        if wanted.waiting and not wanted.only_tags:
            yield from (json.loads(row["cells"]) for row in self.kept)

    def comments(
        self, found: Iterable[Mapping[str, str]], wanted: Wanted
    ) -> Iterator[dict[str, str]]:
        """Comments: all of them, or those on what was found where something is asked for."""
        columns = ("tag_uid", "passage_uid")
        targets = {row.get(column, "") for row in found for column in columns}
        for comment in self.all["comment"].values():
            if not wanted.narrowed or comment.values["target"] in targets:
                yield self._comment(comment)

    def _reviewer(self, uid: str) -> Record | None:
        self.named.add(uid)
        return self.all["reviewer"].get(uid)

    def _tag(self, tag: Record) -> dict[str, str]:
        passage = self.all["passage"][tag.values["passage"]]
        return annotation_row(
            "tag",
            primary=tag,
            passage=passage,
            draft=self.all["draft"][passage.values["draft"]],
            reviewer=self._reviewer(tag.values["reviewer"]),
            code=self.all["code"].get(tag.values["code"]),
            provision=self._stands_in(passage),
        )

    def _on_draft(self, record: Record) -> dict[str, str]:
        """What stands on a draft and on no passage: a mark, a boundary, a link."""
        return annotation_row(
            record.kind,
            primary=record,
            draft=self.all["draft"][record.values["draft"]],
            reviewer=self._reviewer(record.values["reviewer"]),
            provision=self._linked(record) if record.kind == "counterpart" else "",
        )

    def _linked(self, link: Record) -> str:
        """The provision of the draft that a link goes out from; "" where its passage is not here."""
        target = link.values["target"]
        passage = self.all["passage"].get(target)
        if passage is not None:
            return self._stands_in(passage)
        return "" if is_uid(target) else target

    def _passage(self, passage: Record) -> dict[str, str]:
        return annotation_row(
            "passage",
            primary=passage,
            passage=passage,
            draft=self.all["draft"][passage.values["draft"]],
            reviewer=self._reviewer(passage.values["reviewer"]),
            provision=self._stands_in(passage),
        )

    def _stands_in(self, passage: Record) -> str:
        return self._where.get(passage.uid, "")

    def _place(self, wanted: Wanted) -> None:
        """Look up which provision each passage stands in, draft by draft: few lie ready at a time."""
        passages = sorted(self.all["passage"].values(), key=_draft_of)
        self._where = {
            passage.uid: self._placed(bare_anchor(passage.values["anchor"])).provision
            for passage in passages
            if not wanted.drafts or _draft_of(passage) in wanted.drafts
        }

    def _comment(self, comment: Record) -> dict[str, str]:
        return annotation_row(
            "comment", primary=comment, reviewer=self._reviewer(comment.values["reviewer"])
        )

    def agreed(self) -> Iterator[dict[str, str]]:
        """What the whole team says: who and what is one, and who reads what."""
        for kind in ALONE:
            for record in self.all[kind].values():
                yield annotation_row(kind, primary=record)

    def people_and_codes(self) -> Iterator[dict[str, str]]:
        """Reviewers and codes that no other row tells in full; to be asked last."""
        for uid in sorted(self._mentioned() - self.named):
            if uid in self.all["reviewer"]:
                reviewer = self.all["reviewer"][uid]
                yield annotation_row("reviewer", primary=reviewer, reviewer=reviewer)
        for code in self.all["code"].values():
            stamps = {code.base, *code.stamps.values()}
            if any(stamp.session != SHIPPED and stamp.counter for stamp in stamps):
                yield annotation_row("code", primary=code, code=code)

    def _mentioned(self) -> set[str]:
        """Reviewers who edited something, made a passage that others tagged, or are spoken of."""
        uids = {task.values["person"] for task in self.all["task"].values()}
        for join in self.all["join"].values():
            uids.update((join.values["one"], join.values["other"]))
        for kind in self.all.keys() - {"reviewer"}:
            for record in self.all[kind].values():
                uids.add(record.base.reviewer)
                uids.update(stamp.reviewer for stamp in record.stamps.values())
                uids.update(s.reviewer for dots in record.others.values() for s, _ in dots)
        return uids


def _draft_of(passage: Record) -> str:
    return passage.values["draft"]


def anchor_of(passage: Record) -> Anchor:
    """The anchor of a passage's record."""
    return Anchor.from_json(passage.values["anchor"])

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every annotation of a project as one table: a row for each tag, mark and tagless passage. Reads only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from annotator.domain.anchor import bare_anchor
from annotator.domain.area import AREA
from annotator.domain.change import Record, conflicts, deleted_utc
from annotator.domain.tag import REJECTED, stands
from annotator.domain.values import dataclass
from annotator.services.desk import Desk
from annotator.services.draft_rows import draft_of, drafts_here
from annotator.services.living import marked_path
from annotator.services.seen import Seen
from annotator.services.team import fields_lacking, required_fields
from annotator.storage.repositories import Records, Rows
from annotator.storage.tables import Draft as DraftRow

_SHOWN = ("severity", "stance", "recommendation", "proposed_wording", "note", "review_state",
          "reviewer")  # fmt: skip
_TAG = ("uid", "passage", "code", *_SHOWN, "modified_utc", "text_status", "others", "deleted")
_PASSAGE = ("uid", "draft", "page", "page_label", "start", "placed", "anchor", "note", "reviewer",
            "modified_utc", "carried_from", "others", "deleted")  # fmt: skip


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One line of the table; "" and 0 where a row has no such thing.

    Attributes:
        kind: tag, mark, or passage for one without tags.
        passage: uid.
        draft: SHA-256.
        page: from 1; 0 for a mark, and for a passage that is a whole provision.
        start: code points on the page.
        code: uid.
        reviewer: uid of the author.
        comments: how many stand on the tag and on its passage.
        conflicted: whether some field has several live values, on it or on its comments.
        placed: whether the words were found again in the draft.
        mark: its word.
        area: whether it stands on a rectangle of the page, and its quote is what lies inside.
        text_status: of a tag, as a reviewer confirmed it.
        proposed_status: what negotiation marks propose for it, where nobody confirmed any.
        carried: whether its passage came from an older draft.
        outcomes: what people said of its passage in a newer draft, or when they accepted it here.
        lacks: fields the team requires of a tag and it does not have: it is incomplete.
    """

    kind: str
    uid: str
    passage: str
    draft: str
    draft_name: str
    page: int
    page_label: str
    start: int
    provision: str
    code: str
    quote: str
    severity: str
    stance: str
    recommendation: str
    proposed_wording: str
    note: str
    review_state: str
    reviewer: str
    reviewer_name: str
    modified_utc: str
    comments: int
    conflicted: bool
    placed: bool
    mark: str = ""
    area: bool = False
    text_status: str = ""
    proposed_status: str = ""
    carried: bool = False
    outcomes: frozenset[str] = frozenset()
    lacks: tuple[str, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether it is no tag that was decided against."""
        return stands(self.review_state)


class Overview:
    """The table of one project."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def rows(self, passages: Iterable[str] | None = None) -> tuple[OverviewRow, ...]:
        """Every live tag, mark and tagless passage of the drafts whose PDF is here.

        Args:
            passages: uids, to get only what stands on those.

        Returns:
            Draft by draft in the order they were added, each in reading order, its marks last.
        """
        uids = None if passages is None else tuple(dict.fromkeys(passages))
        self._prepare(uids)
        with self._desk.store.read() as connection:
            rows, records = self._desk.store.rows(connection), self._desk.store.records(connection)
            table = _Table(rows, records, self._desk.seen(connection), self._desk)
            table.read(uids)
            return tuple(
                row
                for draft in table.drafts  # few drafts' provisions and marks lie ready at a time
                for rows_of in (table.annotations, table.marks)
                for row in rows_of(draft)
            )

    def _prepare(self, uids: Collection[str] | None) -> None:
        with self._desk.store.read() as connection:
            drafts = set(drafts_here(self._desk.store.rows(connection)))
            if uids is not None:
                found = self._desk.seen(connection).passages(("draft",), uids=uids)
                drafts &= {row[0] for row in found}
        self._desk.prepare_provisions(drafts)
        self._desk.prepare_marks(drafts)

    def tag_counts(self) -> dict[str, int]:
        """How many live tags stand on each draft whose PDF is here, by SHA-256. Builds no rows."""
        with self._desk.store.read() as connection:
            records, readings = self._desk.store.records(connection), self._desk.seen(connection)
            here = drafts_here(self._desk.store.rows(connection))
            counts = Counter(readings.undisputed_tags(but=REJECTED))
            disputable = records.get_many("tag", readings.uids_of_disputable("tag"))
            drafts = readings.drafts_of(disputable)
        counts.update(
            drafts[uid]
            for uid, tag in disputable.items()
            if not deleted_utc(tag)
            and stands(tag.values["review_state"])
            and not readings.hides(drafts[uid], tag.values["reviewer"])
        )
        return {sha256: counts[sha256] for sha256 in here}


class _Table:
    """Everything the table needs, read once."""

    def __init__(
        self,
        rows: Rows,
        records: Records,
        readings: Seen,
        desk: Desk,
    ) -> None:
        self._placed, self._proposed = desk.placed, desk.proposed_status
        self._records = records
        self._readings = readings
        here = drafts_here(rows)
        self.drafts = {
            row["uid"]: draft_of(row, here=True).name
            for row in rows.all(DraftRow)
            if row["uid"] in here
        }
        self._names = readings.names
        self._passages: dict[str, list[Sequence[Any]]] = {}
        self._marks: dict[str, list[Record]] = {}
        self._tags: dict[str, list[Sequence[Any]]] = {}
        self._comments: Counter[str] = Counter()
        self._conflicted: set[str] = set()
        self._dead: set[str] = set()
        self._outcomes: dict[str, set[str]] = {}
        for record in records.all("decision"):
            if not deleted_utc(record):
                for uid in filter(None, (record.values["passage"], record.values["carried"])):
                    self._outcomes.setdefault(uid, set()).add(record.values["outcome"])
        self._lacks: dict[str, tuple[str, ...]] = {}

    def read(self, uids: Collection[str] | None) -> None:
        found = self._readings.passages(_PASSAGE, uids=uids)
        for row in sorted(found, key=lambda row: (row[2], row[4], row[0])):
            self._passages.setdefault(row[1], []).append(row)
        if uids is None:
            self._read_marks()
        tags = self._readings.tags(_TAG, passages=uids)
        self._judge("passage", found)
        self._judge("tag", tags)
        for tag in tags:
            if tag[0] not in self._dead:
                self._tags.setdefault(tag[1], []).append(tag)
        required = required_fields(self._readings.tasks)
        columns = ("uid", "reviewer", *required)
        for uid, reviewer, *cells in (
            self._readings.tags(columns, passages=uids) if required else ()
        ):
            said = dict(zip(required, cells, strict=True))
            self._lacks[uid] = fields_lacking(required, reviewer, said.__getitem__)
        targets = None if uids is None else {*uids, *(tag[0] for tag in tags)}
        comments = self._readings.comments(("uid", "target", "others", "deleted"), targets=targets)
        self._judge("comment", comments)
        self._comments.update(row[1] for row in comments if row[0] not in self._dead)
        self._conflicted.update(row[1] for row in comments if row[0] in self._conflicted)

    def _judge(self, kind: str, rows: Iterable[Sequence[Any]]) -> None:
        """Which of these are dead, and which in conflict: only a record can say."""
        uids = [row[0] for row in rows if row[-1] or row[-2]]
        for uid, record in self._records.get_many(kind, uids).items():
            if deleted_utc(record):
                self._dead.add(uid)
            elif conflicts(record):
                self._conflicted.add(uid)

    def annotations(self, draft: str) -> Iterator[OverviewRow]:
        """Tags on a draft, and passages that have none."""
        for row in self._passages.get(draft, ()):
            on_it = self._comments[row[0]]
            tags = self._tags.get(row[0], ())
            if not tags and (row[0] in self._dead or not (row[7] or on_it)):
                continue
            anchor = self._placed(bare_anchor(row[6]))
            provision, quote, area = anchor.provision, anchor.quote, anchor.kind == AREA
            place = (row[0], row[1], self.drafts[row[1]], row[2], row[3], row[4], provision)
            carried, outcomes = bool(row[10]), frozenset(self._outcomes.get(row[0], ()))
            proposed = "" if all(tag[11] for tag in tags) else self._proposed(anchor)
            for (
                uid,
                _on,
                code,
                severity,
                stance,
                advice,
                wording,
                note,
                state,
                who,
                utc,
                status,
                *_rest,
            ) in tags:
                yield OverviewRow(
                    "tag", uid, *place, code, quote, severity, stance, advice, wording, note, state,
                    who, self._names.get(who, ""), utc, on_it + self._comments[uid],
                    uid in self._conflicted or row[0] in self._conflicted, bool(row[5]), area=area,
                    text_status=status, proposed_status="" if status else proposed,
                    carried=carried, outcomes=outcomes,
                    lacks=self._lacks.get(uid, ()),
                )  # fmt: skip
            if not tags:
                yield OverviewRow(
                    "passage", row[0], *place, "", quote, "", "", "", "", row[7], "", row[8],
                    self._names.get(row[8], ""), row[9], on_it, row[0] in self._conflicted,
                    bool(row[5]), area=area, carried=carried, outcomes=outcomes,
                )  # fmt: skip

    def marks(self, draft: str) -> Iterator[OverviewRow]:
        """Marks on a draft."""
        for record in self._marks.get(draft, ()):
            uid, said = record.uid, record.values
            path = marked_path(record, self._placed)
            yield OverviewRow(
                "mark", uid, "", draft, self.drafts[draft], 0, "", 0, path, "", "",
                "", "", "", "", said["note"], "", self._readings.person(said["reviewer"]),
                self._names.get(said["reviewer"], ""), said["modified_utc"], self._comments[uid],
                uid in self._conflicted or bool(conflicts(record)), placed=True, mark=said["value"],
            )  # fmt: skip

    def _read_marks(self) -> None:
        uids = [row[0] for row in self._readings.marks(("uid",))]
        found = self._records.get_many("mark", uids)
        for uid in uids:
            if not deleted_utc(found[uid]):
                draft = self._readings.edition(found[uid].values["draft"])
                self._marks.setdefault(draft, []).append(found[uid])

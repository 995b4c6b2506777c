# SPDX-License-Identifier: AGPL-3.0-or-later
"""Concerns through the rounds: what became of each, of each provision, and of what was recommended.

Reads only; everything follows from passages, tags, decisions and the drafts themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from annotator.domain.carried import Decision, Item
from annotator.domain.change import deleted_utc
from annotator.domain.concern import Concern, Matrix, Recommendation, recommendation_of
from annotator.domain.passage import Passage
from annotator.domain.project import Draft
from annotator.domain.team_author import TEAM
from annotator.exchange.change_report import Report, write_report_csv, write_report_html
from annotator.services.carried_chains import Chains
from annotator.services.carrying import Carrying
from annotator.services.comparing import Comparing
from annotator.services.concern_joining import joined
from annotator.services.concern_telling import ConcernTeller, Place, Told
from annotator.services.desk import Desk
from annotator.services.matrix_rows import MatrixRows
from annotator.services.passages import Passages
from annotator.storage.readings import Readings
from annotator.storage.tables import Code as CodeRow
from annotator.storage.tables import Draft as DraftRow
from annotator.storage.tables import Treaty

Progress = Callable[[int, int], None]


class Rounds:
    """The rounds of one project."""

    def __init__(
        self, desk: Desk, comparing: Comparing, carrying: Carrying, passages: Passages
    ) -> None:
        self._desk = desk
        self._comparing = comparing
        self._carrying = carrying
        self._passages = passages

    # -- concerns --------------------------------------------------------------------------------

    def concerns(self, progress: Progress | None = None) -> tuple[Concern, ...]:
        """Every concern through the drafts, those of one language together, in the order of the draft in
        which each came up, and there of the place.

        Args:
            progress: called with (passages judged, all) for each two drafts; may raise Cancelled.
        """
        with self._desk.store.read():
            found: list[Concern] = []
            for row in self.rows():
                found += self._of_row([draft.sha256 for draft in row], progress)
        return tuple(found)

    def rows(self) -> tuple[tuple[Draft, ...], ...]:
        """The drafts of each language, from the first round to the last."""
        with self._desk.store.read() as connection:
            rows = self._desk.store.rows(connection)
            uids = [row["uid"] for row in rows.all(DraftRow) if not row["instrument"]]
        found: dict[str, tuple[Draft, ...]] = {}
        for uid in uids:
            row = self._comparing.order(uid)
            if any(draft.sha256 == uid for draft in row):
                found.setdefault(row[0].sha256, row)
        return tuple(found.values())

    def _of_row(self, drafts: list[str], progress: Progress | None) -> list[Concern]:
        with self._desk.store.read() as connection:
            chains = Chains(Readings(connection), self._desk.seen(connection).editions)
            chain: dict[str, dict[str, Place]] = {}
            for draft in drafts:
                for passage in self._passages.on_draft(draft):
                    for tag in passage.tags:
                        if tag.reviewer == TEAM and not tag.stands:
                            continue  # what the team decided against is no concern
                        root = chains.root_of_tag(tag.uid, passage.uid)
                        chain.setdefault(root, {})[draft] = Place(passage, tag)
            known = self._known_tags()
        decisions: dict[tuple[str, str], list[Decision]] = {}
        said = self._carrying.decisions()
        for one in said:
            decisions.setdefault((chains.root(one.passage), one.draft), []).append(one)
        editions = {draft: chains.editions(draft) for draft in drafts}
        told = Told(tuple(drafts), decisions, known, editions)
        tellers = [
            ConcernTeller(one.tags, one.passages, one.places, told)
            for one in joined(chain, chains, said)
        ]
        items = self._items(tellers, progress)
        tellers.sort(
            key=lambda one: (drafts.index(one.began.anchor.draft), *self._place(one.began))
        )
        return [teller.concern(items) for teller in tellers]

    def _place(self, passage: Passage) -> tuple[int, int]:
        """Page and code point where a passage stands: of a whole provision, where that begins."""
        anchor = passage.anchor
        if anchor.kind != "provision":
            return anchor.page, anchor.start
        structure = self._comparing.words(anchor.draft).structure
        index = structure.ends(anchor.provision)[0]
        one = structure.provisions[index] if index >= 0 else None
        return (one.page, one.start) if one else anchor.begins[0] if anchor.begins else (0, 0)

    def _items(
        self, tellers: Iterable[ConcernTeller], progress: Progress | None
    ) -> dict[tuple[str, str], Item]:
        """What the program says of each passage that goes to another draft, by passage and draft."""
        wanted: dict[tuple[str, str], dict[str, Passage]] = {}
        for teller in tellers:
            for passage, newer in teller.crossings():
                wanted.setdefault((passage.anchor.draft, newer), {})[passage.uid] = passage
        found: dict[tuple[str, str], Item] = {}
        for (older, newer), passages in wanted.items():
            items = self._carrying.judged(older, newer, tuple(passages.values()), progress)
            found.update(((uid, newer), item) for uid, item in items.items())
        return found

    def _known_tags(self) -> frozenset[str]:
        """Every tag there is or was, and each that was made by a decision that was taken back left out."""
        with self._desk.store.read() as connection:
            records = self._desk.store.records(connection)
            back = {
                record.values["carried"]
                for record in records.all("decision")
                if deleted_utc(record)
            }
            rows = Readings(connection).tags(("uid", "passage"))
        return frozenset(uid for uid, passage in rows if passage not in back)

    # -- what follows ----------------------------------------------------------------------------

    def matrix(self, progress: Progress | None = None) -> tuple[Matrix, ...]:
        """Provisions by round, for the drafts of each language."""
        with self._desk.store.read():
            return self._matrices(self.concerns(progress))

    def _matrices(self, concerns: tuple[Concern, ...]) -> tuple[Matrix, ...]:
        found = []
        for row in self.rows():
            drafts = tuple(draft.sha256 for draft in row)
            mine = [one for one in concerns if one.steps[0].draft in drafts]
            if mine:
                found.append(Matrix(drafts, MatrixRows(self._comparing, drafts).of(mine)))
        return tuple(found)

    def recommendations(self, progress: Progress | None = None) -> tuple[Recommendation, ...]:
        """What was recommended, and what became of it."""
        found = (recommendation_of(concern) for concern in self.concerns(progress))
        return tuple(one for one in found if one is not None)

    # -- the report ------------------------------------------------------------------------------

    def report(
        self,
        pictures: Mapping[tuple[str, str], str] | None = None,
        progress: Progress | None = None,
    ) -> Report:
        """All of it with the names people know.

        Args:
            pictures: data URI of the picture of a step, by the uid of its concern and its draft.
            progress: see `concerns`.
        """
        with self._desk.store.read() as connection:
            concerns = self.concerns(progress)
            rows = self._desk.store.rows(connection)
            people = self._desk.seen(connection).names
            codes = {row["uid"]: (row["code"], row["name"]) for row in rows.all(CodeRow)}
            drafts = {draft.sha256: draft for row in self.rows() for draft in row}
            matrices = self._matrices(concerns)
            treaty = str(rows.all(Treaty)[0]["title"])
        asked = (recommendation_of(concern) for concern in concerns)
        return Report(
            drafts, people, codes, concerns, matrices,
            tuple(one for one in asked if one is not None), dict(pictures or {}), treaty=treaty,
        )  # fmt: skip

    def write(self, path: Path, report: Report, *, as_page: bool) -> None:
        """Write a report.

        Args:
            path: where to.
            report: see `report`.
            as_page: HTML to read and hand on; else CSV, a row for each concern in each draft.

        Raises:
            InputRefusedError: the place cannot be written.
        """
        if as_page:
            write_report_html(path, report)
        else:
            write_report_csv(path, report)

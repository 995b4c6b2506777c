# SPDX-License-Identifier: AGPL-3.0-or-later
"""Agreement of a project's reviewers: what is compared, the figures, and what the team decides.

What measures is imported when it is asked for: the window starts without it.
"""

# ruff: noqa: PLC0415 - see above

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.services.codes import code_of
from annotator.services.desk import Desk
from annotator.services.draft_rows import draft_of, drafts_here
from annotator.services.marks import Marks
from annotator.services.passages import Passages
from annotator.services.provisions import Provisions
from annotator.storage.tables import Code as CodeRow
from annotator.storage.tables import Draft as DraftRow

if TYPE_CHECKING:
    from annotator.domain.agreement.disagreements import Disagreement
    from annotator.domain.agreement.figures import Figures
    from annotator.domain.agreement.judgement_table import JudgementTable
    from annotator.domain.agreement.survey import Choice, Scope, Survey
    from annotator.services.surveying import DraftSaid, DraftUnits

Progress = Callable[[int, int], None]


class Agreement:
    """How far the reviewers of one project agree."""

    def __init__(
        self, desk: Desk, provisions: Provisions, passages: Passages, marks: Marks
    ) -> None:
        self._desk = desk
        self._provisions = provisions
        self._passages = passages
        self._marks = marks
        self._known: tuple[JudgementTable, tuple[Disagreement, ...]] | None = None

    def survey(self, scope: Scope, progress: Progress | None = None) -> Survey:
        """What reviewers said of the units of some drafts, and where they disagree.

        Raters are all who said anything on a draft; what the team decided is beside it.

        Args:
            scope: which drafts, and what the units are.
            progress: called with (drafts read, all); may raise Cancelled.
        """
        from annotator.domain.agreement.survey import Survey
        from annotator.services.surveying import joined_tables, joined_texts

        with self._desk.store.read() as connection:
            rows, records = self._desk.store.rows(connection), self._desk.store.records(connection)
            codes = [code_of(row) for row in rows.all(CodeRow, order="position")]
            people = {r.uid: r.values["name"] for r in records.all("reviewer")}
            seen = self._desk.seen(connection)
            here, every = drafts_here(rows), rows.all(DraftRow)
            drafts = [draft_of(row, here=row["uid"] in here) for row in every]
            wanted = [
                one for one in drafts
                if (one.sha256 in scope.drafts if scope.drafts else not one.instrument)
            ]  # fmt: skip
        letters = {code.uid: code.id for code in codes}
        found = []
        self._desk.prepare_provisions([draft.sha256 for draft in wanted])
        with self._desk.store.read():
            for done, draft in enumerate(wanted):
                if progress:
                    progress(done, len(wanted))
                found.append(self._of_draft(draft.sha256, letters, scope))
        raters = sorted(
            {rater for one in found for rater in one.table.raters},
            key=lambda uid: ((people.get(uid) or uid).casefold(), uid),
        )
        table = joined_tables([one.table for one in found], raters)
        return Survey(
            scope,
            tuple((one.sha256, one.name) for one in wanted),
            people,
            {code.id: code.family for code in codes if code.family},
            {code.id: code.name for code in codes},
            table,
            tuple(unit for one in found for unit in one.units),
            self._disagreements(table),
            joined_texts([one.text for one in found if one.text is not None], raters),
            sum(one.outside for one in found),
            tuple(draft.name for draft in wanted if seen.hides(draft.sha256, "")),
        )

    def _disagreements(self, table: JudgementTable) -> tuple[Disagreement, ...]:
        """Those of a table; what the team decides asks for the same ones again."""
        from annotator.domain.agreement.disagreements import disagreements

        if self._known is None or self._known[0] != table:
            self._known = table, disagreements(table)
        return self._known[1]

    def _of_draft(self, sha256: str, letters: dict[str, str], scope: Scope) -> DraftUnits:
        from annotator.domain.agreement.survey import PASSAGE
        from annotator.services.surveying import passages_of, provisions_of

        said = self._said(sha256, letters)
        raters = sorted(said.raters())
        if scope.level == PASSAGE:
            return passages_of(said, self._desk.text(sha256), raters, scope)
        return provisions_of(said, raters, scope)

    def _said(self, sha256: str, letters: dict[str, str]) -> DraftSaid:
        from annotator.services.surveying import DraftSaid

        return DraftSaid(
            sha256,
            self._provisions.map(sha256),
            self._passages.on_draft(sha256),
            self._marks.on_draft(sha256),
            letters,
        )

    def figures(self, survey: Survey, progress: Progress | None = None) -> Iterator[Figures]:
        """The measures of each part, overall first, as they are worked out.

        Args:
            survey: see `survey`.
            progress: called with (parts done, all) before each; may raise Cancelled.
        """
        from annotator.domain.agreement.figures import figures

        return figures(survey, progress)

    def decide(self, choice: Choice) -> tuple[str, ...]:
        """Record what the team says of a unit, beside the reviewers' own tags; returns the tags' uids.

        Raises:
            NotFoundError: a tag it rests on is gone.
            WrongCallError: nothing was chosen, or nobody is named as the reviewer.
        """
        from annotator.services.team_words import decide

        return decide(self._desk, choice)

    def write(self, path: Path, survey: Survey, found: Sequence[Figures]) -> None:
        """Write figures and disagreements: a table where the name ends on .csv, else a page.

        Raises:
            InputRefusedError: the place cannot be written.
        """
        from annotator.exchange.agreement_report import write_page, write_table

        write = write_table if path.suffix.casefold() == ".csv" else write_page
        write(path, survey, found)

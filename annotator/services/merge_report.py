# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a merge tells: how many rows fell into which class, and which rows somebody should look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace

from annotator.domain.errors import AnnotatorError
from annotator.domain.project import Draft
from annotator.domain.values import dataclass
from annotator.exchange.csv_file import Row
from annotator.exchange.parsed_row import Parsed
from annotator.exchange.plain_rows import Around
from annotator.i18n import _
from annotator.services.codebook_differences import Difference
from annotator.services.draft_rows import named_draft
from annotator.services.merge_people import Newcomer
from annotator.services.merge_waits import MINE, Why, in_full
from annotator.services.merge_words import about
from annotator.services.not_seen import NotSeen, until_finished
from annotator.services.plain_reading import Plain, draft_in

CLASSES = ("refused", "waiting", "conflicts", "deleted", "updated", "added", "unchanged")
MOST = 100_000
"""So many rows are listed; of further ones only the counts are told."""


@dataclass(frozen=True, slots=True)
class Item:
    """A row that somebody should know of.

    Attributes:
        file: name of the file.
        line: in it, from 1; of another project the number of its row.
        column: the cell meant, "" for the row.
        outcome: one of `CLASSES`.
        reason: a sentence.
        about: the words the row is about, "" where it names none.
        waits: for whose word, see `merge_waits`; "" for a row that is written at once.
    """

    file: str
    line: int
    column: str
    outcome: str
    reason: str
    about: str = ""
    waits: str = ""

    def why(self, *, preview: bool) -> str:
        """The reason, and that it waits or waited."""
        return in_full(self.reason, self.waits, preview=preview)


@dataclass(slots=True)
class MergeReport:
    """What a merge did, or would do. The counts add up to `rows`.

    Attributes:
        files: paths as given.
        counts: rows by class.
        items: rows to look at, `MOST` at most.
        unlisted: how many more there are.
        held: changes to the own work of whoever merges that wait in their inbox because of these
            files; what else waits for another author who uses the project is not among them.
        waits: rows by class of which nothing is written yet, because they wait for the word of whoever
            merges, or (`waits_for_others`) of another author who uses the project.
        by_reviewer: rows by their author's name and class; under "" those that name nobody. Colleagues
            whose work is not to be seen yet are not told apart.
        by_draft: likewise by the draft's name.
        codebook: codes of the files that are not the project's.
        came: rows by file, author and draft, and class.
        left_out: files of folders that were not read, and why.
        brought: names of drafts whose PDF came along.
        hidden: rows of colleagues whose work is not to be seen yet, by the draft's name.
        newcomers: reviewers who were not here, with a name like that of somebody who was.
    """

    files: list[str] = field(default_factory=list)
    rows: int = 0
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(CLASSES, 0))
    items: list[Item] = field(default_factory=list)
    unlisted: int = 0
    held: int = 0
    waits: dict[str, int] = field(default_factory=dict)
    waits_for_others: dict[str, int] = field(default_factory=dict)
    by_reviewer: dict[str, dict[str, int]] = field(default_factory=dict)
    by_draft: dict[str, dict[str, int]] = field(default_factory=dict)
    codebook: tuple[Difference, ...] = ()
    came: dict[tuple[str, str, str], dict[str, int]] = field(default_factory=dict)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    brought: list[str] = field(default_factory=list)
    newcomers: tuple[Newcomer, ...] = ()
    hidden: dict[str, int] = field(default_factory=dict)

    def done(self, outcome: str) -> int:
        """Rows of a class that are written at once."""
        waits = self.waits.get(outcome, 0) + self.waits_for_others.get(outcome, 0)
        return self.counts.get(outcome, 0) - waits

    def list(self, item: Item) -> None:
        """List a row."""
        if len(self.items) < MOST:
            self.items.append(item)
        else:
            self.unlisted += 1


Told = Callable[[Item, str, str], None]
"""Called for each row that is counted: with its author and its draft."""


Hides = Callable[[str, str], bool]
"""Whether what an author said on a draft, both by name, is not to be seen yet."""


def _nobody(_reviewer: str, _draft: str) -> bool:
    return False


def hidden(item: Item, draft: str) -> Item:
    """A row whose words are not to be seen yet; why it waits says nothing of them."""
    told = not (item.reason or item.waits) or item.outcome == "waiting"
    reason = item.reason if told else until_finished(draft)
    return replace(item, about="", reason=reason, waits="")


class Tally:
    """Counts the rows of a merge, a batch at a time, and lists them in the order of their lines."""

    def __init__(self, report: MergeReport, drafts: Sequence[Draft]) -> None:
        """Begin.

        Args:
            report: to count in.
            drafts: those known.
        """
        self.told: Told | None = None
        self.hides: Hides = _nobody
        self._report, self._known = report, drafts
        self._names = {draft.sha256: draft.name for draft in drafts}
        self._counts: Counter[tuple[str, str, str, str]] = Counter()
        self._items: list[Item] = []
        self._noticed: list[Item] = []
        self._rows: list[tuple[Item, str, str]] = []

    def begin(self) -> None:
        """A batch begins."""
        self._counts.clear()
        self._items, self._noticed, self._rows = [], [], []

    def count(
        self, file: str, row: Row, outcome: str, why: str | Why = "", column: str = ""
    ) -> bool:
        """A row that was joined, or could not be; whether what is told of it may be seen."""
        cells, why = row.cells, why if isinstance(why, Why) else Why(why)
        listed = why.reason or why.waits or self.told
        words = about(cells) if listed and not isinstance(why.reason, NotSeen) else ""
        item = Item(file, row.line, column, outcome, why.reason, words, why.waits)
        sha256, symbol, language, name = (
            cells.get(n, "").strip()
            for n in ("draft_sha256", "draft_symbol", "language", "reviewer")
        )
        return self._add(item, name, self._draft(sha256, symbol, language))

    def count_alike(self, file: str, arounds: Mapping[Around, int], outcome: str) -> None:
        """Rows that needed no joining and of which nothing is to be told."""
        for around, count in arounds.items():
            draft = self._draft(*draft_in(around))
            self._counts[file, around[1][1][1], draft, outcome] += count

    def count_plain(self, file: str, row: Plain, outcome: str, reason: str = "") -> None:
        """A row that needed no joining."""
        item = Item(file, row.line, "", outcome, reason, about(row.words()))
        self._add(item, row.reviewer, self._draft(*row.draft))

    def notice(self, file: str, line: int, outcome: str, said: Parsed) -> None:
        """What was seen in a row and not taken; the row is counted next."""
        self._noticed = [Item(file, line, column, outcome, why) for column, why in said.notices]

    def _draft(self, sha256: str, symbol: str, language: str) -> str:
        if sha256 in self._names:
            return self._names[sha256]
        name = f"{symbol}@{language}" if symbol and language and "@" not in symbol else symbol
        if sha256:
            return name
        if name not in self._names:  # a row by hand calls it as it likes
            try:
                self._names[name] = named_draft(self._known, name).name
            except AnnotatorError:
                self._names[name] = name
        return self._names[name]

    def _add(self, item: Item, reviewer: str, draft: str) -> bool:
        noticed, self._noticed = self._noticed, []
        if item.waits:
            mine = item.waits == MINE
            counts = self._report.waits if mine else self._report.waits_for_others
            counts[item.outcome] = counts.get(item.outcome, 0) + 1
        unseen = self.hides(reviewer, draft)
        if unseen:
            item, reviewer = hidden(item, draft), _("others")
            noticed = [hidden(each, draft) for each in noticed]
        self._items += noticed
        self._counts[item.file, reviewer, draft, item.outcome] += 1
        if item.reason or item.waits:
            self._items.append(item)
        if self.told:
            self._rows.append((item, reviewer, draft))
        return not unseen

    def end(self) -> None:
        """A batch ends: its rows count."""
        report = self._report
        for (file, reviewer, draft, outcome), count in self._counts.items():
            report.rows += count
            report.counts[outcome] += count
            who = reviewer
            if self.hides(reviewer, draft):
                who = _("others")
                report.hidden[draft] = report.hidden.get(draft, 0) + count
            for counts in (
                report.by_reviewer.setdefault(who, dict.fromkeys(CLASSES, 0)),
                report.by_draft.setdefault(draft, dict.fromkeys(CLASSES, 0)),
                report.came.setdefault((file, who, draft), dict.fromkeys(CLASSES, 0)),
            ):
                counts[outcome] += count
        for item in sorted(self._items, key=lambda item: item.line):
            report.list(item)
        if self.told:
            for row in sorted(self._rows, key=lambda row: row[0].line):
                self.told(*row)

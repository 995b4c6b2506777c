# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two drafts held against each other: which provisions belong together, and what changed.

What compares is imported when it is asked for: the window starts without it.
"""

# ruff: noqa: PLC0415 - see above

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.domain.change import deleted_utc
from annotator.domain.errors import NotFoundError, WrongCallError
from annotator.domain.identity import new_uid
from annotator.domain.kinds import FIELDS
from annotator.domain.normalise import canonical
from annotator.domain.project import Draft
from annotator.domain.row_order import natural
from annotator.domain.structure.found_structure import Provision, Structure
from annotator.i18n import _
from annotator.services.desk import Desk
from annotator.services.draft_rows import confirm_draft, draft_of, drafts_here
from annotator.services.events import ChangeSet
from annotator.services.pairing_records import Pairing, on_edition, pairing_of
from annotator.services.provisions import Provisions
from annotator.storage.tables import Draft as DraftRow

if TYPE_CHECKING:
    from annotator.domain.alignment.aligned import Said
    from annotator.domain.alignment.changes import Change
    from annotator.domain.alignment.draft_words import DraftWords, WordBook
    from annotator.domain.alignment.word_map import WordMap
    from annotator.services.kept_comparison import KeptComparison

PAIRS_KEPT = 16
"""Comparisons that are kept ready: of two languages with seven rounds each, and some to spare."""
_DRAFTS_KEPT = 16
_CONCERNS = frozenset({"provision", "draft", "alignment", "join"})


class Comparing:
    """Comparisons of the drafts of one project."""

    def __init__(self, desk: Desk, provisions: Provisions) -> None:
        self._desk = desk
        self._provisions = provisions
        self._book: WordBook | None = None
        self._words: OrderedDict[str, tuple[str, DraftWords]] = OrderedDict()
        self._maps: OrderedDict[tuple[str, str], tuple[tuple[object, ...], WordMap]] = OrderedDict()
        self._kept: dict[tuple[str, str], KeptComparison] = {}
        self._sure: set[tuple[str, str]] = set()  # maps that nothing was said against since
        desk.events.subscribe(self._on_change)

    def _on_change(self, change: ChangeSet) -> None:
        if change.kinds & _CONCERNS:
            self._sure.clear()

    # -- comparing -------------------------------------------------------------------------------

    def words(self, sha256: str) -> DraftWords:
        """The words of a draft, of one book with those of all other drafts."""
        from annotator.domain.alignment.draft_words import DraftWords, WordBook

        if self._book is None:
            self._book = WordBook()
        made_of = self._provisions.made_of(sha256)
        known = self._words.get(sha256)
        if known is None or known[0] != made_of:
            structure = self._provisions.structure(sha256)
            known = made_of, DraftWords(self._book, self._desk.text(sha256), structure)
            self._words[sha256] = known
        self._words.move_to_end(sha256)
        while len(self._words) > _DRAFTS_KEPT:
            self._words.popitem(last=False)
        return known[1]

    def map(self, older: str, newer: str) -> WordMap:
        """Which provisions and which words of two drafts belong together.

        Kept ready; made anew when a text, a structure or a person's word on the two has changed.

        Args:
            older: SHA-256 of the one.
            newer: SHA-256 of the other.

        Raises:
            NotFoundError: one of the two is not here.
            WrongCallError: they are the same draft.
        """
        from annotator.domain.alignment.aligning import align
        from annotator.domain.alignment.word_map import WordMap

        pair = older, newer
        if pair in self._sure and pair in self._maps:
            self._maps.move_to_end(pair)
            return self._maps[pair][1]
        known = {draft.sha256: draft for draft in self._here()}
        for sha256 in pair:
            if sha256 not in known:
                raise NotFoundError(_("There is no draft {draft}.").format(draft=sha256[:12]))
        if older == newer:
            raise WrongCallError(_("A draft is not compared with itself."))
        a, b = self.words(older), self.words(newer)
        said = tuple(said for _pairing, said in self.resolved(*pair))
        languages = {known[sha256].language for sha256 in pair} - {""}
        made_of = a, b, said, len(languages)
        if pair not in self._maps or self._maps[pair][0] != made_of:
            aligned = align(a, b, by_words=len(languages) < 2, said=said)  # noqa: PLR2004 - two languages
            self._maps[pair] = made_of, WordMap(a, b, aligned)
        self._maps.move_to_end(pair)
        while len(self._maps) > PAIRS_KEPT:
            self._kept.pop(self._maps.popitem(last=False)[0], None)
        self._sure.add(pair)
        return self._maps[pair][1]

    def changes(self, older: str, newer: str) -> tuple[Change, ...]:
        """What changed from one draft to the other, in the order of the newer one.

        Raises:
            NotFoundError: one of the two is not here.
            WrongCallError: they are the same draft.
        """
        return self.kept(older, newer).changes

    def kept(self, older: str, newer: str) -> KeptComparison:
        """All that follows from the map of two drafts, the same object for as long as that holds.

        Raises:
            NotFoundError: one of the two is not here.
            WrongCallError: they are the same draft.
        """
        from annotator.services.kept_comparison import KeptComparison

        words = self.map(older, newer)
        known = self._kept.get((older, newer))
        if known is None or known.words is not words:
            self._kept[older, newer] = known = KeptComparison(words)
        return known

    def write_page(self, older: str, newer: str, path: Path) -> None:
        """Write what changed as a page with redlines.

        Raises:
            NotFoundError: one of the two is not here.
            WrongCallError: they are the same draft.
            InputRefusedError: the place cannot be written.
        """
        from annotator.exchange.atomic_file import written_whole
        from annotator.exchange.comparison_page import comparison_page

        found = self.changes(older, newer)
        known = {draft.sha256: draft for draft in self._here()}
        with written_whole(path) as file:
            file.write(comparison_page(known[older], known[newer], found))

    # -- the row of drafts -----------------------------------------------------------------------

    def order(self, sha256: str) -> tuple[Draft, ...]:
        """The drafts of the treaty in the language of one of them, from the first round to the last.

        By round where each has one, else by date where each has one, else as they were added;
        references are left out.
        """
        here = self._here()
        language = next((one.language for one in here if one.sha256 == sha256), "")
        row = [one for one in here if not one.instrument and one.language == language]
        if all(one.date for one in row):
            row.sort(key=lambda one: one.date)
        if all(one.round for one in row):
            row.sort(key=lambda one: natural(one.round))
        return tuple(row)

    def before(self, sha256: str) -> Draft | None:
        """The draft of the round before; None for the first one, and for a reference."""
        row = self.order(sha256)
        at = next((at for at, one in enumerate(row) if one.sha256 == sha256), 0)
        return row[at - 1] if at else None

    def _here(self) -> list[Draft]:
        with self._desk.store.read() as connection:
            rows = self._desk.store.rows(connection)
            here = drafts_here(rows)
            return [draft_of(row, here=True) for row in rows.all(DraftRow) if row["uid"] in here]

    # -- what people say of it -------------------------------------------------------------------

    def said(self, older: str, newer: str) -> tuple[Pairing, ...]:
        """What people said of the provisions of two drafts, or of editions of them that are not here, in
        the order it was said.
        """
        found: list[Pairing] = []
        with self._desk.store.read() as connection:
            records, seen = self._desk.store.records(connection), self._desk.seen(connection)
            editions = [
                (one, *(other for other, here in seen.editions.items() if here == one))
                for one in (older, newer)
            ]
            for a, b in product(*editions):
                said = records.all("alignment", draft=a, other=b)
                living = [pairing_of(record) for record in said if not deleted_utc(record)]
                mine = None if a == older else self._provisions.structure(older)
                others = None if b == newer else self._provisions.structure(newer)
                found += [on_edition(one, mine, others) for one in living]
        return tuple(sorted(found, key=lambda one: (one.created_utc, one.uid)))

    def say(
        self, older: str, newer: str, path_a: str | None, path_b: str | None,
        *, together: bool = True, note: str = "",
    ) -> str:  # fmt: skip
        """Say whether two provisions belong together; saying yes to what was found locks it, with all
        parts of what was split or joined.

        What one said of the same two before is taken back.

        Args:
            older: SHA-256 of the older draft.
            newer: SHA-256 of the newer one.
            path_a: provision of the older draft, in any spelling; None for none.
            path_b: likewise of the newer one.
            together: False to part them; with None for one, to say that the other has no counterpart.
            note: why.

        Returns:
            The uid of what was said.

        Raises:
            NotFoundError: there is no such draft or provision.
            WrongCallError: neither is named, or one and `together`.
        """
        if not (path_a or path_b) or (together and not (path_a and path_b)):
            raise WrongCallError(_("Two provisions were to be named."))
        a = self._provisions.named(older, path_a) if path_a else None
        b = self._provisions.named(newer, path_b) if path_b else None
        values = dict.fromkeys(FIELDS["alignment"], "") | {
            "draft": older, "other": newer, "page": str(a.page) if a else "",
            "start": str(a.start) if a else "", "other_page": str(b.page) if b else "",
            "other_start": str(b.start) if b else "", "provision": a.path if a else "",
            "other_provision": b.path if b else "", "together": "yes" if together else "no",
            "note": canonical(note), "reviewer": self._desk.me.uid,
        }  # fmt: skip
        label = "pair_provisions" if together else "part_provisions"
        with self._desk.change_as_me(
            label, provision=a.path if a else "–", other=b.path if b else "–"  # noqa: RUF001
        ) as unit:  # fmt: skip
            for sha256 in (older, newer):
                confirm_draft(unit, sha256)
            place = ("draft", "other", "page", "start", "other_page", "other_start")
            mine = self._desk.mine(unit.records)
            for record in unit.records.all("alignment", **{name: values[name] for name in place}):
                if record.values["reviewer"] in mine and not deleted_utc(record):
                    unit.delete("alignment", record.uid)
            values.update(created_utc=unit.utc, modified_utc=unit.utc)
            return unit.create("alignment", new_uid(), values).uid

    def take_back(self, uid: str) -> None:
        """Take back what was said of two provisions; the tombstone stays and travels.

        Raises:
            NotFoundError: nothing of that uid was said, or it is taken back already.
        """
        with self._desk.change_as_me("unpair_provisions") as unit:
            if deleted_utc(unit.get("alignment", uid)):
                raise NotFoundError(_("{uid} is taken back already.").format(uid=uid))
            unit.delete("alignment", uid)

    def resolved(self, older: str, newer: str) -> tuple[tuple[Pairing, Said], ...]:
        """What people said of the provisions of two drafts, each with the indexes it holds for now, in
        the order it was said; what names a provision that is no more says nothing.
        """
        from annotator.domain.alignment.aligned import Said

        a, b = self.words(older).structure, self.words(newer).structure
        found = []
        for one in self.said(older, newer):
            mine = _index(a, one.page, one.start, one.provision)
            other = _index(b, one.other_page, one.other_start, one.other_provision)
            if (mine >= 0 or not one.provision) and (other >= 0 or not one.other_provision):
                found.append((one, Said(mine, other, one.together)))
        return tuple(found)


def _index(structure: Structure, page: int, start: int, path: str) -> int:
    """The provision that begins at a place, else the one that bears the path; -1 for none."""
    if not path:
        return -1
    index = structure.index_at(page, start)
    one: Sequence[Provision] = structure.provisions[index : index + 1] if index >= 0 else ()
    if one and (one[0].page, one[0].start) == (page, start):
        return index
    return structure.find(path)

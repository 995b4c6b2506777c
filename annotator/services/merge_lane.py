# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rows of a batch that need no joining: plainly new, or here already. Told apart by sets of keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from annotator.exchange.plain_rows import Around
from annotator.services.plain_reading import Ready
from annotator.storage.merge_stage import Stage


class Lane:
    """Decides which plain rows can be taken as they are, and takes them.

    A row is left to be joined where a draft, reviewer or code is spoken of in words that no row had
    before, where its tag or passage is here with another content or waits for a word, and where a row
    that is joined in the same batch speaks of the same tag or passage: so each row falls into the class
    it would have had one after the other.
    """

    def __init__(
        self,
        stage: Stage,
        hashes: Callable[[str, Iterable[str]], Mapping[str, str]],
        waits_on: Callable[[str, str], bool],
    ) -> None:
        """Begin a merge.

        Args:
            stage: where new rows go.
            hashes: hashes of rows of a kind in the project, by uid.
            waits_on: whether something waits on a record.
        """
        self.latest = 0
        self._stage, self._hashes, self._waits_on = stage, hashes, waits_on
        self._here: Mapping[str, str] = {}
        self._whole: set[Around] = set()
        self._around: tuple[set[object], set[object], set[object]] = set(), set(), set()

    def chosen(self, rows: list[Ready], joined: set[str]) -> list[Ready]:
        """The rows that need no joining, in order.

        Args:
            rows: plain rows of a batch.
            joined: uids of tags and passages in those of its rows that are not plain.
        """
        known = {
            kind: {**self._hashes(kind, uids), **self._stage.hashes(kind, uids)}
            for kind, uids in (
                ("tag", [row.tag.uid for row in rows]),
                ("passage", [row.passage.uid for row in rows]),
            )
        }
        self._here = known["passage"]
        news: dict[str, str] = {}
        twice: set[str] = set()
        apart: set[str] = set(joined)
        for row in rows:
            tag, passage = row.tag, row.passage
            if tag.uid in twice or not self._heard(row) or not self._is_plain(row, known):
                apart |= {tag.uid, passage.uid}
            elif news.setdefault(passage.uid, passage.hash) != passage.hash:
                apart.add(passage.uid)
            twice.add(tag.uid)
        size = -1
        while size != len(apart):  # who shares a record with a row that is joined is joined, too
            size = len(apart)
            for row in rows:
                if row.tag.uid in apart or row.passage.uid in apart:
                    apart |= {row.tag.uid, row.passage.uid}
        chosen = [row for row in rows if row.tag.uid not in apart and row.passage.uid not in apart]
        for row in chosen:
            row.is_new = row.tag.uid not in known["tag"]
        return chosen

    def _heard(self, row: Ready) -> bool:
        """Whether all that is said of draft, reviewer and code was said by an earlier row."""
        if row.around in self._whole:
            return True
        heard = True
        for one, known in zip(row.around, self._around, strict=True):
            if one not in known:
                known.add(one)
                heard = False
        self._whole.add(row.around)
        return heard

    def _is_plain(self, row: Ready, known: Mapping[str, Mapping[str, str]]) -> bool:
        tag, passage = known["tag"].get(row.tag.uid), known["passage"].get(row.passage.uid)
        if tag not in (None, row.tag.hash) or passage not in (None, row.passage.hash):
            return False
        if tag is not None and passage is None:
            return False
        return not (
            self._waits_on("tag", row.tag.uid) or self._waits_on("passage", row.passage.uid)
        )

    def take(self, rows: Iterable[Ready]) -> None:
        """Keep what is new."""
        new = [row for row in rows if row.is_new]
        if not new:
            return
        passages = {row.passage.uid: row.passage for row in new}
        here = self._here
        self._stage.add_plain("passage", (one for uid, one in passages.items() if uid not in here))
        self._stage.add_plain("tag", (row.tag for row in new))
        self.latest = max(self.latest, *(row.latest for row in new))

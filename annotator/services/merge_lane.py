# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rows of a block that need no joining: plainly new, or here already. Told apart by sets of keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import compress

from annotator.domain.values import dataclass
from annotator.exchange.plain_rows import Around
from annotator.services.plain_reading import KINDS, Block
from annotator.storage.merge_stage import Stage


@dataclass(frozen=True, slots=True)
class Chosen:
    """Rows of a block that need no joining, by their number in it.

    Attributes:
        new: that nobody has said before.
        known: that are here already.
        here: uids of passages of the block that are here already.
    """

    new: list[int]
    known: list[int]
    here: frozenset[str]

    def left(self, block: Block) -> list[int]:
        """The numbers of all others."""
        if len(self.new) == len(block.lines):
            return []
        taken = {*self.new, *self.known}
        return [at for at in range(len(block.lines)) if at not in taken]


class Lane:
    """Decides which plain rows can be taken as they are, and takes them.

    A row is left to be joined where a draft, reviewer or code is spoken of in words that no row had
    before, where its tag or passage is here with another content or waits for a word, and where a row
    that is joined in the same block speaks of the same tag or passage: so each row falls into the class
    it would have had one after the other.
    """

    def __init__(
        self,
        stage: Stage,
        hashes: Callable[[str, Iterable[str]], Mapping[str, str]],
        waiting: Callable[[str], set[str]],
    ) -> None:
        """Begin a merge.

        Args:
            stage: where new rows go.
            hashes: hashes of rows of a kind in the project, by uid.
            waiting: uids of records of a kind on which something waits.
        """
        self.latest = 0
        self._stage, self._hashes = stage, hashes
        self._waiting = {kind: waiting(kind) for kind in KINDS}
        self._whole: set[Around] = set()
        self._around: tuple[set[object], set[object], set[object]] = set(), set(), set()

    def chosen(self, block: Block, joined: set[str]) -> Chosen:
        """The rows that need no joining.

        Args:
            block: in which they are.
            joined: uids of tags and passages in those of its rows that are not plain.
        """
        tags, passages = block.uids["tag"], block.uids["passage"]
        here = {
            kind: {**self._hashes(kind, block.uids[kind]), **self._stage.hashes(kind, block.uids[kind])}
            for kind in KINDS
        }  # fmt: skip
        apart = joined | self._unheard(block) | self._twice(block) | self._other(block, here)
        size = -1
        while apart and size != len(apart):  # who shares a record with a row that is joined is, too
            size = len(apart)
            for tag, passage in zip(tags, passages, strict=True):
                if tag in apart or passage in apart:
                    apart |= {tag, passage}
        stays = [True] * len(tags)
        if apart:
            pairs = zip(tags, passages, strict=True)
            stays = [tag not in apart and passage not in apart for tag, passage in pairs]
        chosen = list(compress(range(len(tags)), stays))
        known = here["tag"]
        return Chosen(
            [at for at in chosen if tags[at] not in known] if known else chosen,
            [at for at in chosen if tags[at] in known] if known else [],
            frozenset(here["passage"]),
        )

    def _unheard(self, block: Block) -> set[str]:
        """Records of rows that are the first to say something of draft, reviewer and code."""
        apart: set[str] = set()
        for number in dict.fromkeys(block.around):
            around = block.arounds[number]
            if around in self._whole:
                continue
            self._whole.add(around)
            if not all(one in known for one, known in zip(around, self._around, strict=True)):
                at = block.around.index(number)
                apart |= {block.uids[kind][at] for kind in KINDS}
            for one, known in zip(around, self._around, strict=True):
                known.add(one)
        return apart

    @staticmethod
    def _twice(block: Block) -> set[str]:
        """Tags that come twice in the block, and passages that say two things."""
        tags, passages = block.uids["tag"], block.uids["passage"]
        apart: set[str] = set()
        if len(set(tags)) != len(tags):
            apart |= {uid for uid, count in Counter(tags).items() if count > 1}
        said = set(zip(passages, block.hashes["passage"], strict=True))
        if len(said) != len(set(passages)):
            apart |= {uid for uid, count in Counter(uid for uid, _ in said).items() if count > 1}
        return apart

    def _other(self, block: Block, here: Mapping[str, Mapping[str, str]]) -> set[str]:
        """Records that are here with another content, or wait for a word."""
        apart: set[str] = set()
        for kind in KINDS:
            uids, known, waits = block.uids[kind], here[kind], self._waiting[kind]
            if known:
                apart |= {uid for uid, said in zip(uids, block.hashes[kind], strict=True)
                          if known.get(uid, said) != said}  # fmt: skip
            if waits:
                apart |= waits.intersection(uids)
        if here["tag"]:
            apart |= {tag for tag, passage in zip(block.uids["tag"], block.uids["passage"], strict=True)
                      if tag in here["tag"] and passage not in here["passage"]}  # fmt: skip
        return apart

    def take(self, block: Block, chosen: Chosen) -> None:
        """Keep what is new."""
        new = chosen.new
        if not new:
            return
        for kind in KINDS:
            uids, hashes = block.uids[kind], block.hashes[kind]
            said = {uids[at]: hashes[at] for at in new if uids[at] not in chosen.here}
            self._stage.add_plain(kind, block.ready[kind], said, set(uids) - said.keys())
        self.latest = max(self.latest, *(block.latest[at] for at in new))

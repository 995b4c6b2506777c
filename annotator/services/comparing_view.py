# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes what the window shows of two drafts side by side. Changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from annotator.domain.alignment.aligned import Pair, Said
from annotator.domain.alignment.changes import Change
from annotator.domain.alignment.side_by_side import ChangeRow, SideBySide, places
from annotator.domain.alignment.touching import tags_touched
from annotator.domain.alignment.word_map import WordMap
from annotator.domain.project import Draft
from annotator.services.comparing import Comparing
from annotator.services.pairing_records import Pairing
from annotator.services.workspace import Workspace

Report = Callable[[int, int], None]
_STEPS = 5


def pair_to_compare(comparing: Comparing, sha256: str, other: str = "") -> tuple[str, str] | None:
    """The older and the newer of two drafts.

    Args:
        comparing: knows their order.
        sha256: the draft one reads.
        other: the one to hold against it; "" for that of the round before.

    Returns:
        None where there is no round before.
    """
    if not other:
        before = comparing.before(sha256)
        return (before.sha256, sha256) if before else None
    row = [one.sha256 for one in comparing.order(sha256)]
    if other in row and sha256 in row and row.index(other) > row.index(sha256):
        return sha256, other
    return other, sha256


def side_by_side(space: Workspace, older: str, newer: str, report: Report) -> SideBySide:
    """Two drafts held side by side.

    Args:
        space: the project.
        older: SHA-256 of the older draft.
        newer: SHA-256 of the newer one.
        report: gets how far it is; may raise Cancelled.

    Raises:
        NotFoundError: one of the two is not here.
        WrongCallError: they are the same draft.
        Cancelled: by `report`.
    """
    comparing = space.comparing
    report(0, _STEPS)
    for step, sha256 in enumerate((older, newer), 1):
        if older != newer and any(sha256 == one.sha256 for one in space.drafts.list()):
            comparing.words(sha256)
        report(step, _STEPS)
    kept = comparing.kept(older, newer)
    words = kept.words
    report(3, _STEPS)
    changes = kept.changes
    report(4, _STEPS)
    known: dict[str, Draft] = {one.sha256: one for one in space.drafts.list()}
    tags = tags_touched(
        changes, words, space.passages.on_draft(older), space.passages.on_draft(newer)
    )
    said = _Said(comparing.resolved(older, newer))
    rows = tuple(
        ChangeRow(change, *ends, count, said.of(change.pair))
        for change, ends, count in zip(changes, kept.places, tags, strict=True)
    )
    return SideBySide(
        known[older], known[newer], rows + _unchanged(words, changes, said), *kept.inked,
        kept.line_up, by_words=words.alignment.by_words,
    )  # fmt: skip


class _Said:
    """The last word of a person on each provision."""

    def __init__(self, resolved: Iterable[tuple[Pairing, Said]]) -> None:
        self._older: dict[int, tuple[int, str]] = {}
        self._newer: dict[int, tuple[int, str]] = {}
        for turn, (pairing, said) in enumerate(resolved):
            self._older[said.a] = self._newer[said.b] = turn, pairing.uid
        for side in (self._older, self._newer):
            side.pop(-1, None)  # of no provision

    def of(self, pair: Pair) -> str:
        """The uid of the last word on a pairing; "" for none."""
        found = [self._older[at] for at in pair.a if at in self._older]
        found += [self._newer[at] for at in pair.b if at in self._newer]
        return max(found, default=(-1, ""))[1]


def _unchanged(words: WordMap, changes: Iterable[Change], said: _Said) -> tuple[ChangeRow, ...]:
    """Pairs on which there is a word though nothing changed, behind all changes: the word can be seen
    and taken back.
    """
    changed = {change.pair for change in changes}
    older, newer = words.older.structure, words.newer.structure
    found = []
    for pair in words.alignment.pairs:
        uid = said.of(pair)
        if uid and pair.a and pair.b and pair not in changed:
            a, b = older.provisions[pair.a[0]], newer.provisions[pair.b[0]]
            change = Change(pair, frozenset(), (), a.path, b.path, pair.score, b.title)
            found.append(ChangeRow(change, *places(change, words), said=uid))
    return tuple(found)

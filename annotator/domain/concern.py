# SPDX-License-Identifier: AGPL-3.0-or-later
"""A concern through the rounds of a negotiation, as values, and what follows from what was said of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.domain.anchor import Anchor
from annotator.domain.carried import ACCEPTED, DROPPED, NARROWED, TAKEN_UP, WORSENED
from annotator.domain.redline import Piece
from annotator.domain.values import dataclass

NEW, KEPT, FIXED, WAITING = "new", "kept", "fixed", "waiting"
STATES = WORSENED, WAITING, KEPT, NEW, NARROWED, DROPPED, FIXED
"""States of a concern in a draft, the worst first."""
_OUTCOMES = WORSENED, ACCEPTED, NARROWED, DROPPED, TAKEN_UP
"""What people say of one concern, the worst first."""
_STATE = {
    WORSENED: WORSENED, ACCEPTED: KEPT, NARROWED: NARROWED, DROPPED: DROPPED, TAKEN_UP: FIXED,
}  # fmt: skip

TAKEN, IN_PART, IGNORED, WORSE, OPEN = "taken", "in_part", "ignored", "worse", "open"
FATES = WORSE, IGNORED, IN_PART, TAKEN, OPEN
"""What became of a recommendation."""
_AGREEING = frozenset({"retain", "support"})
_UNTOUCHED = frozenset({"same", "moved", ""})
"""Recommendations that ask for no change."""


@dataclass(frozen=True, slots=True)
class Word:
    """What one reviewer said of a concern in a draft. `utc` is ISO."""

    outcome: str
    reviewer: str
    utc: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A concern in one draft.

    Attributes:
        draft: SHA-256.
        passage: uid; "" where it is waiting, or ended.
        tag: uid; "" likewise.
        path: of the provision it stands in, or is proposed in; "" for none, and where nothing answers to
            it.
        page: from 1; 0 for none, likewise.
        quote: the words; of a whole provision what it says; "" for none.
        verdict: what the program says of the words since the step before; "" in the first one.
        outcome: what people said of it, the worst where they differ; "" where nobody had to.
        judged_by: uid of the reviewer who said that; "" for nobody.
        utc: when, ISO; in the first step when it was tagged.
        pieces: the words of the step before and these as a redline; () in the first one.
        state: one of STATES.
        said: everybody's word, the worst first.
        note: of the tag.
        anchor: where it stands, or is proposed; None where nothing is.
        near: where nothing answers to it, path of what it would stand in, or behind; "" for none.
        behind: whether it would stand behind that one.
        brackets: see `carried.Item`: whether brackets came around the words since the step before.
    """

    draft: str
    passage: str
    tag: str
    path: str
    page: int
    quote: str
    verdict: str = ""
    outcome: str = ""
    judged_by: str = ""
    utc: str = ""
    pieces: tuple[Piece, ...] = ()
    state: str = NEW
    said: tuple[Word, ...] = ()
    note: str = ""
    anchor: Anchor | None = None
    near: str = ""
    behind: bool = False
    brackets: str = ""

    @property
    def answered(self) -> bool:
        """Whether anything in the draft answers to it."""
        return bool(self.passage) or self.verdict != "gone"


@dataclass(frozen=True, slots=True)
class Concern:
    """What one reviewer said of one code on words, through the drafts.

    Attributes:
        uid: of the first passage of the chain.
        code: uid of the code, as tagged last.
        reviewer: uid of the author.
        steps: in the order of the drafts; the last one may be waiting.
        recommendation: one of `tag.RECOMMENDATIONS`, as first made; "" for none.
        wording: proposed with it; "" for none.
        made_in: SHA-256 of the draft of that recommendation; "" for none.
    """

    uid: str
    code: str
    reviewer: str
    steps: tuple[Step, ...]
    recommendation: str = ""
    wording: str = ""
    made_in: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A provision in one draft.

    Attributes:
        draft: SHA-256.
        path: the provision's path in it; "" where it is not there.
        state: the worst one of its concerns; "" for none.
        concerns: each concern's uid, code and state.
    """

    draft: str
    path: str
    state: str = ""
    concerns: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """Provisions by round, of the drafts in one language.

    Attributes:
        drafts: SHA-256 of each, from the first round to the last.
        rows: a provision through the drafts, a cell each; those with concerns only.
    """

    drafts: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What was recommended, and what became of it.

    Attributes:
        concern: uid.
        code: uid of the code.
        reviewer: uid of the author.
        draft: SHA-256 of where it was made.
        path: of the provision there.
        asked: one of `tag.RECOMMENDATIONS`; "" where only words were proposed.
        wording: that was proposed; "" for none.
        fate: one of FATES.
        last: SHA-256 of the draft that decided it; "" while it is open.
        said: everybody's word on it there.
    """

    concern: str
    code: str
    reviewer: str
    draft: str
    path: str
    asked: str
    wording: str
    fate: str
    last: str = ""
    said: tuple[Word, ...] = ()


def worst_first(words: Iterable[Word]) -> tuple[Word, ...]:
    """Everybody's words, the worst first, of equal ones the earliest."""
    return tuple(sorted(words, key=lambda one: (_OUTCOMES.index(one.outcome), one.utc)))


def state_of(words: Sequence[Word], *, lives: bool) -> str:
    """The state of a concern after its first step: the worst of what people say of it.

    Args:
        words: the worst first.
        lives: whether there is a passage.
    """
    if words:
        return _STATE[words[0].outcome]
    return KEPT if lives else WAITING


def worst(states: Iterable[str]) -> str:
    """The worst of several states, "" for none."""
    return min(states, key=STATES.index, default="")


def recommendation_of(concern: Concern) -> Recommendation | None:
    """What became of a concern's recommendation; None where it has none.

    Later rounds in which nothing was changed take back nothing of what an earlier one brought; words that
    were kept so far leave it open while they wait for a decision in a newer draft. So does keeping what was
    reworded: that the concern stands says nothing of how far the new words go.
    """
    at = next((n for n, step in enumerate(concern.steps) if step.draft == concern.made_in), -1)
    if at < 0:
        return None
    first, later = concern.steps[at], concern.steps[at + 1 :]
    decided = [step for step in later if step.state != WAITING]
    waits = len(decided) < len(later)
    telling = [step for step in decided if step.state != KEPT] or ([] if waits else decided)
    last = telling[-1] if telling else None
    reworded = any(step.verdict not in _UNTOUCHED for step in decided if step.state == KEPT)
    unsaid = last is not None and last.state == KEPT and reworded
    fate = OPEN if unsaid else _fate(concern.recommendation, last)
    return Recommendation(
        concern.uid, concern.code, concern.reviewer, first.draft, first.path, concern.recommendation,
        concern.wording, fate, last.draft if last else "",
        last.said if last else (),
    )  # fmt: skip


def _fate(asked: str, step: Step | None) -> str:
    if step is None:
        return OPEN
    agreeing = asked in _AGREEING
    if step.state == DROPPED and step.verdict == "gone":
        return TAKEN if asked == "delete" else WORSE if agreeing else IGNORED
    fates = {
        FIXED: TAKEN, NARROWED: IN_PART, WORSENED: WORSE, KEPT: TAKEN if agreeing else IGNORED,
    }  # fmt: skip
    return fates.get(step.state, IGNORED)

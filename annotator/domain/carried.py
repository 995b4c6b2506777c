# SPDX-License-Identifier: AGPL-3.0-or-later
"""What became of passages from one draft to the next, and what people decided of it, as values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotator.domain.alignment.draft_words import words_of
from annotator.domain.alignment.judging import CERTAIN, GONE, VERDICTS
from annotator.domain.anchor import Anchor
from annotator.domain.redline import Piece
from annotator.domain.tag import Tag
from annotator.domain.values import dataclass

ACCEPTED, TAKEN_UP, NARROWED, WORSENED, DROPPED = (
    "accepted", "taken_up", "narrowed", "worsened", "dropped",
)  # fmt: skip
OUTCOMES = ACCEPTED, TAKEN_UP, NARROWED, WORSENED, DROPPED
"""What a person may say of a concern in a newer draft."""
REASONS = TAKEN_UP, NARROWED, WORSENED, DROPPED
"""With which of them a concern may be closed."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a tag proposed, held against the new words: it suggests an outcome, and decides nothing.

    Attributes:
        tag: uid, in the older draft.
        wording: that was proposed; "" where the tag asked to delete the words.
        to_wording: likeness of the new words to the proposed ones, 0 to 1.
        to_old: likeness of the new words to the old ones, 0 to 1.
        contained: whether all that was proposed stands in the new words.
    """

    tag: str
    wording: str
    to_wording: float
    to_old: float
    contained: bool

    @property
    def taken_up(self) -> bool:
        """Whether the new words are nearer to what was proposed than to what stood there."""
        return self.contained or self.to_wording > self.to_old


@dataclass(frozen=True, slots=True)
class Item:
    """A passage of the older draft, and what is proposed for it in the newer one.

    Attributes:
        passage: uid, in the older draft.
        draft: SHA-256 of the newer draft.
        verdict: one of `judging.VERDICTS`.
        score: part of the words that stand there in their order, 0 to 1.
        reason: see `judging.Verdict`; `language` for drafts in two languages, `lost` where the passage's
            own words were not found in the older draft.
        around: whether the words around it, in its provision, are others now.
        provision_from: path in the older draft; "" for none.
        provision_to: path in the newer draft of where it is, or is proposed, of words that are gone of
            what is left of their provision; "" for none.
        quote_from: its words; of a whole provision what it says.
        quote_to: the words there; "" for none.
        anchor: where it is, or is proposed; None where a person has to say.
        page: page of the newer draft where it is, or where to look, from 1; 0 for none.
        near: where nothing answers to it, path in the newer draft of what it would stand in, or behind;
            "" for none, and where something answers.
        behind: whether it would stand behind that one.
        carried: uid of the passage in the newer draft; "" while there is none.
        evidence: what its tags proposed.
        brackets: `opened` where it stands in brackets now and did not, `closed` where it no longer does;
            "" for neither, and where `reason` tells of them.
        before: a few words before `quote_to` in its provision, with what went and came there; () for none.
        after: likewise those after it.
    """

    passage: str
    draft: str
    verdict: str
    score: float
    reason: str
    around: bool
    provision_from: str
    provision_to: str
    quote_from: str
    quote_to: str
    anchor: Anchor | None = None
    page: int = 0
    carried: str = ""
    evidence: tuple[Evidence, ...] = ()
    near: str = ""
    behind: bool = False
    brackets: str = ""
    before: tuple[Piece, ...] = ()
    after: tuple[Piece, ...] = ()

    @property
    def answered(self) -> bool:
        """Whether anything in the newer draft answers to it."""
        return self.verdict != GONE

    @property
    def certain(self) -> bool:
        """Whether it is carried without asking."""
        return self.verdict in CERTAIN and self.anchor is not None

    @property
    def suggested(self) -> str:
        """The outcome that its tags' proposals speak for; "" for none."""
        return TAKEN_UP if any(one.taken_up for one in self.evidence) else ""


@dataclass(frozen=True, slots=True)
class Carried:
    """What carrying did, or would do.

    Attributes:
        from_draft: SHA-256 of the older draft.
        to_draft: SHA-256 of the newer one.
        counts: items by verdict.
        items: passages that were not carried or decided before, in reading order.
        passages: how many passages were made, or would be.
        tags: likewise tags; those that came later to passages carried before are among them.
    """

    from_draft: str
    to_draft: str
    counts: Mapping[str, int]
    items: tuple[Item, ...]
    passages: int = 0
    tags: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word on what became of a passage. Times are ISO UTC.

    Attributes:
        uid: UUID.
        draft: SHA-256 of the newer draft.
        passage: uid of the passage, in the older draft.
        verdict: what the program had said.
        outcome: one of OUTCOMES.
        carried: uid of the passage made in the newer draft; "" for none.
        note: why.
        reviewer: uid of who decided.
    """

    uid: str
    draft: str
    passage: str
    verdict: str
    outcome: str
    carried: str = ""
    note: str = ""
    reviewer: str = ""
    created_utc: str = ""
    modified_utc: str = ""


def counted(items: Iterable[Item]) -> dict[str, int]:
    """How many items have each verdict, in the order of `judging.VERDICTS`."""
    counts = dict.fromkeys(VERDICTS, 0)
    for item in items:
        counts[item.verdict] += 1
    return counts


def evidence_of(tags: Iterable[Tag], verdict: str, *, old: str, new: str) -> tuple[Evidence, ...]:
    """What tags proposed, held against the new words.

    Args:
        tags: of a passage.
        verdict: on it.
        old: its words.
        new: the words proposed in the newer draft; "" for none.
    """
    found = []
    for tag in tags:
        if tag.proposed_wording and new:
            like, before = _likeness(new, tag.proposed_wording), _likeness(new, old)
            contained = _holds(new, tag.proposed_wording) and not _holds(old, tag.proposed_wording)
            found.append(Evidence(tag.uid, tag.proposed_wording, like, before, contained))
        elif tag.recommendation == "delete" and verdict == GONE:
            found.append(Evidence(tag.uid, "", 1.0, 0.0, contained=True))
    return tuple(found)


def _likeness(one: str, other: str) -> float:
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - the window starts without it

    return round(Indel.normalized_similarity(words_of(one), words_of(other)), 4)


def _holds(text: str, part: str) -> bool:
    words, wanted = words_of(text), words_of(part)
    length = len(wanted)
    return bool(wanted) and any(
        words[at : at + length] == wanted for at in range(len(words) - length + 1)
    )

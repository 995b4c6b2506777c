# SPDX-License-Identifier: AGPL-3.0-or-later
"""What negotiation marks propose for the tag on a passage: the status of its text, and who said what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from annotator.domain.anchor import Segment
from annotator.domain.negotiation import mark_words
from annotator.domain.negotiation.negotiation_mark import NegotiationMark
from annotator.domain.values import dataclass

_CONTESTED: Final = frozenset(("bracketed", "alternative"))
_VERBS: Final = {
    "support": "supports", "retain": "supports", "oppose": "opposes", "reserve": "reserves",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a reviewer is asked to confirm; "" where nothing is proposed.

    Attributes:
        status: one of `domain.tag.TEXT_STATUSES`.
        actors: as a tag has them: `proposed:EU; supports:Mexico`.
        why: of the status, sentences.
        doubtful: the marks themselves are doubtful.
    """

    status: str = ""
    actors: str = ""
    why: tuple[str, ...] = ()
    doubtful: bool = False

    def __bool__(self) -> bool:
        """Whether anything is proposed."""
        return bool(self.status or self.actors)


NOTHING: Final = Proposed()


def proposed(touching: Sequence[NegotiationMark], segments: Sequence[Segment]) -> Proposed:
    """What the marks that speak of a passage propose for it.

    The smallest mark around the whole passage decides. Else any bracket inside makes the text
    contested, and what else is said must hold for more than half of its words.

    Args:
        touching: those marks, as `mark_counts.touching` gives them.
        segments: of the passage.
    """
    said = [mark for mark in touching if mark.status]
    around = [mark for mark in said if _holds(mark, segments)]
    inside = [mark for mark in said if mark.status in _CONTESTED]
    if around:
        chosen = [min(reversed(around), key=lambda mark: _length(mark.covers))]
    elif inside:
        status = "bracketed" if any(m.status == "bracketed" for m in inside) else "alternative"
        chosen = [mark for mark in inside if mark.status == status]
    else:
        half = _length(segments) / 2
        most = [mark for mark in said if _shared(mark, segments) > half]
        chosen = [max(most, key=lambda mark: _shared(mark, segments))] if most else []
    parties = [mark for mark in touching if mark.actors]
    if not chosen and not parties:
        return NOTHING
    judged = chosen or parties
    return Proposed(
        chosen[0].status if chosen else "",
        _actors(parties),
        tuple(dict.fromkeys(_sentences([*chosen, *parties]))),
        all(mark.confidence == "low" for mark in judged),
    )


def _actors(marks: Iterable[NegotiationMark]) -> str:
    said = [
        f"{_VERBS.get(mark.action, 'proposed')}:{actor}" for mark in marks for actor in mark.actors
    ]
    return "; ".join(dict.fromkeys(said))


def _sentences(marks: Iterable[NegotiationMark]) -> list[str]:
    return [
        text for mark in marks for text in (mark_words.sentence(mark), *mark_words.remarks(mark))
    ]


def _holds(mark: NegotiationMark, segments: Sequence[Segment]) -> bool:
    return all(
        any(
            own.page == one.page and own.start <= one.start and one.end <= own.end
            for own in mark.covers
        )
        for one in segments
    )


def _shared(mark: NegotiationMark, segments: Sequence[Segment]) -> int:
    return sum(
        max(0, min(own.end, one.end) - max(own.start, one.start))
        for own in mark.covers
        for one in segments
        if own.page == one.page
    )


def _length(segments: Iterable[Segment]) -> int:
    return sum(one.end - one.start for one in segments)

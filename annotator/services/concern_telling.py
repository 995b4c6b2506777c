# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tells one concern through the drafts: where it stands, where it waits, how it ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from annotator.domain.carried import DROPPED, Decision, Item
from annotator.domain.carried_record import carried_uid
from annotator.domain.concern import NEW, Concern, Step, Word, state_of, worst_first
from annotator.domain.passage import Passage
from annotator.domain.quotation import readable
from annotator.domain.redline import Piece, redline
from annotator.domain.tag import Tag
from annotator.domain.values import dataclass
from annotator.services.queue_hints import stands_on


@dataclass(frozen=True, slots=True)
class Place:
    """A living tag and its passage."""

    passage: Passage
    tag: Tag


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of all concerns of the drafts in one language.

    Attributes:
        drafts: SHA-256 of each, from the first round to the last.
        decisions: by first passage of a chain and draft.
        tags: uids of tags that are or were; what was carried and deleted since is among them.
        editions: for each draft itself and its editions that are not here.
    """

    drafts: tuple[str, ...]
    decisions: Mapping[tuple[str, str], Sequence[Decision]]
    tags: frozenset[str]
    editions: Mapping[str, Sequence[str]]


class ConcernTeller:
    """One concern, before the words are compared.

    Args:
        tags: uids of the first tags of its chains, the oldest first; of most there is one.
        passages: likewise of their first passages.
        places: the living tag in each draft that has one.
        told: of all concerns.
    """

    def __init__(
        self, tags: Sequence[str], passages: Sequence[str], places: Mapping[str, Place], told: Told
    ) -> None:
        self._root = passages[0]
        self._places = places
        self._words = {
            draft: worst_first(
                Word(one.outcome, one.reviewer, one.modified_utc, one.note)
                for passage in dict.fromkeys(passages)
                for one in told.decisions.get((passage, draft), ())
            )
            for draft in told.drafts
        }
        made = {
            draft
            for draft in told.drafts
            if any(
                carried_uid(tag, one) in told.tags for tag in tags for one in told.editions[draft]
            )
        }
        self._gone = made - set(places)
        first = next(at for at, draft in enumerate(told.drafts) if draft in places)
        self._drafts = list(self._telling(told.drafts[first:]))

    def _telling(self, drafts: Sequence[str]) -> Iterator[str]:
        """The drafts that have something to tell: up to the end of the concern, or to where it waits.

        A round may be skipped: what is decided beyond it ends the concern.
        """
        last = max(at for at, draft in enumerate(drafts) if draft in self._places)
        told = [
            at
            for at, draft in enumerate(drafts)
            if draft in self._places or self._words[draft] or draft in self._gone
        ]
        if told[-1] == last and last + 1 < len(drafts):
            told.append(last + 1)
        yield from (drafts[at] for at in told)

    @property
    def began(self) -> Passage:
        """The passage in the first draft that has one."""
        return self._places[self._drafts[0]].passage

    def crossings(self) -> Iterator[tuple[Passage, str]]:
        """Each passage with the draft it goes to."""
        before: Passage | None = None
        for draft in self._drafts:
            if before is not None:
                yield before, draft
            place = self._places.get(draft)
            before = place.passage if place else before

    def concern(self, items: Mapping[tuple[str, str], Item]) -> Concern:
        """The concern, with what the program says of its words."""
        steps: list[Step] = []
        before: Passage | None = None
        for draft in self._drafts:
            place = self._places.get(draft)
            item = items.get((before.uid, draft)) if before else None
            steps.append(self._first(draft) if item is None else self._step(draft, item, steps[-1]))
            before = place.passage if place else before
        places = [self._places[draft] for draft in self._drafts if draft in self._places]
        asked = next((p for p in places if _asks(p.tag)), None)
        return Concern(
            self._root, places[-1].tag.code, places[-1].tag.reviewer, tuple(steps),
            asked.tag.recommendation if asked else "", asked.tag.proposed_wording if asked else "",
            asked.passage.anchor.draft if asked else "",
        )  # fmt: skip

    def _first(self, draft: str) -> Step:
        place = self._places[draft]
        anchor, tag = place.passage.anchor, place.tag
        return Step(
            draft, place.passage.uid, tag.uid, anchor.provision, anchor.page, readable(anchor.quote),
            utc=tag.created_utc, state=NEW, note=tag.note, anchor=anchor,
        )  # fmt: skip

    def _step(self, draft: str, item: Item, before: Step) -> Step:
        place, words = self._places.get(draft), self._words[draft]
        anchor = place.passage.anchor if place else None
        quote = readable(anchor.quote) if anchor and anchor.quote else item.quote_to
        state = state_of(words, lives=place is not None)
        if draft in self._gone and not words:
            state = DROPPED
        path, page = (item.provision_to, item.page) if item.answered else ("", 0)
        if anchor is not None:
            path, page = anchor.provision, anchor.page
        said = words[0] if words else None
        return Step(
            draft, place.passage.uid if place else "", place.tag.uid if place else "", path, page, quote,
            item.verdict, said.outcome if said else "", said.reviewer if said else "",
            said.utc if said else "", _pieces(before.quote or item.quote_from, quote), state, words,
            place.tag.note if place else "", anchor or item.anchor, "" if place else item.near,
            item.behind and not place, _turned(item, place),
        )  # fmt: skip


def _turned(item: Item, place: Place | None) -> str:
    """Of the brackets; nothing where it stands elsewhere than the program would have put it."""
    if place is None or item.anchor is None or stands_on(place.passage.anchor, item.anchor):
        return item.brackets
    return ""


def _asks(tag: Tag) -> bool:
    return bool(tag.proposed_wording) or tag.recommendation not in {"", "none"}


def _pieces(old: str, new: str) -> tuple[Piece, ...]:
    return redline(old, new) if old or new else ()

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What somebody who decides on waiting passages is told besides: where one that is gone would stand, and
who has tagged the words proposed already. Reads only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.domain.alignment.aligned import MOVED
from annotator.domain.alignment.judging import GONE
from annotator.domain.anchor import Anchor
from annotator.domain.carried import Item
from annotator.domain.passage import Passage
from annotator.domain.values import dataclass

if TYPE_CHECKING:
    from annotator.domain.alignment.word_map import WordMap
    from annotator.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Stood:
    """Where in the newer draft something would stand that is not in it.

    Attributes:
        provision: path there; "" for none.
        behind: whether it would stand behind that one, else in it.
        page: from 1, 0 for none.
    """

    provision: str = ""
    behind: bool = False
    page: int = 0


@dataclass(frozen=True, slots=True)
class Already:
    """A passage of the newer draft, made there, that says what one that waits would say.

    Attributes:
        passage: uid.
        tags: code and reviewer, uids, of the tags that both have.
        same: whether it is on exactly the place proposed.
        whole: whether it is, and has every tag of the one that waits, so that accepting makes no other.
    """

    passage: str
    tags: tuple[tuple[str, str], ...]
    same: bool = False
    whole: bool = False


def would_stand(words: WordMap, passage: Passage, item: Item) -> Stood:
    """Where something that is gone would stand: in what is still there of its provision, behind the nearest
    one before it that is still there, or in what it was part of.

    Args:
        words: map of the two drafts.
        passage: of the older one.
        item: what was said of it, with the verdict `gone`.
    """
    newer = words.newer.structure
    if item.provision_to:
        return Stood(item.provision_to, page=item.page)
    old = words.older.structure
    for index in old.chain(_owner(words, passage)):
        parent = old.provisions[index].parent
        for at in range(index - 1, parent, -1):
            if old.provisions[at].parent != parent:
                continue
            pair = words.alignment.of_older(at)
            if pair and pair.b and pair.status != MOVED:
                one = newer.provisions[pair.b[-1]]
                return Stood(one.path, behind=True, page=one.end_page)
        pair = words.alignment.of_older(parent) if parent >= 0 else None
        if pair and pair.b:
            one = newer.provisions[pair.b[0]]
            return Stood(one.path, page=one.page)
    return Stood(page=item.page)


def _owner(words: WordMap, passage: Passage) -> int:
    """Index of the older provision a passage is in; -1 for none."""
    structure, anchor = words.older.structure, passage.anchor
    if anchor.kind == "provision":
        at = structure.find(anchor.provision)
        return structure.index_at(*anchor.begins[0]) if at < 0 and anchor.begins else at
    marked = words.older.within(anchor.segments)
    return words.older.owners[marked[0]] if marked else -1


class TaggedThere:
    """The tags of a newer draft, by the pages they are on.

    Args:
        space: the project.
        draft: SHA-256 of the newer draft.
    """

    def __init__(self, space: Workspace, draft: str) -> None:
        self._space = space
        self._on: dict[int, list[Passage]] = defaultdict(list)
        for passage in space.passages.on_draft(draft):
            if passage.tags:
                for page in _pages(passage.anchor):
                    self._on[page].append(passage)

    def of(self, item: Item, passage: Passage) -> Already | None:
        """What was tagged apart where a passage is proposed; None for nothing.

        Args:
            item: what is proposed.
            passage: of the older draft.
        """
        wanted = {(tag.code, tag.reviewer) for tag in passage.tags}
        found: Already | None = None
        for page in _pages(item.anchor) if item.anchor and wanted else ():
            for one in self._on[page]:
                both = [pair for pair in _tags(one) if pair in wanted]
                if both and _meet(one.anchor, item.anchor) and not self._is_carried(one.uid):
                    same = stands_on(one.anchor, item.anchor)
                    made = Already(one.uid, tuple(both), same, same and wanted == set(both))
                    found = max(found or made, made, key=lambda one: (one.whole, one.same))
        return found

    def _is_carried(self, uid: str) -> bool:
        return self._space.origins.of(uid) is not None


def stands_on(one: Anchor, other: Anchor | None) -> bool:
    """Whether two places of a draft are one."""
    if other is None or one.kind != other.kind:
        return False
    if one.kind == "provision":
        return one.provision == other.provision or (bool(one.begins) and one.begins == other.begins)
    return bool(one.segments) and one.segments == other.segments


def _meet(one: Anchor, other: Anchor | None) -> bool:
    """Whether two places have words in common."""
    if other is None or one.kind != other.kind or not one.segments:
        return stands_on(one, other)
    return any(
        a.page == b.page and a.start < b.end and b.start < a.end
        for a in one.segments
        for b in other.segments
    )


def _pages(anchor: Anchor) -> Iterable[int]:
    """Pages by which places that meet are found; 0 stands for whole provisions."""
    return dict.fromkeys(segment.page for segment in anchor.segments) or (0,)


def _tags(passage: Passage) -> list[tuple[str, str]]:
    return [(tag.code, tag.reviewer) for tag in passage.tags]


def hints(
    space: Workspace, older: str, newer: str, items: Iterable[Item], passages: Mapping[str, Passage]
) -> tuple[tuple[Item, ...], dict[str, Stood], dict[str, Already]]:
    """What is told besides of items: they, those that are gone with the page where they would stand; where
    that is; and what was tagged there already. The latter two by uid of the older passage.
    """
    words, there = space.comparing.map(older, newer), TaggedThere(space, newer)
    told: list[Item] = []
    stood: dict[str, Stood] = {}
    tagged: dict[str, Already] = {}
    for one in items:
        passage = passages.get(one.passage)
        item = one
        if passage is not None and item.verdict == GONE:
            stood[item.passage] = place = would_stand(words, passage, item)
            item = replace(item, page=place.page)
        elif passage is not None and (found := there.of(item, passage)):
            tagged[item.passage] = found
        told.append(item)
    return tuple(told), stood, tagged

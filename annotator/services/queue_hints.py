# SPDX-License-Identifier: AGPL-3.0-or-later
"""What somebody who decides on waiting passages is told besides: who has tagged the words proposed
already. Reads only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from annotator.domain.anchor import Anchor
from annotator.domain.carried import Item
from annotator.domain.passage import Passage
from annotator.domain.values import dataclass

if TYPE_CHECKING:
    from annotator.services.workspace import Workspace


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


def tagged_there(
    space: Workspace, newer: str, items: Iterable[Item], passages: Mapping[str, Passage]
) -> dict[str, Already]:
    """What was tagged apart where items are proposed, by uid of the older passage.

    Args:
        space: the project.
        newer: SHA-256 of the newer draft.
        items: what waits there.
        passages: of the older draft, by uid.
    """
    there = TaggedThere(space, newer)
    found = {
        item.passage: there.of(item, passages[item.passage])
        for item in items
        if item.passage in passages
    }
    return {uid: already for uid, already in found.items() if already is not None}

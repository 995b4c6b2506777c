# SPDX-License-Identifier: AGPL-3.0-or-later
"""A passage: what a reviewer marked, with the tags on it."""

from __future__ import annotations

from annotator.domain.anchor import Anchor
from annotator.domain.comment import Comment
from annotator.domain.tag import Tag
from annotator.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """Text across one or more pages, an area of a page, or a whole provision.

    Attributes:
        uid: UUID.
        anchor: where it is.
        provision_title: heading of the provision, "" where not known.
        page_label: the page's printed number where the PDF names one.
        note: on the passage as a whole.
        tags: live tags, in the order they were made.
        comments: on it or on its live tags, oldest first.
        placed: False when the words could not be found again and somebody must look.
    """

    uid: str
    anchor: Anchor
    provision_title: str = ""
    page_label: str = ""
    note: str = ""
    reviewer: str = ""
    created_utc: str = ""
    tags: tuple[Tag, ...] = ()
    placed: bool = True
    comments: tuple[Comment, ...] = ()

    @property
    def standing(self) -> tuple[Tag, ...]:
        """Its tags without those that were decided against."""
        return tuple(tag for tag in self.tags if tag.stands)

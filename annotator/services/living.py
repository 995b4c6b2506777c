# SPDX-License-Identifier: AGPL-3.0-or-later
"""What lives on drafts, thousands at a time: passages with their tags and comments, and marks. Reads only.

A record is built for the few rows that several people wrote; the rest are told by their columns.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

from annotator.domain.anchor import Anchor
from annotator.domain.change import Record, deleted_utc
from annotator.domain.comment import Comment
from annotator.domain.mark import Mark
from annotator.domain.passage import Passage
from annotator.domain.tag import FIELDS, Tag
from annotator.domain.whole_provisions import BEGINS, begins_of
from annotator.services.passage_values import COMMENT_SAID, TAG_SAID, comment_of, mark_of, tag_of
from annotator.services.seen import Seen
from annotator.storage.repositories import Records

_TAG = ("uid", "passage", "code", "reviewer", *FIELDS, "created_utc", "modified_utc", "stamps",
        "others", "deleted")  # fmt: skip
_COMMENT = ("uid", "target", "text", "reviewer", "created_utc", "stamps", "others", "deleted")
_PASSAGE = ("uid", "anchor", "provision_title", "page_label", "note", "reviewer", "created_utc",
            "placed", "deleted", "others", "draft")  # fmt: skip
_STAMPED = -3
"""Where the last three columns begin: stamps, others, deleted."""


def on_passages(
    readings: Seen,
    records: Records,
    *,
    placed: Callable[[Anchor], Anchor],
    draft: str = "",
    uids: Collection[str] | None = None,
) -> list[Passage]:
    """The living passages of a draft, or those of these uids: with a live tag, comment or note.

    Args:
        readings: of the project.
        records: of the project.
        placed: gives an anchor the provision it stands in now.
        draft: SHA-256, "" for all.
        uids: of passages, None for all.
    """
    rows = readings.passages(_PASSAGE, draft=draft, uids=uids)
    if not rows:
        return []
    if not draft:
        rows.sort(key=itemgetter(-1))  # what a draft's passages stand in is read draft by draft
    tags = living_tags(readings, records, draft=draft, passages=uids)
    targets = {row[0] for row in rows}
    targets.update(tag.uid for own in tags.values() for tag in own)
    comments = living_comments(readings, records, targets)
    dead = deleted_among(records, "passage", (row[0] for row in rows if row[8]))
    living = []
    for row in rows:
        own = tags.get(row[0], ())
        said = comments.get(row[0], ())
        if own or ((row[4] or said) and row[0] not in dead):
            for tag in own if comments else ():
                said = (*said, *comments.get(tag.uid, ()))
            living.append(_passage(row, own, said, placed))
    return living


def _passage(
    row: Sequence[Any],
    tags: Iterable[Tag],
    comments: Iterable[Comment],
    placed: Callable[[Anchor], Anchor],
) -> Passage:
    said = tuple(sorted(comments, key=lambda c: (c.created_utc, c.uid)))
    return Passage(
        row[0], placed(Anchor.from_json(row[1])), row[2], row[3], row[4], row[5], row[6],
        tags=tuple(tags), placed=bool(row[7]), comments=said,
    )  # fmt: skip


def deleted_among(records: Records, kind: str, uids: Iterable[str]) -> frozenset[str]:
    """Those of these records whose deletion takes effect."""
    found = records.get_many(kind, uids)
    return frozenset(uid for uid, record in found.items() if deleted_utc(record))


def living_tags(
    readings: Seen,
    records: Records,
    *,
    draft: str = "",
    passages: Collection[str] | None = None,
) -> dict[str, list[Tag]]:
    """Live tags by passage, in the order they were made."""
    rows = readings.tags(_TAG, draft=draft, passages=passages)
    doubtful = _doubtful(records, "tag", rows)
    found: dict[str, list[Tag]] = {}
    for row in rows:
        record = doubtful.get(row[0])
        if record is None:
            said: Any = (
                *row[:_STAMPED],
                "",
                edited_by(row[_STAMPED], row[3], TAG_SAID, readings.person),
            )
            tag = Tag(*said)
        elif deleted_utc(record):
            continue
        else:
            tag = readings.tag(tag_of(record))
        found.setdefault(row[1], []).append(tag)
    return found


def living_comments(
    readings: Seen, records: Records, targets: Collection[str]
) -> dict[str, tuple[Comment, ...]]:
    """Live comments by what they stand on."""
    rows = [row for row in readings.comments(_COMMENT, targets=targets) if row[1] in targets]
    doubtful = _doubtful(records, "comment", rows)
    found: dict[str, tuple[Comment, ...]] = {}
    for row in rows:
        record = doubtful.get(row[0])
        if record is None:
            said: Any = (
                *row[:_STAMPED],
                edited_by(row[_STAMPED], row[3], COMMENT_SAID, readings.person),
            )
            comment = Comment(*said)
        elif deleted_utc(record):
            continue
        else:
            comment = readings.comment(comment_of(record))
        found[row[1]] = (*found.get(row[1], ()), comment)
    return found


def living_marks(
    readings: Seen, records: Records, placed: Callable[[Anchor], Anchor], draft: str = ""
) -> list[Mark]:
    """Live marks of a draft, or of all, in the order they were made, on provisions as they are now."""
    uids = [row[0] for row in readings.marks(("uid",), draft=draft)]
    found: Mapping[str, Record] = records.get_many("mark", uids)
    living = [found[uid] for uid in uids if not deleted_utc(found[uid])]
    return [
        readings.mark(replace(mark_of(mark), provision=marked_path(mark, placed)))
        for mark in living
    ]


def marked_path(mark: Record, placed: Callable[[Anchor], Anchor]) -> str:
    """The path now of the provision that a mark is on."""
    return whole_path(mark, mark.values["provision"], placed)


def whole_path(on: Record, path: str, placed: Callable[[Anchor], Anchor]) -> str:
    """The path now of a whole provision that a record names.

    Args:
        on: the record, which says the draft, and where the provision began when it was named.
        path: as the record names it.
        placed: gives an anchor the provision it stands in now.
    """
    begins = begins_of(on.values.get(BEGINS, ""))
    return placed(Anchor("provision", on.values["draft"], provision=path, begins=begins)).provision


def _doubtful(records: Records, kind: str, rows: Iterable[Sequence[Any]]) -> dict[str, Record]:
    """The records of rows with several live values, or with a deletion that may be disputed."""
    return records.get_many(kind, [row[0] for row in rows if row[-2] or row[-1]])


def edited_by(stamps: str, author: str, names: Iterable[str], shown: Callable[[str], str]) -> str:
    """Who made the latest edit of these fields, from a row's stamps; "" where it was the author.

    Args:
        stamps: as the row has them.
        author: uid, as whom they are shown.
        names: of the fields.
        shown: as whom a uid is shown.
    """
    if '"f":' not in stamps and f',"{author}",' in stamps:
        return ""  # written once, by the author: nearly all of them
    body = json.loads(stamps)
    own = body.get("f", {})
    editor = shown(str(max(own.get(name, body["*"]) for name in names)[1]))
    return "" if editor == author else editor

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is said of passages that are carried from draft to draft, in the words people read. Words only."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from annotator.i18n import _, ngettext

if TYPE_CHECKING:
    from annotator.domain.carried import Carried, Item


def reason_sentence(item: Item) -> str:
    """Why the program says what it says of a passage."""
    share = round(item.score * 100)
    said = {
        "words": _("The same words."),
        "likeness": _likeness(item, share),
        "bracketed": _("Brackets stand here that did not; {n} % of its words stand there.").format(
            n=share
        ),
        "alternative": _(
            "Another wording stands beside it in brackets; {n} % of its words stand there."
        ).format(n=share),
        "several": _("The same words stand at several places: which one is meant?"),
        "elsewhere": _("These words stand where nothing else of its provision went."),
        "parted": _("These provisions do not stand together in this draft any more."),
        "removed": _("Nothing in this draft answers to its provision."),
        "cut": _("Its provision is still there, these words are not."),
        "replaced": _("Other words stand where it stood."),
        "split": _("Its provision was split."),
        "joined": _("Its provision was joined with another."),
        "language": _("The drafts are in two languages: only the provision is known."),
        "lost": _("Its words were not found in the older draft, either."),
        "area": _("An area of the page: mark where it is now."),
    }.get(item.reason, "")
    if item.brackets:
        turned = {"opened": _("Now in brackets."), "closed": _("No longer in brackets.")}
        said += " " + turned[item.brackets]
    if item.around and item.verdict != "gone":
        said += " " + _("Words around it have changed.")
    return said.strip()


def _likeness(item: Item, share: int) -> str:
    """How much of its words is there; never all of them of what is reworded."""
    if share < 100:  # noqa: PLR2004 - per cent
        return _("{n} % of its words stand there.").format(n=share)
    if item.anchor is not None and item.anchor.kind == "provision":
        return _("Words of its parts have changed.")
    return _("All of its words stand there, and others between them.")


def carried_sentence(found: Carried, older: str, *, preview: bool = False) -> str:
    """What was carried, or would be.

    Args:
        found: what was done.
        older: name of the draft it comes from.
        preview: whether it was only reckoned.
    """
    passages = ngettext("{n} passage", "{n} passages", found.passages).format(n=found.passages)
    tags = ngettext("{n} tag", "{n} tags", found.tags).format(n=found.tags)
    said = (
        _("Would be carried over from {draft}: {passages}, {tags}")
        if preview
        else _("Carried over from {draft}: {passages}, {tags}")
    )
    return said.format(draft=older, passages=passages, tags=tags) + _turned(found)


def _turned(found: Carried) -> str:
    """Of what is carried, how much came into brackets or out of them."""
    sure = Counter(item.brackets for item in found.items if item.certain)
    opened, closed = sure["opened"], sure["closed"]
    said = []
    if opened:
        words = ngettext("{n} passage now in brackets", "{n} passages now in brackets", opened)
        said.append(words.format(n=opened))
    if closed:
        words = ngettext(
            "{n} passage no longer in brackets", "{n} passages no longer in brackets", closed
        )
        said.append(words.format(n=closed))
    return "".join(f"; {one}" for one in said)


def nothing_answers(near: str, *, behind: bool) -> str:
    """What stands in place of a provision where nothing answers to a passage.

    Args:
        near: path of what it would stand in, or behind; "" for none.
        behind: whether it would stand behind that one.
    """
    if not near:
        return _("nothing answers")
    said = (
        _("nothing answers; would follow {place}")
        if behind
        else _("nothing answers; would stand in {place}")
    )
    return said.format(place=near)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands instead of words that who reads blind is not to see yet; who wrote what is asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from annotator.domain.change import DELETED, TIMES, Record
from annotator.domain.deciding import new_dots
from annotator.i18n import _, ngettext

Hides = Callable[[str, str], bool]
"""Whether what a reviewer said of a draft (SHA-256, uid) is not to be seen yet."""


class NotSeen(str):
    """A reason that stands for another one, whose words are not to be seen yet."""

    __slots__ = ()


def until_finished(draft: str) -> NotSeen:
    """Why something is not told; `draft` is a name, "" where it could be any of them."""
    if not draft:
        return NotSeen(_("hidden until you have finished every draft you are to read"))
    return NotSeen(_("hidden until you have finished {draft}").format(draft=draft))


def writers(record: Record, fields: Iterable[str]) -> frozenset[str]:
    """Uids of who wrote the live values of fields; the last editor, too, where a deletion is disputed."""
    said = {stamp.reviewer for name in fields for stamp, _value in record.dots(name)}
    if DELETED in fields and len(record.dots(DELETED)) == 1:
        said.add(max(record.stamp(n) for n in record.values if n not in {DELETED, *TIMES}).reviewer)
    return frozenset(filter(None, said))


def new_writers(before: Record, said: Record) -> frozenset[str]:
    """Uids of who wrote what a record has not taken in yet."""
    news = (new_dots(before, said, name) for name in said.values if name not in TIMES)
    return frozenset(stamp.reviewer for dots in news for stamp, _value in dots if stamp.reviewer)


def until_then(hidden: Mapping[str, int]) -> str:
    """What waits until drafts are finished, in a sentence for each; "" for nothing."""
    said = [
        ngettext(
            "{n} waits until you have finished {draft}.",
            "{n} wait until you have finished {draft}.",
            n,
        ).format(n=n, draft=draft or _("every draft you are to read"))
        for draft, n in hidden.items()
    ]
    return " ".join(said)


def counted(hidden: Iterable[str]) -> Mapping[str, int]:
    """How often each draft is named, the first named first."""
    found: dict[str, int] = {}
    for draft in hidden:
        found[draft] = found.get(draft, 0) + 1
    return found

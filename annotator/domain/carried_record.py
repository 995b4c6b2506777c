# SPDX-License-Identifier: AGPL-3.0-or-later
"""The record a passage or a tag becomes in another draft: the same on every machine that makes it.

Each value keeps who said it and in what order, under a session derived from the old one. So records
made apart from the same work are equal, from works that were edited apart they merge as these do, and
what is edited later on the carried record is never taken for an edit of the old one.
"""

from __future__ import annotations

from collections.abc import Mapping

from annotator.domain.change import DELETED, Dot, Record, Stamp, built
from annotator.domain.identity import derived_uid

_KIND = "carried"
_DRAFT = 8
"""Digits of a draft's SHA-256 that name it in a session; put behind, sessions keep their order."""


def carried_uid(root: str, draft: str) -> str:
    """The uid, in a draft, of what goes back to a passage or tag.

    Args:
        root: uid of the first one of the chain, so that it is one thing whichever drafts lie between.
        draft: SHA-256 of the newer draft.
    """
    return derived_uid(_KIND, root, draft)


def decision_uid(passage: str, draft: str, reviewer: str) -> str:
    """The uid of a reviewer's word on a passage in a newer draft: deciding twice is an edit."""
    return derived_uid("decision", passage, draft, reviewer)


class Carrier:
    """Makes the records of another draft. Keeps the sessions it has named.

    Args:
        older: SHA-256 of the draft they come from.
    """

    def __init__(self, older: str) -> None:
        self._suffix = f"+{older[:_DRAFT]}"
        self._sessions: dict[str, str] = {}

    def record(
        self, old: Record, uid: str, said: Mapping[str, str], found: Mapping[str, Dot] | None = None
    ) -> Record:
        """The living record of another draft.

        Args:
            old: what is carried.
            uid: of the new one.
            said: values that follow from the old record and the new draft alone.
            found: values with a stamp of their own: a guess where the program found them, which yields
                to any person's word, else of who said them now.
        """
        if not old.stamps and not old.others and not found:
            return self._unedited(old, uid, said)
        dots: dict[str, tuple[Dot, ...]] = {
            name: tuple((self._stamp(stamp), value) for stamp, value in old.dots(name))
            for name in old.values
        }
        for name, value in {**said, DELETED: ""}.items():
            dots[name] = ((dots[name][0][0] if name in dots else self._stamp(old.base), value),)
        seen = {self._session(session): counter for session, counter in old.seen.items()}
        for name, (stamp, value) in (found or {}).items():
            dots[name] = ((stamp, value),)
            if stamp.counter:
                seen[stamp.session] = max(stamp.counter, seen.get(stamp.session, 0))
        return built(old.kind, uid, dots, seen)

    def _unedited(self, old: Record, uid: str, said: Mapping[str, str]) -> Record:
        seen = {self._session(session): counter for session, counter in old.seen.items()}
        values = {**old.values, **said, DELETED: ""}
        return Record(
            old.kind, uid, values, base=self._stamp(old.base), seen=dict(sorted(seen.items()))
        )

    def _stamp(self, old: Stamp) -> Stamp:
        if not old.counter:
            return old
        return Stamp(old.counter, old.reviewer, self._session(old.session))

    def _session(self, session: str) -> str:
        if session not in self._sessions:
            self._sessions[session] = session + self._suffix
        return self._sessions[session]

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Does what packaging/sample/*.toml says the three reviewers did, by the program's own services.

Time and random ids are made up, so that the same words give the same annotation files.
"""

from __future__ import annotations

import datetime as dt
import random
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

from sample_markup import Round

from annotator.domain import identity
from annotator.domain.anchor import Anchor
from annotator.domain.tag import FIELDS
from annotator.services.workspace import Workspace
from annotator.storage import store


@contextmanager
def made_up_time(start: str, *, seed: str) -> Iterator[Callable[[str], None]]:
    """Let every action take some minutes from a start on, and make the same ids each time.

    Args:
        start: ISO time in UTC, without an offset.
        seed: another one for each project, so that no two sessions are the same.

    Yields:
        Puts the clock of the projects opened meanwhile to another time.
    """
    dice = random.Random(seed)  # noqa: S311 - no secret
    now = [dt.datetime.fromisoformat(start)]

    def clock() -> str:
        now[0] += dt.timedelta(seconds=dice.randrange(40, 260))
        return now[0].strftime("%Y-%m-%dT%H:%M:%SZ")

    def nanoseconds() -> int:
        now[0] += dt.timedelta(milliseconds=7)
        return int(now[0].replace(tzinfo=dt.UTC).timestamp() * 1000) * 1_000_000

    def put(to: str) -> None:
        now[0] = dt.datetime.fromisoformat(to)

    with (
        mock.patch.object(store, "utc_now", clock),
        mock.patch.object(identity, "time", SimpleNamespace(time_ns=nanoseconds)),
        mock.patch.object(identity, "os", SimpleNamespace(urandom=dice.randbytes)),
    ):
        yield put


class Annotating:
    """One reviewer at work on one project."""

    def __init__(self, workspace: Workspace, rounds: Sequence[Round], said: Path) -> None:
        """Sit down at a project.

        Args:
            workspace: open, with all drafts in it.
            rounds: of the draft, in the same order as the drafts.
            said: the file that tells what the reviewer did.
        """
        self._space = workspace
        self._rounds = rounds
        self._said: dict[str, Any] = tomllib.loads(said.read_text("utf-8"))
        self._drafts = [draft.sha256 for draft in workspace.drafts.list()]
        workspace.act_as(self._said["name"], organisation=self._said["organisation"])
        self.tags: dict[str, str] = {}

    def annotate(self) -> None:
        """Tag, mark and comment."""
        for entry in self._said.get("tag", ()):
            fields = {name: entry[name] for name in FIELDS if name in entry}
            codes = [self._space.codes.named(code).uid for code in entry["codes"]]
            made = self._space.passages.tag(self._anchor(entry), codes, fields=fields)
            if "id" in entry:
                self.tags[entry["id"]] = made.tags[0]
        for entry in self._said.get("mark", ()):
            self._space.marks.mark(
                self._drafts[entry["round"] - 1],
                self._provision(entry),
                entry["value"],
                note=entry.get("note", ""),
            )
        comments: Any = getattr(self._space, "comments", None)
        for entry in self._said.get("comment", ()) if comments else ():
            comments.add(self.tags[entry["on"]], entry["text"])

    def disagree(self, tags: Mapping[str, str]) -> None:
        """Edit and delete tags of somebody else, whose uids are given by `id`."""
        self._edit("edit", tags)
        for entry in self._said.get("untag", ()):
            self._space.passages.untag(tags[entry["of"]])

    def think_again(self) -> None:
        """Edit one's own tags, later."""
        self._edit("later", self.tags)

    def _edit(self, kind: str, tags: Mapping[str, str]) -> None:
        for entry in self._said.get(kind, ()):
            fields = {name: entry[name] for name in FIELDS if name in entry}
            self._space.passages.edit(tags[entry["of"]], fields)

    def _anchor(self, entry: Mapping[str, Any]) -> Anchor:
        draft = self._drafts[entry["round"] - 1]
        if "quote" in entry:
            return self._space.passages.find_quote(draft, entry["quote"], nth=entry.get("nth"))
        return Anchor(kind="provision", draft=draft, provision=self._provision(entry))

    def _provision(self, entry: Mapping[str, Any]) -> str:
        """The path of an article, named by its key: its number changes from round to round."""
        draft: Round = self._rounds[entry["round"] - 1]
        articles = draft.articles()
        return next(a.name for a in articles if a.key == entry["provision"])

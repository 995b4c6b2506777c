# SPDX-License-Identifier: AGPL-3.0-or-later
"""The laws of editions: in whatever order two teams with two editions tag, join, part, undo and exchange,
machines with the same edition show the same, all files are equal, and what is kept is what a fresh reckoning gives.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain.errors import ChangedSinceError, NotFoundError
from annotator.domain.sameness import DRAFT
from annotator.services.annotations import Wanted
from annotator.services.projects import check_project, create_workspace, open_workspace
from annotator.storage.tables import EditionPlace

QUOTES = ("the freedom of expression", "personal data", "Each State Party", "independent courts")
WHO = st.integers(0, 2)
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["tag", "tag", "note", "untag", "join", "part", "undo", "merge", "merge"]), WHO,
        st.integers(0, 3),
    ),
    max_size=14,
)  # fmt: skip


@pytest.fixture(scope="module")
def templates(pdf, tmp_path_factory):
    """A project with each edition, and their SHA-256."""
    folder = tmp_path_factory.mktemp("editions")
    other = folder / "other.pdf"
    other.write_bytes(pdf("two_pages").read_bytes() + b"\n% printed again\n")
    drafts = []
    for name, file in (("0", pdf("two_pages")), ("1", other)):
        space = create_workspace(folder / f"{name}.treaty", title="T", reviewer="")
        drafts.append(space.drafts.add(file, symbol="T/1", language="en").sha256)
        space.close()
    return folder, drafts


class Teams:
    """Two machines with the first edition and one with the second."""

    def __init__(self, templates):
        self.templates, self.drafts = templates
        self.folder = Path(tempfile.mkdtemp(prefix="editions"))
        self.open = []
        for name, edition in (("Ana", 0), ("Bo", 1), ("Cy", 0)):
            self.add(name, edition)

    def add(self, name, edition):
        path = self.folder / f"{len(self.open)}.treaty"
        shutil.copy(self.templates / f"{edition}.treaty", path)
        space = open_workspace(path, reviewer=name)
        space.backups.make = lambda reason, *, always=False: None
        self.open.append(space)
        return space

    def file(self, space):
        path = space.path.with_suffix(".csv")
        space.transfer.export(path, Wanted())
        return path

    def do(self, deed, who, which):
        space = self.open[who]
        draft = self.drafts[1 if who == 1 else 0]
        shown = space.passages.on_draft(draft)
        tags = [tag.uid for passage in shown for tag in passage.tags]
        if deed == "tag":
            anchor = space.passages.find_quote(draft, QUOTES[which], nth=1)
            space.passages.tag(anchor, [space.codes.named("SUR-3").uid])
        elif deed == "note" and tags:
            space.passages.edit(tags[which % len(tags)], {"note": f"{who}{which}"})
        elif deed == "untag" and tags:
            space.passages.untag(tags[which % len(tags)])
        elif deed == "join":
            one, other = self.drafts if which % 2 else self.drafts[::-1]
            space.joins.join(DRAFT, one, other, names=("a", "b"))
        elif deed == "part":
            space.joins.part(DRAFT, draft, name="a")
        elif deed == "undo":
            space.history.undo()
        elif deed == "merge":
            report = space.transfer.merge([self.file(self.open[which % 3])])
            assert sum(report.counts.values()) == report.rows
            assert report.counts["refused"] == 0

    def shown(self, space, edition):
        passages = space.passages.on_draft(self.drafts[edition])
        return [(p.uid, p.anchor, p.placed, p.tags) for p in passages]

    def kept(self, space):
        with space._store.read() as connection:
            rows = space._store.rows(connection).all(EditionPlace)
        names = ("passage", "draft", "made_of", "page", "start", "anchor", "placed")
        return sorted(tuple(row[name] for name in names) for row in rows)

    def close(self):
        for space in self.open:
            space.close()
            assert check_project(space.path) == []
        shutil.rmtree(self.folder)


@settings(
    max_examples=int(os.environ.get("ANNOTATOR_EXAMPLES", "25")) // 2 + 1, deadline=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(deeds=DEEDS)
def test_two_teams_with_two_editions_come_to_the_same(templates, deeds):
    teams = Teams(templates)
    try:
        for deed in deeds:
            with contextlib.suppress(NotFoundError, ChangedSinceError):
                teams.do(*deed)
        files = [teams.file(space) for space in teams.open]
        fresh = [teams.add("Di", edition) for edition in (0, 0, 1)]
        for space, order in zip(fresh, (files, files[::-1], files), strict=True):
            for file in order:
                space.transfer.merge([file])
        exports = {teams.file(space).read_bytes() for space in fresh}
        assert len(exports) == 1
        assert teams.shown(fresh[0], 0) == teams.shown(fresh[1], 0)
        assert len(teams.kept(fresh[0])) == len(teams.kept(fresh[1]))
        for space in (*teams.open[:3], *fresh):
            before = teams.kept(space)
            with space._store.cache() as rows:
                rows.remove(EditionPlace, "passage", [row[0] for row in before])
            space.editions.refresh()
            assert teams.kept(space) == before
    finally:
        teams.close()

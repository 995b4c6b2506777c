# SPDX-License-Identifier: AGPL-3.0-or-later
"""Real projects for tests of services: a draft of a few lines whose text the tests choose."""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path

import pytest

from annotator import paths
from annotator.domain.anchor import Anchor, Quad, Segment
from annotator.domain.change import GUESS, created
from annotator.services.annotations import Wanted
from annotator.services.projects import check_project, create_workspace, open_workspace
from annotator.storage.tables import Blob

sys.path.insert(0, str(Path(__file__).resolve().parent))

DRAFT = hashlib.sha256(b"%").hexdigest()
FACTS = {"symbol": "A/1", "language": "en", "date": "2023-05-29", "round": "", "treaty": "T"}


def anchor_at(place=0, quote=""):
    """A place of its own for each number."""
    return Anchor(
        "text", DRAFT, (Segment(1, place, place + 5),), quote or f"words {place}",
        quads=(Quad(1, (0.0, 0.0, 9.0, 0.0, 0.0, 9.0, 9.0, 9.0)),),
    )  # fmt: skip


class Project:
    """A reviewer's project in a folder, and the files it exchanges."""

    draft = DRAFT

    def __init__(self, folder, name, *, file=""):
        self.folder, self.name = folder, name
        self.work = create_workspace(folder / f"{file or name}.treaty", title="T", reviewer=name)
        self.work.history.own_only = True
        self.me = self.work.reviewer().uid
        with self.work._desk.change("add_draft") as unit:
            unit.put("draft", [created("draft", DRAFT, FACTS, GUESS)], {})
            unit.rows.insert(Blob, [{"sha256": DRAFT, "size": 1, "data": b"%"}])

    def code(self, letters):
        return self.work.codes.named(letters).uid

    def tag(self, code="SUR-3", place=0, quote="", **fields):
        made = self.work.passages.tag(anchor_at(place, quote), [self.code(code)], fields=fields)
        return made.tags[0]

    def passage_of(self, tag):
        return self.work.passages.tag_by_uid(tag).passage

    def shown(self, tag):
        return self.work.passages.tag_by_uid(tag)

    def living(self):
        return self.work.passages.on_draft(DRAFT)

    def export(self, name="out.csv"):
        path = self.folder / f"{self.work.path.stem}-{name}"
        self.work.transfer.export(path, Wanted())
        return path

    def merge(self, other, *, hold_own=False, preview=False):
        path = other if not isinstance(other, Project) else other.export()
        return self.work.transfer.merge([path], hold_own=hold_own, preview=preview)

    def hold(self, other):
        """Merge as the window does."""
        return self.merge(other, hold_own=True)

    @staticmethod
    def counted(report):
        """Classes with a row in them."""
        return {name: count for name, count in report.counts.items() if count}

    def sentences(self):
        return [entry.what for entry in self.work.history.list()]


@pytest.fixture
def a_project(tmp_path):
    """Makes projects, closes them and looks whether they are whole."""
    made = []

    def make(name, *, file=""):
        made.append(Project(tmp_path, name, file=file))
        return made[-1]

    yield make
    for project in made:
        project.work.close()
        assert check_project(project.work.path) == []


@pytest.fixture
def ana(a_project):
    return a_project("Ana")


@pytest.fixture
def bo(a_project):
    return a_project("Bo")


@pytest.fixture
def draft_pdf():
    """The test PDF in real spaces; tests of another kind of page name another one."""
    return "two_pages"


@pytest.fixture
def real_space(tmp_path, pdf, draft_pdf):
    """`real_space("a", "Ana")`: a project with a real PDF; closed and checked in the end."""
    made = []

    def make(name, reviewer):
        space = create_workspace(tmp_path / f"{name}.treaty", reviewer=reviewer)
        made.append(space)
        space.drafts.add(pdf(draft_pdf), symbol="T/1", language="en")
        return space

    yield make
    for space in made:
        space.close()
        assert check_project(space.path) == []


@pytest.fixture
def work(real_space):
    return real_space("a", "Ana")


@pytest.fixture
def sha256(work):
    return work.drafts.list()[0].sha256


ROUNDS = "M_CONF.1_7.pdf", "M_CONF.1_7_Rev.1.pdf", "M_CONF.1_7_Rev.2.pdf"


class InRounds:
    """A reviewer's project with the sample's rounds."""

    def __init__(self, template, folder, name):
        self.folder, self.name = folder, name
        shutil.copy(template, folder / f"{name}.treaty")
        self.space = open_workspace(folder / f"{name}.treaty", reviewer=name)
        self.drafts = [draft.sha256 for draft in self.space.drafts.known()]
        self.first, self.second, self.third = self.drafts
        self.carrying = self.space.carrying

    def tag(self, quote, code="SAF-1", draft=0, **fields):
        sha256 = self.drafts[draft]
        anchor = self.space.passages.find_quote(sha256, quote, nth=1)
        return self.space.passages.tag(anchor, [self.code(code)], fields=fields)

    def tag_whole(self, path, code="SAF-1", draft=0):
        anchor = Anchor("provision", self.drafts[draft], provision=path)
        return self.space.passages.tag(anchor, [self.code(code)])

    def whole(self, path, draft=0):
        """What a provision says."""
        structure = self.space.provisions.structure(self.drafts[draft])
        text = self.space.comparing._desk.text(self.drafts[draft])
        return text.quote(structure.segments(structure.find(path)))

    def code(self, letters):
        return self.space.codes.named(letters).uid

    def carry(self, older=0, newer=1, **more):
        return self.carrying.carry(self.drafts[older], self.drafts[newer], **more)

    def queue(self, older=0, newer=1):
        return self.carrying.queue(self.drafts[older], self.drafts[newer])

    def on(self, draft):
        return self.space.passages.on_draft(self.drafts[draft])

    def export(self):
        path = self.folder / f"{self.name}.csv"
        self.space.transfer.export(path, Wanted())
        return path

    def merge(self, other, **more):
        return self.space.transfer.merge([other.export()], **more)


@pytest.fixture(scope="session")
def rounds_template(tmp_path_factory):
    """A project with the sample's three rounds and nobody's work."""
    path = tmp_path_factory.mktemp("rounds") / "rounds.treaty"
    space = create_workspace(path, title="T", reviewer="")
    for one in ROUNDS:
        space.drafts.add(paths.sample() / one)
    space.close()
    return path


@pytest.fixture
def in_rounds(rounds_template, tmp_path):
    """`in_rounds("Ana")`: a project with the sample's three rounds; closed and checked in the end."""
    made = []

    def make(name, template=rounds_template):
        made.append(InRounds(template, tmp_path, name))
        return made[-1]

    yield make
    for project in made:
        project.space.close()
        assert check_project(project.space.path) == []


@pytest.fixture(scope="module")
def other_edition(pdf, tmp_path_factory):
    """The same pages in other bytes."""
    path = tmp_path_factory.mktemp("editions") / "other.pdf"
    path.write_bytes(pdf("two_pages").read_bytes() + b"\n% printed again\n")
    return path


@pytest.fixture(scope="module")
def templates(pdf, other_edition, tmp_path_factory):
    """Projects with one edition each, and one with none."""
    folder = tmp_path_factory.mktemp("templates")
    for name, file in (("one", pdf("two_pages")), ("other", other_edition), ("none", None)):
        space = create_workspace(folder / f"{name}.treaty", title="T", reviewer="")
        if file:
            space.drafts.add(file, symbol="T/1", language="en")
        space.close()
    return folder


@pytest.fixture
def a_space(templates, tmp_path):
    """`a_space("one", "Ana")`: closed and checked in the end."""
    made = []

    def make(template, reviewer):
        path = tmp_path / f"{template}-{reviewer}-{len(made)}.treaty"
        shutil.copy(templates / f"{template}.treaty", path)
        made.append(open_workspace(path, reviewer=reviewer))
        return made[-1]

    yield make
    for space in made:
        space.close()
        assert check_project(space.path) == []


@pytest.fixture
def one(a_space):
    return a_space("one", "Ana")


@pytest.fixture
def other(a_space):
    return a_space("other", "Bo")

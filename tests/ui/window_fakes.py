# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project in memory with the methods the window uses, for tests of the window alone."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path

from annotator.domain.anchor import Anchor
from annotator.domain.codebook import Code
from annotator.domain.errors import InputRefusedError, ProjectBusyError
from annotator.domain.negotiation.proposing import NOTHING
from annotator.domain.passage import Passage
from annotator.domain.project import Draft, PageSize, Reviewer
from annotator.domain.structure.provision_finder import find_provisions
from annotator.domain.tag import DEFAULTS, Tag
from annotator.pdf import text_layer
from annotator.pdf.source_lines import source_lines
from annotator.services.boundary_records import Boundary
from annotator.services.events import ChangeSet, Events
from annotator.services.team import Plan

CODES = (
    Code("f-sur", "SUR", "Surveillance", colour="#9EC5F8"),
    Code("c-sur1", "SUR-1", "Real-time interception", "SUR", "Powers to intercept.", colour="#9EC5F8"),
    Code("c-sur3", "SUR-3", "Bulk collection", "SUR", "Collection without a target.", include="bulk powers", exclude="targeted powers", standards=("ICCPR 17",), colour="#7FB2F0"),
    Code("f-saf", "SAF", "Safeguards", colour="#A8D8A0"),
    Code("c-saf3", "SAF-3", "Prior independent authorisation", "SAF", "No judge before the act.", colour="#A8D8A0"),
    Code("f-prv", "PRV", "Privacy", colour="#F2B8C6"),
    Code("c-prv1", "PRV-1", "Access to stored data", "PRV", "Orders for stored data.", colour="#F2B8C6"),
)  # fmt: skip


@dataclass
class Status:
    undo: str | None = None
    redo: str | None = None


@dataclass
class Tagged:
    passage: str
    tags: tuple[str, ...]


@dataclass
class FakeProject:
    """What a project file would hold; survives closing."""

    path: Path
    title: str = ""
    pdfs: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    passages: dict[str, Passage] = field(default_factory=dict)
    done: list[tuple[str, dict[str, Passage]]] = field(default_factory=list)
    undone: list[tuple[str, dict[str, Passage]]] = field(default_factory=list)
    views: dict[str, View] = field(default_factory=dict)
    said: list[Boundary] = field(default_factory=list)
    unit: str = ""


@dataclass
class View:
    """Where one read last."""

    page: int = 1
    zoom: float = 0.0
    offset: float = 0.0


class Nothing:
    """What has nothing to list: marks, conflicts, an inbox."""

    def list(self):
        return ()

    def on_draft(self, _sha):
        return ()

    def hidden(self):
        return {}


class NoOrigins:
    """Nothing was carried over from another draft."""

    def of(self, _passage):
        return None


class NoRounds:
    """No draft has one before it."""

    def order(self, _sha):
        return ()

    def before(self, _sha):
        return None


class NoTeam:
    """Nobody agreed on anything."""

    def plan(self):
        return Plan()

    def still_to_say(self, _tags):
        return ()

    def reads_blind(self, _draft):
        return False


class NoFolder:
    """No folder is watched."""

    def folder(self):
        return None

    def merged(self):
        return frozenset()


class NoMarks:
    """A draft without brackets."""

    def on(self, _sha, _segments):
        return NOTHING

    def looking(self, _sha):
        return None


class FakeWorkspace:
    def __init__(self, house: FakeHouse, project: FakeProject) -> None:
        self.house, self.project, self.path = house, project, project.path
        self.events = Events()
        self.read_only = False
        self.drafts = self.passages = self.codes = self.history = self
        self.closed = False
        self.marks = self.inbox = self.conflicts = self.finishing = Nothing()
        self.team, self.watching = NoTeam(), NoFolder()
        self.provisions = _Provisions(self)
        self.negotiation = NoMarks()
        self.origins, self.comparing = NoOrigins(), NoRounds()

    def title(self) -> str:
        return self.project.title

    unsaid = False

    def come_to_window(self) -> None:
        pass

    def reviewer(self) -> Reviewer:
        return Reviewer("r1", "Ana Ruiz")

    def reviewers(self) -> list[Reviewer]:
        return [self.reviewer()]

    def close(self) -> None:
        self.closed = True

    # drafts
    def add(self, pdf, **_more: object):
        data = pdf.read_bytes()
        sha = hashlib.sha256(data).hexdigest()
        self.project.pdfs[sha] = data
        self.project.names[sha] = pdf.name
        self._publish("draft", sha)

    def drafts_list(self):
        return [
            Draft(sha, name.removesuffix(".pdf"), "en", file=name)
            for sha, name in self.project.names.items()
        ]

    def pdf(self, sha):
        return self.project.pdfs[sha]

    def sizes(self, _sha):
        return list(self.house.sizes)

    def preview(self, _sha, _page):
        return None

    def texts(self, _sha):
        return list(self.house.texts)

    def view(self, sha):
        return self.project.views.get(sha, View())

    def remember_view(self, sha, *, page, zoom, offset):
        self.project.views[sha] = View(page, zoom, offset)

    # codes; `list` serves drafts and codes alike
    def list(self):
        raise NotImplementedError

    def recent(self):
        return [t.code for p in reversed(self.project.passages.values()) for t in p.tags]

    # passages
    def anchor_for(self, sha, segments):
        texts = {t.page: t for t in self.house.texts}
        quads = (
            tuple(q for s in segments for q in text_layer.quads(texts[s.page], s.start, s.end))
            if texts
            else ()
        )
        quote = "\n".join(texts[s.page].text[s.start : s.end] for s in segments) if texts else "?"
        return Anchor("text", sha, tuple(segments), quote, quads=quads)

    def _act(self, sentence):
        if self.house.failing:
            raise InputRefusedError("The disk is full.", "Make room and try again.")
        self.project.done.append((sentence, dict(self.project.passages)))
        self.project.undone.clear()

    def _publish(self, kind, uid):
        self.events.publish(ChangeSet(frozenset({kind}), frozenset({uid})))

    def tag(self, anchor, codes, *, fields):
        ids = {c.uid: c.id for c in CODES}
        self._act(f"Tag {ids[codes[0]]}")
        found = next(
            (p for p in self.project.passages.values() if p.anchor.segments == anchor.segments),
            None,
        )
        passage = found or Passage(f"p{len(self.project.done)}", anchor, reviewer="Ana Ruiz")
        tag = Tag(
            f"t{len(self.project.done)}",
            passage.uid,
            codes[0],
            "Ana Ruiz",
            **{**DEFAULTS, **fields},
        )
        self.project.passages[passage.uid] = replace(passage, tags=(*passage.tags, tag))
        self._publish("tag", tag.uid)
        return Tagged(passage.uid, (tag.uid,))

    def edit(self, tag, fields):
        self._act("Edit")
        for uid, p in list(self.project.passages.items()):
            tags = tuple(replace(t, **fields) if t.uid == tag else t for t in p.tags)
            self.project.passages[uid] = replace(p, tags=tags)
        self._publish("tag", tag)

    def untag(self, tag):
        self._act("Delete tag")
        for uid, p in list(self.project.passages.items()):
            left = tuple(t for t in p.tags if t.uid != tag)
            if left:
                self.project.passages[uid] = replace(p, tags=left)
            else:
                del self.project.passages[uid]
        self._publish("tag", tag)

    def delete(self, passage):
        self._act("Delete passage")
        self.project.passages.pop(passage, None)
        self._publish("passage", passage)

    def on_draft(self, sha):
        return [p for p in self.project.passages.values() if p.anchor.draft == sha]

    # history
    def status(self):
        done, undone = self.project.done, self.project.undone
        return Status(done[-1][0] if done else None, undone[-1][0] if undone else None)

    def undo(self):
        sentence, before = self.project.done.pop()
        self.project.undone.append((sentence, dict(self.project.passages)))
        self.project.passages = before
        self._publish("tag", "")
        return sentence

    def redo(self):
        sentence, after = self.project.undone.pop()
        self.project.done.append((sentence, dict(self.project.passages)))
        self.project.passages = after
        self._publish("tag", "")
        return sentence


class _Provisions:
    """Finds what the real one finds, in the texts of the house; keeps what is corrected in memory."""

    def __init__(self, space) -> None:
        self._space = space

    def structure(self, _sha, *, unit=""):
        lines = list(source_lines(self._space.house.texts))
        said = [one.correction for one in self._space.project.said]
        unit = unit or self._space.project.unit
        return find_provisions(lines, unit=unit or None, corrections=said)

    def boundaries(self, _sha):
        return list(self._space.project.said)

    def unit(self, _sha):
        return self._space.project.unit

    def choose_unit(self, sha, unit):
        self._space.project.unit = unit
        self._space._publish("draft", sha)

    def correct(self, _sha, correction, *, note=""):
        uid = f"b{len(self._space.project.said)}"
        self._space.project.said.append(Boundary(uid, correction, note, "r1"))
        self._space._publish("provision", uid)
        return uid

    def take_back(self, uid):
        said = self._space.project.said
        said[:] = [one for one in said if one.uid != uid]
        self._space._publish("provision", uid)


class _Codes:
    def __init__(self, space) -> None:
        self._space = space

    def list(self):
        return list(CODES)

    def recent(self):
        return self._space.recent()


class _Drafts:
    def __init__(self, space) -> None:
        self._space = space

    def list(self):
        return self._space.drafts_list()

    def __getattr__(self, name: str) -> object:
        return getattr(self._space, name)


class FakeHouse:
    """What bootstrap offers the window."""

    def __init__(self, folder: Path, *, texts=(), sizes=()) -> None:
        self.folder = folder
        self.texts = tuple(texts)
        self.sizes = tuple(sizes) or (PageSize(595, 842),)
        self.projects: dict[Path, FakeProject] = {}
        self.spaces: list[FakeWorkspace] = []
        self.failing = self.busy = False

    def _space(self, project):
        space = FakeWorkspace(self, project)
        space.codes, space.drafts = _Codes(space), _Drafts(space)
        self.spaces.append(space)
        return space

    def somebody(self):
        return Reviewer("r1", "Ana Ruiz")

    def open_workspace(self, path, *, write=True):
        if self.busy and write:
            raise ProjectBusyError("Bo has this project open.")
        return self._space(self.projects[path])

    def create_workspace(self, path, *, title=""):
        self.projects[path] = FakeProject(path, title)
        path.write_bytes(b"")
        return self._space(self.projects[path])

    def project_path_for(self, pdf):
        return self.folder / f"{Path(pdf).stem}.treaty"

    def shipped_codes(self):
        return CODES

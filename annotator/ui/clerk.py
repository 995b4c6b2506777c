# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the window has done on the writer thread: it holds the open project. Knows no Qt.

Every method runs on that one thread; the values it returns are frozen.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

from annotator.domain.anchor import Segment
from annotator.domain.codebook import Code
from annotator.domain.errors import (
    AnnotatorError,
    PasswordNeededError,
    ProjectBusyError,
    WrongCallError,
)
from annotator.domain.passage import Passage
from annotator.domain.project import Draft, PageSize, Reviewer
from annotator.i18n import _
from annotator.pdf.text_layer import PageText, classify

log = logging.getLogger(__name__)

Report = Callable[[int, int], None]


class House(Protocol):
    """What builds the floors below; the window gets it handed down."""

    def open_workspace(self, path: Path, *, write: bool = True) -> Any:
        """Open a project for work, or only to read."""

    def create_workspace(self, path: Path, *, title: str = "") -> Any:
        """Make a project."""

    def somebody(self) -> Reviewer:
        """Who usually sits here; remembered from the first time on."""

    def project_path_for(self, pdf: Path) -> Path:
        """Where the project of a bare PDF is, or would be."""

    def shipped_codes(self) -> tuple[Code, ...]:
        """The codebook that comes with the program."""


def projects() -> House:
    """The program's own builder, fetched when first needed: it brings the database layer along."""
    from annotator.services import projects as house  # noqa: PLC0415 - 0.8 s, after the first paint

    return cast("House", house)


@dataclass(frozen=True, slots=True)
class Undo:
    """What undo and redo would do, as words for the menu; None where there is nothing."""

    undo: str | None = None
    redo: str | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The project as it stands, for the draft that is shown."""

    path: Path
    title: str
    reviewer: Reviewer
    drafts: tuple[Draft, ...]
    codes: tuple[Code, ...]
    recent: tuple[str, ...]
    draft: str
    passages: tuple[Passage, ...]
    undo: Undo
    names: tuple[tuple[str, str], ...] = ()
    """Uid and name of everybody known to the project."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stored:
    """A draft out of the project, ready to be shown."""

    draft: Draft
    pdf: bytes
    sizes: tuple[PageSize, ...]
    preview: bytes | None
    page: int


@dataclass(frozen=True, slots=True)
class Made:
    """A tag that was made: the code's letters, the passage it stands on."""

    code: str
    passage: str
    project: Path | None


class Clerk:
    """Holds the workspace.

    Args:
        house: fetches the builder of workspaces.
        changed: called after each commit, on the writer thread.
    """

    def __init__(self, house: Callable[[], House], changed: Callable[[object], None]) -> None:
        self._fetch = house
        self._changed = changed
        self._workspace: Any = None

    # -- opening -----------------------------------------------------------------------------

    def open(self, path: Path) -> str:
        """Open a project, and close the one before.

        Returns:
            Why it can only be read; "" when it can be written.
        """
        self.close()
        house = self._fetch()
        house.somebody()
        try:
            self._take(house.open_workspace(path))
        except ProjectBusyError as error:
            self._take(house.open_workspace(path, write=False))
            return _("{reason} It is open here for reading only.").format(reason=error.message)
        return ""

    def adopt(self, pdf: Path) -> str:
        """Open the project that a bare PDF already has, if it has one; returns what `open` does."""
        path = self._fetch().project_path_for(pdf)
        return self.open(path) if path.exists() else ""

    def make_for(
        self,
        pdfs: Sequence[tuple[Path, str | None]],
        report: Report,
    ) -> Path | None:
        """Make the project of bare PDFs, named after the first; None when there was one already.

        Args:
            pdfs: files with their passwords.
            report: progress in pages.
        """
        house = self._fetch()
        house.somebody()
        path = house.project_path_for(pdfs[0][0])
        path.parent.mkdir(parents=True, exist_ok=True)
        made = None
        if path.exists():
            self._take(house.open_workspace(path))
        else:
            self._take(house.create_workspace(path, title=pdfs[0][0].stem))
            made = path
        self.add(pdfs, report)
        return made

    def add(self, pdfs: Sequence[tuple[Path, str | None]], report: Report) -> list[str]:
        """Add drafts; sentences about those that could not be added."""
        refused = []
        for at, (pdf, password) in enumerate(pdfs):
            try:
                self._workspace.drafts.add(pdf, password=password, progress=report)
            except PasswordNeededError:
                if at == 0:
                    raise
                refused.append(_("“{file}” needs a password.").format(file=pdf.name))
            except AnnotatorError as error:
                if at == 0:
                    raise
                refused.append(str(error))
        return refused

    def take_in(self, draft: str, pdf: tuple[Path, str | None], report: Report) -> None:
        """Add a bare PDF to the open project, unless it is there already."""
        if draft not in {known.sha256 for known in self._workspace.drafts.list()}:
            self.add([pdf], report)

    def close(self) -> None:
        """Close the project."""
        workspace, self._workspace = self._workspace, None
        if workspace is not None:
            workspace.close()

    @property
    def has_project(self) -> bool:
        """Whether a project is open."""
        return self._workspace is not None

    def _take(self, workspace: Any) -> None:
        self._workspace = workspace
        workspace.history.own_only = True
        workspace.events.subscribe(self._changed)

    # -- reading -----------------------------------------------------------------------------

    def shipped_codes(self) -> tuple[Code, ...]:
        """The codebook for a PDF that has no project yet."""
        return self._fetch().shipped_codes()

    def snapshot(self, draft: str) -> Snapshot:
        """The project as it stands; `draft` is the SHA-256 of the one shown, "" for none."""
        space = self._workspace
        status = space.history.status()
        return Snapshot(
            path=space.path,
            title=space.title(),
            reviewer=_who(space),
            drafts=tuple(space.drafts.list()),
            codes=tuple(space.codes.list()),
            recent=tuple(space.codes.recent()),
            draft=draft,
            passages=tuple(space.passages.on_draft(draft)) if draft else (),
            undo=Undo(status.undo, status.redo),
            names=tuple((each.uid, each.name) for each in space.reviewers()),
        )

    def stored(self, draft: Draft, page: int = 1) -> Stored:
        """A draft's bytes, sizes and a first picture."""
        drafts = self._workspace.drafts
        return Stored(
            draft=draft,
            pdf=drafts.pdf(draft.sha256),
            sizes=tuple(drafts.sizes(draft.sha256)),
            preview=drafts.preview(draft.sha256, page),
            page=page,
        )

    def texts(self, draft: str) -> list[PageText]:
        """The text layers of a draft, classified."""
        return list(self._workspace.drafts.texts(draft))

    def classified(self, texts: Sequence[PageText]) -> list[PageText]:
        """Text layers of a bare PDF with the kind of each line."""
        return classify(texts)

    # -- writing -----------------------------------------------------------------------------

    def tag(
        self, draft: str, segments: Sequence[Segment], code: Code, fields: Mapping[str, str]
    ) -> Made:
        """Put a code on words."""
        passages = self._workspace.passages
        anchor = passages.anchor_for(draft, segments)
        tagged = passages.tag(anchor, [code.uid], fields=fields)
        return Made(code.id, tagged.passage, None)

    def edit(self, tag: str, field: str, value: str) -> None:
        """Change a field of a tag."""
        self._workspace.passages.edit(tag, {field: value})

    def untag(self, tag: str) -> None:
        """Delete a tag."""
        self._workspace.passages.untag(tag)

    def delete(self, passage: str) -> None:
        """Delete a passage with its tags."""
        self._workspace.passages.delete(passage)

    def undo(self) -> str:
        """Undo; what was done, as a sentence."""
        return str(self._workspace.history.undo())

    def redo(self) -> str:
        """Redo; likewise."""
        return str(self._workspace.history.redo())

    def remember(self, draft: str, *, page: int, zoom: float) -> None:
        """Where one read last. Never worth an error."""
        if self._workspace is None or self._workspace.read_only:
            return
        try:
            self._workspace.drafts.remember_view(draft, page=page, zoom=zoom)
        except AnnotatorError as error:
            log.info("view_not_remembered %s", error)


def _who(workspace: Any) -> Reviewer:
    """Who acts; nobody where one only looks."""
    try:
        return cast("Reviewer", workspace.reviewer())
    except WrongCallError:
        return Reviewer("", "")

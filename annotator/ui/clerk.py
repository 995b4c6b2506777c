# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the window has done on the writer thread: it holds the open project. Knows no Qt.

Every method runs on that one thread; the values it returns are frozen.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from annotator.domain.area import Selected
from annotator.domain.codebook import Code
from annotator.domain.errors import (
    AnnotatorError,
    InputRefusedError,
    NotFoundError,
    PasswordNeededError,
    ProjectBusyError,
    WrongCallError,
)
from annotator.domain.mark import Mark
from annotator.domain.project import Draft, Reviewer
from annotator.i18n import _
from annotator.pdf.text_layer import PageTexts
from annotator.ui.snapshot import ON_MARKS, Made, Snapshot, Stored, Undo

if TYPE_CHECKING:
    from annotator.services.events import ChangeSet

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

    def make_for(self, pdfs: Sequence[tuple[Path, str | None]], report: Report) -> Path | None:
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
        try:
            self.add(pdfs, report)
        except BaseException:
            if made is not None:  # a project without the draft it was made for is of no use
                self.close()
                made.unlink(missing_ok=True)
            raise
        return made

    def add(self, pdfs: Sequence[tuple[Path, str | None]], report: Report) -> tuple[list[str], str]:
        """Add drafts; sentences about those that could not be added, SHA-256 of the first that is there."""
        refused, first = [], ""
        for at, (pdf, password) in enumerate(pdfs):
            try:
                draft = self.space.drafts.add(pdf, password=password, progress=report)
                first = first or (draft.sha256 if draft else "")
            except PasswordNeededError:
                if at == 0:
                    raise
                refused.append(_("“{file}” needs a password.").format(file=pdf.name))
            except AnnotatorError as error:
                said = _("“{file}” cannot be added.").format(file=pdf.name)
                if at == 0:
                    raise InputRefusedError(f"{said} {error.message}", error.hint) from error
                refused.append(f"{said} {error}")
        return refused, first

    def take_in(self, draft: str, pdf: tuple[Path, str | None], report: Report) -> None:
        """Add a bare PDF to the open project, unless it is there already."""
        if draft not in {known.sha256 for known in self.space.drafts.list()}:
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

    @property
    def space(self) -> Any:
        """The open project with its services.

        Raises:
            NotFoundError: none is open.
        """
        if self._workspace is None:
            raise NotFoundError(_("No project is open."), _("One is made at the first tag."))
        return self._workspace

    def _take(self, workspace: Any) -> None:
        self._workspace = workspace
        workspace.come_to_window()
        workspace.events.subscribe(self._changed)

    # -- reading -----------------------------------------------------------------------------

    def shipped_codes(self) -> tuple[Code, ...]:
        """The codebook for a PDF that has no project yet."""
        return self._fetch().shipped_codes()

    def snapshot(self, draft: str, change: ChangeSet | None = None) -> Snapshot:
        """The project as it stands.

        Args:
            draft: SHA-256 of the one shown, "" for none.
            change: what was committed since the last snapshot of this draft; None to read all.
        """
        space = self.space
        kinds = change.kinds if change else None
        status = space.history.status()
        return Snapshot(
            path=space.path,
            title=space.title(),
            reviewer=_who(space),
            draft=draft,
            undo=Undo(status.undo, status.redo),
            recent=tuple(space.codes.recent()),
            drafts=tuple(space.drafts.list()) if _among(kinds, "draft") else None,
            codes=tuple(space.codes.list()) if _among(kinds, "code") else None,
            names=_names(space) if _among(kinds, "reviewer", "join") else None,
            passages=tuple(space.passages.on_draft(draft)) if draft else (),
            marks=_marks(space, draft) if _among(kinds, *ON_MARKS) else None,
            read_only=bool(space.read_only),
        )

    def stored(self, draft: Draft) -> Stored:
        """A draft's bytes and sizes, the place where one read last, and a picture of that page."""
        drafts = self.space.drafts
        view = drafts.view(draft.sha256)
        return Stored(
            draft=draft,
            pdf=drafts.pdf(draft.sha256),
            sizes=tuple(drafts.sizes(draft.sha256)),
            preview=drafts.preview(draft.sha256, view.page),
            page=view.page,
            zoom=view.zoom,
            offset=view.offset,
        )

    def texts(self, draft: str) -> PageTexts:
        """The text layers of a draft, classified."""
        return cast("PageTexts", self.space.drafts.texts(draft))

    def previews(self, draft: str) -> list[tuple[int, bytes]]:
        """Page numbers of a draft with their small pictures (PNG)."""
        return cast("list[tuple[int, bytes]]", self.space.drafts.previews(draft))

    # -- writing -----------------------------------------------------------------------------

    def tag(
        self,
        draft: str,
        what: Selected,
        codes: Sequence[Code],
        fields: Mapping[str, str],
    ) -> Made:
        """Put codes on words or on an area, in one action."""
        passages, team = self.space.passages, self.space.team
        anchor = passages.anchor_for(draft, what)
        tagged = passages.tag(anchor, [code.uid for code in codes], fields=fields)
        letters = ", ".join(code.id for code in codes)
        lacks = team.still_to_say(tagged.tags)
        return Made(letters, tagged.passage, None, lacks, tuple(tagged.tags))

    def tag_and_make(
        self,
        draft: str,
        tagged: Callable[[], Made],
        *,
        pdfs: Sequence[tuple[Path, str | None]],
        bare: Sequence[tuple[Path, str | None]],
        report: Report,
    ) -> Made:
        """Tag; what is not there yet is made first: the project, the draft in it.

        Args:
            draft: SHA-256 of what is shown.
            tagged: puts the codes on the words.
            pdfs: every PDF that lies open with its password, the one shown first.
            bare: that one alone where it is in no project.
            report: progress in pages.
        """
        made = None
        if not self.has_project:
            made = self.make_for(pdfs, report)
        elif bare:
            self.take_in(draft, bare[0], report)
        return replace(tagged(), project=made)

    def remember(self, draft: str, *, page: int, zoom: float, offset: float) -> None:
        """Where one read last. Never worth an error."""
        if self._workspace is None or self._workspace.read_only:
            return
        try:
            self._workspace.drafts.remember_view(draft, page=page, zoom=zoom, offset=offset)
        except AnnotatorError as error:
            log.info("view_not_remembered %s", error)


def _among(kinds: frozenset[str] | None, *wanted: str) -> bool:
    return kinds is None or not kinds.isdisjoint(wanted)


def _names(space: Any) -> tuple[tuple[str, str], ...]:
    return tuple((each.uid, each.name) for each in space.reviewers())


def _marks(space: Any, draft: str) -> tuple[Mark, ...]:
    return tuple(space.marks.on_draft(draft)) if draft else ()


def _who(workspace: Any) -> Reviewer:
    """Who acts; nobody where one only looks."""
    try:
        return cast("Reviewer", workspace.reviewer())
    except WrongCallError:
        return Reviewer("", "")

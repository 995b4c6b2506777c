# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the window is told of a project, as frozen values. Reads nothing."""

from __future__ import annotations

from pathlib import Path

from annotator.domain.codebook import Code
from annotator.domain.mark import Mark
from annotator.domain.passage import Passage
from annotator.domain.project import Draft, PageSize, Reviewer
from annotator.domain.values import dataclass

ON_MARKS = ("mark", "provision", "draft", "finish", "join", "task")
"""Kinds of record on which it depends which marks are shown, and under whose name."""


@dataclass(frozen=True, slots=True)
class Undo:
    """What undo and redo would do, as words for the menu; None where there is nothing."""

    undo: str | None = None
    redo: str | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The project as it stands, for the draft that is shown. None: as before, it was not read.

    Attributes:
        draft: SHA-256 of the draft whose passages these are.
        passages: every living passage of it; those that did not change are the same objects.
        names: uid and name of everybody known to the project.
        laid: number of the laying out it answers, see `Workbench.laid`.
        note: what should be said about the opening, "" for nothing.
    """

    path: Path
    title: str
    reviewer: Reviewer
    draft: str
    undo: Undo
    passages: tuple[Passage, ...] = ()
    recent: tuple[str, ...] = ()
    drafts: tuple[Draft, ...] | None = None
    codes: tuple[Code, ...] | None = None
    names: tuple[tuple[str, str], ...] | None = None
    marks: tuple[Mark, ...] | None = None
    read_only: bool = False
    laid: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stored:
    """A draft out of the project, ready to be shown where one read it last.

    Attributes:
        page: from 1.
        zoom: as `viewer.zoom.Zoom.remembered` gave it.
        offset: the part of the page above the top of the view, 0 to 1.
    """

    draft: Draft
    pdf: bytes
    sizes: tuple[PageSize, ...]
    preview: bytes | None
    page: int
    zoom: float = 0.0
    offset: float = 0.0


@dataclass(frozen=True, slots=True)
class Made:
    """Tags that were made: the codes' letters, the passage they stand on, the project if it is new,
    the fields that the plan requires and they lack, their uids.
    """

    code: str
    passage: str
    project: Path | None
    lacks: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

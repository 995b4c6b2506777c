# SPDX-License-Identifier: AGPL-3.0-or-later
"""The first picture of a project, before anything heavy is imported. Standard library only."""

from __future__ import annotations

from pathlib import Path

from annotator.domain.project import Draft, PageSize
from annotator.domain.values import dataclass
from annotator.storage.peek import glance


@dataclass(frozen=True, slots=True)
class QuickLook:
    """What the last reading left; see `storage.peek.Glance`."""

    project: Path
    draft: Draft
    sizes: tuple[PageSize, ...]
    page: int
    zoom: float
    preview: bytes | None
    pdf: bytes
    offset: float = 0.0


SOON = 16 << 20
"""Bytes of a PDF that can be read while somebody waits for a window to answer: 20 ms."""


def quick_look(path: Path, draft: str = "") -> QuickLook | None:
    """A draft with the picture of the page one read last; None where there is none yet.

    Args:
        path: of the project.
        draft: SHA-256; "" for the draft that was open last.

    Raises:
        NotFoundError: there is no such file.
        ProjectDamagedError: it is no project, or one of a newer version.
    """
    seen = glance(path, draft, most=SOON) if draft else glance(path)
    if seen is None:
        return None
    return QuickLook(
        path, seen.draft, seen.sizes, seen.page, seen.zoom, seen.preview, seen.pdf, seen.offset
    )  # fmt: skip

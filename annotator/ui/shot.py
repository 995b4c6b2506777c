# SPDX-License-Identifier: AGPL-3.0-or-later
"""A picture of the real window, taken without a screen. Changes nothing in the project."""

from __future__ import annotations

import os
from pathlib import Path

from annotator.domain.errors import NotFoundError, WorkerLostError
from annotator.i18n import _

PATIENCE = 60_000
"""Milliseconds until a picture that does not get ready is given up."""
STEP = 10


def take(
    project: Path,
    out: Path,
    *,
    draft: str = "",
    page: int = 1,
    size: tuple[int, int] = (1440, 900),
    scale: float = 1.0,
    panel: str = "",
    theme: str = "light",
) -> None:
    """Write a PNG of the window showing a page, once everything on it is sharp.

    Args:
        project: a project or a PDF.
        out: the picture.
        draft: symbol, file name or start of the SHA-256; "" for the one read last.
        page: from 1.
        size: of the window in logical pixels.
        scale: device pixels per logical pixel.
        panel: what to show beside the page, of `shot_camera.PANELS`; "" for what the window shows by
            itself.
        theme: `light`, `dark` or `contrast`.

    Raises:
        AnnotatorError: the project or draft cannot be shown, or the picture not be written.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = str(scale)
    os.environ["ANNOTATOR_THEME"] = theme
    from annotator.ui.shot_camera import Camera  # noqa: PLC0415 - Qt reads the environment first

    camera = Camera(project, size=size, patience=PATIENCE)
    try:
        if not camera.show(draft=draft, page=page, panel=panel):
            raise NotFoundError(_("There is no such draft, page or panel to take a picture of."))
        if not camera.save(out):
            raise WorkerLostError(_("The picture could not be taken."), str(out))
    finally:
        camera.close()

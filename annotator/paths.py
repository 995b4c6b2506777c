# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where things lie on this machine. Knows folders only: reads and writes nothing."""

from __future__ import annotations

import os
from pathlib import Path

APP = "treaty-annotator"
_PACKAGE = Path(__file__).resolve().parent


def resources() -> Path:
    """The folder of shipped resources: inside the wheel, or beside the package in a checkout."""
    inside = _PACKAGE / "resources"
    return inside if inside.is_dir() else _PACKAGE.parent / "resources"


def in_checkout() -> bool:
    """Whether the program runs from a checkout and not from an installed copy."""
    return (_PACKAGE.parent / "pyproject.toml").is_file()


def default_projects() -> Path:
    """Where new projects go: `projects/` in a checkout, the documents folder elsewhere."""
    if in_checkout():
        return _PACKAGE.parent / "projects"
    import platformdirs  # noqa: PLC0415 - not needed to show a page

    return Path(platformdirs.user_documents_dir())


def config() -> Path:
    """The folder of the reviewer's settings. `ANNOTATOR_CONFIG` overrides it."""
    override = os.environ.get("ANNOTATOR_CONFIG")
    if override:
        return Path(override)
    import platformdirs  # noqa: PLC0415 - not needed to show a page

    return Path(platformdirs.user_config_dir(APP))


def sample() -> Path:
    """The folder of the sample: three drafts, a project, and two colleagues' annotation files."""
    inside = resources() / "sample"
    return inside if inside.is_dir() else _PACKAGE.parent / "projects" / "sample"

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Real projects with what a test wants in them, made before a window has them; and waiting until it has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from annotator.services import projects


class MadeProject:
    """A project of some drafts, open for what is to stand in it: `close` it and give it to a window.

    Attributes:
        space: the open project.
        sha256: of its first draft.
    """

    def __init__(self, path: Path, *pdfs: Path, **said: Any) -> None:
        self.path = path
        self.space = projects.create_workspace(path, **said)
        self.sha256 = ""
        for pdf in pdfs:
            draft = self.space.drafts.add(pdf)
            self.sha256 = self.sha256 or draft.sha256

    def tag(self, quote: str, code: str = "SAF-3", **fields: str) -> Any:
        """Tag words of the first draft."""
        anchor = self.space.passages.find_quote(self.sha256, quote)
        return self.space.passages.tag(anchor, [self.space.codes.named(code).uid], fields=fields)

    def close(self) -> Path:
        """No more is to stand in it."""
        self.space.close()
        return self.path


def settled(window: Any, qtbot: Any) -> None:
    """Wait until a window has read what it shows, and all that was asked for is done."""
    qtbot.waitUntil(lambda: window.reader.text_complete, timeout=30_000)
    qtbot.waitUntil(lambda: bool(window.bench.codes) and window.writer.idle, timeout=30_000)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the command line says: one JSON value or plain lines on stdout, messages on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

Picture = Callable[..., None]
"""Takes a picture of the window; its arguments are those of `annotator shot`."""


def say_json(value: Any) -> None:
    """Print one JSON value."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def say(line: str) -> None:
    """Print a line of the answer."""
    sys.stdout.write(line + "\n")


def tell(line: str) -> None:
    """Print a message for whoever watches."""
    sys.stderr.write(line + "\n")


def table(rows: Iterable[Sequence[str]], *, head: Sequence[str]) -> None:
    """Print rows in columns, cells shortened to 48 characters."""
    lines = [list(head), *([_short(cell) for cell in row] for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        say("  ".join(cells).rstrip())


def _short(cell: str) -> str:
    cell = " ".join(cell.split())
    return cell if len(cell) <= 48 else cell[:47] + "…"  # noqa: PLR2004 - named above


class Counter:
    """A line of progress on a terminal; silent where nobody watches."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._shown = sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> None:
        """Show how far it is."""
        if self._shown:
            of = f"/{total}" if total else ""
            sys.stderr.write(
                f"\r{self._what} {done}{of}\x1b[K" + ("\r\x1b[K" if done == total else "")
            )
            sys.stderr.flush()

# SPDX-License-Identifier: AGPL-3.0-or-later
"""`start.py` as a section of the bench: from process start to the first page on screen."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import start
from framebuffer import Screen


def measure(settings: dict) -> Iterator[tuple[list[str], object]]:
    """Figures by case and program.

    Args:
        settings: `rounds`, `pages` of the draft, `ours`, the command of our program, or "".
    """
    words = ["--rounds", str(settings["rounds"]), "--pages", str(settings["pages"])]
    if settings["ours"]:
        words += ["--ours", settings["ours"]]
    options = start.options_of(words)
    with tempfile.TemporaryDirectory() as name:
        screen = Screen(Path(name))
        try:
            for case in options.cases:
                told = start.measure_case(case, options, screen=screen, folder=Path(name))
                for program, figures in told.items():
                    yield [case, program], figures
        finally:
            screen.close()

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What runs: the command line for a command, the window for everything else. Imports each when needed."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from annotator.cli.words import COMMANDS


def run(arguments: Sequence[str]) -> int:
    """Run the program.

    Args:
        arguments: without the program's name.

    Returns:
        The exit code.
    """
    if wants_command(arguments):
        from annotator.cli.entry import main  # noqa: PLC0415 - each face is imported when it is shown

        return main(list(arguments), _picture)
    gc.disable()  # nothing made while starting is garbage; the window's Sweeper collects later
    from annotator.ui.app import run as run_window  # noqa: PLC0415

    return run_window(list(arguments))


def wants_command(arguments: Sequence[str]) -> bool:
    """Whether the arguments are a command; the window opens only what is there."""
    if arguments and arguments[0] in COMMANDS:
        return True
    return any(not Path(word).exists() for word in arguments)


def _picture(*where: Path, **how: Any) -> None:
    from annotator.ui.shot import take  # noqa: PLC0415 - Qt only where a picture is wanted

    take(*where, **how)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""One command from words to exit code: 0 done, 1 problems found, 2 wrong call, 3 refused, 4 busy."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from annotator import paths
from annotator.cli.output import Picture, say, tell
from annotator.cli.parser import build_parser
from annotator.cli.words import COMMANDS
from annotator.domain.errors import AnnotatorError, NotFoundError
from annotator.i18n import _


def main(arguments: list[str], picture: Picture) -> int:
    """Run one command.

    Args:
        arguments: without the program's name.
        picture: takes a picture of the window; handed down, for no command knows the window.

    Returns:
        The exit code.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a redirected stream may speak ASCII only
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    missing = _missing_file(arguments)
    if missing:
        tell(_("annotator: There is no file {path}.").format(path=missing))
        return NotFoundError.exit_code
    parser = build_parser()
    options = parser.parse_args(arguments)
    if options.licences:
        say((_notices()).read_text("utf-8"))
        return 0
    if options.command is None:
        parser.print_help()
        return 2
    from annotator.cli.commands import run  # noqa: PLC0415 - help needs no database

    try:
        return run(options, picture, lambda words: main(words, picture))
    except AnnotatorError as error:
        tell(_("annotator: {error}").format(error=error))
        return error.exit_code
    except KeyboardInterrupt:
        tell(_("annotator: stopped; nothing half done is kept"))
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _missing_file(arguments: list[str]) -> str:
    """The first thing to open that is not there, "" for a command."""
    if not arguments or arguments[0].startswith("-") or arguments[0] in COMMANDS:
        return ""
    for word in arguments:
        if Path(word).suffix.casefold() in {".pdf", ".treaty"} and not Path(word).exists():
            return word
    return ""


def _notices() -> Path:
    inside = paths.resources() / "THIRD_PARTY_NOTICES.md"
    return inside if inside.exists() else paths.resources().parent / "packaging" / inside.name

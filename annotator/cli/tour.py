# SPDX-License-Identifier: AGPL-3.0-or-later
"""The whole main job on the sample, unattended: what a new user does, and the self-test of a copy.

Every step is a command as anybody types it; a step that fails ends the tour with its exit code.
"""

from __future__ import annotations

import contextlib
import io
import shlex
from collections.abc import Callable
from pathlib import Path

from annotator import paths
from annotator.cli.output import say, tell
from annotator.domain.errors import InputRefusedError
from annotator.i18n import _

_QUOTE = "privacy is a condition of the free exchange of ideas"


def walk(folder: Path, again: Callable[[list[str]], int]) -> int:
    """Walk the main job.

    Args:
        folder: where project, annotation file, pictures and log go; made where missing.
        again: runs a command from its words.

    Returns:
        0, or the exit code of the step that failed.

    Raises:
        InputRefusedError: the folder cannot be made, or holds a tour already.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputRefusedError(
            _("{path} cannot be made: {error}.").format(path=folder, error=error.strerror)
        ) from error
    project = folder / "tour.treaty"
    if project.exists():
        raise InputRefusedError(_("{path} exists already.").format(path=project))
    log = folder / "tour.log"
    log.write_text("", "utf-8")
    for words in _steps(folder, project):
        code = _step(words, log, again)
        if code:
            tell(_("The tour ended at: annotator {words}").format(words=shlex.join(words)))
            tell(_("See {log}.").format(log=log))
            return code
    say(
        _("Pictures: {paths}").format(paths=", ".join(str(p) for p in sorted(folder.glob("*.png"))))
    )
    say(_("CSV: {path}").format(path=folder / "tour.csv"))
    say(_("Log: {path}").format(path=log))
    return 0


def _steps(folder: Path, project: Path) -> list[list[str]]:
    sample = paths.sample()
    path, me = str(project), ["--reviewer", "Ana Ruiz"]
    draft = "M/CONF.1/7@en"
    return [
        ["new", path, "--title", "Model convention on electronic evidence"],
        ["add", path, str(sample / "M_CONF.1_7.pdf"), "--symbol", "M/CONF.1/7", "--language", "en"],
        ["search", path, "criminal offence"],
        ["tag", path, draft, "--quote", _QUOTE, "--code", "PRV-1", "--stance", "strengthens",
         "--recommendation", "retain", *me],
        ["tag", path, draft, "--quote", "extend the search to that system without further authorization",
         "--code", "SAF-3", "SUR-3", "--severity", "4", "--recommendation", "delete", *me],
        ["mark", path, draft, "--provision", "Art 15", "--as", "read", *me],
        ["undo", path],
        ["redo", path],
        ["merge", path, str(sample / "bo-lindqvist.csv"), "--preview"],
        ["merge", path, str(sample / "bo-lindqvist.csv")],
        ["conflicts", path],
        ["list", path],
        ["export", path, str(folder / "tour.csv")],
        ["merge", path, str(folder / "tour.csv"), "--preview"],
        ["shot", path, str(folder / "window-light.png"), "--page", "1"],
        ["shot", path, str(folder / "window-dark.png"), "--page", "3", "--theme", "dark"],
        ["check", path],
    ]  # fmt: skip


def _step(words: list[str], log: Path, again: Callable[[list[str]], int]) -> int:
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = again(words)
    with log.open("a", encoding="utf-8") as file:
        file.write(f"$ annotator {shlex.join(words)}\n{out.getvalue()}[{code}]\n\n")
    return code

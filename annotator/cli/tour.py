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

_ROUNDS = (
    ("M/CONF.1/7", "2026-03-04"), ("M/CONF.1/7/Rev.1", "2026-06-18"),
    ("M/CONF.1/7/Rev.2", "2026-09-25"),
)  # fmt: skip
_LATEST = "M/CONF.1/7/Rev.2@en"
_COLLEAGUES = ("bo-lindqvist.csv", "carla-mensah.csv")
_ME = ["--reviewer", "Dana Okafor"]
_LAST_TAG = "{the tag made last}"
"""Stands for a uid that is known only once the step before has run."""


def walk(folder: Path, again: Callable[[list[str]], int]) -> int:
    """Walk the main job.

    Args:
        folder: where project, annotation files, pictures and log go; made where missing.
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
    tag = ""
    for step in _steps(folder, project):
        words = [tag if word == _LAST_TAG else word for word in step]
        code, printed = _step(words, log, again)
        if code:
            tell(_("The tour ended at: annotator {words}").format(words=shlex.join(words)))
            tell(_("See {log}.").format(log=log))
            return code
        if words[0] == "tag":
            tag = printed.split()[-1]
    say(
        _("Pictures: {paths}").format(paths=", ".join(str(p) for p in sorted(folder.glob("*.png"))))
    )
    say(_("CSV: {path}").format(path=folder / "tour.csv"))
    say(_("Log: {path}").format(path=log))
    return 0


def _steps(folder: Path, project: Path) -> list[list[str]]:
    path = str(project)
    return [
        ["new", path, "--title", "Model convention on electronic evidence"],
        *_adding(path),
        ["drafts", path],
        ["search", path, "any criminal offence"],
        *_tagging(path),
        *_merging(path, folder),
        ["list", path],
        ["export", path, str(folder / "tour.csv")],
        ["merge", path, str(folder / "tour.csv"), "--preview"],
        *_pictures(path, folder),
        ["history", path],
        ["check", path],
    ]


def _adding(path: str) -> list[list[str]]:
    """The three rounds of the draft."""
    return [
        ["add", path, str(paths.sample() / f"{symbol.replace('/', '_')}.pdf"), "--symbol", symbol,
         "--language", "en", "--date", date, "--round", str(number)]
        for number, (symbol, date) in enumerate(_ROUNDS, start=1)
    ]  # fmt: skip


def _tagging(path: str) -> list[list[str]]:
    """A reviewer's own work, with second thoughts."""
    return [
        ["tag", path, _LATEST, "--quote", "subject to authorization in accordance with domestic law",
         "--code", "SAF-3", "SUR-1", "--severity", "4", "--recommendation", "amend",
         "--wording", "subject to prior authorization by a court", *_ME],
        ["tag", path, _LATEST, "--provision", "Art 37", "--code", "PRV-3", "--severity", "3",
         "--recommendation", "add", "--note", "Nothing on the protection of personal data.", *_ME],
        ["edit", path, _LAST_TAG, "--severity", "2", "--stance", "ambiguous", *_ME],
        ["tag", path, "M/CONF.1/7@en", "--quote",
         "extend the search to that other system without further authorization",
         "--code", "SUR-3", "--severity", "4", "--recommendation", "delete", *_ME],
        ["tag", path, _LATEST, "--quote", "a reasonable time", "--nth", "1", "--code", "SCO-2", *_ME],
        ["untag", path, _LAST_TAG, *_ME],
        ["mark", path, _LATEST, "--provision", "Art 52", "--as", "read", *_ME],
        ["undo", path, "--count", "2"],
        ["redo", path, "--count", "2"],
    ]  # fmt: skip


def _merging(path: str, folder: Path) -> list[list[str]]:
    """What Ana, Bo and Carla have done: first looked at, then taken in."""
    ana = str(folder / "ana-ruiz.csv")
    colleagues = [str(paths.sample() / name) for name in _COLLEAGUES]
    return [
        ["export", str(paths.sample() / "sample.treaty"), ana],
        ["merge", path, ana],
        ["merge", path, *colleagues, "--preview"],
        ["merge", path, *colleagues],
        ["conflicts", path],
    ]


def _pictures(path: str, folder: Path) -> list[list[str]]:
    """The window in its themes, with what belongs to the job beside the page."""
    wanted = (
        ("window-light", "5", "passage", "light"), ("window-dark", "13", "passage", "dark"),
        ("table", "5", "passages", "light"), ("inbox", "13", "inbox", "light"),
        ("outline", "13", "outline", "contrast"),
    )  # fmt: skip
    return [
        ["shot", path, str(folder / f"{name}.png"), "--draft", _LATEST, "--page", page,
         "--panel", panel, "--theme", theme]
        for name, page, panel, theme in wanted
    ]  # fmt: skip


def _step(words: list[str], log: Path, again: Callable[[list[str]], int]) -> tuple[int, str]:
    """Run one command; its exit code and what it printed."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = again(words)
    with log.open("a", encoding="utf-8") as file:
        file.write(f"$ annotator {shlex.join(words)}\n{out.getvalue()}[{code}]\n\n")
    return code, out.getvalue()

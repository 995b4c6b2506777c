# SPDX-License-Identifier: AGPL-3.0-or-later
"""What `dev.py` does once a suitable Python runs it: set up, then run or test.

Needs no network when nothing is missing.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from steps import SetupError, say
from virtual_env import VirtualEnv

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "projects" / "sample" / "sample.treaty"
_MOST_AT_ONCE = 4
"""Processes of tests; each takes up to a gigabyte."""


def command(name: str, arguments: Sequence[str]) -> int:
    """Do one of setup, run and test. Gives the exit code, or becomes the program it starts."""
    env = VirtualEnv(ROOT)
    try:
        env.make_ready(window=name == "run" and _has_display())
        if name == "test":
            _become(
                [str(env.python), "-m", "pytest", *(_from_root(arguments) or _side_by_side())],
                {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONHASHSEED": "0"},
                folder=ROOT,
            )
        if name == "run":
            return _run(env, arguments)
    except SetupError as error:
        sys.stderr.write(f"\n{error}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped. The same command goes on from here.\n")
        return 130
    say(f"Ready: {env.script('annotator')}")
    return 0


def _run(env: VirtualEnv, arguments: Sequence[str]) -> int:
    annotator = str(env.script("annotator"))
    if arguments or _has_display():
        _become([annotator, *(arguments or _own_sample())], dict(os.environ))
    return _tour(annotator, ROOT / "dist" / "tour")


def _side_by_side() -> list[str]:
    """All tests, a file at a time to each processor: half of their time is waiting."""
    return ["-n", str(min(os.cpu_count() or 1, _MOST_AT_ONCE)), "--dist", "loadfile"]


def _own_sample() -> list[str]:
    """A copy of the sample project to work in: the one that ships stays as it is."""
    copy = ROOT / "projects" / "sample-review.treaty"
    if not copy.exists():
        shutil.copyfile(SAMPLE, copy)
    return [str(copy)]


def _tour(annotator: str, folder: Path) -> int:
    import subprocess  # noqa: PLC0415 - the ready path to a window does without it

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    say("There is no screen here: the whole main job runs unattended on the sample instead.")
    code = subprocess.call([annotator, "tour", str(folder)])
    say(f"Pictures, annotation file and log: {folder}")
    return code


def _has_display() -> bool:
    if sys.platform in {"win32", "darwin"}:
        return True
    if os.environ.get("QT_QPA_PLATFORM"):
        return os.environ["QT_QPA_PLATFORM"].split(":")[0] not in {"offscreen", "minimal"}
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _from_root(arguments: Sequence[str]) -> list[str]:
    """Test paths as typed in the current folder, made whole: pytest runs in the top folder."""
    whole = []
    for argument in arguments:
        path, colons, rest = argument.partition("::")
        here = Path.cwd() / path
        is_path = path and not path.startswith("-") and here.exists()
        whole.append(f"{here}{colons}{rest}" if is_path else argument)
    return whole


def _become(words: list[str], env: dict[str, str], *, folder: Path | None = None) -> NoReturn:
    """Replace this process, so that exit codes and signals are the program's own."""
    if folder is not None:
        os.chdir(folder)
    sys.stdout.flush()
    sys.stderr.flush()
    if sys.platform == "win32":
        import subprocess  # noqa: PLC0415 - execve does not wait there

        sys.exit(subprocess.call(words, env=env))
    os.execve(words[0], words, env)  # noqa: S606 - no shell is wanted

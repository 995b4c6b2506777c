# SPDX-License-Identifier: AGPL-3.0-or-later
"""Steps of the set-up as a person sees them: what is done, for how long, what went wrong.

Knows nothing of what the steps do.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

_CAUSES = {
    "NewConnectionError|NameResolutionError|Temporary failure|Network is unreachable|ProxyError"
    "|ConnectTimeoutError|ReadTimeoutError|Could not resolve": (
        "The package index cannot be reached. Connect this machine to the network, or give pip a "
        "folder of the same files (PIP_NO_INDEX=1 PIP_FIND_LINKS=FOLDER), and try again."
    ),
    "CERTIFICATE_VERIFY_FAILED|SSLError": "The index's certificate is not trusted (PIP_CERT).",
    "No space left": "The disk is full: about 1 GB is needed.",
    "DO NOT MATCH THE HASHES": "A downloaded file is not the one this project was tested with.",
    "No matching distribution|Could not find a version": (
        "No ready-made file fits this machine and Python (needed: 64-bit Linux with glibc 2.34, "
        "as in Debian 12 and Ubuntu 22.04, or later)."
    ),
    "Could not get lock|dpkg frontend lock": "Another program is installing packages; wait.",
    "Read-only file system|Permission denied": "A folder cannot be written.",
}
"""Pattern in a failed step's output → what it means, the first that fits."""
_NAMED = re.compile(r"^\s*(?:Collecting|Downloading|Using cached|Get:\d+ \S+ \S+ \S+) (\S+)")
_TAIL = 15


class SetupError(Exception):
    """The set-up cannot go on; the text says what a person can do."""


def say(text: str) -> None:
    """A line for the person at the terminal; never on stdout, which belongs to the program run."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def cause(log: str) -> str:
    """The likely cause of a failure in a sentence, "" when the log shows none we know."""
    return next((words for pattern, words in _CAUSES.items() if re.search(pattern, log)), "")


def run_step(
    title: str,
    words: Sequence[str],
    *,
    env: Mapping[str, str],
    log: Path,
    folder: Path | None = None,
) -> None:
    """Run one program as a step, its output kept in `log`.

    Raises:
        SetupError: it could not be started or ended with another code than 0.
    """
    begun = time.monotonic()
    line = _Line(title)
    said: list[str] = []
    with log.open("a", encoding="utf-8") as kept:
        kept.write(f"\n== {title}\n")
        try:
            child = subprocess.Popen(
                list(words),
                env=dict(env),
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                close_fds=False,  # the set-up lock stays held while an orphaned child still writes
            )
        except OSError as error:
            raise SetupError(f"{title}: {words[0]} does not start ({error}).") from error
        with child:
            try:
                for output in child.stdout or ():
                    kept.write(output)
                    said.append(output)
                    named = _NAMED.match(output)
                    line.show(named.group(1) if named else "", time.monotonic() - begun)
            except KeyboardInterrupt:
                child.terminate()
                raise
    line.end(time.monotonic() - begun, failed=child.returncode != 0)
    if child.returncode != 0:
        why = cause("".join(said))
        tail = "".join(said[-_TAIL:]).rstrip()
        raise SetupError(f"{tail}\n\n{title}: failed. {why}\nThe whole log: {log}")


class _Line:
    """One line on the terminal, rewritten in place; elsewhere only its end is printed."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._live = sys.stderr.isatty()
        self._what = ""
        if self._live:
            self.show("", 0.0)
        else:
            say(f"{title} …")

    def show(self, what: str, seconds: float) -> None:
        self._what = what or self._what
        if self._live:
            short = Path(self._what).name[:40]
            sys.stderr.write(f"\r\033[K{self._title} … {seconds:.0f} s  {short}")
            sys.stderr.flush()

    def end(self, seconds: float, *, failed: bool) -> None:
        start = "\r\033[K" if self._live else ""
        say(f"{start}{self._title}: {'failed after' if failed else 'done in'} {seconds:.1f} s")

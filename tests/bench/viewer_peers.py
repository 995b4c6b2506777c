# SPDX-License-Identifier: AGPL-3.0-or-later
"""Other viewers, and our own program beside them: started, driven by keys, watched from outside.

The page on the screen is known by the colour of its strip; see `made_draft.colour_of`.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from framebuffer import Screen, has_nearly, wait_until
from made_draft import colour_of

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {
    "zathura": "zathura zathura-pdf-poppler",
    "sioyek": "sioyek",
    "okular": "okular",
    "mupdf": "mupdf",
}
LEAST = 60
"""Sampled pixels of a strip's colour: more than a thumbnail has, less than a page in part."""


@dataclass(frozen=True, slots=True)
class Peer:
    """How a viewer is driven.

    Attributes:
        words: the command.
        go: keys before the number of a page, and the time they need, in seconds.
        done: keys after the number; the last one sends it off.
        following: keys for the next page.
        shy: the window manager gives it no keys unless it is told to.
    """

    name: str
    words: tuple[str, ...]
    done: tuple[str, ...]
    following: str
    go: tuple[str, ...] = ()
    opening: float = 0.0
    shy: bool = False


def known() -> dict[str, Peer]:
    """Every program the bench can drive, ours first."""
    ours = (sys.executable, "-m", "annotator")
    return {
        "annotator": Peer("annotator", ours, ("Return",), "ctrl+Down", ("ctrl+g",), 0.2),
        "sioyek": Peer("sioyek", ("sioyek",), ("g", "g"), "ctrl+Next"),
        "zathura": Peer("zathura", ("zathura",), ("shift+g",), "shift+j"),
        "mupdf": Peer("mupdf", ("mupdf",), ("g",), "Next", shy=True),
        "okular": Peer("okular", ("okular",), ("Return",), "Right", ("ctrl+g",), 0.6),
    }


def here(names: list[str] | None = None) -> tuple[list[Peer], dict[str, str]]:
    """The programs that can be driven here, and why the others cannot."""
    found, missing = [], {}
    for name, peer in known().items():
        if names is not None and name not in names:
            continue
        if not shutil.which("xdotool"):
            missing[name] = "xdotool is not here"
        elif not shutil.which(peer.words[0]):
            missing[name] = f"not here (apt-get install {PACKAGES.get(name, name)})"
        else:
            found.append(peer)
    return found, missing


class Keys:
    """Presses keys on a screen, through one xdotool that stays."""

    def __init__(self, screen: Screen) -> None:
        self._tool = subprocess.Popen(
            ["xdotool", "-"], env=screen.environment, stdin=subprocess.PIPE, text=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def activate(self, title: str) -> None:
        """Give the keys to the window with this in its title."""
        self._say(f"search --onlyvisible --name {title} windowactivate")

    def press(self, *names: str) -> None:
        """Press keys one after another; returns at once."""
        self._say(f"key --delay 0 {' '.join(names)}")

    def _say(self, words: str) -> None:
        assert self._tool.stdin is not None
        self._tool.stdin.write(words + "\n")
        self._tool.stdin.flush()

    def close(self) -> None:
        """No more keys."""
        assert self._tool.stdin is not None
        self._tool.stdin.close()
        self._tool.wait()


class Running:
    """A viewer with a file open, on a screen of its own.

    Args:
        peer: which.
        target: what it opens.
        folder: for its home and its screen; made.
        size: of the screen.
    """

    def __init__(self, peer: Peer, target: Path, folder: Path, size: tuple[int, int]) -> None:
        self.peer = peer
        self._title = target.stem
        folder.mkdir(parents=True, exist_ok=True)
        self.screen = Screen(folder, size)
        self.keys = Keys(self.screen)
        home = folder / "home"
        home.mkdir(exist_ok=True)
        kept = {k: v for k, v in self.screen.environment.items() if not k.startswith("XDG_")}
        self.process = subprocess.Popen(
            [*peer.words, str(target)], cwd=ROOT, start_new_session=True,
            env={**kept, "HOME": str(home), "ANNOTATOR_CONFIG": str(home), "ANNOTATOR_THEME": "light"},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def ready(self) -> bool:
        """Wait for the first page; whether it came."""
        came = self.wait_for(1, seconds=20, pause=0.005) is not None
        if self.peer.shy:
            self.keys.activate(self._title)
        time.sleep(0.5)
        if not came:
            self.go_to(1)  # some paint only when they are asked for something
            came = self.wait_for(1, seconds=10, pause=0.005) is not None
        return came

    def shows(self, page: int) -> bool:
        """Whether the page's strip is on the screen."""
        return has_nearly(self.screen.lines(), colour_of(page), least=LEAST)

    def wait_for(self, page: int, *, seconds: float = 20.0, pause: float = 0.0005) -> float | None:
        """When the page came (`time.perf_counter`), None if it did not."""
        return wait_until(lambda: self.shows(page), seconds=seconds, pause=pause)

    def go_to(self, page: int) -> float:
        """Ask for a page by its number; when the last key was sent."""
        if self.peer.go:
            self.keys.press(*self.peer.go)
            time.sleep(self.peer.opening)
        self.keys.press(*str(page))
        time.sleep(0.1)
        if self.peer.done[:-1]:
            self.keys.press(*self.peer.done[:-1])
            time.sleep(0.05)
        sent = time.perf_counter()
        self.keys.press(self.peer.done[-1])
        return sent

    def close(self) -> None:
        """End the viewer and its screen."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, number)
                self.process.wait(timeout=3)
            except ProcessLookupError:
                break
            except subprocess.TimeoutExpired:
                continue
        self.process.wait()
        self.keys.close()
        self.screen.close()

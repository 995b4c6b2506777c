# SPDX-License-Identifier: AGPL-3.0-or-later
"""A virtual X screen whose pixels are a file in memory: what is on it is known within a millisecond.

Knows nothing of viewers. Every program is watched in the same way, from outside.
"""

from __future__ import annotations

import mmap
import os
import shutil
import struct
import subprocess
import time
from pathlib import Path

SIZE = 1280, 1024
SAMPLED = 32
"""Each 32nd line of pixels is looked at: a page is bigger than that, and the looking must cost next to
nothing, or it takes the second core from the programs that are measured."""

_OPENBOX = """<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <applications><application class="*"><maximized>yes</maximized>
    <focus>yes</focus></application></applications>
</openbox_config>
"""
_FIFTHS = bytes((v + 25) // 51 if abs((v + 25) // 51 * 51 - v) <= 10 else 9 for v in range(256))
"""From a value to the nearest fifth of 255, 9 where none is near: for pictures of fewer colours."""
_DARK = bytes(0 if value < 0x60 else 1 for value in range(256))


class Screen:
    """An X server with one window manager that gives every window the whole screen.

    Args:
        folder: where its pixels are kept, a memory file while it runs; one for each screen.
        size: width and height in pixels.
    """

    def __init__(self, folder: Path, size: tuple[int, int] = SIZE) -> None:
        self.size = size
        self._children: list[subprocess.Popen[bytes]] = []
        reading, writing = os.pipe()
        self._spawn(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size[0]}x{size[1]}x24",
             "-fbdir", str(folder), "-nolisten", "tcp", "-br"],
            fds=(writing,),
        )  # fmt: skip
        os.close(writing)
        with os.fdopen(reading) as told:
            self.display = f":{int(told.readline())}"
        file = (folder / "Xvfb_screen0").open("rb")
        self._pixels = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        words = struct.unpack(">25I", self._pixels[:100])
        self._start, self._line = words[0] + words[19] * 12, words[12]
        self.environment = {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}
        for name in ("WAYLAND_DISPLAY", "XAUTHORITY"):
            self.environment.pop(name, None)
        if shutil.which("openbox"):
            rules = folder / "openbox.xml"
            rules.write_text(_OPENBOX, encoding="utf-8")
            self._spawn(["openbox", "--config-file", str(rules)], env=self.environment)

    def _spawn(
        self, words: list[str], *, env: dict[str, str] | None = None, fds: tuple[int, ...] = ()
    ) -> None:
        quiet = subprocess.DEVNULL
        self._children.append(
            subprocess.Popen(words, env=env, pass_fds=fds, stdout=quiet, stderr=quiet)
        )

    def lines(self, *, middle: bool = False) -> bytes:
        """The sampled pixels, 4 bytes each (blue, green, red, unused), of all or of the middle."""
        width, height = self.size
        top, bottom = (height // 4, height * 3 // 4) if middle else (0, height)
        left, right = (width // 4 * 4, width * 3 // 4 * 4) if middle else (0, width * 4)
        base, line = self._start, self._line
        return b"".join(
            self._pixels[base + y * line + left : base + y * line + right]
            for y in range(top, bottom, SAMPLED)
        )

    def close(self) -> None:
        """End the server and the window manager."""
        for child in reversed(self._children):
            child.terminate()
            child.wait()


def has_colour(pixels: bytes, colour: tuple[int, int, int], *, least: int = 100) -> bool:
    """Whether at least so many sampled pixels have exactly this colour."""
    red, green, blue = colour
    return pixels.count(bytes((blue, green, red))) >= least


def has_nearly(pixels: bytes, colour: tuple[int, int, int], *, least: int = 100) -> bool:
    """The same for a colour in fifths of 255, give or take what a coarse picture loses."""
    red, green, blue = (value // 51 for value in colour)
    fifths = pixels.translate(_FIFTHS)
    wanted = bytes((blue, green, red))
    return sum(fifths.count(wanted + bytes((last,))) for last in (0, 5)) >= least


def has_ink(pixels: bytes) -> bool:
    """Whether the pixels look like print: a good part white, some of it dark."""
    total = len(pixels) // 4
    white = pixels.count(b"\xff\xff\xff")
    dark = pixels.translate(_DARK).count(b"\0\0\0")
    return white > total * 0.15 and dark > total * 0.005


def wait_until(condition, *, seconds: float, pause: float = 0.002) -> float | None:
    """When the condition came true, on the clock of `time.perf_counter`; None if it never did."""
    end = time.perf_counter() + seconds
    while (now := time.perf_counter()) < end:
        if condition():
            return now
        time.sleep(pause)
    return None

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What Qt and `venv` need from the system.

Installs Debian packages where that is allowed without asking, and otherwise names the command.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from steps import SetupError, run_step, say

OFFSCREEN = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfreetype.so.6": "libfreetype6",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
"""Library → Debian package, for every use of Qt."""
WINDOW = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
"""Likewise, for a window on X."""
WAYLAND = {"libwayland-cursor.so.0": "libwayland-cursor0", "libwayland-egl.so.1": "libwayland-egl1"}
"""Likewise, for a window on Wayland; without them Qt falls back to X."""
FONTS = {"zh": "fonts-noto-cjk", "ar": "fonts-noto-core"}
"""Language → package with a font for it, of the UN languages that a bare system cannot show."""


def has_modules(*names: str) -> bool:
    """Whether this Python has these modules; a bare Debian splits `ensurepip` off."""
    return all(importlib.util.find_spec(name) is not None for name in names)


def missing(libraries: dict[str, str]) -> list[str]:
    """The packages of those libraries that the system's loader does not find."""
    return [package for library, package in libraries.items() if not _loads(library)]


def install_venv_module(*, log: Path) -> None:
    """Install what Debian splits off Python's own `venv`.

    Raises:
        SetupError: it may not, with the command for somebody who may; or it failed.
    """
    package = f"python3.{sys.version_info[1]}-venv"
    if not _install("Installing Python's venv", [package], log=log):
        raise SetupError(
            "Python's venv module is not complete on this machine. Somebody with the right to "
            f"install packages has to run:\n\n  {_command([package])}\n\nThen try again."
        )
    importlib.invalidate_caches()


def install(*, log: Path) -> None:
    """Install Qt's libraries and fonts that are missing, as far as that is allowed.

    Fonts are a convenience: their failure is said and does not stop the set-up.
    """
    if sys.platform != "linux":
        return
    libraries = missing(OFFSCREEN | WINDOW | WAYLAND)
    if libraries:
        _install("Installing Qt's system libraries", libraries, log=log)
    fonts = [package for language, package in FONTS.items() if not _has_font(language)]
    if not fonts:
        return
    try:
        done = _install("Installing fonts for Chinese and Arabic", fonts, log=log)
    except SetupError:
        done = False
    if not done:
        say(f"No font for some UN languages was found; to get them: {_command(fonts)}")


def require(*, window: bool) -> None:
    """Make sure that Qt can start.

    Raises:
        SetupError: with the command that installs what is missing.
    """
    if sys.platform != "linux":
        return
    on_wayland = os.environ.get("WAYLAND_DISPLAY") and not missing(WAYLAND)
    on_x = window and not on_wayland
    packages = missing(OFFSCREEN | WINDOW if on_x else OFFSCREEN)
    if packages:
        raise SetupError(
            "Qt needs libraries that this machine does not have. Somebody with the right to "
            f"install packages has to run:\n\n  {_command(packages)}\n\nThen try again."
        )


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_font(language: str) -> bool:
    """Ask fontconfig, which is what Qt will ask; without it there is nothing to tell."""
    try:
        fontconfig = ctypes.CDLL("libfontconfig.so.1")
    except OSError:
        return True
    for name in ("FcNameParse", "FcObjectSetCreate", "FcFontList"):
        getattr(fontconfig, name).restype = ctypes.c_void_p
    pattern = ctypes.c_void_p(fontconfig.FcNameParse(f":lang={language}".encode()))
    properties = ctypes.c_void_p(fontconfig.FcObjectSetCreate())
    fonts = fontconfig.FcFontList(None, pattern, properties)
    # FcFontSet begins with the number of fonts found.
    return bool(fonts) and ctypes.cast(fonts, ctypes.POINTER(ctypes.c_int))[0] > 0


def _install(title: str, packages: Sequence[str], *, log: Path) -> bool:
    """Install Debian packages; False where that is not possible without asking somebody."""
    apt = shutil.which("apt-get")
    rights = _rights()
    if not apt or rights is None:
        return False
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    words = [*rights, apt, "-o", "DPkg::Lock::Timeout=120"]
    wanted = ["install", "-y", "--no-install-recommends", *packages]
    try:
        run_step(title, [*words, *wanted], env=env, log=log)
    except SetupError:
        # A fresh machine has no package lists yet, an old one has stale ones.
        run_step("Refreshing the package lists", [*words, "update"], env=env, log=log)
        run_step(title, [*words, *wanted], env=env, log=log)
    return True


def _rights() -> list[str] | None:
    """Words to put before a command that needs root: none for root, None where it cannot be had."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.call([sudo, "-n", "true"], stderr=subprocess.DEVNULL) == 0:
        return [sudo, "-n", "env", "DEBIAN_FRONTEND=noninteractive"]
    return None


def _command(packages: Sequence[str]) -> str:
    return shlex.join(["sudo", "apt-get", "install", *packages])

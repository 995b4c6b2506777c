# SPDX-License-Identifier: AGPL-3.0-or-later
"""The checkout's own `.venv`: made, brought up to date, known to be whole.

Touches nothing outside it but what `system_libraries` installs.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import system_libraries
from steps import SetupError, run_step, say

_PIP_KEPT = frozenset(
    f"PIP_{name}"
    for name in (
        "CACHE_DIR", "CERT", "CLIENT_CERT", "CONFIG_FILE", "DEFAULT_TIMEOUT", "EXTRA_INDEX_URL",
        "FIND_LINKS", "INDEX_URL", "KEYRING_PROVIDER", "NO_CACHE_DIR", "NO_INDEX", "PROXY",
        "RETRIES", "TIMEOUT", "TRUSTED_HOST",
    )
)  # fmt: skip
"""Where packages come from is the user's affair; where they go is ours (PIP_TARGET, PIP_USER …)."""
_PYTHON_DROPPED = (
    "PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PYTHONPATH", "PYTHONPYCACHEPREFIX", "PYTHONUSERBASE",
    "VIRTUAL_ENV", "__PYVENV_LAUNCHER__",
)  # fmt: skip
_PYC_HEADER = 16
_UNPACK = (
    "import compileall, os.path, shiboken6.Shiboken;"
    "compileall.compile_dir(os.path.join(os.path.dirname(shiboken6.__file__), 'files.dir'), quiet=1)"
)


def clean_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment for pip: without what would send packages or bytecode elsewhere."""
    return {
        name: value
        for name, value in environment.items()
        if name not in _PYTHON_DROPPED and (not name.startswith("PIP_") or name in _PIP_KEPT)
    } | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}


class VirtualEnv:
    """`.venv` of one checkout. It counts as ready only while its stamp, written last, fits."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder = root / ".venv"
        self._stamp = self._folder / "ready.json"
        self._log = self._folder / "setup.log"
        self.python = self.script("python")

    def script(self, name: str) -> Path:
        """Where the virtual environment keeps a program of this name."""
        if sys.platform == "win32":
            return self._folder / "Scripts" / f"{name}.exe"
        return self._folder / "bin" / name

    def make_ready(self, *, window: bool) -> None:
        """Do what is missing, and nothing else.

        Args:
            window: a real window is going to open, so that its libraries must be there.

        Raises:
            SetupError: with what the person can do about it.
        """
        if self._read_stamp() != self._wanted():
            with self._locked():
                self._build()
        if not self._bytecode_fresh():
            self._compile()
        system_libraries.require(window=window)

    def _build(self) -> None:
        have, want = self._read_stamp(), self._wanted()
        if have == want:
            return  # whoever held the lock before us has done it
        self._stamp.unlink(missing_ok=True)
        same_place = {k: have.get(k) for k in ("root", "base")} == {
            k: want[k] for k in ("root", "base")
        }
        if not (have and same_place and self.python.exists()):
            have = {}
            self._create()
        system_libraries.install(log=self._log)
        if have.get("lock") != want["lock"]:
            self._pip("Installing packages", "--require-hashes", "--only-binary", ":all:", "-r",
                      str(self._root / "packaging" / "requirements.lock"))  # fmt: skip
        if any(have.get(name) != want[name] for name in ("lock", "qt_support")):
            self._unpack_qt_support()
        self._pip("Installing the program", "--no-deps", "--no-build-isolation", "-e",
                  str(self._root))  # fmt: skip
        self._compile()
        part = self._stamp.with_suffix(".part")
        part.write_text(json.dumps(self._wanted()), encoding="utf-8")
        part.replace(self._stamp)

    def _create(self) -> None:
        for entry in self._folder.iterdir():
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            elif entry.name not in {"setup.lock", "setup.log"}:
                entry.unlink()
        base = _base_python()
        env = clean_environment(os.environ)
        if not system_libraries.has_modules("venv", "ensurepip"):
            if system_libraries.has_modules("venv", "pip"):
                run_step("Making .venv", [base, "-m", "venv", "--without-pip", str(self._folder)],
                         env=env, log=self._log)  # fmt: skip
                return
            system_libraries.install_venv_module(log=self._log)
        run_step("Making .venv", [base, "-m", "venv", str(self._folder)], env=env, log=self._log)

    def _pip(self, title: str, *arguments: str) -> None:
        """Run pip for this environment: its own, or where it has none the base Python's."""
        pip = [str(self.python), "-I", "-m", "pip"]
        if not any(self._folder.glob("[Ll]ib/**/site-packages/pip")):
            pip = [_base_python(), "-m", "pip", "--python", str(self.python)]
        run_step(
            title,
            [*pip, "install", "--no-user", "--compile", "--progress-bar", "off", *arguments],
            env=clean_environment(os.environ),
            log=self._log,
            folder=self._root,
        )

    def _unpack_qt_support(self) -> None:
        """Let PySide write out, compiled, the Python files it would compile anew at each start (10 ms).

        `SBK_EMBED` is its own switch for it; what an older version left is removed before.
        """
        for old in self._folder.glob("[Ll]ib/**/site-packages/shiboken6/files.dir"):
            shutil.rmtree(old)
        run_step(
            "Unpacking Qt's support",
            [str(self.python), "-I", "-c", _UNPACK],
            env=clean_environment(os.environ) | {"SBK_EMBED": "0"},
            log=self._log,
        )

    def _compile(self) -> None:
        """Compile the program itself; pip compiles only what it copies."""
        run_step(
            "Compiling the program",
            [str(self.python), "-I", "-m", "compileall", "-q", str(self._root / "annotator")],
            env=clean_environment(os.environ),
            log=self._log,
        )

    def _bytecode_fresh(self) -> bool:
        """Whether each module's bytecode is there and of the source's time and size."""
        tag = str(self._read_stamp().get("tag", ""))
        for source in (self._root / "annotator").rglob("*.py"):
            compiled = source.parent / "__pycache__" / f"{source.stem}.{tag}.pyc"
            state = source.stat()
            expected = (int(state.st_mtime) & 0xFFFFFFFF, state.st_size & 0xFFFFFFFF)
            try:
                with compiled.open("rb") as file:
                    header = file.read(_PYC_HEADER)
            except OSError:
                return False
            if expected != (
                int.from_bytes(header[8:12], "little"),
                int.from_bytes(header[12:16], "little"),
            ):
                return False
        return True

    def _read_stamp(self) -> dict[str, object]:
        try:
            stamp = json.loads(self._stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        whole = (
            isinstance(stamp, dict) and self.python.exists() and self.script("annotator").exists()
        )
        return stamp if whole else {}

    def _wanted(self) -> dict[str, object]:
        """What the stamp of an up-to-date environment says."""
        package = [self._root / "pyproject.toml", self._root / "annotator" / "__init__.py"]
        base = self.python if self.python.exists() else Path(_base_python())
        return {
            "root": str(self._root),
            "base": str(base.resolve()),
            "tag": _tag_of(self._folder),
            "lock": _hash(self._root / "packaging" / "requirements.lock"),
            "qt_support": "unpacked",
            "project": _hash(*package),
        }

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the set-up lock: two at once would spoil each other's packages."""
        if self._folder.exists() and not self._is_ours():
            raise SetupError(
                f"{self._folder} is there and is no virtual environment. Move it away first."
            )
        try:
            self._folder.mkdir(exist_ok=True)
            lock = (self._folder / "setup.lock").open("a+", encoding="utf-8")
        except OSError as error:
            raise SetupError(f"The checkout cannot be written: {error}.") from error
        with lock:
            os.set_inheritable(lock.fileno(), True)
            _wait_for(lock)
            yield

    def _is_ours(self) -> bool:
        if not self._folder.is_dir():
            return False
        names = {entry.name for entry in self._folder.iterdir()}
        return not names or bool(names & {"pyvenv.cfg", "setup.lock"})


def _wait_for(lock: IO[str]) -> None:
    """Take the lock; the system lets go of it when its holder ends, however that ends."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - only there

        msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
        return
    import fcntl  # noqa: PLC0415 - not on Windows

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("Another set-up of this checkout is running; waiting for it …")
        fcntl.flock(lock, fcntl.LOCK_EX)


def _base_python() -> str:
    """The Python under any virtual environment that happens to run this script."""
    return str(getattr(sys, "_base_executable", "") or sys.executable)


def _tag_of(folder: Path) -> str:
    """How the environment's Python names its bytecode, e.g. `cpython-311`."""
    found = sorted(folder.glob("lib/python3.*"))
    minor = found[0].name.removeprefix("python3.") if found else str(sys.version_info[1])
    return f"cpython-3{minor}"


def _hash(*paths: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()

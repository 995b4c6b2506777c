# SPDX-License-Identifier: AGPL-3.0-or-later
"""The files of a merge, read by processes of their own where there are many; else here."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from annotator.services.merge_files import is_project
from annotator.services.plain_reading import Block, BlockReader
from annotator.services.row_worker import written_blocks

_WORTH_IT = 32 << 20
"""Bytes of files below which a process costs more time than it saves."""
_MOST = 4
_AHEAD = 2
"""Files that each process may be ahead."""

Blocks = tuple[list[str], Iterator[Block]]


class RowReaders:
    """Reads files in their order, and the next ones ahead. What fails elsewhere is read here."""

    def __init__(self, paths: Sequence[Path], folder: Path, extractor: str) -> None:
        """Begin.

        Args:
            paths: annotation files and projects, in the order in which they will be asked for.
            folder: where rows may lie until they are asked for.
            extractor: what reads texts here.
        """
        self._folder, self._extractor = folder, extractor
        self._here = BlockReader(extractor)
        self._waiting = [path for path in paths if not is_project(path)]
        self._given: dict[Path, tuple[subprocess.Popen[str], Path]] = {}
        self._processes: list[subprocess.Popen[str]] = []
        self._count = 0
        size = 0
        with contextlib.suppress(OSError):
            size = sum(path.stat().st_size for path in self._waiting)
        if size >= _WORTH_IT and len(self._waiting) > 1 and not getattr(sys, "frozen", False):
            cores = min(_MOST, os.cpu_count() or 1, len(self._waiting))
            with contextlib.suppress(OSError):
                self._processes = [_process() for _number in range(cores)]
        for _number in range(_AHEAD * len(self._processes)):
            self._give()

    def _give(self) -> None:
        """Have the next file read ahead."""
        if not self._waiting or not self._processes:
            return
        path = self._waiting.pop(0)
        process = self._processes[self._count % len(self._processes)]
        to = self._folder / f"{self._count}.rows"
        self._count += 1
        with contextlib.suppress(OSError):
            assert process.stdin is not None  # noqa: S101 - a pipe
            process.stdin.write(json.dumps([str(path.absolute()), str(to), self._extractor]) + "\n")
            process.stdin.flush()
            self._given[path] = process, to

    def blocks(self, path: Path) -> Blocks:
        """Header and rows of the next file.

        Raises:
            InputRefusedError: it cannot be read, or is no annotation file.
        """
        process, to = self._given.pop(path, (None, self._folder))
        self._give()
        if process is None or process.stdout is None or process.stdout.readline() != "read\n":
            return self._here.read(path)
        return written_blocks(to)

    def close(self) -> None:
        """End the processes. Harmless twice."""
        for process in self._processes:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()
            process.wait()
        self._processes = []


def _process() -> subprocess.Popen[str]:
    root = str(Path(__file__).resolve().parents[2])
    paths = [root, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return subprocess.Popen(
        # -P: a file called json.py in the folder we were started from is not Python's
        [sys.executable, "-P", "-m", "annotator.services.row_worker"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )  # fmt: skip

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the window's process has imported when it paints its first page, and how long that took."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from viewer_memory import make_project
from viewer_processes import run_program, tell

FORBIDDEN = ("alembic", "pydantic", "pymupdf", "sqlalchemy", "sqlmodel")


def measure(settings: dict) -> Iterator[tuple[list[str], object]]:
    """Figures for a project and for a bare PDF.

    Args:
        settings: `draft`, a PDF.
    """
    with tempfile.TemporaryDirectory() as name:
        draft = Path(settings["draft"])
        project = make_project(Path(name), draft)
        for kind, target in (("project", project), ("bare PDF", draft)):
            yield [kind], _one(target, Path(name) / "config")


def _one(target: Path, config: Path) -> dict[str, object]:
    """Two starts: one for the clock, one for the interpreter's own account of imports."""
    told = {}
    for profile in ("", "1"):
        env = {**os.environ, "ANNOTATOR_CONFIG": str(config), "BEGUN": repr(time.time())}
        if profile:
            env["PYTHONPROFILEIMPORTTIME"] = profile
        done = subprocess.run([sys.executable, __file__, str(target)], env=env, check=False,
                              capture_output=True, text=True)  # fmt: skip
        if not done.stdout:
            return {"failed": done.stderr.strip().rpartition("\n")[2]}
        told = {**json.loads(done.stdout)["value"], **told}
        if profile:
            told |= _account(done.stderr)
    return told


def _account(text: str) -> dict[str, object]:
    """The interpreter's account, by whose modules they are, in milliseconds."""
    sums = {"PySide6": 0, "annotator": 0, "others": 0}
    for line in text.splitlines():
        if not line.startswith("import time:") or "imported package" in line:
            continue
        taken, _whole, name = line.removeprefix("import time:").split("|")
        top = name.strip().partition(".")[0]
        owner = {"shiboken6": "PySide6", "Shiboken": "PySide6"}.get(top, top)
        sums[owner if owner in sums else "others"] += int(taken)
    told = {f"{name}_ms": round(value / 1000, 1) for name, value in sums.items()}
    return {"imports_ms": round(sum(sums.values()) / 1000, 1), **told}


def _report(window) -> None:
    """At the first paint: tell and end."""

    def painted() -> None:
        names = set(sys.modules)
        tops = {name.partition(".")[0] for name in names}
        tell([], {
            "first_paint_ms": round(1000 * (time.time() - float(os.environ["BEGUN"])), 1),
            "modules": len(names),
            "of_annotator": sum(name.startswith("annotator") for name in names),
            "forbidden": sorted(tops.intersection(FORBIDDEN)),
        })  # fmt: skip
        os._exit(0)

    window.reader.view.painted.connect(painted)


if __name__ == "__main__":
    run_program([sys.argv[1]], shown=_report)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Measures the viewer: start, scrolling, zoom, pages, memory, pixels, imports, selection.

Prints figures and ratios to other viewers in the same call, no verdicts. Each section runs in a process
of its own with a limit, so that one that fails spoils no other. See README.md.
"""

from __future__ import annotations

import argparse
import compileall
import importlib
import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE)]

import viewer_files  # noqa: E402
from framebuffer import Screen  # noqa: E402
from viewer_peers import known  # noqa: E402
from viewer_processes import family, tell  # noqa: E402
from viewer_table import print_table  # noqa: E402

SECTIONS = "start", "scroll", "zoom", "goto", "memory", "fraction", "imports", "select"
ALONE = {"start"}
"""Sections that bring their own screen, and are nothing without one."""
SIZE = 1440, 900
LONG = Path("/usr/share/R/doc/manual/fullrefman.pdf")
"""A real document of 2,415 pages where Debian's r-doc-pdf is installed."""
KINDS = {"draft": 700, "book": 350, "vectors": 40, "jpeg2000": 40}
QUICK_KINDS = {"draft": 150, "book": 80, "vectors": 10, "jpeg2000": 10}


def main() -> int:
    """Measure and print."""
    options = _options()
    if options.section:
        for key, value in importlib.import_module(f"viewer_{options.section}").measure(
            json.loads(options.settings)
        ):
            tell(key, value)
        return 0
    compileall.compile_dir(ROOT / "annotator", quiet=2)  # as in an installed copy
    found: dict[str, object] = {"conditions": _conditions(), "load": {"before": _load()}}
    with tempfile.TemporaryDirectory(prefix="annotator-bench-") as name, ExitStack() as stack:
        folder = Path(name)
        files, skipped = _files(folder, options)
        found["files"] = {kind: path.name for kind, path in files.items()} | skipped
        env = {**os.environ, "ANNOTATOR_CONFIG": str(folder / "config"), "ANNOTATOR_THEME": "light"}
        env["PYTHONPATH"] = os.pathsep.join([str(ROOT), *_given_paths()])
        screens = bool(shutil.which("Xvfb")) and not options.offscreen
        if screens:
            (folder / "screen").mkdir()
            screen = Screen(folder / "screen", SIZE)
            stack.callback(screen.close)
            env |= {"DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb"}
        else:
            env["QT_QPA_PLATFORM"] = "offscreen"
        for section in options.only:
            if section in ALONE and not screens:
                found[section] = {"left_out": "needs Xvfb (apt-get install xvfb)"}
                continue
            settings = PLANS[section](options, files)
            print(f"{section} …", file=sys.stderr, flush=True)
            began = time.monotonic()
            found[section] = _run(section, settings, env=env, limit=options.limit)
            found[section]["seconds"] = round(time.monotonic() - began, 1)
    found["load"]["after"] = _load()
    if options.json:
        print(json.dumps(found, indent=1))
    else:
        print_table(found)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", type=lambda text: text.split(","), default=list(SECTIONS),
                        metavar="S,S", help=f"of {', '.join(SECTIONS)}")  # fmt: skip
    parser.add_argument("--quick", action="store_true", help="small files, few rounds: 90 seconds")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--offscreen", action="store_true", help="no X server: ours alone")
    parser.add_argument("--whole", action="store_true",
                        help="scroll in the program's window, not in the reader alone")  # fmt: skip
    parser.add_argument("--peers", type=lambda text: [one for one in text.split(",") if one],
                        default=list(known()), metavar="P,P", help=f"of {', '.join(known())}; '' for none")  # fmt: skip
    parser.add_argument("--ours", default="", help="command for `start`")
    parser.add_argument("--rounds", type=int, default=0, help="of `start`")
    parser.add_argument("--speeds", type=lambda text: [int(one) for one in text.split(",")],
                        metavar="N,N", help="of `scroll`, device pixels a second")  # fmt: skip
    parser.add_argument("--limit", type=float, default=240, help="seconds of a section; 240")
    for kind, pages in KINDS.items():
        parser.add_argument(f"--{kind}", type=Path, metavar="PDF", help="instead of the made one")
        parser.add_argument(f"--{kind}-pages", type=int, help=f"of the made one; {pages}")
    parser.add_argument("--long", type=Path, metavar="PDF", help=f"for `goto`; {LONG} if it is there")
    parser.add_argument("--section", help=argparse.SUPPRESS)
    parser.add_argument("--settings", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if unknown := set(options.only) - set(SECTIONS):
        parser.error(f"no such section: {', '.join(sorted(unknown))}")
    options.speeds = options.speeds or ([12000] if options.quick else [1500, 12000, 36000])
    return options


def _files(folder: Path, options: argparse.Namespace) -> tuple[dict[str, Path], dict[str, str]]:
    """The PDFs, given or made, by kind; kinds that are left out, and why."""
    files, skipped = {}, {}
    for kind, pages in (QUICK_KINDS if options.quick else KINDS).items():
        given = getattr(options, kind)
        files[kind] = given or folder / f"{kind}.pdf"
        if given is None:
            try:
                count = getattr(options, f"{kind}_pages") or pages
                getattr(viewer_files, kind)(files[kind], pages=count)
            except (ImportError, OSError) as error:
                skipped[kind] = f"left out: {error}"
                del files[kind]
    for kind, pages in (("paged", KINDS["draft"]), ("coloured", 2415)):
        files[kind] = folder / f"{kind}.pdf"
        viewer_files.coloured(files[kind], pages=_less(pages, options))
    files["long"] = options.long or (LONG if LONG.exists() else files["coloured"])
    return files, skipped


def _less(pages: int, options: argparse.Namespace) -> int:
    return pages // 7 if options.quick else pages


def _of(files: dict[str, Path], *kinds: str) -> dict[str, str]:
    return {kind: str(files[kind]) for kind in kinds if kind in files}


def _scroll(options: argparse.Namespace, files: dict[str, Path]) -> dict:
    return {
        "files": _of(files, *KINDS), "speeds": options.speeds, "whole": options.whole, "frames": 60,
        "stretches": 1 if options.quick else 2,
        "conditions": ["fresh"] if options.quick else ["fresh", "ready"],
    }  # fmt: skip


def _zoom(options: argparse.Namespace, files: dict[str, Path]) -> dict:
    if options.quick:
        return {"files": _of(files, "book"), "factors": [0.5, 2.0, 16.0]}
    return {"files": _of(files, "book", "vectors"), "factors": [0.1, 0.5, 1, 2, 4, 16, 60]}


def _goto(options: argparse.Namespace, files: dict[str, Path]) -> dict:
    inside = _of(files, "coloured" if options.quick else "long")
    return {
        "files": inside, "coloured": str(files["coloured"]), "pages": _less(2415, options),
        "peers": options.peers, "visits": 3 if options.quick else 6, "size": SIZE,
    }  # fmt: skip


def _memory(options: argparse.Namespace, files: dict[str, Path]) -> dict:
    return {
        "draft": str(files["paged"]), "pages": _less(KINDS["draft"], options), "size": SIZE,
        "peers": options.peers, "seconds": 8 if options.quick else 30,
        "later": 5 if options.quick else 15,
    }  # fmt: skip


PLANS: dict[str, Callable[[argparse.Namespace, dict[str, Path]], dict]] = {
    "start": lambda options, _files: {
        "rounds": options.rounds or (1 if options.quick else 3), "pages": 40, "ours": options.ours,
    },
    "scroll": _scroll,
    "zoom": _zoom,
    "goto": _goto,
    "memory": _memory,
    "fraction": lambda options, files: {
        "draft": str(files["book"]), "scales": [1.25, 1.5] if options.quick else [1, 1.25, 1.5, 1.75, 2],
        "zooms": [3.3] if options.quick else [1.0, 3.3, 9.0],
    },
    "imports": lambda _options, files: {"draft": str(files["draft"])},
    "select": lambda options, files: {
        "files": _of(files, "book"), "seconds": 2 if options.quick else 4,
    },
}  # fmt: skip
"""What each section is told to do."""


def _run(section: str, settings: dict, *, env: dict[str, str], limit: float) -> dict[str, object]:
    """One section in a process of its own; what it told before it failed counts."""
    words = [sys.executable, __file__, "--section", section, "--settings", json.dumps(settings)]
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as trouble:
        child = subprocess.Popen(words, env=env, cwd=ROOT, stdout=out, stderr=trouble)
        why = ""
        try:
            if child.wait(timeout=limit):
                trouble.seek(0)
                why = trouble.read().strip().rpartition("\n")[2] or f"ended with {child.returncode}"
        except subprocess.TimeoutExpired:
            for process in reversed(family(child.pid)):
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            child.wait()
            why = f"took longer than {limit:.0f} s"
        out.seek(0)
        found = _gathered(out.read().splitlines())
    return {**found, "failed": why} if why else found


def _gathered(lines: list[str]) -> dict[str, object]:
    """Lines of key and value as one tree."""
    tree: dict[str, object] = {}
    for line in lines:
        told = json.loads(line)
        *above, last = told["key"]
        place = tree
        for name in above:
            place = place.setdefault(name, {})  # type: ignore[assignment]
        place[last] = told["value"]
    return tree


def _given_paths() -> list[str]:
    return [one for one in os.environ.get("PYTHONPATH", "").split(os.pathsep) if one]


def _conditions() -> str:
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def _load() -> list[float]:
    return [round(one, 2) for one in os.getloadavg()]


if __name__ == "__main__":
    sys.exit(main())

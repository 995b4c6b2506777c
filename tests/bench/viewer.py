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
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
SCREENS = {"fraction": (2880, 1800)}
"""At twice the size the window would not fit on the other one."""
LONG = Path("/usr/share/R/doc/manual/fullrefman.pdf")
"""A real document of 2,415 pages where Debian's r-doc-pdf is installed."""
KINDS = "draft", "book", "vectors", "jpeg2000"
"""What is scrolled through."""
PAGES = {"draft": 700, "book": 350, "vectors": 40, "jpeg2000": 40, "paged": 700, "coloured": 2415}
SMALLER = {"full": 1, "quick": 6, "tiny": 300}
"""How much smaller the made files are."""


def main() -> int:
    """Measure and print."""
    options = _options()
    if options.section:
        for key, value in importlib.import_module(f"viewer_{options.section}").measure(
            json.loads(options.settings)
        ):
            tell(key, value)
        return 0
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # leave no screen behind
    compileall.compile_dir(ROOT / "annotator", quiet=2)  # as in an installed copy
    found: dict[str, object] = {"conditions": _conditions(), "load": {"before": _load()}}
    with tempfile.TemporaryDirectory(prefix="annotator-bench-") as name:
        folder = Path(name)
        files, skipped = _files(folder, options)
        found["files"] = {kind: path.name for kind, path in files.items()} | skipped
        env = {**os.environ, "ANNOTATOR_CONFIG": str(folder / "config"), "ANNOTATOR_THEME": "light"}
        env["PYTHONPATH"] = os.pathsep.join([str(ROOT), *_given_paths()])
        screens = bool(shutil.which("Xvfb")) and not options.offscreen
        for section in options.only:
            if section in ALONE and not screens:
                found[section] = {"left_out": "needs Xvfb (apt-get install xvfb)"}
                continue
            print(f"{section} …", file=sys.stderr, flush=True)
            began = time.monotonic()
            with _screen(folder / section, section, wanted=screens) as display:
                told = _run(section, _plan(section, options, files), env=env | display,
                            limit=options.limit)  # fmt: skip
            found[section] = {**told, "seconds": round(time.monotonic() - began, 1)}
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
    parser.add_argument("--quick", dest="amount", action="store_const", const="quick",
                        default="full", help="small files, few rounds: 90 seconds")  # fmt: skip
    parser.add_argument("--tiny", dest="amount", action="store_const", const="tiny",
                        help="shows only that the bench runs")  # fmt: skip
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
    for kind in KINDS:
        parser.add_argument(f"--{kind}", type=Path, metavar="PDF", help="instead of the made one")
        parser.add_argument(f"--{kind}-pages", type=int, metavar="N",
                            help=f"of the made one; {PAGES[kind]}")  # fmt: skip
    parser.add_argument(
        "--long", type=Path, metavar="PDF", help=f"for `goto`; {LONG} if it is there"
    )
    parser.add_argument("--section", help=argparse.SUPPRESS)
    parser.add_argument("--settings", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if unknown := set(options.only) - set(SECTIONS):
        parser.error(f"no such section: {', '.join(sorted(unknown))}")
    options.speeds = options.speeds or (
        [1500, 12000, 36000] if options.amount == "full" else [12000]
    )
    return options


def _files(folder: Path, options: argparse.Namespace) -> tuple[dict[str, Path], dict[str, str]]:
    """The PDFs, given or made, by kind; kinds that are left out, and why."""
    files, skipped = {}, {}
    for kind in PAGES:
        given = getattr(options, kind, None)
        files[kind] = given or folder / f"{kind}.pdf"
        make = getattr(viewer_files, "coloured" if kind == "paged" else kind)
        if given is None:
            try:
                make(files[kind], pages=_pages(options, kind))
            except (ImportError, OSError) as error:
                skipped[kind] = f"left out: {error}"
                del files[kind]
    files["long"] = options.long or (LONG if LONG.exists() else files["coloured"])
    return files, skipped


def _pages(options: argparse.Namespace, kind: str) -> int:
    return getattr(options, f"{kind}_pages", None) or max(2, PAGES[kind] // SMALLER[options.amount])


def _of(files: dict[str, Path], *kinds: str) -> dict[str, str]:
    return {kind: str(files[kind]) for kind in kinds if kind in files}


def _plan(section: str, options: argparse.Namespace, files: dict[str, Path]) -> dict:
    """What a section is told to do."""
    amount, book = options.amount, str(files.get("book", files["draft"]))

    def by_amount(full, quick, tiny):
        return {"full": full, "quick": quick, "tiny": tiny}[amount]

    plans = {
        "start": {"rounds": options.rounds or by_amount(3, 1, 1), "pages": 40, "ours": options.ours},
        "scroll": {
            "files": _of(files, *KINDS), "speeds": options.speeds, "whole": options.whole,
            "frames": by_amount(50, 50, 6), "stretches": by_amount(2, 1, 1),
            "conditions": by_amount(["fresh", "ready"], ["fresh"], ["fresh", "ready"]),
        },
        "zoom": {
            "files": _of(files, *by_amount(("book", "vectors"), ("book",), ("book",))),
            "factors": by_amount([0.1, 0.5, 1, 2, 4, 16, 60], [0.5, 2, 16], [1]),
            "frames": by_amount(180, 180, 6),
        },
        "goto": {
            "files": _of(files, by_amount("long", "coloured", "coloured")), "size": SIZE,
            "coloured": str(files["coloured"]), "pages": _pages(options, "coloured"),
            "peers": options.peers, "visits": by_amount(6, 3, 2),
        },
        "memory": {
            "draft": str(files["paged"]), "pages": _pages(options, "paged"), "size": SIZE,
            "peers": options.peers, "seconds": by_amount(20, 8, 1), "later": by_amount(15, 5, 0.1),
        },
        "fraction": {
            "draft": book, "scales": by_amount([1, 1.25, 1.5, 1.75, 2], [1.25, 1.5], [1.5]),
            "zooms": by_amount([4.0, 9.0], [3.3], []),
        },
        "imports": {"draft": str(files["draft"])},
        "select": {"files": {"book": book}, "seconds": by_amount(4, 2, 0.2)},
    }  # fmt: skip
    return plans[section]


@contextmanager
def _screen(folder: Path, section: str, *, wanted: bool) -> Iterator[dict[str, str]]:
    """A screen of the section's own, or none, as its environment."""
    if not wanted:
        yield {"QT_QPA_PLATFORM": "offscreen"}
        return
    folder.mkdir()
    screen = Screen(folder, SCREENS.get(section, SIZE))
    try:
        yield {"DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb"}
    finally:
        screen.close()


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

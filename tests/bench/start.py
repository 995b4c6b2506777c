# SPDX-License-Identifier: AGPL-3.0-or-later
"""Measures the time from a process's start to its first page on screen, beside other viewers.

Prints figures and ratios, no verdicts. Needs no network.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shlex
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from framebuffer import Screen, has_colour, has_ink, wait_until
from made_draft import STRIP, write_draft

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {"Xvfb": "xvfb", "openbox": "openbox", "zathura": "zathura zathura-pdf-poppler",
            "sioyek": "sioyek", "okular": "okular"}  # fmt: skip
OTHERS = "zathura", "sioyek", "okular"
LIMIT = 30.0
QUIET = 0.5
"""A screen that has not changed for so many seconds has settled."""


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds from start: first page on screen; last change of the screen's middle."""

    first: float
    settled: float


@dataclass(slots=True)
class Viewer:
    """A program under measurement, with a home folder of its own."""

    name: str
    words: list[str]
    home: Path
    times: list[Times] = field(default_factory=list)


def main() -> int:
    """Measure and print."""
    options = options_of(sys.argv[1:])
    missing = [name for name in PACKAGES if not shutil.which(name)]
    for name in missing:
        print(f"not here: {name} (apt-get install {PACKAGES[name]})", file=sys.stderr)
    if "Xvfb" in missing:
        return 1
    with tempfile.TemporaryDirectory(prefix="annotator-bench-") as name:
        folder = Path(name)
        screen = Screen(folder)
        try:
            results = {
                case: measure_case(case, options, screen=screen, folder=folder)
                for case in options.cases
            }
        finally:
            screen.close()
    if options.json:
        print(json.dumps(results, indent=1))
    else:
        for case, viewers in results.items():
            _print(case, viewers)
    return 0


def options_of(words: list[str]) -> argparse.Namespace:
    """What is wanted, out of a command line."""
    installed = ROOT / ".venv" / "bin" / "annotator"
    ours = shlex.quote(str(installed)) if installed.exists() else f"{sys.executable} -m annotator"
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ours", default=ours, help="the command that opens a PDF or a project")
    parser.add_argument("--without-ours", action="store_true", help="only the other viewers")
    parser.add_argument("--rounds", type=int, default=7, help="of all viewers in turn; 7")
    parser.add_argument("--pages", type=int, default=40, help="of the draft that is made; 40")
    parser.add_argument("--pdf", type=Path, help="this file instead of a made draft")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--cases", nargs="+", choices=("new", "reopened"),
                        default=["new", "reopened"])  # fmt: skip
    return parser.parse_args(words)


def measure_case(
    case: str, options: argparse.Namespace, *, screen: Screen, folder: Path
) -> dict[str, object]:
    """Run all viewers in turn, round by round, so that a slow moment of the machine hits all.

    The first round warms the caches and is not counted.
    """
    viewers = _viewers(options, folder=folder)
    for number in range(options.rounds + 1):
        for viewer in viewers:
            target = _target(case, options, viewer=viewer, number=number, folder=folder)
            times = _one_start(viewer, target, screen=screen, any_ink=options.pdf is not None)
            if times is None:
                print(f"{viewer.name}: no page within {LIMIT:.0f} s ({case})", file=sys.stderr)
            elif number > 0:
                viewer.times.append(times)
    return {viewer.name: _summary(viewer.times) for viewer in viewers if viewer.times}


def _viewers(options: argparse.Namespace, *, folder: Path) -> list[Viewer]:
    found = [] if options.without_ours else [Viewer("annotator", shlex.split(options.ours), folder)]
    found += [Viewer(name, [name], folder) for name in OTHERS if shutil.which(name)]
    for viewer in found:
        viewer.home = folder / "homes" / viewer.name
        viewer.home.mkdir(parents=True, exist_ok=True)
    return found


def _target(
    case: str, options: argparse.Namespace, *, viewer: Viewer, number: int, folder: Path
) -> Path:
    """What to open: a draft no program has seen, or the one it had open before."""
    salt = f"{viewer.name}-{number}" if case == "new" else viewer.name
    pdf = folder / f"{case}-{salt}.pdf"
    if not pdf.exists():
        if options.pdf:
            pdf.write_bytes(options.pdf.read_bytes() + f"\n% {salt}\n".encode())
        else:
            write_draft(pdf, pages=options.pages, salt=salt)
    if case == "new" or viewer.name != "annotator":
        return pdf
    project = pdf.with_suffix(".treaty")
    if not project.exists():
        env = _environment(viewer, dict(os.environ))
        for words in (["new", str(project)], ["add", str(project), str(pdf), "--symbol", "A/1"]):
            subprocess.run([*viewer.words, *words], env=env, check=True, cwd=ROOT,
                           capture_output=True)  # fmt: skip
    return project


def _environment(viewer: Viewer, environment: dict[str, str]) -> dict[str, str]:
    kept = {k: v for k, v in environment.items() if not k.startswith("XDG_")}
    config = viewer.home / "annotator"
    return kept | {"HOME": str(viewer.home), "ANNOTATOR_CONFIG": str(config)}


def _one_start(viewer: Viewer, target: Path, *, screen: Screen, any_ink: bool) -> Times | None:
    def page_is_there() -> bool:
        if any_ink:
            return has_ink(screen.lines(middle=True))
        return has_colour(screen.lines(), STRIP)

    if wait_until(lambda: not page_is_there(), seconds=5) is None:
        raise SystemExit("the screen shows a page before anything was started")
    begun = time.perf_counter()
    child = subprocess.Popen(
        [*viewer.words, str(target)],
        env=_environment(viewer, screen.environment),
        cwd=ROOT,
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        first = wait_until(page_is_there, seconds=LIMIT)
        if first is None:
            return None
        settled = _last_change(screen, since=first)
    finally:
        _end(child)
    return Times(first=(first - begun) * 1000, settled=(settled - begun) * 1000)


def _last_change(screen: Screen, *, since: float) -> float:
    """When the middle of the screen changed for the last time before it stood still."""
    seen, changed = screen.lines(middle=True), since
    while (now := time.perf_counter()) < changed + QUIET and now < since + LIMIT:
        pixels = screen.lines(middle=True)
        if pixels != seen:
            seen, changed = pixels, now
        time.sleep(0.002)
    return changed


def _end(child: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(child.pid, number)
            child.wait(timeout=3)
        except ProcessLookupError:
            break
        except subprocess.TimeoutExpired:
            continue
    child.wait()


def _summary(times: list[Times]) -> dict[str, object]:
    firsts = sorted(round(t.first, 1) for t in times)
    return {
        "first_ms": round(statistics.median(firsts), 1),
        "settled_ms": round(statistics.median(t.settled for t in times), 1),
        "first_runs_ms": firsts,
    }


def _print(case: str, viewers: dict[str, object]) -> None:
    title = {"new": "A PDF never opened before", "reopened": "What was open before"}[case]
    print(f"\n{title} ({os.cpu_count()} cores, Python {platform.python_version()})")
    print(f"{'':12}{'first page':>12}{'settled':>12}{'fastest':>12}{'slowest':>12}   ratio")
    ours = viewers.get("annotator")
    for name, figures in viewers.items():
        assert isinstance(figures, dict)
        runs = figures["first_runs_ms"]
        cells = (figures["first_ms"], figures["settled_ms"], runs[0], runs[-1])
        line = f"{name:12}" + "".join(f"{cell:9.0f} ms" for cell in cells)
        if isinstance(ours, dict) and figures is not ours:
            line += f"   annotator / {name} = {ours['first_ms'] / figures['first_ms']:.2f}"
        print(line)


if __name__ == "__main__":
    sys.exit(main())

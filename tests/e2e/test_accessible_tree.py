# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a screen reader meets on Linux: the tree that Qt gives to AT-SPI, from another process.

Needs Debian's xvfb, dbus, at-spi2-core, python3-dbus and libxcb-cursor0; the number of nodes is
printed with `pytest -s`.
"""

from __future__ import annotations

import ctypes.util
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from annotator import paths
from annotator.services.projects import open_workspace

WALK = Path(__file__).with_name("atspi_walk.py")
LAUNCHER = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
SYSTEM_PYTHON = "/usr/bin/python3"
PATIENCE = 60
NO_KIND = {"", "filler", "invalid", "unknown"}
SCRIPT = """
"$1" -m annotator "$2" & window=$!
"$3" "$4" treaty-annotator "Tagged passage" "$5"
code=$?
kill "$window"
wait "$window"
exit "$code"
"""


def missing() -> str:
    """What this test needs and this machine has not."""
    lacking = [name for name in ("Xvfb", "dbus-run-session") if shutil.which(name) is None]
    if not LAUNCHER.is_file():
        lacking.append("at-spi2-core")
    if not ctypes.util.find_library("xcb-cursor"):
        lacking.append("libxcb-cursor0")
    asked = [SYSTEM_PYTHON, "-c", "import dbus"]
    if (
        not Path(SYSTEM_PYTHON).is_file()
        or subprocess.run(asked, check=False, capture_output=True).returncode
    ):
        lacking.append("python3-dbus")
    return ", ".join(lacking)


@pytest.fixture(scope="module")
def display():
    """A screen of its own, under the first number that is free."""
    lacking = missing()
    if lacking:
        pytest.skip(f"a screen reader's view needs {lacking}")
    told, tell = os.pipe()
    command = ["Xvfb", "-displayfd", str(tell), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[tell], stderr=subprocess.DEVNULL) as server:
        os.close(tell)
        with os.fdopen(told) as answer:
            number = answer.readline().strip()
        assert number, "the screen did not start"
        yield f":{number}"
        server.terminate()


@pytest.fixture(scope="module")
def tree(display, tmp_path_factory):
    """All nodes of a window on the sample, open at the first page with a passage, each with its way."""
    folder = tmp_path_factory.mktemp("tree")
    project = folder / "sample.treaty"
    shutil.copyfile(paths.sample() / "sample.treaty", project)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANNOTATOR_CONFIG", str(folder / "config"))
        workspace = open_workspace(project, reviewer="Ana Ruiz")
        draft = workspace.drafts.list()[0]
        passages = workspace.passages.on_draft(draft.sha256)
        page = min(passage.anchor.page for passage in passages if passage.anchor.segments)
        workspace.drafts.remember_view(draft.sha256, page=page, zoom=0.0, offset=0.0)
        workspace.close()
    nodes = walked(project, display, folder)
    print(f"{len(nodes)} nodes, {sum(seen(node) for node in nodes)} of them in sight; "
          f"{sum(node['focusable'] for node in nodes)} focusable")  # fmt: skip
    return nodes


def walked(project: Path, display: str, folder: Path) -> list[dict]:
    kept = {
        k: v for k, v in os.environ.items() if k not in {"AT_SPI_BUS_ADDRESS", "WAYLAND_DISPLAY"}
    }
    env = {
        **kept,
        "ANNOTATOR_CONFIG": str(folder / "config"),
        "DISPLAY": display,
        "QT_ACCESSIBILITY": "1",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "QT_QPA_PLATFORM": "xcb",
    }
    words = [sys.executable, str(project), SYSTEM_PYTHON, str(WALK), str(PATIENCE)]
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", SCRIPT, "sh", *words],
        env=env, capture_output=True, text=True, check=False, timeout=2 * PATIENCE,
    )  # fmt: skip
    lines = [
        line for line in done.stdout.splitlines() if line.startswith("{")
    ]  # the bus talks, too
    found = [json.loads(line) for line in lines]
    assert done.returncode == 0, f"{len(found)} nodes and no passage among them\n{done.stderr}"
    nodes, way = [], []
    for node in (each for each in found if "error" not in each):
        way = [*way[: node["depth"]], node]
        nodes.append({**node, "way": tuple(way)})
    return nodes


def seen(node: dict) -> bool:
    """Whether it shows, with all that it stands in."""
    return all(above["showing"] for above in node["way"])


def said(node: dict) -> str:
    return " > ".join(f"{above['role']} “{above['name']}”" for above in node["way"])


def of_kind(tree, role: str) -> list[dict]:
    return [node for node in tree if node["role"] == role]


def test_everything_focusable_that_shows_has_a_name(tree):
    focusable = [node for node in tree if node["focusable"] and seen(node)]
    assert len(focusable) > 20
    assert [said(node) for node in focusable if not node["name"].strip()] == []


def test_everything_focusable_that_shows_is_of_some_kind(tree):
    focusable = [node for node in tree if node["focusable"] and seen(node)]
    assert [said(node) for node in focusable if node["role"] in NO_KIND] == []
    kinds = Counter(node["role"] for node in focusable)
    assert {"document", "text", "tree item", "page tab", "push button"} <= kinds.keys()


def test_the_draft_is_a_document_of_pages_and_passages(tree):
    (document,) = (node for node in of_kind(tree, "document") if seen(node))
    assert document["focusable"]
    assert document["name"].startswith("Draft page ")
    pages = [
        node
        for node in of_kind(tree, "section")
        if document["way"][-1] in node["way"] and seen(node)
    ]
    assert pages
    assert all(node["name"].startswith("Page ") for node in pages)
    assert any(len(node["description"]) > 40 for node in pages), "a page tells its words"
    passages = [
        node for node in of_kind(tree, "list item") if node["name"].startswith("Tagged passage")
    ]
    assert passages
    for node in passages:
        page = node["way"][-2]
        assert page["role"] == "section"
        number = page["name"].split()[1]
        where, _colon, codes = node["name"].partition(": ")
        assert where == f"Tagged passage on page {number}"
        assert all("-" in code.split()[0] for code in codes.split(", ")), codes

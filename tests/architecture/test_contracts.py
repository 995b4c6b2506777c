# SPDX-License-Identifier: AGPL-3.0-or-later
"""The contracts between the floors hold, and each of them notices a breach planted in a copy."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

BREACHES = {
    "domain reaches up": ("floors", "domain/planted.py", "from annotator.storage import lock"),
    "strangers meet": ("floors", "exchange/planted.py", "from annotator.storage import lock"),
    "a floor nobody listed": ("floors", "planted.py", "X = 1"),
    "a panel reaches into the viewer": (
        "window",
        "ui/panels/planted.py",
        "from annotator.ui.viewer import layout",
    ),
    "a model reaches up": ("window", "ui/models/planted.py", "from annotator.ui import delegates"),
    "a room nobody listed": ("window", "ui/planted.py", "X = 1"),
    "two neighbours in a circle": (
        "cycles",
        "domain/tag.py",
        "from annotator.domain import planted",
    ),
    "a service knows Qt": ("qt", "services/planted.py", "from PySide6 import QtCore"),
    "the client pulls the engine": (
        "mupdf",
        "pdf/client.py",
        "from annotator.pdf import engine",
    ),
    "the window pulls PyMuPDF by way of pdf": (
        "mupdf",
        "ui/models/planted.py",
        "from annotator.pdf import worker",
    ),
    "another module of pdf imports PyMuPDF": ("engine", "pdf/planted.py", "import pymupdf"),
    "another module of pdf imports the engine": (
        "worker",
        "pdf/planted.py",
        "from annotator.pdf import engine",
    ),
    "a service writes SQL": ("sql", "services/planted.py", "import sqlalchemy"),
    "the window opens the project": (
        "truth",
        "ui/models/planted.py",
        "from annotator.storage import lock",
    ),
}
"""What is wrong → the contract that must notice it, where it is planted (added to what stands
there), and the line.
"""


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(ROOT / "annotator", tmp_path / "annotator", ignore=_no_bytecode)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def _no_bytecode(_folder, names):
    return [name for name in names if name == "__pycache__"]


def lint(folder, *arguments: str):
    """Run the linter on the tree in `folder`; gives its exit code and what it said."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
            *arguments,
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_tree_keeps_every_contract():
    code, said = lint(ROOT)
    assert code == 0, said
    assert "0 broken" in said


@pytest.mark.parametrize("breach", BREACHES)
def test_a_breach_is_noticed(copy, breach):
    contract, path, line = BREACHES[breach]
    target = copy / "annotator" / path
    before = target.read_text(encoding="utf-8") if target.exists() else ""
    target.write_text(f"{before}\n{line}\n", encoding="utf-8")
    if contract == "cycles":
        other = target.with_name("planted.py")
        other.write_text(f"from annotator.domain import {target.stem}\n", encoding="utf-8")
    code, said = lint(copy, "--contract", contract)
    assert code == 1, said
    sign = "annotator.pdf.engine" if path.endswith("client.py") else "planted"
    assert sign in said, said


def test_every_contract_has_a_breach():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {contract["id"] for contract in settings["tool"]["importlinter"]["contracts"]}
    assert contracts == {contract for contract, _, _ in BREACHES.values()}

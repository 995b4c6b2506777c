# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must not be loaded before the first page is on screen, or at all in some process."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

HEAVY = ("pymupdf", "sqlmodel", "sqlalchemy", "alembic", "pydantic")


WINDOW = """
import json, os, sys
from annotator.ui import app
from annotator.ui.main_window import MainWindow

def painted():
    print(json.dumps(sorted(sys.modules)), flush=True)
    os._exit(0)

made = MainWindow._wait_for_a_page
def wait(window):
    window.reader.view.painted.connect(painted)
    made(window)

MainWindow._wait_for_a_page = wait
app.run([sys.argv[1]])
"""
NOT_YET = (
    *HEAVY, "html", "sqlite3.dbapi2", "annotator.ui.furniture", "annotator.ui.panels.tagging",
    "annotator.ui.panels.tag_editor", "annotator.ui.panels.start", "annotator.ui.panels.quote", "annotator.services.recents",
    "annotator.services.workspace", "annotator.services.projects",
)  # fmt: skip
"""What a draft opened for the first time shows its first page without."""


def loaded_by(module):
    """Top-level names of everything that importing `module` in a fresh process brings in."""
    code = (
        f"import sys, json, {module};"
        "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    ("module", "banned"),
    [
        ("annotator.__main__", ("PySide6", "rapidfuzz", *HEAVY)),
        ("annotator.ui.app", HEAVY),
        ("annotator.pdf.client", ("PySide6", "numpy", *HEAVY)),
        ("annotator.pdf.protocol", ("PySide6", "numpy", *HEAVY)),
        ("annotator.pdf.worker", ("PySide6", "sqlmodel", "sqlalchemy", "pydantic")),
        ("annotator.cli.parser", ("PySide6", *HEAVY)),
        ("annotator.cli.entry", ("PySide6", "pymupdf")),
    ],
)
def test_import_budget(module, banned):
    assert not loaded_by(module) & set(banned)


def test_the_budget_sees_what_is_loaded():
    assert {"pymupdf", "json"} <= loaded_by("annotator.pdf.engine")


def test_the_first_page_of_a_pdf_shows_before_all_it_can_do_without(pdf, tmp_path):
    env = {
        **os.environ, "QT_QPA_PLATFORM": "offscreen", "ANNOTATOR_CONFIG": str(tmp_path / "config"),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", WINDOW, str(pdf("two_pages"))],
        capture_output=True,
        text=True,
        env=env,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert "annotator.ui.panels.outline" in loaded
    assert sorted(loaded & set(NOT_YET)) == []

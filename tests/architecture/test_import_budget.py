# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must not be loaded before the first page is on screen, or at all in some process."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

HEAVY = ("pymupdf", "sqlmodel", "sqlalchemy", "alembic", "pydantic")


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

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files and functions stay small enough to be read at one go."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILE_LINES = 300
FUNCTION_LINES = 60

EXCEPTIONS: dict[str, str] = {
    "annotator/storage/migrations/versions/0001_first.py": (
        "a schema is one list of tables, written once and never edited"
    ),
    "annotator/storage/migrations/versions/0001_first.py:upgrade": (
        "a schema is one list of tables, written once and never edited"
    ),
}
"""Path, or `path:function`, → the reason why splitting it would make it harder to read."""


def sources():
    return [
        path.relative_to(ROOT).as_posix()
        for folder in ("annotator", "packaging")
        for path in sorted((ROOT / folder).rglob("*.py"))
    ]


@pytest.mark.parametrize("path", sources())
def test_size(path):
    text = (ROOT / path).read_text(encoding="utf-8")
    too_long = []
    if text.count("\n") > FILE_LINES and path not in EXCEPTIONS:
        too_long.append(f"{path}: {text.count(chr(10))} lines, {FILE_LINES} at most")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES and f"{path}:{node.name}" not in EXCEPTIONS:
                too_long.append(f"{path}:{node.lineno} {node.name}: {lines} lines")
    assert not too_long, "\n".join(too_long)


def test_every_exception_is_needed_and_reasoned():
    for name, reason in EXCEPTIONS.items():
        assert len(reason.split()) > 3, f"{name}: say why"
        path, _, function = name.partition(":")
        text = (ROOT / path).read_text(encoding="utf-8")
        if not function:
            assert text.count("\n") > FILE_LINES, f"{path} is short enough now"
            continue
        found = [n for n in ast.walk(ast.parse(text)) if getattr(n, "name", "") == function]
        assert any(n.end_lineno - n.lineno + 1 > FUNCTION_LINES for n in found), f"{name}: gone"

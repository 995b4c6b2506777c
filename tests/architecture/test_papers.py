# SPDX-License-Identifier: AGPL-3.0-or-later
"""The papers tell the truth: files they name exist, commands and columns are all described."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from annotator import __version__
from annotator.cli.parser import build_parser
from annotator.exchange.csv_file import COLUMNS

ROOT = Path(__file__).resolve().parents[2]
PATH_LIKE = re.compile(r"`([\w.*-]+(?:/[\w.*-]+)*(?:\.(?:py|md|toml|json|lock|sh)|/))`")


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("paper", ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"])
def test_every_file_named_exists(paper):
    named = set(PATH_LIKE.findall(read(paper)))
    assert named, "a paper that names no file"
    missing = [
        name
        for name in sorted(named)
        if not any((ROOT / folder / name.rstrip("/")).exists() for folder in (".", "annotator"))
    ]
    assert not missing


def commands():
    """Every command and its parser."""
    for action in build_parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def test_every_command_and_option_is_described():
    text = read("README.md")
    found = commands()
    assert len(found) > 10
    missing = [name for name in found if f"annotator {name} " not in text]
    assert not missing
    for name, parser in found.items():
        line = "\n".join(x for x in text.splitlines() if x.startswith(f"annotator {name} "))
        options = {o for action in parser._actions for o in action.option_strings}
        options = {o for o in options if o.startswith("--")} - {"--help", "--json"}
        undescribed = sorted(o for o in options if o not in line and f"`{o}" not in text)
        assert not undescribed, f"annotator {name}: {undescribed}"


def test_every_described_command_exists():
    described = re.findall(r"^annotator ([a-z]+)\b", read("README.md"), re.MULTILINE)
    assert described
    assert not [name for name in described if name not in commands()]


def test_every_column_is_described_in_order():
    table = re.findall(
        r"^\| `(\w+)`(?: ✎)? \|", read("README.md").split("## The annotation file")[1], re.MULTILINE
    )
    assert table[: len(COLUMNS)] == list(COLUMNS)


def test_the_newest_entry_of_the_change_log_is_this_version():
    newest = re.search(r"^## (\d+\.\d+\.\d+)", read("CHANGELOG.md"), re.MULTILINE)
    assert newest
    assert newest.group(1) == __version__


def test_every_packed_package_has_a_notice():
    notices = read("packaging/THIRD_PARTY_NOTICES.md").casefold()
    lock = re.findall(r"^([a-z0-9-]+)==(\S+)", read("packaging/requirements.lock"), re.MULTILINE)
    versions = dict(lock)
    runtime = ["pyside6-essentials", "shiboken6", "pymupdf", "sqlmodel", "sqlalchemy", "pydantic",
               "pydantic-core", "alembic", "mako", "markupsafe", "rapidfuzz", "platformdirs",
               "typing-extensions", "typing-inspection", "annotated-types"]  # fmt: skip
    missing = [name for name in runtime if f"| {name} | {versions[name]} |" not in notices]
    assert not missing

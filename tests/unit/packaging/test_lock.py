# SPDX-License-Identifier: AGPL-3.0-or-later
"""The lock file holds all that pyproject.toml asks for, hashed, and says nothing of where to get it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
LOCK = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")


def locked():
    """Name → (version, number of hashes)."""
    entries = re.findall(
        r"^([\w.-]+)==(\S+)[^\n]*\\\n((?:    --hash=\S+[^\n]*\n?)+)", LOCK, re.MULTILINE
    )
    return {name: (version, hashes.count("--hash=sha256:")) for name, version, hashes in entries}


def test_every_line_is_a_pin_a_hash_or_a_remark():
    for line in LOCK.splitlines():
        assert re.match(r"#|[\w.-]+==\S+( ; .*)? \\$|    --hash=sha256:[0-9a-f]{64}( \\)?$", line)


def test_no_address_and_no_option_about_addresses():
    assert "://" not in LOCK
    assert not re.search(r"^\s*--(?!hash)", LOCK, re.MULTILINE)


def test_everything_asked_for_is_there():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["dev"],
        *project["build-system"]["requires"],
        "editables",
    ]
    names = {re.split(r"[<>=~!;\s\[]", line)[0].casefold().replace("_", "-") for line in asked}
    assert names <= set(locked())


def test_compiled_packages_have_files_for_every_python():
    # One file a Python (3.11 to 3.14) at the least, where a package is built for each.
    for name in ("sqlalchemy", "pydantic-core", "rapidfuzz", "markupsafe"):
        assert locked()[name][1] >= 4, name

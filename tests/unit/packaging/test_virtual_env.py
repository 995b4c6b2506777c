# SPDX-License-Identifier: AGPL-3.0-or-later
"""When `.venv` counts as ready, and what of the user's environment reaches pip."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from steps import SetupError
from virtual_env import VirtualEnv, clean_environment

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def checkout(tmp_path):
    """A checkout with a space in its path and a `.venv` that looks ready."""
    root = tmp_path / "a checkout"
    (root / "packaging").mkdir(parents=True)
    (root / "annotator").mkdir()
    shutil.copy(ROOT / "packaging" / "requirements.lock", root / "packaging")
    shutil.copy(ROOT / "pyproject.toml", root)
    (root / "annotator" / "__init__.py").write_text("")
    env = VirtualEnv(root)
    env.python.parent.mkdir(parents=True)
    (root / ".venv" / "pyvenv.cfg").write_text("")
    for program in (env.python, env.script("annotator")):
        program.write_text("")
    (root / ".venv" / "ready.json").write_text(json.dumps(env._wanted()))
    return root, env


def is_ready(env):
    return env._read_stamp() == env._wanted()


def test_ready(checkout):
    _, env = checkout
    assert is_ready(env)


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "packaging" / "requirements.lock").write_text("# other\n"),
        lambda root: (root / "pyproject.toml").write_text("# other\n"),
        lambda root: (root / ".venv" / "bin" / "python").unlink(),
        lambda root: (root / ".venv" / "bin" / "annotator").unlink(),
        lambda root: (root / ".venv" / "ready.json").write_text('{"root": '),
        lambda root: (root / ".venv" / "ready.json").unlink(),
    ],
    ids=["lock", "project", "python gone", "program gone", "stamp cut", "stamp gone"],
)
def test_not_ready_after(checkout, change):
    root, env = checkout
    change(root)
    assert not is_ready(env)


def test_a_moved_checkout_is_not_ready(checkout):
    root, _ = checkout
    moved = root.with_name("moved")
    root.rename(moved)
    assert not is_ready(VirtualEnv(moved))


def test_a_folder_that_is_no_virtual_environment_is_left_alone(tmp_path):
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "precious.txt").write_text("mine")
    with pytest.raises(SetupError, match="no virtual environment"), VirtualEnv(tmp_path)._locked():
        pass
    assert (tmp_path / ".venv" / "precious.txt").read_text() == "mine"


def test_stale_bytecode_is_noticed(checkout):
    root, env = checkout
    assert not env._bytecode_fresh(), "nothing is compiled yet"
    source = root / "annotator" / "__init__.py"
    state = source.stat()
    cache = source.parent / "__pycache__"
    cache.mkdir()
    header = b"\0" * 8 + int(state.st_mtime).to_bytes(4, "little") + bytes(4)
    tag = env._wanted()["tag"]
    (cache / f"__init__.{tag}.pyc").write_bytes(header)
    assert env._bytecode_fresh()
    source.write_text("changed = True\n")
    assert not env._bytecode_fresh()


def test_pip_keeps_where_from_and_forgets_where_to():
    kept = {"PIP_INDEX_URL": "x", "PIP_FIND_LINKS": "y", "PIP_CERT": "z", "HOME": "h"}
    gone = ["PIP_TARGET", "PIP_USER", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV", "PIP_CONSTRAINT",
            "PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE"]  # fmt: skip
    cleaned = clean_environment(kept | dict.fromkeys(gone, "1"))
    assert kept.items() <= cleaned.items()
    assert not set(gone) & set(cleaned)

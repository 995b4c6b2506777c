# SPDX-License-Identifier: AGPL-3.0-or-later
"""`dev.py` by itself: which Python it takes, what it says, how a step's failure reads."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import checkout
import dev
import pytest
import system_libraries
from steps import SetupError, run_step

ROOT = Path(__file__).resolve().parents[3]
DEV = ROOT / "packaging" / "dev.py"


@pytest.mark.parametrize(
    ("version", "fits"),
    [((3, 10, 9), False), ((3, 11, 0), True), ((3, 14, 2), True), ((3, 15, 0), False)],
)
def test_suitable(version, fits):
    assert dev.suitable(version) is fits


def test_a_shim_for_a_python_that_is_not_there_is_passed_over(tmp_path, monkeypatch):
    for name, answer in (("python3.11", "exit 127"), ("python3.12", "echo 12")):
        shim = tmp_path / name
        shim.write_text(f"#!/bin/sh\n{answer}\n")
        shim.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{tmp_path / 'nowhere'}")
    assert dev.other_python() == str(tmp_path / "python3.12")


def test_dev_py_has_no_syntax_of_newer_pythons():
    tree = ast.parse(DEV.read_text(encoding="utf-8"), feature_version=(3, 5))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]


@pytest.mark.parametrize(("words", "code"), [(["--help"], 0), ([], 2), (["paint"], 2)])
def test_usage(words, code, tmp_path):
    done = subprocess.run(
        [sys.executable, DEV, *words], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode == code
    assert "dev.py COMMAND" in (done.stdout if code == 0 else done.stderr)


def test_a_failed_step_says_why_and_where_the_log_is(tmp_path, capsys):
    log = tmp_path / "setup.log"
    script = "print('x: Temporary failure in name resolution'); raise SystemExit(1)"
    with pytest.raises(SetupError, match="index cannot be reached") as caught:
        run_step("Fetching", [sys.executable, "-c", script], env=os.environ, log=log)
    assert str(log) in str(caught.value)
    assert "name resolution" in log.read_text()
    assert "Fetching: failed after" in capsys.readouterr().err


def test_a_program_that_is_not_there(tmp_path):
    with pytest.raises(SetupError, match="does not start"):
        run_step("Trying", [str(tmp_path / "nothing")], env={}, log=tmp_path / "log")


def test_missing_libraries_are_named_by_package():
    libraries = {"libc.so.6": "libc6", "libsurely-not-there.so.9": "libsurely9"}
    expected = ["libsurely9"] if sys.platform == "linux" else ["libc6", "libsurely9"]
    assert system_libraries.missing(libraries) == expected


def test_paths_typed_elsewhere_reach_pytest_whole(tmp_path, monkeypatch):
    (tmp_path / "test_x.py").write_text("")
    monkeypatch.chdir(tmp_path)
    given = ["-k", "word", "test_x.py::test_y", "--maxfail=1"]
    assert checkout._from_root(given) == [
        "-k",
        "word",
        f"{tmp_path}/test_x.py::test_y",
        "--maxfail=1",
    ]

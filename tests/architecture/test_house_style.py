# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rules of the house that no linter knows: licence line, docstrings, names, no hidden state."""

from __future__ import annotations

import ast
import functools
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LICENCE = "# SPDX-License-Identifier: AGPL-3.0-or-later"
VAGUE = {"util", "utils", "helper", "helpers", "common", "misc", "base"}

CONSTANTS = {
    "Path", "UUID", "TypeVar", "ParamSpec", "NewType", "Struct", "MappingProxyType", "Decimal",
    "timedelta", "MetaData",
}  # fmt: skip
"""Classes whose instances never change (MetaData: SQLModel has no other place for its names)."""

OPENED = {"open", "pipe", "socket", "socketpair", "connect", "create_engine", "memfd_create"}
"""Functions whose results hold something of the system: never made by an import."""

STATE_EXCEPTIONS = {
    ("annotator/pdf/worker_memory.py", "_STATM"): "opened before the worker locks itself down",
}

NETWORK = {"urllib.request", "http", "ssl", "smtplib", "ftplib", "requests", "httpx", "aiohttp"}


def modules(*folders: str):
    return sorted(p for folder in folders for p in (ROOT / folder).rglob("*.py"))


def name_of(path):
    return path.relative_to(ROOT).as_posix()


ALL = modules("annotator", "packaging", "tests")
PROGRAM = modules("annotator")


@functools.cache
def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_licence_line_first(path):
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    assert first == LICENCE


@pytest.mark.parametrize("path", [p for p in ALL if p.name != "__init__.py"], ids=name_of)
def test_module_docstring_says_what_it_is_for(path):
    docstring = ast.get_docstring(tree_of(path)) or ""
    assert len(docstring.split()) >= 4, "a docstring of one to three lines, please"


@pytest.mark.parametrize("path", [p for p in PROGRAM if p.name == "__init__.py"], ids=name_of)
def test_packages_are_empty(path):
    body = tree_of(path).body
    kept = [
        node
        for node in body
        if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        and not (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__version__")
    ]
    assert not kept, ast.unparse(kept[0])


def test_file_names_are_unique_and_say_something():
    names = [p.stem for p in PROGRAM if "migrations" not in p.parts and not p.stem.startswith("__")]
    twice = [name for name, count in Counter(names).items() if count > 1]
    assert not twice, f"one name, two files: {twice}"
    assert not VAGUE & set(names)


@functools.cache
def frozen_classes():
    """Names of the program's frozen dataclasses, enumerations and named tuples."""
    found = set()
    for path in PROGRAM:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ClassDef):
                marks = [ast.unparse(mark) for mark in node.decorator_list]
                bases = [ast.unparse(base) for base in node.bases]
                if any("frozen=True" in mark for mark in marks) or "NamedTuple" in bases:
                    found.add(node.name)
    return found


def instances(tree, constants):
    """Names bound by an import to something that can change or that holds a resource."""
    for node in tree.body:
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
            continue
        target = ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target)
        for call in ast.walk(node.value):
            if isinstance(call, ast.Call):
                callee = ast.unparse(call.func).rsplit(".", 1)[-1]
                is_class = re.match(r"[A-Z][a-z]", callee)
                if callee in OPENED or (is_class and callee not in constants):
                    yield target, ast.unparse(call)[:60]


@pytest.mark.parametrize("path", PROGRAM, ids=name_of)
def test_no_instances_at_module_level(path):
    found = [
        f"{target} = {made}"
        for target, made in instances(tree_of(path), CONSTANTS | frozen_classes())
        if (name_of(path), target) not in STATE_EXCEPTIONS
    ]
    assert not found, "make it in bootstrap and hand it down: " + "; ".join(found)


def test_the_instance_check_sees_instances():
    tree = ast.parse("a = Cache()\nb = re.compile('x')\nc: int = 3\nd = [open('x')]\ne = Code('')")
    assert [target for target, _ in instances(tree, {"Code"})] == ["a", "d"]


@pytest.mark.parametrize("path", [p for p in PROGRAM if p.name != "env.py"], ids=name_of)
def test_an_import_does_nothing(path):  # Alembic runs its env.py by importing it
    acts = [
        ast.unparse(node)[:80]
        for node in tree_of(path).body
        if isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant)
    ]
    assert not acts


def imports(path):
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("path", modules("annotator/domain"), ids=name_of)
def test_domain_needs_nothing_but_the_standard_library(path):
    allowed = sys.stdlib_module_names | {"annotator", "rapidfuzz"}
    assert not {name for name in imports(path) if name.split(".")[0] not in allowed}


def calls_out(tree):
    """Calls that could reach another machine."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        said = ast.unparse(call)
        out = re.match(r"(socket\.)?(create_connection|create_server|getaddrinfo)\(", said)
        if out and "'127.0.0.1'" not in said:  # this machine: the sandbox tries its own lock
            yield said
        if said.startswith("socket.socket(") and not re.search(r"AF_UNIX|fileno=", said):
            yield said


TRIES_ITS_OWN_LOCK = {"annotator/pdf/sandbox.py"}
"""Connects to this machine itself, to prove that it cannot."""


@pytest.mark.parametrize("path", PROGRAM, ids=name_of)
def test_nothing_speaks_to_the_network(path):
    names = set(imports(path))
    assert not {n for n in names if n in NETWORK or n.split(".")[0] in NETWORK}
    assert "PySide6.QtNetwork" not in names
    if name_of(path) in TRIES_ITS_OWN_LOCK:
        return
    assert not list(calls_out(tree_of(path)))


def test_the_network_check_sees_calls():
    code = "socket.socket()\nsocket.socket(fileno=3)\nsocket.create_connection(('x', 1))"
    assert len(list(calls_out(ast.parse(code)))) == 2


@pytest.mark.parametrize("path", [p for p in PROGRAM if "/services/" in name_of(p)], ids=name_of)
def test_services_write_no_queries(path):
    assert "table_of" not in path.read_text(encoding="utf-8")

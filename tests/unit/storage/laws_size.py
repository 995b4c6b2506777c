# SPDX-License-Identifier: AGPL-3.0-or-later
"""How much the laws are tried: some runs with each change, very many by hand. See CONTRIBUTING.md."""

from __future__ import annotations

import gc
import os

_FEW, _MANY = 25, 5000
_MOST = 5
_GARBAGE = 300_000
"""New objects after which garbage is looked for."""


def is_long() -> bool:
    """Whether somebody asked for the long suite."""
    return os.environ.get("ANNOTATOR_LONG", "") not in ("", "0")


def examples() -> int:
    """How many runs; ANNOTATOR_EXAMPLES says otherwise."""
    return int(os.environ.get("ANNOTATOR_EXAMPLES", _MANY if is_long() else _FEW))


def replicas() -> int:
    """How many replicas a run has at most."""
    return _MOST if is_long() else 3


def tidy() -> None:
    """Let go of what a run left: Python's collector sleeps while a test runs, and the runs are thousands."""
    if gc.get_count()[0] > _GARBAGE:
        gc.collect()

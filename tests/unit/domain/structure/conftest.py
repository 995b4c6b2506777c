# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows of text for the finder."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest


def _module():
    spec = importlib.util.spec_from_file_location(
        "rows_of_text", Path(__file__).with_name("rows_of_text.py")
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def bare():
    """`bare(text)`: rows of which only the words are known."""
    return _module().bare


@pytest.fixture(scope="session")
def page():
    """`page(text)`: rows with a look; see `rows_of_text.page`."""
    return _module().page

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fixtures for all tests: PDFs made by a script, once a session."""

from __future__ import annotations

import gc
import importlib.util
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from annotator import paths
from annotator.domain.negotiation.actors import PartyNames

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_HERE = Path(__file__).resolve().parent


def _load(name: str) -> Any:
    """A module beside this file; tests are no package, so it cannot be imported by name."""
    spec = importlib.util.spec_from_file_location(f"tests_{name}", _HERE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def pdfs() -> Any:
    """The module `tests/pdfs.py`: the words in the test PDFs, and `make`."""
    return _load("pdfs")


@pytest.fixture(scope="session")
def png_pictures() -> Any:
    """The module `tests/png_pictures.py`, which reads pictures."""
    return _load("png_pictures")


@pytest.fixture(scope="session")
def pdf(pdfs: Any, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """`pdf("two_pages")` is the path of that test PDF, made when first asked for."""
    folder = tmp_path_factory.mktemp("pdfs")
    made: dict[str, Path] = {}

    def get(name: str) -> Path:
        if name not in made:
            made[name] = pdfs.make(name, folder)
        return made[name]

    return get


@pytest.fixture(scope="session")
def rolling(pdfs: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF that looks like a text under negotiation, made by `tests/rolling_pdf.py`."""
    path = tmp_path_factory.mktemp("rolling") / "rolling.pdf"
    path.write_bytes(_load("rolling_pdf").rolling(pdfs.raw_pdf))
    return path


@pytest.fixture(scope="session")
def names() -> PartyNames:
    """The names of States and groups that ship."""
    text = (paths.resources() / "parties.json").read_text(encoding="utf-8")
    return PartyNames.from_json(text)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real documents beside the checkout; tests that need them are skipped where there are none."""
    folder = _HERE.parents[1] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the folder of real documents, ../shared/data, is not here")
    return folder


@pytest.fixture(scope="module", autouse=True)
def nobody_known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Each file of tests has settings of its own: none reads what a person of this machine is called, nor
    writes it, nor meets somebody with the id that another file gave them.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANNOTATOR_CONFIG", str(tmp_path_factory.mktemp("settings")))
        patch.delenv("ANNOTATOR_REVIEWER", raising=False)
        yield


MANY = 100_000
"""New objects after which garbage is looked for."""


def pytest_configure() -> None:
    """Collect garbage between tests only, on the main thread, as the program's sweeper does: a
    collector that runs in a window's writer thread may destroy Qt objects there, and that crashes.
    """
    gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_runtest_logfinish() -> None:
    """A test is over, its fixtures included."""
    if gc.get_count()[0] > MANY:
        gc.collect()
    gc.disable()  # a test of the sweeper gives the collector back


_STATUS = pytest.StashKey[int]()


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Keep what the tests came to, for `pytest_unconfigure`."""
    session.config.stash[_STATUS] = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """End without taking the interpreter down: some widgets of thousands of tests may outlive what they
    stand on, and once ended the process with a fault after all had passed. All is said by now.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    if _STATUS in config.stash:
        os._exit(config.stash[_STATUS])

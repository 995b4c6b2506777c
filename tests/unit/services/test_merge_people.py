# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whom somebody of a file, whose name is like those of several here, is first offered as."""

from __future__ import annotations

import pytest

from annotator.services.annotations import Wanted
from annotator.services.projects import create_workspace


@pytest.fixture
def here(tmp_path, pdf):
    space = create_workspace(tmp_path / "p.treaty", reviewer="Ana Ruíz")
    draft = space.drafts.add(pdf("treaty")).sha256
    anchor = space.passages.find_quote(draft, "judicial review")
    for name, codes in (("Ana Ruíz", ("SAF-1",)), ("A. Ruiz", ("SAF-1", "SAF-2", "SAF-3"))):
        space.act_as(name)
        space.passages.tag(anchor, [space.codes.named(code).uid for code in codes])
    yield space
    space.close()


@pytest.fixture
def file(tmp_path, pdf):
    space = create_workspace(tmp_path / "q.treaty", reviewer="Ana Ruiz")
    draft = space.drafts.add(pdf("treaty")).sha256
    anchor = space.passages.find_quote(draft, "judicial review")
    space.passages.tag(anchor, [space.codes.named("SAF-1").uid])
    made = tmp_path / "q.csv"
    space.transfer.export(made, Wanted())
    space.close()
    return made


@pytest.mark.parametrize(
    ("acts", "first"), [("Ana Ruíz", "Ana Ruíz"), ("A. Ruiz", "A. Ruiz"), ("Bo", "A. Ruiz")]
)
def test_who_acts_comes_first_then_who_has_more_work(here, file, acts, first):
    here.act_as(acts)
    report = here.transfer.merge([file], preview=True)
    (found,) = report.newcomers
    assert (found.name, found.like[0][1]) == ("Ana Ruiz", first)
    assert len(found.like) == 2

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shipped names of States and groups."""

from __future__ import annotations

import pytest

from annotator import paths
from annotator.domain.negotiation.actors import PartyNames


@pytest.fixture(scope="session")
def names() -> PartyNames:
    text = (paths.resources() / "parties.json").read_text(encoding="utf-8")
    return PartyNames.from_json(text)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What no row may say of two provisions."""

from __future__ import annotations

import pytest

from annotator.domain.change import Stamp, created
from annotator.domain.kinds import FIELDS
from annotator.exchange.parsed_row import check_record
from annotator.exchange.row_values import RowRefusedError

SAID = {
    "draft": "a" * 64, "other": "b" * 64, "page": "3", "start": "0", "provision": "Art 1",
    "together": "no", "reviewer": "ana",
}  # fmt: skip


def pairing(**fields):
    values = dict.fromkeys(FIELDS["alignment"], "") | SAID | fields
    return created("alignment", "one", values, Stamp(1, "ana", "s"))


def test_a_pairing_is_taken() -> None:
    check_record(pairing())
    check_record(pairing(page="", start="", provision="", other_page="9", other_start="17"))


@pytest.mark.parametrize(
    ("field", "value"),
    [("together", ""), ("together", "maybe"), ("page", "0"), ("other_page", "x"), ("start", "-1"),
     ("other_start", "1" * 12)],
)  # fmt: skip
def test_what_is_no_pairing_is_refused(field, value) -> None:
    with pytest.raises(RowRefusedError):
        check_record(pairing(**{field: value}))

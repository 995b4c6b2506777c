# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a page is called where only some pages have printed numbers."""

from __future__ import annotations

import pytest

from annotator.ui.models.page_labels import page_name, printed_number


@pytest.mark.parametrize(
    ("page", "printed", "name"),
    [(0, "", "0"), (1, "i", "i"), (2, "", "2"), (3, "1", "1"), (4, "", "4")],
)
def test_a_page_is_called_by_its_printed_number_where_it_has_one(page, printed, name) -> None:
    labels = ["i", "", "1"]
    assert (printed_number(labels, page), page_name(labels, page)) == (printed, name)

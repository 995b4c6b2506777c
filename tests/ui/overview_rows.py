# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows and codes for tests of the passages table."""

from __future__ import annotations

from dataclasses import replace

from annotator.domain.codebook import Code
from annotator.domain.row_sieve import Known
from annotator.services.overview import OverviewRow

CODES = {
    "f-saf": Code("f-saf", "SAF", "Safeguards", colour="#A8D8A0"),
    "c-saf": Code("c-saf", "SAF-3", "Prior independent authorisation", "SAF", colour="#A8D8A0"),
    "f-prv": Code("f-prv", "PRV", "Privacy", colour="#F2B8C6"),
    "c-prv": Code("c-prv", "PRV-1", "Access to stored data", "PRV", colour="#F2B8C6"),
}
KNOWN = Known(CODES, frozenset({"r-ana"}), ("d1", "d2"))


def row(uid, **more):
    made = OverviewRow(
        kind="tag", uid=uid, passage=f"p-{uid}", draft="d1", draft_name="A/AC.291/22/Rev.1@en",
        page=3, page_label="", start=10, provision="Art 6(2)(a)", code="c-saf",
        quote="plain words", severity="", stance="weakens", recommendation="",
        proposed_wording="", note="", review_state="draft", reviewer="r-ana",
        reviewer_name="Ana Ruiz", modified_utc="2026-01-02T03:04:05Z", comments=0,
        conflicted=False, placed=True,
    )  # fmt: skip
    return replace(made, **more)


def many(count):
    """Rows page after page, two tags on each passage, one code in turn with the other."""
    return [
        row(
            f"t{n:05}",
            passage=f"p{n // 2:05}",
            page=1 + n // 20,
            start=n * 10,
            severity=str(1 + n % 4),
            code="c-saf" if n % 2 else "c-prv",
            reviewer="r-ana" if n % 3 else "r-bo",
            reviewer_name="Ana Ruiz" if n % 3 else "Bo Lindqvist",
        )
        for n in range(count)
    ]


MARK = row(
    "m1", kind="mark", passage="", page=0, start=0, code="", quote="", stance="",
    provision="Art 9", mark="missing",
)  # fmt: skip
BARE = row("p-bare", kind="passage", passage="p-bare", page=4, code="", stance="", note="a note")

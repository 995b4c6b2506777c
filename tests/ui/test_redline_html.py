# SPDX-License-Identifier: AGPL-3.0-or-later
"""A redline reads the same wherever it is shown: old and new words do not run together."""

from __future__ import annotations

from types import SimpleNamespace

from annotator.domain.concern import Concern, Step
from annotator.domain.redline import redline
from annotator.ui.panels.concern_text import page
from annotator.ui.panels.redline_view import RedlineText
from annotator.ui.panels.wording import Redline, redline_html

OLD, NEW = "Parties shall & may act", "Parties will & may act <now>"
THIN = "\u2009"


def test_what_went_and_what_came_are_marked_and_kept_apart():
    html = redline_html(redline(OLD, NEW), struck="#111111", put="#222222")
    gone = '<span style="text-decoration:line-through; color:#111111">shall</span>'
    came = '<span style="text-decoration:underline; color:#222222">will</span>'
    assert f"Parties {gone}{THIN}{came} &amp; may act" in html
    assert "&lt;now&gt;" in html


def test_it_reads_so_in_the_history_of_concerns(qtbot):
    step = Step("a", "p", "t", "Art 1", 1, NEW, pieces=redline(OLD, NEW))
    report = SimpleNamespace(
        concerns=(Concern("u", "c", "r", (step,)),), codes={"c": ("SUR-1", "Name")},
        people={"r": "Ana"}, drafts={"a": SimpleNamespace(symbol="M/1")},
    )  # fmt: skip
    html = page(report, [0], quiet="#111111", put="#222222", serif="Serif")
    assert redline_html(redline(OLD, NEW), struck="#111111", put="#222222") in html


def test_it_reads_so_below_a_proposed_wording_and_in_the_inbox(qtbot):
    label, text = Redline(), RedlineText()
    qtbot.addWidget(label)
    qtbot.addWidget(text)
    label.show_change(OLD, NEW)
    text.show_words(OLD, NEW)
    assert f"shall</span>{THIN}<span" in label.text()
    assert text.toPlainText().split()[:3] == ["Parties", "shall", "will"]

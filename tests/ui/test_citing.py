# SPDX-License-Identifier: AGPL-3.0-or-later
"""Copying words with where they stand: of a selection, of a chosen passage, by keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.domain.project import Draft
from annotator.ui.citing import source_of
from annotator.ui.models.citation import Citation, pages_said
from annotator.ui.sheets import Sheet

BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ((17, ""), (17, ""), "p. 17"),
        ((17, "17"), (17, "17"), "p. 17"),
        ((17, ""), (18, ""), "pp. 17–18"),
        ((4, "ii"), (4, "ii"), "p. ii [PDF p. 4]"),
        ((4, "ii"), (5, "1"), "pp. ii–1 [PDF pp. 4–5]"),
        ((4, ""), (5, "1"), "pp. 4–1 [PDF pp. 4–5]"),
    ],
)
def test_pages(first, last, said) -> None:
    assert pages_said(first, last) == said


def test_a_citation_names_draft_provision_and_page() -> None:
    made = Citation("search or access <it>", "A/AC.291/22/Rev.2", "Art 28(3)(d)", "p. 17")
    assert made.plain == "“search or access <it>”\nA/AC.291/22/Rev.2, Art 28(3)(d), p. 17"
    assert made.html == (
        '<p dir="ltr">“search or access &lt;it&gt;”</p>'
        '<p dir="ltr">A/AC.291/22/Rev.2, Art 28(3)(d), p. 17</p>'
    )
    assert replace(made, quote="").plain == "A/AC.291/22/Rev.2, Art 28(3)(d), p. 17"
    assert replace(made, provision="", rtl=True).html.startswith('<p dir="rtl">“')


def test_a_draft_is_cited_by_its_symbol_else_by_its_file() -> None:
    draft = Draft("x", "A/AC.291/22", "fr", file="a.pdf")
    assert source_of(Sheet("A/AC.291/22@fr", draft=draft)) == "A/AC.291/22"
    assert source_of(Sheet("draft.v2.PDF")) == "draft.v2"
    assert source_of(Sheet("Note v2.1")) == "Note v2.1"
    assert source_of(None) == ""


def test_the_selection_with_its_citation(make_window, pdf, select, qtbot) -> None:
    window = make_window(pdf("two_pages"))
    cite = window.actions_["selection.cite"]
    assert not cite.isEnabled()
    select(window, "The purposes of this", "everyone")
    window.reader.view.labels = ["ii", "iii"]
    qtbot.keyClick(window.reader.view, Qt.Key.Key_C, BOTH)
    data = QApplication.clipboard().mimeData()
    quote, line = data.text().split("\n")
    assert quote == f"“{window.reader.view.selection.quote()}”"
    assert line.startswith("two_pages, Art ")
    assert line.endswith(", p. ii [PDF p. 1]")
    assert "</p><p" in data.html()


def test_a_chosen_passage_with_its_citation(make_window, pdf, select, qtbot, house) -> None:
    window = make_window(pdf("two_pages"))
    view = window.reader.view
    select(window, "Statement of purpose")
    qtbot.keyClicks(view, "prv")
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.bench.passages), timeout=10_000)
    passage = window.bench.passages[0]
    known = replace(passage, anchor=replace(passage.anchor, provision="Art 28(3)(d)"))
    house.spaces[-1].project.passages[passage.uid] = known
    window.bench.refresh()
    qtbot.waitUntil(
        lambda: window.bench.passages[0].anchor.provision == "Art 28(3)(d)", timeout=10_000
    )
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    window.tagging.choose(passage.uid)
    window.offers.look()
    cite = window.actions_["selection.cite"]
    cite.trigger()
    said = "“Statement of purpose”\ntwo_pages, Art 1, p. 1"
    assert QApplication.clipboard().text() == said, "where its words stand in the draft"
    view.provisions.forget()
    cite.trigger()
    assert QApplication.clipboard().text().endswith("two_pages, Art 28(3)(d), p. 1")
    select(window, "Statement of")
    assert window.furnish().citing.citation().line == "two_pages, Art 28(3)(d), p. 1", (
        "known from the passage"
    )

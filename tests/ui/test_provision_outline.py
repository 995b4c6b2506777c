# SPDX-License-Identifier: AGPL-3.0-or-later
"""Provisions as an outline, by name, and as what a selection grows to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from provision_pages import found, treaty
from PySide6.QtCore import QModelIndex, QPoint, Qt

from annotator.domain.provision_map import ProvisionMap
from annotator.ui.models.outline_entries import END, Entry, hanging
from annotator.ui.models.provision_names import begin_of, named, near, order, standing_under
from annotator.ui.models.provision_rows import ProvisionRows, provision_rows, shown_title
from annotator.ui.models.tag_pages import PlacedTag
from annotator.ui.panels.unfolding import AT_ONCE
from annotator.ui.viewer.selecting.growing import Growing
from annotator.ui.viewer.selecting.selection import Caret, Selection

TEXTS = treaty()
STRUCTURE = found(TEXTS)
ROWS = provision_rows(STRUCTURE, {page: text.text for page, text in TEXTS.items()})


def path(index: int) -> str:
    return STRUCTURE.provisions[index].path if index >= 0 else ""


# -- names -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1(1)(a)", "Art 1(1)(a)"), ("1.1.a", "Art 1(1)(a)"), ("1 1 a", "Art 1(1)(a)"), ("3", "Art 3"),
        ("art 6 bis", "Art 6 bis"), ("6bis", "Art 6 bis"), ("ARTICLE 3, paragraph 2", "Art 3(2)"),
        ("annex I", "Annex I"), ("Annex 1", "Annex I"), ("ch. 2", "Chapter II"), ("статья 3", "Art 3"),
        ("artículo 2", "Art 2"), ("المادة ٣", "Art 3"), ("第三条", "Art 3"), ("99", ""), ("3(7)", ""),
        ("", ""), ("(", ""), ("Rule 3", ""), ("search", ""),
    ],
)  # fmt: skip
def test_what_is_typed_names_a_provision(typed, meant) -> None:
    assert path(named(STRUCTURE, typed)) == meant


@pytest.mark.parametrize(
    "typed", ["第3条(2)", "art 3.2", "المادة ٣(٢)", "3 para 2", "статья 3, пункт 2"]
)
def test_outline_and_services_read_names_alike(typed) -> None:
    assert path(named(STRUCTURE, typed)) == ProvisionMap(STRUCTURE).spelled(typed) == "Art 3(2)"


def test_what_is_not_there_has_something_near() -> None:
    assert near(STRUCTURE, "3(7)") == ["Art 3", "Art 3(1)", "Art 3(2)"]
    assert near(STRUCTURE, "99") == ["Art 1", "Art 2", "Art 3", "Art 6 bis"]
    assert near(found({}), "99") == []


def test_a_mark_on_a_part_that_is_not_found_stands_under_what_holds_it() -> None:
    assert path(standing_under(STRUCTURE, "Art 3(1)(d)")) == "Art 3(1)"
    assert path(standing_under(STRUCTURE, "Art 1(2)-Art 3")) == "Art 1(2)"
    assert path(standing_under(STRUCTURE, "Art 99(1)")) == ""
    assert begin_of(STRUCTURE, "Art 3(9)") == (2, 18)
    assert begin_of(STRUCTURE, "Rule 7") == (0, 0)


# -- outline ---------------------------------------------------------------------------------------


def test_lines_tell_label_and_title_or_the_first_words() -> None:
    said = {entry.path: entry.title for entry in ROWS.entries}
    assert said["Chapter I"] == "Chapter I. General provisions"
    assert said["Art 6 bis"] == "Article 6 bis. Notice"
    assert said["Art 1(1)(a)"] == "(a) to prevent;"
    assert said["Annex I"] == "Annex I. A list of forms."
    assert said["Art 3(2)"] == "2. It shall ask a judge."
    assert [entry.path for entry in ROWS.entries if entry.unfolded] == ["Chapter I", "Chapter II", "Annex I"]  # fmt: skip


def test_counted_paragraphs_of_a_preamble_are_told_from_printed_numbers() -> None:
    one = STRUCTURE.provisions[1]
    counted = replace(one, kind="recital", label="4", number="4", title="")
    assert shown_title(counted, "Affirming that") == "¶ 4  Affirming that"
    assert shown_title(replace(one, title=""), "") == "Article 1"


def test_only_chapters_are_unfolded_at_first_and_folds_stay(left) -> None:
    outline, tree = left.outline, left.outline.tree
    outline.show_provisions(ROWS)
    at = outline.model.place_of
    assert tree.isExpanded(at("Chapter I"))
    assert not tree.isExpanded(at("Art 1"))
    tree.expand(at("Art 1"))
    tree.collapse(at("Chapter II"))
    outline.show_provisions(ROWS, again=True)
    assert tree.isExpanded(at("Art 1"))
    assert not tree.isExpanded(at("Chapter II"))


def many_chapters(count):
    """So many chapters of two articles."""
    entries = [
        Entry(n, f"{n}", 1 + n // 30, (1 + n // 30, n), END, END, path=f"{n}", unfolded=n % 3 == 0)
        for n in range(3 * count)
    ]
    parents = [-1 if n % 3 == 0 else n - n % 3 for n in range(3 * count)]
    return ProvisionRows(tuple(entries), tuple(parents), hanging(parents))


def unfolded(outline):
    return sum(
        outline.tree.isExpanded(outline.model.index_of(n)) for n in range(outline.model.count)
    )


def test_a_long_outline_is_unfolded_around_what_one_reads_and_then_in_turns(left, qtbot) -> None:
    outline = left.outline
    outline.show_page(100)
    outline.show_provisions(many_chapters(1000))
    assert unfolded(outline) == AT_ONCE
    top = outline.tree.indexAt(QPoint(0, 0)).data()
    qtbot.waitUntil(lambda: unfolded(outline) == 1000)
    assert outline.tree.indexAt(QPoint(0, 0)).data() == top


def test_what_was_still_to_be_unfolded_is_so_behind_a_filter(left, qtbot) -> None:
    outline = left.outline
    outline.show_provisions(many_chapters(200))
    outline.field.setText("7")
    outline.field.clear()
    assert unfolded(outline) == 200


def test_a_correction_keeps_the_filter_and_what_is_folded_behind_it(left) -> None:
    outline, tree = left.outline, left.outline.tree
    outline.show_provisions(ROWS)
    at = outline.model.place_of
    tree.expand(at("Art 1"))
    tree.collapse(at("Chapter II"))
    outline.field.setText("prevent")
    entries = [replace(e, path=e.path.replace("Art 1", "Art 9")) for e in ROWS.entries]
    outline.show_provisions(replace(ROWS, entries=tuple(entries)), again=True)
    assert outline.field.text() == "prevent"
    assert outline.model.rowCount(QModelIndex()) == 1
    assert tree.isExpanded(at("Art 9(1)"))
    outline.field.clear()
    assert tree.isExpanded(at("Art 9")), "by its place: it was renamed"
    assert not tree.isExpanded(at("Art 9(1)"))
    assert not tree.isExpanded(at("Chapter II"))


def test_tags_are_counted_by_the_place_where_they_begin(left) -> None:
    outline = left.outline
    outline.show_provisions(ROWS)
    spots = [(1, 80), (1, 110), (2, 100), (2, 150)]
    outline.set_tags([PlacedTag(spot, "#9EC5F8") for spot in spots])

    def count(path, *, unfolded=False):
        entry = outline.model.entry(outline.model.place_of(path))
        return outline.model.tags_on(entry, unfolded=unfolded).count

    assert [count(p) for p in ("Chapter I", "Art 1", "Art 1(1)", "Art 1(1)(a)", "Art 1(2)")] == [2, 2, 1, 1, 1]  # fmt: skip
    assert count("Art 1", unfolded=True) == 0
    assert [count(p) for p in ("Art 3", "Art 6 bis", "Annex I")] == [0, 1, 1]


def test_the_find_field_takes_a_provision(left, qtbot) -> None:
    outline = left.outline
    outline.named = lambda typed: path(named(STRUCTURE, typed))
    outline.show_provisions(ROWS)
    outline.field.setFocus()
    qtbot.keyClicks(outline.field, "1(1)(b)")
    with qtbot.waitSignal(outline.entry_requested) as went:
        qtbot.keyClick(outline.field, Qt.Key.Key_Return)
    assert went.args[0].path == "Art 1(1)(b)"
    qtbot.keyClick(outline.field, Qt.Key.Key_Escape)
    assert outline.model.rowCount(QModelIndex()) == 3


def test_screen_readers_hear_path_and_correction(left) -> None:
    changed = replace(ROWS.entries[1], note="corrected; found as “Article 7”")
    outline = left.outline
    outline.show_provisions(replace(ROWS, entries=(ROWS.entries[0], changed, *ROWS.entries[2:])))
    index = outline.model.place_of("Art 1")
    heard = index.data(int(Qt.ItemDataRole.AccessibleTextRole))
    assert heard == "Article 1. Purpose, page 1, corrected; found as “Article 7”"
    assert index.data(int(Qt.ItemDataRole.ToolTipRole)).startswith("Art 1: Article 1. Purpose")


# -- selecting -------------------------------------------------------------------------------------


def growing(words: str, page: int = 1) -> tuple[Selection, Growing]:
    selection = Selection(TEXTS)
    selection.place(Caret(page, TEXTS[page].text.index(words)))
    return selection, Growing(selection, lambda: STRUCTURE)


def test_a_selection_grows_to_the_paragraph_the_article_the_chapter_and_back() -> None:
    selection, made = growing("prevent")
    said = []
    while made.grow(provisions=True):
        said.append(STRUCTURE.span(selection.segments()))
    assert said == ["Art 1(1)(a)", "Art 1(1)", "Art 1", "Chapter I"]
    assert selection.quote().endswith("Terms mean what they say.")
    back = []
    while not selection.empty:
        made.shrink(provisions=True)
        back.append(STRUCTURE.span(selection.segments()))
    assert back == ["Art 1", "Art 1(1)", "Art 1(1)(a)", ""]


def test_after_the_sentence_comes_the_provision() -> None:
    selection, made = growing("wait")
    quotes = []
    while made.grow():
        quotes.append(selection.quote())
    assert quotes[:3] == [
        "wait",
        "It may not wait.",
        "2. Each State Party shall act. It may not wait.",
    ]
    assert quotes[-1].startswith("Chapter I")


def test_what_was_selected_by_hand_grows_to_what_holds_all_of_it() -> None:
    selection, made = growing("to prevent")
    selection.go(Caret(1, TEXTS[1].text.index("cooperate")), extend=True)
    made.grow(provisions=True)
    assert STRUCTURE.span(selection.segments()) == "Art 1(1)"
    selection.place(Caret(2, 0))
    selection.go(Caret(2, 137), extend=True)
    made.shrink(provisions=True)
    assert selection.empty, "nothing smaller begins where the chapter does"


def test_without_provisions_the_paragraph_of_the_page_is_taken() -> None:
    selection = Selection(TEXTS)
    selection.place(Caret(1, TEXTS[1].text.index("wait")))
    nothing = found({})
    made = Growing(selection, lambda: nothing)
    assert made.grow(provisions=True)
    assert "It may not wait." in selection.quote()
    assert not made.grow(provisions=True)


def test_paths_are_sorted_as_they_stand_with_what_is_not_found_beside_what_holds_it() -> None:
    paths = [
        "Art 20",
        "Art 6 bis",
        "Art 3(9)",
        "Annex I",
        "Chapter II",
        "Art 3",
        "Art 9",
        "Art 1(1)(z)",
        "Art 2",
    ]
    said = sorted(paths, key=lambda path: order(STRUCTURE, path))
    assert said == [
        "Art 1(1)(z)",
        "Art 2",
        "Chapter II",
        "Art 3",
        "Art 3(9)",
        "Art 6 bis",
        "Annex I",
        "Art 9",
        "Art 20",
    ]

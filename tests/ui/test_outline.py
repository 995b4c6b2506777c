# SPDX-License-Identifier: AGPL-3.0-or-later
"""The outline: any tree a stranger's file gives, what one reads, what is tagged, found by typing."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor

from annotator.pdf.text_layer import Line, PageText
from annotator.ui import theme
from annotator.ui.models.outline_lines import heading_line, starts_of
from annotator.ui.models.outline_tree import OutlineTree
from annotator.ui.models.tag_pages import PlacedTag, TagCount, TagPages

TREATY = [
    (1, "Preamble", 1),
    (1, "Chapter I", 2),
    (2, "Article 1. Purpose", 2),
    (2, "Article 2. Use of terms", 3),
    (1, "Chapter II", 5),
    (2, "Article 3. Interception", 5),
    (2, "Article 4. Safeguards", 7),
]
BLUE, GREEN, RED, YELLOW = "#9EC5F8", "#A8D8A0", "#F2B8C6", "#F5D58A"


def titles(model, parent=None):
    parent = parent or QModelIndex()
    rows = [model.index(row, 0, parent) for row in range(model.rowCount(parent))]
    return [(index.data(), titles(model, index)) if model.rowCount(index) else index.data() for index in rows]  # fmt: skip


def place(model, title):
    return model.match(
        model.index(0, 0), int(Qt.ItemDataRole.DisplayRole), title, 1,
        Qt.MatchFlag.MatchRecursive | Qt.MatchFlag.MatchStartsWith,
    )[0]  # fmt: skip


def test_levels_in_any_order_make_a_tree(qtmodeltester) -> None:
    model = OutlineTree()
    model.set_entries(
        [(7, "a", 1), (3, "b", 2), (9, "c", 2), (4, "d", -1), (1, "e", 3), (1, "f", 1)]
    )
    assert titles(model) == ["a", ("b", ["c", "d"]), "e", "f"]
    qtmodeltester.check(model)


def test_ten_thousand_entries_of_a_stranger_are_all_there() -> None:
    model, dice = OutlineTree(), random.Random(1)
    rows = [(dice.randint(-5, 40), f"Entry {n}", dice.randint(-1, 900)) for n in range(10_000)]
    model.set_entries(rows)

    def count(parent):
        return sum(1 + count(model.index(n, 0, parent)) for n in range(model.rowCount(parent)))

    assert count(QModelIndex()) == 10_000
    for page in (1, 450, 900):
        assert rows[model.reading(page)][2] == page


@pytest.mark.parametrize(
    ("page", "title"),
    [(1, "Preamble"), (2, "Article 1. Purpose"), (4, "Article 2. Use of terms"),
     (5, "Article 3. Interception"), (6, "Article 3. Interception"), (99, "Article 4. Safeguards")],
)  # fmt: skip
def test_the_entry_one_reads(page, title) -> None:
    model = OutlineTree()
    model.set_entries(TREATY)
    assert TREATY[model.reading(page)][1] == title


def tag(page, colour, start=0):
    return PlacedTag((page, start), colour)


def counted(model, title, *, unfolded=False):
    return model.tags_on(model.entry(place(model, title)), unfolded=unfolded)


def test_tags_are_counted_on_the_pages_an_entry_covers() -> None:
    model = OutlineTree()
    model.set_entries(TREATY)
    model.set_tags([tag(2, BLUE), tag(4, GREEN), tag(3, RED), tag(7, RED)])
    assert counted(model, "Chapter I") == TagCount(3, (BLUE, RED, GREEN))
    assert counted(model, "Chapter I", unfolded=True).count == 0  # its articles show them
    assert counted(model, "Article 2") == TagCount(2, (RED, GREEN))
    assert counted(model, "Article 3").count == 0
    assert counted(model, "Article 4").count == 1
    said = place(model, "Article 2").data(int(Qt.ItemDataRole.AccessibleTextRole))
    assert said == "Article 2. Use of terms, page 3, 2 tags"


def test_a_tag_counts_once_where_articles_share_a_page() -> None:
    model = OutlineTree()
    model.set_entries([(1, "Article 1", 1), (1, "Article 2", 1), (1, "Article 3", 2)])
    model.set_tags([tag(1, BLUE, 50), tag(1, RED, 700), tag(2, GREEN, 10), tag(2, GREEN, 90)])
    assert [counted(model, f"Article {n}").count for n in (1, 2, 3)] == [2, 2, 2]  # pages must do
    model.set_starts({0: 40, 1: 600, 2: 80})
    assert counted(model, "Article 1") == TagCount(1, (BLUE,))
    assert counted(model, "Article 2") == TagCount(2, (RED, GREEN))  # runs on over the page's end
    assert counted(model, "Article 3") == TagCount(1, (GREEN,))


def test_more_than_four_tags_are_a_number_and_their_commonest_colours() -> None:
    colours = (BLUE, RED, RED, GREEN, GREEN, GREEN, YELLOW)
    tags = TagPages([*(tag(3, colour) for colour in colours), tag(4, BLUE)])
    assert tags.between((3, 0), (4, 0)) == TagCount(7, (GREEN, RED, BLUE))
    assert tags.between((1, 0), (3, 0)) == TagCount()


def test_the_entry_one_reads_is_lit_as_one_scrolls(left) -> None:
    outline = left.outline
    outline.show_outline(TREATY)
    outline.show_page(4)
    assert outline.tree.currentIndex().data() == "Article 2. Use of terms"
    outline.tree.collapse(place(outline.model, "Chapter II"))
    outline.show_page(6)
    assert outline.tree.currentIndex().data() == "Chapter II"


def lit(widget, rect):
    """Whether a rectangle of a widget shows the bar of what is read."""
    image = widget.grab().toImage()
    return any(
        image.pixelColor(x, rect.center().y()) == QColor(theme.LIGHT.accent) for x in range(12)
    )


def test_what_one_reads_is_lit_on_screen(left) -> None:
    outline, tree = left.outline, left.outline.tree
    outline.show_outline(TREATY)
    outline.show_page(3)
    rows = {t: tree.visualRect(place(outline.model, t)) for t in ("Preamble", "Article 2")}
    assert lit(tree.viewport(), rows["Article 2"])
    assert not lit(tree.viewport(), rows["Preamble"])


def test_letters_filter_and_enter_goes_there(left, qtbot) -> None:
    outline = left.outline
    outline.show_outline(TREATY)
    left.focus_view()
    qtbot.waitUntil(outline.tree.hasFocus)
    qtbot.keyClick(outline.tree, Qt.Key.Key_S)
    assert outline.field.hasFocus()
    qtbot.keyClicks(outline.field, "afe")
    assert titles(outline.model) == [("Chapter II", ["Article 4. Safeguards"])]
    with qtbot.waitSignal(outline.entry_requested) as went:
        qtbot.keyClick(outline.field, Qt.Key.Key_Return)
    assert went.args[0].page == 7
    qtbot.keyClick(outline.field, Qt.Key.Key_Escape)
    assert len(titles(outline.model)) == 3
    with qtbot.waitSignal(left.let_go_requested):
        qtbot.keyClick(outline.tree, Qt.Key.Key_Escape)


def test_a_filter_leaves_the_folds_as_they_were(left, qtbot) -> None:
    outline = left.outline
    outline.show_outline(TREATY)
    outline.tree.collapseAll()
    for typed in ("art", "article 4", ""):
        outline.field.setText(typed)
    assert not outline.tree.isExpanded(place(outline.model, "Chapter II"))
    outline.tree.setFocus()
    outline.tree.setCurrentIndex(place(outline.model, "Chapter II"))
    qtbot.keyClick(outline.tree, Qt.Key.Key_Right)
    assert outline.tree.isExpanded(place(outline.model, "Chapter II"))
    qtbot.keyClick(outline.tree, Qt.Key.Key_Left)
    assert not outline.tree.isExpanded(place(outline.model, "Chapter II"))


def test_an_entry_that_leads_nowhere_goes_nowhere(left, qtbot) -> None:
    left.outline.show_outline([(1, "Broken", -1), (1, "Fine", 2)])
    tree = left.outline.tree
    tree.setFocus()
    tree.setCurrentIndex(left.outline.model.index(0, 0))
    with qtbot.assertNotEmitted(left.outline.entry_requested):
        qtbot.keyClick(tree, Qt.Key.Key_Return)


# -- headings --------------------------------------------------------------------------------------


def text_of(*rows, page=1):
    lines, text = [], ""
    for number, (words, kind) in enumerate(rows):
        top = 100.0 + 15 * number
        lines.append(Line(len(text), len(text) + len(words), 90, top, 300, top + 12, kind=kind, size=11, block=number))  # fmt: skip
        text += words + "\n"
    return PageText(page, text, tuple(lines), None, 595, 842)


def test_the_line_a_title_means_is_found() -> None:
    text = text_of(
        ("M/CONF.1/7 Article 2", "header"), ("Article 2 of the Covenant says", "body"), ("Article 20", "heading"),
        ("Article 2", "heading"), ("Use of terms", "heading"),
    )  # fmt: skip
    assert heading_line(text, "Article 2 – Use of terms") is text.lines[3]
    assert heading_line(text, "use of TERMS") is text.lines[4]
    assert heading_line(text, "Article 3") is None
    assert starts_of(
        {1: text}, [(4, 1, "Article 2"), (5, 1, "Article 9"), (6, 2, "Article 2")]
    ) == {4: text.lines[3].start}

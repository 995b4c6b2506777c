# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tagging panel in the window: nothing is tagged, carried over or lost by a slip."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from annotator.domain.anchor import Anchor, Segment
from annotator.domain.passage import Passage
from annotator.domain.tag import Tag
from annotator.ui.panels.fields import TextField
from annotator.ui.panels.tag_editor import PassagePanel


def test_enter_without_a_word_tags_nothing(make_window, pdf, select, qtbot, house) -> None:
    window = make_window(pdf("two_pages"))
    select(window, "The purposes of this")
    qtbot.keyClick(window.reader.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.writer.idle)
    assert not window.reader.view.marks.all()
    qtbot.keyClick(window.reader.view, Qt.Key.Key_Down)
    qtbot.keyClick(window.reader.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.reader.view.marks.all()))


def test_another_selection_starts_with_nothing_said(make_window, pdf, select, qtbot) -> None:
    window = make_window(pdf("two_pages"))
    tagging = window.side.tagging
    select(window, "The purposes of this")
    qtbot.keyClicks(window.reader.view, "equal")
    tagging.fields._texts["note"].setPlainText("meant for the first words")
    select(window, "measures that protect")
    assert tagging.field.text() == ""
    assert "note" not in tagging.fields.values()


def test_a_text_is_kept_after_a_pause(make_window, pdf, select, qtbot) -> None:
    field = TextField()
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    with qtbot.waitSignal(field.left, timeout=5000):
        qtbot.keyClicks(field, "words")
    assert field.hasFocus()


def test_an_editor_who_is_new_to_the_project_is_named(qtbot) -> None:
    editor = PassagePanel()
    qtbot.addWidget(editor)
    anchor = Anchor("text", "d" * 64, (Segment(1, 0, 5),), "words")
    tag = Tag("t", "p", "c", "uid-ana", note="first")

    def show(tag, names):
        passage = Passage("p", anchor, tags=(tag,))
        editor.show_passage(passage, {}, "page 1", mine=(), names=names)

    show(tag, {"uid-ana": "Ana"})
    show(replace(tag, note="second", edited_by="uid-bo"), {"uid-ana": "Ana", "uid-bo": "Bo"})
    assert editor.cards()["t"]._by.text() == "by Ana, edited by Bo"

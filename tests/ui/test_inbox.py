# SPDX-License-Identifier: AGPL-3.0-or-later
"""The inbox: what waits is told in words, and answered by keyboard."""

from __future__ import annotations

import pytest
from inbox_fakes import BOOK, conflict, held
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from annotator.domain.anchor import Anchor, Segment
from annotator.domain.kinds import AUTHORED
from annotator.services.subjects import Subject
from annotator.ui.panels.inbox_answers import AnswerButton
from annotator.ui.panels.inbox_panel import InboxPanel
from annotator.ui.panels.inbox_words import field_words, kind_words, questions, value_words

LONG = "The article should name an independent court. " * 40


@pytest.fixture
def inbox(qtbot):
    """A panel in a window of its own, and what it asked for."""
    window = QWidget()
    panel = InboxPanel()
    QVBoxLayout(window).addWidget(panel)
    qtbot.addWidget(window)
    window.resize(1024, 300)
    window.show()
    window.activateWindow()
    panel.asked = []
    panel.value_chosen.connect(lambda *args: panel.asked.append(args))
    panel.held_answered.connect(lambda *args: panel.asked.append(args))
    panel.passage_requested.connect(lambda *args: panel.asked.append(("show", *args)))

    def show(conflicts=(), waiting=()):
        panel.show_questions(questions(conflicts, waiting, BOOK))

    panel.put = show
    panel.room = window  # lives as long as the panel
    return panel


def texts(panel):
    return [label.text() for label in panel.values.findChildren(QLabel) if label.isVisible()]


def verbs(panel):
    return [button.text() for button in panel.values.buttons]


# -- in words --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "kind", "said"),
    [
        ("severity", "3", "tag", "3, serious"),
        ("stance", "weakens", "tag", "weakens"),
        ("code", "c2", "tag", "SAF-3 Prior authorisation"),
        ("code", "gone", "tag", "gone"),
        ("code", "SUR-3", "code", "SUR-3"),
        ("deleted", "deleted", "tag", "deleted"),
        ("deleted", "", "tag", "kept"),
        ("note", "", "tag", ""),
        ("value", "read", "mark", "read, no concern"),
        ("reviewer", "r1", "tag", "Ana Ruiz"),
        ("retired", "1", "code", "retired"),
        ("standards", '["ICCPR 17", "ICCPR 19"]', "code", "ICCPR 17\nICCPR 19"),
        ("standards", "ICCPR 17", "tag", "ICCPR 17"),
        ("anchor", "no anchor", "passage", "no anchor"),
    ],
)
def test_values_in_words(field, value, kind, said) -> None:
    assert value_words(field, value, kind, BOOK) == said


def test_words_of_a_passage_that_moved_are_shown_as_words() -> None:
    anchor = Anchor("text", "d" * 64, (Segment(4, 0, 5),), "new\nwords").to_json()
    assert value_words("anchor", anchor, "passage", BOOK) == "“new words”\npage 4"


def test_a_question_says_what_where_and_who() -> None:
    [about_mine, made_apart] = questions([conflict()], [held(("note", "mine", "theirs"))], BOOK)
    assert about_mine.held
    assert about_mine.what == "Your tag is changed: Note"
    assert about_mine.who == "Bo"
    assert [choice.texts for choice in about_mine.choices] == [("mine",), ("theirs",)]
    assert made_apart.what == "Severity"
    assert made_apart.where == "A/1@en, page 12, Art 6(2)(a)"
    assert made_apart.quote == "collect traffic data"
    assert made_apart.colour == "#7FB2F0"
    assert made_apart.who == "Ana Ruiz, Bo"


def test_a_deletion_of_my_tag_is_told_even_when_no_field_differs() -> None:
    [question] = questions([], [held(deleted=True)], BOOK)
    assert question.what == "Your tag is deleted"
    assert [choice.texts for choice in question.choices] == [("kept",), ("deleted",)]


def test_a_conflict_of_a_draft_has_no_code_and_no_quotation() -> None:
    subject = Subject(draft="d" * 64, draft_name="A/1@en")
    [question] = questions(
        [conflict("symbol", ("A/1", "A/2"), kind="draft", subject=subject)], [], BOOK
    )
    assert (question.letters, question.quoted, question.quote) == ("", False, "A/1@en")


# -- the panel -------------------------------------------------------------------------------------


def test_an_empty_inbox_says_what_will_stand_there(inbox) -> None:
    inbox.put()
    assert inbox._empty.isVisible()
    assert "after you merge" in inbox._empty.text()
    assert not inbox.list.isVisible()


def test_values_stand_side_by_side_with_who_wrote_them(inbox) -> None:
    inbox.put([conflict(values=("3", "4", "1"))])
    shown = texts(inbox)
    assert {"3, serious", "4, red line", "1, minor"} <= set(shown)
    assert any(text.startswith("Bo · ") for text in shown)
    assert any(text.startswith("in a spreadsheet") for text in shown)
    assert verbs(inbox) == ["1  Keep this", "2  Keep this", "3  Keep this"]


def test_a_long_note_can_be_read_to_its_end(inbox, qtbot) -> None:
    inbox.put([conflict("note", (LONG.strip(), "short"))])
    assert LONG.strip() in texts(inbox)
    scroll = inbox.values.findChildren(QWidget, "answers")[-1]
    bar = scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    scroll.setFocus()
    for _ in range(80):
        qtbot.keyClick(scroll, Qt.Key.Key_PageDown)
    assert bar.value() == bar.maximum()
    assert scroll.widget().width() <= scroll.viewport().width(), "nothing is cut at the side"


def seen(button):
    return button.isVisible() and not button.visibleRegion().isEmpty()


def test_more_answers_than_stand_side_by_side_stand_under_each_other(inbox, qtbot) -> None:
    notes = tuple(f"note {number}" for number in range(1, 251))
    inbox.put([conflict("note", notes[:9])])
    assert set(notes[:9]) <= set(texts(inbox))
    assert inbox.room.width() == 1024, "the window is as wide as it was"
    inbox.focus_list()
    for number in range(9):
        qtbot.keyClick(inbox.room.focusWidget(), Qt.Key.Key_Right)
        qtbot.waitUntil(lambda n=number: seen(inbox.values.buttons[n]))
        assert inbox.values.buttons[number].hasFocus()
    qtbot.keyClick(inbox.list, Qt.Key.Key_7)
    assert inbox.asked == [("tag", "t1", "note", "note 7")]


def test_of_very_many_answers_all_can_be_reached(inbox, qtbot) -> None:
    notes = tuple(f"note {number}" for number in range(1, 251))
    inbox.put([conflict("note", notes)])
    assert len(inbox.values.buttons) == 100
    for more in ("Show 100 more", "Show 50 more"):
        at = len(inbox.values.buttons)
        (button,) = [b for b in inbox.findChildren(AnswerButton) if b.text() == more]
        qtbot.waitUntil(inbox.values.buttons[-1].isVisible)
        inbox.values.buttons[-1].setFocus()
        inbox.focusNextChild()
        assert button.hasFocus()
        qtbot.keyClick(button, Qt.Key.Key_Return)
        assert inbox.values.buttons[at].hasFocus()
    last = inbox.values.buttons[-1]
    assert last.text() == "250  Keep this"
    qtbot.waitUntil(lambda: last.isVisible() and last.y() > inbox.values.buttons[0].y())
    for _ in range(49):
        qtbot.keyClick(inbox.room.focusWidget(), Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: seen(last))
    qtbot.keyClick(inbox.room.focusWidget(), Qt.Key.Key_Return)
    assert inbox.asked == [("tag", "t1", "note", "note 250")]


def test_many_answers_can_be_read_to_the_end_where_none_can_be_given(inbox, qtbot) -> None:
    inbox.set_read_only(True)
    inbox.put([conflict("note", tuple(f"note {number}" for number in range(1, 120)))])
    (texts_,) = inbox.values.findChildren(QWidget, "texts")
    inbox.quote.setFocus()
    inbox.focusNextChild()
    assert texts_.hasFocus()
    scroll = inbox.values.findChildren(QWidget, "answers")[-1]
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() > 0)
    for _ in range(60):
        qtbot.keyClick(texts_, Qt.Key.Key_PageDown)
    assert scroll.verticalScrollBar().value() == scroll.verticalScrollBar().maximum()


def test_digits_answer_from_the_list(inbox, qtbot) -> None:
    inbox.put([conflict()], [held(("note", "a", "b"))])
    inbox.focus_list()
    qtbot.keyClick(inbox.list, Qt.Key.Key_2)
    assert inbox.asked == [("t9", True)]
    qtbot.keyClick(inbox.list, Qt.Key.Key_1)
    assert len(inbox.asked) == 1, "one answer at a time: the first is not in the project yet"
    inbox.put([conflict()])
    assert inbox.current.uid == "t1"
    qtbot.keyClick(inbox.list, Qt.Key.Key_1)
    assert inbox.asked[1:] == [("tag", "t1", "severity", "3")]


def test_an_answer_that_was_not_taken_can_be_given_again(inbox, qtbot) -> None:
    inbox.put([conflict()])
    inbox.focus_list()
    qtbot.keyClick(inbox.list, Qt.Key.Key_2)
    inbox.put([conflict()])
    qtbot.keyClick(inbox.list, Qt.Key.Key_2)
    assert len(inbox.asked) == 2


def test_after_an_answer_the_next_question_has_the_focus(inbox, qtbot) -> None:
    three = [conflict(uid=uid) for uid in ("t1", "t2", "t3")]
    inbox.put(three)
    inbox.focus_list()
    qtbot.keyClick(inbox.list, Qt.Key.Key_Down)
    assert inbox.current.uid == "t2"
    qtbot.keyClick(inbox.list, Qt.Key.Key_1)
    inbox.put([three[0], three[2]])
    assert inbox.current.uid == "t3"
    assert inbox.list.hasFocus()
    inbox.put([three[0]])
    assert inbox.current.uid == "t1"


def test_enter_and_arrows_reach_the_answers(inbox, qtbot) -> None:
    inbox.put([conflict()])
    inbox.focus_list()
    qtbot.keyClick(inbox.list, Qt.Key.Key_Return)
    first, second = inbox.values.buttons
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Left)
    qtbot.keyClick(first, Qt.Key.Key_Left)
    assert inbox.list.hasFocus()
    second.setFocus()
    qtbot.keyClick(second, Qt.Key.Key_Return)
    assert inbox.asked == [("tag", "t1", "severity", "4")]


def test_tab_goes_from_the_quote_through_the_answers(inbox, qtbot) -> None:
    QLineEdit(inbox.window()).show()  # something else in the window, made before the answers
    for values in (("one", "two"), ("three", "four")):
        inbox.put([conflict("note", values)])
        qtbot.waitUntil(inbox.values.buttons[0].isVisible)
        inbox.quote.setFocus()
        order = []
        for _ in range(4):
            inbox.focusNextChild()
            order.append(inbox.window().focusWidget())
        assert order[1:] == [*inbox.values.buttons, inbox.values.field]


def test_a_third_wording_can_be_written_where_the_field_is_free(inbox, qtbot) -> None:
    inbox.put([conflict("note", ("one", "two"))])
    field = inbox.values.field
    assert field.isVisible()
    assert not inbox.values.write.isEnabled()
    field.setFocus()
    qtbot.keyClicks(field, "both 1 and 2")
    assert not inbox.asked, "digits in a text are text"
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert inbox.asked == [("tag", "t1", "note", "both 1 and 2")]


def test_a_third_wording_is_for_free_fields_and_for_conflicts_only(inbox) -> None:
    inbox.put([conflict("severity")])
    assert not inbox.values.field.isVisible()
    inbox.put([], [held(("note", "a", "b"))])
    assert not inbox.values.field.isVisible()


def test_what_several_say_of_one_field_stands_beside_ones_own_value_once() -> None:
    (asked,) = questions(
        (), [held(("note", "a", "b"), ("note", "a", ""), ("severity", "3", "4"))], BOOK
    )
    assert asked.what == "Your tag is changed: Note, Severity"
    assert asked.fields == ("Note", "Severity")
    mine, theirs = asked.choices
    assert mine.texts == ("a", "3, serious")
    assert theirs.texts == ("b\nor: (empty)", "4, red line")


def test_what_is_being_written_stays_when_the_inbox_is_read_again(inbox, qtbot) -> None:
    inbox.put([conflict("note", ("one", "two"))])
    qtbot.keyClicks(inbox.values.field, "half a thought")
    inbox.put([conflict("note", ("one", "two")), conflict(uid="t2")])
    assert inbox.values.field.toPlainText() == "half a thought"
    inbox.list.setCurrentIndex(inbox.model.index(1, 0))
    inbox.list.setCurrentIndex(inbox.model.index(0, 0))
    assert inbox.values.field.toPlainText() == "", "it is not carried to another question"


def test_the_words_are_shown_in_the_draft(inbox, qtbot) -> None:
    inbox.put([conflict()])
    qtbot.mouseClick(inbox.show_button, Qt.MouseButton.LeftButton)
    inbox.quote.setFocus()
    qtbot.keyClick(inbox.quote, Qt.Key.Key_Return)
    assert inbox.asked == [("show", "d" * 64, "p1")] * 2


def test_a_project_that_is_only_read_can_be_looked_at(inbox, qtbot) -> None:
    inbox.set_read_only(True)
    inbox.put([conflict("note", ("one", "two"))])
    inbox.focus_list()
    qtbot.keyClick(inbox.list, Qt.Key.Key_1)
    assert not inbox.asked
    assert inbox._only_read.isVisible()
    assert inbox.values.field.isReadOnly()


def test_a_boundary_and_a_link_have_words_of_their_own() -> None:
    said = [kind_words(kind) for kind in AUTHORED]
    assert said == [
        "passage", "tag", "mark", "comment", "boundary", "link", "pairing of provisions", "decision",
        "finished draft",
    ]  # fmt: skip
    assert field_words("provision", "counterpart") == "Counterpart"
    assert field_words("provision", "mark") == "Provision"


def test_what_is_not_to_be_seen_yet_is_one_line(inbox) -> None:
    inbox.put([conflict()])
    assert not inbox.hidden.isVisible()
    inbox.show_hidden("2 wait until you have finished A/1@en.")
    assert inbox.hidden.isVisible()
    assert inbox.list.isVisible()
    inbox.put([])
    assert inbox.hidden.isVisible()
    inbox.show_hidden("")
    assert not inbox.hidden.isVisible()

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keys in the dialog "Who reads what": from cell to cell, never on a button; what is wrong, said once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from annotator.ui import theme
from annotator.ui.dialogs.plan_dialog import Agreed, PlanDialog

TAB, BACK = Qt.Key.Key_Tab, Qt.Key.Key_Backtab


@pytest.fixture
def dialog(qtbot, qapp):
    theme.apply(qapp, theme.LIGHT)
    made = PlanDialog(
        Agreed(),
        [("a" * 64, "A/1@en")],
        ["Ana Ruiz", "Bo Lindqvist"],
        fields={"note": "Note"},
        read_only=False,
    )
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.people.setCurrentCell(0, 0)
    return made


pytestmark = (
    pytest.mark.no_qt_log
)  # of each popup the offscreen platform says that it can grab no keys


def typed(words):
    for letter in words:
        pressed(letter)


def pressed(key):
    """Where keys go that somebody presses: to the list that is open, else to what has them."""
    there = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert there is not None
    QTest.keyClick(there, key)


def test_tab_goes_from_cell_to_cell_and_no_word_presses_a_button(dialog):
    given = []
    dialog.given.connect(lambda *said: given.append(said))
    for name, articles in (("Ana Ruiz", "Art 1"), ("Zoe Fox", "Art 2, Art 3")):
        typed(name)
        pressed(TAB)
        typed(articles)
        pressed(TAB)
    typed(" Bo")
    pressed(TAB)
    assert not given
    assert dialog.agreed.assigned == {"Ana Ruiz": "Art 1", "Zoe Fox": "Art 2, Art 3", "Bo": ""}


def test_tab_makes_new_rows_and_leaves_from_an_empty_last_one(dialog):
    for number in range(8):
        typed(f"Person {number}")
        pressed(TAB)
        pressed(TAB)
        assert dialog.people.currentRow() == number + 1
    assert len(dialog.agreed.assigned) == 8
    pressed(TAB)
    assert not dialog.people.hasFocus()


def test_shift_tab_goes_back_and_leaves_from_the_first_cell(dialog):
    typed("Ana Ruiz")
    pressed(TAB)
    typed("Art 1")
    pressed(BACK)
    assert (dialog.people.currentRow(), dialog.people.currentColumn()) == (0, 0)
    assert dialog.agreed.assigned == {"Ana Ruiz": "Art 1"}
    pressed(BACK)
    assert not dialog.people.hasFocus()


def test_enter_keeps_the_words_and_goes_down(dialog):
    given = []
    dialog.given.connect(lambda *said: given.append(said))
    for name in ("Zoe Fox", "Yan Li"):
        typed(name)
        pressed(Qt.Key.Key_Return)
    assert not given
    assert [*dialog.agreed.assigned] == ["Zoe Fox", "Yan Li"]


def test_the_names_that_are_offered_have_the_windows_colours(dialog, qtbot):
    typed("an")
    field = dialog.people.viewport().findChild(QLineEdit)
    popup = field.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    image = popup.grab().toImage()
    corner = image.pixelColor(image.width() - 8, image.height() - 4)
    assert corner.name() == theme.LIGHT.field.lower()


def test_many_warnings_scroll_and_the_buttons_stay_on_a_low_screen(dialog, qtbot):
    dialog.tell_articles([f"Art {n} is not in A/1@en." for n in range(100, 140)], ["Less of 1-20."])
    qtbot.wait(1)
    assert dialog.faults.isVisible()
    assert dialog.faults.verticalScrollBar().maximum() > 0
    assert dialog.sizeHint().height() < 700
    assert dialog.height() < 700


def test_a_fault_is_said_once(dialog):
    wrong = "Art 100 is not in A/1@en."
    dialog.tell_articles([wrong, wrong], [])
    assert dialog.faults.said == wrong
    dialog.refuse(f"{wrong} Write articles as: Art 1-20, 25, Annex I.")
    assert dialog.faults.said.count(wrong) == 1

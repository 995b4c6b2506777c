# SPDX-License-Identifier: AGPL-3.0-or-later
"""The dialogs say what is so, can be used by keyboard, and keep nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton

from annotator import __version__
from annotator.domain.project import Draft
from annotator.services.merge_report import Item, MergeReport
from annotator.ui.dialogs.about import AboutDialog
from annotator.ui.dialogs.draft_details import DraftDetails
from annotator.ui.dialogs.export_choice import DRAFT, EVERYTHING, MINE, Chosen, ExportChoice
from annotator.ui.dialogs.merge_preview import MergePreview
from annotator.ui.dialogs.reviewer import ReviewerDialog

SHA = "ab" * 32


def report(**counts: int) -> MergeReport:
    made = MergeReport(files=["/somewhere/bo.csv"])
    line = 1
    for outcome, count in counts.items():
        for _ in range(count):
            line += 1
            reason = {"refused": "5 is no severity", "conflicts": "edited apart: note"}
            if outcome in reason:
                made.list(Item("bo.csv", line, "", outcome, reason[outcome]))
        made.counts[outcome] = count
    made.rows = sum(counts.values())
    made.by_reviewer = {"Bo": dict(counts), "Ana": {}}
    made.by_draft = {"A/1@en": dict(counts)}
    return made


@pytest.fixture
def shown(qtbot):
    def show(dialog):
        qtbot.addWidget(dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)  # the test closes it
        dialog.open()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isVisible)
        return dialog

    return show


def cells(model):
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def words(dialog):
    return {button.text() for button in dialog.findChildren(QPushButton) if button.isVisible()}


# -- merge preview ---------------------------------------------------------------------------------


def test_the_classes_add_up_to_the_rows_read(shown) -> None:
    dialog = shown(MergePreview(report(added=1200, refused=2, unchanged=3)))
    found = dialog.classes.model().cells()
    assert found[0][0] == 1205 == sum(row[0] for row in found[1:])
    assert [row[1] for row in found[1:]] == ["Added", "Refused", "Unchanged"]
    assert all(row[2] for row in found[1:]), "each class says what becomes of its rows"
    assert words(dialog) == {"Merge", "Cancel"}


def test_a_class_is_chosen_by_arrow_and_filters_the_rows_listed(shown, qtbot) -> None:
    dialog = shown(MergePreview(report(added=2, conflicts=1, refused=2)))
    assert len(cells(dialog.items)) == 3
    qtbot.waitUntil(dialog.classes.hasFocus)
    for said in (["Added"], ["In conflict"], ["Refused"]):
        qtbot.keyClick(dialog.classes, Qt.Key.Key_Down)
        assert [dialog.classes.currentIndex().siblingAtColumn(1).data()] == said
    assert [row[4] for row in cells(dialog.items)] == ["5 is no severity"] * 2
    qtbot.keyClick(dialog.classes, Qt.Key.Key_Home)
    qtbot.keyClick(dialog.classes, Qt.Key.Key_Down)
    assert not cells(dialog.items)
    assert not dialog.list.isVisible()
    assert "nothing to say" in dialog._none.text()


def test_the_rows_listed_can_be_copied_for_whoever_mends_them(shown, qtbot) -> None:
    dialog = shown(MergePreview(report(refused=2)))
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == (
        "2\tRefused\t5 is no severity\n3\tRefused\t5 is no severity"
    )


def test_reviewers_and_drafts_are_told_apart(shown) -> None:
    dialog = shown(MergePreview(report(added=2, unchanged=1)))
    assert [dialog.tabs.tabText(n) for n in range(dialog.tabs.count())] == [
        "By reviewer",
        "By draft",
    ]
    by_reviewer = dialog._pages.widget(0).model()
    assert cells(by_reviewer) == [["Ana", "–", "–", "–"], ["Bo", "2", "1", "3"]]
    assert by_reviewer.index(0, 1).data(int(Qt.ItemDataRole.AccessibleTextRole)) == "0"


@pytest.mark.parametrize(("held", "said"), [(1, "1 change to"), (3, "3 changes to")])
def test_what_goes_to_the_inbox_is_said(shown, held, said) -> None:
    made = report(updated=held, conflicts=2)
    made.held = held
    told = "\n".join(MergePreview(made)._sentences())
    assert said in told
    assert "conflict" not in told, "a conflict on one's own work is among what is held"


def test_conflicts_on_the_work_of_others_are_said(shown) -> None:
    assert "2 conflicts" in "\n".join(MergePreview(report(conflicts=2))._sentences())


def test_nothing_of_the_preview_stands_outside_of_it(shown) -> None:
    dialog = shown(MergePreview(report(unchanged=3)))
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [dialog]


@pytest.mark.parametrize("counts", [{"unchanged": 4}, {"unchanged": 1, "refused": 1}])
def test_nothing_to_merge_can_only_be_closed(shown, qtbot, counts) -> None:
    dialog = shown(MergePreview(report(**counts)))
    assert words(dialog) == {"Close"}
    assert "nothing to merge" in "".join(dialog._sentences())
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_enter_in_the_table_merges(shown, qtbot) -> None:
    dialog = shown(MergePreview(report(added=1)))
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.classes, Qt.Key.Key_Return)


# -- who reviews -----------------------------------------------------------------------------------


def test_a_reviewer_needs_a_name(shown, qtbot) -> None:
    dialog = shown(ReviewerDialog("", ""))
    qtbot.keyClicks(dialog.name, "  ")
    assert not dialog.primary.isEnabled()
    qtbot.keyClicks(dialog.name, "Ana Ruiz ")
    qtbot.keyClicks(dialog.organisation, "Watch")
    with qtbot.waitSignal(dialog.given) as given:
        qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert given.args == ["Ana Ruiz", "Watch"]
    assert dialog.isVisible(), "it stays until the name is taken"
    dialog.refuse("The settings cannot be written.")
    assert dialog.refusal
    assert dialog.primary.isEnabled()


PLANNED = ("Ana Ruiz", "Bo Lindqvist")


def test_a_name_that_is_nearly_one_of_the_plan_asks_for_that_one_first(shown, qtbot) -> None:
    dialog = shown(ReviewerDialog("", "", planned=PLANNED))
    given = []
    dialog.given.connect(lambda *said: given.append(said))
    qtbot.keyClicks(dialog.name, "Bo Lindquist")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert not given
    assert dialog.doubt.text() == "Did you mean Bo Lindqvist?"
    qtbot.waitUntil(lambda: dialog.name.height() >= dialog.name.sizeHint().height())
    assert dialog.primary.isDefault()
    qtbot.keyClick(dialog.primary, Qt.Key.Key_Return)
    assert given == [("Bo Lindqvist", "")]


def test_a_name_that_is_nearly_one_of_the_plan_can_be_kept(shown, qtbot) -> None:
    dialog = shown(ReviewerDialog("", "", planned=PLANNED))
    given = []
    dialog.given.connect(lambda *said: given.append(said))
    qtbot.keyClicks(dialog.name, "Ana Ruis")
    dialog.primary.click()
    assert "no task" in dialog.kept.text()
    dialog.kept.click()
    assert given == [("Ana Ruis", "")]


def test_a_name_that_is_not_in_the_plan_is_taken_once_that_was_said(shown, qtbot) -> None:
    dialog = shown(ReviewerDialog("", "", planned=PLANNED))
    given = []
    dialog.given.connect(lambda *said: given.append(said))
    qtbot.keyClicks(dialog.name, "Carla Neri")
    dialog.primary.click()
    assert not given
    assert "The plan gives no task to Carla Neri." in dialog.doubt.text()
    assert not dialog.kept.isVisible()
    dialog.name.setText("Carla Ner")
    assert not dialog.doubt.isVisible(), "another name, another question"
    dialog.primary.click()
    dialog.primary.click()
    assert given == [("Carla Ner", "")]


# -- draft -----------------------------------------------------------------------------------------


def test_only_what_was_changed_of_a_draft_is_given(shown, qtbot) -> None:
    draft = Draft(SHA, "A/1", "en", "2026-05-29", treaty="T", file="a.pdf", pages=3)
    dialog = shown(DraftDetails(draft))
    dialog.fields["date"].clear()
    qtbot.keyClicks(dialog.fields["date"], "2026-06-01")
    qtbot.keyClicks(dialog.fields["round"], "second")
    with qtbot.waitSignal(dialog.given) as given:
        dialog.primary.click()
    assert given.args == [{"date": "2026-06-01", "round": "second"}]


def test_a_draft_left_as_it_was_asks_for_nothing(shown, qtbot) -> None:
    dialog = shown(DraftDetails(Draft(SHA, "A/1", "en")))
    asked = []
    dialog.given.connect(asked.append)
    with qtbot.waitSignal(dialog.accepted):
        dialog.primary.click()
    assert not asked


def test_guesses_about_a_draft_are_named_and_confirmed_by_keeping_them(shown, qtbot) -> None:
    draft = Draft(SHA, "A/1", "en", distribution="Limited", guessed=frozenset({"distribution"}))
    dialog = shown(DraftDetails(draft))
    assert "guessed" in dialog.fields["distribution"].accessibleDescription()
    assert "guessed" not in dialog.fields["symbol"].accessibleDescription()
    qtbot.waitUntil(dialog.fields["symbol"].hasFocus)
    for _tab in range(3):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.fields["distribution"].hasFocus()
    with qtbot.waitSignal(dialog.given) as given:
        qtbot.keyClick(dialog.fields["distribution"], Qt.Key.Key_Return)
    assert given.args == [{}]


def test_what_the_first_page_says_is_put_into_the_fields_and_kept_by_keep(shown, qtbot) -> None:
    dialog = shown(DraftDetails(Draft(SHA, "A/1", "en", date="2020-01-01", round="2", here=True)))
    with qtbot.waitSignal(dialog.look_requested):
        dialog.look.click()
    assert not dialog.look.isEnabled()
    dialog.show_masthead({"symbol": "A/1", "language": "", "date": "2026-06-01"})
    assert dialog.changed == {"date": "2026-06-01"}
    assert "Date" in dialog.looked.text()
    assert dialog.focusWidget() is dialog.fields["date"]
    assert dialog.fields["language"].text() == "en", "what it does not say stays"
    dialog.look.click()
    dialog.show_masthead({"symbol": "A/1", "date": "2026-06-01"})
    assert "nothing else" in dialog.looked.text()
    with qtbot.waitSignal(dialog.given) as given:
        dialog.primary.click()
    assert given.args == [{"date": "2026-06-01"}]


def test_a_draft_of_a_project_that_is_only_read(shown) -> None:
    dialog = shown(DraftDetails(Draft(SHA, "A/1", "en"), read_only=True))
    assert all(field.isReadOnly() for field in dialog.fields.values())
    assert words(dialog) == {"Close"}


# -- export ----------------------------------------------------------------------------------------


def test_what_is_exported_is_chosen_by_keyboard(shown, qtbot) -> None:
    dialog = shown(ExportChoice("A/1@en", "Ana Ruiz"))
    assert dialog.chosen == Chosen(EVERYTHING, deleted=True)
    before = dialog._hint.text()
    qtbot.waitUntil(dialog.buttons[EVERYTHING].hasFocus)
    qtbot.keyClick(dialog.buttons[EVERYTHING], Qt.Key.Key_Down)
    assert dialog.chosen.which == DRAFT
    qtbot.keyClick(dialog.buttons[DRAFT], Qt.Key.Key_Down)
    dialog.report.setFocus()
    qtbot.keyClick(dialog.report, Qt.Key.Key_Space)
    assert dialog.chosen == Chosen(MINE, deleted=False)
    assert dialog._hint.text() != before, "it says what leaving deletions out means"


def test_without_a_draft_or_a_name_there_is_less_to_choose(shown) -> None:
    assert set(shown(ExportChoice("", "")).buttons) == {EVERYTHING}


# -- about -----------------------------------------------------------------------------------------


def test_about_names_version_licence_and_parts(shown, qtbot) -> None:
    dialog = shown(AboutDialog())
    said = " ".join(label.text() for label in dialog.findChildren(type(dialog._refusal)))
    assert __version__ in said
    assert "never uses the network" in said
    assert "Affero General Public License" in said
    qtbot.mouseClick(dialog.more, Qt.MouseButton.LeftButton)
    assert "PyMuPDF" in dialog.notices.toPlainText()

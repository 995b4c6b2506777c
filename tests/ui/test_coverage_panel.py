# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who has read what, in the drawer: rows, words, keys; on a real project it follows every change."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from made_projects import MadeProject
from PySide6.QtCore import QModelIndex, QSettings, Qt
from PySide6.QtTest import QAbstractItemModelTester

from annotator.domain.judged import Said, coverage
from annotator.domain.provision_map import ProvisionMap
from annotator.domain.structure.found_structure import Provision, Structure
from annotator.services.projects import create_workspace
from annotator.ui import theme
from annotator.ui.coverage_desk import with_task
from annotator.ui.main_window import MainWindow
from annotator.ui.models.coverage_tree import OTHERS_ROLE
from annotator.ui.panels.coverage_panel import CoveragePanel

PATIENCE = 20_000
TREE = (
    ("Preamble", "preamble", "", -1),
    ("Chapter I", "chapter", "General", -1),
    ("Art 1", "article", "Purpose", 1),
    ("Art 2", "article", "Safeguards", 1),
    ("Art 2(1)", "paragraph", "", 3),
    ("Art 2(2)", "paragraph", "", 3),
    ("Art 2(3)", "paragraph", "", 3),
)
ANA, BO = ("ana", "Ana Ruiz"), ("bo", "Bo Lindqvist")


def judged(*said, reviewers=(ANA, BO), mine="ana", draft="d"):
    found = tuple(
        Provision(path, path, kind, "", title, up, 1, n, 1, n + 1, 1.0, ())
        for n, (path, kind, title, up) in enumerate(TREE)
    )
    known = ProvisionMap(Structure(found, "article"))
    return coverage(known, said, reviewers, draft=draft, mine=mine)


def mark(reviewer, path, word="read"):
    return Said(reviewer, path, word, f"{reviewer} {path}", whole=True)


@pytest.fixture
def panel(qtbot, qapp):
    theme.apply(qapp, theme.LIGHT)
    made = CoveragePanel()
    qtbot.addWidget(made)
    made.resize(1000, 400)
    made.show()
    tester = QAbstractItemModelTester(
        made.model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    made.show_coverage(
        judged(Said("ana", "Art 2(1)"), Said("bo", "Art 2(3)"), mark("bo", "Art 1", "missing"))
    )
    made.tree.setFocus()
    qtbot.waitUntil(made.tree.hasFocus)
    yield made
    tester.deleteLater()


def cells(panel, path):
    at = panel.model.find(path)
    return [at.siblingAtColumn(n).data() for n in range(1, panel.model.columnCount())]


def current(panel):
    return panel.model.line(panel.tree.currentIndex()).path


def press(panel, qtbot, *keys):
    for key in keys:
        qtbot.keyClick(panel.tree, key)


def test_cells_say_what_each_has_judged(panel) -> None:
    assert cells(panel, "Art 2") == ["◐ 1 tag · 1 of 3 paragraphs"] * 2
    assert cells(panel, "Art 2(1)") == ["▪ 1 tag", ""]
    assert cells(panel, "Art 1") == ["", "∅ missing"]
    assert cells(panel, "Chapter I") == ["◐ 1 tag · 0 of 2 articles", "◐ 1 tag · 1 of 2 articles"]
    titles = [panel.model.headerData(n, Qt.Orientation.Horizontal) for n in range(3)]
    assert titles == ["Provision", "Ana Ruiz (you): 0 of 3", "Bo Lindqvist: 1 of 3"]
    assert panel._told.text() == "3 articles · Space marks as read"


def test_a_row_is_heard_as_one_sentence(panel) -> None:
    heard = panel.model.find("Art 1").data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "Art 1, Purpose; Ana Ruiz: nothing; Bo Lindqvist: ∅ missing"


def test_chapters_lie_open_and_articles_unfold_by_key(panel, qtbot) -> None:
    press(panel, qtbot, Qt.Key.Key_Home)
    seen = [current(panel)]
    for _step in range(3):
        press(panel, qtbot, Qt.Key.Key_Down)
        seen.append(current(panel))
    assert seen == ["Preamble", "Chapter I", "Art 1", "Art 2"]
    press(panel, qtbot, Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert current(panel) == "Art 2(1)"
    with qtbot.waitSignal(panel.provision_chosen) as chosen:
        press(panel, qtbot, Qt.Key.Key_Return)
    assert chosen.args == ["Art 2(1)"]


def test_space_marks_as_read_and_takes_it_back(panel, qtbot) -> None:
    panel.tree.setCurrentIndex(panel.model.find("Art 1"))
    assert panel.button.text() == "Mark as read"
    with qtbot.waitSignal(panel.read_requested) as asked:
        press(panel, qtbot, Qt.Key.Key_Space)
    assert asked.args == ["Art 1"]
    panel.show_coverage(judged(mark("ana", "Art 1")))
    assert panel.button.text() == "Take the mark away"
    with qtbot.waitSignal(panel.unmark_requested) as asked:
        press(panel, qtbot, Qt.Key.Key_Space)
    assert asked.args == ["ana Art 1"]


def test_another_word_of_ones_own_is_not_written_over(panel, qtbot) -> None:
    panel.show_coverage(judged(mark("ana", "Art 1", "discuss")))
    panel.tree.setCurrentIndex(panel.model.find("Art 1"))
    asked = []
    panel.read_requested.connect(asked.append)
    panel.unmark_requested.connect(asked.append)
    press(panel, qtbot, Qt.Key.Key_Space)
    assert asked == []
    assert not panel.button.isEnabled()


def test_where_one_only_reads_nothing_is_marked(panel, qtbot) -> None:
    panel.show_coverage(judged(), read_only=True)
    asked = []
    panel.read_requested.connect(asked.append)
    press(panel, qtbot, Qt.Key.Key_Space)
    panel.show_coverage(judged(mine=""))
    press(panel, qtbot, Qt.Key.Key_Space)
    assert asked == []


def test_news_keep_folding_and_the_chosen_row(panel, qtbot) -> None:
    panel.tree.setExpanded(panel.model.find("Art 2"), True)
    panel.tree.setCurrentIndex(panel.model.find("Art 2(2)"))
    panel.show_coverage(judged(mark("ana", "Art 2")))
    assert current(panel) == "Art 2(2)"
    assert cells(panel, "Art 2(2)") == ["✓ with the whole", ""]
    zoe = ("zoe", "Zoe")
    panel.show_coverage(judged(reviewers=(ANA, BO, zoe)))  # a column more: laid out anew
    assert current(panel) == "Art 2(2)"
    assert panel.tree.isExpanded(panel.model.find("Art 2"))
    panel.show_coverage(judged(draft="another"))
    assert current(panel) == "Preamble"
    assert not panel.tree.isExpanded(panel.model.find("Art 2"))


def test_what_the_draft_does_not_have_stands_last_and_leads_nowhere(panel, qtbot) -> None:
    panel.show_coverage(judged(mark("bo", "Art 77")))
    press(panel, qtbot, Qt.Key.Key_End)
    assert current(panel) == "Art 77"
    chosen = []
    panel.provision_chosen.connect(chosen.append)
    press(panel, qtbot, Qt.Key.Key_Return)
    assert chosen == []


def test_a_click_goes_there(panel, qtbot) -> None:
    at = panel.tree.visualRect(panel.model.find("Art 2")).center()
    with qtbot.waitSignal(panel.provision_chosen) as chosen:
        qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert chosen.args == ["Art 2"]


# -- on a real project -----------------------------------------------------------------------------


@pytest.fixture
def room(qtbot, tmp_path, pdf, monkeypatch):
    """The window on a project of one draft with articles."""
    monkeypatch.setenv("ANNOTATOR_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    space = create_workspace(tmp_path / "p.treaty", reviewer="Ana Ruiz")
    draft = space.drafts.add(pdf("treaty")).sha256
    space.close()
    window = MainWindow(settings=QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    window.resize(1200, 800)
    window.open_paths([tmp_path / "p.treaty"])
    window.show()
    qtbot.waitUntil(lambda: window.reader.text_complete, timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.bench.reviewer is not None, timeout=PATIENCE)
    window.actions_["coverage.show"].trigger()
    panel = window.furnish().coverage_panel
    qtbot.waitUntil(lambda: panel.model.rowCount() > 0, timeout=PATIENCE)
    yield SimpleNamespace(window=window, panel=panel, draft=draft)
    window.close()
    window.deleteLater()


def settled(room, qtbot, path, words):
    def told():
        at = room.panel.model.find(path)
        return at.isValid() and at.siblingAtColumn(1).data() == words

    qtbot.waitUntil(told, timeout=PATIENCE)


def test_space_marks_undo_takes_back_and_tags_count(room, qtbot) -> None:
    panel, window = room.panel, room.window
    qtbot.waitUntil(panel.tree.hasFocus)
    panel.tree.setCurrentIndex(panel.model.find("Art 2"))
    qtbot.keyClick(panel.tree, Qt.Key.Key_Space)
    settled(room, qtbot, "Art 2", "✓ read")
    settled(room, qtbot, "Art 2(1)", "✓ with the whole")
    qtbot.waitUntil(window.actions_["edit.undo"].isEnabled, timeout=PATIENCE)
    window.actions_["edit.undo"].trigger()
    settled(room, qtbot, "Art 2", "")

    def tag(space, _progress):
        anchor = space.passages.find_quote(room.draft, "judicial review")
        space.passages.tag(anchor, [space.codes.named("SAF-3").uid])

    window.bench.ask(tag)
    settled(room, qtbot, "Art 2", "◐ 1 tag · 1 of 3 paragraphs")


def test_enter_goes_to_the_provision(room, qtbot) -> None:
    panel, view = room.panel, room.window.reader.view
    assert view.page == 1
    panel.tree.setCurrentIndex(panel.model.find("Art 4"))
    qtbot.keyClick(panel.tree, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.page == 2, timeout=PATIENCE)
    qtbot.waitUntil(view.hasFocus)


def test_after_a_click_space_marks_and_two_clicks_take_the_keyboard_along(room, qtbot) -> None:
    panel, view = room.panel, room.window.reader.view
    where = panel.tree.visualRect(panel.model.find("Art 2")).center()
    began = view.top
    qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.waitUntil(lambda: view.top != began, timeout=PATIENCE)
    qtbot.waitUntil(panel.tree.hasFocus, timeout=PATIENCE)
    at = view.top
    qtbot.keyClick(room.window.focusWidget(), Qt.Key.Key_Space)
    settled(room, qtbot, "Art 2", "✓ read")
    assert view.top == at, "the page stays where it is"
    qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.mouseDClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.waitUntil(view.hasFocus)


def test_nothing_is_read_while_it_is_hidden(room, qtbot) -> None:
    panel, window = room.panel, room.window
    window.room.fold("drawer", shown=False)

    def mark_one(space, _progress):
        space.marks.mark(room.draft, "1", "discuss")

    window.bench.ask(mark_one)
    qtbot.waitUntil(lambda: bool(window.bench.marks) and window.writer.idle, timeout=PATIENCE)
    assert panel.model.find("Art 1").siblingAtColumn(1).data() == ""
    window.actions_["coverage.show"].trigger()
    settled(room, qtbot, "Art 1", "? to discuss")


def test_a_closed_project_leaves_nothing(room, qtbot) -> None:
    room.window.close_project()
    qtbot.waitUntil(lambda: room.panel.model.rowCount(QModelIndex()) == 0, timeout=PATIENCE)


def test_ones_task_heads_the_panel_and_other_articles_are_quiet(panel):
    found = judged(mark("ana", "Art 1"), mark("ana", "Art 2(1)"))
    panel.show_coverage(replace(found, task=frozenset({"Art 2"})))
    assert panel._told.text().startswith("0 of 1 of your task · 3 articles")
    quiet = {line.path: panel.model.find(line.path).data(OTHERS_ROLE) for line in found.lines}
    assert [path for path, others in quiet.items() if others] == ["Preamble", "Art 1"]
    panel.show_coverage(replace(found, task=frozenset({"Art 1", "Art 2"})))
    assert panel._told.text().startswith("1 of 2 of your task")


def test_the_plan_says_which_articles_are_ones_own(qtbot, tmp_path, pdf):
    made = MadeProject(tmp_path / "ana.treaty", pdf("provisions"), reviewer="Ana Ruiz")
    [first, *_rest] = [
        line.path for line in made.space.coverage.of(made.sha256).lines if line.kind == "article"
    ]
    assert not with_task(made.space, made.space.coverage.of(made.sha256)).task
    made.space.team.agree(required=[], assigned={"Ana Ruiz": first, "Bo": ""})
    assert with_task(made.space, made.space.coverage.of(made.sha256)).task == {first}
    made.close()

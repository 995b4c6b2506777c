# SPDX-License-Identifier: AGPL-3.0-or-later
"""Brackets in the window: listed, gone to, offered beside the fields, confirmed by a key, filtered."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest
from made_projects import MadeProject, settled
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from annotator.services import looking
from annotator.services.events import ChangeSet
from annotator.services.negotiation import Negotiation
from annotator.services.projects import open_workspace
from annotator.ui import look_job
from annotator.ui.models.bracket_list import DOUBTFUL, UNBALANCED

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def made(tmp_path, rolling, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    project = MadeProject(tmp_path / "r.treaty", rolling)
    yield project
    project.close()


@pytest.fixture
def open_window(made, make_window, real, qtbot):
    """A window on the project, with whatever the test put into it."""

    def make():
        window = make_window(made.close(), own_house=real, ready=False)
        settled(window, qtbot)
        window.furnish()
        return window

    return make


@pytest.fixture
def brackets(open_window, qtbot):
    """The window with the panel open."""
    window = open_window()
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL | SHIFT)
    panel = window.furniture.bracket_panel
    qtbot.waitUntil(lambda: panel.model.rowCount() > 0, timeout=10_000)
    return window, panel


def first(made, quote, **fields):
    """Tag the first place of some words."""
    anchor = made.space.passages.find_quote(made.sha256, quote, nth=1)
    made.space.passages.tag(anchor, [made.space.codes.named("SAF-3").uid], fields=fields)


def words(panel):
    return [panel.model.row(n).placed.words for n in range(panel.model.rowCount())
            if panel.model.row(n).placed]  # fmt: skip


def current(panel):
    return panel.model.row(panel.rows.currentIndex().row()).placed.words


def test_marks_stand_below_their_article_with_totals_on_top(brackets):
    _window, panel = brackets
    head = panel.model.row(0)
    assert (head.placed, head.article, head.title) == (None, "Art 3", "Measures of protection")
    assert panel.model.data(panel.model.index(0, 0)).startswith("Art 3")
    assert panel.total.said.startswith("48 marks: 21 alternatives, ")
    assert words(panel)[:2] == ["[take [all] [EU, Norway: appropriate] measures]", "[all]"]
    assert panel.rows.hasFocus()
    assert not panel.model.flags(panel.model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable


def test_enter_selects_the_words_ready_to_be_tagged(brackets, qtbot):
    window, panel = brackets
    qtbot.keyClick(panel.rows, Qt.Key.Key_Down)
    qtbot.keyClick(panel.rows, Qt.Key.Key_Down)
    assert current(panel) == "[EU, Norway: appropriate]"
    qtbot.keyClick(panel.rows, Qt.Key.Key_Return)
    view = window.reader.view
    assert view.selection.quote() == "[EU, Norway: appropriate]"
    assert view.hasFocus()
    assert window.side.currentWidget() is window.side.tagging


def test_looks_come_in_the_background_and_the_row_stays(brackets, qtbot, monkeypatch):
    window, panel = brackets
    assert "struck and underlined words are not read yet" in panel.total.said
    qtbot.keyClick(panel.rows, Qt.Key.Key_Down)
    at = current(panel)
    shown = []
    window.furniture.look_job.progressed.connect(lambda *told: shown.append(told))
    qtbot.waitUntil(lambda: "struck out" in panel.total.said, timeout=30_000)
    assert current(panel) == at
    assert "journalists and" in words(panel)
    assert shown
    assert shown[0][0] == look_job.NUMBER
    assert not window.status.work.isVisible()


def test_looks_under_way_can_be_cancelled(brackets, qtbot, monkeypatch):
    window, panel = brackets
    job = window.furniture.look_job

    def endless(_source, *, progress, **_more):
        for done in count():
            progress(done, done + 1)
        yield

    monkeypatch.setattr(looking, "looks_of", endless)
    with qtbot.waitSignal(job.progressed, timeout=20_000):
        pass
    with qtbot.waitSignal(job.ended, timeout=20_000):
        window.status.work.cancel_requested.emit(look_job.NUMBER)
    settled(window, qtbot)
    assert "not read yet" in panel.total.said


def test_one_kind_doubtful_and_unbalanced_ones_can_be_picked(brackets, qtbot):
    _window, panel = brackets
    everything = len(words(panel))
    panel.ask_for("proposal")
    assert words(panel)[:2] == ["[EU, Norway: appropriate]", "(proposal by Mexico and CARICOM)"]
    panel.ask_for(UNBALANCED)
    assert all(each.startswith("[is open and has no end.") for each in words(panel))
    assert len(words(panel)) == 3
    panel.ask_for(DOUBTFUL)
    assert len(words(panel)) == 3
    panel._menu.aboutToShow.emit()
    offered = [action.text() for action in panel._menu.actions() if action.text()]
    assert offered[0] == "All"
    assert "9 proposals" in offered
    assert "3 without a partner" in offered
    panel._menu.actions()[0].trigger()
    assert len(words(panel)) == everything
    qtbot.keyClick(panel.rows, Qt.Key.Key_Home)
    qtbot.keyClick(panel.rows, Qt.Key.Key_Up)
    assert panel.button.hasFocus()


def test_everything_is_said_to_those_who_hear(brackets):
    _window, panel = brackets
    row = [
        panel.model.data(panel.model.index(3, column), Qt.ItemDataRole.AccessibleTextRole)
        for column in range(panel.model.columnCount())
    ]
    assert row == [
        "Art 3(1)", "1", "2", "proposal", "[EU, Norway: appropriate]", "EU, Norway", "high",
        "A name and a colon in brackets: a proposal.",
    ]  # fmt: skip
    assert panel.rows.accessibleDescription() == panel.total.said


# -- confirming ------------------------------------------------------------------------------------


def offer(fields) -> QToolButton:
    return fields.proposal


def written(project):
    """Status and actors of the tags of a closed project."""
    space = open_workspace(project, write=False)
    draft = space.drafts.list()[0].sha256
    found = [(t.text_status, t.actors) for p in space.passages.on_draft(draft) for t in p.tags]
    space.close()
    return found


def tag(qtbot, window, letters="SUR-3"):
    view = window.reader.view
    view.setFocus()
    for letter in letters:
        qtbot.keyClick(window.focusWidget() or view, letter)
    before = len(window.bench.passages)
    qtbot.keyClick(window.side.tagging.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(window.bench.passages) > before, timeout=10_000)


def test_what_is_proposed_is_written_only_when_it_is_confirmed(open_window, select, qtbot, made):
    window = open_window()
    fields = window.side.tagging.fields
    select(window, "appropriate")
    qtbot.waitUntil(offer(fields).isVisible, timeout=10_000)
    assert offer(fields).accessibleName() == (
        "Confirm: Status of the text: bracketed; Delegations: proposed:EU; proposed:Norway"
    )
    assert "A name and a colon in brackets: a proposal." in offer(fields).toolTip()
    tag(qtbot, window)
    select(window, "court/tribunal")
    qtbot.waitUntil(offer(fields).isVisible, timeout=10_000)
    qtbot.keyClick(window, Qt.Key.Key_B, CTRL)
    assert not offer(fields).isVisible()
    assert fields.values()["text_status"] == "alternative"
    tag(qtbot, window)
    settled(window, qtbot)
    window.close()
    assert sorted(written(made.path)) == [("", ""), ("alternative", "")]


def test_words_outside_of_all_brackets_offer_nothing(open_window, select, qtbot):
    window = open_window()
    fields = window.side.tagging.fields
    select(window, "appropriate")
    qtbot.waitUntil(offer(fields).isVisible, timeout=10_000)
    select(window, "Measures of protection")
    settled(window, qtbot)
    qtbot.waitUntil(lambda: not offer(fields).isVisible(), timeout=10_000)
    said = []
    window.furniture.proposals.said.connect(said.append)
    qtbot.keyClick(window, Qt.Key.Key_B, CTRL)
    assert said == ["Brackets propose nothing here that is not confirmed."]


def test_a_tag_is_confirmed_later_and_what_is_written_stays(open_window, qtbot, made):
    first(made, "appropriate")
    first(made, "court/tribunal", text_status="clean")
    window = open_window()
    panel = window.side.passage
    one, other = sorted(window.bench.passages, key=lambda p: p.anchor.start)
    window.tagging.reveal(one.uid)
    (card,) = panel.cards().values()
    qtbot.waitUntil(offer(card.fields).isVisible, timeout=10_000)
    offer(card.fields).setFocus()
    qtbot.keyClick(offer(card.fields), Qt.Key.Key_Return)
    settled(window, qtbot)
    assert not offer(card.fields).isVisible()
    (done,) = window.bench.passage(one.uid).tags
    assert (done.text_status, done.actors) == ("bracketed", "proposed:EU; proposed:Norway")
    for command, said in (("edit.undo", ""), ("edit.redo", "bracketed")):  # both fields in one
        window.actions_[command].trigger()
        settled(window, qtbot)
        (done,) = window.bench.passage(one.uid).tags
        assert (done.text_status, bool(done.actors)) == (said, bool(said))
    window.tagging.reveal(other.uid)
    settled(window, qtbot)
    (card,) = panel.cards().values()
    assert not offer(card.fields).isVisible()
    qtbot.keyClick(window, Qt.Key.Key_B, CTRL)
    settled(window, qtbot)
    assert window.bench.passage(other.uid).tags[0].text_status == "clean"


def test_the_table_shows_what_waits_to_be_confirmed(open_window, qtbot, made):
    first(made, "appropriate")
    first(made, "court/tribunal", text_status="alternative")
    first(made, "Measures of protection")
    window = open_window()
    qtbot.keyClick(window, Qt.Key.Key_T, CTRL | SHIFT)
    table = window.furniture.table
    qtbot.waitUntil(lambda: table.model.rowCount() == 3, timeout=10_000)
    for typed, quotes in (
        ("status:?", ["appropriate"]),
        ("status:alternative", ["court/tribunal"]),
        ("status:proposed", ["appropriate"]),
    ):
        table.ask_for(typed)
        found = [table.model.row(n).quote for n in range(table.model.rowCount())]
        assert found == quotes, typed


# -- beside the words ------------------------------------------------------------------------------


def test_lines_beside_brackets_are_drawn_when_asked_for(open_window, qtbot):
    window = open_window()
    desk, action = window.furniture.brackets, window.actions_["brackets.toggle"]
    assert not action.isChecked()
    assert not desk.lines.isVisible()
    action.trigger()
    qtbot.waitUntil(desk.lines.isVisible, timeout=10_000)
    view = window.reader.view
    line = next(
        n for n in view.texts[1].lines if "journalists" in view.texts[1].text[n.start : n.end]
    )
    bars = desk.lines.bars(1)
    assert all(x < line.x0 for x, _y0, _y1 in bars)
    assert len({x for x, _y0, _y1 in bars}) == 2  # a bracket in a bracket stands further out
    assert desk.lines.geometry() == view.viewport().rect()
    action.trigger()
    assert not desk.lines.isVisible()


class Texts:
    """Text layers that note which pages are looked at."""

    def __init__(self, texts):
        self._texts, self.asked = texts, []

    def peek(self, page):
        self.asked.append(page)
        return self._texts.get(page)

    get = peek


def test_lines_ask_for_the_text_of_pages_with_marks_once(open_window, qtbot):
    window = open_window()
    window.actions_["brackets.toggle"].trigger()
    lines = window.furniture.brackets.lines
    qtbot.waitUntil(lines.isVisible, timeout=10_000)
    lines._texts = texts = Texts(window.reader.view.texts)
    lines.look_again()
    for _time in range(2):
        assert lines.bars(1)
        assert lines.bars(99) == []
    assert texts.asked.count(1) == 1
    assert 99 not in texts.asked


def test_lines_follow_text_that_comes_late_or_reads_otherwise(open_window, qtbot):
    window = open_window()
    window.actions_["brackets.toggle"].trigger()
    lines, view = window.furniture.brackets.lines, window.reader.view
    qtbot.waitUntil(lines.isVisible, timeout=10_000)
    upright = lines.bars(1)
    text = view.texts[1]
    lower = replace(text, lines=tuple(replace(n, y0=n.y0 + 9, y1=n.y1 + 9) for n in text.lines))
    lines._texts = Texts({1: lower})
    view.texts_came.emit()
    assert lines.bars(1) == [(x, y0 + 9, y1 + 9) for x, y0, y1 in upright]
    lines._texts = Texts({})
    view.texts_came.emit()
    assert lines.bars(1) == []
    lines._texts = view.texts
    assert lines.bars(1) == upright


# -- what is told of what --------------------------------------------------------------------------


def broken(*_given):
    raise OSError("broken")


def test_a_failure_is_told_and_the_next_change_reads_again(open_window, qtbot, monkeypatch):
    monkeypatch.setattr(Negotiation, "placed", broken)
    window = open_window()
    panel = window.furniture.bracket_panel
    with qtbot.waitSignal(window.bench.signals.failed, timeout=10_000):
        qtbot.keyClick(window, Qt.Key.Key_K, CTRL | SHIFT)
    told = "The brackets of this draft could not be read."
    qtbot.waitUntil(lambda: panel._pages.said == told, timeout=10_000)
    monkeypatch.undo()
    window.bench.signals.project_changed.emit(ChangeSet(frozenset({"draft"}), frozenset()))
    qtbot.waitUntil(lambda: panel.model.rowCount() > 0, timeout=10_000)


def test_brackets_of_one_draft_are_not_drawn_on_another(
    tmp_path, rolling, pdf, make_window, real, qtbot, monkeypatch
):
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    project = MadeProject(tmp_path / "two.treaty", rolling, pdf("treaty"))
    window = make_window(project.close(), own_house=real, ready=False)
    settled(window, qtbot)
    made = window.furnish()
    window.opener.turn_to([s.sha256 for s in window.bench.sheets].index(project.sha256))
    settled(window, qtbot)
    window.actions_["brackets.toggle"].trigger()
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL | SHIFT)
    qtbot.waitUntil(made.brackets.lines.isVisible, timeout=10_000)
    monkeypatch.setattr(Negotiation, "placed", broken)
    other = next(n for n, s in enumerate(window.bench.sheets) if s.sha256 != project.sha256)
    with qtbot.waitSignal(window.bench.signals.failed, timeout=10_000):
        window.opener.turn_to(other)
    lost = "The brackets of this draft could not be read."
    qtbot.waitUntil(lambda: made.bracket_panel._pages.said == lost, timeout=10_000)
    assert made.bracket_panel.model.rowCount() == 0
    assert not made.brackets.lines.isVisible()
    window.actions_["brackets.toggle"].trigger()
    window.actions_["brackets.toggle"].trigger()
    assert not made.brackets.lines.isVisible()

# SPDX-License-Identifier: AGPL-3.0-or-later
"""A folder of the team: what comes into it is told and previewed, and never merged unasked."""

from __future__ import annotations

import math
import os
import shutil
import threading
import time

import pytest
from made_projects import MadeProject, settled
from PySide6.QtCore import Qt
from team_fixtures import exchange

from annotator.services import folder_news, projects
from annotator.services.annotations import Wanted
from annotator.services.folder_news import FolderLook, FolderNews, digests_of
from annotator.services.projects import create_workspace, open_workspace

PATIENCE = 20_000
OURS, THEIRS, LAST = "promote and to strengthen", "measures that protect everyone", "personal data"


def old(path):
    """Written long enough ago to be whole."""
    then = time.time() - 60
    os.utime(path, (then, then))
    return path


@pytest.fixture
def bo(tmp_path, pdf):
    made = MadeProject(tmp_path / "bo.treaty", pdf("two_pages"), reviewer="Bo Lindqvist")
    made.tag(THEIRS)
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "team"
    made.mkdir()
    return made


@pytest.fixture
def window(make_window, qtbot, tmp_path, pdf, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    made = MadeProject(tmp_path / "ana.treaty", pdf("two_pages"), reviewer="Ana Ruiz")
    made.tag(OURS)
    opened = make_window(made.close(), own_house=projects)
    opened.furnish()
    settled(opened, qtbot)
    return opened


def watched(window, qtbot, folder):
    desk = window.furniture.watching
    desk.begin(str(folder))
    qtbot.waitUntil(lambda: desk.folder == folder, timeout=PATIENCE)
    qtbot.waitUntil(lambda: bool(desk.watch._watcher.directories()), timeout=PATIENCE)
    return desk


def told(window, count):
    status = window.status._news
    return status.isVisible() and status.text().startswith(f"{count} new file")


def test_a_file_that_comes_is_told_previewed_by_key_and_told_no_more(window, qtbot, bo, folder):
    desk = watched(window, qtbot, folder)
    assert not window.status._news.isVisible()
    file = exchange(bo.space, folder / "bo.csv")
    qtbot.waitUntil(lambda: told(window, 1), timeout=PATIENCE)
    assert "1 new file from colleagues is in team" in window.notice.sentence
    assert len(window.bench.passages) == 1, "nothing is merged unasked"
    team = window.furniture.team
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)  # fmt: skip
    qtbot.waitUntil(lambda: team.preview is not None, timeout=PATIENCE)
    team.preview.primary.click()
    qtbot.waitUntil(lambda: not window.status._news.isVisible(), timeout=PATIENCE)
    settled(window, qtbot)
    assert len(window.bench.passages) == 2
    assert not window.actions_["team.news"].isEnabled()
    shutil.copyfile(file, folder / "again.csv")
    bo.tag(LAST)
    old(exchange(bo.space, folder / "bo2.csv"))
    old(folder / "again.csv")
    qtbot.waitUntil(lambda: told(window, 1), timeout=PATIENCE)
    assert [path.name for path in desk.files] == ["bo2.csv"], "the same bytes are no news"


def test_a_merge_that_is_undone_is_news_again_until_it_is_redone(window, qtbot, bo, folder):
    watched(window, qtbot, folder)
    old(exchange(bo.space, folder / "bo.csv"))
    qtbot.waitUntil(lambda: told(window, 1), timeout=PATIENCE)
    window.status._news.click()
    team = window.furniture.team
    qtbot.waitUntil(lambda: team.preview is not None, timeout=PATIENCE)
    team.preview.primary.click()
    for shown in (False, True, False):
        qtbot.waitUntil(lambda told_=shown: told(window, 1) == told_, timeout=PATIENCE)
        settled(window, qtbot)
        assert len(window.bench.passages) == (1 if shown else 2)
        (window.bench.edits.redo if shown else window.bench.edits.undo)()


def test_a_file_with_nothing_new_in_it_is_told_until_it_was_looked_at(window, qtbot, folder):
    file = folder / "copy.csv"
    window.furniture.projects.export(str(file))
    settled(window, qtbot)
    file.write_text(file.read_text("utf-8-sig") + "\r\n", "utf-8-sig")
    old(file)
    watched(window, qtbot, folder)
    qtbot.waitUntil(lambda: told(window, 1), timeout=PATIENCE)
    window.status._news.click()
    team = window.furniture.team
    qtbot.waitUntil(lambda: team.preview is not None, timeout=PATIENCE)
    assert not team.preview.changes
    assert not team.preview._none.isVisible(), "words that stand on no page"
    team.preview.reject()
    qtbot.waitUntil(lambda: not window.status._news.isVisible(), timeout=PATIENCE)


def test_the_folder_is_remembered_in_the_project_and_left_when_one_says_so(
    window, qtbot, bo, folder, make_window
):
    desk = watched(window, qtbot, folder)
    window.close_project()
    assert desk.folder is None
    old(exchange(bo.space, folder / "bo.csv"))
    window.open_paths([folder.parent / "ana.treaty"])
    qtbot.waitUntil(lambda: told(window, 1), timeout=PATIENCE)
    settled(window, qtbot)
    assert window.actions_["team.unwatch"].isEnabled()
    window.actions_["team.unwatch"].trigger()
    qtbot.waitUntil(lambda: not window.status._news.isVisible(), timeout=PATIENCE)
    assert not desk.watch._watcher.directories()
    assert not window.actions_["team.unwatch"].isEnabled()


def test_ones_own_export_into_the_folder_is_no_news(window, qtbot, folder):
    desk = watched(window, qtbot, folder)
    looked = []
    desk.watch.looked.connect(looked.append)
    window.furniture.projects.export(str(folder / "ana.csv"))
    settled(window, qtbot)
    old(folder / "ana.csv")
    desk.watch._asked = None
    desk.watch.look()
    qtbot.waitUntil(lambda: bool(looked) and not looked[-1].unsettled, timeout=PATIENCE)
    assert looked[-1] == FolderNews(there=True)


def test_what_this_project_wrote_elsewhere_is_no_news_when_it_is_copied_there(
    window, qtbot, bo, folder, tmp_path
):
    desk = watched(window, qtbot, folder)
    window.furniture.projects.export(str(tmp_path / "ana.csv"))
    window.furniture.progress.make_start(str(tmp_path / "start.treaty"))
    settled(window, qtbot)
    for name in ("ana.csv", "start.treaty"):
        old(shutil.copyfile(tmp_path / name, folder / name))
    old(exchange(bo.space, folder / "bo.csv"))
    edited = folder / "edited.csv"
    edited.write_bytes((tmp_path / "ana.csv").read_bytes() + b"\r\n")
    old(edited)
    desk.watch.look()
    qtbot.waitUntil(lambda: told(window, 2), timeout=PATIENCE)
    assert [path.name for path in desk.files] == ["bo.csv", "edited.csv"]


def test_a_folder_that_does_not_answer_holds_up_nobody(window, qtbot, folder, monkeypatch):
    gate = threading.Event()

    def hangs(_self, _merged):
        gate.wait(PATIENCE / 1000)
        return FolderNews()

    monkeypatch.setattr(folder_news.FolderLook, "look", hangs)
    desk = window.furniture.watching
    desk.begin(str(folder))
    qtbot.waitUntil(lambda: desk.watch._asked is not None, timeout=PATIENCE)
    passages = len(window.bench.passages)
    window.bench.edits.undo()
    settled(window, qtbot)
    assert len(window.bench.passages) == passages - 1, "the window works on"
    assert not desk.watch._watcher.directories(), "no watch is set on what did not answer"
    gate.set()
    qtbot.waitUntil(lambda: desk.watch._asked is None, timeout=PATIENCE)


def test_a_look_passes_by_what_is_no_colleagues_work(tmp_path, bo, folder):
    project = create_workspace(folder / "own.treaty", reviewer="Ana")
    project.close()
    (folder / "budget.csv").write_text("year,amount\n2026,3\n", "utf-8")
    (folder / "~$bo.csv").write_text("", "utf-8")
    (folder / "draft.pdf").write_bytes(b"%PDF")
    look = FolderLook(folder, project.path)
    assert look.look(()) == FolderNews(there=True)
    file = exchange(bo.space, folder / "bo.csv")
    assert look.look(()).unsettled, "it may be half written"
    old(file)
    assert look.look(()) == FolderNews(there=True, files=(file,))
    assert look.look(digests_of([file], before=time.time())) == FolderNews(there=True)
    assert digests_of([file], before=time.time() - 3600) == [], "written since: not what was merged"
    assert FolderLook(folder / "gone", project.path).look(()) == FolderNews()


def test_what_was_merged_by_whatever_means_is_known(tmp_path, bo, pdf):
    ana = MadeProject(tmp_path / "ana.treaty", pdf("two_pages"), reviewer="Ana Ruiz")
    file = old(exchange(bo.space, tmp_path / "bo.csv"))
    digests = frozenset(digests_of([file], before=time.time()))
    work, known = ana.space, ana.space.watching.merged
    work.transfer.merge([file], preview=True)
    assert known() == frozenset()
    work.transfer.merge([file])
    assert known() == digests
    work.history.undo()
    assert known() == frozenset()
    work.history.redo()
    assert known() == digests
    again = tmp_path / "again.csv"
    again.write_bytes(file.read_bytes() + b"\r\n")
    done = work.history.list()
    work.transfer.merge([old(again)])
    assert len(known()) == 2
    assert work.history.list() == done, "nothing was new in it, and nothing is to be undone"
    ana.close()


def test_an_undone_merge_is_unknown_however_often_its_file_was_read(tmp_path, bo, pdf):
    ana = MadeProject(tmp_path / "ana.treaty", pdf("two_pages"), reviewer="Ana Ruiz")
    work = ana.space
    ana.tag(OURS)
    one = old(exchange(bo.space, tmp_path / "one.csv"))
    two = tmp_path / "two.csv"
    two.write_bytes(one.read_bytes() + b"\r\n")
    files = [one, old(two)]
    for path in (*files, one):
        work.transfer.merge([path])
    work.watching.note(digests_of(files, before=time.time()))
    assert len(work.watching.merged()) == 2
    cem = MadeProject(tmp_path / "cem.treaty", pdf("two_pages"), reviewer="Cem")
    cem.tag(LAST)
    three = old(exchange(cem.space, tmp_path / "three.csv"))
    cem.close()
    work.act_as("Carla Mensah")
    work.transfer.merge([one, three])
    work.act_as("Ana Ruiz")
    work.history.own_only = True
    work.history.undo()
    rest = work.watching.merged()
    assert rest == frozenset(digests_of([three], before=time.time()))
    work.history.redo()
    assert work.watching.merged() == rest | frozenset(digests_of(files, before=time.time()))
    work.transfer.export(tmp_path / "ana.csv", Wanted())
    work.history.undo()
    assert digests_of([tmp_path / "ana.csv"], before=math.inf)[0] in work.watching.merged()
    ana.close()


def test_a_merge_that_had_nothing_to_write_is_no_news_either(window, qtbot, bo, folder):
    watched(window, qtbot, folder)
    old(exchange(bo.space, folder / "bo.csv"))
    qtbot.waitUntil(lambda: told(window, 1), timeout=PATIENCE)
    window.bench.ask(lambda space, _p: space.transfer.merge([folder / "bo.csv"]) and None)
    settled(window, qtbot)
    waits = (folder / "bo.csv").read_text("utf-8-sig").splitlines()[0]
    hand = dict.fromkeys(waits.split(","), "")
    hand |= {"draft_symbol": "X/9", "quote": "words", "code": "SUR-3", "reviewer": "Bo",
             "format": "treaty-annotations/1"}  # fmt: skip
    for name in ("one.csv", "two.csv"):
        text = "\n".join((waits, ",".join(hand.values()), "" if name == "one.csv" else "\n"))
        (folder / name).write_text(text, "utf-8")
        old(folder / name)
        qtbot.waitUntil(lambda: told(window, 1), timeout=PATIENCE)
        window.status._news.click()
        qtbot.waitUntil(lambda: window.furniture.team.preview is not None, timeout=PATIENCE)
        window.furniture.team.preview.primary.click()
        qtbot.waitUntil(lambda: not window.status._news.isVisible(), timeout=PATIENCE)


def test_the_folder_is_told_on_this_machine_and_what_was_merged_in_the_project(
    tmp_path, monkeypatch
):
    projects.be("Ana")
    space = create_workspace(tmp_path / "p.treaty", reviewer="Ana")
    space.watching.watch(tmp_path / "ana")
    space.watching.note(["a" * 64])
    space.watching.note(["a" * 64, "b" * 64])
    assert space.watching.merged() == {"a" * 64, "b" * 64}
    projects.be("Ana Ruiz")
    assert space.watching.folder() == tmp_path / "ana", "other settings leave it"
    space.close()
    assert str(tmp_path / "ana").encode() not in space.path.read_bytes()
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("ANNOTATOR_CONFIG", str(tmp_path / "other"))
        mailed = open_workspace(space.path, reviewer="Bo")
        assert mailed.watching.folder() is None
        assert mailed.watching.merged() == {"a" * 64, "b" * 64}
        mailed.close()
    space = open_workspace(space.path, reviewer="Ana")
    space.watching.watch(None)
    assert space.watching.folder() is None
    space.close()
    assert projects.check_project(space.path) == []

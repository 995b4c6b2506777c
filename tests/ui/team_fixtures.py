# SPDX-License-Identifier: AGPL-3.0-or-later
"""Real projects of two reviewers, and a window without its pages for the one of them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QWidget

from annotator.services import projects
from annotator.services.annotations import Wanted
from annotator.services.projects import create_workspace
from annotator.ui.intake import Intake
from annotator.ui.jobs import Writer
from annotator.ui.panels.inbox_panel import InboxPanel
from annotator.ui.project_desk import ProjectDesk
from annotator.ui.team_desk import TeamDesk
from annotator.ui.workbench import Workbench

ANAS, BOS = "promote and to strengthen", "measures that protect everyone"
PATIENCE = 20_000


def tag(space, quote, code="SUR-3", **fields):
    sha256 = space.drafts.list()[0].sha256
    anchor = space.passages.find_quote(sha256, quote)
    return space.passages.tag(anchor, [space.codes.named(code).uid], fields=fields).tags[0]


def exchange(space, path):
    space.transfer.export(path, Wanted())
    return path


@pytest.fixture
def team(tmp_path, pdf, monkeypatch):
    """Ana's project, closed, and a file of Bo's: a tag of his, and an edit of the one of hers."""
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    ana = create_workspace(tmp_path / "ana.treaty", reviewer="Ana Ruiz")
    bo = create_workspace(tmp_path / "bo.treaty", reviewer="Bo Lindqvist")
    for space in (ana, bo):
        space.drafts.add(pdf("two_pages"))
    hers = tag(ana, ANAS, severity="2", note="first")
    bo.transfer.merge([exchange(ana, tmp_path / "ana.csv")])
    tag(bo, BOS, "SAF-3")
    bo.passages.edit(hers, {"severity": "4"})
    made = SimpleNamespace(path=ana.path, file=exchange(bo, tmp_path / "bo.csv"), hers=hers, bo=bo)
    ana.close()
    yield made
    bo.close()


@pytest.fixture
def desk(qtbot, team):
    """Ana's window without its pages: a workbench on her project, and the two desks."""
    window = QWidget()
    qtbot.addWidget(window)
    writer = Writer(window)
    bench = Workbench(writer, lambda: projects, window)
    inbox = InboxPanel(window)
    made = SimpleNamespace(
        window=window, writer=writer, bench=bench, inbox=inbox,
        team=TeamDesk(bench, inbox, window), files=ProjectDesk(bench, window),
        said=[], failed=[], merged=[], counts=[],
    )  # fmt: skip
    made.team.said.connect(made.said.append)
    made.files.said.connect(made.said.append)
    made.team.merged.connect(made.merged.append)
    made.team.waiting_changed.connect(made.counts.append)
    bench.signals.failed.connect(made.failed.append)
    intake = Intake(bench, window)
    window.show()

    def wake(path):
        bench.lay_out([], project=path)
        with qtbot.waitSignal(bench.project_opened, timeout=PATIENCE):
            intake.wake_project(path)
        settle()

    def settle():
        qtbot.waitUntil(lambda: writer.idle, timeout=PATIENCE)

    made.wake, made.settle = wake, settle
    wake(team.path)
    yield made
    bench.close()
    writer.stop()


def previewed(desk, qtbot, *files):
    desk.team.merge(files)
    qtbot.waitUntil(lambda: desk.team.preview is not None, timeout=PATIENCE)
    return desk.team.preview


def merged(desk, qtbot, *files):
    dialog = previewed(desk, qtbot, *files)
    with qtbot.waitSignal(desk.team.merged, timeout=PATIENCE):
        dialog.primary.click()
    desk.settle()


def rows(desk, qtbot):
    found = []
    desk.bench.ask(lambda space, _p: found.extend(space.transfer.rows(Wanted(deleted=False))))
    desk.settle()
    return {row["quote"]: row for row in found if row["record"] == "tag"}

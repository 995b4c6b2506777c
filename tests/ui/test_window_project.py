# SPDX-License-Identifier: AGPL-3.0-or-later
"""The window on real projects: first picture, tags that are there again, drafts, a hanging page."""

from __future__ import annotations

import subprocess
import sys

import pytest
from made_projects import MadeProject, settled
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from annotator import paths
from annotator.pdf import client
from annotator.services import projects as opening


@pytest.fixture
def project(real, pdf, tmp_path):
    pdfs = pdf("two_pages"), pdf("long")
    made = MadeProject(tmp_path / "sample.treaty", *pdfs, reviewer="Ana Ruiz")
    made.tag("promote and to strengthen", severity="3")
    made.space.drafts.remember_view(made.sha256, page=1, zoom=0.0)
    return made.close()


def letters(window) -> list[str]:
    return [label.letters for mark in window.reader.view.marks.all() for label in mark.labels]


def test_a_project_shows_its_page_and_its_tags(
    make_window, project, real, qtbot, monkeypatch
) -> None:
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    window = make_window(project, ready=False, own_house=real)
    assert window.reader.view.layout_.pages == 2, "sizes are known before any worker runs"
    settled(window, qtbot)
    assert letters(window) == ["SAF-3"]
    assert window.reader.view.marks.all()[0].own
    assert window.actions_["edit.undo"].isEnabled()


def test_what_is_tagged_is_there_again(make_window, real, pdf, select, qtbot) -> None:
    window = make_window(pdf("two_pages"), own_house=real)
    select(window, "The purposes of this", "freedom of expression")
    qtbot.keyClicks(window.reader.view, "saf3")
    qtbot.keyClick(window.reader.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: letters(window) == ["SAF-3"], timeout=30_000)
    path = window.bench.project
    assert path.parent == paths.default_projects()
    window.close()
    again = make_window(pdf("two_pages"), ready=False, own_house=real)
    settled(again, qtbot)
    qtbot.waitUntil(lambda: letters(again) == ["SAF-3"], timeout=30_000)
    assert again.bench.project == path
    again.close()
    space = opening.open_workspace(path, reviewer="x")
    (passage,) = space.passages.on_draft(space.drafts.list()[0].sha256)
    space.close()
    assert passage.anchor.quote.startswith("The purposes of this")


def test_other_drafts_of_a_project(make_window, project, real, qtbot) -> None:
    window = make_window(project, ready=False, own_house=real)
    settled(window, qtbot)
    assert window.top.tabs.count() == 2
    window.actions_["draft.next"].trigger()
    qtbot.waitUntil(lambda: window.reader.view.layout_.pages == 60, timeout=30_000)
    settled(window, qtbot)
    assert letters(window) == []
    window.actions_["draft.previous"].trigger()
    qtbot.waitUntil(lambda: letters(window) == ["SAF-3"], timeout=30_000)


def test_a_project_that_somebody_else_has_open_can_be_read(
    make_window, project, real, qtbot
) -> None:
    held = opening.open_workspace(project, reviewer="Bo")
    try:
        window = make_window(project, ready=False, own_house=real)
        settled(window, qtbot)
        assert letters(window) == ["SAF-3"]
        assert "reading only" in window.bar.sentence
    finally:
        held.close()


def test_the_last_page_is_where_one_goes_on(make_window, project, real, qtbot) -> None:
    window = make_window(project, ready=False, own_house=real)
    settled(window, qtbot)
    window.reader.view.go_to(2)
    window.close()
    again = make_window(project, ready=False, own_house=real)
    settled(again, qtbot)
    assert again.reader.view.page == 2


def test_what_is_no_project_is_said_on_the_start_page(make_window, tmp_path, real, qtbot) -> None:
    path = tmp_path / "broken.treaty"
    path.write_bytes(b"nonsense" * 100)
    window = make_window(path, ready=False, own_house=real)
    assert window.starts.page.isVisible()
    assert window.bar.isVisible()
    assert "broken.treaty" in window.bar.sentence
    assert path.read_bytes() == b"nonsense" * 100


def test_a_page_that_hangs_is_given_up_and_the_window_goes_on(
    make_window, pdf, qtbot, monkeypatch
) -> None:
    monkeypatch.setattr(client, "SLOW", 0.4)
    monkeypatch.setattr(client, "HANGING", 1.5)
    window = make_window(pdf("endless"), ready=False)
    qtbot.waitUntil(lambda: "takes long" in window.reader.bar.sentence, timeout=20_000)
    qtbot.waitUntil(lambda: "could not be drawn" in window.reader.bar.sentence, timeout=20_000)
    assert window.reader.renderer.failed == {1}
    qtbot.waitUntil(lambda: window.reader._link.client.pid > 0, timeout=10_000)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_picture_of_the_window(project, tmp_path, scale) -> None:
    out = tmp_path / "shot.png"
    before = project.read_bytes()
    program = (
        "from pathlib import Path; from annotator.ui.shot import take;"
        f"take(Path({str(project)!r}), Path({str(out)!r}), size=(1024, 700), scale={scale})"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=120)
    image = QImage(str(out))
    assert (image.width(), image.height()) == (round(1024 * scale), round(700 * scale))
    colours = {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 5)
        for y in range(0, image.height(), 5)
    }
    assert "#ffffff" in colours
    assert project.read_bytes() == before, "a picture changes nothing"
    assert len(colours) > 20


def test_tags_of_others_name_their_author(make_window, project, real, qtbot, monkeypatch) -> None:
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Bo Lind")
    window = make_window(project, ready=False, own_house=real)
    settled(window, qtbot)
    (mark,) = window.reader.view.marks.all()
    assert not mark.own
    window.reader.view.passage_chosen.emit(mark.passage)
    (card,) = window.side.passage.cards().values()
    assert card._by.text() == "by Ana Ruiz"

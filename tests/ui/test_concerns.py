# SPDX-License-Identifier: AGPL-3.0-or-later
"""The history of concerns in the window: concerns, provisions by round, recommendations, the report."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest
from asking import asked
from PySide6.QtCore import Qt
from queue_room import KEPT, open_rounds, tag

from annotator.services.rounds import Rounds


@pytest.fixture
def room(qtbot, make_window, tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    made = open_rounds(qtbot, make_window, tmp_path)
    made.turn_to(1)
    made.open()
    made.press(Qt.Key.Key_0)
    made.wait(lambda: made.panel.model.rowCount() == 5)
    made.press(Qt.Key.Key_3, on=made.panel.rows)  # SAF-3, accepted as worsened
    made.press(Qt.Key.Key_8, on=made.panel.rows)  # GOV-1, dropped
    made.wait(lambda: len(made.bench.passages) == 3)
    made.settle()
    made.window.actions_["concerns.show"].trigger()
    made.concerns = made.made.concern_panel
    made.wait(lambda: made.concerns.model.rowCount() > 0)
    made.settle()
    return made


def rows(panel) -> dict[str, tuple[str, ...]]:
    """The cells of each row by its first one that says anything."""
    found = [panel.model.row(number) for number in range(panel.model.rowCount())]
    return {row.cells[0]: row.cells[1:] for row in found}


def stand_on(room, letters: str) -> None:
    model = room.concerns.model
    (at,) = [n for n in range(model.rowCount()) if model.row(n).cells[0] == letters]
    room.concerns.rows.setCurrentIndex(model.index(at, 0))


def test_each_concern_is_told_through_the_rounds(room) -> None:
    found = rows(room.concerns)
    assert found["SUR-1"][:3] == ("Ana Ruiz", "Art 18(2) · new", "Art 18(2) · kept")
    assert found["PRV-1"][:3] == ("Bo Lindqvist", "Art 21(2) · new", "Art 21(2) · kept")
    assert found["SAF-3"][2].endswith("· worsened")
    assert found["GOV-1"][2].endswith("· dropped")
    stand_on(room, "SAF-3")
    told = room.concerns.text.toPlainText()
    assert "without further authorization" in told
    assert "Ana Ruiz · worsened" in told
    assert "Recommended: without further authorization" in told
    assert "underline" in room.concerns.text.toHtml(), "the new words are a redline"


def test_enter_leads_to_the_latest_words(room) -> None:
    room.turn_to(0)
    room.window.actions_["concerns.show"].trigger()
    room.wait(lambda: room.concerns.model.rowCount() > 0)
    stand_on(room, "PRV-1")
    room.press(Qt.Key.Key_Return, on=room.concerns.rows)
    room.wait(lambda: room.bench.sha256 == room.drafts[1] and bool(room.view.marks.chosen))


def test_provisions_by_round_and_recommendations(room) -> None:
    room.concerns.buttons["matrix"].click()
    heads = [room.concerns.model.headerData(n, Qt.Orientation.Horizontal) for n in range(3)]
    assert heads == ["M/1", "M/2", "M/3"]
    assert rows(room.concerns)["Art 18(2) · new"][0] == "Art 18(2) · kept"
    assert room.concerns.text.toPlainText()
    room.concerns.buttons["recommendations"].click()
    (what,) = rows(room.concerns).items()
    assert what[0] == "made worse"
    assert what[1][:1] == ("SAF-3",)


@pytest.mark.parametrize("view", ["concerns", "matrix"])
def test_the_concern_one_is_at_stays_though_rows_come_before_it(room, view) -> None:
    room.concerns.buttons[view].click()
    model = room.concerns.model
    (at,) = [n for n in range(model.rowCount()) if "worsened" in " ".join(model.row(n).cells)]
    room.concerns.rows.setCurrentIndex(model.index(at, 0))
    cells = model.row(at).cells
    before = room.concerns._report
    first = replace(before.concerns[0], uid="another")
    matrix = before.matrices[0]
    room.concerns.show_report(
        replace(
            before,
            concerns=(first, *before.concerns),
            matrices=(replace(matrix, rows=(matrix.rows[0], *matrix.rows)),),
        )
    )
    assert room.concerns.rows.currentIndex().row() == at + 1
    assert model.row(at + 1).cells == cells


def test_several_tags_are_followed_once(room, monkeypatch) -> None:
    read = []
    once = Rounds.report

    def counted(self, *given, **more):
        read.append(1)
        return once(self, *given, **more)

    monkeypatch.setattr(Rounds, "report", counted)
    draft, before = room.drafts[1], room.concerns.model.rowCount()
    for code in ("SAF-2", "SAF-4"):
        asked(room.qtbot, room.bench, lambda space, code=code: tag(space, draft, KEPT, code))
        room.settle()
    room.wait(lambda: room.concerns.model.rowCount() == before + 2)
    assert len(read) == 1


@pytest.mark.parametrize("ending", ["html", "csv"])
def test_the_report_is_written_as_a_page_or_as_a_table(
    room, png_pictures, tmp_path, ending, monkeypatch
) -> None:
    monkeypatch.setattr(Rounds, "report", None)  # what the panel shows is written
    out = tmp_path / f"report.{ending}"
    room.made.concerns.write(str(out))
    room.wait(lambda: room.window.notice.sentence == f"The change report is in report.{ending}")
    text = out.read_text("utf-8-sig")
    if ending == "html":
        assert "<ins" in text
        assert "<script" not in text
        assert len(png_pictures.pictures_in(text)) >= len(room.bench.passages)
    else:
        states = [(row["code"], row["state"]) for row in csv.DictReader(text.splitlines())]
        assert ("SAF-3", "worsened") in states


def test_nothing_tagged_is_said(qtbot, make_window, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    made = open_rounds(qtbot, make_window, tmp_path, tagged=False)
    made.window.actions_["concerns.show"].trigger()
    panel = made.made.concern_panel
    made.wait(lambda: panel.total.said == "0 concerns")
    assert "from round to round" in panel._pages.said
    assert not panel.export.isEnabled()

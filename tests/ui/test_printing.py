# SPDX-License-Identifier: AGPL-3.0-or-later
"""Printing into a PDF: which pages, with what on them, and what is left when it is stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from annotator.domain.project import PageSize
from annotator.ui.dialogs.print_choice import PrintChoice, PrintWanted
from annotator.ui.models.page_range import pages_of
from annotator.ui.viewer.printed.print_bands import Bands
from annotator.ui.viewer.printed.print_items import Flow, PrintedWords, plain
from annotator.ui.viewer.printed.print_lists import CodeLine, PersonLine, legend_sheets
from annotator.ui.viewer.printed.print_sheet import LANE, PrintPaper

LOOK = """
import json, pymupdf, sys
found = []
for page in pymupdf.open(sys.argv[1]):
    shown = page.get_pixmap(dpi=72, colorspace=pymupdf.csRGB)
    data, n = shown.samples, shown.width * shown.height
    tints = [i for i in range(n) if max(data[3*i:3*i+3]) - min(data[3*i:3*i+3]) > 24]
    dark = sum(max(data[3*i:3*i+3]) < 120 for i in range(n))
    found.append({"size": [round(page.rect.width), round(page.rect.height)],
                  "text": page.get_text(), "tinted": len(tints), "dark": dark,
                  "first_tint": divmod(tints[0], shown.width) if tints else None})
print(json.dumps(found))
"""


def look(file) -> list[dict]:
    """The pages of a PDF, looked at where MuPDF may be."""
    done = subprocess.run(
        [sys.executable, "-c", LOOK, str(file)], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("3", (3,)),
        ("3-5, 12", (3, 4, 5, 12)),
        ("5–6,5", (5, 6)),
        (" 11 - ", (11, 12)),
        ("1،2", (1, 2)),
    ],
)
def test_pages_as_people_write_them(text, pages) -> None:
    assert pages_of(text, 12) == pages


@pytest.mark.parametrize("text", ["", " ", "0", "13", "5-3", "a", "1-13", "3--4", "-"])
def test_pages_that_are_not_there(text) -> None:
    with pytest.raises(ValueError):
        pages_of(text, 12)


def test_a_page_keeps_its_shape_and_is_never_enlarged() -> None:
    paper, size = PrintPaper(595, 842, header=True), PageSize(595, 842)
    box = paper.page_box(size, lane=True)
    assert box.width() / box.height() == pytest.approx(595 / 842)
    assert paper.area.contains(box.adjusted(0, 0, LANE, 0))
    assert PrintPaper(595, 842, header=False).page_box(size, lane=False) == QRectF(0, 0, 595, 842)
    small = paper.page_box(PageSize(200, 100), lane=False)
    assert (small.width(), small.height()) == (200, 100)


def test_long_lists_go_on_over_sheets(qapp) -> None:
    area = QRectF(28, 48, 539, 766)
    codes = [CodeLine(f"C-{n}", f"Name {n}", "#9EC5F8", n) for n in range(100)]
    sheets = legend_sheets(
        codes, [PersonLine("Ana", 3, own=True), PersonLine("Bo", 1, own=False)], area
    )
    assert len(sheets) > 1
    for sheet in sheets:
        assert all(area.adjusted(-1, -1, 1, 1).contains(item.where) for item in sheet)
    words = [item.text for sheet in sheets for item in sheet if isinstance(item, PrintedWords)]
    assert [word for word in words if word.startswith("Name")] == [code.name for code in codes]
    assert "Filled: tags of Ana. Outlined: tags of others." in words


def test_nothing_of_a_long_paragraph_is_lost(qapp) -> None:
    flow, text = Flow(QRectF(0, 0, 200, 60)), " ".join(f"word{n}" for n in range(300))
    flow.words(text, plain(10))
    lines = [item.text for sheet in flow.sheets for item in sheet]
    assert " ".join(lines) == text
    assert len(flow.sheets) > 5


def test_bands_are_cut_where_nothing_is_printed() -> None:
    page = QImage(40, 100, QImage.Format.Format_RGB32)
    page.fill(Qt.GlobalColor.white)
    painter = QPainter(page)
    for top in (5, 27, 50, 88):  # lines of words; bands end at 30, 60, 90
        painter.fillRect(3, top, 30, 8, Qt.GlobalColor.black)
    painter.end()
    bands, again = Bands(), QImage(40, 100, QImage.Format.Format_RGB32)
    again.fill(Qt.GlobalColor.red)
    cuts = []
    for top in (0, 30, 60, 90):
        band = page.copy(0, top, 40, min(30, 100 - top))
        rows = bands.take(band, last=top == 90)
        if rows is not None:
            painter = QPainter(again)
            painter.drawImage(0, top - rows[0], rows[1])
            painter.end()
            cuts.append(top - rows[0])
    assert again == page
    for cut in cuts[1:]:
        assert all(page.pixelColor(x, cut).name() == "#ffffff" for x in range(40))


@pytest.fixture
def tagged(make_window, pdf, select, qtbot):
    """A window with one passage on the first of two pages."""
    window = make_window(pdf("two_pages"))
    select(window, "The purposes of this", "everyone")
    qtbot.keyClicks(window.reader.view, "sur3")
    qtbot.keyClick(window.reader.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.bench.passages), timeout=10_000)
    qtbot.waitUntil(lambda: window.writer.idle, timeout=10_000)
    return window


def printed(window, qtbot, file, wanted) -> list[dict]:
    with qtbot.waitSignal(window.furnish().printing.said, timeout=30_000):
        window.furnish().printing.write_pdf(file, wanted)
    return look(file)


def test_pages_passages_notes_and_legend(tagged, qtbot, tmp_path) -> None:
    everything = PrintWanted((1, 2), notes=True)
    first, second, notes, legend = printed(tagged, qtbot, tmp_path / "a.pdf", everything)
    assert first["size"] == [595, 842]
    assert "two_pages" in first["text"]
    assert "sheet 1 of 4" in first["text"]
    assert "SUR-3" in first["text"]
    assert first["tinted"] > 1000
    assert first["dark"] > 500
    assert "SUR-3" not in second["text"]
    assert second["tinted"] == 0
    assert "The purposes of this Convention" in " ".join(notes["text"].split())
    assert "Bulk collection" in notes["text"]
    assert "Bulk collection" in legend["text"]
    assert "1 tag" in legend["text"]
    assert "Ana Ruiz" in legend["text"]
    assert sorted(path.name for path in tmp_path.glob("*a.pdf*")) == ["a.pdf"]


def test_plain_pages_are_as_they_are(tagged, qtbot, tmp_path) -> None:
    plainly = PrintWanted((2,), passages=False, legend=False, header=False)
    (page,) = printed(tagged, qtbot, tmp_path / "b.pdf", plainly)
    assert page["text"].strip() == ""
    assert page["tinted"] == 0
    assert page["dark"] > 500


def test_what_is_stopped_leaves_no_file_and_the_next_one_works(tagged, qtbot, tmp_path) -> None:
    file, wanted = tmp_path / "c.pdf", PrintWanted((1, 2))
    file.write_bytes(b"what was here before")
    with qtbot.waitSignal(tagged.furnish().printing.ended, timeout=30_000):
        tagged.furnish().printing.write_pdf(file, wanted)
        assert tagged.furnish().printing.run is not None
        assert tagged.status.work.isVisibleTo(tagged)
        tagged.status.work.cancel_requested.emit(1 << 30)
    assert tagged.furnish().printing.run is None
    assert file.read_bytes() == b"what was here before"
    assert not list(tmp_path.glob(".*part"))
    assert len(printed(tagged, qtbot, file, replace(wanted, legend=False))) == 2


def test_a_worker_that_dies_after_the_draft_was_closed_has_an_heir(
    make_window, pdf, qtbot, tmp_path
) -> None:
    window = make_window(pdf("long"))
    file, desk = tmp_path / "f.pdf", window.furnish().printing
    with qtbot.waitSignals([desk.said, desk.ended], timeout=60_000):
        desk.write_pdf(file, PrintWanted(tuple(range(1, 9)), header=False))
        run = desk.run
        qtbot.waitUntil(lambda: run._sheet > 1, timeout=20_000)
        window.reader.close_document()
        os.kill(run._link.client.pid, signal.SIGKILL)
    assert run.failed_pages == []
    assert [page["dark"] > 500 for page in look(file)] == [True] * 8


@pytest.mark.qt_log_ignore("QPainter::begin", "propagateSizeHints")
def test_a_file_that_cannot_be_written_is_said(tagged, qtbot, tmp_path) -> None:
    with qtbot.waitSignal(tagged.furnish().printing.trouble, timeout=30_000):
        tagged.furnish().printing.write_pdf(tmp_path / "no" / "such" / "d.pdf", PrintWanted((1,)))
    assert tagged.furnish().printing.run is None


def test_turned_pages_lie_as_they_are_shown(make_window, pdf, qtbot, tmp_path) -> None:
    window = make_window(pdf("rotated"))
    wanted = PrintWanted((1,), passages=False, legend=False)
    (page,) = printed(window, qtbot, tmp_path / "e.pdf", wanted)
    size = window.reader.view.layout_.sizes[0]
    assert (page["size"][0] > page["size"][1]) == (size.width > size.height)
    assert page["dark"] > 60


@pytest.mark.parametrize("degrees", [90, 180])
def test_a_view_that_is_turned_prints_as_one_that_is_not(tagged, qtbot, tmp_path, degrees) -> None:
    wanted, view = PrintWanted((1,), legend=False, header=False), tagged.reader.view
    (upright,) = printed(tagged, qtbot, tmp_path / "u.pdf", wanted)
    view.arrange(view.arrangement.turned_by(degrees))
    (turned,) = printed(tagged, qtbot, tmp_path / "t.pdf", wanted)
    assert turned == upright
    assert turned["tinted"] > 1000


def test_the_choice(qtbot) -> None:
    choice = PrintChoice(page=3, pages=12, tagged=True, forbidden=False)
    qtbot.addWidget(choice)
    assert choice.wanted == PrintWanted(tuple(range(1, 13)))
    choice.this.setChecked(True)
    assert choice.wanted.pages == (3,)
    qtbot.keyClicks(choice.field, "2-4")
    assert choice.some.isChecked()
    assert choice.wanted.pages == (2, 3, 4)
    choice.field.clear()
    qtbot.keyClicks(choice.field, "99")
    choice.primary.click()
    assert "pages 1 to 12" in choice.refusal
    assert choice.result() == 0


def test_a_maker_who_forbids_printing_is_named_and_does_not_decide(make_window, pdf, qtbot) -> None:
    window = make_window(pdf("no_print"))
    window.furnish().printing.choose()
    choice = window.furnish().printing.choice
    said = [label.text() for label in choice.findChildren(type(choice._refusal))]
    assert any("does not allow printing" in words for words in said)
    assert choice.file.isEnabled()
    choice.reject()


def test_who_forbids_printing_speaks_of_one_draft_only(make_window, pdf, qtbot) -> None:
    window = make_window(pdf("no_print"), pdf("two_pages"))
    assert not window.reader.may_print
    window.opener.turn_to(1)
    assert window.reader.may_print, "before the worker has looked at it"


def test_the_command(make_window, pdf, qtbot) -> None:
    window = make_window(pdf("two_pages"))
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    choice = window.furnish().printing.choice
    assert choice is not None
    assert not choice.passages.isEnabled(), "nothing is tagged"
    choice.reject()

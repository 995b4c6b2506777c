# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures in the change report: of the right part of the page, of no locked draft and no faulty page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.domain.anchor import Anchor, Quad
from annotator.domain.area import Area, Whole
from annotator.domain.errors import Cancelled
from annotator.domain.project import PageSize
from annotator.pdf.piece_reading import Piece, PieceReader
from annotator.services import report_pictures
from annotator.services.picture_frames import HIGHEST, SCALE, WIDEST, frames
from annotator.services.picture_painting import GROUND, INK, picture
from annotator.services.projects import create_workspace

A4 = PageSize(595.0, 842.0)


def tinted(red, green, blue):
    return red > blue and abs(red * GROUND[2] - blue * GROUND[0]) <= 3 * 255


def dark(red, green, blue):
    return max(red, green, blue) < 100


def inked(*colour):
    return colour == INK


def reddish(red, green, blue):
    return red > 180 and green < 60 and blue < 60


def line(page, x0, y0, x1, y1):
    return Quad(page, (x0, y0, x1, y0, x0, y1, x1, y1))


class Drafted:
    """A project with one PDF, and what is tagged in it."""

    def __init__(self, folder, file, password=None):
        self.space = create_workspace(folder / "t.treaty", title="T", reviewer="Ana")
        self.draft = self.space.drafts.add(
            file, symbol="T/1", language="en", password=password
        ).sha256
        self.codes = [code.uid for code in self.space.codes.list()]

    def tag(self, what):
        anchor = (
            self.space.passages.find_quote(self.draft, what)
            if isinstance(what, str)
            else self.space.passages.anchor_for(self.draft, what)
        )
        return self.space.passages.tag(anchor, self.codes[:1]).passage

    def report(self, progress=None):
        return self.space.report_pictures.put_in(self.space.rounds.report(), progress)


@pytest.fixture
def drafted(tmp_path, pdf):
    made = []

    def make(name, **more):
        made.append(Drafted(tmp_path, pdf(name), **more))
        return made[-1]

    yield make
    for one in made:
        one.space.close()


def test_words_are_shown_on_a_tinted_ground_with_a_bar_beside_them(drafted, png_pictures) -> None:
    ours = drafted("two_pages")
    uid = ours.tag("measures that protect everyone")
    report = ours.report()
    assert report.remarks == ()
    (uri,) = report.pictures.values()
    assert list(report.pictures) == [(uid, ours.draft)]
    found = png_pictures.picture_of(uri)
    assert (found.width, found.height <= HIGHEST) == (893, True)
    (quad,) = ours.space.passages.on_draft(ours.draft)[0].anchor.quads
    x0, y0, x1, y1 = (value * SCALE for value in quad.bounds())
    got = found.box(tinted)
    assert got[0] == pytest.approx(x0, abs=2)
    assert got[2] == pytest.approx(x1, abs=2)
    assert got[3] - got[1] == pytest.approx(y1 - y0, abs=3)
    ink = [(x, y) for x, y in found.places(dark) if got[0] <= x <= got[2] and got[1] <= y <= got[3]]
    assert len(ink) > 300
    assert max(x for x, _y in ink) > got[2] - 6, "the last letter stands at the end of the ground"
    assert min(x for x, _y in ink) < got[0] + 6
    around = [y for _x, y in found.places(dark) if not got[1] <= y <= got[3]]
    assert min(around) < got[1] < got[3] < max(around), "the lines before and after are shown"
    bar = found.box(inked)
    assert bar[2] < got[0]
    assert (bar[1], bar[3]) == (got[1], got[3])


def test_a_passage_over_two_pages_shows_both(drafted, pdfs, png_pictures) -> None:
    ours = drafted("two_pages")
    ours.tag(f"{pdfs.FIRST_PAGE[-1]} {pdfs.SECOND_PAGE[0]}")
    (uri,) = ours.report().pictures.values()
    found = png_pictures.picture_of(uri)
    edges = [(found.at(0, y), found.at(found.width - 1, y)) for y in range(found.height)]
    between = [y for y, (left, right) in enumerate(edges) if left == right != (255, 255, 255)]
    rows = {y for _x, y in found.places(tinted)}
    assert between
    assert min(rows) < min(between) < max(between) < max(rows)
    assert found.height <= HIGHEST


def test_a_page_that_is_turned_is_shown_as_it_is_read(drafted, png_pictures) -> None:
    ours = drafted("rotated")
    ours.tag(Area(1, 0.0, 0.0, 100.0, 50.0))
    (uri,) = ours.report().pictures.values()
    found = png_pictures.picture_of(uri)
    box = found.box(reddish)
    assert box[0] == pytest.approx(found.width - 1 - 50 * SCALE, abs=3), (
        "it stands at the right now"
    )
    assert box[3] - box[1] == pytest.approx(100 * SCALE, abs=6)
    frame = found.box(inked)
    assert frame[0] < box[0]
    assert frame[3] > box[3]
    assert not found.places(tinted), "nothing in an area is changed"


def test_of_a_whole_provision_the_heading_is_marked(drafted, png_pictures) -> None:
    ours = drafted("treaty")
    ours.tag(Whole("Art 2"))
    (uri,) = ours.report().pictures.values()
    found = png_pictures.picture_of(uri)
    left, top, right, bottom = found.box(tinted)
    assert left == pytest.approx(250 * SCALE, abs=3)
    assert 20 * SCALE < bottom - top < 40 * SCALE, "“Article 2” and its title, a row each"
    assert right < 400 * SCALE


def test_a_locked_draft_goes_without_and_that_is_said(drafted, pdfs, tmp_path) -> None:
    ours = drafted("encrypted", password=pdfs.PASSWORD)
    ours.tag(Area(1, 10.0, 10.0, 200.0, 200.0))
    report = ours.report()
    assert report.pictures == {}
    assert report.remarks == ("No pictures of T/1@en: it is locked with a password.",)
    ours.space.rounds.write(tmp_path / "r.html", report, as_page=True)
    assert report.remarks[0] in (tmp_path / "r.html").read_text("utf-8")


def test_a_faulty_page_goes_without_the_others_do_not(drafted, monkeypatch) -> None:
    ours = drafted("two_pages")
    ours.tag("measures that protect everyone")
    kept = ours.tag("independent courts can review it")
    ask = PieceReader.draw

    def draw(reader, page, *, scale, clip):
        bad = page == 1
        return ask(reader, page, scale=scale, clip=(-9, -9, -5, -5) if bad else clip)

    monkeypatch.setattr(PieceReader, "draw", draw)
    report = ours.report()
    assert list(report.pictures) == [(kept, ours.draft)]
    assert report.remarks == ("Page 1 of T/1@en cannot be drawn: no picture of it.",)


def test_it_is_told_how_far_it_is_and_can_be_cancelled(drafted, monkeypatch) -> None:
    ours = drafted("two_pages")
    ours.tag("measures that protect everyone")
    ours.tag("independent courts can review it")
    told = []
    ours.report(lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert {(0, 2), (1, 2), (2, 2)} <= set(told)
    closed = []
    leave = PieceReader.__exit__
    monkeypatch.setattr(
        PieceReader, "__exit__", lambda self, *said: closed.append(leave(self, *said))
    )

    def cancel(done, _total):
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        ours.report(cancel)
    assert closed == [None]


def test_no_report_grows_without_end(drafted, monkeypatch) -> None:
    ours = drafted("two_pages")
    ours.tag("measures that protect everyone")
    ours.tag("independent courts can review it")
    (first, _second) = ours.report().pictures.values()
    monkeypatch.setattr(report_pictures, "MOST", len(first))
    report = ours.report()
    assert len(report.pictures) == 1
    assert report.remarks == ("1 picture is left out: the report would be too large.",)


def test_what_waits_is_shown_where_it_is_proposed(in_rounds, tmp_path) -> None:
    ana = in_rounds("Ana")
    made = ana.tag("extend the search to that other system without further authorization")
    report = ana.space.report_pictures.put_in(ana.space.rounds.report())
    assert {(made.passage, ana.first), (made.passage, ana.second)} == set(report.pictures)
    ana.space.rounds.write(tmp_path / "r.html", report, as_page=True)
    assert (tmp_path / "r.html").read_text("utf-8").count("the place proposed for it") == 1


@pytest.mark.parametrize("size", [A4, PageSize(842.0, 595.0), PageSize(3000.0, 2000.0)])
def test_no_picture_is_larger_than_it_may_be(size) -> None:
    many = [line(1, 60.0, 20.0 * n, 500.0, 20.0 * n + 15) for n in range(1, 28)]
    wide = [line(1, 0.0, 0.0, size.width, size.height)]
    beyond = [line(1, -1e300, -5.0, 1e300, 1e300)]
    for quads, is_area in ((many, False), (wide, True), (wide, False), (beyond, True)):
        (frame,) = frames(quads, [size], is_area=is_area)
        x0, y0, x1, y1 = frame.clip
        assert 0 < x1 - x0 <= WIDEST
        assert 0 < y1 - y0 <= HIGHEST
        assert all(0 <= a < c <= x1 - x0 and 0 <= b < d <= y1 - y0 for a, b, c, d in frame.boxes)
    assert frames([line(2, 0, 0, 9, 9), line(1, -9, -9, -1, -1)], [size]) == ()


def test_words_of_a_wide_page_are_in_the_middle_and_may_be_read() -> None:
    (frame,) = frames([line(1, 2000.0, 900.0, 2300.0, 915.0)], [PageSize(3000.0, 2000.0)])
    assert frame.scale == 1.0
    assert frame.clip[0] == pytest.approx(2150 - WIDEST / 2, abs=1)


def test_a_bar_hides_no_letter(png_pictures) -> None:
    white, black = b"\xff\xff\xff\0", b"\0\0\0\0"
    row = b"".join(black if x in {10, 11, 60, 61, 62} else white for x in range(100))
    found = png_pictures.Picture(picture([(Piece(100, 8, row * 8), [(70, 2, 90, 6)])]))
    left, top, right, bottom = found.box(inked)
    assert 11 < left < right < 60, "there is no room between the letter and the words"
    assert (top, bottom) == (2, 5)
    crowded = b"".join(black if x % 9 == 5 else white for x in range(100))
    found = png_pictures.Picture(picture([(Piece(100, 8, crowded * 8), [(70, 2, 90, 6)])]))
    assert found.box(inked) == (0, 2, 3, 5)


def test_colours_stay_and_lines_that_overlap_are_tinted_once(png_pictures) -> None:
    blue = bytes((0xF8, 0, 0, 0)) * 40 + b"\xff\xff\xff\0" * 40
    piece = Piece(40, 2, blue[: 40 * 8])
    found = png_pictures.Picture(picture([(piece, [(20, 0, 30, 2), (22, 0, 36, 2)])]))
    assert found.kind == 2
    assert {found.at(x, 1) for x in range(20, 36)} == {GROUND}
    assert found.at(38, 1) == (255, 255, 255)
    red, green, deep = found.at(38, 0)
    assert (red, green) == (0, 0)
    assert deep >= 0xF8


def test_an_anchor_of_another_draft_is_not_drawn(drafted) -> None:
    ours = drafted("two_pages")
    ours.tag("measures that protect everyone")
    plain = ours.space.rounds.report()
    (concern,) = plain.concerns
    (step,) = concern.steps
    elsewhere = replace(step, anchor=replace(step.anchor, draft="0" * 64))
    unknown = replace(step, anchor=Anchor("provision", ours.draft, provision="Art 99"))
    for wrong in (elsewhere, unknown):
        report = replace(plain, concerns=(replace(concern, steps=(wrong,)),))
        assert ours.space.report_pictures.put_in(report).pictures == {}

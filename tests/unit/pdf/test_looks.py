# SPDX-License-Identifier: AGPL-3.0-or-later
"""How words look on a page: read by the worker, checked by the window, told from mere rules."""

from __future__ import annotations

import json
import math
import os
import signal
import time
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest

from annotator.domain.draft_text import DraftText
from annotator.domain.errors import Cancelled, PasswordNeededError, UnreadablePdfError
from annotator.domain.negotiation.look import Look
from annotator.domain.negotiation.look_marks import read_looks
from annotator.domain.negotiation.negotiation_reading import read_marks
from annotator.pdf import look_reading, text_looks
from annotator.pdf.arena import SharedBytes
from annotator.pdf.client import PdfClient
from annotator.pdf.look_reading import looks_of
from annotator.pdf.quoted_text import page_body
from annotator.pdf.strokes import Bar, Row, Rows, grounds, joined, lines
from annotator.pdf.text_looks import PageLooks, from_json, to_json
from annotator.pdf.text_page import PageText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Seen = tuple[PageText, PageLooks]


@pytest.fixture(scope="module")
def seen(rolling: Path) -> Iterator[Callable[[int], Seen]]:
    """`seen(page)`: text and looks of a page of the rolling text."""
    source, client = SharedBytes.from_file(rolling), PdfClient(role="text")
    client.start()
    client.wait(client.open(source), timeout=30)

    def get(page: int) -> Seen:
        request = client.text(page, page)
        text = PageText.from_bytes(client.wait(request, timeout=20).payload)
        client.wait(request, timeout=20)
        found = client.wait(client.looks(page), timeout=20).body["looks"]
        assert isinstance(found, PageLooks)
        assert found.length == len(text.text)
        return text, found

    yield get
    client.close()
    source.close()


def told(page: Seen) -> list[tuple[str, str, str, str]]:
    text, found = page
    return [
        (look.kind, text.text[look.start : look.end], look.colour, look.source)
        for look in found.looks
        if look.kind != "bold"
    ]


@pytest.mark.parametrize("page", [1, 2, 3], ids=["upright", "rotated", "rotated and cropped"])
def test_lines_and_grounds_are_the_words_they_were_drawn_for(
    page: int, seen: Callable[[int], Seen]
) -> None:
    assert told(seen(page)) == [
        ("highlighted", "Article 3", "#99e666", "drawn"),
        ("struck", "journalists and", "#000000", "drawn"),
        ("underlined", "defenders of human rights", "#000000", "drawn"),
        ("highlighted", "at any time", "#ffff00", "drawn"),
        ("highlighted", "Parties may report", "#99e666", "drawn"),
    ]


def test_bold_is_told_by_the_font(seen: Callable[[int], Seen]) -> None:
    text, found = seen(1)
    bold = [text.text[k.start : k.end] for k in found.looks if k.kind == "bold"]
    assert bold == ["Article 3", "Measures of protection"]


def test_dots_pieces_and_double_lines_are_lines(seen: Callable[[int], Seen]) -> None:
    drawn = [row for row in told(seen(4)) if row[3] == "drawn"]
    assert [row[:2] for row in drawn] == [
        ("underlined", "dotted words"),
        ("underlined", "broken"),
        ("underlined", "words"),
        ("underlined", "double words"),
        ("struck", "struck"),
        ("struck", "struck words"),
    ]


def test_rules_of_pages_tables_notes_forms_and_links_underline_nothing(
    seen: Callable[[int], Seen],
) -> None:
    assert told(seen(5)) == []


def test_words_that_run_upwards(seen: Callable[[int], Seen]) -> None:
    assert [row[:2] for row in told(seen(6))] == [("underlined", "under"), ("struck", "strike")]


def test_what_somebody_marked_in_the_pdf_is_told_apart(seen: Callable[[int], Seen]) -> None:
    assert ("highlighted", "bar struck", "#ff9999", "note") in told(seen(7))


def test_arabic_words_struck_and_underlined(
    client: PdfClient, opened: Callable[[str], Any], pdfs: Any
) -> None:
    opened("arabic_changes")
    request = client.text(1, 1)
    text = PageText.from_bytes(client.wait(request, timeout=20).payload).text
    client.wait(request, timeout=20)
    found = client.wait(client.looks(1), timeout=20).body["looks"]
    assert isinstance(found, PageLooks)
    runs = {(k.kind, unicodedata.normalize("NFKC", text[k.start : k.end])) for k in found.looks}
    words = pdfs.ARABIC.split()
    assert runs == {("struck", words[1]), ("underlined", words[4])}


def test_a_page_that_is_not_there_is_refused(
    client: PdfClient, opened: Callable[[str], Any]
) -> None:
    opened("two_pages")
    with pytest.raises(UnreadablePdfError):
        client.wait(client.looks(3), timeout=20)
    assert client.wait(client.looks(2), timeout=20).kind == "looks", "the worker lives on"


def test_a_rolling_text_is_read_as_it_is_printed(
    rolling: Path, seen: Callable[[int], Seen], names: Any
) -> None:
    text, found = seen(1)
    draft = DraftText([page_body(text)])
    marks = [*read_marks(draft, names), *read_looks(draft, found.looks)]
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    assert [
        (mark.kind, mark.status, draft.quote(mark.segments)[:24], mark.label or mark.actors)
        for mark in marks
    ] == [
        ("coloured", "agreed", "Article 3", ()),
        ("bracketed", "bracketed", "[take [all] [EU, Norway:", ()),
        ("bracketed", "bracketed", "[all]", ()),
        ("proposal", "bracketed", "[EU, Norway: appropriate", ("EU", "Norway")),
        ("status", "agreed_ad_ref", "[agreed ad referendum]", ()),
        ("struck", "deleted", "journalists and", ()),
        ("added", "", "defenders of human right", ()),
        ("coloured", "agreed_group", "at any time", ()),
        ("alternative", "alternative", "Option 1 3. Courts [shal", "Option 1"),
        ("alternative", "alternative", "[shall]", ()),
        ("alternative", "alternative", "[may]", ()),
        ("bracketed", "bracketed", "[30]", ()),
        ("alternative", "alternative", "Option 2 3. A [court/tri", "Option 2"),
        ("alternative", "alternative", "[court/tribunal]", ()),
        ("empty", "bracketed", "[ ]", ()),
        ("alternative", "alternative", "[4. Parties shall report", "4"),
        ("proposal", "bracketed", "(proposal by Mexico and ", ("Mexico", "CARICOM")),
        ("alternative", "alternative", "4 alt. Parties may repor", "4 alt"),
        ("coloured", "agreed", "Parties may report", ()),
        ("proposal", "bracketed", "[Iran: delete]", ("Iran",)),
        ("unclosed", "bracketed", "[is open and has no end.", ()),
    ]


def test_the_looks_of_a_whole_draft_come_page_by_page(
    rolling: Path, pdf: Callable[[str], Path], seen: Callable[[int], Seen]
) -> None:
    told_of: list[tuple[int, int]] = []
    with_progress = looks_of(
        SharedBytes.from_file(rolling), progress=lambda done, of: told_of.append((done, of))
    )
    assert [page.page for page in with_progress] == [1, 2, 3, 4, 5, 6, 7]
    assert told_of[0] == (0, 7)
    assert told_of[-1] == (7, 7)
    (one,) = looks_of(SharedBytes.from_file(rolling), pages=[6])
    assert one == seen(6)[1]
    with pytest.raises(PasswordNeededError):
        list(looks_of(SharedBytes.from_file(pdf("encrypted"))))
    assert [
        page.page for page in looks_of(SharedBytes.from_file(pdf("two_pages")), pages=[2, 9])
    ] == [2]


def test_who_waits_for_a_worker_that_hangs_can_change_their_mind(
    rolling: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stopped(PdfClient):
        def open(self, *given: Any, **more: Any) -> int:
            os.kill(self.pid, signal.SIGSTOP)
            return super().open(*given, **more)

    monkeypatch.setattr(look_reading, "PdfClient", Stopped)
    answers = iter((True, True, False))
    begin = time.monotonic()
    with pytest.raises(Cancelled):
        list(looks_of(SharedBytes.from_file(rolling), wanted=lambda: next(answers)))
    assert time.monotonic() - begin < 10  # of the 60 s a worker may take to open


# -- geometry -----------------------------------------------------------------------------------


def rows(text: str, base: float = 100.0, size: float = 10.0) -> Rows:
    spans = [(6.0 * at, 6.0 * at + 6.0) for at in range(len(text))]
    return Rows([Row(0, spans, base, size, [not c.isspace() for c in text])])


def words(text: str, bar: Bar, posts: tuple[Bar, ...] = ()) -> list[tuple[str, str]]:
    return [(kind, text[a:b]) for kind, (a, b, _c) in lines(rows(text), [bar], posts, [])]


@pytest.mark.parametrize(
    ("bar", "found"),
    [
        (Bar(0, 30, 101, 101.5), [("underlined", "first")]),
        (Bar(36, 66, 101, 101.5), [("underlined", "words")]),
        (Bar(0, 30, 97, 97.5), [("struck", "first")]),
        (Bar(0, 30, 110, 110.5), []),
        (Bar(0, 30, 92, 92.5), []),
        (Bar(0, 300, 101, 101.5), []),
        (Bar(200, 300, 101, 101.5), []),
        (Bar(0, 30, 99, 104), []),
    ],
    ids=["under", "second", "through", "below", "above", "rule", "beside", "thick"],
)
def test_where_a_line_must_run(bar: Bar, found: list[tuple[str, str]]) -> None:
    assert words("first words", bar) == found


def test_a_line_between_posts_is_a_tables() -> None:
    bar = Bar(0, 30, 102, 102.5)
    assert words("first words", bar)
    assert not words("first words", bar, (Bar(-0.5, 0, 60, 140),))


def test_pieces_are_joined_only_when_they_are_near_and_level() -> None:
    pieces = [
        Bar(0, 2, 10, 10.5),
        Bar(3, 5, 10.2, 10.7),
        Bar(20, 22, 10, 10.5),
        Bar(4, 6, 30, 30.5),
    ]
    assert [(bar.low, bar.high) for bar in joined(pieces)] == [(0, 5), (20, 22), (4, 6)]


def test_a_ground_much_larger_than_its_words_is_a_cells() -> None:
    text = "few words"
    assert [text[a:b] for a, b, _c in grounds(rows(text), [Bar(0, 18, 91, 103)])] == ["few"]
    assert not list(grounds(rows(text), [Bar(-5, 300, 85, 140)]))


# -- the way from the worker --------------------------------------------------------------------

ROW = [0, 4, 0, "", 0]


def test_what_is_sent_is_what_comes(seen: Callable[[int], Seen]) -> None:
    whole = PageLooks(
        3, 9, (Look(3, 0, 4, "bold"), Look(3, 2, 9, "struck", "#00ff00", "note")), True
    )
    for one in (whole, PageLooks(1, 0), seen(1)[1]):
        assert from_json(json.loads(json.dumps(to_json(one))), one.page) == one


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"page": 2, "length": 9, "looks": [], "cut": False},
        {"page": True, "length": 9, "looks": [], "cut": False},
        {"page": 1, "length": -1, "looks": [], "cut": False},
        {"page": 1, "length": 1 << 40, "looks": [], "cut": False},
        {"page": 1, "length": 9.0, "looks": [], "cut": False},
        {"page": 1, "length": 9, "looks": [], "cut": 0},
        {"page": 1, "length": 9, "looks": {}, "cut": False},
        {"page": 1, "length": 9, "looks": [ROW] * (text_looks.MAX_LOOKS + 1), "cut": False},
        {"page": 1, "length": 9, "looks": [[3, *ROW[1:]], ROW], "cut": False},
        *(
            {"page": 1, "length": 9, "looks": [row], "cut": False}
            for row in (
                5, [], "12345", [0, 4, 0, ""], [4, 4, *ROW[2:]], [-1, 4, *ROW[2:]], [0, 10, *ROW[2:]],
                [0.0, 4, *ROW[2:]], [0, math.inf, *ROW[2:]], [0, True, *ROW[2:]], [0, 4, 6, "", 0],
                [0, 4, -1, "", 0], [0, 4, "bold", "", 0], [0, 4, 0, "red", 0], [0, 4, 0, "#00FF00", 0],
                [0, 4, 0, 5, 0], [0, 4, 0, "#00ff00\n", 0], [0, 4, 0, "", 3], [0, 4, 0, "", None],
            )
        ),
    ],
)  # fmt: skip
def test_what_no_page_looks_like_is_refused(body: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        from_json(body, 1)


def test_many_looks_that_are_sound_pass() -> None:
    body = {"page": 1, "length": 9, "looks": [ROW] * text_looks.MAX_LOOKS, "cut": True}
    assert len(from_json(body, 1).looks) == text_looks.MAX_LOOKS


def test_real_drafts_are_read_and_their_offsets_fit(shared_data: Path) -> None:
    for name in ("A_HRC_43_12_en.pdf", "ar_law_151_2020.pdf"):
        source, client = (
            SharedBytes.from_file(shared_data / "drafts" / name),
            PdfClient(role="text"),
        )
        client.start()
        try:
            client.wait(client.open(source), timeout=30)
            for page in (1, 2, 6):
                request = client.text(page, page)
                text = PageText.from_bytes(client.wait(request, timeout=20).payload)
                client.wait(request, timeout=20)
                found = client.wait(client.looks(page), timeout=20).body["looks"]
                assert isinstance(found, PageLooks)
                assert found.length == len(text.text)
                assert all("\n" not in text.text[k.start : k.end] for k in found.looks)
        finally:
            client.close()
            source.close()


def test_many_lines_take_time_in_proportion() -> None:
    def spent(count: int) -> float:
        text = rows("words and more words " * 4)
        bars = [
            Bar(6.0 * (at % 70), 6.0 * (at % 70) + 3, 101 + at / 1000, 101.5) for at in range(count)
        ]
        posts = [Bar(at / 10, at / 10 + 0.5, 0, 800) for at in range(count)]
        begin = time.process_time()
        list(lines(text, bars, posts, []))
        list(grounds(text, bars))
        return time.process_time() - begin

    assert spent(8000) < 10 * spent(2000) + 0.2, "four times the lines"

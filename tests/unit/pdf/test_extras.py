# SPDX-License-Identifier: AGPL-3.0-or-later
"""Links and notes of a page: read by the worker, checked by the window, and left out of a picture."""

from __future__ import annotations

import csv
import json
import math
from typing import TYPE_CHECKING, Any

import pytest

from annotator.domain.errors import UnreadablePdfError
from annotator.pdf import extras, foreign_text
from annotator.pdf.arena import SharedBytes
from annotator.pdf.client import PdfClient
from annotator.pdf.extras import NoteWords, PageExtras, PageLink, PdfNote, from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from annotator.pdf.replies import Reply

GREEN, RED, WHITE = b"\x00\xff\x00", b"\x00\x00\xff", b"\xff\xff\xff"


@pytest.fixture
def read(client: PdfClient, opened: Callable[[str], Reply]) -> Callable[..., PageExtras]:
    """`read(page)`: what a page of the test PDF carries."""
    opened("extras")

    def get(page: int) -> PageExtras:
        found = client.wait(client.extras(page), timeout=20).body["extras"]
        assert isinstance(found, PageExtras)
        return found

    return get


def test_links_lead_to_places_on_pages_to_addresses_or_are_not_followed(
    read: Callable[..., PageExtras],
) -> None:
    links = read(1).links
    assert [(link.kind, link.page, link.address) for link in links] == [
        ("page", 2, ""),
        ("page", 3, ""),
        ("address", 0, "https://www.un.org/en/"),
        ("page", 2, ""),
        ("address", 0, "mailto:secretariat@example.org"),
        *[("other", 0, "")] * 5,
    ]
    assert links[0].boxes == ((90, 842 - 766, 290, 842 - 760),)
    assert (links[0].x, links[0].y) == (100, 100), "in unrotated points of a cropped, turned page"
    assert (links[1].y, links[3].y) == (442, None)


def test_notes_say_what_who_and_when_with_their_replies(read: Callable[..., PageExtras]) -> None:
    found = {note.said.text: note for note in read(1).notes}
    assert set(found) == {
        "Too wide\nsays Bo", "red box", "annex.xlsx", "shall", "in", "circles", "ab cA\u200cB",
    }  # fmt: skip
    bo = found["Too wide\nsays Bo"]
    assert bo.said == NoteWords("Too wide\nsays Bo", "Bo", "2024-05-03")
    assert bo.boxes == ((100, 842 - 655, 200, 842 - 645),)
    assert bo.replies == (NoteWords("Agreed", "Ana"), NoteWords("Not by me", "Bo"))
    assert found["annex.xlsx"].kind == "file"
    assert len(found["shall"].boxes) == 2, "the insertion and what it strikes are one note"
    assert found["shall"].replies == ()


def test_a_note_on_a_turned_and_cropped_page_stands_where_its_words_would(
    read: Callable[..., PageExtras],
) -> None:
    (note,) = read(2).notes
    assert (note.kind, note.boxes) == ("shape", ((100, 100, 200, 150),))


def test_a_page_without_anything_has_nothing(read: Callable[..., PageExtras]) -> None:
    assert read(3) == PageExtras(3)


def test_a_page_that_is_not_there_is_refused(
    client: PdfClient, read: Callable[..., PageExtras]
) -> None:
    with pytest.raises(UnreadablePdfError):
        client.wait(client.extras(4), timeout=20)
    assert read(3) == PageExtras(3), "the worker lives on"


def test_a_page_is_drawn_without_notes_but_with_its_form_fields(
    client: PdfClient, read: Callable[..., PageExtras]
) -> None:
    def colours(*, notes: bool) -> tuple[bytes, bytes]:
        pixels = client.wait(client.render(1, scale=1.0, notes=notes), timeout=20).pixels
        assert pixels is not None
        at = [y * pixels.stride + 4 * x for x, y in ((350, 842 - 525), (350, 842 - 325))]
        found = tuple(bytes(pixels.view[place : place + 3]) for place in at)
        pixels.release()
        return found[0], found[1]

    assert colours(notes=True) == (RED, GREEN)
    assert colours(notes=False) == (WHITE, GREEN)
    assert colours(notes=True) == (RED, GREEN)


def test_what_is_sent_is_what_comes(read: Callable[..., PageExtras]) -> None:
    whole = PageExtras(
        2,
        (PageLink(((0.0, 0.0, 1.0, 1.0),), "page", 1, 3.0, 4.0),),
        (
            PdfNote(
                "ink", ((0.0, 0.0, 1.0, 1.0),), NoteWords("a", "b", "2024-01-31"), (NoteWords("c"),)
            ),
        ),
    )
    for one in (whole, read(1), read(2), read(3)):
        assert from_json(json.loads(json.dumps(to_json(one))), one.page, 3) == one


BOX = [[0, 0, 1, 1]]
LINK = [BOX, "page", 1, None, None, ""]
NOTE = ["text", BOX, ["", "", ""], []]
LONG = "x" * extras.MAX_TEXT


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"links": [], "notes": []},
        {"page": 2, "links": [], "notes": []},
        {"page": 1, "links": {}, "notes": []},
        {"page": 1, "links": [LINK] * (extras.MAX_LINKS + 1), "notes": []},
        {"page": 1, "links": [], "notes": [NOTE] * (extras.MAX_NOTES + 1)},
        {"page": 1, "links": [[BOX * 20, *LINK[1:]]] * 1000, "notes": []},
        {"page": 1, "links": [], "notes": [["text", BOX, [LONG, "", ""], []]] * 200},
        *(
            {"page": 1, "links": [link], "notes": []}
            for link in (
                [],
                5,
                [[], *LINK[1:]],
                [[[0, 0, 1]], *LINK[1:]],
                [[[1, 0, 0, 1]], *LINK[1:]],
                [[[0, 0, 1, "1"]], *LINK[1:]],
                [[[0, 0, 1, True]], *LINK[1:]],
                [[[0, 0, 1, 1e300]], *LINK[1:]],
                [[[0, 0, 1, math.inf]], *LINK[1:]],
                [BOX * (extras.MAX_BOXES + 1), *LINK[1:]],
                [BOX, "run", 1, None, None, ""],
                [BOX, ["page"], 1, None, None, ""],
                [BOX, "page", 0, None, None, ""],
                [BOX, "page", 4, None, None, ""],
                [BOX, "page", 1.5, None, None, ""],
                [BOX, "page", 1, 1e9, 0, ""],
                [BOX, "page", 1, "here", 0, ""],
                [BOX, "page", 1, None, None, "https://x"],
                [BOX, "address", 0, None, None, ""],
                [BOX, "address", 0, None, None, "https://x\n"],
                [BOX, "address", 0, None, None, "https://x y"],
                [BOX, "address", 0, None, None, "https://\u0430"],
                [BOX, "address", 0, None, None, "h" * (extras.MAX_ADDRESS + 1)],
                [BOX, "address", 2, None, None, "https://x"],
                [BOX, "other", 0, 1, 1, ""],
            )
        ),
        *(
            {"page": 1, "links": [], "notes": [note]}
            for note in (
                ["script", BOX, ["", "", ""], []],
                ["text", [], ["", "", ""], []],
                ["text", BOX, ["", ""], []],
                ["text", BOX, [LONG + "x", "", ""], []],
                ["text", BOX, ["a\u202eb", "", ""], []],
                ["text", BOX, ["a\x1bb", "", ""], []],
                ["text", BOX, ["", "two\nlines", ""], []],
                ["text", BOX, ["", "y" * 101, ""], []],
                ["text", BOX, ["", "", "yesterday"], []],
                ["text", BOX, ["", "", 5], []],
                ["text", BOX, ["", "", ""], [["", "", ""]] * (extras.MAX_REPLIES + 1)],
                ["text", BOX, ["", "", ""], [["", 5, ""]]],
            )
        ),
    ],
)
def test_what_no_page_carries_is_refused(body: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        from_json(body, 1, 3)


def test_links_and_notes_that_are_sound_pass() -> None:
    body = {"page": 1, "links": [LINK] * extras.MAX_LINKS, "notes": [NOTE] * extras.MAX_NOTES}
    assert len(from_json(body, 1, 3).links) == extras.MAX_LINKS


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("https://www.un.org/", "https://www.un.org/"),
        ("www.un.org/a?b=c#d", "www.un.org/a?b=c#d"),
        ("HTTPS://x.org/ü \u202e", "HTTPS://x.org/%C3%BC%20%E2%80%AE"),
        ("mailto:a@b.org", "mailto:a@b.org"),
        ("javascript:alert(1)", ""),
        (" java\nscript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("\ud800", "?"),
        ("", ""),
        ("h" * 3000, ""),
    ],
)
def test_an_address_shows_what_it_is(given: str, shown: str) -> None:
    assert foreign_text.address(given) == shown


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("D:20240503101112+02'00'", "2024-05-03"),
        ("20240503", "2024-05-03"),
        ("D:2024", "2024-01-01"),
        ("D:20241399", ""),
        ("3 May 2024", ""),
        ("", ""),
    ],
)
def test_a_day_is_one_or_nothing(given: str, day: str) -> None:
    assert foreign_text.day(given) == day


def test_awkward_files_with_notes_links_and_forms_are_read_or_refused(shared_data: Path) -> None:
    folder = shared_data / "corpus"
    with (folder / "MANIFEST.tsv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if not row["error"]]
    wanted = ("markup-annots", "other-annots", "form")
    client = PdfClient()
    client.start()
    kinds: set[str] = set()
    try:
        for row in rows:
            if not any(tag in row["tags"].split() for tag in wanted):
                continue
            source = SharedBytes.from_file(folder / row["file"])
            opened = client.wait(client.open(source, password=row["password"] or None), timeout=30)
            for page in range(1, min(len(opened.body["pages"]), 8) + 1):  # type: ignore[arg-type]
                found = client.wait(client.extras(page), timeout=30).body["extras"]
                assert isinstance(found, PageExtras), row["file"]
                kinds |= {note.kind for note in found.notes}
                reply = client.wait(client.render(page, scale=0.5, notes=False), timeout=30)
                assert reply.pixels is not None
                assert not reply.body["damaged"], row["file"]
                reply.pixels.release()
            source.close()
    finally:
        client.close()
    assert {"highlight", "strikeout", "freetext", "text", "caret"} <= kinds

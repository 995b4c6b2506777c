# SPDX-License-Identifier: AGPL-3.0-or-later
"""The window's side against the real worker: answers and pictures."""

from __future__ import annotations

import select
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from annotator.domain.errors import PasswordNeededError, UnreadablePdfError, WorkerLostError
from annotator.pdf.text_page import PageText

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from annotator.pdf.arena import SharedBytes
    from annotator.pdf.client import PdfClient
    from annotator.pdf.replies import Pixels, Reply

WHITE = b"\xff\xff\xff\xff"
RED = b"\x00\x00\xff\xff"


def pixel(pixels: Pixels, x: int, y: int) -> bytes:
    at = y * pixels.stride + 4 * x
    return bytes(pixels.view[at : at + 4])


def test_a_document_tells_its_pages_outline_and_title(opened: Callable[[str], Reply]) -> None:
    body = opened("two_pages").body
    assert body["pages"] == [[595.0, 842.0, 0], [595.0, 842.0, 0]]
    assert body["outline"] == [[1, "Article 1", 1], [1, "Article 2", 2]]
    assert body["title"] == "Draft convention"
    assert (body["repaired"], body["encrypted"], body["may_copy"]) == (False, False, True)


def test_page_labels(opened: Callable[[str], Reply]) -> None:
    assert opened("labels").body["labels"][:4] == ["i", "ii", "1", "2"]  # type: ignore[index]


def test_a_page_is_drawn_on_white_in_the_size_agreed(
    client: PdfClient, opened: Callable[[str], Reply]
) -> None:
    opened("two_pages")
    reply = client.wait(client.render(1, scale=1.5), timeout=20)
    pixels = reply.pixels
    assert pixels is not None
    assert (pixels.width, pixels.height, pixels.stride) == (893, 1263, 3572)
    assert len(pixels.view) == 1263 * 3572
    assert pixel(pixels, 5, 5) == WHITE
    assert set(bytes(pixels.view[3::4])) == {255}
    assert len(set(bytes(pixels.view))) > 20, "there is no ink on the page"


def test_a_clip_is_the_same_picture_cut(client: PdfClient, opened: Callable[[str], Reply]) -> None:
    opened("two_pages")
    whole = client.wait(client.render(1, scale=2.0), timeout=20).pixels
    part = client.wait(client.render(1, scale=2.0, clip=(150, 180, 700, 300)), timeout=20).pixels
    assert whole is not None
    assert part is not None
    assert (part.width, part.height) == (550, 120)
    for row in range(120):
        start = (180 + row) * whole.stride + 150 * 4
        mine = part.view[row * part.stride : (row + 1) * part.stride]
        assert whole.view[start : start + 2200] == mine


def test_a_turned_page_is_drawn_turned(client: PdfClient, opened: Callable[[str], Reply]) -> None:
    assert opened("rotated").body["pages"] == [[842.0, 595.0, 90]]
    pixels = client.wait(client.render(1, scale=1.0), timeout=20).pixels
    assert pixels is not None
    assert (pixels.width, pixels.height) == (842, 595)
    # the red corner, upper left on the page, 100 wide and 50 high, comes to the upper right
    assert pixel(pixels, 841 - 10, 90) == RED
    assert pixel(pixels, 841 - 90, 10) == WHITE
    assert pixel(pixels, 10, 10) == WHITE


def test_a_slot_in_use_is_not_drawn_into(client: PdfClient, opened: Callable[[str], Reply]) -> None:
    opened("two_pages")
    first = client.wait(client.render(1, scale=1.0), timeout=20).pixels
    assert first is not None
    before = bytes(first.view)
    others = [client.wait(client.render(2, scale=1.0), timeout=20).pixels for _ in range(3)]
    assert bytes(first.view) == before
    assert all(other is not None and bytes(other.view) != before for other in others)


def test_released_slots_are_used_again(client: PdfClient, opened: Callable[[str], Reply]) -> None:
    opened("two_pages")
    for _ in range(100):
        pixels = client.wait(client.render(1, scale=2.0), timeout=20).pixels
        assert pixels is not None
        pixels.release()
    assert len(client._slots.arenas) == 1


def test_a_preview_is_a_png_of_the_size_asked(
    client: PdfClient, opened: Callable[[str], Reply]
) -> None:
    opened("two_pages")
    png = client.wait(client.preview(2, max_side=200), timeout=20).payload
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[20:24], "big") == 200


def test_text_comes_page_by_page(
    client: PdfClient, opened: Callable[[str], Reply], pdfs: Any
) -> None:
    opened("two_pages")
    request = client.text(1, 2)
    first, second, last = (client.wait(request, timeout=20) for _ in range(3))
    assert [first.kind, second.kind, last.kind] == ["text", "text", "done"]
    assert pdfs.FIRST_PAGE[2] in PageText.from_bytes(first.payload).text
    assert pdfs.SECOND_PAGE[0] in PageText.from_bytes(second.payload).text
    assert (first.body["damaged"], second.body["damaged"]) == ("", "")


@pytest.mark.parametrize(
    ("ask", "reason"),
    [
        (lambda c: c.render(3, scale=1.0), "page"),
        (lambda c: c.render(0, scale=1.0), "page"),
        (lambda c: c.render(1, scale=0.0), "page"),
        (lambda c: c.render(1, scale=float("nan")), "page"),
        (lambda c: c.render(1, scale=1.0, clip=(900, 900, 950, 950)), "page"),
        (lambda c: c.render(1, scale=50.0), "memory"),
        (lambda c: c.text(1, 3), "page"),
        (lambda c: c.preview(9, max_side=100), "page"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_reason(
    client: PdfClient, opened: Callable[[str], Reply], ask: Callable[[PdfClient], int], reason: str
) -> None:
    opened("two_pages")
    request = ask(client)
    replies = client.pump()
    assert [(r.id, r.kind, r.body["reason"]) for r in replies] == [(request, "refused", reason)]


def test_nothing_can_be_drawn_before_a_document_is_open(client: PdfClient) -> None:
    with pytest.raises(UnreadablePdfError):
        client.wait(client.render(1, scale=1.0), timeout=20)


def test_a_password_is_asked_for(
    client: PdfClient, share: Callable[[str], SharedBytes], pdfs: Any
) -> None:
    source = share("encrypted")
    with pytest.raises(PasswordNeededError):
        client.wait(client.open(source), timeout=20)
    with pytest.raises(PasswordNeededError):
        client.wait(client.open(source, password="wrong"), timeout=20)  # noqa: S106 - a wrong one
    body = client.wait(client.open(source, password=pdfs.PASSWORD), timeout=20).body
    assert body["encrypted"] is True
    assert len(body["pages"]) == 2  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "reason"),
    [("empty", "empty"), ("html", "not_pdf"), ("garbage", "damaged"), ("no_pages", "empty")],
)
def test_what_cannot_be_opened_says_why(
    client: PdfClient, share: Callable[[str], SharedBytes], name: str, reason: str
) -> None:
    client.open(share(name))
    assert select.select([client.fileno()], [], [], 20)[0]
    replies = client.pump()
    while not replies:
        assert select.select([client.fileno()], [], [], 20)[0]
        replies = client.pump()
    assert [(reply.kind, reply.body["reason"]) for reply in replies] == [("refused", reason)]


def test_a_truncated_document_is_repaired(opened: Callable[[str], Reply]) -> None:
    body = opened("truncated").body
    assert body["repaired"] is True
    assert len(body["pages"]) == 2  # type: ignore[arg-type]


def test_pages_that_cannot_be_found_are_blank(
    client: PdfClient, opened: Callable[[str], Reply]
) -> None:
    body = opened("broken_page").body
    assert len(body["pages"]) == 3  # type: ignore[arg-type]
    assert body["damaged_pages"] == [2, 3]
    reply = client.wait(client.render(2, scale=0.2), timeout=20)
    assert reply.body["damaged"]
    assert reply.pixels is not None
    assert set(bytes(reply.pixels.view)) == {255}
    text = client.wait(client.text(2, 2), timeout=20)
    assert PageText.from_bytes(text.payload).text == ""
    assert text.body["damaged"]


def test_a_page_count_that_lies_is_not_believed(opened: Callable[[str], Reply]) -> None:
    body = opened("lying_count").body
    assert body["pages"] == [[300.0, 400.0, 0]]
    assert body["notes"] == ["page_count_wrong"]


def test_another_document_can_be_opened_in_the_same_worker(
    client: PdfClient, opened: Callable[[str], Reply]
) -> None:
    opened("two_pages")
    pid = client.pid
    assert len(opened("long").body["pages"]) == 60  # type: ignore[arg-type]
    assert client.pid == pid


def test_waiting_leaves_other_answers_for_the_window(
    client: PdfClient, opened: Callable[[str], Reply]
) -> None:
    opened("two_pages")
    first, second = client.render(1, scale=1.0), client.render(2, scale=1.0)
    assert client.wait(second, timeout=20).id == second
    assert [reply.id for reply in client.pump()] == [first]


def test_waiting_has_an_end(client: PdfClient, opened: Callable[[str], Reply]) -> None:
    opened("endless")
    with pytest.raises(WorkerLostError, match="too long"):
        client.wait(client.render(1, scale=1.0), timeout=0.2)


def test_the_window_side_loads_no_mupdf(pdf: Callable[[str], Path]) -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from annotator.pdf import reading, text_layer\n"
        "from annotator.pdf.arena import SharedBytes\n"
        "assert reading.read_draft(SharedBytes.from_file(Path(sys.argv[1]))).texts\n"
        "bad = {'pymupdf', 'numpy', 'PySide6', 'annotator.pdf.engine'} & set(sys.modules)\n"
        "sys.exit(str(bad) if bad else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, pdf("two_pages")], check=False, timeout=60)
    assert done.returncode == 0

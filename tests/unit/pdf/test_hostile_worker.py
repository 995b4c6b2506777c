# SPDX-License-Identifier: AGPL-3.0-or-later
"""A worker that sends nonsense is lost; the window is not."""

from __future__ import annotations

import select
import sys
import time
from array import array
from typing import TYPE_CHECKING

import pytest

from annotator.domain.errors import WorkerLostError
from annotator.pdf import client as client_module
from annotator.pdf import worker_process
from annotator.pdf.client import PdfClient
from annotator.pdf.protocol import HEADER, MAGIC, Frame, encode
from annotator.pdf.text_page import PageText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from annotator.pdf.arena import SharedBytes

HEAD = """
import os, sys
from annotator.pdf.protocol import *
out = os.fdopen(int(sys.argv[1]), "wb", buffering=0)
body = dict(pages=[[595, 842, 0]], labels=[""], outline=[], title="", damaged_pages=[], notes=[],
            extractor="x", sandbox={}, repaired=False, encrypted=False, may_copy=True)
def send(kind, id, body={}, payload=b""): out.write(encode(Frame(kind, id, body, payload)))
"""


@pytest.fixture
def hostile(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Callable[[str], PdfClient]]:
    """`hostile(code)`: a client whose worker is that code."""
    made: list[PdfClient] = []

    def get(code: str) -> PdfClient:
        script = tmp_path / "hostile.py"
        script.write_text(
            HEAD + code + "\nos.read(int(sys.argv[1]), 1 << 20) and sys.stdin.read()\n"
        )
        monkeypatch.setattr(worker_process, "_command", lambda: [sys.executable, str(script)])
        made.append(PdfClient())
        made[-1].start()
        return made[-1]

    yield get
    for one in made:
        one.close()


@pytest.mark.parametrize(
    "code",
    [
        "out.write(b'GET / HTTP/1.0' * 100)",
        "out.write(HEADER.pack(MAGIC, 10, 1, MAX_JSON, MAX_PAYLOAD + 1))",
        "send('opened', 1, body)",
        "send('ready', 0); send('opened', 2, body)",
        "send('ready', 0); send('ready', 0)",
        "send('ready', 0); send('pixels', 1)",
        "send('ready', 0); send('cancelled', 1)",
        "send('ready', 0); send('opened', 1, {})",
        "send('ready', 0); send('opened', 1, body | {'pages': []})",
        "send('ready', 0); send('opened', 1, body | {'pages': [[595, 842, 0]] * 30000})",
        "send('ready', 0); send('opened', 1, body | {'pages': [[1e308, 1, 0]]})",
        "send('ready', 0); send('opened', 1, body | {'pages': [[595, -1, 0]]})",
        "send('ready', 0); send('opened', 1, body | {'pages': [[595, 842, 45]]})",
        "send('ready', 0); send('opened', 1, body | {'labels': []})",
        "send('ready', 0); send('opened', 1, body | {'labels': ['x' * 10**6]})",
        "send('ready', 0); send('opened', 1, body | {'title': {}})",
        "send('ready', 0); send('opened', 1, body | {'outline': [[1]]})",
        "send('ready', 0); send('opened', 1, body | {'sandbox': 5})",
        "out.close()",
        "os._exit(9)",
    ],
)
def test_a_worker_that_lies_on_opening_is_lost(
    hostile: Callable[[str], PdfClient], share: Callable[[str], SharedBytes], code: str
) -> None:
    client = hostile(code)
    with pytest.raises(WorkerLostError):
        client.wait(client.open(share("two_pages")), timeout=20)


OPENED = "send('ready', 0); send('opened', 1, body); out.flush()\n"


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        ("preview", "send('image', 2, {}, b'no picture' * 100)"),
        ("preview", "send('image', 2, {}, PNG.replace(SIDE, (60000).to_bytes(4, 'big')))"),
        ("preview", "send('page_text', 2, {}, b'')"),
        ("text", "send('page_text', 2, {}, bytes(100))"),
        ("text", "send('page_text', 2, {}, OTHER)"),
        ("text", "send('page_text', 2, {}, TEXT); send('page_text', 2, {}, TEXT)"),
        ("text", "send('done', 2)"),
        ("extras", "send('page_extras', 2, {})"),
        ("extras", "send('page_extras', 2, {'page': 2, 'links': [], 'notes': []})"),
        ("extras", "send('page_extras', 2, {'page': 1, 'links': [5], 'notes': []})"),
        ("extras", "send('page_text', 2, {}, TEXT)"),
        ("render", "send('opened', 2, body)"),
        ("render", "send('pixels', 2); send('pixels', 2)"),
    ],
)
def test_a_worker_that_lies_later_is_lost(
    hostile: Callable[[str], PdfClient], share: Callable[[str], SharedBytes], ask: str, code: str
) -> None:
    png = b"\x89PNG\r\n\x1a\n" + bytes(4) + b"IHDR" + (100).to_bytes(4, "big") * 2 + bytes(50)
    text = PageText(1, "", (), array("f"), 595, 842).to_bytes()
    other = PageText(2, "", (), array("f"), 595, 842).to_bytes()
    facts = f"PNG={png!r}; SIDE={(100).to_bytes(4, 'big')!r}; TEXT={text!r}; OTHER={other!r}\n"
    client = hostile(facts + OPENED + "os.read(int(sys.argv[1]), 1 << 16)\n" * 2 + code)
    assert client.wait(client.open(share("two_pages")), timeout=20).kind == "opened"
    asked = {
        "preview": lambda: client.preview(1, max_side=100),
        "text": lambda: client.text(1, 1),
        "extras": lambda: client.extras(1),
        "render": lambda: client.render(1, scale=1.0),
    }[ask]()
    with pytest.raises(WorkerLostError):
        for _ in range(4):
            client.wait(asked, timeout=10)


def test_a_worker_that_floods_does_not_hold_the_window(
    hostile: Callable[[str], PdfClient], share: Callable[[str], SharedBytes]
) -> None:
    head = HEADER.pack(MAGIC, 13, 1, 2, 32 << 20)
    client = hostile(
        f"send('ready', 0)\nout.write({head!r} + b'{{}}')\nwhile True: out.write(bytes(1 << 20))"
    )
    client.open(share("two_pages"))
    slowest = 0.0
    until = time.monotonic() + 20
    while client.fileno() >= 0 and time.monotonic() < until:
        select.select([client.fileno()], [], [], 1)
        began = time.monotonic()
        client.pump()
        slowest = max(slowest, time.monotonic() - began)
    assert client.fileno() == -1, "the flood was taken for an answer"
    assert slowest < 2


def test_a_frame_that_never_ends_is_a_hang(
    hostile: Callable[[str], PdfClient], share: Callable[[str], SharedBytes]
) -> None:
    half = encode(Frame("opened", 1, {"pages": []}))[:-1]
    client = hostile(f"send('ready', 0); out.write({half!r})")
    client.open(share("two_pages"))
    while not client._ready:
        assert select.select([client.fileno()], [], [], 10)[0]
        client.pump()
    assert client.check(time.monotonic() + client_module.HANGING + 1) == "killed"

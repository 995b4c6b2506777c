# SPDX-License-Identifier: AGPL-3.0-or-later
"""Stopping what is under way or waits: one answer each, and never the wrong request."""

from __future__ import annotations

import select
import time
from typing import TYPE_CHECKING

from annotator.pdf.protocol import Frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.pdf.client import PdfClient
    from annotator.pdf.replies import Reply


def pumped(client: PdfClient, enough: Callable[[list[Reply]], bool]) -> list[Reply]:
    """All answers until there are enough, waiting on the socket as a window does."""
    found = client.pump()
    until = time.monotonic() + 20
    while not enough(found):
        poll = select.poll()
        poll.register(client.fileno(), select.POLLIN)
        assert poll.poll(1000 * max(0.0, until - time.monotonic())), "no answer came"
        found += client.pump()
    return found


def test_a_drawing_under_way_is_stopped(client: PdfClient, opened: Callable[[str], Reply]) -> None:
    opened("endless")
    request = client.render(1, scale=1.0)
    # the worker answers nothing while it draws, so let it draw a moment
    assert not select.select([client.fileno()], [], [], 0.3)[0]
    client.cancel(request)
    began = time.monotonic()
    reply = client.wait(request, timeout=10)
    assert reply.kind == "cancelled"
    assert time.monotonic() - began < 5
    assert client.wait(client.open(client._source), timeout=10).kind == "opened"  # type: ignore[arg-type]


def test_each_request_is_answered_once_however_it_is_cancelled(
    client: PdfClient, opened: Callable[[str], Reply]
) -> None:
    opened("slow")
    requests = [client.render(1, scale=1.0) for _ in range(4)]
    client.cancel(requests[3])
    client.cancel(requests[0])
    client.cancel(requests[0])
    client.cancel(requests[2])
    found = pumped(client, lambda replies: len(replies) >= 4)
    kinds = {reply.id: reply.kind for reply in found}
    assert kinds == dict(
        zip(requests, ["cancelled", "pixels", "cancelled", "cancelled"], strict=True)
    )
    client.cancel(requests[1])
    assert client.pump() == []


def test_a_late_abort_does_not_spoil_the_next_drawing(
    client: PdfClient, opened: Callable[[str], Reply]
) -> None:
    opened("slow")
    clean = client.wait(client.render(1, scale=1.0), timeout=20).pixels
    request = client.render(1, scale=1.0)
    worker = client._worker
    assert worker is not None
    assert not select.select([client.fileno()], [], [], 0.15)[0], "drawn before it could be stopped"
    worker.send(Frame("cancel", request - 1))
    worker.abort()
    reply = client.wait(request, timeout=20)
    assert reply.kind == "pixels"
    assert reply.pixels is not None
    assert clean is not None
    assert reply.pixels.view == clean.view


def test_text_is_stopped_between_pages(client: PdfClient, opened: Callable[[str], Reply]) -> None:
    opened("long")
    request = client.text(1, 60)
    assert client.wait(request, timeout=20).kind == "text"
    client.cancel(request)
    kinds = [
        reply.kind
        for reply in pumped(client, lambda replies: any(r.kind == "cancelled" for r in replies))
    ]
    assert kinds[-1] == "cancelled"
    assert "done" not in kinds

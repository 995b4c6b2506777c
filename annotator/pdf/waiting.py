# SPDX-License-Identifier: AGPL-3.0-or-later
"""Waits for one answer of a worker, for those who have nothing else to do. No Qt."""

from __future__ import annotations

import select
import time
from typing import TYPE_CHECKING, Final

from annotator.domain.errors import Cancelled, WorkerLostError
from annotator.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.pdf.client import PdfClient
    from annotator.pdf.replies import Reply

_LOOK: Final = 0.5
"""Seconds between two looks after the worker's health, and whether anybody still waits."""


def wait_for(
    client: PdfClient, request: int, timeout: float, wanted: Callable[[], bool] | None = None
) -> Reply:
    """Block until the next answer to a request; see `PdfClient.wait`.

    Args:
        client: was asked.
        request: its number.
        timeout: in seconds.
        wanted: asked every half second whether the answer is wanted still.

    Raises:
        Cancelled: it is not.
    """
    deadline = time.monotonic() + timeout
    while True:
        answers = client.pump()
        for at, reply in enumerate(answers):
            if reply.id == request:
                client.put_back(answers[:at] + answers[at + 1 :])
                if error := reply.error():
                    raise error
                return reply
        client.put_back(answers)
        if client.fileno() < 0:
            raise WorkerLostError(_("The PDF reader is not running."))
        if wanted is not None and not wanted():
            client.cancel(request)
            raise Cancelled
        left = deadline - time.monotonic()
        if left <= 0:
            client.cancel(request)
            raise WorkerLostError(_("The PDF reader took too long."))
        poll = select.poll()
        poll.register(client.fileno(), select.POLLIN)
        poll.poll(min(left, _LOOK) * 1000)
        client.check(time.monotonic())

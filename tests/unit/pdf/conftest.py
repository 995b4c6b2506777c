# SPDX-License-Identifier: AGPL-3.0-or-later
"""A running PDF client, and documents opened in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.pdf.arena import SharedBytes
from annotator.pdf.client import PdfClient
from annotator.pdf.text_page import PageText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from annotator.pdf.replies import Reply


@pytest.fixture
def client() -> Iterator[PdfClient]:
    made = PdfClient()
    made.start()
    yield made
    made.close()


@pytest.fixture
def share(pdf: Callable[[str], Path]) -> Iterator[Callable[[str], SharedBytes]]:
    """`share("two_pages")`: its bytes in shared memory, closed at the end."""
    made: list[SharedBytes] = []

    def get(name: str) -> SharedBytes:
        made.append(SharedBytes.from_file(pdf(name)))
        return made[-1]

    yield get
    for one in made:
        one.close()


@pytest.fixture
def opened(client: PdfClient, share: Callable[[str], SharedBytes]) -> Callable[[str], Reply]:
    """`opened("two_pages")` opens it in `client`."""
    return lambda name: client.wait(client.open(share(name)), timeout=30)


@pytest.fixture(scope="session")
def texts(pdf: Callable[[str], Path]) -> Callable[[str], list[PageText]]:
    """`texts("two_pages")`: its text layers as a worker reads them, without kinds."""
    read: dict[str, list[PageText]] = {}

    def get(name: str) -> list[PageText]:
        if name not in read:
            source, client = SharedBytes.from_file(pdf(name)), PdfClient()
            try:
                client.start()
                count = len(client.wait(client.open(source), timeout=30).body["pages"])
                request = client.text(1, count)
                answers = [client.wait(request, timeout=30) for _ in range(count)]
                read[name] = [PageText.from_bytes(answer.payload) for answer in answers]
            finally:
                client.close()
                source.close()
        return read[name]

    return get

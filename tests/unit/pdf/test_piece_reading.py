# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pieces of pages, drawn in a worker of their own."""

from __future__ import annotations

import os
import signal

import pytest

from annotator.domain.errors import Cancelled, PasswordNeededError, UnreadablePdfError
from annotator.pdf import piece_reading
from annotator.pdf.piece_reading import PieceReader


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_piece_is_the_part_asked_for_and_the_worker_ends(share) -> None:
    with PieceReader(share("rotated")) as reader:
        corner = reader.draw(1, scale=1.0, clip=(780, 0, 842, 110))
        pid = reader._client.pid
        assert alive(pid)
    assert (corner.width, corner.height, len(corner.pixels)) == (62, 110, 62 * 110 * 4)
    assert corner.pixels[4 * (62 * 50 + 40) :][:3] == b"\0\0\xff", "red, the page being turned"
    assert corner.pixels[4 * (62 * 50 + 5) :][:3] == b"\xff\xff\xff"
    assert not alive(pid)


def test_a_faulty_page_is_none_and_is_not_asked_for_again(share) -> None:
    with PieceReader(share("broken_page")) as reader:
        assert reader.draw(2, scale=1.0, clip=(0, 0, 50, 50)) is None
        assert reader.draw(1, scale=1.0, clip=(0, 0, 50, 50)) is not None
        assert reader.draw(9, scale=1.0, clip=(0, 0, 50, 50)) is None
        assert reader.faulty == {2, 9}


def test_a_worker_that_dies_costs_one_page(share, monkeypatch) -> None:
    with PieceReader(share("long")) as reader:
        os.kill(reader._client.pid, signal.SIGKILL)
        assert reader.draw(2, scale=1.0, clip=(0, 0, 50, 50)) is None
        assert reader.draw(3, scale=1.0, clip=(0, 0, 50, 50)) is not None
        assert reader.faulty == {2}
        monkeypatch.setattr(piece_reading, "_LOST", 0)
        assert reader.draw(4, scale=1.0, clip=(0, 0, 50, 50)) is None, "it has died often enough"
        assert reader.faulty == {2, 4}


@pytest.mark.parametrize(
    ("name", "error"), [("encrypted", PasswordNeededError), ("garbage", UnreadablePdfError)]
)
def test_what_cannot_be_opened_is_refused(share, name, error) -> None:
    reader = PieceReader(share(name))
    with pytest.raises(error), reader:
        pass
    assert reader._client.pid == 0


def test_a_page_that_hangs_can_be_cancelled(share) -> None:
    asked = []

    def wanted() -> bool:
        asked.append(1)
        return len(asked) < 3

    with pytest.raises(Cancelled), PieceReader(share("endless"), wanted) as reader:
        while True:
            reader.draw(1, scale=1.0, clip=(0, 0, 200, 200))

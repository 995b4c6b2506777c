# SPDX-License-Identifier: AGPL-3.0-or-later
"""Frames survive any cutting, and nonsense is refused before it costs memory."""

from __future__ import annotations

import pytest

from annotator.pdf.protocol import (
    HEADER,
    MAGIC,
    MAX_JSON,
    MAX_PAYLOAD,
    Frame,
    FrameReader,
    ProtocolError,
    clipped,
    encode,
    pixel_size,
)

FRAMES = [
    Frame("open", 1, {"size": 12, "password": "пароль"}),
    Frame("image", 2, {"page": 1}, b"\x00\xff" * 1000),
    Frame("done", 4_000_000_000),
]


@pytest.mark.parametrize("piece", [1, 7, 19, 20, 21, 4096])
def test_frames_come_back_whole_from_pieces_of_any_size(piece: int) -> None:
    stream = b"".join(map(encode, FRAMES))
    reader = FrameReader()
    found = []
    for at in range(0, len(stream), piece):
        found += reader.feed(stream[at : at + piece])
    assert found == FRAMES


@pytest.mark.parametrize(
    "head",
    [
        HEADER.pack(b"HTTP", 1, 1, 2, 0),
        HEADER.pack(MAGIC, 0, 1, 2, 0),
        HEADER.pack(MAGIC, 999, 1, 2, 0),
        HEADER.pack(MAGIC, 1, 1, MAX_JSON + 1, 0),
        HEADER.pack(MAGIC, 1, 1, 2, MAX_PAYLOAD + 1),
    ],
)
def test_a_header_no_honest_side_sends_is_refused_at_once(head: bytes) -> None:
    with pytest.raises(ProtocolError):
        FrameReader().feed(head)


@pytest.mark.parametrize("body", [b"[1]", b"{", b"\xff", b'{"a":NaN}', b"[" * 100_000, b"1" * 9999])
def test_a_body_that_is_no_object_is_refused(body: bytes) -> None:
    with pytest.raises(ProtocolError):
        FrameReader().feed(HEADER.pack(MAGIC, 1, 1, len(body), 0) + body)


def test_a_frame_over_the_limit_is_not_sent() -> None:
    with pytest.raises(ProtocolError):
        encode(Frame("image", 1, {}, bytes(MAX_PAYLOAD + 1)))


def test_a_page_has_one_size_in_pixels() -> None:
    assert pixel_size(595, 842, 1.5) == (893, 1263)
    assert pixel_size(0.1, 0.1, 1) == (1, 1)


def test_a_clip_is_cut_to_the_page() -> None:
    assert clipped(100, 200, 2, None) == (0, 0, 200, 400)
    assert clipped(100, 200, 2, (-5, 390, 50, 999)) == (0, 390, 50, 400)
    assert clipped(100, 200, 2, (200, 0, 300, 10)) is None

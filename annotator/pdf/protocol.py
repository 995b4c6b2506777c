# SPDX-License-Identifier: AGPL-3.0-or-later
"""Frames between window and worker: header, JSON, bytes. Never pickle; limits before memory."""

from __future__ import annotations

import json
import math
import struct
from dataclasses import field
from typing import Any, Final

from annotator.domain.values import dataclass

MAGIC: Final = b"TAw1"
HEADER: Final = struct.Struct("<4sHxxIII")
"""Magic, type, request id, JSON length, payload length."""
MAX_JSON: Final = 8 << 20
MAX_PAYLOAD: Final = 64 << 20
MAX_PAGES: Final = 20_000
MAX_SIDE: Final = 200_000.0
"""Longest page side taken as true, in points."""
MAX_PIXELS: Final = 32 << 20
"""Most pixels drawn at once (128 MiB); a bigger page is asked for in clips."""

TYPES: Final = (
    # window to worker; open and arena carry one file descriptor each
    "open",
    "arena",
    "drop_arena",
    "render",
    "preview",
    "text",
    "cancel",
    "probe",
    # worker to window
    "ready",
    "opened",
    "pixels",
    "image",
    "page_text",
    "done",
    "cancelled",
    "refused",
    "probed",
    # asked and answered about what else a page carries
    "extras",
    "page_extras",
    # asked and answered about how its words look
    "looks",
    "page_looks",
)
_NUMBER: Final = {name: number for number, name in enumerate(TYPES, start=1)}

Clip = tuple[int, int, int, int]


class ProtocolError(ValueError):
    """The other side sent what no honest side sends."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One message.

    Attributes:
        type: one of `TYPES`.
        id: the request it belongs to; 0 for none.
        body: JSON object.
        payload: bytes that JSON would only bloat.
    """

    type: str
    id: int
    body: dict[str, Any] = field(default_factory=dict)
    payload: bytes = b""


def encode(frame: Frame) -> bytes:
    """A frame as bytes.

    Raises:
        ProtocolError: it is over a limit or its type has no number.
    """
    body = json.dumps(frame.body, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    coded = body.encode("utf-8", "replace")
    if len(coded) > MAX_JSON or len(frame.payload) > MAX_PAYLOAD or frame.type not in _NUMBER:
        raise ProtocolError(f"frame {frame.type!r} cannot be sent")
    head = HEADER.pack(MAGIC, _NUMBER[frame.type], frame.id, len(coded), len(frame.payload))
    return b"".join((head, coded, frame.payload))


class FrameReader:
    """Turns a stream of bytes into frames, whatever pieces it arrives in."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._wanted = HEADER.size

    def feed(self, data: bytes) -> list[Frame]:
        """Take bytes, give the frames they complete.

        Raises:
            ProtocolError: bad magic, an unknown type, a length over its limit, or no JSON object.
        """
        self._buffer += data
        frames: list[Frame] = []
        while len(self._buffer) >= self._wanted:
            head = HEADER.unpack_from(self._buffer)
            kind, end = self._checked(head)
            if len(self._buffer) < end:
                self._wanted = end
                break
            middle = HEADER.size + head[3]
            body = _object(bytes(self._buffer[HEADER.size : middle]))
            frames.append(Frame(kind, head[2], body, bytes(self._buffer[middle:end])))
            del self._buffer[:end]
            self._wanted = HEADER.size
        return frames

    @staticmethod
    def _checked(head: tuple[bytes, int, int, int, int]) -> tuple[str, int]:
        magic, number, _id, json_length, payload_length = head
        if magic != MAGIC or not 1 <= number <= len(TYPES):
            raise ProtocolError("not a frame")
        if json_length > MAX_JSON or payload_length > MAX_PAYLOAD:
            raise ProtocolError("frame too long")
        return TYPES[number - 1], HEADER.size + json_length + payload_length


def _object(coded: bytes) -> dict[str, Any]:
    try:
        body = json.loads(coded, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise ProtocolError("frame without JSON") from error
    if not isinstance(body, dict):
        raise ProtocolError("frame without an object")
    return body


def _no_constant(name: str) -> float:
    raise ValueError(name)


def pixel_size(width: float, height: float, scale: float) -> tuple[int, int]:
    """Size in device pixels of a page shown at a scale: the one rule both sides use."""
    return max(1, math.floor(width * scale + 0.5)), max(1, math.floor(height * scale + 0.5))


def clipped(width: float, height: float, scale: float, clip: Clip | None) -> Clip | None:
    """The clip cut to the page, in device pixels; None when nothing of the page is inside."""
    right, bottom = pixel_size(width, height, scale)
    if clip is None:
        return 0, 0, right, bottom
    x0, y0, x1, y1 = max(0, clip[0]), max(0, clip[1]), min(right, clip[2]), min(bottom, clip[3])
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Negotiation marks as bytes for the project's cache, and back."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import astuple
from typing import Any, Final

from annotator.domain.anchor import Segment
from annotator.domain.negotiation.negotiation_mark import (
    ACTIONS,
    KINDS,
    REASONS,
    REMARKS,
    SCOPES,
    NegotiationMark,
)
from annotator.domain.tag import CONFIDENCES, TEXT_STATUSES

READER: Final = "2"
"""Version of the rules that find marks: another one finds anew."""


def packed(marks: Iterable[NegotiationMark]) -> bytes:
    """Bytes that `unpacked` reads; never empty."""
    body = [astuple(mark) for mark in marks]
    return zlib.compress(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpacked(data: bytes) -> tuple[NegotiationMark, ...]:
    """What was packed.

    Raises:
        ValueError: the bytes are none of ours.
    """
    try:
        return tuple(_mark(*row) for row in json.loads(zlib.decompress(data)))
    except (zlib.error, TypeError, IndexError, RecursionError) as error:
        raise ValueError(f"no marks: {error}") from error


def _mark(  # noqa: PLR0917 - a row as it was packed
    kind: str, start: int, end: int, status: str, segments: Any, covers: Any, depth: int,
    group: int, label: str, choices: Any, actors: Any, action: str, scope: str, colour: str,
    reason: str, confidence: str, remarks: Any, brackets: Any,
) -> NegotiationMark:  # fmt: skip
    known = (
        kind in KINDS and status in ("", *TEXT_STATUSES) and action in ACTIONS and scope in SCOPES
        and reason in REASONS and confidence in CONFIDENCES and set(remarks) <= set(REMARKS)
    )  # fmt: skip
    if not known:
        raise ValueError("unknown word")
    return NegotiationMark(
        kind, start, end, status, _segments(segments), _segments(covers), depth, group, label,
        tuple(choices), tuple(actors), action, scope, colour, reason, confidence, tuple(remarks),
        tuple(brackets),
    )  # fmt: skip


def _segments(rows: Any) -> tuple[Segment, ...]:
    return tuple(Segment(*row) for row in rows)

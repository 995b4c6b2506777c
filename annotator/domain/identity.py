# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ids: made once where a person makes a thing, derived where two machines must agree on one."""

from __future__ import annotations

import hashlib
import os
import time
import uuid

_NAMESPACE = uuid.UUID("6d1f5c0e-3b58-5b0e-9c0a-8f6f2a1c7e42")


def new_uid() -> str:
    """A UUIDv7 (RFC 9562, section 5.7): sorted by time of making, random otherwise."""
    milliseconds = time.time_ns() // 1_000_000
    value = milliseconds << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))


def derived_uid(kind: str, *parts: str) -> str:
    """A UUIDv5 of what a thing is: the same parts give the same id on every machine."""
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join((kind, *parts))))


def new_session() -> str:
    """A random name for one writing session: 12 hex digits, says nothing of the machine."""
    return os.urandom(6).hex()


def digest(*parts: str, length: int = 12) -> str:
    """Hex digits of a hash over parts, for derived sessions and checks."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:length]


def is_uid(text: str) -> bool:
    """Whether this is the id of a record, and no words."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False

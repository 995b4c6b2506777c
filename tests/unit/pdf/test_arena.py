# SPDX-License-Identifier: AGPL-3.0-or-later
"""Shared memory: what the other side may not do to it, and how slots go round."""

from __future__ import annotations

import hashlib
import mmap
import os
import sys
from typing import TYPE_CHECKING

import pytest

from annotator.pdf.arena import Arena, SharedBytes
from annotator.pdf.picture_slots import PictureSlots

if TYPE_CHECKING:
    from pathlib import Path

linux = pytest.mark.skipif(sys.platform != "linux", reason="seals are a feature of Linux")


def test_shared_bytes_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(b"%PDF-" + bytes(100_000))
    shared = SharedBytes.from_file(path)
    path.write_bytes(b"changed")
    view = shared.view()
    assert bytes(view) == b"%PDF-" + bytes(100_000)
    assert shared.size == 100_005
    assert shared.sha256 == hashlib.sha256(view).hexdigest()
    view.release()
    shared.close()
    shared.close()
    assert shared.fd == -1


def test_no_bytes_are_bytes_too() -> None:
    shared = SharedBytes.of(b"")
    assert bytes(shared.view()) == b""
    shared.close()


@linux
def test_who_holds_a_document_cannot_change_it() -> None:
    shared = SharedBytes.of(b"%PDF-1.7 rights")
    with pytest.raises(OSError, match="not permitted"):
        os.pwrite(shared.fd, b"wrongs", 9)
    with pytest.raises(OSError, match="not permitted"):
        os.ftruncate(shared.fd, 0)
    with pytest.raises(PermissionError):
        mmap.mmap(shared.fd, shared.size, mmap.MAP_SHARED, mmap.PROT_WRITE)
    shared.close()


@linux
def test_who_holds_an_arena_cannot_shrink_it_under_the_window() -> None:
    arena = Arena(4096, 2)
    with pytest.raises(OSError, match="not permitted"):
        os.ftruncate(arena.fd, 0)
    arena.close()


def test_a_slot_is_free_only_after_its_release() -> None:
    arena = Arena(4096, 2)
    first, second = arena.acquire(), arena.acquire()
    assert first is not None
    assert second is not None
    assert arena.acquire() is None
    first.release()
    first.release()
    third = arena.acquire()
    assert third is not None
    assert third.index == first.index
    assert arena.acquire() is None
    arena.close()


def test_slots_do_not_overlap_and_views_have_their_length() -> None:
    arena = Arena(5000, 2)
    a, b = arena.acquire(), arena.acquire()
    assert a is not None
    assert b is not None
    a.view(5000)[:] = b"\xff" * 5000
    assert bytes(a.view(5000)) == b"\xff" * 5000
    assert bytes(b.view(5000)) == bytes(5000)
    with pytest.raises(ValueError, match="fit"):
        a.view(arena.slot_bytes + 1)
    arena.close()


def test_a_picture_outlives_its_arena() -> None:
    arena = Arena(4096, 1)
    slot = arena.acquire()
    assert slot is not None
    view = slot.view(4)
    arena.close()
    assert bytes(view) == bytes(4)


def test_bigger_pictures_get_bigger_slots_and_idle_arenas_go() -> None:
    slots = PictureSlots()
    small, big = slots.acquire(1000), slots.acquire(9 << 20)
    assert small is not None
    assert big is not None
    assert big[1].arena.slot_bytes == 16 << 20
    assert small[0] != big[0]
    assert slots.drop_idle(big[0]) == []
    small[1].release()
    assert slots.drop_idle(big[0]) == [small[0]]
    slots.close()


def test_memory_has_an_end() -> None:
    slots = PictureSlots()
    taken = []
    while (found := slots.acquire(100 << 20)) is not None:
        taken.append(found)
    assert 1 < len(taken) < 20
    slots.close()

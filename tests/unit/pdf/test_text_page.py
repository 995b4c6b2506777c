# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text layers as bytes: they come back equal, and no bytes from a worker can do harm."""

from __future__ import annotations

import json
import random
import struct
import zlib
from array import array
from typing import TYPE_CHECKING, Any

import pytest

from annotator.pdf.raw_text import text_page
from annotator.pdf.text_page import EXTRACTOR, Line, PageText

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = struct.Struct("<4sIffII")


def page(text: str = "One\nحق 权\n") -> PageText:
    lines, at = [], 0
    for row in text.splitlines():
        lines.append(Line(at, at + len(row), 10, 20, 110.25, 31.5, size=11.0, kind="heading"))
        at += len(row) + 1
    return PageText(
        3, text, tuple(lines), array("f", [float(i) for i in range(4 * len(text))]), 595, 842
    )


@pytest.mark.parametrize("text", ["", "One\n", "One\nحق 权\n", "\n", "a\n\n\nb\n", "𝒜𝒷\n"])
def test_bytes_come_back_equal(text: str) -> None:
    assert PageText.from_bytes(page(text).to_bytes()) == page(text)


def test_what_a_worker_read_comes_back_equal(texts: Callable[[str], list[PageText]]) -> None:
    for one in texts("two_pages") + texts("arabic"):
        again = PageText.from_bytes(one.to_bytes())
        assert (again.text, again.boxes, again.page) == (one.text, one.boxes, one.page)
        assert again == PageText.from_bytes(again.to_bytes())


def test_the_worker_names_the_extractor_the_window_expects(
    texts: Callable[[str], list[PageText]],
) -> None:
    assert texts("two_pages")[0].extractor == EXTRACTOR


def forged(change: Callable[[dict[str, Any]], None], *, columns: bytes | None = None) -> bytes:
    """A good page's bytes after a change to its facts."""
    good = page()
    raw = zlib.decompress(good.to_bytes()[HEAD.size :])
    _magic, number, width, height, coded, _total = HEAD.unpack_from(good.to_bytes())
    meta = json.loads(raw[:coded])
    change(meta)
    new = json.dumps(meta).encode()
    rest = raw[coded:] if columns is None else columns
    head = HEAD.pack(b"TAp1", number, width, height, len(new), len(new) + len(rest))
    return head + zlib.compress(new + rest)


def put(path: list[Any], value: Any) -> Callable[[dict[str, Any]], None]:
    def change(meta: dict[str, Any]) -> None:
        at: Any = meta
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        put(["lines", 0, 0], 1),
        put(["lines", 0, 1], 900),
        put(["lines", 0, 1], -1),
        put(["lines", 1, 0], 2),
        put(["lines", 0, 2], float("nan")),
        put(["lines", 0, 2], 1e30),
        put(["lines", 0, 2], "x"),
        put(["lines", 0, 9], 77),
        put(["lines", 0, 9], -1),
        put(["lines", 0], [1, 2]),
        put(["lines"], []),
        put(["lines"], {"a": 1}),
        put(["text"], "One\nOther\n\n"),
        put(["text"], 5),
        put(["extractor"], None),
        put(["extractor"], "x" * 1000),
    ],
)
def test_facts_that_do_not_fit_each_other_are_refused(
    change: Callable[[dict[str, Any]], None],
) -> None:
    with pytest.raises(ValueError):
        PageText.from_bytes(forged(change))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e20])
def test_boxes_out_of_this_world_are_refused(value: float) -> None:
    count = len(page().text)
    columns = array("f", [value] + [0.0] * (4 * count - 1)).tobytes()
    with pytest.raises(ValueError, match="world"):
        PageText.from_bytes(forged(lambda _meta: None, columns=columns))


def test_a_bomb_is_not_unpacked() -> None:
    bomb = zlib.compress(bytes(50_000_000), 9)
    head = HEAD.pack(b"TAp1", 1, 595, 842, 10, 100)
    with pytest.raises(ValueError):
        PageText.from_bytes(head + bomb)


def test_no_change_of_a_byte_does_worse_than_a_refusal() -> None:
    good = page().to_bytes()
    dice = random.Random(7)
    for _ in range(2000):
        bad = bytearray(good)
        for _ in range(dice.randint(1, 4)):
            bad[dice.randrange(len(bad))] = dice.randrange(256)
        try:
            PageText.from_bytes(bytes(bad[: dice.randint(0, len(bad))]))
        except ValueError:
            continue


def test_characters_of_vertical_writing_stand_where_they_are_drawn() -> None:
    chars = [{"c": "縦", "bbox": (450, 100, 474, 124)}, {"c": "書", "bbox": (450, 124, 474, 148)}]
    span = {"size": 24.0, "flags": 0, "font": "Mincho", "chars": chars}
    line = {"spans": [span], "bbox": (450, 100, 474, 148), "dir": (0.0, 1.0), "wmode": 1}
    page = text_page({"blocks": [{"lines": [line]}]}, 1, 595, 842)
    assert list(page.boxes[:8]) == pytest.approx(
        [450, 78.88, 474, 102.88, 450, 102.88, 474, 126.88]
    )
    assert (page.lines[0].y0, page.lines[0].y1) == pytest.approx((78.88, 126.88))
    level = text_page({"blocks": [{"lines": [{**line, "wmode": 0}]}]}, 1, 595, 842)
    assert level.boxes[1] == 100

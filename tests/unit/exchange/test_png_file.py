# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures written as PNG say the same when they are read again."""

from __future__ import annotations

import pytest

from annotator.exchange.png_file import palette_png, rgb_png


def test_each_pixel_comes_back_in_its_colour(png_pictures) -> None:
    pixels = bytes(range(18))
    found = png_pictures.Picture(rgb_png(3, 2, pixels))
    assert (found.width, found.height) == (3, 2)
    assert [found.at(x, y) for y in range(2) for x in range(3)] == [
        tuple(pixels[at : at + 3]) for at in range(0, 18, 3)
    ]


def test_a_palette_names_the_colours(png_pictures) -> None:
    colours = [(255, 255, 255), (0, 0, 0), (255, 233, 160)]
    found = png_pictures.Picture(palette_png(2, 3, bytes((0, 1, 2, 2, 1, 0)), colours))
    said = [found.at(x, y) for y in range(3) for x in range(2)]
    assert said == [colours[n] for n in (0, 1, 2, 2, 1, 0)]


@pytest.mark.parametrize(
    ("width", "height", "count"), [(2, 2, 11), (2, 2, 13), (0, 2, 0), (2, 0, 0)]
)
def test_what_is_no_picture_is_refused(width, height, count) -> None:
    with pytest.raises(ValueError, match="pixels"):
        rgb_png(width, height, bytes(count))


@pytest.mark.parametrize("palette", [[(0, 0, 0)], [], [(0, 0, 0)] * 257])
def test_a_pixel_of_no_colour_is_refused(palette) -> None:
    with pytest.raises(ValueError, match="no colour"):
        palette_png(1, 1, b"\1", palette)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small pictures of pages: packed, unpacked when looked at, taken over from a project."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QColor, QImage, qRgb

from annotator.ui.viewer.drawing.previews import Previews


def picture(red: int, width: int = 61) -> QImage:
    image = QImage(width, 80, QImage.Format.Format_RGB32)
    image.fill(qRgb(red, 0, 248))
    image.setPixelColor(width - 1, 79, QColor(0, 255, 0))
    return image


def png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data.data())


@pytest.mark.parametrize("width", [60, 61])
def test_a_picture_comes_out_as_it_went_in(qapp, width: int) -> None:
    previews = Previews()
    for page in range(1, 101):
        previews.put(page, picture(8 * (page % 32), width))
    assert len(previews._ready) < 60
    assert len(previews) == 100
    for page in (1, 50, 100):
        found = previews[page]
        assert (found.width(), found.height()) == (width, 80)
        assert found.pixelColor(3, 3).red() == pytest.approx(8 * (page % 32), abs=8)
        assert found.pixelColor(width - 1, 79).green() == 255


def test_pictures_of_a_project_fill_what_is_missing(qapp) -> None:
    previews = Previews()
    previews.put(1, picture(248))
    previews.take_png([(1, png(picture(0))), (2, png(picture(0)))])
    assert previews[1].pixelColor(3, 3).red() > 240
    assert previews[2].pixelColor(3, 3).red() == 0


def test_what_is_no_picture_counts_as_missing(qapp) -> None:
    previews = Previews()
    previews.take_png([(7, b"no picture")])
    assert previews.get(7) is None
    assert 7 not in previews


def test_a_stored_picture_that_cannot_be_read_is_drawn_anew(make_window, pdf, qtbot) -> None:
    view = make_window(pdf("long")).reader.view
    previews = view.renderer.previews
    previews.clear()
    view.renderer.take_previews([(60, b"no picture")])
    view.look()
    assert previews.get(60) is None
    view.go_to(60)
    qtbot.waitUntil(lambda: previews.get(60) is not None, timeout=20_000)

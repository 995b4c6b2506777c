# SPDX-License-Identifier: AGPL-3.0-or-later
"""The first page is in the first paint, where its worker is quick; where it is not, nobody waits for it."""

from __future__ import annotations

import os
import signal
import time

import pytest

from annotator.pdf.arena import SharedBytes
from annotator.pdf.client import PdfClient
from annotator.ui.opener import Prepared

LONG = 20.0
"""Seconds in which a worker has surely drawn a page."""


@pytest.fixture
def prepare():
    """`prepare(path)`: a PDF whose worker is on its way, as the program starts it before Qt."""
    made: list[Prepared] = []

    def start(path) -> Prepared:
        client = PdfClient(role="render")
        client.start()
        made.append(Prepared(path, SharedBytes.from_file(path), client))
        client.open(made[-1].source)
        return made[-1]

    yield start
    for each in made:
        each.client.close()
        each.source.close()


@pytest.fixture
def opened(make_window, prepare):
    """`opened(path)`: a window with a PDF whose first paint is still to come, and its `Prepared`."""

    def open_(path):
        window, prepared = make_window(), prepare(path)
        window.open_paths([path], prepared=prepared)
        return window, prepared

    return open_


def test_the_first_paint_has_the_page_and_nothing_else_comes_before_it(opened, pdf, qtbot) -> None:
    window, _prepared = opened(pdf("two_pages"))
    reader, painted = window.reader, []
    reader.view.painted.connect(lambda: painted.append(reader.renderer.is_sharp))
    reader.settled.connect(lambda: painted.append("settled"))
    reader.await_page(LONG)
    assert reader.renderer.is_sharp
    assert painted == []
    assert reader._texts is None, "a text worker would only delay the paint"
    qtbot.waitUntil(lambda: reader.text_complete, timeout=20_000)
    assert painted == [True, "settled"]


def test_a_slow_worker_keeps_the_window_no_longer_than_allowed(opened, pdf, qtbot) -> None:
    window, prepared = opened(pdf("two_pages"))
    os.kill(prepared.client.pid, signal.SIGSTOP)
    began = time.monotonic()
    window.reader.await_page(0.05)
    assert 0.04 < time.monotonic() - began < 5
    assert not window.reader.renderer.is_sharp
    os.kill(prepared.client.pid, signal.SIGCONT)
    qtbot.waitUntil(lambda: window.reader.text_complete, timeout=20_000)


def test_a_worker_that_dies_meanwhile_is_replaced(opened, pdf, qtbot) -> None:
    window, prepared = opened(pdf("two_pages"))
    first = prepared.client.pid
    os.kill(first, signal.SIGKILL)
    window.reader.await_page(LONG)
    assert prepared.client.pid not in (0, first)
    qtbot.waitUntil(lambda: window.reader.text_complete, timeout=20_000)


def test_a_pdf_that_is_refused_is_waited_for_no_longer(opened, tmp_path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"no PDF at all")
    window, _prepared = opened(broken)
    began = time.monotonic()
    window.reader.await_page(LONG)
    assert window.reader.refused_shown
    assert time.monotonic() - began < LONG / 2


def test_where_nothing_is_to_come_nothing_is_waited_for(make_window, pdf) -> None:
    began = time.monotonic()
    make_window().reader.await_page(LONG)
    make_window(pdf("two_pages")).reader.await_page(LONG)
    assert time.monotonic() - began < LONG


def test_pages_that_are_not_shown_are_read_all_the_same(opened, pdf, qtbot) -> None:
    window, _prepared = opened(pdf("two_pages"))
    window.reader.view.hide()
    qtbot.waitUntil(lambda: window.reader.text_complete, timeout=20_000)
    assert not window.reader.view.has_painted

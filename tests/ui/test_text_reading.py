# SPDX-License-Identifier: AGPL-3.0-or-later
"""The text of a PDF that is in no project, read page by page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Signal

from annotator.pdf.arena import SharedBytes
from annotator.pdf.text_layer import PageTexts
from annotator.ui.viewer.drawing.worker_link import started
from annotator.ui.viewer.text_reader import TextReader


class _Pages(QObject):
    """Pages of which some are in sight; notes how many were known each time it was told of others."""

    moved = Signal()

    def __init__(self, pages: int, shown: range) -> None:
        super().__init__()
        self.texts, self.sizes, self.page = PageTexts(), range(pages), shown[0]
        self._shown = shown
        self.told: list[int] = []

    def shown(self) -> range:
        return self._shown

    def texts_changed(self) -> None:
        self.told.append(len(self.texts))


@pytest.mark.parametrize(("name", "pages", "shown"), [
    ("two_pages", 2, range(1, 3)), ("long", 60, range(60, 61)), ("long", 60, range(1, 2)),
])  # fmt: skip
def test_texts_are_told_of_once(qtbot, pdf, name, pages, shown) -> None:
    source = SharedBytes.from_file(pdf(name))
    view = _Pages(pages, shown)
    reader = TextReader(started("text"), view)  # type: ignore[arg-type]
    with qtbot.waitSignal(reader.finished, timeout=20_000):
        reader.read(source, password=None)
    source.close()
    assert view.told[-1] == pages
    assert sorted(set(view.told)) == view.told, "told again, texts count as replaced"

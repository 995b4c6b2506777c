# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that are no PDF, are damaged or locked: the window says which and why, and lives on."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit


@pytest.mark.parametrize(
    ("name", "words"),
    [("html", "not a PDF"), ("empty", ""), ("garbage", ""), ("no_pages", "too damaged")],
)
def test_a_refused_file_has_a_card_with_name_and_reason(
    make_window, pdf, qtbot, name, words
) -> None:
    window = make_window(pdf(name), ready=False)
    qtbot.waitUntil(lambda: window.reader.refused_shown, timeout=20_000)
    said = window.reader._card.accessibleName()
    assert f"{name}.pdf" in said
    assert words in said


def test_a_file_that_is_not_there(make_window, tmp_path) -> None:
    window = make_window(tmp_path / "gone.pdf", ready=False)
    assert window.reader.refused_shown
    assert "There is no such file" in window.reader._card.accessibleName()


def test_a_damaged_document_is_shown_and_says_so(make_window, pdf, qtbot) -> None:
    window = make_window(pdf("truncated"), ready=False)
    qtbot.waitUntil(lambda: bool(window.reader.bar.sentence), timeout=20_000)
    assert "damaged" in window.reader.bar.sentence
    assert window.reader.view.layout_.pages > 0


def test_the_password_is_asked_for_and_may_be_wrong_three_times(
    make_window, pdf, pdfs, qtbot
) -> None:
    window = make_window(pdf("encrypted"), ready=False)
    for attempt in range(3):
        qtbot.waitUntil(lambda: window.passwords.dialog is not None, timeout=20_000)
        dialog = window.passwords.dialog
        assert dialog._wrong.isVisibleTo(dialog) == (attempt > 0)
        qtbot.keyClicks(dialog.findChild(QLineEdit), "nonsense")
        dialog.accept()
    qtbot.waitUntil(lambda: window.reader.refused_shown, timeout=20_000)


def test_the_right_password_opens(make_window, pdf, pdfs, qtbot) -> None:
    window = make_window(pdf("encrypted"), ready=False)
    qtbot.waitUntil(lambda: window.passwords.dialog is not None, timeout=20_000)
    qtbot.keyClicks(window.passwords.dialog.findChild(QLineEdit), pdfs.PASSWORD)
    window.passwords.dialog.accept()
    qtbot.waitUntil(lambda: window.reader.text_complete, timeout=20_000)
    assert window.bench.sheet.password == pdfs.PASSWORD

# SPDX-License-Identifier: AGPL-3.0-or-later
"""A whole draft in one call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from annotator.domain.errors import Cancelled, PasswordNeededError, UnreadablePdfError
from annotator.domain.project import PageSize
from annotator.pdf import client as client_module
from annotator.pdf.reading import make_previews, read_draft

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.pdf.arena import SharedBytes

Share = "Callable[[str], SharedBytes]"


def test_a_draft(share: Callable[[str], SharedBytes], pdfs: Any) -> None:
    told: list[tuple[int, int]] = []
    reading = read_draft(share("two_pages"), progress=lambda done, of: told.append((done, of)))
    assert reading.sizes == [PageSize(595, 842, 0)] * 2
    assert reading.title == "Draft convention"
    assert reading.outline == [(1, "Article 1", 1), (1, "Article 2", 2)]
    assert reading.notes == []
    assert reading.first_lines[0] == pdfs.SYMBOL
    assert told == [(0, 2), (1, 2), (2, 2)]
    assert {line.kind for text in reading.texts for line in text.lines} == {
        "body",
        "heading",
        "header",
        "footer",
    }


@pytest.mark.parametrize(
    ("name", "words"),
    [("ligatures", "LIGATURES"), ("chinese", "CHINESE")],
)
def test_glyphs_are_kept_as_they_are(
    share: Callable[[str], SharedBytes], pdfs: Any, name: str, words: str
) -> None:
    assert read_draft(share(name)).texts[0].text.strip() == getattr(pdfs, words)


def test_arabic_runs_right_to_left(share: Callable[[str], SharedBytes]) -> None:
    (line,) = read_draft(share("arabic")).texts[0].lines
    assert line.rtl


def test_text_of_a_turned_page_is_measured_unturned(share: Callable[[str], SharedBytes]) -> None:
    reading = read_draft(share("rotated"))
    assert reading.sizes == [PageSize(842, 595, 90)]
    (text,) = reading.texts
    assert (text.width, text.height) == (595, 842)
    assert text.lines[0].x0 == pytest.approx(90, abs=1)
    assert text.lines[0].y0 < 110 < text.lines[0].y1


def test_passwords(share: Callable[[str], SharedBytes], pdfs: Any) -> None:
    with pytest.raises(PasswordNeededError):
        read_draft(share("encrypted"))
    assert len(read_draft(share("encrypted"), password=pdfs.PASSWORD).texts) == 2


def test_what_is_wrong_is_said_in_sentences(share: Callable[[str], SharedBytes]) -> None:
    assert read_draft(share("truncated")).notes == [
        "The PDF is damaged; it was repaired as far as possible."
    ]
    assert read_draft(share("broken_page")).notes == ["Pages 2, 3 cannot be read."]
    assert read_draft(share("lying_count")).notes == ["The PDF names more pages than can be found."]
    assert read_draft(share("no_copy")).notes == [
        "The PDF's maker does not allow text to be copied."
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("empty", "is empty"),
        ("html", "not a PDF"),
        ("garbage", "damaged so far"),
        ("no_pages", "no page"),
    ],
)
def test_refusals_have_words(share: Callable[[str], SharedBytes], name: str, message: str) -> None:
    with pytest.raises(UnreadablePdfError, match=message):
        read_draft(share(name))


def test_a_page_that_hangs_is_left_empty(
    share: Callable[[str], SharedBytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "HANGING", 0.5)
    reading = read_draft(share("endless"))
    assert [text.text for text in reading.texts] == [""]
    assert reading.notes == ["Page 1 cannot be read."]


def test_cancelling_ends_the_work(share: Callable[[str], SharedBytes]) -> None:
    def stop(done: int, _of: int) -> None:
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_draft(share("long"), progress=stop)
    with pytest.raises(Cancelled):
        list(make_previews(share("long"), progress=stop))


def test_previews(share: Callable[[str], SharedBytes]) -> None:
    found = dict(make_previews(share("two_pages"), max_side=100))
    assert list(found) == [1, 2]
    assert all(png.startswith(b"\x89PNG") for png in found.values())
    assert [page for page, _png in make_previews(share("long"), pages=[60, 2])] == [60, 2]

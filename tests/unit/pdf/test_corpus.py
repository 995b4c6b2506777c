# SPDX-License-Identifier: AGPL-3.0-or-later
"""Awkward real PDFs: none harms the client, each refusal has its reason, real drafts keep their words."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from typing import TYPE_CHECKING

import pytest

from annotator.domain.errors import PasswordNeededError, UnreadablePdfError
from annotator.pdf.arena import SharedBytes
from annotator.pdf.client import PdfClient
from annotator.pdf.reading import DraftReading, read_draft
from annotator.pdf.text_layer import body_ranges

if TYPE_CHECKING:
    from pathlib import Path

REFUSED = {
    "PdfPig__SpecificTestDocuments__stackoverflow_error.pdf": UnreadablePdfError,
    "pdfbox__encryption__AES256ExposedMeta.pdf": UnreadablePdfError,
    "pdfium__resources__bug_113.pdf": UnreadablePdfError,
    "pdfium__resources__bug_298.pdf": UnreadablePdfError,
    "qpdf__qpdf__many-nulls.pdf": UnreadablePdfError,
    "pdf.js__pdfs__saslprep-r6.pdf": PasswordNeededError,
    "qpdf__qpdf__c-r5-in.pdf": PasswordNeededError,
}
"""One file at least of every class the manifest names."""
EVERY = 6


def _read(path: Path, password: str | None = None) -> DraftReading:
    source = SharedBytes.from_file(path)
    try:
        return read_draft(source, password=password)
    finally:
        source.close()


def test_a_sample_of_awkward_files_opens_draws_and_reads(shared_data: Path) -> None:
    folder = shared_data / "corpus"
    with (folder / "MANIFEST.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    failed = []
    for row in rows[::EVERY]:
        if row["error"] or row["password"] == "?" or row["pages"] in ("", "0"):  # noqa: S105 - the manifest's mark
            continue
        source, client = SharedBytes.from_file(folder / row["file"]), PdfClient()
        try:
            client.start()
            asked = client.open(source, password=row["password"] or None)
            pages = client.wait(asked, timeout=30).body["pages"]
            width, height, _turn = pages[0]  # type: ignore[index]
            scale = min(1.5, 3000 / width, 3000 / height)
            pixels = client.wait(client.render(1, scale=scale), timeout=30).pixels
            request = client.text(1, len(pages))  # type: ignore[arg-type]
            while client.wait(request, timeout=30).kind == "text":
                pass
            if pixels is None or len(pages) != int(row["pages"]):  # type: ignore[arg-type]
                failed.append((row["file"], len(pages)))  # type: ignore[arg-type]
        finally:
            client.close()
            source.close()
    assert failed == []


@pytest.mark.parametrize("name", REFUSED)
def test_refusals(shared_data: Path, name: str) -> None:
    with pytest.raises(REFUSED[name]):
        _read(shared_data / "corpus" / name)


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("pdfminer.six__encryption__aes-128.pdf", "foo"),
        ("qpdf__qpdf__20-pages.pdf", "owner"),
        ("pdf.js__pdfs__print_protection.pdf", "password"),
    ],
)
def test_passwords_of_all_kinds_open(shared_data: Path, name: str, password: str) -> None:
    assert _read(shared_data / "corpus" / name, password).sizes


def _bare(text: str) -> str:
    return re.sub(r"[\s\-‐\u00ad]+", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("name", ["iccpr_en_lines", "crpd_zh_0", "uncac_en_1"])
def test_every_paragraph_of_a_draft_stands_in_its_running_text(
    shared_data: Path, name: str
) -> None:
    folder = shared_data / "families"
    truth = json.loads((folder / f"{name}.truth.json").read_text(encoding="utf-8"))
    rows = truth if isinstance(truth, list) else truth["paragraphs"]
    reading = _read(folder / f"{name}.pdf")
    words = _bare("".join(p.text[a:b] for p in reading.texts for a, b in body_ranges(p)))
    missing = [row["text"] for row in rows if row.get("text") and _bare(row["text"]) not in words]
    # one paragraph of the truth holds a footnote's words that the page sets elsewhere
    assert len(missing) <= (name == "uncac_en_1")


def test_a_real_un_document(shared_data: Path) -> None:
    reading = _read(shared_data / "drafts" / "A_HRC_43_12_en.pdf")
    found = [(p.page, n.kind, p.line_text(n).strip()) for p in reading.texts for n in p.lines]
    assert {
        page for page, kind, text in found if kind == "header" and text == "A/HRC/43/12"
    } == set(range(1, 25))
    assert {page for page, kind, text in found if kind == "footer" and text == str(page)} == set(
        range(2, 25)
    )
    assert (1, "footer", "GE.19-22573(E)") in found
    assert (3, "footnote", "review/6101931598001/?term=Iran%20UPR&page=2.") in found
    assert not [
        text for _page, kind, text in found if kind in ("header", "footer") and len(text) > 90
    ]

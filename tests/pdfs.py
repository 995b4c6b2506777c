# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes the small PDFs the tests read. Run as a program by itself, so that no test process loads MuPDF."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PASSWORD = "secret words"  # noqa: S105 - of a test file
SYMBOL = "A/AC.999/1"
JOB_NUMBER = "V.26-01234 (E)"
FIRST_PAGE = (
    "Article 1",
    "Statement of purpose",
    "The purposes of this Convention are to promote and to strengthen the",
    "measures that protect everyone, and each State Party shall make sure",
    "that no measure under it is used against the freedom of expression, in",
)
SECOND_PAGE = (
    "particular of journalists, and that independent courts can review it.",
    "Article 2",
    "Use of terms",
    "For the purposes of this Convention, “personal data” means any",
    "information on an identified or identifiable person.",
)
HYPHENS = (
    "Each State Party shall adopt legis-",
    "lative measures and inter-",
    "national co-operation.",
)
LIGATURES = "The diﬃcult oﬃce ﬁnds ﬂaws"
ARABIC = "لكل شخص الحق في حرية الرأي والتعبير"
CHINESE = "人人有权享有主张和发表意见的自由"
LONG_PAGES = 60

NAMES = (
    "two_pages",
    "long",
    "hyphens",
    "ligatures",
    "rotated",
    "sideways",
    "columns",
    "line_numbers",
    "footnotes",
    "arabic",
    "chinese",
    "encrypted",
    "no_copy",
    "no_print",
    "labels",
    "truncated",
    "broken_page",
    "garbage",
    "empty",
    "html",
    "no_pages",
    "lying_count",
    "slow",
    "endless",
)


def make(name: str, folder: Path) -> Path:
    """Write one of `NAMES` into a folder and say where.

    Raises:
        ValueError: there is no such case.
    """
    if name not in NAMES:
        raise ValueError(f"no test PDF is called {name!r}")
    path = folder / f"{name}.pdf"
    if name == "empty":
        path.write_bytes(b"")
    elif name == "html":
        path.write_text("<html><body><p>Not a PDF</p></body></html>", encoding="utf-8")
    elif name == "garbage":
        path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20)
    elif name in _RAW:
        path.write_bytes(_RAW[name]())
    else:
        subprocess.run([sys.executable, __file__, name, str(path)], check=True, timeout=60)
    return path


def raw_pdf(objects: list[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1, the first the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(out)


def _stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n" % (len(data), extra) + data + b"\nendstream"


def _nested(levels: int, fan: int) -> bytes:
    """A page whose forms draw each other: `fan` to the power of `levels` strokes in a small file."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /XObject << /F 5 0 R >> >> >>"
        ),
        _stream(b"/F Do"),
    ]
    for level in range(levels):
        last = level == levels - 1
        inner = b"10 10 m 300 700 500 20 580 820 c S\n" if last else b"1 0 0 1 1 1 cm /F Do\n"
        below = b"" if last else b" /Resources << /XObject << /F %d 0 R >> >>" % (6 + level)
        extra = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]" + below
        objects.append(_stream(inner * fan, extra))
    return raw_pdf(objects)


def _lying_count() -> bytes:
    return raw_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 900000 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] >>",
        ]
    )


def _broken_page() -> bytes:
    """Three pages are named; where the second should be, the page tree bites its tail."""
    return raw_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R 2 0 R 4 0 R] /Count 3 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] >>",
        ]
    )


def _no_pages() -> bytes:
    return raw_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"])


_RAW = {
    "slow": lambda: _nested(2, 30),
    "endless": lambda: _nested(9, 40),
    "lying_count": _lying_count,
    "broken_page": _broken_page,
    "no_pages": _no_pages,
}


def _write(name: str, path: Path) -> None:
    """In the child process only: the cases that need MuPDF to be written."""
    import pymupdf

    doc = pymupdf.open()
    _CASES.get(name, _two_pages)(doc)
    if name == "encrypted":
        doc.save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=PASSWORD, owner_pw="owner")
    elif name == "no_copy":
        kind = pymupdf.PDF_ENCRYPT_AES_256
        doc.save(path, encryption=kind, owner_pw="owner", permissions=pymupdf.PDF_PERM_PRINT)
    elif name == "no_print":
        kind = pymupdf.PDF_ENCRYPT_AES_256
        doc.save(path, encryption=kind, owner_pw="owner", permissions=pymupdf.PDF_PERM_COPY)
    else:
        doc.save(path, deflate=True)
    if name == "truncated":
        data = path.read_bytes()
        path.write_bytes(data[: len(data) - 400])


def _page(doc, lines, *, number, count):
    """One page with a running header, the lines, and a footer with the page number."""
    page = doc.new_page(width=595, height=842)
    page.insert_text((90 if number % 2 else 430, 58), SYMBOL, fontsize=9)
    for at, line in enumerate(lines):
        heading = line.startswith(("Article", "Statement", "Use of"))
        font = "hebo" if heading else "helv"
        left = 260 if heading else 90
        page.insert_text(
            (left, 110 + 15 * at),
            line.replace("“", '"').replace("”", '"'),
            fontsize=11,
            fontname=font,
        )
    page.insert_text((90, 800), JOB_NUMBER, fontsize=8)
    page.insert_text((480, 800), f"{number}/{count}", fontsize=9)
    return page


def _two_pages(doc) -> None:
    _page(doc, FIRST_PAGE, number=1, count=2)
    _page(doc, SECOND_PAGE, number=2, count=2)
    doc.set_metadata({"title": "Draft convention"})
    doc.set_toc([[1, "Article 1", 1], [1, "Article 2", 2]])


def _long(doc) -> None:
    for number in range(1, LONG_PAGES + 1):
        lines = [f"Article {number}", "Use of terms"]
        lines += [
            f"Paragraph {n} of article {number} binds each State Party to it." for n in range(1, 31)
        ]
        _page(doc, lines, number=number, count=LONG_PAGES)


def _hyphens(doc) -> None:
    page = doc.new_page(width=595, height=842)
    for at, line in enumerate(HYPHENS):
        page.insert_text((90, 110 + 15 * at), line, fontsize=11)


def _html(doc, text: str, style: str = "") -> None:
    page = doc.new_page(width=595, height=842)
    page.insert_htmlbox((90, 90, 500, 400), f"<p style='font-size:14px;{style}'>{text}</p>")


def _ligatures(doc) -> None:
    _html(doc, LIGATURES, "font-family:serif")


def _arabic(doc) -> None:
    _html(doc, ARABIC, "direction:rtl")


def _chinese(doc) -> None:
    _html(doc, CHINESE)


def _rotated(doc) -> None:
    page = doc.new_page(width=595, height=842)
    page.insert_text((90, 110), "Rotated page", fontsize=11)
    page.draw_rect((0, 0, 100, 50), fill=(1, 0, 0), color=(1, 0, 0))
    page.set_rotation(90)


def _sideways(doc) -> None:
    """An upright page whose words run upwards, as in a table set across."""
    page = doc.new_page(width=595, height=842)
    page.insert_text((200, 600), "Words that run upwards", fontsize=11, rotate=90)


def _columns(doc) -> None:
    page = doc.new_page(width=595, height=842)
    for left, name in ((60, "Left"), (320, "Right")):
        for row in range(20):
            gap = 30 if name == "Left" and row >= 10 else 0
            page.insert_text(
                (left, 100 + 14 * row + gap), f"{name} column, row {row} of the text", fontsize=10
            )


def _line_numbers(doc) -> None:
    for _page_number in range(2):
        page = doc.new_page(width=595, height=842)
        for row in range(1, 31):
            page.insert_text(
                (90, 80 + 20 * row),
                f"Line {row} says that States shall protect rights.",
                fontsize=11,
            )
            if row % 5 == 0:
                page.insert_text((60, 80 + 20 * row), str(row), fontsize=8)


def _footnotes(doc) -> None:
    page = doc.new_page(width=595, height=842)
    for row in range(20):
        page.insert_text(
            (90, 100 + 15 * row), f"Body row {row} of ordinary size with enough words.", fontsize=11
        )
    page.insert_text((90, 740), "1 See General Assembly resolution 74/247.", fontsize=8)
    page.insert_text((90, 750), "annex, paragraph 2.", fontsize=8)


def _labels(doc) -> None:
    _long(doc)
    doc.set_page_labels(
        [
            {"startpage": 0, "style": "r", "firstpagenum": 1},
            {"startpage": 2, "style": "D", "firstpagenum": 1},
        ]
    )


_CASES = {
    "long": _long,
    "hyphens": _hyphens,
    "ligatures": _ligatures,
    "arabic": _arabic,
    "chinese": _chinese,
    "rotated": _rotated,
    "sideways": _sideways,
    "columns": _columns,
    "line_numbers": _line_numbers,
    "footnotes": _footnotes,
    "labels": _labels,
}

if __name__ == "__main__":
    _write(sys.argv[1], Path(sys.argv[2]))

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
    "scan",
    "columns",
    "line_numbers",
    "footnotes",
    "superscripts",
    "slanted",
    "arabic",
    "arabic_changes",
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
    "extras",
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


_LINKS = (
    b"/Dest [4 0 R /XYZ 145 642 0]",
    b"/A << /S /GoTo /D (by name) >>",
    b"/A << /S /URI /URI (https://www.un.org/en/) >>",
    b"/A << /S /Named /N /NextPage >>",
    b"/A << /S /URI /URI (mailto:secretariat@example.org) >>",
    b"/A << /S /URI /URI (javascript:alert\\(1\\)) >>",
    b"/A << /S /Launch /F (calc.exe) >>",
    b"/A << /S /JavaScript /JS (app.alert\\(1\\)) >>",
    b"/A << /S /SubmitForm /F (https://example.org/) >>",
    b"/A << /S /GoToR /F (other.pdf) /D [0 /Fit] >>",
    b"/Dest [99 0 R /Fit]",
    b"/Dest (no such name)",
    b"/F 2 /Dest [4 0 R /Fit]",
)
"""The first leads to a place on the second page, which is cropped and rotated."""
_NOTES = (
    (
        b"/Subtype /Highlight /Rect [90 640 300 660] /QuadPoints [100 655 200 655 100 645 200 645]"
        b" /Contents (Too wide\\nsays Bo) /T (Bo) /M (D:20240503101112+02'00')"
    ),
    b"/Subtype /Text /Rect [90 640 110 660] /IRT 20 0 R /Contents (Agreed) /T (Ana)",
    b"/Subtype /Text /Rect [90 640 110 660] /IRT 21 0 R /Contents (Not by me) /T (Bo) /F 2",
    b"/Subtype /Text /Rect [500 640 520 660] /F 2 /Contents (hidden)",
    (
        b"/Subtype /FreeText /Rect [300 500 400 550] /Contents (red box) /DA (/Helv 12 Tf)"
        b" /AP << /N 40 0 R >>"
    ),
    b"/Subtype /FileAttachment /Rect [500 500 520 520] /FS << /UF (annex.xlsx) >>",
    b"/Subtype /Caret /Rect [200 600 210 610] /Contents (shall) /T (Ana)",
    b"/Subtype /StrikeOut /Rect [150 600 200 610] /IRT 26 0 R /RT /Group",
    b"/Subtype /Highlight /Rect [90 560 300 580] /QuadPoints [90 580 300 580 90 560 300 560]",
    b"/Subtype /Underline /Rect [90 530 300 540] /IRT 30 0 R /Contents (in)",
    b"/Subtype /Underline /Rect [90 520 300 530] /IRT 29 0 R /Contents (circles)",
    b"/Subtype /Ink /Rect [-900 -900 -800 -800] /Contents (off the page)",
    (
        b"/Subtype /Text /Rect [40 40 60 60]"
        b" /Contents <FEFF0061202E0062000000630041200C0042> /T <FEFFD80000410020005A>"
    ),
    b"/Subtype /Widget /FT /Tx /T (field) /Rect [300 300 400 350] /AP << /N 41 0 R >> /F 4",
)


def _extras() -> bytes:
    """Three pages, the second cropped and rotated, with links and notes of every kind."""
    font = b"/Resources << /Font << /F 7 0 R >> >>"
    first, links = 20, [b"<< /Type /Annot /Subtype /Link /Rect [90 %d 290 %d] %s >>" % (
        760 - 8 * at, 766 - 8 * at, body) for at, body in enumerate(_LINKS)]  # fmt: skip
    notes = [b"<< /Type /Annot %s >>" % body for body in _NOTES]
    named = b" ".join(b"%d 0 R" % (first + at) for at in range(len(notes)))
    box = b" /Type /XObject /Subtype /Form /BBox [0 0 100 50]"
    objects = [
        (b"<< /Type /Catalog /Pages 2 0 R /Names << /Dests << /Names [(by name) 8 0 R] >> >>"
        b" /AcroForm << /Fields [33 0 R] >> >>"),
        b"<< /Type /Pages /Kids [3 0 R 4 0 R 5 0 R] /Count 3 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R %s"
        b" /Annots [%s %s] >>" % (font, b" ".join(links), named),
        (b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /CropBox [45 42 545 742]"
        b" /Rotate 90 /Annots [<< /Type /Annot /Subtype /Square /Rect [145 592 245 642]"
        b" /Contents (turned) >>] >>"),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        _stream(b"BT /F 11 Tf 90 760 Td (See Article 9 of the draft) Tj 10 -113 Td"
                b" (struck and marked words) Tj ET"),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /D [5 0 R /FitH 400] >>",
    ]  # fmt: skip
    objects += [b"null"] * (first - 1 - len(objects)) + notes
    objects += [b"null"] * (39 - len(objects))
    objects += [_stream(colour + b" rg 0 0 100 50 re f", box) for colour in (b"1 0 0", b"0 1 0")]
    return raw_pdf(objects)


_RAW = {
    "extras": _extras,
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


def _arabic_changes(doc) -> None:
    """The second word struck, the fifth underlined."""
    words = ARABIC.split()
    words[1], words[4] = f"<s>{words[1]}</s>", f"<u>{words[4]}</u>"
    _html(doc, " ".join(words), "direction:rtl")


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


def _scan(doc) -> None:
    """Pictures without text: upright; turned by 90 degrees and cropped."""
    for turn in (0, 90):
        page = doc.new_page(width=595, height=842)
        page.draw_rect((100, 150, 300, 250), fill=(0.8, 0.1, 0.1), color=(0, 0, 0))
        page.draw_circle((420, 600), 60, fill=(0.1, 0.3, 0.8), color=(0, 0, 0))
        if turn:
            page.set_cropbox((50, 100, 550, 800))
            page.set_rotation(turn)


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


def _superscripts(doc) -> None:
    """Raised marks, a fraction, small figures that are not raised, and one below the line."""
    page = doc.new_page(width=595, height=842)
    at = 90.0
    for words, size, rise in (
        ("the Parties.", 11, 0), ("5", 6.5, 4), (" On 1 May ", 11, 0), ("2024", 7, 0),
        (" half", 11, 0), ("1", 6.5, 4), ("/2 of H", 11, 0), ("2", 6.5, -2), ("O ended.", 11, 0),
        ("12", 6.5, 4),
    ):  # fmt: skip
        page.insert_text((at, 110 - rise), words, fontsize=size)
        import pymupdf

        at += pymupdf.get_text_length(words, fontsize=size)


def _slanted(doc) -> None:
    """Lines at 30, 45 and -60 degrees, as stamps and watermarks are."""
    import pymupdf

    page = doc.new_page(width=595, height=842)
    for y, angle in ((200, 30), (450, 45), (600, -60)):
        spot = pymupdf.Point(120, y)
        turn = pymupdf.Matrix(angle)
        page.insert_text(spot, "Words that run aslant", fontsize=14, morph=(spot, turn))


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
    "arabic_changes": _arabic_changes,
    "chinese": _chinese,
    "rotated": _rotated,
    "sideways": _sideways,
    "scan": _scan,
    "columns": _columns,
    "line_numbers": _line_numbers,
    "footnotes": _footnotes,
    "superscripts": _superscripts,
    "slanted": _slanted,
    "labels": _labels,
}

if __name__ == "__main__":
    _write(sys.argv[1], Path(sys.argv[2]))

# SPDX-License-Identifier: AGPL-3.0-or-later
"""PDFs of four kinds, made by a script, the same bytes each time: draft, book, vectors, JPEG 2000.

No Qt. PyMuPDF is needed for the pictures only; where it cannot write them the kind is left out.
"""

from __future__ import annotations

import math
import random
import zlib
from collections.abc import Iterator
from pathlib import Path

from made_draft import write_draft

WIDTH, HEIGHT = 595, 842
_TEXT = (
    "state party shall adopt such legislative and other measures as may be necessary to establish as "
    "criminal offences under its domestic law when committed intentionally and without right the "
    "access to the whole or any part of a computer system cooperation mutual legal assistance "
    "extradition preservation of stored data safeguards proportionality independent review"
)
_FONTS = ("Times-Roman", "Times-Bold", "Times-Italic", "Helvetica")


class Pdf:
    """A PDF in the making: objects by number, pages in order."""

    def __init__(self) -> None:
        self._objects: list[bytes] = [b"", b""]
        self._pages: list[int] = []
        fonts = [self.add(b"<</Type/Font/Subtype/Type1/BaseFont/%s>>" % name.encode())
                 for name in _FONTS]  # fmt: skip
        self._fonts = b"".join(b"/F%d %d 0 R" % pair for pair in enumerate(fonts))

    def add(self, body: bytes) -> int:
        """An object; its number."""
        self._objects.append(body)
        return len(self._objects)

    def stream(self, words: bytes, data: bytes) -> int:
        """A stream with its dictionary's entries; its number."""
        return self.add(b"<<%s/Length %d>>stream\n%s\nendstream" % (words, len(data), data))

    def page(self, content: bytes, images: dict[str, int] | None = None) -> None:
        """A page; its content is compressed."""
        number = self.stream(b"/Filter/FlateDecode", zlib.compress(content, 6))
        named = b"".join(b"/%s %d 0 R" % (k.encode(), n) for k, n in (images or {}).items())
        self._pages.append(
            self.add(
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R/Resources"
                b"<</Font<<%s>>/XObject<<%s>>>>>>" % (WIDTH, HEIGHT, number, self._fonts, named)
            )
        )

    def write(self, path: Path) -> None:
        """The whole file."""
        kids = b" ".join(b"%d 0 R" % page for page in self._pages)
        self._objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
        self._objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(self._pages), kids)
        places, at = [], 9
        with path.open("wb") as file:
            file.write(b"%PDF-1.7\n")
            for number, body in enumerate(self._objects, start=1):
                places.append(at)
                at += file.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
            count = len(places) + 1
            file.write(b"xref\n0 %d\n0000000000 65535 f \n" % count)
            file.write(b"".join(b"%010d 00000 n \n" % place for place in places))
            file.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, at))


def draft(path: Path, *, pages: int, salt: str = "viewer") -> None:
    """Dense text, nothing else."""
    write_draft(path, pages=pages, salt=salt)


def coloured(path: Path, *, pages: int) -> None:
    """The same, each page with a strip of its own colour, so that it is known on a screen."""
    write_draft(path, pages=pages, salt="viewer", coloured=True)


def book(path: Path, *, pages: int) -> None:
    """Set as books are: several fonts, headings, footnotes, rules, a photograph now and then."""
    pdf, chance = Pdf(), random.Random(1)
    photos = [_photo(pdf, seed) for seed in range(4)]
    for number in range(1, pages + 1):
        content, images = _book_page(number, chance), {}
        if number % 8 == 0:
            images = {"Im": photos[number // 8 % len(photos)]}
            content += b"q 300 0 0 200 147 560 cm /Im Do Q\n"
        pdf.page(content, images)
    pdf.write(path)


def vectors(path: Path, *, pages: int) -> None:
    """Maps: coast lines, contour lines, filled parcels and hatches; some 25,000 segments a page."""
    pdf, chance = Pdf(), random.Random(2)
    for number in range(1, pages + 1):
        parts = [b"0.3 w"]
        parts += [_walk(chance, 120) + b" S" for _line in range(110)]
        parts += [b"%.2f %.2f %.2f rg " % _light(chance) + _walk(chance, 40) + b" h B"
                  for _parcel in range(150)]  # fmt: skip
        parts += [_hatch(chance) for _area in range(60)]
        parts.append(_line_of_text(3, 14, 40, 815, f"Sheet {number}"))
        pdf.page(b"\n".join(parts))
    pdf.write(path)


def jpeg2000(path: Path, *, pages: int, size: tuple[int, int] = (1500, 2100)) -> None:
    """Scans: each page one JPEG 2000 picture of its own.

    Raises:
        ImportError: there is no PyMuPDF that writes such pictures.
    """
    pdf = Pdf()
    pictures = [_jpx(*size, seed=seed) for seed in range(min(3, pages))]
    for number in range(pages):
        words = b"/Type/XObject/Subtype/Image/Width %d/Height %d/Filter/JPXDecode" % size
        words += b"/ColorSpace/DeviceRGB"
        # the same picture again is an object of its own: no cache of decoded pictures helps
        image = pdf.stream(words, pictures[number % len(pictures)])
        pdf.page(b"q %d 0 0 %d 0 0 cm /Im Do Q\n" % (WIDTH, HEIGHT), {"Im": image})
    pdf.write(path)


def _sentence(chance: random.Random, letters: int) -> str:
    line, words = "", _TEXT.split()
    while len(line) < letters:
        line += chance.choice(words) + " "
    return line.strip()


def _line_of_text(font: int, size: float, x: float, y: float, text: str) -> bytes:
    return b"BT /F%d %.1f Tf %.2f %.2f Td (%s) Tj ET" % (font, size, x, y, text.encode("latin-1"))


def _book_page(number: int, chance: random.Random) -> bytes:
    top = 540 if number % 8 == 0 else 740
    parts = [
        _line_of_text(2, 9, 72, 790, "The practice of assistance between states"),
        _line_of_text(0, 9, 500, 790, str(number)),
        b"0.5 w 72 784 m 523 784 l S",
    ]
    y = float(top)
    if number % 12 == 1:
        parts.append(_line_of_text(1, 20, 72, y, f"Chapter {number // 12 + 1}"))
        y -= 40
    while y > 150:
        if chance.random() < 0.05:
            parts.append(_line_of_text(1, 12, 72, y - 6, _sentence(chance, 30).capitalize()))
            y -= 26
        words = _sentence(chance, 70).split()
        spaced, x = [], 72.0
        for word in words:  # set word by word, as typesetters do
            spaced.append(b"1 0 0 1 %.2f %.2f Tm (%s) Tj" % (x, y, word.encode()))
            x += 5.3 * len(word) + 5.0
        font = 2 if chance.random() < 0.04 else 0
        parts.append(b"BT /F%d 11 Tf %s ET" % (font, b" ".join(spaced)))
        y -= 13.5
    parts.append(b"72 132 m 200 132 l S")
    parts += [
        _line_of_text(0, 8, 72, 120 - 10 * n, f"{n + 1} {_sentence(chance, 90)}") for n in range(4)
    ]
    return b"\n".join(parts) + b"\n"


def _walk(chance: random.Random, steps: int) -> bytes:
    x, y = chance.uniform(20, WIDTH - 20), chance.uniform(20, HEIGHT - 50)
    turn = chance.uniform(0, 2 * math.pi)
    out = [b"%.2f %.2f m" % (x, y)]
    for _step in range(steps):
        turn += chance.gauss(0, 0.5)
        x = min(max(x + 3 * math.cos(turn), 5), WIDTH - 5)
        y = min(max(y + 3 * math.sin(turn), 5), HEIGHT - 30)
        out.append(b"%.2f %.2f l" % (x, y))
    return b" ".join(out)


def _hatch(chance: random.Random) -> bytes:
    x, y = chance.uniform(20, WIDTH - 120), chance.uniform(20, HEIGHT - 130)
    lines = b" ".join(
        b"%.1f %.1f m %.1f %.1f l" % (x - 80 + n, y, x + n, y + 80) for n in range(0, 180, 2)
    )
    return b"q %.1f %.1f 100 80 re W n %s S Q" % (x, y, lines)


def _light(chance: random.Random) -> tuple[float, float, float]:
    return chance.uniform(0.6, 1), chance.uniform(0.6, 1), chance.uniform(0.6, 1)


def _samples(width: int, height: int, seed: int) -> Iterator[bytes]:
    """Rows of a picture with grain, so that it does not compress to nothing."""
    chance = random.Random(seed)
    grain = chance.randbytes(width * 3 * 8)
    for y in range(height):
        wave = 110 + 80 * math.sin(y / (40 + 9 * seed)) * math.cos(y / 13)
        start = chance.randrange(width * 3 * 7)
        table = bytes(min(255, max(0, round(wave + value / 6))) for value in range(256))
        yield grain[start : start + width * 3].translate(table)


def _pixmap(width: int, height: int, seed: int):
    import pymupdf  # only where pictures are made

    return pymupdf.Pixmap(pymupdf.csRGB, width, height, b"".join(_samples(width, height, seed)), 0)


def _photo(pdf: Pdf, seed: int) -> int:
    width, height = 900, 600
    words = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB" % (width, height)
    words += b"/BitsPerComponent 8/Filter/DCTDecode"
    return pdf.stream(words, _pixmap(width, height, seed).tobytes("jpeg"))


def _jpx(width: int, height: int, *, seed: int) -> bytes:
    from pymupdf import mupdf  # 1.25 and later write JPEG 2000

    write = getattr(mupdf, "fz_new_buffer_from_pixmap_as_jpx", None)
    if write is None:
        raise ImportError("this PyMuPDF does not write JPEG 2000")
    pixmap = _pixmap(width, height, seed).this
    buffer = write(pixmap, mupdf.FzColorParams(), 80)
    return bytes(mupdf.fz_buffer_extract_copy(buffer))

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes a PDF that looks like a rolling text: brackets, options, words struck, underlined, coloured.

In a type of equal widths, so that lines are drawn just where the words are. The words are invented.
"""

from __future__ import annotations

from collections.abc import Callable

SIZE = 10.0
WIDTH = 0.6 * SIZE
LEFT, TOP = 72.0, 780.0
BLACK = "0 0 0"
YELLOW, GREEN, GREY = "1 1 0", "0.6 0.9 0.4", "0.85 0.85 0.85"

ROLLING = (
    "",
    "Legend: green = agreed in plenary; yellow = agreed in a working group.",
    "Article 3",
    "Measures of protection",
    "1. Each State Party shall [take [all] [EU, Norway: appropriate]",
    "measures] to protect everyone. [agreed ad referendum]",
    "2. No measure may be used against journalists and lawyers or",
    "against defenders of human rights at any time.",
    "Option 1",
    "3. Courts [shall] or [may] review each measure within [30] days.",
    "Option 2",
    "3. A [court/tribunal] reviews each measure within [ ] days.",
    "[4. Parties shall report. (proposal by Mexico and CARICOM)]",
    "4 alt. Parties may report as they see fit.",
    "5. Data is kept for as long as needed [Iran: delete] and no longer.",
    "6. This paragraph [is open and has no end.",
)


class Sheet:
    """Drawing steps of one page."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    def row(self, number: int, text: str, *, font: str = "F") -> None:
        self.text(LEFT, self.height(number), text, font=font)

    def text(self, x: float, y: float, text: str, *, font: str = "F") -> None:
        coded = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        self.steps.append(f"BT /{font} {SIZE} Tf {x:g} {y:g} Td ({coded}) Tj ET")

    @staticmethod
    def height(number: int) -> float:
        return TOP - 24 * number

    def line(self, x0: float, y: float, x1: float, *, width: float = 0.5, ink: str = BLACK) -> None:
        self.steps.append(f"{ink} RG {width} w {x0:g} {y:g} m {x1:g} {y:g} l S")

    def box(self, x: float, y: float, width: float, height: float, ink: str) -> None:
        self.steps.append(f"{ink} rg {x:g} {y:g} {width:g} {height:g} re f 0 g")

    def place(self, number: int, text: str, words: str) -> tuple[float, float, float]:
        at = text.index(words)
        x0 = LEFT + WIDTH * at
        return x0, x0 + WIDTH * len(words), self.height(number)

    def bytes(self) -> bytes:
        return "\n".join(self.steps).encode("latin-1")


def _rolling(sheet: Sheet) -> None:
    """Struck: `journalists and`; underlined: `defenders of human rights`; yellow and green grounds."""
    for number, words, ink in (
        (2, "Article 3", GREEN),
        (7, "at any time", YELLOW),
        (13, "Parties may report", GREEN),
    ):
        x0, x1, y = sheet.place(number, ROLLING[number], words)
        sheet.box(x0, y - 2.5, x1 - x0, 11, ink)
    for number, text in enumerate(ROLLING):
        sheet.row(number, text, font="B" if number in (2, 3) else "F")
    x0, x1, y = sheet.place(6, ROLLING[6], "journalists and")
    sheet.line(x0, y + 2.6, x1)
    x0, x1, y = sheet.place(7, ROLLING[7], "defenders of human rights")
    sheet.box(x0, y - 1.8, x1 - x0, 0.6, BLACK)


def _lines(sheet: Sheet) -> None:
    """Underlined by dots, by pieces a word, by two lines; struck by two lines and by a bar."""
    for number, text in enumerate(("dotted words here", "broken words here", "double words here",
                                   "twice struck words", "bar struck words")):  # fmt: skip
        sheet.row(number, text)
    x0, x1, y = sheet.place(0, "dotted words here", "dotted words")
    for at in range(int((x1 - x0) / 2)):
        sheet.line(x0 + 2 * at, y - 1.5, x0 + 2 * at + 1)
    for words in ("broken", "words"):
        x0, x1, y = sheet.place(1, "broken words here", words)
        sheet.line(x0, y - 1.5, x1)
    x0, x1, y = sheet.place(2, "double words here", "double words")
    sheet.line(x0, y - 1.2, x1)
    sheet.line(x0, y - 2.6, x1)
    x0, x1, y = sheet.place(3, "twice struck words", "struck")
    sheet.line(x0, y + 2, x1)
    sheet.line(x0, y + 3.5, x1)
    x0, x1, y = sheet.place(4, "bar struck words", "struck words")
    sheet.box(x0, y + 2, x1 - x0, 1.2, "1 0 0")


def _innocent(sheet: Sheet) -> None:
    """Rules of the page, of a table, of footnotes, a form's line, a link's, a cell's grey ground."""
    sheet.row(0, "A/CONF.999/L.1")
    sheet.line(LEFT, sheet.height(0) - 2, 520)
    for number in (3, 4, 5):
        sheet.row(number, "Cell one")
        sheet.text(300, sheet.height(number), "Cell two that fills it all")
        sheet.line(LEFT - 4, sheet.height(number) - 3, 300 - 4)
        sheet.line(300 - 4, sheet.height(number) - 3, 300 + 26 * WIDTH + 4)
    for x in (LEFT - 4, 300 - 4, 300 + 26 * WIDTH + 4):
        sheet.steps.append(f"0.5 w {x:g} {sheet.height(2):g} m {x:g} {sheet.height(5) - 3:g} l S")
    sheet.steps.insert(0, f"{GREY} rg {LEFT - 4} {sheet.height(3) - 3:g} 200 24 re f 0 g")
    sheet.row(8, "Name: ____ and a line to sign on:")
    sheet.line(300, sheet.height(8) - 1.5, 500)
    sheet.row(10, "See the website for more")
    x0, x1, y = sheet.place(10, "See the website for more", "website")
    sheet.line(x0, y - 1.5, x1, ink="0 0 1")
    sheet.line(LEFT, sheet.height(20) + 14, LEFT + 144)
    sheet.row(20, "1 A footnote under its rule.")


def _sideways(sheet: Sheet) -> None:
    """Words that run upwards: underlined, struck."""
    for x, words in ((200.0, "under these words"), (240.0, "strike these words")):
        sheet.steps.append(f"BT /F {SIZE} Tf 0 1 -1 0 {x:g} 300 Tm ({words}) Tj ET")
    end = 300 + WIDTH * 5
    sheet.steps.append(f"0.5 w 201.8 300 m 201.8 {end:g} l S")
    sheet.steps.append(f"0.5 w 237.4 300 m 237.4 {end + WIDTH:g} l S")


LINK = (
    "<< /Type /Annot /Subtype /Link /Rect [118 535 164 552]"
    " /A << /S /URI /URI (https://example.org/) >> >>"
)
NOTE = (
    "<< /Type /Annot /Subtype /Highlight /C [1 0.6 0.6] /Rect [72 680 140 692]"
    " /QuadPoints [72 691 138 691 72 681 138 681] >>"
)
SHEETS: tuple[tuple[Callable[[Sheet], None], str], ...] = (
    (_rolling, ""),
    (_rolling, "/Rotate 90"),
    (_rolling, "/Rotate 270 /CropBox [40 60 560 800]"),
    (_lines, ""),
    (_innocent, f"/Annots [{LINK}]"),
    (_sideways, ""),
    (_lines, f"/Annots [{NOTE}]"),
)  # fmt: skip
"""What is drawn on each page, and what its page object says besides."""


def rolling(raw_pdf: Callable[[list[bytes]], bytes]) -> bytes:
    """The PDF, made by `tests/pdfs.py`'s `raw_pdf`."""
    first = 6
    kids = b" ".join(b"%d 0 R" % (first + 2 * at) for at in range(len(SHEETS)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(SHEETS)),
        b"<< /Font << /F 4 0 R /B 5 0 R >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold >>",
    ]
    for at, (draw, said) in enumerate(SHEETS):
        sheet = Sheet()
        draw(sheet)
        steps = sheet.bytes()
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources 3 0 R"
            b" /Contents %d 0 R %s >>" % (first + 2 * at + 1, said.encode())
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(steps), steps))
    return raw_pdf(objects)

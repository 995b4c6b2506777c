# SPDX-License-Identifier: AGPL-3.0-or-later
"""A page as paragraphs to read, each with the way back to the characters of the page. No Qt."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz.distance import Indel

from annotator.domain.quotation import compounds, readable
from annotator.domain.values import dataclass
from annotator.pdf.text_layer import Line, PageText, paragraph_range

SHOWN = ("body", "heading", "footnote")
"""Kinds of line that are read; headers, footers and line numbers only interrupt."""
_TOUCHING = 0.9
"""Line heights between two lines beyond which there is a paragraph's gap."""
_CLOSE = 0.3
"""Likewise below the first line of a paragraph whose other lines are set in."""
_OVERLAP = 0.5
"""Line heights by which two lines may overlap."""
_FULL = 0.05
"""Part of a page's width by which a full line may miss the edge."""
_NUMBERED = re.compile(r"\s*(?:\(?\w{1,5}[.)]|[•–—-])\s")  # noqa: RUF001
_LEADER = re.compile(r"(?:\.\s*){4,}\s*\w*\s*$")
"""The dots and the number at the end of a line of contents."""
_EDGE = 2.0
"""Points by which lines of one column may begin at different places."""
_FIRST_RTL, _LOOKED_AT = "\u0590", 400
"""Below the first script that runs from right to left; letters that decide the direction."""
_ENDS = tuple(".;:!?。；：？！؟؛")  # noqa: RUF001 - these characters stand in the documents


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a paragraph and the characters of the page it stands for.

    Attributes:
        start: first code point in the paragraph's text.
        end: one past the last.
        raw: first code point in the page's raw text.
        raw_end: one past the last.
    """

    start: int
    end: int
    raw: int
    raw_end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a page, its line ends joined as in a quote.

    Attributes:
        kind: body, heading or footnote.
        text: as one reads it.
        rtl: whether most of its lines run from right to left.
        runs: in order; together they cover `text`.
    """

    kind: str
    text: str
    rtl: bool
    runs: tuple[Run, ...]

    def raw(self, at: int, *, end: bool = False) -> int:
        """The code point of the page that a place in the text stands for.

        Args:
            at: 0 to the text's length.
            end: the place is the end of something: behind the character before it.
        """
        if end and at > 0:
            return self._raw(at - 1, after=True)
        return self._raw(min(at, max(len(self.text) - 1, 0)), after=at >= len(self.text))

    def _raw(self, at: int, *, after: bool) -> int:
        run = self.runs[max(0, bisect_right(self.runs, at, key=lambda each: each.start) - 1)]
        if run.end - run.start == run.raw_end - run.raw:
            return run.raw + at - run.start + after
        return run.raw_end if after else run.raw

    def shown(self, raw: int) -> int:
        """The place in the text where a code point of the page stands, the next one that is shown."""
        place = bisect_right(self.runs, raw, key=lambda each: each.raw) - 1
        if place < 0:
            return 0
        run = self.runs[place]
        if raw >= run.raw_end:
            return run.end
        if run.end - run.start == run.raw_end - run.raw:
            return run.start + raw - run.raw
        return run.start

    def in_utf16(self, at: int) -> int:
        """A place in the text as Qt counts it, in UTF-16."""
        return at + sum(char > "\uffff" for char in self.text[:at]) if self._astral else at

    def from_utf16(self, at: int) -> int:
        """A place that Qt counted as a place in the text."""
        if not self._astral:
            return at
        return len(self.text.encode("utf-16-le")[: 2 * at].decode("utf-16-le", "ignore"))

    @property
    def _astral(self) -> bool:
        return bool(self.text) and max(self.text) > "\uffff"

    @property
    def span(self) -> tuple[int, int]:
        """The code points of the page from its first to one past its last."""
        return self.runs[0].raw, self.runs[-1].raw_end


def paragraphs(page: PageText) -> list[Paragraph]:
    """The paragraphs of a page in the order they are read; footnotes come last."""
    lines = tuple(
        line for line in page.lines if line.kind in SHOWN and page.line_text(line).strip()
    )
    groups = _grouped(replace(page, lines=lines))
    found = [made for group in groups if (made := _made(page, group)) is not None]
    return [p for p in found if p.kind != "footnote"] + [p for p in found if p.kind == "footnote"]


def _grouped(page: PageText) -> Iterator[list[Line]]:
    """Lines that make one paragraph."""
    group: list[Line] = []
    until = 0
    for line in page.lines:
        if group and line.start < until and not _is_entry(page, group):
            group.append(line)
            continue
        until = max(until, paragraph_range(page, line.start)[1])
        if group and _goes_on(page, group, line):
            group.append(line)
            continue
        if group:
            yield group
        group = [line]
    if group:
        yield group


def _goes_on(page: PageText, group: Sequence[Line], line: Line) -> bool:
    """Whether a line of another block is the next one of the paragraph: line numbers and wide
    spacing cut a paragraph into blocks of a line each.
    """
    last = group[-1]
    if last.block == line.block or last.kind != line.kind or abs(line.dir_y) > abs(line.dir_x):
        return False
    alike = last.bold == line.bold and abs(last.size - line.size) < 1.0
    ended = page.line_text(last).rstrip().endswith(_ENDS)
    if ended or not alike or _is_entry(page, group) or _NUMBERED.match(page.line_text(line)):
        return False
    height = max(last.y1 - last.y0, line.y1 - line.y0)
    gap = (line.y0 - last.y1) / height
    inwards = last.x1 - line.x1 if line.rtl else line.x0 - last.x0
    if abs(inwards) < _EDGE:
        return -_OVERLAP < gap < _TOUCHING
    return -_OVERLAP < gap < _CLOSE and inwards > 0 and _is_full(page, last)


def _is_entry(page: PageText, group: Sequence[Line]) -> bool:
    """Whether a line of contents ends here: dots, then a page's number."""
    said = " ".join(map(page.line_text, group[-2:]))
    return said[-1:].isalnum() and _LEADER.search(said) is not None


def _is_full(page: PageText, line: Line) -> bool:
    """Whether a line reaches the far edge of the text, so that its words go on in the next one."""
    if line.rtl:
        return line.x0 - min(each.x0 for each in page.lines) < _FULL * page.width
    return max(each.x1 for each in page.lines) - line.x1 < _FULL * page.width


def _made(page: PageText, lines: Sequence[Line]) -> Paragraph | None:
    pieces = [page.text[line.start : line.end] for line in lines]
    joined = "\n".join(pieces)
    text = readable(joined, compounds(page.text))
    if not text:
        return None
    starts = [0]
    for piece in pieces[:-1]:
        starts.append(starts[-1] + len(piece) + 1)

    def raw(at: int) -> int:
        line = bisect_right(starts, at) - 1
        return min(lines[line].start + at - starts[line], lines[line].end)

    runs = []
    for start, end, begin, stop in _aligned(joined, text):
        for cut, till in _by_line(starts, begin, stop, whole=end - start == stop - begin):
            low = start + cut - begin if end - start == stop - begin else start
            high = low + till - cut if end - start == stop - begin else end
            runs.append(Run(low, high, raw(cut), raw(till - 1) + 1 if till > cut else raw(cut)))
    return Paragraph(lines[0].kind, text, reads_rtl(text), tuple(runs))


def reads_rtl(text: str) -> bool:
    """Whether most of the letters of a text run from right to left."""
    if max(text, default="") < _FIRST_RTL:
        return False
    strong = [unicodedata.bidirectional(char) for char in text[:_LOOKED_AT] if char.isalpha()]
    return 2 * strong.count("L") < len(strong)


def _by_line(
    starts: Sequence[int], begin: int, stop: int, *, whole: bool
) -> Iterator[tuple[int, int]]:
    """A range cut where a line begins, so that each part is one run of the page's text."""
    while whole and begin < stop:
        after = bisect_right(starts, begin)
        limit = min(stop, starts[after]) if after < len(starts) else stop
        yield begin, limit
        begin = limit
    if not whole:
        yield begin, stop


def _aligned(raw: str, text: str) -> list[tuple[int, int, int, int]]:
    """Ranges of the text with the range of the raw text each stands for.

    What is left out alone (a hyphen at a line's end) belongs to nothing; what is left out where other
    characters come in (a line's end for a space) belongs to those.
    """
    found: list[tuple[int, int, int, int]] = []
    changed: tuple[int, int, int, int] | None = None
    for code in Indel.opcodes(raw, text):
        span = code.dest_start, code.dest_end, code.src_start, code.src_end
        if code.tag == "equal":
            if changed is not None and changed[0] < changed[1]:
                found.append(changed)
            changed = None
            found.append(span)
        else:
            begun = changed or span
            changed = begun[0], span[1], begun[2], span[3]
    if changed is not None and changed[0] < changed[1]:
        found.append(changed)
    return found

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a caret goes: by character as one sees it, by word, row, line, paragraph. No Qt, no state."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from annotator.pdf import text_layer
from annotator.pdf.text_geometry import extents, inside, is_rtl, line_span, point
from annotator.pdf.text_hits import caret_on, clings, cluster_end
from annotator.pdf.text_layer import Line, PageText
from annotator.pdf.text_page import line_at
from annotator.ui.viewer.selecting.carets import READABLE, Caret, caret_along, readable_lines

Texts = Mapping[int, PageText]
_FIRST_RTL = "\u0590"
_NEAR = 0.05


def sense(texts: Texts, caret: Caret, dx: float, dy: float) -> tuple[str, int]:
    """What an arrow means where the caret stands: along its line, or to another one.

    Args:
        texts: text layers by page.
        caret: a place on a page that is known.
        dx: where the arrow points on the unrotated page, to the right.
        dy: likewise, down.

    Returns:
        "character" and 1 in the direction in which left-to-right text would be read on this line,
        or "line" and 1 for the next line.
    """
    line = line_at(texts[caret.page], caret.at)
    along, across = inside(line, dx, dy) if line is not None else (dx, dy)
    if abs(along) >= abs(across):
        return "character", 1 if along > 0 else -1
    return "line", 1 if across > 0 else -1


def by_character(
    texts: Texts, caret: Caret, step: int, *, seen: float | None
) -> tuple[Caret, float]:
    """One character on, 1 to the right on a level line, as one sees it.

    Args:
        texts: text layers by page.
        caret: where it stands.
        step: 1 or -1.
        seen: where along the line the caret was last seen, where two directions meet.

    Returns:
        The new place, and where along its line it is seen.
    """
    text = texts[caret.page]
    line = line_at(text, caret.at)
    if line is None:
        return caret, 0.0
    words = text.line_text(line)
    if not line.rtl and (words.isascii() or max(words, default="") < _FIRST_RTL):
        found = _logical(texts, caret, step)
    else:
        here = caret_along(text, line, caret.at) if seen is None else seen
        inner = _visual(text, line, here, step)
        if inner is not None:
            return Caret(caret.page, inner[0]), inner[1]
        forward = step if not line.rtl else -step
        found = _beside(texts, Caret(caret.page, line.end if forward > 0 else line.start), forward)
    other = texts[found.page]
    there = line_at(other, found.at)
    return found, caret_along(other, there, found.at) if there is not None else 0.0


def _visual(text: PageText, line: Line, here: float, step: int) -> tuple[int, float] | None:
    """The place beyond the next character to the right or left of a spot on a line."""
    best: tuple[float, int, float, float] | None = None
    for at, (low, high) in enumerate(extents(text, line, line.start, line.end), line.start):
        middle = (low + high) / 2
        ahead = (middle - here) * step
        if ahead <= _NEAR or clings(text, line, at):
            continue
        if best is None or ahead < best[0]:
            best = ahead, at, low, high
    if best is None:
        return None
    _ahead, at, low, high = best
    beyond = cluster_end(text, line, at)
    right = at if is_rtl(text, line, at) else beyond
    left = beyond if is_rtl(text, line, at) else at
    return (right, high) if step > 0 else (left, low)


def _logical(texts: Texts, caret: Caret, step: int) -> Caret:
    """One character on in the order of the text."""
    text = texts[caret.page]
    line = line_at(text, caret.at)
    if line is None:
        return _beside(texts, caret, step)
    if step > 0 and caret.at < line.end:
        return Caret(caret.page, cluster_end(text, line, caret.at))
    if step < 0 and caret.at > line.start:
        at = caret.at - 1
        while at > line.start and clings(text, line, at):
            at -= 1
        return Caret(caret.page, at)
    return _beside(texts, caret, step)


def _beside(texts: Texts, caret: Caret, step: int) -> Caret:
    """The near end of the next line of running text; the same place where there is none."""
    page, at = caret.page, caret.at
    while page in texts:
        lines = [line for line in texts[page].lines if line.kind in READABLE]
        if page != caret.page:
            found = lines[:1] if step > 0 else lines[-1:]
        elif step > 0:
            found = [line for line in lines if line.start > at][:1]
        else:
            found = [line for line in lines if line.end < at][-1:]
        if found:
            return Caret(page, found[0].start if step > 0 else found[0].end)
        page += step
    return caret


def by_word(texts: Texts, caret: Caret, step: int, *, quoted: Callable[[int], str]) -> Caret:
    """To the end of the next word, or to the beginning of the one before, in the order of the text.

    Args:
        texts: text layers by page.
        caret: where it stands.
        step: 1 or -1.
        quoted: gives the words of a page as quotes show them.
    """
    page = caret.page
    while page in texts:
        text = texts[page]
        start = caret.at if page == caret.page else (0 if step > 0 else len(text.text))
        find = _word_end if step > 0 else _word_start
        found = find(text, start, quoted(page))
        if found is not None:
            return Caret(page, found)
        page += step
    return caret


def _word_end(text: PageText, start: int, words: str) -> int | None:
    for line in text.lines:
        if line.end <= start or line.kind not in READABLE:
            continue
        for at in range(max(start, line.start), line.end):
            if words[at].isalnum():
                end = text_layer.word_range(text, at, quoted=words)[1]
                if end > start:
                    return end
    return None


def _word_start(text: PageText, start: int, words: str) -> int | None:
    for line in reversed(text.lines):
        if line.start >= start or line.kind not in READABLE:
            continue
        for at in range(min(start, line.end) - 1, line.start - 1, -1):
            if words[at].isalnum():
                begin = text_layer.word_range(text, at, quoted=words)[0]
                if begin < start:
                    return begin
    return None


def by_row(texts: Texts, caret: Caret, step: int) -> Caret:
    """To the end of the row or to its beginning, as one reads."""
    start, end = text_layer.line_range(texts[caret.page], caret.at)
    return Caret(caret.page, end if step > 0 else start)


def by_line(texts: Texts, caret: Caret, step: int, *, column: float) -> Caret:
    """A row of running text on, over headers, footers and the ends of pages.

    Args:
        texts: text layers by page.
        caret: where it stands.
        step: 1 for the next one, -1 for the one before.
        column: where along the lines it would like to be.
    """
    text = texts[caret.page]
    lines = readable_lines(text)
    before = [n for n, line in enumerate(lines) if line.start <= caret.at]
    inside_one = bool(before) and caret.at <= lines[before[-1]].end
    number = before[-1] if before else -1
    if inside_one:
        here, number = lines[number], number + step
        while 0 <= number < len(lines) and _level(here, lines[number]):
            number += step
    elif step > 0:  # in a header: the first line after it, or the last before it
        number += 1
    page = caret.page
    if not 0 <= number < len(lines):
        page += step
        while page in texts and not texts[page].lines:
            page += step
        if page not in texts:
            return caret
        lines = readable_lines(texts[page])
        number = 0 if step > 0 else len(lines) - 1
    line = _nearest(lines, number, step, column)
    _a0, low, _a1, high = line_span(line)
    return Caret(page, caret_on(texts[page], line, *point(line, column, (low + high) / 2)))


def _level(a: Line, b: Line) -> bool:
    """Whether two lines that follow one another stand at one height: cells of a row, a number."""
    if a.dir_x * b.dir_x + a.dir_y * b.dir_y < 1 - _NEAR:
        return False
    _a0, top, _a1, foot = line_span(a)
    _b0, head, _b1, base = line_span(b)
    return min(foot, base) - max(top, head) > min(foot - top, base - head) / 2


def _nearest(lines: list[Line], number: int, step: int, column: float) -> Line:
    """Of the lines of a row the one that is nearest to a column."""
    row = [lines[number]]
    while 0 <= number + step < len(lines) and _level(row[0], lines[number + step]):
        number += step
        row.append(lines[number])

    def away(line: Line) -> float:
        low, _c0, high, _c1 = line_span(line)
        return max(low - column, column - high, 0.0)

    return min(row, key=away)


def by_paragraph(texts: Texts, caret: Caret, step: int) -> Caret:
    """To the end of the paragraph or to its beginning; from there to that of the next one."""
    (page, start), (last, end) = text_layer.paragraph(texts, caret.page, caret.at)
    there = Caret(last, end) if step > 0 else Caret(page, start)
    if there != caret:
        return there
    beyond = _beside(texts, caret, step)
    if beyond == caret:
        return caret
    (page, start), (last, end) = text_layer.paragraph(texts, beyond.page, beyond.at)
    return Caret(last, end) if step > 0 else Caret(page, start)

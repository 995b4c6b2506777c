# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes rows of text for tests: words only, or words with a look on pages."""

from __future__ import annotations

from annotator.domain.structure.source_line import SourceLine

LEFT, RIGHT, WIDE, HIGH = 100.0, 490.0, 595.0, 14.0


def bare(text: str) -> list[SourceLine]:
    """Rows of which nothing is known but their words."""
    made, at = [], 0
    for line in text.strip().split("\n"):
        made.append(SourceLine(1, at, at + len(line), line))
        at += len(line) + 1
    return made


def page(text: str, *, number: int = 1, column: int = 0) -> list[SourceLine]:
    """Rows as they stand on a page: `# ` before a heading, centred and bold; spaces before a row
    indent it; `~ ` before a row that fills its line.
    """
    made, at, top = [], 0, 80.0
    for line in text.strip("\n").split("\n"):
        if not line.strip():
            top += HIGH
            continue
        heading, full = line.startswith("# "), line.lstrip().startswith("~ ")
        words = line.strip().removeprefix("# ").removeprefix("~ ")
        indent = LEFT + 6.0 * (len(line) - len(line.lstrip()))
        width = min(RIGHT - indent, 5.0 * len(words))
        left, right = indent, RIGHT - 2 if full else indent + width
        if heading:
            left, right = (LEFT + RIGHT - width) / 2, (LEFT + RIGHT + width) / 2
        made.append(
            SourceLine(
                number, at, at + len(words), words, kind="heading" if heading else "body",
                bold=heading, size=12.0 if heading else 10.0, left=left, right=right, top=top,
                bottom=top + HIGH, page_width=WIDE, column=column,
            )
        )  # fmt: skip
        at += len(words) + 1
        top += HIGH
    # what is widest makes the column's edge
    made.append(
        SourceLine(number, at, at + 3, "end", left=LEFT, right=RIGHT, top=top + 40, bottom=top + 54,
                   page_width=WIDE, size=10.0, column=column)
    )  # fmt: skip
    return made

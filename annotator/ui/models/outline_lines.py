# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the titles of a PDF's own outline stand on their pages. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotator.pdf.text_layer import Line, PageText

MOST_FOUND = 1000
"""Entries up to which each is looked for on its page; in a longer outline the page must do."""
_LEAST_WORDS = 2


def starts_of(
    texts: Mapping[int, PageText], entries: Sequence[tuple[int, int, str]]
) -> dict[int, int]:
    """Code points on their pages at which entries begin, by number, where their lines are found.

    Args:
        texts: of all pages.
        entries: number, page and title of each.
    """
    starts = {}
    for number, page, title in sorted(entries[:MOST_FOUND], key=lambda entry: entry[1]):
        line = heading_line(texts.get(page), title)
        if line is not None:
            starts[number] = line.start
    return starts


def heading_line(text: PageText | None, title: str) -> Line | None:
    """The line of a page that a title of the outline means; None when none says so."""
    if text is None:
        return None
    wanted = _plain(title)
    best: Line | None = None
    for line in text.lines:
        said = _plain(text.line_text(line))
        if not said or line.kind in ("header", "footer", "line_number"):
            continue
        if said == wanted:
            return line
        heading = line.kind == "heading"
        if not _begins(wanted, said) or (len(said) > len(wanted) and not heading):
            continue
        if best is None or (heading and best.kind != "heading"):
            best = line
    return best


def _begins(wanted: Sequence[str], said: Sequence[str]) -> bool:
    """Whether the first words of a title stand on the line alone: `Article 6` of `Article 6. Scope`."""
    short = min(len(wanted), len(said))
    return short >= _LEAST_WORDS and wanted[:short] == said[:short]


def _plain(words: str) -> list[str]:
    bare = "".join(char if char.isalnum() else " " for char in words.casefold())
    return bare.split()

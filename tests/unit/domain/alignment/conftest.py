# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two drafts out of a few lines each, found and aligned as real ones are."""

from __future__ import annotations

import pytest

from annotator.domain.alignment.aligned import Said
from annotator.domain.alignment.aligning import align
from annotator.domain.alignment.changes import changes
from annotator.domain.alignment.draft_words import DraftWords, WordBook
from annotator.domain.alignment.judging import Judge
from annotator.domain.alignment.word_map import WordMap
from annotator.domain.draft_text import DraftText, PageBody
from annotator.domain.structure.provision_finder import find_provisions
from annotator.domain.structure.source_line import SourceLine


def words_of_draft(book, *pages, notes=(), quoted=None):
    """A draft: each page its lines, footnotes at the foot of the last one; `quoted` with raised marks."""
    bodies, lines = [], []
    for number, page in enumerate(pages, 1):
        rows = page.strip("\n").split("\n")
        feet = list(notes) if number == len(pages) else []
        text, at = "\n".join([*rows, *feet, ""]), 0
        for row in rows:
            lines.append(SourceLine(number, at, at + len(row), row))
            at += len(row) + 1
        start = min(at, len(text))
        marks = ((start, len(text)),) if feet else ()
        shown = quoted(text) if quoted else ""
        bodies.append(PageBody(number, text, ((0, len(text)),), marks, shown))
    return DraftWords(book, DraftText(bodies), find_provisions(lines))


class Two:
    """Two drafts held against each other."""

    def __init__(self, older, newer, *, said=(), by_words=True, **given):
        book = WordBook()
        self.older = words_of_draft(book, *_pages(older), **_side(given, 0))
        self.newer = words_of_draft(book, *_pages(newer), **_side(given, 1))
        told = [Said(self._index(self.older, a), self._index(self.newer, b), together)
                for a, b, together in said]  # fmt: skip
        self.alignment = align(self.older, self.newer, by_words=by_words, said=told)
        self.map = WordMap(self.older, self.newer, self.alignment)

    @staticmethod
    def _index(side, path):
        index = side.structure.find(path) if path else -1
        assert index >= 0 or not path, path
        return index

    def pairs(self):
        """(older paths, newer paths, status) of all pairs, in order."""
        a, b = (
            [one.path for one in side.structure.provisions] for side in (self.older, self.newer)
        )
        return [
            (" + ".join(a[at] for at in pair.a), " + ".join(b[at] for at in pair.b), pair.status)
            for pair in self.alignment.pairs
        ]

    def became(self):
        """By older path what became of it: (newer paths, status)."""
        return {one: (b, status) for a, b, status in self.pairs() for one in a.split(" + ") if one}

    def pair(self, path):
        return self.alignment.of_older(self._index(self.older, path))

    def changes(self):
        return changes(self.map)

    def change(self, b="", *, a=""):
        """The one change of a provision of the newer draft, or of the older one."""
        found = [one for one in self.changes() if (b and one.b == b) or (a and one.a == a)]
        assert len(found) == 1, [(one.a, one.b) for one in self.changes()]
        return found[0]

    def redline(self, b="", *, a=""):
        """The change as text: [-gone-] {+come+} <-moved away-> <+moved here+>."""
        signs = {"same": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}",
                 "moved_from": "<-{}->", "moved_to": "<+{}+>"}  # fmt: skip
        shown = ""
        for piece in self.change(b, a=a).pieces:
            text = piece.text.rstrip()
            shown += signs[piece.op].format(text) + piece.text[len(text) :]
        return shown.strip()

    def verdict(self, quote, nth=0):
        """What became of words of the older draft, and the words proposed for them."""
        place = self.older._text.find(quote)[nth]
        verdict = Judge(self.map).of_words(place)
        there = self.newer.quote(verdict.first, verdict.last) if verdict.first >= 0 else ""
        return verdict.kind, there, verdict


def _pages(text):
    return (text,) if isinstance(text, str) else text


def _side(given, at):
    return {name: values[at] for name, values in given.items()}


@pytest.fixture
def two():
    """`two(older, newer)`: two drafts given as text, or as pages of text."""
    return Two


@pytest.fixture
def drafted():
    """`drafted(book, text)`: the words of one draft."""
    return words_of_draft

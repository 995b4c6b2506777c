# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads the words of the sample, packaging/sample/*.txt, and gives one round of the draft.

Knows nothing of pages; the marks are explained in packaging/sample/README.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

ROUNDS = (1, 2, 3)
_FILES = ("opening", "offences", "powers", "cooperation", "final")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_VARIANT = re.compile(r"\{([123]+):([^{}]*)\}")
_REFERENCE = re.compile(r"<([a-z]+(?:\.\w+)*)>")
_NOTE = re.compile(r"\^([a-z]+)\^")
_ITEM_END = re.compile(r"[.;](?=\]?$)")
_CHAPTER = re.compile(r"([IVX]+) ([^:]+): (.+)")
_HEAD = re.compile(
    r"(?P<mark>\S+) (?P<origin>\S+)(?P<flags>(?: (?:@\d+|b\d+|<\S+))*) \| (?P<text>.+)"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it stands in one round.

    Attributes:
        origin: the same in every round in which the paragraph lives on.
        source: origin of the paragraph it was made of, "" for none.
        level: 0 for text and numbered paragraphs, 1 for letters, 2 for roman items.
        label: what is printed before the words, e.g. `2.` or `(a)`; "" for none.
        bracketed: whether square brackets stand around it, label included.
        text: its words; `_` starts and ends italics, `^1^` is the mark of a footnote.
        notes: numbers and words of its footnotes.
        path: where it is, e.g. `Art 3(2)(a)`.
    """

    origin: str
    source: str
    level: int
    label: str
    bracketed: bool
    text: str
    notes: tuple[tuple[int, str], ...] = ()
    path: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """An article; the preamble and the annex are kept as articles without a number."""

    key: str
    number: str
    title: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def name(self) -> str:
        """What its provision is called, e.g. `Art 3`."""
        return f"Art {self.number}" if self.number else self.key.capitalize()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter with its articles."""

    numeral: str
    title: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """One round of the draft. `facts` are date, session, place, item and note, by name."""

    number: int
    facts: dict[str, str]
    preamble: Article
    chapters: tuple[Chapter, ...]
    annex: Article

    def articles(self) -> Iterator[Article]:
        """All of it in order, preamble and annex included."""
        yield self.preamble
        for chapter in self.chapters:
            yield from chapter.articles
        yield self.annex


@dataclass(frozen=True, slots=True)
class _Entry:
    mark: str
    origin: str
    rounds: frozenset[int]
    brackets: frozenset[int]
    source: str
    text: str


@dataclass(slots=True)
class _Pool:
    """Every article of every round, by key: its title, paragraphs and footnotes."""

    titles: dict[str, str] = field(default_factory=dict)
    entries: dict[str, list[_Entry]] = field(default_factory=dict)
    notes: dict[str, list[_Entry]] = field(default_factory=dict)


def read_rounds(folder: Path) -> tuple[Round, ...]:
    """Every round of the draft.

    Args:
        folder: of the text files.

    Raises:
        ValueError: a line is not understood, or a reference leads nowhere.
    """
    pool = _Pool()
    for name in _FILES:
        _read(pool, _blocks(folder / f"{name}.txt"))
    plans = (folder / "plan.txt").read_text("utf-8").split("\nround ")[1:]
    return tuple(_round(pool, number, plan) for number, plan in zip(ROUNDS, plans, strict=True))


def _blocks(path: Path) -> Iterable[str]:
    for block in re.split(r"\n\s*\n", path.read_text("utf-8")):
        lines = [line for line in block.splitlines() if line and not line.startswith("%")]
        if lines:
            yield " ".join(lines)


def _read(pool: _Pool, blocks: Iterable[str]) -> None:
    key = ""
    for block in blocks:
        if block.startswith("article "):
            key, _bar, title = block.removeprefix("article ").partition(" | ")
            pool.titles[key], pool.entries[key] = title, []
            continue
        entry = _entry(block)
        if entry.mark == "^":
            pool.notes.setdefault(entry.origin, []).append(entry)
        else:
            pool.entries[key].append(entry)


def _entry(block: str) -> _Entry:
    head = _HEAD.fullmatch(block)
    if head is None:
        raise ValueError(f"not understood: {block[:60]}")
    rounds, brackets, source = frozenset(ROUNDS), frozenset[int](), ""
    for flag in head["flags"].split():
        digits = frozenset(int(char) for char in flag[1:] if char.isdigit())
        if flag[0] == "@":
            rounds = digits
        elif flag[0] == "b":
            brackets = digits
        else:
            source = flag[1:]
    return _Entry(head["mark"], head["origin"], rounds, brackets, source, head["text"])


def _round(pool: _Pool, number: int, plan: str) -> Round:
    facts: dict[str, str] = {}
    chapters: list[Chapter] = []
    count = 0
    for line in plan.splitlines()[1:]:
        chapter = _CHAPTER.fullmatch(line)
        if chapter:
            articles = []
            for key in chapter[3].split():
                count += 1
                articles.append(_article(pool, number, key, str(count)))
            chapters.append(Chapter(chapter[1], chapter[2], tuple(articles)))
        elif line.strip():
            name, _space, value = line.partition(" ")
            facts[name] = value
    preamble = _article(pool, number, "preamble", "")
    annex = _article(pool, number, "annex", "")
    return _Finish(pool, Round(number, facts, preamble, tuple(chapters), annex)).done()


def _article(pool: _Pool, number: int, key: str, printed: str) -> Article:
    entries = [entry for entry in pool.entries[key] if number in entry.rounds]
    title = _chosen(pool.titles[key], number)
    name = f"Art {printed}" if printed else key.capitalize()
    return Article(key, printed, title, _ended(list(_numbered(entries, number, name))))


def _ended(paragraphs: list[Paragraph]) -> tuple[Paragraph, ...]:
    """Items of a list end with a semicolon, the last one with a full stop, in whichever round."""
    following = [*(paragraph.level for paragraph in paragraphs[1:]), 0]
    return tuple(
        replace(p, text=_ITEM_END.sub("." if not level else ";", p.text))
        if p.level and level <= p.level
        else p
        for p, level in zip(paragraphs, following, strict=True)
    )


def _numbered(entries: Iterable[_Entry], number: int, name: str) -> Iterator[Paragraph]:
    digit = letter = roman = 0
    for entry in entries:
        if entry.mark == "(i)":
            roman += 1
            label, parts = f"({_ROMAN[roman - 1]})", 3
        elif entry.mark == "(a)":
            letter, roman = letter + 1, 0
            label, parts = f"({chr(96 + letter)})", 2
        else:
            digit += entry.mark == "."
            letter = roman = 0
            label, parts = (f"{digit}." if entry.mark in {".", ".="} else ""), 1
        path = name + "".join(
            (f"({digit})" if digit else "", f"({chr(96 + letter)})" if parts > 1 else "",
             f"({_ROMAN[roman - 1]})" if parts > 2 else "")  # noqa: PLR2004
        )  # fmt: skip
        yield Paragraph(
            entry.origin, entry.source, parts - 1, label, number in entry.brackets,
            _chosen(entry.text, number), path=path,
        )  # fmt: skip


def _chosen(text: str, number: int) -> str:
    """The words of one round."""
    text = _VARIANT.sub(lambda found: found[2] if str(number) in found[1] else "", text)
    return re.sub(r" +([.,;:])", r"\1", " ".join(text.split()))


class _Finish:
    """Puts numbers in the place of references and footnote names."""

    def __init__(self, pool: _Pool, draft: Round) -> None:
        self._pool = pool
        self._draft = draft
        self._count = 0
        self._labels = {a.key: a.number for a in draft.articles()}
        for article in draft.articles():
            for paragraph in article.paragraphs:
                self._labels[paragraph.origin] = paragraph.label.rstrip(".")

    def done(self) -> Round:
        """The round, finished, in reading order."""
        preamble = self._article(self._draft.preamble)
        chapters = tuple(
            replace(chapter, articles=tuple(self._article(a) for a in chapter.articles))
            for chapter in self._draft.chapters
        )
        annex = self._article(self._draft.annex)
        return replace(self._draft, preamble=preamble, chapters=chapters, annex=annex)

    def _article(self, article: Article) -> Article:
        return replace(article, paragraphs=tuple(self._paragraph(p) for p in article.paragraphs))

    def _paragraph(self, paragraph: Paragraph) -> Paragraph:
        notes: list[tuple[int, str]] = []

        def mark(found: re.Match[str]) -> str:
            self._count += 1
            notes.append((self._count, self._referred(self._note(found[1]))))
            return f"^{self._count}^"

        text = _NOTE.sub(mark, paragraph.text)
        return replace(paragraph, text=self._referred(text), notes=tuple(notes))

    def _note(self, name: str) -> str:
        number = self._draft.number
        for entry in self._pool.notes[name]:
            if number in entry.rounds:
                return _chosen(entry.text, number)
        raise ValueError(f"no footnote {name} in round {number}")

    def _referred(self, text: str) -> str:
        def label(found: re.Match[str]) -> str:
            if not self._labels.get(found[1]):
                raise ValueError(f"{found[0]} leads nowhere in round {self._draft.number}")
            return self._labels[found[1]]

        return _REFERENCE.sub(label, text)

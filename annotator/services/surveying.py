# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads what reviewers said of one draft as tables of agreement. Measures nothing, writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from annotator.domain.agreement.judgement_table import JudgementTable
from annotator.domain.agreement.marked_span import MarkedText, Span, Stretch
from annotator.domain.agreement.passage_units import passage_units, word_starts
from annotator.domain.agreement.provision_units import ProvisionUnits, Word, provision_units
from annotator.domain.agreement.survey import SMALLEST, Given, Scope, Unit
from annotator.domain.anchor import Segment
from annotator.domain.draft_text import DraftText
from annotator.domain.mark import Mark
from annotator.domain.passage import Passage
from annotator.domain.provision_map import ProvisionMap
from annotator.domain.tag import Tag
from annotator.domain.team_author import TEAM
from annotator.domain.values import dataclass

READ = "read"
_GAP = 2
"""Code points between two runs of one passage."""


@dataclass(frozen=True, slots=True)
class DraftSaid:
    """All that was said on one draft.

    Attributes:
        sha256: of the draft.
        known: its provisions.
        passages: living ones with their tags, in the order of the text.
        marks: living ones.
        codes: letters of codes, by uid.
    """

    sha256: str
    known: ProvisionMap
    passages: Sequence[Passage]
    marks: Sequence[Mark]
    codes: Mapping[str, str]

    def raters(self) -> set[str]:
        """Reviewers who said anything; the team is none."""
        found = {mark.reviewer for mark in self.marks}
        found.update(tag.reviewer for passage in self.passages for tag in passage.tags)
        return found - {TEAM}

    def words(self) -> list[Word]:
        """Every tag, and every mark that says: read, no concern."""
        found = [
            Word(mark.reviewer, mark.provision, whole=True)
            for mark in self.marks
            if mark.value == READ and mark.reviewer != TEAM
        ]
        for passage in self.passages:
            anchor = passage.anchor
            segments = anchor.segments if passage.placed else ()
            for tag in passage.tags:
                found.append(  # noqa: PERF401 - two loops
                    Word(
                        tag.reviewer, anchor.provision, segments, self.code(tag), _grave(tag),
                        whole=anchor.kind == "provision", tag=tag.uid,
                    )
                )  # fmt: skip
        return found

    def code(self, tag: Tag) -> str:
        """The letters of a tag's code."""
        return self.codes.get(tag.code, tag.code[:8])

    def given(self) -> dict[str, Given]:
        """Every tag by its uid, in the order of the text."""
        return {
            tag.uid: Given(
                tag.uid, passage.uid, tag.reviewer, self.code(tag), _grave(tag), tag.review_state,
                passage.anchor.quote, tag.note, tag.edited_by if tag.reviewer == TEAM else "",
            )
            for passage in self.passages
            for tag in passage.tags
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class DraftUnits:
    """The units of one draft.

    Attributes:
        table: one row a unit.
        units: likewise.
        outside: tags that belong to none.
        text: of passages.
    """

    table: JudgementTable
    units: tuple[Unit, ...]
    outside: int
    text: MarkedText | None = None


def provisions_of(said: DraftSaid, raters: Sequence[str], scope: Scope) -> DraftUnits:
    """A draft's provisions as units."""
    found = provision_units(said.known, said.words(), raters, smallest=scope.level == SMALLEST)
    given = said.given()
    units = []
    for row, path in enumerate(found.table.units):
        index = found.indices[row]
        page = said.known.structure.provisions[index].page if index >= 0 else 0
        here = [given[word.tag] for word in found.said[row] if word.tag]
        units.append(_unit(said, path, page, "", here))
    return DraftUnits(found.table, tuple(units), found.outside)


def passages_of(
    said: DraftSaid, text: DraftText, raters: Sequence[str], scope: Scope
) -> DraftUnits:
    """A draft's passages as units: what stands on words.

    A reviewer has read the articles they judged, and what they marked; where no provisions were found in
    a draft, all of it.
    """
    articles = provision_units(said.known, said.words(), raters)
    places = {p.uid: _place(p, text) for p in said.passages if p.placed and p.anchor.segments}
    given, spans, outside = said.given(), [], 0
    at: dict[Stretch, list[Given]] = {}
    for one in given.values():
        place = places.get(one.passage)
        if one.reviewer == TEAM:
            if place is not None:
                at.setdefault(place, []).append(one)
        elif place is None:
            outside += 1
        else:
            at.setdefault(place, []).append(one)
            grave = ((one.code, one.severity),) if one.severity is not None else ()
            spans.append(Span(one.reviewer, *place, frozenset({one.code}), grave))
    read = () if said.known.empty else _read(said, text, articles)
    length = max([len(text.text), *(span.end for span in spans)])
    marked = MarkedText(length, tuple(raters), tuple(spans), read)
    found = passage_units(
        marked, tolerance=scope.tolerance, words=word_starts(text.text) if scope.tolerance else ()
    )
    structure, units = said.known.structure, []
    for core, members in zip(found.cores, found.members, strict=True):
        segments = text.segments(*core)
        here = [one for place in members for one in at[place]]
        page = segments[0].page if segments else 0
        units.append(_unit(said, structure.span(segments), page, text.quote(segments), here))
    return DraftUnits(found.table, tuple(units), outside, marked)


def _unit(said: DraftSaid, path: str, page: int, quote: str, given: Iterable[Given]) -> Unit:
    every = tuple(given)
    return Unit(
        said.sha256, path, said.known.title(path), page, quote,
        tuple(one for one in every if one.reviewer != TEAM),
        tuple(one for one in every if one.reviewer == TEAM),
    )  # fmt: skip


def _grave(tag: Tag) -> int | None:
    return int(tag.severity) if tag.severity else None


def _place(passage: Passage, text: DraftText) -> Stretch:
    """Where a passage stands in the running text; of one that footnotes interrupt, its first part."""
    runs = [_stretch(one, text) for one in passage.anchor.segments]
    start, end = runs[0]
    for (_begin, stop), (begin, later) in pairwise(runs):
        if not 0 <= begin - stop <= _GAP:
            break
        end = later
    return start, max(end, start + 1)


def _stretch(one: Segment, text: DraftText) -> Stretch:
    return text.position(one.page, one.start), text.position(one.page, one.end)


def _read(
    said: DraftSaid, text: DraftText, articles: ProvisionUnits
) -> tuple[tuple[str, tuple[Stretch, ...]], ...]:
    """What each reviewer has read, as stretches of the running text."""
    structure, table = said.known.structure, articles.table
    runs = [
        [_stretch(run, text) for run in structure.segments(index)] if index >= 0 else []
        for index in articles.indices
    ]
    return tuple(
        (rater, tuple(run for row, own in enumerate(runs) if table.rows[row][column] is not None
                      for run in own))
        for column, rater in enumerate(table.raters)
    )  # fmt: skip


def joined_tables(tables: Sequence[JudgementTable], raters: Sequence[str]) -> JudgementTable:
    """One table of several drafts; who said nothing on a draft has judged none of its units."""
    rows = []
    for table in tables:
        places = {rater: column for column, rater in enumerate(table.raters)}
        at = [places.get(rater) for rater in raters]
        rows += [tuple(None if place is None else row[place] for place in at) for row in table.rows]
    units = tuple(unit for table in tables for unit in table.units)
    return JudgementTable(tuple(raters), units, tuple(rows))


def joined_texts(texts: Sequence[MarkedText], raters: Sequence[str]) -> MarkedText | None:
    """One text of several, one behind the other; None where there is none."""
    if not texts:
        return None
    spans: list[Span] = []
    read: dict[str, list[Stretch]] = {rater: [] for rater in raters}
    length = 0
    for text in texts:
        spans += [
            replace(span, start=span.start + length, end=span.end + length) for span in text.spans
        ]
        for rater in text.raters:
            read[rater] += [(low + length, high + length) for low, high in text.read_by(rater)]
        length += text.length
    return MarkedText(
        length, tuple(raters), tuple(spans), tuple((r, tuple(own)) for r, own in read.items())
    )

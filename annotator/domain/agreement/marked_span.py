# SPDX-License-Identifier: AGPL-3.0-or-later
"""What reviewers marked on one running text, and which of it each has read. Offsets are code points."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from annotator.domain.values import dataclass

Stretch = tuple[int, int]
"""Start and end, the end exclusive."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text that one reviewer gave codes.

    Attributes:
        rater: uid.
        start: first code point.
        end: behind the last one.
        codes: at least one.
        severities: code and severity, 1 to 4, of the codes that have one.

    Raises:
        ValueError: the stretch is empty, or no code was given.
    """

    rater: str
    start: int
    end: int
    codes: frozenset[str]
    severities: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError("a span needs a start before its end")
        if not self.codes:
            raise ValueError("a span needs a code")


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A running text with the spans of several reviewers.

    Attributes:
        length: in code points.
        raters: uids of all who took part, whether they marked anything or not.
        spans: of these raters, in any order.
        read: rater → stretches they have read; who is not in it has read everything. What somebody
            marked counts as read.

    Raises:
        ValueError: a span is of somebody else or reaches beyond the text.
    """

    length: int
    raters: tuple[str, ...]
    spans: tuple[Span, ...]
    read: tuple[tuple[str, tuple[Stretch, ...]], ...] = ()

    def __post_init__(self) -> None:
        known = set(self.raters)
        if any(span.rater not in known for span in self.spans):
            raise ValueError("each span needs a rater of this text")
        if any(span.end > self.length for span in self.spans):
            raise ValueError("no span may reach beyond the text")

    def of(self, rater: str) -> list[Span]:
        """The spans of one rater, by their start."""
        return sorted(
            (span for span in self.spans if span.rater == rater),
            key=lambda span: (span.start, span.end, sorted(span.codes)),
        )

    def only_code(self, code: str) -> MarkedText:
        """With the spans of one code; all other text counts as not marked."""
        return self.grouped({code: code}, others=False)

    def grouped(self, groups: Mapping[str, str], *, others: bool = True) -> MarkedText:
        """With each code replaced by its family.

        Args:
            groups: code → family.
            others: whether codes that are not in it stay as they are, or go.
        """
        spans = []
        for span in self.spans:
            kept = frozenset(
                groups.get(code, code) for code in span.codes if others or code in groups
            )
            grave: dict[str, int] = {}
            for code, severity in span.severities:
                if others or code in groups:
                    family = groups.get(code, code)
                    grave[family] = max(severity, grave.get(family, severity))
            if kept:
                severities = tuple(sorted(grave.items()))
                spans.append(Span(span.rater, span.start, span.end, kept, severities))
        # What was marked with other codes was read all the same.
        read = tuple((rater, tuple(self.read_by(rater))) for rater, _stretches in self.read)
        return MarkedText(self.length, self.raters, tuple(spans), read)

    def read_by(self, rater: str) -> list[Stretch]:
        """What a rater has read, in order, without overlaps."""
        for named, stretches in self.read:
            if named == rater:
                marked = ((span.start, span.end) for span in self.of(rater))
                return joined([*stretches, *marked], self.length)
        return [(0, self.length)] if self.length else []


def joined(stretches: Iterable[Stretch], length: int) -> list[Stretch]:
    """Stretches in order, those that touch or overlap made one, what is beyond the text cut off."""
    found: list[Stretch] = []
    for start, end in sorted((max(0, start), min(end, length)) for start, end in stretches):
        if start >= end:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def covers(stretches: Sequence[Stretch], start: int, end: int) -> bool:
    """Whether one of these stretches, in order and apart, holds all of another."""
    place = bisect_right(stretches, start, key=lambda stretch: stretch[0]) - 1
    return place >= 0 and end <= stretches[place][1]

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a passage is, and how to find it again. Values only; finding is in `placing`."""

from __future__ import annotations

import json
import math
from typing import Any

from annotator.domain.canonical_json import compact
from annotator.domain.values import dataclass

CONTEXT = 64
"""Code points of prefix and suffix kept around a quote."""
_FARTHEST = 10**9


@dataclass(frozen=True, slots=True, order=True)
class Segment:
    """A run of text on one page.

    Attributes:
        page: page number from 1.
        start: first code point in the page's raw text.
        end: one past the last.
    """

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quad:
    """Four corners on a page, in unrotated page points, y down: top left, top right, bottom left,
    bottom right in reading orientation of the line.
    """

    page: int
    points: tuple[float, float, float, float, float, float, float, float]

    def bounds(self) -> tuple[float, float, float, float]:
        """The upright rectangle around it: x0, y0, x1, y1 in unrotated page points."""
        xs, ys = self.points[0::2], self.points[1::2]
        return min(xs), min(ys), max(xs), max(ys)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage's place in a draft.

    Attributes:
        kind: `text`, `area` or `provision`.
        draft: SHA-256 of the PDF.
        segments: text runs, in reading order (empty for an area and for a provision).
        quote: the exact words, without headers, footers and line numbers; of an area those inside it.
        prefix: up to 64 code points of text before.
        suffix: up to 64 code points after.
        quads: a quad a line; of an area its one rectangle.
        extractor: name and version of what read the text.
        text_hash: hash of the normalised text of each page touched, by page number.
        provision: language-neutral path, "" where it is not known.
        begins: of a whole provision, page and code point at which it begins, by which it is known
            whatever it is called; of a range, those of its first and its last one; () where they are
            not known.
        ordinal: how many provisions of this path came before, for drafts that repeat a number.
    """

    kind: str
    draft: str
    segments: tuple[Segment, ...] = ()
    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    quads: tuple[Quad, ...] = ()
    extractor: str = ""
    text_hash: tuple[tuple[int, str], ...] = ()
    provision: str = ""
    ordinal: int = 0
    begins: tuple[tuple[int, int], ...] = ()

    @property
    def page(self) -> int:
        """The first page touched, 0 when there is none."""
        return self.segments[0].page if self.segments else (self.quads[0].page if self.quads else 0)

    @property
    def start(self) -> int:
        """The first code point on the first page."""
        return self.segments[0].start if self.segments else 0

    def to_json(self) -> str:
        """Compact, canonical JSON: equal anchors give equal strings. Quote and provision included."""
        body: dict[str, Any] = {"kind": self.kind, "draft": self.draft}
        if self.segments:
            body["segments"] = [[s.page, s.start, s.end] for s in self.segments]
        if self.quads:
            body["quads"] = [[q.page, *(round(v, 3) for v in q.points)] for q in self.quads]
        for name in ("quote", "prefix", "suffix", "extractor", "provision"):
            if getattr(self, name):
                body[name] = getattr(self, name)
        if self.text_hash:
            body["text_hash"] = [list(pair) for pair in self.text_hash]
        if self.ordinal:
            body["ordinal"] = self.ordinal
        if self.begins:
            body["begins"] = [list(place) for place in self.begins]
        return compact(body)

    @classmethod
    def from_json(cls, text: str) -> Anchor:
        """Read what `to_json` wrote.

        Raises:
            ValueError: the text is no anchor.
        """
        try:
            body = json.loads(text)
            return cls(
                kind=str(body["kind"]),
                draft=str(body["draft"]),
                segments=tuple(_segment(*map(int, s)) for s in body.get("segments", ())),
                quote=str(body.get("quote", "")),
                prefix=str(body.get("prefix", "")),
                suffix=str(body.get("suffix", "")),
                quads=tuple(_quad(q) for q in body.get("quads", ())),
                extractor=str(body.get("extractor", "")),
                text_hash=tuple((int(p), str(h)) for p, h in body.get("text_hash", ())),
                provision=str(body.get("provision", "")),
                ordinal=int(body.get("ordinal", 0)),
                begins=tuple(_begin(*map(int, place)) for place in body.get("begins", ())),
            )
        except (KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
            raise ValueError(f"not an anchor: {error}") from error


def _segment(page: int, start: int, end: int) -> Segment:
    if not (0 < page <= _FARTHEST and 0 <= start <= end <= _FARTHEST):
        raise ValueError(f"no such place: {page}, {start}, {end}")
    return Segment(page, start, end)


def _begin(page: int, start: int) -> tuple[int, int]:
    place = _segment(page, start, start)
    return place.page, place.start


def first_place(text: str) -> tuple[int, int]:
    """Page and start of an anchor's JSON, (0, 0) where it names none; without building the anchor."""
    body = json.loads(text)
    if segments := body.get("segments"):
        return int(segments[0][0]), int(segments[0][1])
    quads = body.get("quads")
    return (int(quads[0][0]), 0) if quads else (0, 0)


def kind_of(text: str) -> str:
    """The kind an anchor's JSON names, "" for what is no anchor's."""
    try:
        return str(json.loads(text)["kind"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return ""


def bare_anchor(text: str) -> Anchor:
    """What lists of thousands need of an anchor's JSON: kind, draft, segments, quote, provision, begins."""
    body = json.loads(text)
    return Anchor(
        str(body["kind"]),
        str(body["draft"]),
        tuple(Segment(*segment) for segment in body.get("segments", ())),
        str(body.get("quote", "")),
        provision=str(body.get("provision", "")),
        begins=tuple((place[0], place[1]) for place in body.get("begins", ())),
    )


def _quad(values: list[float]) -> Quad:
    page, a, b, c, d, e, f, g, h = values
    if not 0 < int(page) <= _FARTHEST or not all(map(math.isfinite, (a, b, c, d, e, f, g, h))):
        raise ValueError(f"no such place: {page}")
    return Quad(int(page), (a, b, c, d, e, f, g, h))

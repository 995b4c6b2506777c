# SPDX-License-Identifier: AGPL-3.0-or-later
"""Guesses what a draft is made of: articles, rules, numbered paragraphs, a resolution's OP and PP."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Final

from annotator.domain.structure.heading_sieve import Opening
from annotator.domain.structure.heading_words import UNITS
from annotator.domain.structure.list_marks import inner_marks, read_mark
from annotator.domain.structure.looks import Looks
from annotator.domain.values import dataclass
from annotator.i18n import _, ngettext

_FEW: Final = 2
_COUNTED: Final = 5
_ORGAN: Final = re.compile(
    r"(?:The (?:General Assembly|\w+ Council|Conference|Commission|Committee)|L’Assemblée générale"
    r"|L'Assemblée générale|La Asamblea General|Le Conseil|El Consejo|La Conférence|La Conferencia"
    r"|Генеральная Ассамблея|Совет|إن الجمعية العامة|大会|理事会)\s*(?:[,，،]|$)"
)


@dataclass(frozen=True, slots=True)
class DraftUnit:
    """What a draft is made of, and why that is thought.

    Attributes:
        kind: see `found_structure.Structure.unit`; "" where nothing speaks for any.
        reason: one sentence.
    """

    kind: str
    reason: str


def choose(looks: Looks, openings: Mapping[int, Opening]) -> DraftUnit:
    """The likeliest unit: what most headings name, else what counts on through the text."""
    counts = Counter(one.heading.kind for one in openings.values() if one.heading.kind in UNITS)
    resolution = counts["op"] + counts["pp"]
    if counts and (best := counts.most_common(1)[0])[1] >= _FEW:
        kind, count = ("op", resolution) if best[0] in ("op", "pp") else best
        return DraftUnit(kind, _named(kind, count))
    run = counting(looks)
    if run >= _COUNTED and any(_ORGAN.match(text.strip()) for text in looks.texts):
        return DraftUnit(
            "op",
            _("An organ speaks, and {count} paragraphs count on: a resolution.").format(count=run),
        )
    if run >= _COUNTED:
        return DraftUnit(
            "paragraph",
            _("{count} numbered paragraphs count on through the text.").format(count=run),
        )
    if counts:
        return DraftUnit(best[0], _named(*best))
    return DraftUnit("", _("No headings and no numbered paragraphs were found."))


def counting(looks: Looks) -> int:
    """How many numbers of paragraphs follow each other through the whole text."""
    best = run = last = 0
    for at, text in enumerate(looks.texts):
        marks = [] if at and looks.refers(at - 1) else [read_mark(text)]
        for mark in [*marks, *inner_marks(text, 0)]:
            if mark and mark.shape == "." and mark.readings[0][0] == "digit":
                value = mark.readings[0][1].value
                if value == last + 1:
                    run, last = run + 1, value
                elif run < _COUNTED and value != last:
                    run, last = 1, value
                best = max(best, run)
    return best


def _named(kind: str, count: int) -> str:
    name = {
        "article": _("articles"),
        "rule": _("rules"),
        "principle": _("principles"),
        "guideline": _("guidelines"),
        "recital": _("recitals"),
        "row": _("rows"),
        "op": _("paragraphs of a resolution"),
        "paragraph": _("paragraphs"),
        "heading": _("headings"),
    }.get(kind, kind)
    said = ngettext("{count} heading names {name}.", "{count} headings name {name}.", count)
    return said.format(count=count, name=name)

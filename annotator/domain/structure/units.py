# SPDX-License-Identifier: AGPL-3.0-or-later
"""Guesses what a draft is made of: articles, rules, numbered paragraphs, a resolution's OP and PP."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from annotator.domain.structure.heading_sieve import Opening
from annotator.domain.structure.heading_words import UNITS
from annotator.domain.structure.list_marks import inner_marks, read_mark
from annotator.domain.structure.looks import Looks
from annotator.i18n import _, ngettext

_FEW: Final = 2
_COUNTED: Final = 5
_ORGAN: Final = re.compile(
    r"(?:The (?:General Assembly|\w+ Council|Conference|Commission|Committee)|L’Assemblée générale"
    r"|L'Assemblée générale|La Asamblea General|Le Conseil|El Consejo|La Conférence|La Conferencia"
    r"|Генеральная Ассамблея|Совет|إن الجمعية العامة|大会|理事会)\s*(?:[,，،]|$)"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """What a draft is made of, and why that is thought.

    Attributes:
        kind: see `provisions.Structure.unit`; "" where nothing speaks for any.
        reason: one sentence.
    """

    kind: str
    reason: str


def choose(looks: Looks, openings: Mapping[int, Opening]) -> Unit:
    """The likeliest unit: what most headings name, else what counts on through the text."""
    counts = Counter(one.heading.kind for one in openings.values() if one.heading.kind in UNITS)
    resolution = counts["op"] + counts["pp"]
    if counts and (best := counts.most_common(1)[0])[1] >= _FEW:
        kind, count = ("op", resolution) if best[0] in ("op", "pp") else best
        return Unit(kind, _named(kind, count))
    run = counting(looks)
    if run >= _COUNTED and any(_ORGAN.match(text.strip()) for text in looks.texts):
        return Unit("op", _("An organ speaks, and {count} paragraphs count on: a resolution.").format(count=run))
    if counts:
        kind, count = counts.most_common(1)[0]
        if run < _COUNTED:
            return Unit(kind, _named(kind, count))
    if run >= _COUNTED:
        return Unit("paragraph", _("{count} numbered paragraphs count on through the text.").format(count=run))
    return Unit("", _("No headings and no numbered paragraphs were found."))


def counting(looks: Looks) -> int:
    """How far the numbers of paragraphs count on from 1 through the whole text."""
    wanted = 1
    for at, text in enumerate(looks.texts):
        marks = [read_mark(text)] if not looks.runs_on(at) else []
        for mark in [*marks, *inner_marks(text, 0)]:
            if mark and mark.shape == "." and mark.readings[0][0] == "digit":
                wanted += mark.readings[0][1].value == wanted
    return wanted - 1


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

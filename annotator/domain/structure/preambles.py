# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finds a preamble that has no heading, and the paragraphs of one that has no numbers."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

import re
from typing import Final

from annotator.domain.structure.list_marks import read_mark
from annotator.domain.structure.looks import Looks

SPEAKERS: Final = re.compile(
    r"(?:The (?:(?:member )?States\b|Parties|Governments|High Contracting|Contracting|General Assembly|\w+ Council|signator)"
    r"|Les (?:États|Etats|Parties|Hautes|Gouvernements|soussign)|L[’']Assemblée|Los (?:Estados|Gobiernos|pueblos)"
    r"|Las (?:Partes|Altas)|La Asamblea|Государства|Стороны|Договаривающиеся|Генеральная Ассамблея"
    r"|إن الدول|إن الأطراف|إن الجمعية|الدول الأطراف|本(?:公[约約]|议定书|議定書)(?:[缔締][约約][国國]|各)|各?[缔締][约約][国國]|大会)"
)
"""How the first row of a preamble begins: with those who speak."""
_RECITES: Final = re.compile(
    r"\[?(?:(?:Whereas|Convinced|Concerned|Aware|Mindful|Determined|Guided|Alarmed|Deeply|Gravely|Conscious"
    r"|Resolved|Having|Bearing|Desiring|Taking|[A-Z][a-z]+ing)\b|(?:Considérant|Attendu|Ayant|Soucieu|Conscient|Convaincu|Préoccupé|[A-ZÉ][a-zé]+ant\b)"
    r"|(?:Considerando|Teniendo|Consciente|Convencid|Preocupad|Decidid|[A-Z][a-zé]+ndo\b)|(?:[Пп]ринимая|[А-Я][а-я]+(?:ая|яя|ясь|ив)\b|Сознавая)"
    r"|(?:إذ|وإذ|واذ|اذ|ولما|لما)\s|(?:鉴于|鑒於|考虑到|考慮|确认|確認|回顾|回顧|认识到|铭记|深信|注意到|关切|意识到|重申))"
)


def implied_preamble(looks: Looks, first: int, taken: set[int]) -> int:
    """The row where a preamble without a heading begins, -1 for none.

    Args:
        looks: the rows.
        first: row of the first heading of the text.
        taken: rows that are something else.
    """
    for at in range(max(0, first - 200), first):
        if at in taken or looks.styled(at):
            continue
        text = looks.texts[at].strip()
        if (SPEAKERS.match(text) or _RECITES.match(text)) and not read_mark(text):
            return at if first - at > 1 else -1
    return -1


def recitals(looks: Looks, start: int, end: int) -> list[int]:
    """The rows at which the paragraphs of a preamble begin; empty where it has marks of its own.

    Those who speak, and the words that lead over to the articles, are none of them.

    Args:
        looks: the rows.
        start: the first row below the heading.
        end: one past the last.
    """
    rows = range(start, end)
    if any(_numbered(looks.texts[at]) for at in rows):
        return []
    begun = [at for at in rows if _begins(looks, at, start)]
    kept = [at for at in begun if not SPEAKERS.match(looks.texts[at].strip())]
    if kept and looks.texts[end - 1].rstrip().endswith((":", "：")) and not _RECITES.match(looks.texts[kept[-1]].strip()):
        kept.pop()
    said = sum(_RECITES.match(looks.texts[at].strip()) is not None for at in kept)
    return kept if said * 2 > len(kept) else [at for at in kept if _RECITES.match(looks.texts[at].strip())]


def _numbered(text: str) -> bool:
    mark = read_mark(text)
    return mark is not None and mark.readings[0][1].value == 1


def _begins(looks: Looks, at: int, start: int) -> bool:
    """Whether a row begins a paragraph."""
    text = looks.texts[at].strip()
    if at == start:
        return True
    if looks.styled(at) and looks.known:
        return False
    opened = looks.pauses(at - 1) and (looks.gap(at) or not looks.full(at - 1))
    said = _RECITES.match(text) is not None and looks.pauses(at - 1)
    return (opened and not text[:1].islower()) or said

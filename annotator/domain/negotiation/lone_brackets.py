# SPDX-License-Identifier: AGPL-3.0-or-later
"""Doubts the brackets of a text that nobody seems to negotiate, such as a treaty with references."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from annotator.domain.negotiation.negotiation_mark import NegotiationMark

_LEAST: Final = 6000
"""Code points; a shorter text is too short to tell."""
_APART: Final = 2000
"""Code points of text for each bracket: with more brackets it is negotiated."""
_SIGNS: Final = frozenset(
    ("alternative", "proposal", "status", "empty", "reservation", "unclosed", "unopened")
)
_INSTRUMENT: Final = re.compile(
    r"\b(?:Convention|Covenant|Treaty|Protocol|Agreement|Charter|Statute|Act|Declaration|Convención|Convenio|Pacto|Tratado"
    r"|Protocolo|Acuerdo|Carta|Estatuto|Declaración|Pacte|Traité|Protocole|Accord|Charte|Statut|Acte|Конвенция|Пакт"
    r"|Договор|Протокол|Соглашение|Хартия|Устав)\b|اتفاقية|العهد|معاهدة|بروتوكول|ميثاق|公约|条约|议定书|协定|宪章"
)
_VERB: Final = re.compile(r"\b(?:shall|may|must|doit|doivent|peut|debe|deben|podrá)\b|[;:；：]")
_TITLE: Final = 300


def doubted(marks: Sequence[NegotiationMark], text: str) -> list[NegotiationMark]:
    """The same marks; where brackets are few and nothing else is under negotiation, with less trust.

    Args:
        marks: of the whole text, in order.
        text: the running text.
    """
    contested = [mark for mark in marks if mark.kind == "bracketed"]
    signs = any(mark.kind in _SIGNS or mark.scope != "words" or mark.depth > 1 for mark in marks)
    if signs or len(text) < _LEAST or len(contested) * _APART > len(text):
        return list(marks)
    return [_doubted(mark, text) if mark.kind == "bracketed" else mark for mark in marks]


def _doubted(mark: NegotiationMark, text: str) -> NegotiationMark:
    words = text[mark.start + 1 : mark.end - 1].strip()
    remarks = (*mark.remarks, "few_brackets")
    title = words[:1].isupper() or (words and not words.isascii())
    if title and len(words) < _TITLE and _INSTRUMENT.search(words) and not _VERB.search(words):
        return replace(mark, kind="editorial", status="", reason="citation", confidence="low",
                       remarks=remarks)  # fmt: skip
    return replace(mark, confidence="low", remarks=remarks)

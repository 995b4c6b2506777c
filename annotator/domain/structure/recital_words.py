# SPDX-License-Identifier: AGPL-3.0-or-later
"""How preambles speak in six languages: who speaks, and with what words they recite. Data only."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

import re
from typing import Final

SPEAKERS: Final = re.compile(
    r"(?:The (?:(?:member )?States\b|Parties|Governments|High Contracting|Contracting|General Assembly"
    r"|[A-Z]\w+ Council|Conference\b|signator)|Les (?:États|Etats|Parties|Hautes|Gouvernements|soussign)"
    r"|L[’']Assemblée|Los (?:Estados|Gobiernos|pueblos)|Las (?:Partes|Altas)|La Asamblea|Государства"
    r"|Стороны|Договаривающиеся|Генеральная Ассамблея|إن الدول|إن الأطراف|إن الجمعية|الدول الأطراف"
    r"|本(?:公[约約]|议定书|議定書)(?:[缔締][约約][国國]|各)|各?[缔締][约約][国國]|大会)"
)
"""The first words of a preamble."""

RECITES: Final = re.compile(
    r"[\[“\"]?(?:(?:Whereas|Convinced|Concerned|Aware|Mindful|Determined|Guided|Alarmed|Deeply|Gravely"
    r"|Conscious|Resolved|Further|Also|[A-Z][a-z]+ing)\b"
    r"|(?:Considérant|Attendu|Soucieu|Conscient|Convaincu|Préoccupé|Résolu|[A-ZÉ][a-zéè]+ant\b)"
    r"|(?:Consciente|Convencid|Preocupad|Decidid|Resuelt|[A-Z][a-zé]+ndo\b)"
    r"|(?:[Пп]ринимая|[А-Я][а-я]+(?:ая|яя|ясь|ив|уя|я)\b)|(?:إذ|وإذ|واذ|اذ|ولما|لما)\s"
    r"|(?:鉴于|鑒於|考虑到|考慮|确认|確認|回顾|回顧|认识到|铭记|深信|注意到|关切|意识到|重申))"
)
"""The first words of a paragraph of a preamble."""

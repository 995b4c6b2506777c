# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words by which drafts in the six languages say how far a text is agreed, and what a party wants."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

import re
from typing import Final

_AD_REF: Final = (
    r"(?:provisionally\s+)?(?:agreed|adopted|approved|cleared|convenu|adopté|approuvé"
    r"|accepté|accord|acordad[oa]"
    r"|convenid[oa]|aprobad[oa]|согласован[оаы]?|одобрен[оаы]?"
    r"|принят[оаы]?)e?s?[\s,]+ad[\s\-]+ref(?:er[eé]ndum|\.)?"
    r"|ad[\s\-]+ref(?:er[eé]ndum|\.)?"
    r"|متفق\s+عليه(?:ا|م)?\s+(?:بشرط|رهن|رهنا)\s*\S*\s*\S*"
    r"|(?:تم\s+)?الاتفاق\s+عليه(?:ا)?\s+بشرط\s+\S+"
    r"|(?:暂定|尚待核准的?|有待核准的?|待核准)(?:商定|议定|案文)?|(?:商定|议定)[，,\s]*(?:尚待|有待|待)核准"
)
_GROUP: Final = (
    r"(?:provisionally|initially|tentatively)\s+agreed|agreed\s+(?:provisionally"
    r"|initially|tentatively|in\s+principle)"
    r"|agreed\s+(?:in|by)\s+(?:the\s+|an?\s+)?(?:[\w\-]+\s+){0,3}(?:group|groups"
    r"|consultations|informals|subgroup)"
    r"|convenu\s+(?:au\s+sein\s+du|en|par\s+le)\s+groupe(?:\s+\S+){0,3}"
    r"|acordado\s+(?:en|por)\s+(?:el\s+)?grupo(?:\s+\S+){0,3}"
    r"|согласовано\s+в\s+(?:рабочей\s+)?группе"
    r"|согласовано\s+предварительно|متفق\s+عليه\s+في\s+الفريق(?:\s+\S+){0,2}|工作组商定|初步商定"
)
_AGREED: Final = (
    r"(?:text\s+|paragraph\s+"
    r"|article\s+)?(?:is\s+)?agreed(?:\s+text)?(?:\s+in\s+(?:the\s+)?(?:plenary"
    r"|committee(?:\s+of\s+the\s+whole)?))?"
    r"|adopted|approved|(?:texte\s+)?(?:convenue?s?|approuvée?s?|adoptée?s?)|accepté"
    r"|(?:texto\s+)?(?:acordad[oa]s?|convenid[oa]s?|aprobad[oa]s?)"
    r"|согласован[оаы]?|одобрен[оаы]?|متفق\s+عليه(?:ا)?|تم\s+الاتفاق\s+عليه(?:ا)?"
    r"|(?:已)?(?:商定|议定)|一致同意"
)
_TAIL: Final = r"[\s.*]*(?:[,;–—\-(]?\s*(?:on\s+|le\s+|el\s+)?\d[\w\s./,–\-]{0,40}\)?)?"
AD_REF: Final = re.compile(rf"\s*(?:{_AD_REF}){_TAIL}\s*", re.IGNORECASE)
IN_GROUP: Final = re.compile(rf"\s*(?:{_GROUP}){_TAIL}\s*", re.IGNORECASE)
AGREED: Final = re.compile(rf"\s*(?:{_AGREED}){_TAIL}\s*", re.IGNORECASE)
DELETED: Final = re.compile(
    r"\s*(?:(?:article|art\.|paragraph|artículo|párrafo|paragraphe|статья|пункт)?\s*[\w().]{0,8}\s*"
    r"(?:deleted|removed|supprimée?s?|suprimid[oa]s?|eliminad[oa]s?|исключен[оаы]?|удален[оаы]?)"
    r"|محذوفة?|已删除|删除)[\s.]*",
    re.IGNORECASE,
)
RESERVED: Final = re.compile(
    r"\s*(?:(?:text\s+|position\s+|(?:article|art\.|paragraph)\s+[\w().]{0,8}\s*)?reserved|reserve"
    r"|reservation|pending\b.{0,60}"
    r"|(?:under\s+)?(?:a\s+|general\s+)?(?:scrutiny|parliamentary"
    r"|substantive)\s+reservation.{0,60}|under\s+reservation.{0,60}"
    r"|under\s+(?:discussion|negotiation|consideration|review)|(?:to\s+be"
    r"|still)\s+(?:discussed|decided|revisited|considered|reviewed"
    r"|negotiated)\b.{0,60}"
    r"|parked|deferred|réservée?s?|en\s+réserve|(?:sous\s+)?réserve(?:\s+(?:d'examen"
    r"|parlementaire|générale))?|en\s+suspens|à\s+examiner.{0,40}"
    r"|reservad[oa]s?|reserva(?:\s+(?:de\s+estudio|general|parlamentaria))?"
    r"|pendiente.{0,40}|en\s+suspenso"
    r"|оговорка.{0,40}|зарезервирован[оаы]?|на\s+рассмотрении|отложен[оаы]?"
    r"|подлежит\s+(?:обсуждению|рассмотрению).{0,40}"
    r"|محجوزة?|تحفظ.{0,40}|معلقة?|قيد\s+(?:النظر|المناقشة|التفاوض)|保留|待定|待议|有待审议|审议中|审查保留)[\s.]*",
    re.IGNORECASE | re.DOTALL,
)
RESERVES: Final = re.compile(
    r"\b(?:reserves?\s+(?:its|their|his|her)\s+positions?|(?:scrutiny"
    r"|parliamentary)\s+reservations?"
    r"|réserve\s+d'examen|reserva\s+de\s+estudio|审查保留)\b",
    re.IGNORECASE,
)
PLACEHOLDER: Final = re.compile(
    r"\s*(?:[xX]{1,4}|[yYnNzZ]{1,3}|[•●_\-–—*?#\s]+|TB[DCA]|tb[dca]|[Pp](?:laceholder|LACEHOLDER).{0,60}"
    r"|(?:insert|enter)\b.{0,60}"
    r"|to\s+be\s+(?:completed|inserted|determined|defined|added|confirmed|developed"
    r"|drafted)\b.{0,60}|(?:number|date|name|place|year|title)(?:\s+(?:to\s+be"
    r"|of)\b.{0,60})?"
    r"|à\s+(?:compléter|déterminer|préciser).{0,40}|(?:nombre|numéro|lieu)"
    r"|por\s+(?:determinar|completar|definir).{0,40}|número|fecha"
    r"|nombre\s+del\s+.{0,40}"
    r"|подлежит\s+(?:определению|уточнению).{0,40}|число|дата|يحدد\s+لاحقا|عدد|تاريخ"
    r"|待填|待补充|日期|数目|某)[\s.]*",
    re.DOTALL,
)
EDITORS: Final = re.compile(
    r"\s*(?:sic\b.{0,20}|emphasis\s+(?:added|supplied|in\s+.{0,20})"
    r"|footnotes?\s+omitted|citations?\s+omitted|internal\s+.{0,20}omitted"
    r"|translation.{0,30}|original\s*:.{0,40}|continued|cont\.|recte.{0,30}"
    r"|viz\..{0,40}|i\.e\..{0,80}|ibid.{0,40}|p+\.?\s*\d+(?:\s*[-–]\s*\d+)?|page\s+\d+"
    r"|(?:editor|translator|secretariat)(?:'s|s'|s)?\s+notes?\b.{0,4000}"
    r"|(?:foot)?notes?\s*(?:\d+\s*)?[:.].{0,4000}|note\s+(?:by|from)\s+the\b.{0,4000}"
    r"|nota?e?s?\s*(?:de\s+la\s+rédaction|du\s+secrétariat|de\s+la\s+secretaría"
    r"|del\s+editor)?\s*:.{0,4000}|примечание.{0,4000}|так\s+в\s+тексте|sic|原文如此"
    r"|注[:：].{0,4000}|ملاحظة\s*:.{0,4000}|كذا"
    r"|see\b.{0,300}|cf\.?\s.{0,300}|voir\s.{0,300}|véase\s.{0,300}|см\.\s.{0,300}"
    r"|(?:https?://|www\.|doi:)\S+)\s*",
    re.IGNORECASE | re.DOTALL,
)
_ACTION: Final = {
    "delete": (
        r"deletes?|deletion|remove|strike(?:\s+out)?|suppress|supprimer|suppression"
        r"|suprimir|eliminar|supresión|исключить|удалить|исключение|حذف|يحذف|删除|删去"
    ),
    "add": (
        r"adds?|addition|insert|ajouter|insérer|ajout|añadir|agregar|insertar|добавить"
        r"|включить|إضافة|يضاف|إدراج|增加|添加|插入|新增"
    ),
    "retain": (
        r"retain|keep|maintain|conserver|maintenir|garder|mantener|conservar|сохранить"
        r"|الإبقاء|إبقاء|保留|维持"
    ),
    "replace": (
        r"replace|substitute|amend|remplacer|modifier|sustituir|reemplazar|заменить"
        r"|изменить|استبدال|الاستعاضة|يستعاض|替换|改为|取代"
    ),
    "move": r"move|relocate|merge|déplacer|mover|trasladar|перенести|نقل|移至",
    "reserve": (
        r"reserves?|reserved|reservation|(?:general\s+|parliamentary\s+"
        r"|scrutiny\s+)+reservation|réserve|reserva|оговорка|تحفظ|审查保留"
    ),
    "support": (
        r"supports?|supported|appuie|appuyer|apoya|apoyar|поддерживает|поддержать|تأييد"
        r"|يؤيد|支持"
    ),
    "oppose": r"opposes?|opposed|objects?|objection|s'oppose|se\s+opone|возражает|اعتراض|يعترض|反对",
}  # fmt: skip
_VERBS: Final = {
    name: re.compile(rf"\s*(?:to\s+|de\s+|the\s+|a\s+)?(?:{words})(?![a-zа-яà-ÿ])", re.IGNORECASE)
    for name, words in _ACTION.items()
}
PROPOSED_BY: Final = re.compile(
    r"\s*(?:(?:alternative\s+|alternate\s+|new\s+|revised\s+|textual\s+|joint\s+"
    r"|drafting\s+)*(?:text\s+|wording\s+|language\s+|amendment\s+|paragraph\s+)?"
    r"(?:proposed|submitted|suggested|proposals?|suggestions?|amendments?"
    r"|supported)\s+(?:by|of|from|made\s+by|submitted\s+by|put\s+forward\s+by)"
    r"|(?:texte\s+|amendement\s+)?(?:proposée?s?|présentée?s?|soumise?s?"
    r"|suggérée?s?)\s+par|proposition\s+(?:présentée\s+par|de|du|des)"
    r"|(?:texto\s+)?(?:propuest[oa]s?|presentad[oa]s?|sugerid[oa]s?)\s+por"
    r"|propuesta\s+(?:presentada\s+por|de|del)"
    r"|(?:предложено|представлено|внесено|предложение|предложения)|(?:اقتراح"
    r"|مقترح)(?:\s+(?:مقدم\s+)?من)?|مقدم\s+من|由(?=.{1,60}(?:提出|提议)))(?:\s+"
    r"|(?=[\u4e00-\u9fff])|(?=\u0627\u0644))",
    re.IGNORECASE,
)
PROPOSES: Final = re.compile(
    r"[\s,–\-]*(?:'s\s+)?(?:proposals?|proposes?|proposed|suggests?|suggestion"
    r"|prefers?|wants?|requests?|wishes|would\s+(?:like|prefer)|(?:to|will|shall)\s+(?:provide|propose|submit|revert|consult)|text|wording|version"
    r"|alternative|amendment"
    r"|propose(?:nt)?|suggère(?:nt)?|préfère(?:nt)?|propone[n]?|sugiere[n]?"
    r"|prefiere[n]?|предлага(?:ет|ют)|تقترح|يقترح|的?提议|的?建议|提出)(?![a-z])",
    re.IGNORECASE,
)


def action(text: str) -> str:
    """What a party wants done, by the first word of what it says: one of `ACTIONS`."""
    return next((name for name, verb in _VERBS.items() if verb.match(text)), "")


def agreement(text: str) -> tuple[str, str]:
    """The status that words claim, and the reason; two times "" for words that claim none.

    Args:
        text: all of them, without brackets.
    """
    for pattern, status, reason in (
        (AD_REF, "agreed_ad_ref", "agreed_ad_ref_word"),
        (IN_GROUP, "agreed_group", "agreed_group_word"),
        (AGREED, "agreed", "agreed_word"),
        (DELETED, "deleted", "agreed_word"),
    ):
        if pattern.fullmatch(text):
            return status, reason
    return "", ""

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a draft itself says its colours mean. A colour that no sentence explains means nothing."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from annotator.domain.negotiation.status_words import agreement

_COLOURS: Final = {
    "yellow": r"yellow|jaunes?|amarill[oa]s?|ж[её]лт\w+|(?:ال)?أصفر|(?:ال)?صفراء|黄色?",
    "green": r"green|verte?s?|verdes?|зел[её]н\w+|(?:ال)?أخضر|(?:ال)?خضراء|绿色?",
    "blue": r"blue|bleue?s?|azul(?:es)?|син(?:ий|им|яя|ей|его)|голуб\w+|(?:ال)?أزرق|(?:ال)?زرقاء|蓝色?",
    "turquoise": r"turquoise|cyan|turquesa|бирюзов\w+",
    "red": r"red|rouges?|roj[oa]s?|красн\w+|(?:ال)?أحمر|(?:ال)?حمراء|红色?",
    "pink": r"pink|magenta|roses?|rosad[oa]s?|розов\w+|粉红?色?",
    "orange": r"orange|anaranjad[oa]s?|naranja|оранжев\w+|橙色?",
    "purple": r"purple|violet|violette?s?|morad[oa]s?|violeta|фиолетов\w+|紫色?",
    "grey": r"gr[ea]y|grise?s?|серы\w+|(?:ال)?رمادي|灰色?",
}
_ANY: Final = re.compile(
    "|".join(rf"(?P<{name}>\b(?:{words})(?![a-zß-ÿа-я]))" for name, words in _COLOURS.items()),
    re.IGNORECASE,
)
_TOLD: Final = re.compile(
    r"highlight|shad(?:ed|ing)|colou?r|marked|background|legend|key\b|indicat|denot|represent|means|surlign|couleur|légende"
    r"|resaltad|sombread|subrayad|color|leyenda|выделен|цвет|обознач|مظلل|لون|باللون|底色|颜色|标[示注为]|表示|[:：=–—]",
    re.IGNORECASE,
)
_CLAIM: Final = re.compile(
    r"(?P<not>\bnot\s+(?:yet\s+)?(?:been\s+)?agreed|no\s+agreement|disagreement|\bunresolved|\bcontested|\bopen\b|non\s+convenu|no\s+acordad|не\s+согласован|لم\s+يتفق|未商定)"
    r"|(?P<ref>(?:\w+\s+)?ad\s+ref(?:erendum|eréndum)?)"
    r"|(?P<group>(?:agreed|agreement|consensus|convergence|convenu|acordad[oa]|согласован\w*)[^.;\n]{0,40}?\b(?:group|groups|groupe|grupo|групп\w*|informals?|informal|facilitat\w+|subgroup)"
    r"|(?:initial(?:ly)?|provisional(?:ly)?|tentative(?:ly)?)\s+(?:agree\w+)|工作组商定|初步商定)"
    r"|(?P<agreed>\bagreed\b|\bagreement\b|\badopted\b|\bconvenue?s?\b|\badoptée?s?\b|\bacordad[oa]s?\b|согласован\w*|متفق|商定|议定)"
    r"|(?P<deleted>\bdelet(?:ed|ion)|\bremoved\b|supprim|suprimid|исключ|محذوف|删除)"
    r"|(?P<reserved>\breserved\b|\bpending\b|réserv|reservad|pendiente|отложен|待定)",
    re.IGNORECASE,
)
_STATUS: Final = {
    "not": "bracketed", "group": "agreed_group", "ref": "agreed_ad_ref", "agreed": "agreed",
    "deleted": "deleted", "reserved": "reserved",
}  # fmt: skip
_FAR: Final = 120
"""Code points from a colour to what it means."""


def legend(text: str) -> dict[str, str]:
    """Status by name of colour, as far as a sentence of the draft explains it.

    A colour explained in two ways is left out: then nobody can tell.

    Args:
        text: the running text of the draft.
    """
    found: dict[str, set[str]] = {}
    for colour, status in _claims(text):
        found.setdefault(colour, set()).add(status)
    return {colour: next(iter(said)) for colour, said in found.items() if len(said) == 1}


def _claims(text: str) -> Iterator[tuple[str, str]]:
    places = list(_ANY.finditer(text))
    for index, place in enumerate(places):
        following = places[index + 1].start() if index + 1 < len(places) else len(text)
        end = min(place.end() + _FAR, following)
        stop = re.search(r"[.;。；]\s|\n\s*\n", text[place.end() : end])
        said = text[place.end() : place.end() + stop.start()] if stop else text[place.end() : end]
        before = text[max(0, place.start() - 60) : place.start()]
        if not _TOLD.search(before) and not _TOLD.search(said):
            continue
        claim = _CLAIM.search(said)
        if claim and claim.lastgroup:
            yield str(place.lastgroup), _STATUS[claim.lastgroup]
        elif (status := agreement(said.strip(" :：=–—-\n"))[0]) != "":
            yield str(place.lastgroup), status

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What one pair of brackets means, by what stands in it and around it."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

import re
from typing import Final

from annotator.domain.negotiation import status_words
from annotator.domain.negotiation.actors import Party, PartyNames, parties
from annotator.domain.negotiation.option_labels import IN_BRACKETS
from annotator.domain.values import dataclass

_HEAD: Final = 4500
"""Code points looked at; longer contents are contested words."""
_MONTHS: Final = frozenset((
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
    "sept", "oct", "nov", "dec", "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre", "enero", "febrero",
    "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre", "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа",
    "сентября", "октября", "ноября", "декабря", "январь", "февраль", "март", "апрель", "май",
    "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь", "يناير", "فبراير",
    "مارس", "أبريل", "نيسان/أبريل", "مايو", "أيار/مايو", "يونيه", "يونيو", "حزيران/يونيه",
    "يوليه", "يوليو", "تموز/يوليه", "أغسطس", "آب/أغسطس", "سبتمبر", "أيلول/سبتمبر", "أكتوبر",
    "نوفمبر", "ديسمبر", "آذار/مارس", "شباط/فبراير",
))  # fmt: skip
_DATE: Final = re.compile(
    r"(?:(?:\d{1,2}(?:st|nd|rd|th|er|º)?[\s\-–]+(?:\d{1,2}\s+)?)?(?:de\s+)?(?P<month>[^\W\d_]{3,12}(?:/[^\W\d_]{3,12})?)\.?"
    r"(?:\s+\d{1,2},)?[\s,]*(?:de[l]?\s+)?\d{4}(?:\s*(?:года|г\.))?"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?)"
)
_YEAR: Final = re.compile(r"(?:1[6-9]|20)\d\d[a-z]?(?:\s*[-–/]\s*(?:\d{2}|\d{4}))?")
_NUMBERS: Final = re.compile(r"\*{0,3}\d{1,3}(?:\s*[,;–\-]\s*\d{1,3})*")
_CITATION: Final = re.compile(
    r"(?=[^\s]*\d)[A-Z][\w\-]{1,24}(?:\.[\w\-]+)*(?:\s*[,;]\s*(?=[^\s]*\d)[A-Z][\w.\-]{1,24})*"
    r"|[A-Z]{1,8}(?:\.\d+)?(?:/[\w.()\-]+)+(?:,.{0,60})?"
    r"|[A-Z][\w’'\-]+(?:\s+(?:and|et|y|&)\s+[A-Z][\w’'\-]+|\s+et\s+al\.?)?,?\s+(?:1[89]|20)\d\d[a-z]?(?:\s*[,:].{0,30})?"
    r"|(?:1[89]|20)\d\d\s+(?:[A-Z][\w’'\-]*|of|on|the|for|and|in|to|against|Rights)(?:\s+[\w’'\-]+){2,24}"
)
_DOTS: Final = re.compile(r"(?:\.[\s.]*\.|…|\.{2,}|⋯+|·{2,}|(?:…\s*)+)")
_BOTH: Final = re.compile(
    r"\b(?:and/or|or/and|et/ou|y/o|и/или|he/she|she/he|his/her|her/his|him/her|il/elle|él/ella|km/h)\b|و/أو|和/或",
    re.IGNORECASE,
)
_OPTION: Final = re.compile(
    rf"\s*(?P<label>{IN_BRACKETS}"
    r"|alt\.?(?:\s*\d{1,2})?)(?:\s*[:：.\-–—)]|\s*\n|\s*$|\s+(?=[A-Z\[]))",
    re.IGNORECASE,
)
_COLON: Final = re.compile(r"[:：]")
_DASH: Final = re.compile(r"\s[–—\-]\s|\s\(")
_TRAILING: Final = re.compile(
    r"(?:[(（](?P<names>[^()（）]{2,200})[)）]|\s[–—]\s(?P<dash>[^\n–—]{2,120}))\s*\.?\s*$"
)
_SLASHED: Final = 12
"""Words of one wording between slashes."""
_NUMBERED: Final = re.compile(
    r"(?:articles?|art\.|paragraphs?|paras?\.|chapters?|sections?|rules?|annex(?:es)?|artículos?|párrafos?|paragraphes?"
    r"|стать\w+|пункт\w*|المادة|الفقرة|第|no\.|numbers?)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a bracket means; fields as in `NegotiationMark`."""

    kind: str = "bracketed"
    status: str = "bracketed"
    reason: str = "in_brackets"
    confidence: str = "medium"
    label: str = ""
    choices: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    action: str = ""
    remarks: tuple[str, ...] = ()


def read(inner: str, before: str, after: str, names: PartyNames) -> Reading:
    """What brackets mean.

    Args:
        inner: what stands between them.
        before: up to some dozen code points before the opening bracket, within its paragraph.
        after: likewise behind the closing one.
        names: of States and groups that are known.
    """
    if len(inner) > _HEAD:
        return Reading()
    words = inner.strip("\u200e\u200f\u202a\u202b\u202c \n\t\u00a0\u3000")
    return (
        _gap(words)
        or _editorial(words, before, after)
        or _claimed(words)
        or _optional(words)
        or _proposed(words, names)
        or _slashed(words)
        or _contested(words, before, after)
    )


def _gap(words: str) -> Reading | None:
    if not words:
        return Reading("empty", "bracketed", "blank", "high")
    if _DOTS.fullmatch(words):
        return Reading("editorial", "", "ellipsis", "high")
    if len(words) < 100 and status_words.PLACEHOLDER.fullmatch(words):  # noqa: PLR2004
        return Reading("empty", "bracketed", "placeholder", "medium")
    return None


def _editorial(words: str, before: str, after: str) -> Reading | None:
    if (found := _DATE.fullmatch(words)) and (
        found["month"] is None or found["month"].casefold() in _MONTHS
    ):
        return Reading("editorial", "", "date", "medium")
    if _YEAR.fullmatch(words):
        return Reading("editorial", "", "date", "medium")
    if _NUMBERS.fullmatch(words):
        return _number(before, after)
    if status_words.EDITORS.fullmatch(words):
        return Reading("editorial", "", "editor", "high")
    if _CITATION.fullmatch(words) and not words.isalpha():
        return Reading("editorial", "", "citation", "medium")
    if len(words) == 1 and after[:1].isalpha() and not before[-1:].isalnum():
        return Reading("editorial", "", "editor", "medium")  # `[t]he`, in a quotation
    if before and before[-1] in '“«„"‘' and len(words.split()) <= 2 and words.islower():  # noqa: PLR2004
        return Reading("editorial", "", "editor", "low", remarks=("in_quotation",))
    return None


def _number(before: str, after: str) -> Reading:
    """A bare number: a note's mark where it clings to what is before it, else one not yet agreed."""
    clings = bool(before) and not before[-1].isspace() and not _NUMBERED.search(before)
    ahead = after.lstrip(" ")
    counts = ahead[:1].isalpha() and not before.rstrip(" ").endswith((".", ";", ":", "\n"))
    if not clings and (_NUMBERED.search(before) or (counts and before.strip())):
        return Reading(confidence="medium")
    return Reading(
        "editorial", "", "note_number", "high" if clings or not before.strip() else "low"
    )


def _claimed(words: str) -> Reading | None:
    status, reason = status_words.agreement(words)
    if status:
        return Reading("status", status, reason, "high" if "ad_ref" in status else "medium")
    if len(words) < 160 and status_words.RESERVED.fullmatch(words):  # noqa: PLR2004
        return Reading("reservation", "reserved", "reserved_word", "medium", action="reserve")
    return None


def _optional(words: str) -> Reading | None:
    if found := _OPTION.match(words):
        reason = (
            "alt_label"
            if found["label"].casefold().startswith("alt")
            and not (found["label"].casefold().startswith("altern"))
            else "option_label"
        )
        label = " ".join(found["label"].split())
        return Reading("alternative", "alternative", reason, "high", label=label)
    return None


def _slashed(words: str) -> Reading | None:
    bare = _BOTH.sub(lambda found: found.group().replace("/", "\0"), words)
    if not re.search("[/／]", bare):
        return None
    choices = tuple(part.strip().replace("\0", "/") for part in re.split("[/／]", bare))
    for choice in choices:
        if not choice or len(choice.split()) > _SLASHED or not any(map(str.isalnum, choice)):
            return None
    return Reading("alternative", "alternative", "slash", "medium", choices=choices)


def _contested(words: str, before: str, after: str) -> Reading:
    joined = before[-1:].isalpha() or after[:1].isalpha()
    cjk = any("\u2e80" <= c <= "\u9fff" for c in (before[-1:], after[:1]) if c)
    remarks = ("part_of_word",) if joined and not cjk and " " not in words else ()
    return Reading(confidence="high" if " " in words else "medium", remarks=remarks)


# -- proposals ----------------------------------------------------------------------------------


def _proposed(words: str, names: PartyNames) -> Reading | None:
    """A proposal with its authors; None where nobody is named."""
    if found := status_words.PROPOSED_BY.match(words):
        return _by(words[found.end() :], names)
    colon = _COLON.search(words[:400])
    head = words[: colon.start()] if colon else words[:400]
    rest = words[colon.end() :] if colon else ""
    if colon:
        verb = status_words.PROPOSES.search(head)
        who = parties(head[: verb.start()] if verb else head, names)
        if who and len(head) <= 300:  # noqa: PLR2004
            return _of(who, "name_colon", rest)
    verb = status_words.PROPOSES.search(words[:200])
    if verb and verb.start() and (who := parties(words[: verb.start()], names)):
        listed = any(party.listed for party in who)
        end = verb.end() >= len(words.rstrip())
        if listed or end or status_words.action(words[verb.end() :]):
            return _of(who, "proposal_word", words[verb.end() :])
    return _signed(words, names)


def _by(text: str, names: PartyNames) -> Reading | None:
    """`Proposed by` was read; names follow, to a colon or to the end."""
    piece, _colon, rest = text[:400].partition(":") if ":" in text else text[:400].partition("：")
    piece = re.split(r"提[出议]", piece, maxsplit=1)[0]
    who = parties(piece, names) or parties(re.split(r"[\n.;(]", piece, maxsplit=1)[0], names)
    return _of(who, "proposal_word", rest) if who else None


def _signed(words: str, names: PartyNames) -> Reading | None:
    """Names alone, or behind the words they are for."""
    if len(words) <= 200 and (who := parties(words, names)):  # noqa: PLR2004
        sure = all(party.listed and party.name not in names.officers for party in who) and (
            len(who) > 1 or words.isupper()  # one name alone may be the words in contest
        )
        return _of(who, "names_only", "") if sure else None
    for dash in _DASH.finditer(words[:260]):
        sides = words[: dash.start()], words[dash.end() :]
        for named, wanted in (sides, sides[::-1]):
            if status_words.action(wanted) and (who := parties(named, names)):
                return _of(who, "names_only", wanted)
    found = _TRAILING.search(words[-260:])
    if not found:
        return None
    who = parties(found["names"] or found["dash"], names)
    if who and all(party.listed for party in who):
        return _of(who, "names_only", words)
    return None


def _of(who: tuple[Party, ...], reason: str, rest: str) -> Reading:
    wanted = status_words.action(rest)
    sure = "high" if all(party.listed for party in who) else "low"
    if reason == "names_only":
        sure = "medium"
    remarks = () if all(party.listed for party in who) else ("unknown_name",)
    names = tuple(party.name for party in who)
    if wanted == "reserve":
        return Reading("reservation", "reserved", "reserved_word", sure, actors=names,
                       action=wanted, remarks=remarks)  # fmt: skip
    return Reading("proposal", "bracketed", reason, sure, actors=names, action=wanted,
                   remarks=remarks)  # fmt: skip


def attributed(text: str, names: PartyNames) -> Reading | None:
    """What a bracket of the round kind says of its authors; None where it names none.

    Args:
        text: what stands in it, such as `proposal by Mexico`.
        names: of States and groups that are known.
    """
    found = status_words.PROPOSED_BY.match(text)
    if found:
        return _by(text[found.end() :], names)
    verb = status_words.PROPOSES.search(text)
    if verb and verb.start() and (who := parties(text[: verb.start()], names)):
        return _of(who, "proposal_word", text[verb.end() :]) if any(p.listed for p in who) else None
    return None

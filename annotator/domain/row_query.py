# SPDX-License-Identifier: AGPL-3.0-or-later
"""The filter language of the passages table: `code:SAF severity>=3 -by:ana "prior consent"`.

Reads what somebody typed; what it cannot read it explains and leaves out. Looks at no rows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from annotator.domain.tag import RECOMMENDATIONS, SEVERITIES, STANCES, TEXT_STATUSES
from annotator.domain.values import dataclass
from annotator.i18n import _

KEYS = (
    "code", "by", "reviewer", "draft", "provision", "page", "severity", "stance", "recommendation",
    "status", "is", "carried", "outcome",
)  # fmt: skip
NUMBERS = ("severity", "page")
IS = ("mine", "theirs", "conflict", "commented", "mark", "absent", "unplaced")
PROPOSED = "proposed"
"""A status that negotiation marks propose and nobody confirmed; `?` for short, `?bracketed` for one."""
VOCABULARIES = {
    "stance": STANCES, "recommendation": RECOMMENDATIONS, "is": IS,
    "status": (*TEXT_STATUSES, PROPOSED), "carried": ("yes", "no"),
    "outcome": ("accepted", "taken_up", "narrowed", "worsened", "dropped"),
}  # fmt: skip

_QUOTES = str.maketrans("“”„‟«»", '""""""')
_TERM = re.compile(
    r'(?P<minus>-)?(?:(?P<key>[^\W\d_]+)(?P<op>>=|<=|!=|[:=<>]))?(?P<value>(?:"[^"]*"?|[^\s"])+)?'
)
_PARTS = re.compile(r'(?:"[^"]*"?|[^,"])+')
RANGE = re.compile(r"(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?$")  # noqa: RUF001 - people type both
_VOWELS_AND_ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u00ad]"
)
_SPACES = ("  ", "\n", "\t", "\r", "\v", "\f")
_LOOKALIKES = {
    "\u201c": "", "\u201d": "", "\u00ab": "", "\u00bb": "", "\u2018": "'", "\u2019": "'",
    "\u2013": "-", "\u2014": "-",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be read: a sentence, and where it stands in what was typed."""

    message: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Term:
    """One condition. `key` is "" for free words; `op` is `:` or a comparison."""

    key: str
    op: str
    values: tuple[str, ...]
    negated: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed: every term must hold. Terms with a fault are left out."""

    terms: tuple[Term, ...] = ()
    fault: Fault | None = None


def parse(typed: str) -> Query:
    """Read a filter. Nothing is refused: the first thing not understood is the query's fault."""
    plain = typed.translate(_QUOTES)
    terms: list[Term] = []
    fault: Fault | None = None
    position = 0
    while position < len(plain):
        found = _TERM.match(plain, position)
        if plain[position].isspace() or found is None or found.end() == position:
            position += 1
            continue
        position = found.end()
        read = _read(found, typed)
        if isinstance(read, Term):
            terms.append(read)
        elif read is not None and fault is None:
            fault = read
    return Query(tuple(terms), fault)


def with_term(typed: str, key: str, value: str) -> str:
    """What was typed with `key:value` in place of other values for that key; without it if it was there.

    Args:
        typed: the filter as it stands.
        key: one of KEYS.
        value: as the user would type it; quoted here where it must be.
    """
    there = has_term(typed, key, value)
    same = [t for t in parse(typed).terms if t.key == key and not t.negated]
    for term in reversed(same):
        typed = typed[: term.start] + typed[term.end :]
    rest = " ".join(typed.split()) if same else typed.strip()
    if there:
        return rest
    word = f'"{value}"' if re.search(r'[\s,"]', value) else value
    return f"{rest} {key}:{word}".strip()


def has_term(typed: str, key: str, value: str) -> bool:
    """Whether what was typed asks for `key:value`."""
    wanted = folded(value)
    terms = [term for term in parse(typed).terms if term.key == key and not term.negated]
    return any(wanted in map(folded, term.values) for term in terms)


def status_word(value: str) -> str:
    """A status as it was typed, in the vocabulary's spelling and without a question mark before it."""
    return re.sub(r"[\s-]+", "_", folded(value).removeprefix("?").strip())


def folded(text: str) -> str:
    """Text without regard to case, accents, quotation marks and white space."""
    text = text.replace('"', "")
    if not text.isascii():
        for shape, plain in _LOOKALIKES.items():
            text = text.replace(shape, plain)
    if text.isascii():  # most English, once its quotation marks are plain
        text = text.lower()
    else:
        text = _VOWELS_AND_ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    if any(space in text for space in _SPACES):
        return " ".join(text.split())
    return text.strip()


# -- reading -----------------------------------------------------------------------------------


def _read(found: re.Match[str], typed: str) -> Term | Fault | None:
    start, end = found.span()
    negated, key = bool(found["minus"]), (found["key"] or "").casefold()
    value = found["value"] or ""
    if not key:
        word = value.replace('"', "").strip()
        return Term("", ":", (word,), negated, start, end) if word else None
    names = [name for name in KEYS if name.startswith(key)]
    if len(names) != 1:
        said = _(
            "“{term}” is left out: there is no field “{key}”, only {keys}. "
            "Words with a colon go in quotation marks."
        )
        shown = said.format(term=typed[start:end], key=key, keys=", ".join(KEYS))
        return Fault(shown, start, end)
    name = "by" if names[0] == "reviewer" else names[0]
    op = ":" if found["op"] == "=" else found["op"]
    values = tuple(part.replace('"', "").strip() for part in _PARTS.findall(value))
    values = tuple(part for part in values if part)
    fault = _problem(name, op, values)
    if fault:
        said = _("“{term}” is left out: it wants {usage}")
        return Fault(said.format(term=typed[start:end], usage=fault), start, end)
    if op == "!=":
        op, negated = ":", not negated
    return Term(name, op, values, negated, start, end)


def _problem(key: str, op: str, values: Sequence[str]) -> str:
    """What is wrong with a term, as a sentence; "" for nothing."""
    if not values or (len(values) > 1 and op in {"<", ">", "<=", ">="}):
        return _usage(key)
    if key == "severity":
        numbers = [RANGE.match(value) for value in values]
        within = all(n and {n[1], n[2] or n[1]} <= set(SEVERITIES) for n in numbers)
        return "" if within else _usage(key)
    if op in {"<", ">", "<=", ">="} and (key not in NUMBERS or not values[0].isdigit()):
        return _usage(key)
    words = VOCABULARIES.get(key)
    if key == "status":
        values = [status_word(value) for value in values]
    if words and not all(any(w.startswith(folded(value)) for w in words) for value in values):
        return _usage(key)
    return ""


def _usage(key: str) -> str:
    """How a field is used."""
    return {
        "code": _("the letters of a code, as in code:SAF or code:SAF,PRV-1."),
        "by": _("the name of a reviewer, as in by:ana."),
        "draft": _("part of a draft's symbol, as in draft:Rev.2."),
        "provision": _('a provision, as in provision:28 or provision:"Art 28(3)".'),
        "page": _("a page or pages, as in page:12, page:10-20 or page>=10."),
        "status": _("a status of the text, as in status:bracketed; status:? for proposed ones."),
        "severity": _("a number from 1 to 4, as in severity:3, severity:2-3 or severity>=3."),
    }.get(key) or _("one of {words}.").format(words=", ".join(VOCABULARIES[key]))

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who wants a change: names of States and groups in a list of names, told by list or by grammar."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_MOST: Final = 400
"""Code points of a list of names."""
_WORDS: Final = 12
_BETWEEN: Final = re.compile(
    r"\s*(?:[,;，；،、/&+]|\b(?:and|et|y|e|и|و|with|avec|con|joined by|supported by"
    r"|on behalf of|au nom (?:de|du|des)|en nombre de[l]?|от имени|باسم)\b|和|与|及)\s*",
    re.IGNORECASE,
)
_ARTICLE: Final = re.compile(
    r"(?:the|la|le|les|los|las|el|du|de la|des|de|del|l')\b\s*", re.IGNORECASE
)
_SMALL: Final = frozenset((
    "of", "the", "and", "de", "la", "le", "les", "du", "des", "del", "y", "et", "e", "d", "da",
    "do", "dos", "das", "el", "los", "las", "и", "для", "стран",
))  # fmt: skip
_TITLE: Final = re.compile(r"[A-ZÀ-ÖØ-ÞА-ЯЁ][\w.'’\-]*")
_TOKEN: Final = re.compile(r"[\w.'’\-]+|\S")
_NO_NAMES: Final = re.compile(
    r"(?:Note|Notes|Source|Sources|Editor\w*|Comment\w*|Remark\w*|Example|Option\w*|Alternative\w*|Variant\w*|Article\w*"
    r"|Paragraph\w*|Chapter|Section|Annex\w*|Part|Rule|Title|Definition\w*|Footnote\w*|See|Cf|Text|Table|Figure|Draft\w*"
    r"|Version|Original|Placeholder|Agreed|Reserved|Pending|Deleted|Explanat\w*|Nota|Notas|Remarque\w*|Exemple|Opci\w*"
    r"|Artículo\w*|Párrafo\w*|Capítulo|Sección|Chapitre|Paragraphe|Примечани\w*|Статья|Пункт|Вариант|Глава|Пример"
    r"|Members?|Contracting|Developed|Developing|High|The|This|These|Each|Any|All|No|In|For|If|When|Where|As|And|Or|States?|Parties|Party)\b"
)


@dataclass(frozen=True, slots=True)
class PartyNames:
    """Names of States, groups and officers, in any language, as they are compared.

    Attributes:
        shown: the name that is shown, by every spelling folded.
        officers: names shown that are no parties, such as the Chair.
    """

    shown: dict[str, str]
    officers: frozenset[str] = frozenset()

    @classmethod
    def from_json(cls, text: str) -> PartyNames:
        """Read the shipped list, `resources/parties.json`.

        Raises:
            ValueError: it is no such list.
        """
        shown: dict[str, str] = {}
        try:
            body = json.loads(text)
            for _key, name, *spellings in [*body["states"], *body["groups"], *body["officers"]]:
                for spelling in (name, *spellings):
                    shown.setdefault(_folded(spelling), name)
        except (KeyError, TypeError) as error:
            raise ValueError("not a list of names") from error
        return cls(shown, frozenset(row[1] for row in body["officers"]))

    def known(self, name: str) -> str:
        """The name shown for a spelling, "" for one that is not listed."""
        return self.shown.get(_folded(name), "")


NO_NAMES: Final = PartyNames({})


@dataclass(frozen=True, slots=True)
class Party:
    """One name in a list of them; `listed` when the list of names has it."""

    name: str
    listed: bool


def parties(text: str, names: PartyNames) -> tuple[Party, ...]:
    """The names that a text lists and nothing else; empty when it is anything but names.

    Args:
        text: such as `Mexico, the Russian Federation and CARICOM`.
        names: those known.
    """
    rest = text.strip(" \n\t.*•").replace("’", "'")
    if not rest or len(rest) > _MOST:
        return ()
    found: list[Party] = []
    while rest:
        between = _BETWEEN.match(rest)
        if between and between.end():
            rest = rest[between.end() :]
            continue
        taken = _listed(rest, names) or _titled(rest)
        if taken is None:
            return ()
        length, party = taken
        if party not in found:
            found.append(party)
        rest = rest[length:].lstrip(" \n\t")
    return tuple(found)


def _listed(rest: str, names: PartyNames) -> tuple[int, Party] | None:
    """The longest listed name at the head of a text, with its length."""
    skipped = _ARTICLE.match(rest)
    for begin in (0, skipped.end()) if skipped else _heads(rest):
        words = rest[begin:]
        ends = [
            token.end() for token, _n in zip(_TOKEN.finditer(words), range(_WORDS), strict=False)
        ]
        for end in reversed(ends):
            if shown := names.known(words[:end]):
                return begin + end, Party(shown, listed=True)
        if not words.isascii() and (cjk := _chinese(words, names)):
            return begin + cjk[0], cjk[1]
    return None


def _heads(rest: str) -> tuple[int, ...]:
    """Where a name may begin: Arabic writes `and` onto the word that follows."""
    return (0, 1) if rest[:1] == "و" else (0,)


def _chinese(words: str, names: PartyNames) -> tuple[int, Party] | None:
    """A listed name that nothing parts from the words behind it."""
    if not "\u2e80" <= words[0] <= "\u9fff" and not words[0].isdigit():
        return None
    for end in range(min(20, len(words)), 1, -1):
        if shown := names.known(words[:end]):
            return end, Party(shown, listed=True)
    return None


def _titled(rest: str) -> tuple[int, Party] | None:
    """A run of capitalised words up to a comma or `and`: a name by its look."""
    piece = re.split(r"\s*[,;/&+]\s*|\s+(?:and|et|y|и)\s+", rest, maxsplit=1)[0]
    skipped = _ARTICLE.match(piece)
    name = piece[skipped.end() :] if skipped else piece
    words = name.split()
    if _NO_NAMES.match(name) or not words or len(words) > _WORDS or len(name) < 2:  # noqa: PLR2004 - one letter is a label
        return None
    good = [bool(_TITLE.fullmatch(word.strip("()"))) for word in words]
    if not good[0] or not all(
        ok or word.casefold() in _SMALL for ok, word in zip(good, words, strict=True)
    ):
        return None
    return len(piece), Party(" ".join(words), listed=False)


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").casefold())
    bare = "".join(c for c in plain if not unicodedata.combining(c) and c != "ـ")
    return " ".join(re.sub(r"[\-‑.]", " ", bare).split())

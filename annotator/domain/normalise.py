# SPDX-License-Identifier: AGPL-3.0-or-later
"""The text that is compared, with a map back to the text as extracted. Never stored as truth.

Two spellings of the same words must come out equal: ligatures, presentation forms, letter case,
kinds of quote mark and hyphen, hyphens at line ends, white space, and line breaks inside Chinese.
"""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from array import array

from annotator.domain.values import dataclass

HYPHENS = "-\u2010\u2011\ufe63\uff0d"
PLAIN = "!#-&(-,./-_a-~"
"""Inside of a character class: what becomes itself in small, when no mark stands on it."""
_ALIKE = "\u0430-\u044f\u0410-\u042f\u0621-\u063a\u0641-\u064a\u4e00-\u9fff"
"""Letters that become one letter each, when nothing but such letters or ASCII follows."""
_ONE = rf"[{PLAIN}](?![\u0300-\u036f])|[{_ALIKE}](?=[{_ALIKE}\x00-\x7f])"
_TOKENS = (
    rf"(?P<plain>(?:{_ONE})(?:{_ONE}|(?<=[{PLAIN}])[ \n](?=[{PLAIN}]))*)"
    r"|(?P<space>\s+)|(?P<other>.)"
)
_SINGLE = "'`\u00b4\u2018\u2019\u201a\u201b\u2032\u02bc\u2039\u203a"
_DOUBLE = '"\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u301d\u301e\u301f'
_DASHES = "\u2012\u2013\u2014\u2015\u2212"
CJK = (
    "[\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)
"""Characters that are written without spaces to their neighbours."""


@dataclass(frozen=True, slots=True)
class Normalised:
    """Normalised text and where each of its code points comes from.

    Attributes:
        text: what is compared.
        starts: for each code point of `text`, the first code point of its source.
        ends: likewise, one past the last.
    """

    text: str
    starts: array[int]
    ends: array[int]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The range of the source that a non-empty range of `text` stands for."""
        return self.starts[start], self.ends[end - 1]


def is_cjk(character: str) -> bool:
    """Whether a character is written without spaces to its neighbours (ideographs, kana, marks)."""
    return character >= "\u2e80" and _is_cjk(character)


@functools.lru_cache(maxsize=8192)
def _is_cjk(character: str) -> bool:
    return re.match(CJK, character) is not None


@functools.cache
def _tokens() -> re.Pattern[str]:
    """Made when it is first needed: the window starts without it."""
    return re.compile(_TOKENS, re.DOTALL)


def _together(before: str, after: str) -> bool:
    """Whether white space between two characters says nothing: inside Chinese, digits included."""
    if is_cjk(before):
        return is_cjk(after) or after.isdigit()
    return before.isdigit() and is_cjk(after)


def normalise(text: str) -> Normalised:
    """Normalise text for matching.

    Args:
        text: as extracted, or as somebody typed it.

    Returns:
        The normalised text with its map; leading and trailing white space is gone.
    """
    out: list[str] = []
    starts, ends = array("I"), array("I")
    position, length = 0, len(text)
    match = _tokens().match
    while position < length:
        token = match(text, position)
        assert token is not None  # noqa: S101 - one of the three groups takes any character
        stop = token.end()
        if token.lastgroup == "plain":
            out.append(token.group().lower().replace("\n", " "))
            starts.extend(range(position, stop))
            ends.extend(range(position + 1, stop + 1))
        elif token.lastgroup == "space":
            after = text[stop : stop + 1]
            if out and after and not _together(text[position - 1], after):
                out.append(" ")
                starts.append(position)
                ends.append(stop)
        else:
            stop, folded = _other(text, position, out[-1][-1] if out else "")
            for character in folded:
                out.append(character)
                starts.append(position)
                ends.append(stop)
        position = stop
    return Normalised("".join(out), starts, ends)


def text_hash(text: str) -> str:
    """Hash of normalised text, 16 hex digits: says whether two extractions mean the same words."""
    return hashlib.sha256(normalise(text).text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _other(text: str, position: int, before: str) -> tuple[int, str]:
    """Take one character that needs thought: where it ends, and what it becomes."""
    character = text[position]
    if character in HYPHENS:
        return _hyphen(text, position, before)
    stop = position + 1
    while stop < len(text) and unicodedata.combining(text[stop]):
        stop += 1
    return stop, fold(text[position:stop])


def _hyphen(text: str, position: int, before: str) -> tuple[int, str]:
    r"""A hyphen inside a word is dropped, with the line break after it: `co-\noperate`, `cooperate`.

    Dropping every hyphen between letters, and not only those at line ends, makes `cross-border`
    equal to the same word broken over two lines.
    """
    stop = position + 1
    after = stop
    while after < len(text) and text[after].isspace():
        after += 1
    joined = after == stop or "\n" in text[stop:after]
    if joined and before.isalpha() and text[after : after + 1].isalpha():
        return after, ""
    return stop, "-"


@functools.lru_cache(maxsize=8192)
def fold(cluster: str) -> str:
    """What one character with the marks on it is compared as; "" for what carries no words."""
    sign = _sign(cluster)
    return sign or _worded(
        unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", cluster).casefold())
    )


@functools.lru_cache(maxsize=8192)
def shape(cluster: str) -> str:
    """The same with capitals kept."""
    return _sign(cluster) or _worded(unicodedata.normalize("NFKC", cluster))


def _sign(cluster: str) -> str:
    """The plain one of quotation marks and dashes."""
    if cluster in _SINGLE:
        return "'"
    if cluster in _DOUBLE:
        return '"'
    return "-" if cluster in _DASHES or cluster in HYPHENS else ""


def _worded(folded: str) -> str:
    return "".join(c for c in folded if not _silent(c)).replace("\u2044", "/").strip()


def _silent(character: str) -> bool:
    """Characters that carry no words: format controls, tatweel, Arabic vowel marks, soft hyphen."""
    code = ord(character)
    return (
        unicodedata.category(character) in {"Cf", "Cc"}
        or code == 0x0640  # noqa: PLR2004
        or 0x064B <= code <= 0x065F  # noqa: PLR2004
        or code == 0x0670  # noqa: PLR2004
    )


_SURROGATES = re.compile("[\ud800-\udfff]")


def canonical(value: str) -> str:
    """Text as it is stored and compared: NFC, line breaks as LF, no outer white space."""
    if value.isascii() and "\r" not in value:
        return value.strip()
    value = _SURROGATES.sub("\ufffd", value)  # bytes of another encoding, which no file can hold
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n")).strip()

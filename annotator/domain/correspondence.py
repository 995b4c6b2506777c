# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables of correspondence: which provision of a draft answers to which of a reference instrument."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from annotator.domain.instrument import article_path, folded_title
from annotator.domain.values import dataclass

RELATIONS = ("close", "adapted", "partial", "none")
"""Same subject and structure; same subject, another reach or other safeguards; part of the subject;
no counterpart."""

SHARE, LEAST = 0.5, 8
"""A draft whose articles bear this share of a numbering's titles, and so many, is numbered so."""


@dataclass(frozen=True, slots=True)
class Match:
    """One provision and one counterpart of it.

    Attributes:
        provision: path in the draft; "" for a counterpart nothing in the draft answers to.
        instrument: id of the reference.
        counterpart: path in it; "" where the provision has none.
        relation: one of `RELATIONS`; "" where nobody said.
        certainty: of the number, one of `instrument.CERTAINTIES`; "" where nobody said.
        note: how the two differ.
        title: of the provision, as the table has it; "" for none.
    """

    provision: str
    instrument: str
    counterpart: str = ""
    relation: str = ""
    certainty: str = ""
    note: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Numbering:
    """A correspondence as it holds for drafts that are numbered in one way.

    Attributes:
        id: `uncc-budapest/rev3`, `own/NAME`.
        table: name of the table.
        name: of the numbering: "Rev.3 and L.15"; "" for a table of one's own.
        symbols: of the drafts that are numbered so.
        judgement: who says how close two provisions are.
        own: whether somebody brought it into this project.
        matches: by provision, in the order of the table.
    """

    id: str
    table: str
    name: str = ""
    symbols: tuple[str, ...] = ()
    judgement: str = ""
    own: bool = False
    matches: tuple[Match, ...] = ()

    @property
    def instruments(self) -> tuple[str, ...]:
        """Ids of the references in it, as they come."""
        return tuple(dict.fromkeys(match.instrument for match in self.matches))

    def of(self, path: str) -> tuple[Match, ...]:
        """The matches of a provision and of its parts, else of the nearest one around it."""
        return _nearest(self.matches, path, lambda match: match.provision)

    def back(self, instrument: str, path: str) -> tuple[Match, ...]:
        """The matches that name a provision of a reference or its parts, else the nearest one around it."""
        named = [match for match in self.matches if match.instrument == instrument]
        return _nearest(named, path, lambda match: match.counterpart)


def _nearest(
    matches: Sequence[Match], path: str, said: Callable[[Match], str]
) -> tuple[Match, ...]:
    found = tuple(match for match in matches if _within(said(match), path))
    while path and not found:
        path = _around(path)
        found = tuple(match for match in matches if path and said(match) == path)
    return found


def _within(path: str, whole: str) -> bool:
    """Whether a path is a provision, or a part of it."""
    return bool(whole) and (path == whole or path.startswith(f"{whole}("))


def _around(path: str) -> str:
    """What a provision is part of: `Art 6(2)(a)`, `Art 6(2)`, `Art 6`, "". A range begins a part."""
    path = path.split("-", 1)[0]
    if path.endswith(")"):
        return path[: path.rindex("(")].strip()
    if "#" in path:
        return path.split("#", 1)[0]
    return article_path(path) if article_path(path) != path else ""


def numbered_like(
    numberings: Sequence[Numbering], symbol: str, titles: Callable[[], Mapping[str, str]]
) -> tuple[Numbering | None, str]:
    """The numbering of a draft, and what says so: `symbol`, `titles`, or "" for none.

    Args:
        numberings: to choose from.
        symbol: of the draft, as printed.
        titles: gives those of its articles, by path; asked only where the symbol does not tell.
    """
    wanted = symbol.casefold().strip()
    for one in numberings:
        if wanted and any(wanted == known.casefold() for known in one.symbols):
            return one, "symbol"
    folded = {path: folded_title(title) for path, title in titles().items() if title}
    best, most = None, 0
    for one in numberings:
        known = {match.provision: folded_title(match.title) for match in one.matches}
        same = sum(bool(title) and folded.get(path) == title for path, title in known.items())
        if same >= max(LEAST, SHARE * len(known)) and same > most:
            best, most = one, same
    return best, "titles" if best is not None else ""

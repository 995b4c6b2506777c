# SPDX-License-Identifier: AGPL-3.0-or-later
"""Concern codes and the tree of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from annotator.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """A concern code. Identifiers are permanent: retire one rather than reuse it.

    Attributes:
        uid: UUID, fixed for the codes that ship.
        id: short id as people write it, e.g. `SUR-3`.
        name: title.
        family: id of the family (parent), "" for a family itself.
        colour: `#RRGGBB`, at least 7:1 against black.
        standards: instruments and paragraphs a reviewer can cite.
        retired: no longer offered, still shown where used.
    """

    uid: str
    id: str
    name: str
    family: str = ""
    definition: str = ""
    include: str = ""
    exclude: str = ""
    standards: tuple[str, ...] = ()
    typical_provisions: tuple[str, ...] = ()
    example: str = ""
    colour: str = "#C8C8C8"
    retired: bool = False


UNKNOWN = Code(uid="", id="?", name="")
"""Stands for a code that the codebook does not have."""


def matching(
    codes: Iterable[Code],
    typed: str,
    *,
    recent: Sequence[str] = (),
    families: Mapping[str, str] | None = None,
) -> list[Code]:
    """Codes that fit what somebody typed, best first.

    An id that starts with the text comes before a name, its own or its family's, with a word that
    starts with it, before a name or definition that merely contains it; within each, codes used
    recently come first and the codebook's order holds. An empty text gives every code, recent ones first.

    Args:
        codes: in the codebook's order.
        typed: letters as typed; several words must all fit.
        recent: uids used lately, latest first.
        families: names of families by id.
    """
    words = typed.casefold().split()
    ranked = []
    for order, code in enumerate(codes):
        if code.retired:
            continue
        rank = max(
            (_rank(code, (families or {}).get(code.family, ""), word) for word in words), default=0
        )
        if rank < _NO_FIT:
            lately = recent.index(code.uid) if code.uid in recent else len(recent)
            ranked.append((rank, lately, order, code))
    ranked.sort(key=lambda entry: entry[:3])
    return [entry[3] for entry in ranked]


_NO_FIT = 4


def _rank(code: Code, family: str, word: str) -> int:
    squeezed = code.id.casefold().replace("-", "")
    if code.id.casefold().startswith(word) or squeezed.startswith(word.replace("-", "") or word):
        return 0
    name, family = code.name.casefold(), family.casefold()
    if any(part.startswith(word) for part in f"{name} {family}".replace("-", " ").split()):
        return 1
    if word in name or word in family:
        return 2
    return 3 if word in code.definition.casefold() else _NO_FIT

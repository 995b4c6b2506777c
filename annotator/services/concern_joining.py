# SPDX-License-Identifier: AGPL-3.0-or-later
"""Concerns of which a person said that one goes on as another that was tagged apart. Reads only.

What a chain is called stays as it is, since the uids of what is carried follow from it; only its history
is told together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotator.domain.carried import OUTCOMES, Decision
from annotator.domain.values import dataclass
from annotator.services.carried_chains import Chains
from annotator.services.concern_telling import Place


@dataclass(frozen=True, slots=True)
class Joined:
    """The chains that are one concern, in the order of its drafts.

    Attributes:
        tags: uid of the first tag of each.
        passages: uid of the first passage of each.
        places: the living tag in each draft that has one.
    """

    tags: tuple[str, ...]
    passages: tuple[str, ...]
    places: Mapping[str, Place]


def joined(
    chain: Mapping[str, Mapping[str, Place]], chains: Chains, decisions: Iterable[Decision]
) -> list[Joined]:
    """Every concern, those together that a decision holds together.

    Args:
        chain: the places of each, by its first tag.
        chains: of the project.
        decisions: that were said. One that names a passage made apart holds each tag together with the
            one of the same code and reviewer there, unless both stand in one draft.
    """
    found = {tag: Joined((tag,), (_root(chains, places),), places) for tag, places in chain.items()}
    on: dict[str, list[str]] = {}
    for tag, one in found.items():
        on.setdefault(one.passages[0], []).append(tag)
    into = {tag: tag for tag in found}
    for said in decisions:
        if not said.carried or said.outcome not in OUTCOMES:
            continue
        older, newer = chains.root(said.passage), chains.root(said.carried)
        if older == newer:
            continue  # carried by rule
        for first in on.get(older, ()):
            for second in on.get(newer, ()):
                _join(found, into, first, second)
    return list(found.values())


def _join(found: dict[str, Joined], into: dict[str, str], first: str, second: str) -> None:
    a, b = into[first], into[second]
    one, other = found[a], found[b]
    if a == b or _said(one) != _said(other) or one.places.keys() & other.places.keys():
        return
    found[a] = Joined(
        one.tags + other.tags, one.passages + other.passages, {**one.places, **other.places}
    )
    del found[b]
    into.update({tag: a for tag, now in into.items() if now == b})


def _said(one: Joined) -> tuple[str, str]:
    tag = next(iter(one.places.values())).tag
    return tag.code, tag.reviewer


def _root(chains: Chains, places: Mapping[str, Place]) -> str:
    return chains.root(next(iter(places.values())).passage.uid)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Provisions as lines of an outline: what stands there to be read, where each begins and ends. No Qt."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from annotator.domain.quotation import readable
from annotator.domain.structure.found_structure import Provision, Structure
from annotator.domain.structure.heading_words import GROUPS, OUTER
from annotator.domain.values import dataclass
from annotator.ui.models.outline_entries import END, Entry, Hanging, hanging
from annotator.ui.models.tag_pages import Place

WORDS = 90
"""Code points of the text shown of a provision without a title."""
_LONGEST_LABEL = 40


@dataclass(frozen=True, slots=True)
class ProvisionRows:
    """An outline made of provisions; what has been looked up for it on the way.

    Attributes:
        entries: one for each provision, in its order.
        parents: what each hangs on, -1 for nothing.
        hung: what hangs on what.
    """

    entries: tuple[Entry, ...] = ()
    parents: tuple[int, ...] = ()
    hung: Hanging = Hanging()


def provision_rows(
    structure: Structure,
    texts: Mapping[int, str],
    known: Container[str] = (),
    *,
    notes: Mapping[Place, str] = {},
) -> ProvisionRows:
    """The lines of an outline.

    Args:
        structure: of the draft.
        texts: words by page, for the first ones of what has no title.
        known: words of the draft that keep their hyphen; see `domain.quotation`.
        notes: what people did to those that begin at places.
    """
    ends = _ends(structure)
    made = []
    page: tuple[int, str] = (0, "")
    for number, one in enumerate(structure.provisions):
        if one.page != page[0]:
            page = one.page, texts.get(one.page, "")
        begin = (one.page, one.start)
        following = structure.provisions[number + 1 : number + 2]
        has_parts = bool(following) and following[0].parent == number
        title = shown_title(one, _words(structure, number, page[1], known))
        own_end = (following[0].page, following[0].start) if has_parts else ends[number]
        made.append(
            Entry(
                number, title, one.page, begin, ends[number], own_end,
                path=one.path, note=notes.get(begin, ""), unfolded=one.kind in (*GROUPS, *OUTER, "heading"),
            )
        )  # fmt: skip
    parents = tuple(one.parent for one in structure.provisions)
    return ProvisionRows(tuple(made), parents, hanging(parents))


def shown_title(one: Provision, words: str = "") -> str:
    """How a provision is shown in one line: `Article 28. Search and seizure`, `(d) of data …`.

    Args:
        one: the provision.
        words: its first words, where it has no title.
    """
    label = one.label if len(one.label) <= _LONGEST_LABEL else one.path
    said = one.title or words
    if one.kind == "recital" and label == one.number:
        label = f"¶ {label}"  # counted, not printed
        return f"{label}  {said}" if said else label
    if not said:
        return label or one.path
    dot = "." if label[-1:].isalnum() else ""
    return f"{label}{dot} {said}" if label else said


def _ends(structure: Structure) -> list[Place]:
    """Where each ends: where the next that is no part of it begins, or what belongs to none."""
    ones = structure.provisions
    ends: list[Place] = [END] * len(ones)
    open_: list[int] = []
    for number, one in enumerate(ones):
        while open_ and open_[-1] != one.parent:
            ends[open_.pop()] = (one.page, one.start)
        open_.append(number)
    for page, pieces in structure.pieces.items():
        for start, index in pieces:
            if index < 0:
                _cut(ends, ones, (page, start))
    return ends


def _cut(ends: list[Place], ones: Sequence[Provision], place: Place) -> None:
    """What has ended before a stretch that belongs to none ends there, and not further on."""
    for number, one in enumerate(ones):
        if (one.end_page, one.end) <= place < ends[number]:
            ends[number] = place


def _words(structure: Structure, number: int, page: str, known: Container[str]) -> str:
    """The first words of a provision behind its label."""
    one = structure.provisions[number]
    if one.title:
        return ""
    runs = structure.runs[number] if number < len(structure.runs) else ()
    until = next((run.end for run in runs if run.page == one.page), one.start + 2 * WORDS)
    raw = page[one.start : min(until, one.start + 2 * WORDS)]
    said = readable(raw[_behind(raw, one.found or one.label) :].lstrip(" .:–—-\n"), known)  # noqa: RUF001
    return said if len(said) <= WORDS else said[: said.rfind(" ", 0, WORDS) + 1].rstrip() + " …"


def _behind(raw: str, label: str) -> int:
    """Where the words begin behind a label, 0 where it is not printed there."""
    at = 0
    for char in "".join(label.split()):
        while at < len(raw) and raw[at].isspace():
            at += 1
        if raw[at : at + 1] != char:
            return 0
        at += 1
    return at

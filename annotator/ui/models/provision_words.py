# SPDX-License-Identifier: AGPL-3.0-or-later
"""What provisions and corrections of them are called on screen. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from annotator.domain.structure.found_structure import Structure
from annotator.domain.values import dataclass
from annotator.i18n import _

if TYPE_CHECKING:
    from annotator.services.boundary_records import Boundary

KINDS: Final = (
    "article", "paragraph", "subparagraph", "item", "chapter", "section", "part", "title", "annex",
    "appendix", "protocol", "preamble", "recital", "rule", "principle", "guideline", "op", "pp", "row",
    "heading",
)  # fmt: skip
"""In the order in which they are offered."""
UNITS: Final = (
    "article", "rule", "principle", "guideline", "paragraph", "op", "recital", "row", "heading",
)  # fmt: skip

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hint:
    """A line of the list below the outline.

    Attributes:
        text: one sentence.
        page: from 1, 0 for the whole draft.
        start: code point in that page's text.
        boundary: uid of what a person said, "" for what is doubtful.
    """

    text: str
    page: int = 0
    start: int = 0
    boundary: str = ""


def kind_name(kind: str) -> str:
    """One provision of a kind."""
    return {
        "article": _("Article"), "paragraph": _("Paragraph"), "subparagraph": _("Subparagraph"),
        "item": _("Item"), "chapter": _("Chapter"), "section": _("Section"), "part": _("Part"),
        "title": _("Title"), "annex": _("Annex"), "appendix": _("Appendix"),
        "protocol": _("Protocol"), "preamble": _("Preamble"), "recital": _("Recital"),
        "rule": _("Rule"), "principle": _("Principle"), "guideline": _("Guideline"),
        "op": _("Operative paragraph"), "pp": _("Preambular paragraph"), "row": _("Row"),
        "heading": _("Heading"),
    }.get(kind, kind)  # fmt: skip


def unit_name(unit: str) -> str:
    """What a draft is made of."""
    return {
        "article": _("Articles"), "rule": _("Rules"), "principle": _("Principles"),
        "guideline": _("Guidelines"), "paragraph": _("Numbered paragraphs"),
        "op": _("Paragraphs of a resolution"), "recital": _("Recitals"),
        "row": _("Rows of a table"), "heading": _("Headings"),
    }.get(unit, _("Nothing found"))  # fmt: skip


def label_like(structure: Structure, kind: str, number: str) -> str:
    """How a provision of this kind and number would be printed in a draft, as the others of it are."""
    if not number:
        return kind_name(kind)
    for one in structure.provisions:
        told = one.kind == kind and one.number and one.label.count(one.number) == 1
        if told and "person" not in one.reason:
            return one.label.replace(one.number, number)
    marks = {"paragraph": "{number}.", "subparagraph": "({number})", "item": "({number})"}
    return marks.get(kind, f"{kind_name(kind)} {{number}}").format(number=number)


def notes_of(
    said: Sequence[Boundary], names: Mapping[str, str], structure: Structure
) -> dict[Place, str]:
    """What people did to the provisions that begin at places, in words.

    Args:
        said: in the order in which it was said.
        names: of reviewers, by uid.
        structure: with all that.
    """
    found = {(one.page, one.start): one.found for one in structure.provisions}
    notes: dict[Place, str] = {}
    for boundary in said:
        one = boundary.correction
        here = (one.to_page, one.to_offset) if one.action == "move" else (one.page, one.offset)
        if here in found and one.action != "remove":
            notes[here] = _note(boundary, names, found[here])
    return notes


def hints_of(said: Sequence[Boundary], names: Mapping[str, str]) -> list[Hint]:
    """What people said of boundaries, as lines of a list."""
    hints = []
    for boundary in said:
        one = boundary.correction
        there = (one.to_page, one.to_offset) if one.action == "move" else (one.page, one.offset)
        hints.append(Hint(_sentence(boundary, names), *there, boundary.uid))
    return hints


def _note(boundary: Boundary, names: Mapping[str, str], found: str) -> str:
    said = {
        "add": _("put in by {name}"),
        "move": _("moved here by {name} from page {page}"),
    }.get(boundary.correction.action, _("corrected by {name}"))
    note = said.format(name=_name(boundary, names), page=boundary.correction.page)
    return ", ".join((note, _("found as “{label}”").format(label=found))) if found else note


def _sentence(boundary: Boundary, names: Mapping[str, str]) -> str:
    from annotator.domain.structure.corrections import NONE  # noqa: PLC0415 - after the first page

    one = boundary.correction
    words = (kind_name(one.kind) if one.kind else "", one.number)
    called = one.label or " ".join(word for word in words if word and word != NONE)
    called = called or one.title
    if called == NONE:
        return _("It has no title, says {name}.").format(name=_name(boundary, names))
    said = {
        "add": _("{called} begins here, says {name}."),
        "remove": _("Nothing begins here, says {name}."),
        "move": _("The beginning was moved here from page {page} by {name}."),
    }.get(one.action, _("Called {called} by {name}."))
    return said.format(called=called, name=_name(boundary, names), page=one.page)


def _name(boundary: Boundary, names: Mapping[str, str]) -> str:
    return names.get(boundary.reviewer) or _("somebody")

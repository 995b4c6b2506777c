# SPDX-License-Identifier: AGPL-3.0-or-later
"""Negotiation marks: what brackets, options and the look of words say about a text. Values only."""

from __future__ import annotations

from typing import Final

from annotator.domain.anchor import Segment
from annotator.domain.values import dataclass

KINDS: Final = (
    "bracketed", "alternative", "status", "empty", "editorial", "proposal", "reservation",
    "unclosed", "unopened", "added", "struck", "coloured",
)  # fmt: skip
"""Contested words; one of several wordings; a word on the status of a paragraph; a gap; no
negotiation at all; what a party wants; a party holds back; brackets without partner; and three kinds
told by the look of words: underlined or bold, struck out, on a coloured ground."""

SCOPES: Final = ("words", "paragraph", "heading", "provision")
"""How much a mark takes in: some words, a whole paragraph, a heading, several paragraphs."""

ACTIONS: Final = ("", "delete", "add", "retain", "replace", "move", "support", "oppose", "reserve")
"""What the party of a proposal wants done; "" where it is other words, or not said."""

REASONS: Final = (
    "in_brackets", "side_by_side", "slash", "word_between", "option_label", "alt_label",
    "has_alternative", "agreed_word", "agreed_ad_ref_word", "agreed_group_word", "blank",
    "placeholder", "date", "citation", "note_number", "ellipsis", "editor", "name_colon",
    "proposal_word", "names_only", "reserved_word", "no_partner", "underlined", "bold", "struck",
    "colour", "colour_by_legend",
)  # fmt: skip
"""Why a mark is what it is said to be; `mark_words.sentence` says it to a person."""

REMARKS: Final = (
    "mirrored", "reach_guessed", "spans_provisions", "part_of_word",
    "unknown_name", "in_quotation", "mixed_brackets", "not_at_end", "pdf_note", "few_brackets",
    "looks_cut",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NegotiationMark:
    """One sign of negotiation in a draft. Evidence, never certain: the reviewer confirms it.

    Attributes:
        kind: one of `KINDS`.
        start: where it begins in the running text, its own brackets included.
        end: one past its last code point there.
        status: what it says of the text, one of `domain.tag.TEXT_STATUSES`; "" for nothing.
        segments: where it stands on the pages.
        covers: the words it speaks of: its own, or for a status the paragraph.
        depth: 1 for the outermost bracket, 2 inside it, and so on; 0 for no bracket.
        group: number shared by alternatives of each other, from 1; 0 for none.
        label: as printed, such as `Option 1`; "" for none.
        choices: the wordings of an alternative that holds several, in order.
        actors: States, groups or officers, in the order printed.
        action: one of `ACTIONS`.
        scope: one of `SCOPES`.
        colour: name of the ground's colour, such as `yellow`; "" for none.
        reason: one of `REASONS`.
        confidence: `low`, `medium` or `high`.
        remarks: of `REMARKS`.
        brackets: where its bracket characters stand in the running text; none for looks and words.
    """

    kind: str
    start: int
    end: int
    status: str = ""
    segments: tuple[Segment, ...] = ()
    covers: tuple[Segment, ...] = ()
    depth: int = 0
    group: int = 0
    label: str = ""
    choices: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    action: str = ""
    scope: str = "words"
    colour: str = ""
    reason: str = "in_brackets"
    confidence: str = "medium"
    remarks: tuple[str, ...] = ()
    brackets: tuple[int, ...] = ()

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Says to a person what a negotiation mark is and why it is taken for one."""

from __future__ import annotations

from annotator.domain.negotiation.negotiation_mark import NegotiationMark
from annotator.i18n import _


def sentence(mark: NegotiationMark) -> str:
    """Why a mark is what it is said to be: one plain sentence."""
    return _reasons()[mark.reason].format(colour=_colours().get(mark.colour, ""))


def remarks(mark: NegotiationMark) -> list[str]:
    """What is doubtful or strange about a mark, a sentence each."""
    known = _remarks()
    return [known[remark] for remark in mark.remarks]


def _reasons() -> dict[str, str]:
    return {
        "in_brackets": _("Square brackets: these words are not agreed."),
        "side_by_side": _("Brackets side by side: one of them is to be chosen."),
        "slash": _("A slash in brackets: one of the wordings is to be chosen."),
        "word_between": _("Brackets with “or” between: one of them is to be chosen."),
        "option_label": _("The draft numbers this as an option."),
        "alt_label": _("“alt”: another wording of the paragraph with this number."),
        "has_alternative": _("An “alt” paragraph with the same number follows."),
        "agreed_word": _("The draft says so beside these words."),
        "agreed_ad_ref_word": _("“Agreed ad referendum” stands here: agreed, not contested."),
        "agreed_group_word": _("The draft says that a group has agreed on this."),
        "blank": _("Empty brackets: a number or word is still to come."),
        "placeholder": _("A placeholder in brackets: something is still to come."),
        "date": _("A date or year in brackets: the editor's, not a contest."),
        "citation": _("A reference in brackets: the editor's, not a contest."),
        "note_number": _("The number of a note in brackets."),
        "ellipsis": _("Dots in brackets: words were left out."),
        "editor": _("A word of the editor in brackets."),
        "name_colon": _("A name and a colon in brackets: a proposal."),
        "proposal_word": _("The draft says who proposed this."),
        "names_only": _("Names in brackets: who proposes or supports these words."),
        "reserved_word": _("The draft says that this is reserved or pending."),
        "no_partner": _("A square bracket without its partner."),
        "underlined": _("Underlined words: perhaps added."),
        "bold": _("Bold words in a sentence: perhaps added."),
        "struck": _("Words struck out: perhaps deleted."),
        "colour": _("Marked in {colour}; the draft does not say what this colour means."),
        "colour_by_legend": _("Marked in {colour}; the draft says what this colour means."),
    }


def _remarks() -> dict[str, str]:
    return {
        "mirrored": _("The brackets stand the other way round in the PDF."),
        "reach_guessed": _("How far it reaches is a guess."),
        "spans_provisions": _("It reaches over more than one article."),
        "part_of_word": _("The brackets are part of a word."),
        "unknown_name": _("A name is not among the known States and groups."),
        "in_quotation": _("It stands in a quotation."),
        "mixed_brackets": _("Opening and closing bracket are of different kinds."),
        "not_at_end": _("It does not stand at the end of a paragraph."),
        "few_brackets": _("The draft has few brackets: perhaps they are the editor's."),
        "looks_cut": _("So many words of this page look different that some were left out."),
        "pdf_note": _("Somebody marked this in the PDF; it may be no part of the draft."),
    }


def _colours() -> dict[str, str]:
    return {
        "red": _("red"), "orange": _("orange"), "yellow": _("yellow"), "green": _("green"),
        "turquoise": _("turquoise"), "blue": _("blue"), "purple": _("purple"), "pink": _("pink"),
        "grey": _("grey"), "black": _("black"), "white": _("white"),
    }  # fmt: skip

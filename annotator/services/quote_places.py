# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which of the places where the words of a quote stand is meant."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.domain.anchor import Segment
from annotator.domain.draft_text import DraftText
from annotator.domain.errors import InputRefusedError, NotFoundError
from annotator.i18n import _
from annotator.services.subjects import in_short

_NAMED = 20
"""Places that are told apart for whoever has to choose."""


class AmbiguousQuoteError(InputRefusedError):
    """The words stand in several places, and nobody said which; exit code 2, the places are named."""

    exit_code = 2


def the_place(text: DraftText, quote: str, nth: int | None) -> Sequence[Segment]:
    """The one place where the words of a quote stand, or the nth of several, from 1.

    Raises:
        NotFoundError: the words are not there, or not so often.
        AmbiguousQuoteError: they are there several times, and `nth` is None.
    """
    places = text.find(quote)
    if not places:
        raise NotFoundError(
            _("The words “{quote}” are not in this draft.").format(quote=in_short(quote)),
            _("They are compared without regard to case, hyphens and line ends."),
        )
    if nth is not None and not 1 <= nth <= len(places):
        raise NotFoundError(
            _("There is no occurrence {nth}; the words are there {count} times.").format(
                nth=nth, count=len(places)
            ),
            _named(text, places),
        )
    if nth is None and len(places) > 1:
        raise AmbiguousQuoteError(
            _("The words are there {count} times.").format(count=len(places)),
            _("Give --nth: {places}.").format(places=_named(text, places)),
        )
    return places[(nth or 1) - 1]


def _named(text: DraftText, places: Sequence[Sequence[Segment]]) -> str:
    named = []
    for number, place in enumerate(places[:_NAMED], start=1):
        before, after = text.context(place)
        around = f"{before[-30:]} […] {after[:30]}"
        where = _("{nth}: page {page}, “{around}”")
        named.append(where.format(nth=number, page=place[0].page, around=around))
    return "; ".join(named)

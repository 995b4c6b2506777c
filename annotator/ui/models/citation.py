# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words of a draft with where they stand, as one puts them into a letter or a paper. No Qt."""

from __future__ import annotations

import html

from annotator.domain.values import dataclass
from annotator.i18n import _


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote and its source.

    Attributes:
        quote: the words, "" for a place without words.
        source: symbol of the draft, or its file's name.
        provision: as `Art 28(3)(d)`, "" where none is known.
        pages: as `pages_said` gives them, "" for none.
        rtl: whether the words read from right to left.
    """

    quote: str
    source: str
    provision: str = ""
    pages: str = ""
    rtl: bool = False

    @property
    def line(self) -> str:
        """Where the words stand: `A/AC.291/22/Rev.2, Art 28(3)(d), p. 17`."""
        return ", ".join(filter(None, (self.source, self.provision, self.pages)))

    @property
    def plain(self) -> str:
        """Quote and source, a line each."""
        return f"{self._quoted}\n{self.line}" if self.quote else self.line

    @property
    def html(self) -> str:
        """The same for a text processor, which the words' direction matters to."""
        way = "rtl" if self.rtl else "ltr"
        words = f'<p dir="{way}">{html.escape(self._quoted, quote=False)}</p>' if self.quote else ""
        return f'{words}<p dir="ltr">{html.escape(self.line, quote=False)}</p>'

    @property
    def _quoted(self) -> str:
        return f"\u201c{self.quote}\u201d"


def pages_said(first: tuple[int, str], last: tuple[int, str]) -> str:
    """Pages as they are cited: `p. 17`, `pp. 17\u201318`, `p. ii [PDF p. 4]`.

    Args:
        first: page of the PDF from 1, and its printed number, "" where the PDF names none.
        last: likewise; the same for words on one page.
    """
    printed = _span(first[1] or str(first[0]), last[1] or str(last[0]))
    counted = _span(str(first[0]), str(last[0]))
    return printed if printed == counted else f"{printed} [PDF {counted}]"


def _span(first: str, last: str) -> str:
    if first == last:
        return _("p. {page}").format(page=first)
    return _("pp. {first}\u2013{last}").format(first=first, last=last)

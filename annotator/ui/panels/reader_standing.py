# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a reviewer stands with a draft, and the few words that say so. Asks nothing."""

from __future__ import annotations

from annotator.domain.values import dataclass
from annotator.i18n import _


@dataclass(frozen=True, slots=True)
class Standing:
    """How whoever looks stands with a draft.

    Attributes:
        draft: SHA-256; "" where no draft of a project is shown.
        finished: whether they said that they finished it.
        blind: whether they see nobody else's work on what they have not finished.
        articles: what they are to read; "" for all, or where nothing was agreed on.
        others: uids of others who said that they finished it.
        me: their own uid.
        required: the fields of a tag that the plan requires.
    """

    draft: str = ""
    finished: bool = False
    blind: bool = False
    articles: str = ""
    others: frozenset[str] = frozenset()
    me: str = ""
    required: tuple[str, ...] = ()

    @property
    def hidden(self) -> bool:
        """Whether colleagues' work on the draft is not shown."""
        return self.blind and not self.finished

    @property
    def who_finished(self) -> frozenset[str]:
        """Uids of all who finished it."""
        return self.others | ({self.me} if self.finished else frozenset())


def in_the_status_line(standing: Standing) -> str:
    """Two or three words; "" where there is nothing to say."""
    if standing.finished:
        return _("Draft finished")
    return _("Colleagues' work is hidden") if standing.blind else ""


def in_full(standing: Standing) -> str:
    """The same in a sentence or two, with what one is to read; "" where there is nothing to say."""
    said = []
    if standing.articles:
        said.append(_("You read {articles}.").format(articles=standing.articles))
    if standing.hidden:
        said.append(_("What colleagues say of this draft is hidden until you have finished it."))
    elif standing.finished:
        said.append(_("You have finished this draft."))
    return " ".join(said)

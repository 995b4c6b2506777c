# SPDX-License-Identifier: AGPL-3.0-or-later
"""How far a team is, in rows of words. Paints nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from annotator.domain.values import dataclass
from annotator.i18n import _, ngettext
from annotator.ui.models.text_table import TextRow
from annotator.ui.panels.coverage_words import DONE, PARTLY
from annotator.ui.panels.vocabulary import title

if TYPE_CHECKING:
    from annotator.services.progress import Progress, Share


@dataclass(frozen=True, slots=True)
class Part:
    """What one person has to do with one article, or with one tag of theirs.

    Attributes:
        draft: SHA-256.
        path: of the article.
        state: how far it is.
        tag: uid of a tag that lacks something; "" for an article.
        known: whether the draft has the article.
    """

    draft: str
    path: str
    state: str
    tag: str = ""
    known: bool = True


def heads() -> tuple[str, ...]:
    """Heads of the columns of `row`."""
    return (_("Reviewer"), _("Draft"), _("Judged"), _("Begun"), _("Not begun"), _("Finished"))


def meanings() -> tuple[str, ...]:
    """What the heads mean, "" where a head says it."""
    judged = _(
        "Articles of the task with a mark or a tag on the whole of them or on each of their paragraphs; "
        "of those without paragraphs, a tag on any of their words."
    )
    begun = _("Articles in which something is said, but not yet on every paragraph.")
    rest = _(
        "Articles in which nothing is said yet. Judged, begun and not begun are the whole task."
    )
    return "", "", judged, begun, rest, ""


def row(share: Share, drafts: Mapping[str, str]) -> TextRow:
    """One person and one draft."""
    draft = drafts.get(share.draft, share.draft)
    if share.hidden:
        said = _("hidden until you have finished")
        return TextRow((share.name, draft, said, "", "", ""))
    judged = _("{n} of {all}").format(n=len(share.judged), all=len(share.assigned))
    rest = str(len(share.not_begun))
    if share.unknown:
        unknown = _("{n} not in this draft").format(n=len(share.unknown))
        rest = f"{rest} · {unknown}"
    done = f"{DONE} {_('yes')}" if share.finished else ""
    return TextRow((share.name, draft, judged, str(len(share.begun)), rest, done))


def parts(share: Share, found: Progress, codes: Mapping[str, str]) -> tuple[Part, ...]:
    """The tags of a person that lack something, then their articles; what is left comes first."""
    if share.hidden:
        return ()
    tags = [
        Part(
            one.draft, one.provision,
            _("{code} lacks {fields}").format(
                code=codes.get(one.code, one.code),
                fields=", ".join(title(name).lower() for name in one.lacks),
            ),
            tag=one.tag,
        )
        for one in found.incomplete
        if one.reviewer == share.person and one.draft == share.draft
    ]  # fmt: skip
    judged, begun = frozenset(share.judged), frozenset(share.begun)
    unknown = [
        Part(share.draft, path, _("not in this draft"), known=False) for path in share.unknown
    ]
    articles = [
        Part(share.draft, path, _state(judged=path in judged, begun=path in begun))
        for path in share.assigned
    ]
    articles.sort(key=lambda part: (part.path in judged, part.path not in begun))
    return (*tags, *unknown, *articles)


def _state(*, judged: bool, begun: bool) -> str:
    if judged:
        return f"{DONE} {_('judged')}"
    return f"{PARTLY} {_('begun')}" if begun else _("not begun")


def part_row(part: Part) -> TextRow:
    """One article or tag."""
    return TextRow((part.path or _("no provision"), part.state))


def told(found: Progress) -> str:
    """A line above it all."""
    count = len({share.person for share in found.shares})
    said = [ngettext("{n} person", "{n} people", count).format(n=count)]
    if found.required:
        said.append(
            _("Every tag needs: {fields}").format(
                fields=", ".join(title(name).lower() for name in found.required)
            )
        )
    if found.incomplete:
        n = len(found.incomplete)
        said.append(ngettext("{n} tag lacks something", "{n} tags lack something", n).format(n=n))
    return " · ".join(said)

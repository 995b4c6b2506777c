# SPDX-License-Identifier: AGPL-3.0-or-later
"""What changed between two drafts, in the words people read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from annotator.domain.alignment import changes as of
from annotator.domain.alignment.changes import KINDS, Change
from annotator.domain.alignment.draft_words import FOOTNOTES, OUTSIDE
from annotator.domain.alignment.modality import REVERSED, STRONGER, WEAKER, Modality
from annotator.i18n import _, ngettext


def kind_name(kind: str) -> str:
    """A kind of change, as it is listed."""
    return {
        of.ADDED: _("added"), of.REMOVED: _("removed"), of.MOVED: _("moved"), of.SPLIT: _("split"),
        of.JOINED: _("joined"), of.TITLE: _("title"), of.REWORDED: _("reworded"),
        of.MODALITY: _("strength"), of.BRACKET_OPENED: _("bracket opened"),
        of.BRACKET_CLOSED: _("bracket closed"), of.OPTION_OUT: _("option taken out"),
        of.RENUMBERED: _("renumbered"),
    }[kind]  # fmt: skip


def counted_kind(kind: str, count: int) -> str:
    """A number of changes of a kind: `47 options taken out`."""
    said = {
        of.ADDED: _("{n} added"), of.REMOVED: _("{n} removed"), of.MOVED: _("{n} moved"),
        of.SPLIT: _("{n} split"), of.JOINED: _("{n} joined"), of.REWORDED: _("{n} reworded"),
        of.RENUMBERED: _("{n} renumbered"),
        of.TITLE: ngettext("{n} title changed", "{n} titles changed", count),
        of.MODALITY: ngettext("{n} change of strength", "{n} changes of strength", count),
        of.BRACKET_OPENED: ngettext("{n} bracket opened", "{n} brackets opened", count),
        of.BRACKET_CLOSED: ngettext("{n} bracket closed", "{n} brackets closed", count),
        of.OPTION_OUT: ngettext("{n} option taken out", "{n} options taken out", count),
    }[kind]  # fmt: skip
    return said.format(n=count)


def kind_names(change: Change) -> list[str]:
    """The kinds of a change, the weightiest first."""
    return [kind_name(kind) for kind in KINDS if kind in change.kinds]


def change_name(change: Change) -> str:
    """Which provision a change is about: `Art 4(2)`, `Art 4(2) → Art 5(2)`."""
    if FOOTNOTES in change.pair.a:
        return _("Footnotes")
    if OUTSIDE in change.pair.a:
        return _("Outside of provisions")
    return became([change.a, *change.more_a], [change.b, *change.more_b])


def article_name(change: Change) -> str:
    """Which article it is listed under."""
    if not change.article_a and not change.article_b:
        return change_name(change)
    return became([change.article_a], [change.article_b])


def became(a: Iterable[str], b: Iterable[str]) -> str:
    """One path where both are the same, else what became what."""
    mine, others = " + ".join(filter(None, a)), " + ".join(filter(None, b))
    return mine or others if mine == others or not (mine and others) else f"{mine} → {others}"


def by_article(found: Iterable[Change]) -> Iterator[tuple[str, list[Change]]]:
    """Changes under the name of their article, in their order."""
    for _key, ones in groupby(found, key=_article):
        group = list(ones)
        yield article_name(group[0]), group


def _article(change: Change) -> tuple[str, str, bool]:
    return change.article_a, change.article_b, change.pair.a[:1] == (FOOTNOTES,)


def modality_sentence(one: Modality) -> str:
    """A change in how strongly a text binds, in a few words."""
    if not one.before:
        said = _("“{after}” put in").format(after=one.after)
    elif not one.after:
        said = _("“{before}” taken out").format(before=one.before)
    else:
        said = _("“{before}” is now “{after}”").format(before=one.before, after=one.after)
    how = {WEAKER: _("binds less"), STRONGER: _("binds more"), REVERSED: _("the opposite")}
    return f"{said} ({how[one.direction]})" if one.direction in how else said

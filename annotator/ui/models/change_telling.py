# SPDX-License-Identifier: AGPL-3.0-or-later
"""Changes and pairings in words: to read, to hear, and as tool tips. Paints nothing."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.domain.alignment import changes as kinds
from annotator.domain.alignment.aligned import Pair
from annotator.domain.alignment.change_words import change_name, counted_kind, kind_name
from annotator.domain.alignment.changes import Change
from annotator.domain.alignment.modality import REVERSED, STRONGER, WEAKER, Modality
from annotator.domain.alignment.side_by_side import ChangeRow, SideBySide
from annotator.i18n import _, ngettext
from annotator.ui.models import redline_runs

ARROW = "\u2192"


def titles() -> dict[str, str]:
    """What the columns are called."""
    return {
        "provision": _("Provision"), "kinds": _("Change"), "tags": _("Tags"), "words": _("Words"),
    }  # fmt: skip


def kinds_said(row: ChangeRow) -> str:
    """All kinds of a change, and whether a person paired it."""
    of_it = row.change.kinds
    order = kinds.MODALITY, *(name for name in kinds.KINDS if name != kinds.MODALITY)
    found = [kind_name(name) for name in order if name in of_it] or [_("unchanged")]
    if len(found) > 1 and kinds.RENUMBERED in of_it:
        found.remove(kind_name(kinds.RENUMBERED))  # the provision says it
    return ", ".join([*found, *([_("locked")] if row.change.pair.locked else [])])


def modality(one: Modality) -> str:
    """A change in how strongly it binds."""
    if one.before and one.after:
        said = f"{one.before} {ARROW} {one.after}"
    elif one.before:
        said = _("without \u201c{words}\u201d").format(words=one.before)
    else:
        said = _("with \u201c{words}\u201d").format(words=one.after)
    how = {
        WEAKER: _("weaker"), STRONGER: _("stronger"), REVERSED: _("reversed"),
    }.get(one.direction, "")  # fmt: skip
    return f"{said} ({how})" if how else said


def modalities(change: Change) -> str:
    """All of them."""
    return ", ".join(dict.fromkeys(map(modality, change.modality)))


def words(row: ChangeRow) -> str:
    """The redline to be heard; of what has none its title."""
    change = row.change
    said = redline_runs.said(redline_runs.in_one_line(change.pieces)) or change.title
    return " \u00b7 ".join(filter(None, (modalities(change), said)))


def tags(row: ChangeRow) -> str:
    """How many tags stand on what it touches; "" for none."""
    return str(row.tags) if row.tags else ""


def cell(row: ChangeRow, column: str) -> str:
    """A cell in words."""
    if column == "provision":
        return change_name(row.change)
    if column == "kinds":
        return kinds_said(row)
    return tags(row) if column == "tags" else words(row)


def spoken(row: ChangeRow) -> str:
    """A whole row."""
    touched = ngettext("touches {n} tag", "touches {n} tags", row.tags).format(n=row.tags)
    parts = change_name(row.change), kinds_said(row), touched if row.tags else "", words(row)
    return "; ".join(filter(None, parts))


def side_sentence(found: SideBySide, *, newer_read: bool) -> str:
    """What the head of the other draft says."""
    count = len(_counted(found.rows))
    said = ngettext("{n} change", "{n} changes", count).format(n=count)
    other = found.older if newer_read else found.newer
    which = _("The older draft; deletions are struck") if newer_read else _(
        "The newer draft; insertions are underlined"
    )  # fmt: skip
    return " \u00b7 ".join(filter(None, (which, other.date, said)))


# -- pairings --------------------------------------------------------------------------------------


def reason(name: str) -> str:
    """What speaks for a pairing."""
    return {
        "words": _("the same words, found nowhere else"), "likeness": _("like words"),
        "title": _("the same title"), "number": _("the same number"),
        "within": _("what they are part of belongs together"),
        "order": _("they stand at the same place in the row"), "person": _("a person said so"),
    }.get(name, name)  # fmt: skip


def pairing(pair: Pair) -> str:
    """Why two provisions belong together, or that one stands alone; in one or two sentences."""
    if not pair.b:
        return _("No provision of the newer draft answers to it.")
    if not pair.a:
        return _("No provision of the older draft answers to it.")
    alike = _("{n} % of this provision's words are the same.").format(n=round(100 * pair.score))
    because = ", ".join(map(reason, pair.reason))
    if pair.locked:
        return _("{alike} Locked: a person said that they belong together.").format(alike=alike)
    if not because:
        return alike
    return _("{alike} Paired by: {reasons}.").format(alike=alike, reasons=because)


def _counted(rows: Iterable[ChangeRow]) -> list[ChangeRow]:
    """Those in which more changed than a number."""
    return [row for row in rows if row.change.kinds and not row.only_number]


def counted(rows: Iterable[ChangeRow]) -> str:
    """How many there are of each kind."""
    every = _counted(rows)
    numbers = {
        name: sum(name in row.change.kinds for row in every)
        for name in kinds.KINDS if name != kinds.RENUMBERED
    }  # fmt: skip
    total = ngettext("{n} change", "{n} changes", len(every)).format(n=len(every))
    parts = [counted_kind(name, number) for name, number in numbers.items() if number]
    tagged = sum(bool(row.tags) for row in every)
    touched = ngettext("{n} touches tags", "{n} touch tags", tagged).format(n=tagged)
    said = [total, *parts, *([touched] if tagged else [])]
    return " \u00b7 ".join(said)

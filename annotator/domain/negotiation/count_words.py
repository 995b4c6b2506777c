# SPDX-License-Identifier: AGPL-3.0-or-later
"""Says kinds of negotiation marks and how many there are, as people read it. Words only."""

from __future__ import annotations

from annotator.domain.negotiation.mark_counts import MarkCounts
from annotator.i18n import _, ngettext


def kind_words(kind: str) -> str:
    """What one mark of a kind is called."""
    known = {
        "bracketed": _("bracketed"), "alternative": _("alternative"), "status": _("status"),
        "empty": _("to be filled in"), "editorial": _("editor's"), "proposal": _("proposal"),
        "reservation": _("reserved"), "unclosed": _("not closed"), "unopened": _("not opened"),
        "added": _("perhaps added"), "struck": _("struck out"), "coloured": _("coloured"),
    }  # fmt: skip
    return known.get(kind, kind)


def counted_kind(kind: str, count: int) -> str:
    """A number of marks of a kind: `12 alternatives`."""
    known = {
        "bracketed": _("{n} bracketed"),
        "alternative": ngettext("{n} alternative", "{n} alternatives", count),
        "status": ngettext("{n} word on the status", "{n} words on the status", count),
        "empty": _("{n} to be filled in"),
        "editorial": ngettext("{n} of the editor's", "{n} of the editor's", count),
        "proposal": ngettext("{n} proposal", "{n} proposals", count),
        "reservation": _("{n} reserved"),
        "unclosed": _("{n} not closed"),
        "unopened": _("{n} not opened"),
        "added": _("{n} perhaps added"),
        "struck": _("{n} struck out"),
        "coloured": _("{n} coloured"),
    }
    return known.get(kind, "{n} " + kind).format(n=count)


def counted(found: MarkCounts) -> str:
    """`131 marks: 80 bracketed, 12 alternatives`; what is editorial comes last and is not in the sum."""
    if not found.kinds:
        return _("No marks of negotiation")
    total = ngettext("{n} mark", "{n} marks", found.marks).format(n=found.marks)
    kinds = sorted(found.kinds, key=lambda one: (one[0] == "editorial", -one[1]))
    return f"{total}: " + ", ".join(counted_kind(*one) for one in kinds)

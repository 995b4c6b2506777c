# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is said of passages that wait to be carried over, in the words people read. Words only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from annotator.domain.codebook import UNKNOWN, Code
from annotator.domain.concern_words import bracket_words
from annotator.domain.passage import Passage
from annotator.domain.project import Draft
from annotator.i18n import _, ngettext
from annotator.ui.models.queue_list import ORDER, QueueRow

if TYPE_CHECKING:
    from annotator.domain.carried import Carried, Item
    from annotator.services.carried_origin import Origin

_COUNTED = (*reversed(ORDER[3:]), *ORDER[:3])
"""Verdicts in the order of their counts: what is certain first."""


def verdict_name(verdict: str) -> str:
    """What the program says of a passage, in a word or two."""
    return {
        "same": _("the same"), "moved": _("moved"), "reworded": _("reworded"), "gone": _("gone"),
        "unsure": _("unsure"),
    }.get(verdict, verdict)  # fmt: skip


def head_of(row: QueueRow) -> str:
    """What stands over the rows of a verdict."""
    name = verdict_name(row.verdict)
    return f"{name[:1].upper()}{name[1:]} ({row.count})"


def where(item: Item) -> str:
    """From which provision to which; of what is gone, where it was."""
    mine, others = item.provision_from, item.provision_to
    if item.verdict == "gone":
        return _("was {where}").format(where=mine) if mine else ""
    if mine and others and mine != others:
        return f"{mine} → {others}"
    return mine or others


def place_of(row: QueueRow) -> str:
    """On which page; of what is gone, where it would stand."""
    item = row.item
    page = _("page {page}").format(page=item.page) if item and item.page else ""
    if item is None or not item.near:
        return page
    said = _("would stand after {place}") if item.behind else _("would stand in {place}")
    return ", ".join(filter(None, (said.format(place=item.near), page)))


def already_said(row: QueueRow) -> str:
    """What is tagged there already, and what keeps it the only one; "" for nothing."""
    found = row.already
    if found is None:
        return ""
    people: dict[str, list[str]] = {}
    for letters, name in row.said_by:
        people.setdefault(name, []).append(letters)
    said = []
    for name, ones in people.items():
        if found.same:
            words = (
                _("{who} has tagged these words with {codes} already.")
                if name
                else _("You have tagged these words with {codes} already.")
            )
        else:
            words = (
                _("{who} has tagged words here with {codes} already.")
                if name
                else _("You have tagged words here with {codes} already.")
            )
        said.append(words.format(codes=", ".join(ones), who=name))
    if found.whole and row.verdict in ("same", "moved"):
        said.append(_("Accepting keeps that, carrying over makes another."))
    elif found.whole:
        said.append(_("Accepting keeps that."))
    return " ".join(said)


def row_said(row: QueueRow) -> str:
    """A row for those who hear it."""
    if row.item is None:
        return head_of(row)
    letters = ", ".join(chip.said for chip in row.chips)
    quote = " ".join(row.item.quote_from.split())
    brackets = bracket_words()[row.item.brackets]
    parts = verdict_name(row.verdict), where(row.item), letters, brackets, quote, row.who
    return " · ".join(filter(None, parts))


def counted(rows: Iterable[QueueRow], older: Draft) -> str:
    """How many there are of each verdict, those that are carried without asking first."""
    counts = Counter(row.verdict for row in rows)
    if not counts:
        return _("Nothing of {draft} is open").format(draft=older.name)
    return " · ".join(f"{counts[one]} {verdict_name(one)}" for one in _COUNTED)


def carry_offer(found: Carried) -> str:
    """What the button that carries says; "" where nothing is certain."""
    if found.passages:
        said = ngettext("Carry over {n} passage", "Carry over {n} passages", found.passages)
        return said.format(n=found.passages)
    if found.tags:
        return ngettext("Carry over {n} new tag", "Carry over {n} new tags", found.tags).format(
            n=found.tags
        )
    return ""


def decided_sentence(item: Item, outcome: str, *, accepted: bool) -> str:
    """What was decided, for a passing notice."""
    if not accepted:
        said = {
            "taken_up": _("{where}: closed as taken up"),
            "narrowed": _("{where}: closed as narrowed"),
            "worsened": _("{where}: closed as worsened"),
            "dropped": _("{where}: closed as dropped"),
        }[outcome]
        return said.format(where=item.provision_from or _("Passage"))
    said = {
        "narrowed": _("{where}: accepted as narrowed"),
        "worsened": _("{where}: accepted as worsened"),
    }.get(outcome, _("{where}: accepted"))
    return said.format(where=item.provision_to or item.provision_from or _("Passage"))


def already_sentence(item: Item) -> str:
    """What was decided of what is tagged there already, for a passing notice."""
    said = _("{where}: kept as tagged already")
    return said.format(where=item.provision_to or item.provision_from or _("Passage"))


def resumed_sentence(item: Item) -> str:
    """That one is choosing words again, for a passing notice."""
    where = item.provision_to or item.provision_from
    if not where:
        return _("You were choosing the words for a passage on this draft")
    return _("You were choosing the words for {where} on this draft").format(where=where)


def suggestion(item: Item, passage: Passage, codes: Mapping[str, Code]) -> str:
    """What speaks for an outcome; "" for nothing."""
    tags = {tag.uid: tag for tag in passage.tags}
    for evidence in item.evidence:
        tag = tags.get(evidence.tag)
        if tag is None or not evidence.taken_up:
            continue
        code = codes.get(tag.code, UNKNOWN).id
        if not evidence.wording:
            return _("{code} asked to delete these words, and they are gone.").format(code=code)
        said = (
            _("The new words contain what {code} proposed: “{wording}”")
            if evidence.contained
            else _("The new words are nearer to what {code} proposed: “{wording}”")
        )
        return said.format(code=code, wording=" ".join(evidence.wording.split()))
    return ""


def origin_words(origin: Origin) -> tuple[str, str]:
    """Where a passage was carried over from, and what more there is to say of it."""
    place = ", ".join(filter(None, (origin.name, origin.provision)))
    said = _("Carried over from {place}").format(place=place)
    outcomes = {
        "accepted": _("accepted"), "narrowed": _("narrowed"), "worsened": _("worsened"),
    }  # fmt: skip
    how = [outcomes[one] for one in origin.outcomes if one in outcomes]
    said = f"{said} · {', '.join(how)}" if how else said
    return said, _("Go to it there") if origin.passage else _("It is not there any more")


def nothing_open(older: Draft) -> str:
    """What stands in place of rows when all is decided."""
    return _(
        "Nothing of {draft} waits here. What is tagged there from now on, and what is not the same "
        "any more, will."
    ).format(draft=older.name)


def no_older(*, reference: bool, absent: int) -> str:
    """What stands there where there is no draft to carry from."""
    if reference:
        return _("This is a reference, and no round of the negotiation: nothing is carried to it.")
    said = _("No earlier round of this draft is in the project. Add its PDF, and say in its details "
             "which round it is; then its passages can be carried over.")  # fmt: skip
    if absent:
        said += "\n\n" + _("Of some drafts that colleagues worked on the PDF is not here yet.")
    return said

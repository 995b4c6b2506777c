# SPDX-License-Identifier: AGPL-3.0-or-later
"""Codes and people of files that may be those of the project under another id, as rows. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.domain.codebook import Code
from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.ui.models.merge_items import CellTable

if TYPE_CHECKING:
    from annotator.services.codebook_differences import Difference
    from annotator.services.merge_people import Newcomer


SWAPPED = "<"
"""Before the uid of one of those here: the two are one, and go by what the files call it."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something of the files that is not the project's.

    Attributes:
        uid: of it.
        name: of it.
        what: how it differs, in few words.
        told: the same in full; "" where the words say all.
        choices: uids and names of those here that it may be taken as; () where there is no choice.
        offered: the one of them that it is like; "" for none.
        itself: what it is when it is taken as none of them.
        taken: the one it is taken as until somebody chooses otherwise; "" for none.
    """

    uid: str
    name: str
    what: str
    told: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    offered: str = ""
    itself: str = ""
    taken: str = ""


class TakenAs(CellTable):
    """Rows of offers, and as what each is taken."""

    def __init__(self, head: str, offers: Sequence[Offer], parent: QObject | None = None) -> None:
        super().__init__((head, _("What is different"), _("Taken as")), parent)
        self.offers = tuple(offers)
        self._taken = {each.uid: each.taken for each in offers if each.taken}
        self._show()

    def _show(self) -> None:
        self.show_cells([(each.name, each.what, self.words(each)) for each in self.offers])

    def words(self, offer: Offer) -> str:
        """As what an offer is taken, in words."""
        return dict(offer.choices).get(self.taken(offer), offer.itself)

    def taken(self, offer: Offer) -> str:
        """Uid of what an offer is taken as; "" for itself."""
        return self._taken.get(offer.uid, "")

    def take(self, row: int, uid: str) -> None:
        """Take the offer of a row as one of those here, or with "" as itself."""
        self._taken[self.offers[row].uid] = uid
        self._cells[row] = (*self._cells[row][:2], self.words(self.offers[row]))
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Uids of what is taken as another, and of those as which it is shown."""
        taken = ((each.uid, self.taken(each)) for each in self.offers if self.taken(each))
        return tuple(
            (here.removeprefix(SWAPPED), uid) if here.startswith(SWAPPED) else (uid, here)
            for uid, here in taken
        )

    def take_over(self, other: TakenAs) -> None:
        """Take what was taken in another list, as far as it is offered here, too."""
        for row, each in enumerate(self.offers):
            chosen = other.taken(each)
            if each.uid in other._taken and chosen in ("", *dict(each.choices)):
                self.take(row, chosen)


def code_offers(found: Iterable[Difference], codes: Iterable[Code]) -> tuple[Offer, ...]:
    """The codes of files that are not the project's; what has a choice comes first."""
    known = tuple((code.uid, f"{code.id} {code.name}".strip()) for code in codes)
    offers = [_code_offer(each, known) for each in found]
    return tuple(sorted(offers, key=lambda each: (not each.offered, not each.choices)))


def _code_offer(each: Difference, known: tuple[tuple[str, str], ...]) -> Offer:
    name = f"{each.code} {each.name}".strip()
    if each.what == "changed":
        said = [
            _("{field}: here “{ours}”, there “{theirs}”").format(
                field=field.replace("_", " "), ours=ours, theirs=theirs
            )
            for field, ours, theirs in each.fields
        ]
        fields = ", ".join(field.replace("_", " ") for field, _ours, _theirs in each.fields)
        what = _("another {fields}").format(fields=fields)
        if each.two_meanings:
            what = _("another meaning under one id")
            said.append(
                _("Codes are one by their id, so tags with either meaning stand under it. Where "
                  "neither was written knowing the other, both wait in the inbox after the merge.")
            )  # fmt: skip
        return Offer(each.uid, name, what, "\n".join(said), itself=_("the same code"))
    choices = tuple(pair for pair in known if pair[0] != each.uid)
    if each.what == "new":
        return Offer(each.uid, name, _("not here"), "", choices, itself=_("a new code"))
    ours = f"{each.ours_code} {each.ours_name}".strip()
    told = _("It has another id than {ours}, and the same letters or title.").format(ours=ours)
    rest = tuple(pair for pair in choices if pair[0] != each.ours)
    choices = ((each.ours, ours), *rest)
    itself = _("a new code")
    return Offer(each.uid, name, _("named like one of yours"), told, choices, each.ours, itself)


def people_offers(found: Iterable[Newcomer]) -> tuple[Offer, ...]:
    """The people of files whose names are like those of people here."""
    return tuple(
        Offer(
            each.uid, ", ".join(filter(None, (each.name, each.organisation))),
            _name_words(each), "", _names_kept(each), each.like[0][0], _("somebody else"),
            each.like[0][0] if each.by_hand else "",
        )
        for each in found
    )  # fmt: skip


def _name_words(each: Newcomer) -> str:
    if each.by_hand:
        return _("the name of somebody here, written by hand")
    return _("a name like that of {name}").format(name=each.like[0][1])


def _names_kept(each: Newcomer) -> tuple[tuple[str, str], ...]:
    """Whom somebody may be, and under whose name the two are shown then."""
    found = []
    for uid, name in each.like:
        found.append((uid, _("{name}, whose name is kept").format(name=name)))
        if name != each.name:
            said = _("{name}, and {theirs} is the name kept").format(name=name, theirs=each.name)
            found.append((f"{SWAPPED}{uid}", said))
    return tuple(found)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether the drafts have what a plan says people are to read. Reads only."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from annotator.domain.assigned_articles import read_assignment
from annotator.domain.errors import InputRefusedError
from annotator.domain.structure.path_order import range_ends
from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.services.drafts import Drafts
from annotator.services.provisions import Provisions


@dataclass(frozen=True, slots=True)
class Doubts:
    """What is doubtful in a plan, in sentences.

    Attributes:
        wrong: parts that no draft has.
        shorter: ranges that are longer than the drafts, and what there is.
    """

    wrong: tuple[str, ...] = ()
    shorter: tuple[str, ...] = ()


class PlanCheck:
    """Holds plans against the drafts of one project."""

    def __init__(self, drafts: Drafts, provisions: Provisions) -> None:
        self._drafts, self._provisions = drafts, provisions

    def of(self, assigned: Mapping[str, str], only: Collection[str] = ()) -> Doubts:
        """What is doubtful; a part counts as known where one of the drafts has it.

        Args:
            assigned: articles by the name of who reads them.
            only: SHA-256 of the drafts to be read; empty for all. Those without any provision found, and
                those that are not here, tell nothing.
        """
        known = {}
        for draft in self._drafts.list():
            if draft.sha256 in only if only else not draft.instrument:
                found = self._provisions.map(draft.sha256)
                if found.structure.provisions:
                    known[draft.name] = found
        if not known:
            return Doubts()
        wrong: list[str] = []
        shorter: list[str] = []
        for name, written in assigned.items():
            read = {draft: read_assignment(written, one) for draft, one in known.items()}
            nowhere = set.intersection(*(set(one.unknown) for one in read.values()))
            for part in dict.fromkeys(part for one in read.values() for part in one.unknown):
                if part in nowhere:
                    said = _("“{part}” of {name} is not found in {drafts}.")
                    wrong.append(said.format(part=part, name=name, drafts=", ".join(known)))
            for where, one in read.items():
                for part, there in one.longer:
                    first, last = range_ends(there)
                    said = _("“{part}” of {name}: {first} to {last} found in {draft}.")
                    shorter.append(
                        said.format(part=part, name=name, first=first, last=last, draft=where)
                    )
        return Doubts(tuple(wrong), tuple(shorter))

    def sure(self, assigned: Mapping[str, str], only: Collection[str] = ()) -> tuple[str, ...]:
        """Ranges that are longer than the drafts, in sentences.

        Raises:
            InputRefusedError: a part is in no draft; it says which.
        """
        doubts = self.of(assigned, only)
        if doubts.wrong:
            raise InputRefusedError(
                " ".join(doubts.wrong), _("Write articles as: Art 1-20, 25, Annex I.")
            )
        return doubts.shorter

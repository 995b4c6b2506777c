# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands beside the place one reads: asked of the project once an article. Shows nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.domain.counterpart import Beside
from annotator.domain.instrument import Instrument
from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.ui.jobs import Progress
from annotator.ui.reading_place import ReadingPlace
from annotator.ui.viewer.page_view import PageView
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.workspace import Workspace


NONE_WANTED = ("", "")


@dataclass(frozen=True, slots=True)
class Found:
    """What stands beside a provision of the draft that was shown.

    Attributes:
        path: of the provision, "" for none.
        found: its counterparts.
        reason: why there are none, as a sentence.
        known: the instruments they are of, by id.
        wanted: id of the reference and path in it that was asked for in particular; "" for none.
    """

    path: str = ""
    found: tuple[Beside, ...] = ()
    reason: str = ""
    known: tuple[tuple[str, Instrument], ...] = ()
    wanted: tuple[str, str] = NONE_WANTED


class BesideAsking(QObject):
    """Asks when one reads on in another article, or something changed; who asked for one counterpart
    in particular keeps it until then.

    What lies on the desk when the answer comes may be another thing: such an answer is dropped.

    Signals:
        answered: a Found, for the last question.
    """

    answered = Signal(object)

    def __init__(self, bench: Workbench, view: PageView, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._view = bench, view
        self._turn = 0
        self._asked: tuple[str, str | None] | None = None  # draft and article, None where unknown
        self._kept = False
        self._kept_at = ""  # the article one read when what is kept was shown

    def forget(self) -> None:
        """Nothing is shown any more, or another draft lies here."""
        self._turn += 1
        self._kept = False
        self.again()

    def again(self) -> None:
        """Something changed: the next question is asked, whatever was asked before."""
        self._asked, self._kept_at = None, ""

    def follow(self, place: ReadingPlace) -> None:
        """One reads here."""
        sha256 = self._bench.sha256
        if not sha256 or self._view.draft != sha256 or self._bench.reviewer is None:
            return  # not here yet, or not read yet
        provisions = self._view.provisions
        path = place.article_in(provisions.structure) if provisions.known else None
        if self._kept:
            self._kept = not (path and self._kept_at and path != self._kept_at)
            self._kept_at = self._kept_at or path or ""
        if not self._kept and (path is None or self._asked != (sha256, path)):
            self._ask(sha256, place, path)

    def keep(self, path: str, wanted: tuple[str, str] = NONE_WANTED) -> None:
        """Ask for what answers to a provision, wherever one reads, until one reads on."""
        self._kept, self._kept_at = True, ""
        if self._bench.sha256 and self._bench.reviewer is not None:
            self._ask(self._bench.sha256, ReadingPlace(path), path, wanted)

    def _ask(
        self,
        sha256: str,
        place: ReadingPlace,
        path: str | None,
        wanted: tuple[str, str] = NONE_WANTED,
    ) -> None:
        self._turn += 1
        self._asked, turn = (sha256, path), self._turn

        def work(space: Workspace, _progress: Progress) -> tuple[int, Found]:
            return turn, beside(space, sha256, place, wanted)

        self._bench.ask(work, self._on_answer)

    def _on_answer(self, answer: tuple[int, Found]) -> None:
        turn, found = answer
        if turn == self._turn:
            self.answered.emit(found)


def beside(
    space: Workspace, sha256: str, place: ReadingPlace, wanted: tuple[str, str] = NONE_WANTED
) -> Found:
    """What stands beside a place. On the writer thread."""
    asked = space.counterparts
    path = place.article_in(space.provisions.structure(sha256))
    found = asked.beside(sha256, path) if path else ()
    if not path and wanted[1]:
        found = (asked.reference(*wanted),)
    known = asked.tables.instruments()
    named = tuple((uid, known[uid]) for uid in {one.instrument for one in found} if uid in known)
    if found:
        return Found(path, found, known=named, wanted=wanted)
    if not path:
        return Found("", reason=_("You stand in no article."))
    if any(draft.sha256 == sha256 and draft.instrument for draft in space.drafts.list()):
        return Found(path, reason=_("No draft of this project answers to it."))
    numbering, _why = asked.numbering(sha256)
    if numbering is None:
        return Found(
            path, reason=_("No table of counterparts fits this draft. Choose one in the list of "
            "counterparts, or link provisions by hand."),
        )  # fmt: skip
    names = ", ".join(known[uid].short for uid in numbering.instruments if uid in known)
    return Found(path, reason=_("No counterpart in {names}.").format(names=names))

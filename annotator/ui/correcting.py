# SPDX-License-Identifier: AGPL-3.0-or-later
"""Says for the reviewer where provisions begin and what they are called. Finds none itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QDialog, QWidget

from annotator.domain.quotation import readable
from annotator.domain.structure.corrections import ADD, MOVE, NONE, REMOVE, RENAME, Correction
from annotator.domain.structure.found_structure import Provision, Structure
from annotator.i18n import _
from annotator.ui import reading_place
from annotator.ui.dialogs.provision_details import Called, ProvisionDialog
from annotator.ui.dialogs.which_provision import WhichDialog
from annotator.ui.jobs import Progress
from annotator.ui.models.provision_words import label_like
from annotator.ui.panels.outline_foot import OutlineFoot
from annotator.ui.provision_search import ProvisionSearch
from annotator.ui.viewer.page_view import PageView
from annotator.ui.viewer.selecting.carets import Caret
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.workspace import Workspace

WORDS = 80
"""Code points shown of the text where something begins."""
BESIDE = 4
"""Provisions offered before and behind a place, of those that may begin there."""


class Correcting(QObject):
    """Asks, and has it kept; each correction is one step to undo."""

    def __init__(
        self, bench: Workbench, view: PageView, search: ProvisionSearch, foot: OutlineFoot,
        parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._bench, self._view, self._search = bench, view, search
        self._asked: Correction | None = None
        self.dialog: QDialog | None = None
        foot.take_back_requested.connect(self.take_back_said)
        foot.unit_chosen.connect(self.choose_unit)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Commands by id."""
        return {
            "provision.add": self.add,
            "provision.rename": self.rename,
            "provision.move": self.move,
            "provision.remove": self.remove,
            "provision.take_back": self.take_back,
        }

    @property
    def subject(self) -> Provision | None:
        """The provision meant: the one chosen in the outline while that is used, else where one stands."""
        index = reading_place.stood_in(self._bench, self._view)
        return self._structure.provisions[index] if index >= 0 else None

    # -- commands ------------------------------------------------------------------------------

    @Slot()
    def add(self) -> None:
        """A provision begins where the caret stands, or the selection begins."""
        place = self._place()
        if place is None:
            return
        around = self._structure.at(place.page, place.at)
        if around is not None and (around.page, around.start) == (place.page, place.at):
            self._rename(around)  # one begins here already
            return
        called = _next_to(self._structure, around)
        made = Correction(ADD, place.page, place.at)
        self._ask(_("A provision begins here"), made, called, place)

    @Slot()
    def rename(self) -> None:
        """It is of another kind, or has another number or title."""
        one = self.subject
        if one is None:
            self._say_none()
            return
        self._rename(one)

    def _rename(self, one: Provision) -> None:
        made = Correction(RENAME, one.page, one.start)
        called = Called(one.kind, one.number, one.title)
        self._ask(
            _("Rename or renumber {path}").format(path=one.path),
            made,
            called,
            Caret(one.page, one.start),
        )

    @Slot()
    def remove(self) -> None:
        """None begins there: its text belongs to what stands before it."""
        one = self.subject
        if one is None:
            self._say_none()
            return
        done = _("{path} is taken out; its text belongs to what stands before it.")
        self._keep(Correction(REMOVE, one.page, one.start), done.format(path=one.path))

    @Slot()
    def move(self) -> None:
        """A provision begins where the caret stands: the one chosen in the outline, else one asks which."""
        place = self._place()
        if place is None:
            return
        one = self.subject if self._view.provisions.pointed() else None
        if one is not None:
            self._move(one, place)
        else:
            self._ask_which(place)

    @Slot()
    def take_back(self) -> None:
        """Let a provision be as it was found."""
        one, found = self.subject, self._search.found
        said = found.said if found is not None else ()
        if one is not None:
            for each in reversed(said):
                made = each.correction
                here = (
                    (made.to_page, made.to_offset)
                    if made.action == MOVE
                    else (made.page, made.offset)
                )
                if here == (one.page, one.start):
                    self.take_back_said(each.uid)
                    return
        self._bench.signals.turned.emit(_("Nobody has corrected this provision."))

    @Slot(str)
    def take_back_said(self, uid: str) -> None:
        """Take one correction back."""

        def work(space: Workspace, _progress: Progress) -> None:
            space.provisions.take_back(uid)

        if self._may:
            self._bench.ask(work)

    @Slot(str)
    def choose_unit(self, unit: str) -> None:
        """Say what the draft is made of, "" to let it be guessed."""
        draft = self._view.draft

        def work(space: Workspace, _progress: Progress) -> None:
            space.provisions.choose_unit(draft, unit)

        if self._may:
            self._bench.ask(work)

    # -- asking --------------------------------------------------------------------------------

    @property
    def _structure(self) -> Structure:
        return self._view.provisions.structure

    @property
    def _may(self) -> bool:
        return self._search.in_project and not self._bench.read_only

    def _place(self) -> Caret | None:
        """Where the selection begins or the caret stands; says what to do where there is neither."""
        span, head = self._view.selection.span(), self._view.selection.head
        place = span[0] if span is not None else head
        if place is None or place.page not in self._view.texts:
            self._bench.signals.turned.emit(
                _("Click on the page where it begins, or press F7 and move the caret there.")
            )
            return None
        return place

    def _say_none(self) -> None:
        self._bench.signals.turned.emit(_("There is no provision here."))

    def _words(self, place: Caret) -> str:
        text = self._view.texts.get(place.page)
        raw = text.text[place.at : place.at + WORDS] if text is not None else ""
        where = _("Page {page}: “{words} …”")
        return where.format(page=place.page, words=readable(raw))

    def _ask(self, head: str, made: Correction, called: Called, place: Caret) -> None:
        dialog = ProvisionDialog(head, self._words(place), called, self._window())

        def correction(said: Called) -> Correction:
            new = made.action == ADD
            changed = new or (said.kind, said.number) != (called.kind, called.number)
            return replace(
                made,
                kind=said.kind if new or said.kind != called.kind else "",
                number=_word(said.number, called.number, new=new),
                title=_word(said.title, called.title, new=new),
                label=label_like(self._structure, said.kind, said.number) if changed else "",
            )

        def ask(said: Called) -> None:
            self._asked = correction(said)
            self._search.would_be(self._asked, self._on_would_be)

        def give(said: Called) -> None:
            if made.action == ADD or said != called:
                self._keep(correction(said), "")

        dialog.asked.connect(ask)
        dialog.given.connect(give)
        self._open(dialog)

    @Slot(object)
    def _on_would_be(self, answer: tuple[Correction, str]) -> None:
        asked, path = answer
        if asked == self._asked and isinstance(self.dialog, ProvisionDialog):
            self.dialog.show_path(path)

    def _ask_which(self, place: Caret) -> None:
        structure = self._structure
        before = structure.index_at(place.page, place.at)
        low = max(0, before - BESIDE + 1)
        ones = structure.provisions[low : before + BESIDE + 1]
        entries = self._search.found.rows.entries if self._search.found is not None else ()
        said = {entry.number: entry.title for entry in entries}
        offered = [
            (low + n, f"{one.path}   {said.get(low + n, one.label)}") for n, one in enumerate(ones)
        ]
        if not offered:
            self._say_none()
            return
        chosen = min(max(before - low, 0), len(offered) - 1)
        dialog = WhichDialog(
            _("Which provision begins here?"), self._words(place), offered, chosen=chosen,
            parent=self._window(),
        )  # fmt: skip
        dialog.given.connect(lambda index: self._move(structure.provisions[index], place))
        self._open(dialog)

    def _move(self, one: Provision, place: Caret) -> None:
        if (one.page, one.start) == (place.page, place.at):
            self._bench.signals.turned.emit(_("{path} begins here already.").format(path=one.path))
            return
        made = Correction(MOVE, one.page, one.start, to_page=place.page, to_offset=place.at)
        self._keep(made, _("{path} begins here now.").format(path=one.path))

    def _open(self, dialog: ProvisionDialog | WhichDialog) -> None:
        if self.dialog is not None:
            self.dialog.reject()
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._on_finished)
        dialog.open()

    @Slot(int)
    def _on_finished(self, _result: int) -> None:
        self.dialog = self._asked = None
        self._search.drop_would_be()

    def _window(self) -> QWidget:
        return self._view.window()

    def _keep(self, made: Correction, done: str) -> None:
        draft = self._view.draft

        def work(space: Workspace, _progress: Progress) -> str:
            space.provisions.correct(draft, made)
            return done

        if self._may:
            self._bench.ask(work, self._on_kept)

    def _on_kept(self, done: str) -> None:
        if done:
            self._bench.signals.turned.emit(done)


def _word(said: str, before: str, *, new: bool) -> str:
    """What is to be kept of a field: nothing where it is as before, `NONE` where it was emptied."""
    if said == before and not new:
        return ""
    return said or (NONE if before else "")


def _next_to(structure: Structure, around: Provision | None) -> Called:
    """What a provision put in behind another is likely called: the next number of its kind."""
    if around is None:
        return Called(structure.unit or "article")
    number = around.number
    if number.isascii() and number.isdecimal():
        return Called(around.kind, str(int(number) + 1))
    letter = len(number) == 1 and number.isascii() and number.isalpha() and number not in "zZ"
    return Called(around.kind, chr(ord(number) + 1) if letter else "")

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeps the outline telling the provisions of the draft shown, and leads to them. Corrects none."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.i18n import _
from annotator.ui.models.outline_entries import Entry
from annotator.ui.models.outline_lines import heading_line
from annotator.ui.models.provision_names import named, near, standing_under
from annotator.ui.models.provision_words import Hint, hints_of
from annotator.ui.panels.outline import OutlinePanel
from annotator.ui.provision_search import Found, ProvisionSearch
from annotator.ui.reading_place import reading_place
from annotator.ui.viewer.layout import Spot
from annotator.ui.viewer.page_view import PageView
from annotator.ui.viewer.reader import Reader
from annotator.ui.viewer.selecting.carets import Caret, caret_box
from annotator.ui.workbench import Workbench

FOLLOWED = 100
"""Milliseconds from a move of the view until what one reads is lit: to look costs one or more, and a view
that scrolls moves in every frame.
"""
HEAD_AT = 0.1
"""Part of the view's height that is above a provision one went to."""


class OutlineDesk(QObject):
    """Between the outline, the reader and the finder of provisions.

    Signals:
        page_requested: a page to go to.
        draft_requested: place of a draft to turn to.
        found: the provisions of the draft shown are known, or others.
    """

    page_requested = Signal(int)
    draft_requested = Signal(int)
    found = Signal()

    def __init__(
        self, bench: Workbench, reader: Reader, panel: OutlinePanel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bench, self._reader, self.panel = bench, reader, panel
        self._view = reader.view
        self._sizes: object = ()
        self._own: list[tuple[int, str, int]] | None = None
        self._shown = ""
        self._wanted = ("", "")
        self._led = ("", 0)  # the provision gone to, and where the view stood then
        self._lit: tuple[str, int] | None = None
        self.search = ProvisionSearch(bench, reader.view, self)
        self.search.done.connect(self._on_found)
        panel.named = self.named
        panel.entry_requested.connect(self._on_entry_requested)
        panel.foot.place_requested.connect(self.lead)
        reader.opened.connect(self._on_opened)
        reader.view.laid_out.connect(self._on_laid_out)
        self._following = QTimer(self)
        self._following.setSingleShot(True)
        self._following.setInterval(FOLLOWED)
        self._following.timeout.connect(self._light)
        for signal in (reader.view.moved, reader.view.selection_changed, reader.view.texts_came):
            signal.connect(self._on_moved)
        reader.view.texts_came.connect(self._on_texts_perhaps)

    # -- the document --------------------------------------------------------------------------

    @Slot()
    def _on_laid_out(self) -> None:
        sizes, before = self._view.sizes, self._sizes
        self._sizes = sizes
        if sizes is not before and sizes != before and not (sizes and before):
            self._forget()
            self.panel.show_nothing(_("The outline of the draft stands here."))

    def _forget(self) -> None:
        self._own, self._shown = None, ""
        self._led, self._lit = ("", 0), None
        self.panel.foot.hide()
        self.search.forget()

    @Slot(dict)
    def _on_opened(self, body: dict[str, object]) -> None:
        found = body.get("outline")
        self._forget()
        self._sizes = self._view.sizes
        self._own = (
            [(int(a), str(b), int(c)) for a, b, c in found] if isinstance(found, list) else []
        )
        if self._own:
            self.panel.show_outline(self._own)
            self.panel.show_page(self._view.page)
        else:
            self.panel.show_nothing(_("The provisions of this draft will stand here."))
        self._on_texts_perhaps()

    @Slot()
    def _on_texts_perhaps(self) -> None:
        """The text may have come, or been looked through: look for provisions."""
        if self._own is None or not self._reader.text_complete:
            return
        entries = self.panel.model.entries if self._own and not self._shown else ()
        self.search.look(entries, self._own)

    @Slot()
    def _on_found(self) -> None:
        found = self.search.found
        if found is None or self._own is None:
            return
        if found.structure.count:
            again, self._shown = self._shown == self._view.draft, self._view.draft
            self.panel.show_provisions(found.rows, again=again)
        elif self._own:
            note = _("No provisions were found in the text. This is the outline of the PDF.")
            self.panel.show_outline(self._own, note=note)
            self.panel.set_starts(found.starts)
        else:
            self.panel.show_nothing(_nothing_found())
        self._show_foot(found)
        self._lit = None
        self._light()
        self.found.emit()
        self._go_to_wanted()

    def _show_foot(self, found: Found) -> None:
        structure, foot = found.structure, self.panel.foot
        doubts = [Hint(one.text, one.page, one.start) for one in structure.remarks]
        foot.show_hints(doubts, hints_of(found.said, found.names))
        may = found.kept and not self._bench.read_only
        foot.show_unit(structure.unit, structure.unit_reason, chosen=bool(found.unit), may=may)

    # -- going -----------------------------------------------------------------------------------

    def named(self, typed: str) -> str:
        """The path of the provision that somebody typed; "" where the draft shown has none such."""
        structure = self._view.provisions.structure
        index = named(structure, typed)
        return structure.provisions[index].path if index >= 0 else ""

    @Slot(object)
    def _on_entry_requested(self, entry: Entry) -> None:
        if entry.path:
            self._go(entry.path, entry.page, entry.begin[1])
            return
        line = heading_line(self._view.texts.get(entry.page), entry.title)
        self.lead(entry.page, line.start if line is not None else 0)

    @Slot(int, int)
    def lead(self, page: int, at: int) -> None:
        """Go to a place; what stands there is what one stands in then."""
        self._go("", page, at)

    def _go(self, path: str, page: int, at: int) -> None:
        view = self._view
        self.page_requested.emit(page)
        text = view.texts.get(page)
        if at and text is not None:
            x0, y0, _x1, _y1 = caret_box(text, at)
            _put_high(view, Spot(page, x0, y0))
        view.provisions.led = (Caret(page, at), view.top)
        self._led = (path, view.top)
        if text is not None and view.picked.empty:  # what one goes to is what one stands in
            view.selection.place(Caret(page, at))
            view.selection_moved()
        self._light()
        view.setFocus()

    @property
    def follows_soon(self) -> bool:
        """Whether the view or the selection moved, and what one reads by now is not lit yet."""
        return self._following.isActive()

    @Slot()
    def _on_moved(self) -> None:
        if not self._following.isActive():
            self._following.start()

    @Slot()
    def _light(self) -> None:
        """Light what one went to, until one scrolls; else what one stands in or reads."""
        view, structure = self._view, self._view.provisions.structure
        if not structure.count:
            self._lit = None
            self.panel.show_page(view.page)
            return
        path, top = self._led
        if top != view.top or not path:
            self._led = ("", 0)
            path = reading_place(self._bench, view, seen=True, in_outline=False).path_in(structure)
        if self._lit != (path, view.page):
            self._lit = (path, view.page)
            index = standing_under(structure, path) if path else -1
            for one in structure.chain(index):  # the smallest that has a line of its own
                if self.panel.light(structure.provisions[one].path, view.page):
                    break
            self.panel.show_page(view.page)

    @Slot(str)
    def go_to_typed(self, typed: str) -> None:
        """Go to the provision that somebody typed, or say what is near it."""
        structure = self._view.provisions.structure
        index = named(structure, typed)
        if index >= 0:
            one = structure.provisions[index]
            self._go(one.path, one.page, one.start)
            return
        if not self._view.provisions.known and self._bench.sheet is not None:
            said = _("The provisions of this draft are being looked for.")
        elif not structure.count:
            said = _("There is no page “{typed}”, and no provisions were found in this draft.")
        else:
            said = _("There is no “{typed}” in this draft. There are: {near}.")
        about = ", ".join(near(structure, typed))
        self._bench.signals.turned.emit(said.format(typed=typed.strip(), near=about))

    def show_provision(self, draft: str, path: str) -> None:
        """Go to where a provision begins, on whatever draft; for one that is not there, what holds it."""
        self._wanted = (draft, path)
        place = [n for n, sheet in enumerate(self._bench.sheets) if sheet.sha256 == draft]
        if draft == self._bench.sha256:
            self._go_to_wanted()
        elif place:
            self.draft_requested.emit(place[0])

    @Slot(str)
    def point(self, path: str) -> None:
        """The view was brought to words of a provision: it is the one that is lit."""
        structure = self._view.provisions.structure
        index = standing_under(structure, path)
        if index >= 0:
            self._led = (structure.provisions[index].path, self._view.top)
            self._light()

    def _go_to_wanted(self) -> None:
        """Once the text of the draft it stands in is here."""
        draft, path = self._wanted
        if draft != self._bench.sha256:  # another draft was turned to meanwhile
            self._wanted = ("", "")
        here = bool(path) and draft == self._bench.sha256 == self._view.draft
        if not here or self._own is None or self.search.found is None:
            return
        self._wanted = ("", "")
        structure = self._view.provisions.structure
        index = standing_under(structure, path)
        if index >= 0:
            one = structure.provisions[index]
            self._go(one.path, one.page, one.start)
        else:
            said = _("No provision of this draft is {provision}.").format(provision=path)
            self._bench.signals.turned.emit(said)


def _put_high(view: PageView, spot: Spot) -> None:
    """Near the top, to be read on from, a few lines before it in sight."""
    view.reveal(spot)
    _x, y = view.layout_.position(spot)
    view.verticalScrollBar().setValue(round(y - HEAD_AT * view.view_size()[1]))


def _nothing_found() -> str:
    return _(
        "No provisions were found in this draft. Put the caret where one begins, and choose "
        "“A provision begins here…” in the Draft menu; or say there what the draft is made of."
    )

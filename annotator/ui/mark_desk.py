# SPDX-License-Identifier: AGPL-3.0-or-later
"""Marks on provisions: guesses which provision one reads, asks for the word, has it kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from annotator.domain.mark import Mark
from annotator.domain.provision import provision_path
from annotator.pdf import text_layer
from annotator.pdf.text_layer import PageText
from annotator.ui.dialogs.mark_provision import MarkDialog
from annotator.ui.jobs import Progress
from annotator.ui.viewer.page_view import PageView
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.workspace import Workspace

_NUMBER = r"(\d+|[ivxlc]+)\s?(bis|ter|quater)?\b"
_ARTICLE = re.compile(
    rf"(?:article|artículo|статья)\s+{_NUMBER}|(article\s+(?:premier|first))\b"
    r"|(?:ال)?(?:مادة|ماده)\s*\(?\s*(\d+)|第\s*([\d一二三四五六七八九十百]+)\s*[条條]",
    re.IGNORECASE,
)
_ANNEX = re.compile(r"(?:annexe?|anexo|приложение)\s+([ivxlc]+|\d+)\s*$", re.IGNORECASE)
_PREAMBLE = re.compile(
    r"(?:preamble|préambule|preámbulo|преамбула|序言|الديباجة)\s*$", re.IGNORECASE
)
_DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九")}


READ_AT = 0.4
"""Where in the view one reads: a heading gone to in the outline stands a third down."""


class MarkDesk(QObject):
    """Read, missing, discuss: a word on a provision without a code."""

    def __init__(self, bench: Workbench, view: PageView, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self._view = view
        self._mark = ""
        self.dialog: MarkDialog | None = None

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Commands by id."""
        return {
            "mark.read": self.mark_read,
            "mark.missing": self.mark_missing,
            "mark.discuss": self.mark_discuss,
        }

    @Slot()
    def mark_read(self) -> None:
        """Read, no concern."""
        self._ask("read")

    @Slot()
    def mark_missing(self) -> None:
        """Something is missing."""
        self._ask("missing")

    @Slot()
    def mark_discuss(self) -> None:
        """To be talked over."""
        self._ask("discuss")

    @Slot(str)
    def show_mark(self, uid: str) -> None:
        """Look at a mark, change it or take it away."""
        mark = next((each for each in self._bench.marks if each.uid == uid), None)
        if mark is not None and not self._bench.read_only:
            self._show(mark.provision, mark.value, mark)

    @Slot(str)
    def unmark(self, uid: str) -> None:
        """Take a mark away."""
        if self._bench.read_only:
            return

        def work(space: Workspace, _progress: Progress) -> None:
            space.marks.unmark(uid)

        self._bench.ask(work, self._on_unmarked)

    def guess(self) -> str:
        """The provision of the passage chosen, the selection, the caret, or what one reads: what is out
        of sight does not count.
        """
        view = self._view
        shown = view.shown()
        passage = self._bench.passage(view.marks.chosen) if view.marks.chosen else None
        span, head = view.selection.span(), view.selection.head
        if passage is not None and passage.anchor.provision:
            return passage.anchor.provision
        if passage is not None and passage.anchor.segments and passage.anchor.page in shown:
            page, at = passage.anchor.page, passage.anchor.start
        elif span is not None:
            page, at = span[0].page, span[0].at
        elif head is not None and view.caret_mode and head.page in shown:
            page, at = head.page, head.at
        else:
            spot = view.spot_at(view.viewport().width() / 2, view.viewport().height() * READ_AT)
            text = view.texts.get(spot.page) if spot else None
            if spot is None or text is None:
                return ""
            page, at = spot.page, text_layer.caret_at(text, spot.x, spot.y)
        return provision_above(view.texts, page, at)

    def _ask(self, value: str) -> None:
        if self._bench.project is not None and not self._bench.read_only:
            self._show(self.guess(), value, None)

    def _show(self, provision: str, value: str, mark: Mark | None) -> None:
        if self.dialog is not None:
            self.dialog.reject()
        window = self.parent()
        self.dialog = MarkDialog(
            provision, value, note=mark.note if mark else "", there=mark is not None,
            parent=window if isinstance(window, QWidget) else self._view.window(),
        )  # fmt: skip
        self._mark = mark.uid if mark else ""
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.marked.connect(self._on_marked)
        self.dialog.removed.connect(self._on_removed)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open()

    @Slot(str, str, str)
    def _on_marked(self, provision: str, value: str, note: str) -> None:
        draft = self._bench.sha256

        def work(space: Workspace, _progress: Progress) -> None:
            space.marks.mark(draft, provision, value, note=note)

        self._bench.ask(work)

    @Slot()
    def _on_removed(self) -> None:
        self.unmark(self._mark)

    @Slot(int)
    def _on_finished(self, _result: int) -> None:
        self.dialog = None

    def _on_unmarked(self, _nothing: object) -> None:
        self._bench.signals.deleted.emit()


def provision_above(texts: Mapping[int, PageText], page: int, at: int) -> str:
    """The provision a place stands in: the nearest heading above it that names an article.

    Args:
        texts: text layers by page, each line with its kind.
        page: from 1.
        at: code point on that page.

    Returns:
        A path like `Art 6`, in an annex `Annex I, Art 6`; "" where no heading names one.
    """
    article = ""
    for text in _headings_above(texts, page, at):
        if not article and _PREAMBLE.match(text):
            return "Preamble"
        annex = _ANNEX.match(text)
        if annex:
            whole = f"Annex {annex[1]}"
            return provision_path(f"{whole}, {article}" if article else whole)
        found = None if article else _ARTICLE.match(text)
        if found:
            article = provision_path(f"Art {_article_number(found)}")
    return article


def heading_for(headings: Iterable[tuple[int, str]], path: str) -> tuple[int, str] | None:
    """The heading that a provision stands under, its article's for a paragraph.

    Args:
        headings: page and title of each, in the order of the draft.
        path: as a mark has it, `Art 28(3)(d)` or `Annex I, Art 6`.

    Returns:
        Page and title; the annex where its article has no heading, None where nothing names it.
    """
    *above, last = provision_path(path).casefold().split(", ")
    wanted, annex = ", ".join([*above, last.split("(")[0].strip()]), ""
    outer: tuple[int, str] | None = None
    for page, title in headings:
        named = _named(" ".join(title.split()))
        if named.startswith("annex"):
            annex = named
        elif annex and named.startswith("art"):
            named = f"{annex}, {named}"
        if named and named == wanted:
            return page, title
        if outer is None and above and named == above[0]:
            outer = (page, title)
    return outer


def _named(title: str) -> str:
    """The provision that a heading names, folded; "" for none."""
    if _PREAMBLE.match(title):
        return "preamble"
    annex, article = _ANNEX.match(_numbered(title)), _ARTICLE.match(title)
    if annex:
        return f"annex {annex[1]}".casefold()
    found = f"Art {_article_number(article)}" if article else _numbered(title)
    return provision_path(found).casefold()


def _numbered(title: str) -> str:
    """The first two words, which are kind and number: `Chapter IV` of `Chapter IV. Jurisdiction`."""
    return " ".join(title.split()[:2]).rstrip(".:—– ")  # noqa: RUF001 - dashes as they are printed


def _headings_above(texts: Mapping[int, PageText], page: int, at: int) -> Iterator[str]:
    """Headings from a place upwards, nearest first."""
    for number in sorted((each for each in texts if each <= page), reverse=True):
        text = texts[number]
        for line in reversed(text.lines):
            if line.kind == "heading" and (number < page or line.start <= at):
                yield " ".join(text.line_text(line).split())


def _article_number(found: re.Match[str]) -> str:
    number, again, first, arabic, chinese = found.groups()
    if first:
        return "1"
    if number:
        return f"{number} {again}".strip() if again else number.upper()
    return str(int(arabic)) if arabic else str(_chinese(chinese))


def _chinese(digits: str) -> int:
    """A Chinese number up to 999, or Arabic digits."""
    if digits.isdecimal():
        return int(digits)
    total = unit = 0
    for char in digits:
        if char in "十百":
            total += max(unit, 1) * (10 if char == "十" else 100)
            unit = 0
        else:
            unit = _DIGITS[char]
    return total + unit

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The drawer's panel of who has read what of the draft shown. Gets values and gives signals."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from annotator.domain.judged import GROUP, UNKNOWN, Coverage, Line
from annotator.i18n import _
from annotator.ui.feedback import announce
from annotator.ui.models.coverage_tree import CoverageTree
from annotator.ui.panels import coverage_words
from annotator.ui.panels.coverage_view import CoverageView
from annotator.ui.panels.reader_standing import Standing, in_full
from annotator.ui.panels.rows_or_words import RowsOrWords

_PAD = 16


class CoveragePanel(QWidget):
    """Provisions down, reviewers across; the first column is one's own.

    Signals:
        provision_chosen: path, by a click or Enter.
        read_requested: path, to be marked as read by the reviewer who looks.
        unmark_requested: uid of their own mark, to be taken away.
        finish_requested: they have finished the draft, or read on.
    """

    provision_chosen = Signal(str)
    read_requested = Signal(str)
    unmark_requested = Signal(str)
    finish_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("coverage-panel")
        self.setAccessibleName(_("Who has read what"))
        self._read_only = False
        self._read = False
        self.model = CoverageTree(coverage_words.said, self)
        self.tree = CoverageView(self.model)
        self.tree.setAccessibleName(_("Provisions and who has read them"))
        self.tree.setAccessibleDescription(_("Space marks as read, Enter goes there"))
        self._told = QLabel()
        self._told.setProperty("quiet", True)
        self.button = QPushButton()
        self.finish = QPushButton()
        self._standing = QLabel()
        self._standing.setProperty("quiet", True)
        self._pages = RowsOrWords(self.tree)
        self._build()
        self.tree.entered_row.connect(self._on_entered)
        self.tree.ticked_row.connect(self._on_ticked)
        self.tree.row_changed.connect(self._on_row)
        self.button.clicked.connect(self._on_button)
        self.finish.clicked.connect(self.finish_requested)
        self._tell()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(_PAD, 8, _PAD, 8)
        head.setSpacing(8)
        head.addWidget(self._told, 1)
        head.addWidget(self.finish)
        head.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        self._standing.setWordWrap(True)
        self._standing.setContentsMargins(_PAD, 0, _PAD, 8)
        column.addWidget(self._standing)
        column.addWidget(self._pages, 1)
        self.setFocusProxy(self.tree)

    # -- values ----------------------------------------------------------------------------------

    def show_coverage(self, shown: Coverage, *, read_only: bool = False) -> None:
        """Show a draft's coverage; on the same draft the rows keep their place and folding."""
        same = self.model.shown.draft == shown.draft
        current = self.model.line(self.tree.currentIndex())
        unfolded = self._unfolded() if same and self._read else None
        scroll = self.tree.verticalScrollBar().value()
        self._read_only, self._read = read_only, True
        if self.model.show_coverage(shown):
            self.tree.lay_out()
            self._unfold(unfolded)
            at = self.model.find(current.path) if current is not None and same else QModelIndex()
            self.tree.setCurrentIndex(at if at.isValid() else self.model.index(0, 0))
            self.tree.verticalScrollBar().setValue(scroll if same else 0)
        self._tell()

    def show_standing(self, standing: Standing, words: str, *, read_only: bool) -> None:
        """How the reviewer who looks stands with the draft, and what the button says."""
        self.model.show_finished(standing.who_finished)
        said = in_full(standing)
        self._standing.setText(said)
        self._standing.setVisible(bool(said))
        self.finish.setText(words)
        self.finish.setVisible(bool(standing.draft and standing.me) and not read_only)

    def clear(self) -> None:
        """No draft of a project is shown."""
        self._read = False
        self.model.show_coverage(Coverage())
        self._tell()

    def _unfolded(self) -> set[str]:
        lines = self.model.shown.lines
        return {line.path for line in lines if self.tree.isExpanded(self.model.find(line.path))}

    def _unfold(self, paths: set[str] | None) -> None:
        """Chapters lie open at first, articles do not."""
        for line in self.model.shown.lines:
            if line.path in paths if paths is not None else line.kind == GROUP:
                self.tree.setExpanded(self.model.find(line.path), True)

    def _tell(self) -> None:
        shown = self.model.shown
        lines = shown.lines
        self._pages.show_rows(bool(lines))
        self._pages.say(
            _("No provisions were found in this draft.\n\nOnce there are some, each will stand "
              "here with who has read it.")
            if self._read else ""
        )  # fmt: skip
        counted = coverage_words.how_many(shown.counted, shown.articles)
        if shown.task:
            mine = _("{done} of {n} of your task").format(done=shown.done, n=len(shown.task))
            counted = f"{mine} · {counted}"
        self._told.setText(_("{articles} · Space marks as read").format(articles=counted))
        self._told.setVisible(bool(lines))
        self._on_row()

    # -- what one can do -------------------------------------------------------------------------

    def _chosen(self) -> Line | None:
        return self.model.line(self.tree.currentIndex())

    @Slot()
    def _on_row(self) -> None:
        line, own = self._chosen(), self.model.own(self.tree.currentIndex())
        read = own is not None and own.mark == "read"
        self.button.setText(_("Take the mark away") if read else _("Mark as read"))
        self.button.setVisible(line is not None and not self._read_only)
        self.button.setEnabled(own is not None and own.mark in {"", "read"})

    @Slot()
    def _on_button(self) -> None:
        self._on_ticked(self.tree.currentIndex())

    @Slot(QModelIndex)
    def _on_ticked(self, index: QModelIndex) -> None:
        """Mark as read, or not read after all. Another word is not written over."""
        line, own = self.model.line(index), self.model.own(index)
        if line is None or own is None or self._read_only:
            return
        if own.mark == "read":
            self.unmark_requested.emit(own.uid)
        elif not own.mark:
            self.read_requested.emit(line.path)
        else:
            said = _("You marked {provision} as {word}: that stays until you take it away.")
            word = coverage_words.marked(own.mark)
            announce(self.tree, said.format(provision=line.path, word=word))

    @Slot(QModelIndex)
    def _on_entered(self, index: QModelIndex) -> None:
        line = self.model.line(index)
        if line is not None and line.kind != UNKNOWN:
            self.provision_chosen.emit(line.path)

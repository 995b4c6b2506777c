# SPDX-License-Identifier: AGPL-3.0-or-later
"""The fields of a tag as widgets: severity dots, choices, wording and note. Commits nothing itself."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)  # fmt: skip

from annotator.domain.tag import CONFIDENCES, RECOMMENDATIONS, STANCES
from annotator.i18n import _
from annotator.ui.panels.severity import SeverityDots

GLYPHS = {"weakens": "▼", "strengthens": "▲", "ambiguous": "?", "neutral": "–"}  # noqa: RUF001


_PAUSE = 1200
"""Milliseconds without a key after which a text is kept."""


def words(value: str) -> str:
    """A vocabulary's value as people read it."""
    known = {
        "weakens": _("weakens"), "strengthens": _("strengthens"), "ambiguous": _("ambiguous"),
        "neutral": _("neutral"), "delete": _("delete"), "amend": _("amend"), "add": _("add"),
        "retain": _("retain"), "clarify": _("clarify"), "move": _("move"),
        "support": _("support"), "oppose": _("oppose"), "none": _("none"), "low": _("low"),
        "medium": _("medium"), "high": _("high"),
    }  # fmt: skip
    return known.get(value, value)


def leaves_undo(event: QEvent, *, undo: bool, redo: bool) -> bool:
    """Whether an undo key is the window's business because the field has nothing to undo."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if event.matches(QKeySequence.StandardKey.Undo):
        return not undo
    return event.matches(QKeySequence.StandardKey.Redo) and not redo


class LineField(QLineEdit):
    """A line whose own undo goes first, and the project's after that."""

    def event(self, event: QEvent) -> bool:
        """Leave an undo key alone when there is nothing to undo here."""
        if leaves_undo(event, undo=self.isUndoAvailable(), redo=self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)


class TextField(QPlainTextEdit):
    """A few lines that grow while one writes; Tab leaves.

    Signals:
        left: the writer has left, or has paused: what stands holds.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.left)
        self.textChanged.connect(self._on_text_changed)
        self._on_text_changed()

    def event(self, event: QEvent) -> bool:
        """Leave an undo key alone when there is nothing to undo here."""
        document = self.document()
        undo, redo = document.isUndoAvailable(), document.isRedoAvailable()
        if leaves_undo(event, undo=undo, redo=redo):
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was written holds when one leaves."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    @Slot()
    def _on_text_changed(self) -> None:
        if self.hasFocus():
            self._pause.start()
        wrapped = round(self.document().size().height())
        lines = min(max(self.blockCount(), wrapped, 1), 5)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 18)


class Choice(QComboBox):
    """A closed list; the wheel scrolls the panel and never changes a value by accident."""

    def __init__(self, values: tuple[str, ...], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItem("—", "")
        for value in values:
            glyph = GLYPHS.get(value, "")
            self.addItem(f"{glyph} {words(value)}".strip(), value)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(6)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel."""
        event.ignore()

    @property
    def value(self) -> str:
        """The value chosen, "" for none."""
        return str(self.currentData() or "")

    def show_value(self, value: str) -> None:
        """Show a value; one the list does not know is added, so that nothing is hidden."""
        at = self.findData(value)
        if at < 0:
            self.addItem(value, value)
            at = self.count() - 1
        self.setCurrentIndex(at)


class FieldsEditor(QWidget):
    """Severity, stance, recommendation, confidence, wording and note of one tag.

    Signals:
        changed: field name and its new value, when the user has finished with a field.
    """

    changed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: dict[str, str] = {}
        self._severity = SeverityDots()
        self._choices = {
            "stance": Choice(STANCES, _("Stance")),
            "recommendation": Choice(RECOMMENDATIONS, _("Recommendation")),
            "confidence": Choice(CONFIDENCES, _("Confidence")),
        }
        self._texts = {"proposed_wording": TextField(), "note": TextField()}
        self._texts["proposed_wording"].setPlaceholderText(_("Proposed wording"))
        self._texts["note"].setPlaceholderText(_("Note"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        self._head(grid, 0, 0, _("Severity"), self._severity)
        self._head(grid, 0, 1, _("Stance"), self._choices["stance"])
        self._head(grid, 2, 0, _("Recommendation"), self._choices["recommendation"])
        self._head(grid, 2, 1, _("Confidence"), self._choices["confidence"])
        for row, field in enumerate(self._texts.values(), start=4):
            field.setAccessibleName(field.placeholderText())
            field.left.connect(self._on_text_left)
            grid.addWidget(field, row, 0, 1, 2)
        self._severity.changed.connect(self._on_severity)
        for choice in self._choices.values():
            choice.activated.connect(self._on_choice)

    def _head(self, grid: QGridLayout, row: int, column: int, text: str, field: QWidget) -> None:
        label = QLabel(text)
        label.setProperty("quiet", True)
        label.setBuddy(field)
        grid.addWidget(label, row, column)
        grid.addWidget(field, row + 1, column)
        grid.setColumnStretch(column, 1)

    def parts(self) -> tuple[QWidget, ...]:
        """The single fields, in order."""
        return (self._severity, *self._choices.values(), *self._texts.values())

    def show_values(self, values: Mapping[str, str], *, even_focused: bool = False) -> None:
        """Show a tag's fields; a text that somebody writes in just now is left alone."""
        self._shown = dict(values)
        self._severity.show_value(values.get("severity", ""))
        for name, choice in self._choices.items():
            choice.show_value(values.get(name, ""))
        for name, field in self._texts.items():
            new = values.get(name, "")
            if field.toPlainText() != new and (even_focused or not field.hasFocus()):
                field.setPlainText(new)

    def values(self) -> dict[str, str]:
        """What the fields say, empty ones left out."""
        found = {"severity": self._severity.value}
        found |= {name: choice.value for name, choice in self._choices.items()}
        found |= {name: field.toPlainText().strip() for name, field in self._texts.items()}
        return {name: value for name, value in found.items() if value}

    def finish(self) -> None:
        """Take over what is still being written."""
        self._on_text_left()

    def _tell(self, name: str, value: str) -> None:
        if self._shown.get(name, "") != value:
            self._shown[name] = value
            self.changed.emit(name, value)

    @Slot(str)
    def _on_severity(self, value: str) -> None:
        self._tell("severity", value)

    @Slot()
    def _on_choice(self) -> None:
        for name, choice in self._choices.items():
            self._tell(name, choice.value)

    @Slot()
    def _on_text_left(self) -> None:
        for name, field in self._texts.items():
            self._tell(name, field.toPlainText().strip())

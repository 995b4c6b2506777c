# SPDX-License-Identifier: AGPL-3.0-or-later
"""Severity as four dots. Shows a value and says when the user chose another."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from annotator.domain.tag import SEVERITIES
from annotator.i18n import _

DOT = 24
"""Pixels of the target: large enough for an unsteady hand."""


class _Dot(QAbstractButton):
    """One of the four dots of severity."""

    def __init__(self, value: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.value = value
        self.filled = False
        self.setCheckable(True)
        self.setAccessibleName(_("Severity {value} of 4").format(value=value))
        self.setToolTip(self.accessibleName())
        self.setFixedSize(DOT, DOT)

    def sizeHint(self) -> QSize:
        """A target large enough for an unsteady hand."""
        return QSize(DOT, DOT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A dot, full or empty, and a ring when it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self.palette().color(QPalette.ColorRole.WindowText)
        middle = self.rect().toRectF().center()
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(ink if self.filled else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, 5, 5)
        if self.hasFocus():
            accent = QColor(self.palette().color(QPalette.ColorRole.Highlight))
            painter.setPen(QPen(accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, 10, 10)


class SeverityDots(QWidget):
    """Four dots; keys 1 to 4 set them, 0 or the same again clears.

    Signals:
        changed: the user chose another value ("" for none).
    """

    changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Severity"))
        self.value = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._dots = [_Dot(value, self) for value in SEVERITIES]
        for dot in self._dots:
            row.addWidget(dot)
            dot.clicked.connect(self._on_clicked)
        row.addStretch(1)

    def show_value(self, value: str) -> None:
        """Show a severity."""
        self.value = value if value in SEVERITIES else ""
        for dot in self._dots:
            dot.filled = bool(self.value) and dot.value <= self.value
            dot.setChecked(dot.value == self.value)
            dot.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose."""
        if event.text() in {*SEVERITIES, "0"} and event.text():
            self._choose(event.text().replace("0", ""))
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_clicked(self) -> None:
        dot = self.sender()
        if isinstance(dot, _Dot):
            self._choose("" if dot.value == self.value else dot.value)

    def _choose(self, value: str) -> None:
        before = self.value
        self.show_value(value)
        if value != before:
            self.changed.emit(value)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Severity as four dots and a word. Shows a value and says when the reviewer chose another."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QWheelEvent,
)  # fmt: skip
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QWidget,
)  # fmt: skip

from annotator.domain.tag import SEVERITIES
from annotator.i18n import _
from annotator.ui.feedback import announce
from annotator.ui.panels.vocabulary import words

DOT = 24
"""Pixels of the target: large enough for an unsteady hand."""
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1}


class _Dot(QAbstractButton):
    """One of the four dots of severity; the keyboard goes to all four at once."""

    def __init__(self, value: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.value = value
        self.filled = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        said = _("Severity {value} of 4: {word}")
        self.setAccessibleName(said.format(value=value, word=words(value, "severity")))
        self.setToolTip(f"{value}  {words(value, 'severity')}")
        self.setFixedSize(DOT, DOT)

    def sizeHint(self) -> QSize:
        """A target large enough for an unsteady hand."""
        return QSize(DOT, DOT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A dot, full or empty."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = QPalette.ColorRole.WindowText if self.filled else QPalette.ColorRole.Dark
        ink = self.palette().color(role)
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(ink if self.filled else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(self.rect().toRectF().center(), 5, 5)


class SeverityDots(QAbstractSlider):
    """Four dots, one place for the keyboard: 1 to 4 and arrows set them, 0 or the same again clears.

    A slider, so that a screen reader knows what it is and how far it goes; the wheel moves nothing.

    Signals:
        changed: the reviewer chose another value ("" for none).
    """

    changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleDescription(_("1 to 4 choose, 0 takes it away"))
        self.severity = ""
        self.setRange(0, len(SEVERITIES))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(0)
        self._dots = [_Dot(value, self) for value in SEVERITIES]
        for dot in self._dots:
            row.addWidget(dot)
            dot.clicked.connect(self._on_clicked)
        self._word = QLabel()
        self._word.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addSpacing(4)
        row.addWidget(self._word, 1)
        self.show_value("")

    def show_value(self, value: str) -> None:
        """Show a severity."""
        self.severity = value if value in SEVERITIES else ""
        for dot in self._dots:
            dot.filled = bool(self.severity) and dot.value <= self.severity
            dot.setChecked(dot.value == self.severity)
            dot.update()
        self.setValue(("", *SEVERITIES).index(self.severity))
        word = words(self.severity, "severity") if self.severity else _("not said")
        self._word.setText(word if self.severity else "")
        said = f"{self.severity} {word}".strip()
        self.setAccessibleName(_("Severity: {said}").format(said=said))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and arrows choose."""
        typed = event.text()
        if typed and typed in {*SEVERITIES, "0"}:
            self._choose(typed.replace("0", ""))
        elif event.key() in _STEPS and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            values = ("", *SEVERITIES)
            at = values.index(self.severity) + _STEPS[Qt.Key(event.key())]
            self._choose(values[min(max(at, 0), len(values) - 1)])
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A ring around all four when the keyboard is here."""
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self.palette().color(QPalette.ColorRole.Highlight)), 2))
            dots = self._dots[0].geometry().united(self._dots[-1].geometry())
            painter.drawRoundedRect(QRectF(dots).adjusted(1, 1, -1, -1), 4, 4)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take it away."""
        super().focusOutEvent(event)
        self.update()

    @Slot()
    def _on_clicked(self) -> None:
        dot = self.sender()
        if isinstance(dot, _Dot):
            self._choose("" if dot.value == self.severity else dot.value)

    def _choose(self, value: str) -> None:
        before = self.severity
        self.show_value(value)
        if value != before:
            announce(self, self.accessibleName())
            self.changed.emit(value)

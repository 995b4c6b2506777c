# SPDX-License-Identifier: AGPL-3.0-or-later
"""Codes as chips: one that shows, one that is a button, a row of those gathered. Know no tag."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QWidget

from annotator.domain.codebook import Code
from annotator.i18n import _
from annotator.ui.delegates import CHIP_HEIGHT, chip, chip_font, chip_width, quiet_ink

_TARGET = 24
_ACROSS = 4
_SIGN = 14
"""Pixels beside the chip for the sign of what pressing it does."""


class ChipButton(QAbstractButton):
    """A code's chip to press: with an arrow where it opens, a cross where it takes away.

    Args:
        code: shown.
        says: the accessible name.
        sign: "open" or "remove".
        own: outlined when the tag is somebody else's.
    """

    def __init__(self, code: Code, says: str, *, sign: str, own: bool = True) -> None:
        super().__init__()
        self.code = code
        self._sign = sign
        self._own = own
        self._struck = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(says)
        self.setToolTip(says)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """As wide as the letters and the sign need, high enough to hit."""
        metrics = QFontMetrics(chip_font(self.font()))
        return QSize(chip_width(self.code.id, metrics) + _SIGN + 2, _TARGET)

    def show_code(self, code: Code, *, struck: bool = False) -> None:
        """Another code; struck through for a tag that was decided against."""
        self.code, self._struck = code, struck
        self.setFixedSize(self.sizeHint())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The chip, the sign, and a ring with the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, role = self.palette(), QPalette.ColorRole
        box = QRect(0, (_TARGET - CHIP_HEIGHT) // 2, self.width() - _SIGN, CHIP_HEIGHT)
        outlined = None if self._own else palette
        struck = quiet_ink() if self._struck else None
        chip(painter, box, self.code.id, self.code.colour, outlined=outlined, struck=struck)
        if self.isEnabled():
            painter.setPen(QPen(palette.color(role.PlaceholderText), 1.5))
            middle = QPoint(self.width() - _SIGN // 2, _TARGET // 2)
            if self._sign == "open":
                left, right = middle + QPoint(-3, -1), middle + QPoint(3, -1)
                painter.drawPolyline([left, middle + QPoint(0, 2), right])
            else:
                painter.drawLine(middle + QPoint(-3, -3), middle + QPoint(3, 3))
                painter.drawLine(middle + QPoint(-3, 3), middle + QPoint(3, -3))
        if self.hasFocus():
            painter.setPen(QPen(palette.color(role.Highlight), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)


class ChipRow(QWidget):
    """Codes gathered for the next tag. Hidden while there are none; each is taken back by pressing it.

    Signals:
        changed: one was gathered or taken back.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[ChipButton] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        self._grid.setColumnStretch(_ACROSS, 1)
        self.setAccessibleName(_("Codes gathered"))
        self.hide()

    def codes(self) -> list[Code]:
        """The codes, in the order they were gathered."""
        return [each.code for each in self._chips]

    def uids(self) -> list[str]:
        """Their uids."""
        return [each.code.uid for each in self._chips]

    def add(self, code: Code) -> None:
        """Gather a code; one that is there already stays once."""
        if code.uid in self.uids():
            return
        says = _("{code} {name}: press to take it back").format(code=code.id, name=code.name)
        made = ChipButton(code, says, sign="remove")
        made.clicked.connect(self._on_pressed)
        self._chips.append(made)
        self._place()

    @Slot()
    def take_back(self) -> None:
        """Take the last one back."""
        if self._chips:
            self._drop(self._chips[-1])

    def clear(self) -> None:
        """Take all back."""
        for each in list(self._chips):
            self._drop(each)

    def _drop(self, button: ChipButton) -> None:
        self._chips.remove(button)
        self._grid.removeWidget(button)
        button.hide()
        button.deleteLater()
        self._place()

    def _place(self) -> None:
        self.setVisible(bool(self._chips))
        self.changed.emit()
        for number, each in enumerate(self._chips):
            self._grid.addWidget(each, number // _ACROSS, number % _ACROSS)

    @Slot()
    def _on_pressed(self) -> None:
        button = self.sender()
        if isinstance(button, ChipButton):
            if button.hasFocus():
                self.focusNextChild()
            self._drop(button)

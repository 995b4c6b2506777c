# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands in a project that has no draft yet: what to do, and the button that does it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.i18n import _


class EmptyProject(QWidget):
    """Asks for PDFs.

    Signals:
        add_requested: the button.
    """

    add_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        title = QLabel(_("This project has no draft yet"))
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        title.setFont(font)
        hint = QLabel(_("Drop PDFs here, or choose them."))
        hint.setProperty("quiet", True)
        button = QPushButton(_("Add PDFs…"))
        button.setObjectName("primary")
        button.setMinimumSize(160, 36)
        button.clicked.connect(self.add_requested)
        self.setFocusProxy(button)
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addStretch(2)
        for widget in (title, hint, button):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

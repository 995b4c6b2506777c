# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands there before anything is open: what to do, and the keys that do it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.i18n import _


class StartPage(QWidget):
    """Open PDFs or a project, by button, key or drop.

    Signals:
        open_requested: the button.
    """

    open_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        title = QLabel(_("Open PDFs or a project"))
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.8)
        title.setFont(font)
        hint = QLabel(_("Drop them here, or choose them. A project is made by itself\n"
                        "when you tag for the first time."))  # fmt: skip
        hint.setProperty("quiet", True)
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        button = QPushButton(_("Open…"))
        button.setMinimumHeight(36)
        button.setMinimumWidth(160)
        button.setDefault(True)
        button.setObjectName("primary")
        button.clicked.connect(self.open_requested)
        self.setFocusProxy(button)
        keys = QGridLayout()
        keys.setHorizontalSpacing(24)
        keys.setVerticalSpacing(8)
        for row, (key, what) in enumerate(_hints()):
            name, said = QLabel(key), QLabel(what)
            name.setAlignment(Qt.AlignmentFlag.AlignRight)
            said.setProperty("quiet", True)
            keys.addWidget(name, row, 0)
            keys.addWidget(said, row, 1)
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addStretch(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(title, 0, middle)
        column.addWidget(hint, 0, middle)
        column.addSpacing(8)
        column.addWidget(button, 0, middle)
        column.addSpacing(24)
        holder = QWidget()
        holder.setLayout(keys)
        column.addWidget(holder, 0, middle)
        column.addStretch(3)


def _hints() -> tuple[tuple[str, str], ...]:
    return (
        ("Ctrl+O", _("open PDFs or a project")),
        (_("Shift+arrows"), _("select words, or drag over them")),
        (_("letters"), _("with words selected: find a code")),
        (_("Enter"), _("tag")),
        ("Ctrl+Z", _("undo")),
    )

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The text of the draft with its few buttons. Fills nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from annotator.i18n import _
from annotator.ui.viewer.text.text_pane import TextPane


class TextSide(QWidget):
    """The text with its few buttons.

    Signals:
        close_requested: the text is wanted no more.
    """

    close_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("textSide")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.pane = TextPane()
        title = QLabel(_("Text"))
        title.setProperty("head", True)
        row = QHBoxLayout()
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(0)
        row.addWidget(title)
        row.addStretch(1)
        for words, name, act in (
            ("A\u2212", _("Smaller type"), self.pane.smaller),
            ("A+", _("Larger type"), self.pane.larger),
            ("\u00d7", _("Close the text"), self.close_requested.emit),
        ):
            button = QToolButton()
            button.setObjectName("quiet")
            button.setText(words)
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.clicked.connect(act)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.pane, 1)
        self.setFocusProxy(self.pane)
        self.setMinimumWidth(160)

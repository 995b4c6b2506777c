# SPDX-License-Identifier: AGPL-3.0-or-later
"""What dialogs are put together from: heading, quiet sentence, hairline, buttons. Knows no subject."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from annotator.i18n import _
from annotator.ui.hairline import hairline

EDGE = 24


class FramedDialog(QDialog):
    """A dialog with a heading, a body and buttons; shown with `open`, so that nothing waits for it.

    Attributes:
        column: the body; fill it, then call `finish_with`.
        primary: the button that does what the dialog is for.
        leave: the one that leaves.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(EDGE, EDGE, EDGE, 16)
        self.column.setSpacing(8)
        self.primary = QPushButton()
        self.primary.setObjectName("primary")
        self.primary.setDefault(True)
        self.leave = QPushButton()
        self._refusal = sentence("")
        self._refusal.setObjectName("refusal_line")
        self._refusal.hide()

    @property
    def refusal(self) -> str:
        """What it says went wrong, "" for nothing."""
        return "" if self._refusal.isHidden() else self._refusal.text()

    def refuse(self, reason: str) -> None:
        """Say why what was asked could not be done; the dialog stays."""
        self._refusal.setText(reason)
        self._refusal.setVisible(bool(reason))
        self._refusal.setAccessibleName(reason)
        self.primary.setEnabled(True)

    def finish_with(self, primary: str, *, cancel: str = "") -> None:
        """Put the buttons at the foot.

        Args:
            primary: words of the button that accepts; "" for none.
            cancel: words of the one that leaves; as usual where empty.
        """
        leave = self.leave
        leave.setText(cancel or _("Cancel"))
        leave.clicked.connect(self.reject)
        leave.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(leave)
        if primary:
            self.primary.setText(primary)
            self.primary.clicked.connect(self._on_primary)
            foot.addWidget(self.primary)
        else:
            leave.setDefault(True)
        self.column.addWidget(self._refusal)
        self.column.addSpacing(8)
        self.column.addWidget(hairline())
        self.column.addSpacing(4)
        self.column.addLayout(foot)

    def _on_primary(self) -> None:
        """Accept; a dialog that must ask first does something else here."""
        self.accept()


def heading(text: str) -> QLabel:
    """A large line."""
    made = sentence(text)
    font = made.font()
    font.setPointSizeF(font.pointSizeF() * 1.35)
    made.setFont(font)
    return made


def sentence(text: str, *, quiet: bool = False) -> QLabel:
    """Words that wrap."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    if quiet:
        made.setProperty("quiet", True)
    return made

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the figure one is at means, and when not to trust it. Shows words only."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from annotator.domain.agreement.figures import Figure, about_words
from annotator.i18n import _, ngettext

_PAD = 16
_TOP, _GAP, _LINE = 6, 2, 1
"""Above the words, between two of the three parts, and the line above all of it, in pixels."""
_LINES = 4
"""So many lines show whole: none is cut."""


class ToldFigure(QScrollArea):
    """A few lines; what does not fit is scrolled to."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("told")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("What the figure means"))
        self._head, self._meaning, self._cautions = QLabel(), QLabel(), QLabel()
        self._head.setProperty("quiet", True)
        self._cautions.setProperty("quiet", True)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(_PAD, _TOP, _PAD, 0)
        column.setSpacing(_GAP)
        for label in (self._head, self._meaning, self._cautions):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            column.addWidget(label)
        column.addStretch(1)
        self.setWidget(inside)
        line = self.fontMetrics().lineSpacing()
        self.setFixedHeight(_LINES * line + _TOP + 2 * _GAP + _LINE)

    @property
    def said(self) -> str:
        """All its words."""
        labels = (self._head, self._meaning, self._cautions)
        return " ".join(filter(None, (label.text() for label in labels)))

    def show_figure(self, figure: Figure | None) -> None:
        """Tell of this one."""
        if figure is None:
            for label in (self._head, self._meaning, self._cautions):
                label.clear()
            return
        found = figure.agreement
        rests = [
            ngettext("{n} unit", "{n} units", found.units).format(n=found.units),
            ngettext("{n} reviewer", "{n} reviewers", found.raters).format(n=found.raters),
            ngettext("{n} pair", "{n} pairs", found.pairs).format(n=found.pairs),
        ]
        about = about_words()[figure.about]
        self._head.setText(" · ".join((f"{figure.name}, {about}", *rests)))
        self._meaning.setText(" ".join(filter(None, (figure.meaning, figure.beside))))
        self._cautions.setText(" ".join(figure.cautions))
        self._cautions.setVisible(bool(figure.cautions))
        self.setAccessibleDescription(self.said)
        self.verticalScrollBar().setValue(0)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Room for the fields of a tag below the list of codes. Knows no field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

_LEAST = 152


class FieldsScroll(QScrollArea):
    """The fields in full where there is room; where there is little, they scroll."""

    def __init__(self, fields: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setMinimumHeight(_LEAST)
        self.viewport().setAutoFillBackground(False)
        fields.setAutoFillBackground(False)
        self._fields = fields
        self.setWidget(fields)
        fields.installEventFilter(self)

    def sizeHint(self) -> QSize:
        """As high as the fields are at this width."""
        fields = self._fields
        width = max(self.viewport().width(), fields.minimumSizeHint().width())
        high = fields.heightForWidth(width) if fields.hasHeightForWidth() else -1
        return QSize(200, max(high, fields.sizeHint().height() if high < 0 else 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fields that grow are given room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

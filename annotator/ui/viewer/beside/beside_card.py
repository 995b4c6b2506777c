# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is known of a reference instrument whose PDF is not here: its articles, and how to add the PDF."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from annotator.domain.instrument import Article, Instrument, article_path
from annotator.i18n import _
from annotator.ui.models.correspondence_words import certainty_words


class BesideCard(QWidget):
    """Stands in place of the pages.

    Signals:
        add_requested: its PDF is to be added.
        let_go_requested: Escape.
    """

    add_requested = Signal()
    let_go_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("besideCard")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._name, self._facts, self._note, self._ask = (QLabel() for _number in range(4))
        for label in (self._name, self._facts, self._note, self._ask):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        font = self._name.font()
        font.setPointSizeF(font.pointSizeF() * 1.2)
        self._name.setFont(font)
        self._facts.setProperty("quiet", True)
        self._note.setProperty("quiet", True)
        self._ask.setText(_("No PDF of it is in this project. Add one to read it here."))
        self.articles = QListWidget()
        self.articles.setAccessibleName(_("Articles, as known"))
        self.articles.setWordWrap(True)
        self.articles.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.add = QPushButton(_("Add its PDF…"))
        self.add.setObjectName("primary")
        self.add.clicked.connect(self.add_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for part in (self._name, self._facts, self._note):
            column.addWidget(part)
        column.addSpacing(8)
        column.addWidget(self.articles, 1)
        column.addWidget(self._ask)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.articles)

    def show_instrument(self, what: Instrument, path: str, *, may_add: bool) -> None:
        """Tell what is known of it, with the article of a path chosen."""
        self._name.setText(what.name)
        self._facts.setText(", ".join(filter(None, (what.symbol, _day(what.date)))))
        self._facts.setVisible(bool(self._facts.text()))
        self._note.setText(what.note)
        self._note.setVisible(bool(what.note))
        self._ask.setVisible(may_add)
        self.add.setVisible(may_add)
        self.articles.clear()
        wanted = article_path(path)
        for number, article in enumerate(what.articles):
            self.articles.addItem(_said(article))
            if article.path == wanted:
                self.articles.setCurrentRow(number)
        self.articles.setVisible(bool(what.articles))
        item = self.articles.currentItem()
        if item is not None:
            self.articles.scrollToItem(item, QListWidget.ScrollHint.PositionAtCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.let_go_requested.emit()
        else:
            super().keyPressEvent(event)


def _said(article: Article) -> str:
    """Path and title; a title nobody compared with the text says so."""
    doubt = "" if article.certainty == "verified" else f"  ({certainty_words(article.certainty)})"
    return f"{article.path}   {article.title}{doubt}"


def _day(date: str) -> str:
    """A date as people write it; a year or a month as it stands."""
    day = QDate.fromString(date, Qt.DateFormat.ISODate)
    return QLocale().toString(day, QLocale.FormatType.LongFormat) if day.isValid() else date

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Projects opened lately, as a list for Qt. Shows what it is given; looks at no file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QDate,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QImage

from annotator.domain.values import dataclass
from annotator.i18n import _

Index = QModelIndex | QPersistentModelIndex
CARD_ROLE = int(Qt.ItemDataRole.UserRole)
_WEEK = 7


@dataclass(frozen=True, slots=True)
class RecentCard:
    """A project opened lately.

    Attributes:
        path: of its file.
        title: of the treaty, or whatever names it.
        when: it was open last, in words (`when_said`).
        here: whether the file is where it was.
        picture: of a page; None where there is none.
    """

    path: Path
    title: str
    when: str
    here: bool = True
    picture: QImage | None = None

    @property
    def folder(self) -> str:
        """Where the file lies, the home folder as `~`."""
        folder = self.path.parent
        try:
            return str(Path("~") / folder.relative_to(Path.home()))
        except (ValueError, RuntimeError):
            return str(folder)


class RecentList(QAbstractListModel):
    """Projects, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cards: tuple[RecentCard, ...] = ()

    def set_cards(self, cards: Sequence[RecentCard]) -> None:
        """Other projects."""
        self.beginResetModel()
        self._cards = tuple(cards)
        self.endResetModel()

    def card(self, row: int) -> RecentCard | None:
        """The project in a row."""
        return self._cards[row] if 0 <= row < len(self._cards) else None

    def first_here(self) -> int:
        """The first row whose file can be opened; the first row where there is none."""
        return next((row for row, card in enumerate(self._cards) if card.here), 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many projects."""
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Title; all of it in words for screen readers; the card under CARD_ROLE."""
        card = self.card(index.row())
        if card is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return card.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(card.path)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            when = card.when if card.here else _("not found")
            return f"{card.title}, {when}, {card.path.name}, {card.folder}"
        return card if role == CARD_ROLE else None


def when_said(utc: str, now: datetime | None = None) -> str:
    """A moment as people say it: `today, 14:10`, `yesterday, 14:10`, `Monday, 14:10`, `14 March 2026`.

    Args:
        utc: ISO time with its zone; anything else gives "".
        now: with a zone; the present where it is left out.
    """
    try:
        then = datetime.fromisoformat(utc)
    except ValueError:
        return ""
    if then.tzinfo is None:
        return ""
    now = (now or datetime.now().astimezone()).astimezone()
    then = then.astimezone(now.tzinfo)
    locale = QLocale()
    clock = then.strftime("%H:%M")
    days = (now.date() - then.date()) // timedelta(days=1)
    if days == 0:
        return _("today, {time}").format(time=clock)
    if days == 1:
        return _("yesterday, {time}").format(time=clock)
    if 1 < days < _WEEK:
        day = locale.standaloneDayName(then.isoweekday())
        return _("{day}, {time}").format(day=day, time=clock)
    return locale.toString(QDate(then.year, then.month, then.day), "d MMMM yyyy")

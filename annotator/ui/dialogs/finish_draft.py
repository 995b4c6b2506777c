# SPDX-License-Identifier: AGPL-3.0-or-later
"""Says, before somebody has finished a draft, what is left and what they will see. Decides nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from annotator.domain.values import dataclass
from annotator.i18n import _, ngettext
from annotator.ui.dialogs.frame import FramedDialog, heading, sentence


@dataclass(frozen=True, slots=True)
class Left:
    """What somebody has not done on a draft.

    Attributes:
        draft: SHA-256.
        provisions: paths of the articles of their task that they have not judged all of.
        waiting: how many conflicts, and changes to their own work, wait for their word.
        lacking: how many of their tags lack a field that the plan requires.
        lacks: the fields the first of these lacks, as they are called.
        passage: uid of the passage it stands on.
    """

    draft: str
    provisions: tuple[str, ...] = ()
    waiting: int = 0
    lacking: int = 0
    lacks: tuple[str, ...] = ()
    passage: str = ""

    @property
    def anything(self) -> bool:
        """Whether something is left."""
        return bool(self.provisions or self.waiting or self.lacking)


class FinishDialog(FramedDialog):
    """One question, two answers, and ways to what is left.

    Signals:
        provision_requested: SHA-256 of the draft and the path of the first one that is left.
        passage_requested: SHA-256 of the draft and uid of the passage whose tag lacks something.
        inbox_requested: what waits is to be shown.
    """

    provision_requested = Signal(str, str)
    passage_requested = Signal(str, str)
    inbox_requested = Signal()

    def __init__(
        self, draft: str, left: Left, parent: QWidget | None = None, *, blind: bool
    ) -> None:
        """Ask.

        Args:
            draft: its name.
            left: what is not done on it.
            parent: the window.
            blind: colleagues' work is hidden, and will show.
        """
        super().__init__(_("I have finished this draft"), parent)
        self._left = left
        self.column.addWidget(heading(_("Have you finished {draft}?").format(draft=draft)))
        self.read_on = QPushButton(_("&Go to the first"))
        self.fill_in = QPushButton(_("Go to the &tag"))
        self.answer = QPushButton(_("&Open the inbox"))
        self._tell_left()
        if blind:
            self._tell_blind()
        self.finish_with(
            _("I have finished, show them") if blind else _("I have finished"), cancel=_("Not yet")
        )
        self.setMinimumWidth(480)
        if left.anything:
            self._advise_against()
        else:
            self.primary.setFocus()

    def _advise_against(self) -> None:
        """Enter leaves it as it is: what is left is easily overread, and what was seen is seen."""
        self.primary.setAutoDefault(False)
        self.primary.setObjectName("")
        self.leave.setObjectName("primary")
        self.leave.setDefault(True)
        self.leave.setFocus()

    def _tell_left(self) -> None:
        count, waiting = len(self._left.provisions), self._left.waiting
        said = ngettext(
            "{n} article of your task is not read to the end: {first}.",
            "{n} articles of your task are not read to the end, the first is {first}.",
            count,
        ).format(n=count, first=self._left.provisions[0] if count else "")
        asked = ngettext(
            "{n} thing on this draft waits for your word in the inbox.",
            "{n} things on this draft wait for your word in the inbox.",
            waiting,
        ).format(n=waiting)
        lacking = self._left.lacking
        lack = ngettext(
            "{n} of your tags here lacks what the plan requires: {fields}.",
            "{n} of your tags here lack what the plan requires, the first lacks {fields}.",
            lacking,
        ).format(n=lacking, fields=", ".join(self._left.lacks))
        self._row(said, self.read_on, self._on_read_on, shown=bool(count))
        self._row(lack, self.fill_in, self._on_fill_in, shown=bool(lacking))
        self._row(asked, self.answer, self._on_answer, shown=bool(waiting))

    def _row(
        self, words: str, button: QPushButton, slot: Callable[[], None], *, shown: bool
    ) -> None:
        button.setParent(self)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        button.setVisible(shown)
        if shown:
            row = QHBoxLayout()
            row.setSpacing(16)
            row.addWidget(sentence(words), 1)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self.column.addLayout(row)

    def _tell_blind(self) -> None:
        self.column.addWidget(
            sentence(
                _("You read without seeing colleagues' work, so that each judges alone. Once you have "
                  "finished, their tags, marks and comments on this draft show."),
                quiet=True,
            )
        )  # fmt: skip
        self.column.addWidget(
            sentence(_("“Read on” hides them again, but you will have seen them."), quiet=True)
        )

    @Slot()
    def _on_read_on(self) -> None:
        self.reject()
        self.provision_requested.emit(self._left.draft, self._left.provisions[0])

    @Slot()
    def _on_fill_in(self) -> None:
        self.reject()
        self.passage_requested.emit(self._left.draft, self._left.passage)

    @Slot()
    def _on_answer(self) -> None:
        self.reject()
        self.inbox_requested.emit()

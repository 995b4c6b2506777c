# SPDX-License-Identifier: AGPL-3.0-or-later
"""What waits for somebody's word, as values and as a list for Qt. Keeps no truth and decides nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.values import dataclass

Index = QModelIndex | QPersistentModelIndex
QUESTION_ROLE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers.

    Attributes:
        value: what is handed back when it is chosen.
        verb: on its button.
        who: wrote it, "" where nobody is known to have.
        when: in words.
        texts: a text for each field of the question, "" for an empty value.
    """

    value: str
    verb: str
    who: str
    when: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to decide.

    Attributes:
        held: a change to one's own work that waits; otherwise a conflict.
        kind: of record.
        uid: of the record.
        field: in conflict, "" for a held change.
        letters: of the code, "" where there is none.
        colour: of the code.
        code_name: its title.
        what: is to be decided, in words.
        quote: the words it is about, or what stands for them.
        quoted: whether they are words of the draft.
        where: draft, page, provision.
        draft: SHA-256, "" where it cannot be shown.
        passage: uid, likewise.
        who: wrote what is to be decided.
        when: in words.
        fields: their names in words.
        choices: the answers.
        free: another text may be written instead.
    """

    held: bool
    kind: str
    uid: str
    field: str
    letters: str
    colour: str
    code_name: str
    what: str
    quote: str
    quoted: bool
    where: str
    draft: str
    passage: str
    who: str
    when: str
    fields: tuple[str, ...]
    choices: tuple[Choice, ...]
    free: bool = False

    @property
    def key(self) -> tuple[bool, str, str, str]:
        """What makes it the same question when it is read again."""
        return self.held, self.kind, self.uid, self.field


class InboxList(QAbstractListModel):
    """The questions, in the order they are asked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._questions: tuple[Question, ...] = ()

    def show_questions(self, questions: Sequence[Question]) -> bool:
        """Show these; whether they are other ones than before."""
        if tuple(questions) == self._questions:
            return False
        self.beginResetModel()
        self._questions = tuple(questions)
        self.endResetModel()
        return True

    def question(self, row: int) -> Question | None:
        """What a row asks."""
        return self._questions[row] if 0 <= row < len(self._questions) else None

    def row_of(self, question: Question) -> int:
        """Where a question stands now, -1 where it is settled."""
        keys = [each.key for each in self._questions]
        return keys.index(question.key) if question.key in keys else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many questions."""
        return 0 if parent.isValid() else len(self._questions)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """The question in a sentence; the question itself under QUESTION_ROLE."""
        question = self.question(index.row())
        if question is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            said = (question.letters, question.what, question.who, question.when, question.quote)
            return ", ".join(filter(None, said))
        return question if role == QUESTION_ROLE else None

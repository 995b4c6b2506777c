# SPDX-License-Identifier: AGPL-3.0-or-later
"""The fields of a tag as widgets, in the order one fills them in. Commits nothing itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from annotator.domain.negotiation.proposing import NOTHING, Proposed
from annotator.domain.tag import DEFAULTS, VOCABULARIES
from annotator.i18n import _
from annotator.ui.panels.inputs import Choice, LineField, TextField, leaves_undo
from annotator.ui.panels.proposal import ProposalButton
from annotator.ui.panels.required import mark_required, marked
from annotator.ui.panels.severity import SeverityDots
from annotator.ui.panels.vocabulary import GLYPHS, title, words
from annotator.ui.panels.wording import WordingField

__all__ = [
    "GLYPHS",
    "Choice",
    "FieldsEditor",
    "LineField",
    "TextField",
    "leaves_undo",
    "words",
]

_FIRST = ("stance", "recommendation", "confidence")
_REST = ("text_status", "review_state", "visibility")
_LINES = ("actors", "standards")


class FieldsEditor(QWidget):
    """Severity, stance, recommendation, confidence, wording and note of one tag; the rest folded.

    Signals:
        changed: field name and its new value, when the reviewer has finished with a field.
        confirmed: what was proposed and is taken over, by field.
        more_toggled: the rest was unfolded or folded by hand.
    """

    changed = Signal(str, str)
    confirmed = Signal(object)
    more_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None, *, asserting: bool = False) -> None:
        """Args:
        parent: of the widget.
        asserting: whether values nobody chose are drawn with less weight.
        """
        super().__init__(parent)
        self._shown: dict[str, str] = {}
        self._severity = SeverityDots()
        self._choices = {
            name: Choice(VOCABULARIES[name], title(name), field=name) for name in (*_FIRST, *_REST)
        }
        self._asserting = asserting
        self.begin_with(DEFAULTS)
        self._wording = WordingField()
        self._texts = {"proposed_wording": self._wording.text, "note": TextField()}
        self._texts["note"].setAccessibleName(title("note"))
        self._lines = {name: LineField() for name in _LINES}
        self._lines["actors"].setPlaceholderText("proposed:RUS; supports:EU")
        self._lines["standards"].setPlaceholderText("ICCPR 17; ECHR 8")
        self._proposed, self._read_only = NOTHING, False
        self.proposal = ProposalButton()
        self.proposal.clicked.connect(self.take_proposed)
        self._arrange()
        self._severity.changed.connect(self._on_severity)
        for choice in self._choices.values():
            choice.activated.connect(self._on_choice)
        for text in self._texts.values():
            text.left.connect(self._on_text_left)
        for line in self._lines.values():
            line.editingFinished.connect(self._on_text_left)
        self._lines["actors"].textChanged.connect(self._follow_proposed)

    def _arrange(self) -> None:
        grid = _grid()
        choices = self._choices
        _head(grid, 0, 0, _("Severity"), self._severity)
        _head(grid, 0, 1, title("stance"), choices["stance"])
        _head(grid, 2, 0, title("recommendation"), choices["recommendation"])
        _head(grid, 2, 1, title("confidence"), choices["confidence"])
        note = QLabel(title("note"))
        note.setProperty("quiet", True)
        note.setBuddy(self._texts["note"])
        self._more = QToolButton()
        self._more.setObjectName("quiet")
        self._more.setCheckable(True)
        self._more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._more.setArrowType(Qt.ArrowType.RightArrow)
        self._more.setText(_("More"))
        self._more.setAccessibleName(_("More fields"))
        self._more.clicked.connect(self._on_more)
        self._rest = QWidget()
        rest = _grid(self._rest)
        _head(rest, 0, 0, title("text_status"), choices["text_status"])
        _head(rest, 0, 1, title("review_state"), choices["review_state"])
        _head(rest, 2, 0, title("actors"), self._lines["actors"])
        _head(rest, 2, 1, title("visibility"), choices["visibility"])
        _head(rest, 4, 0, title("standards"), self._lines["standards"], across=2)
        self._rest.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.proposal)
        column.addLayout(grid)
        column.addWidget(self._wording)
        column.addWidget(note)
        column.addWidget(self._texts["note"])
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._rest)
        column.setSpacing(4)
        for before, after in pairwise(self.stops()):
            QWidget.setTabOrder(before, after)

    def stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through: a button behind the text that it fills."""
        stops: list[QWidget] = [self.proposal, *self.parts()]
        stops.insert(stops.index(self._texts["note"]) + 1, self._more)
        stops.insert(stops.index(self._texts["proposed_wording"]) + 1, self._wording.start)
        return tuple(stops)

    def parts(self) -> tuple[QWidget, ...]:
        """The single fields, in the order one fills them in."""
        choices, lines = self._choices, self._lines
        return (
            self._severity, *(choices[name] for name in _FIRST), *self._texts.values(),
            choices["text_status"], choices["review_state"], lines["actors"],
            choices["visibility"], lines["standards"],
        )  # fmt: skip

    def require(self, names: Collection[str]) -> None:
        """Say which fields the plan requires; it is told, too, while they are folded."""
        mark_required(self, self.parts(), names)
        self._more.setText(marked(_("More"), on=bool({*_REST, *_LINES} & {*names})))

    @property
    def more(self) -> bool:
        """Whether the rest is unfolded."""
        return self._more.isChecked()

    def set_more(self, on: bool) -> None:
        """Unfold or fold the rest."""
        self._more.setChecked(on)
        self._more.setArrowType(Qt.ArrowType.DownArrow if on else Qt.ArrowType.RightArrow)
        self._rest.setVisible(on)

    def set_read_only(self, on: bool) -> None:
        """Whether values can only be read; texts can still be copied, the rest unfolded."""
        self._read_only = on
        self._follow_proposed()
        for part in (self._severity, *self._choices.values()):
            part.setEnabled(not on)
        for text in self._texts.values():
            text.setReadOnly(on)
        for line in self._lines.values():
            line.setReadOnly(on)
        self._wording.start.setEnabled(not on)

    def show_quote(self, quote: str) -> None:
        """The words the tag stands on, for the redline."""
        self._wording.show_quote(quote)

    def show_values(self, values: Mapping[str, str], *, even_focused: bool = False) -> None:
        """Show a tag's fields; a text that somebody writes in just now is left alone."""
        self._shown = dict(values)
        self._severity.show_value(values.get("severity", ""))
        for name, choice in self._choices.items():
            choice.show_value(values.get(name, ""))
        for name, field in self._texts.items():
            new = values.get(name, "")
            if field.written() != new.strip() and (even_focused or not field.hasFocus()):
                field.setPlainText(new)
        for name, line in self._lines.items():
            new = values.get(name, "")
            if line.text() != new and (even_focused or not line.hasFocus()):
                line.setText(new)
        self._follow_proposed()

    def show_proposed(self, proposed: Proposed) -> None:
        """What brackets say of the words; it is offered where the reviewer has said nothing."""
        self._proposed = proposed
        self._follow_proposed()

    @Slot()
    def take_proposed(self) -> bool:
        """Write what is offered into the fields; whether anything was."""
        offered, focus = self.proposal.open, self.proposal.hasFocus()
        if not offered or self._read_only:
            return False
        if offered.status:
            self._choices["text_status"].show_value(offered.status)
        if offered.actors:
            self._lines["actors"].setText(offered.actors)
        self._follow_proposed()
        if focus:
            self.focus_first()
        taken = {"text_status": offered.status, "actors": _stripped(self._lines["actors"])}
        taken = {name: value for name, value in taken.items() if value != self._shown.get(name, "")}
        self._shown |= taken
        self._on_choice()
        self._on_text_left()
        self.confirmed.emit(taken)
        return True

    @Slot()
    def _follow_proposed(self) -> None:
        said = self._choices["text_status"].value, _stripped(self._lines["actors"])
        proposed = NOTHING if self._read_only else self._proposed
        self.proposal.show_open(proposed, status=said[0], actors=said[1])

    def values(self) -> dict[str, str]:
        """What the fields say, empty ones left out."""
        return {name: value for name, value in self._said().items() if value}

    def begin_with(self, defaults: Mapping[str, str]) -> None:
        """What a new tag says by itself: of words, or of a whole provision."""
        self.defaults = defaults
        for name, choice in self._choices.items() if self._asserting else ():
            choice.quiet = defaults.get(name)

    def asserted(self) -> dict[str, str]:
        """What the fields say other than a new tag would by itself; a default taken back is ""."""
        return {n: value for n, value in self._said().items() if value != self.defaults.get(n, "")}

    def finish(self) -> None:
        """Take over what is still being written."""
        self._on_text_left()

    def focus_first(self) -> None:
        """Go to the first field."""
        self._severity.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _said(self) -> dict[str, str]:
        found = {"severity": self._severity.severity}
        found |= {name: choice.value for name, choice in self._choices.items()}
        return found | self._written()

    def _written(self) -> dict[str, str]:
        found = {name: field.written() for name, field in self._texts.items()}
        return found | {name: _stripped(line) for name, line in self._lines.items()}

    def _tell(self, name: str, value: str) -> None:
        if self._shown.get(name, "").strip() != value:
            self._shown[name] = value
            self.changed.emit(name, value)

    @Slot(str)
    def _on_severity(self, value: str) -> None:
        self._tell("severity", value)

    @Slot()
    def _on_choice(self) -> None:
        self._follow_proposed()
        for name, choice in self._choices.items():
            self._tell(name, choice.value)

    @Slot()
    def _on_text_left(self) -> None:
        for name, value in self._written().items():
            self._tell(name, value)

    @Slot(bool)
    def _on_more(self, on: bool) -> None:
        self.set_more(on)
        self.more_toggled.emit(on)


def _stripped(line: QLineEdit) -> str:
    return line.text().strip()


def _grid(parent: QWidget | None = None) -> QGridLayout:
    grid = QGridLayout(parent) if parent else QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 8)  # the dots and their word are the widest
    grid.setColumnStretch(1, 7)
    return grid


def _head(
    grid: QGridLayout, row: int, column: int, text: str, field: QWidget, *, across: int = 1
) -> None:
    """A quiet label above its field."""
    label = QLabel(text)
    label.setProperty("quiet", True)
    label.setBuddy(field)
    if not field.accessibleName():
        field.setAccessibleName(text)
    grid.addWidget(label, row, column, 1, across)
    grid.addWidget(field, row + 1, column, 1, across)

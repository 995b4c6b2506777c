# SPDX-License-Identifier: AGPL-3.0-or-later
"""The fields of the tag that is begun; right after a tag was made, of that one. Commits nothing itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from annotator.ui.panels.fields import FieldsEditor


class MadeFields(FieldsEditor):
    """Who tags first and says severity and note then means the tag just made: what is said here belongs to
    it until another code or other words are chosen, and asserts nothing of the next one meanwhile.

    Attributes:
        made: uids of the tags just made; () while the fields are those of the next one.
        letters: of their codes.

    Signals:
        said: uid of a tag just made, field, value.
    """

    said = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, asserting=True)
        self.made: tuple[str, ...] = ()
        self.letters = ""
        self._seen: set[str] = set()
        self.changed.connect(self._on_changed)

    def belong_to(self, made: Collection[str], letters: str, fields: Mapping[str, str]) -> None:
        """These tags were made with these fields; what was said meanwhile is theirs, too."""
        late = self.asserted()
        self.made, self.letters = tuple(made), letters
        self.show_values({**self.defaults, **fields, **late}, even_focused=True)
        for field, value in late.items():
            self._on_changed(field, value)

    def leave_made(self) -> None:
        """Something else is begun: what is still being written is said, and the fields are as new."""
        if self.made:
            self.finish()
            self.made = ()
            self.show_values(self.defaults, even_focused=True)

    def keep_made(self, living: Collection[str]) -> None:
        """These tags are here now. Where one was and is no more, what is written is left for the next."""
        self._seen.update(uid for uid in self.made if uid in living)
        self.made = tuple(uid for uid in self.made if uid in living or uid not in self._seen)

    def asserted(self) -> dict[str, str]:
        """What the next tag is to say other than it would by itself."""
        return {} if self.made else super().asserted()

    @Slot(str, str)
    def _on_changed(self, field: str, value: str) -> None:
        for uid in self.made:
            self.said.emit(uid, field, value)

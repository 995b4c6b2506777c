# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asks for the password of the PDF that is shown, and hands it on. Keeps it with the sheet only."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from annotator.i18n import _
from annotator.ui.viewer.reader import Reader
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.ui.dialogs.password import PasswordAsker, PasswordDialog


class PasswordDesk(QObject):
    """Between the reader, which needs a password, and whoever knows it."""

    def __init__(self, bench: Workbench, reader: Reader, window: QWidget) -> None:
        super().__init__(window)
        self._bench = bench
        self._reader = reader
        self._window = window
        reader.password_needed.connect(self._on_needed)

    @functools.cached_property
    def _asker(self) -> PasswordAsker:
        from annotator.ui.dialogs.password import PasswordAsker  # noqa: PLC0415 - rarely needed

        asker = PasswordAsker(self._window)
        asker.given.connect(self._on_given)
        asker.refused.connect(self._on_refused)
        return asker

    @property
    def dialog(self) -> PasswordDialog | None:
        """The dialog that is open."""
        return self._asker.dialog

    @Slot(bool)
    def _on_needed(self, wrong: bool) -> None:
        self._asker.ask(self._bench.sheet_name, wrong=wrong)

    @Slot(str)
    def _on_given(self, password: str) -> None:
        self._bench.set_password(password)
        self._reader.unlock(password)

    @Slot()
    def _on_refused(self) -> None:
        self._reader.refuse(self._bench.sheet_name, _("It needs a password."))

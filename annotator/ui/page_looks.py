# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages beside each other, dark pages: the choices in the menu, kept from one day to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, QSettings, Slot
from PySide6.QtGui import QAction

from annotator.ui.viewer.arrangement import KINDS, Arrangement
from annotator.ui.viewer.page_view import PageView


class PageLooks(QObject):
    """Between the commands and the view; which way a draft is turned is not kept."""

    def __init__(
        self,
        view: PageView,
        made: Mapping[str, QAction],
        settings: QSettings,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view, self._actions, self._settings = view, made, settings
        for kind in KINDS:
            made[f"pages.{kind}"].triggered.connect(self._on_chosen)
        made["pages.dark"].triggered.connect(self._on_chosen)
        view.arranged.connect(self._on_arranged)

    def restore(self) -> None:
        """As it was left."""
        kind = str(self._settings.value("pages/beside", KINDS[0]))
        dark = str(self._settings.value("pages/dark", 0)) == "1"
        kind = kind if kind in KINDS else KINDS[0]
        self._actions[f"pages.{kind}"].setChecked(True)
        self._actions["pages.dark"].setChecked(dark)
        self._view.arrange(replace(self._view.arrangement, pages=kind, turn=0, dark=dark))

    @Slot()
    def _on_chosen(self) -> None:
        kind = next(kind for kind in KINDS if self._actions[f"pages.{kind}"].isChecked())
        dark = self._actions["pages.dark"].isChecked()
        self._view.arrange(replace(self._view.arrangement, pages=kind, dark=dark))
        self._settings.setValue("pages/beside", kind)
        self._settings.setValue("pages/dark", int(dark))

    @Slot(object)
    def _on_arranged(self, how: Arrangement) -> None:
        self._actions[f"pages.{how.pages}"].setChecked(True)
        self._actions["pages.dark"].setChecked(how.dark)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Says, before somebody who reads blind has finished a draft, what they will see then. Decides nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from annotator.i18n import _
from annotator.ui.dialogs.frame import FramedDialog, heading, sentence


class FinishDialog(FramedDialog):
    """One question, two answers."""

    def __init__(self, draft: str, parent: QWidget | None = None) -> None:
        super().__init__(_("I have finished this draft"), parent)
        self.column.addWidget(heading(_("Have you finished {draft}?").format(draft=draft)))
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
        self.finish_with(_("I have finished, show them"), cancel=_("Not yet"))
        self.setMinimumWidth(480)
        self.primary.setFocus()

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Says what the program is, what it never does, and under whose licences it stands."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QTextBrowser, QWidget

from annotator import __version__, paths
from annotator.i18n import _
from annotator.ui.dialogs.frame import FramedDialog, heading, sentence


class AboutDialog(FramedDialog):
    """Name, version, promise, licence; the licences of its parts on demand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("About"), parent)
        self.notices = QTextBrowser()
        self.notices.setOpenLinks(False)
        self.notices.setAccessibleName(_("Licences of its parts"))
        self.notices.hide()
        self.more = QPushButton(_("Show the licences of its parts"))
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self._on_more)
        self.column.addWidget(heading("Treaty Annotator"))
        self.column.addWidget(
            sentence(_("Version {version}").format(version=__version__), quiet=True)
        )
        self.column.addSpacing(8)
        for said in (
            _("It never uses the network: nothing you read or write leaves this computer unless you "
              "send a file yourself. It counts and reports nothing."),
            _("It is free software under the GNU Affero General Public License, version 3 or later, "
              "and comes without any warranty."),
        ):  # fmt: skip
            self.column.addWidget(sentence(said))
        self.column.addSpacing(8)
        self.column.addWidget(self.more)
        self.column.addWidget(self.notices, 1)
        self.finish_with("", cancel=_("Close"))
        self.setMinimumWidth(520)

    @Slot()
    def _on_more(self) -> None:
        try:
            self.notices.setMarkdown(_notices().read_text("utf-8"))
        except OSError:
            self.notices.setPlainText(_("The list is missing from this copy of the program."))
        self.more.hide()
        self.notices.setMinimumHeight(280)
        self.notices.show()
        self.notices.setFocus()
        self.resize(680, 640)


def _notices() -> Path:
    """Where the list of parts lies: inside the wheel, or in `packaging/` of a checkout."""
    inside = paths.resources() / "THIRD_PARTY_NOTICES.md"
    return inside if inside.exists() else paths.resources().parent / "packaging" / inside.name

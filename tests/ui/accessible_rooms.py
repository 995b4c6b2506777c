# SPDX-License-Identifier: AGPL-3.0-or-later
"""One window on a copy of the sample, brought to show each of its parts, for tests of names and roles."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from annotator import paths
from annotator.ui.dialogs.palette import Palette
from annotator.ui.dialogs.password import PasswordDialog
from annotator.ui.main_window import MainWindow

PATIENCE = 20_000
NAMELESS_ROLES = (QAccessible.Role.NoRole, QAccessible.Role.Client)


def reachable() -> list[QWidget]:
    """What shows and can have the focus or be pressed, in every window there is."""
    tops = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
    widgets = [widget for top in tops for widget in (top, *top.findChildren(QWidget))]
    return [
        widget
        for widget in widgets
        if widget.isVisible()
        and (widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, QAbstractButton))
    ]


def place(widget: QWidget | None) -> str:
    """Which widget that is: its class, and those of what it stands in."""
    parts = []
    while widget is not None:
        parts.append(f"{type(widget).__name__}#{widget.objectName()}".rstrip("#"))
        widget = widget.parentWidget()
    return " < ".join(parts)


def nameless() -> list[str]:
    """What a screen reader has no name for."""
    found = []
    for widget in reachable():
        node = QAccessible.queryAccessibleInterface(widget)
        if node is None or not node.text(QAccessible.Text.Name).strip():
            found.append(place(widget))
    return found


def roleless() -> list[str]:
    """What a screen reader cannot say the kind of."""
    nodes = [(widget, QAccessible.queryAccessibleInterface(widget)) for widget in reachable()]
    return [
        place(widget) for widget, node in nodes if node is None or node.role() in NAMELESS_ROLES
    ]


class SampleRoom:
    """The window and one method for each of its parts; each gives what must be in sight then."""

    def __init__(self, bot: Any, folder: Path) -> None:
        self.bot = bot
        project = folder / "sample.treaty"
        shutil.copyfile(paths.sample() / "sample.treaty", project)
        settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        self.window = MainWindow(settings=settings)
        self.window.resize(1440, 900)
        self.window.open_paths([project])
        self.window.show()
        window = self.window
        self.until(lambda: window.reader.text_complete and window.bench.passages)
        self.until(lambda: window.writer.idle and window.opener.idle)
        self.view = window.reader.view

    def until(self, condition: Any) -> None:
        self.bot.waitUntil(lambda: bool(condition()), timeout=PATIENCE)

    def settle(self) -> None:
        self.until(lambda: self.window.writer.idle)

    def calm(self) -> None:
        """Nothing chosen, selected, searched or asked."""
        window = self.window
        for dialog in window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()
        for palette in window.findChildren(Palette):
            palette.close()
        window.reader.search.bar.field.clear()
        window.reader.search.bar.close_requested.emit()
        window.tagging.let_go()
        window.tagging.let_go()
        window.room.fold("drawer", shown=False)
        window.actions_["counterpart.show"].setChecked(False)
        window.actions_["compare.redline"].setChecked(False)
        window.actions_["compare.show"].setChecked(False)
        window.side.set_more(False)
        window.status.work.end(1)
        if window.bench.current:
            window.opener.turn_to(0)
            self.until(lambda: window.reader.text_complete and window.bench.passages)

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()

    # -- left ----------------------------------------------------------------------------------

    def outline(self) -> QWidget:
        self.until(lambda: self.window.left.outline.model.count)
        self.window.actions_["outline.show"].trigger()
        self.window.left.outline.field.setText("article")
        return self.window.left.outline.tree

    def drafts(self) -> QWidget:
        self.window.actions_["drafts.show"].trigger()
        return self.window.left.drafts

    def pages(self) -> QWidget:
        self.window.actions_["pages.show"].trigger()
        return self.window.left.pages.list

    # -- right ---------------------------------------------------------------------------------

    def page_list(self) -> QWidget:
        self.view.go_to(self.view.marks.all()[0].page)
        assert self.window.side.on_page.isVisible()
        return self.window.side.on_page

    def tagging(self) -> QWidget:
        self.view.place_caret()
        self.view.selection.move("line", 1, extend=True)
        self.view.selection_moved()
        self.window.tagging.find_code()
        self.window.side.tagging.field.clear()
        self.bot.keyClicks(self.window.side.tagging.field, "prv")
        self.window.side.set_more(True)
        return self.window.side.tagging.fields

    def gathered(self) -> QWidget:
        """Tagging with codes gathered before the tag."""
        self.tagging()
        field = self.window.side.tagging.field
        self.bot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        assert self.window.side.tagging.chips.uids()
        return self.window.side.tagging.chips

    def passage(self) -> QWidget:
        talked = [p for p in self.window.bench.passages if p.comments] or self.window.bench.passages
        self.window.tagging.reveal(talked[0].uid)
        self.window.side.set_more(True)
        return self.window.side.passage

    def moving(self) -> QWidget:
        self.passage()
        self.window.tagging.move_ends()
        return self.window.side.moving

    # -- drawer --------------------------------------------------------------------------------

    def table(self) -> QWidget:
        self.window.actions_["table.show"].trigger()
        self.until(self.window.furnish().table.model.rowCount)
        self.window.furnish().table.filter.ask("severity>=2")
        return self.window.furnish().table.rows

    def history(self) -> QWidget:
        self.window.actions_["history.show"].trigger()
        self.settle()
        return self.window.furnish().history

    def counterparts(self) -> QWidget:
        panel, desk = self.window.furnish().counterpart_panel, self.window.furnish().counterparts
        self.window.actions_["counterpart.list"].trigger()
        desk.choose_numbering("uncc-budapest/final")
        self.until(lambda: any(line.matches for line in panel.model.shown))
        return panel.rows

    def beside(self) -> QWidget:
        """What is known of a reference that is not here."""
        self.counterparts()
        desk = self.window.furnish().beside
        desk.show_for("Art 7")
        self.until(lambda: desk.side is not None and desk.side.card.isVisible())
        return desk.side.card.articles

    def link(self) -> QWidget:
        linking = self.window.furnish().counterparts.linking
        self.view.go_to(self.view.marks.all()[0].page)
        self.window.actions_["counterpart.link"].trigger()
        self.until(lambda: linking.dialog is not None)
        return linking.dialog

    def concerns(self) -> QWidget:
        self.window.actions_["concerns.show"].trigger()
        panel = self.window.furnish().concern_panel
        self.until(panel.model.rowCount)
        return panel.rows

    def queue(self) -> QWidget:
        self.window.opener.turn_to(1)
        self.until(lambda: self.window.reader.text_complete and self.window.opener.idle)
        self.window.actions_["carry.over"].trigger()
        panel = self.window.furnish().queue_panel
        self.until(lambda: panel.current is not None)
        return panel.detail

    def compare(self) -> QWidget:
        """Two drafts, both as pages, with the list of what changed."""
        made = self.window.furnish()
        self.window.opener.turn_to(2)
        self.window.actions_["changes.show"].trigger()
        self.window.actions_["compare.show"].setChecked(True)
        self.until(lambda: made.compare.found is not None and made.change_panel.model.rowCount())
        self.settle()
        return made.compare_beside.side

    def redline(self) -> QWidget:
        """Both as one text."""
        side = self.compare()
        self.window.actions_["compare.redline"].setChecked(True)
        self.until(lambda: "Article" in side.redline.toPlainText())
        return side.redline

    def pairing(self) -> QWidget:
        self.compare()
        desk = self.window.furnish().compare
        desk.show_pairing(5)
        self.until(lambda: desk.pairings.dialog is not None)
        return desk.pairings.dialog

    def coverage(self) -> QWidget:
        self.window.actions_["coverage.show"].trigger()
        self.until(self.window.furnish().coverage_panel.model.rowCount)
        return self.window.furnish().coverage_panel.tree

    def inbox(self) -> QWidget:
        """With a conflict and what was done to one's own tags."""
        if not self.window.furnish().team.waiting:
            self._preview("carla-mensah.csv").primary.click()
            self.until(lambda: self.window.furnish().team.waiting)
        self.window.actions_["inbox.show"].trigger()
        self.settle()
        return self.window.furnish().inbox.list

    # -- above the rest ------------------------------------------------------------------------

    def palette(self) -> QWidget:
        self.window.actions_["palette.open"].trigger()
        (found,) = (each for each in self.window.findChildren(Palette) if each.isVisible())
        return found

    def find(self) -> QWidget:
        self.window.actions_["find.open"].trigger()
        self.window.reader.search.bar.field.setText("article")
        return self.window.reader.search.bar.next

    def messages(self) -> QWidget:
        """The bar of a trouble and the passing notice, each with its button."""
        self.window.bar.say("The disk is full.", button="Try again")
        self.window.notice.say("Tagged.", button="Undo")
        return self.window.notice

    def jobs(self) -> QWidget:
        self.settle()  # work that ends takes the list away
        self.window.status.work.progress(1, "Merging", 1, 2)
        self.window.status.work._open.click()
        return self.window.status.work._list

    # -- dialogs -------------------------------------------------------------------------------

    def _preview(self, file: str) -> Any:
        self.window.furnish().team.merge([paths.sample() / file])
        self.until(lambda: self.window.furnish().team.preview)
        return self.window.furnish().team.preview

    def merge(self) -> QWidget:
        return self._preview("bo-lindqvist.csv")

    def reviewer(self) -> QWidget:
        self.window.actions_["team.reviewer"].trigger()
        self.until(lambda: self.window.furnish().team.dialog)
        return self.window.furnish().team.dialog

    def people(self) -> QWidget:
        self.window.actions_["team.people"].trigger()
        self.until(lambda: self.window.furnish().people.dialog)
        return self.window.furnish().people.dialog

    def editions(self) -> QWidget:
        self.window.actions_["team.editions"].trigger()
        self.until(lambda: self.window.furnish().editions.dialog)
        return self.window.furnish().editions.dialog

    def plan(self) -> QWidget:
        self.window.actions_["team.plan"].trigger()
        self.until(lambda: self.window.furnish().progress.dialog)
        return self.window.furnish().progress.dialog

    def progress(self) -> QWidget:
        self.window.actions_["team.progress"].trigger()
        self.until(self.window.furnish().progress_panel.model.rowCount)
        return self.window.furnish().progress_panel.people

    def details(self) -> QWidget:
        self.window.actions_["draft.details"].trigger()
        return self.window.furnish().projects.details

    def export(self) -> QWidget:
        self.window.actions_["file.export"].trigger()
        return self.window.furnish().projects.choice

    def mark(self) -> QWidget:
        self.window.actions_["mark.discuss"].trigger()
        return self.window.tagging.marks.dialog

    def about(self) -> QWidget:
        self.window.actions_["help.about"].trigger()
        self.window.furnish().projects.about.more.click()
        return self.window.furnish().projects.about.notices

    def password(self) -> QWidget:
        dialog = PasswordDialog("secret.pdf", wrong=True, parent=self.window)
        dialog.open()
        return dialog

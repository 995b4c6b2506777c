# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every command with its words, keys and menu, as data. What a command does is not known here."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from annotator.domain.values import dataclass
from annotator.i18n import _


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Attributes:
        id: `noun.verb`, permanent.
        menu: where it stands; `Menu/Submenu` for one level more.
        text: as shown, `&` before the letter to press.
        keys: shortcuts in portable notation; the first is the one shown.
        icon: file name in resources/icons without suffix.
        divided: a line above it in the menu.
        toggle: on and off.
        group: of several toggles with the same group one is on.
    """

    id: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    divided: bool = False
    toggle: bool = False
    group: str = ""

    @property
    def plain(self) -> str:
        """Its words without the mark of the letter to press."""
        return self.text.replace("&", "").rstrip("…")


RECENT = "file.recent"
"""The one submenu whose entries are data and no commands."""


def commands() -> tuple[Command, ...]:
    """All commands, in the order of the menus."""
    return (
        *_file(_("&File")), *_edit(_("&Edit")), *_view(_("&View")), *_passage(_("&Passage")),
        *_codes(_("&Codes")), *_draft(_("&Draft")), *_team(_("&Team")), *_help(_("&Help")),
    )  # fmt: skip


def _file(menu: str) -> tuple[Command, ...]:
    return (
        Command("project.new", menu, _("&New project…"), ("Ctrl+Shift+N",)),
        Command("file.open", menu, _("&Open…"), ("Ctrl+O",), "open"),
        Command("file.open_sample", menu, _("Open the &sample")),
        Command(
            "file.export", menu, _("&Export annotations…"), ("Ctrl+E",), "export", divided=True
        ),
        Command("file.print", menu, _("&Print…"), ("Ctrl+P",)),
        Command("file.close_project", menu, _("&Close"), ("Ctrl+W",), divided=True),
        Command("window.close", menu, _("&Quit"), ("Ctrl+Q",)),
    )


def _edit(menu: str) -> tuple[Command, ...]:
    return (
        Command("edit.undo", menu, _("&Undo"), ("Ctrl+Z",), "undo"),
        Command("edit.redo", menu, _("&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
        Command("history.show", menu, _("&History"), ("Ctrl+H",), "history"),
        Command("selection.copy", menu, _("&Copy"), ("Ctrl+C",), "copy", divided=True),
        Command("selection.cite", menu, _("Copy &with citation"), ("Ctrl+Shift+C",)),
        Command("link.copy", menu, _("Copy the link'&s address")),
        Command(
            "caret.toggle", menu, _("Select with the &keyboard"), ("F7",), "caret", toggle=True
        ),
        Command("selection.grow", menu, _("Select &more"), ("Alt+Shift+Up",)),
        Command("selection.shrink", menu, _("Select &less"), ("Alt+Shift+Down",)),
        Command("provision.select", menu, _("Select the pro&vision"), ("Ctrl+L",)),
        Command("provision.select_less", menu, _("Select a smaller prov&ision"), ("Ctrl+Shift+L",)),
        Command("find.open", menu, _("&Find in the draft…"), ("Ctrl+F",), "find", divided=True),
        Command("find.every", menu, _("Find in all &drafts…"), ("Ctrl+Shift+F",)),
        Command("find.next", menu, _("Find &next"), ("F3",)),
        Command("find.previous", menu, _("Find &previous"), ("Shift+F3",)),
        Command("palette.open", menu, _("&All commands…"), ("Ctrl+K",), "palette", divided=True),
    )


def _view(menu: str) -> tuple[Command, ...]:
    colours, pages = f"{menu}/{_('&Colours')}", f"{menu}/{_('&Pages')}"
    return (
        Command("zoom.in", menu, _("Zoom &in"), ("Ctrl++", "Ctrl+="), "plus"),
        Command("zoom.out", menu, _("&Zoom out"), ("Ctrl+-",), "minus"),
        Command("zoom.actual", menu, _("&Actual size"), ("Ctrl+0",)),
        Command("zoom.fit_page", menu, _("&Whole page"), ("Ctrl+1",), "fit-page"),
        Command("zoom.fit_width", menu, _("&Fit width"), ("Ctrl+2",), "fit-width"),
        Command("pages.one", pages, _("&One below the other"), toggle=True, group="pages"),
        Command("pages.two", pages, _("&Two beside each other"), toggle=True, group="pages"),
        Command("pages.book", pages, _("Two, the first page &alone"), toggle=True, group="pages"),
        Command("view.turn_right", pages, _("Turn to the &right"), ("Ctrl+]",), divided=True),
        Command("view.turn_left", pages, _("Turn to the &left"), ("Ctrl+[",)),
        Command("brackets.toggle", pages, _("Lines beside &brackets"), divided=True, toggle=True),
        Command("pages.dark", pages, _("&Dark pages"), divided=True, toggle=True),
        Command("page.go", menu, _("&Go to page or provision…"), ("Ctrl+G",), divided=True),
        Command("page.next", menu, _("&Next page"), ("Ctrl+Down",)),
        Command("page.previous", menu, _("&Previous page"), ("Ctrl+Up",)),
        Command("place.back", menu, _("&Back"), ("Alt+Left",), "back"),
        Command("place.forward", menu, _("Fo&rward"), ("Alt+Right",), "forward"),
        Command("link.follow", menu, _("Follow the lin&k"), ("Ctrl+Return",)),
        Command("outline.show", menu, _("&Outline"), ("Ctrl+Shift+O",), "outline", divided=True),
        Command("drafts.show", menu, _("&Drafts"), ("Ctrl+Shift+D",), "drafts"),
        Command("pages.show", menu, _("Page pict&ures"), ("Ctrl+Shift+P",), "pages"),
        Command("table.show", menu, _("Passages &table"), ("Ctrl+Shift+T",), "table"),
        Command(
            "text.toggle",
            menu,
            _("Text of the draft, an&y size"),
            ("F4",),
            divided=True,
            toggle=True,
        ),
        Command("left.toggle", menu, _("&Left side"), ("F8",), "left", toggle=True),
        Command("panel.toggle", menu, _("Rig&ht side"), ("F9",), "panel", toggle=True),
        Command(
            "drawer.toggle", menu, _("Drawer at th&e foot"), ("Ctrl+J",), "drawer", toggle=True
        ),
        Command("notes.toggle", menu, _("Co&mments in the PDF"), toggle=True),
        Command("pane.next", menu, _("Ne&xt part of the window"), ("F6",)),
        Command("pane.previous", menu, _("Pre&vious part of the window"), ("Shift+F6",)),
        Command("screen.fill", menu, _("Full &screen"), ("F11",), divided=True, toggle=True),
        Command("colours.system", colours, _("As the &system"), toggle=True, group="colours"),
        Command("colours.light", colours, _("&Light"), toggle=True, group="colours"),
        Command("colours.dark", colours, _("&Dark"), toggle=True, group="colours"),
        Command("colours.contrast", colours, _("High &contrast"), toggle=True, group="colours"),
    )


def _passage(menu: str) -> tuple[Command, ...]:
    return (
        Command("code.find", menu, _("&Tag with…"), ("Ctrl+T",), "tag"),
        Command("provision.tag", menu, _("Tag the whole pro&vision…"), ("Ctrl+D",)),
        Command("area.mark", menu, _("Mark an &area"), ("Ctrl+Shift+A",), "area"),
        Command("passage.next", menu, _("&Next passage"), ("Alt+Down",), divided=True),
        Command("passage.previous", menu, _("&Previous passage"), ("Alt+Up",)),
        Command("passage.edit", menu, _("&Edit tags"), ("F2",), "edit", divided=True),
        Command("passage.move_ends", menu, _("Change its &words or area"), ("Shift+F2",)),
        Command("passage.confirm", menu, _("Confirm what &brackets say"), ("Ctrl+B",)),
        Command("passage.comment", menu, _("&Comment"), ("Ctrl+Shift+M",), "comment"),
        Command(
            "mark.read", menu, _("Mark as &read, no concern…"), ("Ctrl+R",), "check", divided=True
        ),
        Command("mark.missing", menu, _("Mark as m&issing…")),
        Command("mark.discuss", menu, _("Mark to di&scuss…")),
        Command("passage.delete", menu, _("&Delete passage"), ("Del",), "delete", divided=True),
    )


def _codes(menu: str) -> tuple[Command, ...]:
    return (
        Command("codes.import", menu, _("&Import a codebook…")),
        Command("codes.export", menu, _("&Export the codebook…")),
    )


def _draft(menu: str) -> tuple[Command, ...]:
    boundaries = f"{menu}/{_('&Provisions')}"
    beside = f"{menu}/{_('&Counterparts')}"
    compare = f"{menu}/{_('C&ompare')}"
    return (
        Command("draft.add", menu, _("&Add PDFs…"), (), "plus"),
        Command("draft.details", menu, _("&Details…"), ("Alt+Return",)),
        Command("brackets.show", menu, _("&Brackets of the draft"), ("Ctrl+Shift+K",)),
        *_carrying(menu),
        Command("draft.finish", menu, _("I have &finished this draft"), ("Alt+Shift+Return",)),
        Command("draft.close", menu, _("&Take off the list"), ("Ctrl+F4",)),
        Command("provision.add", boundaries, _("A provision &begins here…")),
        Command("provision.rename", boundaries, _("&Rename or renumber…")),
        Command("provision.move", boundaries, _("&Move a beginning here…")),
        Command("provision.remove", boundaries, _("&Nothing begins there")),
        Command("provision.take_back", boundaries, _("&Take the correction back")),
        Command("provision.again", boundaries, _("&Look for all provisions again"), divided=True),
        Command("counterpart.show", beside, _("&Show the counterpart"), ("Shift+F4",), toggle=True),
        Command("counterpart.list", beside, _("&Counterparts, both ways"), ("Ctrl+Shift+B",)),
        Command("counterpart.link", beside, _("&Link to a counterpart…"), ("Ctrl+Shift+J",)),
        Command("counterpart.import", beside, _("&Import a table…"), divided=True),
        Command("compare.show", compare, _("Compare with the &round before"), ("F5",), toggle=True),
        Command("compare.with", compare, _("Compare with &another draft…"), ("Shift+F5",)),
        Command("changes.show", compare, _("&List of changes"), ("Ctrl+Shift+H",)),
        Command("change.next", compare, _("&Next change"), ("Ctrl+.",), divided=True),
        Command("change.previous", compare, _("&Previous change"), ("Ctrl+,",)),
        Command("change.pairing", compare, _("Pairin&g of the change…"), ("Ctrl+F5",)),
        Command(
            "compare.redline", compare, _("Both drafts as &one text"), divided=True, toggle=True
        ),
        Command("compare.together", compare, _("&Scroll both together"), toggle=True),
        Command("draft.next", menu, _("&Next draft"), ("Ctrl+PgDown",), divided=True),
        Command("draft.previous", menu, _("&Previous draft"), ("Ctrl+PgUp",)),
    )


def _carrying(menu: str) -> tuple[Command, ...]:
    under = f"{menu}/{_('Carry o&ver')}"
    return (
        Command("carry.over", under, _("From the round &before"), ("Ctrl+Shift+Y",)),
        Command("carry.from", under, _("&From another draft…")),
        Command("queue.show", under, _("What &waits to be carried over"), ("Alt+Q",)),
        Command("carry.do", under, _("&Carry over what is the same"), ("Alt+0",), divided=True),
        Command("queue.accept", under, _("&Accept"), ("Alt+1",), divided=True),
        Command("queue.accept_narrowed", under, _("Accept as &narrowed"), ("Alt+2",)),
        Command("queue.accept_worsened", under, _("Accept as w&orsened"), ("Alt+3",)),
        Command("queue.adjust", under, _("A&djust: select other words"), ("Alt+4",)),
        Command("queue.taken_up", under, _("Close as &taken up"), ("Alt+5",), divided=True),
        Command("queue.narrowed", under, _("C&lose as narrowed"), ("Alt+6",)),
        Command("queue.worsened", under, _("Clos&e as worsened"), ("Alt+7",)),
        Command("queue.dropped", under, _("Close as d&ropped"), ("Alt+8",)),
        Command("queue.already", under, _("Close as alread&y tagged")),
        Command("queue.skip", under, _("&Skip"), ("Alt+9",), divided=True),
    )


def _team(menu: str) -> tuple[Command, ...]:
    return (
        Command("team.merge", menu, _("&Merge annotation files…"), ("Ctrl+M",), "merge"),
        Command("team.merge_folder", menu, _("Merge a &folder…")),
        Command("team.merge_report", menu, _("Save the report of the &last merge…")),
        Command("team.watch", menu, _("Watc&h a folder…")),
        Command("team.unwatch", menu, _("Watch no folder an&y more")),
        Command("team.news", menu, _("Preview what is ne&w in the folder…"), ("Alt+Shift+M",)),
        Command("inbox.show", menu, _("&Inbox"), ("Ctrl+I",), "inbox", divided=True),
        Command("coverage.show", menu, _("&Coverage: who has read what"), ("Ctrl+Shift+R",)),
        Command("concerns.show", menu, _("History of concer&ns"), ("Alt+R",)),
        Command("concerns.export", menu, _("E&xport the change report…")),
        Command("agreement.show", menu, _("A&greement of reviewers"), ("Ctrl+Shift+G",)),
        Command("agreement.report", menu, _("Write a re&port of agreement…")),
        Command("team.progress", menu, _("P&rogress of the team")),
        Command("team.progress_export", menu, _("Export progress as a ta&ble…")),
        Command("team.plan", menu, _("Who reads wha&t…"), divided=True),
        Command("team.start", menu, _("Make a &start file…")),
        Command("team.people", menu, _("P&eople…")),
        Command("team.editions", menu, _("E&ditions of a draft…")),
        Command("team.reviewer", menu, _("Wh&o reviews…"), (), "person"),
    )


def _help(menu: str) -> tuple[Command, ...]:
    return (
        Command("help.keys", menu, _("&Keyboard"), ("F1",)),
        Command("help.about", menu, _("&About Treaty Annotator")),
    )


def build(parent: QObject) -> dict[str, QAction]:
    """An action for each command, by id, owned by `parent`."""
    made: dict[str, QAction] = {}
    groups: dict[str, QActionGroup] = {}
    for command in commands():
        action = QAction(command.text, parent)
        action.setObjectName(command.id)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(command.toggle)
        if command.group:
            group = groups.setdefault(command.group, QActionGroup(parent))
            group.addAction(action)
        if command.keys:
            action.setToolTip(f"{command.plain} ({shown_keys(command)})")
        made[command.id] = action
    return made


def shown_keys(command: Command) -> str:
    """The first shortcut as this system writes it, "" for none."""
    if not command.keys:
        return ""
    return QKeySequence(command.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)


def fill(bar: QMenuBar, actions: Mapping[str, QAction]) -> dict[str, QMenu]:
    """Put the commands into the menus; gives these by title, and under `RECENT` an empty one."""
    menus: dict[str, QMenu] = {}
    for command in commands():
        title, _slash, under = command.menu.partition("/")
        if title not in menus:
            menus[title] = bar.addMenu(title)
        if under and command.menu not in menus:
            menus[command.menu] = menus[title].addMenu(under)
        menu = menus[command.menu]
        if command.divided:
            menu.addSeparator()
        menu.addAction(actions[command.id])
        if command.id == "file.open_sample":
            menus[RECENT] = menu.addMenu(_("Open &recent"))
    return menus

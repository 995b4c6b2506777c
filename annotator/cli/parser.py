# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of the command line. Imports nothing heavy, does nothing."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable
from pathlib import Path

from annotator import __version__
from annotator.cli.agreement_options import agreement
from annotator.cli.provision_options import (
    brackets,
    compare,
    correspondence,
    counterparts,
    coverage,
    provisions,
)
from annotator.cli.round_options import carry, rounds
from annotator.cli.team_options import conflicts, editions, finish, progress, reviewers, team
from annotator.domain.area import Area
from annotator.domain.tag import (
    CONFIDENCES,
    MARKS,
    RECOMMENDATIONS,
    REVIEW_STATES,
    SEVERITIES,
    STANCES,
    TEXT_STATUSES,
    VISIBILITIES,
)
from annotator.i18n import _


def build_parser() -> argparse.ArgumentParser:
    """The parser of everything but the window's own call."""
    parser = argparse.ArgumentParser(
        prog="annotator",
        description=_("Tag drafts of a treaty with human-rights concern codes."),
        epilog=_("`annotator [PROJECT | PDF …]` opens the window."),
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"annotator {__version__}")
    parser.add_argument(
        "--licences", action="store_true", help=_("print the licences of the program and its parts")
    )
    commands = parser.add_subparsers(dest="command", metavar=_("COMMAND"))
    makers: dict[str, Callable[[argparse.ArgumentParser], None]] = {
        "new": _new, "add": _add, "drafts": _drafts, "codes": _codes, "text": _text,
        "provisions": provisions, "brackets": brackets, "search": _search, "tag": _tag,
        "edit": _edit, "untag": _untag, "mark": _mark, "coverage": coverage, "list": _list,
        "history": _plain, "conflicts": conflicts, "undo": _count, "redo": _count,
        "export": _export, "merge": _merge, "check": _plain, "backup": _backup, "shot": _shot,
        "tour": _tour, "counterparts": counterparts, "correspondence": correspondence,
        "compare": compare, "carry": carry, "rounds": rounds, "reviewers": reviewers,
        "editions": editions, "finish": finish, "team": team, "progress": progress,
        "agreement": agreement,
    }  # fmt: skip
    for name, about in _abouts().items():
        command = commands.add_parser(name, help=about, description=about, allow_abbrev=False)
        if name != "tour":
            command.add_argument("project", type=Path, metavar="PROJECT")
        makers[name](command)
        if name not in {"shot", "tour", "check"}:
            command.add_argument("--reviewer", metavar="NAME", default="", help=_("who acts"))
    return parser


def _abouts() -> dict[str, str]:
    return {
        "new": _("make a project"),
        "add": _("add a PDF draft"),
        "drafts": _("list the drafts"),
        "codes": _("list, import or export the codebook"),
        "text": _("print a draft's text"),
        "provisions": _("list the provisions of a draft"),
        "counterparts": _("list a draft's counterparts in reference instruments"),
        "correspondence": _("list, bring in or choose tables of counterparts"),
        "brackets": _("list brackets, options, proposals and struck words, with counts"),
        "compare": _("say what changed between two drafts"),
        "carry": _("carry passages and tags over to the next draft"),
        "rounds": _("tell concerns through the drafts, and what became of recommendations"),
        "search": _("find words in the drafts"),
        "tag": _("tag words, an area of a page or a provision with codes"),
        "edit": _("edit a tag"),
        "untag": _("delete a tag"),
        "mark": _("mark a provision as read, missing or to discuss"),
        "list": _("list the annotations"),
        "coverage": _("list who has read what of a draft"),
        "agreement": _("say how far reviewers agree, and where they do not"),
        "finish": _("say that you have finished a draft"),
        "reviewers": _("list the reviewers, join two that are one person"),
        "editions": _("list editions of drafts, join two that are one draft"),
        "team": _("plan who reads what, make a start file"),
        "progress": _("say how far everybody is, and which tags lack something"),
        "history": _("list what was done"),
        "conflicts": _("list edits made apart"),
        "undo": _("undo the latest action"),
        "redo": _("redo what was undone"),
        "export": _("write an annotation file"),
        "merge": _("take annotation files in"),
        "check": _("check that the project file is whole"),
        "backup": _("make, list or restore backups"),
        "shot": _("make a picture of the window"),
        "tour": _("walk the main job on a sample, unattended"),
    }


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("print one JSON value"))


def _new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--title", default="", metavar="T", help=_("title of the treaty"))
    parser.add_argument(
        "--codebook", type=Path, metavar="FILE", help=_("instead of the shipped one")
    )


def _add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pdf", type=Path, metavar="PDF")
    parser.add_argument("--symbol", default="", metavar="S")
    parser.add_argument("--language", default="", metavar="L", help=_("two letters, e.g. fr"))
    parser.add_argument("--date", default="", metavar="D", help=_("as 2023-05-29"))
    parser.add_argument("--round", default="", metavar="R")
    parser.add_argument(
        "--instrument", default="", metavar="I", help=_("it is a reference instrument, e.g. BUD")
    )
    parser.add_argument("--password-file", type=Path, metavar="F")
    _json(parser)


def _drafts(parser: argparse.ArgumentParser) -> None:
    _json(parser)


def _codes(parser: argparse.ArgumentParser) -> None:
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--json", action="store_true", help=_("print one JSON value"))
    either.add_argument("--import", dest="import_file", type=Path, metavar="FILE")
    either.add_argument("--export", dest="export_file", type=Path, metavar="FILE")
    either.add_argument("--part", metavar="C", help=_("show a mapped code as it is"))


def _text(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("draft", metavar="DRAFT")
    parser.add_argument("--page", type=int, metavar="N")
    parser.add_argument("--kinds", action="store_true", help=_("say of each line what it is"))


def _search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", metavar="QUERY")
    parser.add_argument("--draft", default="", metavar="D")
    _json(parser)


def _fields(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--severity", choices=("", *SEVERITIES))
    parser.add_argument("--stance", choices=("", *STANCES))
    parser.add_argument("--recommendation", choices=("", *RECOMMENDATIONS))
    parser.add_argument("--note", metavar="T")
    parser.add_argument("--wording", dest="proposed_wording", metavar="T")
    parser.add_argument("--confidence", choices=("", *CONFIDENCES))
    parser.add_argument("--text-status", choices=("", *TEXT_STATUSES))
    parser.add_argument("--actors", metavar="A", help=_("as proposed:RUS; supports:EU"))
    parser.add_argument("--standards", metavar="S")
    parser.add_argument("--review-state", choices=("", *REVIEW_STATES))
    parser.add_argument("--visibility", choices=("", *VISIBILITIES))


def _tag(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("draft", metavar="DRAFT")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--quote", metavar="Q", help=_("the words, as they are printed"))
    where.add_argument("--provision", metavar="P", help=_("a whole provision, e.g. 'Art 6(2)(a)'"))
    where.add_argument(
        "--area", type=_area, metavar="PAGE:X0,Y0,X1,Y1",
        help=_("a rectangle on a page, in points of the page before it is turned, y down"),
    )  # fmt: skip
    _anyway(parser)
    parser.add_argument("--nth", type=int, metavar="N", help=_("which of several places"))
    parser.add_argument("--code", nargs="+", action="extend", required=True, metavar="C")
    _fields(parser)
    _json(parser)


def _anyway(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--anyway", action="store_true", help=_("take a provision that was not found in the draft")
    )


def _edit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("tag", metavar="TAG_UID")
    parser.add_argument("--code", metavar="C")
    _fields(parser)


def _untag(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("tag", metavar="TAG_UID")


def _mark(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("draft", metavar="DRAFT")
    parser.add_argument("--provision", required=True, metavar="P")
    _anyway(parser)
    parser.add_argument("--as", dest="value", required=True, choices=MARKS)
    parser.add_argument("--note", default="", metavar="T")


def _narrow(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--draft", default="", metavar="D")
    parser.add_argument("--code", default="", metavar="C")
    parser.add_argument("--author", default="", metavar="N")


def _list(parser: argparse.ArgumentParser) -> None:
    _narrow(parser)
    parser.add_argument("--provision", default="", metavar="P")
    parser.add_argument("--deleted", action="store_true", help=_("deleted ones as well"))
    _json(parser)


def _plain(parser: argparse.ArgumentParser) -> None:
    _json(parser)


def _count(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--count", type=_at_least_one, default=1, metavar="N")


def _area(word: str) -> Area:
    page, _colon, corners = word.partition(":")
    try:
        x0, y0, x1, y1 = map(float, corners.split(","))
        number = int(page)
    except ValueError:
        raise argparse.ArgumentTypeError(_("write it as 3:72,100,300.5,240")) from None
    if number < 1 or not all(map(math.isfinite, (x0, y0, x1, y1))):
        raise argparse.ArgumentTypeError(_("there is no such place"))
    return Area.between(number, (x0, y0), (x1, y1))


def _at_least_one(word: str) -> int:
    number = int(word)
    if number < 1:
        raise argparse.ArgumentTypeError(_("it must be 1 or more"))
    return number


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument(
        "--format", default="", metavar="F", help=_("otherwise OUT's suffix says it")
    )
    parser.add_argument("--no-deleted", action="store_true", help=_("for a report"))
    _narrow(parser)


def _merge(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", type=Path, nargs="+", metavar="FILE",
        help=_("an annotation file (CSV), another project, or a folder of them; XLSX is not read"),
    )  # fmt: skip
    parser.add_argument("--preview", action="store_true", help=_("only say what would happen"))
    parser.add_argument(
        "--with-drafts", action="store_true", help=_("take PDFs along that other projects have")
    )
    parser.add_argument(
        "--report", type=Path, metavar="OUT",
        help=_("say what came from whom: .html, or .csv row by row"),
    )  # fmt: skip
    parser.add_argument(
        "--map", action="append", default=[], metavar="THEIRS=OURS",
        help=_("show a code of the files as one of the project"),
    )  # fmt: skip
    _json(parser)


def _backup(parser: argparse.ArgumentParser) -> None:
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--list", action="store_true")
    either.add_argument("--restore", metavar="ID")
    _json(parser)


def _shot(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", type=Path, metavar="OUT.png")
    parser.add_argument("--draft", default="", metavar="D")
    parser.add_argument("--page", type=int, default=1, metavar="N")
    parser.add_argument("--size", default="1440x900", metavar="WxH")
    parser.add_argument("--scale", type=float, default=1.0, metavar="S")
    parser.add_argument("--panel", default="", metavar="NAME")
    parser.add_argument("--theme", choices=("light", "dark", "contrast"), default="light")


def _tour(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out_dir", type=Path, metavar="OUT_DIR")

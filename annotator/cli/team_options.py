# SPDX-License-Identifier: AGPL-3.0-or-later
"""Options of the commands about a team and who and what is one. Imports nothing heavy, does nothing."""

from __future__ import annotations

import argparse
from pathlib import Path

from annotator.i18n import _


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("print one JSON value"))


def _two(parser: argparse.ArgumentParser, join: str, part: str) -> None:
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--join", nargs=2, metavar=("A", "B"), help=join)
    either.add_argument("--part", metavar="A", help=part)
    _json(parser)


def reviewers(parser: argparse.ArgumentParser) -> None:
    """Options of `annotator reviewers`."""
    _two(parser, _("A is B: one person, shown as B"), _("A is a person of their own"))


def editions(parser: argparse.ArgumentParser) -> None:
    """Options of `annotator editions`."""
    _two(parser, _("A and B are editions of one draft"), _("A is a draft of its own"))


def conflicts(parser: argparse.ArgumentParser) -> None:
    """Options of `annotator conflicts`."""
    parser.add_argument(
        "--waiting", action="store_true",
        help=_("list instead rows of merged files that wait for their draft or their words"),
    )  # fmt: skip
    _json(parser)


def finish(parser: argparse.ArgumentParser) -> None:
    """Options of `annotator finish`."""
    parser.add_argument("draft", metavar="DRAFT")
    parser.add_argument("--reopen", action="store_true", help=_("take that back"))
    parser.add_argument("--note", default="", metavar="T")


def team(parser: argparse.ArgumentParser) -> None:
    """Options of `annotator team`."""
    parser.add_argument(
        "--start", type=Path, metavar="OUT.treaty", help=_("make the file everybody starts with")
    )
    parser.add_argument("--drafts", nargs="+", metavar="D", help=_("to be read"))
    parser.add_argument(
        "--codebook", type=Path, metavar="FILE", help=_("for the start file, instead of ours")
    )
    parser.add_argument("--require", metavar="F,F", help=_("fields every tag must have"))
    parser.add_argument("--assign", metavar="TEXT", help=_("as: Ana=Art 1-20; Bo=Art 21-40"))
    either = parser.add_mutually_exclusive_group()
    either.add_argument(
        "--blind",
        action="store_true",
        help=_("colleagues' work stays hidden until one has finished"),
    )
    either.add_argument("--open", action="store_true", help=_("everybody sees everything"))
    _json(parser)


def progress(parser: argparse.ArgumentParser) -> None:
    """Options of `annotator progress`."""
    parser.add_argument("--draft", default="", metavar="D")
    parser.add_argument(
        "--out", type=Path, metavar="OUT.csv", help=_("write a row for each person and article")
    )
    _json(parser)

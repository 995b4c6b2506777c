# SPDX-License-Identifier: AGPL-3.0-or-later
"""Options of the commands about provisions. Imports nothing heavy, does nothing."""

from __future__ import annotations

import argparse
from pathlib import Path

from annotator.domain.structure.heading_words import UNITS
from annotator.i18n import _


def provisions(parser: argparse.ArgumentParser) -> None:
    """Options of `annotator provisions`."""
    parser.add_argument("draft", metavar="DRAFT")
    made_of = _("what the draft is made of: {units}").format(units=", ".join(UNITS))
    parser.add_argument("--unit", default="", choices=UNITS, metavar="U", help=made_of)
    parser.add_argument("--again", action="store_true", help=_("find them anew"))
    parser.add_argument("--json", action="store_true", help=_("print one JSON value"))


def counterparts(parser: argparse.ArgumentParser) -> None:
    """Options of `annotator counterparts`."""
    parser.add_argument("draft", metavar="DRAFT")
    parser.add_argument("--provision", default="", metavar="P")
    parser.add_argument("--back", action="store_true", help=_("from the reference to the draft"))
    parser.add_argument("--without", action="store_true", help=_("only what has no counterpart"))
    parser.add_argument("--numbering", default="", metavar="N", help=_("look at another numbering"))
    parser.add_argument("--json", action="store_true", help=_("print one JSON value"))


def correspondence(parser: argparse.ArgumentParser) -> None:
    """Options of `annotator correspondence`."""
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--json", action="store_true", help=_("print one JSON value"))
    columns = _("CSV: provision, instrument, counterpart, relation, certainty, note")
    either.add_argument("--import", dest="import_file", type=Path, metavar="FILE", help=columns)
    either.add_argument("--use", metavar="N", help=_("number --draft so; '' as its symbol says"))
    either.add_argument("--forget", metavar="N", help=_("take a table of your own out"))
    parser.add_argument("--draft", default="", metavar="D")


def brackets(parser: argparse.ArgumentParser) -> None:
    """Options of `annotator brackets`."""
    parser.add_argument("only", nargs="?", default="", metavar="DRAFT", help=_("all without"))
    parser.add_argument("--draft", default="", metavar="D", help=_("the same"))
    parser.add_argument("--json", action="store_true", help=_("print one JSON value"))


def coverage(parser: argparse.ArgumentParser) -> None:
    """Options of `annotator coverage`."""
    parser.add_argument("draft", metavar="DRAFT")
    parser.add_argument("--json", action="store_true", help=_("print one JSON value"))


def compare(parser: argparse.ArgumentParser) -> None:
    """Options of `annotator compare`."""
    parser.add_argument("older", metavar="A", help=_("the older draft"))
    parser.add_argument("newer", metavar="B", help=_("the newer draft"))
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--json", action="store_true", help=_("print one JSON value"))
    either.add_argument("--html", type=Path, metavar="OUT", help=_("write a page with redlines"))

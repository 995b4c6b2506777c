# SPDX-License-Identifier: AGPL-3.0-or-later
"""Options of the commands from round to round. Imports nothing heavy, does nothing."""

from __future__ import annotations

import argparse
from pathlib import Path

from annotator.i18n import _


def carry(parser: argparse.ArgumentParser) -> None:
    """Options of `annotator carry`."""
    parser.add_argument("older", metavar="A", help=_("the older draft"))
    parser.add_argument("newer", metavar="B", help=_("the newer draft"))
    parser.add_argument("--preview", action="store_true", help=_("only say what would happen"))
    parser.add_argument("--json", action="store_true", help=_("print one JSON value"))


def rounds(parser: argparse.ArgumentParser) -> None:
    """Options of `annotator rounds`."""
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--json", action="store_true", help=_("print one JSON value"))
    either.add_argument("--html", type=Path, metavar="OUT", help=_("write a page to hand on"))
    either.add_argument("--csv", type=Path, metavar="OUT", help=_("write a table"))
    parser.add_argument(
        "--no-pictures",
        action="store_true",
        help=_("leave pictures of the passages out of the page"),
    )

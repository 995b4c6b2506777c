# SPDX-License-Identifier: AGPL-3.0-or-later
"""Options of `annotator agreement`. Imports nothing heavy, does nothing."""

from __future__ import annotations

import argparse
from pathlib import Path

from annotator.i18n import _


def agreement(parser: argparse.ArgumentParser) -> None:
    """Options of `annotator agreement`."""
    parser.add_argument(
        "--draft", action="append", default=[], metavar="D", help=_("several times for several")
    )
    parser.add_argument(
        "--level", choices=("provision", "passage"), default="provision", help=_("what is compared")
    )
    parser.add_argument(
        "--smallest", action="store_true",
        help=_("the smallest provisions that were judged, instead of articles"),
    )  # fmt: skip
    parser.add_argument(
        "--tolerance", type=_not_negative, metavar="N",
        help=_("words by which the ends of one passage may differ"),
    )  # fmt: skip
    parser.add_argument(
        "--out", type=Path, metavar="OUT", help=_("write a page, or a table where it ends on .csv")
    )
    parser.add_argument("--json", action="store_true", help=_("print one JSON value"))


def _not_negative(word: str) -> int:
    number = int(word)
    if number < 0:
        raise argparse.ArgumentTypeError(_("it must be 0 or more"))
    return number

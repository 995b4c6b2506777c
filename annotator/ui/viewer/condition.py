# SPDX-License-Identifier: AGPL-3.0-or-later
"""What to say about the state of a file: refused, damaged, with text that cannot be trusted. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotator.i18n import _, ngettext

NAMED = 12
"""Pages that are named; more would fill the bar."""


def refusal(reason: str, message: str) -> str:
    """Why a file cannot be shown.

    Args:
        reason: as the worker gives it.
        message: in words, where it gave one.
    """
    if reason == "password":
        return _("It needs a password, and none of those given opens it.")
    if reason == "not_pdf":
        return _("It is not a PDF.")
    if reason == "empty":
        return _("It is empty, or too damaged to hold a page.")
    return message or _("It is too damaged to be opened.")


def damage(body: Mapping[str, object]) -> str:
    """What is wrong with a file that opened, out of the worker's answer; "" for nothing."""
    damaged = body.get("damaged_pages")
    if isinstance(damaged, list) and damaged:
        said = ngettext(
            "This file is damaged: page {pages} is missing or incomplete.",
            "This file is damaged: pages {pages} are missing or incomplete.",
            len(damaged),
        )
        return said.format(pages=", ".join(str(page) for page in damaged[:NAMED]))
    if body.get("repaired"):
        return _(
            "This file was damaged and has been repaired for reading; parts of it may be missing."
        )
    return ""


def doubt(pages: Sequence[int]) -> str:
    """That the text of a draft is not what its pages show."""
    return _(
        "The text behind page {page}, and perhaps behind others, is not what the page shows: words "
        "quoted from it may be wrong, and the search does not find them."
    ).format(page=pages[0])

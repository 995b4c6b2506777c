# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the codes of files differ from the project's, on the terminal and as JSON."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

from annotator.cli.output import tell
from annotator.domain.errors import WrongCallError
from annotator.i18n import _
from annotator.services.codebook_differences import NEW, SAME_NAME, Difference


def mapping(words: str) -> tuple[str, str]:
    """A code of the files and one of the project, from `THEIRS=OURS`."""
    theirs, sign, ours = words.rpartition("=")
    if not sign or not theirs.strip() or not ours.strip():
        raise WrongCallError(_("--map is written as THEIRS=OURS."))
    return theirs.strip(), ours.strip()


def codebook_json(found: Iterable[Difference]) -> list[dict[str, Any]]:
    """What is different, as JSON."""
    return [
        {
            **dataclasses.asdict(one),
            "fields": [
                {"field": f, "ours": ours, "theirs": theirs} for f, ours, theirs in one.fields
            ],
        }
        for one in found
    ]


def tell_codebook(found: Iterable[Difference]) -> None:
    """Print what is different, a line each."""
    for one in found:
        called = f"{one.code} {one.name}".strip()
        if one.what == NEW:
            tell(_("codebook: {code} is new").format(code=called))
        elif one.what == SAME_NAME:
            ours = f"{one.ours_code} {one.ours_name}".strip()
            if one.mapped:
                tell(_("codebook: {code} is shown as {ours}").format(code=called, ours=ours))
            else:
                said = _("codebook: {code} of the file has another id than {ours}; if they are one: "
                         "--map {theirs}={uid}")  # fmt: skip
                tell(said.format(code=called, ours=ours, theirs=one.uid, uid=one.ours_code))
        else:
            if one.two_meanings:
                tell(
                    _("codebook: {code} has another meaning under the same id").format(code=called)
                )
            fields = ", ".join(name.replace("_", " ") for name, _ours, _theirs in one.fields)
            tell(_("codebook: {code} has another {fields}").format(code=called, fields=fields))

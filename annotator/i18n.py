# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words on screen go through here. Log labels are keys and codebook names are data: they do not."""

from __future__ import annotations

import functools
import gettext

from annotator import paths


@functools.cache
def _catalogue() -> gettext.NullTranslations:
    return gettext.translation("annotator", localedir=paths.resources() / "locale", fallback=True)


def _(message: str) -> str:
    """Translate a sentence shown to a person."""
    return _catalogue().gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Translate a sentence that depends on a number."""
    return _catalogue().ngettext(one, many, count)

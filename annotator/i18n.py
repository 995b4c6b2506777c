# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words on screen go through here. Log labels are keys and codebook names are data: they do not."""

from __future__ import annotations

import functools
import gettext
import os
import re

from annotator import paths

PSEUDO, PSEUDO_RTL = "pseudo", "pseudo-rtl"
"""Made-up languages for checking the window: longer words with accents, and right to left."""
_LONGER = 0.4
_ACCENTS = str.maketrans("aceinosuyACEINOSUY", "áçéíñóšúýÁÇÉÍÑÓŠÚÝ")
_PLACES = re.compile(r"(\{[^}]*\}|<[^>]*>|&[a-z]+;|\*\.\w+)")


class _Pseudo(gettext.NullTranslations):
    """Every sentence two fifths longer, so that what is cut off or untranslated is seen."""

    def gettext(self, message: str) -> str:
        parts = _PLACES.split(message)
        said = "".join(
            part if place % 2 else part.translate(_ACCENTS) for place, part in enumerate(parts)
        )
        return said + "·" * round(len(message) * _LONGER) if message.strip() else said

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def language() -> str:
    """What `ANNOTATOR_LANGUAGE` asks for, "" for the system's."""
    return os.environ.get("ANNOTATOR_LANGUAGE", "")


def right_to_left() -> bool:
    """Whether the window stands mirrored."""
    return language() == PSEUDO_RTL or language()[:2] in {"ar", "fa", "he", "ur"}


@functools.cache
def _catalogue() -> gettext.NullTranslations:
    if language() in {PSEUDO, PSEUDO_RTL}:
        return _Pseudo()
    wanted = [language()] if language() else None
    return gettext.translation(
        "annotator", localedir=paths.resources() / "locale", languages=wanted, fallback=True
    )


def _(message: str) -> str:
    """Translate a sentence shown to a person."""
    return _catalogue().gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Translate a sentence that depends on a number."""
    return _catalogue().ngettext(one, many, count)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""An area of a page as a value that panels show."""

from __future__ import annotations

from PySide6.QtGui import QImage

from annotator.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class AreaShown:
    """An area of a page as panels show it.

    Attributes:
        title: which page it is on.
        words: inside it, "" for none.
        picture: of it, a null one while its page is not drawn; its pixels are its own.
    """

    title: str
    words: str
    picture: QImage

# SPDX-License-Identifier: AGPL-3.0-or-later
"""How strongly a text binds: words of duty, leave and reserve, and what changed in them."""

from __future__ import annotations

from annotator.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Modality:
    """A change in how strongly a text binds.

    Attributes:
        before: what bound before, as it is written in lists of such words: `shall`; "" for what was put in.
        after: what binds now; "" for what was taken out.
    """

    before: str
    after: str

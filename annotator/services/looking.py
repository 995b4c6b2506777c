# SPDX-License-Identifier: AGPL-3.0-or-later
"""A draft whose words are to be looked at: a value for any thread, which reads without the project."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from annotator.domain.draft_text import DraftText
from annotator.domain.negotiation.look_marks import read_looks
from annotator.domain.negotiation.negotiation_mark import NegotiationMark
from annotator.domain.values import dataclass
from annotator.pdf.arena import SharedBytes
from annotator.pdf.look_reading import looks_of
from annotator.pdf.text_layer import PageTexts, page_body

if TYPE_CHECKING:
    from annotator.pdf.text_looks import PageLooks


@dataclass(frozen=True, slots=True)
class Looking:
    """All that the looks of a draft's words are read from.

    Attributes:
        sha256: of the draft.
        made_of: what its marks followed from when this was made; see `MarkShelf.keep_looks`.
        pdf: its bytes.
        texts: its text layers, a copy of one's own.
    """

    sha256: str
    made_of: str
    pdf: bytes
    texts: PageTexts

    def read(
        self,
        *,
        password: str | None = None,
        progress: Callable[[int, int], None] | None = None,
        wanted: Callable[[], bool] | None = None,
    ) -> tuple[NegotiationMark, ...]:
        """The marks that looks tell. Blocks: some 40 ms a page.

        Args:
            password: where the PDF wants one.
            progress: told pages done, of how many; may raise `Cancelled`.
            wanted: asked twice a second whether to go on.

        Raises:
            PasswordNeededError: its PDF wants another password.
            UnreadablePdfError, WorkerLostError: it cannot be read.
            Cancelled: by `progress`, or because it is not wanted any more.
        """
        source = SharedBytes.of(self.pdf)
        try:
            found = list(looks_of(source, password=password, progress=progress, wanted=wanted))
        finally:
            source.close()
        return self.marks(found)

    def marks(self, found: Iterable[PageLooks]) -> tuple[NegotiationMark, ...]:
        """The marks that these looks tell; those of pages whose text is another one are left out."""
        lengths = {}
        bodies = []
        for number, text in self.texts.items():
            lengths[number] = len(text.text)
            bodies.append(page_body(text))
        fitting = [one for one in found if lengths.get(one.page) == one.length]
        looks = (look for one in fitting for look in one.looks)
        cut = frozenset(one.page for one in fitting if one.cut)
        return tuple(read_looks(DraftText(bodies), looks, cut=cut))

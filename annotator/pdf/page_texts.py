# SPDX-License-Identifier: AGPL-3.0-or-later
"""The text layers of a draft, packed; a page is unpacked when it is asked for. Values only."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Iterable, Iterator, MutableMapping
from typing import Final

from annotator.pdf.text_page import PageText, empty_page

_log = logging.getLogger(__name__)

_UNPACKED: Final = 24
"""Pages kept ready: what shows, what is selected, and some around. A page is 80 KB, packed 6 to 25."""


class PageTexts(MutableMapping[int, PageText]):
    """Text layers by page number, in page order. For one thread; `copy` for another costs nothing.

    A page asked for again may be another object that says the same. What was stored or sent is checked
    when it is unpacked; a page that is damaged has no text.
    """

    def __init__(self, texts: Iterable[PageText] = ()) -> None:
        self._packed: dict[int, bytes] = {}
        self._ready: OrderedDict[int, PageText] = OrderedDict()
        self._sorted = True
        for text in texts:
            self[text.page] = text

    @classmethod
    def of_packed(cls, pages: Iterable[tuple[int, bytes]]) -> PageTexts:
        """Pages with what `PageText.to_bytes` made of them; it is looked at when it is asked for."""
        made = cls()
        made._packed = dict(sorted(pages))
        return made

    def copy(self) -> PageTexts:
        """The same pages, to be used by another thread."""
        return PageTexts.of_packed(self._packed.items())

    def take(self, other: PageTexts) -> None:
        """Put another's pages in the place of these."""
        self._packed.update(other._packed)
        self._sorted = False
        for page in other._packed:
            self._ready.pop(page, None)

    def __getitem__(self, page: int) -> PageText:
        text = self._ready.get(page)
        if text is None:
            text = self._unpacked(page)
            self._keep(page, text)
        else:
            self._ready.move_to_end(page)
        return text

    def peek(self, page: int) -> PageText | None:
        """A page that is looked at once: it is not kept, and those that are stay. None where it is not
        here.
        """
        if page not in self._packed:
            return None
        return self._ready.get(page) or self._unpacked(page)

    def __setitem__(self, page: int, text: PageText) -> None:
        self.put_packed(page, text.to_bytes())
        self._keep(page, text)

    def put_packed(self, page: int, packed: bytes) -> None:
        """The text of a page as a worker sends it."""
        self._sorted = self._sorted and (not self._packed or page > next(reversed(self._packed)))
        self._packed[page] = packed
        self._ready.pop(page, None)

    def __delitem__(self, page: int) -> None:
        del self._packed[page]
        self._ready.pop(page, None)

    def __contains__(self, page: object) -> bool:
        return page in self._packed

    def __len__(self) -> int:
        return len(self._packed)

    def __iter__(self) -> Iterator[int]:
        if not self._sorted:
            self._packed = dict(sorted(self._packed.items()))
            self._sorted = True
        return iter(self._packed)

    def clear(self) -> None:
        """No pages."""
        self._packed.clear()
        self._ready.clear()
        self._sorted = True

    def _unpacked(self, page: int) -> PageText:
        packed = self._packed[page]
        try:
            return PageText.from_bytes(packed)
        except ValueError as error:
            _log.warning("pdf.text_damaged page=%d %s", page, error)
            return empty_page(page)

    def _keep(self, page: int, text: PageText) -> None:
        self._ready[page] = text
        self._ready.move_to_end(page)
        if len(self._ready) > _UNPACKED:
            self._ready.popitem(last=False)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures for the change report: the words of each step of a concern, on the page of their draft."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Sequence
from dataclasses import field, replace
from typing import Final

from annotator.domain.anchor import Anchor, Quad, Segment
from annotator.domain.area import AREA
from annotator.domain.errors import (
    PasswordNeededError,
    UnreadablePdfError,
    WorkerLostError,
)
from annotator.domain.project import Draft
from annotator.domain.values import dataclass
from annotator.exchange.change_report import Report
from annotator.i18n import _, ngettext
from annotator.pdf.arena import SharedBytes
from annotator.pdf.piece_reading import PieceReader
from annotator.services.desk import Desk
from annotator.services.drafts import Drafts
from annotator.services.picture_frames import Frame, frames
from annotator.services.picture_painting import picture
from annotator.services.provisions import Provisions

MOST: Final = 48 << 20
"""Bytes of all pictures in a report; more would open nowhere."""
_TITLE_ROWS: Final = 4
_LISTED: Final = 12
Progress = Callable[[int, int], None]
_Key = tuple[str, str]
_Wanted = tuple[bool, tuple[Frame, ...]]
"""Whether it is an area, and what it shows: equal ones are one picture."""


@dataclass(slots=True)
class _Made:
    """What there is so far, and what is to come."""

    progress: Progress | None
    total: int = 0
    done: int = 0
    room: int = 0
    left_out: int = 0
    pictures: dict[_Key, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def tell(self) -> bool:
        """Say how far it is; raises Cancelled."""
        if self.progress:
            self.progress(self.done, self.total)
        return True

    def put(self, keys: Sequence[_Key], png: bytes) -> None:
        """Keep a picture for all who share it, while there is room."""
        uri = "data:image/png;base64," + base64.b64encode(png).decode("ascii")
        for key in keys:
            if self.room < len(uri):
                self.left_out += 1
                continue
            self.room -= len(uri)
            self.pictures[key] = uri


class ReportPictures:
    """The pictures of one project's reports."""

    def __init__(self, desk: Desk, drafts: Drafts, provisions: Provisions) -> None:
        self._desk = desk
        self._drafts = drafts
        self._provisions = provisions

    def put_in(self, report: Report, progress: Progress | None = None) -> Report:
        """A report with pictures, and with a sentence on each draft or page that has none.

        Blocks: half a second a draft, and some 50 ms a picture.

        Args:
            report: what became of concerns.
            progress: told (pictures done, in all); may raise `Cancelled`, while one is drawn, too.
        """
        wanted = self._wanted(report)
        made = _Made(progress, total=sum(map(len, wanted.values())), room=MOST)
        for sha256, shown in wanted.items():
            self._draw(report.drafts[sha256], shown, made)
        made.tell()
        if made.left_out:
            sentence = ngettext(
                "{n} picture is left out: the report would be too large.",
                "{n} pictures are left out: the report would be too large.",
                made.left_out,
            )
            made.remarks.append(sentence.format(n=made.left_out))
        return replace(report, pictures=made.pictures, remarks=tuple(made.remarks))

    # -- what is shown ---------------------------------------------------------------------------

    def _wanted(self, report: Report) -> dict[str, dict[_Wanted, list[_Key]]]:
        """By draft, in the order of pages: what is to be drawn, and for which steps."""
        found: dict[str, dict[_Wanted, list[_Key]]] = {sha256: {} for sha256 in report.drafts}
        sizes = {sha256: self._drafts.sizes(sha256) for sha256 in report.drafts}
        for concern in report.concerns:
            for step in concern.steps:
                anchor = step.anchor
                if anchor is None or anchor.draft != step.draft or step.draft not in found:
                    continue
                is_area = anchor.kind == AREA
                shown = frames(self._quads(anchor), sizes[step.draft], is_area=is_area)
                if shown:
                    keys = found[step.draft].setdefault((is_area, shown), [])
                    keys.append((concern.uid, step.draft))
        return {
            sha256: dict(sorted(shown.items(), key=lambda one: one[0][1][0].page))
            for sha256, shown in found.items()
            if shown
        }

    def _quads(self, anchor: Anchor) -> Iterable[Quad]:
        if anchor.kind == "provision":
            return self._desk.quads(anchor.draft, self._heading(anchor))
        return anchor.quads or self._desk.quads(anchor.draft, anchor.segments)

    def _heading(self, anchor: Anchor) -> Sequence[Segment]:
        """The rows a whole provision begins with, up to the end of its title."""
        begins = anchor.begins or self._provisions.begins(anchor.draft, anchor.provision)
        if not begins:
            return ()
        page, start = begins[0]
        text = self._desk.pages(anchor.draft).get(page)
        if text is None:
            return ()
        known = self._provisions.structure(anchor.draft).provisions
        title = next((one.title for one in known if (one.page, one.start) == begins[0]), "")
        first = end = _row_end(text.text, start)
        for _row in range(_TITLE_ROWS):
            if " ".join(title.split()) in " ".join(text.text[start:end].split()):
                return (Segment(page, start, end),)
            end = _row_end(text.text, end + 1)
        return (Segment(page, start, first),)

    # -- drawing ---------------------------------------------------------------------------------

    def _draw(self, draft: Draft, shown: dict[_Wanted, list[_Key]], made: _Made) -> None:
        """The pictures of one draft; where it goes without, a sentence says so."""
        end = made.done + len(shown)
        source = SharedBytes.of(self._drafts.pdf(draft.sha256), sha256=draft.sha256)
        try:
            with PieceReader(source, made.tell) as reader:
                for (is_area, parts), keys in shown.items():
                    made.tell()
                    png = _picture(reader, parts, is_area=is_area)
                    if png:
                        made.put(keys, png)
                    made.done += 1
                if reader.faulty:
                    made.remarks.append(_faulty(sorted(reader.faulty), draft))
        except PasswordNeededError:
            made.remarks.append(_no_pictures(_("it is locked with a password"), draft))
        except (UnreadablePdfError, WorkerLostError):
            made.remarks.append(_no_pictures(_("its PDF cannot be read"), draft))
        finally:
            source.close()
        made.done = end


def _picture(reader: PieceReader, parts: Sequence[Frame], *, is_area: bool) -> bytes:
    """A PNG; b"" where a page of it cannot be drawn."""
    pieces = []
    for part in parts:
        piece = reader.draw(part.page, scale=part.scale, clip=part.clip)
        if piece is None:
            return b""
        pieces.append((piece, part.boxes))
    return picture(pieces, is_area=is_area)


def _row_end(text: str, start: int) -> int:
    found = text.find("\n", start)
    return len(text) if found < 0 else found


def _no_pictures(why: str, draft: Draft) -> str:
    return _("No pictures of {draft}: {why}.").format(draft=draft.name, why=why)


def _faulty(pages: Sequence[int], draft: Draft) -> str:
    listed = ", ".join(map(str, pages[:_LISTED])) + (" …" if pages[_LISTED:] else "")
    sentence = ngettext(
        "Page {pages} of {draft} cannot be drawn: no picture of it.",
        "Pages {pages} of {draft} cannot be drawn: no pictures of them.",
        len(pages),
    )
    return sentence.format(pages=listed, draft=draft.name)

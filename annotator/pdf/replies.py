# SPDX-License-Identifier: AGPL-3.0-or-later
"""What comes back from a worker, and the checks it passes: who read hostile bytes is hostile."""

from __future__ import annotations

import math
import struct
from dataclasses import field
from typing import TYPE_CHECKING, Any, Final

from annotator.domain.errors import (
    AnnotatorError,
    PasswordNeededError,
    UnreadablePdfError,
    WorkerLostError,
)
from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.pdf import extras, text_looks
from annotator.pdf.extras import PageExtras
from annotator.pdf.protocol import MAX_PAGES, MAX_SIDE, Clip, Frame, ProtocolError
from annotator.pdf.text_looks import PageLooks
from annotator.pdf.text_page import PageText

if TYPE_CHECKING:
    from annotator.pdf.arena import Slot

NOTES: Final = ("too_many_pages", "page_count_wrong", "damaged_pages")
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_MOST: Final = 16 << 20
_TITLE: Final = 400
_OUTLINE: Final = 5000
_REASONS: Final = ("password", "not_pdf", "damaged", "empty", "no_document", "page", "memory")


class Pixels:
    """A drawn page, or a part of one, in shared memory: 4 bytes a pixel, blue first, opaque.

    Attributes:
        page: from 1.
        scale: device pixels per page point.
        clip: the part drawn, in device pixels of the whole page as shown.
        width: in pixels.
        height: likewise.
        stride: bytes a row.
        view: the bytes. Whoever shows them releases only when they are shown no more.
        milliseconds: what the drawing took.
    """

    __slots__ = ("_slot", "clip", "milliseconds", "page", "scale", "view")

    def __init__(
        self, slot: Slot, *, page: int, scale: float, clip: Clip, milliseconds: float
    ) -> None:
        self._slot = slot
        self.page = page
        self.scale = scale
        self.clip = clip
        self.milliseconds = milliseconds
        self.view = slot.view(self.width * self.height * 4)

    @property
    def width(self) -> int:
        """Pixels a row."""
        return self.clip[2] - self.clip[0]

    @property
    def height(self) -> int:
        """Rows."""
        return self.clip[3] - self.clip[1]

    @property
    def stride(self) -> int:
        """Bytes a row."""
        return self.width * 4

    def release(self) -> None:
        """Let the memory be drawn into again. Idempotent."""
        self._slot.release()


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a request.

    Attributes:
        id: the request; 0 when the worker was lost with nothing asked.
        kind: `opened`, `pixels`, `preview`, `text`, `done`, `extras`, `looks`, `probed`,
            `cancelled`, `refused`, `lost`.
        body: facts, by kind; for `text` the `PageText` under `text`, for `extras` the `PageExtras`
            under `extras`, for `looks` the `PageLooks` under `looks`.
        payload: PNG for `preview`, the page text's bytes for `text`.
        pixels: for `pixels`.
    """

    id: int
    kind: str
    body: dict[str, object] = field(default_factory=dict)
    payload: bytes = b""
    pixels: Pixels | None = None

    def error(self) -> AnnotatorError | None:
        """The error this answer stands for, with words for a person; None when it is no refusal."""
        if self.kind == "lost":
            return WorkerLostError(
                _("The PDF reader stopped while it worked on this document."),
                _("Try again; if it stops again, the file is damaged or too heavy."),
            )
        if self.kind != "refused":
            return None
        reason = self.body.get("reason")
        if reason == "password":
            return PasswordNeededError(
                _("The PDF is locked with a password."), _("Give the password that opens it.")
            )
        return UnreadablePdfError(_sentence(str(reason)))


def _sentence(reason: str) -> str:
    sentences = {
        "not_pdf": _("The file is not a PDF."),
        "damaged": _("The PDF is damaged so far that nothing of it can be opened."),
        "empty": _("The PDF is empty: it holds no page."),
        "no_document": _("No document is open."),
        "page": _("This part of the document cannot be drawn."),
        "memory": _("There is not enough memory to draw this page at this size."),
    }
    return sentences.get(reason, sentences["damaged"])


def opened(body: dict[str, Any]) -> dict[str, object]:
    """The facts of an opened document, each of the type and size it must have.

    Raises:
        ProtocolError: one of them is not.
    """
    try:
        pages = [_page(row) for row in body["pages"]]
        count = len(pages)
        labels = [_text(label) for label in body["labels"]]
        outline = [_entry(row, count) for row in body["outline"][:_OUTLINE]]
        damaged = sorted({int(n) for n in body["damaged_pages"] if 1 <= int(n) <= count})
        title, extractor = _text(body["title"]), _text(body["extractor"])
        notes = [note for note in NOTES if note in body["notes"]]
        flags = {name: body[name] is True for name in ("repaired", "encrypted", "may_copy")}
        sandbox = {_text(k): int(v) for k, v in dict(body["sandbox"]).items()}
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError) as error:
        raise ProtocolError("opened what cannot be") from error
    if not 1 <= count <= MAX_PAGES or len(labels) != count:
        raise ProtocolError("impossible number of pages")
    return {
        "pages": pages,
        "labels": labels,
        "outline": outline,
        "title": title,
        "damaged_pages": damaged,
        "notes": notes,
        "extractor": extractor,
        "sandbox": sandbox,
        "may_print": body.get("may_print", True) is True,
        **flags,
    }


def _page(row: list[Any]) -> list[float | int]:
    width, height, rotation = float(row[0]), float(row[1]), int(row[2])
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE) or rotation not in (0, 90, 180, 270):
        raise ValueError("page size")
    return [width, height, rotation]


def _entry(row: list[Any], count: int) -> list[int | str]:
    level, title, page = row
    return [min(max(int(level), 1), 20), _text(title), min(max(int(page), -1), count)]


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _TITLE:
        raise ValueError("text")
    return value


def preview(frame: Frame, max_side: int) -> bytes:
    """A PNG no bigger than asked.

    Raises:
        ProtocolError: it is something else.
    """
    png = frame.payload
    if not 33 < len(png) <= _PNG_MOST or png[:8] != _PNG or png[12:16] != b"IHDR":  # noqa: PLR2004
        raise ProtocolError("no PNG")
    width, height = struct.unpack_from(">II", png, 16)
    if not (0 < width <= max_side + 1 and 0 < height <= max_side + 1):
        raise ProtocolError("PNG of another size than asked")
    return png


def page_text(frame: Frame, page: int) -> bytes:
    """The packed text layer of the page that was asked for; unpacking checks the rest of it.

    Raises:
        ProtocolError: it is none, or another page's.
    """
    try:
        said = PageText.page_of(frame.payload)
    except ValueError as error:
        raise ProtocolError("no page text") from error
    if said != page:
        raise ProtocolError("text of another page")
    return frame.payload


def page_extras(frame: Frame, page: int, pages: int) -> PageExtras:
    """Links and notes of the page that was asked for.

    Raises:
        ProtocolError: they are none, or another page's.
    """
    try:
        return extras.from_json(frame.body, page, pages)
    except ValueError as error:
        raise ProtocolError("no extras") from error


def page_looks(frame: Frame, page: int) -> PageLooks:
    """How the words of the page look that was asked for.

    Raises:
        ProtocolError: it is something else, or another page's.
    """
    try:
        return text_looks.from_json(frame.body, page)
    except ValueError as error:
        raise ProtocolError("no looks") from error


def refused(body: dict[str, Any]) -> dict[str, object]:
    """Reason and message of a refusal, whatever was sent."""
    reason, message = body.get("reason"), body.get("message")
    known = reason if reason in _REASONS else "damaged"
    return {"reason": known, "message": str(message)[:300]}


def milliseconds(body: dict[str, Any]) -> float:
    """What a drawing took, as far as that can be believed."""
    spent = body.get("ms")
    good = isinstance(spent, int | float) and math.isfinite(spent) and 0 <= spent < 1e6  # noqa: PLR2004
    return float(spent) if good else 0.0  # type: ignore[arg-type]


def damage(body: dict[str, Any]) -> str:
    """What was wrong with a page, "" when nothing."""
    return str(body.get("damaged") or "")[:300]

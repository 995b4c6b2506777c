# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is asked of a worker: completed before it is sent, matched with its answer after."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from annotator.pdf import replies
from annotator.pdf.protocol import MAX_PIXELS, Frame, ProtocolError, clipped
from annotator.pdf.replies import Pixels, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.pdf.arena import SharedBytes, Slot
    from annotator.pdf.picture_slots import PictureSlots

_LARGEST_SCALE: Final = 1e4


@dataclass(slots=True)
class Job:
    """A request, from asking to answer.

    Attributes:
        type: of its frame.
        body: what the frame says.
        id: given by the client.
        source: for `open`.
        slot: for `render`, where the picture goes.
        cancelled: the asker wants it no more.
        silent: asked by the client itself; only a refusal is passed on.
        next_page: for `text`, the page whose answer is due.
        since: when it was sent or last answered, `time.monotonic()`.
        pages: the document has; known once it was sent.
    """

    type: str
    body: dict[str, Any] = field(default_factory=dict)
    id: int = 0
    source: SharedBytes | None = None
    slot: Slot | None = None
    cancelled: bool = False
    silent: bool = False
    next_page: int = 0
    since: float = 0.0
    pages: int = 0


def prepare(job: Job, pages: Sequence[Sequence[float]], slots: PictureSlots) -> str:
    """Check and complete a request before it is sent.

    Args:
        job: the request; `body` and `slot` are filled in.
        pages: width, height and rotation of each page; empty when nothing is open.
        slots: where pictures go.

    Returns:
        Why it cannot be sent, a reason of `refused`; "" when it can.
    """
    body = job.body
    if job.type == "open":
        if job.source is None or job.source.fd < 0:
            return "no_document"
        body["size"] = job.source.size
        return ""
    if job.type == "probe":
        return ""
    if not pages:
        return "no_document"
    job.pages = len(pages)
    if job.type == "text":
        return "" if 1 <= body["first"] <= body["last"] <= len(pages) else "page"
    if not 1 <= body["page"] <= len(pages):
        return "page"
    return _find_slot(job, pages[body["page"] - 1], slots) if job.type == "render" else ""


def _find_slot(job: Job, page: Sequence[float], slots: PictureSlots) -> str:
    scale, clip = job.body["scale"], job.body["clip"]
    good = 0 < scale < _LARGEST_SCALE
    width, height = (page[1], page[0]) if job.body["turn"] % 180 else (page[0], page[1])
    part = clipped(width, height, scale, clip) if good else None
    if part is None:
        return "page"
    size = (part[2] - part[0]) * (part[3] - part[1])
    found = slots.acquire(size * 4) if size <= MAX_PIXELS else None
    if found is None:
        return "memory"
    number, job.slot = found
    job.body |= {"clip": part, "arena": number, "offset": job.slot.offset, "bytes": size * 4}
    return ""


def answer(job: Job, frame: Frame) -> Reply:
    """The reply a frame makes for the job under way.

    Raises:
        ProtocolError: it is no answer to that.
    """
    if frame.type == "refused":
        return Reply(job.id, "refused", replies.refused(frame.body))
    if frame.type == "cancelled" and job.cancelled:
        return Reply(job.id, "cancelled")
    match job.type, frame.type:
        case "open", "opened":
            return Reply(job.id, "opened", replies.opened(frame.body))
        case "render", "pixels":
            return _drawn(job, frame)
        case "preview", "image":
            png = replies.preview(frame, job.body["max_side"])
            return Reply(job.id, "preview", {"page": job.body["page"]}, png)
        case "text", "page_text" | "done":
            return _read(job, frame)
        case "extras", "page_extras":
            found = replies.page_extras(frame, job.body["page"], job.pages)
            return Reply(job.id, "extras", {"page": found.page, "extras": found})
        case "looks", "page_looks":
            seen = replies.page_looks(frame, job.body["page"])
            return Reply(job.id, "looks", {"page": seen.page, "looks": seen})
        case "probe", "probed":
            return Reply(job.id, "probed", {str(k): str(v) for k, v in frame.body.items()})
    raise ProtocolError(f"{frame.type} in answer to {job.type}")


def _drawn(job: Job, frame: Frame) -> Reply:
    if job.slot is None:
        raise ProtocolError("a picture without a place")
    pixels = Pixels(
        job.slot,
        page=job.body["page"],
        scale=job.body["scale"],
        clip=job.body["clip"],
        milliseconds=replies.milliseconds(frame.body),
    )
    body: dict[str, object] = {"page": job.body["page"], "damaged": replies.damage(frame.body)}
    return Reply(job.id, "pixels", body, pixels=pixels)


def _read(job: Job, frame: Frame) -> Reply:
    last = job.body["last"]
    if frame.type == "page_text" and job.next_page <= last:
        packed = replies.page_text(frame, job.next_page)
        body: dict[str, object] = {"page": job.next_page, "damaged": replies.damage(frame.body)}
        job.next_page += 1
        job.since = time.monotonic()
        return Reply(job.id, "text", body, packed)
    if frame.type == "done" and job.next_page > last:
        return Reply(job.id, "done")
    raise ProtocolError("pages out of order")

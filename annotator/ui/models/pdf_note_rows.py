# SPDX-License-Identifier: AGPL-3.0-or-later
"""What others wrote into a PDF, in words and as rows of a list. Shows what it is given."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.i18n import _, ngettext
from annotator.pdf.extras import Box, NoteWords, PdfNote
from annotator.pdf.text_layer import PageText
from annotator.ui.models.open_drafts import date_said
from annotator.ui.models.passage_list import PassageRow

MARKED_BOXES = 20
"""Of one note that are looked through for the words in them."""
MARKING = frozenset(("highlight", "underline", "squiggly", "strikeout"))


def kind_said(kind: str) -> str:
    """What it is."""
    names = {
        "text": _("Note"), "highlight": _("Highlight"), "underline": _("Underline"),
        "squiggly": _("Wavy underline"), "strikeout": _("Struck out"), "freetext": _("Text box"),
        "stamp": _("Stamp"), "caret": _("Insertion"), "ink": _("Drawing"), "shape": _("Drawing"),
        "file": _("Attached file"),
    }  # fmt: skip
    return names.get(kind, kind)


def who_and_when(words: NoteWords) -> str:
    """The author and the day, as far as the PDF names them."""
    return ", ".join(filter(None, (words.author, _day(words))))


def _day(words: NoteWords) -> str:
    return date_said(words.day) if words.day else ""


def head_said(note: PdfNote) -> str:
    """What it is, by whom, and when: `Highlight · Bo, 3 May 2024`."""
    return " · ".join(filter(None, (kind_said(note.kind), who_and_when(note.said))))


def marked_words(text: PageText | None, note: PdfNote) -> str:
    """The words of the page that a note marks or strikes out, on one line; "" for other notes.

    Args:
        text: of the page; None while it is not read.
        note: on that page.
    """
    if text is None or note.kind not in MARKING:
        return ""
    found: list[str] = []
    for line in text.lines:
        near = [
            box
            for box in note.boxes[:MARKED_BOXES]
            if box[0] < line.x1 and box[2] > line.x0 and box[1] < line.y1 and box[3] > line.y0
        ]
        if near:
            found += [
                char if _inside(text.boxes[4 * at : 4 * at + 4], near) else " "
                for at, char in enumerate(text.text[line.start : line.end], start=line.start)
            ]
            found.append(" ")
    return " ".join("".join(found).split())


def _inside(char: Sequence[float], boxes: Sequence[Box]) -> bool:
    x, y = (char[0] + char[2]) / 2, (char[1] + char[3]) / 2
    return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in boxes)


def row_of(note: PdfNote, marked: str = "") -> PassageRow:
    """Its row in a list.

    Args:
        note: what it shows.
        marked: the words it marks, shown where it has none of its own.
    """
    said = " ".join(note.said.text.split())
    count = len(note.replies)
    many = ngettext("{count} reply", "{count} replies", count).format(count=count) if count else ""
    return PassageRow(
        where=" · ".join(filter(None, (kind_said(note.kind), _day(note.said), many))),
        who=note.said.author,
        quote=said or (_("“{words}”").format(words=marked) if marked else ""),
    )


def paragraphs(note: PdfNote) -> list[tuple[str, str]]:
    """What it says and what was replied: a head and the words of each."""
    found = [(head_said(note), note.said.text)]
    for reply in note.replies:
        who = who_and_when(reply)
        found.append((_("Reply · {who}").format(who=who) if who else _("Reply"), reply.text))
    return found


def whole(note: PdfNote, marked: str = "") -> str:
    """All of it as plain text, after the words it marks."""
    (head, words), *replies = paragraphs(note)
    quoted = _("“{words}”").format(words=marked) if marked else ""
    parts = [(head, quoted, words), *replies]
    return "\n\n".join("\n".join(filter(None, each)) for each in parts)

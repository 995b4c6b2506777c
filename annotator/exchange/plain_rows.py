# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows of tags just as the program wrote them, read in one go: nearly all rows of nearly all files.

Whatever is in any way special is left to `annotation_reading`, which says the same of these at ten times
the cost. A test holds the two to each other.
"""

from __future__ import annotations

import hashlib
import json
import marshal
import unicodedata
from collections.abc import Callable, Sequence
from math import isfinite
from operator import itemgetter
from typing import Any, NamedTuple

from annotator.domain.canonical_json import compact
from annotator.domain.kinds import FIELDS
from annotator.domain.record_json import read_record, stamps_body
from annotator.exchange.annotation_reading import parsed
from annotator.exchange.annotation_rows import EDITABLE, FIXED
from annotator.exchange.ascii_json import out_of_ascii
from annotator.exchange.csv_cells import unguarded
from annotator.exchange.csv_file import COLUMNS, FORMAT

_DRAFT = ("draft_sha256", "draft_symbol", "draft_date", "round", "language", "treaty")
_REVIEWER = ("reviewer_uid", "reviewer", "organisation")
_CODE = ("code_uid", "code", "code_name", "family")
_TAG = ("passage_uid", "code_uid", "reviewer_uid", *(n for n in EDITABLE if n != "code"),
        "created_utc", "modified_utc")  # fmt: skip
_SINGLE = (
    "record", "format", "tag_uid", "deleted_utc", "severity", "row_check", "anchor", "extra", "stamps",
    "draft_sha256", "provision_title", "page_label", "carried_from", "passage_uid",
)  # fmt: skip
_STAMPED = {"draft", "passage", "reviewer", "tag"}
_SEVERITIES = frozenset({"", "1", "2", "3", "4"})
_REST = frozenset({"note", "reviewer", "created_utc", "modified_utc"})
_LAST_COUNTER = 2**40
_LONGEST_UID = 200
_FARTHEST = 10**9
_QUAD = 9
_MANY_SOUND = 100_000


Around = tuple[tuple[bytes, tuple[str, ...]], tuple[bytes, tuple[str, ...]], tuple[str, ...]]


class Said(NamedTuple):
    """What a record says: values in the order of `domain.kinds.FIELDS`, and `stamps` as they are stored."""

    uid: str
    values: tuple[str, ...]
    stamps: str


class PlainRow(NamedTuple):
    """A tag that lives, in no conflict, on words read by a known program.

    Attributes:
        tag: the tag.
        passage: the passage it is on.
        page: of the passage.
        start: first code point of it on its page.
        latest: the highest counter in both.
        around: keys of all that the row says of draft, reviewer and code: equal ones say the same, and no
            row is refused for them.
    """

    tag: Said
    passage: Said
    page: int
    start: int
    latest: int
    around: Around


class PlainReader:
    """Reads the plain rows of one file."""

    def __init__(
        self, header: Sequence[str], extractor: str, sound: set[object] | None = None
    ) -> None:
        """Begin a file.

        Args:
            header: its columns.
            extractor: what reads texts here; passages of other ones have to be looked for.
            sound: what careful reading found sound in earlier files; what it finds in this one is added.
        """
        at = {name: number for number, name in enumerate(header)}
        self.possible = set(at) >= set(COLUMNS) and len(at) == len(header)
        self._extractor = extractor
        self._header = tuple(header)
        self._width = len(header)
        self._sound: set[object] = set() if sound is None else sound
        self._placed: tuple[tuple[str, str], tuple[int, int]] = ("", ""), (0, 0)
        if self.possible:
            self._unknown = [at[name] for name in at if name not in COLUMNS]
            self._single = _picker(at, _SINGLE)
            self._draft, self._reviewer = _picker(at, _DRAFT), _picker(at, _REVIEWER)
            self._code, self._tag = _picker(at, _CODE), _picker(at, _TAG)
            self._editable, self._fixed = _picker(at, EDITABLE), _picker(at, FIXED)

    def read(self, cells: list[str]) -> PlainRow | None:
        """What the row says; None where it is not plain."""
        if not self.possible or len(cells) != self._width:
            return None
        try:
            return self._read(cells)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError,
                RecursionError):  # fmt: skip
            return None

    def _read(self, raw: list[str]) -> PlainRow | None:
        cells = _clean(raw)
        if cells is None or any(cells[at] for at in self._unknown):
            return None
        (
            record, form, tag_uid, deleted, severity, check, anchor, extra_text, stamps_text,
            sha256, provision_title, page_label, carried_from, passage_uid,
        ) = self._single(cells)  # fmt: skip
        if record != "tag" or form != FORMAT or deleted or severity not in _SEVERITIES:
            return None
        anchor = out_of_ascii(anchor)
        extra, stamps = _object(extra_text), _object(stamps_text)
        if stamps.keys() != _STAMPED or not extra.keys() <= {"fixed", "passage", "draft"}:
            return None
        if not (
            _holds(check, self._editable(cells)) and _holds(extra["fixed"], self._fixed(cells))
        ):
            return None
        rest = extra["passage"]
        if not rest.keys() <= _REST or not all(type(value) is str for value in rest.values()):
            return None
        if (anchor, sha256) != self._placed[0]:  # of tags on one passage the first is looked at
            place = _place(_object(anchor), sha256, self._extractor)
            if place is None:
                return None
            self._placed = (anchor, sha256), place
        tag_stamps, tag_latest = _stamps("tag", tag_uid, stamps["tag"])
        stamps_of_passage, latest = _stamps("passage", passage_uid, stamps["passage"])
        tag = (*self._tag(cells), "")
        if not (0 < len(tag_uid) <= _LONGEST_UID and 0 < len(sha256) <= _LONGEST_UID
                and 0 < len(tag[0]) <= _LONGEST_UID and 0 < len(tag[1]) <= _LONGEST_UID
                and 0 < len(tag[2]) <= _LONGEST_UID):  # fmt: skip
            return None
        get = rest.get
        passage = (
            sha256, anchor, provision_title, page_label, get("note", ""), get("reviewer", ""),
            carried_from, get("created_utc", ""), get("modified_utc", ""), "",
        )  # fmt: skip
        around = (
            (marshal.dumps((stamps["draft"], extra.get("draft")), 2), self._draft(cells)),
            (marshal.dumps(stamps["reviewer"], 2), self._reviewer(cells)),
            self._code(cells),
        )
        if around not in self._sound:
            parsed(dict(zip(self._header, cells, strict=True)), _no_code)
            if len(self._sound) > _MANY_SOUND:
                self._sound.clear()
            self._sound.add(around)
        return PlainRow(
            Said(tag_uid, tag, tag_stamps),
            Said(passage_uid, passage, stamps_of_passage),
            *self._placed[1],
            max(tag_latest, latest),
            around,
        )


def _picker(at: dict[str, int], names: Sequence[str]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    return itemgetter(*(at[name] for name in names))


def _no_code(_name: str) -> None:
    """No code is looked for: no column was edited."""


def _clean(raw: list[str]) -> list[str] | None:
    """The cells unguarded; None where reading would change one of them."""
    text = "\x00".join(raw)
    if "\r" in text or text.count("\x00") != len(raw) - 1:
        return None
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        return None
    cells = [unguarded(cell) if "'" in cell else cell for cell in raw] if "'" in text else raw
    if cells is not raw:
        text = "\x00".join(cells)
    return cells if "\x00".join(map(str.strip, cells)) == text else None


_SCAN: Any = json.JSONDecoder().scan_once  # type: ignore[attr-defined]


def _object(text: str) -> dict[str, Any]:
    try:
        found, end = _SCAN(text, 0)
    except StopIteration as error:
        raise ValueError("no JSON") from error
    if end != len(text) or type(found) is not dict:
        raise ValueError("no JSON object")
    return found


def _holds(check: str, cells: tuple[str, ...]) -> bool:
    """Whether a check says that no cell was edited; see `csv_cells.row_check`."""
    whole = hashlib.sha256("\x1f".join(cells).encode()).hexdigest()[:16]
    return check.startswith(whole + "-")


def _stamps(kind: str, uid: str, body: dict[str, Any]) -> tuple[str, int]:
    """Stamps in the form in which they are stored, and the highest counter in them."""
    text = _stamp(*body["*"])
    if len(body) == 1 and text:
        return f'{{"*":{text}}}', body["*"][0]
    named = body.get("f", {})
    if not named.keys() <= set(FIELDS[kind]):
        raise ValueError("no such fields")
    if text and len(body) == len(("*", "f")) and 0 < 2 * len(named) < len(FIELDS[kind]):
        # most fields have the first stamp, so that it stays the first
        said = [(name, _stamp(*named[name])) for name in sorted(named)]
        if all(each and each != text for _name, each in said):
            fields = ",".join([f'"{name}":{each}' for name, each in said])
            return f'{{"*":{text},"f":{{{fields}}}}}', max(
                body["*"][0], *(stamp[0] for stamp in named.values())
            )
    record = read_record(kind, uid, dict.fromkeys(FIELDS[kind], ""), body, {})
    if record.latest() > _LAST_COUNTER:
        raise ValueError("no such stamps")
    text = compact(stamps_body(record))
    text.encode()
    return text, record.latest()


def _stamp(counter: object, reviewer: object, session: object) -> str:
    """A stamp as it is stored; "" where it has to be read with more care."""
    if type(counter) is int and 0 <= counter <= _LAST_COUNTER and (
        type(reviewer) is str and type(session) is str
        and (name := reviewer + session).isascii() and name.replace("-", "").isalnum()
    ):  # fmt: skip
        return f'[{counter},"{reviewer}","{session}"]'
    return ""


def _place(anchor: dict[str, Any], sha256: str, extractor: str) -> tuple[int, int] | None:
    """Page and start of words that need not be looked for; see `Anchor.from_json` for what is checked."""
    if anchor["kind"] != "text" or anchor["extractor"] != extractor or anchor["draft"] != sha256:
        return None
    if anchor.keys() & {"ordinal", "begins"}:
        return None
    for page, start, end in anchor["segments"]:
        if not (type(page) is type(start) is type(end) is int
                and 0 < page <= _FARTHEST and 0 <= start <= end <= _FARTHEST):  # fmt: skip
            return None
    for quad in anchor.get("quads", ()):
        if len(quad) != _QUAD or type(quad[0]) is not int or not 0 < quad[0] <= _FARTHEST:
            return None
        if not isfinite(sum(quad)):
            return None
    for page, _text_hash in anchor.get("text_hash", ()):
        if type(page) is not int:
            return None
    if not anchor["segments"]:
        return None
    page, start, _end = anchor["segments"][0]
    return page, start

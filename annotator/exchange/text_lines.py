# SPDX-License-Identifier: AGPL-3.0-or-later
"""The lines of a text file in whatever encoding it was saved, read as they are asked for."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from annotator.domain.errors import InputRefusedError
from annotator.i18n import _

_CHUNK = 1 << 20


def read_lines(path: Path, *, begin_only: bool = False) -> Iterator[tuple[int, str]]:
    """Lines with their numbers from 1, ends kept; only CR, LF and CRLF end one (form feeds and U+2028
    are content).

    Args:
        path: of the file.
        begin_only: only the first lines will be asked for, and the encoding is told by what they begin.

    Raises:
        InputRefusedError: the file cannot be read.
    """
    try:
        encoding = _encoding(path, begin_only=begin_only)
        with path.open(encoding=encoding, errors="replace", newline="") as file:
            yield from enumerate(file, start=1)
    except OSError as error:
        raise InputRefusedError(
            _("{path} cannot be read: {error}.").format(path=path, error=error.strerror)
        ) from error


def _encoding(path: Path, *, begin_only: bool) -> str:
    """UTF-16 by its mark or its noughts, UTF-8 where all of it is, else Windows-1252."""
    with path.open("rb") as file:
        data = file.read(_CHUNK)
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return "utf-16"
        if data[1:2] == b"\x00" or data[:1] == b"\x00":
            return "utf-16-le" if data[1:2] == b"\x00" else "utf-16-be"
        decoder = codecs.getincrementaldecoder("utf-8-sig")()
        try:
            while data:
                decoder.decode(data)
                if begin_only:
                    return "utf-8-sig"
                data = file.read(_CHUNK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"

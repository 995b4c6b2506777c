# SPDX-License-Identifier: AGPL-3.0-or-later
"""The lines of a text file in whatever encoding it was saved, read as they are asked for."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from annotator.domain.errors import InputRefusedError
from annotator.i18n import _

_CHUNK = 1 << 20
_MARK, _MARK_TWICE = "\ufeff", "ï»¿"
"""The byte-order mark of UTF-8, and what it looks like where UTF-8 was taken for Windows-1252."""
_LETTER = re.compile("[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_BYTES = re.compile("[\ud800-\udfff]")


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
        # a byte that Windows-1252 does not have is kept until it is known what it was
        errors = "surrogateescape" if encoding == "cp1252" else "replace"
        with path.open(encoding=encoding, errors=errors, newline="") as file:
            twice = False
            for number, line in enumerate(file, start=1):
                twice = twice or (number == 1 and line.lstrip('"').startswith(_MARK_TWICE))
                text = _once(line).lstrip(_MARK) if twice else line
                yield number, _BYTES.sub("\ufffd", text) if encoding == "cp1252" else text
    except OSError as error:
        raise InputRefusedError(
            _("{path} cannot be read: {error}.").format(path=path, error=error.strerror)
        ) from error


def _once(line: str) -> str:
    """The line of a file that was read as Windows-1252 and saved again; what was typed since stays."""
    shadow = "".join(map(_byte, line))
    done, at = [], 0
    for found in _LETTER.finditer(shadow):
        try:
            letter = found[0].encode("latin-1").decode("utf-8")
        except UnicodeDecodeError:
            continue
        done += [line[at : found.start()], letter]
        at = found.end()
    return "".join([*done, line[at:]])


def _byte(letter: str) -> str:
    """The byte that Windows-1252 shows as a letter, as the character of that number; else a blank."""
    code = ord(letter)
    if code < 0x80 or 0x80 <= code <= 0x9F:  # noqa: PLR2004 - Windows shows a byte it lacks as a control
        return letter
    if 0xDC80 <= code <= 0xDCFF or 0xF180 <= code <= 0xF1FF:  # noqa: PLR2004 - kept by Python, by LibreOffice
        return chr(code & 0xFF)
    try:
        return letter.encode("cp1252").decode("latin-1")
    except UnicodeEncodeError:
        return " "


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

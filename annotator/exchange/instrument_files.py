# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reference instruments that ship, as files. Reads JSON into values, and checks what it reads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from annotator.domain.errors import InputRefusedError
from annotator.domain.instrument import CERTAINTIES, KINDS, Article, Instrument
from annotator.domain.normalise import canonical
from annotator.i18n import _


def read_instruments(folder: Path) -> dict[str, Instrument]:
    """Every instrument of a folder of JSON files, by id; treaties with articles first.

    Raises:
        InputRefusedError: a file cannot be read, or says what no instrument can; the message names it.
    """
    found: dict[str, Instrument] = {}
    for path in sorted(folder.glob("*.json")):
        for number, entry in enumerate(_entries(path), start=1):
            one = _instrument(path, number, entry)
            if one.id in found:
                raise _fault(path, number, _("{id} is there twice").format(id=one.id))
            found[one.id] = one
    order = sorted(found.values(), key=lambda one: (KINDS.index(one.kind), not one.articles))
    return {one.id: one for one in order}


def read_json(path: Path) -> Any:
    """The one value in a JSON file.

    Raises:
        InputRefusedError: it cannot be read.
    """
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputRefusedError(
            _("{path} cannot be read: {error}.").format(path=path, error=error)
        ) from error


def _entries(path: Path) -> Iterator[Any]:
    body = read_json(path)
    many = body.get("instruments") if isinstance(body, dict) else None
    yield from many if isinstance(many, list) else [body]


def _instrument(path: Path, number: int, entry: Any) -> Instrument:
    if not isinstance(entry, dict):
        raise _fault(path, number, _("it is no instrument"))
    said = {
        name: canonical(str(entry.get(name) or ""))
        for name in ("id", "name", "short", "symbol", "date", "kind", "certainty", "note")
    }
    for name in ("id", "name", "short"):
        if not said[name]:
            raise _fault(path, number, _("it has no {field}").format(field=name))
    for name, allowed in (("kind", KINDS), ("certainty", CERTAINTIES)):
        if said[name] not in allowed:
            raise _fault(
                path, number, _("{field} is one of {words}").format(field=name, words=", ".join(allowed))
            )  # fmt: skip
    chapters = entry.get("chapters") or {}
    articles = tuple(_article(path, number, each) for each in entry.get("articles") or ())
    if len({one.number for one in articles}) != len(articles):
        raise _fault(path, number, _("an article is there twice"))
    return Instrument(
        **said, chapters=tuple((str(k), str(v)) for k, v in chapters.items()), articles=articles
    )


def _article(path: Path, number: int, entry: Mapping[str, Any]) -> Article:
    certainty = str(entry.get("certainty", "unverified"))
    if not str(entry.get("number") or "") or certainty not in CERTAINTIES:
        raise _fault(path, number, _("an article has no number, or no certainty there is"))
    return Article(
        str(entry["number"]), canonical(str(entry.get("title") or "")),
        str(entry.get("chapter") or ""), certainty,
    )  # fmt: skip


def _fault(path: Path, number: int, what: str) -> InputRefusedError:
    return InputRefusedError(
        _("{path}, instrument {number}: {what}.").format(path=path, number=number, what=what)
    )

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Conflicts and held changes put into words, ready to be asked. Values in, values out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.domain.anchor import Anchor
from annotator.domain.area import anchor_words
from annotator.domain.change import DELETED
from annotator.domain.codebook import UNKNOWN, Code
from annotator.domain.tag import VOCABULARIES
from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.ui.models.inbox_list import Choice, Question
from annotator.ui.panels.vocabulary import title, when, words

if TYPE_CHECKING:
    from annotator.services.conflicts import Alternative, Conflict
    from annotator.services.inbox import Held
    from annotator.services.subjects import Subject

KEEP, TAKE = "mine", "theirs"
"""Values of the two answers to a held change."""
_FREE = frozenset({
    "note", "proposed_wording", "actors", "standards", "text", "symbol", "language", "date",
    "round", "treaty", "name", "organisation", "definition", "include", "exclude", "example",
    "provision_title",
})  # fmt: skip
_LISTS = frozenset({"standards", "typical_provisions"})


@dataclass(frozen=True, slots=True)
class Book:
    """Who and what the uids in values are.

    Attributes:
        codes: by uid.
        names: of reviewers, by uid.
    """

    codes: Mapping[str, Code]
    names: Mapping[str, str]


def questions(
    conflicts: Iterable[Conflict], held: Iterable[Held], book: Book
) -> tuple[Question, ...]:
    """Everything that waits, what touches one's own work first."""
    asked = [_of_held(each, book) for each in held]
    asked += [_of_conflict(each, book) for each in conflicts]
    colours = {code.id: code.colour for code in book.codes.values()}
    return tuple(replace(each, colour=colours.get(each.letters, UNKNOWN.colour)) for each in asked)


def _of_conflict(conflict: Conflict, book: Book) -> Question:
    subject, field = conflict.subject, conflict.field
    who = dict.fromkeys(value.reviewer for value in conflict.values if value.reviewer)
    return Question(
        held=False, kind=conflict.kind, uid=conflict.uid, field=field,
        letters=subject.code, colour="", code_name=subject.code_name,
        what=field_words(field, conflict.kind),
        quote=_quote(subject), quoted=bool(subject.quote), where=_where(subject),
        draft=subject.draft, passage=subject.passage,
        who=", ".join(who), when=when(max(value.utc for value in conflict.values)),
        fields=(field_words(field, conflict.kind),),
        choices=tuple(_choice(value, conflict, book) for value in conflict.values),
        free=field in _FREE and not (conflict.kind == "code" and field in _LISTS),
    )  # fmt: skip


def _choice(value: Alternative, conflict: Conflict, book: Book) -> Choice:
    shown = value_words(conflict.field, value.value, conflict.kind, book)
    who = value.reviewer or _("in a spreadsheet")
    verb = _("Keep this")
    if conflict.field == DELETED:
        verb = _("Delete it") if value.value else _("Keep it")
    return Choice(value.value, verb, who, when(value.utc), (shown,))


def _of_held(held: Held, book: Book) -> Question:
    subject = held.subject
    said = {each.field: each.mine for each in held.fields}
    others: dict[str, list[str]] = {}
    for each in held.fields:
        others.setdefault(each.field, []).append(each.theirs)
    if held.deleted and DELETED not in said:
        said, others = {DELETED: "", **said}, {DELETED: [DELETED], **others}
    names = tuple(field_words(name, held.kind) for name in said)
    mine = tuple(value_words(name, value, held.kind, book) for name, value in said.items())
    theirs = tuple(
        _either(value_words(name, value, held.kind, book) for value in others[name])
        for name in said
    )
    who, day = ", ".join(held.who) or _("in a spreadsheet"), when(held.utc)
    asked = _("Your {kind} is changed: {fields}")
    if held.deleted:
        asked = _("Your {kind} is deleted")
    return Question(
        held=True, kind=held.kind, uid=held.uid, field="",
        letters=subject.code, colour="", code_name=subject.code_name,
        what=asked.format(kind=kind_words(held.kind), fields=", ".join(names)),
        quote=_quote(subject), quoted=bool(subject.quote), where=_where(subject),
        draft=subject.draft, passage=subject.passage,
        who=who, when=day, fields=names,
        choices=(
            Choice(KEEP, _("Keep mine"), _("You"), "", mine),
            Choice(TAKE, _("Take theirs"), who, day, theirs),
        ),
    )  # fmt: skip


def _either(values: Iterable[str]) -> str:
    """Values that colleagues give one field apart, a line each; "" where they give it none."""
    first, *more = values
    if not more:
        return first
    rest = (_("or: {words}").format(words=words or _("(empty)")) for words in more)
    return "\n".join((first or _("(empty)"), *rest))


def _quote(subject: Subject) -> str:
    return " ".join(
        (subject.quote or subject.label or subject.provision or subject.draft_name).split()
    )


def _where(subject: Subject) -> str:
    page = _("page {page}").format(page=subject.page) if subject.page else ""
    return ", ".join(filter(None, (subject.draft_name, page, subject.provision)))


def kind_words(kind: str) -> str:
    """What a kind of record is called."""
    known = {
        "draft": _("draft"), "reviewer": _("reviewer"), "code": _("code"), "passage": _("passage"),
        "tag": _("tag"), "mark": _("mark"), "comment": _("comment"), "provision": _("boundary"),
        "counterpart": _("link"), "alignment": _("pairing of provisions"), "decision": _("decision"),
        "finish": _("finished draft"), "join": _("two that are one"),
        "task": _("task"),
    }  # fmt: skip
    return known.get(kind, kind)


def field_words(field: str, kind: str) -> str:
    """What a field is called."""
    known = {
        "deleted": _("Deleted or kept"), "code": _("Code"), "anchor": _("Words of the passage"),
        "text": _("Comment"), "value": _("Mark"), "provision": _("Provision"),
        "provision_title": _("Title of the provision"), "page_label": _("Printed page number"),
        "symbol": _("Symbol"), "language": _("Language"), "date": _("Date"), "round": _("Round"),
        "treaty": _("Treaty"), "name": _("Name"), "organisation": _("Organisation"),
        "family": _("Family"), "definition": _("Definition"), "include": _("What belongs here"),
        "exclude": _("What does not"), "typical_provisions": _("Typical provisions"),
        "example": _("Example"), "colour": _("Colour"), "retired": _("In use or retired"),
        "reviewer": _("Reviewer"), "draft": _("Draft"), "passage": _("Passage"),
        "instrument": _("Reference"), "target": _("Linked from"), "action": _("Correction"),
        "other": _("Other draft"), "other_provision": _("Provision of the other draft"),
        "verdict": _("Verdict"), "outcome": _("Outcome"), "carried": _("Passage in the newer draft"),
        "together": _("Belong together"), "other_page": _("Page of the other draft"),
        "other_start": _("Place on that page"), "to_page": _("New page"),
        "start": _("Place on the page"), "to_start": _("New place on the page"),
        "shown": _("Shown as"), "articles": _("Articles to read"), "blind": _("Reads blind"),
        "required": _("Required fields"), "drafts": _("Drafts to read"),
    }  # fmt: skip
    if field == "code" and kind == "code":
        return _("Letters of the code")
    if field == "provision" and kind == "counterpart":
        return _("Counterpart")
    return known.get(field) or title(field)


def value_words(field: str, value: str, kind: str, book: Book) -> str:
    """A value as people read it; "" for an empty one."""
    if field == DELETED:
        return _("deleted") if value else _("kept")
    if field == "together":
        return _("yes") if value == "yes" else _("no")
    if field == "retired":
        return _("retired") if value else _("in use")
    if not value:
        return ""
    if field == "code" and kind != "code":
        code = book.codes.get(value)
        return f"{code.id} {code.name}" if code else value
    if field == "severity":
        return f"{value}, {words(value, field)}"
    if field in ("reviewer", "shown"):
        code = book.codes.get(value)
        return book.names.get(value) or (f"{code.id} {code.name}" if code else value)
    if field == "anchor":
        return _anchor_words(value)
    if kind == "code" and field in _LISTS:
        return _lines(value)
    if kind == "mark" and field == "value":
        return words(value, "mark")
    return words(value, field) if field in VOCABULARIES else value


def _anchor_words(value: str) -> str:
    try:
        anchor = Anchor.from_json(value)
    except ValueError:
        return value
    page = _("page {page}").format(page=anchor.page) if anchor.page else ""
    return "\n".join(filter(None, (anchor_words(anchor), page)))


def _lines(value: str) -> str:
    try:
        found = json.loads(value)
    except ValueError:
        return value
    return "\n".join(map(str, found)) if isinstance(found, list) else value

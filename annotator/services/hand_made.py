# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows written by hand: found their draft, code and words, and given ids that every machine derives
alike, so that reading a file twice adds nothing.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence

from annotator.domain.anchor import Anchor, Segment
from annotator.domain.change import GUESS, Record, Stamp, created, rewritten
from annotator.domain.codebook import Code
from annotator.domain.errors import AnnotatorError
from annotator.domain.identity import derived_uid, digest
from annotator.domain.kinds import FIELDS as RECORD_FIELDS
from annotator.domain.normalise import canonical, normalise
from annotator.domain.project import Draft
from annotator.domain.provision import provision_path
from annotator.domain.tag import FIELDS
from annotator.domain.values import dataclass
from annotator.exchange.parsed_row import Parsed
from annotator.exchange.row_values import RowRefusedError, missing_columns, vocabulary_value
from annotator.i18n import _
from annotator.services.draft_rows import edition_here, named_draft

NEEDED = ("draft_symbol", "code", "reviewer", "format")


class WaitingError(ValueError):
    """A row that cannot be placed yet; it is kept and tried again."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a row by hand is held against.

    Attributes:
        drafts: every draft known, PDF here or not.
        code: finds a code by its id, None where the codebook has none.
        find: places of a quote in a draft whose PDF is here.
        anchor: anchors one place.
    """

    drafts: Sequence[Draft]
    code: Callable[[str], Code | None]
    find: Callable[[str, str], list[tuple[Segment, ...]]]
    anchor: Callable[[str, tuple[Segment, ...]], Anchor]


def is_by_hand(cells: Mapping[str, str]) -> bool:
    """Whether a row is a tag that somebody wrote in a table, and no program."""
    kind = cells.get("record", "").strip() or "tag"
    return kind == "tag" and not cells.get("stamps", "").strip()


def checked(cells: Mapping[str, str]) -> dict[str, str]:
    """The row's cells in canonical form.

    Raises:
        RowRefusedError: something it needs is missing, or a value is not in its vocabulary.
    """
    row = {name: canonical(value) for name, value in cells.items()}
    if row.get("draft_sha256") and not row.get("draft_symbol"):
        row["draft_symbol"] = row["draft_sha256"]
    if lacking := missing_columns(row, NEEDED):
        raise RowRefusedError(lacking[0], _("{column} is empty").format(column=lacking[0]))
    if not row.get("quote") and not row.get("provision"):
        raise RowRefusedError("quote", _("neither quote nor provision is given"))
    for name in FIELDS:
        row[name] = vocabulary_value(name, row.get(name, ""))
    return row


def derived(cells: Mapping[str, str], around: Surroundings) -> Parsed:
    """The records a row by hand means.

    Raises:
        RowRefusedError: it can never be taken.
        WaitingError: its draft is not here, or its words are not found, or found several times.
    """
    row = checked(cells)
    draft = meant_draft(row, around)
    reviewer = _reviewer(row)
    code, code_record, notices = _code(row, around)
    key = normalise(row["quote"]).text if row.get("quote") else provision_path(row["provision"])
    anchor, place = _anchor(row, draft, around)
    uid = derived_uid("passage", draft.sha256, key, place, row["reviewer"])
    passage_values = dict.fromkeys(RECORD_FIELDS["passage"], "")
    passage_values.update(
        draft=draft.sha256, anchor=anchor.to_json(), reviewer=reviewer.uid,
        provision_title=row.get("provision_title", ""), created_utc=row.get("created_utc", ""),
    )  # fmt: skip
    tag_uid = derived_uid("tag", draft.sha256, key, place, row["code"].casefold(), row["reviewer"])
    tag_values = dict.fromkeys(RECORD_FIELDS["tag"], "")
    tag_values.update({name: row[name] for name in FIELDS})
    tag_values.update(
        passage=uid, code=code, reviewer=reviewer.uid, created_utc=row.get("created_utc", ""),
        modified_utc=row.get("modified_utc", "") or row.get("created_utc", ""),
    )  # fmt: skip
    tag = _said("tag", tag_uid, tag_values)
    others = [_said("passage", uid, passage_values), reviewer]
    if code_record is not None:
        others.append(code_record)
    return Parsed(tag, tuple(others), tuple(notices))


def expected_tag(cells: Mapping[str, str], around: Surroundings) -> str | None:
    """The uid the row's tag has wherever it was placed, as far as that follows from the row alone.

    A project without the PDF learns from it that somebody else has placed a row it keeps.
    """
    try:
        row = checked(cells)
        draft = meant_draft(row, around, needs_pdf=False)
    except (RowRefusedError, WaitingError):
        return None
    key = normalise(row["quote"]).text if row.get("quote") else provision_path(row["provision"])
    return derived_uid("tag", draft.sha256, key, "", row["code"].casefold(), row["reviewer"])


def _said(kind: str, uid: str, values: Mapping[str, str]) -> Record:
    """A record whose every value is stamped by what it says."""
    record = created(kind, uid, values, GUESS)
    dots = {
        name: ((Stamp(1, "", digest("hand", uid, name, value)), value),)
        for name, value in values.items()
        if value
    }
    return rewritten(record, dots)


def meant_draft(row: Mapping[str, str], around: Surroundings, *, needs_pdf: bool = True) -> Draft:
    """The draft a row means by what it calls it.

    Raises:
        WaitingError: there is none, or several; or, where that is needed, its PDF is not here.
    """
    symbol, language = row["draft_symbol"], row.get("language", "")
    reason = ""
    # of two editions a row means the one that is here
    drafts = [d for d in around.drafts if d.here or edition_here(d, around.drafts) is None]
    for name in (f"{symbol}@{language}" if language and "@" not in symbol else symbol, symbol):
        try:
            found = named_draft(drafts, name)
        except AnnotatorError as error:
            reason = str(error)
            continue
        if needs_pdf and not found.here:
            raise WaitingError(_("the PDF of {draft} is not here").format(draft=found.name))
        return found
    raise WaitingError(reason)


def _reviewer(row: Mapping[str, str]) -> Record:
    uid = row.get("reviewer_uid") or derived_uid("reviewer", row["reviewer"])
    return _said(
        "reviewer", uid, {"name": row["reviewer"], "organisation": row.get("organisation", "")}
    )


def _code(
    row: Mapping[str, str], around: Surroundings
) -> tuple[str, Record | None, list[tuple[str, str]]]:
    found = around.code(row["code"])
    if found is not None:
        return found.uid, None, []
    uid = derived_uid("code", row["code"])
    values = dict.fromkeys(RECORD_FIELDS["code"], "")
    values.update(
        code=row["code"], name=row.get("code_name") or row["code"], family=row.get("family", "")
    )
    reason = _("the codebook has no {code}: it is added").format(code=row["code"])
    return uid, _said("code", uid, values), [("code", reason)]


def _anchor(row: Mapping[str, str], draft: Draft, around: Surroundings) -> tuple[Anchor, str]:
    """The anchor, and what tells this place from others with the same words ("" for the only one)."""
    path = provision_path(row.get("provision", ""))
    if not row.get("quote"):
        return Anchor(kind="provision", draft=draft.sha256, provision=path), ""
    places = around.find(draft.sha256, row["quote"])
    if not places:
        raise WaitingError(_("the words are not in {draft}").format(draft=draft.name))
    there, place = places, ""
    if len(places) > 1:
        there = [p for p in places if str(p[0].page) == row.get("page", "").split(".")[0]]
        place = f"{there[0][0].page}:{there[0][0].start}" if there else ""
    if len(there) != 1:
        reason = _("the words are in {draft} {count} times; give their page")
        raise WaitingError(reason.format(draft=draft.name, count=len(places)))
    anchor = around.anchor(draft.sha256, there[0])
    return dataclasses.replace(anchor, provision=path or anchor.provision), place

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people do to a draft as a whole, for the laws: correct boundaries, link counterparts,
pair provisions with those of another. The drafts of the laws have no text, so that what is said of a place
is written as it would be kept.
"""

from __future__ import annotations

from annotator.domain.change import deleted_utc
from annotator.domain.identity import new_uid
from annotator.domain.kinds import FIELDS
from annotator.domain.structure.corrections import Correction
from annotator.services.boundary_records import said_of
from annotator.services.draft_rows import confirm_draft

KINDS = ("provision", "counterpart", "alignment")


def living(space, draft, kind):
    """Records of a kind on a draft that are not taken back."""
    with space._store.read() as connection:
        records = space._store.records(connection).all(kind, draft=draft)
    return sorted((r for r in records if not deleted_utc(r)), key=lambda record: record.uid)


def correct(space, draft, *, at=0, number="1"):
    """Say that the provision at a place is called otherwise, whatever was said of that place before."""
    said = Correction("rename", 1, at, kind="article", number=number)
    return _said(space, draft, "provision", said_of(said))


def link(space, draft, target, path="Art 1"):
    """Link a provision or a passage."""
    return _said(
        space, draft, "counterpart", {"target": target, "instrument": "BUD", "provision": path}
    )


def pair(space, draft, other, *, start=0, together=True):
    """Say whether a provision belongs together with one of another draft."""
    fields = {
        "other": other, "page": "1", "start": str(start), "provision": f"Art {start}",
        "other_page": "2", "other_start": "0", "other_provision": "Art 7",
        "together": "yes" if together else "no",
    }  # fmt: skip
    return _said(space, draft, "alignment", fields)


def _said(space, draft, kind, fields):
    with space._desk.change_as_me(kind) as unit:
        confirm_draft(unit, draft)
        values = dict.fromkeys(FIELDS[kind], "") | fields
        values |= {
            "draft": draft, "reviewer": space.reviewer().uid, "created_utc": unit.utc,
            "modified_utc": unit.utc,
        }  # fmt: skip
        return unit.create(kind, new_uid(), values).uid


def say(space, kind, uid, **fields):
    """Change what a record says."""
    with space._desk.change_as_me("edit") as unit:
        unit.write(kind, uid, fields)


def take_back(space, kind, uid):
    """Take a correction, a link or a pairing back."""
    if kind == "provision":
        space.provisions.take_back(uid)
    elif kind == "alignment":
        space.comparing.take_back(uid)
    else:
        space.counterparts.unlink(uid)

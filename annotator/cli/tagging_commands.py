# SPDX-License-Identifier: AGPL-3.0-or-later
"""The commands that tag, and the list of what was tagged."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from annotator.cli.output import say, say_json, table, tell
from annotator.domain.anchor import Anchor, kind_of
from annotator.domain.area import AREA, area_label, area_of
from annotator.domain.errors import NotFoundError, WrongCallError
from annotator.domain.normalise import canonical
from annotator.domain.tag import FIELDS, stands
from annotator.i18n import _, ngettext
from annotator.services.annotations import Wanted
from annotator.services.workspace import Workspace

Options = argparse.Namespace


def _fields(options: Options) -> dict[str, str]:
    return {name: getattr(options, name) for name in FIELDS if getattr(options, name) is not None}


def tag(workspace: Workspace, options: Options) -> int:
    """`annotator tag`."""
    workspace.reviewer()  # a call without a reviewer is wrong before anything is looked up
    draft = workspace.drafts.named(options.draft)
    codes = [workspace.codes.named(name) for name in options.code]
    if options.quote is not None:
        anchor = workspace.passages.find_quote(draft.sha256, options.quote, nth=options.nth)
    elif options.area is not None:
        anchor = workspace.passages.anchor_for(draft.sha256, options.area)
    else:
        path = _named(workspace, draft.sha256, options)
        anchor = Anchor(kind="provision", draft=draft.sha256, provision=path)
    made = workspace.passages.tag(anchor, [code.uid for code in codes], fields=_fields(options))
    if options.json:
        body: dict[str, Any] = {
            "passage": made.passage, "tags": list(made.tags), "draft": draft.name,
            "page": anchor.page, "provision": anchor.provision, "quote": anchor.quote,
        }  # fmt: skip
        if area := area_of(anchor):
            body["area"] = list(area.box)
        say_json(body)
    else:
        say("\n".join(made.tags))
    _tell_incomplete(workspace, made.tags)
    return 0


def _tell_incomplete(workspace: Workspace, tags: Iterable[str]) -> None:
    """Say which fields the team requires of tags and they do not have."""
    lacking = workspace.team.lacking(workspace.passages.tag_by_uid(uid) for uid in tags)
    for uid, fields in lacking.items():
        names = ", ".join(name.replace("_", " ") for name in fields)
        tell(_("{tag} is incomplete: it lacks {fields}.").format(tag=uid, fields=names))


def edit(workspace: Workspace, options: Options) -> int:
    """`annotator edit`."""
    workspace.reviewer()
    fields = _fields(options)
    if options.code is not None:
        fields["code"] = workspace.codes.named(options.code).uid
    if not fields:
        raise WrongCallError(_("Nothing to edit was given."))
    workspace.passages.edit(options.tag, fields)
    _tell_incomplete(workspace, [options.tag])
    return 0


def untag(workspace: Workspace, options: Options) -> int:
    """`annotator untag`."""
    workspace.reviewer()
    workspace.passages.untag(options.tag)
    return 0


def mark(workspace: Workspace, options: Options) -> int:
    """`annotator mark`."""
    workspace.reviewer()
    draft = workspace.drafts.named(options.draft)
    path = _named(workspace, draft.sha256, options)
    workspace.marks.mark(draft.sha256, path, options.value, note=options.note)
    return 0


def _named(workspace: Workspace, sha256: str, options: Options) -> str:
    """The provision somebody named: one of the draft's, unless none was found in it or they insist.

    Raises:
        NotFoundError: the draft has others; the hint names what is near.
    """
    known = workspace.provisions.map(sha256)
    written = canonical(options.provision).strip()
    if not written:
        raise WrongCallError(_("--provision is empty."))
    if not (known.empty or options.anyway or known.spelled(written)):
        error = workspace.provisions.unknown(sha256, written)
        insist = _("--anyway takes it all the same.")
        raise NotFoundError(error.message, f"{error.hint} {insist}".strip())
    return workspace.provisions.spelled(sha256, written)[0]


def narrowed(workspace: Workspace, options: Options, *, deleted: bool) -> Wanted:
    """Which rows the options ask for."""
    return Wanted(
        drafts=_one(workspace.drafts.named(options.draft).sha256 if options.draft else ""),
        codes=_one(workspace.codes.named(options.code).uid if options.code else ""),
        reviewers=_one(options.author),
        deleted=deleted,
    )


def _one(value: str) -> frozenset[str]:
    return frozenset({value} if value else ())


def list_annotations(workspace: Workspace, options: Options) -> int:
    """`annotator list`."""
    asked = narrowed(workspace, options, deleted=options.deleted)
    wanted = replace(asked, waiting=False, only_tags=True)
    rows = workspace.listing.rows(wanted, provision=canonical(options.provision))
    if options.json:
        say_json(rows)
        return 0
    names = ["draft_symbol", "provision", "page", "code", "severity", "stance", "reviewer", "review_state",
             "quote"]  # fmt: skip
    cells = [[*(row[name] for name in names[:-1]), _quote(row)] for row in rows]
    if options.deleted:
        names = ["deleted", *names]
        cells = [[row["deleted_utc"], *each] for row, each in zip(rows, cells, strict=True)]
    table(cells, head=names)
    against = sum(not stands(row["review_state"]) for row in rows)
    n = len(rows) - against
    told = [ngettext("{n} annotation", "{n} annotations", n).format(n=n)]
    if against:
        told.append(_("{n} decided against").format(n=against))
    tell(", ".join(told))
    return 0


def _quote(row: Mapping[str, str]) -> str:
    """The words of a row; what stands for them where they are an area of a page without any."""
    bare = not row["quote"] and kind_of(row["anchor"]) == AREA
    return area_label(row["page_label"] or row["page"]) if bare else row["quote"]

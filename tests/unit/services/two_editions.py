# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is done with projects that have two editions of one draft."""

from __future__ import annotations

from annotator.domain.sameness import DRAFT
from annotator.services.annotations import Wanted

WORDS, LATER = "the freedom of expression", "personal data"


def sha(space):
    return space.drafts.list()[0].sha256


def tag(space, quote=WORDS, **fields):
    anchor = space.passages.find_quote(sha(space), quote)
    return space.passages.tag(anchor, [space.codes.named("SUR-3").uid], fields=fields)


def export(space):
    path = space.path.with_suffix(".csv")
    space.transfer.export(path, Wanted())
    return path


def merge(space, *others, **more):
    return space.transfer.merge([export(each) for each in others], **more)


def join(space, other):
    space.joins.join(DRAFT, sha(other), sha(space), names=("theirs", "ours"))


def on(space):
    return space.passages.on_draft(sha(space))


def notes(space):
    return sorted(tag.note for passage in on(space) for tag in passage.tags)

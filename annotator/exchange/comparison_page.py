# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two drafts compared, as one page of HTML: no script, nothing loaded, readable without colours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from annotator.domain.alignment.change_words import (
    article_name,
    by_article,
    change_name,
    counted_kind,
    kind_names,
    modality_sentence,
)
from annotator.domain.alignment.changes import KINDS, RENUMBERED, Change, WordPiece
from annotator.domain.alignment.word_by_word import DELETED, INSERTED, MOVED_FROM, MOVED_TO, SAME
from annotator.domain.project import Draft
from annotator.exchange.html_page import PAGE_END, element, heading, page_begin, paragraph, table
from annotator.i18n import _, ngettext

_IN_FULL = 1200
"""Characters up to which a provision is shown with all that stayed."""
_AROUND = 120
"""Characters that are shown on either side of a change in a longer one."""
_TAGS = {
    DELETED: ("<del>", "</del>"), INSERTED: ("<ins>", "</ins>"),
    MOVED_FROM: ('<del class="moved">', "</del>"), MOVED_TO: ('<ins class="moved">', "</ins>"),
    SAME: ("", ""),
}  # fmt: skip
_STYLE = """
body{max-width:46rem}
h2{padding-top:.75rem;border-top:1px solid var(--line)}
h2 small,h3 span{font-weight:400;color:var(--quiet)}
.words{white-space:pre-wrap}
.binds{font-size:.9rem;border-inline-start:3px solid var(--line);padding-inline-start:.6rem}
.moved{color:var(--move);background:none}
ins.moved{text-decoration:underline double}del.moved{text-decoration:line-through dotted}
.gap{color:var(--quiet)}
"""


def comparison_page(older: Draft, newer: Draft, changes: Sequence[Change]) -> bytes:
    """The page.

    Args:
        older: the one draft.
        newer: the other.
        changes: from the one to the other.
    """
    return "\n".join(_lines(older, newer, changes)).encode()


def _lines(older: Draft, newer: Draft, changes: Sequence[Change]) -> Iterator[str]:
    told = [one for one in changes if one.kinds != {RENUMBERED}]
    title = _("{newer} compared with {older}").format(newer=newer.name, older=older.name)
    yield page_begin(title, style=_STYLE)
    if newer.treaty:
        yield paragraph(newer.treaty, "quiet")
    yield paragraph(_counts(told), "quiet")
    yield element("p", _legend(), "quiet")
    if not told:
        yield paragraph(_("No words changed."))
    for name, group in by_article(told):
        title = next((one.title for one in group if one.title), "")
        small = " " + element("small", escape(title)) if title else ""
        yield element("h2", escape(name) + small)
        for one in group:
            yield from _change(one, newer.language)
    yield from _renumbered([one for one in changes if one.kinds == {RENUMBERED}])
    yield PAGE_END


def _counts(told: Sequence[Change]) -> str:
    count = Counter(kind for one in told for kind in one.kinds)
    said = ngettext("{n} provision changed", "{n} provisions changed", len(told))
    kinds = [counted_kind(kind, count[kind]) for kind in KINDS if count[kind]]
    return said.format(n=len(told)) + (": " + ", ".join(kinds) if kinds else "")


def _legend() -> str:
    return " · ".join(
        _TAGS[op][0] + escape(said) + _TAGS[op][1]
        for op, said in (
            (INSERTED, _("put in")), (DELETED, _("taken out")), (MOVED_FROM, _("moved from here")),
            (MOVED_TO, _("moved to here")),
        )
    )  # fmt: skip


def _change(one: Change, language: str) -> Iterator[str]:
    name, kinds = change_name(one), ", ".join(kind_names(one))
    own = "" if name == article_name(one) else escape(name) + " "
    yield element("h3", own + element("span", escape(kinds)))
    for modality in one.modality:
        yield paragraph(modality_sentence(modality), "binds")
    if one.pieces:
        yield element("p", "".join(_pieces(one.pieces)), "words", language=language)


def _pieces(pieces: Sequence[WordPiece]) -> Iterator[str]:
    length = sum(len(piece.text) for piece in pieces)
    for at, piece in enumerate(pieces):
        before, after = _TAGS[piece.op]
        text = piece.text.rstrip()
        space = piece.text[len(text) :]
        if piece.op == SAME and length > _IN_FULL:
            yield _shortened(text, first=at == 0, last=at == len(pieces) - 1) + space
        else:
            yield before + escape(text) + after + space


def _shortened(text: str, *, first: bool, last: bool) -> str:
    """What stayed, with what is far from any change left out."""
    if len(text) <= 3 * _AROUND:
        return escape(text)
    head = "" if first else text[:_AROUND].rsplit(" ", 1)[0]
    tail = "" if last else text[-_AROUND:].split(" ", 1)[-1]
    return f'{escape(head)} <span class="gap">[…]</span> {escape(tail)}'


def _renumbered(ones: Sequence[Change]) -> Iterator[str]:
    if not ones:
        return
    yield heading(2, _("Only renumbered"))
    yield table((), ((change_name(one), one.title) for one in ones))

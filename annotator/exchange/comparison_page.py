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
    kind_name,
    kind_names,
    modality_sentence,
)
from annotator.domain.alignment.changes import KINDS, RENUMBERED, Change, WordPiece
from annotator.domain.alignment.word_by_word import DELETED, INSERTED, MOVED_FROM, MOVED_TO, SAME
from annotator.domain.project import Draft
from annotator.i18n import _, ngettext

_IN_FULL = 1200
"""Characters up to which a provision is shown with all that stayed."""
_AROUND = 120
"""Characters that are shown on either side of a change in a longer one."""
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
_TAGS = {
    DELETED: ("<del>", "</del>"), INSERTED: ("<ins>", "</ins>"),
    MOVED_FROM: ('<del class="moved">', "</del>"), MOVED_TO: ('<ins class="moved">', "</ins>"),
    SAME: ("", ""),
}  # fmt: skip
_STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --quiet: #5f6b76; --line: #d9dee3; --paper: #fff;
  --in: #0b6b3a; --in-ground: #e6f4ec; --out: #a3201d; --out-ground: #fbeceb; --move: #5b3f9e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ec; --quiet: #9aa6b1; --line: #3a424a;
  --paper: #1b1f24; --in: #7fd6a4; --in-ground: #16301f; --out: #ff9a94; --out-ground: #3a1c1b;
  --move: #c3b0f5; } }
body { max-width: 46rem; margin: 2.5rem auto; padding: 0 1.5rem; color: var(--ink);
  background: var(--paper); font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.05rem; margin: 2.25rem 0 .25rem; padding-top: .75rem; border-top: 1px solid var(--line); }
h2 small { font-weight: 400; color: var(--quiet); }
h3 { font-size: .9rem; margin: 1.1rem 0 .2rem; }
h3 span { font-weight: 400; color: var(--quiet); }
p { margin: .25rem 0; }
.quiet, .counts, .legend { color: var(--quiet); }
.counts { margin: 1rem 0 .25rem; }
.words { font: 1.06rem/1.6 Charter, Georgia, "Noto Serif", serif; white-space: pre-wrap; }
.binds { font-size: .9rem; border-inline-start: 3px solid var(--line); padding-inline-start: .6rem; }
ins { color: var(--in); background: var(--in-ground); text-decoration: underline; }
del { color: var(--out); background: var(--out-ground); text-decoration: line-through; }
.moved { color: var(--move); background: none; }
ins.moved { text-decoration: underline double; }
del.moved { text-decoration: line-through dotted; }
.gap { color: var(--quiet); }
table { border-collapse: collapse; } td { padding: .1rem 1.5rem .1rem 0; }
@media print { body { max-width: none; margin: 0; } h2, h3 { break-after: avoid; } }
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
    title = _("{newer} compared with {older}").format(newer=newer.symbol, older=older.symbol)
    told = [one for one in changes if one.kinds != {RENUMBERED}]
    language = escape(newer.language or "en", quote=True)
    direction = "rtl" if newer.language in _RIGHT_TO_LEFT else "ltr"
    yield f'<!DOCTYPE html>\n<html lang="{language}" dir="{direction}"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>"
    yield f"<h1>{escape(title)}</h1>"
    yield f'<p class="quiet">{escape(newer.treaty)}</p>' if newer.treaty else ""
    yield f'<p class="counts">{escape(_counts(told))}</p>'
    yield f'<p class="legend">{_legend()}</p>'
    if not told:
        yield f"<p>{escape(_('No words changed.'))}</p>"
    for name, group in by_article(told):
        heading = next((one.title for one in group if one.title), "")
        small = f" <small>{escape(heading)}</small>" if heading else ""
        yield f"<h2>{escape(name)}{small}</h2>"
        for one in group:
            yield from _change(one)
    yield from _renumbered([one for one in changes if one.kinds == {RENUMBERED}])
    yield "</body></html>"


def _counts(told: Sequence[Change]) -> str:
    count = Counter(kind for one in told for kind in one.kinds)
    said = ngettext("{n} provision changed", "{n} provisions changed", len(told))
    kinds = [f"{kind_name(kind)} {count[kind]}" for kind in KINDS if count[kind]]
    return said.format(n=len(told)) + (": " + ", ".join(kinds) if kinds else "")


def _legend() -> str:
    return " · ".join(
        _TAGS[op][0] + escape(said) + _TAGS[op][1]
        for op, said in (
            (INSERTED, _("put in")), (DELETED, _("taken out")), (MOVED_FROM, _("moved from here")),
            (MOVED_TO, _("moved to here")),
        )
    )  # fmt: skip


def _change(one: Change) -> Iterator[str]:
    name, kinds = change_name(one), ", ".join(kind_names(one))
    own = "" if name == article_name(one) else escape(name) + " "
    yield f"<h3>{own}<span>{escape(kinds)}</span></h3>"
    for modality in one.modality:
        yield f'<p class="binds">{escape(modality_sentence(modality))}</p>'
    if one.pieces:
        yield f'<p class="words">{"".join(_pieces(one.pieces))}</p>'


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
    yield f"<h2>{escape(_('Only renumbered'))}</h2><table>"
    for one in ones:
        yield f"<tr><td>{escape(change_name(one))}</td><td>{escape(one.title)}</td></tr>"
    yield "</table>"

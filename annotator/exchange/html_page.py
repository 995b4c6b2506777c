# SPDX-License-Identifier: AGPL-3.0-or-later
"""What all pages that are handed on have in common: one look, light and dark and printed, no script, and
nothing fetched from anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

_LIGHT = """--ink:#1b1f24;--quiet:#55606b;--line:#cdd3d9;--head:#f2f4f6;--paper:#fff;
--in:#0b6b3a;--in-ground:#e6f4ec;--out:#a3201d;--out-ground:#fbeceb;--move:#5b3f9e;--caution:#6e3a0e"""
_DARK = """--ink:#e6e9ec;--quiet:#9aa6b1;--line:#3a424a;--head:#252b31;--paper:#1b1f24;
--in:#7fd6a4;--in-ground:#16301f;--out:#ff9a94;--out-ground:#3a1c1b;--move:#c3b0f5;--caution:#f0b37a"""
_STYLE = f"""
:root{{color-scheme:light dark;{_LIGHT}}}
@media screen and (prefers-color-scheme:dark){{:root{{{_DARK}}}}}
body{{max-width:60rem;margin:2.5rem auto;padding:0 1.5rem;color:var(--ink);background:var(--paper);
font:15px/1.5 system-ui,sans-serif}}
h1{{font-size:1.5rem;line-height:1.25;margin:0 0 .25rem}}
h2{{font-size:1.15rem;margin:2.25rem 0 .4rem}}
h3{{font-size:1rem;margin:1.5rem 0 .2rem}}
p{{margin:.3rem 0}}blockquote{{margin:.3rem 0}}
.quiet{{color:var(--quiet);font-size:.93rem}}.strong{{font-weight:600}}.caution{{color:var(--caution)}}
.words,blockquote{{font:1.06rem/1.6 Charter,Georgia,"Noto Serif",serif}}
table{{border-collapse:collapse;width:100%;margin:.5rem 0}}
th,td{{border-bottom:1px solid var(--line);padding:.3rem .8rem .3rem 0;text-align:start;
vertical-align:top}}
th{{background:var(--head);font-weight:600}}th:first-child,td:first-child{{padding-inline-start:.5rem}}
.n{{text-align:end;white-space:nowrap;font-variant-numeric:tabular-nums}}
ins{{color:var(--in);background:var(--in-ground);text-decoration:underline 2px}}
del{{color:var(--out);background:var(--out-ground);text-decoration:line-through 2px}}
img{{max-width:100%;border:1px solid var(--line)}}
@media print{{body{{margin:0;max-width:none;padding:0}}h1,h2,h3{{break-after:avoid}}
tr{{break-inside:avoid}}}}
"""
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
PAGE_END = "</body></html>"


def page_begin(title: str, *, style: str = "", pictures: bool = False) -> str:
    """A page up to its heading, which says the title. Its own sentences are English.

    Args:
        title: in words.
        style: rules of this page alone.
        pictures: whether it holds pictures, as data.
    """
    said = escape(title)
    allowed = "default-src 'none'; style-src 'unsafe-inline'" + "; img-src data:" * pictures
    return (
        f'<!DOCTYPE html>\n<html lang="en" dir="ltr"><head><meta charset="utf-8">\n<title>{said}</title>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{allowed}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>{_STYLE}{style}</style></head>\n<body>\n<h1>{said}</h1>"
    )


def element(name: str, markup: str, style: str = "", *, language: str = "") -> str:
    """Markup in an element.

    Args:
        name: of the element.
        markup: what is in it.
        style: its class; "" for none.
        language: of a draft, where the words are a draft's own; "" for none.
    """
    said = f' class="{style}"' if style else ""
    if language:
        direction = "rtl" if language in _RIGHT_TO_LEFT else "ltr"
        said += f' lang="{escape(language, quote=True)}" dir="{direction}"'
    return f"<{name}{said}>{markup}</{name}>"


def paragraph(words: str, style: str = "") -> str:
    """Words as a paragraph."""
    return element("p", escape(words), style)


def heading(level: int, words: str) -> str:
    """Words as a heading."""
    return element(f"h{level}", escape(words))


def table(
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    numbers: int | None = None,
    raw: bool = False,
) -> str:
    """A table.

    Args:
        head: words over its columns; () for none.
        rows: cells.
        numbers: from which column on cells are set as numbers; None for no column.
        raw: whether the cells of rows are markup already.
    """

    def cell(name: str, at: int, markup: str) -> str:
        style = ' class="n"' if numbers is not None and at >= numbers else ""
        scope = ' scope="col"' if name == "th" else ""
        return f"<{name}{scope}{style}>{markup}</{name}>"

    over = "".join(cell("th", at, escape(one)) for at, one in enumerate(head))
    lines = [
        "<tr>"
        + "".join(cell("td", at, one if raw else escape(one)) for at, one in enumerate(row))
        + "</tr>"
        for row in rows
    ]
    top = f"<thead><tr>{over}</tr></thead>" if head else ""
    return f"<table>{top}<tbody>\n" + "\n".join(lines) + "\n</tbody></table>"

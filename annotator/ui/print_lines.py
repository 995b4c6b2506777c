# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the sheets after the printed pages say: of the passages that stand on those pages. No printer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Sequence

from annotator.domain.codebook import UNKNOWN
from annotator.domain.passage import Passage
from annotator.domain.tag import Tag
from annotator.i18n import _
from annotator.ui.panels import vocabulary
from annotator.ui.viewer.printed.print_lists import CodeLine, PassageLine, PersonLine, TagLine
from annotator.ui.workbench import Workbench


def on_pages(bench: Workbench, pages: Container[int]) -> list[Passage]:
    """Passages that touch some of the pages, in reading order."""
    found = [
        passage
        for passage in bench.passages
        if passage.placed and passage.tags and any(q.page in pages for q in passage.anchor.quads)
    ]
    return sorted(found, key=_place)


def _place(passage: Passage) -> tuple[int, float, str]:
    quad = min(passage.anchor.quads, key=lambda each: (each.page, each.bounds()[1]))
    return quad.page, quad.bounds()[1], passage.uid


def code_lines(bench: Workbench, passages: Sequence[Passage]) -> list[CodeLine]:
    """The codes in use, in the order of the codebook."""
    counts = Counter(tag.code for passage in passages for tag in passage.standing)
    order = {uid: place for place, uid in enumerate(bench.codes)}
    found = []
    for uid in sorted(counts, key=lambda each: (order.get(each, len(order)), each)):
        code = bench.codes.get(uid, UNKNOWN)
        found.append(CodeLine(code.id, code.name, code.colour, counts[uid]))
    return found


def person_lines(bench: Workbench, passages: Sequence[Passage]) -> list[PersonLine]:
    """Who tagged, the most busy first."""
    counts: Counter[tuple[str, bool]] = Counter()
    for passage in passages:
        for tag in passage.standing:
            name = bench.names.get(tag.reviewer, tag.reviewer)
            counts[name, tag.reviewer in bench.mine] += 1
    return [PersonLine(name, count, own) for (name, own), count in counts.most_common()]


def passage_lines(
    bench: Workbench, passages: Sequence[Passage], label: Callable[[int], str]
) -> list[PassageLine]:
    """The passages with all that is said of them.

    Args:
        bench: whose codes and names.
        passages: in the order they are listed.
        label: a page's printed number.
    """
    found = []
    for passage in passages:
        page = _("page {page}").format(page=label(passage.anchor.page or _place(passage)[0]))
        where = ", ".join(filter(None, (page, passage.anchor.provision, passage.provision_title)))
        tags = tuple(_tag_line(bench, tag) for tag in passage.tags)
        found.append(PassageLine(where, " ".join(passage.anchor.quote.split()), tags, passage.note))
    return found


def _tag_line(bench: Workbench, tag: Tag) -> TagLine:
    code = bench.codes.get(tag.code, UNKNOWN)
    said = [code.name]
    for field in ("severity", "stance", "recommendation"):
        value = getattr(tag, field)
        if value:
            named = vocabulary.title(field) + " " if field == "severity" else ""
            said.append(named + vocabulary.words(value, field))
    own = tag.reviewer in bench.mine
    said.append(bench.names.get(tag.reviewer, tag.reviewer))
    if not tag.stands:
        said.append(_("decided against"))
    wording = f"\u201c{tag.proposed_wording}\u201d" if tag.proposed_wording else ""
    return TagLine(code.id, code.colour, own, "  ·  ".join(filter(None, said)), tag.note, wording)

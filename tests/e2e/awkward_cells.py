# SPDX-License-Identifier: AGPL-3.0-or-later
"""A reviewer's work in words that spreadsheet programs take for something else. Makes a project of the sample."""

from __future__ import annotations

import shutil
from itertools import cycle

from annotator import paths
from annotator.domain.anchor import Segment
from annotator.services.annotations import Wanted
from annotator.services.projects import open_workspace

REVIEWER = "Dana Okafor"
LONG = "\n\n".join(f"{n}. A State Party “may” refuse; see 28({n}), 1-{n}." for n in range(1, 400))
AS_THEY_ARE = (
    "=SUM(A1:A2)", '=HYPERLINK("http://x";"y")', "+1", "-3", "@home", "-", "+", "-5%", "'quoted", "'=x", "''=x", "' =x", "''",
    'say "this"; that', '"', "two\nlines\n=three", "semi;=x", "a, b; c", "  x".strip(), "a  b", "\\n",
    "لا يجوز تقييد هذا الحق ١٢٣", "第二条 缔约国应当", "¿Por qué?", "Pourquoi\u00a0?", "Why so?", "???", "½", "a\u00a0b", "≤ 5 → 6",
    "28(3)", "2(a)", "Art 1-2", "#N/A", "#REF!", "TRUE()", "_x0041_", "&amp;<b>", "0x10", "1d3", "III",
    "2020-13-01", "15h30", "+49 30 1234", "3-4", LONG,
)  # fmt: skip
REWRITTEN = (
    "1e5", "12E3", "1.5E-3", "TRUE", "false", "1-2", "12/05", "2023-05-29", "5/6/2023", "1.5.2023", "3-4-2024",
    "007", "0123", "3.10", "1.0", "2.", "1,5", "1.000", "1,000", "10%", "10 %", "$5", "€5", "(3)", "1/2", "3 1/2",
    "1/20", "00:10", "10:30", "1:2", "30:00", "May 5", "5 May", "Mar-1", "Jan 2020", "1.2.3", "12.5.", "12/2023",
    "2023-05-29T10:00:00Z", "a\tb",
)  # fmt: skip
"""Words that at least one program shows and saves as a number, a date or a time."""
FOREIGN = ("لا يجوز تقييد هذا الحق ١٢٣", "第二条 缔约国应当", "第 1/2 款", "Łódź and Čech")
"""Words that Windows-1252 has no letters for."""
LONGER = "z" * 40_000
LOST = ("1E400", "12345678901234567890", "z" * 70_000)
"""Words that no program gives back."""


def a_copy(folder, name, reviewer=""):
    """The sample as somebody opened it, in which nothing is tagged but what Ana has."""
    path = folder / f"{name}.treaty"
    shutil.copyfile(paths.sample() / "sample.treaty", path)
    return open_workspace(path, reviewer=reviewer or name)


def tag_all(space, notes):
    """A tag for each of some notes, on words of the latest draft, in all fields that take any words."""
    draft = space.drafts.list()[-1].sha256
    space.drafts.describe(draft, round="03", symbol="1-2")
    codes = cycle([code.uid for code in space.codes.list() if code.family])
    for number, note in enumerate(notes):
        start = 300 + 20 * (number % 40)
        anchor = space.passages.anchor_for(draft, [Segment(3 + number // 40, start, start + 15)])
        fields = {"note": note, "severity": str(1 + number % 4)}
        if len(note) < 100:
            fields |= {"proposed_wording": note, "standards": note}
        space.passages.tag(anchor, [next(codes)], fields=fields)


def exported(space, name="out.csv"):
    """The project's annotation file."""
    path = space.path.with_name(f"{space.path.stem}-{name}")
    space.transfer.export(path, Wanted())
    return path


def merged_anew(folder, file, name="new"):
    """What a project that has seen none of it exports after it merged a file, and the report."""
    space = a_copy(folder, name, reviewer="Eve")
    try:
        report = space.transfer.merge([file])
        return report, exported(space).read_bytes()
    finally:
        space.close()

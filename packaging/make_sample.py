# SPDX-License-Identifier: AGPL-3.0-or-later
"""Typesets the sample draft and makes the sample project and a colleague's annotation file from it.

For maintainers: `.venv/bin/python packaging/make_sample.py`. What it makes is committed.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pymupdf
from sample_text import BODY, CHAPTERS, FACTS, FOOTNOTE, PREAMBLE, SYMBOL, TAGS, TITLE

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parent / "projects" / "sample"
PAGE = pymupdf.paper_rect("a4")
COLUMN = pymupdf.Rect(120, 110, PAGE.width - 90, PAGE.height - 100)
STYLE = """
body { font-family: serif; font-size: 11pt; line-height: 1.35; }
h1 { font-size: 15pt; } h2 { font-size: 12.5pt; text-align: center; margin: 16pt 0 2pt 0; }
h3 { font-size: 11pt; text-align: center; font-weight: bold; margin: 12pt 0 4pt 0; }
p { margin: 0 0 6pt 0; text-align: justify; } p.sub { margin-left: 22pt; }
p.small { font-size: 9.5pt; margin: 0; }
"""


def html() -> str:
    """The draft as HTML."""
    parts = [f"<p class='small'>{fact}</p>" for fact in (SYMBOL, *FACTS)]
    parts += [f"<p>{line}</p>" for line in BODY]
    parts.append(f"<h1>{TITLE}</h1>")
    parts += ["<h3>Preamble</h3>", *(f"<p>{line}</p>" for line in PREAMBLE)]
    for chapter, name, articles in CHAPTERS:
        parts.append(f"<h2>{chapter}</h2><h2>{name}</h2>")
        for number, title, paragraphs in articles:
            parts.append(f"<h3>{number}</h3><h3>{title}</h3>")
            for paragraph in paragraphs:
                kind = " class='sub'" if paragraph.startswith("(") else ""
                parts.append(f"<p{kind}>{paragraph}</p>")
    return "".join(parts)


def typeset(path: Path) -> int:
    """Write the PDF; returns how many pages."""
    story = pymupdf.Story(html=html(), user_css=STYLE)
    unfinished = path.with_suffix(".unfinished")
    writer = pymupdf.DocumentWriter(str(unfinished))
    more = 1
    while more:
        device = writer.begin_page(PAGE)
        more, _filled = story.place(COLUMN)
        story.draw(device)
        writer.end_page()
    writer.close()
    document = pymupdf.open(str(unfinished))
    noted = False
    for number, page in enumerate(document, start=1):
        side = 120 if number % 2 == 0 else PAGE.width - 170
        if number > 1:
            page.insert_text((side, 70), SYMBOL, fontname="hebo", fontsize=9)
            page.draw_line((120, 78), (PAGE.width - 90, 78), width=0.5)
        page.insert_text((side, PAGE.height - 50), str(number), fontname="hebo", fontsize=9)
        if not noted and page.search_for("may disturb public order"):
            page.draw_line((120, PAGE.height - 92), (220, PAGE.height - 92), width=0.5)
            page.insert_text((120, PAGE.height - 78), FOOTNOTE, fontname="tiro", fontsize=8.5)
            noted = True
    document.set_metadata({"title": f"{SYMBOL}: {TITLE}"})
    document.save(str(path), garbage=4, deflate=True, no_new_id=True)
    count = document.page_count
    document.close()
    unfinished.unlink()
    return int(count)


def annotate(project: Path, pdf: Path, reviewer: str) -> None:
    """Make a project in which one reviewer has tagged."""
    project.unlink(missing_ok=True)
    run("new", project, "--title", "Model convention on electronic evidence")
    run("add", project, pdf, "--symbol", SYMBOL, "--language", "en", "--date", "2026-03-04",
        "--round", "2")  # fmt: skip
    for name, quote, codes, fields in TAGS:
        if name == reviewer:
            options = [word for key, value in fields.items() for word in (f"--{key}", value)]
            run(
                "tag",
                project,
                SYMBOL,
                "--quote",
                quote,
                "--code",
                *codes,
                "--reviewer",
                name,
                *options,
            )


def run(*words: object) -> None:
    """Run the program."""
    command = [sys.executable, "-m", "annotator", *map(str, words)]
    subprocess.run(command, check=True, cwd=HERE.parent, stdout=subprocess.DEVNULL)


def main() -> None:
    """Make everything."""
    pdf = SAMPLE / "M_CONF.1_7.pdf"
    print(f"{typeset(pdf)} pages")
    annotate(SAMPLE / "sample.treaty", pdf, "Ana Ruiz")
    theirs = SAMPLE / ".colleague.treaty"
    annotate(theirs, pdf, "Bo Lindqvist")
    run("export", theirs, SAMPLE / "bo-lindqvist.csv")
    for left in SAMPLE.glob("*.backups"):
        for file in sorted(left.rglob("*"), reverse=True):
            file.rmdir() if file.is_dir() else file.unlink()
        left.rmdir()
    theirs.unlink()


if __name__ == "__main__":
    main()

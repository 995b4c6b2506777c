# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes projects/sample: three rounds of a draft, a project, and two colleagues' annotation files.

For maintainers: `.venv/bin/python packaging/make_sample.py`. What it makes is committed.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from sample_annotations import Annotating, made_up_time  # noqa: E402 - needs the path above
from sample_drawing import SYMBOLS, draw  # noqa: E402
from sample_markup import Round, read_rounds  # noqa: E402

from annotator.services.annotations import Wanted  # noqa: E402
from annotator.services.projects import check_project, create_workspace  # noqa: E402
from annotator.services.workspace import Workspace  # noqa: E402

WORDS = HERE / "sample"
SAMPLE = HERE.parent / "projects" / "sample"
TREATY = "Model convention on electronic evidence"


def main() -> None:
    """Make everything anew."""
    rounds = read_rounds(WORDS)
    (WORDS / "truth.json").write_text(truth(rounds), "utf-8")
    SAMPLE.mkdir(parents=True, exist_ok=True)
    pdfs = [SAMPLE / f"{symbol.replace('/', '_')}.pdf" for symbol in SYMBOLS]
    for draft, pdf in zip(rounds, pdfs, strict=True):
        print(f"{pdf.name}: {draw(draft, pdf)} pages")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ANNOTATOR_CONFIG"] = folder  # nobody of this machine gets into the sample
        _annotate(rounds, pdfs, Path(folder))
    for path in sorted(SAMPLE.iterdir()):
        print(f"{path.name}: {path.stat().st_size // 1024} KB")


def _annotate(rounds: Sequence[Round], pdfs: Sequence[Path], folder: Path) -> None:
    """Let the three reviewers work, each in a project of their own."""
    project, sent = folder / "sample.treaty", folder / "ana-ruiz.csv"
    with made_up_time("2026-10-05T08:10:00", seed="ana") as put_clock:
        mine = _project(project, rounds, pdfs)
        ana = Annotating(mine, rounds, WORDS / "ana.toml")
        ana.annotate()
        mine.transfer.export(sent, Wanted())
    with made_up_time("2026-10-06T13:30:00", seed="bo"):
        his = _project(folder / "bo.treaty", rounds, pdfs)
        Annotating(his, rounds, WORDS / "bo.toml").annotate()
        his.transfer.export(SAMPLE / "bo-lindqvist.csv", Wanted())
        his.close()
    with made_up_time("2026-10-07T09:05:00", seed="carla"):
        hers = _project(folder / "carla.treaty", rounds, pdfs)
        hers.transfer.merge([sent])
        carla = Annotating(hers, rounds, WORDS / "carla.toml")
        carla.annotate()
        carla.disagree(ana.tags)
        hers.transfer.export(SAMPLE / "carla-mensah.csv", Wanted())
        hers.close()
    with made_up_time("2026-10-08T07:45:00", seed="ana again"):
        put_clock("2026-10-08T07:45:00")
        ana.think_again()
        mine.close()
    _put(project, SAMPLE / "sample.treaty")


def _project(path: Path, rounds: Sequence[Round], pdfs: Sequence[Path]) -> Workspace:
    workspace = create_workspace(path, title=TREATY)
    for draft, pdf, symbol in zip(rounds, pdfs, SYMBOLS, strict=True):
        workspace.drafts.add(
            pdf, symbol=symbol, language="en", date=draft.facts["date"].split(" | ")[0],
            round=str(draft.number),
        )  # fmt: skip
    return workspace


def _put(made: Path, place: Path) -> None:
    """Put a finished project where it ships, as small as it can be."""
    faults = check_project(made)
    if faults:
        raise SystemExit("\n".join(faults))
    with sqlite3.connect(made) as connection:
        connection.execute("VACUUM")
    connection.close()
    place.unlink(missing_ok=True)
    place.write_bytes(made.read_bytes())


def truth(rounds: Sequence[Round]) -> str:
    """What became of each paragraph: its path in every round, and what it was made of, as JSON."""
    paragraphs: dict[str, dict[str, object]] = {}
    for draft in rounds:
        for article in draft.articles():
            for paragraph in article.paragraphs:
                entry = paragraphs.setdefault(paragraph.origin, {"from": paragraph.source})
                entry[str(draft.number)] = paragraph.path
    lines = (f"  {json.dumps(key)}: {json.dumps(entry)}" for key, entry in paragraphs.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    main()

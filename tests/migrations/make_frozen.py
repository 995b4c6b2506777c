# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes the frozen sample of the present schema. Run once per released schema, never again for it."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from annotator.domain.anchor import Anchor, Quad, Segment
from annotator.domain.change import GUESS, created
from annotator.domain.kinds import FIELDS
from annotator.services.projects import create_workspace
from annotator.storage.tables import SCHEMA, Blob, Page, Preview, TextPage


def main(folder: Path) -> None:
    """Write `schema-N.treaty`: something in every table."""
    path = folder / f"schema-{SCHEMA}.treaty"
    path.unlink(missing_ok=True)
    workspace = create_workspace(path, title="Frozen", reviewer="Ana")
    desk = workspace._desk
    data = b"%PDF-1.4 not a real one"
    sha256 = hashlib.sha256(data).hexdigest()
    with desk.change("add_draft", draft="A/1") as unit:
        values = dict.fromkeys(FIELDS["draft"], "")
        values.update(symbol="A/1", language="en", round="1", treaty="Frozen")
        unit.put(
            "draft", [created("draft", sha256, values, GUESS)], {}, local={sha256: {"pages": 1}}
        )
        unit.rows.insert(Blob, [{"sha256": sha256, "size": len(data), "data": data}])
        unit.rows.insert(Page, [{"draft": sha256, "number": 1, "width": 595.0, "height": 842.0}])
        unit.rows.insert(Preview, [{"draft": sha256, "number": 1, "data": b"png"}])
        unit.rows.insert(TextPage, [{"draft": sha256, "number": 1, "extractor": "t", "data": b"x"}])
    anchor = Anchor(
        "text", sha256, (Segment(1, 0, 5),), "Words", quads=(Quad(1, (0, 0, 9, 0, 0, 9, 9, 9)),)
    )
    code = workspace.codes.named("SUR-3").uid
    made = workspace.passages.tag(anchor, [code], fields={"severity": "3", "note": "frozen note"})
    workspace.passages.edit(made.tags[0], {"severity": "4"})
    workspace.marks.mark(sha256, "Art 6", "read")
    waiting = folder / "waiting.csv"
    waiting.write_text(
        "draft_symbol,quote,code,reviewer,format\nZ/9,later,SUR-3,Bo,treaty-annotations/1\n"
    )
    workspace.transfer.merge([waiting])
    with desk.change_as_me("comment") as unit:
        unit.create("comment", "frozen-comment", {
            "target": made.tags[0], "text": "Really?", "reviewer": desk.me.uid, "created_utc": unit.utc,
            "modified_utc": unit.utc, "deleted": "",
        })  # fmt: skip
    workspace.close()
    waiting.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

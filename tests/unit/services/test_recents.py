# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list of recent projects, and where one read a draft last."""

from __future__ import annotations

import json
import stat
import sys

import pytest

from annotator.services import recents
from annotator.services.quick_look import quick_look
from annotator.storage.tables import Meta, Page, Preview


def test_the_latest_comes_first_each_once_and_twelve_at_most(tmp_path):
    for number in range(14):
        recents.note_recent(tmp_path, tmp_path / f"{number}.treaty", f"Title {number}")
    recents.note_recent(tmp_path, tmp_path / "9.treaty", "Other title")
    found = recents.list_recent(tmp_path)
    assert [r.title for r in found] == ["Other title", *(f"Title {n}" for n in (13, 12, 11, 10)),
                                        *(f"Title {n}" for n in range(8, 1, -1))]  # fmt: skip
    assert found[0].opened_utc.endswith("Z")


def test_a_project_that_is_gone_is_listed_as_gone(tmp_path):
    (tmp_path / "here.treaty").touch()
    for name in ("here", "gone"):
        recents.note_recent(tmp_path, tmp_path / f"{name}.treaty", name)
    assert [(r.title, r.here) for r in recents.list_recent(tmp_path)] == [
        ("gone", False), ("here", True),
    ]  # fmt: skip
    recents.forget_recent(tmp_path, tmp_path / "gone.treaty")
    assert [r.title for r in recents.list_recent(tmp_path)] == ["here"]
    recents.clear_recent(tmp_path)
    assert recents.list_recent(tmp_path) == ()
    recents.clear_recent(tmp_path)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"{}", b'[1, {}, {"path": 3}, {"path": ""}]', b"\xff", b"[" * 99999]
)  # fmt: skip
def test_a_broken_list_is_no_error(tmp_path, content):
    (tmp_path / "recent.json").write_bytes(content)
    assert recents.list_recent(tmp_path) == ()
    recents.note_recent(tmp_path, tmp_path / "a.treaty", "A")
    assert [r.title for r in recents.list_recent(tmp_path)] == ["A"]


@pytest.mark.skipif(sys.platform == "win32", reason="no file modes there")
def test_the_list_is_private_and_a_folder_that_cannot_be_written_is_no_error(tmp_path):
    recents.note_recent(tmp_path / "new", tmp_path / "a.treaty", "A")
    assert stat.S_IMODE((tmp_path / "new" / "recent.json").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["recent.json"]
    (tmp_path / "file").touch()
    recents.note_recent(tmp_path / "file", tmp_path / "a.treaty", "A")


def test_the_place_of_the_last_reading_is_kept_and_shown_at_once(ana, tmp_path):
    with ana.work._desk.store.cache() as rows:
        sizes = (
            {"draft": ana.draft, "number": n, "width": 595.0, "height": 842.0} for n in (1, 2, 3)
        )
        rows.insert(Page, sizes)
        rows.insert(
            Preview, ({"draft": ana.draft, "number": n, "data": b"png%d" % n} for n in (1, 2))
        )
    drafts = ana.work.drafts
    assert (drafts.view(ana.draft).page, drafts.view(ana.draft).offset) == (1, 0.0)
    drafts.remember_view(ana.draft, page=2, zoom=1.5, offset=0.25)
    view = drafts.view(ana.draft)
    assert (view.page, view.zoom, view.offset) == (2, 1.5, 0.25)
    look = quick_look(ana.work.path)
    assert (look.page, look.zoom, look.offset, look.preview) == (2, 1.5, 0.25, b"png2")
    assert recents.picture(ana.work.path) == b"png2"
    drafts.remember_view(ana.draft, page=3, zoom=0.0)
    assert recents.picture(ana.work.path) == b"png1"
    for place in ({"page": 0, "zoom": 1.0}, {"page": 1, "zoom": float("nan")}):
        drafts.remember_view(ana.draft, **place)
        assert drafts.view(ana.draft).page == quick_look(ana.work.path).page == 1
    assert recents.picture(tmp_path / "none.treaty") is None
    (tmp_path / "bad.treaty").write_bytes(b"nothing")
    assert recents.picture(tmp_path / "bad.treaty") is None


def test_a_place_that_cannot_be_asked_has_no_project(tmp_path):
    for name in ("x" * 300, "file/below"):
        recents.note_recent(tmp_path, tmp_path / f"{name}.treaty", name)
    assert [r.here for r in recents.list_recent(tmp_path)] == [False, False]


@pytest.mark.parametrize(
    ("last", "place"),
    [
        ("", {"page": 10**30}), ("", "[" * 99999), ({"draft": "\ud800"}, {"page": 1}),
        ("[" * 99999, {"page": 1}), ("null", "3"), ({"draft": "x"}, {"page": 1, "zoom": 10**400}),
    ],
)  # fmt: skip
def test_a_place_of_reading_that_is_nonsense_is_the_start(ana, last, place):
    said = {"view": last, f"view:{ana.draft}": place}
    with ana.work._desk.store.cache() as rows:
        rows.insert(Page, [{"draft": ana.draft, "number": 1, "width": 595.0, "height": 842.0}])
        rows.insert(Preview, [{"draft": ana.draft, "number": 1, "data": b"png"}])
        rows.insert(Meta, (
            {"key": key, "value": value if isinstance(value, str) else json.dumps(value)}
            for key, value in said.items()
        ))  # fmt: skip
    assert recents.picture(ana.work.path) == b"png"
    assert quick_look(ana.work.path).page == 1

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The negotiation marks of a draft in a real project: found, kept, joined with looks, counted, asked."""

from __future__ import annotations

import time

import pytest

from annotator.domain.draft_text import DraftText, PageBody
from annotator.domain.errors import Cancelled
from annotator.domain.negotiation.look import Look
from annotator.domain.negotiation.mark_counts import counts
from annotator.domain.negotiation.negotiation_reading import read_marks
from annotator.pdf.arena import SharedBytes
from annotator.pdf.look_reading import looks_of
from annotator.pdf.text_looks import PageLooks
from annotator.services.projects import create_workspace, open_workspace
from annotator.services.workspace import Workspace
from annotator.storage.tables import FoundMarks


@pytest.fixture
def work(tmp_path, rolling):
    """A project with the draft under negotiation."""
    made = create_workspace(tmp_path / "p.treaty", title="T", reviewer="Ana")
    made.drafts.add(rolling, symbol="R/1", language="en")
    yield made
    made.close()


@pytest.fixture
def sha256(work):
    return work.drafts.list()[0].sha256


def kinds(workspace, sha256, page=1):
    return [row.mark.kind for row in workspace.negotiation.placed(sha256) if row.page == page]


def on(workspace, sha256, quote):
    anchor = workspace.passages.find_quote(sha256, quote, nth=1)
    return workspace.negotiation.on(sha256, anchor.segments)


def test_words_are_read_at_once_and_looks_when_asked_for(work, sha256):
    negotiation = work.negotiation
    assert not negotiation.has_looks(sha256)
    assert "bracketed" in kinds(work, sha256)
    assert "struck" not in kinds(work, sha256)
    negotiation.read_looks(sha256)
    assert negotiation.has_looks(sha256)
    assert {"struck", "added", "coloured"} <= set(kinds(work, sha256))
    starts = [mark.start for mark in negotiation.marks(sha256)]
    assert starts == sorted(starts)


def test_each_mark_says_where_it_stands(work, sha256):
    rows = {row.words: row for row in work.negotiation.placed(sha256) if row.page == 1}
    row = rows["[EU, Norway: appropriate]"]
    assert (row.provision, row.article, row.title) == (
        "Art 3(1)",
        "Art 3",
        "Measures of protection",
    )
    assert row.mark.actors == ("EU", "Norway")
    assert row.mark.depth == 2


def test_what_was_found_is_kept_in_the_project(work, sha256, monkeypatch):
    work.negotiation.read_looks(sha256)
    before = work.negotiation.placed(sha256)
    path = work.path
    work.close()
    monkeypatch.setattr("annotator.services.mark_shelf.read_marks", _never)
    again = open_workspace(path, write=False)
    assert again.negotiation.has_looks(sha256)
    assert again.negotiation.placed(sha256) == before
    again.close()


def _never(*_given):
    raise AssertionError("found again")


def test_other_rules_find_anew_and_damage_is_no_trouble(work, sha256, monkeypatch):
    found = work.negotiation.marks(sha256)
    assert _opened(work, sha256) == found
    with work._desk.store.cache() as rows:
        row = rows.by(FoundMarks, "draft", [sha256])[sha256]
        rows.remove(FoundMarks, "draft", [sha256])
        rows.insert(FoundMarks, [{**_content(row), "words": b"damaged"}])
    assert _opened(work, sha256) == found
    monkeypatch.setattr("annotator.services.mark_shelf.READER", "0")
    monkeypatch.setattr("annotator.services.mark_shelf.read_marks", lambda *_given: [])
    assert _opened(work, sha256) == ()


def _opened(work, sha256):
    """What another session on the same project finds."""
    return Workspace(work._store, work.reviewer()).negotiation.marks(sha256)


def _content(row):
    return {name: row[name] for name in ("draft", "made_of", "words", "looks")}


def test_looks_of_another_text_are_left_out(work, sha256, rolling):
    source = SharedBytes.from_file(rolling)
    try:
        found = list(looks_of(source))
    finally:
        source.close()
    longer = [type(one)(one.page, one.length + 1, one.looks) for one in found]
    looking = work.negotiation.looking(sha256)
    assert looking.marks(longer) == ()
    assert len(looking.marks(found)) > 0


def test_looks_are_kept_for_the_text_they_were_read_from_only(work, sha256):
    negotiation = work.negotiation
    looking = negotiation.looking(sha256)
    marks = looking.read()
    assert not negotiation.keep_looks(sha256, "another text", marks)
    assert not negotiation.has_looks(sha256)
    assert negotiation.keep_looks(sha256, looking.made_of, marks)
    assert negotiation.has_looks(sha256)
    assert negotiation.looking(sha256) is None


def test_looks_of_a_draft_that_is_not_here_are_not_taken(work, sha256):
    looking = work.negotiation.looking(sha256)
    marks, nowhere = looking.read(), "0" * 64
    here = work.negotiation._shelf.found(nowhere).made_of
    assert not work.negotiation.keep_looks(nowhere, here, marks)
    assert work.negotiation.marks(nowhere) == ()


def test_a_page_with_too_many_looks_is_told_of(work, sha256):
    looking = work.negotiation.looking(sha256)
    page = looking.texts[1]
    at = page.text.index("journalists")
    struck = (Look(1, at, at + 11, "struck"),)
    for cut in (False, True):
        marks = looking.marks([PageLooks(1, len(page.text), struck, cut)])
        assert work.negotiation.keep_looks(sha256, looking.made_of, marks)
        assert work.negotiation.counted(sha256).cut is cut


def test_reading_looks_can_be_cancelled_and_leaves_nothing(work, sha256):
    def progress(done, _total):
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        work.negotiation.read_looks(sha256, progress=progress)
    assert not work.negotiation.has_looks(sha256)


def test_a_passage_gets_a_status_and_actors_proposed(work, sha256):
    assert on(work, sha256, "appropriate").status == "bracketed"
    assert on(work, sha256, "appropriate").actors == "proposed:EU; proposed:Norway"
    assert on(work, sha256, "to protect everyone").status == "agreed_ad_ref"
    assert on(work, sha256, "journalists and lawyers").status == ""
    work.negotiation.read_looks(sha256)
    assert on(work, sha256, "journalists and").status == "deleted"
    assert on(work, sha256, "journalists and lawyers").status == "deleted"
    assert on(work, sha256, "at any time").status == "agreed_group"
    assert not work.negotiation.on(sha256, ())


def test_the_table_tells_what_is_confirmed_from_what_is_proposed(work, sha256):
    code = work.codes.named("SUR-3").uid
    for quote, fields in (
        ("appropriate", {}),
        ("may", {"text_status": "alternative"}),
        ("court", {}),
    ):
        anchor = work.passages.find_quote(sha256, quote, nth=1)
        work.passages.tag(anchor, [code], fields=fields)
    rows = {row.quote: (row.text_status, row.proposed_status) for row in work.overview.rows()}
    assert rows["appropriate"] == ("", "bracketed")
    assert rows["may"] == ("alternative", "")
    tag = next(row for row in work.overview.rows() if row.quote == "appropriate")
    assert work.passages.tag_by_uid(tag.uid).text_status == ""  # nothing is written silently
    work.passages.edit(tag.uid, {"text_status": "clean"})
    again = next(row for row in work.overview.rows([tag.passage]))
    assert (again.text_status, again.proposed_status) == ("clean", "")


def test_counts_are_of_the_draft_and_of_its_articles(work, sha256):
    found = work.negotiation.counted(sha256)
    assert not found.looks
    assert found.total.marks == sum(each.marks for each in found.articles.values())
    assert next(iter(found.articles)) == "Art 3"
    placed = work.negotiation.placed(sha256)
    assert found.articles["Art 3"] == counts(row.mark for row in placed if row.article == "Art 3")
    assert work.negotiation.counted(sha256, placed) == found
    only = [row for row in placed if row.article == "Art 3"]
    assert list(work.negotiation.counted(sha256, only).articles) == ["Art 3"], "nothing found anew"


def test_a_draft_that_is_not_here_has_none(work):
    assert work.negotiation.marks("0" * 64) == ()
    assert work.negotiation.placed("0" * 64) == ()
    assert work.negotiation.counted("0" * 64).total.marks == 0
    work.negotiation.read_looks("0" * 64)


def test_a_project_one_only_reads_tells_all_and_keeps_nothing(work, sha256):
    path = work.path
    marks = work.negotiation.marks(sha256)
    work.close()
    reading = open_workspace(path, write=False)
    reading.negotiation.read_looks(sha256)
    assert len(reading.negotiation.marks(sha256)) > len(marks)
    reading.close()
    again = open_workspace(path, write=False)
    assert not again.negotiation.has_looks(sha256)
    again.close()


def test_a_hundred_pages_are_read_soon(work, sha256):
    page = work.drafts.texts(sha256)[1].text * 3
    draft = DraftText(PageBody(number, page, ((0, len(page)),)) for number in range(1, 101))
    begin = time.process_time()
    marks = read_marks(draft, work.negotiation._shelf._names)
    assert len(marks) > 3000
    assert time.process_time() - begin < 3  # three times denser than any draft, on a busy machine

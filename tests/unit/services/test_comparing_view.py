# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is shown of two drafts side by side: places, marks on pages, tags touched, the one text."""

from __future__ import annotations

import shutil

import pytest

from annotator import paths
from annotator.domain.alignment.aligning import align
from annotator.domain.alignment.changes import MOVED, REMOVED
from annotator.domain.alignment.line_up import LineUp
from annotator.domain.alignment.redline_text import redline_text
from annotator.domain.alignment.side_by_side import MOVED_WHOLE
from annotator.domain.alignment.word_by_word import DELETED, INSERTED, MOVED_FROM, MOVED_TO
from annotator.domain.alignment.word_map import WordMap
from annotator.domain.anchor import Anchor
from annotator.domain.errors import Cancelled, WrongCallError
from annotator.domain.structure.corrections import Correction
from annotator.services.comparing_view import pair_to_compare, side_by_side
from annotator.services.projects import open_workspace


@pytest.fixture(scope="module")
def space(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("view")
        patch.setenv("ANNOTATOR_CONFIG", str(folder / "config"))
        patch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
        project = folder / "sample.treaty"
        shutil.copyfile(paths.sample() / "sample.treaty", project)
        made = open_workspace(project)
        yield made
        made.close()


@pytest.fixture(scope="module")
def drafts(space):
    return [one.sha256 for one in space.drafts.list()]


@pytest.fixture(scope="module")
def found(space, drafts):
    return side_by_side(space, drafts[1], drafts[2], lambda _done, _total: None)


def row_of(found, b, a=None):
    return next(row for row in found.rows if row.change.b == b and a in (None, row.change.a))


def test_the_earlier_of_two_drafts_is_the_older_one(space, drafts):
    first, second, third = drafts
    assert pair_to_compare(space.comparing, second) == (first, second)
    assert pair_to_compare(space.comparing, first) is None
    assert pair_to_compare(space.comparing, first, third) == (first, third)
    assert pair_to_compare(space.comparing, third, first) == (first, third)


def test_it_tells_how_far_it_is_and_ends_when_told_to(space, drafts):
    steps = []
    side_by_side(space, *drafts[:2], lambda done, total: steps.append((done, total)))
    assert steps == [(step, 5) for step in range(5)]

    def enough(done, _total):
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        side_by_side(space, *drafts[:2], enough)
    with pytest.raises(WrongCallError):
        side_by_side(space, drafts[0], drafts[0], lambda _done, _total: None)


def test_one_looks_at_the_words_that_changed(space, drafts, found):
    row = row_of(found, "Art 25(1)")
    (one,) = row.change.modality
    assert (one.before, one.after) == ("shall", "may")
    texts = [space.drafts.texts(sha256) for sha256 in drafts]
    assert texts[1][row.older.page].text[row.older.start :].startswith("shall")
    assert texts[2][row.newer.page].text[row.newer.start :].startswith("may")


def test_what_is_gone_has_no_place_in_the_newer_draft(found):
    row = next(row for row in found.rows if row.change.kinds == {REMOVED})
    assert row.newer is None
    assert row.older is not None


def test_nothing_is_drawn_on_headers_and_footers(space, drafts, found):
    for sha256, inked in ((drafts[1], found.on_older), (drafts[2], found.on_newer)):
        texts = space.drafts.texts(sha256)
        assert inked
        for page, ones in inked.items():
            around = [line for line in texts[page].lines if line.kind in ("header", "footer")]
            for one in ones:
                if one.op == MOVED_WHOLE:
                    continue
                where = one.segment
                assert not [n for n in around if n.start < where.end and where.start < n.end]


def test_the_older_page_has_what_went_and_the_newer_what_came(found):
    older = {one.op for ones in found.on_older.values() for one in ones}
    newer = {one.op for ones in found.on_newer.values() for one in ones}
    assert DELETED in older <= {DELETED, MOVED_FROM, MOVED_WHOLE}
    assert INSERTED in newer <= {INSERTED, MOVED_TO, MOVED_WHOLE}


def test_what_moved_says_where_it_stands_in_the_other_draft(found):
    row = row_of(found, "Art 6", "Art 18")
    assert MOVED in row.change.kinds
    place = found.rows.index(row)
    first = {
        side: next(one.other for ones in pages.values() for one in ones
                   if one.row == place and one.op == MOVED_WHOLE)
        for side, pages in (("older", found.on_older), ("newer", found.on_newer))
    }  # fmt: skip
    assert first == {"older": "Art 6", "newer": "Art 18"}


@pytest.mark.parametrize(
    ("quote", "touched"),
    [("criminal offence, whether", 1), ("whether or not an information system was used", 0),
     ("articles 10 to 16", 0)],
)  # fmt: skip
def test_a_tag_is_touched_by_what_changed_in_its_words(space, drafts, found, quote, touched):
    before = row_of(found, "Art 3(2)").tags
    anchor = space.passages.find_quote(drafts[2], quote)
    tagged = space.passages.tag(anchor, [space.codes.list()[3].uid], fields={})
    now = side_by_side(space, drafts[1], drafts[2], lambda _done, _total: None)
    assert row_of(now, "Art 3(2)").tags == before + touched
    space.passages.delete(tagged.passage)


def test_a_tag_on_a_range_is_touched_by_all_that_is_in_it(space, drafts, found):
    before = [row_of(found, one).tags for one in ("Art 3(2)", "Art 4")]
    anchor = Anchor("provision", drafts[2], provision="Art 3(1)-(2)")
    tagged = space.passages.tag(anchor, [space.codes.list()[3].uid], fields={})
    now = side_by_side(space, drafts[1], drafts[2], lambda _done, _total: None)
    space.passages.delete(tagged.passage)
    assert [row_of(now, one).tags for one in ("Art 3(2)", "Art 4")] == [before[0] + 1, before[1]]


def test_a_tag_leaves_all_that_is_drawn_as_it_is(space, drafts):
    before = side_by_side(space, drafts[1], drafts[2], lambda _done, _total: None)
    text = space.comparing.kept(*drafts[1:]).text
    anchor = space.passages.find_quote(drafts[2], "criminal offence, whether")
    tagged = space.passages.tag(anchor, [space.codes.list()[3].uid], fields={})
    now = side_by_side(space, drafts[1], drafts[2], lambda _done, _total: None)
    assert now.rows != before.rows
    assert now.line_up is before.line_up
    assert (now.on_older, now.on_newer) == (before.on_older, before.on_newer)
    assert now.on_newer is before.on_newer
    assert [row.newer for row in now.rows] == [row.newer for row in before.rows]
    assert space.comparing.kept(*drafts[1:]).text is text
    space.passages.delete(tagged.passage)
    uid = space.comparing.say(*drafts[1:], "Art 3(3)", "Art 2(k)")
    assert space.comparing.kept(*drafts[1:]).text is not text
    space.comparing.take_back(uid)


def test_a_tag_is_touched_by_what_was_taken_out_between_its_words(space, drafts, found):
    before = row_of(found, "Preamble para 2").tags
    anchor = space.passages.find_quote(drafts[2], "that records of crime are more")
    tagged = space.passages.tag(anchor, [space.codes.list()[3].uid], fields={})
    now = side_by_side(space, drafts[1], drafts[2], lambda _done, _total: None)
    assert row_of(now, "Preamble para 2").tags == before + 1
    space.passages.delete(tagged.passage)


def test_what_is_read_in_one_draft_is_found_in_the_other(space, drafts, found):
    words = space.comparing.map(drafts[1], drafts[2])
    structure = words.newer.structure
    one = structure.provisions[structure.find("Art 28(1)")]
    texts = space.drafts.texts(drafts[2])
    line = next(n for n in texts[one.page].lines if n.start <= one.start < n.end)
    here, there = found.line_up.to_older.across(one.page, line.start, line.end)
    assert here[0] == one.page
    assert words.older.structure.at(*there).path == "Art 26(1)"
    back = found.line_up.to_newer.across(there[0], there[1], there[1] + 1)
    assert back == (there, here)


def test_a_row_without_common_words_leads_nowhere(found):
    assert found.line_up.to_older.across(999, 0, 100) is None


def test_drafts_in_two_languages_are_lined_up_by_their_provisions(space, drafts):
    a, b = space.comparing.words(drafts[1]), space.comparing.words(drafts[2])
    line_up = LineUp(WordMap(a, b, align(a, b, by_words=False)))
    one = b.structure.provisions[b.structure.find("Art 2")]
    here, there = line_up.to_older.across(one.page, one.start, one.start + 1)
    assert here == (one.page, one.start)
    assert a.structure.at(*there).path == "Art 2"
    assert len(line_up.to_older) == len(line_up.to_newer) < len(b.structure.provisions)


def test_the_one_text_holds_every_word_of_the_newer_draft(space, drafts):
    words = space.comparing.map(drafts[1], drafts[2])
    parts = redline_text(words, space.comparing.changes(drafts[1], drafts[2]))
    said = "".join(
        piece.text
        for part in parts
        for piece in part.pieces
        if piece.op not in (DELETED, MOVED_FROM)
    )
    own = sum(len(symbols) for symbols in words.newer.own.values())
    assert len(words.newer.book.spelled(said)) >= 0.99 * own
    removed = [part for part in parts if part.newer is None and part.older is not None]
    assert removed
    assert all(piece.op in (DELETED, MOVED_FROM) for part in removed for piece in part.pieces)


def test_a_persons_word_on_a_pairing_is_named_until_it_is_taken_back(space, drafts):
    older, newer = drafts[1:]
    uid = space.comparing.say(older, newer, "Art 3(3)", "Art 2(k)")
    found = side_by_side(space, older, newer, lambda _done, _total: None)
    row = row_of(found, "Art 2(k)", "Art 3(3)")
    assert row.said == uid
    assert row.change.pair.locked
    space.comparing.take_back(uid)
    again = side_by_side(space, older, newer, lambda _done, _total: None)
    assert row_of(again, "Art 2(k)").said == ""


def test_a_word_on_a_pairing_can_be_taken_back_after_a_boundary_moved(space, drafts):
    older, newer = drafts[1:]
    uid = space.comparing.say(older, newer, "Art 22(1)", "Art 25(1)")
    structure = space.provisions.structure(newer)
    one = structure.provisions[structure.find("Art 25(1)")]
    text = space.drafts.texts(newer)[one.page].text
    further = text.index(" ", one.start) + 1
    boundary = space.provisions.correct(
        newer, Correction("move", one.page, one.start, to_page=one.page, to_offset=further)
    )
    moved = space.provisions.structure(newer)
    assert moved.provisions[moved.find("Art 25(1)")].start == further
    row = row_of(side_by_side(space, older, newer, lambda *_told: None), "Art 25(1)", "Art 22(1)")
    assert row.change.pair.locked
    assert row.said == uid
    space.provisions.take_back(boundary)
    space.comparing.take_back(uid)


def test_a_word_on_what_did_not_change_is_listed_behind_all_changes(space, drafts):
    older, newer = drafts[1:]
    before = side_by_side(space, older, newer, lambda *_told: None)
    words = space.comparing.map(older, newer)
    changed = {row.change.pair for row in before.rows}
    pair = next(p for p in words.alignment.pairs if p.a and p.b and p not in changed)
    a = words.older.structure.provisions[pair.a[0]].path
    b = words.newer.structure.provisions[pair.b[0]]
    uid = space.comparing.say(older, newer, a, b.path)
    now = side_by_side(space, older, newer, lambda *_told: None)
    assert [row.change for row in now.rows[:-1]] == [row.change for row in before.rows]
    last = now.rows[-1]
    assert (last.change.a, last.change.b, last.said) == (a, b.path, uid)
    assert (last.change.kinds, last.change.pieces, last.tags) == (frozenset(), (), 0)
    assert last.newer.page == b.page
    assert last.change.pair.locked
    space.comparing.take_back(uid)
    assert side_by_side(space, older, newer, lambda *_told: None).rows == before.rows

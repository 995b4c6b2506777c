# SPDX-License-Identifier: AGPL-3.0-or-later
"""Annotation files in and out of real projects: spreadsheets, rows by hand, waiting, deletions, authors."""

from __future__ import annotations

import csv
import hashlib
import io

import pytest

from annotator.domain.anchor import Anchor, Quad, Segment
from annotator.domain.change import GUESS, created
from annotator.domain.errors import ChangedSinceError, InputRefusedError
from annotator.services.annotations import Wanted
from annotator.services.projects import check_project, create_workspace
from annotator.storage.tables import Blob

DRAFT = hashlib.sha256(b"%").hexdigest()
ALL = Wanted()


def anchor(place=0):
    return Anchor(
        "text", DRAFT, (Segment(1, place, place + 5),), f"words {place}",
        quads=(Quad(1, (0.0, 0.0, 9.0, 0.0, 0.0, 9.0, 9.0, 9.0)),),
    )  # fmt: skip


class Desk:
    """A project in a folder, and the files it exchanges."""

    def __init__(self, folder, name, *, here=True):
        self.folder, self.name = folder, name
        self.work = create_workspace(folder / f"{name}.treaty", title="T", reviewer=name)
        if here:
            self.add_draft()

    def add_draft(self):
        values = {
            "symbol": "A/1",
            "language": "en",
            "date": "2023-05-29",
            "round": "",
            "treaty": "T",
        }
        with self.work._desk.change("add_draft") as unit:
            if not unit.records.get_many("draft", [DRAFT]):
                unit.put("draft", [created("draft", DRAFT, values, GUESS)], {})
            unit.rows.insert(Blob, [{"sha256": DRAFT, "size": 1, "data": b"%"}])
        self.work.transfer.settle(DRAFT)

    def tag(self, code="SUR-3", place=0, **fields):
        made = self.work.passages.tag(
            anchor(place), [self.work.codes.named(code).uid], fields=fields
        )
        return made.tags[0]

    def export(self, name="out.csv", wanted=ALL):
        path = self.folder / f"{self.name}-{name}"
        self.work.transfer.export(path, wanted)
        return path

    def merge(self, *paths, preview=False):
        return self.work.transfer.merge(list(paths), preview=preview)

    def rows(self, wanted=ALL):
        return self.work.transfer.rows(wanted)


@pytest.fixture
def ana(tmp_path):
    desk = Desk(tmp_path, "Ana")
    yield desk
    desk.work.close()
    assert check_project(desk.work.path) == []


@pytest.fixture
def bo(tmp_path):
    desk = Desk(tmp_path, "Bo")
    yield desk
    desk.work.close()
    assert check_project(desk.work.path) == []


def edited(path, change, *, delimiter=";", encoding="utf-8-sig"):
    """The file as a spreadsheet saves it after `change(rows)` was made in it."""
    text = path.read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    change(rows)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    new = path.with_name(f"edited-{path.name}")
    new.write_bytes(out.getvalue().encode(encoding))
    return new


def counted(report):
    return {name: count for name, count in report.counts.items() if count}


def test_own_export_changes_nothing(ana):
    ana.tag(note="=cmd", severity="3")
    ana.work.passages.untag(ana.tag(code="PRV-1"))
    ana.work.marks.mark(DRAFT, "art. 6.2", "read")
    before = ana.export().read_bytes()
    assert counted(ana.merge(ana.export())) == {"unchanged": 3}
    assert ana.export().read_bytes() == before
    assert ana.work.history.status().undo == "Mark Art 6(2)"


def test_another_project_exports_the_same_bytes(ana, bo):
    ana.tag(note="x;=y", severity="3")
    ana.work.passages.edit(ana.tag(code="PRV-1", place=7), {"stance": "neutral"})
    report = bo.merge(ana.export())
    assert counted(report) == {"added": 2}
    assert bo.export().read_bytes() == ana.export().read_bytes()
    assert {row["reviewer"] for row in bo.rows()} == {"Ana"}


def test_undo_of_a_merge_leaves_no_row_and_the_file_can_come_again(ana, bo):
    ana.tag()
    bo.merge(ana.export())
    bo.work.history.undo()
    assert bo.rows() == []
    bo.work.history.redo()
    assert len(bo.rows()) == 1
    bo.work.history.undo()
    assert counted(bo.merge(ana.export())) == {"added": 1}
    assert bo.export().read_bytes() == ana.export().read_bytes()


def test_undo_of_a_merge_stops_before_later_work(ana, bo):
    uid = ana.tag()
    bo.merge(ana.export())
    bo.work.passages.edit(uid, {"severity": "1"})
    bo.work.history.undo()
    bo.work.passages.edit(uid, {"severity": "2"})
    merge = next(e for e in bo.work.history.list() if e.what.startswith("Merge"))
    assert merge.kind == "do"
    bo.work.history.undo()  # the edit; what stands is what came
    bo.work.history.undo()
    assert bo.rows() == []


def test_a_merge_that_later_work_stands_on_is_not_taken_back(ana, bo):
    ana.tag()
    bo.merge(ana.export())
    passage = bo.work.passages.on_draft(DRAFT)[0].uid
    with bo.work._desk.change_as_me("other_window") as unit:
        unit.create("comment", "c", dict.fromkeys(
            ("text", "created_utc", "modified_utc", "deleted"), "") | {
                "target": passage, "reviewer": bo.work.reviewer().uid})  # fmt: skip
    with bo.work._desk.change("hide") as unit:
        table = unit.connection
        table.exec_driver_sql("UPDATE revision SET kind = 'base' WHERE label = 'other_window'")
    before = bo.export().read_bytes()
    with pytest.raises(ChangedSinceError):
        bo.work.history.undo()
    assert bo.export().read_bytes() == before
    with bo.work._desk.store.cache() as rows:  # the log was bent for the test: straighten its hash
        from annotator.storage.tables import Revision

        rows.replace(Revision, "uid", [
            {k: v for k, v in row.items() if k not in {"row", "row_hash"}} for row in rows.all(Revision)
        ])  # fmt: skip


def test_deletions_travel(ana, bo):
    uid = ana.tag()
    bo.merge(ana.export())
    ana.work.passages.untag(uid)
    assert counted(bo.merge(ana.export())) == {"deleted": 1}
    assert bo.rows(Wanted(deleted=False)) == []
    assert counted(ana.merge(bo.export())) == {"unchanged": 1}


def test_a_deletion_made_apart_from_an_edit_is_a_conflict_and_stays_shown(ana, bo):
    uid = ana.tag()
    bo.merge(ana.export())
    ana.work.passages.untag(uid)
    bo.work.passages.edit(uid, {"note": "but I need it"})
    assert counted(bo.merge(ana.export())) == {"conflicts": 1}
    assert [row["note"] for row in bo.rows(Wanted(deleted=False, only_tags=True))] == [
        "but I need it"
    ]
    assert [c.field for c in bo.work.conflicts.list()] == ["deleted"]
    bo.work.conflicts.choose("tag", uid, "deleted", "")
    ana.merge(bo.export())
    assert ana.work.conflicts.list() == ()
    assert ana.export().read_bytes() == bo.export().read_bytes()


def test_edits_made_apart_are_kept_both_until_somebody_chooses(ana, bo):
    uid = ana.tag(severity="1")
    bo.merge(ana.export())
    ana.work.passages.edit(uid, {"severity": "2"})
    bo.work.passages.edit(uid, {"severity": "3"})
    report = ana.merge(bo.export())
    assert counted(report)["conflicts"] == 1
    conflict = ana.work.conflicts.list()[0]
    assert {(v.value, v.reviewer) for v in conflict.values} == {("2", "Ana"), ("3", "Bo")}
    assert all(v.utc for v in conflict.values)
    ana.work.conflicts.choose("tag", uid, "severity", "2")
    bo.merge(ana.export())
    assert bo.work.conflicts.list() == ()
    assert bo.rows()[0]["severity"] == "2"


def test_an_editor_is_named_and_the_author_stays(ana, bo):
    uid = ana.tag()
    bo.merge(ana.export())
    bo.work.passages.edit(uid, {"note": "n"})
    tag = bo.work.passages.tag_by_uid(uid)
    assert tag.reviewer == ana.work.reviewer().uid
    assert tag.edited_by == bo.work.reviewer().uid


def test_a_mere_resave_by_a_spreadsheet_is_no_edit(ana):
    ana.tag(severity="3", note="two\nlines")

    def resave(rows):
        for row in rows:
            row["severity"] = "3.0"
            row["note"] = " two\r\nlines  "
            row["draft_date"] = "29/05/2023"
            row["created_utc"] = "22.11.2026 10:00"

    for encoding in ("utf-8", "utf-16"):
        path = edited(ana.export(), resave, encoding=encoding)
        report = ana.merge(path)
        assert counted(report) == {"unchanged": 1}
        assert report.items == []


def test_edits_in_a_spreadsheet_are_taken_and_agree_on_two_machines(ana, bo):
    uid = ana.tag(severity="3")
    bo.merge(ana.export())
    path = edited(ana.export(), lambda rows: rows[0].update(severity="4", note="=new"))
    assert counted(ana.merge(path)) == {"updated": 1}
    assert counted(bo.merge(path)) == {"updated": 1}
    assert ana.export().read_bytes() == bo.export().read_bytes()
    assert ana.work.passages.tag_by_uid(uid).note == "=new"
    assert counted(ana.merge(path)) == {"unchanged": 1}


def test_a_code_is_changed_in_a_spreadsheet(ana):
    uid = ana.tag(code="SUR-3")
    ana.merge(edited(ana.export(), lambda rows: rows[0].update(code="prv-1")))
    assert ana.work.passages.tag_by_uid(uid).code == ana.work.codes.named("PRV-1").uid


def test_edits_of_other_columns_are_reported_and_not_taken(ana):
    ana.tag()
    before = ana.export().read_bytes()
    path = edited(
        ana.export(), lambda rows: rows[0].update(quote="other words", draft_symbol="B/2")
    )
    report = ana.merge(path)
    assert {(item.column, item.line) for item in report.items} == {
        ("quote", 2),
        ("draft_symbol", 2),
    }
    assert ana.export().read_bytes() == before


def test_edits_of_other_columns_are_not_taken_by_a_stranger_either(ana, bo):
    ana.tag()
    bo.merge(edited(ana.export(), lambda rows: rows[0].update(draft_symbol="B/2", reviewer="Eve")))
    bo.merge(ana.export())
    assert bo.rows()[0]["draft_symbol"] == "A/1"
    assert bo.rows()[0]["reviewer"] == "Ana"


@pytest.mark.parametrize(
    ("column", "value"),
    [("severity", "9"), ("stance", "evil"), ("code", "NOPE-1"), ("stamps", "{"), ("stamps", "[]"),
     ("anchor", "{}"), ("extra", "nonsense"), ("format", "other/2"), ("tag_uid", ""),
     ("draft_sha256", "00")],
)  # fmt: skip
def test_what_cannot_be_read_is_told_by_line_and_column_and_the_rest_is_taken(
    ana, bo, column, value
):
    ana.tag(place=0)
    ana.tag(place=9)
    report = bo.merge(edited(ana.export(), lambda rows: rows[1].update({column: value})))
    assert counted(report) == {"refused": 1, "added": 1}
    assert [(i.line, i.column, i.outcome) for i in report.items] == [(3, column, "refused")]
    assert len(bo.rows()) == 1


def test_rows_of_a_draft_that_is_not_here_wait_and_travel(ana, tmp_path):
    ana.tag(severity="2")
    far = Desk(tmp_path, "Far", here=False)
    assert counted(far.merge(ana.export())) == {"waiting": 1}
    assert far.rows(Wanted(waiting=False)) == []
    assert far.export().read_bytes() == ana.export().read_bytes()
    far.add_draft()
    assert [row["severity"] for row in far.rows(Wanted(waiting=False))] == ["2"]
    assert far.export().read_bytes() == ana.export().read_bytes()
    far.work.close()


HAND = "draft_symbol,quote,provision,code,severity,note,reviewer,format\n"


def by_hand(folder, *lines):
    path = folder / "hand.csv"
    path.write_text(HAND + "".join(f"{line},treaty-annotations/1\n" for line in lines))
    return path


def test_rows_by_hand_on_a_provision_are_taken_once(ana, bo, tmp_path):
    path = by_hand(tmp_path, "A/1,,article 6 para 2,SUR-3,2,n,Cy")
    assert counted(ana.merge(path)) == {"added": 1}
    assert counted(ana.merge(path)) == {"unchanged": 1}
    assert ana.rows()[0]["provision"] == "Art 6(2)"
    bo.merge(path)
    assert bo.export().read_bytes() == ana.export().read_bytes()


@pytest.mark.parametrize(
    ("line", "column"),
    [("A/1,,Art 1,SUR-3,7,,Cy", "severity"), ("A/1,,Art 1,,2,,Cy", "code"), ("A/1,,Art 1,SUR-3,2,,", "reviewer"),
     (",,Art 1,SUR-3,2,,Cy", "draft_symbol"), ("A/1,,,SUR-3,2,,Cy", "quote")],
)  # fmt: skip
def test_rows_by_hand_that_lack_something_are_refused(ana, tmp_path, line, column):
    report = ana.merge(by_hand(tmp_path, line))
    assert counted(report) == {"refused": 1}
    assert [(i.line, i.column) for i in report.items] == [(2, column)]


def test_rows_by_hand_for_an_unknown_draft_wait_word_for_word(ana, tmp_path):
    path = by_hand(tmp_path, "Z/9,Some words,,SUR-3,2,later,Cy")
    assert counted(ana.merge(path)) == {"waiting": 1}
    assert counted(ana.merge(path)) == {"waiting": 1}
    row = next(
        csv.DictReader(io.StringIO(ana.export().read_bytes().decode("utf-8-sig"), newline=""))
    )
    assert (row["draft_symbol"], row["quote"], row["note"]) == ("Z/9", "Some words", "later")
    ana.work.history.undo()
    assert ana.rows() == []


def test_an_unknown_code_by_hand_is_added_and_told(ana, tmp_path):
    report = ana.merge(by_hand(tmp_path, "A/1,,Art 1,OWN-1,2,,Cy"))
    assert counted(report) == {"added": 1}
    assert [i.column for i in report.items] == ["code"]
    assert ana.work.codes.named("OWN-1").id == "OWN-1"


def test_unknown_columns_and_records_are_kept_and_exported_again(ana, bo):
    ana.tag()

    def extend(rows):
        for row in rows:
            row["priority"] = "high"
        rows.append(
            {
                **dict.fromkeys(rows[0], ""),
                "record": "memo",
                "note": "agreed",
                "format": rows[0]["format"],
            }
        )

    path = edited(ana.export(), extend)
    bo.merge(path)
    rows = {row["record"]: row for row in bo.rows()}
    assert rows["tag"]["priority"] == "high"
    assert rows["memo"]["note"] == "agreed"
    assert counted(bo.merge(bo.export())) == {"unchanged": 2}
    ana.merge(bo.export())
    assert ana.export().read_bytes() == bo.export().read_bytes()


def test_a_preview_changes_nothing_and_says_what_the_merge_will(ana, bo):
    ana.tag()
    before = bo.work.path.read_bytes()
    preview = bo.merge(ana.export(), preview=True)
    assert bo.work.path.read_bytes() == before
    assert preview.counts == bo.merge(ana.export()).counts


def test_a_file_that_is_no_annotation_file_takes_nothing_in(ana, bo, tmp_path):
    ana.tag()
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("a,b\n1,2\n")
    with pytest.raises(InputRefusedError, match=r"wrong\.csv"):
        bo.merge(ana.export(), wrong)
    assert bo.rows() == []


def test_two_reviewers_on_the_same_words_are_two_tags(ana, bo):
    ana.tag()
    bo.tag()
    bo.merge(ana.export())
    assert sorted(row["reviewer"] for row in bo.rows()) == ["Ana", "Bo"]


def test_an_export_can_be_narrowed(ana):
    ana.tag(code="SUR-3")
    ana.work.passages.untag(ana.tag(code="PRV-1"))
    code = ana.work.codes.named("PRV-1").uid
    assert [r["code"] for r in ana.rows(Wanted(codes=frozenset({code})))] == ["PRV-1"]
    assert [r["code"] for r in ana.rows(Wanted(deleted=False))] == ["SUR-3"]
    with pytest.raises(InputRefusedError, match="format"):
        ana.export("out.docx")


@pytest.mark.parametrize("column", ["row_check", "extra", "stamps"])
def test_a_row_without_its_checks_is_refused_and_not_believed(ana, bo, column):
    ana.tag(severity="3")
    ana.work.passages.untag(ana.tag(code="PRV-1"))
    before = ana.export().read_bytes()

    def take_out(rows):
        for row in rows:
            del row[column]
            row["severity"] = "1"

    path = edited(ana.export(), take_out)
    for desk in (ana, bo):
        report = desk.merge(path)
        assert counted(report) == {"refused": 2}
        assert {item.column for item in report.items} == {column}
    assert ana.export().read_bytes() == before
    assert bo.rows() == []


@pytest.mark.parametrize(
    ("column", "value"),
    [("stamps", "[" * 100000), ("stamps", '{"tag":{"*":[1e999,"",""]}}'),
     ("stamps", '{"tag":{"*":[9007199254740990,"",""]}}'), ("extra", '{"fixed":"x","others":[1]}'),
     ("extra", '{"fixed":"x","passage":[1]}'), ("extra", '{"fixed":"x","passage":{"note":"\\ud800"}}'),
     ("anchor", '{"kind":"text","draft":"D","segments":[[1000000000000000000000000000000,0,1]]}')],
)  # fmt: skip
def test_a_crafted_row_is_refused_and_harms_nothing(ana, bo, column, value):
    ana.tag()
    ana.tag(place=9)
    value = value.replace('"D"', f'"{DRAFT}"')
    path = edited(ana.export(), lambda rows: rows[1].update({column: value}))
    assert counted(bo.merge(path)) == {"refused": 1, "added": 1}
    bo.tag(place=20)
    assert len(bo.rows()) == 2


def test_an_unknown_column_is_edited_and_conflicts_travel(ana, bo, tmp_path):
    ana.tag()
    one = edited(ana.export("1.csv"), lambda rows: rows[0].update(mystatus="one"))
    two = edited(ana.export("2.csv"), lambda rows: rows[0].update(mystatus="two"))
    assert counted(ana.merge(one)) == {"updated": 1}
    assert counted(ana.merge(two)) == {"conflicts": 1}
    bo.merge(ana.export())
    assert bo.export().read_bytes() == ana.export().read_bytes()
    shown = bo.rows()[0]["mystatus"]
    path = edited(bo.export(), lambda rows: rows[0].update(mystatus="three"))
    assert counted(bo.merge(path)) == {"updated": 1}
    assert bo.rows()[0]["mystatus"] == "three" != shown


def test_an_undone_choice_brings_the_disputed_deletion_back(ana, bo):
    uid = ana.tag()
    bo.merge(ana.export())
    ana.work.passages.untag(uid)
    bo.work.passages.edit(uid, {"note": "but I need it"})
    bo.merge(ana.export())
    for choice in ("", "yes"):
        bo.work.conflicts.choose("tag", uid, "deleted", choice)
        assert bo.work.conflicts.list() == ()
        bo.work.history.undo()
        assert [c.field for c in bo.work.conflicts.list()] == ["deleted"]
        assert len(bo.rows(Wanted(deleted=False, only_tags=True))) == 1


def test_a_new_action_ends_what_could_be_redone(ana):
    uid = ana.tag(note="first")
    ana.work.passages.edit(uid, {"note": "X"})
    ana.work.history.undo()
    ana.work.passages.edit(uid, {"note": "Y"})
    ana.work.history.undo()
    ana.work.history.redo()
    assert ana.work.passages.tag_by_uid(uid).note == "Y"
    assert ana.work.history.status().redo is None


def test_codes_of_a_file_are_known_to_its_rows_and_keep_their_place(ana, bo, tmp_path):
    book = tmp_path / "own.csv"
    book.write_text("id,name\nZZ-1,Ours\nZZ-2,Ours too\n")
    ana.work.codes.import_file(book)
    ana.tag(code="SUR-3")
    path = edited(
        ana.export(), lambda rows: next(r for r in rows if r["record"] == "tag").update(code="ZZ-2")
    )
    assert "refused" not in counted(bo.merge(path))
    assert [code.id for code in bo.work.codes.list()][-2:] == ["ZZ-1", "ZZ-2"]


def test_a_codebook_edited_and_imported_again_shows_its_edits_everywhere(ana, bo, tmp_path):
    book = tmp_path / "human-rights.json"
    ana.work.codes.export_file(book)
    book.write_text(book.read_text().replace("Over-broad scope", "A far too wide scope"))
    for desk in (ana, bo):
        assert desk.work.codes.import_file(book) == 1
        assert desk.work.codes.named("SCO-1").name == "A far too wide scope"
        assert desk.work.conflicts.list() == ()
    assert ana.export().read_bytes() == bo.export().read_bytes()
    assert [row["code_name"] for row in ana.rows()] == ["A far too wide scope"]


def test_an_export_never_lands_on_a_project(ana, bo):
    before = bo.work.path.read_bytes()
    for path, kind in ((bo.work.path, "csv"), (bo.work.path.with_suffix(".TREATY"), "csv")):
        with pytest.raises(InputRefusedError, match="project"):
            ana.work.transfer.export(path, ALL, kind=kind)
    with pytest.raises(InputRefusedError, match="project"):
        ana.work.codes.export_file(bo.work.path)
    assert bo.work.path.read_bytes() == before


def test_projects_without_a_title_do_not_argue_about_it(tmp_path):
    desks = []
    for name in ("one", "two"):
        work = create_workspace(tmp_path / f"{name}.treaty", reviewer=name)
        desk = Desk.__new__(Desk)
        desk.folder, desk.name, desk.work = tmp_path, name, work
        with work._desk.change("add_draft") as unit:
            values = {"symbol": "A/1", "language": "", "date": "", "round": "", "treaty": ""}
            unit.put("draft", [created("draft", DRAFT, values, GUESS)], {})
            unit.rows.insert(Blob, [{"sha256": DRAFT, "size": 1, "data": b"%"}])
        desk.tag()
        desks.append(desk)
    one, two = desks
    assert (one.work.title(), two.work.title()) == ("one", "two")
    one.merge(two.export())
    assert one.work.conflicts.list() == ()
    for desk in desks:
        desk.work.close()

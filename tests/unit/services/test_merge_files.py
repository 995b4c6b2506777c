# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a merge can be given: other projects, folders, many files; and the report of what came from whom."""

from __future__ import annotations

import csv
import io
import shutil

import pytest

from annotator.domain.errors import Cancelled, InputRefusedError
from annotator.domain.identity import new_uid
from annotator.domain.kinds import FIELDS
from annotator.domain.sameness import CODE
from annotator.services.annotations import Wanted
from annotator.services.merge_told import reported
from annotator.services.projects import check_project, create_workspace, open_workspace

ALL = Wanted()


@pytest.fixture
def team(pdf, tmp_path):
    """Ana, who merges and has one draft; Bo, who has two, with tags, a mark, a comment and a passage."""
    ana, bo = (
        create_workspace(tmp_path / f"{n}.treaty", title="T", reviewer=n) for n in ("Ana", "Bo")
    )
    first = ana.drafts.add(pdf("two_pages"), symbol="A/1", language="en")
    bo.drafts.add(pdf("two_pages"), symbol="A/1", language="en")
    second = bo.drafts.add(pdf("long"), symbol="A/2", language="en")
    for space, draft, words in ((ana, first, 3), (bo, first, 5), (bo, second, 7)):
        tag(space, draft, words)
    bo.comments.add(tag(bo, first, 9), "look here")
    bo.passages.untag(tag(bo, first, 11))
    bo.marks.mark(first.sha256, "Art 1", "read")
    yield ana, bo, tmp_path
    for space in (ana, bo):
        space.close()
        assert check_project(space.path) == []


def tag(space, draft, at):
    from annotator.domain.anchor import Segment

    anchor = space.passages.anchor_for(draft.sha256, [Segment(1, at * 10, at * 10 + 8)])
    return space.passages.tag(anchor, [space.codes.named("SUR-3").uid]).tags[0]


def exported(space, path):
    space.transfer.export(path, ALL)
    return path


def counted(report):
    return {name: count for name, count in report.counts.items() if count}


def test_another_project_is_merged_as_if_it_had_been_exported(team):
    ana, bo, folder = team
    bo.close()
    before = bo.path.read_bytes()
    twin = folder / "twin.treaty"
    shutil.copy(ana.path, twin)
    by_project = ana.transfer.merge([bo.path])
    assert bo.path.read_bytes() == before
    reader = open_workspace(bo.path, write=False)
    file = exported(reader, folder / "bo.csv")
    reader.close()
    other = open_workspace(twin, reviewer="Ana")
    by_file = other.transfer.merge([file])
    assert by_project.counts == by_file.counts
    assert by_project.by_reviewer == by_file.by_reviewer
    assert by_project.by_draft == by_file.by_draft
    assert (
        exported(ana, folder / "1.csv").read_bytes()
        == exported(other, folder / "2.csv").read_bytes()
    )
    other.close()
    assert counted(ana.transfer.merge([bo.path], preview=True)).keys() == {"unchanged", "waiting"}


def say_alone(space, kind, draft, **said):
    """A record that stands on a draft, as it would be kept."""
    with space._desk.change_as_me("edit") as unit:
        values = dict.fromkeys(FIELDS[kind], "") | {
            "draft": draft, "reviewer": space.reviewer().uid, "created_utc": unit.utc,
            "modified_utc": unit.utc, **said,
        }  # fmt: skip
        unit.create(kind, new_uid(), values)


def test_what_a_team_says_of_itself_comes_with_its_project(team):
    ana, bo, folder = team
    first, second = (draft.sha256 for draft in bo.drafts.list())
    codes = [bo.codes.named(name) for name in ("SUR-3", "SUR-1")]
    bo.joins.join(CODE, codes[0].uid, codes[1].uid, names=("a", "b"))
    bo.team.agree(assigned={"Bo": "Art 1", "Cem": "Art 2"}, required=["note"])
    bo.finishing.finish(first, note="done")
    say_alone(bo, "alignment", first, other=second, together="no", provision="Art 1")
    (words,) = {p.uid for p in bo.passages.on_draft(second)}
    say_alone(bo, "decision", second, passage=words, verdict="reworded", outcome="taken_up")
    file = exported(bo, folder / "bo.csv")
    twin = folder / "twin.treaty"
    shutil.copy(ana.path, twin)
    other = open_workspace(twin, reviewer="Ana")
    by_file, by_project = other.transfer.merge([file]), ana.transfer.merge([bo.path])
    assert by_project.counts == by_file.counts
    said = exported(ana, folder / "1.csv").read_bytes()
    assert said == exported(other, folder / "2.csv").read_bytes()
    other.close()
    kinds = {row["record"] for row in csv.DictReader(io.StringIO(said.decode("utf-8-sig")))}
    assert {"alignment", "decision", "finish", "join", "task", "reviewer"} <= kinds
    assert ana.team.plan() == bo.team.plan()
    again = ana.transfer.merge([bo.path, file], preview=True)
    assert counted(again).keys() == {"unchanged", "waiting"}


def test_drafts_of_another_project_wait_or_come_along(team):
    ana, bo, _folder = team
    bo.close()
    report = ana.transfer.merge([bo.path], preview=True, bring_drafts=True)
    assert report.brought == ["A/2@en"]
    assert report.counts["waiting"] == 0
    assert len(ana.drafts.list()) == 1
    assert ana.transfer.merge([bo.path]).counts["waiting"] == 1
    ana.transfer.merge([bo.path], bring_drafts=True)
    assert [draft.name for draft in ana.drafts.list()] == ["A/1@en", "A/2@en"]
    second = ana.drafts.list()[1].sha256
    assert [passage.placed for passage in ana.passages.on_draft(second)] == [True]
    assert ana.drafts.pdf(second).startswith(b"%PDF")


def test_a_project_that_a_colleague_has_open_or_that_is_damaged(team):
    ana, bo, folder = team
    assert ana.transfer.merge([bo.path], preview=True).counts["added"] > 0
    (folder / "no.treaty").write_bytes(b"nothing of the kind")
    with pytest.raises(InputRefusedError):
        ana.transfer.merge([folder / "no.treaty"])


def test_a_folder_is_merged_with_all_that_is_in_it_but_the_project_itself(team):
    ana, bo, folder = team
    exported(bo, folder / "bo.csv")
    (folder / "other.csv").write_text("a,b\n1,2\n")
    (folder / "sheet.xlsx").write_bytes(b"PK")
    (folder / ".hidden.csv").write_text("x")
    report = ana.transfer.merge([folder])
    assert [path.rsplit("/", 1)[-1] for path in report.files] == ["Bo.treaty", "bo.csv"]
    assert sorted(path.rsplit("/", 1)[-1] for path, _why in report.left_out) == [
        "other.csv",
        "sheet.xlsx",
    ]
    assert report.counts["unchanged"] >= 4
    assert sum(report.counts.values()) == report.rows
    ana.history.undo()
    assert {row["reviewer"] for row in ana.transfer.rows(ALL)} == {"Ana"}


def test_what_cannot_be_merged_is_refused_with_a_reason(team):
    ana, _bo, folder = team
    (folder / "sheet.xlsx").write_bytes(b"PK")
    (folder / "empty").mkdir()
    for path, words in ((folder / "sheet.xlsx", "only CSV"), (ana.path, "the project itself"),
                        (folder / "empty", "nothing to merge"), (folder / "none.csv", "cannot be read")):  # fmt: skip
        with pytest.raises(InputRefusedError, match=words):
            ana.transfer.merge([path])


def test_a_file_given_twice_is_read_once(team):
    ana, bo, folder = team
    file = exported(bo, folder / "bo.csv")
    assert len(ana.transfer.merge([file, file], preview=True).files) == 1


@pytest.mark.parametrize("at", range(1, 6))
def test_a_merge_that_is_cancelled_leaves_nothing_behind(team, at, tmp_path, monkeypatch):
    ana, bo, folder = team
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "made"))
    (tmp_path / "made").mkdir()
    file, before = exported(bo, folder / "bo.csv"), exported(ana, folder / "1.csv").read_bytes()
    steps = 0

    def cancel(_done, _total):
        nonlocal steps
        steps += 1
        if steps == at:
            raise Cancelled

    if at > 3:
        assert ana.transfer.merge([file], preview=True, progress=cancel).rows
        return
    with pytest.raises(Cancelled):
        ana.transfer.merge([file, bo.path], progress=cancel)
    assert exported(ana, folder / "1.csv").read_bytes() == before
    assert list((tmp_path / "made").iterdir()) == []
    assert ana.transfer.merge([file]).counts["added"] > 0


def test_the_report_says_what_came_from_whom(team):
    ana, bo, folder = team
    file = exported(bo, folder / "bo.csv")
    with reported(folder / "out.csv", "T", preview=False) as told:
        report = ana.transfer.merge([file], told=told.row)
        told.end(report)
    text = (folder / "out.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == report.rows
    for name, count in report.counts.items():
        assert sum(row["class"] == name for row in rows) == count
    assert {row["reviewer"] for row in rows} == {"Bo"}
    assert [row["reason"] for row in rows if row["class"] == "waiting"] == ["its draft is not here"]
    with reported(folder / "out.html", "T <b>", preview=True) as told:
        told.end(ana.transfer.merge([file], preview=True, told=told.row))
    page = (folder / "out.html").read_text(encoding="utf-8")
    assert "T &lt;b&gt;" in page
    assert "<td>Bo</td><td>A/1@en</td>" in page
    with pytest.raises(InputRefusedError), reported(folder / "out.pdf", "T", preview=False):
        raise AssertionError


def test_a_report_is_not_written_when_the_merge_fails(team):
    ana, _bo, folder = team
    with (
        pytest.raises(InputRefusedError),
        reported(folder / "out.csv", "T", preview=False) as told,
    ):
        ana.transfer.merge([folder / "none.csv"], told=told.row)
    assert not (folder / "out.csv").exists()


def test_a_folder_leaves_out_projects_that_cannot_be_read(team):
    ana, bo, folder = team
    bo.close()
    (folder / "foreign.treaty").write_bytes(b"nothing of the kind")
    newer = bytearray(bo.path.read_bytes())
    newer[60:64] = (999).to_bytes(4, "big")
    (folder / "newer.treaty").write_bytes(newer)
    (folder / "cut.treaty").write_bytes(bo.path.read_bytes()[:5000])
    report = ana.transfer.merge([folder], bring_drafts=True)
    assert [path.rsplit("/", 1)[-1] for path in report.files] == ["Bo.treaty"]
    assert sorted(path.rsplit("/", 1)[-1] for path, why in report.left_out if why) == [
        "cut.treaty", "foreign.treaty", "newer.treaty",
    ]  # fmt: skip
    for name in ("foreign", "newer", "cut"):
        with pytest.raises(InputRefusedError):
            ana.transfer.merge([folder / f"{name}.treaty"], bring_drafts=True)


def test_files_of_one_name_are_told_apart(team):
    ana, bo, folder = team
    paths = []
    for name in ("a", "b"):
        (folder / name).mkdir()
        paths.append(exported(bo, folder / name / "bo.csv"))
    paths.append(exported(bo, folder / "own.csv"))
    report = ana.transfer.merge(paths, preview=True)
    assert {file for file, _who, _draft in report.came} == {"a/bo.csv", "b/bo.csv", "own.csv"}


def test_a_merge_that_brings_drafts_is_undone_in_one_step_and_each_project_is_opened_once(
    team, monkeypatch
):
    from annotator.storage.store import Store

    ana, bo, _folder = team
    bo.close()
    before = exported(ana, ana.path.with_suffix(".csv")).read_bytes()
    opened = []
    real = Store.open.__func__

    def counted_open(cls, path, **how):
        opened.append(path)
        return real(cls, path, **how)

    monkeypatch.setattr(Store, "open", classmethod(counted_open))
    ana.transfer.merge([bo.path], bring_drafts=True)
    assert opened.count(bo.path) == 1
    assert [draft.name for draft in ana.drafts.list()] == ["A/1@en", "A/2@en"]
    ana.history.undo()
    after = exported(ana, ana.path.with_suffix(".csv")).read_bytes()
    assert after == before
    assert len(ana.drafts.list()) == 2


def test_drafts_that_came_are_hidden_again_where_the_merge_is_broken_off(team):
    ana, bo, _folder = team
    bo.close()

    def stop(_done, _total):
        raise Cancelled

    with pytest.raises(Cancelled):
        ana.transfer.merge([bo.path], bring_drafts=True, progress=stop)
    assert [draft.name for draft in ana.drafts.list()] == ["A/1@en"]


def test_rows_of_a_draft_that_stays_away_behind_its_password_wait(team, monkeypatch):
    from annotator.domain.errors import PasswordNeededError

    ana, bo, _folder = team
    bo.close()

    def locked(_data, *, file):
        raise PasswordNeededError(f"{file} wants a password.", "")

    monkeypatch.setattr(ana.transfer, "add_draft", locked)
    report = ana.transfer.merge([bo.path], bring_drafts=True)
    assert report.brought == []
    assert report.counts["waiting"] == 1


def test_every_wrong_file_is_named_with_its_own_reason(team):
    ana, bo, folder = team
    begun = {
        "a.pdf": b"%PDF-1.7", "b.png": b"\x89PNG\r\n", "c.docx": b"PK\x03\x04", "d.csv": b"a,b\r\n1,2\r\n",
        "e.treaty": b"none", "f.xlsx": b"PK\x03\x04",
    }  # fmt: skip
    for name, data in begun.items():
        (folder / name).write_bytes(data)
    with pytest.raises(InputRefusedError) as refused:
        ana.transfer.merge([bo.path, *(folder / name for name in [*begun, "g.csv"])])
    lines = str(refused.value).splitlines()
    assert len(lines) == len(begun) + 1
    for line, name in zip(lines, [*begun, "g.csv"], strict=True):
        assert name in line
    said = str(refused.value)
    assert "it is a PDF. Add it as a draft" in said
    assert "an Office document" in said
    assert "save" in said.casefold()
    assert said.count("It was not changed.") == 1
    with pytest.raises(InputRefusedError) as refused:
        ana.transfer.merge([folder / "e.treaty"])
    assert str(refused.value).count("It was not changed.") == 1


def test_a_file_that_is_cut_off_is_called_so(team):
    ana, bo, folder = team
    bo.transfer.export(folder / "bo.csv", ALL)
    whole = (folder / "bo.csv").read_text(encoding="utf-8-sig")
    *rows, last = whole.rstrip().splitlines(keepends=True)
    last = last.rsplit(",", 1)[0]
    for cut in (last, last[: last.index("{") + 5], last[: last.index(",") + 1]):
        (folder / "cut.csv").write_text("".join(rows) + cut, encoding="utf-8-sig", newline="")
        report = ana.transfer.merge([folder / "cut.csv"], preview=True)
        assert report.counts["refused"] == 1
        (item,) = [item for item in report.items if item.outcome == "refused"]
        assert f"cut off at line {len(rows) + 1}: " in item.reason
        assert "fields of 41" in item.reason

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The main job by command line, on real files: what other programs build on."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys

import pytest

ACROSS = "freedom of expression, in particular of journalists"


class Command:
    """Runs `annotator` as a process of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.env = {**os.environ, "ANNOTATOR_CONFIG": str(folder / "config")}
        self.env.pop("ANNOTATOR_REVIEWER", None)

    def run(self, *words, code=0):
        done = subprocess.run(
            [sys.executable, "-m", "annotator", *map(str, words)],
            capture_output=True, text=True, encoding="utf-8", env=self.env, check=False, timeout=120,
        )  # fmt: skip
        assert done.returncode == code, done.stderr or done.stdout
        assert "Traceback" not in done.stderr
        return done

    def json(self, *words, code=0):
        return json.loads(self.run(*words, "--json", code=code).stdout)

    def project(self, name, *pdfs):
        path = self.folder / f"{name}.treaty"
        self.run("new", path, "--title", name)
        for pdf in pdfs:
            self.run("add", path, pdf, "--symbol", f"T/{pdf.stem}", "--language", "en")
        return path


@pytest.fixture
def command(tmp_path):
    return Command(tmp_path)


def test_the_main_job(command, pdf, tmp_path):
    ana = command.project("ana", pdf("two_pages"))
    drafts = command.json("drafts", ana)
    assert [(d["symbol"], d["language"], d["pages"]) for d in drafts] == [("T/two_pages", "en", 2)]
    made = command.json(
        "tag", ana, "T/two_pages@en", "--quote", ACROSS, "--code", "EXP-1", "SUR-3", "--severity", "3",
        "--note", "=note", "--reviewer", "Ana",
    )  # fmt: skip
    assert made["page"] == 1
    assert made["quote"] == ACROSS
    assert len(made["tags"]) == 2
    rows = command.json("list", ana)
    assert [(r["code"], r["severity"], r["note"]) for r in rows] == [
        ("EXP-1", "3", "=note"),
        ("SUR-3", "3", "=note"),
    ]
    assert {len(json.loads(r["anchor"])["segments"]) for r in rows} == {2}
    command.run("undo", ana)
    assert command.json("list", ana) == []
    command.run("redo", ana)
    command.run("edit", ana, made["tags"][0], "--severity", "4", "--reviewer", "Ana")
    command.run("untag", ana, made["tags"][1], "--reviewer", "Ana")
    command.run(
        "mark", ana, "T/two_pages", "--provision", "art. 2", "--as", "read", "--reviewer", "Ana"
    )

    first = tmp_path / "ana.csv"
    command.run("export", ana, first)
    bo = command.project("bo", pdf("two_pages"))
    preview = command.json("merge", bo, first, "--preview")
    assert preview["rows"] == 3
    report = command.json("merge", bo, first)
    assert {**report, "items": []} == {**preview, "items": []}
    second = tmp_path / "bo.csv"
    command.run("export", bo, second)
    assert second.read_bytes() == first.read_bytes()
    assert command.json("merge", ana, second)["unchanged"] == 3
    command.run("undo", bo)
    command.run("export", bo, second)
    assert len(second.read_bytes().splitlines()) == 1
    assert command.json("check", ana) == {"ok": True, "faults": []}
    assert [e["what"] for e in command.json("history", ana)][-1] == "Mark Art 2"


def test_quotes_are_found_through_what_typesetters_do(command, pdf):
    project = command.project("p", pdf("hyphens"), pdf("ligatures"))
    for draft, quote in (("T/hyphens", "legislative measures and international cooperation"),
                         ("T/ligatures", "difficult")):  # fmt: skip
        text = command.run("text", project, draft).stdout
        made = command.json(
            "tag",
            project,
            draft,
            "--quote",
            quote,
            "--nth",
            "1",
            "--code",
            "SUR-3",
            "--reviewer",
            "A",
        )
        assert made["quote"].replace("-", "") == quote
        assert quote not in text


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["tag", "P", "T/two_pages", "--quote", "zebra", "--code", "SUR-3", "--reviewer", "A"], 3, "zebra"),
        (["tag", "P", "T/two_pages", "--quote", "Convention", "--code", "SUR-3", "--reviewer", "A"], 2, "1: page 1"),
        (["tag", "P", "T/two_pages", "--quote", "Convention", "--nth", "99", "--code", "SUR-3", "--reviewer", "A"], 3, "99"),
        (["tag", "P", "T/two_pages", "--quote", "zebra", "--code", "SUR-3"], 2, "--reviewer"),
        (["tag", "P", "T/two_pages", "--quote", ACROSS, "--code", "NO-9", "--reviewer", "A"], 3, "NO-9"),
        (["tag", "P", "T/none", "--quote", ACROSS, "--code", "SUR-3", "--reviewer", "A"], 3, "T/two_pages"),
        (["tag", "P", "T/", "--quote", ACROSS, "--code", "SUR-3", "--reviewer", "A"], 2, "T/long"),
        (["tag", "P", "T/two_pages", "--quote", ACROSS, "--code", "SUR-3", "--severity", "9"], 2, "severity"),
        (["edit", "P", "no-such-tag", "--severity", "1", "--reviewer", "A"], 3, "no-such-tag"),
        (["untag", "P", "no-such-tag"], 2, "--reviewer"),
        (["list", "P", "--draft", "T/none"], 3, "T/none"),
        (["merge", "P", "NOWHERE.csv"], 3, "NOWHERE.csv"),
        (["undo", "P", "--count", "9"], 3, "nothing to undo"),
        (["export", "P", "x.docx"], 3, "docx"),
        (["drafts", "NOWHERE.treaty"], 3, "NOWHERE.treaty"),
        (["frobnicate"], 2, "frobnicate"),
        (["nowhere.pdf"], 3, "nowhere.pdf"),
    ],
)  # fmt: skip
def test_exit_codes(command, pdf, tmp_path, words, code, said):
    project = command.project("p", pdf("two_pages"), pdf("long"))
    done = command.run(*(project if word == "P" else word for word in words), code=code)
    assert said in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("name", ["garbage", "empty", "html"])
def test_what_is_no_pdf_is_refused(command, pdf, name):
    project = command.project("p")
    done = command.run("add", project, pdf(name), code=3)
    assert pdf(name).name in done.stderr or "PDF" in done.stderr
    assert command.json("drafts", project) == []


def test_a_password_is_asked_for_and_taken_from_a_file(command, pdf, pdfs, tmp_path):
    project = command.project("p")
    assert "password" in command.run("add", project, pdf("encrypted"), code=3).stderr.lower()
    secret = tmp_path / "secret"
    secret.write_text("wrong\n")
    command.run("add", project, pdf("encrypted"), "--password-file", secret, code=3)
    secret.write_text(pdfs.PASSWORD + "\n")
    assert command.json("add", project, pdf("encrypted"), "--password-file", secret)["pages"] > 0


def test_a_damaged_pdf_is_opened_as_far_as_it_goes_and_said_so(command, pdf):
    project = command.project("p")
    draft = command.json("add", project, pdf("truncated"))
    assert draft["pages"] > 0
    assert draft["notes"]


def test_a_project_open_elsewhere_is_busy_for_writing_only(command, pdf):
    project = command.project("p", pdf("two_pages"))
    code = (
        "import sys; from pathlib import Path; from annotator.storage.store import Store;"
        "s = Store.open(Path(sys.argv[1]), write=True, what='window'); print('held', flush=True);"
        "sys.stdin.read(); s.close()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(project)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout.readline() == "held\n"
    done = command.run(
        "tag",
        project,
        "T/two_pages",
        "--quote",
        ACROSS,
        "--code",
        "SUR-3",
        "--reviewer",
        "A",
        code=4,
    )
    assert "window" in done.stderr
    assert command.json("drafts", project)[0]["symbol"] == "T/two_pages"
    holder.communicate()


def test_codes_are_imported_and_exported(command, tmp_path):
    project = command.project("p")
    codes = command.json("codes", project)
    assert len(codes) == 72
    book = tmp_path / "own.csv"
    book.write_text("id,name,family,definition\nOWN,Own family,,\nOWN-1,Own code,OWN,What we add\n")
    command.run("codes", project, "--import", book)
    assert [c["id"] for c in command.json("codes", project)][-2:] == ["OWN", "OWN-1"]
    out = tmp_path / "all.json"
    command.run("codes", project, "--export", out)
    other = command.folder / "other.treaty"
    command.run("new", other, "--codebook", out)
    assert command.json("codes", other) == command.json("codes", project)
    book.write_text("id,name\nX-1,\n")
    assert "X-1" in command.run("codes", project, "--import", book, code=3).stderr


def test_a_backup_is_restored_and_that_can_be_taken_back(command, pdf):
    project = command.project("p", pdf("two_pages"))
    made = command.json("backup", project)
    command.run(
        "tag", project, "T/two_pages", "--quote", ACROSS, "--code", "SUR-3", "--reviewer", "A"
    )
    command.run("backup", project, "--restore", made["id"])
    assert command.json("list", project) == []
    assert command.json("check", project)["ok"]
    assert command.json("search", project, "journalists")[0]["page"] == 2
    before = next(
        b
        for b in json.loads(command.run("backup", project, "--list", "--json").stdout)
        if b["reason"] == "restore"
    )
    command.run("backup", project, "--restore", before["id"])
    assert len(command.json("list", project)) == 1


def test_a_damaged_project_is_told_and_restored(command, pdf):
    project = command.project("p", pdf("two_pages"))
    made = command.json("backup", project)
    data = bytearray(project.read_bytes())
    data[4096:8192] = os.urandom(4096)
    project.write_bytes(data)
    assert not command.json("check", project, code=1)["ok"]
    command.run("backup", project, "--restore", made["id"])
    assert command.json("check", project)["ok"]
    assert list(project.parent.glob("p.treaty.damaged-*"))


def test_lists_are_plain_csv_values(command, pdf):
    project = command.project("p", pdf("two_pages"))
    command.run(
        "tag",
        project,
        "T/two_pages",
        "--provision",
        "Article 1",
        "--code",
        "SAF-3",
        "--reviewer",
        "A",
        "--note=-x",
    )
    row = command.json("list", project)[0]
    assert row["provision"] == "Art 1"
    assert row["note"] == "-x"
    assert all(isinstance(value, str) for value in row.values())
    out = command.folder / "o.csv"
    command.run("export", project, out, "--author", "A")
    exported = next(csv.DictReader(io.StringIO(out.read_bytes().decode("utf-8-sig"), newline="")))
    assert exported["note"] == "'-x"
    assert list(exported) == list(row)


def test_help_and_version_need_no_project(command):
    assert command.run("--version").stdout.startswith("annotator 0.")
    assert "merge" in command.run("--help").stdout
    assert "PyMuPDF" in command.run("--licences").stdout


def test_a_restored_project_keeps_the_text_of_encrypted_drafts(command, pdf, pdfs, tmp_path):
    project = command.project("p")
    secret = tmp_path / "secret"
    secret.write_text(pdfs.PASSWORD)
    draft = command.json("add", project, pdf("encrypted"), "--password-file", secret)["sha256"]
    before = command.run("text", project, draft).stdout
    made = command.json("backup", project)
    command.run("backup", project, "--restore", made["id"])
    assert before.strip()
    assert command.run("text", project, draft).stdout == before


def test_an_area_is_tagged_listed_and_travels(command, pdf, tmp_path):
    ana = command.project("ana", pdf("scan"), pdf("two_pages"))
    made = command.json(
        "tag", ana, "T/scan", "--area", "1:300,250,100.004,150", "--code", "SUR-3", "PRV-1",
        "--reviewer", "Ana",
    )  # fmt: skip
    assert (made["page"], made["quote"]) == (1, "")
    assert made["area"] == [100.0, 150.0, 300.0, 250.0]
    words = command.json(
        "tag",
        ana,
        "T/two_pages",
        "--area",
        "1:80,85,400,115",
        "--code",
        "SUR-3",
        "--reviewer",
        "Ana",
    )
    assert words["quote"] == "Article 1"
    assert "[area on page 1]" in command.run("list", ana).stdout
    rows = command.json("list", ana, "--draft", "T/scan")
    assert {(r["code"], r["page"], r["quote"]) for r in rows} == {
        ("PRV-1", "1", ""),
        ("SUR-3", "1", ""),
    }
    anchor = json.loads(rows[0]["anchor"])
    assert (anchor["kind"], "segments" in anchor) == ("area", False)
    assert anchor["quads"] == [[1, 100.0, 150.0, 300.0, 150.0, 100.0, 250.0, 300.0, 250.0]]
    first, second = tmp_path / "ana.csv", tmp_path / "bo.csv"
    command.run("export", ana, first)
    bo = command.project("bo", pdf("scan"), pdf("two_pages"))
    assert command.json("merge", bo, first)["added"] == 3
    command.run("export", bo, second)
    assert second.read_bytes() == first.read_bytes()
    command.run("undo", bo)
    assert command.json("list", bo) == []
    assert command.json("check", ana)["ok"]


@pytest.mark.parametrize(
    ("area", "code", "said"),
    [
        ("3:0,0,50,50", 3, "no page 3"),
        ("1:600,900,700,990", 3, "595 points wide"),
        ("1:10,10,10,90", 3, "too small"),
        ("1:10,10,20", 2, "--area"),
        ("0:10,10,20,20", 2, "--area"),
        ("1:nan,10,20,20", 2, "--area"),
    ],
)
def test_what_is_no_area_of_a_page_is_refused(command, pdf, area, code, said):
    project = command.project("p", pdf("scan"))
    done = command.run(
        "tag", project, "T/scan", "--area", area, "--code", "SUR-3", "--reviewer", "A", code=code
    )
    assert said in done.stderr
    assert command.json("list", project) == []

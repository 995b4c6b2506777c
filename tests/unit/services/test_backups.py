# SPDX-License-Identifier: AGPL-3.0-or-later
"""Backups come by themselves, hold everything, and are thinned so that a year fits."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest

from annotator.domain.errors import NotFoundError, ProjectDamagedError
from annotator.services import backups as backups_module
from annotator.services.projects import (
    check_project,
    create_workspace,
    list_backups,
    open_workspace,
    restore_backup,
)
from annotator.storage.backup import folder_of, make_backup
from annotator.storage.check import faults
from annotator.storage.thinning import thin

START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def work(tmp_path):
    made = create_workspace(tmp_path / "a b#1.treaty", reviewer="Ana")
    yield made
    made.close()


def step(work, text="x"):
    with work._desk.change_as_me("test") as unit:
        unit.create(
            "comment", f"c{unit.stamp.counter}", {
                "target": "t", "text": text, "reviewer": work.reviewer().uid,
                "created_utc": "", "modified_utc": "", "deleted": "",
            },
        )  # fmt: skip


def iso(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_ten_minutes_of_change_make_a_backup(work, monkeypatch):
    monkeypatch.setattr(backups_module, "_LOOK", 0.0)
    clock = [START]
    work._store.clock = lambda: iso(clock[0])
    for minute in range(31):
        clock[0] = START + dt.timedelta(minutes=minute)
        step(work)
    made = [backup.utc for backup in work.backups.list()]
    assert made == [iso(START + dt.timedelta(minutes=m)) for m in (30, 20, 10, 0)]


def test_nothing_new_makes_no_backup(work):
    step(work)
    assert work.backups.make("asked", always=True) is not None
    assert work.backups.make("asked", always=True) is None


def test_opening_makes_one_where_there_is_something_new(work):
    step(work)
    work.close()
    open_workspace(work.path, reviewer="Ana").close()
    assert [backup.reason for backup in list_backups(work.path)] == ["open"]
    assert faults(list_backups(work.path)[0].path, blobs=False) == []


def test_a_backup_that_does_not_verify_is_not_kept(work, monkeypatch):
    step(work)
    monkeypatch.setattr("annotator.storage.backup.faults", lambda *_a, **_k: ["a fault"])
    with pytest.raises(ProjectDamagedError, match="a fault"):
        work.backups.make("asked", always=True)
    assert list_backups(work.path) == []
    assert not list(folder_of(work.path).glob("*.unfinished"))


def test_a_restored_counter_never_falls(work):
    step(work)
    made = work.backups.make("asked", always=True)
    for _ in range(5):
        step(work)
    with work._desk.change("look") as unit:
        before = unit.stamp.counter
    work.close()
    restore_backup(work.path, made.id)
    again = open_workspace(work.path, reviewer="Ana")
    with again._desk.change("look") as unit:
        assert unit.stamp.counter >= before
    again.close()
    assert check_project(work.path) == []


def test_a_backup_that_is_not_there_is_told(work):
    step(work)
    work.close()
    with pytest.raises(NotFoundError, match="nothing-like-it"):
        restore_backup(work.path, "nothing-like-it")


def test_a_damaged_backup_is_not_restored(work):
    step(work)
    made = work.backups.make("asked", always=True)
    work.close()
    before = work.path.read_bytes()
    made.path.write_bytes(made.path.read_bytes().replace(b"Ana", b"Eve"))
    with pytest.raises(ProjectDamagedError):
        restore_backup(work.path, made.id)
    assert work.path.read_bytes() == before


def test_a_year_of_backups_is_thinned(work):
    step(work)
    for hours in range(0, 24 * 400, 5):
        path = (
            folder_of(work.path)
            / f"{(START + dt.timedelta(hours=hours)):%Y%m%dT%H%M%SZ}-change.rows"
        )
        path.parent.mkdir(exist_ok=True)
        path.touch()
    now = START + dt.timedelta(days=400)
    thin(work.path, iso(now))
    ages = [now - dt.datetime.fromisoformat(b.utc) for b in list_backups(work.path)]
    assert sum(age <= dt.timedelta(days=1) for age in ages) >= 4
    assert 20 <= sum(dt.timedelta(days=7) < age <= dt.timedelta(days=31) for age in ages) <= 26
    assert 44 <= sum(age > dt.timedelta(days=31) for age in ages) <= 54
    assert max(ages) <= dt.timedelta(days=372)


def test_two_backups_of_one_second_are_both_kept(work):
    step(work)
    first = make_backup(work.path, "open", iso(START))
    second = make_backup(work.path, "asked", iso(START))
    thin(work.path, iso(START))
    assert {b.id for b in list_backups(work.path)} == {first.id, second.id}


def crash_while_writing(path):
    """Leave a hot journal, as a process that is killed in the middle of a large change."""
    code = (
        "import sqlite3, sys, os; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute('PRAGMA journal_mode=TRUNCATE'); c.execute('PRAGMA cache_size=1');"
        "c.execute('BEGIN IMMEDIATE'); c.execute(\"UPDATE comment SET text = 'half'\");"
        "c.execute('CREATE TABLE junk AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n"
        " WHERE i < 20000) SELECT i, hex(randomblob(50)) FROM n'); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert path.with_name(path.name + "-journal").stat().st_size > 0


def test_check_and_restore_after_a_crash_see_what_was_committed(work):
    step(work, "kept")
    made = work.backups.make("asked", always=True)
    for _ in range(20):
        step(work, "later")
    with work._desk.change("look") as unit:
        counter = unit.stamp.counter
    work.close()
    crash_while_writing(work.path)
    assert check_project(work.path) == []
    crash_while_writing(work.path)
    assert restore_backup(work.path, made.id) is None
    latest = list_backups(work.path)[0]
    assert latest.reason == "restore"
    assert faults(latest.path, blobs=False) == []
    again = open_workspace(work.path, reviewer="Ana")
    with again._desk.change("look") as unit:
        assert unit.stamp.counter >= counter
    again.close()
    restore_backup(work.path, latest.id)
    again = open_workspace(work.path, reviewer="Ana")
    with again._store.read() as connection:
        texts = [r.values["text"] for r in again._store.records(connection).all("comment")]
    again.close()
    assert texts == ["kept", *["later"] * 20]


def test_two_restores_in_one_second_keep_both_states(work, monkeypatch):
    monkeypatch.setattr("annotator.services.projects.utc_now", lambda: iso(START))
    step(work, "one")
    first = work.backups.make("asked", always=True)
    step(work, "precious")
    work.close()
    restore_backup(work.path, first.id)
    restore_backup(work.path, first.id)
    kept = [backup.path.read_bytes() for backup in list_backups(work.path)]
    assert any(b"precious" in data for data in kept)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project file: made, locked, read, changed all or nothing, refused when it is not ours or newer."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys

import pytest

from annotator.domain.change import deleted_utc
from annotator.domain.errors import NotFoundError, ProjectBusyError, ProjectDamagedError
from annotator.storage.check import faults
from annotator.storage.peek import APPLICATION_ID
from annotator.storage.store import Store
from annotator.storage.tables import SCHEMA, Revision
from annotator.storage.unit_of_work import Action


@pytest.fixture
def store(tmp_path):
    made = Store.create(tmp_path / "a.treaty", title="T")
    yield made
    made.close()


def reviewer(store, name="Ana"):
    with store.change(Action("test")) as unit:
        unit.create("reviewer", f"uid-{name}", {"name": name, "organisation": ""})


def names(store):
    with store.read() as connection:
        return [r.values["name"] for r in store.records(connection).all("reviewer")]


def test_the_file_says_what_it_is(store):
    reviewer(store)
    header = store.path.read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(header[60:64], "big") == SCHEMA


def test_every_connection_is_safe(store):
    with store.read() as connection:
        said = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in (
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "trusted_schema",
                "cell_size_check",
            )
        }
    assert said == {
        "journal_mode": "truncate", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0,
        "cell_size_check": 1,
    }  # fmt: skip


def test_a_change_stands_or_falls_whole(store):
    with pytest.raises(RuntimeError), store.change(Action("test")) as unit:
        unit.create("reviewer", "u", {"name": "Ana", "organisation": ""})
        raise RuntimeError
    assert names(store) == []
    reviewer(store)
    assert names(store) == ["Ana"]


def test_listeners_hear_of_commits_only(store):
    heard = []
    store.listen(lambda touched: heard.append(touched.kinds))
    with pytest.raises(RuntimeError), store.change(Action("test")) as unit:
        unit.create("reviewer", "u", {"name": "Ana", "organisation": ""})
        raise RuntimeError
    assert heard == []
    reviewer(store)
    assert heard == [frozenset({"reviewer"})]


def test_a_broken_reference_is_not_committed(store):
    with pytest.raises(ProjectDamagedError), store.change(Action("test")) as unit:
        unit.create("mark", "m", dict.fromkeys(("draft", "reviewer"), "nobody"))
    assert faults(store.path) == []


def test_the_counter_never_falls(store):
    with store.change(Action("one")) as unit:
        first = unit.stamp.counter
        unit.create("reviewer", "u", {"name": "Ana", "organisation": ""})
        unit.raise_counter(500)
    with store.change(Action("two")) as unit:
        assert unit.stamp.counter > max(first, 500)


def test_one_writer_at_a_time_and_readers_always(store):
    reviewer(store)
    with pytest.raises(ProjectBusyError, match="pid"):
        Store.open(store.path, write=True)
    other = Store.open(store.path, write=False)
    assert names(other) == ["Ana"]
    with pytest.raises(ProjectBusyError), other.change(Action("test")):
        pass
    other.close()


def test_a_lock_ends_with_its_owner(tmp_path):
    path = tmp_path / "a.treaty"
    code = (
        "import sys, os; from pathlib import Path; from annotator.storage.store import Store;"
        "s = Store.create(Path(sys.argv[1]), title='T'); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert path.with_name("a.treaty.lock").exists()
    Store.open(path, write=True).close()
    assert not path.with_name("a.treaty.lock").exists()


def test_a_copy_taken_while_open_is_complete(store, tmp_path):
    reviewer(store)
    shutil.copy(store.path, tmp_path / "copy.treaty")
    copy = Store.open(tmp_path / "copy.treaty", write=False)
    assert names(copy) == ["Ana"]
    copy.close()


def test_a_journal_left_by_a_crash_is_rolled_back(store, tmp_path):
    reviewer(store)
    store.close()
    code = (
        "import sqlite3, sys, os; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute('PRAGMA journal_mode=TRUNCATE'); c.execute('PRAGMA cache_size=1');"
        "c.execute('BEGIN IMMEDIATE');"
        "c.execute(\"UPDATE reviewer SET name = 'half'\");"
        "c.execute('CREATE TABLE junk AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n"
        " WHERE i < 20000) SELECT i, hex(randomblob(50)) FROM n'); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(store.path)], check=False)
    assert store.path.with_name("a.treaty-journal").stat().st_size > 0
    again = Store.open(store.path, write=False)
    assert names(again) == ["Ana"]
    again.close()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"SQLite format 3\x00" + bytes(84)])
def test_what_is_no_project_is_refused_unchanged(tmp_path, content):
    path = tmp_path / "x.treaty"
    path.write_bytes(content)
    with pytest.raises(ProjectDamagedError, match="not a Treaty Annotator project"):
        Store.open(path, write=True)
    assert path.read_bytes() == content


def test_a_missing_file_is_not_made(tmp_path):
    with pytest.raises(NotFoundError):
        Store.open(tmp_path / "none.treaty", write=True)
    assert list(tmp_path.iterdir()) == []


def test_a_newer_file_is_refused_unchanged(store):
    store.close()
    connection = sqlite3.connect(store.path)
    connection.execute(f"PRAGMA user_version={SCHEMA + 1}")
    connection.close()
    before = store.path.read_bytes()
    with pytest.raises(ProjectDamagedError, match="newer version"):
        Store.open(store.path, write=True)
    assert store.path.read_bytes() == before


def test_an_existing_file_is_not_overwritten(store):
    before = store.path.read_bytes()
    with pytest.raises(ProjectDamagedError, match="exists"):
        Store.create(store.path, title="T")
    assert store.path.read_bytes() == before


def test_a_changed_word_is_seen_by_check(store):
    reviewer(store)
    store.close()
    assert faults(store.path) == []
    connection = sqlite3.connect(store.path)
    connection.execute("UPDATE reviewer SET name = 'Eve'")
    connection.commit()
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    assert faults(store.path) == ["reviewer, row 1: its content was changed"]


def test_what_is_said_is_made_written_or_brought_back_to_life(store):
    def task():
        with store.read() as connection:
            (record,) = store.records(connection).all("task")
        return record

    def say(articles):
        with store.change(Action("test")) as unit:
            return unit.say("task", "t", {"articles": articles}, person="p")

    say("Art 1")
    assert (task().values["person"], task().values["articles"]) == ("p", "Art 1")
    assert task().values["created_utc"] == task().values["modified_utc"] != ""
    with store.change(Action("test")) as unit:
        unit.write("task", "t", {"blind": "yes"})
        unit.delete("task", "t")
    assert deleted_utc(task())
    say("Art 2")
    assert not deleted_utc(task())
    assert [task().values[name] for name in ("articles", "blind")] == ["Art 2", "yes"]
    before = task()
    say("Art 2")
    assert task() == before
    with store.read() as connection:
        assert len(store.rows(connection).all(Revision)) == 3

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every schema ever released opens for ever; an upgrade is all or nothing."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from annotator.domain.errors import ProjectDamagedError
from annotator.services.annotations import Wanted
from annotator.services.projects import check_project, open_workspace
from annotator.storage.check import altered_rows
from annotator.storage.migrate import SCRIPTS, migrate
from annotator.storage.tables import ALL_TABLES, SCHEMA

HERE = Path(__file__).parent
FROZEN = sorted(HERE.glob("schema-*.treaty"))

STEP = """
from alembic import op
import sqlalchemy as sa
revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

def upgrade():
    with op.batch_alter_table("tag") as batch:
        batch.add_column(sa.Column("mood", sa.String(), nullable=False, server_default="calm"))
    op.execute("UPDATE reviewer SET organisation = 'moved'")
"""


@pytest.fixture
def project(tmp_path):
    return Path(shutil.copy(HERE / f"schema-{SCHEMA}.treaty", tmp_path / "a.treaty"))


@pytest.fixture
def scripts(tmp_path):
    """The shipped steps and one more."""
    folder = tmp_path / "scripts"
    shutil.copytree(SCRIPTS, folder)
    return folder


def test_there_is_a_sample_of_every_schema():
    assert [path.stem for path in FROZEN] == [f"schema-{n}" for n in range(1, SCHEMA + 1)]


@pytest.mark.parametrize("frozen", FROZEN, ids=lambda path: path.stem)
def test_every_released_schema_opens_with_all_its_work(frozen, tmp_path):
    path = Path(shutil.copy(frozen, tmp_path / "old.treaty"))
    assert check_project(path) == []
    workspace = open_workspace(path, reviewer="Ana")
    rows = workspace.transfer.rows(Wanted())
    by_kind = {row["record"]: row for row in rows if row["draft_symbol"] == "A/1"}
    assert by_kind["tag"]["severity"] == "4"
    assert by_kind["tag"]["note"] == "frozen note"
    assert by_kind["mark"]["provision"] == "Art 6"
    assert [row["draft_symbol"] for row in rows].count("Z/9") == 1
    assert any(row["record"] == "comment" and row["note"] == "Really?" for row in rows)
    undone = workspace.history.undo()
    assert workspace.history.status().redo == undone
    workspace.close()


def test_steps_and_models_give_the_same_schema(tmp_path, project):
    """The first step alone, run on an empty file, makes what the models make."""
    stepped = tmp_path / "stepped.treaty"
    connection = sqlite3.connect(stepped)
    connection.execute("PRAGMA application_id=1414677825")
    connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)")
    connection.commit()
    connection.close()
    migrate(stepped)
    assert schema(stepped) == schema(project)
    names = {str(table.__tablename__) for table in ALL_TABLES}
    assert names < {name for name, _ in schema(stepped)}


def schema(path):
    connection = sqlite3.connect(path)
    tables = [
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    found = set()
    for table in tables:
        columns = tuple(
            (name, kind, notnull, key)
            for _, name, kind, notnull, _, key in connection.execute(
                f"PRAGMA table_info('{table}')"
            )
        )
        keys = tuple(
            sorted(row[2:5] for row in connection.execute(f"PRAGMA foreign_key_list('{table}')"))
        )
        indices = tuple(
            sorted(
                (unique, tuple(c[2] for c in connection.execute(f"PRAGMA index_info('{name}')")))
                for _, name, unique, *_ in connection.execute(f"PRAGMA index_list('{table}')")
            )
        )
        found.add((table, (columns, keys, indices)))
    connection.close()
    return found


def test_an_upgrade_keeps_everything_and_a_copy_of_before(project, scripts):
    (scripts / "versions" / "0002_mood.py").write_text(STEP)
    before = project.read_bytes()
    migrate(project, scripts=scripts)
    connection = sqlite3.connect(project)
    assert connection.execute("SELECT severity, mood FROM tag").fetchall() == [("4", "calm")]
    assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0002",)
    assert list(altered_rows(connection)) == []
    connection.close()
    kept = list(project.with_name("a.backups").glob("*-before-migration.treaty"))
    assert [path.read_bytes() for path in kept] == [before]


def test_an_upgrade_does_not_hide_damage(project, scripts):
    connection = sqlite3.connect(project)
    connection.execute("UPDATE tag SET note = 'forged'")
    connection.commit()
    connection.close()
    (scripts / "versions" / "0002_mood.py").write_text(STEP)
    migrate(project, scripts=scripts)
    connection = sqlite3.connect(project)
    assert [table for table, _ in altered_rows(connection)] == ["tag"]
    connection.close()


@pytest.mark.parametrize(
    "fault", ["raise RuntimeError('step')", "op.execute('SELECT * FROM nothing')"]
)
def test_a_step_that_fails_leaves_the_file_byte_for_byte(project, scripts, fault):
    (scripts / "versions" / "0002_mood.py").write_text(STEP + f"    {fault}\n")
    before = project.read_bytes()
    with pytest.raises(ProjectDamagedError, match="not changed"):
        migrate(project, scripts=scripts)
    assert project.read_bytes() == before
    assert [path.name for path in project.parent.glob("*treaty*")] == ["a.treaty"]

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Alembic's entry: runs revisions on the connection it is handed, in batch mode. Never opens a file."""

from __future__ import annotations

from alembic import context

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    render_as_batch=True,
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()

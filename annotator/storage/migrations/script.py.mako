# SPDX-License-Identifier: AGPL-3.0-or-later
"""${message}. Plain operations only: never imports the models, which change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}

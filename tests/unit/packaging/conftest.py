# SPDX-License-Identifier: AGPL-3.0-or-later
"""The scripts in packaging/ are no package: tests reach them the way `dev.py` does."""

from __future__ import annotations

import sys
from pathlib import Path

PACKAGING = str(Path(__file__).resolve().parents[3] / "packaging")

if PACKAGING not in sys.path:
    sys.path.append(PACKAGING)

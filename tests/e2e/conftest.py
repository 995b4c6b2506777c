# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the stories share lies beside them."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

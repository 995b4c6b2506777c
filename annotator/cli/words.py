# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words that start a command. Apart, because deciding what to run must cost nothing."""

from __future__ import annotations

COMMANDS = (
    "new", "add", "drafts", "codes", "text", "provisions", "search", "tag", "edit", "untag", "mark", "list",
    "coverage",
    "history", "conflicts", "undo", "redo", "export", "merge", "check", "backup", "shot", "tour",
    "counterparts", "correspondence", "compare", "carry", "rounds",
    "reviewers", "editions", "finish", "team", "progress", "agreement",
)  # fmt: skip
"""Anything else is a project or a PDF to open in the window."""

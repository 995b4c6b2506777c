# SPDX-License-Identifier: AGPL-3.0-or-later
"""What becomes of concerns and recommendations, in the words people read."""

from __future__ import annotations

from annotator.i18n import _


def state_words() -> dict[str, str]:
    """States of a concern, as they are read."""
    return {
        "new": _("new"), "kept": _("kept"), "narrowed": _("narrowed"), "fixed": _("fixed"),
        "worsened": _("worsened"), "dropped": _("dropped"), "waiting": _("waits for a decision"),
    }  # fmt: skip


def verdict_words() -> dict[str, str]:
    """Verdicts on words, as they are read."""
    return {
        "same": _("same words"), "moved": _("moved"), "reworded": _("reworded"), "gone": _("gone"),
        "unsure": _("not certain"), "": "",
    }  # fmt: skip


def bracket_words() -> dict[str, str]:
    """What became of the brackets around words, as it is read."""
    return {"opened": _("now in brackets"), "closed": _("no longer in brackets"), "": ""}


def outcome_words() -> dict[str, str]:
    """What people say, as it is read."""
    return {
        "accepted": _("kept"), "taken_up": _("taken up"), "narrowed": _("narrowed"),
        "worsened": _("worsened"), "dropped": _("dropped"), "": "",
    }  # fmt: skip


def fate_words() -> dict[str, str]:
    """What becomes of recommendations, as it is read."""
    return {
        "taken": _("taken"), "in_part": _("taken in part"), "ignored": _("ignored"),
        "worse": _("made worse"), "open": _("open"),
    }  # fmt: skip

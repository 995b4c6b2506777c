# SPDX-License-Identifier: AGPL-3.0-or-later
"""The fields of a tag, their values and points in time as people read them. Words only."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QDate, QLocale, QTime

from annotator.i18n import _

GLYPHS = {"weakens": "▼", "strengthens": "▲", "ambiguous": "?", "neutral": "–", "absent": "∅"}  # noqa: RUF001
MARK_GLYPHS = {"read": "✓", "missing": "∅", "discuss": "?"}
_DAYS_NAMED = 6


def words(value: str, field: str = "") -> str:
    """A vocabulary's value as people read it; one that is not known as it stands.

    Args:
        value: as it is stored.
        field: the field's name, for the few words that mean another thing in another field.
    """
    special = {
        "severity": {
            "1": _("minor"), "2": _("moderate"), "3": _("serious"), "4": _("red line"),
        },
        "mark": {
            "read": _("read, no concern"), "missing": _("missing"), "discuss": _("to discuss"),
        },
        "text_status": {"deleted": _("struck out")},
        "recommendation": {
            "add": _("add safeguard or text"), "clarify": _("define or clarify"),
            "support": _("support a named proposal"), "oppose": _("oppose a named proposal"),
            "none": _("no action"),
        },
    }  # fmt: skip
    return special.get(field, {}).get(value) or _plain().get(value, value)


def _plain() -> dict[str, str]:
    return {
        "weakens": _("weakens"), "strengthens": _("strengthens"), "ambiguous": _("ambiguous"),
        "neutral": _("neutral"), "absent": _("absent"),
        "delete": _("delete"), "amend": _("amend"), "add": _("add"),
        "retain": _("retain"), "clarify": _("clarify"), "move": _("move"),
        "support": _("support"), "oppose": _("oppose"), "none": _("none"), "low": _("low"),
        "medium": _("medium"), "high": _("high"), "clean": _("clean"),
        "bracketed": _("bracketed"), "alternative": _("alternative"),
        "agreed_group": _("agreed in group"), "agreed_ad_ref": _("agreed ad referendum"),
        "agreed": _("agreed"), "reserved": _("reserved"), "final": _("final"),
        "draft": _("draft"), "for_review": _("for review"), "disputed": _("disputed"),
        "rejected": _("rejected"), "internal": _("internal"), "coalition": _("coalition"),
        "public": _("public"),
    }  # fmt: skip


def title(field: str) -> str:
    """What a field is called."""
    known = {
        "severity": _("Severity"), "stance": _("Stance"), "recommendation": _("Recommendation"),
        "confidence": _("Confidence"), "proposed_wording": _("Proposed wording"),
        "note": _("Note"), "text_status": _("Status of the text"), "actors": _("Delegations"),
        "standards": _("Standards"), "review_state": _("Review state"), "visibility": _("Use"),
    }  # fmt: skip
    return known.get(field, field)


def when(utc: str, *, now: datetime | None = None) -> str:
    """A point in time as one says it here: the hour today, the day this week, else the date.

    Args:
        utc: ISO 8601; "" or anything else gives "".
        now: for tests; an aware datetime.
    """
    try:
        then = datetime.fromisoformat(utc)
    except ValueError:
        return ""
    now = now or datetime.now(UTC).astimezone()
    here = (then if then.tzinfo else then.replace(tzinfo=UTC)).astimezone(now.tzinfo)
    today = now.date()
    locale = QLocale()
    hour = locale.toString(QTime(here.hour, here.minute), QLocale.FormatType.ShortFormat)
    days = (today - here.date()).days
    if days == 0:
        return _("today {hour}").format(hour=hour)
    if days == 1:
        return _("yesterday {hour}").format(hour=hour)
    date = QDate(here.year, here.month, here.day)
    if 1 < days <= _DAYS_NAMED:
        return f"{locale.dayName(date.dayOfWeek())} {hour}"
    return locale.toString(date, "d MMMM" if here.year == today.year else "d MMMM yyyy")

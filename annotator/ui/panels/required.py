# SPDX-License-Identifier: AGPL-3.0-or-later
"""Says beside the labels of a tag's fields which of them the plan requires. Refuses nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QLabel, QWidget

from annotator.i18n import _
from annotator.ui.panels.vocabulary import title

_NAMES = (
    "severity", "stance", "recommendation", "confidence", "proposed_wording", "note", "text_status",
    "review_state", "actors", "visibility", "standards",
)  # fmt: skip
"""The fields in the order one fills them in."""


def mark_required(editor: QWidget, fields: Sequence[QWidget], required: Collection[str]) -> None:
    """Mark the labels of fields.

    Args:
        editor: holds the labels; each is the buddy of its field.
        fields: all of them, in the order one fills them in.
        required: names of those that have to be filled in.
    """
    parts = dict(zip(_NAMES, fields, strict=True))
    names = {id(part): name for name, part in parts.items()}
    for label in editor.findChildren(QLabel):
        name = names.get(id(label.buddy()), "")
        if name:
            label.setText(marked(title(name), on=name in required))
    for name, part in parts.items():
        part.setAccessibleDescription(_("required by the plan") if name in required else "")


def marked(words: str, *, on: bool) -> str:
    """Words with "required" behind them, where they are to have it."""
    return _("{field} · required").format(field=words) if on else words


def still_to_say(fields: Collection[str]) -> str:
    """What a tag lacks, to be put behind the word that it is made; "" for nothing."""
    names = [title(name).lower() for name in fields]
    if not names:
        return ""
    if len(names) == 1:
        return _("; {field} is still to be said").format(field=names[0])
    listed = _("{fields} and {last}").format(fields=", ".join(names[:-1]), last=names[-1])
    return _("; {fields} are still to be said").format(fields=listed)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands above the columns of a table: titles, those above numbers to the right."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from PySide6.QtCore import Qt


def column_head(
    columns: Sequence[str],
    titles: Mapping[str, str],
    numbers: Container[str],
    at: tuple[int, Qt.Orientation, int],
) -> object:
    """What a model's `headerData` says.

    Args:
        columns: names of the columns, in order.
        titles: on screen, by name.
        numbers: names of the columns that end at the right.
        at: section, orientation and role that were asked for.
    """
    section, orientation, role = at
    if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(columns):
        return None
    if role == Qt.ItemDataRole.DisplayRole:
        return titles[columns[section]]
    if role == Qt.ItemDataRole.TextAlignmentRole:
        right = columns[section] in numbers
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)
    return None

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The table of commands."""

from __future__ import annotations

import re

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from annotator import paths
from annotator.ui import actions


def test_ids_are_noun_and_verb_and_unique() -> None:
    ids = [command.id for command in actions.commands()]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z]+\.[a-z_]+", one) for one in ids)


def test_no_two_commands_share_a_key() -> None:
    keys = [key for command in actions.commands() for key in command.keys]
    assert len(set(keys)) == len(keys)


def test_every_key_is_one_qt_knows(qapp) -> None:
    owner = QObject()
    made = actions.build(owner)
    for command in actions.commands():
        shown = [
            keys.toString(QKeySequence.SequenceFormat.PortableText)
            for keys in made[command.id].shortcuts()
        ]
        assert len(shown) == len(command.keys)
        assert all(shown)


def test_every_icon_is_there() -> None:
    for command in actions.commands():
        if command.icon:
            assert (paths.resources() / "icons" / f"{command.icon}.svg").is_file()


def test_letters_to_press_are_unique_within_a_menu() -> None:
    seen: set[tuple[str, str]] = set()
    for command in actions.commands():
        letter = re.search(r"&(\w)", command.text)
        assert letter is not None
        pair = (command.menu, letter.group(1).casefold())
        assert pair not in seen
        seen.add(pair)

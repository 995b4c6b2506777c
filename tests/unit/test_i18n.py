# SPDX-License-Identifier: AGPL-3.0-or-later
"""The made-up languages that show what is cut off or untranslated: words change, what is filled in does not."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

from annotator import i18n

PROGRAM = Path(i18n.__file__).resolve().parent
TAGS, ENTITIES, PATTERNS = r"<[^>]*>", r"&[A-Za-z]+;|&#\w+;", r"\*\.\w+"


@pytest.fixture
def speak(monkeypatch):
    """`speak("pseudo")`: that language from now on, whatever was spoken before."""

    def choose(language: str) -> None:
        monkeypatch.setenv("ANNOTATOR_LANGUAGE", language)
        i18n._catalogue.cache_clear()

    yield choose
    monkeypatch.undo()
    i18n._catalogue.cache_clear()


def sentences() -> list[str]:
    """All that the program says, as it stands in the source."""
    found = set()
    for path in PROGRAM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"_", "ngettext"}:
                said = [a.value for a in node.args if isinstance(a, ast.Constant)]
                found |= {each for each in said if isinstance(each, str)}
    return sorted(found)


def places(sentence: str) -> list[tuple[str, str | None]]:
    return [(name, spec) for _text, name, spec, _how in string.Formatter().parse(sentence) if name]


def test_the_words_change_and_are_longer_by_a_third_and_more(speak) -> None:
    speak("pseudo")
    plain = "Everything stays on this computer."
    said = i18n._(plain)
    assert plain not in said
    assert len(said) >= 1.3 * len(plain)
    assert said.startswith("É")


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("{count} rows are in {file}", ["{count}", "{file}"]),
        ("At {share:.0%} and {0}", ["{share:.0%}", "{0}"]),
        ("one &lt; two &amp; three&nbsp;four", ["&lt;", "&amp;", "&nbsp;"]),
        ("Annotation files (*.csv *.treaty)", ["*.csv", "*.treaty"]),
        ('A <b>bold</b> <a href="codes">link</a>', ["<b>", "</b>", '<a href="codes">', "</a>"]),
    ],
)
def test_what_is_filled_in_or_read_by_the_program_is_untouched(speak, sentence, kept) -> None:
    speak("pseudo")
    said = i18n._(sentence)
    assert said != sentence
    for part in kept:
        assert part in said


def test_every_sentence_of_the_program_survives(speak) -> None:
    speak("pseudo")
    every = sentences()
    assert len(every) > 300
    for sentence in every:
        said = i18n._(sentence)
        assert places(said) == places(sentence), sentence
        for kept in (TAGS, ENTITIES, PATTERNS):
            assert re.findall(kept, said) == re.findall(kept, sentence), sentence
        longer = len(sentence) > 1 and any(char.isalpha() for char in sentence)
        assert len(said) > len(sentence) or not longer, sentence


def test_the_letter_to_press_is_still_marked(speak) -> None:
    speak("pseudo")
    said = i18n._("Zoom &in")
    assert said.count("&") == 1
    assert said[said.index("&") + 1].isalpha()


def test_one_and_many_are_told_apart(speak) -> None:
    speak("pseudo")
    one, many = (i18n.ngettext("{count} mark", "{count} marks", count) for count in (1, 2))
    assert one == i18n._("{count} mark")
    assert many == i18n._("{count} marks")
    assert one != many


def test_nothing_stays_nothing(speak) -> None:
    speak("pseudo")
    assert i18n._(" ") == " "
    assert i18n._("") == ""


def test_without_a_wish_the_words_are_the_program_s_own(speak) -> None:
    speak("en")
    assert i18n._("Open the sample") == "Open the sample"
    assert i18n.ngettext("{count} mark", "{count} marks", 2) == "{count} marks"


@pytest.mark.parametrize(
    ("language", "mirrored"),
    [
        ("pseudo-rtl", True), ("ar", True), ("ar_EG", True), ("fa", True), ("he", True),
        ("ur", True), ("pseudo", False), ("en", False), ("fr", False), ("ru", False),
        ("zh", False), ("", False),
    ],
)  # fmt: skip
def test_which_languages_stand_mirrored(speak, language, mirrored) -> None:
    speak(language)
    assert i18n.right_to_left() == mirrored


def test_the_mirrored_one_speaks_like_the_other(speak) -> None:
    speak("pseudo")
    said = i18n._("Passages")
    speak("pseudo-rtl")
    assert i18n._("Passages") == said

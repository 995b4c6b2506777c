# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a first page tells of its draft."""

from __future__ import annotations

import pytest

from annotator.domain.masthead import guess_language, guess_symbol


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("United Nations\nA/HRC/43/12 \nGeneral Assembly", "A/HRC/43/12"),
        ("A/AC.999/1\nArticle 1", "A/AC.999/1"),
        ("see A/AC.291/22/Rev.1.", "A/AC.291/22/Rev.1"),
        ("E/CN.15/2024/L.3", "E/CN.15/2024/L.3"),
        ("Guided by its report (A/78/53), and\nA/C.3/78/L.41\n", "A/C.3/78/L.41"),
        ("Following E/2021/12 of old\nA/AC.999/7/Rev.2\n", "A/AC.999/7/Rev.2"),
        ("as it said (A/HRC/32/L.20) and later", "a draft"),
        ("CAI(2023)28/1 A/CONF.2(3)/1", "A/CONF.2(3)/1"),
        ("words " * 90 + "in A/78/511 and elsewhere", "a draft"),
        (
            "Article 1\n" + "words " * 500 + "\nA/AC.999/7/Rev.2\nDistr.: General",
            "A/AC.999/7/Rev.2",
        ),
        ("and/or 24/7 N/A", "a draft"),
        ("", "a draft"),
    ],
)
def test_guess_symbol(text, symbol):
    assert guess_symbol(text, "a draft.PDF") == symbol


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Each State Party shall adopt the measures in accordance with the law of that State.",
            "en",
        ),
        (
            "Chaque État Partie adopte les mesures nécessaires dans le respect des droits et du droit.",
            "fr",
        ),
        ("لكل شخص الحق في حرية الرأي والتعبير عن رأيه", "ar"),
        ("人人有权享有主张和发表意见的自由此项权利包括持有主张而不受干涉", "zh"),
        ("Каждый человек имеет право на свободу убеждений", "ru"),
        ("1 2 3", ""),
    ],
)
def test_guess_language(text, language):
    assert guess_language(text) == language

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

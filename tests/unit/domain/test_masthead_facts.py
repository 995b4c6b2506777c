# SPDX-License-Identifier: AGPL-3.0-or-later
"""Date, distribution and original language, as first pages of the six languages have them."""

from __future__ import annotations

import pytest

from annotator.domain.masthead_facts import guess_date, guess_distribution, guess_original

PAGES = {
    "en": "United Nations\nA/AC.999/7\nGeneral Assembly\nDistr.: Limited\n29 May 2023\nOriginal: English\n"
    "Sixth session\nNew York, 21 August\u20131 September 2023",
    "run together": "United Nations A/AC.999/L.3 General Assembly Distr.: General 7 August 2024 Original: "
    "English V.24-1 (E) 080824 *2401* Reconvened session New York, 29 July-9 August 2024",
    "last": "GE.19-22573(E)\nHuman Rights Council\nForty-third session\n24 February\u201320 March 2020\n"
    "Report of the Working Group\nUnited Nations\nA/HRC/9/12\n \nGeneral Assembly \nDistr.: General \n"
    "27 December 2019 \nOriginal: English \n",
    "fr": "Nations Unies\nAssemblée générale\nDistr. générale\n1er juin 2023\nFrançais\nOriginal : anglais\n",
    "es": "Naciones Unidas\nAsamblea General\nDistr. limitada\n29 de mayo de 2023\nEspañol\n"
    "Original: inglés/francés\n",
    "ru": "Организация Объединенных Наций\nГенеральная Ассамблея\nDistr.: General\n29 мая 2023 года\n"
    "Russian\nЯзык оригинала: английский\n",
    "ru in English": "Генеральная Ассамблея\nDistr.: Restricted\n3 February 2022\nRussian\nOriginal: French\n",
    "ar": "الأمم المتحدة\nالجمعية العامة\nDistr.: General\n٢٩ أيار/مايو ٢٠٢٣\nArabic\nالأصل: بالإنكليزية\n",
    "ar two words": "التوزيع: محدود\n٥ كانون الثاني/يناير ٢٠٢٤\nالأصل: إنكليزي وفرنسي",
    "zh": "联合国\n大会\nDistr.: General\n2023年5月29日\nChinese\n原文：英文\n",
    "zh of its own": "分发：有限\n2024 年 12 月 1 日\n原文：英文和法文\n",
    "council": "Council of the European Union\nBrussels, 14 May 2024\n(OR. en)\n8115/24\nLIMITE\nJURINFO 12",
    "two languages": "Distr.: General\n2 May 2001\nOriginal: English and French\n",
}


@pytest.mark.parametrize(
    ("page", "date", "distribution", "original"),
    [
        ("en", "2023-05-29", "Limited", "en"),
        ("run together", "2024-08-07", "General", "en"),
        ("last", "2019-12-27", "General", "en"),
        ("fr", "2023-06-01", "General", "en"),
        ("es", "2023-05-29", "Limited", "en, fr"),
        ("ru", "2023-05-29", "General", "en"),
        ("ru in English", "2022-02-03", "Restricted", "fr"),
        ("ar", "2023-05-29", "General", "en"),
        ("ar two words", "2024-01-05", "Limited", "en, fr"),
        ("zh", "2023-05-29", "General", "en"),
        ("zh of its own", "2024-12-01", "Limited", "en, fr"),
        ("council", "2024-05-14", "LIMITE", "en"),
        ("two languages", "2001-05-02", "General", "en, fr"),
    ],
)
def test_a_masthead(page, date, distribution, original):
    text = PAGES[page]
    assert (guess_date(text), guess_distribution(text), guess_original(text)) == (
        date, distribution, original,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Recalling its resolution 77/228 of 15 December 2022, and that of 24 November 2022,",
        "New York, 21 August\u20131 September 2023",
        "du 2 au 5 mai 2023\n",
        "12 May 2020\nsome words\n14 June 2021\n",  # two dates, and nothing to choose by
        "31 February 2020\n",
        "The original: it was in English. The general distribution: of wealth.",
        "1948 年 12 月 10 日，联合国大会通过并颁布《世界人权宣言》。",
        "In the original: Englishmen wrote it.",
    ],
)
def test_nothing_is_made_up(text):
    assert (guess_date(text), guess_distribution(text), guess_original(text)) == ("", "", "")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Strasbourg, 18 December 2023\nCAI(2023)28", "2023-12-18"),
        ("Draft of 3 May\nMay 29, 2023\n", "2023-05-29"),
        ("2026-03-04\n", "2026-03-04"),
        ("12 May 2020\nagain: 14 June 2021\n12 May 2020", "2020-05-12"),
        ("29\u00a0mayo\u00a02023\n", "2023-05-29"),
    ],
)
def test_a_date_with_a_line_of_its_own(text, date):
    assert guess_date(text) == date

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What mastheads say in the six languages of the United Nations. Data only; small letters throughout."""

from __future__ import annotations

from typing import Final

MONTHS: Final = {
    1: "january jan janvier enero января январь يناير كانون الثاني",
    2: "february feb février fevrier febrero февраля февраль فبراير شباط",
    3: "march mar mars marzo марта март مارس آذار",
    4: "april apr avril abril апреля апрель أبريل ابريل نيسان",
    5: "may mai mayo мая май مايو أيار",
    6: "june jun juin junio июня июнь يونيه يونيو حزيران",
    7: "july jul juillet julio июля июль يوليه يوليو تموز",
    8: "august aug août aout agosto августа август أغسطس اغسطس آب",
    9: "september sep sept septembre septiembre setiembre сентября сентябрь سبتمبر أيلول",
    10: "october oct octobre octubre октября октябрь أكتوبر اكتوبر تشرين الأول",
    11: "november nov novembre noviembre ноября ноябрь نوفمبر تشرين الثاني",
    12: "december dec décembre decembre diciembre декабря декабрь ديسمبر كانون الأول",
}
"""Names of months, and the two by which Arabic papers call each: `29 أيار/مايو 2023`."""

DISTRIBUTIONS: Final = {
    "General": "general générale generale general. общее общая عام عامة 普通",
    "Limited": "limited limitée limitee limitada ограниченное ограниченная محدود محدودة 有限",
    "Restricted": "restricted restreinte réservée reservada restringida restringido "
    "для_ограниченного_пользования مقيد مقيدة 限制 限制性",
    "Provisional": "provisional provisoire предварительное مؤقت 临时 臨時",
    "Confidential": "confidential confidentielle confidencial конфиденциально سري سرية 机密 機密",
}
"""How far a paper goes, in the word of English mastheads."""

LANGUAGES: Final = {
    "en": "english anglais inglés ingles английский английском إنكليزي إنجليزي إنكليزية إنجليزية "
    "بالإنكليزية بالإنجليزية الإنكليزية الإنجليزية 英文 英语 英語",
    "fr": "french français francais francés frances французский французском فرنسي فرنسية "
    "بالفرنسية الفرنسية 法文 法语 法語",
    "es": "spanish espagnol español espanol испанский испанском إسباني إسبانية بالإسبانية "
    "الإسبانية 西班牙文 西班牙语 西班牙語",
    "ru": "russian russe ruso русский русском روسي روسية بالروسية الروسية 俄文 俄语 俄語",
    "ar": "arabic arabe árabe arabe арабский арабском عربي عربية بالعربية العربية 阿拉伯文 阿拉伯语 "
    "阿拉伯語",
    "zh": "chinese chinois chino китайский китайском صيني صينية بالصينية الصينية 中文 汉语 漢語",
}
"""Names of languages."""

DISTRIBUTED: Final = (
    "distr",
    "distribution",
    "distribución",
    "распространение",
    "التوزيع",
    "分发",
    "分發",
)
"""What stands in front of the distribution."""

ORIGINAL: Final = (
    "original", "язык оригинала", "оригинал", "الأصل", "اللغة الأصلية", "原文", "原件",
)  # fmt: skip
"""What stands in front of the original language."""

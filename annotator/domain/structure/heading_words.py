# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words provisions are called by, in the six languages of the United Nations. Data only."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {
    "article": "Article Artículo Articulo Статья Artikel Artigo Articolo Art.",
    "rule": "Rule Règle Regla Правило",
    "principle": "Principle Principe Principio Принцип",
    "guideline": "Guideline Directriz",
    "chapter": "Chapter Chapitre Capítulo Capitulo Глава",
    "part": "Part Partie Parte Часть",
    "section": "Section Sección Seccion Раздел Cluster",
    "title": "Title Titre Título Titulo",
    "annex": "Annex Annexe Anexo Приложение",
    "appendix": "Appendix Appendice Apéndice Добавление Schedule",
    "protocol": "Protocol Protocole Protocolo Протокол",
    "recital": "Recital Considérant Considerando",
    "paragraph": "Paragraph Paragraphe Párrafo Пункт",
    "row": "Row Ligne Fila Строка",
}
"""Kind to words, title case; capitals count, too. Small letters never make a heading."""

ARABIC: Final[dict[str, str]] = {
    "article": "المادة مادة المادّة الماده",
    "rule": "القاعدة قاعدة",
    "principle": "المبدأ",
    "guideline": "التوجيه",
    "chapter": "الفصل فصل",
    "part": "الباب باب الجزء",
    "section": "القسم الفرع قسم",
    "annex": "المرفق الملحق مرفق ملحق",
    "appendix": "التذييل تذييل",
    "protocol": "البروتوكول بروتوكول",
    "paragraph": "الفقرة",
    "row": "الصف",
}

CHINESE: Final[dict[str, str]] = {
    "article": "条條",
    "chapter": "章",
    "section": "节節",
    "part": "编編篇",
}
"""Kind to the character behind the number: 第六条."""

CHINESE_BEFORE: Final[dict[str, str]] = {
    "rule": "规则 規則",
    "principle": "原则 原則",
    "guideline": "准则 準則",
    "annex": "附件 附錄 附录",
    "protocol": "议定书 議定書",
}
"""Kind to words in front of the number: 附件一."""

PREAMBLE: Final = (
    "Preamble", "Préambule", "Preámbulo", "Преамбула", "الديباجة", "ديباجة", "序言", "前言", "序文", "弁言",
)  # fmt: skip

CONTENTS: Final = (
    "contents", "table of contents", "table des matières", "sommaire", "índice", "indice",
    "contenido", "содержание", "оглавление", "المحتويات", "الفهرس", "目录", "目錄", "目次",
)  # fmt: skip

NOT_BEHIND: Final = (
    "of", "to", "and", "or", "shall", "may", "must", "above", "below", "through", "paragraph",
    "paragraphs", "subparagraph", "para", "de", "del", "la", "y", "o", "e", "et", "ou", "du", "des", "à", "al", "est",
    "und", "и", "или", "пункт", "пункты", "пункта", "من", "و", "أو", "إلى", "الفقرة", "على", "في",
)  # fmt: skip
"""Words behind a number that make it a reference, and no heading."""

LEADING: Final = (
    "and", "or", "to", "under", "in", "of", "with", "from", "by", "see", "le", "la", "les", "de", "du",
    "des", "et", "ou", "y", "o", "a", "al", "el", "los", "à", "en", "и", "или", "в", "с", "со", "по",
    "في", "من", "إلى", "أو", "و", "بموجب", "وفقا", "the", "l’", "del", "aux", "au", "под", "к",
)  # fmt: skip
"""Words at the end of a row behind which neither a heading nor a mark begins."""

NUMBERED: Final = (
    "article", "articles", "paragraph", "paragraphs", "subparagraph", "subparagraphs", "para",
    "paras", "chapter", "section", "annex", "rule", "part", "no", "no.", "artículo", "artículos",
    "párrafo", "párrafos", "apartado", "inciso", "paragraphe", "paragraphes", "alinéa", "alinéas",
    "l’article", "статьи", "статье", "статьей", "статья", "статьями", "статей", "пункт", "пункта",
    "пункте", "пунктом", "пунктами", "пунктах", "подпункте", "подпункта", "главы", "المادة",
    "المواد", "المادتين", "الفقرة", "الفقرات", "الفقرتين", "الفصل",
)  # fmt: skip
"""Words at the end of a row that ask for a number: what stands below is no mark."""

SHORT: Final[dict[str, str]] = {
    "article": "Art",
    "rule": "Rule",
    "principle": "Principle",
    "guideline": "Guideline",
    "chapter": "Chapter",
    "part": "Part",
    "section": "Section",
    "title": "Title",
    "annex": "Annex",
    "appendix": "Appendix",
    "protocol": "Protocol",
    "recital": "Recital",
    "paragraph": "Para",
    "row": "Row",
    "heading": "Heading",
    "preamble": "Preamble",
    "pp": "PP",
    "op": "OP",
}
"""Kind to its word in a path."""

OUTER: Final = ("annex", "appendix", "protocol")
"""Kinds that start a series of their own."""
GROUPS: Final = ("part", "chapter", "section", "title")
"""Kinds that hold articles."""
UNITS: Final = (
    "article", "rule", "principle", "guideline", "recital", "row", "pp", "op", "paragraph", "heading",
)  # fmt: skip
"""Kinds a draft is made of."""

# SPDX-License-Identifier: AGPL-3.0-or-later
"""How strongly a text binds: words of duty, leave and reserve in six languages."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

from typing import Final

from annotator.domain.values import dataclass

WEAKER, STRONGER, REVERSED, OTHER = "weaker", "stronger", "reversed", "other"
DIRECTIONS = WEAKER, STRONGER, REVERSED, OTHER


@dataclass(frozen=True, slots=True)
class Modality:
    """A change in how strongly a text binds.

    Attributes:
        before: what bound before, in small letters: `shall`; "" for what was put in.
        after: what binds now; "" for what was taken out.
        direction: one of DIRECTIONS, as this list has it; a reserve makes what it is put in weaker.
    """

    before: str
    after: str
    direction: str = OTHER


RESERVE: Final = 0
"""Strength of what makes a duty depend on something."""
NO_WORD: Final = 9
"""Strength of what only looks like one."""

_WORDS: Final = {
    4: """
shall; must; is required to; are required to; is obliged to; are obliged to; undertakes to; undertake to
doit; doivent; est tenu de; sont tenus de; s'engage à; s'engagent à; est tenu d'; sont tenus d'
deberá; deberán; debe; deben; se compromete a; se comprometen a; está obligado a; están obligados a
должен; должна; должно; должны; обязан; обязана; обязано; обязаны; обязуется; обязуются
يجب; يتعين; تلتزم; يلتزم; تتعهد; يتعهد
应; 应当; 必须; 须; 承诺
""",
    3: """
should; shall endeavour to; shall endeavor to; endeavour to; endeavor to; endeavours to; shall seek to
seek to; shall strive to; strive to; shall make every effort to; shall promote
devrait; devraient; s'efforce; s'efforcent; s'attache à; s'attachent à
debería; deberían; procurará; procurarán; se esforzará; se esforzarán; procurará que
следует; стремится; стремятся; прилагает усилия; прилагают усилия
ينبغي; تسعى; يسعى; تبذل قصارى جهدها; تعمل جاهدة
应努力; 应当努力; 应尽力; 应当尽力; 努力; 宜
""",
    2: """
shall consider; should consider; consider
envisage; envisagent
considerará; considerarán; estudiará la posibilidad; estudiarán la posibilidad
рассматривает возможность; рассматривают возможность
تنظر في; ينظر في
应考虑; 应当考虑; 考虑
""",
    1: """
may; may consider; may endeavour to; may endeavor to; may seek to; can
is encouraged to; are encouraged to; is invited to; are invited to
peut; peuvent; peut envisager; peuvent envisager; est encouragé à; sont encouragés à; sont invités à
podrá; podrán; puede; pueden; podrá considerar; podrán considerar; se alienta a; se invita a
может; могут; вправе; призывается; призываются
يجوز; يمكن
可; 可以; 可考虑; 鼓励
""",
    -4: """
shall not; must not; may not; cannot
ne doit pas; ne doivent pas; ne peut; ne peuvent
no deberá; no deberán; no debe; no deben; no podrá; no podrán; no puede; no pueden
не должен; не должна; не должно; не должны; не может; не могут; не вправе
لا يجوز; لا يجب; لا يمكن
不得; 不应; 不应当; 不可
""",
    -3: """
should not
ne devrait pas; ne devraient pas
no debería; no deberían
не следует
لا ينبغي
不宜
""",
    RESERVE: """
where appropriate; as appropriate; if appropriate; when appropriate; where necessary; as necessary
if necessary; where possible; if possible; as far as possible; to the extent possible; where practicable
to the greatest extent possible; to the maximum extent possible; to the fullest extent possible
to the extent practicable; to the extent permitted by domestic law
to the extent permitted by its domestic law
subject to domestic law; subject to its domestic law; subject to their domestic law
subject to the domestic law; in accordance with domestic law; in accordance with its domestic law
in accordance with their domestic law; in accordance with the domestic law; consistent with domestic law
consistent with its domestic law; consistent with their domestic law; under its domestic law
in accordance with national law; subject to national law; in accordance with its national law
in accordance with the fundamental principles of its legal system
in accordance with the fundamental principles of its domestic law
in accordance with fundamental principles of its domestic law; within its means; within their means
where a State Party so decides; where it so decides; if it so decides; if a State Party so decides
without prejudice to; unless otherwise provided; at its discretion
s'il y a lieu; le cas échéant; selon qu'il convient; si nécessaire; si besoin est; au besoin
lorsqu'il y a lieu; dans la mesure du possible; autant que possible; sous réserve de son droit interne
sous réserve de leur droit interne; sous réserve du droit interne; conformément à son droit interne
conformément à leur droit interne; conformément au droit interne; dans la limite de ses moyens
conformément aux principes fondamentaux de son système juridique; sans préjudice
cuando proceda; según proceda; si procede; cuando corresponda; según corresponda; si corresponde
de ser necesario; cuando sea necesario; en caso necesario; en la medida de lo posible; de ser posible
con sujeción a su derecho interno; con sujeción al derecho interno; con arreglo a su derecho interno
de conformidad con su derecho interno; de conformidad con el derecho interno; conforme a su derecho interno
de conformidad con su legislación interna; dentro de sus posibilidades; sin perjuicio de
de conformidad con los principios fundamentales de su ordenamiento jurídico
в соответствующих случаях; при необходимости; в случае необходимости; когда это уместно; где это уместно
насколько это возможно; по мере возможности; по возможности; в пределах своих возможностей
в соответствии со своим внутренним законодательством; в соответствии с внутренним законодательством
с учетом своего внутреннего законодательства; если это допускается его внутренним законодательством
при условии соблюдения своего внутреннего законодательства; без ущерба для
عند الاقتضاء; حسب الاقتضاء; حيثما اقتضى الأمر; عند الضرورة; قدر الإمكان; إلى أقصى حد ممكن
رهنا بقانونها الداخلي; وفقا لقانونها الداخلي
بما يتفق مع قانونها الداخلي; بما يتوافق مع قانونها الداخلي; دون المساس
酌情; 在适当情况下; 在适当时; 适当时; 必要时; 在必要时; 如有必要; 尽可能; 在可能的情况下
在不违反本国法律的情况下; 在符合本国法律的情况下; 根据本国法律; 依照本国法律; 按照本国法律; 不妨碍
在不影响
""",
    NO_WORD: """
can be; cannot be
可能; 许可; 认可; 可行; 可靠; 可疑; 可接受; 可适用; 可获得; 可识别; 可比; 可及; 可用; 可见; 可信; 可持续
供应; 相应; 反应; 适应; 响应; 应用; 应急; 应邀; 应对; 效应; 回应; 对应; 应请求; 便宜; 适宜; 事宜; 权宜
""",
}

_AND: Final = "وف"
"""Arabic words for `and`, written with the next one."""


def strengths() -> dict[str, int]:
    """How strongly each phrase binds: 1 (leave) to 4 (duty), below 0 where it forbids, RESERVE, NO_WORD."""
    found: dict[str, int] = {}
    for strength, lines in _WORDS.items():
        for line in lines.split("\n"):
            for phrase in filter(None, map(str.strip, line.split(";"))):
                found[phrase] = strength
                if "\u0600" <= phrase[0] <= "\u06ff":
                    found.update((joint + phrase, strength) for joint in _AND)
    return found


def direction(before: int | None, after: int | None) -> str:
    """Whether what binds with one strength, and now with another, binds less; None for no such word."""
    if RESERVE in (before, after):
        return STRONGER if after is None else WEAKER if before is None else OTHER
    if before is None or after is None:
        return OTHER
    if (before < 0) != (after < 0):
        return REVERSED
    return OTHER if abs(before) == abs(after) else WEAKER if abs(after) < abs(before) else STRONGER

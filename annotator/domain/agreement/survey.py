# SPDX-License-Identifier: AGPL-3.0-or-later
"""What several reviewers said of the same units, with what is needed to look at each and to decide it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from annotator.domain.agreement.disagreements import Disagreement
from annotator.domain.agreement.judgement_table import JudgementTable
from annotator.domain.agreement.marked_span import MarkedText
from annotator.domain.team_author import AGREED
from annotator.domain.values import dataclass

ARTICLE, SMALLEST, PASSAGE = "article", "smallest", "passage"
LEVELS = (ARTICLE, SMALLEST, PASSAGE)
"""Units are articles, the smallest provisions that were judged, or passages."""
TOLERANCE = 3
"""Words by which the ends of one passage may differ where nothing else is asked for."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What agreement is asked for.

    Attributes:
        drafts: SHA-256 of each; () for all drafts of the treaty.
        level: one of LEVELS.
        tolerance: words by which the ends of one passage may differ.
    """

    drafts: tuple[str, ...] = ()
    level: str = ARTICLE
    tolerance: int = TOLERANCE


@dataclass(frozen=True, slots=True)
class Given:
    """A tag on a unit or in it.

    Attributes:
        tag: uid.
        passage: uid.
        reviewer: uid of its author; the team's for what was decided.
        code: letters.
        severity: 1 to 4; None for none.
        state: its review state.
        quote: the words it stands on; "" for a whole provision.
        note: why.
        decided_by: uid of who decided for the team; "" for a reviewer's own.
    """

    tag: str
    passage: str
    reviewer: str
    code: str
    severity: int | None
    state: str
    quote: str
    note: str
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A provision or a passage that was judged.

    Attributes:
        draft: SHA-256.
        path: of the provision.
        title: its title, or that of what it is part of.
        page: where it begins, from 1; 0 where that is not known.
        quote: of a passage, the words that all who marked it marked.
        given: the reviewers' tags, in the order of the text.
        team: the team's, likewise.
    """

    draft: str
    path: str
    title: str = ""
    page: int = 0
    quote: str = ""
    given: tuple[Given, ...] = ()
    team: tuple[Given, ...] = ()

    def decided(self) -> Mapping[str, bool]:
        """By code whether the team stands behind it; codes on which its own words differ are left out."""
        said: dict[str, set[bool]] = {}
        for one in self.team:
            said.setdefault(one.code, set()).add(one.state == AGREED)
        return {code: True in words for code, words in said.items() if len(words) == 1}


@dataclass(frozen=True, slots=True)
class Survey:
    """All that agreement on some drafts is worked out from.

    Attributes:
        scope: what was asked for.
        drafts: SHA-256 and name of each draft there is, in the order of the project.
        people: name of each reviewer and of whoever decided, by uid.
        families: code → family.
        titles: name of each family and code, by letters.
        table: one row a unit; the columns are uids.
        units: what each row is.
        disputed: where reviewers disagree, the weightiest first.
        text: of passages, the drafts one behind the other.
        outside: tags that stand in no provision, or on no words, and are left out.
        hidden: names of the drafts on which colleagues' work is not to be seen yet by whoever asks.
    """

    scope: Scope
    drafts: tuple[tuple[str, str], ...] = ()
    people: Mapping[str, str] = field(default_factory=dict)
    families: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    table: JudgementTable = JudgementTable((), (), ())
    units: tuple[Unit, ...] = ()
    disputed: tuple[Disagreement, ...] = ()
    text: MarkedText | None = None
    outside: int = 0
    hidden: tuple[str, ...] = ()

    @property
    def raters(self) -> tuple[str, ...]:
        """Uids of the reviewers compared."""
        return self.table.raters

    def name(self, uid: str) -> str:
        """A reviewer's name."""
        return self.people.get(uid) or uid[:8]

    def draft_name(self, sha256: str) -> str:
        """A draft's name."""
        return dict(self.drafts).get(sha256, sha256[:12])

    def is_open(self, one: Disagreement) -> bool:
        """Whether the team has not decided all of it."""
        known = self.units[one.row].decided()
        asked = {said.code for said in one.codes} | {said.code for said in one.severities}
        return not asked <= known.keys()

    def used(self, one: Disagreement, rater: str) -> tuple[str, ...]:
        """Codes a reviewer gave the unit, in the order of the alphabet."""
        said = self.table.rows[one.row][self.raters.index(rater)]
        return tuple(sorted(said.codes)) if said else ()


@dataclass(frozen=True, slots=True)
class Choice:
    """What the team takes over and what it decides against.

    Attributes:
        draft: SHA-256.
        taken: uids of the reviewers' tags whose words and values become the team's.
        refused: uids of tags the team does not stand behind.
        before: uids of the team's tags on the unit so far.
    """

    draft: str
    taken: tuple[str, ...]
    refused: tuple[str, ...]
    before: tuple[str, ...]


def choice(unit: Unit, reviewers: Iterable[str]) -> Choice:
    """The decision for what some reviewers said: one's word, that of all, or with nobody, no concern.

    Of a code that several of them gave, the gravest is taken. A code that none of them gave is refused,
    once, on the words of whoever gave it first by id, so that two who decide alike say the same.

    Args:
        unit: with its tags.
        reviewers: uids.
    """
    whose = tuple(reviewers)
    taken: list[str] = []
    refused: list[str] = []
    for code in dict.fromkeys(one.code for one in unit.given):
        by = {uid: list(_of(unit, code, uid)) for uid in whose}
        graves = {uid: max(one.severity or 0 for one in own) for uid, own in by.items() if own}
        if graves:
            gravest = max(graves, key=lambda uid: (graves[uid], -whose.index(uid)))
            taken += (one.tag for one in by[gravest])
        else:
            first = min(one.reviewer for one in unit.given if one.code == code)
            refused.append(next(_of(unit, code, first)).tag)
    before = tuple(one.tag for one in unit.team)
    return Choice(unit.draft, tuple(taken), tuple(refused), before)


def _of(unit: Unit, code: str, reviewer: str) -> Iterator[Given]:
    return (one for one in unit.given if (one.code, one.reviewer) == (code, reviewer))

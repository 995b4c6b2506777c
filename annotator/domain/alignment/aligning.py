# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pairs the provisions of two drafts through renumbering, moves, splits, joins and rewording.

First what has the same words and is found nowhere else; then articles, by words, title and number
together; then what is inside of two articles that belong together; then what has left its article.
What is left was added or removed, unless it is part of what another provision said before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import Indel

from annotator.domain.alignment.aligned import Alignment, Pair, Said
from annotator.domain.alignment.draft_words import DraftWords
from annotator.domain.alignment.members import Members, runs_of
from annotator.domain.alignment.neighbours import gaps
from annotator.domain.alignment.outcome import Mate, outcome
from annotator.domain.alignment.said_words import SaidWords
from annotator.domain.alignment.structure_only import paired_by_number

SURE_WORDS = 8
"""Words from which the same ones, found once on either side, are the same provision wherever they stand."""
_WORDS_BEFORE = 3
"""Likewise within two articles that belong together."""
_LIKE = 0.5
"""Likeness from which provisions of one article belong together."""
_LIKE_AT_PLACE = 0.3
"""The same where number and neighbours speak for it, too."""
_LIKE_BETWEEN = 0.35
"""The same where the neighbours on either side belong together."""
_LIKE_ELSEWHERE = 0.6
"""Likeness from which a provision has moved to another article."""
_LIKE_ARTICLE, _LIKE_ARTICLE_AT_PLACE = 0.45, 0.2
_CANDIDATES = 6
_SAME_TITLE = 0.8
_SHORT = 8
"""Words below which the text of an article says less than its title."""


def align(
    older: DraftWords, newer: DraftWords, *, by_words: bool = True, said: Sequence[Said] = ()
) -> Alignment:
    """Pair the provisions of two drafts.

    Args:
        older: one draft; of the same `WordBook` as the other.
        newer: the other.
        by_words: False for drafts in two languages, which are paired by structure alone.
        said: what people said; later words hold over earlier ones.
    """
    a, b, words = Members(older), Members(newer), SaidWords(said)
    wholes: tuple[Pair, ...] = ()
    if by_words and words.pins:
        wholes = words.wholes(_aligned(a, b, words.without_pins(), by_words=True))
    return _aligned(a, b, words.beside(wholes), wholes, by_words=by_words)


def _aligned(
    a: Members, b: Members, said: SaidWords, wholes: Sequence[Pair] = (), *, by_words: bool
) -> Alignment:
    aligner = _Aligner(a, b, said)
    if by_words:
        aligner.run()
    else:
        aligner.by_structure()
    return outcome(a, b, aligner.mates, said, wholes, by_words=by_words)


def likeness(one: str, other: str, *, least: float = 0.0) -> float:
    """How much of two texts is the same words in the same order, 0 to 1; 0 below the least."""
    return Indel.normalized_similarity(one, other, score_cutoff=least or None)


class _Aligner:
    def __init__(self, a: Members, b: Members, said: SaidWords) -> None:
        self.a, self.b, self._said = a, b, said
        self.mates = {i: Mate(j, ("person",)) for i, j in said.pins.items()}
        """By index of the older draft."""
        self._taken = set(said.pins.values())

    def run(self) -> None:
        self._same_words()
        self._articles()
        for head, mate in list(self.mates.items()):
            if self.a.head_of(head) == head and self.b.head_of(mate.index) == mate.index:
                self._inside(head, mate.index)
        self._elsewhere()
        self._bare()

    def by_structure(self) -> None:
        for i, j in paired_by_number(self.a, self.b):
            if self._free(i, j):
                self._pair(i, j, "number", "order")

    # -- bookkeeping -----------------------------------------------------------------------------

    def _pair(self, i: int, j: int, *reason: str) -> None:
        self.mates[i] = Mate(j, reason)
        self._taken.add(j)

    def _free(self, i: int, j: int) -> bool:
        return i not in self.mates and j not in self._taken and self._said.allow(i, j)

    def _left_a(self, ones: Iterable[int]) -> list[int]:
        return [i for i in ones if i not in self.mates and i not in self._said.alone_a]

    def _left_b(self, ones: Iterable[int]) -> list[int]:
        return [j for j in ones if j not in self._taken and j not in self._said.alone_b]

    # -- the same words --------------------------------------------------------------------------

    def _same_words(self) -> None:
        for i, j in _once(self.a.own, self.b.own, range(len(self.a.own)), range(len(self.b.own))):
            if len(self.a.own[i]) >= SURE_WORDS and self._free(i, j):
                self._pair(i, j, "words")

    # -- articles --------------------------------------------------------------------------------

    def _articles(self) -> None:
        ranked = sorted(self._rated_articles(), reverse=True)
        for _score, _nearness, i, j, reason in ranked:
            if self._free(-i, -j):
                self._pair(-i, -j, *reason)

    def _rated_articles(self) -> Iterator[tuple[float, float, int, int, tuple[str, ...]]]:
        """Score, nearness, older head, newer head (both negative: earlier ones first), reason."""
        heads_b = self._left_b(self.b.heads)
        by_title, by_path = defaultdict(list), defaultdict(list)
        for j in heads_b:
            by_path[self.b.nodes[j].path].append(j)
            if self.b.titles[j]:
                by_title[self.b.titles[j]].append(j)
        votes = self._votes()
        free = set(heads_b)
        for i in self._left_a(self.a.heads):
            near = {j for j, _count in votes[i].most_common(_CANDIDATES)}
            near |= {*by_title.get(self.a.titles[i], ()), *by_path.get(self.a.nodes[i].path, ())}
            for j in near & free:
                rated = self._rate_articles(i, j)
                if rated is not None:
                    nearness = -abs(i / len(self.a.nodes) - j / len(self.b.nodes))
                    yield (round(rated[0], 2), nearness, -i, -j, rated[1])

    def _votes(self) -> dict[int, Counter[int]]:
        """For each older head, newer heads by what they share."""
        votes: dict[int, Counter[int]] = defaultdict(Counter)
        for i, mate in self.mates.items():
            votes[self.a.head_of(i)][self.b.head_of(mate.index)] += len(self.a.own[i])
        for i, text in enumerate(self.a.own):
            if i not in self.mates:
                for run in runs_of(text):
                    for j in self.b.runs.get(run, ()):
                        votes[self.a.head_of(i)][self.b.head_of(j)] += 1
        return votes

    def _rate_articles(self, i: int, j: int) -> tuple[float, tuple[str, ...]] | None:
        if self.a.is_group(i) != self.b.is_group(j):
            return None
        mine, other = self.a.text[i], self.b.text[j]
        titles = self.a.titles[i], self.b.titles[j]
        title = likeness(*titles) if all(titles) else 0.0
        text = likeness(mine, other) if mine and other else 0.0
        path = self.a.nodes[i].path == self.b.nodes[j].path
        score = 0.85 * text + 0.15 * title if all(titles) else text
        if min(len(mine), len(other)) < _SHORT:
            score = max(score, title, 0.5 * path if not any(titles) else 0.0)
        reason = ["likeness"] if text >= _LIKE else []
        reason += ["title"] if title >= _SAME_TITLE else []
        reason += ["number"] if path else []
        at_place = score >= _LIKE_ARTICLE_AT_PLACE and title >= _SAME_TITLE
        if score < _LIKE_ARTICLE and not at_place:
            return None
        return score + 0.03 * path, tuple(reason or ["likeness"])

    # -- inside an article -----------------------------------------------------------------------

    def _inside(self, head: int, mate: int) -> None:
        """Pair what is in two articles: the same words, then likeness, with place and number."""
        mine, others = self.a.inside[head], self.b.inside[mate]
        left_a, left_b = self._left_a(mine), self._left_b(others)
        for i, j in _once(self.a.own, self.b.own, left_a, left_b):
            if len(self.a.own[i]) >= _WORDS_BEFORE and self._free(i, j):
                self._pair(i, j, "words", "within")
        rated = []
        for i in self._left_a(mine):
            for j in self._left_b(others):
                score, reason = self._rate(i, j)
                if score:
                    rated.append((score, -i, -j, reason))
        for _score, i, j, reason in sorted(rated, reverse=True):
            if self._free(-i, -j):
                self._pair(-i, -j, *reason)
        self._between_neighbours(mine, others)

    def _between_neighbours(self, mine: Sequence[int], others: Sequence[int]) -> None:
        """What stands between the same neighbours belongs together though few of its words do."""
        here = gaps(self.a, mine, {i: mate.index for i, mate in self.mates.items()})
        there = gaps(self.b, others, {j: j for j in self._taken})
        rated = [
            (like + 0.05 * (self.a.sub[i] == self.b.sub[j]), -i, -j)
            for gap, ones in here.items() for i in ones for j in there.get(gap, ())
            if (like := likeness(self.a.own[i], self.b.own[j], least=_LIKE_BETWEEN))
        ]  # fmt: skip
        for _score, i, j in sorted(rated, reverse=True):
            if self._free(-i, -j):
                self._pair(-i, -j, "likeness", "order", "within")

    def _rate(self, i: int, j: int) -> tuple[float, tuple[str, ...]]:
        mine, other = self.a.own[i], self.b.own[j]
        if not (mine and other):
            return 0.0, ()
        number = self.a.sub[i] == self.b.sub[j]
        like = likeness(mine, other, least=_LIKE_AT_PLACE if number else _LIKE)
        if not like:
            return 0.0, ()
        up = self.mates.get(self.a.nodes[i].parent)
        within = up is not None and up.index == self.b.nodes[j].parent
        reason = ("likeness", *(["number"] if number else []), *(["within"] if within else []))
        return like + 0.05 * number + 0.05 * within, reason

    # -- moved elsewhere, and what has no words --------------------------------------------------

    def _elsewhere(self) -> None:
        rated = []
        for i in self._left_a(range(len(self.a.own))):
            mine = self.a.own[i]
            shared = Counter(j for run in runs_of(mine) for j in self.b.runs.get(run, ()))
            near = [j for j, _count in shared.most_common(_CANDIDATES)]
            for j in self._left_b(near):
                like = likeness(mine, self.b.own[j], least=_LIKE_ELSEWHERE)
                if like and min(len(mine), len(self.b.own[j])) >= SURE_WORDS:
                    rated.append((like, -i, -j))
        for _like, i, j in sorted(rated, reverse=True):
            if self._free(-i, -j):
                self._pair(-i, -j, "likeness")

    def _bare(self) -> None:
        """What has no words of its own, on one side at least, belongs together by its number."""
        there = {
            (self.b.nodes[j].parent, self._mark(self.b, j)): j
            for j in self._left_b(range(len(self.b.own)))
        }
        for i in self._left_a(range(len(self.a.own))):
            up = self.mates.get(self.a.nodes[i].parent)
            j = there.get((up.index if up else -1, self._mark(self.a, i)), -1)
            if j >= 0 and not (self.a.own[i] and self.b.own[j]) and self._free(i, j):
                self._pair(i, j, "number", "within")

    @staticmethod
    def _mark(members: Members, index: int) -> tuple[str, str]:
        one = members.nodes[index]
        return one.kind, one.number


def _once(
    mine: Sequence[str], others: Sequence[str], left_a: Iterable[int], left_b: Iterable[int]
) -> list[tuple[int, int]]:
    """The pairs whose words are the same and stand once on either side."""
    here, there = _where(mine, left_a), _where(others, left_b)
    return [
        (ones[0], there[text][0])
        for text, ones in here.items()
        if text and len(ones) == 1 and len(there.get(text, ())) == 1
    ]


def _where(texts: Sequence[str], ones: Iterable[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for index in ones:
        found[texts[index]].append(index)
    return found

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Counterparts of a draft's provisions in reference instruments: asked both ways, and linked by people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from annotator.domain.correspondence import Match, Numbering
from annotator.domain.counterpart import Beside, Board, Line, Link
from annotator.domain.instrument import article_path, weakest
from annotator.domain.project import Draft
from annotator.domain.structure.path_order import path_key
from annotator.services.counterpart_links import CounterpartLinks
from annotator.services.draft_rows import draft_of, drafts_here
from annotator.services.reference_places import found_in
from annotator.storage.tables import Counterpart as CounterpartRow
from annotator.storage.tables import Draft as DraftRow

ARTICLES = frozenset({"article", "rule", "principle", "guideline"})
"""Kinds of provision that get a line of their own."""


class Counterparts(CounterpartLinks):
    """Counterparts in one project."""

    # -- asking ----------------------------------------------------------------------------------

    def board(self, sha256: str, *, numbering: str = "") -> Board:
        """All that stands beside a draft.

        Args:
            sha256: of the draft.
            numbering: id, to look how another one would fit; "" for the draft's own.
        """
        used, why = self.numbering(sha256, numbering)
        links = self.links(sha256)
        return Board(
            sha256, used, why, _choices(self.tables.numberings()),
            self._lines(sha256, used, links), self._back(used, links),
        )  # fmt: skip

    def of(self, sha256: str, path: str, *, numbering: str = "") -> Line:
        """A provision with its counterparts: its own, else those of the nearest one around it."""
        used, _why = self.numbering(sha256, numbering)
        structure = self._provisions.structure(sha256)
        links = tuple(
            link for link in self.links(sha256) if article_path(link.path) == article_path(path)
        )
        matches = used.of(path) if used else ()
        title = self._provisions.title(sha256, path) or next((one.title for one in matches), "")
        return Line(path, title, here=structure.find(path) >= 0, matches=matches, links=links)

    def beside(self, sha256: str, path: str) -> tuple[Beside, ...]:
        """What can be shown beside a provision, what a person linked first.

        Beside a provision of a reference these are provisions of drafts.

        Args:
            sha256: of the draft, or of a reference.
            path: of the provision.
        """
        here = self._drafts()
        shown = next((draft for draft in here if draft.sha256 == sha256), None)
        if shown is not None and shown.instrument:
            return self._beside_reference(shown.instrument, path, here)
        line = self.of(sha256, path)
        language = shown.language if shown else ""
        known = {(match.instrument, match.counterpart): match for match in reversed(line.matches)}
        found = [
            self._reference(
                link.instrument, link.provision, here, language, link=link,
                match=known.get((link.instrument, link.provision)),
            )
            for link in line.links
        ]  # fmt: skip
        linked = {(one.instrument, one.path) for one in found}
        return tuple(found) + tuple(
            self._reference(match.instrument, match.counterpart, here, language, match=match)
            for match in line.matches
            if match.counterpart and (match.instrument, match.counterpart) not in linked
        )

    def numbering(self, sha256: str, wanted: str = "") -> tuple[Numbering | None, str]:
        """The numbering of a draft, and what says so (see `Board.why`); another one where it is named."""
        if wanted:
            return self.tables.named(wanted), "person"
        with self._desk.store.read() as connection:
            symbols = self._desk.store.rows(connection).values(DraftRow, "symbol", uid=sha256)
        return self._numbering(sha256, str(symbols[0]) if symbols else "")

    def _numbering(self, sha256: str, symbol: str) -> tuple[Numbering | None, str]:
        def titles() -> dict[str, str]:
            found = self._provisions.structure(sha256).provisions
            return {one.path: one.title for one in found if one.kind in ARTICLES}

        return self.tables.of_draft(sha256, symbol, titles)

    def _lines(
        self, sha256: str, used: Numbering | None, links: Sequence[Link]
    ) -> tuple[Line, ...]:
        structure = self._provisions.structure(sha256)
        paths = {one.path: one.title for one in structure.provisions if one.kind in ARTICLES}
        matches = _gathered((one.provision, one) for one in used.matches) if used else {}
        linked = _gathered((link.path, link) for link in links)
        lost = sorted((matches.keys() | linked.keys()) - paths.keys() - {""}, key=path_key)
        lines = []
        for path in (*paths, *lost):
            own = tuple(matches.get(path, ()))
            title = paths.get(path) or next((one.title for one in own), "")
            certainty = "" if paths.get(path) else weakest(*(one.certainty for one in own))
            here = path in paths or structure.find(path) >= 0
            lines.append(Line(path, title, certainty, "", here, own, tuple(linked.get(path, ()))))
        return tuple(lines)

    def _back(self, used: Numbering | None, links: Sequence[Link]) -> tuple[Line, ...]:
        """The articles of each reference that the table or a link names, in order."""
        lines: list[Line] = []
        named = [*(used.instruments if used else ()), *(link.instrument for link in links)]
        for uid in dict.fromkeys(named):
            known = self.tables.instruments().get(uid)
            titles = {one.path: one for one in known.articles} if known else {}
            matches = _gathered(
                (one.counterpart, one) for one in (used.matches if used else ())
                if one.instrument == uid and one.counterpart
            )  # fmt: skip
            linked = _gathered((link.provision, link) for link in links if link.instrument == uid)
            for path in sorted({*titles, *matches, *linked}, key=path_key):
                article = titles.get(path)
                lines.append(
                    Line(
                        path, article.title if article else "", article.certainty if article else "",
                        uid, True, tuple(matches.get(path, ())), tuple(linked.get(path, ())),
                    )
                )  # fmt: skip
        return tuple(lines)

    # -- showing ---------------------------------------------------------------------------------

    def reference(self, instrument: str, path: str) -> Beside:
        """A provision of a reference, beside nothing."""
        return self._reference(instrument, path, self._drafts(), "")

    def _drafts(self) -> list[Draft]:
        with self._desk.store.read() as connection:
            rows = self._desk.store.rows(connection)
            here = drafts_here(rows)
            return [draft_of(row, here=True) for row in rows.all(DraftRow) if row["uid"] in here]

    def _reference(
        self,
        uid: str,
        path: str,
        here: Sequence[Draft],
        language: str,
        *,
        match: Match | None = None,
        link: Link | None = None,
    ) -> Beside:
        known = self.tables.instruments().get(uid)
        article = known.article(path) if known else None
        pdfs = sorted(
            (draft for draft in here if draft.instrument == uid),
            key=lambda draft: draft.language != language,
        )
        place = found_in(
            self._provisions.structure(pdfs[0].sha256), path, article.title if article else ""
        ) if pdfs else None  # fmt: skip
        return Beside(
            uid, known.short if known else uid, path, article.title if article else "",
            article.certainty if article else "", match.relation if match else "",
            (link.note if link else "") or (match.note if match else ""), link.uid if link else "",
            pdfs[0].sha256 if pdfs else "", place.page if place else 0, place.start if place else 0,
            place.heading if place else "", place.sure if place else True,
        )  # fmt: skip

    def _beside_reference(
        self, instrument: str, path: str, here: Sequence[Draft]
    ) -> tuple[Beside, ...]:
        """Provisions of drafts that answer to one of a reference, what people linked first."""
        with_links = self._drafts_linked(instrument)
        linked: list[Beside] = []
        matched: list[Beside] = []
        for draft in here:
            if draft.instrument:
                continue
            used, _why = self._numbering(draft.sha256, draft.symbol)
            matches = [
                one for one in (used.back(instrument, path) if used else ()) if one.provision
            ]
            known = {match.provision: match for match in reversed(matches)}
            links = [
                link for link in (self.links(draft.sha256) if draft.sha256 in with_links else ())
                if link.instrument == instrument
                and article_path(link.provision) == article_path(path)
            ]  # fmt: skip
            said = {link.path for link in links}
            linked += [self._answer(draft, known.get(link.path), link) for link in links]
            matched += [self._answer(draft, one) for one in matches if one.provision not in said]
        return (*linked, *matched)

    def _drafts_linked(self, instrument: str) -> frozenset[str]:
        with self._desk.store.read() as connection:
            rows = self._desk.store.rows(connection)
            return frozenset(rows.values(CounterpartRow, "draft", instrument=instrument))

    def _answer(self, draft: Draft, match: Match | None, link: Link | None = None) -> Beside:
        """A provision of a draft that a table or a person says answers to a reference's."""
        path = link.path if link else match.provision if match else ""
        passage = self._passages.get(link.target) if link else None
        structure = self._provisions.structure(draft.sha256)
        place = found_in(structure, path, match.title if match else "")
        page, start = place.page, place.start
        if passage is not None and passage.anchor.page:
            page, start = passage.anchor.page, passage.anchor.start
        return Beside(
            "", draft.name, path, match.title if match else "", match.certainty if match else "",
            match.relation if match else "", (link.note if link else "") or (match.note if match else ""),
            link.uid if link else "", draft.sha256, page, start, place.heading, place.sure,
        )  # fmt: skip


def _gathered(named: Iterable[tuple[str, Any]]) -> dict[str, list[Any]]:
    """Things by the article that their path stands in."""
    found: dict[str, list[Any]] = {}
    for path, one in named:
        found.setdefault(article_path(path), []).append(one)
    return found


def _choices(numberings: Iterable[Numbering]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (one.id, f"{one.table}: {one.name}" if one.name else one.table) for one in numberings
    )

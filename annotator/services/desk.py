# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every service of one open project shares: the store, who acts, and running text of drafts."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from annotator.domain.anchor import Anchor, Quad, Segment
from annotator.domain.draft_text import DraftText
from annotator.domain.errors import NobodyActsError, WrongCallError
from annotator.domain.identity import new_uid
from annotator.domain.normalise import canonical
from annotator.domain.placing import make_anchor
from annotator.domain.project import Reviewer
from annotator.domain.provision import provision_path
from annotator.domain.sameness import REVIEWER
from annotator.domain.team_author import TEAM, refuse_team
from annotator.domain.whole_provisions import Begins
from annotator.i18n import _
from annotator.pdf.text_layer import EXTRACTOR, PageTexts, page_body, quads
from annotator.services.events import ChangeSet, Events
from annotator.services.seen import Seen, living_joins, names_of
from annotator.storage.repositories import Records
from annotator.storage.store import Store
from annotator.storage.tables import TextPage
from annotator.storage.unit_of_work import Action, UnitOfWork

_TEXTS_KEPT = 3
_SEEN = frozenset({"reviewer", "code", "passage", "tag", "mark", "comment", "counterpart"})


class Desk:
    """One project, open, and somebody at it.

    Attributes:
        store: the file.
        events: where changes are announced.
        placed: an anchor with the provision its words stand in now; `Provisions` puts this in.
        spelled: path and title, as a draft has them, of a provision somebody names; likewise.
        begins: where a whole provision of a draft begins, by its path there; likewise.
        prepare_provisions: sees to it that drafts' provisions are kept before a view is opened; likewise.
        proposed_status: the status negotiation marks propose for an anchor's words, "" for none;
            `Negotiation` puts this in.
        prepare_marks: as `prepare_provisions`, for negotiation marks; likewise.
        text_read: called with a draft whose text was read anew.
        seated: called when somebody else sits down.
        sits: who sat down, whomever they are joined with; None where nobody was named.
        unsaid: whether somebody sits here who has yet to say which of the plan's people they are.
    """

    def __init__(self, store: Store, events: Events, me: Reviewer | None) -> None:
        self.store = store
        self.events = events
        self._me = self.sits = me
        self.unsaid = False
        self._texts: OrderedDict[str, PageTexts] = OrderedDict()
        self._running: dict[str, DraftText] = {}
        self.text_read: list[Callable[[str], None]] = []
        self.seated: list[Callable[[], None]] = []
        self.placed: Callable[[Anchor], Anchor] = _as_it_is
        self.spelled: Callable[[str, str], tuple[str, str]] = _as_written
        self.begins: Callable[[str, str], Begins] = _nowhere
        self.prepare_provisions: Callable[[Iterable[str]], None] = _no_matter
        self.proposed_status: Callable[[Anchor], str] = _nothing
        self.prepare_marks: Callable[[Iterable[str]], None] = _no_matter
        store.listen(lambda touched: events.publish(ChangeSet(_shown(touched.kinds), touched.ids)))

    @property
    def me(self) -> Reviewer:
        """Who acts.

        Raises:
            NobodyActsError: they have yet to say which of the plan's people they are.
            WrongCallError: nobody was named.
        """
        if self.unsaid:
            raise NobodyActsError(
                _("Nobody has said who works here."), _("Say it under Team ▸ Who reviews.")
            )
        if self._me is None:
            raise WrongCallError(
                _("Nobody is named as the reviewer."),
                _("Give --reviewer NAME, or set ANNOTATOR_REVIEWER."),
            )
        return self._me

    @property
    def somebody(self) -> str:
        """The uid of who acts, "" where nobody was named: enough for what needs no author."""
        return self._me.uid if self._me else ""

    def mine(self, records: Records) -> frozenset[str]:
        """The uids of who acts: their own, and all they are joined with; empty where nobody was named."""
        return names_of(self.somebody, living_joins(records, REVIEWER))

    def set_me(self, reviewer: Reviewer, *, sits: Reviewer | None = None) -> None:
        """Somebody else acts, because they sit down, or `sits` is shown as them now.

        The same one by another name sits where they sat.
        """
        changed = self.somebody != reviewer.uid
        if sits is None and (changed or self.sits is None or self.sits.uid == reviewer.uid):
            sits = reviewer
        self._me, self.sits = reviewer, sits or self.sits
        self.unsaid = False
        for told in self.seated if changed else ():
            told()

    def stand_up(self) -> None:
        """Nobody acts until they have said who they are; till then blind plans hide everybody's work."""
        self._me = self.sits = None
        self.unsaid = True
        for told in self.seated:
            told()

    @contextmanager
    def change(self, label: str, *, bulk: bool = False, **detail: str) -> Iterator[UnitOfWork]:
        """One user action that needs no author: `with desk.change("undo") as unit`."""
        with self.store.change(Action(label, detail, bulk=bulk), reviewer=self.somebody) as unit:
            yield unit

    @contextmanager
    def change_who_is_one(self, label: str, **detail: str) -> Iterator[UnitOfWork]:
        """One user action by who sat down: they can undo it, whomever it makes them act as."""
        who = self.sits.uid if self.sits else ""
        with self.store.change(Action(label, detail), reviewer=who) as unit:
            yield unit

    @contextmanager
    def change_as_me(
        self, label: str, *, bulk: bool = False, **detail: str
    ) -> Iterator[UnitOfWork]:
        """One user action by the reviewer. Their record is made with the first that names them: no file
        tells of another, so that it would be in this project alone, whatever is merged.
        """
        me = self.me
        with self.store.change(Action(label, detail, bulk=bulk), reviewer=me.uid) as unit:
            yield unit
            if unit.says and me.uid not in unit.records.get_many("reviewer", [me.uid]):
                unit.create("reviewer", me.uid, {"name": me.name, "organisation": me.organisation})

    def seen(self, connection: Any) -> Seen:
        """The project as whoever acts is to see it, on an open view."""
        return Seen(connection, self.somebody, unsaid=self.unsaid)

    # -- text ------------------------------------------------------------------------------------

    def pages(self, sha256: str) -> PageTexts:
        """The text layers of a draft, classified; empty while its PDF is not here."""
        if sha256 in self._texts:
            self._texts.move_to_end(sha256)
            return self._texts[sha256]
        with self.store.read() as connection:
            rows = self.store.rows(connection).all(TextPage, draft=sha256, order="number")
        pages = PageTexts.of_packed((row["number"], row["data"]) for row in rows)
        if pages:  # else its PDF may come yet
            self._texts[sha256] = pages
            while len(self._texts) > _TEXTS_KEPT:
                self._put_away(next(iter(self._texts)))
        return pages

    def text(self, sha256: str) -> DraftText:
        """The running text of a draft."""
        found = self._running.get(sha256)
        if found is None:
            pages = self.pages(sha256)
            found = DraftText(page_body(page) for page in pages.values())
            if pages:
                self._running[sha256] = found
        return found

    def forget_text(self, sha256: str) -> None:
        """The text of a draft was read anew."""
        self._put_away(sha256)
        for forget in self.text_read:
            forget(sha256)

    def _put_away(self, sha256: str) -> None:
        self._texts.pop(sha256, None)
        self._running.pop(sha256, None)

    def anchor(self, sha256: str, segments: Sequence[Segment]) -> Anchor | None:
        """Anchor a selection in a draft; None where nothing of it is running text."""
        made = make_anchor(
            sha256,
            self.text(sha256),
            segments,
            quads=lambda clean: self.quads(sha256, clean),
            extractor=EXTRACTOR,
        )
        return made and self.placed(made)

    def quads(self, sha256: str, segments: Sequence[Segment]) -> tuple[Quad, ...]:
        """The boxes of segments, a quad a line."""
        pages = self.pages(sha256)
        return tuple(
            quad
            for segment in segments
            if segment.page in pages
            for quad in quads(pages[segment.page], segment.start, segment.end)
        )


def _shown(kinds: frozenset[str]) -> frozenset[str]:
    """Kinds of record that may show otherwise now: who is one, and who sees what, concern all."""
    return kinds | _SEEN if kinds & {"join", "task", "finish"} else kinds


def _as_it_is(anchor: Anchor) -> Anchor:
    return anchor


def _as_written(_sha256: str, written: str) -> tuple[str, str]:
    return provision_path(canonical(written)), ""


def _nowhere(_sha256: str, _path: str) -> Begins:
    return ()


def _no_matter(_drafts: Iterable[str]) -> None:
    return None


def _nothing(_anchor: Anchor) -> str:
    return ""


def reviewer_named(unit_records: Any, name: str) -> Reviewer | None:
    """The project's reviewer of exactly this name; of several, one made here before one read.

    Raises:
        InputRefusedError: it is the team's name, and nobody else's.
    """
    named = [r for r in unit_records.all("reviewer") if r.values["name"] == name]
    found = [r for r in named if r.uid != TEAM]
    if not found:
        refuse_team(name)
        return None
    best = min(found, key=lambda r: (r.uid[14:15] != "7", r.uid))
    return Reviewer(best.uid, best.values["name"], best.values["organisation"])


def new_reviewer(name: str, organisation: str = "") -> Reviewer:
    """Somebody who has not tagged yet."""
    return Reviewer(new_uid(), name, organisation)

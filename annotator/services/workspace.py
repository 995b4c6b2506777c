# SPDX-License-Identifier: AGPL-3.0-or-later
"""One open project with its services, wired together. What the window and the command line hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from annotator import paths
from annotator.domain.normalise import canonical
from annotator.domain.project import Reviewer
from annotator.domain.team_author import TEAM
from annotator.services.agreement import Agreement
from annotator.services.backups import Backups
from annotator.services.carried_origin import Origins
from annotator.services.carrying import Carrying
from annotator.services.codes import Codes
from annotator.services.comments import Comments
from annotator.services.comparing import Comparing
from annotator.services.conflicts import Conflicts
from annotator.services.counterparts import Counterparts
from annotator.services.coverage import Coverage
from annotator.services.desk import Desk, new_reviewer, reviewer_named
from annotator.services.drafts import Drafts
from annotator.services.editions import Editions
from annotator.services.events import ChangeSet, Events
from annotator.services.finishing import Finishing
from annotator.services.history import History
from annotator.services.inbox import Inbox
from annotator.services.joins import Joins
from annotator.services.listing import Listing
from annotator.services.marks import Marks
from annotator.services.negotiation import Negotiation
from annotator.services.overview import Overview
from annotator.services.own_name import rename_me
from annotator.services.passages import Passages
from annotator.services.people import People
from annotator.services.plan_checking import PlanCheck
from annotator.services.progress import TeamProgress
from annotator.services.provisions import Provisions
from annotator.services.report_pictures import ReportPictures
from annotator.services.rounds import Rounds
from annotator.services.rows_waiting import RowsWaiting
from annotator.services.search import Search
from annotator.services.settings import Settings
from annotator.services.start_file import write_start
from annotator.services.strangers import is_stranger
from annotator.services.team import Team
from annotator.services.transfer import Transfer
from annotator.services.watching import Watching, note_written
from annotator.storage.store import Store
from annotator.storage.tables import Meta, Treaty


class Workspace:
    """An open project. Used from one thread."""

    def __init__(self, store: Store, me: Reviewer | None) -> None:
        """Wire the services.

        Args:
            store: the open file.
            me: who acts; None where nobody was named, and then only reading works.
        """
        self._store, self._chosen = store, False
        self._desk = Desk(store, Events(), me)
        self.events = self._desk.events
        self.backups = Backups(self._desk)
        self.codes = Codes(self._desk, self.backups)
        self.events.subscribe(self._on_change)
        if store.writable:
            self.events.subscribe(self.backups.on_change)
        self.provisions = Provisions(self._desk)
        self.negotiation = Negotiation(self._desk, self.provisions)
        self.comparing = Comparing(self._desk, self.provisions)
        self.joins = Joins(self._desk)
        self.people = People(self._desk, self.joins)
        self.editions = Editions(self._desk)  # before whoever reads passages
        self.passages = Passages(self._desk)
        self.carrying = Carrying(self._desk, self.comparing, self.passages, self.provisions)
        self.rounds = Rounds(self._desk, self.comparing, self.carrying, self.passages)
        self.origins = Origins(self._desk)
        self.counterparts = Counterparts(self._desk, self.provisions, self.passages)
        self.comments = Comments(self._desk)
        self.marks = Marks(self._desk)
        self.transfer = Transfer(self._desk, self.backups, self.editions)
        self.drafts = Drafts(self._desk, self._draft_came)
        self.report_pictures = ReportPictures(self._desk, self.drafts, self.provisions)
        self.transfer.add_draft = self.drafts.add
        self.history = History(self._desk)
        self.conflicts = Conflicts(self._desk)
        self.inbox = Inbox(self._desk)
        self.rows_waiting = RowsWaiting(self._desk, self.editions)
        self.overview = Overview(self._desk)
        self.listing = Listing(self.transfer, self.provisions, self.drafts)
        self.coverage = Coverage(self._desk, self.provisions)
        self.search = Search(self._desk, self.drafts)
        self.agreement = Agreement(self._desk, self.provisions, self.passages, self.marks)
        self.finishing = Finishing(self._desk)
        self.team = Team(self._desk)
        self.watching = Watching(self._desk)
        self.plan_check = PlanCheck(self.drafts, self.provisions)
        self.progress = TeamProgress(
            self._desk, team=self.team, drafts=self.drafts, coverage=self.coverage,
            provisions=self.provisions, passages=self.passages, finishing=self.finishing,
        )  # fmt: skip

    def _draft_came(self, sha256: str) -> None:
        """What a draft brings with it: its provisions, its negotiation marks, and rows that waited."""
        self.provisions.structure(sha256)
        self.negotiation.marks(sha256)
        self.transfer.settle(sha256)
        self.editions.refresh()

    @property
    def path(self) -> Path:
        """The project file."""
        return self._store.path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return not self._store.writable

    def title(self) -> str:
        """Title of the treaty, the file's name where it has none."""
        with self._store.read() as connection:
            title = str(self._store.rows(connection).all(Treaty)[0]["title"])
        return title or self.path.stem

    def reviewer(self) -> Reviewer:
        """Who acts here.

        Raises:
            WrongCallError: nobody was named.
        """
        return self._desk.me

    def reviewers(self) -> list[Reviewer]:
        """Everybody who is known to this project; who is joined with another bears the other's name."""
        with self._store.read() as connection:
            records = self._store.records(connection).all("reviewer")
            names = self._desk.seen(connection).names
        return [Reviewer(r.uid, names[r.uid], r.values["organisation"]) for r in records]

    def act_as(self, name: str, *, organisation: str = "") -> Reviewer:
        """Act as the project's reviewer of exactly this name, else as a new one.

        Args:
            name: of who acts.
            organisation: theirs; "" leaves what the project knows of it.

        Raises:
            InputRefusedError: it is the team's name.
        """
        name, organisation = (" ".join(canonical(said).split()) for said in (name, organisation))
        with self._store.read() as connection:
            known = reviewer_named(self._store.records(connection), name)
        me = known or self._who_sits_here(name) or new_reviewer(name)
        if organisation and organisation != me.organisation:
            me = replace(me, organisation=organisation)
            if known and self._store.writable:
                with self._desk.change("describe_reviewer", name=name) as unit:
                    unit.write("reviewer", me.uid, {"organisation": organisation})
        self._chosen = True
        return self._sit(me)

    def sit_down(self, usual: Reviewer) -> None:
        """Have who usually sits at this machine act, as whom they said they are in this project."""
        with self._store.read() as connection:
            said = self._store.rows(connection).by(Meta, "key", [_seat(usual)])
            uid = str(said.get(_seat(usual), {}).get("value", ""))
            known = self._store.records(connection).get_many("reviewer", [uid])
        self._chosen = uid == usual.uid
        if uid in known and uid not in (TEAM, usual.uid):
            self._chosen = True
            values = known[uid].values
            usual = Reviewer(uid, values["name"], values["organisation"])
        self._sit(usual)

    def come_to_window(self) -> None:
        """Somebody works here by hand: they undo their own work only, and where a plan names people
        and they are none of them, nobody acts until they have said who they are.
        """
        self.history.own_only = True
        if not self._chosen and is_stranger(self._desk):
            self._desk.stand_up()

    @property
    def unsaid(self) -> bool:
        """Whether whoever sits here has yet to say which of the plan's people they are."""
        return self._desk.unsaid

    def _sit(self, reviewer: Reviewer) -> Reviewer:
        """Whoever is joined with another acts as that one, as long as they are: all of it is their work."""
        sits = reviewer
        with self._store.read() as connection:
            uid = self._desk.seen(connection).person(reviewer.uid)
            known = self._store.records(connection).get_many("reviewer", [uid])
        if uid in known and uid != reviewer.uid:
            values = known[uid].values
            reviewer = Reviewer(uid, values["name"], values["organisation"])
        self._desk.set_me(reviewer, sits=sits)
        return reviewer

    def _on_change(self, change: ChangeSet) -> None:
        if "join" in change.kinds and self._desk.sits is not None:
            self._sit(self._desk.sits)
        if "reviewer" in change.kinds and self._desk.somebody:
            me = self._desk.me
            with self._store.read() as connection:
                known = self._store.records(connection).get_many("reviewer", [me.uid])
            if me.uid in known:
                values = known[me.uid].values
                self._desk.set_me(Reviewer(me.uid, values["name"], values["organisation"]))

    def rename_me(self, name: str) -> Reviewer:
        """Bear another name, in all one has said; see `own_name.rename_me`."""
        return rename_me(self._desk, name)

    def remember_seat(self, usual: Reviewer) -> None:
        """Who sits here now is who usually sits at this machine: also the next time this project is opened.

        Not who they are joined with: that follows from the joins, and may be taken back.
        """
        if self._store.writable and self._desk.sits is not None:
            with self._store.cache() as rows:
                rows.remove(Meta, "key", [_seat(usual)])
                rows.insert(Meta, [{"key": _seat(usual), "value": self._desk.sits.uid}])

    def _who_sits_here(self, name: str) -> Reviewer | None:
        """Who usually sits at this machine, if that is their name: one person has one id."""
        usual = Settings(paths.config()).reviewer()
        return usual if usual is not None and usual.name == name else None

    def start_file(self, out: Path, drafts: Sequence[str], *, codebook: Path | None = None) -> None:
        """Make the project that everybody of a team starts with; see `write_start`."""
        write_start(self._desk, out, drafts, codebook=codebook)
        note_written(self._desk, out)

    def close(self) -> None:
        """Close the file and give its lock back."""
        self._store.close()


def _seat(usual: Reviewer) -> str:
    return f"seat:{usual.uid}"

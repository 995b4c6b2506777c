# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a record is about, in words a reviewer knows: code, quote, page. Reads only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from annotator.domain.anchor import Anchor
from annotator.domain.area import AREA, area_label
from annotator.domain.change import Record
from annotator.domain.identity import is_uid
from annotator.domain.kinds import ALONE, AUTHORED, FIELDS, ON_DRAFT
from annotator.domain.values import dataclass
from annotator.services.boundary_records import boundary_of, called
from annotator.services.draft_rows import draft_of
from annotator.services.living import marked_path, whole_path
from annotator.services.pairing_records import pairing_of
from annotator.storage.repositories import Records, Rows
from annotator.storage.tables import Draft as DraftRow
from annotator.storage.tables import EditionPlace

_IN_SHORT = 60


@dataclass(frozen=True, slots=True)
class Subject:
    """What a passage, tag, mark, comment, draft, code or reviewer is about; "" and 0 where it has none.

    Attributes:
        code: its letters, e.g. `SUR-3`.
        draft: SHA-256.
        page: from 1.
        passage: uid.
        provision: path.
        reviewer: the author's name.
        label: stands for the quote where an area of a page has none.
    """

    code: str = ""
    code_name: str = ""
    quote: str = ""
    draft: str = ""
    draft_name: str = ""
    page: int = 0
    passage: str = ""
    provision: str = ""
    reviewer: str = ""
    label: str = ""

    @property
    def name(self) -> str:
        """Its words in one line: the code and the quote, else the provision, the draft, the person."""
        quote = f"“{in_short(self.quote)}”" if self.quote else self.label or self.provision
        where = f"{self.code} {quote}".strip() or self.code_name
        return where or self.draft_name or self.reviewer


def in_short(text: str) -> str:
    """At most 60 characters, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= _IN_SHORT else text[: _IN_SHORT - 1] + "…"


def subjects_of(
    rows: Rows,
    records: Records,
    wanted: Iterable[tuple[str, str]],
    placed: Callable[[Anchor], Anchor],
) -> dict[tuple[str, str], Subject]:
    """What records are about, by (kind, uid); those that are not here are left out.

    Args:
        rows: of the project.
        records: of the project.
        wanted: (kind, uid) of each.
        placed: gives an anchor the provision it stands in now.
    """
    book = _Book(rows, records, placed)
    wanted = list(dict.fromkeys(wanted))
    for kind in FIELDS:
        book.fetch(kind, (uid for k, uid in wanted if k == kind))
    book.fetch_what_they_stand_on()
    found = {}
    here = [key for key in wanted if key[1] in book.known[key[0]]]
    for kind, uid in sorted(here, key=book.draft_of):  # few drafts' provisions lie ready at a time
        found[kind, uid] = book.subject(book.known[kind][uid])
    return found


def _named(values: Mapping[str, str]) -> str:
    """The provision a record names first."""
    names = ("provision", "other_provision")
    return next((values[name] for name in names if values.get(name)), "")


class _Book:
    """The records that a few subjects need."""

    def __init__(self, rows: Rows, records: Records, placed: Callable[[Anchor], Anchor]) -> None:
        self._placed = placed
        self._rows = rows
        self._records = records
        self.known: dict[str, dict[str, Record]] = {}
        self._drafts: dict[str, str] = {}
        self._there = {row["passage"]: row for row in rows.all(EditionPlace)}

    def fetch(self, kind: str, uids: Iterable[str]) -> None:
        known = self.known.setdefault(kind, {})
        known.update(self._records.get_many(kind, {uid for uid in uids if uid not in known}))

    def fetch_what_they_stand_on(self) -> None:
        targets = [c.values["target"] for c in self.known["comment"].values()]
        for kind in ("tag", "passage", "mark"):
            self.fetch(kind, targets)
        self.fetch("passage", [said.values["passage"] for said in self.known["decision"].values()])
        self.fetch("passage", [tag.values["passage"] for tag in self.known["tag"].values()])
        self.fetch(
            "passage", [link.values["target"] for link in self.known["counterpart"].values()]
        )
        self.fetch("code", [tag.values["code"] for tag in self.known["tag"].values()])
        authored = (r for kind in AUTHORED for r in self.known[kind].values())
        self.fetch("reviewer", [record.values["reviewer"] for record in authored])
        for row in self._rows.all(DraftRow):
            self._drafts[row["uid"]] = draft_of(row, here=True).name

    def draft_of(self, key: tuple[str, str]) -> str:
        """SHA-256 of the draft whose provisions a subject asks for, "" for none."""
        record: Record | None = self.known[key[0]][key[1]]
        if record is not None and record.kind == "comment":
            target = record.values["target"]
            kinds = ("tag", "passage", "mark")
            record = next((self.known[k][target] for k in kinds if target in self.known[k]), None)
        if record is not None and record.kind == "tag":
            record = self.known["passage"].get(record.values["passage"])
        return record.values.get("draft", "") if record is not None else ""

    def subject(self, record: Record) -> Subject:
        found = self._of_kind(record)
        person = record if record.kind == "reviewer" else self.known["reviewer"].get(
            record.values.get("reviewer", "")
        )  # fmt: skip
        return replace(found, reviewer=person.values["name"] if person else "")

    def _of_kind(self, record: Record) -> Subject:
        values = record.values
        if record.kind == "tag":
            return self._tag(record)
        if record.kind == "mark":
            name = self._drafts.get(values["draft"], "")
            path = marked_path(record, self._placed)
            return Subject(draft=values["draft"], draft_name=name, provision=path)
        if record.kind == "passage":
            return self._passage(record)
        if record.kind == "decision":
            passage = self.known["passage"].get(values["passage"])
            found = self._passage(passage) if passage else Subject()
            return replace(
                found, draft=values["draft"], draft_name=self._drafts.get(values["draft"], "")
            )
        if record.kind in ON_DRAFT:
            return self._on_draft(record)
        if record.kind in ALONE:
            return Subject(label=self._spoken_of(record))
        if record.kind == "comment":
            for kind in ("tag", "passage", "mark"):
                if values["target"] in self.known[kind]:
                    return self._of_kind(self.known[kind][values["target"]])
        if record.kind == "draft":
            return Subject(draft=record.uid, draft_name=self._drafts.get(record.uid, ""))
        if record.kind == "code":
            return Subject(code=values["code"], code_name=values["name"])
        return Subject()

    def _spoken_of(self, record: Record) -> str:
        """Who a task is for, or what a join makes one, by name."""
        values = record.values
        uids = [values["person"]] if record.kind == "task" else [values["one"], values["other"]]
        self.fetch("reviewer", uids)
        self.fetch("code", uids)
        names = []
        for uid in uids:
            known = self.known["reviewer"].get(uid) or self.known["code"].get(uid)
            said = (known.values.get("code") or known.values["name"]) if known else ""
            names.append(said or self._drafts.get(uid, uid))
        return " = ".join(filter(None, names))

    def _on_draft(self, record: Record) -> Subject:
        """A boundary, a pairing, or a link, which is about what it goes out from."""
        target, page = record.values.get("target", ""), 0
        if target in self.known["passage"]:
            return self._passage(self.known["passage"][target])
        provision = _named(record.values)
        if target:
            provision = "" if is_uid(target) else whole_path(record, target, self._placed)
        if record.kind == "provision":
            correction = boundary_of(record).correction
            provision, page = correction.label or called(correction), correction.page
        elif record.kind == "alignment":
            said = pairing_of(record)
            provision, page = said.provision or said.other_provision, said.page
        draft = record.values["draft"]
        return Subject(
            draft=draft, draft_name=self._drafts.get(draft, ""), provision=provision, page=page
        )

    def _tag(self, tag: Record) -> Subject:
        code = self.known["code"].get(tag.values["code"])
        passage = self.known["passage"].get(tag.values["passage"])
        found = self._passage(passage) if passage else Subject()
        if code is None:
            return found
        return replace(found, code=code.values["code"], code_name=code.values["name"])

    def _passage(self, passage: Record) -> Subject:
        there = self._there.get(passage.uid, {})
        anchor = self._placed(Anchor.from_json(there.get("anchor") or passage.values["anchor"]))
        bare = anchor.kind == AREA and not anchor.quote
        printed = passage.values["page_label"] or str(anchor.page or "")
        return Subject(
            quote=anchor.quote, draft=anchor.draft, draft_name=self._drafts.get(anchor.draft, ""),
            page=anchor.page, passage=passage.uid, provision=anchor.provision,
            label=area_label(printed) if bare else "",
        )  # fmt: skip

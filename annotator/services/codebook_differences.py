# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the codes of files have that the project's do not: told before a merge, and mapped with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from annotator.domain.change import Record, conflicts
from annotator.domain.errors import AmbiguousNameError, NotFoundError
from annotator.domain.sameness import Join, groups
from annotator.domain.values import dataclass
from annotator.i18n import _

NEW, CHANGED, SAME_NAME = "new", "changed", "same_name"
"""What is different: a code that is not here, one that is and says something else, or one with another
id and the same letters or title."""

Maps = Sequence[tuple[str, str]]
"""Codes of the files, and those of the project they are to be shown as: letters, titles or uids."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A code of a file that is not the project's.

    Attributes:
        what: `NEW`, `CHANGED` or `SAME_NAME`.
        uid: of the code in the file.
        code: its letters.
        name: its title.
        fields: those of a changed one that say something else, each with ours and theirs.
        ours: uid of the project's code of the same letters or title; "" for none.
        ours_code: its letters.
        ours_name: its title.
        mapped: whether it will be shown as that one.
    """

    what: str
    uid: str
    code: str
    name: str
    fields: tuple[tuple[str, str, str], ...] = ()
    ours: str = ""
    ours_code: str = ""
    ours_name: str = ""
    mapped: bool = False

    @property
    def two_meanings(self) -> bool:
        """Whether one id stands for two things: title and definition are both others, none empty."""
        others = {name for name, ours, theirs in self.fields if ours and theirs}
        return self.what == CHANGED and {"name", "definition"} <= others


def differences(
    before: Mapping[str, Record | None],
    now: Mapping[str, Record],
    project: Iterable[Record],
    *,
    joins: Iterable[Join] = (),
    maps: Iterable[tuple[str, str]] = (),
) -> tuple[Difference, ...]:
    """What the codes of files have that the project's do not, by their letters.

    Args:
        before: the codes the files name, as they were; None for those that were not here.
        now: the same as they will be.
        project: every code that was here.
        joins: of codes.
        maps: uids of codes that will be shown as others, and those.
    """
    ours, one, mapped = list(project), groups(joins), dict(maps)
    found = []
    for uid, record in now.items():
        old = before.get(uid)
        like = None if uid in one else _same_name(record, ours, one)
        fields = _changed(old, record) if old else ()
        if like is not None or uid in mapped:
            twin = next((each for each in ours if each.uid == mapped.get(uid)), like)
            if twin is None:
                continue
            found.append(
                Difference(
                    SAME_NAME, uid, *_called(record), ours=twin.uid, ours_code=_called(twin)[0],
                    ours_name=_called(twin)[1], mapped=uid in mapped,
                )
            )  # fmt: skip
        elif old is None:
            found.append(Difference(NEW, uid, *_called(record)))
        if fields:
            found.append(Difference(CHANGED, uid, *_called(record), fields=fields))
    return tuple(sorted(found, key=lambda each: (each.code.casefold(), each.uid, each.what)))


def _called(record: Record) -> tuple[str, str]:
    return record.values["code"], record.values["name"]


def _same_name(
    record: Record, ours: Iterable[Record], one: Mapping[str, frozenset[str]]
) -> Record | None:
    """The project's code of another id that has the same letters, else the same title."""
    others = [each for each in ours if each.uid != record.uid]
    for name in ("code", "name"):
        said = record.values[name].strip().casefold()
        for each in others:
            if said and each.values[name].strip().casefold() == said:
                return None if record.uid in one.get(each.uid, ()) else each
    return None


def _changed(old: Record, new: Record) -> tuple[tuple[str, str, str], ...]:
    """Fields of a code that the files change, or that are in conflict because of them."""
    disputed = conflicts(new).keys() - conflicts(old).keys()
    found = []
    for name, value in new.values.items():
        before = old.values.get(name, "")
        if value != before:
            found.append((name, before, value))
        elif name in disputed:
            found.append((name, value, next(v for _s, v in new.dots(name) if v != value)))
    return tuple(found)


def mapped_codes(
    maps: Maps, came: Mapping[str, Record], project: Sequence[Record]
) -> tuple[tuple[str, str], ...]:
    """Uids of codes of files and of those of the project that they are to be shown as.

    Args:
        maps: as somebody wrote them.
        came: the codes the files name, by uid.
        project: every code that was here.

    Raises:
        NotFoundError: there is no such code.
        AmbiguousNameError: a name fits several.
    """
    found = []
    for theirs, ours in maps:
        shown = _named(ours, [r for r in project if r.uid not in came] or project, project)
        others = [record for record in came.values() if record.uid != shown.uid]
        code = _named(theirs, others, [r for r in project if r.uid != shown.uid])
        found.append((code.uid, shown.uid))
    return tuple(found)


def _named(name: str, first: Sequence[Record], then: Sequence[Record]) -> Record:
    wanted = name.strip().casefold()
    for records in (first, then):
        for key in ("", "code", "name"):
            fits = {
                r.uid: r for r in records
                if (r.values[key] if key else r.uid).strip().casefold() == wanted
            }  # fmt: skip
            if len(fits) == 1:
                return next(iter(fits.values()))
            if fits:
                raise AmbiguousNameError(
                    _("{name} fits several codes.").format(name=name),
                    ", ".join(f"{r.values['code']} ({r.uid})" for r in fits.values()),
                )
    raise NotFoundError(_("There is no code {name}.").format(name=name))

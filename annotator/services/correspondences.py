# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables of correspondence of one project: those that ship, one's own, and which one a draft follows.

One's own tables and the choice stay in this project: the CSV they came from is what is handed on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from annotator import paths
from annotator.domain.correspondence import Numbering, numbered_like
from annotator.domain.errors import NotFoundError
from annotator.domain.instrument import Instrument
from annotator.exchange.correspondence_files import (
    own_from_text,
    own_to_text,
    read_own,
    read_shipped,
)
from annotator.exchange.instrument_files import read_instruments
from annotator.i18n import _
from annotator.services.desk import Desk
from annotator.storage.tables import Meta

_TABLE, _CHOICE = "correspondence:", "numbering:"


def shipped_instruments() -> dict[str, Instrument]:
    """The reference instruments that come with the program, by id; treaties first."""
    return read_instruments(paths.resources() / "instruments")


class Correspondences:
    """Instruments, tables, choices."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._instruments: dict[str, Instrument] | None = None
        self._shipped: tuple[Numbering, ...] | None = None
        self._own: tuple[Numbering, ...] | None = None

    def instruments(self) -> Mapping[str, Instrument]:
        """The reference instruments, by id."""
        if self._instruments is None:
            self._instruments = shipped_instruments()
        return self._instruments

    def instrument(self, name: str) -> Instrument:
        """The instrument somebody names: by id, short name, or symbol, whatever the case.

        Raises:
            NotFoundError: there is none; the hint lists the treaties.
        """
        wanted = name.strip().casefold()
        for one in self.instruments().values():
            if wanted and wanted in (
                one.id.casefold(),
                one.short.casefold(),
                one.symbol.casefold(),
            ):
                return one
        treaties = [one.id for one in self.instruments().values() if one.kind == "treaty"]
        raise NotFoundError(
            _("There is no instrument {name}.").format(name=name),
            _("There are: {names}.").format(names=", ".join(treaties)),
        )

    def numberings(self) -> tuple[Numbering, ...]:
        """Every numbering there is, one's own tables last."""
        if self._shipped is None:
            self._shipped = read_shipped(paths.resources() / "correspondence")
        own = self._own
        if own is None:
            own = self._read_own()
            # whoever only reads is not told when somebody else takes a table in
            self._own = own if self._desk.store.writable else None
        return (*self._shipped, *own)

    def _read_own(self) -> tuple[Numbering, ...]:
        with self._desk.store.read() as connection:
            rows = self._desk.store.rows(connection).all(Meta)
        kept = sorted((row["key"], row["value"]) for row in rows if row["key"].startswith(_TABLE))
        own = (own_from_text(value) for _key, value in kept)
        return tuple(table for table in own if table is not None)

    def named(self, name: str) -> Numbering:
        """The numbering of an id, or of a table's own name.

        Raises:
            NotFoundError: there is none; the hint lists them.
        """
        known = self.numberings()
        for one in known:
            if name in (one.id, one.name, one.table if one.own else one.id):
                return one
        raise NotFoundError(
            _("There is no numbering {name}.").format(name=name),
            _("There are: {names}.").format(names=", ".join(one.id for one in known)),
        )

    def import_file(self, path: Path) -> Numbering:
        """Take a table of one's own in; one of the same name is replaced.

        Raises:
            InputRefusedError: it cannot be read; the message names line and column.
        """
        table = read_own(path, tuple(self.instruments()))
        key = _TABLE + table.table
        with self._desk.store.cache() as rows:
            rows.remove(Meta, "key", [key])
            rows.insert(Meta, [{"key": key, "value": own_to_text(table)}])
        self._own = None
        return table

    def forget(self, name: str) -> None:
        """Take a table of one's own out again.

        Raises:
            NotFoundError: there is none of this name.
        """
        table = self.named(name)
        if not table.own:
            raise NotFoundError(_("{name} is no table of your own.").format(name=name))
        with self._desk.store.cache() as rows:
            rows.remove(Meta, "key", [_TABLE + table.table])
        self._own = None

    def choose(self, sha256: str, numbering: str) -> None:
        """Say how a draft is numbered; "" to let it be told by symbol and titles again.

        Raises:
            NotFoundError: there is no such numbering.
        """
        chosen = self.named(numbering).id if numbering else ""
        with self._desk.store.cache() as rows:
            rows.remove(Meta, "key", [_CHOICE + sha256])
            if chosen:
                rows.insert(Meta, [{"key": _CHOICE + sha256, "value": chosen}])

    def of_draft(
        self, sha256: str, symbol: str, titles: Callable[[], Mapping[str, str]]
    ) -> tuple[Numbering | None, str]:
        """The numbering of a draft, and what says so; see `Board.why` and `numbered_like`."""
        known = self.numberings()
        with self._desk.store.read() as connection:
            rows = self._desk.store.rows(connection)
            chosen = rows.values(Meta, "value", key=_CHOICE + sha256)
        for one in known:
            if chosen and one.id == chosen[0]:
                return one, "person"
        return numbered_like([one for one in known if not one.own], symbol, titles)

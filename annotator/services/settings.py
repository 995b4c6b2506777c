# SPDX-License-Identifier: AGPL-3.0-or-later
"""The reviewer's settings: one TOML file with only what differs from the defaults."""

from __future__ import annotations

import getpass
import json
import os
import tomllib
from pathlib import Path

from annotator.domain.errors import InputRefusedError
from annotator.domain.identity import derived_uid, new_uid
from annotator.domain.normalise import canonical
from annotator.domain.project import Reviewer
from annotator.domain.team_author import refuse_team
from annotator.i18n import _


class Settings:
    """What a reviewer has set on this machine. Read when asked, written at once."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "settings.toml"

    def reviewer(self) -> Reviewer | None:
        """Who usually sits here, None where nobody has said.

        Raises:
            InputRefusedError: the file cannot be read; the message says where.
        """
        said = self._read().get("reviewer", {})
        if not said.get("name"):
            return None
        return Reviewer(
            str(said.get("uid") or derived_uid("reviewer", canonical(str(said["name"])))),
            canonical(str(said["name"])),
            canonical(str(said.get("organisation", ""))),
        )

    def set_reviewer(self, reviewer: Reviewer) -> None:
        """Remember who usually sits here."""
        names = ("uid", "name", "organisation")
        said = {name: str(getattr(reviewer, name)) for name in names if getattr(reviewer, name)}
        self._write({**self._read(), "reviewer": said})

    def watched(self, project: str) -> Path | None:
        """The folder of the team that a project is to be told of; None for none.

        Args:
            project: its uid.

        Raises:
            InputRefusedError: as for `reviewer`.
        """
        folder = self._read().get("watched", {}).get(project, "")
        return Path(folder) if folder else None

    def watch(self, project: str, folder: Path | None) -> None:
        """Choose that folder; None for none. It is told here and not in the project, which is mailed."""
        body = self._read()
        others = {uid: at for uid, at in body.get("watched", {}).items() if uid != project}
        chosen = {project: str(folder.absolute())} if folder is not None else {}
        self._write({**body, "watched": {**others, **chosen}})

    def _read(self) -> dict[str, dict[str, str]]:
        if not self.path.is_file():
            return {}
        try:
            body = tomllib.loads(self.path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise InputRefusedError(
                _("The settings {path} cannot be read: {error}.").format(
                    path=self.path, error=error
                )
            ) from error
        tables = {name: table for name, table in body.items() if isinstance(table, dict)}
        return {
            name: {key: value for key, value in table.items() if isinstance(value, str)}
            for name, table in tables.items()
        }

    def _write(self, body: dict[str, dict[str, str]]) -> None:
        lines: list[str] = []
        for name, table in body.items():
            if table:
                lines += [f"[{name}]", *(f"{_key(k)} = {_string(v)}" for k, v in table.items())]
        self.path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self.path.with_suffix(".unfinished")
        unfinished.write_text("\n".join(lines) + "\n", "utf-8")
        unfinished.replace(self.path)

    def be(self, name: str, organisation: str = "") -> Reviewer:
        """Remember a person by name; the one who is known by it keeps their id.

        Raises:
            InputRefusedError: the name is empty, or the team's.
        """
        name = " ".join(canonical(name).split())
        if not name:
            raise InputRefusedError(_("The name is empty."))
        refuse_team(name)
        known = self.reviewer()
        uid = known.uid if known is not None and known.name == name else new_uid()
        reviewer = Reviewer(uid, name, " ".join(canonical(organisation).split()))
        self.set_reviewer(reviewer)
        return reviewer

    def somebody(self) -> Reviewer:
        """Who sits here, remembered from now on: the system's user where nobody has said."""
        known = self.reviewer()
        if known is None:
            known = Reviewer(new_uid(), canonical(_system_user()))
            self.set_reviewer(known)
        return known


def _string(text: str) -> str:
    """A string of TOML: one of JSON, its letters as they are."""
    return json.dumps(text, ensure_ascii=False)


def _key(text: str) -> str:
    return text if text.isascii() and text.isidentifier() else _string(text)


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return os.environ.get("USER") or "Reviewer"

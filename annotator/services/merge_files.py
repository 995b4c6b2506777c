# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a merge is given, as files of rows: annotation files, other projects, folders of both."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

from annotator.domain.errors import AnnotatorError, InputRefusedError
from annotator.exchange.csv_file import look_at_header
from annotator.i18n import _
from annotator.services.other_project import looked_into
from annotator.storage.peek import read_header

TABLES, PROJECT = (".csv", ".tsv", ".txt"), ".treaty"
IN_FOLDERS = (".csv", PROJECT)
SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".numbers"})

LeftOut = tuple[str, str]
"""A file in a folder that is not read, and why."""


def files_to_merge(given: Iterable[Path], project: Path) -> tuple[list[Path], list[LeftOut]]:
    """The files that a merge reads, folders opened, each file once, in the order given.

    Args:
        given: files and folders; of a folder all annotation files and projects right in it, by name.
        project: that is merged into; in a folder it is passed by.

    Returns:
        The files, and what was left out of folders.

    Raises:
        InputRefusedError: a spreadsheet program's own format was given, the project itself, or a folder
            with nothing to merge in it.
    """
    files: dict[Path, Path] = {}
    left: list[LeftOut] = []
    wrong: list[AnnotatorError] = []
    for path in given:
        if path.is_dir():
            found = _of_folder(path, project, left)
            if not found:
                raise InputRefusedError(
                    _("There is nothing to merge in {folder}.").format(folder=path),
                    _("Annotation files end in .csv, projects in .treaty."),
                )
        else:
            try:
                _refuse(path, project)
                (read_header if is_project(path) else look_at_header)(path)
            except AnnotatorError as error:
                wrong.append(error)
            found = [path]
        for one in found:
            files.setdefault(one.resolve(), one)
    if len(wrong) == 1:
        raise InputRefusedError(wrong[0].message, wrong[0].hint) from wrong[0]
    if wrong:
        raise InputRefusedError("\n".join(str(error) for error in wrong))
    return list(files.values()), left


def _of_folder(folder: Path, project: Path, left: list[LeftOut]) -> list[Path]:
    found = []
    for path in sorted(folder.iterdir()):
        suffix = path.suffix.casefold()
        if not path.is_file() or path.name.startswith((".", "~$")):
            continue
        if suffix in SPREADSHEETS:
            left.append((str(path), _no_spreadsheet()))
        elif suffix in IN_FOLDERS and not _same(path, project):
            try:
                (looked_into if suffix == PROJECT else look_at_header)(path)
            except AnnotatorError as error:
                left.append((str(path), str(error)))
            else:
                found.append(path)
    return found


def _refuse(path: Path, project: Path) -> None:
    if path.suffix.casefold() in SPREADSHEETS:
        raise InputRefusedError(
            _("{path} cannot be merged: {why}.").format(path=path, why=_no_spreadsheet()),
            _("Save it as CSV (UTF-8) in the spreadsheet program, and merge that."),
        )
    if _same(path, project):
        raise InputRefusedError(_("{path} is the project itself.").format(path=path))
    if path.suffix.casefold() != PROJECT and path.is_file():
        with contextlib.suppress(OSError), path.open("rb") as file:
            _refuse_begun(path, file.read(8))


def _refuse_begun(path: Path, begun: bytes) -> None:
    """Refuse a file that begins as no table does."""
    for sign, what, hint in (
        (b"%PDF-", _("a PDF"), _("Add it as a draft; annotations come as CSV or as a project.")),
        (b"\x89PNG", _("a picture"), _("Annotations come as CSV or as a project.")),
        (b"\xff\xd8\xff", _("a picture"), _("Annotations come as CSV or as a project.")),
        (b"\xd0\xcf\x11\xe0", _("an Office document"), _("Save its table as CSV (UTF-8), and merge that.")),
        (b"PK\x03\x04", _("a ZIP archive or an Office document"),
         _("Unpack an archive; of a document, save its table as CSV (UTF-8). Merge that.")),
        (b"SQLite f", _("a database, perhaps a project under another name"),
         _("If it is a project, let its name end in .treaty.")),
    ):  # fmt: skip
        if begun.startswith(sign):
            raise InputRefusedError(
                _("{path} cannot be merged: it is {what}.").format(path=path, what=what), hint
            )


def _no_spreadsheet() -> str:
    return _("files of spreadsheet programs are not read, only CSV saved from them")


def _same(path: Path, project: Path) -> bool:
    return path.exists() and project.exists() and path.samefile(project)


def is_project(path: Path) -> bool:
    """Whether a file is another project, by its name."""
    return path.suffix.casefold() == PROJECT


def short_names(paths: Iterable[Path]) -> dict[Path, str]:
    """What files are called in a report: their names, of files of one name so much of the path that they
    differ, with `/` on every machine.
    """
    whole = {path: path.absolute().parts for path in paths}
    found: dict[Path, str] = {}
    for path, parts in whole.items():
        size = 1
        while size < len(parts) and any(
            other[-size:] == parts[-size:] for twin, other in whole.items() if twin != path
        ):
            size += 1
        found[path] = "/".join(parts[-size:])
    return found

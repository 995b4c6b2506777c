# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every way the program refuses, one class a cause. Foreign exceptions become these at a floor's edge."""

from __future__ import annotations


class AnnotatorError(Exception):
    """A refusal a person can act on: what is wrong, and what to do about it.

    Attributes:
        message: one sentence, what is wrong and where.
        hint: one sentence, what to do; may be empty.
        exit_code: what the command line ends with (2 wrong call or ambiguous name, 3 input refused
            or not found, 4 project busy or damaged).
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class WrongCallError(AnnotatorError):
    """The call lacks something or contradicts itself."""

    exit_code = 2


class NobodyActsError(WrongCallError):
    """A plan names people, and whoever sits at the window has not said which of them they are."""


class AmbiguousNameError(AnnotatorError):
    """A name fits several things; the candidates are in the hint."""

    exit_code = 2


class NotFoundError(AnnotatorError):
    """What was named is not in the project."""

    exit_code = 3


class InputRefusedError(AnnotatorError):
    """A file or a value cannot be taken."""

    exit_code = 3


class PasswordNeededError(InputRefusedError):
    """The PDF is encrypted and no password, or a wrong one, was given."""


class UnreadablePdfError(InputRefusedError):
    """The file is not a PDF, or nothing of it can be opened."""


class ChangedSinceError(InputRefusedError):
    """An undo or redo would tread on later work."""


class WorkerLostError(AnnotatorError):
    """The PDF worker ended, hung or answered nonsense; the document is not drawn, nothing is lost."""

    exit_code = 3


class ProjectBusyError(AnnotatorError):
    """Another window or command holds the project for writing."""

    exit_code = 4


class ProjectDamagedError(AnnotatorError):
    """The file is not a project, is damaged, or was written by a newer version."""

    exit_code = 4


class Cancelled(Exception):  # noqa: N818 - an order, not an error
    """Raised inside a job by its progress callback when the user cancels it."""

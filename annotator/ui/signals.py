# SPDX-License-Identifier: AGPL-3.0-or-later
"""News of the project, brought from the writer thread to the window. Carries values, keeps none."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class ProjectSignals(QObject):
    """What happened to the project.

    Signals:
        project_changed: a ChangeSet, after each commit, whichever thread made it.
        drafts_changed: the list of drafts is another one.
        passages_changed: passages of the draft shown were read anew.
        codes_changed: the codebook is another one.
        recent_changed: other codes were used last.
        undo_changed: UndoStatus.
        tagged: letters of the codes, after the commit; the fields that the plan requires and the tags
            lack; and the tags' uids.
        deleted: a tag or a passage is deleted.
        who_needed: what to do once somebody has said who they are.
        failed: an exception; the work was not done, nothing is lost.
    """

    project_changed = Signal(object)
    drafts_changed = Signal()
    passages_changed = Signal()
    codes_changed = Signal()
    recent_changed = Signal()
    undo_changed = Signal(object)
    tagged = Signal(str, object, object)
    deleted = Signal()
    turned = Signal(str)
    who_needed = Signal(object)
    failed = Signal(object)

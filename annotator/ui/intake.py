# SPDX-License-Identifier: AGPL-3.0-or-later
"""Brings what is to be shown onto the workbench: projects, drafts, text layers. Shows nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from annotator.domain.codebook import Code
from annotator.domain.errors import AnnotatorError
from annotator.domain.project import Draft
from annotator.i18n import _
from annotator.pdf.text_layer import PageTexts
from annotator.ui.jobs import Progress
from annotator.ui.snapshot import Snapshot, Stored
from annotator.ui.workbench import Workbench


class Intake(QObject):
    """Fetches, on the writer thread.

    Signals:
        stored_ready: a Stored draft can be shown.
        stored_missing: SHA-256 of a draft that cannot be shown, and why.
        texts_ready: PageTexts of the draft shown.
        previews_ready: its page numbers with small pictures (PNG).
    """

    stored_ready = Signal(object)
    stored_missing = Signal(str, str)
    texts_ready = Signal(object)
    previews_ready = Signal(object)

    def __init__(self, bench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench

    def wake_project(self, path: Path) -> None:
        """Open the project with all floors (after the first paint)."""
        clerk, sha256, laid = self._bench.clerk, self._bench.sha256, self._bench.laid

        def work(_progress: Progress) -> Snapshot:
            note = clerk.open(path)
            return replace(clerk.snapshot(sha256), note=note, laid=laid)

        self._bench.do(work, self._on_woken, title=_("Opening the project"))

    def wake_pdf(self) -> None:
        """Fetch the codebook, and the project this PDF may already have."""
        bench, clerk = self._bench, self._bench.clerk
        sheet, sha256, laid = bench.sheet, bench.sha256, bench.laid
        if sheet is None or sheet.path is None or bench.project is not None:
            return
        pdf = sheet.path

        def codes(_progress: Progress) -> tuple[Code, ...]:
            return clerk.shipped_codes()

        def adopt(_progress: Progress) -> Snapshot | None:
            note = clerk.adopt(pdf)
            if not clerk.has_project:
                return None
            return replace(clerk.snapshot(sha256), note=note, laid=laid)

        bench.do(codes, self._on_codes)
        bench.do(adopt, bench.on_read)

    def fetch(self, draft: Draft) -> None:
        """Bring a draft's bytes out of the project."""
        clerk = self._bench.clerk

        def work(_progress: Progress) -> Stored | tuple[str, str]:
            try:
                return clerk.stored(draft)
            except AnnotatorError as error:
                return draft.sha256, str(error)

        self._bench.do(work, self._on_stored, title=_("Opening the draft"))

    def fetch_texts(self) -> None:
        """Bring text layers and small pictures of the draft shown."""
        clerk, sha256 = self._bench.clerk, self._bench.sha256

        def work(_progress: Progress) -> tuple[str, PageTexts]:
            return sha256, clerk.texts(sha256)

        def draw(_progress: Progress) -> tuple[str, list[tuple[int, bytes]]]:
            return sha256, clerk.previews(sha256)

        self._bench.do(work, self._on_texts)
        self._bench.do(draw, self._on_previews)

    def classify(self, texts: PageTexts) -> None:
        """Find headers, footers and line numbers in the text of a bare PDF."""
        sha256 = self._bench.sha256

        def work(_progress: Progress) -> tuple[str, PageTexts]:
            from annotator.pdf.text_kinds import classify  # noqa: PLC0415 - after the first page

            return sha256, PageTexts(classify(list(texts.values())))

        self._bench.do(work, self._on_texts)

    def _on_codes(self, codes: tuple[Code, ...]) -> None:
        bench = self._bench
        if bench.project is None:
            bench.codes = {code.uid: code for code in codes}
            bench.signals.codes_changed.emit()

    def _on_woken(self, snapshot: Snapshot) -> None:
        bench = self._bench
        if not bench.take(snapshot):
            return
        if bench.sheet is None and bench.sheets:
            bench.current = 0
        if bench.sheet is not None and bench.sheet.draft is not None and not bench.sha256:
            self.fetch(bench.sheet.draft)

    def _on_stored(self, stored: Stored | tuple[str, str]) -> None:
        if isinstance(stored, Stored):
            self.stored_ready.emit(stored)
        else:
            self.stored_missing.emit(*stored)

    def _on_texts(self, answer: tuple[str, PageTexts]) -> None:
        sha256, texts = answer
        if sha256 == self._bench.sha256:
            self.texts_ready.emit(texts)

    def _on_previews(self, answer: tuple[str, list[tuple[int, bytes]]]) -> None:
        sha256, pictures = answer
        if sha256 == self._bench.sha256:
            self.previews_ready.emit(pictures)

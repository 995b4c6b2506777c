# SPDX-License-Identifier: AGPL-3.0-or-later
"""Starts the window. The worker goes first and Qt comes after it: they start side by side."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.domain.errors import WrongCallError
from annotator.i18n import _, right_to_left
from annotator.pdf.arena import SharedBytes
from annotator.pdf.client import PdfClient
from annotator.ui.immortal import guard_singletons
from annotator.ui.paths_given import sorted_out
from annotator.ui.plain_import import import_qt
from annotator.ui.viewer.opening import sizes_of

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext, QtMsgType
    from PySide6.QtWidgets import QApplication


log = logging.getLogger(__name__)

SWITCH = 0.00005
"""Seconds for which the writer thread may keep the window waiting, each of the ten or twenty times in a
picture that the window comes back from Qt: with 0.001 scrolling stood still for 30 to 50 ms while the
provisions of a draft were found. The writer takes a tenth longer while somebody scrolls.
"""

FIRST_WIDTH = 900
"""Pixels across the first page as it is drawn before anybody knows how wide the view will be."""
PATIENCE = 0.05
"""Seconds the first paint may wait for the first page. Most are drawn in 5 to 30 ms, about as long as
the system takes to put the window on the screen."""


def run(paths: Sequence[str]) -> int:
    """Open the window on a project, on PDFs, or on nothing; returns when it is closed.

    Args:
        paths: as given on the command line.

    Returns:
        the exit code.
    """
    if not _has_screen():
        sys.stderr.write(
            _(
                "annotator: There is no screen here. The commands work without one: annotator --help."
            )
            + "\n"
        )
        return WrongCallError.exit_code
    started = _start_worker(paths)
    sys.setswitchinterval(SWITCH)
    import_qt()
    from annotator.ui.jobs import Sweeper  # noqa: PLC0415 - Qt, after the worker is on its way
    from annotator.ui.main_window import MainWindow  # noqa: PLC0415
    from annotator.ui.opener import Prepared  # noqa: PLC0415

    early = _ask_for_first_page(started[2]) if started else 0
    app = application()
    sweeper = Sweeper(app)
    window = MainWindow()
    window.reader.view.verticalScrollBar().valueChanged.connect(sweeper.hold)
    if started and not early:
        early = _ask_for_first_page(started[2])
    prepared = Prepared(*started) if started else None
    window.open_paths(paths, prepared=prepared)
    window.show()
    window.reader.await_page(PATIENCE)
    if started:
        started[2].cancel(early)  # nothing, where it is here; else what shows now comes first
    code = app.exec()
    sweeper.stop()
    return code


def _has_screen() -> bool:
    """Whether a window can be shown; Qt would end the process where it cannot."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def application() -> QApplication:
    """The application, dressed; the one there is, if there is one."""
    from PySide6.QtCore import Qt, qInstallMessageHandler  # noqa: PLC0415 - see run
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from annotator.ui import theme  # noqa: PLC0415
    from annotator.ui.viewer import accessible  # noqa: PLC0415

    guard_singletons()
    qInstallMessageHandler(_log_qt)
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("treaty-annotator")
    app.setApplicationDisplayName("Treaty Annotator")
    app.setDesktopFileName("treaty-annotator")
    if right_to_left():
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    theme.prepare(app)
    accessible.install()
    return app


def _start_worker(paths: Sequence[str]) -> tuple[Path, SharedBytes, PdfClient] | None:
    """For a bare PDF the worker is wanted at once; a project shows a stored picture first."""
    given = sorted_out(paths)
    if given.projects or not given.pdfs:
        return None
    try:
        source = SharedBytes.from_file(given.pdfs[0])
    except (OSError, ValueError):
        return None  # the window says what is wrong with it
    client = PdfClient(role="render")
    client.start()
    client.open(source)
    return given.pdfs[0], source, client


def _ask_for_first_page(client: PdfClient) -> int:
    """Have the first page drawn while the window is built: it is in the first paint, and sharpened then.

    Returns:
        the request; 0 while the worker has not opened the document yet: it is asked for when the window
        stands.
    """
    replies = client.pump()
    opened = next((reply for reply in replies if reply.kind == "opened"), None)
    sizes = sizes_of(opened.body.get("pages")) if opened is not None else []
    request = client.render(1, scale=FIRST_WIDTH / sizes[0].width) if sizes else 0
    client.put_back(replies)
    return request


def _log_qt(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """What Qt has to say goes where everything else goes."""
    serious = kind.name in ("QtCriticalMsg", "QtFatalMsg")
    log.log(logging.ERROR if serious else logging.INFO, "qt %s", message)

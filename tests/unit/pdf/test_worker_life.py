# SPDX-License-Identifier: AGPL-3.0-or-later
"""Workers that die, hang or lose their window; and what a worker may not do."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from annotator.domain.errors import WorkerLostError
from annotator.pdf import client as client_module
from annotator.pdf.client import PdfClient

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from annotator.pdf.arena import SharedBytes
    from annotator.pdf.replies import Reply

linux = pytest.mark.skipif(sys.platform != "linux", reason="this protection is Linux's")


def gone(pid: int, seconds: float = 10) -> bool:
    """Whether a process that need not be ours ends in time."""
    try:
        fd = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([fd], [], [], seconds)[0])
    finally:
        os.close(fd)


def test_a_killed_worker_is_lost_and_its_heir_knows_the_document(
    client: PdfClient, opened: Callable[[str], Reply]
) -> None:
    opened("two_pages")
    pixels = client.wait(client.render(1, scale=1.0), timeout=20).pixels
    assert pixels is not None
    before = bytes(pixels.view)
    os.kill(client.pid, signal.SIGKILL)
    with pytest.raises(WorkerLostError):
        client.wait(client.render(2, scale=1.0), timeout=20)
    assert client.fileno() == -1
    assert client.check(time.monotonic()) == "killed"
    client.respawn()
    again = client.wait(client.render(1, scale=1.0), timeout=20).pixels
    assert again is not None
    assert bytes(again.view) == before == bytes(pixels.view)


def test_a_death_nobody_waits_for_is_told(
    client: PdfClient, opened: Callable[[str], Reply]
) -> None:
    opened("two_pages")
    os.kill(client.pid, signal.SIGKILL)
    assert select.select([client.fileno()], [], [], 10)[0]
    assert [(reply.id, reply.kind) for reply in client.pump()] == [(0, "lost")]
    assert client.pump() == []


def test_a_death_is_told_where_the_only_request_was_cancelled(
    client: PdfClient, opened: Callable[[str], Reply]
) -> None:
    opened("endless")
    os.kill(client.pid, signal.SIGSTOP)
    request = client.render(1, scale=1.0)
    client.cancel(request)
    os.kill(client.pid, signal.SIGKILL)
    assert select.select([client.fileno()], [], [], 10)[0]
    assert [(reply.id, reply.kind) for reply in client.pump()] == [(request, "lost")]


def test_the_death_of_an_heir_that_reopens_is_told(
    client: PdfClient, opened: Callable[[str], Reply]
) -> None:
    opened("two_pages")
    client.respawn()
    os.kill(client.pid, signal.SIGKILL)
    assert select.select([client.fileno()], [], [], 10)[0]
    assert [(reply.id, reply.kind) for reply in client.pump()] == [(0, "lost")]


def test_respawning_answers_what_was_asked(
    client: PdfClient, opened: Callable[[str], Reply]
) -> None:
    opened("endless")
    asked = [client.render(1, scale=1.0), client.render(1, scale=2.0), client.text(1, 1)]
    old = client.pid
    client.respawn()
    assert [(r.id, r.kind) for r in client.pump()] == [(request, "lost") for request in asked]
    assert client.pid != old
    assert gone(old)
    assert client.wait(client.open(client._source), timeout=20).kind == "opened"  # type: ignore[arg-type]


def test_a_hanging_page_is_slow_then_killed(
    client: PdfClient, opened: Callable[[str], Reply]
) -> None:
    opened("endless")
    assert client.check(time.monotonic()) == "idle"
    request = client.render(1, scale=1.0)
    now = time.monotonic()
    assert client.check(now + client_module.SLOW - 0.5) == "busy"
    assert client.check(now + client_module.SLOW + 0.5) == "slow"
    pid = client.pid
    assert client.check(now + client_module.HANGING + 0.5) == "killed"
    assert gone(pid)
    assert [(r.id, r.kind) for r in client.pump()] == [(request, "lost")]


@linux
def test_a_worker_that_eats_memory_is_killed(
    client: PdfClient, opened: Callable[[str], Reply], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened("two_pages")
    assert client.check(time.monotonic()) == "idle"
    monkeypatch.setattr(client_module, "MEMORY", 1 << 20)
    assert client.check(time.monotonic()) == "killed"


@linux
def test_a_worker_reaches_no_file_no_network_and_no_program(
    client: PdfClient, opened: Callable[[str], Reply]
) -> None:
    held = opened("two_pages").body["sandbox"]
    if not held["landlock"]:  # type: ignore[index]
        pytest.skip("this kernel has no Landlock")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        socket.create_connection(("127.0.0.1", port), 5).close()
        probed = client.wait(client.probe(port), timeout=20).body
    assert set(probed) == {"read", "write", "connect", "run"}
    assert all(probed.values()), probed


def test_a_worker_has_limits(client: PdfClient, opened: Callable[[str], Reply]) -> None:
    held = opened("two_pages").body["sandbox"]
    assert held["limits"]  # type: ignore[index]
    resource = pytest.importorskip("resource")
    if not hasattr(resource, "prlimit"):
        pytest.skip("limits of another process cannot be read here")
    assert resource.prlimit(client.pid, resource.RLIMIT_AS)[0] == 3 << 30
    assert resource.prlimit(client.pid, resource.RLIMIT_FSIZE) == (0, 0)
    assert resource.prlimit(client.pid, resource.RLIMIT_CORE) == (0, 0)


def test_a_closed_client_leaves_no_worker(share: Callable[[str], SharedBytes]) -> None:
    client = PdfClient(role="text")
    client.start()
    client.wait(client.open(share("two_pages")), timeout=20)
    pid = client.pid
    client.close()
    client.close()
    assert gone(pid)


@linux
@pytest.mark.parametrize("busy", [False, True])
def test_no_worker_outlives_a_killed_window(pdf: Callable[[str], Path], busy: bool) -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from annotator.pdf.arena import SharedBytes\n"
        "from annotator.pdf.client import PdfClient\n"
        "client = PdfClient(); client.start()\n"
        "client.wait(client.open(SharedBytes.from_file(Path(sys.argv[1]))), timeout=20)\n"
        "if sys.argv[2] == 'True': client.render(1, scale=1.0)\n"
        "print(client.pid, flush=True)\n"
        "sys.stdin.read()\n"
    )
    window = subprocess.Popen(
        [sys.executable, "-c", code, str(pdf("endless")), str(busy)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with window:
        assert window.stdout is not None
        pid = int(window.stdout.readline())
        assert not gone(pid, 0.2)
        window.kill()
    assert gone(pid)

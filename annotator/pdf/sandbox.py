# SPDX-License-Identifier: AGPL-3.0-or-later
"""Takes rights away from a worker, for good: before threads start and before a PDF is read."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import signal
import socket
import struct
import sys
from typing import Any, Final

MEMORY: Final = 3 << 30
"""Most address space of a worker; MuPDF answers a refusal by emptying its caches."""

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_NO_NEW_PRIVS: Final = 38
_CLONE_NEWUSER: Final = 0x10000000
_CLONE_NEWNET: Final = 0x40000000
# one number on every architecture: linux/include/uapi/asm-generic/unistd.h
_LANDLOCK_CREATE: Final = 444
_LANDLOCK_RESTRICT: Final = 446
_LANDLOCK_VERSION_FLAG: Final = 1
# docs.kernel.org/userspace-api/landlock.html: rights known to each version of the interface
_FILE_RIGHTS: Final = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_NET_SINCE: Final = 4
_SCOPES_SINCE: Final = 6


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def die_with_parent(parent: int) -> None:
    """End this process when the thread that started it ends.

    Args:
        parent: process id of the starter; it may have died before we could ask.
    """
    if sys.platform == "linux":
        _libc().prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(0)


def lock_down() -> dict[str, Any]:
    """Take away files, network and excess memory; what the system refuses is left out.

    Returns:
        What holds: `limits`, `no_new_privs`, `network` (an empty one) as bool, `landlock` as the
        version of its interface, 0 for none.
    """
    held: dict[str, Any] = {"limits": _limit(), "landlock": 0, "network": False}
    held["no_new_privs"] = False
    if sys.platform != "linux":
        return held
    libc = _libc()
    held["network"] = not (
        libc.unshare(_CLONE_NEWNET) and libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
    )
    held["no_new_privs"] = libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
    held["landlock"] = _landlock(libc)
    return held


def _limit() -> bool:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return False
    limits = (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 128),
    )
    with contextlib.suppress(OSError, ValueError):
        for which, most in limits:
            hard = resource.getrlimit(which)[1]
            value = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(which, (value, value))
        return True
    return False


def _landlock(libc: ctypes.CDLL) -> int:
    """Allow no file and no TCP, no signal to and no socket of anybody outside."""
    version = libc.syscall(_LANDLOCK_CREATE, None, 0, _LANDLOCK_VERSION_FLAG)
    if version < 1:
        return 0
    files = (1 << _FILE_RIGHTS.get(version, 16)) - 1
    rules = struct.pack(
        "<QQQ", files, 3 if version >= _NET_SINCE else 0, 3 if version >= _SCOPES_SINCE else 0
    )
    size = 24 if version >= _SCOPES_SINCE else 16 if version >= _NET_SINCE else 8
    fd = libc.syscall(_LANDLOCK_CREATE, rules, size, 0)
    if fd < 0:
        return 0
    try:
        return int(version) if libc.syscall(_LANDLOCK_RESTRICT, fd, 0) == 0 else 0
    finally:
        os.close(fd)


def probe(port: int) -> dict[str, str]:
    """Try what is forbidden, for the self-test.

    Args:
        port: of a listener on this machine that would accept.

    Returns:
        For `read`, `write`, `connect` and `run` the name of the error met, "" where it was allowed.
    """
    return {
        "read": _outcome(lambda: os.close(os.open("/etc/passwd", os.O_RDONLY))),
        "write": _outcome(lambda: os.close(os.open("/tmp", os.O_WRONLY | os.O_TMPFILE))),  # noqa: S108 - meant to fail
        "connect": _outcome(lambda: _connect(port)),
        "run": _outcome(lambda: os.waitpid(os.posix_spawn("/bin/true", ["true"], {}), 0)),
    }


def _connect(port: int) -> None:
    # not create_connection: it loads a codec from a file first, and would fail at that
    with socket.socket() as sock:
        sock.settimeout(2)
        sock.connect(("127.0.0.1", port))


def _outcome(attempt: Any) -> str:
    try:
        attempt()
    except OSError as error:
        return errno.errorcode.get(error.errno or 0, "error")
    return ""

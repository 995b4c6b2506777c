# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python3 packaging/dev.py run|test|setup`: run and test the program from a checkout.

Standard library only. This file also has to load in older Pythons, to name the trouble there:
no f-strings, no future imports.
"""

import os
import subprocess
import sys

OLDEST = (3, 11)
NEWEST = (3, 14)
USAGE = """usage: python3 packaging/dev.py COMMAND [ARGUMENTS]

  setup          make .venv ready: packages, bytecode, Qt's system libraries
  run [ARGS]     set up, then open the window (without a screen: the unattended tour)
  test [ARGS]    set up, then run the tests; ARGS go to pytest
"""


def suitable(version: tuple) -> bool:  # type: ignore[type-arg] # old Pythons cannot subscript it
    """Whether a Python of this version can run the program."""
    return OLDEST <= tuple(version[:2]) <= NEWEST


def other_python() -> str:
    """The path of a suitable Python on PATH, "" when there is none."""
    for minor in range(OLDEST[1], NEWEST[1] + 1):
        name = "python3." + str(minor)
        for folder in os.environ.get("PATH", "").split(os.pathsep):
            path = folder + os.sep + name
            if os.access(path, os.X_OK) and _answers(path, minor):
                return path
    return ""


def _answers(path: str, minor: int) -> bool:
    """Whether it starts: a version manager's shim may stand for a Python that is not there."""
    try:
        said = subprocess.check_output(
            [path, "-c", "import sys; print(sys.version_info[1])"], stderr=subprocess.DEVNULL
        )
    except (OSError, subprocess.CalledProcessError):
        return False
    return said.strip() == str(minor).encode()


def main(arguments: list) -> int:  # type: ignore[type-arg] # as above
    """Find a suitable Python, then hand over to `checkout`."""
    if not suitable(sys.version_info):
        here = ".".join(map(str, sys.version_info[:3]))
        path = other_python()
        if not path:
            sys.stderr.write(
                "Python 3.11, 3.12, 3.13 or 3.14 is needed; this is " + here + " and no other was"
                " found.\nOn Debian 12, Ubuntu 24.04 or later: apt-get install python3\n"
                "Then name it: python3.11 packaging/dev.py " + " ".join(arguments) + "\n"
            )
            return 1
        sys.stderr.write("Python " + here + " does not fit; going on with " + path + "\n")
        sys.stderr.flush()
        return subprocess.call([path, __file__, *arguments])
    if not arguments or arguments[0] not in ("setup", "run", "test"):
        asked = bool(arguments) and arguments[0] in ("-h", "--help", "help")
        (sys.stdout if asked else sys.stderr).write(USAGE)
        return 0 if asked else 2
    import checkout  # noqa: PLC0415 - its syntax is not for old Pythons

    return checkout.command(arguments[0], arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

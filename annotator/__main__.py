# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m annotator` and the `annotator` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Start the program."""
    from annotator.bootstrap import run  # noqa: PLC0415 - nothing before it is needed

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()

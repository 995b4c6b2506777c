# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a PDF brings along: its links and the comments in it."""

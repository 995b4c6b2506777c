# SPDX-License-Identifier: AGPL-3.0-or-later
"""A second document beside the one that is read: shown, selected in, copied from, never tagged."""

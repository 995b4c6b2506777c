# SPDX-License-Identifier: AGPL-3.0-or-later
"""Passages on the pages and beside them."""

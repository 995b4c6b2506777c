# SPDX-License-Identifier: AGPL-3.0-or-later
"""Areas of a page: drawn, moved by keys, painted."""

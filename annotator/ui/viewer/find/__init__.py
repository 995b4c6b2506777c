# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finding words: the index of a draft, the search in it, the bar above the pages."""

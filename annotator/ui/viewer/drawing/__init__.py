# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures of pages: what to draw next, who draws it, what is kept."""

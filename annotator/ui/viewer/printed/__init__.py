# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages, passages and legend on paper."""

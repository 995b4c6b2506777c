# SPDX-License-Identifier: AGPL-3.0-or-later
"""The text of the draft beside its pages."""

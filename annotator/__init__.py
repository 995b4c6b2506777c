# SPDX-License-Identifier: AGPL-3.0-or-later
"""Treaty Annotator: tag drafts of a treaty with human-rights concern codes."""

__version__ = "0.1.0"

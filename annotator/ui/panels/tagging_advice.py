# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a key would do in the panel that tags, in a line."""

from __future__ import annotations

from annotator.i18n import _


def advice(*, taken: bool, fits: bool, typed: bool, gathered: bool, made: str, quick: bool) -> str:
    """The line under the code.

    Args:
        taken: Enter answers the queue instead.
        fits: a code is highlighted.
        typed: something is typed.
        gathered: codes are gathered.
        made: letters of the tags just made, to which the fields belong.
        quick: a digit tags.
    """
    if taken:
        return _("Enter: here it is. What waits is accepted at this place, and no tag is made.")
    if fits:
        return _("Enter tags · Shift+Enter adds one more code")
    if typed:
        return _("No code fits what is typed.")
    if gathered:
        return _("Enter tags with these codes · Backspace takes the last one back")
    if made:
        words = _("What is said below belongs to {code}. Another code typed makes another tag.")
        return words.format(code=made)
    return _("A digit tags at once with a recent code.") if quick else ""

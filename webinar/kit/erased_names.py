"""The name of an erased person: stored in no language, and worded by `erased_wording`."""

from __future__ import annotations

import re

# A mark that text was here.
ERASED_TEXT = "[…]"
# With a no-break space, which nobody can type into a name: `text.one_line` makes it a plain space.
BEGINS = "[№\u00a0"
STORED = re.compile(r"\[№\u00a0(G?\d+)\]")


def stored_name(number: int, *, is_guest: bool = False) -> str:
    """The text stored in place of a name: a person's number on the roster, or a guest's."""
    return f"{BEGINS}{'G' if is_guest else ''}{number}]"


def is_erased(name: str) -> bool:
    """Whether this is the stored name of an erased person."""
    return STORED.fullmatch(name) is not None

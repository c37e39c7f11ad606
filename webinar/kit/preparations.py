"""The work that a session still needs, as the organiser's page of today lists it."""

from __future__ import annotations

from typing import NamedTuple


class Preparation(NamedTuple):
    """A step of preparing a session, and the address of the page where it is done.

    The step of the lowest rank comes first; ranks are tens, as those of other parts of pages.
    """

    rank: int
    words: str
    is_done: bool
    address: str


class Errand(NamedTuple):
    """Work that waits for the user in a session that is over, and the page where it is done."""

    words: str
    title: str
    address: str

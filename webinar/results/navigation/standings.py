"""A user's parts in a session, from the user's account and role in it. No Flask."""

from __future__ import annotations

from collections.abc import Callable

from webinar.kit.permissions import ABILITIES, Can, Role
from webinar.page_places import Standing
from webinar.people.accounts.models import User, UserRole


def standings_of(
    user: User, *, owns: bool, role: Role | None, may_view: Callable[[], bool]
) -> frozenset[Standing]:
    """Return all parts that the user has in the session.

    `owns` is whether the session is the user's, or the user is an administrator. `may_view` is
    asked only about accounts of viewers.
    """
    if user.role is UserRole.VIEWER:
        return frozenset({Standing.VIEWER} if may_view() else ())
    abilities = frozenset(Can) if owns else frozenset() if role is None else ABILITIES[role]
    standings = set()
    if owns and user.role in (UserRole.ADMIN, UserRole.ORGANISER):
        standings.add(Standing.PLANNER)
    if Can.RUN_ROOM in abilities:
        standings |= {Standing.READER, Standing.VIEWER}
    if Can.MODERATE in abilities:
        standings.add(Standing.HOST)
    if role is Role.INTERPRETER:
        standings.add(Standing.INTERPRETER)
    return frozenset(standings)

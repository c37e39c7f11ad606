"""Builds docs/permissions.md from the one table of permissions that the server uses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from webinar.kit.permissions import ABILITIES, HOST_ROLES, Can, Role
from webinar.room.engine.registry import Command, Query
from webinar.room.engine.wire import Audience, Broadcast
from webinar.room.rooms.models import RoomState

HEAD = """# Who may do what

Written by `python -m tools.wire_docs` from the table in `webinar/kit/permissions.py` and from what
each command declares; a test holds this page to them. How the commands travel is in
[wire.md](wire.md).

A member has one role in a session. It is read from the database on each command, so a removal or
a new role takes effect with the next command. Pages show a control only where the same table allows
it. What people may do outside a session (make sessions, invite, see reports) depends on their
account: see [security.md](security.md)."""


def page(
    commands: Sequence[Command],
    queries: Sequence[Query],
    broadcasts: Sequence[type[Broadcast]],
) -> str:
    """Return the page in Markdown, except the part that is written by hand."""
    messages: list[Command | Query] = [*commands, *queries]
    rows = [
        [
            f"`{message.name}`",
            f"`{message.needs}`",
            states_in_words(message.states),
            *_marks(message.needs),
        ]
        for message in messages
    ]
    parts = [
        HEAD,
        "## Roles and abilities",
        _table(["ability", *Role], [[f"`{ability}`", *_marks(ability)] for ability in Can]),
        "Those who run a session do not vote in it: the tally is the cohort's.",
        "## Commands",
        _table(["command", "ability", "while the session is", *Role], rows),
        "A removed member may do nothing; a client without a seat cannot connect.",
        "## Broadcasts",
        _table(
            ["broadcast", "audience", *Role],
            [
                [
                    f"`{broadcast.name}`",
                    broadcast.audience.value,
                    *_marks_of_audience(broadcast.audience),
                ]
                for broadcast in broadcasts
            ],
        ),
        "The audience `member` is one member, in all of their tabs.",
    ]
    return "\n\n".join(parts) + "\n"


def may(role: Role, ability: Can) -> bool:
    """Return whether members with this role have the ability."""
    return ability in ABILITIES[role]


def states_in_words(states: Collection[RoomState]) -> str:
    """Name the states in the order in which a session passes them."""
    if set(states) == set(RoomState):
        return "in any state"
    return " or ".join(state.value for state in RoomState if state in states)


def _marks(ability: Can) -> list[str]:
    return ["yes" if may(role, ability) else "–" for role in Role]


def _marks_of_audience(audience: Audience) -> list[str]:
    is_heard = {
        Audience.EVERYONE: set(Role),
        Audience.HOSTS: HOST_ROLES,
        Audience.MEMBER: set(Role),
        Audience.READERS: set(Role) - HOST_ROLES,
    }[audience]
    return ["yes" if role in is_heard else "–" for role in Role]


def _table(head: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    titles = list(head)
    lines = [titles, ["---"] * len(titles), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)

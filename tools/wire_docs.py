"""Writes docs/wire.md, from its mark on, and docs/permissions.md from the registry.

Run as: python -m tools.wire_docs. The text of docs/wire.md before the mark, and the table of pages
in docs/permissions.md, are written by hand and kept.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar, get_type_hints

from msgspec.inspect import type_info

from tools import wire_limits, wire_permissions, wire_shapes
from tools.stamps import ROOT
from tools.wire_reading import purpose, read
from webinar import features
from webinar.kit.permissions import HOST_ROLES, Role
from webinar.room.engine.link_registry import LINK_EVENTS, LinkEvent
from webinar.room.engine.registry import COMMANDS, PARTS, QUERIES, Command, Query
from webinar.room.engine.wire import Audience, Broadcast

T = TypeVar("T")

WIRE = ROOT / "docs" / "wire.md"
PERMISSIONS = ROOT / "docs" / "permissions.md"
# From here on, docs/permissions.md is written by hand and kept.
PAGES = "\n## Pages\n"
MARK = "<!-- From here on: python -m tools.wire_docs -->"

# The order on the page; a feature that is not named here comes last.
FEATURES = [
    "engine",
    "sessions",
    "slides",
    "polls",
    "steps",
    "groups",
    "presence",
    "questions",
    "chat",
]


def main() -> None:
    register()
    WIRE.write_text(wire_page(), "utf-8")
    PERMISSIONS.write_text(permissions_page(), "utf-8")


def register() -> None:
    """Let every feature register itself."""
    features.load("sockets")


def wire_page() -> str:
    """Return the content that docs/wire.md should have. `register` must have been called."""
    by_hand = WIRE.read_text("utf-8").split(MARK)[0].rstrip()
    sections = [
        *_section("Commands", map(_command, commands())),
        *_section("Queries", map(_query, queries())),
        *_section("Link events", map(_link_event, link_events())),
        *_section("Broadcasts", map(_broadcast, broadcasts())),
        *_section("Views", map(_view, views())),
        *_section("Limits", [wire_limits.table()]),
    ]
    return "\n\n".join([by_hand, MARK, *sections]) + "\n"


def permissions_page() -> str:
    by_hand = PERMISSIONS.read_text("utf-8").partition(PAGES)[2]
    return wire_permissions.page(commands(), queries(), broadcasts()) + PAGES + by_hand


def commands() -> list[Command]:
    """Return every command, in the order of the page."""
    return _in_order(COMMANDS.values(), lambda one: _module(one.handle_one or one.handle_many))


def queries() -> list[Query]:
    """Return every query, in the order of the page."""
    return _in_order(QUERIES.values(), lambda query: _module(query.answer))


def link_events() -> list[LinkEvent]:
    """Return every event without an answer, in the order of the page."""
    return _in_order(LINK_EVENTS.values(), lambda event: _module(event.handle))


def broadcasts() -> list[type[Broadcast]]:
    """Return every kind of broadcast of the server; kinds that tests define are left out."""
    kinds = [
        kind
        for kind in _descendants(Broadcast)
        if hasattr(kind, "name") and kind.__module__.startswith("webinar.")
    ]
    return _in_order(dict.fromkeys(kinds), lambda kind: kind.__module__)


def views() -> list[wire_shapes.Struct]:
    """Return the structs inside messages, broadcasts and the snapshot."""
    roots = [
        *snapshot_parts().values(),
        *(command.message for command in commands()),
        *broadcasts(),
    ]
    whole = {*(command.message for command in commands()), *broadcasts()}
    structs = [
        struct for root in roots for struct in wire_shapes.structs_in(root) if struct not in whole
    ]
    return _in_order(dict.fromkeys(structs), lambda struct: struct.__module__)


def _link_event(event: LinkEvent) -> str:
    return _entry(
        f"`{event.name}`",
        inspect.getdoc(event.message) or "",
        wire_shapes.fields_table(event.message, frozenset()),
        [wire_limits.rate(event.limit)],
    )


def _command(command: Command) -> str:
    reading = read(command)
    facts = [
        _roles(command),
        f"While the session is {_states(command)}.",
        wire_limits.rate(command.limit),
    ]
    if reading.refusals:
        facts.append(f"Own refusals: {_quoted(reading.refusals)}.")
    if reading.broadcasts:
        facts.append(f"Then heard: {', '.join(map(_heard, reading.broadcasts))}.")
    return _entry(
        f"`{command.name}`",
        purpose(command),
        wire_shapes.fields_table(command.message, frozenset({"op_id"})),
        facts,
    )


def _query(query: Query) -> str:
    rows = [f"| `{name}` | {description} |" for name, description in _snapshot_fields().items()]
    in_snapshot = ["| in `snapshot` | what |", "| --- | --- |", *rows]
    return _entry(
        f"`{query.name}`",
        wire_shapes.doc(query.answer),
        in_snapshot if query.name == "room.snapshot" else wire_shapes.fields_table(query.message),
        [
            _roles(query),
            f"While the session is {_states(query)}. No `op_id`.",
            wire_limits.rate(query.limit),
        ],
    )


def _snapshot_fields() -> dict[str, str]:
    fixed = {
        "version": "whole number: the version of the room that this shows",
        "said": "object: audience → version of the last sequenced broadcast to it; only the "
        "audiences that this member belongs to",
        "now": "the server's time, ISO 8601",
        "tag": "text: identifies the content, except `now`; see `have` above",
    }
    types = snapshot_parts()
    parts = {name: wire_shapes.words(type_info(types[name])) for name in sorted(types)}
    return fixed | parts


def snapshot_parts() -> dict[str, Any]:
    """Return the types of the parts of a snapshot by name."""
    return {name: get_type_hints(part.shared or part.own)["return"] for name, part in PARTS.items()}


def _broadcast(kind: type[Broadcast]) -> str:
    return _entry(
        f"`{kind.name}`",
        wire_shapes.doc(kind),
        wire_shapes.fields_table(kind),
        [f"To {AUDIENCES[kind.audience]}; {_sequence(kind)}."],
    )


def _view(view: wire_shapes.Struct) -> str:
    return _entry(view.__name__, wire_shapes.doc(view), wire_shapes.fields_table(view), [])


AUDIENCES = {
    Audience.EVERYONE: "everyone",
    Audience.HOSTS: "hosts (" + ", ".join(role for role in Role if role in HOST_ROLES) + ")",
    Audience.MEMBER: "one member, in all tabs",
    Audience.READERS: "participants whose page is in one language",
}


def _sequence(kind: type[Broadcast]) -> str:
    if kind.audience is Audience.MEMBER:
        return "carries `version`"
    return "sequenced" if kind.sequenced else "a state: the newest counts"


def _heard(kind: type[Broadcast]) -> str:
    return f"`{kind.name}` ({kind.audience})"


def _roles(message: Command | Query) -> str:
    roles = [role.value for role in Role if wire_permissions.may(role, message.needs)]
    return f"Needs `{message.needs}`: {', '.join(roles)}."


def _states(message: Command | Query) -> str:
    return wire_permissions.states_in_words(message.states)


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _section(title: str, entries: Iterable[str]) -> Iterator[str]:
    yield f"## {title}"
    yield from entries


def _entry(title: str, text: str, table: list[str], facts: list[str]) -> str:
    parts = [f"### {title}", text, "\n".join(table), "\n".join(f"- {fact}" for fact in facts)]
    return "\n\n".join(part for part in parts if part)


def _in_order(entries: Iterable[T], module: Callable[[T], str]) -> list[T]:
    """Sort by feature, then by place in the file, whatever the order of imports."""

    def place(entry: T) -> tuple[int, str]:
        feature = module(entry).split(".")[2]
        rank = FEATURES.index(feature) if feature in FEATURES else len(FEATURES)
        return rank, feature

    return sorted(entries, key=place)


def _module(function: Callable[..., Any] | None) -> str:
    return getattr(function, "__module__", "")


def _descendants(kind: type[T]) -> list[type[T]]:
    return [
        descendant
        for child in kind.__subclasses__()
        for descendant in (child, *_descendants(child))
    ]


if __name__ == "__main__":
    main()

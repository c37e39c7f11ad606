"""Writes static/js/room/engine/wire.ts, the types of the wire for scripts, from the registry.

Run as: python -m tools.wire_types. It also writes what `kind_tables` makes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

from msgspec import inspect as shape

from tools import kind_tables, wire_docs, wire_shapes
from tools.stamps import ROOT
from webinar.room.engine.wire import Audience, Broadcast, PartChange

TYPES = ROOT / "static/js/room/engine/wire.ts"
WIDTH = 120
HEAD = (
    "/** The shapes on the wire. Written by python -m tools.wire_types from the server's code. */"
)
SHAPES_OF_BROADCASTS = """\
/** Every broadcast carries the version of the room that it made. */
export type Said<Body> = Body & { version: number };

/** `after` is the version of the broadcast before it to the same audience: it shows a gap. */
export type Sequenced<Body> = Said<Body> & { audience: Audience; after: number };"""
# Every command carries these fields; callers leave them out, and the code that sends adds them.
SENT_WITH = frozenset({"op_id"})


def main() -> None:
    wire_docs.register()
    TYPES.write_text(types_page(), "utf-8")
    kind_tables.TABLES.write_text(kind_tables.tables_page(), "utf-8")


def types_page() -> str:
    """Return the content that wire.ts should have. `register` must have been called."""
    return Types().page()


class Types:
    """All types of the wire, and their names."""

    def __init__(self) -> None:
        self.broadcasts = wire_docs.broadcasts()
        self.commands = wire_docs.commands()
        self.queries = wire_docs.queries()
        messages = [
            *(command.message for command in self.commands),
            *(query.message for query in self.queries),
        ]
        self.views = wire_docs.views()
        self.messages = [
            message for message in dict.fromkeys(messages) if wire_shapes.fields(message, SENT_WITH)
        ]
        structs = [*self.views, *self.broadcasts, *self.messages]
        self.values = list(dict.fromkeys(enum for struct in structs for enum in _enums(struct)))
        self.values += [Audience] if Audience not in self.values else []
        self.names = _names([*self.values, *structs])

    def page(self) -> str:
        broadcast_types = {
            broadcast.name: self._broadcast_type(broadcast) for broadcast in self.broadcasts
        }
        command_types = {
            command.name: self._fields_type(command.message) for command in self.commands
        }
        query_types = {query.name: self._fields_type(query.message) for query in self.queries}
        parts = {
            "version": "number",
            "said": "Partial<Record<Audience, number>>",
            "now": "string",
            "tag": "string",
            **{name: self._type(shape.type_info(kind)) for name, kind in _parts()},
        }
        blocks = [
            HEAD,
            "\n".join(self._values(value) for value in self.values),
            *(self._interface(view) for view in self.views),
            _map("Snapshot", "The room as a member sees it.", parts),
            SHAPES_OF_BROADCASTS,
            *(self._interface(broadcast) for broadcast in self.broadcasts),
            _map("Broadcasts", "What is said, by its name.", broadcast_types),
            *(self._interface(message) for message in self.messages),
            _map("Commands", "The fields of each command.", command_types),
            _map("Queries", "The fields of each query.", query_types),
        ]
        return "\n\n".join(blocks) + "\n"

    def _values(self, kind: type[StrEnum]) -> str:
        return _declared(self.names[kind], [json.dumps(member.value) for member in kind])

    def _interface(self, struct: wire_shapes.Struct) -> str:
        info = shape.type_info(struct)
        lines = []
        if isinstance(info, shape.StructType) and info.tag_field:
            lines.append(f'  {info.tag_field}: "{info.tag}";')
        if issubclass(struct, PartChange):
            lines.append(f'  part: "{struct.part}";')
        for field in wire_shapes.fields(struct, SENT_WITH):
            mark = "?" if _is_optional(struct, field) else ""
            lines.append(f"  {field.encode_name}{mark}: {self._type(field.type)};")
        name = self.names[struct]
        return "\n".join([_doc(struct), f"export interface {name} {{", *lines, "}"])

    def _broadcast_type(self, kind: type[Broadcast]) -> str:
        is_sequenced = kind.sequenced and kind.audience is not Audience.MEMBER
        return f"{'Sequenced' if is_sequenced else 'Said'}<{self.names[kind]}>"

    def _fields_type(self, message: wire_shapes.Struct) -> str:
        return self.names.get(message, "{}")

    def _type(self, kind: shape.Type) -> str:
        match kind:
            case shape.UnionType():
                null_last = sorted(kind.types, key=lambda part: isinstance(part, shape.NoneType))
                return " | ".join(self._type(part) for part in null_last)
            case shape.StrType() | shape.DateType():
                return "string"
            case shape.BytesType():
                # Over long polling, it comes as base64.
                return "ArrayBuffer | string"
            case shape.IntType() | shape.FloatType():
                return "number"
            case shape.BoolType():
                return "boolean"
            case shape.NoneType():
                return "null"
            case shape.EnumType():
                return self.names[kind.cls]
            case shape.LiteralType():
                return " | ".join(json.dumps(value) for value in kind.values)
            case shape.ListType():
                return self._list(kind)
            case shape.DictType():
                return f"Record<{self._type(kind.key_type)}, {self._type(kind.value_type)}>"
            case shape.StructType():
                return self.names[kind.cls]
        raise TypeError(f"no type for {kind}")

    def _list(self, kind: shape.ListType) -> str:
        item = self._type(kind.item_type)
        if kind.min_length and kind.min_length == kind.max_length:
            return f"[{', '.join([item] * kind.min_length)}]"
        return f"({item})[]" if " | " in item else f"{item}[]"


def _parts() -> list[tuple[str, Any]]:
    return sorted(wire_docs.snapshot_parts().items())


def _names(kinds: Iterable[type]) -> dict[type, str]:
    """Name each type; types of the same name get their feature's name as a prefix."""
    unique = dict.fromkeys(kinds)
    counts = Counter(kind.__name__ for kind in unique)
    return {
        kind: (_feature(kind) if counts[kind.__name__] > 1 else "") + kind.__name__
        for kind in unique
    }


def _feature(kind: type) -> str:
    """Return the name of the feature's folder; "" for a type that no feature owns."""
    _webinar, _wing, *folders, _file = kind.__module__.split(".")
    return "".join(folder.capitalize() for folder in folders)


def _enums(struct: wire_shapes.Struct) -> Iterator[type[StrEnum]]:
    """Yield the enumerations in a struct's fields; nested views are listed separately."""
    for field in wire_shapes.fields(struct):
        yield from _enums_in(field.type)


def _enums_in(kind: shape.Type) -> Iterator[type[StrEnum]]:
    match kind:
        case shape.EnumType():
            yield kind.cls  # type: ignore[misc]
        case shape.UnionType():
            for part in kind.types:
                yield from _enums_in(part)
        case shape.ListType():
            yield from _enums_in(kind.item_type)
        case shape.DictType():
            yield from _enums_in(kind.key_type)
            yield from _enums_in(kind.value_type)


def _is_optional(struct: wire_shapes.Struct, field: shape.Field) -> bool:
    """Return whether a field may be absent: only clients may omit fields with defaults."""
    is_written = not wire_shapes.is_sent(struct) and field.name in wire_shapes.defaults(struct)
    return not field.required and not is_written


def _declared(name: str, values: list[str]) -> str:
    line = f"export type {name} = {' | '.join(values)};"
    if len(line) <= WIDTH:
        return line
    return f"export type {name} =\n  | " + "\n  | ".join(values) + ";"


def _map(name: str, about: str, entries: dict[str, str]) -> str:
    lines = [f"  {_key(entry)}: {kind};" for entry, kind in entries.items()]
    return "\n".join([f"/** {about} */", f"export interface {name} {{", *lines, "}"])


def _key(name: str) -> str:
    return name if name.isidentifier() else json.dumps(name)


def _doc(struct: wire_shapes.Struct) -> str:
    lines = wire_shapes.doc(struct).splitlines()
    if len(lines) == 1:
        return f"/** {lines[0]} */"
    return "\n".join(["/**", *(f" * {line}".rstrip() for line in lines), " */"])


if __name__ == "__main__":
    main()

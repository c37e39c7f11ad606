"""Describes types of the wire in words and messages' fields in tables, for docs/wire.md."""

from __future__ import annotations

import inspect
import json
from typing import Any

import msgspec
from msgspec import inspect as shape

from webinar.room.engine.wire import Mutation

Struct = type[msgspec.Struct]


def fields_table(struct: Struct, leave_out: frozenset[str] = frozenset()) -> list[str]:
    """Return a table of fields: name, type with limits, and whether the field may be left out."""
    rows = [
        f"| `{field.encode_name}` | {_description(field)}{_presence(struct, field)} |"
        for field in fields(struct, leave_out)
    ]
    return ["| field | what |", "| --- | --- |", *rows] if rows else []


def structs_in(annotation: Any) -> list[Struct]:
    """Return the structs in an annotation, each before the structs inside it."""
    return list(dict.fromkeys(_structs(shape.type_info(annotation))))


def words(kind: shape.Type) -> str:
    """Describe values of this type in JSON."""
    match kind:
        case shape.UnionType():
            null_last = sorted(kind.types, key=lambda part: isinstance(part, shape.NoneType))
            return " or ".join(words(part) for part in null_last)
        case shape.StrType():
            return "text" + _in_brackets(_range(kind.min_length, kind.max_length, " characters"))
        case shape.BytesType():
            return "bytes or base64"
        case shape.IntType():
            return "whole number" + _in_brackets(_range(kind.ge, kind.le))
        case shape.FloatType():
            return "number" + _in_brackets(_range(kind.ge, kind.le))
        case shape.BoolType():
            return "true or false"
        case shape.NoneType():
            return "null"
        case shape.DateType():
            return "date as `YYYY-MM-DD`"
        case shape.EnumType():
            return " or ".join(f"`{json.dumps(member.value)}`" for member in kind.cls)
        case shape.LiteralType():
            return " or ".join(f"`{json.dumps(value)}`" for value in kind.values)
        case shape.ListType():
            size = _range(kind.min_length, kind.max_length)
            return f"list{' of ' + size if size else ''}: {words(kind.item_type)}"
        case shape.DictType():
            return f"object: {words(kind.key_type)} → {words(kind.value_type)}"
        case shape.StructType():
            return f"[{kind.cls.__name__}](#{kind.cls.__name__.lower()})"
    raise TypeError(f"no words for {kind}")


def doc(subject: Any) -> str:
    """Return a docstring without its indentation."""
    return inspect.cleandoc(subject.__doc__ or "")


def _description(field: shape.Field) -> str:
    text = words(field.type)
    if field.name.endswith("_at"):
        return text.replace("text", "instant")
    return text.replace("text", "date as `YYYY-MM-DD`") if field.name == "due" else text


def fields(struct: Struct, leave_out: frozenset[str] = frozenset()) -> list[shape.Field]:
    """Return the fields of a struct except those with these names on the wire."""
    info = shape.type_info(struct)
    info_fields = info.fields if isinstance(info, shape.StructType) else ()
    return [field for field in info_fields if field.encode_name not in leave_out]


def _presence(struct: Struct, field: shape.Field) -> str:
    if field.required:
        return ""
    if not is_sent(struct):
        # In the server's messages defaults are written out; only unset fields are absent.
        return "" if field.name in defaults(struct) else "; may be absent"
    if field.name not in defaults(struct):
        return (
            "; stays as it is if left out" if issubclass(struct, Mutation) else "; may be left out"
        )
    return f"; `{msgspec.json.encode(defaults(struct)[field.name]).decode()}` if left out"


def is_sent(struct: Struct) -> bool:
    """Return whether clients send this struct; fields that they leave out have their defaults."""
    return struct.__struct_config__.forbid_unknown_fields


def defaults(struct: Struct) -> dict[str, Any]:
    """Return the defaults of fields by name; fields that are unset by default have none."""
    values = {}
    for field in msgspec.structs.fields(struct):
        if field.default_factory is not msgspec.NODEFAULT:
            values[field.name] = field.default_factory()
        elif field.default not in (msgspec.NODEFAULT, msgspec.UNSET):
            values[field.name] = field.default
    return values


def _range(low: float | None, high: float | None, unit: str = "") -> str:
    if low is not None and high is not None:
        return f"{low}{unit}" if low == high else f"{low} to {high}{unit}"
    if high is not None:
        return f"up to {high}{unit}"
    return f"{low} or more{unit}" if low is not None else ""


def _in_brackets(text: str) -> str:
    return f" ({text})" if text else ""


def _structs(kind: shape.Type) -> list[Struct]:
    match kind:
        case shape.StructType():
            inner = [struct for field in kind.fields for struct in _structs(field.type)]
            return [kind.cls, *inner]
        case shape.UnionType():
            return [struct for part in kind.types for struct in _structs(part)]
        case shape.ListType():
            return _structs(kind.item_type)
        case shape.DictType():
            return _structs(kind.value_type)
    return []

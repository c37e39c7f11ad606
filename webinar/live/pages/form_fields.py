"""Reads a form as the fields of a command, for pages without scripts."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from flask import request

from webinar.kit.errors import Refused
from webinar.room.engine.registry import COMMANDS
from webinar.room.engine.wire import lists_in


def fields_of(command: str) -> dict[str, Any]:
    """Return the form's fields as the fields of a command.

    A field that may repeat becomes a list without empty values. `points.tea` becomes the key `tea`
    of `points`. Each press of a form's button is a new command, so this adds a new `op_id`. Raises
    `Refused("bad_message")` if a field has both a value and keys.
    """
    registered = COMMANDS.get(command)
    lists = lists_in(registered.message) if registered else frozenset()
    # A browser does not send the name of a field in which nothing is ticked.
    fields: dict[str, Any] = {"op_id": str(uuid4()), **{name: [] for name in lists}}
    for name in request.form:
        field, dot, key = name.partition(".")
        if name in lists:
            fields[name] = [value for value in request.form.getlist(name) if value]
        elif dot:
            keys = fields.setdefault(field, {})
            if not isinstance(keys, dict):
                raise Refused("bad_message")
            keys[key] = request.form[name]
        elif name not in ("csrf_token", "back"):
            fields[name] = request.form[name]
    return fields

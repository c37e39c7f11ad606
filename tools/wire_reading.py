"""Reads the refusals and broadcasts of a command from its code.

It follows the code from the handler through the functions that the handler calls, so that the
pages cannot promise anything that the code does not do.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FunctionType
from typing import Any

from tools.stamps import ROOT
from webinar.room.engine.lifecycle import ENDED
from webinar.room.engine.registry import TOPICS, Command
from webinar.room.engine.wire import Broadcast

# Callers of these functions pass the code of a refusal as the third argument.
TAKE_A_CODE = {"one_line", "check_move"}


@dataclass
class Reading:
    """The refusals, broadcasts and helper objects of a command, in the order found."""

    refusals: list[str] = field(default_factory=list)
    broadcasts: list[type[Broadcast]] = field(default_factory=list)
    helpers: list[type] = field(default_factory=list)


def read(command: Command) -> Reading:
    """Read the refusals and broadcasts of a command from its handler."""
    reading = Reading()
    _follow(command.handle_one or command.handle_many, reading, set())
    reading.refusals = list(dict.fromkeys(reading.refusals))
    reading.broadcasts = list(dict.fromkeys(reading.broadcasts))
    return reading


def purpose(command: Command) -> str:
    """Return what a command does, and what its fields mean.

    The first sentence is the handler's, for commands that share a message with others, or else the
    message's. The message's other paragraphs explain the fields.
    """
    handler_text = inspect.getdoc(command.handle_one or command.handle_many)
    first, *fields = inspect.cleandoc(command.message.__doc__ or "").split("\n\n")
    return "\n\n".join([handler_text or first, *fields])


def codes_in(folder: Path = ROOT / "webinar") -> dict[str, set[str]]:
    """Return every refusal code with the files that contain it."""
    files_by_code: dict[str, set[str]] = {}
    for file in sorted(folder.rglob("*.py")):
        for code in _codes(ast.parse(file.read_text("utf-8"))):
            files_by_code.setdefault(code, set()).add(file.relative_to(ROOT).as_posix())
    return files_by_code


def _codes(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = _name(node.func)
            if name in {"Refused", "ConnectionRefusedError"} and node.args:
                yield from _texts(node.args[0])
            if name in TAKE_A_CODE and len(node.args) > 2:
                yield from _texts(node.args[2])
            yield from (
                text for key in node.keywords if key.arg == "code" for text in _texts(key.value)
            )
        if isinstance(node, ast.Dict):
            for entry, value in zip(node.keys, node.values, strict=True):
                if isinstance(entry, ast.Constant) and entry.value == "code":
                    yield from _texts(value)


def _texts(node: ast.AST) -> list[str]:
    """Return the text of a constant, or both texts of `a if … else b`."""
    if isinstance(node, ast.IfExp):
        return [*_texts(node.body), *_texts(node.orelse)]
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    return []


def _follow(function: Callable[..., Any] | None, reading: Reading, seen: set[object]) -> None:
    if not isinstance(function, FunctionType) or function in seen:
        return
    if function.__code__.co_filename.startswith("<"):
        return  # a dataclass's own method has no source
    seen.add(function)
    tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    # The decorators of a handler register it; they are no part of what it does.
    body = tree.body if isinstance(tree, ast.FunctionDef) else []
    for node in [inner for statement in body for inner in ast.walk(statement)]:
        if isinstance(node, ast.Name) and node.id == "ENDED":
            # The end of a session refuses nothing; it only closes open things.
            ends = Reading(broadcasts=reading.broadcasts)
            for finish in ENDED:
                _follow(finish, ends, seen)
        if isinstance(node, ast.Call):
            reading.refusals += _codes(ast.Expression(ast.Call(node.func, node.args, [])))
            _follow_call(node, function, reading, seen)


def _follow_call(call: ast.Call, inside: FunctionType, reading: Reading, seen: set[object]) -> None:
    if _name(call.func) == "stir":
        for topic in _texts(call.args[0]) or [str(_resolve(call.args[0], inside))]:
            _follow(TOPICS.get(topic), reading, seen)
        return
    for method in _methods(call.func, inside, reading):
        _follow(method, reading, seen)
    called = _resolve(call.args[0] if _name(call.func) == "partial" else call.func, inside)
    if isinstance(called, type) and issubclass(called, Broadcast):
        reading.broadcasts.append(called)
    elif isinstance(called, FunctionType) and called.__module__.startswith("webinar."):
        _follow(called, reading, seen)
    elif isinstance(called, type) and called.__module__.startswith("webinar."):
        reading.helpers.append(called)
        _follow(vars(called).get("__init__"), reading, seen)


def _methods(node: ast.AST, inside: FunctionType, reading: Reading) -> Iterator[FunctionType]:
    """Yield the methods that a call may reach.

    For `helper.check(…)`, yield `check` of every class made so far; for `TABLE[key].check(…)`,
    `check` and `check_…` of every object in the table.
    """
    if not isinstance(node, ast.Attribute):
        return
    members = (vars(helper).get(node.attr) for helper in reading.helpers)
    yield from (method for method in members if isinstance(method, FunctionType))
    if not isinstance(node.value, ast.Subscript):
        return
    table = _resolve(node.value.value, inside)
    for entry in table.values() if isinstance(table, dict) else ():
        for kind in type(entry).__mro__:
            members = (member for name, member in vars(kind).items() if name.startswith(node.attr))
            yield from (member for member in members if isinstance(member, FunctionType))


def _resolve(node: ast.AST, inside: FunctionType) -> object:
    if isinstance(node, ast.Name):
        return inside.__globals__.get(node.id)
    if isinstance(node, ast.Attribute):
        return getattr(_resolve(node.value, inside), node.attr, None)
    return None


def _name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")

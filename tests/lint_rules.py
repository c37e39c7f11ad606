"""Read the messages of the lint from its source: docs/authoring.md must list them."""

import ast
import importlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BLANK = "…"

# The position of the message in the arguments of each call, and the level of the report.
CALLS = {
    "error": (1, "error"),
    "warning": (1, "warning"),
    "SourceFault": (1, "error"),
    "CannotRender": (0, "error"),
}


def messages():
    """Return pairs of message and level, with `…` for values and with constants written out."""
    pairs = set()
    for file in sorted((ROOT / "webinar/content/lessons").glob("[a-z]*.py")):
        constants = vars(importlib.import_module(f"webinar.content.lessons.{file.stem}"))
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                pairs |= set(_in_function(node, constants))
    return pairs


def _in_function(function, constants):
    assignments = sorted(
        (node.lineno, node.targets[0].id, _text(node.value, constants))
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and _text(node.value, constants) is not None
    )
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    last_line = 0
    for call in sorted(calls, key=lambda node: node.lineno):
        at, level = CALLS.get(_name(call), (len(call.args), ""))
        if len(call.args) <= at:
            continue
        message = call.args[at]
        if not isinstance(message, ast.Name):
            texts = [_text(message, constants)]
        else:
            # Both branches of an `if` may have set the text reported below it.
            texts = [
                text
                for line, name, text in assignments
                if name == message.id and last_line < line <= call.lineno
            ]
            last_line = call.lineno
        yield from ((text, level) for text in texts if text is not None)


def _name(call):
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _text(node, constants):
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(_part(part, constants) for part in node.values)
    if isinstance(node, ast.Call) and _name(node) == "N_":
        return node.args[0].value % {
            keyword.arg: _part(keyword, constants) for keyword in node.keywords
        }
    return None


def _part(part, constants):
    if isinstance(part, ast.Constant):
        return part.value
    try:
        # A constant of the module, perhaps in an expression; nothing else is known here.
        return str(eval(compile(ast.Expression(part.value), "lint", "eval"), dict(constants)))
    except Exception:
        return BLANK

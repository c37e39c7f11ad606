"""The messages of the lint, read from its source: docs/authoring.md must list them."""

import ast
import importlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BLANK = "…"

# Which argument of these calls is the message, and the level at which lint reports it.
CALLS = {
    "error": (1, "error"),
    "warning": (1, "warning"),
    "SourceFault": (1, "error"),
    "CannotRender": (0, "error"),
}


def messages():
    """Pairs of message and level, with `…` for filled-in values and constants written out."""
    found = set()
    for file in sorted((ROOT / "webinar/content/lessons").glob("[a-z]*.py")):
        known = vars(importlib.import_module(f"webinar.content.lessons.{file.stem}"))
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                found |= set(_in_function(node, known))
    return found


def _in_function(function, known):
    assigned = sorted(
        (node.lineno, node.targets[0].id, _text(node.value, known))
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and _text(node.value, known) is not None
    )
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    used = 0
    for call in sorted(calls, key=lambda node: node.lineno):
        at, level = CALLS.get(_name(call), (len(call.args), ""))
        if len(call.args) <= at:
            continue
        message = call.args[at]
        if not isinstance(message, ast.Name):
            texts = [_text(message, known)]
        else:
            # Both branches of an `if` may have set the text reported below it.
            texts = [
                text
                for line, name, text in assigned
                if name == message.id and used < line <= call.lineno
            ]
            used = call.lineno
        yield from ((text, level) for text in texts if text is not None)


def _name(call):
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _text(node, known):
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(_part(part, known) for part in node.values)
    if isinstance(node, ast.Call) and _name(node) == "N_":
        return node.args[0].value % {
            keyword.arg: _part(keyword, known) for keyword in node.keywords
        }
    return None


def _part(part, known):
    if isinstance(part, ast.Constant):
        return part.value
    try:
        # A constant of the module, perhaps in an expression; nothing else is known here.
        return str(eval(compile(ast.Expression(part.value), "lint", "eval"), dict(known)))
    except Exception:
        return BLANK

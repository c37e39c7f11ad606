"""Where each key of the words for scripts is defined, read from the sources."""

import ast
import re
from collections import defaultdict
from typing import NamedTuple

from tools.stamps import ROOT

# Any name of a role or a rule, where a table builds its keys from them.
ANY = r"[a-z_]+"
# Refusal codes are not keys of words: a page may word one in its own way.
REFUSALS = "refusals"


class Definition(NamedTuple):
    key: str
    place: str


def sources():
    for file in sorted((ROOT / "webinar").rglob("*.py")):
        yield str(file.relative_to(ROOT)), file.read_text("utf-8")


def definitions_in(sources):
    """Every key in every function that returns `Words`; a key built from names is a pattern."""
    for path, text in sources:
        for function in functions_of(text):
            if function.returns is not None and ast.unparse(function.returns) == "Words":
                for key, line in keys_of(function):
                    yield Definition(key, f"{path}:{line} {function.name}")


def functions_of(text):
    return [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]


def keys_of(node):
    """The keys of all tables in this node, with their lines."""
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            pattern = pattern_of(key)
            if pattern == REFUSALS:
                continue
            if pattern:
                yield pattern, key.lineno
            else:
                # Another table is unpacked here, perhaps a literal one.
                yield from keys_of(value)
        return
    if isinstance(node, ast.DictComp) and pattern_of(node.key):
        yield pattern_of(node.key), node.key.lineno
    for child in ast.iter_child_nodes(node):
        yield from keys_of(child)


def pattern_of(key):
    """A key as a regular expression; "" if it is built elsewhere."""
    if isinstance(key, ast.Constant):
        return re.escape(key.value)
    if isinstance(key, ast.JoinedStr):
        return "".join(pattern_of(part) or ANY for part in key.values)
    return ""


def defined_twice(definitions):
    """A line for each key that has more than one definition: the key, and all places."""
    places = defaultdict(list)
    for key, place in definitions:
        places[key].append(place)
    for pattern in [key for key in places if ANY in key]:
        for key in [key for key in places if key != pattern and re.fullmatch(pattern, plain(key))]:
            places[key] += places[pattern]
    return [f"{plain(key)}: {', '.join(at)}" for key, at in sorted(places.items()) if len(at) > 1]


def plain(pattern):
    return pattern.replace("\\", "")

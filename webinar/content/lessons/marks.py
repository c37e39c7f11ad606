"""The marks in braces behind a heading or an item of a list: `{#id .class name=value}`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Marks:
    """`values` are the pairs `name=value` as typed; if a name is repeated, the last pair counts."""

    ids: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return self.ids[0] if self.ids else ""


def split_marks(text: str) -> tuple[str, Marks]:
    """Take the marks off the end. Braces that hold neither an id nor a class are text."""
    text = text.strip()
    opening = text.rfind("{")
    if not text.endswith("}") or opening < 0:
        return text, Marks()
    words = text[opening + 1 : -1].lstrip(":").split()
    if not any(word[0] in "#." for word in words):
        return text, Marks()
    others = [word for word in words if word[0] not in "#."]
    pairs = [word.partition("=") for word in others if "=" in word]
    marks = Marks(
        ids=tuple(word[1:] for word in words if word[0] == "#"),
        classes=tuple(word[1:] for word in words if word[0] == "."),
        values={name: value for name, _, value in pairs},
        unknown=tuple(word for word in others if "=" not in word),
    )
    return text[:opening].rstrip(), marks

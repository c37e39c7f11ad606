"""The answers between the braces of a GIFT question. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from webinar.content.lessons.answers import right_number
from webinar.kit.text import plain_decimal

_WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d*)?)%")
_NUMBER = r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d{1,2})?"
_RANGE = re.compile(rf"\s*({_NUMBER})\s*\.\.\s*({_NUMBER})\s*")
_AROUND = re.compile(rf"\s*({_NUMBER})\s*(?::\s*({_NUMBER})?\s*)?")
_TRUE, _FALSE = frozenset({"T", "TRUE"}), frozenset({"F", "FALSE"})


@dataclass(frozen=True)
class Item:
    """An answer. `weight` is in percent; `match` is the partner in a matching question."""

    text: str
    weight: float = 0
    feedback: str = ""
    match: str = ""
    is_right: bool = False


@dataclass(frozen=True)
class Answers:
    """`kind` is essay, numeric, choice, match, true or short. `right` has the form of our numeric
    quizzes; `feedback` belongs to the question as a whole.
    """

    kind: str
    items: tuple[Item, ...] = ()
    feedback: str = ""
    right: str = ""
    is_true: bool = False
    is_single: bool = False


def answers_of(inside: str) -> Answers | None:
    """Parse the answers; None if they cannot be understood."""
    before, mark, feedback = inside.rpartition("####")
    inside, feedback = (before.strip(), feedback.strip()) if mark else (inside, "")
    if not inside:
        return Answers("essay", feedback=feedback)
    if inside.startswith("#"):
        return _numeric(inside[1:], feedback)
    if "~" in inside:
        return _choice(inside, feedback)
    if "=" in inside and "->" in inside:
        return _matching(inside, feedback)
    word, *comments = [part.strip() for part in inside.split("#")]
    if word.upper() in _TRUE | _FALSE:
        # The first comment is for a wrong answer, the second for a right one.
        items = tuple(Item("", feedback=comment) for comment in comments[:2] if comment)
        return Answers("true", items, feedback, is_true=word.upper() in _TRUE)
    items = tuple(_item(part) for part in inside.split("=") if part.strip())
    return Answers("short", items, feedback) if items else None


def _choice(inside: str, feedback: str) -> Answers | None:
    is_single = "=" in inside
    items = []
    for part in inside.replace("=", "~=").split("~"):
        words = part.strip()
        if not words:
            continue
        is_right = words.startswith("=")
        item = _item(words.removeprefix("="))
        weight = 100.0 if is_right else item.weight
        right = is_right or (item.weight > 0 if not is_single else item.weight >= 100)
        items.append(Item(item.text, weight, item.feedback, is_right=right))
    return Answers("choice", tuple(items), feedback, is_single=is_single) if items else None


def _matching(inside: str, feedback: str) -> Answers | None:
    items = []
    for part in inside.split("="):
        words = part.strip()
        if not words:
            continue
        left, arrow, right = words.partition("->")
        if not arrow:
            return None
        items.append(Item(left.strip(), match=right.strip()))
    return Answers("match", tuple(items), feedback) if len(items) > 1 else None


def _numeric(inside: str, feedback: str) -> Answers | None:
    """Use the answer that counts in full; a range, too, becomes a number such as `23 ± 3`."""
    parts = [part for part in inside.split("=") if part.strip()]
    items = [_item(part) for part in parts]
    full = [item for item in items if item.weight in (0, 100)] or items
    right = _right_number(full[0].text) if full else None
    return None if right is None else Answers("numeric", tuple(items), feedback, right=right)


def _right_number(text: str) -> str | None:
    if match := _RANGE.fullmatch(text):
        low, high = sorted((Decimal(match[1]), Decimal(match[2])))
        return _spell((low + high) / 2, (high - low) / 2)
    if match := _AROUND.fullmatch(text):
        return _spell(Decimal(match[1]), abs(Decimal(match[2] or 0)))
    return None


def _spell(value: Decimal, tolerance: Decimal) -> str | None:
    """Return exactly what the file says, in a lesson's form; None if a lesson cannot say it.

    The number is not rounded, because other answers would then be right.
    """
    around = f" ± {plain_decimal(tolerance)}" if tolerance else ""
    spelled = f"{plain_decimal(value)}{around}"
    return spelled if right_number(spelled) else None


def _item(words: str) -> Item:
    words = words.strip()
    weight = 0.0
    if mark := _WEIGHT.match(words):
        weight, words = float(mark[1]), words[mark.end() :]
    text, _, feedback = words.partition("#")
    return Item(text.strip(), weight, feedback.strip())

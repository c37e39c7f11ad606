"""Texts that several people changed at once, put together so that no word is lost. Pure.

A text is a line of words. A person's edits follow from the text that they began with: words
that they took out, and words that they put between. A word of the beginning stays if nobody took it
out; a word that was put in stays always. Where two changed the same words, both say what they said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from difflib import SequenceMatcher

# Around and between what two people made of the same words.
OPENING, BETWEEN, CLOSING = "[", "|", "]"


@dataclass
class _Edit:
    """The words from `first` to before `last` were taken out, and these put before `place`."""

    first: int
    last: int
    words: list[str]
    place: int

    def meets(self, other: _Edit) -> bool:
        """Whether both took out some of the same words."""
        return self.first < other.last and other.first < self.last


def merge(base: str, ours: str, theirs: str) -> str:
    """Merge two texts that were both made from `base`."""
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    words = base.split()
    one, other = _edits(words, ours.split()), _edits(words, theirs.split())
    _bring_together(one, other)
    gone = {at for edit in (*one, *other) for at in range(edit.first, edit.last)}
    merged: list[str] = []
    for place in range(len(words) + 1):
        merged += _put(_at(one, place), _at(other, place))
        if place < len(words) and place not in gone:
            merged.append(words[place])
    return " ".join(merged)


def position_between(before: str, after: str) -> str:
    """A position that sorts between these two; an empty one is the beginning, or the end.

    Positions are the digits of a fraction, so there is always room.
    """
    if not after:
        return f"{int(before[:4] or 0) + 1:04}"
    with localcontext() as context:
        context.prec = len(before) + len(after) + 8
        middle = (Decimal(f"0.{before or 0}") + Decimal(f"0.{after}")) / 2
        return f"{middle:f}".removeprefix("0.").rstrip("0")


def _edits(base: Sequence[str], changed: Sequence[str]) -> list[_Edit]:
    matcher = SequenceMatcher(None, base, changed, autojunk=False)
    return [
        _Edit(first, last, list(changed[begin:end]), last)
        for kind, first, last, begin, end in matcher.get_opcodes()
        if kind != "equal"
    ]


def _bring_together(one: Sequence[_Edit], other: Sequence[_Edit]) -> None:
    """Put edits that replace the same words at one place, the later of the two.

    Only deleted words stand between the two places.
    """
    meeting = [(ours, theirs) for ours in one for theirs in other if ours.meets(theirs)]
    for _ in meeting:
        for ours, theirs in meeting:
            ours.place = theirs.place = max(ours.place, theirs.place)


def _at(edits: Sequence[_Edit], place: int) -> list[_Edit]:
    return [edit for edit in edits if edit.place == place and edit.words]


def _put(one: Sequence[_Edit], other: Sequence[_Edit]) -> list[str]:
    """Return the words that both sides put at one place, marking a conflict."""
    ours = [word for edit in one for word in edit.words]
    theirs = [word for edit in other for word in edit.words]
    same = _same_beginning(ours, theirs)
    shared, ours, theirs = ours[:same], ours[same:], theirs[same:]
    if ours and theirs and any(edit.meets(rival) for edit in one for rival in other):
        return [*shared, OPENING, *ours, BETWEEN, *theirs, CLOSING]
    return [*shared, *ours, *theirs]


def _same_beginning(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """Count the leading words that both sides put there alike, so that they are written once."""
    count = 0
    while count < min(len(ours), len(theirs)) and ours[count] == theirs[count]:
        count += 1
    return count

"""Merges texts that several people changed at once, without losing a word. Pure.

A text is a line of words. Comparing a person's text with the text from which they began shows the
words that they deleted and inserted. A word of the first text stays if nobody deleted it; an
inserted word always stays. If two people changed the same words, the merged text has both versions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from difflib import SequenceMatcher

# The marks around and between two versions of the same words.
OPENING, BETWEEN, CLOSING = "[", "|", "]"


@dataclass
class _Edit:
    """A change that deletes the words from `first` to before `last`, and inserts `words`.

    The new words go before the word at `place`.
    """

    first: int
    last: int
    words: list[str]
    place: int

    def meets(self, other: _Edit) -> bool:
        """Return whether both edits deleted some of the same words."""
        return self.first < other.last and other.first < self.last


def merge(base: str, ours: str, theirs: str) -> str:
    """Merge two texts that were both made from `base`."""
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    words = base.split()
    our_edits, their_edits = _edits(words, ours.split()), _edits(words, theirs.split())
    _align_conflicts(our_edits, their_edits)
    deleted = {
        index for edit in (*our_edits, *their_edits) for index in range(edit.first, edit.last)
    }
    merged: list[str] = []
    for place in range(len(words) + 1):
        merged += _inserted_words(
            _insertions_at(our_edits, place), _insertions_at(their_edits, place)
        )
        if place < len(words) and place not in deleted:
            merged.append(words[place])
    return " ".join(merged)


def position_between(before: str, after: str) -> str:
    """Return a position that sorts between these two.

    An empty `before` is the beginning, an empty `after` the end. Positions are the digits of a
    fraction, so that there is always room between two of them.
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


def _align_conflicts(our_edits: Sequence[_Edit], their_edits: Sequence[_Edit]) -> None:
    """Move edits that replace the same words to one place, the later of the two.

    Only deleted words stand between the two places.
    """
    conflicts = [
        (ours, theirs) for ours in our_edits for theirs in their_edits if ours.meets(theirs)
    ]
    for _ in conflicts:
        for ours, theirs in conflicts:
            ours.place = theirs.place = max(ours.place, theirs.place)


def _insertions_at(edits: Sequence[_Edit], place: int) -> list[_Edit]:
    return [edit for edit in edits if edit.place == place and edit.words]


def _inserted_words(our_edits: Sequence[_Edit], their_edits: Sequence[_Edit]) -> list[str]:
    """Return the words that both sides insert at one place; mark them if they conflict."""
    ours = [word for edit in our_edits for word in edit.words]
    theirs = [word for edit in their_edits for word in edit.words]
    shared_count = _same_beginning(ours, theirs)
    shared, ours, theirs = ours[:shared_count], ours[shared_count:], theirs[shared_count:]
    if ours and theirs and any(edit.meets(rival) for edit in our_edits for rival in their_edits):
        return [*shared, OPENING, *ours, BETWEEN, *theirs, CLOSING]
    return [*shared, *ours, *theirs]


def _same_beginning(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """Return how many leading words both sides share, so that these are written once."""
    count = 0
    while count < min(len(ours), len(theirs)) and ours[count] == theirs[count]:
        count += 1
    return count

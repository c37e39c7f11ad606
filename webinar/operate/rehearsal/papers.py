"""A simulated participant's answers to a test, and their times. Pure, given its random source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any, NamedTuple

from webinar.content.lessons.poll_kinds import PollKind
from webinar.operate.rehearsal.decks import Deck

# Seconds for one item, and between the last item and handing in.
READING, LOOKING_BACK = (2.0, 9.0), (2.0, 6.0)
# The share of participants who do not hand the test in.
_GIVES_UP = 0.1


class Entry(NamedTuple):
    """An answer to give after `after` seconds; an entry without options hands the test in."""

    after: float
    item: str
    options: list[str]


def is_for_taking(test: Mapping[str, Any]) -> bool:
    return test.get("state") == "open" and not test.get("done")


def items_of(deck: Deck, part: str) -> dict[str, Mapping[str, Any]]:
    """Return the items of the test that is this part of a programme, by key."""
    return {
        key: poll
        for key, poll in deck.polls.items()
        if key.startswith(f"{part}--") and PollKind(poll["kind"]).is_choice
    }


def write(deck: Deck, part: str, random: Random) -> Iterator[Entry]:
    """Yield everything that a participant enters who takes this test."""
    after = 0.0
    for key, poll in items_of(deck, part).items():
        after += random.uniform(*READING)
        options = list(poll["labels"])
        several = PollKind(poll["kind"]).picks_many
        yield Entry(after, key, random.sample(options, random.randint(1, 2) if several else 1))
    if random.random() >= _GIVES_UP:
        yield Entry(after + random.uniform(*LOOKING_BACK), "", [])

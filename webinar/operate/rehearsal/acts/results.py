"""The right result of a poll, computed from all acknowledged votes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit.anonymity import SMALLEST_GROUP
from webinar.operate.rehearsal.scene import Scene

Vote = Mapping[str, Any]

# The server rounds means.
NEAR = 0.05


def votes_in(scene: Scene, key: str) -> list[Vote]:
    """Return the last acknowledged vote of each participant."""
    cast = (
        [one for one in who.record.did("poll.vote") if one["poll"] == key] for who in scene.members
    )
    return [votes[-1] for votes in cast if votes]


def check_result(scene: Scene, key: str, kind: str, hands: Mapping[str, int] = {}) -> int:
    """Check that everybody sees the result of the votes and of the `hands` in the hall.

    Return the number of ballots.
    """
    votes = votes_in(scene, key)
    given = [vote for vote in votes if not vote.get("abstain")]
    voters = len(given) + sum(hands.values())
    scene.see(f"{voters} voters in “{key}”", lambda one: one.view.poll(key).get("voters") == voters)
    shows = scene.members[0].view.poll(key)
    if shows.get("anonymous") and voters < SMALLEST_GROUP:
        return len(votes)
    answer = PollKind(kind)
    if answer.has_options:
        right = tally_of(kind, shows["options"], given, hands)
        scene.see(
            f"the right counts of “{key}”, {right}",
            lambda one: one.view.poll(key)["tally"] == right,
        )
    elif answer.asks_number:
        mean = sum(one["number"] for one in given) / len(given) if given else 0.0
        scene.see(
            f"the mean of “{key}”, {mean:.2f}", lambda one: _is_near(one.view.poll(key), mean)
        )
    elif answer.collects_texts:
        texts = sorted(one["text"] for one in given)
        scene.see(
            f"the {len(texts)} texts of “{key}”",
            lambda one: sorted(reply["text"] for reply in one.view.poll(key)["replies"]) == texts,
        )
    elif answer.counts_words:
        words = sum(len(set(one["words"])) for one in given)
        scene.see(f"the {words} words of “{key}”", lambda one: _words(one.view.poll(key)) == words)
    return len(votes)


def tally_of(
    kind: str, options: Sequence[str], votes: Sequence[Vote], hands: Mapping[str, int]
) -> dict[str, int]:
    """Return the count of each option: its votes, its first places in a ranking, or its points."""
    counts = Counter(hands)
    for vote in votes:
        if PollKind(kind).shares_points:
            counts.update(vote["points"])
        else:
            counts.update(vote["options"][:1] if PollKind(kind).is_ordered else vote["options"])
    return {option: counts[option] for option in options}


def _is_near(poll: Mapping[str, Any], mean: float) -> bool:
    numbers = poll["figures"].get("numbers")
    return abs(numbers["mean"] - mean) < NEAR if numbers else mean == 0


def _words(poll: Mapping[str, Any]) -> int:
    return sum(word["count"] for word in poll["figures"].get("words", ()))

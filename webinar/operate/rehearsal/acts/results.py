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
    votes_by_member = (
        [vote for vote in member.record.did("poll.vote") if vote["poll"] == key]
        for member in scene.members
    )
    return [votes[-1] for votes in votes_by_member if votes]


def check_result(scene: Scene, key: str, kind: str, hands: Mapping[str, int] = {}) -> int:
    """Check that everybody sees the result of the votes and of the `hands` in the hall.

    Return the number of ballots.
    """
    votes = votes_in(scene, key)
    votes_cast = [vote for vote in votes if not vote.get("abstain")]
    voters = len(votes_cast) + sum(hands.values())
    scene.see(
        f"{voters} voters in “{key}”", lambda member: member.view.poll(key).get("voters") == voters
    )
    poll = scene.members[0].view.poll(key)
    if poll.get("anonymous") and voters < SMALLEST_GROUP:
        return len(votes)
    poll_kind = PollKind(kind)
    if poll_kind.has_options:
        right = tally_of(kind, poll["options"], votes_cast, hands)
        scene.see(
            f"the right counts of “{key}”, {right}",
            lambda member: member.view.poll(key)["tally"] == right,
        )
    elif poll_kind.asks_number:
        mean = sum(vote["number"] for vote in votes_cast) / len(votes_cast) if votes_cast else 0.0
        scene.see(
            f"the mean of “{key}”, {mean:.2f}", lambda member: _is_near(member.view.poll(key), mean)
        )
    elif poll_kind.counts_words:
        words = sum(len(set(vote["words"])) for vote in votes_cast)
        scene.see(
            f"the {words} words of “{key}”",
            lambda member: _word_count(member.view.poll(key)) == words,
        )
    if poll_kind.collects_texts:
        texts = sorted(vote["text"] for vote in votes_cast if vote.get("text"))
        scene.see(
            f"the {len(texts)} texts of “{key}”",
            lambda member: (
                sorted(reply["text"] for reply in member.view.poll(key).get("replies", ())) == texts
            ),
        )
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


def _word_count(poll: Mapping[str, Any]) -> int:
    return sum(word["count"] for word in poll["figures"].get("words", ()))

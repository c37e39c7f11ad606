"""One simulated participant's record of what they saw and were promised, checked at the end."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from webinar.operate.rehearsal.wording import options

# All that an anonymous vote's acknowledgement promises.
COUNTED = "an anonymous ballot"


@dataclass
class Record:
    """A participant's record. `final` is the snapshot at the very end.

    `promised_*` hold the votes and answers that the server acknowledged last. A promised vote is
    the list of its options, an answer with other fields as it was sent, or `COUNTED`.
    """

    slides_followed: int = 0
    # None if the participant was in too briefly to fetch a deck.
    slides_in_deck: int | None = None
    polls_seen: set[str] = field(default_factory=set)
    votes_sent: int = 0
    votes_acknowledged: int = 0
    steps_proposed: int = 0
    steps_seen: set[tuple[int, int]] = field(default_factory=set)
    steps_answered: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    repeated: int = 0
    links_lost: int = 0
    returns: int = 0
    gaps: int = 0
    ack_seconds: list[float] = field(default_factory=list)
    promised_votes: dict[str, Any] = field(default_factory=dict)
    promised_answers: dict[int, str] = field(default_factory=dict)
    # Every command that was acknowledged, in the order of the answers.
    acknowledged: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    # The answers in tests by part and item, and the tests handed in. For each test that was left
    # and resumed: how many answers had been acknowledged, and how many were found again.
    test_answers: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    handed_in: set[str] = field(default_factory=set)
    resumed: dict[str, tuple[int, int]] = field(default_factory=dict)
    unanswered: int = 0
    # Whether this member waited to be let in until the end.
    is_outside: bool = False
    final: dict[str, Any] | None = None

    @property
    def polls_voted(self) -> int:
        return len(self.promised_votes)

    def did(self, command: str) -> list[dict[str, Any]]:
        """Return the fields of each acknowledged command of this name."""
        return [fields for name, fields in list(self.acknowledged) if name == command]

    @property
    def mean_ack_ms(self) -> float | None:
        if not self.ack_seconds:
            return None
        return round(1000 * sum(self.ack_seconds) / len(self.ack_seconds), 1)

    def broken_promises(self) -> list[str]:
        """Return a sentence for each acknowledged vote or answer that the final snapshot lacks."""
        if self.final is None:
            return []
        votes = {poll["poll"]: _own_answer(poll) for poll in self.final["polls"]}
        answers = {step["step"]: (step["mine"] or {}).get("answer") for step in self.final["steps"]}
        return [
            f"in the poll “{poll}” a vote for {_answer_text(promised)} was acknowledged, "
            f"but {_answer_text(votes.get(poll))} is kept"
            for poll, promised in self.promised_votes.items()
            if not _is_kept(promised, votes.get(poll))
        ] + [
            f"to next step {step} the answer “{answer}” was acknowledged, "
            f"but {options([stored] if (stored := answers.get(step)) else [])} is kept"
            for step, answer in self.promised_answers.items()
            if answers.get(step) != answer
        ]


def _own_answer(poll: dict[str, Any]) -> Any:
    """Return the member's own answer in the snapshot; None without a ballot."""
    mine, answer = poll["mine"], poll.get("answer")
    if mine and answer and "text" in answer:
        # The text is the reason for the options.
        return {"options": mine, **answer}
    return answer or mine


def _is_kept(promised: Any, stored: Any) -> bool:
    if promised == COUNTED:
        return stored is not None
    return bool(_sorted(promised) == _sorted(stored or []))


def _sorted(answer: Any) -> Any:
    """Return the answer in a fixed order, because the server orders options and words itself."""
    if isinstance(answer, dict):
        return {key: _sorted(value) for key, value in answer.items()}
    return sorted(answer) if isinstance(answer, list) else answer


def _answer_text(answer: Any) -> str:
    if isinstance(answer, dict):
        parts = (
            (key, options(sorted(value)) if key == "options" else value)
            for key, value in answer.items()
        )
        return ", ".join(f"{key} {value}" for key, value in parts)
    return answer if isinstance(answer, str) else options(sorted(answer or []))

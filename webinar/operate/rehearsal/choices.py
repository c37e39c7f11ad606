"""A simulated participant's choices, and the time they take. Pure, given its random source."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from webinar.content.lessons.pairs import by_row
from webinar.content.lessons.poll_kinds import PollKind
from webinar.operate.rehearsal import sayings
from webinar.operate.rehearsal.people import Persona

Body = dict[str, Any]

ANSWERS = ("agree", "reserve", "disagree", "abstain", "must_ask")
_ANSWER_WEIGHTS = (0.7, 0.13, 0.03, 0.08, 0.06)

# The share of participants who abstain if a poll allows it.
ABSTAINS = 0.1

# The share of participants who give a reason where they may.
GIVES_REASON = 0.6

# Nobody reads a poll and presses an option in fewer seconds.
QUICKEST = 1.5


def thinking_time(persona: Persona, random: Random) -> float:
    """Return the seconds before an answer: log-normal, like people's response times."""
    return QUICKEST + persona.thinking * random.lognormvariate(0, persona.spread)


def pick_vote(poll: Body, language: str, cohort_seed: int, random: Random) -> Body:
    """Return the fields of a vote of the poll's kind. The whole cohort has the same favourites."""
    if poll.get("abstain") and random.random() < ABSTAINS:
        return {"abstain": True}
    options = poll["options"]
    tastes = Random(f"{cohort_seed} {poll['poll']}")  # noqa: S311
    weights = [tastes.uniform(0.1, 1.0) ** 2 for _ in options]
    kind = PollKind(poll["kind"])
    match kind.field:
        case "number":
            middle = tastes.uniform(10, 90)
            return {"number": round(random.gauss(middle, middle / 4))}
        case "text":
            return {"text": random.choice(sayings.replies_in(language))}
        case "words":
            return {"words": random.sample(sayings.words_in(language), random.randint(1, 3))}
        case "points":
            picks = random.choices(options, weights, k=poll.get("points", len(options)))
            return {
                "points": {option: picks.count(option) for option in options if option in picks}
            }
    if kind.is_ordered:
        return {"options": _pick_order(options, weights, random)}
    if kind.is_paired:
        return {"options": _pick_pairs(kind, options, random)}
    vote: Body = {"options": _pick_options(kind, options, weights, random)}
    if kind.takes_reason and random.random() < GIVES_REASON:
        vote["text"] = random.choice(sayings.replies_in(language))
    return vote


def _pick_order(options: Sequence[str], weights: Sequence[float], random: Random) -> list[str]:
    """Return some of the options in the participant's order."""
    weight_by_option = dict(zip(options, weights, strict=True))
    order = sorted(
        options, key=lambda option: weight_by_option[option] * random.random(), reverse=True
    )
    return order[: random.randint(1, len(order))]


def _pick_pairs(kind: PollKind, cells: Sequence[str], random: Random) -> list[str]:
    """Return a choice of column for each row; in matching, each column is used once."""
    cells_picked: list[str] = []
    used_columns: set[str] = set()
    for row in by_row(cells).values():
        free = [column for column in row if not kind.matches_once or column not in used_columns]
        if free:
            column = random.choice(free)
            used_columns.add(column)
            cells_picked.append(row[column])
    return cells_picked


def _pick_options(
    kind: PollKind, options: Sequence[str], weights: Sequence[float], random: Random
) -> list[str]:
    """Return one option, or also several if the kind allows it."""
    favourite = random.choices(options, weights)[0]
    if not kind.picks_many:
        return [favourite]
    chances = dict(zip(options, weights, strict=True))
    return [
        option for option in options if option == favourite or random.random() < chances[option]
    ]


def pick_answer(random: Random) -> str:
    """Return an answer to a next step."""
    return random.choices(ANSWERS, _ANSWER_WEIGHTS)[0]

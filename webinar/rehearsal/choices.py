"""What a simulated participant chooses, and after how long. Pure, given its random source."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from webinar.rehearsal.people import Persona

ANSWERS = ("agree", "disagree", "abstain")
_ANSWER_WEIGHTS = (0.72, 0.13, 0.15)

# Reading a poll and finding the finger takes anybody this long.
QUICKEST = 1.5


def thinking_time(persona: Persona, random: Random) -> float:
    """Seconds before an answer: log-normal, as response times of people are."""
    return QUICKEST + persona.thinking * random.lognormvariate(0, persona.spread)


def pick_options(
    kind: str, options: Sequence[str], poll: str, cohort_seed: int, random: Random
) -> list[str]:
    """One option or several. What is popular is so with all of the cohort."""
    tastes = Random(f"{cohort_seed} {poll}")  # noqa: S311
    weights = [tastes.uniform(0.1, 1.0) ** 2 for _ in options]
    favourite = random.choices(options, weights)[0]
    if kind != "several":
        return [favourite]
    chances = dict(zip(options, weights, strict=True))
    return [one for one in options if one == favourite or random.random() < chances[one]]


def pick_answer(random: Random) -> str:
    return random.choices(ANSWERS, _ANSWER_WEIGHTS)[0]

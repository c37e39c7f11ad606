"""The requirements for completing a course, or for a live session's certificate."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Requirement(StrEnum):
    ABSENT = "absent"
    TIME = "time"
    POLLS = "polls"
    TEST = "test"
    TEST_OPEN = "test_open"
    # The following are for a course only.
    NO_RULE = "no_rule"
    SLIDES = "slides"
    QUIZZES = "quizzes"
    NOT_PASSED = "not_passed"
    LIVE_MINUTES = "live_minutes"
    STUDY_MINUTES = "study_minutes"
    MINUTES = "minutes"


class Missing(NamedTuple):
    """A missing requirement: the person has reached `has`, and needs `needs`.

    Both count minutes, polls, slides or quizzes, or percent of the post-test.
    """

    requirement: Requirement
    has: int
    needs: int

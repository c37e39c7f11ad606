"""Missing requirements: for completing a course, or for a live session's certificate."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class What(StrEnum):
    ABSENT = "absent"
    TIME = "time"
    POLLS = "polls"
    TEST = "test"
    TEST_OPEN = "test_open"
    # For a course.
    NO_RULE = "no_rule"
    SLIDES = "slides"
    QUIZZES = "quizzes"
    NOT_PASSED = "not_passed"
    LIVE_MINUTES = "live_minutes"
    STUDY_MINUTES = "study_minutes"
    MINUTES = "minutes"


class Missing(NamedTuple):
    """`has` of `needs`: minutes, polls, slides, quizzes, or percent of the post-test."""

    what: What
    has: int
    needs: int

"""A repeated question says why it is asked again, and when it will be once more."""

from datetime import timedelta

from tests.learn.repetition.test_repeating import (
    RIGHT,
    WRONG,
    begin_wrongly,
    next_page,
    pass_days,
    repeat,
)
from webinar.kit import clock
from webinar.learn.repetition.schedule import study_day

WHY = "You once answered this question wrongly, so it comes back"
NO_MORE = "After a right answer it does not return, after a wrong one it returns tomorrow."


def shown_day(days):
    day = study_day(clock.now(), "UTC") + timedelta(days=days)
    return f"{day:%B} {day.day}, {day.year}"


def test_question_says_why_it_is_asked_and_when_it_returns(student, db):
    begin_wrongly(student)
    pauses = []
    for days in (1, 3, 7):
        pass_days(db, days)
        page = next_page(student)
        assert f"{WHY}." in page
        pauses.append([pause for pause in (1, 3, 7) if f"it returns in {pause} day" in page])
        assert (NO_MORE in page) == (days == 7)
        repeat(student, RIGHT)

    assert pauses == [[3], [7], []]


def test_result_says_on_which_day_the_question_returns(student, db):
    begin_wrongly(student)
    pass_days(db, 1)
    next_page(student)
    wrong = repeat(student, WRONG)
    pass_days(db, 1)
    next_page(student)
    right = repeat(student, RIGHT)

    assert f"{WHY} on {shown_day(1)}." in wrong
    assert f"{WHY} on {shown_day(3)}." in right

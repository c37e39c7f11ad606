"""Every cell of the learner table holds what its column name says, and nothing else."""

from datetime import UTC, datetime

from webinar.kit.files.tables import Field
from webinar.results.completion.people import Row
from webinar.results.completion.rules import WorkDone
from webinar.results.completion.table import learners_table
from webinar.results.reports.profiles import ALL, NUMBERS

JOINED, LAST_SEEN, COMPLETED = (datetime(2026, 11, day, tzinfo=UTC) for day in (1, 2, 3))
WORK_DONE = WorkDone(
    slides=3,
    of_slides=4,
    quizzes=5,
    of_quizzes=6,
    right=7,
    items=10,
    was_tested=True,
    is_passed=True,
    study_seconds=480,
    live_minutes=9,
)
ADA = Row(
    number=2,
    person_id=11,
    name="Ada\0",
    language="kk",
    done=WORK_DONE,
    rank="Major",
    position="Inspector",
    unit="Unit 7",
    email="ada@x.test",
    phone="+7",
    external_id="KZ-1",
    joined_at=JOINED,
    seen_at=LAST_SEEN,
    completed_at=COMPLETED,
)


def cells(profile, row=ADA):
    """The cells by header id."""
    table = learners_table([row], profile)
    return dict(zip((column.id for column in table.columns), table.rows[0], strict=True))


def test_roster_learner_fills_every_column():
    assert cells(ALL) == {
        "learner": 2,
        "name": "Ada",
        "language": "kk",
        "started_at": JOINED,
        "slides_percent": 75,
        "slides_done": 3,
        "slides": 4,
        "quizzes_right": 5,
        "quizzes": 6,
        "test_percent": 70,
        "test_passed": True,
        "study_minutes": 8,
        "live_minutes": 9,
        "completed_at": COMPLETED,
        "seen_at": LAST_SEEN,
        "rank": "Major",
        "unit": "Unit 7",
        "external_id": "KZ-1",
        "email": "ada@x.test",
        "phone": "+7",
        "guest": False,
        "position": "Inspector",
    }


def test_identifying_columns_are_exported_only_with_a_profile():
    personal = {field.value for field in Field} - {"name", "reason"}

    assert cells(ALL).keys() - cells(NUMBERS).keys() == personal
    assert cells(NUMBERS)["name"] == "#2"


def test_person_who_has_not_begun_has_neither_number_nor_test():
    waiting = Row(number=None, person_id=11, name="Bek", language="ru", done=WorkDone())

    row_cells = cells(NUMBERS, waiting)

    assert (row_cells["learner"], row_cells["name"], row_cells["test_passed"]) == (
        None,
        "p11",
        None,
    )

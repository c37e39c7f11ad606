"""Titles of repeated sessions count up from the first."""

import pytest

from tests.results.series.test_plan_pages import all_rooms, repeated
from webinar.results.series.numbered_titles import advanced_title, is_numbered
from webinar.room.rooms.models import Room


@pytest.mark.parametrize(
    ("title", "third"),
    [
        ("Курс, занятие 1", "Курс, занятие 3"),
        ("Сабақ №9", "Сабақ №11"),
        ("Session 01", "Session 03"),
        ("Prevention 2026", "Prevention 2026"),
        ("COVID19", "COVID19"),
        ("A session", "A session"),
        ("7", "7"),
    ],
)
def test_small_trailing_number_is_counted_up(title, third):
    assert advanced_title(title, 2) == third
    assert is_numbered(title) is (title != third)


@pytest.fixture
def numbered(db, organiser, room):
    db.write(lambda s: setattr(s.get(Room, room.id), "title", "Занятие 1"))
    return organiser


def test_form_counts_up_and_says_so(numbered, room):
    page = numbered.get(f"/desk/{room.code}/repeat").text

    assert 'value="Занятие 2"' in page and 'value="yes" checked' in page
    wish = {"title": "Занятие 2", "count_on": "yes", "every": "week", "times": "2", "show": "1"}
    page = repeated(numbered, room, **wish).text
    assert "<bdi>Занятие 2</bdi>:" in page and "<bdi>Занятие 3</bdi>:" in page


def test_repeated_sessions_get_consecutive_titles_once(db, numbered, room):
    wish = {"title": "Занятие 2", "count_on": "yes", "every": "week", "times": "2"}

    for _ in range(2):
        assert repeated(numbered, room, **wish).status_code == 303

    assert sorted(room.title for room in all_rooms(db)) == ["Занятие 1", "Занятие 2", "Занятие 3"]


def test_titles_stay_the_same_when_counting_is_off(db, numbered, room):
    repeated(numbered, room, title="Занятие 2", every="week", times="2")

    assert sorted(room.title for room in all_rooms(db)) == ["Занятие 1", "Занятие 2", "Занятие 2"]

"""One choice of a cohort on a session's page holds for the later sessions of its series, too."""

import re

import pytest

from tests.factories import make_room
from webinar.people.accounts.models import User
from webinar.results.series import actions, queries
from webinar.room.cohorts.queries import invitation_of
from webinar.room.rooms.models import Room, RoomState


@pytest.fixture
def weeks(db, owner, room):
    """The ids of the four sessions of a series; the first is `room`, and the last was held."""

    def build(s):
        first, by = s.get(Room, room.id), s.get(User, owner.id)
        states = [RoomState.PLANNED, RoomState.PLANNED, RoomState.ENDED]
        later = [make_room(s, by, state=state, title="A session") for state in states]
        series = actions.begin_series(s, first, by)
        for week in later:
            actions.add_session(s, series, week, by)
        return [first.id, *(week.id for week in later)]

    return db.write(build)


def cohorts_of(db, ids):
    with db.read() as s:
        found = [invitation_of(s, s.get(Room, room_id)) for room_id in ids]
    return [invitation and invitation.cohort_id for invitation in found]


def later_codes(page):
    """The codes behind the tick beside the choice of a cohort and beside a new one."""
    [codes] = set(re.findall(r'name="also" value="([^"]+)" checked', page))
    return codes


def test_cohort_is_invited_to_the_later_planned_sessions(db, organiser, room, cohort, weeks):
    page = organiser.get(f"/desk/{room.code}").text
    codes = later_codes(page)
    assert "Also for the 2 later sessions of the series" in page

    organiser.post(f"/desk/{room.code}/cohort", cohort=str(cohort.id), guests="yes", also=codes)

    assert cohorts_of(db, weeks) == [cohort.id] * 3 + [None]
    page = organiser.get(f"/desk/{room.code}").text
    assert "Saved for 3 sessions" in page
    # They have a cohort now: a change of this session alone must not replace it unasked.
    assert re.search(r'name="also" value="[^"]+">', page)


def test_counts_have_the_digits_of_the_readers_language(organiser, room, cohort, weeks):
    organiser.client.set_cookie("language", "prs")
    page = organiser.get(f"/desk/{room.code}").text
    codes = later_codes(page)
    assert "برای ۲ جلسهٔ بعدی" in page

    organiser.post(f"/desk/{room.code}/cohort", cohort=str(cohort.id), guests="yes", also=codes)

    assert "برای ۳ جلسه ذخیره شد" in organiser.get(f"/desk/{room.code}").text


def test_without_the_tick_later_sessions_keep_theirs(db, organiser, room, cohort, weeks):
    organiser.post(f"/desk/{room.code}/cohort", cohort=str(cohort.id))

    assert cohorts_of(db, weeks) == [cohort.id, None, None, None]


def test_sessions_of_others_are_refused_before_anything_is_stored(
    db, organiser, room, other, cohort
):
    foreign = db.write(lambda s: make_room(s, s.get(User, other.id), state=RoomState.PLANNED))

    answer = organiser.post(f"/desk/{room.code}/cohort", cohort=str(cohort.id), also=foreign.code)

    assert answer.status_code == 404
    assert cohorts_of(db, [room.id, foreign.id]) == [None, None]


def test_last_session_offers_no_later_ones(db, owner, organiser, weeks):
    with db.read() as s:
        last = s.get(Room, weeks[2])
        assert not queries.later_sessions(s, s.get(User, owner.id), last)
        code = last.code

    assert 'name="also"' not in organiser.get(f"/desk/{code}").text

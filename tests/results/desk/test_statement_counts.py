"""Pages of the desk send as many statements for many rows as for few."""

import pytest

from tests.factories import invite, make_cohort, make_course, make_member, make_room, make_user
from tests.people.accounts.browsing import signed_in
from tests.sql_statements import statements
from webinar.people.accounts.models import User, UserRole
from webinar.room.rooms.models import RoomState

FEW, MANY = 3, 12


@pytest.fixture
def grown(db):
    """Fill a desk of its own with so many rows of each kind; return its owner and addresses."""

    def grow(count):
        def build(s):
            owner = s.get_one(User, make_user(s, f"Owner of {count}", UserRole.ADMIN).id)
            names = [f"Person {number}" for number in range(count)]
            cohorts = [make_cohort(s, owner, people=names) for _ in range(count)]
            for state in (RoomState.PLANNED, RoomState.ENDED, RoomState.LIVE):
                for cohort in cohorts:
                    room = make_room(s, owner, state=state)
                    invite(s, room, cohort)
                    make_course(s, owner, cohort=cohort)
            for name in names:
                make_member(s, room, f"Guest {name}")
            cohort_path = f"/desk/cohorts/{cohort.id}"
            return owner, {
                "today": "/desk",
                "sessions": "/desk/sessions",
                "calendar": "/desk/calendar",
                "cohorts": "/desk/cohorts",
                "cohort": cohort_path,
                "cohort's dashboard": f"{cohort_path}/dashboard",
                "courses": "/desk/courses",
                "session": f"/desk/{room.code}",
                "people": f"/desk/{room.code}/people",
                "attendance": f"/desk/{room.code}/attendance",
                "certificates": f"/desk/{room.code}/certificates",
                "report": f"/rooms/{room.code}/report",
                "console": f"/rooms/{room.code}/console",
            }

        return db.write(build)

    return grow


def counted(app, owner, paths):
    """The number of statements of each page on its second visit, when caches are filled."""
    browser, counts = signed_in(app, owner), {}
    for name, path in paths.items():
        browser.client.get(path)
        with statements(app.extensions["webinar"].db) as executed:
            answer = browser.client.get(path)
        counts[name] = (answer.status_code, len(executed))
    return counts


@pytest.mark.same_statements
def test_statements_of_pages_do_not_grow_with_rows(app, grown):
    few, many = (counted(app, *grown(count)) for count in (FEW, MANY))

    assert min(count for _status, count in few.values()) > 0
    assert {status for status, _count in many.values()} == {200}
    assert many == few

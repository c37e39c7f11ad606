"""A form that returns to part of a page shows its confirmation at that part."""

import re

import pytest

from tests.factories import make_room, make_user
from tests.people.accounts.browsing import signed_in
from tests.results.attendance.making import make_scene
from tests.results.certificates import making
from webinar.room.rooms.models import RoomState

RULE = {"percent": "50", "polls": "0", "late_minutes": "20", "early_minutes": "30"}


@pytest.fixture
def owner(db):
    return db.write(lambda session: make_user(session, "Grace"))


@pytest.fixture
def organiser(app, owner):
    visitor = signed_in(app, owner)
    visitor.get("/desk")
    return visitor


def confirms_once(visitor, answer, words):
    """Say whether the page shows these words once, right after the anchor that it opens at."""
    assert answer.status_code == 303
    page = visitor.get(answer.location.partition("#")[0]).text
    place = answer.location.partition("#")[2]
    part = page[page.index(f'id="{place}"') :]
    notice = re.search(r'<p class="notice good" role="status">([^<]*)</p>', part[:900])
    return notice is not None and words in notice[1] and page.count(notice[0]) == 1


def test_pages_of_an_ended_session_confirm_the_action(db, owner, organiser):
    code = db.write(lambda session: make_scene(session, session.merge(owner)).room.code)
    home = f"/desk/{code}/attendance"

    assert confirms_once(organiser, organiser.post(f"{home}/rule", **RULE), "Saved")
    assert confirms_once(
        organiser, organiser.post(f"{home}/freeze", before="0"), "Version 1 is frozen"
    )


def test_certificates_page_confirms_the_action(app, db):
    course = making.make_course(db)
    desk, home = signed_in(app, course.owner), f"/desk/{course.room.code}/certificates"
    desk.get(home)

    rule = {"percent": "80", "minutes": "90", "title-ru": "Профилактика"}
    assert confirms_once(desk, desk.post(f"{home}/rule", **rule), "Saved")
    assert confirms_once(desk, desk.post(f"{home}/issue", issue="all"), "issued")
    [first, *_] = making.certificates(db)
    revoked = desk.post(f"{home}/{first.id}/revoke", reason="a mistake")
    assert confirms_once(desk, revoked, "The certificate is revoked")


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("terms", {"rule": "majority", "quorum": "50", "shares_reasons": "true"}),
        ("lobby", {"mode": "admit", "names": "Ada"}),
        ("cohort", {"cohort": ""}),
        ("attendance/rule", RULE | {"from": "plan"}),
    ],
)
def test_planned_session_page_confirms_the_saved_form(db, owner, organiser, path, fields):
    code = db.write(
        lambda s: make_room(s, s.merge(owner), state=RoomState.PLANNED, title="Planned").code
    )
    organiser.get(f"/desk/{code}")

    answer = organiser.post(f"/desk/{code}/{path}", **fields)

    assert confirms_once(organiser, answer, "Saved")
    # A collapsed section would hide the message.
    assert organiser.get(f"/desk/{code}").text.count(' class="plan-rule" open') == 0


def test_collapsed_section_opens_to_show_the_confirmation(db, owner, organiser):
    code = db.write(lambda s: make_room(s, s.merge(owner), state=RoomState.PLANNED).code)
    organiser.get(f"/desk/{code}")

    organiser.post(f"/desk/{code}/lobby", mode="admit", names="Ada")

    assert organiser.get(f"/desk/{code}").text.count('<details class="plan-rule" open') == 1

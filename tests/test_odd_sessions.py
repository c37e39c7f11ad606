"""Pages and files answer for unusual sessions: cancelled, never begun, or without participants.

Each must answer, however little it has to show; the text of some is checked, too.
"""

import re
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import invite, make_change, make_cohort, make_member, make_room, make_user
from tests.operate.personal.people import People
from tests.people.accounts.browsing import signed_in
from webinar.kit import clock
from webinar.operate.personal.erasing import erase
from webinar.operate.personal.subject import find_person
from webinar.people.accounts.limits import limiter
from webinar.people.accounts.models import User
from webinar.results.certificates.models import CertificateRule
from webinar.results.certificates.queries import find_own_scope
from webinar.results.dashboards import cohort_reading
from webinar.results.reports.kinds import BundleFormat, Format, Kind, Shape
from webinar.results.series import actions
from webinar.room.cohorts import sessions
from webinar.room.cohorts.models import Cohort
from webinar.room.rooms.models import RoomState
from webinar.room.sessions.actions import cancel, end

pytestmark = pytest.mark.same_statements

HOSTILE = '=1+1"\'<b>&\u202e{{7*7}} #eval("1")\\' + "x" * 40
FEATURES = (
    "attendance.", "certificates.", "cohorts.", "dashboards.", "desk.plan", "followup.",
    "handouts.", "personal.", "protocol.", "reports.", "series.",
)  # fmt: skip


def make_cancelled(s, owner):
    room = make_room(s, owner, state=RoomState.PLANNED, planned_at=clock.now())
    invite(s, room, make_cohort(s, owner, people=["Ada", "Bek"]))
    make_member(s, room, "Ada")
    cancel(make_change(s, room))
    return room


def make_ended_before_the_start(s, owner):
    room = make_room(s, owner, state=RoomState.PLANNED)
    invite(s, room, make_cohort(s, owner, people=["Ada"]))
    end(make_change(s, room), None)
    return room


def make_ended(s, owner, **fields):
    room = make_room(s, owner, state=RoomState.ENDED, **fields)
    room.started_at, room.ended_at = clock.now() - timedelta(hours=1), clock.now()
    return room


def make_with_empty_cohort(s, owner):
    room = make_ended(s, owner)
    invite(s, room, make_cohort(s, owner))
    return room


def make_without_cohort(s, owner):
    return make_ended(s, owner)


def make_without_members(s, owner):
    room = make_ended(s, owner)
    invite(s, room, make_cohort(s, owner, people=["Ada", "Bek"]))
    return room


def make_over_midnight(s, owner):
    room = make_ended(s, owner, time_zone="Asia/Almaty")
    room.started_at = clock.now().replace(hour=18, minute=30)
    room.ended_at = room.started_at + timedelta(hours=1)
    invite(s, room, make_cohort(s, owner, people=["Ada"]))
    return room


def make_with_hostile_names(s, owner):
    room = make_ended(s, owner, title=HOSTILE)
    person = {"name": HOSTILE, "rank": HOSTILE, "unit": HOSTILE, "external_id": HOSTILE}
    invite(s, room, make_cohort(s, owner, HOSTILE, people=[person]))
    make_member(s, room, HOSTILE)
    return room


def make_with_erased_people(s, owner):
    people = People(s)
    people.room.owner_id = people.cohort.owner_id = owner.id
    people.room.started_at = clock.now() - timedelta(hours=1)
    people.room.ended_at = clock.now()
    s.flush()
    for person in people.persons.values():
        erase(s, find_person(s, owner, person.id), owner.id)
    return people.room


MAKERS = (
    make_cancelled,
    make_ended_before_the_start,
    make_with_empty_cohort,
    make_without_cohort,
    make_without_members,
    make_over_midnight,
    make_with_hostile_names,
    make_with_erased_people,
)


@pytest.fixture(params=MAKERS, ids=lambda make: make.__name__)
def scene(request, app, db):
    """The organiser's browser, and the values for its addresses."""

    def build(s):
        owner = make_user(s, "Owner")
        room = request.param(s, owner)
        series = actions.create_series(s, owner, "Course")
        if room.cancelled_at is None:
            actions.add_session(s, series, room, owner)
        for fields in ({"room_id": room.id}, {"series_id": series.id}):
            if not s.scalar(select(CertificateRule).filter_by(**fields)):
                s.add(
                    CertificateRule(
                        percent=80, titles={}, minutes=60, signers=[],
                        changed_by=owner.id, changed_at=clock.now(), **fields,
                    )
                )  # fmt: skip
        ids = {"code": room.code, "cohort_id": 1, "series_id": series.id, "series": series.id}
        return owner, ids

    owner, ids = db.write(build)
    return signed_in(app, owner), ids


def addresses(app, ids):
    """Yield the address of every page of these features, and of every file in each format."""
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or not rule.endpoint.startswith(FEATURES):
            continue
        for kind in Kind if "kind" in rule.arguments else [""]:
            for form in formats(rule):
                values = {**ids, "kind": kind, "format": form, "language": "prs", "version": 1}
                values |= {"key": "m1", "number": 1, "who": "people", "token": "x"}
                values |= {"shape": Shape.TEAMS}
                if rule.arguments <= set(values):
                    with app.test_request_context():
                        yield app.url_for(
                            rule.endpoint, **{name: values[name] for name in rule.arguments}
                        )


def formats(rule):
    if "format" not in rule.arguments:
        return [""]
    allowed = getattr(rule._converters["format"], "items", ())
    return [form for form in (*Format, *BundleFormat) if form in allowed] or sorted(allowed)


def test_every_page_and_file_answers(app, scene):
    visitor, ids = scene
    failures, statuses = {}, Counter()
    for path in sorted({*addresses(app, ids)}):
        limiter.reset()
        response = visitor.client.get(path)
        statuses[response.status_code] += 1
        if response.status_code >= 500:
            failures[path] = response.status_code, response.text[:1000]
        elif response.mimetype == "text/html" and re.search(r"\[№\s\d", response.text):
            failures[path] = "an erased name as it is stored"

    assert failures == {}
    assert statuses[200] > 30, statuses


def test_cancelled_session_counts_against_nobody(app, db):
    def build(s):
        owner = make_user(s)
        make_cancelled(s, owner)
        series = actions.create_series(s, owner, "Course")
        held_room = make_ended(s, owner)
        invite(s, held_room, s.scalars(select(Cohort)).one())
        later = make_room(s, owner, state=RoomState.PLANNED)
        for session_room in (held_room, later):
            actions.add_session(s, series, session_room, owner)
        cancel(make_change(s, later))
        scope = find_own_scope(s, owner, "", series.id)
        group = cohort_reading.read(s, s.scalars(select(Cohort)).one(), None, "en", clock.now())
        return (
            [room.code for room in scope.rooms],
            [session.code for session in group.held_sessions],
            held_room.code,
        )

    certificate_codes, dashboard_codes, held_code = db.write(build)
    assert certificate_codes == dashboard_codes == [held_code]


def test_cancelled_session_is_removed_from_peoples_calendars(app, db):
    room = db.write(lambda s: make_cancelled(s, make_user(s)))
    with app.test_request_context():
        shown = sessions.sessions_of(db, [room], "en")

    calendar = sessions.calendar("x", shown, "y", "https://x.test/me/z", clock.now())

    assert "STATUS:CANCELLED" in calendar.decode()


def test_erased_person_is_described_in_the_files_language(app, db):
    def build(s):
        room = make_with_erased_people(s, make_user(s))
        return room.code, room.owner_id

    code, owner_id = db.write(build)
    with db.read() as s:
        visitor = signed_in(app, s.get_one(User, owner_id))
    text = visitor.client.get(f"/rooms/{code}/protocol.md?language=ru").text

    assert "[№" not in text
    assert re.search("(Стёрт|Удал)", text), text

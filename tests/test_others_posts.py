"""Forms sent by another organiser change nothing in an organiser's sessions, cohorts and series.

Every form of the desk is sent once to the address of another organiser's object, and once to
their own with ids of another's objects, in the address and in the fields.
"""

import re

import pytest
from sqlalchemy import select

from tests.factories import invite, make_cohort, make_learner, make_member, make_room, make_user
from tests.factories import make_course as make_studied
from tests.people.accounts.browsing import signed_in
from tests.results.certificates.making import draft, make_course, make_rule
from tests.room.cohorts.making import as_csv, messy_rows
from webinar.connect.lti.models import LtiCourse, LtiLink, LtiPlatform
from webinar.kit import clock
from webinar.kit.db import Base
from webinar.kit.files.tables import Field
from webinar.kit.permissions import Role
from webinar.learn.courses.actions import add_session as add_studied
from webinar.learn.offline.actions import keep_draft
from webinar.learn.offline.answer_file import Looked
from webinar.people.accounts.limits import limiter
from webinar.people.accounts.models import User, UserRole
from webinar.results.attendance.models import Correction, FrozenReport
from webinar.results.certificates import actions as certificates
from webinar.results.certificates.models import Certificate
from webinar.results.reports.actions import keep_profile
from webinar.results.series import actions, helpers
from webinar.room.cohorts import actions as rosters
from webinar.room.cohorts import inviting
from webinar.room.cohorts.mapping import guess
from webinar.room.cohorts.models import Cohort, RosterImport
from webinar.room.cohorts.reading import read_table
from webinar.room.rooms.models import Room, RoomState

pytestmark = pytest.mark.same_statements

FEATURES = (
    "attendance.",
    "certificates.",
    "cohorts.",
    "completion.",
    "courses.",
    "exams.save",
    "lti.using.",
    "offline.",
    "personal.",
    "reports.",
    "series.",
)
# These forms need a secret, or concern the sender's own data.
OPEN_ENDPOINTS = {
    "cohorts.create",
    "cohorts.me.correct_name",
    "cohorts.me.join",
    "courses.create",
    "cohorts.me.study",
    "personal.consent",
    "series.calendar.share",
    "series.create",
}
# All fields of all forms, so that none is refused for a missing field.
FORM_FIELDS = {
    "attendance_days": "0",
    "answers_days": "0",
    "before": "0",
    "certificates": "",
    "email": "new@example.test",
    "field": "name",
    "issue": "all",
    "make": "yes",
    "minutes": "90",
    "name": "Mallory",
    "percent": "10",
    "polls": "0",
    "late_minutes": "1",
    "early_minutes": "1",
    "reason": "Because",
    "status": "absent",
    "sure": "yes",
    "task": "presenter",
    "text": "name\nMallory",
    "text-en": "Anything",
    "time_zone": "Asia/Almaty",
    "title": "Mine now",
}


@pytest.fixture
def others_ids(db):
    """The ids of all objects of one organiser."""
    course = make_course(db)
    rule = make_rule(db, course)
    content = as_csv(messy_rows())
    mapping = guess(read_table(content))

    def build(s):
        owner = s.merge(course.owner)
        room, cohort = s.get_one(Room, course.room.id), s.scalars(select(Cohort)).one()
        viewer = make_user(s, "Viewer", UserRole.VIEWER, invited_by=owner.id)
        helpers.name_viewer(s, cohort, owner, viewer.email, "", "en")
        planned_room = make_room(s, owner, state=RoomState.PLANNED, title="Loose")
        invite(s, planned_room, cohort)
        make_member(s, planned_room, "Helper", Role.PRESENTER, user=make_user(s, "Helper"))
        series = actions.create_series(s, owner, "Course", cohort)
        actions.add_session(s, series, room, owner)
        studied_course = make_studied(s, owner, cohort=cohort)
        make_learner(s, studied_course, "Guest")
        add_studied(s, studied_course, room)
        certificates.issue(
            s, rule.id, rule.changed_at, owner.id, [draft(person=course.people["ada"])]
        )
        inviting.make_missing(s, owner, cohort.id, "secret")
        roster_import = RosterImport(
            cohort_id=cohort.id, by_user_id=owner.id, imported_at=clock.now(), file_name="",
            added=0, changed=0, removed=0, before={"1": {"was": None, "now": {}}},
        )  # fmt: skip
        s.add(roster_import)
        s.add(
            FrozenReport(
                room_id=room.id,
                version=1,
                hash="a" * 64,
                content=b"{}",
                counts={},
                by_user_id=owner.id,
                frozen_at=clock.now(),
            )  # fmt: skip
        )
        s.flush()
        return {
            "code": room.code,
            "loose": planned_room.code,
            "cohort_id": cohort.id,
            "series_id": series.id,
            "series": series.id,
            "course_id": studied_course.id,
            "import_id": roster_import.id,
            "draft_id": rosters.keep_draft(s, owner, cohort, "x.csv", content, mapping).id,
            "answers_id": keep_draft(s, owner, studied_course, Looked([], [])).id,
            "link_id": platform_link(s, studied_course),
            "platform_id": s.scalars(select(LtiPlatform.id)).one(),
            "profile_id": keep_profile(s, owner.id, "Mine", [Field.NAME]).id,
            "certificate": s.scalars(select(Certificate.id)).one(),
            "person": course.people["ada"].id,
            "guest": course.members["guest"].id,
            "viewer": viewer.id,
        }

    return db.write(build)


@pytest.fixture
def other(app, db):
    """Another organiser, who has a session, a cohort and a series, too."""

    def build(s):
        user = make_user(s, "Mallory")
        room = make_room(s, user, state=RoomState.ENDED, title="Own")
        cohort = make_cohort(s, user, people=["Own"])
        series = actions.create_series(s, user, "Own", cohort)
        return user, room.code, cohort.id, series.id, make_studied(s, user).id

    user, code, cohort_id, series_id, course_id = db.write(build)
    visitor = signed_in(app, user)
    visitor.get("/desk/new")
    visitor.code, visitor.cohort_id, visitor.series_id = code, cohort_id, series_id
    visitor.course_id = course_id
    # Mallory may change their own objects, so a refusal is not due to a missing token.
    assert visitor.post(f"/desk/cohorts/{cohort_id}/name", name="Own").status_code == 303
    return visitor


def stored_rows(db):
    """Return all rows of all tables except the data of browsers."""
    with db.read() as s:
        return {
            name: sorted(map(repr, s.execute(select(table)).all()))
            for name, table in Base.metadata.tables.items()
            if name != "browsers"
        }


def changed_tables(before, after):
    return sorted(name for name in before if before[name] != after[name])


def find_unrefused(db, other, sends):
    """Return the answers other than "not found", and the tables that have changed."""
    unrefused = {}
    for path, fields in sends:
        limiter.reset()
        before = stored_rows(db)
        status = other.client.post(path, data={"csrf_token": other.token, **fields}).status_code
        if status != 404 or changed_tables(before, stored_rows(db)):
            unrefused[f"{path} {fields}"] = (status, changed_tables(before, stored_rows(db)))
    return unrefused


_ACTIONS = {"": ("revoke", "replace"), "lti.using.allow": ("allow", "withdraw")}


def platform_link(s, course):
    """Add a place on a learning platform that may use this course; return its id."""
    url = "https://lms.example.test"
    platform = LtiPlatform(
        name="School", issuer=url, client_id="c", login_url=url, token_url=url, keys_url=url,
        deployments=["1"], hosts=[], created_at=clock.now(),
    )  # fmt: skip
    s.add(platform)
    s.flush()
    s.add(LtiCourse(platform_id=platform.id, course_id=course.id, allowed_at=clock.now()))
    link = LtiLink(
        platform_id=platform.id, deployment="1", resource="r", course_id=course.id,
        context_title="Class", line_item="", members=f"{url}/members", seen_at=clock.now(),
    )  # fmt: skip
    s.add(link)
    s.flush()
    return link.id


def forms(app, ids):
    """Yield the addresses of all forms of these features, with this organiser's ids."""
    for rule in app.url_map.iter_rules():
        if "POST" not in rule.methods or not rule.endpoint.startswith(FEATURES):
            continue
        if rule.endpoint in OPEN_ENDPOINTS:
            continue
        for kind in ("people", "guests") if "who" in rule.arguments else ("",):
            for action in (
                _ACTIONS.get(rule.endpoint, _ACTIONS[""]) if "what" in rule.arguments else ("",)
            ):
                number = {"people": ids["person"], "guests": ids["guest"]}.get(kind, 1)
                number = ids["certificate"] if action else number
                special_ids = {"draft_id": ids["answers_id"]} if "answers" in rule.endpoint else {}
                values = (
                    ids | special_ids | {"who": kind, "what": action, "number": number, "key": "p1"}
                )
                with app.test_request_context():
                    yield app.url_for(
                        rule.endpoint, **{name: values[name] for name in rule.arguments}
                    )


def test_organiser_cannot_change_anothers_objects_at_their_addresses(app, db, others_ids, other):
    paths = sorted({*forms(app, others_ids)})

    assert len(paths) > 30
    assert find_unrefused(db, other, [(path, FORM_FIELDS) for path in paths]) == {}


def test_organiser_cannot_reach_anothers_objects_from_their_own(db, others_ids, other):
    own, cohort, series = f"/desk/{other.code}", f"/desk/cohorts/{other.cohort_id}", other.series_id
    sends = [
        (f"{own}/cohort", {"cohort": others_ids["cohort_id"]}),
        (f"{own}/attendance/people/p{others_ids['person']}", FORM_FIELDS),
        (f"{own}/certificates/{others_ids['certificate']}/revoke", FORM_FIELDS),
        (f"{own}/certificates/{others_ids['certificate']}/replace", FORM_FIELDS),
        (f"{own}/people", {"member": 1, "person": 1, "reason": "Because"}),
        (f"{own}/people", {"unmatch": 1}),
        (f"{own}/repeat", {**FORM_FIELDS, "series": others_ids["series_id"]}),
        (f"{own}/helpers", {"link": 1}),
        (f"/rooms/{other.code}/report/exports/profiles/{others_ids['profile_id']}/remove", {}),
        (f"{cohort}/imports/{others_ids['import_id']}/undo", {}),
        (f"{cohort}/import/{others_ids['draft_id']}", {"seen": ""}),
        (f"{cohort}/import/{others_ids['draft_id']}/choices", {"header": 1}),
        (f"{cohort}/links", {"renew": 3}),
        (f"{cohort}/links", {"revoke": 3}),
        (f"{cohort}/people/3", {"what": "take_off"}),
        (f"{cohort}/viewers", {"remove": others_ids["viewer"]}),
        (f"{cohort}/viewers", {"link": others_ids["viewer"]}),
        ("/desk/series", {"title": "Mine", "cohort": others_ids["cohort_id"]}),
        (f"/desk/series/{series}", {"title": "Mine", "cohort": others_ids["cohort_id"]}),
        *(
            (f"/desk/series/{series}", {field: others_ids[code]})
            for field in ("add", "remove", "earlier", "later")
            for code in ("code", "loose")
        ),
        ("/desk/courses", {"module": "opening", "cohort": others_ids["cohort_id"]}),
        (f"{own}/course", {"course": others_ids["course_id"]}),
        *(
            (f"/desk/courses/{other.course_id}", fields)
            for fields in (
                {"title": "Mine", "cohort": others_ids["cohort_id"], "time_zone": "UTC"},
                {"add": others_ids["loose"]},
                {"remove": others_ids["code"]},
            )
        ),
    ]
    before = stored_rows(db)
    answers = {}
    for path, fields in sends:
        limiter.reset()
        response = other.client.post(path, data={"csrf_token": other.token, **fields})
        answers[f"{path} {fields}"] = (
            response.status_code,
            changed_tables(before, stored_rows(db)),
        )

    # A refusal is shown on the page, or on the next one if there is none.
    assert {form: result for form, result in answers.items() if result[1] or result[0] == 200} == {}


def test_form_without_its_token_changes_nothing(app, db, others_ids):
    """Another site may make the organiser's own browser send a form."""
    visitor = signed_in(app, owner_of(db, others_ids))
    before = stored_rows(db)
    answers = {
        path: visitor.client.post(path, data=FORM_FIELDS).status_code
        for path in forms(app, others_ids)
    }

    assert set(answers.values()) == {403}
    assert changed_tables(before, stored_rows(db)) == []


def test_typed_text_is_stored_without_nul_and_direction_overrides(app, db, others_ids):
    """PostgreSQL takes no NUL; an override reverses the rest of a line or of a log entry."""
    visitor = signed_in(app, owner_of(db, others_ids))
    visitor.get("/desk/new")
    typed = {
        name: f"{text}\0\u202e\u2066 x\x1b" if text.isalpha() else text
        for name, text in FORM_FIELDS.items()
    }
    typed |= {"name": "M\0\u202eallory", "reason": "Be\0\u202ecause", "status": "partly"}
    typed |= {"member": "3", "person": "1", "task": "presenter", "issue": "all", "sure": ""}
    for path in [*forms(app, others_ids), "/desk/cohorts", "/desk/series"]:
        limiter.reset()
        status = visitor.client.post(path, data={"csrf_token": visitor.token, **typed}).status_code
        assert status < 500, path
    rows_with_marks = {
        name: row
        for name, rows in stored_rows(db).items()
        for row in rows
        if name != "roster_drafts" and re.search(r"\\x00|\\u202e|\\u2066|\\x1b", row)
    }

    assert rows_with_marks == {}
    with db.read() as s:
        assert s.scalars(select(Correction)).one().reason.startswith("Because")


def owner_of(db, others_ids):
    with db.read() as s:
        return s.scalars(select(User).join(Room).filter_by(code=others_ids["code"])).one()

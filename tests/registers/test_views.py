"""The pages of attendance: who sees them, what they show, and what their forms do."""

import io
import re
from zoneinfo import ZoneInfo

import msgspec
import pytest
from sqlalchemy.orm import undefer

from tests.accounts.browsing import Visitor, signed_in
from tests.attendance.making import hear, make_scene
from tests.certificates import making as certificates
from tests.factories import make_course, make_learner, make_member, make_user
from webinar.accounts.models import UserRole
from webinar.attendance.models import AttendanceRule, Correction, FrozenReport
from webinar.audit.models import AuditEntry
from webinar.cohorts.models import Cohort
from webinar.completion.actions import set_rule
from webinar.completion.rules import Terms
from webinar.courses.models import CourseSession
from webinar.kit import clock
from webinar.permissions import Role
from webinar.personal.actions import keep_for
from webinar.personal.purging import purge_due
from webinar.registers.page import PER_PAGE
from webinar.rooms.models import RoomState


@pytest.fixture
def scene(db):
    return db.write(lambda session: make_scene(session, make_user(session, "Grace")))


@pytest.fixture
def organiser(app, scene):
    return at_home(app, scene.owner, scene)


def at_home(app, user, scene):
    visitor = signed_in(app, user)
    visitor.home = f"/desk/{scene.room.code}/attendance"
    return visitor


def audited(db):
    with db.read() as session:
        return [one.kind for one in of_attendance(session)]


def of_attendance(session):
    """What this feature has noted; signing in is noted, too."""
    noted = session.query(AuditEntry).filter(AuditEntry.kind.not_like("sign_in%"))
    return noted.order_by(AuditEntry.id).all()


RULE = {"percent": "50", "polls": "0", "late_minutes": "20", "early_minutes": "30"}


# Who may


@pytest.mark.parametrize("path", ["", "/people/p1", "/verify", "/versions/1", "/versions/1.json"])
def test_for_everybody_else_there_is_no_such_page(app, db, scene, organiser, path):
    organiser.get(organiser.home)
    organiser.post(f"{organiser.home}/freeze", before="0")
    other = at_home(app, db.write(lambda session: make_user(session, "Other")), scene)

    assert organiser.get(organiser.home + path).status_code == 200
    assert other.get(other.home + path).status_code == 404
    assert Visitor(app).get(other.home + path).status_code == 303


@pytest.mark.parametrize("path", ["/rule", "/people/p1", "/freeze"])
def test_who_runs_the_room_reads_and_changes_nothing(app, db, scene, path):
    def name(session):
        user = make_user(session, "Presenter", role=UserRole.ORGANISER)
        make_member(session, session.merge(scene.room), "Presenter", Role.PRESENTER, user=user)
        return user

    presenter = at_home(app, db.write(name), scene)

    page = presenter.get(presenter.home)
    assert page.status_code == 200
    assert "<form" in page.text and 'method="post" action="/desk/' not in page.text
    presenter.get("/desk")
    assert presenter.post(presenter.home + path, reason="x", before="0", **RULE).status_code == 404
    assert audited(db) == []


# What it shows


def test_everybody_has_a_row_with_status_remarks_and_exact_times(organiser):
    page = organiser.get(organiser.home).text

    for text in (
        "Ада",
        "Captain",
        "Inspector",
        "Unit 7",
        "Bo",
        "Cai",
        "A guest",
        "left and returned once",
    ):
        assert text in page
    assert "link lost once" in page
    assert page.count('class="attendance-person"') == 4
    assert page.count('class="attendance-left"') == 1 + 1, "one of Ada's, and the key's"
    assert page.count('class="attendance-lost"') == 1 + 1
    assert " style=" not in page
    # Over midnight the day is told, too.
    times = r"\d\d:\d\d:\d\d to (\w[^:]+, )?\d\d:\d\d:\d\d: had left the page; "
    assert re.search(times, page), "the picture as text"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("status=absent", ["Cai"]),
        ("status=partly", ["Bo"]),
        ("unit=Unit+7", ["Ада", "Cai"]),
        ("unit=Unit+7&status=present", ["Ада"]),
        ("sort=minutes", ["A guest", "Ада", "Bo", "Cai"]),
        ("sort=name", ["A guest", "Bo", "Cai", "Ада"]),
        ("sort=status", ["Cai", "Bo", "A guest", "Ада"]),
        ("status=nonsense&sort=%00&page=-1", ["Ада", "Bo", "Cai", "A guest"]),
    ],
)
def test_it_is_filtered_and_sorted_by_address(organiser, query, names):
    page = organiser.get(f"{organiser.home}?{query}").text

    assert re.findall(r'<h3><a href="[^"]+"><bdi>([^<]+)</bdi>', page) == names


def test_many_come_by_pages(db, scene, organiser):
    def fill(session):
        for number in range(PER_PAGE):
            make_member(session, session.merge(scene.room), f"Guest {number}")

    db.write(fill)

    first, second = (organiser.get(f"{organiser.home}?page={number}").text for number in (1, 2))
    assert first.count('class="attendance-person"') == PER_PAGE
    assert second.count('class="attendance-person"') == 4
    assert "Page 2 of 2" in second


def test_a_planned_session_and_a_running_one_have_a_page(app, db, scene):
    owner = scene.owner
    for state in (RoomState.PLANNED, RoomState.LIVE):
        other = db.write(lambda session, s=state: make_scene(session, session.merge(owner), s))
        visitor = at_home(app, owner, other)
        page = visitor.get(visitor.home)
        assert page.status_code == 200
        assert "Freeze" not in page.text
        frozen = visitor.post(f"{visitor.home}/freeze", before="0")
        assert (frozen.status_code, "Only the report of a session" in frozen.text) == (422, True)


# The rule


def test_the_rule_is_set_after_the_end_and_everybody_follows(db, scene, organiser):
    organiser.get(organiser.home)
    lax = {**RULE, "percent": "10"}

    assert organiser.post(f"{organiser.home}/rule", **lax).status_code == 303

    page = organiser.get(f"{organiser.home}?status=present").text
    assert ">Bo<" in page
    with db.read() as session:
        row = session.get(AttendanceRule, scene.room.id)
        assert (row.percent, row.late_minutes, row.counts_later) == (10, 20, False)
        [entry] = of_attendance(session)
        assert (entry.kind, entry.detail["was"]["percent"]) == ("attendance.rule_set", 80)
        assert entry.detail["now"]["percent"] == 10


def test_the_same_rule_again_writes_nothing(db, organiser):
    organiser.get(organiser.home)
    for _time in range(2):
        organiser.post(f"{organiser.home}/rule", counts_later="true", **RULE)

    assert audited(db) == ["attendance.rule_set"]


@pytest.mark.parametrize(
    "wrong",
    [{"percent": "101"}, {"percent": "-1"}, {"polls": "two"}, {"late_minutes": ""}],
)
def test_a_rule_that_cannot_be_is_refused_and_kept_in_the_form(db, organiser, wrong):
    organiser.get(organiser.home)

    page = organiser.post(f"{organiser.home}/rule", **{**RULE, **wrong})

    assert page.status_code == 422
    assert 'role="alert"' in page.text and 'value="30"' in page.text
    assert audited(db) == []


def test_the_rule_is_on_the_page_of_a_planned_session(app, db, scene):
    planned = db.write(
        lambda session: make_scene(session, session.merge(scene.owner), RoomState.PLANNED)
    )
    visitor = at_home(app, scene.owner, planned)
    desk = f"/desk/{planned.room.code}"
    assert 'value="80"' in visitor.get(desk).text

    answer = visitor.post(f"{visitor.home}/rule", **{"from": "plan"}, **RULE)

    assert answer.headers["Location"] == f"{desk}#attendance"
    assert 'value="50"' in visitor.get(desk).text


# Corrections


def test_a_correction_holds_with_its_reason_and_what_was_measured_beside_it(db, scene, organiser):
    cai = f"{organiser.home}/people/p{scene.people[2].id}"
    organiser.get(cai)

    answer = organiser.post(cai, status="present", minutes="55", reason="Sat with a colleague")

    assert answer.status_code == 303
    page = organiser.get(cai).text
    for text in ("Present", "55 minutes", "Sat with a colleague", "Grace", "Absent, 0 minutes"):
        assert text in page
    assert "corrected" in organiser.get(organiser.home).text
    assert audited(db) == ["attendance.corrected"]
    with db.read() as session:
        [entry] = of_attendance(session)
        detail = entry.detail
        assert detail["was"] == {"status": "absent", "minutes": 0}
        assert detail["now"] == {"status": "present", "minutes": 55}
        assert "Sat" not in str(detail)


def test_who_corrects_is_told_what_was_issued_by_the_figures_of_before(app, db):
    course = certificates.make_course(db)
    rule = certificates.make_rule(db, course)
    certificates.give(db, rule, certificates.draft(person=course.people["ada"]), by=course.owner)
    grace = signed_in(app, course.owner)
    ada, bek = (
        f"/desk/{course.room.code}/attendance/people/p{course.people[key].id}"
        for key in ("ada", "bek")
    )
    before = grace.get(ada).text

    grace.post(ada, minutes="10", reason="Left early")

    assert "Профилактика" in before and f"/desk/{course.room.code}/certificates" in before
    assert "before the last correction" not in before
    assert "before the last correction" in grace.get(ada).text
    assert "What was issued" not in grace.get(bek).text


def test_of_somebody_elses_course_nothing_is_told(app, db):
    """Planted fault: an administrator may put a session of an organiser into a course of theirs."""
    held = certificates.make_course(db)

    def build(s):
        admin = make_user(s, role=UserRole.ADMIN)
        course = make_course(s, admin, cohort=s.get_one(Cohort, held.people["ada"].cohort_id))
        s.add(CourseSession(course_id=course.id, room_id=held.room.id))
        set_rule(s, course, admin.id, Terms(minutes=10))
        make_learner(s, course, person=held.people["ada"]).completed_at = clock.now()
        return admin

    admin = db.write(build)
    page = f"/desk/{held.room.code}/attendance/people/p{held.people['ada'].id}"

    assert "course completed on" in signed_in(app, admin).get(page).text
    assert "course completed on" not in signed_in(app, held.owner).get(page).text


@pytest.mark.parametrize(
    ("said", "now"),
    [
        ({"status": "present"}, {"status": "present", "minutes": 60}),
        ({"minutes": "48"}, {"status": "present", "minutes": 48}),
        ({"status": "absent"}, {"status": "absent", "minutes": 0}),
    ],
)
def test_the_audit_log_has_what_holds_then(db, scene, organiser, said, now):
    bo = f"{organiser.home}/people/p{scene.people[1].id}"
    organiser.get(bo)

    organiser.post(bo, reason="Seen", **said)

    with db.read() as session:
        [entry] = of_attendance(session)
        assert entry.detail["was"] == {"status": "partly", "minutes": 10}
        assert entry.detail["now"] == now


def test_it_is_taken_back_and_stays_in_the_history(db, scene, organiser):
    cai = f"{organiser.home}/people/p{scene.people[2].id}"
    organiser.get(cai)
    organiser.post(cai, status="present", reason="Was there")
    assert organiser.post(cai, take_back="true", reason=" ").status_code == 422

    assert organiser.post(cai, take_back="true", reason="Was not").status_code == 303

    page = organiser.get(cai).text
    assert "Was there" in page and "Was not" in page and "Taken back" in page
    assert "is-absent" in page
    assert organiser.post(cai, take_back="true", reason="Again").status_code == 422
    assert audited(db) == ["attendance.corrected", "attendance.taken_back"]


def test_what_two_organisers_say_at_once_is_both_kept(app, db, scene, organiser):
    admin = at_home(app, db.write(lambda s: make_user(s, "Root", role=UserRole.ADMIN)), scene)
    address = f"{organiser.home}/people/p{scene.people[1].id}"
    for visitor in (organiser, admin):
        visitor.get(address)

    organiser.post(address, status="present", reason="She told me")
    admin.post(address, minutes="30", reason="The list says so")

    page = organiser.get(address).text
    assert "She told me" in page and "The list says so" in page
    with db.read() as session:
        assert session.query(Correction).count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "present"},
        {"status": "", "reason": "x"},
        {"minutes": "1441", "reason": "x"},
        {"minutes": "ten", "reason": "x"},
        {"status": "nonsense", "reason": "x"},
        {"status": "absent", "minutes": "30", "reason": "x"},
    ],
)
def test_a_correction_that_says_nothing_or_two_things_is_refused(db, scene, organiser, wrong):
    address = f"{organiser.home}/people/p{scene.people[1].id}"
    organiser.get(address)

    assert organiser.post(address, **wrong).status_code == 422
    assert audited(db) == []


def test_nothing_is_corrected_before_the_start(app, db, scene):
    planned = db.write(lambda s: make_scene(s, s.merge(scene.owner), RoomState.PLANNED))
    visitor = at_home(app, scene.owner, planned)
    address = f"{visitor.home}/people/p{planned.people[0].id}"
    visitor.get("/desk")
    visitor.get(f"/desk/{planned.room.code}")

    assert visitor.post(address, status="present", reason="x").status_code == 422


def test_nobody_of_another_session_is_corrected_here(db, organiser):
    organiser.get(organiser.home)

    assert organiser.post(f"{organiser.home}/people/p999", reason="x").status_code == 404


# Frozen reports


def test_a_frozen_report_has_a_hash_and_is_taken_as_it_is(db, scene, organiser):
    organiser.get(organiser.home)
    assert organiser.post(f"{organiser.home}/freeze", before="0").status_code == 303

    page = organiser.get(organiser.home).text
    with db.read() as session:
        row = session.query(FrozenReport).options(undefer(FrozenReport.content)).one()
    assert row.hash in page and "What holds now is what version 1 says" in page
    taken = organiser.get(f"{organiser.home}/versions/1.json")
    assert taken.data == row.content
    printed = organiser.get(f"{organiser.home}/versions/1").text
    assert row.hash in printed and "Ада" in printed
    began = scene.room.started_at.astimezone(ZoneInfo(scene.room.time_zone))
    assert f"<bdi>{began:%B} {began.day}, {began.year}</bdi>" in printed
    assert audited(db) == ["report.frozen", "export.made"]


def test_a_later_correction_is_said_and_becomes_a_new_version(db, scene, organiser):
    """Planted fault: the version before was overwritten."""
    organiser.get(organiser.home)
    organiser.post(f"{organiser.home}/freeze", before="0")
    cai = f"{organiser.home}/people/p{scene.people[2].id}"
    organiser.get(cai)
    organiser.post(cai, status="present", reason="Was there")

    page = organiser.get(organiser.home).text
    assert "What holds now differs from version 1" in page
    assert re.search(r"corrected since: <bdi>Cai</bdi>", page)
    refused = organiser.post(f"{organiser.home}/freeze", before="1", reason="")
    assert refused.status_code == 422
    answer = organiser.post(f"{organiser.home}/freeze", before="1", reason="Cai's list came")
    assert answer.status_code == 303

    with db.read() as session:
        first, second = session.query(FrozenReport).order_by(FrozenReport.version)
        assert second.before_hash == first.hash
        assert msgspec.json.decode(second.content)["before_hash"] == first.hash
        assert first.counts["present"] + 1 == second.counts["present"]
    assert "Absent" in organiser.get(f"{organiser.home}/versions/1").text


def test_a_match_after_freezing_is_said(db, scene, organiser):
    organiser.get(organiser.home)
    organiser.post(f"{organiser.home}/freeze", before="0")
    db.write(lambda s: hear(s, s.merge(scene.bo), s.merge(scene.room), 30, 50))

    assert "measured otherwise" in organiser.get(organiser.home).text


def test_two_who_freeze_at_once_make_one_version(db, organiser):
    organiser.get(organiser.home)
    for _time in range(2):
        last = organiser.post(f"{organiser.home}/freeze", before="0")

    assert (last.status_code, "Somebody froze" in last.text) == (422, True)
    with db.read() as session:
        assert session.query(FrozenReport).count() == 1


def test_a_file_is_checked_byte_for_byte(db, organiser):
    organiser.get(organiser.home)
    organiser.post(f"{organiser.home}/freeze", before="0")
    content = organiser.get(f"{organiser.home}/versions/1.json").data
    organiser.get(f"{organiser.home}/verify")

    def check(content):
        sent = (io.BytesIO(content), "report.json")
        return organiser.post(f"{organiser.home}/verify", file=sent)

    assert "This file is version 1 of this report, unchanged" in check(content).text
    changed = content.replace(b'"absent"', b'"presen"')
    assert "says that it is version 1" in check(changed).text
    assert "is no frozen report" in check(b"\x00\xff").text
    assert "is no frozen report" in check(b"[" * 100_000).text
    assert check(b"").status_code == 422


def test_what_was_tampered_with_in_the_database_is_told(db, organiser):
    organiser.get(organiser.home)
    organiser.post(f"{organiser.home}/freeze", before="0")

    def tamper(session):
        row = session.query(FrozenReport).one()
        row.content = row.content.replace(b'"absent"', b'"presen"')

    db.write(tamper)

    assert "is not what was frozen" in organiser.get(organiser.home).text


def forget(db, scene):
    """The day has come on which the session forgets who was in it."""
    db.write(lambda s: keep_for(s, s.merge(scene.room), s.merge(scene.owner), 0, 0))
    purge_due(db)


def test_without_names_no_version_is_offered_nor_made(db, scene, organiser):
    organiser.get(organiser.home)
    assert "Freeze version 1" in plain(organiser.get(organiser.home))

    forget(db, scene)

    page = plain(organiser.get(organiser.home))
    assert "Freeze version" not in page and "No version was frozen before." in page
    refused = organiser.post(f"{organiser.home}/freeze", before="0")
    assert refused.status_code == 422
    assert "nothing is left that could be frozen" in plain(refused)
    with db.read() as session:
        assert session.query(FrozenReport).count() == 0


def test_without_names_a_version_that_there_is_stays_and_nothing_is_compared(db, scene, organiser):
    organiser.get(organiser.home)
    organiser.post(f"{organiser.home}/freeze", before="0")

    forget(db, scene)

    page = plain(organiser.get(organiser.home))
    assert "The versions below stay, without names." in page
    assert "Freeze version" not in page
    assert "differs from version" not in page and "is what version" not in page
    assert organiser.get(f"{organiser.home}/versions/1").status_code == 200


def plain(response):
    return " ".join(re.sub(r"<[^>]+>", "", response.text).split())

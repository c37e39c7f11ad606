"""An organiser's pages of learners: the list, one learner, the rule, files, certificates."""

import io
import json

import openpyxl
import pytest
from pypdf import PdfReader

from tests.factories import LINK_KEY, make_user, match
from tests.people.accounts.browsing import signed_in
from tests.results.completion.making import completed_at, make_world, set_rule, study
from webinar.learn.courses.models import Course, JoinedLearner, Learner
from webinar.learn.courses.queries import learner_of_person
from webinar.learn.identity.keys import Identity
from webinar.learn.study import sections
from webinar.learn.study.models import Source
from webinar.people.accounts.models import User, UserRole
from webinar.people.audit.models import AuditEntry
from webinar.results.certificates.holders import (
    certificates_of_learner,
    holder_of,
    valid_certificates,
)
from webinar.results.certificates.models import Certificate, CertificateRule
from webinar.results.certificates.queries import zone_of
from webinar.results.completion.joining import follow_sessions
from webinar.results.completion.models import CompletionRule, Counts
from webinar.results.series import helpers
from webinar.room.cohorts.models import Person
from webinar.room.rooms.models import Member

PAPER = {"minutes": "90", "title-ru": "Профилактика", "name-1": "Grace Example"}


@pytest.fixture
def world(db):
    return make_world(db)


@pytest.fixture
def desk(app, world):
    visitor = signed_in(app, world.owner)
    visitor.home = f"/desk/courses/{world.course.id}"
    visitor.get(f"{visitor.home}/completion")
    return visitor


@pytest.fixture
def viewer(app, db, world):
    def build(s):
        viewer = make_user(s, "Viewer", UserRole.VIEWER, invited_by=world.owner.id)
        owner = s.get_one(User, world.owner.id)
        helpers.name_viewer(s, s.merge(world.cohort), owner, viewer.email, "", "en")
        return viewer

    return signed_in(app, db.write(build))


def certificates(db):
    with db.read() as s:
        return s.query(Certificate).order_by(Certificate.id).all()


def test_list_shows_everybody_and_their_progress(db, world, desk):
    study(db, world, world.learners.guest, "welcome", right=True)

    page = desk.get(f"{desk.home}/people").text

    for text in ("Ada Example", "captain", "Bek Example", "has not begun", "2 of 3", "66%"):
        assert text in page, text


def test_links_sort_the_list(db, world, desk):
    study(db, world, world.learners.guest, "welcome")

    page = desk.get(f"{desk.home}/people?sort=study").text

    assert page.index("Guest Example") < page.index("Ada Example")
    assert 'aria-sort="descending"' in page
    assert desk.get(f"{desk.home}/people?sort=nothing&page=77").status_code == 200


def test_list_is_searched_and_filtered_by_how_far_people_are(db, world, desk, viewer):
    def rows(query, visitor=desk):
        page = visitor.get(f"{desk.home}/people?{query}").text
        return page.count('<th scope="row">')

    everybody = rows("")

    assert everybody > 1
    assert rows("state=not_begun") + rows("state=studying") + rows("state=completed") == everybody
    assert rows("search=nobody+has+this+name") == 0
    with db.read() as s:
        person = s.query(Person).filter(Person.unit != "").first()
    assert rows(f"search={person.name.upper()}") == 1
    # Viewers do not read units, so a search by unit must not tell them who is in one.
    assert rows(f"search={person.unit}") > 0
    assert rows(f"search={person.unit}", viewer) == 0


def test_viewer_reads_figures_but_no_contacts(db, world, desk, viewer):
    page = viewer.get(f"{desk.home}/people").text

    assert "Ada Example" in page
    for kept_back in ("ada@x.test", "captain", "Unit 7", f"{desk.home}/people/1", ".csv"):
        assert kept_back not in page, kept_back
    assert f"{desk.home}/people" in viewer.get("/desk/courses").text
    for nowhere in ("", "/people/1", "/people.csv", "/completion", "/certificates"):
        assert viewer.get(desk.home + nowhere).status_code == 403, nowhere


def test_another_organiser_finds_nothing_here(app, db, world, desk):
    other = signed_in(app, db.write(lambda s: make_user(s, "Other")))

    for nowhere in ("/people", "/people/1", "/people.csv", "/completion", "/certificates"):
        assert other.get(desk.home + nowhere).status_code == 404, nowhere
    assert other.post(f"{desk.home}/completion", slides="1").status_code == 404
    assert other.post(f"{desk.home}/certificates/issue", issue="all").status_code == 404
    assert other.post(f"{desk.home}/people/2/forget", sure="yes").status_code == 404
    with db.read() as s:
        assert s.query(Learner).count() == 3


def test_rule_is_saved_as_typed_and_applies_at_once(db, world, desk):
    study(db, world, world.learners.ada, "welcome", "end", right=True)

    answer = desk.post(
        f"{desk.home}/completion", slides="100 %", quizzes="", minutes="41", counts="both"
    )

    assert answer.status_code == 303
    with db.read() as s:
        rule = s.get_one(CompletionRule, world.course.id)
    assert (rule.slides, rule.quizzes, rule.mark) == (100, None, None)
    assert (rule.minutes, rule.counts) == (41, Counts.BOTH)
    assert completed_at(db, world.learners.ada) is not None
    page = desk.get(desk.home).text
    assert "At least 100% of the slides done" in page
    assert "At least 41 minutes, in live sessions and of study together" in page


@pytest.mark.parametrize(
    ("wrong", "advice"),
    [
        ({"slides": "0"}, "whole number from 1 to 100"),
        ({"quizzes": "101"}, "whole number from 1 to 100"),
        ({"minutes": "many"}, "Write the minutes"),
        ({"mark": "70"}, "no post-test"),
        ({"must_pass": "yes"}, "no post-test"),
    ],
)
def test_impossible_rule_is_refused_and_keeps_the_input(db, desk, wrong, advice):
    answer = desk.post(f"{desk.home}/completion", **{"slides": "55", **wrong})

    assert answer.status_code == 422
    assert advice in answer.text
    assert f'value="{wrong.get("slides", "55")}"' in answer.text
    with db.read() as s:
        assert s.query(CompletionRule).count() == 0


def test_learner_page_shows_each_slide_and_the_source_of_time(db, world, desk):
    study(db, world, world.learners.guest, "welcome", right=False)
    study(db, world, world.learners.guest, right=True)

    page = desk.get(f"{desk.home}/people/2").text

    for text in (
        "1 minute: measured while the page was in sight and in use",
        "60 seconds",
        "wrong</b>: <bdi>a en",
        "right</b>: <bdi>b en",
        "not opened",
        "proves neither that somebody read",
        "/study/mine/",
    ):
        assert text in page, text
    assert "/study/mine/" not in desk.get(f"{desk.home}/people/1").text


def test_source_of_time_is_shown_per_slide_only_if_sources_differ(db, world, desk):
    online, offline = "measured while the page was in sight", "on the device without a network"
    study(db, world, world.learners.guest, "welcome", "end")
    alike = desk.get(f"{desk.home}/people/2").text
    study(db, world, world.learners.guest, "which", source=Source.OFFLINE)

    mixed = desk.get(f"{desk.home}/people/2").text

    assert (alike.count(online), alike.count(offline)) == (1, 0)
    assert (mixed.count(online), mixed.count(offline)) == (1 + 2, 1 + 1)


def test_a_guests_link_is_renewed(db, world, desk):
    with db.read() as s:
        before = s.get_one(Learner, world.learners.guest.id).token_hash

    desk.post(f"{desk.home}/people/2", renew="yes")

    with db.read() as s:
        assert s.get_one(Learner, world.learners.guest.id).token_hash != before


def test_guest_is_forgotten_only_after_confirmation(db, world, desk):
    desk.post(f"{desk.home}/people/2/forget")
    assert desk.get(f"{desk.home}/people/2").status_code == 200

    desk.post(f"{desk.home}/people/2/forget", sure="yes")

    assert desk.get(f"{desk.home}/people/2").status_code == 404


def test_exported_list_contains_no_formulas(db, world, desk):
    study(db, world, world.learners.guest, "welcome", right=True)

    answer = desk.get(f"{desk.home}/people.csv")

    rows = answer.data.decode("utf-8-sig").splitlines()
    assert rows[0].startswith('"learner","name","language","started_at","slides_percent"')
    assert '"\'=Guest Example"' in rows[3]
    assert '"ada@x.test"' in rows[1]
    assert rows[0].endswith(',"position"') and rows[2].endswith(',"Inspector"')
    assert f"learners-{world.course.code}.csv" in answer.headers["Content-Disposition"]
    with db.read() as s:
        entry = s.query(AuditEntry).order_by(AuditEntry.id.desc()).first()
    assert (entry.kind, entry.detail["what"], entry.detail["rows"]) == (
        "export.made",
        "learners",
        4,
    )


def test_profile_withholds_names(desk):
    text = desk.get(f"{desk.home}/people.csv?profile=numbers").data.decode()

    assert "Example" not in text
    assert "ada@x.test" not in text
    assert '"#1"' in text
    assert desk.get(f"{desk.home}/people.csv?profile=999").status_code == 404


def test_workbook_explains_its_columns(world, desk):
    book = openpyxl.load_workbook(io.BytesIO(desk.get(f"{desk.home}/people.xlsx").data))

    explanations = [[cell.value for cell in row] for row in book.worksheets[1].rows]
    assert ["learners", "live_minutes", "Minutes in live sessions"] in explanations
    assert book.worksheets[0].max_row == 5
    heads = [cell.value for cell in book.worksheets[0][1]]
    assert heads[:2] == ["Number in the course", "Name"]


def test_learner_who_completed_the_course_gets_its_certificate(db, world, desk):
    study(db, world, world.learners.ada, "welcome", "end", right=True)
    study(db, world, world.learners.guest, "welcome", "end", right=True)
    set_rule(db, world, slides=100)
    desk.post(f"{desk.home}/certificates/rule", **PAPER)
    page = desk.get(f"{desk.home}/certificates").text
    assert "At least 100% of the slides done" in page
    assert "Slides done: 0 of the 3 needed" in page

    desk.post(f"{desk.home}/certificates/issue", issue="all")

    issued = certificates(db)
    assert [(value.name, value.rank) for value in issued] == [
        ("Ada Example", "captain"),
        ("=Guest Example", ""),
    ]
    ada, guest = issued
    assert (ada.person_id, ada.learner_id) == (world.people.ada.id, None)
    assert (guest.person_id, guest.learner_id) == (None, world.learners.guest.id)
    assert (ada.title, ada.minutes) == ("Профилактика", 90)
    assert desk.get(f"/certificates/{guest.code}").status_code == 200
    badge = json.loads(desk.get(f"/certificates/{ada.code}.json").data)
    criteria = badge["credentialSubject"]["achievement"]["criteria"]["narrative"]
    assert "100" in criteria
    papers = PdfReader(io.BytesIO(desk.get(f"{desk.home}/certificates.pdf").data))
    assert len(papers.pages) == 2


def test_learner_gets_one_certificate_which_can_be_revoked(db, world, desk):
    study(db, world, world.learners.guest, "welcome", "end", right=True)
    set_rule(db, world, slides=100)
    desk.post(f"{desk.home}/certificates/rule", **PAPER)
    desk.post(f"{desk.home}/certificates/issue", issue="2")
    second_issue = desk.post(f"{desk.home}/certificates/issue", issue="2")
    assert second_issue.status_code == 422
    [certificate] = certificates(db)

    desk.post(f"{desk.home}/certificates/{certificate.id}/replace", reason="A typo")

    first, second = certificates(db)
    assert first.revoked_at is not None
    assert (second.learner_id, second.replaces_id) == (world.learners.guest.id, first.id)


def test_nobody_earns_a_certificate_without_a_rule(db, world, desk):
    study(db, world, world.learners.guest, "welcome", "end", right=True)
    desk.post(f"{desk.home}/certificates/rule", **PAPER)

    desk.post(f"{desk.home}/certificates/issue", issue="all")

    assert certificates(db) == []
    assert "Nobody has set yet when" in desk.get(f"{desk.home}/certificates").text
    with db.read() as s:
        assert s.query(CertificateRule).one().course_id == world.course.id


def test_dates_on_a_certificate_use_the_organisers_zone(db, world, desk):
    study(db, world, world.learners.guest, "welcome", "end", right=True)
    set_rule(db, world, slides=100)
    desk.post(f"{desk.home}/certificates/rule", **PAPER)
    desk.post(f"{desk.home}/certificates/issue", issue="all")

    def zone(s):
        s.get_one(User, world.course.owner_id).time_zone = "Asia/Kabul"
        s.flush()
        return zone_of(s, s.merge(certificates(db)[0]))

    assert db.write(zone) == "Asia/Kabul"


def test_a_guest_with_a_certificate_is_not_forgotten(db, world, desk):
    study(db, world, world.learners.guest, "welcome", "end", right=True)
    set_rule(db, world, slides=100)
    desk.post(f"{desk.home}/certificates/rule", **PAPER)
    desk.post(f"{desk.home}/certificates/issue", issue="all")

    answer = desk.post(f"{desk.home}/people/2/forget", sure="yes")

    assert answer.status_code == 422
    assert "A certificate was issued" in answer.text


def test_guest_is_forgotten_with_their_certificate_if_ticked(db, world, desk):
    study(db, world, world.learners.guest, "welcome", "end", right=True)
    set_rule(db, world, slides=100)
    desk.post(f"{desk.home}/certificates/rule", **PAPER)
    desk.post(f"{desk.home}/certificates/issue", issue="2")
    [certificate] = certificates(db)
    desk.post(f"{desk.home}/certificates/{certificate.id}/replace", reason="A typo")

    answer = desk.post(f"{desk.home}/people/2/forget", sure="yes", certificates="yes")

    assert answer.status_code == 303
    assert certificates(db) == []
    assert desk.get(f"/certificates/{certificate.code}").status_code == 404
    with db.read() as s:
        assert s.get(Learner, world.learners.guest.id) is None


def test_a_learner_sees_what_is_missing_and_then_their_certificate(app, db, world, desk):
    set_rule(db, world, slides=100)
    desk.post(f"{desk.home}/certificates/rule", **PAPER)

    def read_sections():
        with app.test_request_context(), db.read() as s:
            course = s.get_one(Course, world.course.id)
            return sections.contexts(s, course, s.get_one(Learner, world.learners.guest.id))

    before = read_sections()["completion"]
    study(db, world, world.learners.guest, "welcome", "end", right=True)
    done = read_sections()["completion"]
    desk.post(f"{desk.home}/certificates/issue", issue="all")

    assert before["missing"] == ["Slides done: 0 of the 3 needed"]
    assert (before["is_complete"], done["is_complete"], done["missing"]) == (False, True, [])
    [code] = [certificate.code for certificate in read_sections()["certificates"]]
    assert code == certificates(db)[0].code
    assert f"/{code}" in desk.get(f"{desk.home}/people/2").text


def test_organiser_matches_a_guest_and_undoes_it(db, world, desk):
    study(db, world, world.learners.guest, "welcome", right=True)
    assert "Who this is" in desk.get(f"{desk.home}/people/2").text

    desk.post(f"{desk.home}/people/2", match="2", reason="asked by phone")

    page = desk.get(f"{desk.home}/people/2").text
    assert "Bek Example" in page and "=Guest Example" in page and "asked by phone" in page
    back = desk.post(f"{desk.home}/people/{made_by_match(db)}", unmatch="2")
    assert back.location.endswith("/people/2")
    assert "Who this is" in desk.get(f"{desk.home}/people/2").text


def made_by_match(db):
    with db.read() as s:
        return (
            s.query(Learner).join(JoinedLearner, JoinedLearner.into_id == Learner.id).one().number
        )


def test_matching_a_guest_needs_a_reason_and_a_person_of_the_roster(db, world, desk):
    without = desk.post(f"{desk.home}/people/2", match="2", reason=" ")
    stranger = desk.post(f"{desk.home}/people/2", match="9", reason="asked by phone")
    of_roster = desk.post(f"{desk.home}/people/1", match="2", reason="asked by phone")

    assert [answer.status_code for answer in (without, stranger, of_roster)] == [422, 422, 422]
    assert "no such person" in stranger.text
    with db.read() as s:
        assert s.query(JoinedLearner).count() == 0


def test_attendance_page_says_that_it_completed_the_course(db, world, desk):
    address = f"/desk/{world.room.code}/attendance/people/p{world.people.ada.id}"
    study(db, world, world.learners.ada, "welcome")
    assert set_rule(db, world, slides=30) == 1
    assert "completed on" not in desk.get(address).text

    set_rule(db, world, minutes=30, counts=Counts.LIVE)

    assert "course completed on" in desk.get(address).text


def test_person_certified_as_a_guest_gets_no_second_certificate(db, world, desk):
    study(db, world, world.learners.guest, "welcome", "end", right=True)
    set_rule(db, world, slides=100)
    desk.post(f"{desk.home}/certificates/rule", **PAPER)
    desk.post(f"{desk.home}/certificates/issue", issue="all")
    [certificate] = certificates(db)

    desk.post(f"{desk.home}/people/2", match="2", reason="asked by phone")
    desk.post(f"{desk.home}/certificates/issue", issue="all")

    assert [held.id for held in certificates(db)] == [certificate.id]
    assert certificate.code in desk.get(f"{desk.home}/people/2").text
    bek = Identity("person", world.people.bek.id)
    with db.read() as s:
        assert [held.id for held in valid_certificates(s, bek)] == [certificate.id]
        assert holder_of(s, certificates(db)[0]).identity == bek


def test_person_holds_the_certificate_earned_as_a_session_participant(db, world, desk):
    sam = world.learners.member
    study(db, world, sam, "welcome", "end", right=True)
    set_rule(db, world, slides=100)
    desk.post(f"{desk.home}/certificates/rule", **PAPER)
    desk.post(f"{desk.home}/certificates/issue", issue="all")
    [certificate] = certificates(db)

    db.write(lambda s: match(s, s.get_one(Member, sam.member_id), s.merge(world.people.bek)))
    assert follow_sessions(db, LINK_KEY) == 1

    with db.read() as s:
        bek = learner_of_person(s, s.get_one(Course, world.course.id), world.people.bek.id)
        assert [held.id for held in certificates_of_learner(s, bek)] == [certificate.id]

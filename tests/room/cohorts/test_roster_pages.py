"""An organiser edits a roster, prints its links and matches guests; other users have no access."""

import re
from datetime import UTC, datetime

from tests.factories import invite, make_member, make_room, make_user, match
from tests.people.accounts.browsing import signed_in
from tests.room.cohorts.making import roster
from webinar.people.accounts.models import UserRole
from webinar.people.audit.models import AuditEntry
from webinar.room.cohorts.models import Cohort, Match, Person
from webinar.room.rooms.models import Room, RoomState


def test_another_organisers_cohort_is_not_found(app, db, cohort, room, links):
    other = signed_in(app, db.write(lambda s: make_user(s, "Grace")))
    paths = ["", "/import", "/people/1", "/people/new", "/links", "/links/sheet"]

    for path in paths:
        assert other.get(f"/desk/cohorts/{cohort.id}{path}").status_code == 404, path
    for path in ("/name", "/import", "/links", "/people/1"):
        response = other.post(f"/desk/cohorts/{cohort.id}{path}", name="x", what="take_off")
        assert response.status_code in (404, 422), path
    assert other.get(f"/desk/{room.code}/people").status_code == 404
    assert other.post(f"/desk/{room.code}/cohort", cohort="").status_code == 404
    with db.read() as s:
        assert s.get(Cohort, cohort.id).name == "A cohort"
        assert s.query(Person).filter(Person.removed_at.is_not(None)).count() == 0


def test_administrator_sees_every_cohort_and_presenter_none(app, db, cohort):
    admin = signed_in(app, db.write(lambda s: make_user(s, "Root", UserRole.ADMIN)))
    presenter = signed_in(app, db.write(lambda s: make_user(s, "Pat", UserRole.PRESENTER)))

    assert admin.get(f"/desk/cohorts/{cohort.id}").status_code == 200
    assert presenter.get(f"/desk/cohorts/{cohort.id}").status_code == 403


def test_person_is_edited_and_taken_off_by_hand(db, organiser, cohort):
    address = f"/desk/cohorts/{cohort.id}/people/1"
    organiser.get(address)

    organiser.post(address, what="save", name="Ада Лавлейс", phone="8 701 123 45 67", language="kk")
    assert roster(db, cohort)[0][1]["name"] == "Ада Лавлейс"
    assert roster(db, cohort)[0][1]["phone"] == "+77011234567"
    refused = organiser.post(address, what="save", name="Ада", email="nobody")
    assert refused.status_code == 422
    assert 'value="nobody"' in refused.text
    organiser.post(address, what="take_off")

    assert [number for number, _ in roster(db, cohort)] == [2]


def test_position_is_not_shown_as_a_warning(organiser, cohort):
    address = f"/desk/cohorts/{cohort.id}"
    organiser.get(address)
    organiser.post(f"{address}/people/1", what="save", name="Ада Лав", position="Инспектор")

    page = organiser.get(address).text

    assert '<span class="cohort-more"><bdi>Инспектор</bdi></span>' in page
    assert "cohort-note" not in page


def test_sheet_has_a_card_per_person_in_their_language(organiser, cohort, links):
    page = organiser.get(f"/desk/cohorts/{cohort.id}/links/sheet").text

    assert page.count('class="cohort-card"') == 2
    assert page.count("<svg") >= 2
    assert "наведите" in page.lower() or "камер" in page.lower()


def test_page_says_that_there_is_no_mail_server(organiser, cohort, links):
    page = organiser.get(f"/desk/cohorts/{cohort.id}/links").text

    assert "sends no mail" in page
    assert organiser.post(f"/desk/cohorts/{cohort.id}/links/send").status_code == 404


def test_guest_is_matched_with_a_reason_and_can_be_unmatched(db, organiser, cohort, room):
    def join(s):
        stored_room = s.get(Room, room.id)
        make_member(s, stored_room, "лав а.")
        known = make_member(s, stored_room, "Бек Нур")
        match(s, known, s.query(Person).filter_by(name="Бек Нур").one())

    db.write(join)
    address = f"/desk/{room.code}/people"
    page = organiser.get(address).text
    assert re.search(r'<option value="1">Ада Лав', page)

    refused = organiser.post(address, member="1", person="1", reason=" ")
    assert refused.status_code == 422
    organiser.post(address, member="1", person="1", reason="звонок")
    with db.read() as s:
        row = s.query(Match).filter(Match.by_user_id.is_not(None)).one()
        assert row.reason == "звонок"
        entry = s.query(AuditEntry).filter_by(kind="guest.matched").one()
        assert "звонок" not in str(entry.detail)
    organiser.post(address, unmatch="1")
    by_link = organiser.post(address, unmatch="2")

    assert by_link.status_code == 422
    with db.read() as s:
        assert [match.by_user_id for match in s.query(Match)] == [None]


def test_roster_page_shows_session_dates(db, organiser, owner, cohort):
    def make(s):
        for day in (3, 10):
            at = datetime(2031, 3, day, 4, 30, tzinfo=UTC)
            room = make_room(s, s.merge(owner), state=RoomState.PLANNED, title="Course")
            room.planned_at, room.time_zone = at, "Asia/Almaty"
            invite(s, room, s.merge(cohort))

    db.write(make)

    page = organiser.get(f"/desk/cohorts/{cohort.id}").text

    assert "March 3, 2031" in page and "March 10, 2031" in page and "Asia/Almaty" not in page


def test_cohort_without_sessions_leads_to_the_list_of_sessions(organiser, cohort):
    page = organiser.get(f"/desk/cohorts/{cohort.id}").text

    [sentence] = re.findall(r"None yet\. Choose this cohort[^<]*<a href=\"([^\"]+)\"", page)
    assert sentence == "/desk/sessions"
    assert organiser.get(sentence).status_code == 200

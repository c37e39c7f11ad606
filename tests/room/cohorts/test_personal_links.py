"""A personal link joins its person to sessions under their own name, and shows no other data."""

import re
from datetime import UTC, datetime

from tests.factories import make_room
from tests.people.accounts.browsing import Visitor, signed_in
from tests.room.cohorts.making import roster
from webinar.people.accounts.models import User
from webinar.room.cohorts.models import Cohort, Invited, Match, NameChange, PersonLink
from webinar.room.consent.actions import write_consent
from webinar.room.consent.models import Consent
from webinar.room.rooms.models import Member, Room, RoomState


def test_guests_read_that_the_session_is_by_invitation_only(app, db, room):
    guest = Visitor(app)
    page = guest.get(f"/join/{room.code}").text

    refused = guest.post(f"/join/{room.code}", name="Eve", language="en")
    over_the_api = guest.client.post("/api/join", json={"code": room.code, "name": "Eve"})

    assert "only those who were invited" in page and 'name="name"' not in page
    assert refused.status_code == 422
    assert "only those who were invited" in refused.text
    assert over_the_api.json["code"] == "guests_not_taken"
    with db.read() as s:
        assert s.query(Member).count() == 0


def test_seated_guests_stay_and_hosts_get_in_when_guests_are_barred(app, db, owner, room):
    guest = Visitor(app)
    with_guests = db.write(lambda s: make_room(s, s.get(User, owner.id)))
    guest.get(f"/join/{with_guests.code}")
    guest.post(f"/join/{with_guests.code}", name="Eve", language="en")
    organiser = signed_in(app, owner)
    with db.read() as s:
        cohort_id = s.query(Cohort).one().id
    organiser.get(f"/desk/{with_guests.code}")

    organiser.post(f"/desk/{with_guests.code}/cohort", cohort=str(cohort_id))

    assert guest.get(f"/rooms/{with_guests.code}").status_code == 200
    assert organiser.get(f"/rooms/{with_guests.code}/console").status_code == 200
    assert organiser.get(f"/rooms/{room.code}/console").status_code == 200


def test_personal_link_joins_only_after_consent(app, db, owner, room, links):
    texts = {"ru": "Мы храним имя.", "en": "We keep the name."}
    db.write(lambda s: write_consent(s, s.merge(room), s.merge(owner), texts, is_required=True))
    phone = Visitor(app)
    phone.get(links[0])

    refused = phone.post(f"{links[0]}/join/{room.code}")
    with db.read() as s:
        assert s.query(Member).count() == 0
    joined = phone.post(f"{links[0]}/join/{room.code}", consent="1", consent_language="en")

    assert refused.status_code == 422
    assert joined.location == f"/rooms/{room.code}"
    with db.read() as s:
        [member] = s.query(Member).all()
        [agreed] = s.query(Consent).all()
    assert (agreed.member_id, agreed.version, agreed.language) == (member.id, 1, "en")


def test_personal_link_joins_without_a_name_form_as_one_member(app, db, room, links):
    phone, laptop = Visitor(app), Visitor(app)

    page = phone.get(links[0])
    assert "Ада Лав" in page.text and 'lang="ru"' in page.text
    joined = phone.post(f"{links[0]}/join/{room.code}")
    laptop.get(links[0])
    laptop.post(f"{links[0]}/join/{room.code}")

    assert joined.location == f"/rooms/{room.code}"
    assert phone.get(joined.location).status_code == laptop.get(joined.location).status_code == 200
    with db.read() as s:
        [member] = s.query(Member).all()
        [known] = s.query(Match).all()
        assert (member.name, member.language, known.by_user_id) == ("Ада Лав", "ru", None)


def test_viewing_the_page_writes_nothing_and_leaks_nothing(app, db, room, links):
    visitor = Visitor(app)

    page = visitor.get(links[0])

    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    assert not re.findall(r'(?:src|href)="https?://', page.text)
    with db.read() as s:
        assert s.query(PersonLink).filter(PersonLink.opened_at.is_not(None)).count() == 0
        assert s.query(Member).count() == 0


def test_roster_person_skips_the_lobby(app, db, room, links):
    db.write(lambda s: setattr(s.get(Room, room.id), "is_guarded", True))
    visitor = Visitor(app)
    visitor.get(links[0])

    visitor.post(f"{links[0]}/join/{room.code}")

    assert visitor.get(f"/rooms/{room.code}").status_code == 200


def test_invitation_only_session_offers_no_open_link(db, organiser, room):
    closed = organiser.get(f"/desk/{room.code}").text
    db.write(lambda s: setattr(s.get(Invited, room.id), "takes_guests", True))
    opened = organiser.get(f"/desk/{room.code}").text

    assert "Only personal links let people in" in closed and 'id="address"' not in closed
    assert "Only personal links let people in" not in opened and 'id="address"' in opened


def test_waiting_person_leaves_the_lobby_by_their_personal_link(app, db, room, links):
    def guard(s):
        s.get(Room, room.id).is_guarded = True
        s.get(Invited, room.id).takes_guests = True

    db.write(guard)
    visitor = Visitor(app)
    visitor.get(f"/join/{room.code}")
    visitor.post(f"/join/{room.code}", name="Лав Ада", language="ru")
    assert visitor.get(f"/rooms/{room.code}").location.endswith("/lobby")
    visitor.get(links[0])

    visitor.post(f"{links[0]}/join/{room.code}")

    assert visitor.get(f"/rooms/{room.code}").status_code == 200
    with db.read() as s:
        assert [member.waits_since for member in s.query(Member)] == [None]


def test_two_people_at_one_computer_are_two_members(app, db, room, links):
    visitor = Visitor(app)
    for link in links:
        visitor.get(link)
        visitor.post(f"{link}/join/{room.code}")

    with db.read() as s:
        assert {member.name for member in s.query(Member)} == {"Ада Лав", "Бек Нур"}


def test_person_who_joined_by_code_stays_the_same_member(app, db, room, links):
    db.write(lambda s: setattr(s.get(Invited, room.id), "takes_guests", True))
    visitor = Visitor(app)
    visitor.get(f"/join/{room.code}")
    visitor.post(f"/join/{room.code}", name="лав ада", language="kk")
    visitor.get(links[0])
    visitor.post(f"{links[0]}/join/{room.code}")

    with db.read() as s:
        [member] = s.query(Member).all()
        assert member.name == "Ада Лав"
        assert s.query(Match).one().member_id == member.id


def test_guest_with_another_name_at_this_computer_stays_separate(app, db, room, links):
    db.write(lambda s: setattr(s.get(Invited, room.id), "takes_guests", True))
    visitor = Visitor(app)
    visitor.get(f"/join/{room.code}")
    visitor.post(f"/join/{room.code}", name="Eve", language="kk")
    visitor.get(links[0])
    visitor.post(f"{links[0]}/join/{room.code}")

    with db.read() as s:
        assert [member.name for member in s.query(Member).order_by(Member.number)] == [
            "Eve",
            "Ада Лав",
        ]


def test_personal_link_does_not_reseat_the_organisers_browser(app, db, organiser, room, links):
    organiser.get(f"/rooms/{room.code}/console")
    organiser.get(links[0])

    refused = organiser.post(f"{links[0]}/join/{room.code}")

    assert refused.status_code == 422
    assert organiser.get(f"/rooms/{room.code}/console").status_code == 200


def test_links_revoked_or_of_people_taken_off_open_nothing(app, db, organiser, cohort, links):
    address = f"/desk/cohorts/{cohort.id}/links"
    organiser.get(address)
    organiser.post(address, revoke="1")
    organiser.post(f"/desk/cohorts/{cohort.id}/people/2", what="take_off")

    visitor = Visitor(app)
    for link in [*links, "/me/" + "x" * 43]:
        response = visitor.get(link)
        assert response.status_code == 404
        assert "no longer valid" in response.text and "Лав" not in response.text


def test_a_new_link_makes_the_old_one_invalid(app, db, organiser, cohort, links):
    address = f"/desk/cohorts/{cohort.id}/links"
    organiser.get(address)
    organiser.post(address, renew="1")

    shown = organiser.get(address).text
    new = re.search(r"http://127.0.0.1:5000(/me/[\w-]+)", shown)[1]
    assert new != links[0]
    assert Visitor(app).get(links[0]).status_code == 404
    assert Visitor(app).get(new).status_code == 200


def test_visitor_is_slowed_down_after_too_many_wrong_links(app, links):
    visitor = Visitor(app)
    for number in range(30):
        visitor.get(f"/me/{number}")

    assert visitor.get(links[0]).status_code == 429


def test_person_corrects_their_name_and_organiser_reverts_it(
    app, db, organiser, cohort, room, links
):
    visitor = Visitor(app)
    visitor.get(links[0])
    visitor.post(f"{links[0]}/join/{room.code}")
    visitor.get(links[0])
    visitor.post(f"{links[0]}/name", name="Ада  Лавлейс")

    with db.read() as s:
        assert s.query(Member).one().name == "Ада Лавлейс"
    shown = organiser.get(f"/desk/cohorts/{cohort.id}").text
    assert "Ада Лавлейс" in shown and "Ада Лав\u2069" in shown
    with db.read() as s:
        change = s.query(NameChange).one()
        assert change.by_user_id is None
    organiser.get(f"/desk/cohorts/{cohort.id}/people/1")
    organiser.post(f"/desk/cohorts/{cohort.id}/people/1", what="put_back", change=str(change.id))
    assert roster(db, cohort)[0][1]["name"] == "Ада Лав"


def test_calendar_lists_sessions_in_their_own_time_zone(app, db, room, links):
    def plan(s):
        stored_room = s.get(Room, room.id)
        stored_room.planned_at, stored_room.state = (
            datetime(2031, 3, 4, 4, 30, tzinfo=UTC),
            RoomState.PLANNED,
        )

    db.write(plan)

    dates = Visitor(app).get(f"{links[0]}.ics")
    single = Visitor(app).get(f"{links[0]}/{room.code}.ics")

    for response in (dates, single):
        assert response.mimetype == "text/calendar"
        assert "DTSTART;TZID=Asia/Almaty:20310304T093000" in response.text
        assert f"session-{room.code}@127.0.0.1" in response.text.replace("\r\n ", "")


def test_links_and_cards_show_the_last_page_for_one_beyond_it(
    organiser, cohort, links, monkeypatch
):
    monkeypatch.setattr("webinar.room.cohorts.link_views.ON_A_PAGE", 1)
    address = f"/desk/cohorts/{cohort.id}/links"

    for page in (organiser.get(f"{address}?page=99"), organiser.get(f"{address}/sheet?page=99")):
        assert "Бек Нур" in page.text and "Ада Лав" not in page.text
        assert 'rel="prev"' in page.text and "Page 2 of 2" in page.text
        assert 'rel="next"' not in page.text

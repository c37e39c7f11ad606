"""People of a roster by their own link: who joins as whom, and what the link shows."""

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


def test_guests_are_told_that_the_session_takes_only_those_invited(app, db, room):
    guest = Visitor(app)
    page = guest.get(f"/join/{room.code}").text
    guest.get("/")

    refused = guest.post("/join", code=room.code, name="Eve", language="en")
    over_the_api = guest.client.post("/api/join", json={"code": room.code, "name": "Eve"})

    assert "only those who were invited" in page and 'name="name"' not in page
    assert refused.status_code == 422
    assert "only those who were invited" in refused.text
    assert over_the_api.json["code"] == "guests_not_taken"
    with db.read() as s:
        assert s.query(Member).count() == 0


def test_who_sits_there_already_stays_and_hosts_come_in(app, db, owner, room):
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


def test_a_personal_link_joins_once_the_person_agrees_to_the_consent_text(
    app, db, owner, room, links
):
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


def test_a_personal_link_joins_without_asking_for_a_name_and_is_one_member(app, db, room, links):
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


def test_looking_at_the_page_writes_nothing_and_says_nothing_to_others(app, db, room, links):
    visitor = Visitor(app)

    page = visitor.get(links[0])

    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    assert not re.findall(r'(?:src|href)="https?://', page.text)
    with db.read() as s:
        assert s.query(PersonLink).filter(PersonLink.opened_at.is_not(None)).count() == 0
        assert s.query(Member).count() == 0


def test_with_a_door_a_person_of_the_roster_does_not_wait(app, db, room, links):
    db.write(lambda s: setattr(s.get(Room, room.id), "is_guarded", True))
    visitor = Visitor(app)
    visitor.get(links[0])

    visitor.post(f"{links[0]}/join/{room.code}")

    assert visitor.get(f"/rooms/{room.code}").status_code == 200


def test_where_only_personal_links_let_in_no_open_link_is_offered(db, organiser, room):
    closed = organiser.get(f"/desk/{room.code}").text
    db.write(lambda s: setattr(s.get(Invited, room.id), "takes_guests", True))
    opened = organiser.get(f"/desk/{room.code}").text

    assert "Only personal links let in" in closed and 'id="address"' not in closed
    assert "Only personal links let in" not in opened and 'id="address"' in opened


def test_who_waits_at_the_door_under_their_own_name_comes_in_by_their_link(app, db, room, links):
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
        assert [one.waits_since for one in s.query(Member)] == [None]


def test_two_people_at_one_computer_are_two_members(app, db, room, links):
    visitor = Visitor(app)
    for link in links:
        visitor.get(link)
        visitor.post(f"{link}/join/{room.code}")

    with db.read() as s:
        assert {one.name for one in s.query(Member)} == {"Ада Лав", "Бек Нур"}


def test_who_joined_by_the_code_under_the_same_name_stays_the_same_member(app, db, room, links):
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


def test_a_guest_of_another_name_at_this_computer_is_somebody_else(app, db, room, links):
    db.write(lambda s: setattr(s.get(Invited, room.id), "takes_guests", True))
    visitor = Visitor(app)
    visitor.get(f"/join/{room.code}")
    visitor.post(f"/join/{room.code}", name="Eve", language="kk")
    visitor.get(links[0])
    visitor.post(f"{links[0]}/join/{room.code}")

    with db.read() as s:
        assert [one.name for one in s.query(Member).order_by(Member.number)] == ["Eve", "Ада Лав"]


def test_the_organisers_own_browser_is_not_turned_into_a_participants(
    app, db, organiser, room, links
):
    organiser.get(f"/rooms/{room.code}/console")
    organiser.get(links[0])

    refused = organiser.post(f"{links[0]}/join/{room.code}")

    assert refused.status_code == 422
    assert organiser.get(f"/rooms/{room.code}/console").status_code == 200


def test_a_revoked_link_and_one_of_somebody_taken_off_open_nothing(
    app, db, organiser, cohort, links
):
    address = f"/desk/cohorts/{cohort.id}/links"
    organiser.get(address)
    organiser.post(address, revoke="1")
    organiser.post(f"/desk/cohorts/{cohort.id}/people/2", what="take_off")

    visitor = Visitor(app)
    for link in [*links, "/me/" + "x" * 43]:
        found = visitor.get(link)
        assert found.status_code == 404
        assert "no longer valid" in found.text and "Лав" not in found.text


def test_a_new_link_makes_the_old_one_invalid(app, db, organiser, cohort, links):
    address = f"/desk/cohorts/{cohort.id}/links"
    organiser.get(address)
    organiser.post(address, renew="1")

    shown = organiser.get(address).text
    new = re.search(r"http://127.0.0.1:5000(/me/[\w-]+)", shown)[1]
    assert new != links[0]
    assert Visitor(app).get(links[0]).status_code == 404
    assert Visitor(app).get(new).status_code == 200


def test_wrong_links_are_counted_and_get_slow(app, links):
    visitor = Visitor(app)
    for number in range(30):
        visitor.get(f"/me/{number}")

    assert visitor.get(links[0]).status_code == 429


def test_a_person_corrects_their_name_and_the_organiser_takes_it_back(
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


def test_the_calendar_has_the_sessions_at_their_hour_in_their_zone(app, db, room, links):
    def plan(s):
        kept = s.get(Room, room.id)
        kept.planned_at, kept.state = datetime(2031, 3, 4, 4, 30, tzinfo=UTC), RoomState.PLANNED

    db.write(plan)

    dates = Visitor(app).get(f"{links[0]}.ics")
    one = Visitor(app).get(f"{links[0]}/{room.code}.ics")

    for found in (dates, one):
        assert found.mimetype == "text/calendar"
        assert "DTSTART;TZID=Asia/Almaty:20310304T093000" in found.text
        assert f"session-{room.code}@127.0.0.1" in found.text.replace("\r\n ", "")

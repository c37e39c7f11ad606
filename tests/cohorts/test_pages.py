"""The pages of rosters: whose they are, an import by form, links, and people by their own link."""

import io
import re
from datetime import UTC, datetime

import pytest

from tests.accounts.browsing import Visitor, signed_in
from tests.cohorts.making import as_csv, messy_rows, roster
from tests.factories import invite, make_cohort, make_member, make_room, make_user, match
from webinar.accounts.models import User, UserRole
from webinar.audit.models import AuditEntry
from webinar.cohorts import inviting
from webinar.cohorts.models import (
    Cohort,
    Invited,
    Match,
    NameChange,
    Person,
    PersonLink,
    RosterDraft,
)
from webinar.rooms.models import Member, Room, RoomState

SECRET = "a-secret-key-for-tests-0123456789-abcdef"


@pytest.fixture
def owner(db):
    return db.write(lambda s: make_user(s, "Aida"))


@pytest.fixture
def cohort(db, owner):
    people = [
        {"name": "Ада Лав", "email": "ada@example.kz", "language": "ru", "unit": "ОП 1"},
        {"name": "Бек Нур", "language": "kk"},
    ]
    return db.write(lambda s: make_cohort(s, s.merge(owner), people=people))


@pytest.fixture
def room(db, owner, cohort):
    def make(s):
        room = make_room(s, s.merge(owner), time_zone="Asia/Almaty")
        invite(s, room, cohort, takes_guests=False)
        return room

    return db.write(make)


@pytest.fixture
def organiser(app, owner):
    return signed_in(app, owner)


@pytest.fixture
def links(db, owner, cohort):
    """Addresses of Ада and Бек."""

    def make(s):
        inviting.make_missing(s, s.merge(owner), cohort.id, SECRET)
        made = s.query(PersonLink).order_by(PersonLink.person_id)
        return [f"/me/{inviting.token_of(link, SECRET)}" for link in made]

    return db.write(make)


def import_by_form(visitor, cohort, content, name="list.csv"):
    start = f"/desk/cohorts/{cohort.id}/import"
    visitor.get(start)
    sent = visitor.post(start, file=(io.BytesIO(content), name))
    return sent.location


def test_a_list_is_imported_by_forms_and_undone(db, organiser, cohort):
    before = roster(db, cohort)
    draft = import_by_form(organiser, cohort, as_csv(messy_rows()))

    page = organiser.get(draft).text
    assert "Ахметова Бекзат" in page
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    done = organiser.post(draft, seen=seen)

    assert "30 people added" in organiser.get(done.location).text
    assert len(roster(db, cohort)) == 32
    organiser.post(re.search(r'action="([^"]+/undo)"', organiser.get(done.location).text)[1])
    assert roster(db, cohort) == before
    with db.read() as s:
        assert s.query(RosterDraft).count() == 0


def test_columns_are_chosen_otherwise_and_the_file_is_read_anew(db, organiser, cohort):
    draft = import_by_form(organiser, cohort, "a;b\nКим;Олег\nЦой;Яна\n".encode())
    page = organiser.get(draft)
    assert "Say which column has the names" in page.text

    fields = {"field-0": "last_name", "field-1": "first_name", "header": "1"}
    organiser.post(f"{draft}/choices", encoding="utf-8", **fields)

    assert "Ким Олег" in organiser.get(draft).text


def test_a_pasted_table_is_as_good_as_a_file(organiser, cohort):
    start = f"/desk/cohorts/{cohort.id}/import"
    organiser.get(start)

    sent = organiser.post(start, text="ФИО\tЗвание\nКим Олег\tмайор\n")

    assert "Ким Олег" in organiser.get(sent.location).text


def test_a_file_that_is_too_large_is_refused_in_words_and_the_page_stays(organiser, cohort):
    start = f"/desk/cohorts/{cohort.id}/import"
    organiser.get(start)

    # Not by the client's own forms: it leaves files of that size open.
    edge = b"--edge\r\nContent-Disposition: form-data; name="
    body = edge + b'"csrf_token"\r\n\r\n' + organiser.token.encode() + b"\r\n"
    body += edge + b'"file"; filename="a.csv"\r\n\r\n' + b"x" * 5 * 1024 * 1024
    body += b"\r\n--edge--\r\n"
    kind = "multipart/form-data; boundary=edge"
    sent = organiser.client.post(start, data=body, content_type=kind)

    assert sent.status_code == 422
    assert "This file is too large" in sent.text


def test_lines_left_out_are_downloaded_and_nothing_in_them_is_a_formula(organiser, cohort):
    long = "=" + "Ы" * 100
    draft = import_by_form(organiser, cohort, f"ФИО;Отдел\n{long};=1+1\nКим;x\n".encode())

    left = organiser.get(f"{draft}/left-out.csv")

    text = left.data.decode("utf-8-sig")
    assert f"'{long}" in text and "'=1+1" in text and "Ким" not in text


def test_what_changed_meanwhile_is_shown_anew(db, organiser, cohort):
    draft = import_by_form(organiser, cohort, "ФИО\nКим Олег\n".encode())
    seen = re.search(r'name="seen" value="(\w+)"', organiser.get(draft).text)[1]
    organiser.post(f"/desk/cohorts/{cohort.id}/people/new", name="Ким Олег")

    again = organiser.post(draft, seen=seen)

    assert again.status_code == 422
    assert "changed meanwhile" in again.text
    assert len(roster(db, cohort)) == 3


def test_somebody_elses_cohort_is_not_there(app, db, cohort, room, links):
    other = signed_in(app, db.write(lambda s: make_user(s, "Grace")))
    paths = ["", "/import", "/people/1", "/people/new", "/links", "/links/sheet"]

    for path in paths:
        assert other.get(f"/desk/cohorts/{cohort.id}{path}").status_code == 404, path
    for path in ("/name", "/import", "/links", "/people/1"):
        found = other.post(f"/desk/cohorts/{cohort.id}{path}", name="x", what="take_off")
        assert found.status_code in (404, 422), path
    assert other.get(f"/desk/{room.code}/people").status_code == 404
    assert other.post(f"/desk/{room.code}/cohort", cohort="").status_code == 404
    with db.read() as s:
        assert s.get(Cohort, cohort.id).name == "A cohort"
        assert s.query(Person).filter(Person.removed_at.is_not(None)).count() == 0


def test_an_administrator_sees_all_and_a_presenter_none(app, db, cohort):
    admin = signed_in(app, db.write(lambda s: make_user(s, "Root", UserRole.ADMIN)))
    presenter = signed_in(app, db.write(lambda s: make_user(s, "Pat", UserRole.PRESENTER)))

    assert admin.get(f"/desk/cohorts/{cohort.id}").status_code == 200
    assert presenter.get(f"/desk/cohorts/{cohort.id}").status_code == 403


def test_a_person_is_changed_and_taken_off_by_hand(db, organiser, cohort):
    address = f"/desk/cohorts/{cohort.id}/people/1"
    organiser.get(address)

    organiser.post(address, what="save", name="Ада Лавлейс", phone="8 701 123 45 67", language="kk")
    assert roster(db, cohort)[0][1]["name"] == "Ада Лавлейс"
    assert roster(db, cohort)[0][1]["phone"] == "+77011234567"
    wrong = organiser.post(address, what="save", name="Ада", email="nobody")
    assert wrong.status_code == 422
    assert 'value="nobody"' in wrong.text
    organiser.post(address, what="take_off")

    assert [number for number, _ in roster(db, cohort)] == [2]


def test_a_position_on_the_roster_is_no_warning(organiser, cohort):
    address = f"/desk/cohorts/{cohort.id}"
    organiser.get(address)
    organiser.post(f"{address}/people/1", what="save", name="Ада Лав", position="Инспектор")

    page = organiser.get(address).text

    assert '<span class="cohort-more"><bdi>Инспектор</bdi></span>' in page
    assert "cohort-note" not in page


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


def test_the_sheet_has_a_card_for_each_in_their_language(organiser, cohort, links):
    page = organiser.get(f"/desk/cohorts/{cohort.id}/links/sheet").text

    assert page.count('class="cohort-card"') == 2
    assert page.count("<svg") >= 2
    assert "наведите" in page.lower() or "камер" in page.lower()


def test_without_a_mail_server_the_page_says_so(organiser, cohort, links):
    page = organiser.get(f"/desk/cohorts/{cohort.id}/links").text

    assert "sends no mail" in page
    assert organiser.post(f"/desk/cohorts/{cohort.id}/links/send").status_code == 404


def test_a_guest_is_matched_with_a_reason_and_that_can_be_taken_back(db, organiser, cohort, room):
    def join(s):
        kept = s.get(Room, room.id)
        make_member(s, kept, "лав а.")
        known = make_member(s, kept, "Бек Нур")
        match(s, known, s.query(Person).filter_by(name="Бек Нур").one())

    db.write(join)
    address = f"/desk/{room.code}/people"
    page = organiser.get(address).text
    assert re.search(r'<option value="1">Ада Лав', page)

    without = organiser.post(address, member="1", person="1", reason=" ")
    assert without.status_code == 422
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
        assert [one.by_user_id for one in s.query(Match)] == [None]


def test_the_sessions_of_a_roster_have_their_dates(db, organiser, owner, cohort):
    def make(s):
        for day in (3, 10):
            at = datetime(2031, 3, day, 4, 30, tzinfo=UTC)
            room = make_room(s, s.merge(owner), state=RoomState.PLANNED, title="Course")
            room.planned_at, room.time_zone = at, "Asia/Almaty"
            invite(s, room, s.merge(cohort))

    db.write(make)

    page = organiser.get(f"/desk/cohorts/{cohort.id}").text

    assert "March 3, 2031" in page and "March 10, 2031" in page and "Asia/Almaty" not in page

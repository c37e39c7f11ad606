"""The page of a hall takes names, hands and PINs by forms, from its facilitator only."""

import re

import pytest

from tests.factories import make_poll, make_room, make_user
from tests.live.proxies.making import member, tally
from tests.people.accounts.browsing import Visitor, signed_in
from webinar.content.lessons.poll_kinds import PollKind
from webinar.people.accounts.models import User


@pytest.fixture
def owner(db):
    return db.write(lambda s: make_user(s, "Grace"))


@pytest.fixture
def room(db, owner):
    def build(s):
        room = make_room(s, owner=s.get(User, owner.id))
        make_poll(s, room, "yes", "no", key="open")
        make_poll(s, room, "one", "two", key="many", kind=PollKind.SEVERAL)
        return room

    return db.write(build)


def join(app, room, name):
    visitor = Visitor(app)
    visitor.get(f"/join/{room.code}")
    assert visitor.post(f"/join/{room.code}", name=name, language="ru").status_code == 303
    return visitor


@pytest.fixture
def facilitator(app, db, owner, room):
    """Dina, the facilitator of the hall."""
    dina = join(app, room, "Dina")
    host = signed_in(app, owner)
    host.get(f"/rooms/{room.code}/console")
    number = member(db, room, "Dina").number
    response = host.post(
        f"/rooms/{room.code}/do/hall.make", hall_name="Ақтау", facilitator=str(number)
    )
    assert response.status_code == 303
    return dina


@pytest.fixture
def hall(room, facilitator):
    """The address of the hall; Askar and Vera sit there."""
    address = f"/rooms/{room.code}/halls/1"
    facilitator.get(address)
    facilitator.post(f"{address}/add", names="Аскар\n\n  Вера \n", language="ru")
    return address


def test_facilitator_enters_names_and_hands(db, room, facilitator, hall):
    facilitator.get(hall)

    answer = facilitator.post(f"{hall}/hands", poll="open", **{"hands-yes": "2", "hands-no": ""})

    assert answer.status_code == 303
    assert tally(db, room) == ({"yes": 2, "no": 0}, 2)
    page = facilitator.get(hall).text
    assert "Аскар" in page and "Ақтау" in page and 'name="hands-yes" value="2"' in page


def test_too_many_hands_are_refused_and_stay_in_the_form(db, room, facilitator, hall):
    facilitator.get(hall)
    response = facilitator.post(f"{hall}/hands", poll="open", **{"hands-yes": "3", "hands-no": "1"})

    assert response.status_code == 422 and "Рук больше" in response.text
    assert (
        'name="hands-yes" value="3"' in response.text
        and 'name="hands-no" value="1"' in response.text
    )
    assert tally(db, room)[1] == 0


def test_refused_names_stay_in_the_form(db, room, facilitator, hall):
    facilitator.get(hall)
    response = facilitator.post(f"{hall}/add", names="Болат\nАскар", language="ru")

    assert response.status_code == 422 and "Болат\nАскар</textarea>" in response.text
    assert member(db, room, "Болат") is None
    assert facilitator.get(f"{hall}/add").location.endswith(hall)


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (", ".join(f"Болат {number}" for number in range(50)), "каждое имя с новой строки"),
        ("\n".join(f"Болат {number}" for number in range(70)), "больше нельзя добавить"),
    ],
)
def test_bad_list_of_names_is_refused_with_its_reason(db, room, facilitator, hall, names, reason):
    facilitator.get(hall)
    response = facilitator.post(f"{hall}/add", names=names, language="ru")

    assert response.status_code == 422 and reason in response.text
    assert member(db, room, "Болат 1") is None


def test_hall_counted_by_hand_is_not_asked_for_pins(facilitator, hall):
    facilitator.get(hall)
    facilitator.post(f"{hall}/hands", poll="open", **{"hands-yes": "2"})
    page = facilitator.get(hall).text

    assert "ещё не голосовали: 0" in page
    assert "/open" not in page and "уже включают всех" in page


def test_each_person_votes_with_a_pin_on_their_own_screen(db, room, facilitator, hall):
    person = member(db, room, "Аскар").number
    screen = facilitator.get(f"{hall}/{person}/open")
    assert "Вера" not in screen.text and 'type="password"' in screen.text

    facilitator.post(f"{hall}/vote", person=person, poll="open", options="yes", pin="1234")

    assert tally(db, room) == ({"yes": 1, "no": 0}, 1)
    assert "Учтено" in facilitator.get(hall).text


def test_wrong_pin_shows_the_attempts_left(db, room, facilitator, hall):
    person = member(db, room, "Аскар").number
    facilitator.get(f"{hall}/{person}/open")
    facilitator.post(f"{hall}/vote", person=person, poll="open", options="yes", pin="1234")

    response = facilitator.post(
        f"{hall}/vote", person=person, poll="open", options="no", pin="9999"
    )

    assert response.location == f"{hall}/{person}/open"
    assert "попыток: 4" in facilitator.get(response.location).text
    assert tally(db, room) == ({"yes": 1, "no": 0}, 1)


def test_multiple_choice_hands_ask_how_many_took_part(facilitator, hall):
    assert re.search(r'name="took_part"', facilitator.get(hall).text)


def test_hall_of_an_ended_session_has_no_forms(db, owner, room, app, facilitator, hall):
    host = signed_in(app, owner)
    host.get(f"/rooms/{room.code}/console")
    host.post(f"/rooms/{room.code}/do/room.end")
    page = facilitator.get(hall).text

    assert "Занятие завершено" in page and "Аскар" in page
    assert "<form" not in page.split("<main", 1)[1]


def test_only_the_facilitator_sees_a_hall(app, room, facilitator, hall):
    stranger = join(app, room, "Rosa")

    assert stranger.get(hall).status_code == 404
    assert stranger.get(f"/rooms/{room.code}/halls").status_code in (303, 404)
    assert Visitor(app).get(hall).location == f"/join/{room.code}"


def test_facilitator_sees_only_participants_with_similar_names(app, room, facilitator, hall):
    join(app, room, "Rosa")
    join(app, room, "Вера Ли")
    page = facilitator.get(hall).text

    assert "Rosa" not in page
    assert "Вера Ли" in page


def test_hosts_see_all_halls_and_make_them(app, owner, room, facilitator, hall):
    page = signed_in(app, owner).get(f"/rooms/{room.code}/halls").text

    assert "Ақтау" in page and "Dina" in page
    assert "<h2" in page and "<h3" not in page


def test_facilitators_room_links_to_the_hall(app, room, facilitator, hall):
    assert hall in facilitator.get(f"/rooms/{room.code}").text
    assert hall not in join(app, room, "Rosa").get(f"/rooms/{room.code}").text


@pytest.mark.parametrize("command", ["leave", "return", "match", "reset"])
def test_tampered_form_is_refused_with_an_error(facilitator, hall, command):
    facilitator.get(hall)

    assert facilitator.post(f"{hall}/{command}", person="x", member="²").status_code == 303
    assert 'class="notice warn"' in facilitator.get(hall).text

"""Visitors join and vote by form or API, and only hosts open the console and the stage."""

import html
import json
import re

import pytest
from markupsafe import escape
from sqlalchemy import func, select

from tests.factories import make_member, make_poll, make_room, make_user
from tests.people.accounts.browsing import Visitor, signed_in
from webinar.kit import clock
from webinar.kit.limits import Limit
from webinar.kit.permissions import Role
from webinar.live.polls.models import Ballot
from webinar.people.accounts.models import Browser, User
from webinar.room.rooms.models import Member, Room, RoomState
from webinar.room.sessions import arrivals

UNKNOWN_CODE = "ABCDEFGH"


@pytest.fixture
def owner(db):
    return db.write(lambda s: make_user(s, "Grace"))


@pytest.fixture
def room(db, owner):
    """A live session of Grace's, with an open poll `tea`."""

    def build(s):
        room = make_room(s, owner=s.get(User, owner.id), title="Алдын алу")
        make_poll(s, room, "a", "b")
        return room

    return db.write(build)


@pytest.fixture
def visitor(app):
    return Visitor(app)


def join(app, room, name="Мадина", **fields):
    visitor = Visitor(app)
    visitor.get(f"/join/{room.code}")
    response = visitor.post(f"/join/{room.code}", name=name, language="kk", **fields)
    assert response.status_code == 303, response.text
    return visitor


def members(db, room):
    with db.read() as session:
        return session.scalars(select(Member).filter_by(room_id=room.id)).all()


def test_join_link_asks_for_the_name_only(app, db, room):
    visitor = join(app, room)

    page = visitor.get(f"/rooms/{room.code}")

    assert page.status_code == 200
    assert visitor.get(f"/join/{room.code}").location == f"/rooms/{room.code}"
    assert len(members(db, room)) == 1


def test_repeated_join_form_makes_one_member(app, db, room):
    visitor = join(app, room)

    visitor.get("/")
    visitor.post(f"/join/{room.code}", name="Мадина", language="kk")

    assert len(members(db, room)) == 1


def test_visitor_who_does_not_join_is_not_stored(db, visitor, room):
    visitor.get("/")
    visitor.get(f"/join/{room.code}")
    visitor.get(f"/rooms/{room.code}")

    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Browser)) == 0


def test_visitor_who_has_not_joined_is_sent_to_join(visitor, room):
    assert visitor.get(f"/rooms/{room.code}").location == f"/join/{room.code}"


def test_room_page_is_complete_before_scripts_run(app, room):
    page = join(app, room).get(f"/rooms/{room.code}").text

    assert "Tea?" in page
    assert f'action="/rooms/{room.code}/do/poll.vote"' in page
    [state] = re.findall(
        r'<script type="application/json" id="snapshot">(.*?)</script>', page, re.S
    )
    snapshot = json.loads(state)
    assert snapshot["me"]["name"] == "Мадина"
    assert "tally" not in state
    assert "notes of" not in page
    assert "because" not in page


def test_markup_in_a_name_is_escaped(app, room):
    name = "</script><img src=x onerror=alert(1)>"

    page = join(app, room, name).get(f"/rooms/{room.code}").text

    assert "<img src=x" not in page


def test_vote_by_form_counts(app, db, room):
    visitor = join(app, room)
    visitor.get(f"/rooms/{room.code}")

    response = visitor.post(f"/rooms/{room.code}/do/poll.vote", poll="tea", options=["b"])

    assert response.location == f"/rooms/{room.code}"
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Ballot)) == 1
    assert "checked" in visitor.get(f"/rooms/{room.code}").text


@pytest.mark.parametrize(
    ("command", "fields"),
    [
        ("poll.vote", {"poll": "tea"}),
        ("poll.vote", {"poll": "t\0a", "options": ["a"]}),
        ("poll.vote", {"poll": "x" * 10_000, "options": ["a"]}),
        ("poll.vote", {"poll": "tea", "options": ["a"], "member": "1"}),
        ("poll.close", {"poll": "tea"}),
        ("slide.go", {"slide": "1"}),
        ("room.end", {}),
        ("room.explode", {}),
        ("step.propose", {"text": " ", "language": "kk"}),
        ("poll.vote", {"op_id.x": "1"}),
        ("poll.vote", {"poll": "tea", "options.x": "1"}),
        ("poll.vote", {"poll": "tea", "poll.x": "1"}),
        ("poll.vote", {"poll.x": "1", "poll": "tea"}),
        ("poll.vote", {".": "1"}),
    ],
)
def test_refused_form_shows_an_error_and_changes_nothing(app, db, room, command, fields):
    visitor = join(app, room)
    visitor.get(f"/rooms/{room.code}")

    response = visitor.post(f"/rooms/{room.code}/do/{command}", **fields)

    assert response.location == f"/rooms/{room.code}"
    assert 'role="alert"' in visitor.get(f"/rooms/{room.code}").text
    with db.read() as session:
        stored_room = session.get(Room, room.id)
        assert (stored_room.state, stored_room.slide) == (RoomState.LIVE, 0)
        assert session.scalar(select(func.count()).select_from(Ballot)) == 0


def test_refused_form_returns_the_text_and_can_be_sent_again(app, db, room):
    visitor = join(app, room)
    visitor.get(f"/rooms/{room.code}")
    typed = "Meet <the parents> " * 200

    response = visitor.post(
        f"/rooms/{room.code}/do/step.propose", text=typed, language="kk", back="more"
    )

    assert response.status_code == 422
    assert str(escape(typed)) in response.text
    assert '<input type="hidden" name="language" value="kk">' in response.text
    assert f'href="/rooms/{room.code}/more"' in response.text
    second_response = visitor.post(
        f"/rooms/{room.code}/do/step.propose", text="Meet them", language="kk", back="more"
    )
    assert second_response.location == f"/rooms/{room.code}/more"


def test_a_form_without_its_token_does_nothing(app, db, room):
    visitor = join(app, room)
    visitor.token = "stolen"

    response = visitor.post(f"/rooms/{room.code}/do/poll.vote", poll="tea", options=["b"])

    assert response.status_code == 403
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Ballot)) == 0


def test_form_from_a_member_of_another_session_leads_to_join(app, db, room):
    other = db.write(make_room)
    visitor = join(app, other)

    response = visitor.post(f"/rooms/{room.code}/do/poll.vote", poll="tea", options=["b"])

    assert response.location == f"/join/{room.code}"


def test_only_hosts_open_console_and_stage(app, db, room, owner):
    grace = signed_in(app, owner)
    stranger = signed_in(app, db.write(lambda s: make_user(s, "Dana")))
    ada = join(app, room)

    for page in ("console", "stage"):
        path = f"/rooms/{room.code}/{page}"
        assert grace.get(path).status_code == 200
        assert stranger.get(path).status_code == 404
        assert ada.get(path).location == "/sign-in"
    assert grace.get(f"/rooms/{room.code}").location == f"/rooms/{room.code}/console"


def test_console_is_drawn_by_scripts_alone_and_says_so_without_them(app, db, room, owner):
    presenter = db.write(lambda s: make_user(s, "Dana", language="ru"))
    db.write(
        lambda s: make_member(s, s.get(Room, room.id), "Dana", Role.PRESENTER, "ru", presenter)
    )

    pages = [signed_in(app, host).get(f"/rooms/{room.code}/console") for host in (owner, presenter)]

    own, other = (re.search(r"<noscript>(.*?)</noscript>", page.text, re.S)[1] for page in pages)
    assert "Presenting needs JavaScript" in own and f'href="/desk/{room.code}"' in own
    assert "нужен JavaScript" in other and f"/desk/{room.code}" not in other
    assert all('href="/desk"' in page for page in (own, other))
    assert {*re.findall(r"/do/([\w.]+)", pages[0].text)} == {"member.language"}


def test_texts_of_the_console_are_in_the_language_that_its_member_chose(app, room, owner):
    console, visitor = f"/rooms/{room.code}/console", signed_in(app, owner)
    visitor.get(console)

    visitor.post(f"/rooms/{room.code}/do/member.language", language="ru", back="console")
    page = visitor.get(console).text

    words = json.loads(html.unescape(re.search(r'data-words="([^"]*)"', page)[1]))
    assert '<html lang="ru"' in page
    assert words["languages"]["kk"] == "Казахский"


def test_removed_presenter_cannot_open_the_console(app, db, room):
    user = db.write(lambda s: make_user(s, "Dana"))
    member = db.write(
        lambda s: make_member(s, s.get(Room, room.id), "Dana", Role.PRESENTER, user=user)
    )
    dana = signed_in(app, user)
    before = dana.get(f"/rooms/{room.code}/console").status_code

    def remove(s):
        s.get(Member, member.id).removed_at = clock.now()

    db.write(remove)

    assert before == 200
    assert dana.get(f"/rooms/{room.code}/console").status_code == 404


def test_ended_session_takes_no_joiners_but_members_can_look_back(app, db, room):
    ada = join(app, room)

    def end(s):
        stored_room = s.get(Room, room.id)
        stored_room.state, stored_room.ended_at = RoomState.ENDED, clock.now()

    db.write(end)
    latecomer = Visitor(app)

    assert latecomer.get(f"/join/{room.code}").status_code == 410
    assert ada.get(f"/rooms/{room.code}").status_code == 200


def test_join_link_ignores_the_host_header(app, room, owner):
    grace = signed_in(app, owner)

    page = grace.get(f"/rooms/{room.code}/console", headers={"X-Forwarded-Host": "evil.example"})
    picture = grace.get(f"/rooms/{room.code}/qr.svg")

    assert f"http://127.0.0.1:5000/join/{room.code}" in page.text
    assert "evil.example" not in page.text
    assert picture.mimetype == "image/svg+xml"


def api(client, **fields):
    response = client.post("/api/join", data=json.dumps(fields))
    return response.status_code, response.json


def test_one_address_cannot_fill_a_session(app, client, db, room, monkeypatch):
    """Planted fault: one person with a valid code took every seat within a minute."""
    monkeypatch.setattr(arrivals, "JOINING", Limit(3, 10**6))
    for _ in range(3):
        assert api(client, code=room.code, name="Bot")[0] == 200

    over_the_api = client.post("/api/join", json={"code": room.code, "name": "Bot"})
    visitor = Visitor(app)
    visitor.get(f"/join/{room.code}")
    on_the_page = visitor.post(f"/join/{room.code}", name="Bot", language="kk")
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    other = client.post(
        "/api/join", json={"code": room.code, "name": "Ada"}, environ_base=elsewhere
    )

    assert over_the_api.json == {"ok": False, "code": "rate", "retry": True}
    assert over_the_api.headers["Retry-After"] == "1"
    assert on_the_page.status_code == 422
    assert other.json["ok"]
    assert len(members(db, room)) == 4


def test_api_client_joins_and_gets_its_seat(app, client, db, room):
    status, answer = api(client, code=room.code, name="Bek", language="ru")

    with db.read() as session:
        seat = app.extensions["webinar"].live.seats.find(session, answer["seat"])
    [member] = members(db, room)
    assert (status, answer["ok"], answer["room"]) == (200, True, room.code)
    assert (seat.member_id, answer["member"]) == (member.id, member.number)
    assert client.get_cookie("session") is None


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, "bad_message"),
        ({"code": 7, "name": "Bek"}, "bad_message"),
        ({"name": "Bek", "code": UNKNOWN_CODE, "role": "host"}, "bad_message"),
        ({"name": "x" * 10_000, "code": UNKNOWN_CODE}, "bad_message"),
        ({"name": "Bek", "code": UNKNOWN_CODE}, "code_unknown"),
    ],
)
def test_bad_api_request_gets_an_error_code(client, fields, code):
    assert api(client, **fields) == (422, {"ok": False, "code": code, "retry": False})


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b'{"code":"\\ud800","name":"x"}'])
def test_malformed_api_body_is_a_bad_message(client, body):
    answer = client.post("/api/join", data=body)

    assert (answer.status_code, answer.json["code"]) == (422, "bad_message")


PAGES_WITH_CODE = [
    "/join/{}",
    "/rooms/{}",
    "/rooms/{}/qr.svg",
    "/rooms/{}/deck/kk/0",
    "/rooms/{}/notes/kk",
]


@pytest.mark.parametrize("path", PAGES_WITH_CODE)
def test_code_guesser_is_soon_rate_limited(app, room, path):
    """Planted fault: only joining counted wrong codes, and other pages revealed valid ones."""
    guesser = Visitor(app)

    wrong_code_statuses = [guesser.get(path.format(UNKNOWN_CODE)).status_code for _ in range(12)]
    right_code_status = guesser.get(path.format(room.code)).status_code

    assert wrong_code_statuses == [404] * 10 + [429] * 2
    assert right_code_status == 429


def test_members_are_not_limited_by_a_guesser_at_their_address(app, room, owner):
    ada, grace, guesser = join(app, room), signed_in(app, owner), Visitor(app)
    for _ in range(12):
        guesser.get(f"/join/{UNKNOWN_CODE}")

    assert ada.get(f"/rooms/{room.code}").status_code == 200
    assert ada.get(f"/rooms/{room.code}/deck/kk/0").status_code == 200
    assert grace.get(f"/rooms/{room.code}/console").status_code == 200


def test_forty_people_join_from_one_address_at_once(app, db, room):
    for number in range(40):
        assert api(app.test_client(), code=room.code, name=f"Member {number}")[0] == 200

    assert len(members(db, room)) == 40


def test_many_seats_are_found_at_once_in_order(app, client, db, room):
    """Planted fault: removed members were found, too."""
    seats = app.extensions["webinar"].live.seats
    names = ("Ada", "Bek", "Rosa")
    tokens = [api(client, code=room.code, name=name)[1]["seat"] for name in names]

    def remove(s):
        s.scalar(select(Member).filter_by(name="Bek")).removed_at = clock.now()

    db.write(remove)
    with db.read() as session:
        seat_tokens = [tokens[2], "1.1.forged", None, tokens[1], tokens[0], tokens[2]]
        seats_in_order = seats.find_all(session, seat_tokens)
        ids = {name: number for number, name in session.execute(select(Member.id, Member.name))}

    assert [seat and seat.member_id for seat in seats_in_order] == [
        *(ids["Rosa"], None, None, None, ids["Ada"], ids["Rosa"])
    ]

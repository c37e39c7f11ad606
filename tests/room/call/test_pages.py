"""The form for a session's call, and the pages that show the call or must not."""

import pytest

from tests.factories import make_room, make_user
from tests.people.accounts.browsing import Visitor, signed_in
from webinar.people.accounts.models import User
from webinar.room.call.models import CallEntry
from webinar.room.rooms.models import Room, RoomState

LINK = "https://meet.example.org/room?pwd=1&x=2"
FORM = {"link": LINK, "phone": "+7 727 123 45 67", "pin": "24<b>68", "note": "<script>x</script>"}


@pytest.fixture
def owner(db):
    return db.write(lambda s: make_user(s, "Grace"))


@pytest.fixture
def room(db, owner):
    return db.write(lambda s: make_room(s, owner=s.get(User, owner.id)))


@pytest.fixture
def organiser(app, owner, room):
    organiser = signed_in(app, owner)
    organiser.get(f"/desk/{room.code}/call")
    return organiser


@pytest.fixture
def join(app, room):
    def join(language="en"):
        visitor = Visitor(app)
        visitor.get(f"/join/{room.code}")
        visitor.post(f"/join/{room.code}", name="Ada", language=language)
        return visitor

    return join


def stored(db):
    with db.read() as s:
        rows = s.query(CallEntry).order_by(CallEntry.language)
        return {row.language: (row.link, row.phone, row.pin, row.note) for row in rows}


def set_state(db, room, state):
    def work(s):
        s.get(Room, room.id).state = state

    db.write(work)


def test_saved_call_stands_in_the_form_and_on_the_desk(db, room, organiser):
    fields = {**FORM, "link.kk": "https://kk.example.org/", "phone.kk": "", "pin.kk": ""}
    answer = organiser.post(f"/desk/{room.code}/call", **fields, **{"note.kk": ""})

    assert answer.location == f"/desk/{room.code}#call"
    assert stored(db) == {"": tuple(FORM.values()), "kk": ("https://kk.example.org/", "", "", "")}
    plan, form = organiser.get(answer.location).text, organiser.get(f"/desk/{room.code}/call").text
    for page in (plan, form):
        assert "24&lt;b&gt;68" in page
        assert "<script>x" not in page
    assert "kk.example.org" in plan
    assert 'href="tel:+77271234567"' in plan


def test_refused_form_gives_everything_back_and_names_each_fault(db, room, organiser):
    organiser.post(f"/desk/{room.code}/call", **FORM)
    typed = {"link": 'javascript:"><b>', "phone": "zz", "pin": "9", "note": "Kept", "pin.kk": "77"}

    answer = organiser.post(f"/desk/{room.code}/call", **typed, shown_waiting="yes")

    assert answer.status_code == 422
    assert 'value="javascript:&#34;&gt;&lt;b&gt;"' in answer.text
    for kept in ('value="zz"', 'value="9"', ">Kept</textarea>", 'value="77"', "checked"):
        assert kept in answer.text
    for fault in ("begins with https://", "Write one telephone number", "A PIN needs an address"):
        assert fault in answer.text
    assert stored(db) == {"": tuple(FORM.values())}


def test_participant_page_shows_the_call_of_its_language(room, organiser, join):
    reader, kazakh = join(), join("kk")
    organiser.post(f"/desk/{room.code}/call", **FORM, **{"link.kk": "https://kk.example.org/"})

    page = reader.get(f"/rooms/{room.code}").text

    assert (
        'href="https://meet.example.org/room?pwd=1&amp;x=2" target="_blank" rel="noopener"' in page
    )
    assert "<script>x" not in page
    kazakh_page = kazakh.get(f"/rooms/{room.code}").text
    assert "kk.example.org" in kazakh_page
    assert "meet.example.org" not in kazakh_page


@pytest.mark.parametrize("state", [RoomState.PLANNED, RoomState.ENDED])
def test_page_shows_the_call_before_the_session_and_not_after_it(db, room, organiser, join, state):
    member = join()
    organiser.post(f"/desk/{room.code}/call", **FORM)
    set_state(db, room, state)

    is_shown = state is RoomState.PLANNED

    assert ("meet.example.org" in member.get(f"/rooms/{room.code}").text) is is_shown
    assert ("meet.example.org" in organiser.get(f"/desk/{room.code}").text) is is_shown


def test_nobody_sees_the_call_before_joining(app, room, organiser):
    organiser.post(f"/desk/{room.code}/call", **FORM, shown_waiting="yes")
    stranger = Visitor(app)

    for address in (f"/join/{room.code}", f"/rooms/{room.code}", f"/rooms/{room.code}/qr.svg"):
        page = stranger.get(address, follow_redirects=True).text
        assert "meet.example.org" not in page
        assert "24" + "&lt;" not in page


def test_stage_does_not_draw_the_call(room, organiser):
    organiser.post(f"/desk/{room.code}/call", **FORM)

    page = organiser.get(f"/rooms/{room.code}/stage").text

    assert "meet.example.org" not in page.partition('id="snapshot"')[0]


def test_other_organisers_can_neither_see_nor_change_the_call(app, db, room, organiser):
    other = signed_in(app, db.write(lambda s: make_user(s, "Other")))
    other.get("/desk")

    assert other.get(f"/desk/{room.code}/call").status_code == 404
    assert other.post(f"/desk/{room.code}/call", **FORM).status_code == 404
    assert stored(db) == {}


def test_finished_session_has_no_call_to_change(db, room, organiser):
    set_state(db, room, RoomState.ENDED)

    assert organiser.get(f"/desk/{room.code}/call").location == f"/desk/{room.code}"
    assert organiser.post(f"/desk/{room.code}/call", **FORM).location == f"/desk/{room.code}"
    assert stored(db) == {}

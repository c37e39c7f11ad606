"""Hosts see who has not answered a named poll or a step, and never that of an anonymous poll."""

from datetime import timedelta

import pytest

from tests.factories import make_member, make_poll
from tests.live.arriving import arrive
from tests.live.proxies.making import count_hands, make_hall, member, vote
from tests.live.steps.making import make_step
from tests.room.engine.rig import make_scene
from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit import clock
from webinar.kit.permissions import Role
from webinar.live.awaited import queries
from webinar.live.polls.models import Poll, PollState
from webinar.live.steps.models import StepState
from webinar.room.rooms.models import Member, Room

pytestmark = pytest.mark.usefixtures("counted_time")

LONG_AGO = timedelta(minutes=10)


@pytest.fixture
def poll(db, scene):
    """An open poll; both participants are here."""
    db.write(lambda s: make_poll(s, s.get(Room, scene.room.id), "a", "b", key="tea"))
    arrive(db, scene.ada, scene.bek)
    return "tea"


def ask(rig, host, **question):
    """Return who is awaited in this poll or step."""
    [kind] = question
    answer = rig.ask(host, f"awaited.{kind}", **question)
    assert answer["ok"], answer
    return answer["awaited"]


def test_everybody_is_awaited_until_they_answer(rig, scene, poll):
    both = ask(rig, scene.host, poll=poll)
    rig.do(scene.ada, "poll.vote", poll=poll, options=["a"])

    assert (both["here"], both["members"]) == (2, [scene.ada.number, scene.bek.number])
    assert ask(rig, scene.host, poll=poll) == {
        "here": 1,
        "members": [scene.bek.number],
        "more": 0,
        "halls": [],
    }


def test_person_who_answered_and_left_does_not_hide_one_who_is_silent(db, rig, scene, poll):
    """Planted fault: the number here less the number of answers would be 0."""
    gone = db.write(lambda s: make_member(s, s.get(Room, scene.room.id), "Gulnara"))
    rig.do(gone, "poll.vote", poll=poll, options=["a"])
    rig.do(scene.ada, "poll.vote", poll=poll, options=["a"])

    assert ask(rig, scene.host, poll=poll)["here"] == 1


def test_abstention_is_an_answer(db, rig, scene, poll):
    db.write(lambda s: setattr(s.query(Poll).filter_by(key=poll).one(), "may_abstain", True))

    rig.do(scene.ada, "poll.vote", poll=poll, abstain=True)

    assert ask(rig, scene.host, poll=poll)["members"] == [scene.bek.number]


def test_people_who_are_away_are_named_after_those_here_and_not_counted(db, rig, scene, poll):
    away = db.write(lambda s: make_member(s, s.get(Room, scene.room.id), "Gulnara"))
    arrive(db, away, ago=LONG_AGO)
    db.write(lambda s: setattr(s.get(Member, away.id), "number", 90))
    db.write(lambda s: setattr(s.get(Member, scene.bek.id), "number", 91))

    seen = ask(rig, scene.host, poll=poll)

    assert (seen["here"], seen["members"]) == (2, [scene.ada.number, 91, 90])


def test_hosts_removed_and_waiting_people_are_not_awaited(db, rig, scene, poll):
    def build(s):
        room = s.get(Room, scene.room.id)
        removed, waiting = (make_member(s, room, name) for name in ("Removed", "Waiting"))
        removed.removed_at = waiting.waits_since = clock.now()
        return make_member(s, room, "Interpreter", Role.INTERPRETER)

    arrive(db, db.write(build), scene.host)

    assert ask(rig, scene.host, poll=poll)["members"] == [scene.ada.number, scene.bek.number]


def test_long_list_is_cut_and_says_so(monkeypatch, rig, scene, poll):
    monkeypatch.setattr(queries, "MOST_NAMES", 1)

    seen = ask(rig, scene.host, poll=poll)

    assert (seen["here"], len(seen["members"]), seen["more"]) == (2, 1, 1)


def test_nobody_learns_who_has_not_answered_an_anonymous_poll(db, rig, scene, poll):
    db.write(lambda s: setattr(s.query(Poll).filter_by(key=poll).one(), "is_anonymous", True))

    answer = rig.ask(scene.host, "awaited.poll", poll=poll)

    assert answer == {"ok": False, "code": "not_allowed", "retry": False}


@pytest.mark.parametrize("state", [PollState.DRAFT, PollState.CLOSED, PollState.REVEALED])
def test_only_an_open_poll_is_waited_for(db, rig, scene, poll, state):
    db.write(lambda s: setattr(s.query(Poll).filter_by(key=poll).one(), "state", state))

    assert rig.ask(scene.host, "awaited.poll", poll=poll)["code"] == "poll_not_open"


def test_poll_of_another_session_is_unknown(db, rig, poll):
    other = make_scene(db)

    assert rig.ask(other.host, "awaited.poll", poll=poll)["code"] == "unknown_poll"


def test_step_awaits_answers_to_its_last_ballot(db, rig, scene):
    def build(s):
        return make_step(s, s.get(Room, scene.room.id), scene.host, state=StepState.PUT).number

    step = db.write(build)
    arrive(db, scene.ada, scene.bek)
    rig.do(scene.ada, "step.answer", step=step, ballot=1, answer="abstain")
    first = ask(rig, scene.host, step=step)
    rig.do(scene.host, "step.recall", step=step)
    while_recalled = rig.ask(scene.host, "awaited.step", step=step)
    rig.do(scene.host, "step.amend", step=step, text="Meet soon", language="en", base=1)
    rig.do(scene.host, "step.put", step=step)

    assert (first["here"], first["members"]) == (1, [scene.bek.number])
    assert while_recalled["code"] == "step_not_put"
    assert ask(rig, scene.host, step=step)["here"] == 2


def test_unknown_step_is_refused(rig, scene):
    assert rig.ask(scene.host, "awaited.step", step=7)["code"] == "unknown_step"


def numbers(db, hall, *names):
    return sorted(member(db, hall.room, name).number for name in names)


def test_people_of_a_hall_are_named_until_they_vote_with_their_pins(db, rig):
    hall = make_hall(db, rig)
    arrive(db, hall.facilitator, *(member(db, hall.room, name) for name in ("Askar", "Bolat")))

    vote(rig, db, hall, "Askar", "yes")

    seen = ask(rig, hall.host, poll="open")
    assert seen["here"] == 2
    assert sorted(seen["members"]) == numbers(db, hall, "Dina", "Rosa", "Bolat", "Vera")


def test_show_of_hands_leaves_a_number_and_no_names(db, rig):
    hall = make_hall(db, rig)
    arrive(db, *(member(db, hall.room, name) for name in ("Askar", "Bolat", "Vera")))

    count_hands(rig, hall, yes=2)

    seen = ask(rig, hall.host, poll="open")
    assert seen["halls"] == [{"hall": "Aktau", "people": 3, "hands": 2}]
    assert (seen["here"], sorted(seen["members"])) == (1, numbers(db, hall, "Dina", "Rosa"))


def test_hall_is_not_waited_for_where_it_cannot_answer(db, rig):
    hall = make_hall(db, rig, kind=PollKind.TEXT)
    arrive(db, *(member(db, hall.room, name) for name in ("Askar", "Bolat", "Vera")))

    def build(s):
        return make_step(s, s.get(Room, hall.room.id), hall.host, state=StepState.PUT).number

    step = db.write(build)

    for seen in (ask(rig, hall.host, poll="open"), ask(rig, hall.host, step=step)):
        assert (seen["here"], sorted(seen["members"])) == (0, numbers(db, hall, "Dina", "Rosa"))


def test_person_who_has_left_a_hall_is_not_awaited(db, rig):
    hall = make_hall(db, rig)
    vera = member(db, hall.room, "Vera").number

    rig.do(hall.facilitator, "hall.leave", hall=1, person=vera)

    assert vera not in ask(rig, hall.host, poll="open")["members"]

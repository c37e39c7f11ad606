"""The choice of who answers is fair, hosts see it first, and nothing of it outlives the session."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import make_member
from tests.live.arriving import arrive
from tests.live.proxies.making import make_hall
from tests.live.proxies.making import member as member_named
from tests.room.engine.rig import Rig, make_scene
from tests.room.engine.test_queue import at_once
from webinar.kit.permissions import Role
from webinar.live.picks import actions
from webinar.live.picks.models import Pick
from webinar.live.picks.queries import turns_had
from webinar.room.rooms.models import Room, TimelineEntry

pytestmark = pytest.mark.usefixtures("counted_time")


@pytest.fixture(autouse=True)
def first_of_all(monkeypatch):
    """Chance takes the person with the lowest number."""
    monkeypatch.setattr(actions, "choice", min)


@pytest.fixture
def both(db, scene):
    """Ada and Bek, who are here."""
    arrive(db, scene.ada, scene.bek)
    return scene.ada, scene.bek


def add(db, scene, name, **fields):
    """Add somebody who is here."""
    member = db.write(lambda s: make_member(s, s.get(Room, scene.room.id), name, **fields))
    arrive(db, member)
    return member


def draw(rig, scene, **fields):
    """Draw, and return the name that hosts see now."""
    answer = rig.do(scene.host, "pick.draw", **fields)
    assert answer["ok"], answer
    return shown(rig, scene)


def shown(rig, scene):
    pick = rig.snapshot(scene.host)["picks"]["shown"]
    return None if pick is None else pick["name"]


def call(rig, scene, member):
    return rig.do(scene.host, "pick.call", member=member.number)


def hands(rig, scene):
    return [(hand["name"], hand["called"]) for hand in rig.snapshot(scene.host)["signals"]["hands"]]


def stored(db):
    with db.read() as s:
        return list(s.scalars(select(Pick)))


def test_nobody_is_chosen_twice_before_everybody_was_asked(db, rig, scene, both):
    names = {"Ada", "Bek", *(f"P{number}" for number in range(4))}
    for name in names - {"Ada", "Bek"}:
        add(db, scene, name)

    drawn = [draw(rig, scene) for _ in range(3 * len(names))]

    rounds = [drawn[start : start + len(names)] for start in range(0, len(drawn), len(names))]
    assert [set(names_in_round) for names_in_round in rounds] == [names] * 3


def test_those_who_have_had_the_floor_come_after_those_who_have_not(rig, scene, both):
    rig.do(scene.ada, "hand.raise")
    rig.do(scene.host, "hand.call", member=scene.ada.number)
    rig.do(scene.host, "hand.dismiss", member=scene.ada.number)

    assert draw(rig, scene) == "Bek"


def test_having_the_floor_and_speaking_through_the_browser_are_one_turn(db, rig, scene, both):
    rig.do(scene.ada, "hand.raise")
    rig.do(scene.host, "hand.call", member=scene.ada.number)
    rig.do(scene.host, "talk.grant", member=scene.ada.number)
    rig.do(scene.host, "talk.end", member=scene.ada.number)
    add(db, scene, "Gulnara")

    # With two turns, Ada would come after Bek here.
    assert [draw(rig, scene) for _ in range(3)] == ["Bek", "Gulnara", "Ada"]


def test_call_of_the_chosen_counts_as_one_turn(db, rig, scene, both):
    assert draw(rig, scene) == "Ada"
    call(rig, scene, scene.ada)
    rig.do(scene.host, "hand.dismiss", member=scene.ada.number)

    with db.read() as s:
        turns = turns_had(s, s.get(Room, scene.room.id))
    assert turns == Counter({scene.ada.number: 1})


def test_only_people_who_are_here_are_chosen(db, rig, scene):
    arrive(db, scene.ada, ago=timedelta(minutes=5))
    arrive(db, scene.bek, scene.host)
    add(db, scene, "Interpreter", role=Role.INTERPRETER)

    assert draw(rig, scene) == "Bek"
    assert rig.do(scene.host, "pick.draw")["code"] == "nobody_to_pick"
    assert shown(rig, scene) == "Bek"


def test_choice_may_be_limited_to_one_language(db, rig, scene, both):
    add(db, scene, "Қарлығаш", language="kk")

    assert draw(rig, scene, language="kk") == "Қарлығаш"
    assert rig.do(scene.host, "pick.draw", language="ru")["code"] == "nobody_to_pick"


def test_person_who_has_the_floor_is_not_chosen(rig, scene, both):
    rig.do(scene.ada, "hand.raise")
    rig.do(scene.host, "hand.call", member=scene.ada.number)
    rig.do(scene.bek, "hand.raise")
    rig.do(scene.host, "talk.grant", member=scene.bek.number)

    # Both have had a turn, and Ada has the floor now.
    assert draw(rig, scene) == "Bek"


def test_person_in_a_hall_may_be_chosen(db, rig):
    hall = make_hall(db, rig, names=["Askar"])
    arrive(db, member_named(db, hall.room, "Askar"))

    rig.do(hall.host, "pick.draw")

    assert rig.snapshot(hall.host)["picks"]["shown"]["name"] == "Askar"


def test_only_hosts_hear_the_name_until_the_call(rig, scene, both):
    draw(rig, scene)

    assert "picks.changed" in rig.names_heard_by(scene.host)
    assert rig.names_heard_by(scene.ada) == rig.names_heard_by(scene.bek) == []
    assert rig.snapshot(scene.ada)["picks"] is None
    assert hands(rig, scene) == []


def test_call_gives_the_floor_to_somebody_who_raised_no_hand(rig, scene, both):
    draw(rig, scene)

    assert call(rig, scene, scene.ada)["ok"]

    assert hands(rig, scene) == [("Ada", True)]
    assert rig.snapshot(scene.host)["signals"]["up"] == 0
    assert rig.snapshot(scene.ada)["signals"]["hand"] == "called"
    assert shown(rig, scene) is None


def test_call_lowers_the_hand_of_the_previous_speaker(rig, scene, both):
    rig.do(scene.bek, "hand.raise")
    rig.do(scene.host, "hand.call", member=scene.bek.number)
    draw(rig, scene)

    call(rig, scene, scene.ada)

    assert hands(rig, scene) == [("Ada", True)]


def test_only_the_person_shown_can_be_called_on(db, rig, scene, both):
    """Another host may have chosen somebody else meanwhile."""
    draw(rig, scene)

    assert call(rig, scene, scene.bek)["code"] == "not_picked"
    assert (hands(rig, scene), shown(rig, scene)) == ([], "Ada")


def test_second_host_sees_and_changes_the_same_choice(db, rig, scene, both):
    def build(s):
        return make_member(s, s.get(Room, scene.room.id), "Other", Role.MODERATOR)

    other = db.write(build)
    draw(rig, scene)
    seen = rig.snapshot(other)["picks"]["shown"]["name"]

    rig.do(other, "pick.draw")

    assert (seen, shown(rig, scene)) == ("Ada", "Bek")


def test_choice_survives_a_restart(db, rig, scene, both):
    draw(rig, scene)

    restarted = Rig(db)

    assert shown(restarted, scene) == "Ada"
    assert draw(restarted, scene) == "Bek"


def test_name_that_is_put_away_was_no_turn(rig, scene, both):
    draw(rig, scene)

    rig.do(scene.host, "pick.clear")

    assert shown(rig, scene) is None
    assert draw(rig, scene) == "Ada"


def test_person_who_is_passed_over_waits_for_everybody_else(db, rig, scene, both):
    add(db, scene, "Gulnara")

    assert [draw(rig, scene) for _ in range(4)] == ["Ada", "Bek", "Gulnara", "Ada"]


def test_removed_person_is_not_shown_any_more(db, rig, scene, both):
    draw(rig, scene)

    rig.do(scene.host, "member.remove", member=scene.ada.number)

    assert shown(rig, scene) is None
    assert stored(db) == []


def test_end_of_the_session_deletes_all_picks(db, rig, scene, both):
    draw(rig, scene)
    draw(rig, scene)
    assert len(stored(db)) == 2

    rig.do(scene.host, "room.end")

    assert stored(db) == []
    assert [body for name, body in rig.heard_by(scene.host) if name == "picks.changed"][-1][
        "set"
    ] == {"shown": None}


def test_timeline_has_the_call_and_not_who_was_passed_over(db, rig, scene, both):
    draw(rig, scene)
    draw(rig, scene)
    call(rig, scene, scene.bek)

    with db.read() as s:
        entries = s.execute(select(TimelineEntry.kind, TimelineEntry.detail)).all()
    assert [tuple(entry) for entry in entries] == [("hand.called", {"number": scene.bek.number})]


def test_members_of_another_session_are_not_chosen(db, rig, scene):
    other = make_scene(db)
    arrive(db, other.ada, other.bek)

    assert rig.do(scene.host, "pick.draw")["code"] == "nobody_to_pick"


def test_one_name_is_shown_however_many_hosts_draw_at_once(db, rig, scene, both):
    answers = at_once(lambda _number: rig.do(scene.host, "pick.draw"), list(range(6)))

    assert all(answer["ok"] for answer in answers)
    assert sum(pick.is_shown for pick in stored(db)) == 1
    assert sum(pick.times for pick in stored(db)) == 6

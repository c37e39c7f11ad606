"""People waiting in the lobby hear nothing of the session; hosts admit, refuse and remove them."""

import json
import threading

import pytest
from sqlalchemy import select

from tests.factories import make_member
from tests.room.engine.asking import FIELDS, fields_of
from tests.room.engine.rig import new_op_id, version_of
from webinar.kit.permissions import AT_THE_DOOR, Can, Role
from webinar.people.accounts.models import Browser
from webinar.results.attendance.queries import attendance
from webinar.room.engine.fanout import address, readers
from webinar.room.engine.registry import COMMANDS, QUERIES
from webinar.room.engine.server import audiences_of
from webinar.room.engine.wire import Audience
from webinar.room.lobby import actions
from webinar.room.rooms.models import Room, Seat, TimelineEntry
from webinar.room.rooms.seats import SeatHolder, SeatTokens

REFUSED = {"ok": False, "code": "not_allowed", "retry": False}


def lobby_of(rig, member):
    return rig.snapshot(member)["lobby"]


def waiting_names(rig, scene):
    return [item["name"] for item in lobby_of(rig, scene.host)["items"]]


def look(rig, member):
    return rig.ask(member, "lobby.look")["lobby"]


def kinds(db, scene):
    with db.read() as session:
        rows = select(TimelineEntry.kind).filter_by(room_id=scene.room.id)
        return session.scalars(rows.order_by(TimelineEntry.id)).all()


def test_everybody_is_let_in_by_default(rig, scene, join, member_named):
    join("Ольга")

    assert member_named("Ольга").waits_since is None
    assert rig.snapshot(member_named("Ольга"))["room"]["code"]


def test_newcomers_wait_and_hosts_see_them(door, scene):
    door.said.clear()
    door.do(scene.host, "lobby.set", mode="admit")

    lobby = lobby_of(door, scene.host)

    assert lobby["mode"] == "admit"
    [olga, dana] = lobby["items"]
    assert (olga["name"], olga["language"], olga["expected"]) == ("Ольга", "ru", None)
    assert dana["name"] == "Дана"
    assert olga["since"] is not None


def test_hosts_hear_of_arrivals_but_participants_do_not(door, scene, join):
    door.said.clear()
    join("Канарейка")
    door.beat()

    assert "lobby.state" in door.names_heard_by(scene.host)
    assert "Канарейка" in json.dumps(door.heard_by(scene.host), ensure_ascii=False)
    assert "Канарейка" not in json.dumps(door.heard_by(scene.ada), ensure_ascii=False)
    assert lobby_of(door, scene.ada) is None


def test_waiting_member_can_do_nothing_in_the_session(db, door, scene, member_named):
    waiting = member_named("Ольга")
    before = version_of(db, scene.room)

    for name, known in [*COMMANDS.items(), *QUERIES.items()]:
        if known.needs not in AT_THE_DOOR:
            fields = fields_of(name) if name in FIELDS or name in QUERIES else {}
            assert door.ask(waiting, name, **fields) == REFUSED, name
    assert version_of(db, scene.room) == before


def test_waiting_member_learns_nothing_of_slides_polls_and_people(door, scene, member_named):
    answers = json.dumps(
        [door.ask(member_named("Ольга"), name) for name in QUERIES if name != "question.mine"],
        ensure_ascii=False,
    )

    assert '"lobby"' in answers
    for secret in ("slide", "which", "Ada", "Дана", "Grace", "snapshot"):
        assert secret not in answers


def test_waiting_member_is_not_listed_or_counted_in_attendance(db, door, scene):
    names = [member["name"] for member in door.snapshot(scene.host)["people"]["members"]]
    with db.read() as session:
        rows = attendance(session, session.get(Room, scene.room.id))

    assert "Ada" in names
    assert "Ольга" not in names
    assert {row.name for row in rows} == {"Grace", "Ada", "Bek"}


def test_next_in_line_moves_up_when_the_first_is_admitted(door, scene, member_named):
    assert look(door, member_named("Дана"))["place"] == 2
    door.said.clear()

    door.do(scene.host, "lobby.admit", member=member_named("Ольга").number)

    assert "lobby.admitted" in door.names_heard_by(member_named("Ольга"))
    assert look(door, member_named("Ольга"))["state"] == "in"
    assert look(door, member_named("Дана")) == {
        "state": "waiting",
        "place": 1,
        "reason": None,
        "has_list": False,
        "session": "live",
        "call": None,
    }
    assert "lobby.admitted" not in [
        message.name for message in door.said if str(member_named("Дана").id) in message.to
    ]
    assert door.snapshot(member_named("Ольга"))["room"]["slides"] == 3


def test_vote_is_accepted_only_after_admission(door, scene, member_named):
    door.do(scene.host, "poll.open", poll="which")
    vote = {"poll": "which", "options": ["a"]}
    before = door.do(member_named("Ольга"), "poll.vote", **vote)

    door.do(scene.host, "lobby.admit", member=member_named("Ольга").number)

    assert before == REFUSED
    assert door.do(member_named("Ольга"), "poll.vote", **vote)["ok"]


def test_everyone_is_admitted_at_once_or_by_opening_the_lobby(door, scene, join, member_named):
    door.do(scene.host, "lobby.admit_all")
    join("Роза")
    assert waiting_names(door, scene) == ["Роза"]

    door.do(scene.host, "lobby.set", mode="open")

    assert waiting_names(door, scene) == []
    assert look(door, member_named("Роза"))["state"] == "in"
    join("Марат")
    assert look(door, member_named("Марат"))["state"] == "in"


def test_refused_member_hears_the_reason_and_may_queue_again_last(door, scene, member_named):
    door.do(scene.host, "lobby.refuse", member=member_named("Ольга").number, reason="full_name")

    bodies = [
        body for name, body in door.heard_by(member_named("Ольга")) if name == "lobby.refused"
    ]
    assert bodies[0]["reason"] == "full_name"
    assert look(door, member_named("Ольга"))["state"] == "refused"
    assert waiting_names(door, scene) == ["Дана"]

    door.do(member_named("Ольга"), "lobby.ask")

    assert waiting_names(door, scene) == ["Дана", "Ольга"]


def test_refused_member_waits_again_after_rejoining(door, scene, join, member_named):
    number = member_named("Ольга").number
    door.do(scene.host, "lobby.refuse", member=number, reason="full_name")

    assert join("Ольга Ким", token="browser of Ольга") == [number]

    assert waiting_names(door, scene) == ["Дана", "Ольга Ким"]


def test_asking_again_while_waiting_changes_nothing(door, scene, member_named):
    door.do(member_named("Ольга"), "lobby.ask")

    assert waiting_names(door, scene) == ["Ольга", "Дана"]


@pytest.mark.parametrize("command", ["lobby.admit", "lobby.refuse"])
def test_member_who_is_not_waiting_cannot_be_admitted_or_refused(door, scene, command):
    fields = {"member": scene.ada.number} | ({"reason": "later"} if "refuse" in command else {})

    assert door.do(scene.host, command, **fields)["code"] == "not_waiting"


def test_unknown_reason_is_refused(door, scene, member_named):
    answer = door.do(
        scene.host, "lobby.refuse", member=member_named("Ольга").number, reason="because"
    )

    assert answer["code"] == "bad_message"


def test_hosts_see_connection_quality_of_waiting_members(door, scene, member_named):
    door.do(member_named("Ольга"), "lobby.link", quality="slow")

    assert [item["link"] for item in lobby_of(door, scene.host)["items"]] == ["slow", None]


def test_name_can_be_corrected_in_the_lobby(door, scene, member_named):
    door.do(member_named("Ольга"), "member.rename", name="  Ольга   Ким\u202e ")

    assert waiting_names(door, scene) == ["Ольга Ким", "Дана"]
    assert door.do(member_named("Дана"), "member.rename", name=" ")["code"] == "name_empty"


def test_removed_member_hears_of_it_and_is_locked_out_until_restored(db, rig, scene):
    rig.do(scene.host, "member.remove", member=scene.ada.number)

    assert "member.removed" in rig.names_heard_by(scene.ada)
    assert "member.removed" not in rig.names_heard_by(scene.bek)
    assert rig.ask(scene.ada, "room.snapshot") == REFUSED
    assert lobby_of(rig, scene.host)["removed"] == [{"member": scene.ada.number, "name": "Ada"}]
    assert "Ada" not in json.dumps(rig.snapshot(scene.host)["people"])

    rig.do(scene.host, "member.restore", member=scene.ada.number)

    assert rig.ask(scene.ada, "room.snapshot")["ok"]
    assert {"member.removed", "member.restored"} <= set(kinds(db, scene))


def test_host_cannot_be_removed(rig, scene):
    assert rig.do(scene.host, "member.remove", member=scene.host.number)["code"] == "unknown_member"


def test_lobby_events_are_in_the_timeline(db, door, scene, member_named):
    door.do(scene.host, "lobby.refuse", member=member_named("Ольга").number, reason="later")
    door.do(scene.host, "lobby.admit", member=member_named("Дана").number)

    assert kinds(db, scene)[-5:] == [
        "lobby.entered",
        "lobby.entered",
        "lobby.refused",
        "member.joined",
        "lobby.admitted",
    ]


def test_interpreter_sees_the_lobby_but_cannot_admit(db, door, scene, member_named):
    def build(session):
        return make_member(session, session.get(Room, scene.room.id), "Dana", Role.INTERPRETER)

    interpreter = db.write(build)

    assert len(lobby_of(door, interpreter)["items"]) == 2
    assert door.do(interpreter, "lobby.admit", member=member_named("Ольга").number) == REFUSED


def test_member_is_admitted_once_by_concurrent_hosts(door, scene, member_named):
    number, answers = member_named("Ольга").number, []
    begin = threading.Barrier(4)

    def admit():
        begin.wait()
        answers.append(door.ask(scene.host, "lobby.admit", op_id=new_op_id(), member=number))

    threads = [threading.Thread(target=admit) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answer.get("code", "ok") for answer in answers) == ["not_waiting"] * 3 + ["ok"]


def test_lobby_allows_only_checking_in():
    assert {Can.CHECK_IN} == AT_THE_DOOR


@pytest.mark.parametrize("is_waiting", [True, False])
def test_waiting_socket_hears_only_its_own_member(is_waiting):
    holder = SeatHolder(1, 2, 3, Role.PARTICIPANT, "ru", is_waiting)

    heard = audiences_of(holder)

    own = [address(3, Audience.MEMBER, 2)]
    everything = [*own, address(3, Audience.EVERYONE), readers(3, "ru")]
    assert heard == (own if is_waiting else everything)


def test_seat_tells_whether_its_member_waits(db, door, member_named, join):
    tokens = SeatTokens("secret")

    def find_holder(name):
        with db.read() as session:
            seat = session.scalars(select(Seat).filter_by(member_id=member_named(name).id)).one()
            seal = session.get(Browser, seat.browser_id).seal
            return tokens.find(session, tokens.issue(seat.browser_id, seat.member_id, seal))

    assert find_holder("Ольга").is_waiting
    door.queue.run(
        member_named("Ольга").room_id, lambda change: actions.guard(change, None, "open")
    )
    assert not find_holder("Ольга").is_waiting

"""Hosts prepare, start and close rounds of group work, and move members between groups."""

import threading
from datetime import timedelta

import pytest

from tests.factories import make_cohort, make_member, make_person, make_room, match
from tests.live.groups.making import find, make_round
from tests.room.engine.rig import Rig
from webinar.kit import clock
from webinar.kit.permissions import Role
from webinar.live.groups.models import GroupMember, GroupRound, RoundState
from webinar.room.engine.models import Deadline
from webinar.room.rooms.models import Member, TimelineEntry


def draft(rig, scene, **fields):
    return rig.do(scene.host, "groups.draft", **({"split": "random", "everyone": True} | fields))


def start(rig, scene, minutes=15, **fields):
    assert draft(rig, scene, **fields)["ok"]
    return rig.do(scene.host, "groups.start", minutes=minutes)


def groups(rig, member):
    """Return the names in each group, by its number, as this member sees them."""
    items = rig.snapshot(member)["groups"]["items"]
    return {
        item["group"]: [person["name"] for person in item["members"]]
        for item in items
        if "group" in item
    }


def test_only_hosts_see_drafted_groups(rig, scene):
    draft(rig, scene)

    [(name, body)] = rig.heard_by(scene.host)
    assert name == "groups.all"
    assert body["set"]["round"]["state"] == "draft"
    assert sorted(groups(rig, scene.host)[1]) == ["Ada", "Bek"]
    assert rig.heard_by(scene.ada) == []
    assert rig.snapshot(scene.ada)["groups"] is None


def test_redealing_replaces_the_groups_and_a_seed_repeats_them(db, rig, scene):
    db.write(lambda s: [make_member(s, scene.room, f"P{number}") for number in range(8)])
    draft(rig, scene, seed=7)
    first = groups(rig, scene.host)

    draft(rig, scene, seed=8)
    other = groups(rig, scene.host)
    draft(rig, scene, seed=7)

    assert groups(rig, scene.host) == first
    assert other != first
    assert rig.snapshot(scene.host)["groups"]["round"]["round"] == 1


def test_draft_can_be_discarded(rig, scene):
    draft(rig, scene)

    assert rig.do(scene.host, "groups.discard")["ok"]

    assert rig.snapshot(scene.host)["groups"] is None
    assert rig.do(scene.host, "groups.discard")["code"] == "no_draft"
    assert rig.do(scene.host, "groups.start", minutes=5)["code"] == "no_draft"


def test_members_hear_only_of_their_own_group_at_the_start(db, rig, scene):
    db.write(lambda s: make_round(s, scene.room, [scene.ada], [scene.bek], state=RoundState.DRAFT))

    assert rig.do(scene.host, "groups.start", minutes=15)["ok"]

    names = rig.names_heard_by(scene.ada)
    assert names == ["groups.round", "groups.mine"]
    body = rig.heard_by(scene.ada)[1][1]
    assert body["set"]["mine"] == 1
    assert "Bek" not in str(rig.heard_by(scene.ada))
    assert groups(rig, scene.bek) == {2: ["Bek"]}
    assert groups(rig, scene.host) == {1: ["Ada"], 2: ["Bek"]}


def test_absent_people_are_dealt_only_on_request(rig, scene):
    assert draft(rig, scene, everyone=False)["code"] == "too_few_people"


def test_empty_groups_cannot_start(db, rig, scene):
    draft(rig, scene, split="hand", size=2)
    assert rig.do(scene.host, "groups.start", minutes=5)["code"] == "groups_empty"

    rig.do(scene.host, "groups.move", member=scene.ada.number, group=1)

    assert rig.do(scene.host, "groups.start", minutes=5)["ok"]
    assert groups(rig, scene.host) == {1: ["Ada"]}


def test_late_joiner_gets_the_smallest_group_of_their_language(db, rig, scene):
    def build(s):
        russian = make_member(s, scene.room, "Rita", language="ru")
        make_round(s, scene.room, [scene.ada], [scene.bek, russian])
        return make_member(s, scene.room, "Late", language="ru")

    latecomer = db.write(build)

    assert rig.do(latecomer, "group.join")["ok"]
    rig.beat()

    assert groups(rig, latecomer) == {2: ["Bek", "Rita", "Late"]}
    assert "groups.own_item" in rig.names_heard_by(scene.bek)
    assert "Late" not in str(rig.heard_by(scene.ada))


def test_returning_member_stays_in_the_same_group(db, rig, scene):
    db.write(lambda s: make_round(s, scene.room, [scene.ada, scene.bek], []))

    assert rig.do(scene.ada, "group.join")["ok"]

    assert groups(rig, scene.ada) == {1: ["Ada", "Bek"]}


def test_host_moves_a_member_and_both_groups_see_it(db, rig, scene):
    db.write(lambda s: make_round(s, scene.room, [scene.ada], [scene.bek]))

    assert rig.do(scene.host, "groups.move", member=scene.bek.number, group=1)["ok"]
    rig.beat()

    assert groups(rig, scene.bek) == groups(rig, scene.ada) == {1: ["Ada", "Bek"]}
    assert groups(rig, scene.host) == {1: ["Ada", "Bek"], 2: []}
    assert "groups.mine" in rig.names_heard_by(scene.bek)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"member": 99, "group": 1}, "unknown_member"),
        ({"member": 1, "group": 1}, "unknown_member"),
        ({"member": 2, "group": 9}, "unknown_group"),
    ],
)
def test_move_of_an_unknown_member_or_to_an_unknown_group_is_refused(db, rig, scene, fields, code):
    db.write(lambda s: make_round(s, scene.room, [scene.ada], [scene.bek]))

    assert rig.do(scene.host, "groups.move", **fields)["code"] == code


def test_member_of_another_session_cannot_be_moved(db, rig, scene):
    def build(s):
        make_round(s, scene.room, [scene.ada], [scene.bek])
        return make_member(s, make_room(s), "Stranger")

    db.write(build)

    answer = rig.do(scene.host, "groups.move", member=77, group=1)

    assert answer["code"] == "unknown_member"


def test_database_allows_one_group_per_member_and_round(db, scene):
    round_ = db.write(lambda s: make_round(s, scene.room, [scene.ada], [scene.bek]))

    with pytest.raises(Exception, match="(?i)unique"):
        db.write(
            lambda s: (
                s.add(
                    GroupMember(
                        round_id=round_.id,
                        group_id=find(s, round_, 2).id,
                        member_id=scene.ada.id,
                    )
                )
                or s.flush()
            )
        )


def test_a_round_ends_by_itself_when_its_time_is_over(db, rig, scene):
    start(rig, scene, minutes=15)

    def make_due(s):
        s.query(Deadline).update({"at": clock.now() - timedelta(seconds=1)})

    db.write(make_due)
    rig.timers.look()

    assert rig.snapshot(scene.ada)["groups"]["round"]["state"] == "closed"
    assert rig.names_heard_by(scene.ada)[-1] == "groups.round"


def test_added_time_postpones_the_end(db, rig, scene):
    start(rig, scene, minutes=1)
    before = rig.snapshot(scene.ada)["groups"]["round"]["closes_at"]

    assert rig.do(scene.host, "groups.time", minutes=10)["ok"]

    assert rig.snapshot(scene.ada)["groups"]["round"]["closes_at"] > before
    with db.read() as s:
        assert s.query(Deadline).count() == 1


def test_closed_round_takes_no_members_and_another_can_be_drafted(rig, scene):
    start(rig, scene)
    assert draft(rig, scene)["code"] == "groups_running"

    assert rig.do(scene.host, "groups.close")["ok"]

    assert rig.do(scene.host, "groups.close")["code"] == "groups_not_running"
    assert rig.do(scene.ada, "group.join")["code"] == "groups_not_running"
    assert draft(rig, scene)["ok"]
    # Participants still see the round they know.
    assert rig.snapshot(scene.ada)["groups"]["round"] | {"closes_at": None} == {
        "round": 1,
        "state": "closed",
        "split": "random",
        "size": 5,
        "slide": 0,
        "closes_at": None,
    }


def test_new_round_clears_the_groups_of_the_last(db, rig, scene):
    latecomer = db.write(lambda s: make_member(s, scene.room, "Away"))
    db.write(lambda s: make_round(s, scene.room, [latecomer], state=RoundState.CLOSED))
    db.write(
        lambda s: make_round(
            s, scene.room, [scene.ada, scene.bek], state=RoundState.DRAFT, number=2
        )
    )

    rig.do(scene.host, "groups.start", minutes=5)

    [(_, body)] = [
        broadcast for broadcast in rig.heard_by(latecomer) if broadcast[0] == "groups.round"
    ]
    assert body["set"]["mine"] is None and body["set"]["items"] == []
    assert rig.snapshot(latecomer)["groups"]["mine"] is None


def test_the_end_of_the_session_closes_the_round(rig, scene):
    start(rig, scene)

    rig.do(scene.host, "room.end")

    assert rig.snapshot(scene.ada)["groups"]["round"]["state"] == "closed"


def test_session_end_discards_a_draft(db, rig, scene):
    draft(rig, scene)

    rig.do(scene.host, "room.end")

    with db.read() as s:
        assert s.query(GroupRound).count() == 0


def test_a_message_reaches_one_group_or_all(db, rig, scene):
    db.write(lambda s: make_round(s, scene.room, [scene.ada], [scene.bek]))

    def messages(member):
        items = rig.snapshot(member)["groups"]["items"]
        return [(item["text"], item["by"]) for item in items[0]["said"]]

    rig.do(scene.host, "groups.tell", group=2, text="Look at question two", language="en")
    rig.do(scene.host, "groups.tell", group=0, text="Five minutes", language="en")

    assert messages(scene.ada) == [("Five minutes", "Grace")]
    assert messages(scene.bek) == [("Look at question two", "Grace"), ("Five minutes", "Grace")]
    answer = rig.do(scene.host, "groups.tell", group=9, text="Hello", language="en")
    assert answer["code"] == "unknown_group"


def test_removed_member_is_in_no_group(db, rig, scene):
    db.write(lambda s: make_round(s, scene.room, [scene.ada, scene.bek]))

    def remove(s):
        s.get(Member, scene.bek.id).removed_at = clock.now()

    db.write(remove)

    assert groups(rig, scene.ada) == {1: ["Ada"]}


def test_timeline_records_events_but_no_written_text(db, rig, scene):
    start(rig, scene)
    note = {"round": 1, "group": 1, "block": "block-0001", "was": "", "language": "en"}
    rig.do(scene.ada, "group.write", **note, now="Our secret plan")
    rig.do(scene.ada, "group.help", wanted=True)
    rig.do(scene.host, "groups.close")

    with db.read() as s:
        rows = s.query(TimelineEntry).order_by(TimelineEntry.id)
        entries = [(row.kind, str(row.detail)) for row in rows]
    assert [kind for kind, _ in entries] == ["groups.started", "groups.help", "groups.closed"]
    assert "secret" not in str(entries)


def test_hosts_drafting_at_once_make_one_round(db, rig, scene):
    second = db.write(lambda s: make_member(s, scene.room, "Second", Role.PRESENTER))
    rigs = [Rig(db) for _ in range(4)]

    def prepare(number):
        host = scene.host if number % 2 else second
        rigs[number].do(host, "groups.draft", split="random", everyone=True)

    threads = [threading.Thread(target=prepare, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with db.read() as s:
        assert s.query(GroupRound).count() == 1
        assert s.query(GroupMember).count() == 2


def test_member_joining_from_many_tabs_at_once_is_in_one_group(db, rig, scene):
    latecomer = db.write(lambda s: make_member(s, scene.room, "Late"))
    db.write(lambda s: make_round(s, scene.room, [scene.ada], [scene.bek]))
    rigs = [Rig(db) for _ in range(4)]

    threads = [threading.Thread(target=tab.do, args=(latecomer, "group.join")) for tab in rigs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with db.read() as s:
        assert s.query(GroupMember).filter_by(member_id=latecomer.id).count() == 1


def test_unit_groups_use_units_of_the_roster(rig, scene, db):
    def enrol(session):
        cohort = make_cohort(session)
        for name, unit in (("Cara", "North"), ("Dana", "South"), ("Egor", "North")):
            person = make_person(session, cohort, name, unit=unit)
            match(session, make_member(session, scene.room, name), person)
        match(session, scene.bek, make_person(session, cohort, "Bek", unit="South"))

    db.write(enrol)

    draft(rig, scene, split="unit", size=2)

    together = sorted(sorted(names) for names in groups(rig, scene.host).values())
    assert together == [["Ada", "Cara", "Egor"], ["Bek", "Dana"]]

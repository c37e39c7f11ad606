"""The call beside a session: who sees which entry, and what open pages hear of a change."""

import json

import pytest

from tests.factories import make_member
from webinar.kit.errors import Refused
from webinar.kit.permissions import HOST_ROLES, Role
from webinar.live.remote.wire import for_remote, shortened
from webinar.people.audit.models import AuditEntry
from webinar.room.call.entries import Entry
from webinar.room.call.models import CallEntry
from webinar.room.call.queries import waiting_call
from webinar.room.rooms.models import Member, Room, TimelineEntry

KAZAKH = Entry(link="https://kk.example.org/", pin="1357")


def member_in(db, scene, language, role=Role.PARTICIPANT):
    def make(s):
        return make_member(s, s.get(Room, scene.room.id), "Dana", role, language)

    return db.write(make)


def links(rig, member):
    return [item["link"] for item in rig.snapshot(member)["call"]["entries"]]


def test_participants_see_the_entry_of_their_language_or_the_common_one(
    db, rig, scene, write, common
):
    write({"": common, "kk": KAZAKH})

    assert links(rig, member_in(db, scene, "kk")) == [KAZAKH.link]
    for language in ("ru", "prs"):
        assert links(rig, member_in(db, scene, language)) == [common.link]


def test_participants_of_other_languages_see_nothing_without_a_common_entry(rig, scene, write):
    write({"": Entry(), "kk": KAZAKH})

    assert links(rig, scene.ada) == []


@pytest.mark.parametrize("role", sorted(HOST_ROLES))
def test_hosts_see_all_entries(db, rig, scene, write, common, role):
    write({"": common, "kk": KAZAKH})

    assert links(rig, member_in(db, scene, "ru", role)) == [common.link, KAZAKH.link]


def test_open_pages_hear_their_own_entry(db, rig, scene, write, common):
    dana = member_in(db, scene, "kk")
    write({"": common, "kk": KAZAKH})

    def heard(member):
        bodies = [body for name, body in rig.heard_by(member) if name.startswith("call.")]
        return [[item["pin"] for item in body["set"]["entries"]] for body in bodies]

    assert heard(scene.ada) == [["2468"]]
    assert heard(dana) == [["1357"]]
    assert heard(scene.host) == [["2468", "1357"]]


def test_unchanged_call_is_not_announced_again(rig, scene, write, common):
    write({"": common})
    rig.said.clear()

    write({"": common})

    assert rig.said == []


def test_emptied_entry_is_removed_and_a_changed_one_replaced(db, rig, scene, write, common):
    write({"": common, "kk": KAZAKH})
    write({"": common._replace(pin=""), "kk": Entry()})

    assert [item["pin"] for item in rig.snapshot(scene.host)["call"]["entries"]] == [""]
    with db.read() as s:
        assert s.query(CallEntry).count() == 1


def test_nobody_sees_the_call_once_the_session_is_over(rig, scene, write, common):
    write({"": common})
    rig.said.clear()

    rig.do(scene.host, "room.end")

    for member in (scene.host, scene.ada):
        assert links(rig, member) == []
        bodies = [body for name, body in rig.heard_by(member) if name.startswith("call.")]
        assert [body["set"] for body in bodies] == [{"entries": []}]
    with pytest.raises(Refused, match="room_ended"):
        write({"": KAZAKH})


def test_refused_entry_changes_nothing(rig, scene, write, common):
    write({"": common})

    with pytest.raises(Refused, match="call_phone_invalid"):
        write({"": KAZAKH, "kk": Entry(phone="x")})
    with pytest.raises(Refused, match="language_not_offered"):
        write({"xx": KAZAKH})

    assert links(rig, scene.ada) == [common.link]


def test_timeline_and_audit_log_say_only_in_which_languages(db, scene, write, common):
    write({"": common, "kk": KAZAKH})

    with db.read() as s:
        recorded = s.query(TimelineEntry).filter_by(kind="call.changed").one().detail
        noted = s.query(AuditEntry).filter_by(kind="call.changed").one().detail
    assert recorded["languages"] == noted["languages"] == ["", "kk"]
    for secret in (*common[:3], *KAZAKH[:1], "1357"):
        assert secret not in json.dumps([recorded, noted])


def test_remotes_get_nothing_of_the_call(rig, scene, write, common):
    write({"": common})

    assert "call" not in shortened(rig.snapshot(scene.host))
    for name, body in rig.heard_by(scene.host):
        if name.startswith("call."):
            assert for_remote(name, body) is None


@pytest.mark.parametrize(
    ("shown_waiting", "turned_away", "link"),
    [(True, None, "https://meet.example.org/common"), (False, None, None), (True, "later", None)],
)
def test_waiting_members_see_the_call_without_its_pin_if_chosen(
    db, rig, scene, write, common, shown_waiting, turned_away, link
):
    write({"": common}, shown_waiting=shown_waiting)

    def wait(s):
        member = s.get(Member, scene.ada.id)
        member.waits_since, member.turned_away = member.joined_at, turned_away

    db.write(wait)

    seen = rig.ask(scene.ada, "lobby.look")["lobby"]["call"]
    assert (seen and seen["link"]) == link
    assert "2468" not in json.dumps(seen)
    assert rig.ask(scene.ada, "room.snapshot")["code"] == "not_allowed"
    with db.read() as s:
        bek = s.get(Member, scene.bek.id)
        assert waiting_call(s, s.get(Room, scene.room.id), bek) is None

"""Names match the organiser's list however they are written, and the list stays secret."""

import json

import pytest

from webinar.kit.errors import Refused
from webinar.kit.limits import CORRECTING
from webinar.kit.name_keys import key_of
from webinar.room.engine.registry import COMMANDS
from webinar.room.lobby import actions
from webinar.room.lobby.names import LONGEST_LIST, read_list


@pytest.fixture
def expect(rig, scene):
    return lambda typed: rig.queue.run(scene.room.id, lambda change: actions.expect(change, typed))


@pytest.mark.parametrize(
    "typed",
    ["Ким Ольга", "ольга КИМ", "Ким, Ольга", " Ольга\u00a0 Ким ", "Ким Ольга."],
)
def test_case_order_spaces_and_commas_do_not_change_a_name(typed):
    assert key_of(typed) == key_of("Ольга Ким")


def test_yo_equals_ye_but_kazakh_letters_stay_distinct():
    assert key_of("Артём") == key_of("АРТЕМ")
    assert key_of("Қайрат") != key_of("Кайрат")
    assert key_of("Әлия") != key_of("Алия")


def test_list_has_one_name_per_line_without_repeats():
    names = read_list("Ольга Ким\r\n\n  \nКим Ольга\n\u200e\nДана Сейт\n")

    assert list(names.values()) == ["Ольга Ким", "Дана Сейт"]


def test_overlong_list_is_refused():
    with pytest.raises(Refused, match="too_many_names"):
        read_list("\n".join(f"Name {number}" for number in range(LONGEST_LIST + 1)))


def test_hosts_see_which_waiting_people_are_listed(door, scene, expect, member_named):
    expect("Ким Ольга\nДана\n")

    lobby = door.snapshot(scene.host)["lobby"]

    assert [(item["name"], item["expected"]) for item in lobby["items"]] == [
        ("Ольга", False),
        ("Дана", True),
    ]
    assert lobby["names"] == 2


def test_waiting_people_cannot_tell_whether_they_are_listed(door, expect, member_named):
    """Planted fault: each person learnt about their own name, so rejoining could probe the list."""
    expect("Дана\n")

    listed, other = (
        door.ask(member_named(name), "lobby.look")["lobby"] for name in ("Дана", "Ольга")
    )
    door.do(member_named("Ольга"), "member.rename", name="Дана")
    renamed = door.ask(member_named("Дана"), "lobby.look")["lobby"]

    assert listed | {"place": 0} == other | {"place": 0} == renamed | {"place": 0}
    assert listed["has_list"] is True


def test_list_is_sent_to_no_host_or_member(door, scene, expect, member_named):
    expect("Канарейка Жёлтая\n")

    sent = [
        door.snapshot(scene.host),
        door.snapshot(scene.ada),
        door.ask(member_named("Дана"), "lobby.look"),
    ]

    assert "Канарейка" not in json.dumps(sent, ensure_ascii=False)


def test_new_list_replaces_the_old_one_and_may_be_empty(door, scene, expect, member_named):
    expect("Ольга\n")
    expect("")

    assert door.ask(member_named("Ольга"), "lobby.look")["lobby"]["has_list"] is False
    assert door.snapshot(scene.host)["lobby"]["items"][0]["expected"] is None


def test_renaming_is_too_limited_to_probe_the_list():
    assert COMMANDS["member.rename"].limit is CORRECTING
    assert CORRECTING.count / CORRECTING.seconds < 20 / 3600

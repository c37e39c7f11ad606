"""The organiser's list of names: who is on it, and who never learns what is on it."""

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
def test_case_order_spaces_and_commas_make_no_other_name(typed):
    assert key_of(typed) == key_of("Ольга Ким")


def test_yo_may_be_written_as_ye_and_kazakh_letters_are_letters_of_their_own():
    assert key_of("Артём") == key_of("АРТЕМ")
    assert key_of("Қайрат") != key_of("Кайрат")
    assert key_of("Әлия") != key_of("Алия")


def test_a_list_has_a_name_on_each_line_and_each_once():
    names = read_list("Ольга Ким\r\n\n  \nКим Ольга\n\u200e\nДана Сейт\n")

    assert list(names.values()) == ["Ольга Ким", "Дана Сейт"]


def test_a_list_without_end_is_refused():
    with pytest.raises(Refused, match="too_many_names"):
        read_list("\n".join(f"Name {number}" for number in range(LONGEST_LIST + 1)))


def test_hosts_see_who_is_on_the_list(door, scene, expect, who):
    expect("Ким Ольга\nДана\n")

    lobby = door.snapshot(scene.host)["lobby"]

    assert [(one["name"], one["expected"]) for one in lobby["items"]] == [
        ("Ольга", False),
        ("Дана", True),
    ]
    assert lobby["names"] == 2


def test_at_the_door_all_are_told_the_same_whether_their_name_is_on_the_list_or_not(
    door, expect, who
):
    """Planted: each was told of their own name, and a name costs no more than joining again."""
    expect("Дана\n")

    listed, other = (door.ask(who(name), "lobby.look")["lobby"] for name in ("Дана", "Ольга"))
    door.do(who("Ольга"), "member.rename", name="Дана")
    renamed = door.ask(who("Дана"), "lobby.look")["lobby"]

    assert listed | {"place": 0} == other | {"place": 0} == renamed | {"place": 0}
    assert listed["has_list"] is True


def test_nobody_but_the_organiser_is_sent_the_list(door, scene, expect, who):
    expect("Канарейка Жёлтая\n")

    sent = [
        door.snapshot(scene.host),
        door.snapshot(scene.ada),
        door.ask(who("Дана"), "lobby.look"),
    ]

    assert "Канарейка" not in json.dumps(sent, ensure_ascii=False)


def test_a_list_is_replaced_as_a_whole_and_may_be_taken_away(door, scene, expect, who):
    expect("Ольга\n")
    expect("")

    assert door.ask(who("Ольга"), "lobby.look")["lobby"]["has_list"] is False
    assert door.snapshot(scene.host)["lobby"]["items"][0]["expected"] is None


def test_names_are_not_tried_one_after_another():
    assert COMMANDS["member.rename"].limit is CORRECTING
    assert CORRECTING.count / CORRECTING.seconds < 20 / 3600

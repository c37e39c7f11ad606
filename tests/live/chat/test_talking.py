"""Members write to everyone or to hosts, as the chat's mode allows, and hosts moderate."""

import json

import pytest
from sqlalchemy import select

from tests.factories import make_member
from webinar.kit.permissions import Role
from webinar.live.chat.models import ChatMessage
from webinar.live.chat.queries import MOST_AT_ONCE, PAGE_MESSAGES
from webinar.room.rooms.models import Room, TimelineEntry


def switch(rig, scene, mode="everyone"):
    assert rig.do(scene.host, "chat.set", mode=mode)["ok"]


def say(rig, writer, text="Hello", /, **fields):
    return rig.do(writer, "chat.say", **({"text": text, "language": "en"} | fields))


def page(rig, member, **fields):
    return rig.ask(member, "chat.page", **fields)["messages"]


def texts(rig, member, **fields):
    return [message["text"] for message in page(rig, member, **fields)]


def sent_to(rig, member):
    sent = [rig.heard_by(member), rig.snapshot(member), rig.ask(member, "chat.page")]
    return json.dumps([*sent, rig.ask(member, "chat.page", since=1)], ensure_ascii=False)


def test_chat_is_off_until_a_host_switches_it_on(rig, scene):
    assert rig.snapshot(scene.ada)["chat"]["mode"] == "off"
    assert say(rig, scene.ada)["code"] == "chat_off"
    assert say(rig, scene.host)["code"] == "chat_off"

    switch(rig, scene)

    assert say(rig, scene.ada)["ok"]


@pytest.mark.parametrize("mode", ["hosts", "everyone"])
def test_everybody_hears_a_mode_change_at_once(rig, scene, mode):
    switch(rig, scene, mode)

    assert rig.heard_by(scene.bek)[-1][1]["set"] == {"mode": mode}
    assert rig.snapshot(scene.bek)["chat"]["mode"] == mode


def test_everybody_reads_a_message_to_everyone(rig, scene):
    switch(rig, scene)
    say(rig, scene.ada, "Сәлем", language="kk")

    for member in (scene.host, scene.ada, scene.bek):
        [(name, body)] = [
            broadcast for broadcast in rig.heard_by(member) if broadcast[0] == "chat.said"
        ]
        [message] = body["put"]
        assert (message["text"], message["language"], message["by"]) == ("Сәлем", "kk", "Ada")
        assert texts(rig, member) == ["Сәлем"]


def test_only_hosts_and_the_writer_read_a_private_message(db, rig, scene):
    watcher = db.write(lambda s: make_member(s, s.get(Room, scene.room.id), "M", Role.MODERATOR))
    switch(rig, scene)

    say(rig, scene.ada, "Canary", to="private")

    for member in (scene.host, watcher, scene.ada):
        assert "Canary" in sent_to(rig, member)
    assert "Canary" not in sent_to(rig, scene.bek)


def test_only_the_addressee_reads_a_hosts_private_answer(rig, scene):
    switch(rig, scene, "hosts")

    assert say(rig, scene.host, "Canary", to="private", member=scene.ada.number)["ok"]

    assert "Canary" in sent_to(rig, scene.ada)
    assert "Canary" not in sent_to(rig, scene.bek)
    [message] = page(rig, scene.ada)
    assert message["host"] is True and message["thread"] == scene.ada.number


def test_participants_cannot_write_to_everyone_in_hosts_mode(rig, scene):
    switch(rig, scene, "hosts")

    assert say(rig, scene.ada)["code"] == "chat_hosts_only"
    assert say(rig, scene.ada, to="private")["ok"]
    assert say(rig, scene.host)["ok"]


def test_participant_cannot_write_into_another_participants_thread(rig, scene):
    switch(rig, scene)

    say(rig, scene.ada, "Canary", to="private", member=scene.bek.number)

    assert "Canary" not in sent_to(rig, scene.bek)


@pytest.mark.parametrize("number", [0, 1, 99])
def test_host_cannot_write_privately_to_an_unknown_participant(rig, scene, number):
    switch(rig, scene)

    assert say(rig, scene.host, to="private", member=number)["code"] == "unknown_member"


def test_removed_message_is_erased_and_the_remover_is_recorded(db, rig, scene):
    switch(rig, scene)
    say(rig, scene.ada, "Canary")
    since = rig.ask(scene.bek, "chat.page")["version"]

    rig.do(scene.host, "chat.remove", message=1)

    [message] = rig.heard_by(scene.bek)[-1][1]["put"]
    assert (message["text"], message["removed"]) == ("", True)
    assert page(rig, scene.bek, since=since) == [message]
    with db.read() as session:
        stored = session.scalar(select(ChatMessage))
        entry = session.scalar(select(TimelineEntry).filter_by(kind="chat.removed"))
    assert (stored.text, stored.removed_by) == ("", scene.host.id)
    assert entry.member_id == scene.host.id
    assert entry.detail == {"message": 1, "author": scene.ada.number}


def test_others_do_not_hear_that_a_private_message_was_removed(rig, scene):
    switch(rig, scene)
    say(rig, scene.ada, "Canary", to="private")
    heard_before = len(rig.heard_by(scene.bek))

    rig.do(scene.host, "chat.remove", message=1)
    rig.do(scene.host, "chat.remove", message=1)

    assert len(rig.heard_by(scene.bek)) == heard_before
    assert page(rig, scene.bek) == []
    assert page(rig, scene.ada)[0]["removed"] is True


def test_muted_member_hears_of_it_and_can_only_read(rig, scene):
    switch(rig, scene)

    rig.do(scene.host, "chat.mute", member=scene.ada.number)

    assert say(rig, scene.ada)["code"] == "chat_muted"
    assert say(rig, scene.ada, to="private")["code"] == "chat_muted"
    assert say(rig, scene.bek)["ok"]
    assert texts(rig, scene.ada) == ["Hello"]
    assert rig.snapshot(scene.ada)["chat"]["muted"] is True
    assert rig.snapshot(scene.host)["chat"]["mutes"] == [scene.ada.number]
    assert ("chat.muted", {"muted": True}) in [
        (name, body.get("set")) for name, body in rig.heard_by(scene.ada)
    ]


def test_other_participants_do_not_learn_who_is_muted(rig, scene):
    switch(rig, scene)
    heard_before = len(rig.heard_by(scene.bek))

    rig.do(scene.host, "chat.mute", member=scene.ada.number)

    assert len(rig.heard_by(scene.bek)) == heard_before
    assert "mutes" not in rig.snapshot(scene.bek)["chat"]
    assert "muted" not in rig.snapshot(scene.bek)["chat"]


def test_unmuted_member_writes_again(rig, scene):
    switch(rig, scene)
    for on in (True, True, False, False):
        assert rig.do(scene.host, "chat.mute", member=scene.ada.number, on=on)["ok"]

    assert say(rig, scene.ada)["ok"]
    assert "muted" not in rig.snapshot(scene.ada)["chat"]


def test_host_cannot_be_muted(rig, scene):
    answer = rig.do(scene.host, "chat.mute", member=scene.host.number)

    assert answer["code"] == "unknown_member"


def test_participants_snapshot_holds_only_the_last_message_number(rig, scene):
    switch(rig, scene)
    for _ in range(9):
        say(rig, scene.ada)
    say(rig, scene.bek, to="private")

    assert rig.snapshot(scene.ada)["chat"] == {"mode": "everyone", "last": 9, "items": []}
    assert rig.snapshot(scene.bek)["chat"]["last"] == 10
    assert len(rig.snapshot(scene.host)["chat"]["items"]) == 10


def fill(db, scene, count):
    def build(s):
        for number in range(1, count + 1):
            fields = {"author_id": scene.ada.id, "language": "en", "version": number}
            fields |= {"text": f"m{number}", "said_at": scene.room.created_at}
            s.add(ChatMessage(room_id=scene.room.id, number=number, **fields))

    db.write(build)


def test_older_messages_come_in_pages(db, rig, scene):
    fill(db, scene, PAGE_MESSAGES + 7)

    last = page(rig, scene.bek)
    older = page(rig, scene.bek, before=last[0]["id"])

    assert [message["id"] for message in last] == list(range(8, PAGE_MESSAGES + 8))
    assert [message["id"] for message in older] == list(range(1, 8))
    assert page(rig, scene.bek, before=1) == []


def test_returning_member_gets_missed_messages_or_the_last_page(db, rig, scene):
    fill(db, scene, MOST_AT_ONCE + 2)

    much = rig.ask(scene.bek, "chat.page", since=1)
    little = rig.ask(scene.bek, "chat.page", since=MOST_AT_ONCE)

    assert (much["reset"], len(much["messages"])) == (True, PAGE_MESSAGES)
    assert (little["reset"], len(little["messages"])) == (False, 2)


def test_a_message_of_another_session_is_unknown(db, rig, scene):
    assert rig.do(scene.host, "chat.remove", message=3)["code"] == "unknown_message"


@pytest.mark.parametrize("text", ["  ", "\u202e", "\n"])
def test_empty_message_is_refused(rig, scene, text):
    switch(rig, scene)

    assert say(rig, scene.ada, text)["code"] == "text_empty"

"""Groups can call a presenter for help and run their own polls."""

import threading

import pytest

from tests.factories import make_member
from tests.live.groups.making import make_round
from tests.room.engine.rig import Rig
from webinar.kit.permissions import Role
from webinar.live.groups.models import GroupBallot


@pytest.fixture
def dana(db, scene):
    """Dana, who is in one group with Ada; Bek is in the other."""

    def build(s):
        dana = make_member(s, scene.room, "Dana", language="ru")
        make_round(s, scene.room, [scene.ada, dana], [scene.bek])
        return dana

    return db.write(build)


def group_of(rig, member, number=1):
    items = rig.snapshot(member)["groups"]["items"]
    return next(item for item in items if item.get("group") == number)


def ask(rig, member, **fields):
    message = {"question": "Which?", "options": ["Yes", "No"], "language": "en"}
    return rig.do(member, "group.ask", **(message | fields))


def test_first_host_to_answer_takes_the_call(db, rig, scene, dana):
    second = db.write(lambda s: make_member(s, scene.room, "Second", Role.PRESENTER))

    assert rig.do(scene.ada, "group.help", wanted=True)["ok"]
    since = group_of(rig, scene.host)["help_at"]
    rig.do(dana, "group.help", wanted=True)

    assert since and group_of(rig, scene.host)["help_at"] == since
    assert rig.do(scene.host, "groups.answer", group=1)["ok"]
    assert rig.do(scene.host, "groups.answer", group=1)["ok"]
    assert rig.do(second, "groups.answer", group=1)["code"] == "help_taken"
    assert group_of(rig, dana)["helper"] == "Grace"


def test_a_call_is_over_when_the_group_or_the_host_says_so(rig, scene, dana):
    rig.do(scene.ada, "group.help", wanted=True)
    rig.do(scene.host, "groups.answer", group=1)

    rig.do(dana, "group.help", wanted=False)

    assert group_of(rig, scene.ada)["help_at"] is None
    assert group_of(rig, scene.ada)["helper"] is None
    for command in ("groups.answer", "groups.helped"):
        assert rig.do(scene.host, command, group=1)["code"] == "help_over"
        assert rig.do(scene.host, command, group=9)["code"] == "unknown_group"
    rig.do(scene.ada, "group.help", wanted=True)
    assert rig.do(scene.host, "groups.helped", group=1)["ok"]
    assert group_of(rig, scene.ada)["help_at"] is None


def test_only_one_of_two_hosts_answering_at_once_gets_the_call(db, rig, scene, dana):
    second = db.write(lambda s: make_member(s, scene.room, "Second", Role.PRESENTER))
    rig.do(scene.ada, "group.help", wanted=True)
    answers = []

    def answer(host):
        answers.append(Rig(db).do(host, "groups.answer", group=1)["ok"])

    threads = [threading.Thread(target=answer, args=(host,)) for host in (scene.host, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == [False, True]


def test_votes_are_counted_per_group_and_shown_after_voting(rig, scene, dana):
    ask(rig, scene.ada)

    assert rig.do(dana, "group.vote", poll=1, option=1)["ok"]
    assert rig.do(dana, "group.vote", poll=1, option=0)["ok"]
    assert rig.do(scene.bek, "group.vote", poll=1, option=0)["code"] == "unknown_poll"

    assert group_of(rig, dana)["poll"] | {"question": ""} == {
        "poll": 1,
        "question": "",
        "options": ["Yes", "No"],
        "language": "en",
        "open": True,
        "voters": 1,
        "votes": [1, 0],
        "mine": 0,
    }
    assert "votes" not in group_of(rig, scene.ada)["poll"]
    assert group_of(rig, scene.host)["poll"]["votes"] == [1, 0]
    assert "mine" not in group_of(rig, scene.host)["poll"]
    assert group_of(rig, scene.bek, 2)["poll"] is None


def test_choice_of_a_voter_is_not_sent_to_others(rig, scene, dana):
    ask(rig, scene.ada)
    rig.do(dana, "group.vote", poll=1, option=1)
    rig.beat()

    [body] = [body for name, body in rig.heard_by(scene.ada) if name == "groups.own_item"]
    assert body["put"][0]["poll"]["mine"] is None
    assert "votes" not in body["put"][0]["poll"]


def test_a_closed_poll_shows_its_result_and_takes_no_votes(rig, scene, dana):
    ask(rig, scene.ada)
    rig.do(dana, "group.vote", poll=1, option=1)

    assert rig.do(scene.ada, "group.close_poll", poll=1)["ok"]

    assert rig.do(scene.ada, "group.vote", poll=1, option=1)["code"] == "poll_not_open"
    assert group_of(rig, scene.ada)["poll"]["votes"] == [0, 1]
    assert ask(rig, dana)["ok"]
    assert group_of(rig, scene.ada)["poll"]["poll"] == 2


def test_slide_question_is_asked_in_each_members_language(rig, scene, dana):
    rig.do(scene.host, "slide.go", slide=1)

    assert ask(rig, scene.ada, copy=True, question="", options=[])["ok"]

    assert group_of(rig, scene.ada)["poll"]["question"] == "Which? en"
    assert group_of(rig, dana)["poll"]["question"] == "Which? ru"
    assert group_of(rig, dana)["poll"]["options"] == ["a ru", "b ru", "c ru"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"question": " "}, "text_empty"),
        ({"options": ["Yes", " "]}, "text_empty"),
        ({"copy": True}, "no_poll_here"),
    ],
)
def test_a_question_needs_words_and_two_options(rig, scene, dana, fields, code):
    assert ask(rig, scene.ada, **fields)["code"] == code


def test_group_asks_one_question_at_a_time(rig, scene, dana):
    ask(rig, scene.ada)

    assert ask(rig, dana)["code"] == "group_poll_open"
    assert rig.do(scene.ada, "group.vote", poll=1, option=7)["code"] == "unknown_option"


def test_concurrent_votes_of_a_member_make_one_ballot(db, rig, scene, dana):
    ask(rig, scene.ada)
    rigs = [Rig(db) for _ in range(4)]

    def vote(number):
        rigs[number].do(dana, "group.vote", poll=1, option=number % 2)

    threads = [threading.Thread(target=vote, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with db.read() as s:
        assert s.query(GroupBallot).count() == 1


def test_end_of_the_round_closes_its_polls_and_calls(rig, scene, dana):
    ask(rig, scene.ada)
    rig.do(scene.ada, "group.help", wanted=True)

    rig.do(scene.host, "groups.close")

    group = group_of(rig, scene.ada)
    assert group["poll"]["open"] is False and group["help_at"] is None
    for command, fields in (
        ("group.help", {"wanted": True}),
        ("group.vote", {"poll": 1, "option": 0}),
    ):
        assert rig.do(scene.ada, command, **fields)["code"] == "groups_not_running"


def test_member_without_a_group_cannot_call_or_ask(db, rig, scene, dana):
    latecomer = db.write(lambda s: make_member(s, scene.room, "Late"))

    assert rig.do(latecomer, "group.help", wanted=True)["code"] == "not_in_group"
    assert ask(rig, latecomer)["code"] == "not_in_group"


def test_only_notes_of_existing_groups_go_on_stage(rig, scene, dana):
    assert rig.do(scene.host, "stage.show", kind="group_note", key="2")["ok"]

    for key in ("9", "x", "", "99999"):
        answer = rig.do(scene.host, "stage.show", kind="group_note", key=key)
        assert answer["code"] == "not_for_stage"

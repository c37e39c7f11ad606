"""Simulated participants write questions, messages and notes where that is possible."""

from random import Random

import pytest

from webinar.operate.rehearsal.talking import Talker

OPEN = {"open": True, "items": []}
RUNNING = {"round": {"round": 1, "state": "running"}, "mine": 2}


def collect_wishes(part, news, count=200):
    """Return the wishes of `count` people when they see this news of a part."""
    return [list(Talker("kk", Random(seed)).see(part, news)) for seed in range(count)]


@pytest.mark.parametrize(
    ("part", "news", "command"),
    [
        ("questions", OPEN, "question.ask"),
        ("chat", {"mode": "everyone"}, "chat.say"),
        ("groups", RUNNING, "group.write"),
    ],
)
def test_some_say_something_and_others_do_not(part, news, command):
    wishes = collect_wishes(part, news)

    assert 10 < sum(bool(wish) for wish in wishes) < 190
    assert {wish.command for wishes_of_person in wishes for wish in wishes_of_person} == {command}


@pytest.mark.parametrize(
    ("part", "news"),
    [
        ("questions", {"open": False}),
        ("chat", {"mode": "off"}),
        ("chat", {"mode": "hosts"}),
        ("groups", {}),
        ("groups", {"round": None}),
        ("groups", {"round": {"round": 1, "state": "closed"}, "mine": 2}),
        ("stage", {}),
    ],
)
def test_participants_stay_silent_where_talking_is_not_possible(part, news):
    assert not any(collect_wishes(part, news))


def test_participant_says_nothing_twice():
    for seed in range(50):
        talker = Talker("ru", Random(seed))
        question = {"id": 1, "state": "open"}
        first = [*talker.see("questions", OPEN), *talker.see("questions", {"items": [question]})]
        second = [*talker.see("questions", OPEN), *talker.see("questions", {"items": [question]})]

        assert len(first) <= 2
        assert second == []


def test_participants_support_only_visible_questions_of_others():
    own = {"id": 1, "state": "open", "mine": True}
    waiting = {"id": 2, "state": "waiting"}
    visible = {"id": 3, "state": "open"}

    wishes = collect_wishes("questions", {"items": [own, waiting, visible]})

    assert {
        wish.fields["question"] for wishes_of_person in wishes for wish in wishes_of_person
    } == {3}

"""Hosts can reopen a poll that was closed by mistake while its result is unknown."""

import pytest

from tests.live.polls.asking import add_people, add_poll, last_heard, poll_shown_to, vote


def close(rig, scene, key="tea"):
    assert rig.do(scene.host, "poll.close", poll=key)["ok"]
    rig.beat()


def reopen(rig, scene, key="tea"):
    return rig.do(scene.host, "poll.reopen", poll=key)


def vote_all(rig, people, option="a"):
    for person in people:
        assert vote(rig, person, options=[option])["ok"]


def voters_by_language(rig, scene):
    languages = poll_shown_to(rig, scene.host).get("languages") or {}
    return {name: result["voters"] for name, result in languages.items()}


def test_reopened_poll_keeps_answers_and_takes_more(db, rig, scene):
    add_poll(db, scene, "single", "a", "b")
    vote(rig, scene.ada, options=["a"])
    close(rig, scene)

    assert reopen(rig, scene)["ok"]
    vote(rig, scene.bek, options=["b"])
    close(rig, scene)

    assert poll_shown_to(rig, scene.host)["tally"] == {"a": 1, "b": 1}
    assert poll_shown_to(rig, scene.ada)["mine"] == ["a"]


def test_everybody_hears_of_the_reopening_without_a_countdown(db, rig, scene):
    add_poll(db, scene, "single", "a", "b")
    rig.do(scene.host, "poll.extend", poll="tea", seconds=60)
    close(rig, scene)

    reopen(rig, scene)

    poll = last_heard(rig, scene.bek, "poll.opened")["poll"]
    assert (poll["state"], poll.get("closes_at"), poll.get("closed_at")) == ("open", None, None)
    assert vote(rig, scene.bek, options=["a"])["ok"]


@pytest.mark.parametrize(
    ("commands", "code"),
    [
        ([], "poll_not_closed"),
        (["close", "reveal"], "poll_stays_closed"),
        (["close", "again"], "second_round_exists"),
    ],
)
def test_open_revealed_or_repeated_poll_cannot_be_reopened(db, rig, scene, commands, code):
    add_poll(db, scene, "single", "a", "b")
    for name in commands:
        assert rig.do(scene.host, f"poll.{name}", poll="tea")["ok"]

    assert reopen(rig, scene)["code"] == code


def test_participant_may_not_reopen_a_poll(db, rig, scene):
    add_poll(db, scene, "single", "a", "b")
    close(rig, scene)

    assert rig.do(scene.ada, "poll.reopen", poll="tea")["code"] == "not_allowed"


@pytest.mark.parametrize(("voters", "code"), [(4, None), (5, "poll_stays_closed")])
def test_anonymous_poll_stays_closed_once_hosts_know_its_result(db, rig, scene, voters, code):
    add_poll(db, scene, "single", "a", "b", is_anonymous=True)
    vote_all(rig, add_people(db, scene, voters))
    close(rig, scene)

    assert reopen(rig, scene).get("code") == code


def reveal_anonymous(db, rig, scene, voters):
    add_poll(db, scene, "single", "a", "b", is_anonymous=True)
    vote_all(rig, add_people(db, scene, voters))
    close(rig, scene)
    assert rig.do(scene.host, "poll.reveal", poll="tea")["ok"]


def test_anonymous_poll_that_had_no_result_to_show_takes_more(db, rig, scene):
    reveal_anonymous(db, rig, scene, 4)

    assert reopen(rig, scene)["ok"]
    vote_all(rig, add_people(db, scene, 2, "ru", "R"), "b")
    close(rig, scene)

    poll = poll_shown_to(rig, scene.host)
    assert (poll["state"], poll["tally"]) == ("closed", {"a": 4, "b": 2})


def test_anonymous_poll_whose_result_was_shown_stays_closed(db, rig, scene):
    reveal_anonymous(db, rig, scene, 5)

    assert reopen(rig, scene)["code"] == "poll_stays_closed"


@pytest.mark.parametrize(("new_voters", "shown"), [(1, 5), (4, 5), (5, 10)])
def test_results_by_language_never_differ_by_a_few_voters(db, rig, scene, new_voters, shown):
    add_poll(db, scene, "single", "a", "b")
    vote_all(rig, add_people(db, scene, 5, "kk", "Q"))
    close(rig, scene)
    reopen(rig, scene)
    assert voters_by_language(rig, scene) == {}

    vote_all(rig, add_people(db, scene, new_voters, "kk", "R"), "b")
    close(rig, scene)

    assert voters_by_language(rig, scene) == {"kk": shown}

"""Hosts can run a second round of a closed poll, and see its results by language."""

from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

from tests.live.polls.asking import add_people, add_poll, last_heard, poll_shown_to, vote
from webinar.content.lessons.poll_kinds import PollKind
from webinar.live.polls.kinds.base import GivenAnswer
from webinar.live.polls.summary import by_language


def finish(rig, scene, key="tea"):
    rig.do(scene.host, "poll.close", poll=key)
    rig.beat()


def test_a_second_round_repeats_the_poll_with_separate_ballots(db, rig, scene):
    add_poll(db, scene, "single", "a", "b")
    vote(rig, scene.ada, options=["a"])
    finish(rig, scene)

    assert rig.do(scene.host, "poll.again", poll="tea")["ok"]
    assert poll_shown_to(rig, scene.ada, "tea--2") is None
    rig.do(scene.host, "poll.open", poll="tea--2")
    vote(rig, scene.ada, "tea--2", options=["b"])

    first, second = (poll_shown_to(rig, scene.host, key) for key in ("tea", "tea--2"))
    assert (first["tally"], second["tally"]) == ({"a": 1, "b": 0}, {"a": 0, "b": 1})
    assert (second["round"], second["first"]) == (2, "tea")
    assert second["options"] == first["options"]
    assert poll_shown_to(rig, scene.ada, "tea--2")["first"] == "tea"


@pytest.mark.parametrize(
    ("kind", "commands", "code"),
    [
        ("single", [], "poll_not_closed"),
        ("text", ["close"], "asked_once"),
        ("cloud", ["close"], "asked_once"),
        ("single", ["close", "again"], "second_round_exists"),
    ],
)
def test_only_a_closed_poll_gets_a_second_round_and_only_once(db, rig, scene, kind, commands, code):
    add_poll(db, scene, kind, *("ab" if kind == "single" else ""))
    for name in commands:
        assert rig.do(scene.host, f"poll.{name}", poll="tea")["ok"]

    assert rig.do(scene.host, "poll.again", poll="tea")["code"] == code


def test_second_round_cannot_be_repeated(db, rig, scene):
    add_poll(db, scene, "single", "a", "b")
    finish(rig, scene)
    rig.do(scene.host, "poll.again", poll="tea")
    rig.do(scene.host, "poll.open", poll="tea--2")
    finish(rig, scene, "tea--2")

    assert rig.do(scene.host, "poll.again", poll="tea--2")["code"] == "asked_once"


def test_hosts_asking_for_a_second_round_at_once_get_one(db, rig, scene):
    add_poll(db, scene, "single", "a", "b")
    finish(rig, scene)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: rig.do(scene.host, "poll.again", poll="tea"), range(8)))

    assert [answer["ok"] for answer in answers].count(True) == 1
    keys = [poll["poll"] for poll in rig.snapshot(scene.host)["polls"]]
    assert [key for key in keys if key.startswith("tea")] == ["tea", "tea--2"]


def run_two_rounds(db, rig, scene, kind, before, after, **fields):
    options = "abc" if kind != "numeric" else ""
    add_poll(db, scene, kind, *options, **fields)
    people = add_people(db, scene, len(before))
    for member, answer in zip(people, before, strict=True):
        vote(rig, member, **answer)
    finish(rig, scene)
    rig.do(scene.host, "poll.again", poll="tea")
    rig.do(scene.host, "poll.open", poll="tea--2")
    for member, answer in zip(people, after, strict=True):
        vote(rig, member, "tea--2", **answer)
    finish(rig, scene, "tea--2")
    return people


def test_only_hosts_hear_how_many_changed_their_answer(db, rig, scene):
    answers = [{"options": [key]} for key in "aabbc"]
    later = [{"options": [key]} for key in "abbab"]
    people = run_two_rounds(db, rig, scene, "single", answers, later, correct=("b",))
    rig.do(scene.host, "poll.reveal", poll="tea--2")

    expected = {"both": 5, "stayed": 2, "to_right": 2, "to_wrong": 1}

    assert poll_shown_to(rig, scene.host, "tea--2")["figures"]["changed"] == expected
    assert last_heard(rig, scene.host, "poll.tally")["figures"]["changed"] == expected
    rig.beat()
    assert "changed" not in str(rig.heard_by(people[0]))
    assert "changed" not in str(poll_shown_to(rig, people[0], "tea--2"))


def test_only_unchanged_answers_are_counted_without_a_right_answer(db, rig, scene):
    first = [{"options": ["a", "b"]}, {"options": ["c"]}, {"options": ["a"]}]
    second = [{"options": ["b", "a"]}, {"options": ["c"]}, {}]

    run_two_rounds(db, rig, scene, "ranking", first, second)

    changed = poll_shown_to(rig, scene.host, "tea--2")["figures"]["changed"]
    assert changed == {"both": 2, "stayed": 1}


def test_numbers_have_a_second_round_as_well(db, rig, scene):
    first = [{"number": 10}, {"number": 23}, {"number": 99}]
    second = [{"number": 22}, {"number": 23}, {"number": 98}]

    fields = {"is_quiz": True, "right_value": 23.0, "tolerance": 1.0}
    run_two_rounds(db, rig, scene, "numeric", first, second, **fields)

    changed = poll_shown_to(rig, scene.host, "tea--2")["figures"]["changed"]
    assert changed == {"both": 3, "stayed": 1, "to_right": 1, "to_wrong": 0}


def test_anonymous_rounds_do_not_count_changed_answers(db, rig, scene):
    answers = [{"options": ["a"]}] * 5

    run_two_rounds(db, rig, scene, "single", answers, answers, is_anonymous=True)

    assert "figures" not in poll_shown_to(rig, scene.host, "tea--2")
    assert poll_shown_to(rig, scene.host, "tea--2")["anonymous"] is True


def vote_by_language(db, rig, scene, **counts):
    for language, count in counts.items():
        for number, member in enumerate(add_people(db, scene, count, language, language)):
            vote(rig, member, options=["ab"[number % 2]])


def test_hosts_get_results_by_language_when_the_poll_is_closed(db, rig, scene):
    add_poll(db, scene, "single", "a", "b", correct=("a",))
    vote_by_language(db, rig, scene, ru=6, kk=5)
    rig.beat()
    assert "languages" not in poll_shown_to(rig, scene.host)

    finish(rig, scene)

    expected = {
        "kk": {"voters": 5, "right": 3, "tally": {"a": 3, "b": 2}},
        "ru": {"voters": 6, "right": 3, "tally": {"a": 3, "b": 3}},
    }
    assert poll_shown_to(rig, scene.host)["languages"] == expected
    assert last_heard(rig, scene.host, "poll.languages")["languages"] == expected
    rig.do(scene.host, "poll.reveal", poll="tea")
    rig.beat()
    assert "languages" not in str(rig.heard_by(scene.ada)) + str(poll_shown_to(rig, scene.ada))


def test_results_use_the_language_at_the_time_of_the_answer(db, rig, scene):
    add_poll(db, scene, "single", "a", "b")
    people = add_people(db, scene, 5, "ru")
    for member in people:
        vote(rig, member, options=["a"])
    for member in people:
        rig.do(member, "member.language", language="kk")

    finish(rig, scene)

    assert list(poll_shown_to(rig, scene.host)["languages"]) == ["ru"]


def test_an_anonymous_poll_has_no_result_by_language(db, rig, scene):
    add_poll(db, scene, "single", "a", "b", is_anonymous=True)
    vote_by_language(db, rig, scene, ru=6, kk=6)

    finish(rig, scene)

    poll = poll_shown_to(rig, scene.host)
    assert poll["voters"] == 12
    assert "languages" not in poll
    assert "poll.languages" not in rig.names_heard_by(scene.host)


@pytest.mark.parametrize(
    ("counts", "voters"),
    [
        ({"ru": 5}, {"ru": 5}),
        ({"ru": 4}, {}),
        ({"ru": 9, "kk": 5}, {"ru": 9, "kk": 5}),
        ({"ru": 9, "kk": 3, "prs": 2}, {"ru": 9, "other": 5}),
        # The three voters could be inferred from the total and the nine.
        ({"ru": 9, "kk": 3}, {}),
        ({"ru": 9, "en": 6, "kk": 3}, {"ru": 9, "other": 9}),
        ({"ru": 2, "en": 2}, {}),
        ({}, {}),
    ],
)
def test_language_with_fewer_than_five_answers_is_not_identifiable(counts, voters):
    poll = SimpleNamespace(kind=PollKind.SINGLE, is_quiz=False, options=[])
    answers = [
        GivenAnswer(name, [("a", None)]) for name, count in counts.items() for _ in range(count)
    ]

    results = by_language(poll, answers)

    assert {name: result.voters for name, result in results.items()} == voters

"""Each kind of poll accepts its own sort of answer and counts votes in its own way."""

import pytest

from tests.live.polls.asking import add_people, add_poll, last_heard, poll_shown_to, vote
from webinar.content.lessons.poll_kinds import PollKind
from webinar.live.polls import borda
from webinar.live.polls.kinds import KINDS
from webinar.live.polls.kinds.base import RightAnswer

OPTIONS = ("a", "b", "c")
PAIRS = ("a--x", "a--y", "b--x", "b--y")


@pytest.mark.parametrize(
    ("kind", "answer", "code"),
    [
        ("single", {}, "no_choice"),
        ("single", {"number": 3}, "bad_message"),
        ("single", {"abstain": True}, "no_abstention"),
        ("ranking", {"options": ["a", "a"]}, "bad_message"),
        ("ranking", {"options": ["a", "x"]}, "unknown_option"),
        ("matching", {"options": ["a--x", "a--y"]}, "bad_message"),
        ("matching", {"options": ["a--x", "b--x"]}, "matched_twice"),
        ("matching", {"options": ["a--b"]}, "unknown_option"),
        ("sorting", {"options": ["a--x", "a--y"]}, "bad_message"),
        ("sorting", {"options": ["x--a"]}, "unknown_option"),
        ("sorting", {"options": []}, "no_choice"),
        ("points", {"points": {"a": 0}}, "no_choice"),
        ("points", {"points": {"a": 6, "b": 5}}, "too_many_points"),
        ("points", {"points": {"x": 1}}, "unknown_option"),
        ("points", {"points": {"a": -1}}, "bad_message"),
        ("points", {"options": ["a"]}, "bad_message"),
        ("numeric", {}, "no_choice"),
        ("numeric", {"number": 1e13}, "bad_message"),
        ("numeric", {"number": float("nan")}, "bad_message"),
        ("numeric", {"number": float("inf")}, "bad_message"),
        ("text", {"text": " \u202e "}, "no_choice"),
        ("text", {"text": "x" * 501}, "bad_message"),
        ("cloud", {"words": ["…", " "]}, "no_choice"),
        ("cloud", {"words": ["a", "b", "c", "d"]}, "bad_message"),
        ("cloud", {"words": ["x" * 41]}, "bad_message"),
    ],
)
def test_answer_that_does_not_fit_the_kind_is_refused(db, rig, scene, kind, answer, code):
    options = OPTIONS if kind in ("single", "ranking", "points") else ()
    if kind in ("matching", "sorting"):
        options = PAIRS
    add_poll(db, scene, kind, *options, points=10 if kind == "points" else 0)

    assert vote(rig, scene.ada, **answer)["code"] == code
    assert poll_shown_to(rig, scene.host)["voters"] == 0


def test_every_kind_has_its_object():
    assert {name: kind.kind for name, kind in KINDS.items()} == {name: name for name in PollKind}


@pytest.mark.parametrize(
    ("ranked", "doubled"),
    [
        ([1, 2, 3, 4], [6, 4, 2, 0]),
        ([4], [2, 2, 2, 6]),
        ([1, 2], [6, 4, 1, 1]),
        ([1, 2, 3], [6, 4, 2, 0]),
    ],
)
def test_unranked_options_share_the_remaining_points(ranked, doubled):
    scores = borda.doubled(ranked, [1, 2, 3, 4])

    assert [scores[option] for option in (1, 2, 3, 4)] == doubled
    assert sum(doubled) == 12


def test_a_ranking_has_first_choices_and_points_by_rank(db, rig, scene):
    add_poll(db, scene, "ranking", *OPTIONS)
    vote(rig, scene.ada, options=["b", "a", "c"])

    vote(rig, scene.bek, options=["a"])

    poll = poll_shown_to(rig, scene.host)
    assert poll["tally"] == {"a": 1, "b": 1, "c": 0}
    assert poll["figures"]["scores"] == {"a": 3.0, "b": 2.5, "c": 0.5}
    assert poll_shown_to(rig, scene.ada)["mine"] == ["b", "a", "c"]


def test_sorting_counts_each_pair_and_allows_several_per_group(db, rig, scene):
    add_poll(db, scene, "sorting", *PAIRS)
    vote(rig, scene.ada, options=["b--x", "a--x"])
    vote(rig, scene.bek, options=["a--y"])

    vote(rig, scene.bek, options=["a--x"])

    poll = poll_shown_to(rig, scene.host)
    assert poll["tally"] == {"a--x": 2, "a--y": 0, "b--x": 1, "b--y": 0}
    assert poll_shown_to(rig, scene.ada)["mine"] == ["a--x", "b--x"]


@pytest.mark.parametrize(
    ("chosen", "is_right"),
    [
        (["a--x", "b--y"], True),
        (["b--y", "a--x"], True),
        (["a--x"], False),
        (["a--x", "b--x"], False),
        (["a--y", "b--x"], False),
    ],
)
def test_match_is_right_when_every_row_has_its_partner(chosen, is_right):
    right = RightAnswer(frozenset({"a--x", "b--y"}))
    content = [(cell, None) for cell in chosen]

    assert KINDS[PollKind.MATCHING].is_right(right, content) is is_right


def test_points_are_summed_and_a_later_vote_replaces_them(db, rig, scene):
    add_poll(db, scene, "points", *OPTIONS, points=10)
    vote(rig, scene.ada, points={"a": 7, "b": 3})

    vote(rig, scene.ada, points={"c": 4, "a": 0})
    vote(rig, scene.bek, points={"a": 10})

    assert poll_shown_to(rig, scene.host)["tally"] == {"a": 10, "b": 0, "c": 4}
    own = poll_shown_to(rig, scene.ada)
    assert (own["mine"], own["answer"]) == (["c"], {"points": {"c": 4}})


@pytest.mark.parametrize("kind", ["ranking", "points"])
def test_counters_match_the_last_votes_after_many_changes(db, rig, scene, kind):
    """Planted faults: replaced points were not taken back, or not in the number given."""
    add_poll(db, scene, kind, *OPTIONS, points=10)
    answers = {
        "ranking": [["a"], ["c", "a"], ["b", "c", "a"], ["c"]],
        "points": [{"a": 1}, {"b": 5, "c": 5}, {"a": 3, "c": 1}, {"c": 2}],
    }[kind]
    for answer in answers:
        field = "options" if kind == "ranking" else "points"
        rig.batch(
            (scene.ada, "poll.vote", {"poll": "tea", field: answer}),
            (scene.bek, "poll.vote", {"poll": "tea", field: answer}),
        )

    poll = poll_shown_to(rig, scene.host)

    if kind == "points":
        assert poll["tally"] == {"a": 0, "b": 0, "c": 4}
    else:
        assert poll["tally"] == {"a": 0, "b": 0, "c": 2}
        assert poll["figures"]["scores"] == {"a": 1.0, "b": 1.0, "c": 4.0}


def test_numbers_are_described_and_right_ones_counted(db, rig, scene):
    add_poll(db, scene, "numeric", is_quiz=True, right_value=23.0, tolerance=3.0)
    for member, number in zip(add_people(db, scene, 4), (20, 26.0, 26.1, 80), strict=True):
        vote(rig, member, number=number)

    poll = poll_shown_to(rig, scene.host)

    numbers = poll["figures"]["numbers"]
    assert (numbers["count"], numbers["min"], numbers["max"]) == (4, 20, 80)
    assert (numbers["mean"], numbers["median"], numbers["right"]) == (38.025, 26.05, 2)
    assert [bar["count"] for bar in numbers["bins"]] == [3, 0, 1]
    assert poll["right"] == {"value": 23.0, "tolerance": 3.0}


def test_equal_numbers_make_one_bin(db, rig, scene):
    add_poll(db, scene, "numeric")
    vote(rig, scene.ada, number=5)
    vote(rig, scene.bek, number=5.0)

    numbers = poll_shown_to(rig, scene.host)["figures"]["numbers"]

    assert numbers["bins"] == [{"low": 5, "high": 5, "count": 2}]
    assert numbers["median"] == 5


def test_bins_of_whole_numbers_begin_and_end_at_whole_numbers(db, rig, scene):
    add_poll(db, scene, "numeric")
    for member, number in zip(add_people(db, scene, 5), (20, 27, 27, 34, 41), strict=True):
        vote(rig, member, number=number)

    bins = poll_shown_to(rig, scene.host)["figures"]["numbers"]["bins"]

    assert [(span["low"], span["high"]) for span in bins] == [
        (20, 26),
        (26, 32),
        (32, 38),
        (38, 44),
    ]
    assert [span["count"] for span in bins] == [1, 2, 1, 1]


def test_participants_do_not_see_the_right_number_before_it_is_revealed(db, rig, scene):
    add_poll(db, scene, "numeric", is_quiz=True, right_value=23.0, tolerance=3.0)
    vote(rig, scene.ada, number=20)
    assert poll_shown_to(rig, scene.host)["right"]["value"] == 23

    before = poll_shown_to(rig, scene.ada)
    rig.do(scene.host, "poll.close", poll="tea")
    rig.beat()
    bodies = [body for _, body in rig.heard_by(scene.ada)]
    rig.do(scene.host, "poll.reveal", poll="tea")

    assert not {"right", "figures", "tally", "voters"} & before.keys()
    assert before["answer"] == {"number": 20}
    assert not any({"right", "figures"} & body.keys() for body in bodies)
    assert poll_shown_to(rig, scene.ada)["right"] == {"value": 23.0, "tolerance": 3.0}


def test_cloud_counts_a_word_once_per_member_and_language(db, rig, scene):
    add_poll(db, scene, "cloud")
    [dana] = add_people(db, scene, 1, "ru")
    vote(rig, scene.ada, words=["Trust", "trust!", " TRUST "])
    vote(rig, scene.bek, words=["trust", "Ёлка"])
    vote(rig, dana, words=["Ёлка", "елка", "trust"])

    words = poll_shown_to(rig, scene.host)["figures"]["words"]

    assert {(word["word"], word["language"], word["count"]) for word in words} == {
        ("Trust", "en", 2),
        ("Ёлка", "en", 1),
        ("Ёлка", "ru", 1),
        ("trust", "ru", 1),
    }
    assert words[0]["id"] == "en:trust"


def test_abstention_is_counted_separately_and_can_be_changed(db, rig, scene):
    add_poll(db, scene, "single", "a", "b", may_abstain=True)
    vote(rig, scene.ada, abstain=True)
    vote(rig, scene.bek, options=["a"])
    first = poll_shown_to(rig, scene.host)
    own = poll_shown_to(rig, scene.ada)

    vote(rig, scene.ada, options=["b"])
    vote(rig, scene.bek, abstain=True)

    second = poll_shown_to(rig, scene.host)
    assert (own["mine"], own["answer"]) == ([], {"abstain": True})
    assert (first["voters"], first["figures"]["abstained"]) == (1, 1)
    assert first["tally"] == {"a": 1, "b": 0}
    assert (second["voters"], second["figures"]["abstained"]) == (1, 1)
    assert second["tally"] == {"a": 0, "b": 1}


@pytest.mark.parametrize(
    ("kind", "answer"),
    [("numeric", {"number": 4}), ("text", {"text": "Tea"}), ("cloud", {"words": ["tea"]})],
)
def test_abstaining_removes_the_authors_text(db, rig, scene, kind, answer):
    add_poll(db, scene, kind, may_abstain=True)
    vote(rig, scene.ada, **answer)
    assert poll_shown_to(rig, scene.ada)["answer"] == answer

    vote(rig, scene.ada, abstain=True)

    poll = poll_shown_to(rig, scene.host)
    assert (poll["voters"], poll["figures"]["abstained"]) == (0, 1)
    assert "numbers" not in poll["figures"]
    assert not poll["figures"].get("words")
    assert "replies" not in poll


def test_voter_hears_the_counted_answer(db, rig, scene):
    add_poll(db, scene, "cloud")

    vote(rig, scene.ada, words=["  Tea  time ", "tea time"])

    assert last_heard(rig, scene.ada, "poll.voted")["words"] == ["Tea time"]
    assert "poll.voted" not in rig.names_heard_by(scene.bek)


def test_hosts_make_polls_of_every_kind_on_the_spot(rig, scene):
    base = {"quiz": False, "language": "en", "question": "Tea?"}
    for kind in ("scale", "ranking", "points"):
        fields = base | {"kind": kind, "options": ["One", "Two"], "anonymous": True}
        assert rig.do(scene.host, "poll.create", **fields)["ok"]
    for kind in ("numeric", "text", "cloud"):
        assert rig.do(scene.host, "poll.create", **base, kind=kind, seconds=30)["ok"]

    polls = [poll for poll in rig.snapshot(scene.host)["polls"] if poll["texts"]]

    assert [poll["options"] for poll in polls[:2]] == [["1", "2"], ["option-1", "option-2"]]
    assert [poll.get("points") for poll in polls] == [None, None, 10, None, None, None]
    assert [poll.get("seconds") for poll in polls[3:]] == [30, 30, 30]
    assert [poll.get("anonymous") for poll in polls] == [True] * 3 + [None] * 3

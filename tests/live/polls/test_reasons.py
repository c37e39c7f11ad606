"""Polls whose answers hold a choice and a reason for it."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from tests.live.polls.asking import add_people, add_poll, last_heard, poll_shown_to, vote
from webinar.kit import clock
from webinar.kit.erased_names import ERASED_TEXT
from webinar.live.polls.kinds.text import TextKind
from webinar.live.polls.models import Choice, OpenText, PollOption, SealedAnswer
from webinar.operate.personal.purging import purge_due
from webinar.room.rooms.models import Room, RoomState

OPTIONS = ("true", "false")


def add_statement(db, scene, **fields):
    add_poll(db, scene, "reasoned", *OPTIONS, **fields)


def texts_of(seen):
    return [reply["text"] for reply in seen.get("replies", ())]


def rows(db, query):
    with db.read() as session:
        return session.execute(query).all()


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ({"text": "Because."}, "no_choice"),
        ({"options": ["true", "false"]}, "one_choice_only"),
        ({"options": ["maybe"], "text": "Because."}, "unknown_option"),
        ({"options": ["true"], "number": 3}, "bad_message"),
        ({"options": ["true"], "words": ["because"]}, "bad_message"),
        ({"options": ["true"], "text": "x" * 501}, "bad_message"),
        ({"abstain": True, "text": "Because."}, "bad_message"),
    ],
)
def test_neither_part_of_a_refused_answer_is_stored(db, rig, scene, answer, code):
    add_statement(db, scene)

    assert vote(rig, scene.ada, **answer)["code"] == code
    assert poll_shown_to(rig, scene.host)["tally"] == {"true": 0, "false": 0}
    assert rows(db, select(OpenText.text)) == []


def test_choice_is_counted_and_reason_waits_for_a_host(db, rig, scene):
    add_statement(db, scene)

    vote(rig, scene.ada, options=["false"], text=" It needs \n practice. ")

    seen = poll_shown_to(rig, scene.host)
    assert seen["tally"] == {"true": 0, "false": 1}
    assert [(reply["text"], reply["state"], reply["option"]) for reply in seen["replies"]] == [
        ("It needs practice.", "waiting", "false")
    ]
    assert last_heard(rig, scene.host, "poll.replies")["replies"] == seen["replies"]
    assert "replies" not in poll_shown_to(rig, scene.bek)
    own = poll_shown_to(rig, scene.ada)
    assert (own["mine"], own["answer"]) == (["false"], {"text": "It needs practice."})


@pytest.mark.parametrize("reason", ["", "  ", "\u202e"])
def test_choice_counts_without_a_reason(db, rig, scene, reason):
    add_statement(db, scene)

    assert vote(rig, scene.ada, options=["true"], text=reason)["ok"]

    seen = poll_shown_to(rig, scene.host)
    assert seen["tally"] == {"true": 1, "false": 0}
    assert texts_of(seen) == []
    own = poll_shown_to(rig, scene.ada)
    assert own["mine"] == ["true"]
    assert "answer" not in own


def test_changed_vote_replaces_choice_and_reason_together(db, rig, scene):
    add_statement(db, scene)
    vote(rig, scene.ada, options=["true"], text="I have seen it.")
    [first] = poll_shown_to(rig, scene.host)["replies"]

    vote(rig, scene.ada, options=["false"], text="I was wrong.")

    seen = poll_shown_to(rig, scene.host)
    assert seen["tally"] == {"true": 0, "false": 1}
    assert [(reply["id"], reply["text"], reply["option"]) for reply in seen["replies"]] == [
        (first["id"], "I was wrong.", "false")
    ]
    assert last_heard(rig, scene.host, "poll.replies")["replies"] == seen["replies"]
    assert seen["voters"] == 1


@pytest.mark.parametrize(
    "later", [{"options": ["true"]}, {"abstain": True}], ids=["no reason", "abstention"]
)
def test_withdrawn_reason_leaves_the_screens_of_hosts(db, rig, scene, later):
    add_statement(db, scene, may_abstain=True)
    vote(rig, scene.ada, options=["false"], text="I have seen it.")
    [reply] = poll_shown_to(rig, scene.host)["replies"]

    vote(rig, scene.ada, **later)

    assert last_heard(rig, scene.host, "poll.hidden")["ids"] == [reply["id"]]
    assert rows(db, select(OpenText.text)) == []
    assert texts_of(poll_shown_to(rig, scene.host)) == []
    assert poll_shown_to(rig, scene.host)["tally"]["false"] == 0


def test_neither_choice_nor_reason_changes_once_the_reason_is_shown(db, rig, scene):
    add_statement(db, scene)
    vote(rig, scene.ada, options=["true"], text="I have seen it.")
    rig.do(scene.host, "poll.show", poll="tea", everything=True)

    answer = vote(rig, scene.ada, options=["false"], text="I was wrong.")

    assert answer["code"] == "already_shown"
    assert poll_shown_to(rig, scene.host)["tally"] == {"true": 1, "false": 0}
    assert texts_of(poll_shown_to(rig, scene.bek)) == ["I have seen it."]
    [shown] = last_heard(rig, scene.bek, "poll.shown")["replies"]
    assert shown.keys() == {"id", "text", "language"}


def test_revealed_result_has_the_counts_and_only_the_shown_reasons(db, rig, scene):
    add_statement(db, scene, correct=["false"], is_quiz=True)
    vote(rig, scene.ada, options=["true"], text="Shown")
    vote(rig, scene.bek, options=["false"], text="Waiting")
    replies = poll_shown_to(rig, scene.host)["replies"]
    shown = next(reply for reply in replies if reply["text"] == "Shown")
    rig.do(scene.host, "poll.show", poll="tea", ids=[shown["id"]])
    rig.do(scene.host, "poll.close", poll="tea")
    rig.do(scene.host, "poll.reveal", poll="tea")

    seen = poll_shown_to(rig, scene.bek)

    assert (seen["tally"], seen["correct"]) == ({"true": 1, "false": 1}, ["false"])
    assert texts_of(seen) == ["Shown"]


def test_anonymous_reasons_reach_hosts_after_closing_and_without_a_choice(db, rig, scene):
    add_statement(db, scene, is_anonymous=True)
    for number, member in enumerate(add_people(db, scene, 6)):
        reason = {"text": f"reason {number}"} if number else {}
        assert vote(rig, member, options=[OPTIONS[number % 2]], **reason)["ok"]
    assert texts_of(poll_shown_to(rig, scene.host)) == []
    assert len(rows(db, select(SealedAnswer.id))) == 5

    rig.do(scene.host, "poll.close", poll="tea")

    seen = poll_shown_to(rig, scene.host)
    assert seen["tally"] == {"true": 3, "false": 3}
    assert sorted(texts_of(seen)) == [f"reason {number}" for number in range(1, 6)]
    assert {tuple(sorted(reply)) for reply in seen["replies"]} == {
        ("id", "language", "state", "text")
    }
    assert len(last_heard(rig, scene.host, "poll.replies")["replies"]) == 5
    assert rows(db, select(Choice.member_id)) == rows(db, select(SealedAnswer.id)) == []
    assert rows(db, select(OpenText.member_id).distinct()) == [(None,)]


def test_reopened_anonymous_poll_keeps_counts_and_reasons(db, rig, scene):
    add_statement(db, scene, is_anonymous=True)
    people = add_people(db, scene, 6)
    for member in people[:3]:
        vote(rig, member, options=["true"], text="early")
    rig.do(scene.host, "poll.close", poll="tea")

    assert rig.do(scene.host, "poll.reopen", poll="tea")["ok"]
    assert rows(db, select(OpenText.id)) == []
    for member in people[3:]:
        vote(rig, member, options=["false"], text="late")
    rig.do(scene.host, "poll.close", poll="tea")

    seen = poll_shown_to(rig, scene.host)
    assert seen["tally"] == {"true": 3, "false": 3}
    assert sorted(texts_of(seen)) == ["early"] * 3 + ["late"] * 3


def test_second_round_counts_changed_choices_and_collects_reasons_of_its_own(db, rig, scene):
    add_statement(db, scene, correct=["false"], is_quiz=True)
    vote(rig, scene.ada, options=["true"], text="first")
    rig.do(scene.host, "poll.close", poll="tea")
    assert rig.do(scene.host, "poll.again", poll="tea")["ok"]
    rig.do(scene.host, "poll.open", poll="tea--2")
    vote(rig, scene.ada, poll="tea--2", options=["false"], text="second")
    rig.do(scene.host, "poll.close", poll="tea--2")
    rig.beat()

    second = poll_shown_to(rig, scene.host, "tea--2")
    assert second["figures"]["changed"] == {"both": 1, "stayed": 0, "to_right": 1, "to_wrong": 0}
    assert texts_of(second) == ["second"]
    assert texts_of(poll_shown_to(rig, scene.host)) == ["first"]


def test_languages_compare_choices(db, rig, scene):
    add_statement(db, scene)
    for language, option in ("ru", "true"), ("kk", "false"):
        for member in add_people(db, scene, 5, language, language):
            vote(rig, member, options=[option], text="reason")
    rig.do(scene.host, "poll.close", poll="tea")

    languages = poll_shown_to(rig, scene.host)["languages"]
    assert {name: result["tally"] for name, result in languages.items()} == {
        "kk": {"true": 0, "false": 5},
        "ru": {"true": 5, "false": 0},
    }


@pytest.mark.parametrize(
    ("options", "is_made"),
    [(["True", "False"], True), (["True"], False), (["a", "b", "c"], False)],
)
def test_poll_made_on_the_spot_has_exactly_true_and_false(db, rig, scene, options, is_made):
    fields = {"kind": "reasoned", "quiz": False, "language": "en", "question": "It is so."}

    made = rig.do(scene.host, "poll.create", **fields, options=options)

    assert made.get("code") == (None if is_made else "bad_message")
    seen = poll_shown_to(rig, scene.host, "spot-1")
    assert (seen["options"] if seen else None) == (["true", "false"] if is_made else None)


@pytest.mark.parametrize("is_anonymous", [False, True])
def test_choice_is_not_counted_if_its_reason_cannot_be_stored(
    db, rig, scene, monkeypatch, is_anonymous
):
    add_statement(db, scene, is_anonymous=is_anonymous)

    def fail(*_):
        raise OSError("killed in between")

    monkeypatch.setattr(TextKind, "insert", fail)
    monkeypatch.setattr(TextKind, "seal", fail)
    answer = vote(rig, scene.ada, options=["true"], text="Seen it")

    assert not answer["ok"]
    monkeypatch.undo()
    assert poll_shown_to(rig, scene.ada)["mine"] is None
    assert vote(rig, scene.ada, options=["true"], text="Seen it")["ok"]
    rig.do(scene.host, "poll.close", poll="tea")
    assert poll_shown_to(rig, scene.host)["voters"] == 1


def test_purged_poll_keeps_counts_and_forgets_reasons(db, rig, scene):
    add_statement(db, scene)
    for number, member in enumerate(add_people(db, scene, 6)):
        vote(rig, member, options=[OPTIONS[number % 2]], text=f"reason {number}")
    rig.do(scene.host, "poll.close", poll="tea")
    db.write(partial(end_long_ago, scene.room.id))

    assert purge_due(db)["answers"] == 1

    counts = select(PollOption.key, PollOption.votes).where(PollOption.key.in_(OPTIONS))
    assert dict(rows(db, counts)) == {"true": 3, "false": 3}
    assert rows(db, select(Choice.member_id)) == []
    assert {
        (text, member_id) for text, member_id in rows(db, select(OpenText.text, OpenText.member_id))
    } == {(ERASED_TEXT, None)}


def end_long_ago(room_id, session):
    room = session.get(Room, room_id)
    room.state = RoomState.ENDED
    room.ended_at = clock.now() - timedelta(days=1000)

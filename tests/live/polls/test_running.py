"""A poll is drafted, opened, closed and revealed, and takes votes only while it is open."""

import pytest
from msgspec import structs
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from tests.factories import make_module, make_poll, make_poll_item, make_slide
from tests.room.engine.rig import Rig, make_scene
from webinar.content.lessons.model import Part
from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit import clock
from webinar.live.polls.models import Ballot, Choice, Poll, PollOption, PollState
from webinar.room.rooms.models import Room

DRAFT = {
    "kind": "single",
    "quiz": False,
    "language": "en",
    "question": "Tea?",
    "options": ["Yes", "No"],
}


def add_poll(db, scene, *keys, **fields):
    db.write(lambda s: make_poll(s, s.get(Room, scene.room.id), *keys, **fields).id)


def poll_shown_to(rig, member, key):
    polls = {poll["poll"]: poll for poll in rig.snapshot(member)["polls"]}
    return polls.get(key)


def tally(rig, scene, key="tea"):
    return poll_shown_to(rig, scene.host, key)["tally"]


def count(db, table):
    with db.read() as session:
        return session.scalar(select(func.count()).select_from(table))


def test_a_session_begins_with_the_polls_of_its_module_as_drafts(rig, scene):
    poll = poll_shown_to(rig, scene.host, "which")

    assert (poll["state"], poll["slide"], poll["options"]) == ("draft", 1, ["a", "b", "c"])
    assert poll["texts"] is None


@pytest.mark.parametrize(
    ("commands", "next_command", "code"),
    [
        ([], "poll.close", "poll_not_open"),
        ([], "poll.reveal", "poll_not_closed"),
        (["poll.open"], "poll.open", "poll_not_draft"),
        (["poll.open"], "poll.reveal", "poll_not_closed"),
        (["poll.open", "poll.close"], "poll.open", "poll_not_draft"),
        (["poll.open", "poll.close"], "poll.close", "poll_not_open"),
        (["poll.open", "poll.close", "poll.reveal"], "poll.reveal", "poll_not_closed"),
        (["poll.open", "poll.close", "poll.reveal"], "poll.open", "poll_not_draft"),
    ],
)
def test_a_poll_goes_forward_one_state_at_a_time(rig, scene, commands, next_command, code):
    for name in commands:
        assert rig.do(scene.host, name, poll="which")["ok"]

    assert rig.do(scene.host, next_command, poll="which")["code"] == code


def test_everybody_hears_each_state_and_the_final_result(rig, scene):
    rig.do(scene.host, "poll.open", poll="which")
    rig.do(scene.ada, "poll.vote", poll="which", options=["b"])
    rig.do(scene.host, "poll.close", poll="which")
    rig.do(scene.host, "poll.reveal", poll="which")

    body_by_name = dict(rig.heard_by(scene.bek))

    assert list(body_by_name) == ["poll.opened", "poll.closed", "poll.revealed"]
    assert body_by_name["poll.opened"]["poll"]["state"] == "open"
    assert body_by_name["poll.revealed"]["tally"] == {"a": 0, "b": 1, "c": 0}
    assert body_by_name["poll.revealed"]["correct"] == ["b"]
    assert body_by_name["poll.revealed"]["why"]["ru"] == "<p>because ru</p>"


def test_later_vote_replaces_the_earlier_one_entirely(db, rig, scene):
    add_poll(db, scene, "a", "b", "c", kind=PollKind.SEVERAL)
    rig.do(scene.ada, "poll.vote", poll="tea", options=["a", "b"])

    rig.do(scene.ada, "poll.vote", poll="tea", options=["c"])

    assert tally(rig, scene) == {"a": 0, "b": 0, "c": 1}
    assert poll_shown_to(rig, scene.ada, "tea")["mine"] == ["c"]
    assert count(db, Ballot) == 1


def test_voter_with_several_choices_is_counted_once(db, rig, scene):
    add_poll(db, scene, "a", "b", kind=PollKind.SEVERAL)

    rig.do(scene.ada, "poll.vote", poll="tea", options=["a", "b"])

    poll = poll_shown_to(rig, scene.host, "tea")
    assert (poll["tally"], poll["voters"]) == ({"a": 1, "b": 1}, 1)


def test_repeated_option_is_one_choice(db, rig, scene):
    add_poll(db, scene, "a", "b")

    answer = rig.do(scene.ada, "poll.vote", poll="tea", options=["a", "a"])

    assert answer["ok"]
    assert tally(rig, scene) == {"a": 1, "b": 0}


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], "no_choice"),
        (["a", "b"], "one_choice_only"),
        (["nonsense"], "unknown_option"),
        (["yes"], "unknown_option"),
    ],
)
def test_vote_for_options_not_offered_is_refused(db, rig, scene, options, code):
    """`yes` is an option of another poll of the same session."""
    add_poll(db, scene, "a", "b")
    add_poll(db, scene, "yes", "no", key="other")

    assert rig.do(scene.ada, "poll.vote", poll="tea", options=options)["code"] == code
    assert count(db, Choice) == 0


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (PollState.DRAFT, "unknown_poll"),
        (PollState.CLOSED, "poll_not_open"),
        (PollState.REVEALED, "poll_not_open"),
    ],
)
def test_only_an_open_poll_takes_votes(db, rig, scene, state, code):
    """A participant does not even learn that a draft of that name exists."""
    add_poll(db, scene, "a", "b", state=state)

    assert rig.do(scene.ada, "poll.vote", poll="tea", options=["a"])["code"] == code


def test_only_the_voter_hears_their_vote(db, rig, scene):
    add_poll(db, scene, "a", "b")

    rig.do(scene.ada, "poll.vote", poll="tea", options=["a"])

    assert [(name, body["options"]) for name, body in rig.heard_by(scene.ada)] == [
        ("poll.voted", ["a"])
    ]
    assert rig.heard_by(scene.bek) == []
    assert rig.heard_by(scene.host) == []


def test_end_of_the_session_closes_open_polls(db, rig, scene):
    add_poll(db, scene, "a", "b")

    rig.do(scene.host, "room.end")

    assert rig.names_heard_by(scene.ada) == ["poll.closed", "room.ended"]
    assert poll_shown_to(rig, scene.ada, "tea")["state"] == "closed"


def test_poll_made_on_the_spot_has_its_texts_in_every_language(rig, scene):
    message = DRAFT | {"translations": {"kk": {"question": "Шай?", "options": ["Иә", "Жоқ"]}}}
    rig.do(scene.host, "poll.create", **message)
    rig.do(scene.host, "poll.open", poll="spot-1")

    texts = poll_shown_to(rig, scene.ada, "spot-1")["texts"]

    assert texts["en"] == {"question": "Tea?", "labels": {"option-1": "Yes", "option-2": "No"}}
    assert texts["kk"]["labels"] == {"option-1": "Иә", "option-2": "Жоқ"}


def test_polls_made_on_the_spot_are_numbered(rig, scene):
    for _ in range(2):
        rig.do(scene.host, "poll.create", **DRAFT)

    keys = [body["poll"]["poll"] for _, body in rig.heard_by(scene.host)]

    assert keys == ["spot-1", "spot-2"]


def test_slide_may_share_its_name_with_a_poll_made_on_the_spot(db):
    """Planted fault: the second poll of that name broke a constraint and was an internal error."""
    module = make_module("spots", slides=[make_slide("spot-1", poll=make_poll_item())])
    scene, rig = make_scene(db, module=module), Rig(db)

    answer = rig.do(scene.host, "poll.create", **DRAFT)

    assert answer["ok"], answer
    assert len(rig.snapshot(scene.host)["polls"]) == 2


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"quiz": True}, "bad_message"),
        ({"correct": [0]}, "bad_message"),
        ({"quiz": True, "correct": [2]}, "bad_message"),
        ({"quiz": True, "correct": [-1]}, "bad_message"),
        ({"quiz": True, "correct": [0, 1]}, "one_choice_only"),
        (
            {"translations": {"ru": {"question": "Чай?", "options": ["Да", "Нет", "?"]}}},
            "bad_message",
        ),
        ({"question": " \u202e "}, "text_empty"),
        ({"options": ["Yes", " "]}, "text_empty"),
        ({"options": ["Yes"]}, "bad_message"),
        ({"options": ["Yes"] * 21}, "bad_message"),
        ({"kind": "nonsense"}, "bad_message"),
        ({"kind": "ranking", "quiz": True, "correct": [0]}, "bad_message"),
        ({"kind": "cloud"}, "bad_message"),
        ({"kind": "points", "options": []}, "bad_message"),
        ({"kind": "points", "points": 1}, "bad_message"),
        ({"kind": "numeric", "options": [], "right": 3}, "bad_message"),
        ({"kind": "numeric", "options": [], "quiz": True}, "bad_message"),
        ({"right": 3}, "bad_message"),
        ({"seconds": 4}, "bad_message"),
    ],
)
def test_nonsensical_poll_is_refused(db, rig, scene, changes, code):
    before = count(db, Poll)

    assert rig.do(scene.host, "poll.create", **(DRAFT | changes))["code"] == code
    assert count(db, Poll) == before


def test_session_takes_a_limited_number_of_polls(db, rig, scene):
    db.write(
        lambda s: [
            make_poll(s, s.get(Room, scene.room.id), "a", "b", key=f"poll-{number}")
            for number in range(199)
        ]
    )

    assert rig.do(scene.host, "poll.create", **DRAFT)["code"] == "too_many_polls"


def test_database_allows_one_ballot_per_member_and_choices_of_its_poll(db, rig, scene):
    add_poll(db, scene, "a", "b")
    add_poll(db, scene, "c", "d", key="other")
    rig.do(scene.ada, "poll.vote", poll="tea", options=["a"])
    with db.read() as session:
        [ballot] = session.scalars(select(Ballot)).all()
        foreign = session.scalars(select(PollOption.id).filter_by(key="d")).one()
    poll_id, ada, bek = ballot.poll_id, scene.ada.id, scene.bek.id

    for broken_row in (
        Ballot(poll_id=poll_id, member_id=ada, cast_at=clock.now()),
        Choice(poll_id=poll_id, member_id=bek, option_id=1),
        Choice(poll_id=poll_id, member_id=ada, option_id=foreign),
    ):
        with pytest.raises(IntegrityError):
            db.write(lambda s, row=broken_row: (s.add(row), s.flush()))


def test_pre_test_polls_cannot_be_revealed(db):
    rig, scene = Rig(db), make_scene(db, module=make_programme(keeps_answers=True))
    rig.do(scene.host, "poll.open", poll="which")
    rig.do(scene.host, "poll.close", poll="which")

    assert rig.do(scene.host, "poll.reveal", poll="which")["code"] == "answers_later"
    assert rig.snapshot(scene.ada)["polls"][0]["state"] == "closed"


def test_polls_of_other_parts_can_be_revealed(db):
    rig, scene = Rig(db), make_scene(db, module=make_programme(keeps_answers=False))
    rig.do(scene.host, "poll.open", poll="which")
    rig.do(scene.host, "poll.close", poll="which")

    assert rig.do(scene.host, "poll.reveal", poll="which")["ok"]


def test_scale_takes_a_single_point(db):
    slides = [make_slide("sure", poll=make_poll_item(kind="scale", is_quiz=False))]
    rig, scene = Rig(db), make_scene(db, module=make_module(slides=slides))
    rig.do(scene.host, "poll.open", poll="sure")

    refused = rig.do(scene.ada, "poll.vote", poll="sure", options=["a", "b"])
    reply = rig.do(scene.ada, "poll.vote", poll="sure", options=["b"])

    assert refused["code"] == "one_choice_only"
    assert reply["ok"]
    assert rig.snapshot(scene.ada)["polls"][0]["kind"] == "scale"


def make_programme(keeps_answers):
    module = make_module()
    part = Part(
        id="pre-test",
        module="demo",
        title=module.title,
        minutes=5,
        first=0,
        slides=len(module.slides),
        keeps_answers=keeps_answers,
    )
    return structs.replace(module, parts=[part])

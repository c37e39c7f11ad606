"""The queries behind reports: tallies, ballots, steps, and access to a report."""

import pytest

from tests.factories import make_member, make_poll, make_room, make_user
from tests.results.reports.making import agree, answer, cast, make_step
from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit.permissions import Role
from webinar.live.polls import results
from webinar.live.polls.models import OpenText, PollState
from webinar.live.steps.models import Answer
from webinar.people.accounts.models import UserRole
from webinar.results.reports import ballots, queries
from webinar.results.series.readable_rooms import find_report_room
from webinar.room.rooms.models import Room


@pytest.fixture
def read(db):
    """Arrange with `arrange(session, room)`, then read with `look(session, room)`."""

    def do(arrange, look):
        def make(session):
            room = make_room(session)
            arrange(session, room)
            return room.id

        room_id = db.write(make)
        with db.read() as session:
            return look(session, session.get_one(Room, room_id))

    return do


def test_tally_counts_all_languages(read):
    def arrange(session, room):
        poll = make_poll(session, room, "tea", "coffee")
        for name, language, choice in [("Ada", "en", "tea"), ("Әсел", "kk", "tea")]:
            cast(session, poll, make_member(session, room, name, language=language), choice)

    [poll] = [result for result in read(arrange, results.of_room) if result.key == "tea"]

    assert [(option.key, option.votes) for option in poll.options] == [("tea", 2), ("coffee", 0)]
    assert poll.voters == 2


def test_voters_are_people_and_votes_are_choices(read):
    def arrange(session, room):
        poll = make_poll(session, room, "tea", "coffee", kind=PollKind.SEVERAL)
        cast(session, poll, make_member(session, room), "tea", "coffee")

    [poll] = [result for result in read(arrange, results.of_room) if result.key == "tea"]

    assert (poll.voters, sum(option.votes for option in poll.options)) == (1, 2)


def test_drafts_are_in_no_report(read):
    def arrange(session, room):
        make_poll(session, room, "tea", "coffee", state=PollState.DRAFT, key="draft")
        make_poll(session, room, "tea", "coffee", state=PollState.CLOSED, key="shown")

    assert [poll.key for poll in read(arrange, results.of_room)] == ["shown"]


def test_ballots_are_sorted_by_poll_then_member(read):
    def arrange(session, room):
        ada, bela = make_member(session, room, "Ada"), make_member(session, room, "Bela")
        first = make_poll(session, room, "a", "b", key="first")
        second = make_poll(session, room, "a", "b", key="second")
        for poll, member in [(second, bela), (second, ada), (first, bela), (first, ada)]:
            cast(session, poll, member, "a")

    voters = [(record.poll, record.voter.name) for record in read(arrange, ballots.ballots)]

    assert voters == [("first", "Ada"), ("first", "Bela"), ("second", "Ada"), ("second", "Bela")]


@pytest.mark.parametrize(
    ("chosen", "is_right"),
    [(("b", "c"), True), (("b",), False), (("a", "b", "c"), False)],
)
def test_quiz_is_right_only_with_exactly_the_correct_options(read, chosen, is_right):
    def arrange(session, room):
        poll = make_poll(session, room, "a", "b", "c", kind=PollKind.SEVERAL, correct=("b", "c"))
        cast(session, poll, make_member(session, room), *chosen)

    [ballot] = read(arrange, ballots.ballots)

    assert (ballot.options, ballot.is_right) == (chosen, is_right)


def test_a_ballot_has_the_choice_its_verdict_and_the_reason(read):
    def arrange(session, room):
        ada, bela = make_member(session, room, "Ada"), make_member(session, room, "Bela")
        poll = make_poll(
            session, room, "true", "false", kind=PollKind.REASONED, correct=["false"], key="so"
        )
        for member in (ada, bela):
            cast(session, poll, member, "false")
        session.add(
            OpenText(
                poll_id=poll.id, id="a", member_id=ada.id, text="Seen it", language="en", version=1
            )
        )

    records = [record for record in read(arrange, ballots.ballots) if record.poll == "so"]

    assert [(record.options, record.is_right, record.answer) for record in records] == [
        (("false",), True, "Seen it"),
        (("false",), True, ""),
    ]


def test_an_opinion_is_neither_right_nor_wrong(read):
    def arrange(session, room):
        cast(session, make_poll(session, room, "a", "b"), make_member(session, room), "a")

    [ballot] = read(arrange, ballots.ballots)

    assert ballot.is_right is None


def test_steps_count_every_answer_and_keep_every_reason(read):
    def arrange(session, room):
        ada, bela = make_member(session, room, "Ada"), make_member(session, room, "Bela")
        step = agree(session, room, ada, "Train inspectors")
        answer(session, step, ada)
        answer(session, step, bela, Answer.DISAGREE, "No time")
        make_step(session, room, bela, "Meet again")

    first, second = read(arrange, queries.steps)

    counts = {Answer.AGREE: 1, Answer.DISAGREE: 1}
    assert first.counts == dict.fromkeys(Answer, 0) | counts
    assert [(reason.name, reason.reason) for reason in first.reasons] == [("Bela", "No time")]
    assert (second.texts, second.proposed_by, sum(second.counts.values())) == (
        {"en": "Meet again"},
        "Bela",
        0,
    )


def test_report_excludes_polls_and_steps_of_other_sessions(read):
    def arrange(session, _room):
        other = make_room(session)
        member = make_member(session, other)
        cast(session, make_poll(session, other, "a", "b"), member, "a")
        answer(session, make_step(session, other, member), member)

    def everything(session, room):
        readers = (results.of_room, ballots.ballots, queries.steps)
        return [reader(session, room) for reader in readers]

    assert read(arrange, everything) == [[], [], []]


@pytest.mark.parametrize(
    ("role_name", "is_allowed"),
    [
        ("owner", True),
        ("admin", True),
        ("presenter", True),
        ("removed presenter", False),
        ("interpreter", False),
        ("participant", False),
        ("other organiser", False),
        ("nobody", False),
    ],
)
def test_report_is_only_for_people_who_run_the_session_and_administrators(
    db, role_name, is_allowed
):
    def make(session):
        room = make_room(session)
        user = make_user(session)
        if role_name == "owner":
            room.owner_id = user.id
        if role_name == "admin":
            user.role = UserRole.ADMIN
        role = role_name.removeprefix("removed ")
        if role in list(Role):
            member = make_member(session, room, role=Role(role), user=user)
            member.removed_at = member.joined_at if role != role_name else None
        session.flush()
        return room.code, None if role_name == "nobody" else user

    code, user = db.write(make)

    with db.read() as session:
        assert (find_report_room(session, code, user) is not None) is is_allowed


def test_an_unknown_code_has_no_report(db):
    admin = db.write(lambda session: make_user(session, role=UserRole.ADMIN))

    with db.read() as session:
        assert find_report_room(session, "ABCD2345", admin) is None

"""The parts of a missed session that a learner is offered; the session's record never changes."""

import json
from datetime import timedelta

import msgspec
import pytest

from tests.factories import LINK_KEY, make_learner, make_module, make_poll_item, make_slide
from tests.learn.catchup.rig import hold
from tests.learn.catchup.test_later_study import (
    matched,
    member_learner_of,
    person,
    person_learner_of,
)
from webinar.kit import clock
from webinar.kit.web.i18n import use_language
from webinar.learn.catchup.offer import MissedPoll, MissedSlide, Offer, offer_of
from webinar.learn.catchup.phrases import missed_words, ranges
from webinar.learn.catchup.study_section import home_context
from webinar.learn.catchup.walk import walk
from webinar.learn.courses.models import Course, Learner
from webinar.learn.study.actions import record
from webinar.learn.study.models import Source
from webinar.learn.study.wire import Answer, Answered, Deeds
from webinar.live.polls import results
from webinar.live.polls.models import Poll, PollState
from webinar.live.polls.queries import polls_of
from webinar.results.completion.joining import follow_sessions
from webinar.results.protocol.reading import read_record
from webinar.results.protocol.record import Copy
from webinar.room.rooms.models import Room, RoomState, TimelineEntry


@pytest.fixture
def held(db):
    """The second and the third slide have a poll; each was opened while its slide was shown."""
    slides = [
        make_slide("s0"),
        make_slide("s1", poll=make_poll_item(is_quiz=False)),
        make_slide("s2", poll=make_poll_item(is_quiz=False)),
        make_slide("s3"),
    ]
    held = hold(db, module=make_module(slides=slides), people=["Ada", "Bek"])

    def open_polls(session):
        polls = session.query(Poll).filter_by(room_id=held.room_id).order_by(Poll.position)
        for poll, minute in zip(polls, (4, 7), strict=True):
            poll.state = PollState.REVEALED
            poll.opened_at = held.began + timedelta(minutes=minute)
            poll.closed_at = poll.revealed_at = poll.opened_at + timedelta(minutes=1)
            poll.voters = 7
            poll.options[0].votes = 7

    db.write(open_polls)
    return held


def offer(db, held, learner_id):
    with db.read() as session:
        room, course = session.get_one(Room, held.room_id), session.get_one(Course, held.course_id)
        offer_made = offer_of(session, room, course, session.get_one(Learner, learner_id))
        if offer_made is None:
            return None
        slides = [(slide.number, slide.slide.id, slide.is_done) for slide in offer_made.slides]
        polls = [(poll.number, poll.poll.key, poll.is_done) for poll in offer_made.polls]
        return slides, polls, offer_made.minutes


def test_a_break_on_the_screen_is_not_missed(db):
    slides = [make_slide("s0"), make_slide("tea", is_break=True), make_slide("s2")]
    held = hold(db, minutes=(4, 10, 3), module=make_module(slides=slides))
    ada = held.member("Ada")
    held.be_there(ada, (0, 1), (15, 17))
    learner = member_learner_of(held, ada)

    assert offer(db, held, learner) is None


def answer(db, held, learner_id, item):
    def work(session):
        now = round(clock.now().timestamp() * 1000)
        learner = session.get_one(Learner, learner_id)
        course = session.get_one(Course, held.course_id)
        deed = Answered("answer-" + item, item, now, "en", Answer(options=["a"]))
        return record(session, course, learner, Deeds(now, "", [deed]), Source.ONLINE)

    (done,) = db.write(work)
    assert not done.code


def test_exactly_the_missed_slides_and_polls_are_offered(db, held):
    ada = held.member("Ada")
    held.be_there(ada, (0, 6), (9, 15))

    learner = member_learner_of(held, ada)

    assert offer(db, held, learner) == ([(3, "s2", False)], [(2, "s2", False)], 1)


def test_absentees_latecomers_and_early_leavers_get_different_offers(db, held):
    absentee = person_learner_of(held, person(db, "Ada"))
    assert [slide[0] for slide in offer(db, held, absentee)[0]] == [1, 2, 3, 4]
    assert [poll[0] for poll in offer(db, held, absentee)[1]] == [1, 2]

    late, early = held.member("Late"), held.member("Early")
    held.be_there(late, (6, 15))
    held.be_there(early, (0, 9))
    assert [slide[0] for slide in offer(db, held, member_learner_of(held, late))[0]] == [1, 2]
    assert [slide[0] for slide in offer(db, held, member_learner_of(held, early))[0]] == [4]


def test_presence_is_merged_over_two_devices_and_short_gaps(db, held):
    phone, laptop = held.member("Ada"), held.member("Ada")
    held.be_there(phone, (0, 6.5))
    held.be_there(laptop, (6.9, 15))
    for member in (phone, laptop):
        matched(db, member, person(db, "Ada"))

    assert offer(db, held, person_learner_of(held, person(db, "Ada"))) is None


def test_a_learner_who_only_studies_missed_nothing(db, held):
    assert offer(db, held, held.learner(make_learner)) is None


def test_slides_and_polls_done_later_are_marked_done(db, held):
    learner = person_learner_of(held, person(db, "Ada"))
    held.read(learner, "s0", 30, minute=30)
    held.read(learner, "s3", 1, minute=32)
    answer(db, held, learner, "s1")

    slides, polls, minutes = offer(db, held, learner)

    assert [slide[2] for slide in slides] == [True, True, False, False]
    assert [poll[2] for poll in polls] == [True, False]
    assert minutes == 1
    answer(db, held, learner, "s2")
    held.read(learner, "s3", 20, minute=33)
    assert offer(db, held, learner)[2] == 0


def test_reading_recorded_for_a_guest_and_their_person_counts_once(db, held):
    ada, member = person(db, "Ada"), held.member("Guest")
    guest, learner = member_learner_of(held, member), person_learner_of(held, ada)
    for reader in (guest, learner):
        held.count = 0
        held.read(reader, "s0", 2)
    matched(db, member, ada)
    assert follow_sessions(db, LINK_KEY) == 1

    assert offer(db, held, learner)[0][0] == (1, "s0", False)


def test_a_slide_studied_only_before_the_session_still_counts_as_missed(db, held):
    learner = person_learner_of(held, person(db, "Ada"))
    held.read(learner, "s0", 30, minute=-30)

    assert offer(db, held, learner)[0][0] == (1, "s0", False)


def test_the_current_slide_of_a_live_session_is_not_offered(db):
    held = hold(db, people=["Ada"], state=RoomState.LIVE)

    slides, _, _ = offer(db, held, person_learner_of(held, person(db, "Ada")))

    assert [slide[0] for slide in slides] == [1, 2, 3]


def test_a_spot_poll_is_listed_as_done(db, held):
    def on_the_spot(session):
        poll = session.query(Poll).filter_by(room_id=held.room_id, key="s2").one()
        poll.on_the_spot, poll.key = True, "spot-1"

    db.write(on_the_spot)
    learner = person_learner_of(held, person(db, "Ada"))

    assert offer(db, held, learner)[1] == [(1, "s1", False), (2, "spot-1", True)]


def live_record(db, held):
    """Everything the session reports: results, timeline, and both copies of its record."""
    with db.read() as session:
        room = session.get_one(Room, held.room_id)
        polls = polls_of(session, room)
        tallies = [
            results.of_polls(session, polls, for_hosts=for_hosts) for for_hosts in (True, False)
        ]
        timeline = [
            (entry.at, entry.kind, entry.detail)
            for entry in session.query(TimelineEntry).order_by(TimelineEntry.id)
        ]
        copies = [read_record(session, room, room.ended_at, copy) for copy in Copy]
        record_json = json.dumps(msgspec.to_builtins(copies), sort_keys=True).encode()
        return room.version, tallies, timeline, record_json


def test_a_later_answer_changes_nothing_in_the_session(db, held):
    learner = person_learner_of(held, person(db, "Ada"))
    before = live_record(db, held)

    answer(db, held, learner, "s1")
    held.read(learner, "s0", 30)

    assert live_record(db, held) == before
    # The compared record does contain votes.
    assert before[1][1][1].tally["a"] == 7


def test_course_page_lists_missed_slides_and_polls_in_words(app, db, held):
    learner_id = person_learner_of(held, person(db, "Ada"))
    with app.test_request_context(), db.read() as session:
        course, learner = (
            session.get_one(Course, held.course_id),
            session.get_one(Learner, learner_id),
        )
        code = session.get_one(Room, held.room_id).code
        context = home_context(session, course, learner)

        assert [session["words"] for session in context["missed"]] == ["slides 1–4 and polls 1–2"]
        assert [session["code"] for session in context["replays"]] == [code]
        assert walk(session, course, learner, code) == ["s0", "s1", "s2", "s3"]
        assert walk(session, course, learner, "NOTHING") == []


def test_slide_numbers_are_ranges_in_the_languages_digits(app):
    with app.test_request_context():
        assert ranges([7, 8, 9, 12]) == "7–9, 12"
        assert ranges([3]) == "3"
        use_language("prs")
        assert ranges([7, 8, 9, 12]) == "۷–۹، ۱۲"


def test_one_missed_slide_is_worded_in_the_singular(app, db, held):
    ada = held.member("Ada")
    held.be_there(ada, (0, 9))
    learner_id = member_learner_of(held, ada)
    with app.test_request_context(), db.read() as session:
        room, course = session.get_one(Room, held.room_id), session.get_one(Course, held.course_id)
        offered = offer_of(session, room, course, session.get_one(Learner, learner_id))

        assert missed_words(offered) == "slide 4"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", "слайды 1–21 и опрос 2"),
        ("kk", "1–21-слайдтар және 2-сауалнама"),
        ("prs", "سلایدهای ۱–۲۱ و نظرسنجی ۲"),
    ],
)
def test_twenty_one_slides_are_worded_in_the_plural(app, language, words):
    slides = tuple(MissedSlide(n, make_slide(f"s{n}"), False) for n in range(1, 22))
    offer = Offer(Room(), slides, (MissedPoll(2, Poll(), None, False),), 60)
    with app.test_request_context():
        use_language(language)

        assert missed_words(offer, only_left=False) == words

"""A course with a learner who read, answered and finished, and a finished session."""

import itertools
from datetime import timedelta

from tests.factories import (
    invite,
    make_cohort,
    make_course,
    make_learner,
    make_member,
    make_module,
    make_paired_item,
    make_person,
    make_poll_item,
    make_room,
    make_slide,
    make_statement_item,
    make_user,
    match,
)
from webinar.connect.xapi.statements import Place
from webinar.content.lessons.model import OptionItem, PollItem, PollText, RightNumber
from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit import clock
from webinar.learn.courses.actions import add_session
from webinar.learn.study.actions import record
from webinar.learn.study.models import Source
from webinar.learn.study.wire import Answer, Answered, Deeds, Read
from webinar.people.audit.actions import note
from webinar.room.engine.models import Interval
from webinar.room.rooms.models import RoomState

_numbers = itertools.count()
PLACE = Place("https://webinar.example.test", "a-secret-key-for-tests-0123456789-abcdef")


def polls():
    """One poll of each kind, by the id of its slide."""
    languages = ("en", "ru", "kk")
    items = {
        kind: make_poll_item(languages, kind, is_quiz=kind in ("single", "several"))
        for kind in ("single", "several", "ranking", "text", "cloud")
    }
    items["opinion"] = make_poll_item(languages, "single", is_quiz=False)
    text = {tag: PollText("How many?", {}, "") for tag in languages}
    items["numeric"] = PollItem(PollKind.NUMERIC, True, [], text, right=RightNumber(12.5, 0.5))
    items["scale"] = PollItem(
        PollKind.SCALE,
        False,
        [OptionItem(str(number), False) for number in range(1, 4)],
        {
            tag: PollText("How much?", {str(n): f"{n} {tag}" for n in range(1, 4)}, "")
            for tag in languages
        },
    )
    items["points"] = PollItem(
        PollKind.POINTS,
        False,
        [OptionItem(key, False) for key in "ab"],
        {tag: PollText("Share", {key: f"{key} {tag}" for key in "ab"}, "") for tag in languages},
        points=10,
    )
    items["matching"] = make_paired_item(languages)
    items["reasoned"] = make_statement_item(languages)
    items["sorting"] = make_paired_item(languages, "sorting", is_quiz=False)
    return items


ANSWERS = {
    "single": Answer(options=["b"]),
    "several": Answer(options=["b", "a"]),
    "ranking": Answer(options=["c", "a", "b"]),
    "text": Answer(text="what my neighbour Marat does"),
    "cloud": Answer(words=["trust"]),
    "opinion": Answer(options=["a"]),
    "numeric": Answer(number=12.25),
    "scale": Answer(options=["2"]),
    "points": Answer(points={"a": 7, "b": 3}),
    "matching": Answer(options=["a--x", "b--y"]),
    "reasoned": Answer(options=["true"], text="what my neighbour Marat does"),
    "sorting": Answer(options=["b--x", "a--x"]),
}


def every_kind():
    return make_module(
        slides=[make_slide("welcome"), *(make_slide(k, poll=p) for k, p in polls().items())]
    )


def millis(at):
    return round(at.timestamp() * 1000)


def studied(db, course, learner, reads=("welcome",), answers=(), source=Source.ONLINE):
    """`answers` are pairs of an item and an `Answer`; everything lasts 30 seconds."""
    now = clock.now()
    course.created_at = now - timedelta(hours=2)
    deeds = [
        Read(f"read-{slide}-1234", slide, millis(now - timedelta(minutes=9 + n)),
             millis(now - timedelta(minutes=9 + n) + timedelta(seconds=30)), 30)
        for n, slide in enumerate(reads)
    ]  # fmt: skip
    deeds += [
        Answered(f"answer-{item}-{next(_numbers):04}", item, millis(now) - 300_000, "ru", answer)
        for item, answer in answers
    ]
    done = record(db, course, learner, Deeds(millis(now), course.edition.hash, deeds), source)
    assert [fate.code for fate in done] == [""] * len(deeds)


def over(db, owner, cohort=None, minutes=50, title="A session"):
    """A finished session of one hour with one participant who stayed for `minutes`."""
    room = make_room(db, owner, state=RoomState.ENDED, title=title)
    room.ended_at = clock.now() - timedelta(minutes=30)
    room.started_at = room.ended_at - timedelta(minutes=60)
    if cohort is not None:
        invite(db, room, cohort)
    member = make_member(db, room, "Ada")
    begin = room.started_at
    db.add(
        Interval(
            room_id=room.id,
            member_id=member.id,
            boot="b",
            began_at=begin,
            last_heard_at=begin + timedelta(minutes=minutes),
            is_open=False,
        )
    )
    db.flush()
    note(db, "session.ended", owner.id, room_id=room.id)
    return room, member


def whole(db):
    """A cohort's course with a person who did everything, and the course's session."""
    owner = make_user(db)
    cohort = make_cohort(db, owner)
    person = make_person(db, cohort, "Aruzhan")
    course = make_course(db, owner, make_module(), cohort)
    learner = make_learner(db, course, person=person)
    tries = [("which", Answer(options=[key])) for key in "ab"]
    studied(db, course, learner, ("welcome", "which"), tries)
    learner.completed_at = clock.now()
    room, member = over(db, owner, cohort)
    match(db, member, person)
    add_session(db, course, room)
    return owner, course, learner, room, person

"""Make objects for tests, with defaults for everything that a test does not care about.

They take a writable session (`database.write(lambda db: …)` or a `Change`'s).
"""

import itertools
from datetime import timedelta

from sqlalchemy import func, insert

from webinar.content.editions.actions import keep_edition
from webinar.content.lessons.model import (
    Module,
    OptionItem,
    PollItem,
    PollText,
    Slide,
    SlideText,
)
from webinar.content.lessons.pairs import cell_of, with_cells
from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit import clock
from webinar.kit.permissions import Role
from webinar.learn.courses.actions import create_course
from webinar.learn.courses.seating import added_learner, person_learner
from webinar.live.polls.models import Poll, PollOption, PollState
from webinar.live.presence.finality import AFTER_END
from webinar.live.steps.models import StepDraft
from webinar.people.accounts.models import User, UserRole
from webinar.room.cohorts.models import Cohort, Invited, Match, Person
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member, RoomState
from webinar.room.sessions.actions import create_room

_numbers = itertools.count(1)


def make_user(db, name="Aida", role=UserRole.ORGANISER, email=None, **fields):
    user = User(
        email=email or f"user{next(_numbers)}@example.test",
        name=name,
        role=role,
        created_at=clock.now(),
        **fields,
    )
    db.add(user)
    db.flush()
    return user


def make_module(name="demo", languages=("en", "ru", "kk"), slides=None):
    """A module of three slides; the second is a quiz with the options a, b and c (b is right)."""
    if slides is None:
        slides = [
            make_slide("welcome", languages),
            make_slide("which", languages, poll=make_poll_item(languages)),
            make_slide("end", languages),
        ]
    return Module(
        name=name,
        languages=list(languages),
        title={language: f"Demo {language}" for language in languages},
        minutes=45,
        objectives={language: ["One"] for language in languages},
        sources={language: [] for language in languages},
        licence="CC BY 4.0",
        notice={language: "Notice" for language in languages},
        slides=slides,
        assets=[],
    )


def make_slide(slide_id, languages=("en", "ru", "kk"), poll=None, **fields):
    text = {
        language: SlideText(
            title=f"{slide_id} {language}",
            html=f"<p>{slide_id} {language}</p>",
            notes_html=f"<p>notes of {slide_id} {language}</p>",
        )
        for language in languages
    }
    return Slide(id=slide_id, text=text, poll=poll, **fields)


def make_poll_item(languages=("en", "ru", "kk"), kind="single", is_quiz=True):
    return PollItem(
        kind=PollKind(kind),
        is_quiz=is_quiz,
        options=[OptionItem(id=key, is_correct=is_quiz and key == "b") for key in "abc"],
        text={
            language: PollText(
                question=f"Which? {language}",
                labels={key: f"{key} {language}" for key in "abc"},
                why_html=f"<p>because {language}</p>",
            )
            for language in languages
        },
    )


def make_paired_item(languages=("en", "ru", "kk"), kind="matching", is_quiz=True):
    """Rows a and b, columns x, y and z; a belongs to x and b to y."""
    right = {"a": "x", "b": "y"}
    cells = {cell_of(row, column): right[row] == column for row in "ab" for column in "xyz"}
    return PollItem(
        kind=PollKind(kind),
        is_quiz=is_quiz,
        options=[OptionItem(id=key, is_correct=is_quiz and fits) for key, fits in cells.items()],
        text={
            language: PollText(
                question=f"Which? {language}",
                labels=with_cells({part: f"{part} {language}" for part in "abxyz"}, cells),
                why_html="",
            )
            for language in languages
        },
    )


def make_statement_item(languages=("en", "ru", "kk")):
    """A statement that is false, to be answered with a reason."""
    return PollItem(
        kind=PollKind.REASONED,
        is_quiz=True,
        options=[OptionItem("true", False), OptionItem("false", True)],
        text={
            language: PollText(
                question=f"It is so. {language}",
                labels={key: f"{key} {language}" for key in ("true", "false")},
                why_html="",
            )
            for language in languages
        },
    )


def make_room(db, owner=None, module=None, state=RoomState.LIVE, title="A session", **fields):
    """A session with the polls of its module; live by default.

    An ended session ended long enough ago for its figures to be final.
    """
    owner = owner or make_user(db)
    room = create_room(db, owner, keep_edition(db, module or make_module()), title, **fields)
    room.state = state
    if state is not RoomState.PLANNED:
        room.started_at = clock.now()
    if state is RoomState.ENDED:
        room.started_at = room.ended_at = clock.now() - AFTER_END - timedelta(seconds=1)
    db.flush()
    return room


def make_member(db, room, name="Ada", role=Role.PARTICIPANT, language="en", user=None):
    count = db.query(Member).filter_by(room_id=room.id).count()
    member = Member(
        room_id=room.id,
        number=count + 1,
        name=name,
        language=language,
        role=role,
        user_id=None if user is None else user.id,
        joined_at=clock.now(),
    )
    db.add(member)
    db.flush()
    return member


def make_poll(db, room, *keys, kind=PollKind.SINGLE, state=PollState.OPEN, correct=(), key="tea"):
    """A poll made on the spot whose options are `keys`."""
    count = db.query(Poll).filter_by(room_id=room.id).count()
    poll = Poll(
        room_id=room.id,
        key=key,
        position=10_000 + count,
        kind=kind,
        is_quiz=bool(correct),
        on_the_spot=True,
        state=state,
        texts={"en": {"question": "Tea?", "labels": {label: label for label in keys}, "why": ""}},
        options=[
            PollOption(key=option, position=number, is_correct=option in correct)
            for number, option in enumerate(keys)
        ],
    )
    db.add(poll)
    db.flush()
    return poll


def fill_seats(db, room, until):
    """Add participants until the last of them has this number."""
    last = db.query(func.max(Member.number)).filter_by(room_id=room.id).scalar() or 0
    row = {"room_id": room.id, "language": "en", "role": Role.PARTICIPANT, "joined_at": clock.now()}
    numbers = range(last + 1, until + 1)
    db.execute(
        insert(Member), [row | {"number": number, "name": f"P{number}"} for number in numbers]
    )


def make_draft(room, key, days=30):
    """A programme's draft of a next step, to be added to a session."""
    texts = {
        language: {
            "text": f"{key} {language}",
            "owner": f"owner {language}",
            "indicator": f"indicator {language}",
        }
        for language in ("en", "ru", "kk")
    }
    return StepDraft(room_id=room.id, key=key, position=0, texts=texts, days=days)


def make_change(db, room):
    """A change as the room queue makes it, on a writable session."""
    return Change(db, room, clock.now())


def make_cohort(db, owner=None, name="A cohort", people=()):
    """A roster with these names, each a string or a dictionary of the fields of `Person`."""
    owner = owner or make_user(db)
    cohort = Cohort(owner_id=owner.id, name=name, created_at=clock.now())
    db.add(cohort)
    db.flush()
    for person in people:
        make_person(db, cohort, **({"name": person} if isinstance(person, str) else person))
    return cohort


def make_person(db, cohort, name="Ada", **fields):
    count = db.query(Person).filter_by(cohort_id=cohort.id).count()
    person = Person(
        cohort_id=cohort.id, number=count + 1, name=name, added_at=clock.now(), **fields
    )
    db.add(person)
    db.flush()
    return person


def invite(db, room, cohort, takes_guests=True):
    """Invite this cohort to the session."""
    db.add(Invited(room_id=room.id, cohort_id=cohort.id, takes_guests=takes_guests))
    db.flush()


def match(db, member, person, by=None, reason=""):
    """Match this member to this person, by the personal link or by the host `by`."""
    db.add(
        Match(
            member_id=member.id,
            room_id=member.room_id,
            person_id=person.id,
            by_user_id=by.id if by else None,
            reason=reason,
            matched_at=clock.now(),
        )
    )
    db.flush()


LINK_KEY = "a-secret-key-for-tests-0123456789-abcdef"


def make_course(db, owner=None, module=None, cohort=None, **fields):
    """A course of `make_module`, or of another, for a cohort or for anybody with the code."""
    edition = keep_edition(db, module or make_module())
    course = create_course(
        db,
        owner or make_user(db),
        edition,
        fields.pop("title", "Prevention"),
        cohort_id=cohort.id if cohort else None,
        takes_guests=fields.pop("takes_guests", True),
    )
    for name, value in fields.items():
        setattr(course, name, value)
    db.flush()
    return course


def make_learner(db, course, name="Daulet", language="ru", person=None):
    """A guest of a course, or a person of its roster; their link is made with the tests' key."""
    if person is not None:
        return person_learner(db, course, person, language, LINK_KEY)
    return added_learner(db, course, name, language, LINK_KEY)

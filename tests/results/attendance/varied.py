"""A session with everything that makes figures differ, in a course and a series.

It starts at 23:30 in New York and runs past midnight and through the repeated hour. The expected
figures of each person are calculated here independently, second by second, from the plan.
"""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.factories import (
    invite,
    make_cohort,
    make_course,
    make_member,
    make_person,
    make_poll,
    make_room,
    make_user,
    match,
)
from tests.results.attendance.reference import seconds_present
from tests.results.reports.making import cast
from webinar.kit import clock
from webinar.learn.courses.actions import add_session
from webinar.live.polls.models import PollState
from webinar.results.attendance.models import Correction, Status
from webinar.results.series import actions as series_actions
from webinar.room.engine.models import Ending, Interval
from webinar.room.rooms.models import RoomState

BEGAN = datetime(2026, 11, 1, 3, 30, tzinfo=UTC)
PLANNED_MINUTES = 200
NEEDED_MINUTES = 160
QUIZ_COUNT = 3
PRESENT, PARTLY, ABSENT = Status.PRESENT, Status.PARTLY, Status.ABSENT


@dataclass
class Someone:
    """`devices`: the stretches of each, in seconds from the beginning; `answers`: per device and
    quiz, whether it was right. `corrections` of the person are in order.
    """

    name: str
    devices: list = field(default_factory=list)
    answers: list = field(default_factory=list)
    corrections: list = field(default_factory=list)
    is_guest: bool = False

    @property
    def measured(self):
        stretches = [stretch for device in self.devices for stretch in device]
        return (len(seconds_present(stretches, 0, PLANNED_MINUTES * 60)) + 30) // 60

    @property
    def correction(self):
        """The correction that holds; an empty one if there is none or it was taken back."""
        return self.corrections[-1] if self.corrections else {}

    @property
    def credited(self):
        status = self.correction.get("status")
        of_status = {PRESENT: max(self.measured, PLANNED_MINUTES), ABSENT: 0}.get(
            status, self.measured
        )
        return self.correction.get("minutes", of_status)

    @property
    def status(self):
        if "status" in self.correction:
            return self.correction["status"]
        was_there = self.credited if self.correction else any(self.devices)
        return (PRESENT if self.credited >= NEEDED_MINUTES else PARTLY) if was_there else ABSENT

    @property
    def share(self):
        return min(100, 100 * self.credited // PLANNED_MINUTES)

    @property
    def answered(self):
        return len({quiz for device in self.answers for quiz in device})

    @property
    def right(self):
        return len({quiz for device in self.answers for quiz, right in device.items() if right})

    @property
    def joined(self):
        return bool(self.devices)

    @property
    def attended(self):
        return self.status is not ABSENT


def minutes(*pairs):
    return [(round(begin * 60), round(end * 60)) for begin, end in pairs]


def named_people():
    """Each person is made for one possible fault."""
    all_minutes = minutes((0, 200))
    return [
        Someone("Two Devices", [minutes((0, 100)), minutes((60, 200))],
                [{0: False, 1: True}, {0: True, 2: False}]),
        Someone("Both Right", [all_minutes, all_minutes], [{0: True, 1: True}, {0: True, 1: True}]),
        Someone("Late", [minutes((50, 200))], [{0: True}]),
        Someone("Nearly Enough", [minutes((0, 159.4))]),
        Someone("Just Enough", [minutes((0, 159.5))]),
        Someone("Dropped", [minutes((0, 50), (52, 110), (120, 200))], [{2: True}]),
        Someone("Half Minutes", [minutes((0, 30.4), (40, 70.4), (80, 110.4))]),
        Someone("Said Present", [minutes((0, 20))], [{0: True}], [{"status": PRESENT}]),
        Someone("Said Absent", [all_minutes], [{0: True}], [{"status": ABSENT}]),
        Someone("Said Partly", [[]], [{}], [{"status": PARTLY}]),
        Someone("Said Minutes", [minutes((0, 10))], [{}], [{"minutes": 150}]),
        Someone("Said Fewer", [all_minutes], [{}], [{"minutes": 30}]),
        Someone("Said Both", [all_minutes], [{}], [{"status": PRESENT, "minutes": 170}]),
        Someone("Taken Back", [minutes((0, 60))], [{}], [{"status": PRESENT}, {}]),
        Someone("On Paper", corrections=[{"status": PRESENT}]),
        Someone("In The Lobby", [[]]),
        Someone("Never Came"),
        Someone("Left The Roster", [minutes((10, 170))], [{1: True}]),
        Someone("A Guest", [minutes((0, 90))], [{1: True}], is_guest=True),
        Someone("A Corrected Guest", [minutes((0, 90))], [{}], [{"status": PRESENT}], True),
    ]  # fmt: skip


def by_chance(count, seed=1):
    """This many random people; the same for the same seed."""
    generator = random.Random(seed)

    def stretches():
        times = sorted(
            generator.randrange(PLANNED_MINUTES * 60) for _ in range(2 * generator.randint(1, 4))
        )
        return list(zip(times[::2], times[1::2], strict=True))

    def answers_on_device():
        quizzes = generator.sample(range(QUIZ_COUNT), generator.randint(0, QUIZ_COUNT))
        return {quiz: generator.random() < 0.5 for quiz in quizzes}

    corrections = [[], [], [{"status": PRESENT}], [{"minutes": generator.randrange(200)}]]
    people = []
    for number in range(count):
        devices = [stretches() for _ in range(generator.randint(1, 3))]
        answers = [answers_on_device() for _ in devices]
        people.append(Someone(f"Chance {number}", devices, answers, generator.choice(corrections)))
    return people


@dataclass
class Varied:
    """The created rows, and the people whose figures are expected."""

    owner: object
    room: object
    cohort: object
    series: object
    course: object
    people: list


def make_varied(db):
    def build(s):
        owner = make_user(s, "Grace Host")
        room = make_room(s, owner, state=RoomState.ENDED, planned_minutes=PLANNED_MINUTES,
                         time_zone="America/New_York")  # fmt: skip
        room.started_at, room.ended_at = BEGAN, BEGAN + timedelta(minutes=PLANNED_MINUTES)
        cohort = make_cohort(s, owner)
        invite(s, room, cohort)
        series = series_actions.create_series(s, owner, "Series", cohort)
        series_actions.add_session(s, series, room, owner)
        course = make_course(s, owner, cohort=cohort)
        add_session(s, course, room)
        quizzes = [
            make_poll(s, room, "a", "b", correct=("a",), state=PollState.CLOSED, key=f"quiz-{n}")
            for n in range(QUIZ_COUNT)
        ]
        people = [*named_people(), *by_chance(20)]
        for person in people:
            _take_part(s, room, cohort, owner, quizzes, person)
        return Varied(owner, room, cohort, series, course, people)

    return db.write(build)


def _take_part(s, room, cohort, owner, quizzes, someone):
    person = None
    if not someone.is_guest:
        person = make_person(s, cohort, someone.name)
        person.added_at = BEGAN - timedelta(days=1)
    members = []
    for number, stretches in enumerate(someone.devices):
        typed = someone.name if someone.is_guest else f"{someone.name} {number}"
        member = make_member(s, room, typed)
        members.append(member)
        # The first by their own link, the others as guests whom the organiser recognised.
        if person is not None:
            match(s, member, person, **({"by": owner, "reason": "Known"} if number else {}))
        _hear(s, member, stretches)
        for quiz, right in (someone.answers[number] if someone.answers else {}).items():
            cast(s, quizzes[quiz], member, "a" if right else "b")
    for correction in someone.corrections:
        holder = {"member_id": members[0].id} if person is None else {"person_id": person.id}
        s.add(
            Correction(
                room_id=room.id, reason="Seen", by_user_id=owner.id, corrected_at=clock.now(),
                status=correction.get("status"), minutes=correction.get("minutes"), **holder,
            )
        )  # fmt: skip
        s.flush()
    if someone.name == "Left The Roster":
        person.removed_at = BEGAN + timedelta(days=2)


def _hear(s, member, stretches):
    for number, (begin, end) in enumerate(stretches):
        s.add(
            Interval(
                room_id=member.room_id,
                member_id=member.id,
                boot=f"boot {number % 2}",
                began_at=BEGAN + timedelta(seconds=begin),
                last_heard_at=BEGAN + timedelta(seconds=end),
                is_open=False,
                ending=Ending.LEFT if number % 2 else Ending.LOST,
            )
        )
    s.flush()

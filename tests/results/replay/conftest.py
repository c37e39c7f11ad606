"""A session held on the live path, with much content that only some people may see."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from tests.factories import (
    make_course,
    make_learner,
    make_member,
    make_poll_item,
    make_slide,
    make_user,
)
from tests.learn.courses.test_places import programme
from tests.people.accounts.browsing import signed_in
from tests.room.engine.rig import Rig, make_scene
from webinar.content.lessons.model import SlideText
from webinar.kit import clock
from webinar.learn.courses.actions import add_session
from webinar.learn.courses.seating import sit
from webinar.people.accounts.models import Browser
from webinar.results.replay.script import script_of
from webinar.room.rooms.models import Room, RoomState, Seat

START = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
# Words that must appear in no script and on no page.
PRIVATE_WORDS = (
    "only-notes",
    "only-hosts-chat",
    "only-waiting-question",
    "only-declined-question",
    "only-reason",
    "only-a-group-note",
    "only-a-step-reason",
    "Zarina",
)


class Time:
    """The session's clock, which moves only when a test calls `go`."""

    def __init__(self):
        self.now = START

    def __call__(self):
        return self.now

    def go(self, minutes):
        self.now = START + timedelta(minutes=minutes)


@dataclass
class PlayedSession:
    db: object
    room: Room
    scene: object
    rig: Rig

    def script(self, language="en"):
        with self.db.read() as session:
            return script_of(session, session.get_one(Room, self.room.id), language)

    def kinds(self, language="en"):
        """The scenes as `(minute, kind)`."""
        return [(scene.at / 60_000, scene.kind) for scene in self.script(language).scenes]


def module():
    quiz, opinion = make_poll_item(), make_poll_item(is_quiz=False)
    played_module = programme(
        ("open", "intro", "welcome", "which"), ("talk", "talk", "view", "end")
    )
    slides = list(played_module.slides)
    slides[1] = make_slide("open--which", poll=quiz)
    slides[2] = make_slide("talk--view", poll=opinion)
    notes = {
        tag: SlideText(f"welcome {tag}", f"<p>welcome {tag}</p>", "<p>only-notes</p>")
        for tag in ("en", "ru", "kk")
    }
    slides[0] = make_slide("open--welcome")
    slides[0].text.update(notes)
    played_module.slides[:] = slides
    return played_module


@pytest.fixture
def time(monkeypatch):
    time = Time()
    monkeypatch.setattr(clock, "now", time)
    return time


@pytest.fixture
def played(db, time):
    """Forty minutes with two polls, questions, a break, a step and group work; then it ended."""
    scene = make_scene(db, module=module(), state=RoomState.LIVE)
    rig = Rig(db)
    session = PlayedSession(db, scene.room, scene, rig)
    names = ("P1", "P2", "P3", "P4", "Zarina")
    *others, zarina = db.write(lambda s: [make_member(s, scene.room, name) for name in names])
    everybody = [scene.ada, scene.bek, *others]

    def do(minute, member, name, **fields):
        time.go(minute)
        answer = rig.do(member, name, **fields)
        assert answer["ok"], (name, answer)
        return answer

    host = scene.host
    write = {"language": "en"}
    do(1, host, "question.set", open=True, moderated=True, anonymous=True)
    do(1, host, "chat.set", mode="everyone")
    do(2, scene.ada, "question.ask", text="Who pays?", **write)
    do(2, scene.bek, "question.ask", text="only-waiting-question", **write)
    do(2, scene.bek, "question.ask", text="only-declined-question", **write)
    do(3, zarina, "question.ask_anonymously", text="Is it safe?", token="t" * 32, **write)
    do(3, zarina, "hand.raise")
    do(3, scene.ada, "chat.say", text="only-hosts-chat", to="private", **write)
    do(4, host, "question.show", question=1)
    do(4, host, "question.show", question=4)
    do(4, host, "question.decline", question=3, reason="only-reason")
    do(5, host, "slide.go", slide=1)
    do(6, host, "poll.open", poll="open--which")
    for member in everybody:
        do(7, member, "poll.vote", poll="open--which", options=["b"])
    do(8, host, "poll.close", poll="open--which")
    do(9, host, "poll.reveal", poll="open--which")
    do(10, host, "break.start", minutes=10)
    do(19, host, "timing.end")
    do(20, host, "slide.go", slide=2)
    do(22, host, "poll.open", poll="talk--view")
    do(23, scene.ada, "poll.vote", poll="talk--view", options=["c"])
    do(24, host, "poll.close", poll="talk--view")
    do(25, host, "stage.show", kind="question", key="1")
    do(26, host, "question.answer", question=1, words="The ministry.", **write)
    do(27, host, "stage.clear")
    do(28, scene.ada, "step.propose", text="Teach it", **write)
    do(29, host, "step.put", step=1)
    for member in (scene.ada, scene.bek):
        do(30, member, "step.answer", step=1, ballot=1, answer="agree")
    reason = {"answer": "reserve", "reason": "only-a-step-reason"}
    do(30, zarina, "step.answer", step=1, ballot=1, **reason)
    do(31, host, "step.close", step=1)
    time.go(32)
    rig.timers.look()
    do(33, host, "groups.draft", split="random", size=4, everyone=True, seed=1)
    do(33, host, "groups.start", minutes=5)
    for member in (*everybody, zarina):
        group = rig.snapshot(member)["groups"]["mine"]
        text = "Brought to all" if group == 1 else "only-a-group-note"
        note = {"round": 1, "group": group, "block": f"block-{member.number:04}", "was": ""}
        do(34, member, "group.write", now=text, **note, **write)
    do(35, host, "groups.close")
    do(36, host, "stage.show", kind="group_note", key="1")
    do(39, host, "slide.go", slide=3)
    do(40, host, "room.end")
    return session


@pytest.fixture
def at(app, db, played):
    """`at(seat)`: the browser of somebody who may watch only because of this seat."""

    def at(seat):
        user = db.write(lambda s: make_user(s, "Somebody"))
        visitor = signed_in(app, user)
        with db.read() as session:
            browser_id = session.query(Browser).filter_by(user_id=user.id).one().id
        db.write(lambda s: seat(s, browser_id))
        return visitor

    return at


@pytest.fixture
def address(played):
    return f"/replay/{played.room.code}"


def as_member(played, member):
    def seat(session, browser_id):
        session.add(Seat(browser_id=browser_id, room_id=played.room.id, member_id=member.id))

    return seat


def as_learner(played, with_session=True):
    def seat(session, browser_id):
        course = make_course(session, module=module())
        if with_session:
            add_session(session, course, session.get_one(Room, played.room.id))
        sit(session, make_learner(session, course, language="en"), browser_id)

    return seat

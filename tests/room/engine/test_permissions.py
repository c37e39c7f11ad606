"""Each role may run exactly the commands and queries of a table, in its own room, until removal."""

from datetime import timedelta
from functools import cache

import pytest
from sqlalchemy import select

from tests.factories import make_change, make_draft, make_member, make_poll, make_room
from tests.live.assessment.making import PRE, make_programme
from tests.live.groups import making as groups
from tests.live.questions.making import make_talk
from tests.live.steps.making import ask_owner, decide, make_step
from tests.room.engine.asking import COMMANDS_AND_QUERIES, FIELDS, fields_of
from tests.room.engine.rig import version_of
from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit import clock
from webinar.kit.permissions import ABILITIES, Can, Role, can
from webinar.live.assessment.models import GivenAnswer, OpenedTest
from webinar.live.captions.actions import say
from webinar.live.picks.models import Pick
from webinar.live.polls.models import PollState
from webinar.live.proxies.models import Hall, HallPerson
from webinar.live.recording.models import RecordingRules
from webinar.live.signals.models import Hand
from webinar.live.steps.models import StepState, Verdict
from webinar.live.talk.models import SpeakingGrant
from webinar.live.timing.models import Countdown, Runs
from webinar.live.voice.models import VoiceChannel
from webinar.room.engine.models import Interval
from webinar.room.engine.registry import COMMANDS, QUERIES
from webinar.room.rooms.models import Member, Room, RoomState

pytestmark = pytest.mark.any_python

HOSTS = {Role.HOST, Role.PRESENTER}
EVERYONE = set(Role)
# A hall's facilitator, who has none of these roles, may too: see tests/live/proxies.
ENTERING = HOSTS | {Role.MODERATOR}
MODERATORS = HOSTS | {Role.MODERATOR}
PARTICIPANT = {Role.PARTICIPANT}
PROPOSING = HOSTS | PARTICIPANT
MAY = {
    "awaited.poll": MODERATORS,
    "awaited.step": MODERATORS,
    "break.start": HOSTS,
    "caption.correct": {Role.INTERPRETER},
    "caption.say": {Role.INTERPRETER},
    "floor.decline": HOSTS,
    "floor.offer": HOSTS,
    "floor.take": HOSTS,
    "recording.pause": HOSTS,
    "recording.resume": HOSTS,
    "voice.hold_slides": MODERATORS,
    "voice.offer": HOSTS | {Role.MODERATOR, Role.INTERPRETER},
    "talk.end": MODERATORS,
    "talk.extend": MODERATORS,
    "talk.finish": PARTICIPANT,
    "talk.grant": MODERATORS,
    "talk.hold": PARTICIPANT,
    "talk.keep": PARTICIPANT,
    "talk.release": PARTICIPANT,
    "voice.renew": HOSTS | {Role.MODERATOR, Role.INTERPRETER},
    "voice.silence": MODERATORS,
    "voice.stop": HOSTS | {Role.MODERATOR, Role.INTERPRETER},
    "voice.take": HOSTS | {Role.MODERATOR, Role.INTERPRETER},
    "media.grants": EVERYONE,
    "lane.offer": {Role.INTERPRETER},
    "lane.take": {Role.INTERPRETER},
    "group.ask": {Role.PARTICIPANT},
    "group.close_poll": {Role.PARTICIPANT},
    "group.help": {Role.PARTICIPANT},
    "group.join": {Role.PARTICIPANT},
    "group.restore": {Role.PARTICIPANT},
    "group.vote": {Role.PARTICIPANT},
    "group.write": {Role.PARTICIPANT},
    "groups.answer": HOSTS,
    "groups.close": HOSTS,
    "groups.discard": HOSTS,
    "groups.draft": HOSTS,
    "groups.helped": HOSTS,
    "groups.move": HOSTS,
    "groups.start": HOSTS,
    "groups.tell": HOSTS,
    "groups.time": HOSTS,
    "chat.mute": MODERATORS,
    "chat.page": EVERYONE,
    "chat.remove": MODERATORS,
    "chat.say": EVERYONE,
    "chat.set": MODERATORS,
    "countdown.start": HOSTS,
    "hall.add": ENTERING,
    "hall.give": ENTERING,
    "hall.hands": ENTERING,
    "hall.leave": ENTERING,
    "hall.make": ENTERING,
    "hall.match": ENTERING,
    "hall.reset": ENTERING,
    "hall.return": ENTERING,
    "hall.vote": ENTERING,
    "hand.call": HOSTS | {Role.MODERATOR},
    "hand.dismiss": HOSTS | {Role.MODERATOR},
    "hand.dismiss_all": HOSTS | {Role.MODERATOR},
    "hand.lower": {Role.PARTICIPANT},
    "hand.raise": {Role.PARTICIPANT},
    "catchup.done": EVERYONE,
    "catchup.look": EVERYONE,
    "lobby.admit": HOSTS | {Role.MODERATOR},
    "lobby.admit_all": HOSTS | {Role.MODERATOR},
    "lobby.clear": HOSTS | {Role.MODERATOR},
    "lobby.ask": EVERYONE,
    "lobby.link": EVERYONE,
    "lobby.look": EVERYONE,
    "lobby.refuse": HOSTS | {Role.MODERATOR},
    "lobby.set": HOSTS | {Role.MODERATOR},
    "member.language": EVERYONE,
    "poll.again": HOSTS,
    "member.remove": HOSTS | {Role.MODERATOR},
    "member.rename": EVERYONE,
    "member.restore": HOSTS | {Role.MODERATOR},
    "pace.ask": {Role.INTERPRETER},
    "pace.signal": {Role.PARTICIPANT},
    "pick.call": MODERATORS,
    "pick.clear": MODERATORS,
    "pick.draw": MODERATORS,
    "poll.close": HOSTS,
    "poll.create": HOSTS,
    "poll.extend": HOSTS,
    "poll.hide": HOSTS | {Role.MODERATOR},
    "poll.open": HOSTS,
    "poll.reopen": HOSTS,
    "poll.reveal": HOSTS,
    "poll.show": HOSTS | {Role.MODERATOR},
    "poll.vote": {Role.PARTICIPANT},
    "question.answer": MODERATORS,
    "question.ask": PARTICIPANT,
    "question.ask_anonymously": PARTICIPANT,
    "question.decline": MODERATORS,
    "question.list": EVERYONE,
    "question.merge": MODERATORS,
    "question.mine": PARTICIPANT,
    "question.park": MODERATORS,
    "question.set": MODERATORS,
    "question.show": MODERATORS,
    "question.translate": MODERATORS | {Role.INTERPRETER},
    "question.vote": PARTICIPANT,
    "reaction.send": {Role.PARTICIPANT},
    "remote.snapshot": EVERYONE,
    "room.end": HOSTS,
    "room.extend": HOSTS,
    "room.snapshot": EVERYONE,
    "room.start": HOSTS,
    "marker.set": HOSTS,
    "pointer.move": HOSTS,
    "slide.go": HOSTS,
    "slide.hide": HOSTS,
    "slide.unhide": HOSTS,
    "stage.clear": HOSTS,
    "still.remove": HOSTS,
    "stage.show": HOSTS,
    "step.accept": PROPOSING,
    "step.amend": PROPOSING,
    "step.answer": {Role.PARTICIPANT},
    "step.close": HOSTS,
    "step.decide": HOSTS,
    "step.decline": PROPOSING,
    "step.detail": HOSTS,
    "step.disown": HOSTS,
    "step.drop": HOSTS,
    "step.history": EVERYONE,
    "step.merge": HOSTS,
    "step.on_paper": HOSTS,
    "step.own": PROPOSING,
    "step.propose": PROPOSING,
    "step.put": HOSTS,
    "step.recall": HOSTS,
    "step.restore": HOSTS,
    "step.terms": HOSTS,
    "step.translate": MODERATORS | {Role.INTERPRETER},
    "step.use": HOSTS,
    "test.answer": {Role.PARTICIPANT},
    "test.close": HOSTS,
    "test.days": HOSTS,
    "test.hand_in": {Role.PARTICIPANT},
    "test.open": HOSTS,
    "timing.add": HOSTS,
    "timing.end": HOSTS,
}
# Commands given before a session starts.
COMMANDS_BEFORE_START = ("room.start", "step.terms")
REFUSED = {"ok": False, "code": "not_allowed", "retry": False}


@pytest.fixture
def prepared(db):
    """`prepared(role, name)` makes a room and its member, for whom the command is possible."""

    def prepare(role, name):
        def build(s):
            state = RoomState.PLANNED if name in COMMANDS_BEFORE_START else RoomState.LIVE
            room = make_room(s, module=make_programme(), state=state)
            for state in (PollState.OPEN, PollState.CLOSED):
                make_poll(s, room, "a", "b", key=state.value, state=state)
            make_poll(s, room, key="text", kind=PollKind.TEXT)
            member = make_member(s, room, "Somebody", role)
            if role is Role.INTERPRETER:
                member.interprets = "kk"
                if name == "caption.correct":
                    say(make_change(s, room), member, "Good mornin")
            channel = "kk" if role is Role.INTERPRETER else "floor"
            s.add(RecordingRules(room_id=room.id, is_on=True))
            s.add(VoiceChannel(room_id=room.id, channel=channel, member_id=member.id, turn=1))
            _prepare_steps(s, room, member)
            s.add(make_draft(room, "closing--meet"))
            _prepare_hall(s, room)
            _prepare_tests(s, room, member)
            _prepare_pick(s, room)
            if name.startswith("group"):
                groups.prepare(s, room, member, name)
            make_talk(s, room, member)
            s.add(Hand(room_id=room.id, member_id=member.id, raised_at=clock.now()))
            later = clock.now() + timedelta(minutes=5)
            s.add(SpeakingGrant(room_id=room.id, member_id=member.id, seconds=60, ends_at=later))
            s.add(
                Countdown(
                    room_id=room.id,
                    kind=Runs.ACTIVITY,
                    label="group_work",
                    started_at=clock.now(),
                    ends_at=later,
                )
            )
            _prepare_door(s, room)
            return room, member

        return db.write(build)

    return prepare


@pytest.fixture
def shared(prepared):
    """Like `prepared`, for refused commands: they leave the session unchanged for the next one."""
    once = cache(prepared)

    def prepare(role, name):
        return once(role, name if _is_prepared_for(name) else "")

    return prepare


@pytest.fixture
def answer_of(rig, prepared):
    """`answer_of(role, name)` runs the command in a session where it is possible.

    It reuses the role's session, and prepares a new one only if earlier commands made this one
    impossible: preparing takes longer than asking.
    """
    used = {}

    def answer(role, name):
        if role in used and not _is_prepared_for(name):
            answered = rig.ask(used[role], name, **fields_of(name))
            if answered["ok"] or answered["code"] == REFUSED["code"]:
                return answered
        _room, member = prepared(role, name)
        if not _is_prepared_for(name):
            used[role] = member
        return rig.ask(member, name, **fields_of(name))

    return answer


def _is_prepared_for(name):
    """Say whether `prepared` builds a special session for this command."""
    return name.startswith("group") or name in ("caption.correct", *COMMANDS_BEFORE_START)


def _prepare_steps(s, room, member):
    """Put step 1, propose 2 and 4, ask this member to own 3, drop 5, and decide 6."""
    make_step(s, room, member, state=StepState.PUT)
    make_step(s, room, member)
    ask_owner(s, make_step(s, room, member, state=StepState.AGREED), member, member)
    make_step(s, room, member)
    make_step(s, room, member, state=StepState.DROPPED)
    decide(s, make_step(s, room, member, ballot=1), Verdict.NOT_AGREED)


def _prepare_door(s, room):
    """Member 90 waits to be admitted, and member 91 was removed."""
    waiting, removed = (make_member(s, room, name) for name in ("Waiting", "Removed"))
    waiting.number, waiting.waits_since = 90, clock.now()
    removed.number, removed.removed_at = 91, clock.now()


def _prepare_hall(s, room):
    """Dina (2) enters answers for a hall in which Askar (4) sits; Rosa (3) has a phone."""
    dina, _rosa, askar = (make_member(s, room, name) for name in ("Dina", "Rosa", "Askar"))
    hall = Hall(room_id=room.id, number=1, name="Atyrau", facilitator_id=dina.id)
    s.add(hall)
    s.flush()
    s.add(HallPerson(member_id=askar.id, hall_id=hall.id, since=clock.now(), tries=0))


def _prepare_pick(s, room):
    """Dina (2) and Rosa (3) are here, and Dina is chosen to answer."""
    at = clock.now()
    both = select(Member).filter_by(room_id=room.id).where(Member.name.in_(("Dina", "Rosa")))
    dina, rosa = s.scalars(both.order_by(Member.number))
    for person in (dina, rosa):
        period = {"boot": "boot", "began_at": at, "last_heard_at": at}
        s.add(Interval(room_id=room.id, member_id=person.id, **period))
    s.add(Pick(room_id=room.id, member_id=dina.id, times=1, is_shown=True))


def _prepare_tests(s, room, member):
    """The pre-test is open, and one of its questions is answered."""
    s.add(OpenedTest(room_id=room.id, part=PRE, opened_at=clock.now()))
    item = f"{PRE}--q2"
    s.add(GivenAnswer(member_id=member.id, item=item, options=["a"], answered_at=clock.now()))
    s.flush()


def test_table_covers_every_registered_command_and_query():
    assert MAY.keys() == COMMANDS.keys() | QUERIES.keys()
    assert FIELDS.keys() == COMMANDS.keys()


@pytest.mark.parametrize("role", list(Role))
def test_role_may_run_exactly_the_commands_of_the_table(db, rig, answer_of, shared, role):
    for name in COMMANDS_AND_QUERIES:
        if role in MAY[name]:
            answer = answer_of(role, name)
            assert answer["ok"], (name, answer)
        else:
            room, member = shared(role, name)
            rig.said.clear()

            answer = rig.ask(member, name, **fields_of(name))

            assert (answer, rig.said) == (REFUSED, []), name
            assert version_of(db, room) == 0, name


def test_member_of_another_session_may_do_nothing_in_this_one(db, rig, prepared, shared):
    _elsewhere, stranger = prepared(Role.HOST, "")
    for name in COMMANDS_AND_QUERIES:
        room, _member = shared(Role.HOST, name)

        answer = rig.ask(stranger, name, in_room=room, **fields_of(name))

        assert (answer, version_of(db, room)) == (REFUSED, 0), name


@pytest.mark.parametrize("role", [Role.HOST, Role.PARTICIPANT])
def test_removed_member_may_do_nothing(db, rig, shared, role):
    for name in COMMANDS_AND_QUERIES:
        _room, member = shared(role, name)

        def remove(s, member_id=member.id):
            s.get(Member, member_id).removed_at = clock.now()

        db.write(remove)

        assert rig.ask(member, name, **fields_of(name)) == REFUSED, name


def test_nonexistent_member_may_do_nothing(db, rig, shared):
    for name in COMMANDS_AND_QUERIES:
        room, member = shared(Role.HOST, name)
        unknown_member = Member(id=member.id + 1000, room_id=room.id)

        assert rig.ask(unknown_member, name, **fields_of(name)) == REFUSED, name


def test_role_change_applies_from_the_next_command(db, rig, prepared):
    room, member = prepared(Role.PRESENTER, "slide.go")
    before = rig.ask(member, "slide.go", **fields_of("slide.go"))

    def demote(change):
        change.db.get(Member, member.id).role = Role.PARTICIPANT

    rig.queue.run(room.id, demote)
    after = rig.ask(member, "slide.go", **fields_of("slide.go"))

    assert before["ok"]
    assert after == REFUSED


POLL_COMMANDS = ["poll.open", "poll.close", "poll.reopen", "poll.reveal", "poll.vote"]


@pytest.mark.parametrize("name", POLL_COMMANDS)
def test_a_poll_of_another_session_is_unknown(db, rig, scene, name):
    def build(s):
        make_poll(s, make_room(s), "a", "b", key="theirs")
        make_poll(s, s.get(Room, scene.room.id), "a", "b", key="ours")

    db.write(build)
    member = scene.ada if name == "poll.vote" else scene.host

    fields = {"poll": "theirs"} | ({"options": ["a"]} if name == "poll.vote" else {})

    assert rig.do(member, name, **fields)["code"] == "unknown_poll"


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in COMMANDS_AND_QUERIES
        if name.startswith("step.") and "step" in fields_of(name)
    ],
)
def test_a_step_of_another_session_is_unknown(rig, prepared, scene, name):
    prepared(Role.HOST, name)
    member = scene.host if Role.HOST in MAY[name] else scene.ada

    assert rig.ask(member, name, **fields_of(name))["code"] == "unknown_step"


def test_every_role_is_listed_and_a_missing_member_has_no_abilities():
    assert ABILITIES.keys() == set(Role)
    assert not any(can(None, ability) for ability in Can)

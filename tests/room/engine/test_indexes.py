"""No query of the live path gets slower as past sessions accumulate."""

import re
import time

import pytest

from tests.factories import make_draft, make_member
from tests.room.engine.asking import NOTE
from tests.room.engine.listening import statements_of
from tests.room.engine.rig import new_op_id
from webinar.kit import clock
from webinar.kit.permissions import Role
from webinar.live.captions.actions import leave
from webinar.live.presence.actions import Recorder, close_orphans
from webinar.people.accounts.browsers import find_by_token, keep_browser
from webinar.people.accounts.models import User
from webinar.room.engine.connections import Connection
from webinar.room.engine.lifecycle import DUE
from webinar.room.engine.presence import Presence
from webinar.room.rooms import queries
from webinar.room.rooms.models import Member, Room
from webinar.room.sessions.actions import seat_user
from webinar.room.sessions.arrivals import Arrivals
from webinar.room.sessions.seating import Arrival
from webinar.tables import metadata

pytestmark = pytest.mark.every_way

# Tables that grow with every session.
GROWING = {
    "courses",
    "course_sessions",
    "course_narrations",
    "learners",
    "learner_seats",
    "joined_learners",
    "forgotten_links",
    "study_stretches",
    "slide_progress",
    "study_answers",
    "study_tallies",
    "answer_drafts",
    "repeat_answers",
    "inquiries",
    "slide_notes",
    "slide_marks",
    "automatic_letters",
    "session_reminders",
    "answer_files",
    "completion_rules",
    "exam_rules",
    "exam_attempts",
    "exam_answers",
    "lti_platforms",
    "lti_invitations",
    "lti_courses",
    "lti_links",
    "lti_users",
    "lti_grades",
    "lti_tickets",
    "lti_nonces",
    "statements",
    "statement_marks",
    "roster_drafts",
    "calendar_links",
    "export_profiles",
    "cohorts",
    "people",
    "roster_imports",
    "name_changes",
    "person_links",
    "invited",
    "matches",
    "series",
    "series_sessions",
    "co_owners",
    "viewers",
    "attendance_rules",
    "corrections",
    "frozen_reports",
    "certificate_numbers",
    "certificate_rules",
    "automatic_certificates",
    "emblems",
    "certificates",
    "audit",
    "retention",
    "purged",
    "call_entries",
    "consent_texts",
    "consents",
    "rooms",
    "members",
    "seats",
    "hidden_slides",
    "timeline",
    "operations",
    "intervals",
    "deadlines",
    "polls",
    "poll_options",
    "ballots",
    "choices",
    "poll_numbers",
    "poll_number_counts",
    "poll_texts",
    "poll_words",
    "poll_hidden_words",
    "captions",
    "lanes",
    "caption_sources",
    "voice_channels",
    "speaking_grants",
    "recording_rules",
    "recording_spans",
    "recorded_sounds",
    "stills",
    "hands",
    "pace_signals",
    "picks",
    "reaction_counts",
    "countdowns",
    "steps",
    "step_drafts",
    "step_answers",
    "step_wordings",
    "step_owners",
    "step_outcomes",
    "step_terms",
    "step_reports",
    "step_reminders",
    "step_files",
    "follow_ups",
    "follow_links",
    "browsers",
    "tests",
    "test_papers",
    "test_answers",
    "halls",
    "hall_people",
    "hall_votes",
    "hand_counts",
    "same_people",
    "group_rounds",
    "round_groups",
    "group_members",
    "note_blocks",
    "note_revisions",
    "group_polls",
    "group_ballots",
    "group_messages",
    "question_rules",
    "questions",
    "question_votes",
    "question_translations",
    "chat_rules",
    "chat_messages",
    "chat_mutes",
    "expected_names",
}


# A vote for each kind of poll.
ANSWERS = {
    "single": {"options": ["option-1"]},
    "ranking": {"options": ["option-2", "option-1"]},
    "points": {"points": {"option-1": 3}},
    "numeric": {"number": 3.5},
    "text": {"text": "Tea"},
    "cloud": {"words": ["Tea", "coffee"]},
}


@pytest.fixture(autouse=True)
def only_sqlite(db):
    if not db.is_sqlite:
        pytest.skip("PostgreSQL plans by the contents of its tables, and these are empty")


def send_commands(rig, scene):
    """Run every command of polls, slides and steps in a session."""
    rig.do(scene.host, "slide.go", slide=1)
    rig.do(scene.host, "poll.open", poll="which")
    for option in ("a", "b"):
        rig.do(scene.ada, "poll.vote", poll="which", options=[option])
    rig.do(scene.host, "poll.close", poll="which")
    rig.do(scene.host, "poll.reveal", poll="which")
    rig.do(scene.host, "poll.again", poll="which")
    draft = {"quiz": False, "language": "en", "question": "Tea?", "abstain": True}
    for number, kind in enumerate(ANSWERS, 1):
        options = [] if kind in ("numeric", "text", "cloud") else ["Yes", "No"]
        for name, is_anonymous in ((f"spot-{2 * number - 1}", False), (f"spot-{2 * number}", True)):
            poll = draft | {"kind": kind, "options": options, "anonymous": is_anonymous}
            rig.do(scene.host, "poll.create", **poll)
            rig.do(scene.host, "poll.open", poll=name, seconds=60)
            for answer in (ANSWERS[kind], ANSWERS[kind], {"abstain": True}):
                rig.do(scene.ada, "poll.vote", poll=name, **answer)
            rig.do(scene.host, "poll.extend", poll=name, seconds=60)
            rig.do(scene.host, "poll.close", poll=name)
            for verb in ("show", "hide"):
                rig.do(scene.host, f"poll.{verb}", poll=name, everything=True)
            rig.do(scene.host, "poll.reveal", poll=name)
    for text in ("Meet again", "Write it down"):
        rig.do(scene.ada, "step.propose", text=text, language="en")
    rig.do(scene.host, "step.put", step=1)
    rig.do(scene.host, "step.put", step=2)
    for answer in ("agree", "abstain"):
        rig.do(scene.bek, "step.answer", step=2, ballot=1, answer=answer, reason="So")
    rig.do(scene.host, "step.own", step=2, role="Head of unit")
    rig.do(scene.bek, "step.accept", step=2, owner=1)
    rig.do(scene.host, "step.translate", step=2, text="Кездесу", language="kk", base=1)
    rig.do(scene.host, "step.close", step=2)
    rig.do(scene.host, "step.decide", step=2, outcome="agreed", reason="So")
    rig.do(scene.host, "step.use", draft="closing--meet", put=True)
    rig.do(scene.ada, "member.language", language="kk")
    repeated = {"slide": 2, "op_id": new_op_id()}
    for _ in range(2):
        assert rig.ask(scene.host, "slide.go", **repeated)["ok"]


def work_in_groups(rig, scene):
    """Run a round of group work with every command of groups."""
    rig.do(scene.host, "groups.draft", split="random", everyone=True)
    rig.do(scene.host, "groups.discard")
    rig.do(scene.host, "groups.draft", split="random", everyone=True)
    rig.do(scene.host, "groups.start", minutes=15)
    for member in (scene.ada, scene.bek):
        rig.do(member, "group.join")
        rig.do(member, "group.write", **NOTE, was="", now=f"By {member.name}", language="en")
    rig.do(scene.ada, "group.write", **NOTE, was="By Ada By Bek", now="", language="en")
    rig.do(scene.ada, "group.restore", **NOTE)
    rig.do(scene.ada, "group.help", wanted=True)
    rig.do(scene.host, "groups.answer", group=1)
    rig.do(scene.host, "groups.helped", group=1)
    rig.do(scene.ada, "group.ask", question="Tea?", options=["Yes", "No"], language="en")
    rig.do(scene.ada, "group.vote", poll=1, option=0)
    rig.do(scene.ada, "group.close_poll", poll=1)
    rig.do(scene.host, "groups.move", member=2, group=1)
    rig.do(scene.host, "groups.tell", group=0, text="Five minutes", language="en")
    rig.do(scene.host, "groups.time", minutes=5)
    rig.beat()
    for member in (scene.host, scene.ada):
        assert rig.snapshot(member)["groups"]["items"]
    rig.do(scene.host, "stage.show", kind="group_note", key="1")
    rig.do(scene.host, "groups.close")


def broadcast_states(rig, scene):
    rig.do(scene.host, "poll.open", poll="which")
    rig.do(scene.ada, "step.propose", text="Meet again", language="en")
    rig.do(scene.host, "step.put", step=1)
    rig.do(scene.ada, "poll.vote", poll="which", options=["a"])
    rig.do(scene.bek, "step.answer", step=1, ballot=1, answer="agree", reason="So")
    rig.pulse.stir(scene.room.id, [("room.people", "")])
    rig.beat()
    rig.tick(scene.room.id)
    for member in (scene.host, scene.ada):
        rig.snapshot(member)


def type_captions(rig, scene):
    def build(session):
        dana = make_member(session, session.get(Room, scene.room.id), "Dana", Role.INTERPRETER)
        dana.interprets = "kk"
        return dana

    dana = rig.db.write(build)
    rig.do(scene.host, "floor.take", holder=None)
    rig.do(dana, "lane.take", holder=None)
    for text in ("One", "Two", "Three"):
        assert rig.do(dana, "caption.say", text=text)["ok"]
    rig.do(dana, "caption.correct", line=3, text="Three!")
    rig.do(scene.ada, "member.language", language="kk")
    for member in (scene.host, scene.ada):
        rig.snapshot(member)
    rig.queue.run(scene.room.id, lambda change: leave(change, change.db.get_one(Member, dana.id)))


def send_signals_and_time(rig, scene):
    for command in ("hand.raise", "hand.raise", "hand.lower", "hand.raise"):
        rig.do(scene.ada, command)
    rig.do(scene.bek, "hand.raise")
    rig.do(scene.ada, "pace.signal", kind="slower")
    rig.do(scene.ada, "reaction.send", kind="good")
    rig.do(scene.host, "hand.call", member=scene.ada.number)
    rig.do(scene.host, "hand.call", member=scene.bek.number)
    for command, member in (("grant", scene.ada), ("grant", scene.bek), ("extend", scene.ada)):
        assert rig.do(scene.host, f"talk.{command}", member=member.number)["ok"]
    assert rig.do(scene.ada, "talk.hold")["ok"]
    for command in ("keep", "release"):
        assert rig.do(scene.ada, f"talk.{command}", turn=1)["ok"]
    rig.do(scene.host, "countdown.start", minutes=5)
    rig.do(scene.host, "break.start", minutes=5)
    rig.do(scene.host, "timing.add")
    rig.beat()
    for member in (scene.host, scene.ada):
        rig.snapshot(member)
    rig.do(scene.ada, "talk.finish")
    for kind in ("talk.expire", "hands.look", "pace.fade", "timing.end"):
        rig.queue.run(scene.room.id, lambda change, kind=kind: DUE[kind](change, ""))
    rig.do(scene.host, "hand.dismiss_all")


def use_lobby_and_catch_up(rig, scene):
    ada = scene.ada.number
    rig.do(scene.host, "lobby.set", mode="admit")
    for query in ("lobby.look", "catchup.look"):
        rig.ask(scene.ada, query)
    rig.do(scene.ada, "member.rename", name="Ada L")
    rig.do(scene.ada, "catchup.done", slides=1)
    rig.do(scene.host, "member.remove", member=ada)
    rig.do(scene.host, "member.restore", member=ada)
    rig.do(scene.host, "lobby.admit_all")
    rig.beat()
    rig.snapshot(scene.host)


def track_presence(rig, scene):
    presence = Presence(
        rig.queue,
        rig.connections,
        heard_at=lambda _eio_sid: time.monotonic(),
        on_change=lambda _room_id: None,
        record=Recorder("boot"),
    )
    presence.note_arrival(Connection("sid", "eio", scene.room.id, scene.ada.id, 0))
    presence.look()
    presence.look(everything=True)


def end_session(rig, scene):
    rig.do(scene.host, "poll.open", poll="which")
    rig.do(scene.host, "room.end")


def join_session(rig, scene):
    arrivals = Arrivals(rig.queue.run)
    for _ in range(2):
        arrivals.seat(scene.room.id, Arrival("a-token-of-a-browser", "Dina", "kk"))

    def seat(change):
        owner = change.db.get_one(User, scene.room.owner_id)
        browser = keep_browser(change.db, "another-token")
        for _ in range(2):
            seat_user(change, browser.id, owner, Role.HOST, "en")

    rig.queue.run(scene.room.id, seat)
    with rig.db.read() as session:
        browser = find_by_token(session, "another-token")
        room = queries.find_room(session, scene.room.code)
        assert queries.find_member_at(session, room, browser.id)
        assert queries.find_member_of_user(session, room, scene.room.owner_id)


def run_upkeep(rig, scene):
    track_presence(rig, scene)
    rig.db.write(lambda s: close_orphans(s, clock.now()))


@pytest.mark.parametrize(
    "use",
    [
        run_upkeep,
        send_commands,
        work_in_groups,
        broadcast_states,
        type_captions,
        send_signals_and_time,
        use_lobby_and_catch_up,
        track_presence,
        end_session,
        join_session,
    ],
)
def test_no_growing_table_is_scanned(db, rig, scene, use):
    db.write(lambda s: s.add(make_draft(scene.room, "closing--meet")))

    with statements_of(db.writer, db._reader) as sent:
        use(rig, scene)

    scans = {plan for statement, values in sent for plan in plans(db, statement, values)}
    assert not scans


def test_table_scan_would_be_detected(db):
    """A plan without an index is found under the table's name and under an alias."""
    for statement in ("SELECT * FROM members", "SELECT * FROM choices AS c WHERE c.option_id = 1"):
        assert plans(db, statement, ())


def plans(db, statement, values):
    """Return each growing table that this statement scans, with the statement."""
    if not statement.startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
        return []
    names = GROWING | {
        alias for table, alias in re.findall(r"\b(\w+) AS (\w+)", statement) if table in GROWING
    }
    with db.read() as session:
        driver = session.connection().connection.driver_connection
        rows = driver.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
    if statement.startswith("INSERT"):
        # SQLite looks for references to a new row only while a dangling reference exists.
        names &= set(re.findall(r"\w+", statement))
    # The index of open intervals does not grow.
    steps = [row[-1] for row in rows if "ix_intervals_open" not in row[-1]]
    scanned = [re.match(r"SCAN (\w+)", step) for step in steps]
    return [(match[1], statement) for match in scanned if match and match[1] in names]


def test_every_growing_table_is_listed():
    # `sealed_answers` holds answers only to polls that are open now.
    small_tables = {"users", "editions", "sign_in_links", "sealed_answers"}

    assert set(metadata.tables) - small_tables == GROWING

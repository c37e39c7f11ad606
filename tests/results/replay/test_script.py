"""The script of a session holds what everybody saw, when they saw it, and nothing else."""

import gzip
from datetime import timedelta

import msgspec
import pytest

from tests.factories import make_poll, make_slide
from tests.learn.courses.test_places import programme
from tests.results.replay.conftest import PRIVATE_WORDS, START
from tests.room.engine.rig import Rig, make_scene
from webinar.content.lessons.poll_kinds import PollKind
from webinar.live.polls.models import Ballot, OpenText, PollState
from webinar.live.questions.models import Question
from webinar.operate.personal.erasing import erase
from webinar.operate.personal.subject import Subject
from webinar.results.replay.reading import by_chapter
from webinar.results.replay.scenes import shown_at
from webinar.results.replay.script import script_of
from webinar.room.rooms.models import Member, Room, RoomState


def test_scenes_keep_their_order_and_times(played):
    assert played.kinds() == [
        (0, "slide"),
        (4, "asked"),
        (4, "asked"),
        (5, "slide"),
        (6, "opened"),
        (8, "closed"),
        (9, "revealed"),
        (10, "break"),
        (19, "back"),
        (19, "slide"),
        (20, "slide"),
        (22, "opened"),
        (24, "closed"),
        (25, "stage"),
        (26, "answered"),
        (27, "stage"),
        (29, "put"),
        (31, "decided"),
        (33, "groups"),
        (35, "together"),
        (36, "stage"),
        (39, "slide"),
        (39, "stage"),
    ]
    script = played.script()
    assert script.length == 40 * 60_000
    assert [(pause.at / 60_000, pause.until / 60_000) for pause in script.pauses] == [(10, 19)]
    assert [(chapter.at / 60_000, chapter.title) for chapter in script.chapters] == [
        (0, "open"),
        (20, "talk"),
    ]


def test_break_slide_is_a_pause_and_no_chapter(db, time):
    module = programme(("a", "one", "x"), ("b", "tea", "rest"), ("c", "two", "y"))
    module.slides[1] = make_slide("b--rest", is_break=True)
    started = make_scene(db, module=module, state=RoomState.LIVE)
    rig = Rig(db)
    for minute, slide in ((5, 1), (15, 2)):
        time.go(minute)
        assert rig.do(started.host, "slide.go", slide=slide)["ok"]
    time.go(20)
    assert rig.do(started.host, "room.end")["ok"]

    with db.read() as session:
        script = script_of(session, session.get_one(Room, started.room.id), "en")

    assert [(pause.at / 60_000, pause.until / 60_000) for pause in script.pauses] == [(5, 15)]
    assert [(chapter.at / 60_000, chapter.title) for chapter in script.chapters] == [
        (0, "a"),
        (15, "c"),
    ]
    assert [scene.slide for scene in script.scenes] == [0, 1, 2]


def test_script_holds_nothing_private(played):
    text = msgspec.json.encode(played.script()).decode()

    assert [word for word in PRIVATE_WORDS if word in text] == []
    # Public content is there: a script without words would prove nothing.
    assert all(word in text for word in ("Who pays?", "Is it safe?", "Brought to all", "Teach it"))


def test_result_is_shown_only_if_released_and_names_no_voters(played):
    polls = played.script().polls

    released, kept_back = polls["open--which"].view, polls["talk--view"].view
    assert released["tally"] == {"a": 0, "b": 6, "c": 0}
    assert (kept_back["state"], kept_back.get("tally"), kept_back.get("voters")) == (
        "closed",
        None,
        None,
    )
    assert not {"mine", "languages"} & (released.keys() | kept_back.keys())


def test_anonymous_poll_with_few_answers_has_no_result(db, played):
    def add(session):
        room = session.get_one(Room, played.room.id)
        poll = make_poll(session, room, "yes", "no", state=PollState.REVEALED)
        poll.is_anonymous, poll.voters = True, 3
        poll.options[0].votes = 3
        poll.opened_at = poll.closed_at = poll.revealed_at = START + timedelta(minutes=37)

    db.write(add)

    view = played.script().polls["tea"].view
    assert (view.get("tally"), view["figures"]) == (None, {"few": 5})


@pytest.mark.parametrize("state", [PollState.CLOSED, PollState.REVEALED])
def test_only_texts_approved_by_a_host_are_shown(db, played, state):
    def add(session):
        room = session.get_one(Room, played.room.id)
        poll = make_poll(session, room, kind=PollKind.TEXT, state=state)
        poll.opened_at = poll.closed_at = START + timedelta(minutes=37)
        people = (played.scene.ada, played.scene.bek, played.scene.host)
        session.add_all(
            Ballot(poll_id=poll.id, member_id=person.id, language="en", cast_at=START)
            for person in people
        )
        session.flush()
        for number, text_state in enumerate(("shown", "waiting", "hidden")):
            session.add(
                OpenText(
                    id=f"text-{number}",
                    poll_id=poll.id,
                    member_id=people[number].id,
                    text=f"is {text_state}",
                    language="en",
                    state=text_state,
                )
            )

    db.write(add)

    replies = played.script().polls["tea"].view["replies"]
    assert replies == [{"id": "text-0", "text": "is shown", "language": "en"}]


def test_names_are_those_that_were_shown(played):
    questions = played.script().questions

    assert {key: question.by for key, question in questions.items()} == {"1": "Ada", "4": ""}
    assert questions["1"].answer == "The ministry."


def test_content_removed_since_then_is_not_shown(db, played):
    def take_out(session):
        session.query(Question).filter_by(number=1).one().state = "declined"
        session.get_one(Member, played.scene.ada.id).name = "Participant 2"

    db.write(take_out)

    script = played.script()
    assert "Who pays?" not in msgspec.json.encode(script).decode()
    assert [scene.kind for scene in script.scenes if scene.question == "1"] == []
    # The stage scene stays and shows the slide now.
    assert [scene.at for scene in script.scenes if scene.kind == "stage"][0] == 25 * 60_000


def test_erased_person_is_gone_with_their_questions_and_texts(db, played):
    def forget(session):
        ada = session.get_one(Member, played.scene.ada.id)
        room = session.get_one(Room, played.room.id)
        erase(session, Subject(None, (ada,), (room,)), None)

    db.write(forget)

    text = msgspec.json.encode(played.script()).decode()
    assert '"Ada"' not in text
    assert "Who pays?" not in text


def test_step_is_shown_as_it_was_put_with_its_outcome(played):
    put, decided = (scene.step for scene in played.script().scenes if scene.step)

    assert (put.text, decided.text, decided.outcome) == ("Teach it", "Teach it", "agreed")
    assert decided.counts == {"agree": 2, "reserve": 1}


def test_slides_are_in_the_language_of_the_viewer(played):
    russian = played.script("ru")

    assert [slide.title for slide in russian.slides.values()][0] == "welcome ru"
    assert russian.polls["open--which"].text.labels["a"] == "a ru"


def test_unfinished_session_has_no_script(db, played):
    def reopen(session):
        room = session.get_one(Room, played.room.id)
        room.state, room.ended_at = RoomState.LIVE, None

    db.write(reopen)

    assert played.script() is None


@pytest.mark.parametrize(
    ("decisions", "minute"),
    [
        ([], 0),
        ([("answered", 5)], 0),
        ([("open", 3)], 3),
        ([("parked", 3), ("open", 4)], 0),
        ([("open", 3), ("declined", 4), ("open", 6)], 6),
        ([("declined", 4), ("open", 6)], 6),
    ],
)
def test_question_counts_as_shown_once_everybody_saw_it(decisions, minute):
    states = [
        ("asked", START),
        *((state, START + timedelta(minutes=at)) for state, at in decisions),
    ]

    assert shown_at(START, states) == START + timedelta(minutes=minute)


def test_list_omits_scenes_that_say_nothing(app, played):
    with app.test_request_context():
        first, second = by_chapter(played.script())

    assert [row.scene.kind for row in first.rows] == [
        "slide",
        "asked",
        "asked",
        "slide",
        "opened",
        "closed",
        "revealed",
        "break",
        "slide",
    ]
    assert [row.time for row in second.rows][:3] == ["0:20:00", "0:22:00", "0:24:00"]


def test_script_is_small(played):
    packed = gzip.compress(msgspec.json.encode(played.script()))

    assert len(packed) < 3000

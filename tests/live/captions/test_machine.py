"""Lines by machine are stored, marked, and corrected by interpreters."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.live.captions.test_captions import lane, lines_heard_by
from webinar.kit import clock
from webinar.live.captions import machine
from webinar.live.captions.files import CaptionFormat, write
from webinar.live.captions.lines import divided, fits, tail
from webinar.live.captions.machine import Outcome
from webinar.live.captions.models import Caption, CaptionSource
from webinar.live.captions.record import captions
from webinar.live.captions.track import read_cues, read_track
from webinar.room.rooms.models import Room


def now_ms():
    return int(clock.now().timestamp() * 1000)


@pytest.fixture
def source(db, scene):
    """A connected program that writes in Kazakh."""

    def make(session):
        session.add(
            CaptionSource(
                room_id=scene.room.id,
                language="kk",
                channel="floor",
                token_hash="x",
                run=1,
                is_running=True,
                made_at=clock.now(),
            )
        )

    db.write(make)


@pytest.fixture
def understand(rig, scene, source):
    """Write what the machine has understood, `ago` milliseconds after the words began."""

    def understand(text, ago=1000, long=500, confidence=0.8):
        begin = now_ms() - ago

        def work(change):
            found = change.db.get(CaptionSource, (scene.room.id, "kk"))
            return machine.write(change, found, text, begin, begin + long, confidence)

        return rig.queue.run(scene.room.id, work)

    return understand


def all_lines(db, scene):
    with db.read() as session:
        rows = session.query(Caption).filter_by(room_id=scene.room.id).order_by(Caption.number)
        return [(line.text, line.is_by_machine) for line in rows]


def test_readers_see_that_a_machine_wrote_the_line(rig, understand, aigul):
    assert understand("Сәлем") is Outcome.STORED

    assert lines_heard_by(rig, aigul) == [{"id": 1, "text": "Сәлем", "mark": "machine"}]
    view = rig.snapshot(aigul)["captions"]
    assert view == {"id": 1, "text": "Сәлем", "before": "", "mark": "machine"}


def test_hosts_see_a_lane_in_which_only_a_machine_writes(rig, understand, dana):
    understand("Сәлем")

    assert lane(rig, dana) == {
        "holder": None,
        "offered": False,
        "id": 1,
        "text": "Сәлем",
        "before": "",
        "mark": "machine",
    }


def test_interpreter_who_types_is_shown_and_the_machine_is_not(rig, db, scene, understand, dana):
    rig.do(dana, "caption.say", text="Қайырлы таң")

    assert understand("Қайырлы даң") is Outcome.TYPED

    assert all_lines(db, scene) == [("Қайырлы таң", False)]


def test_words_said_while_an_interpreter_typed_are_not_written_later(
    rig, db, scene, understand, dana
):
    rig.do(dana, "caption.say", text="Қайырлы таң")

    assert understand("Қайырлы даң", ago=60_000) is Outcome.TYPED


def test_machine_writes_again_when_the_interpreter_has_paused(rig, understand, dana, monkeypatch):
    rig.do(dana, "caption.say", text="Қайырлы таң")
    monkeypatch.setattr(machine, "TYPING", timedelta(seconds=-10))

    assert understand("Сәлем") is Outcome.STORED


def test_typed_line_has_no_mark(rig, understand, dana, aigul):
    understand("Сәлем")

    rig.do(dana, "caption.say", text="Қайырлы таң")

    assert rig.snapshot(aigul)["captions"]["mark"] == ""
    assert lines_heard_by(rig, aigul)[-1]["mark"] == ""


def test_interpreter_corrects_any_line_by_machine_without_the_lane(
    rig, db, scene, understand, dana, erlan, aigul
):
    understand("Бір", ago=3000)
    understand("Екі", ago=2000)
    rig.do(erlan, "lane.take", holder=None)

    assert rig.do(dana, "caption.correct", line=1, text="Біреу")["ok"]

    assert all_lines(db, scene) == [("Біреу", False), ("Екі", True)]
    # Readers have moved on: an earlier line would look like a new one.
    assert lines_heard_by(rig, aigul)[-1]["id"] == 2
    assert rig.do(dana, "caption.correct", line=2, text="Екеу")["ok"]
    assert lines_heard_by(rig, aigul)[-1] == {"id": 2, "text": "Екеу", "mark": ""}


def test_correction_can_be_corrected_by_its_author_alone(rig, understand, dana, erlan):
    understand("Бір", ago=3000)
    understand("Екі", ago=2000)
    rig.do(dana, "caption.correct", line=1, text="Біреу")

    assert rig.do(dana, "caption.correct", line=1, text="Біреуі")["ok"]
    assert rig.do(erlan, "caption.correct", line=1, text="Басқа")["code"] == "line_passed"


def test_participant_cannot_correct_a_line_by_machine(rig, understand, aigul):
    understand("Бір")

    assert rig.do(aigul, "caption.correct", line=1, text="Екі")["code"] == "not_allowed"


def test_repetition_is_not_stored(db, scene, understand):
    understand("Екі", ago=2000)

    assert understand("Бір", ago=3000) is Outcome.REPEATED

    assert all_lines(db, scene) == [("Екі", True)]


def test_late_line_stands_in_files_when_it_was_said(rig, db, scene, understand, dana):
    start = clock.now() - timedelta(seconds=60)
    db.write(lambda session: setattr(session.get(Room, scene.room.id), "started_at", start))
    understand("Кеш", ago=25_000, long=4000)
    rig.do(dana, "caption.correct", line=1, text="Кешіккен")
    rig.do(dana, "caption.say", text="Қазір")
    db.write(lambda session: setattr(session.get(Caption, (scene.room.id, "kk", 1)), "number", 9))

    with db.read() as session:
        room = session.get(Room, scene.room.id)
        first, second = read_cues(session, room, "kk", clock.now())

    assert [first.text, second.text] == ["Кешіккен", "Қазір"]
    assert 34_000 < first.begin < 36_500
    assert first.end - first.begin >= 4000


def test_files_mark_lines_by_machine_until_they_are_corrected(
    app, db, scene, understand, rig, dana
):
    db.write(
        lambda session: setattr(
            session.get(Room, scene.room.id), "started_at", clock.now() - timedelta(seconds=60)
        )
    )
    understand("Бір", ago=3000)
    understand("Екі", ago=2000)
    rig.do(dana, "caption.correct", line=2, text="Екеу")

    with app.test_request_context(), db.read() as session:
        track = read_track(session, session.get(Room, scene.room.id), "kk", clock.now())
        [machine_record, corrected] = captions(session, session.get(Room, scene.room.id))

    for form in CaptionFormat:
        text = write(track, form).decode()
        assert "[Машина жазған] Бір" in text
        assert "Екеу" in text and "] Екеу" not in text
    assert (machine_record.is_by_machine, machine_record.confidence_percent) == (True, 80)
    assert (machine_record.member, machine_record.name) == (None, None)
    assert (corrected.is_by_machine, corrected.name) == (False, "Dana")


def test_long_text_becomes_lines_that_share_its_time():
    text = " ".join(["сөз"] * 60)

    pieces = divided(text, 1000, 11_000)

    assert " ".join(piece.text for piece in pieces) == text
    assert all(fits(piece.text) for piece in pieces)
    assert [pieces[0].begin, pieces[-1].end] == [1000, 11_000]
    assert all(one.end == two.begin for one, two in zip(pieces, pieces[1:], strict=False))


def test_word_that_is_longer_than_a_line_is_cut():
    pieces = divided("ә" * 300, 0, 300)

    assert "".join(piece.text for piece in pieces) == "ә" * 300
    assert all(fits(piece.text) for piece in pieces)


def test_end_of_a_long_text_fits_into_a_line():
    text = " ".join(f"сөз{number}" for number in range(60))

    assert text.endswith(tail(text))
    assert fits(tail(text))


def test_stored_times_are_those_of_the_words(db, scene, understand):
    before = now_ms()
    understand("Бір", ago=3000, long=700)

    with db.read() as session:
        line = session.get(Caption, (scene.room.id, "kk", 1))
        assert line.ends_at - line.said_at == timedelta(milliseconds=700)
        assert line.said_at >= datetime.fromtimestamp(before / 1000 - 3, UTC)

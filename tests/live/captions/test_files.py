"""The files of captions: what stands in them, in each format and language."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.factories import make_member, make_room
from tests.results.reports.making import add_happening
from webinar.kit import clock
from webinar.kit.erased_names import ERASED_TEXT
from webinar.kit.permissions import Role
from webinar.live.captions import queries
from webinar.live.captions.files import CaptionFormat, write
from webinar.live.captions.models import Caption, Lane
from webinar.live.captions.track import read_track
from webinar.room.rooms.models import Room, RoomState

START = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
END = START + timedelta(minutes=40)


def caption(room, member, number, seconds, text, language="kk"):
    return Caption(
        room_id=room.id,
        language=language,
        number=number,
        member_id=member.id,
        text=text,
        said_at=START + timedelta(seconds=seconds),
    )


@pytest.fixture
def session(db, app):
    """`session(*lines)`: a session of forty minutes with these captions; a line is
    `(seconds, text)`, in Kazakh unless it has a third element.
    """

    def make(*lines):
        def build(s):
            room = make_room(s, title="Substance & use", state=RoomState.ENDED)
            room.started_at, room.ended_at, room.time_zone = START, END, "Asia/Almaty"
            dana = make_member(s, room, "Dana", Role.INTERPRETER)
            for number, (seconds, text, *language) in enumerate(lines, 1):
                s.add(caption(room, dana, number, seconds, text, *language))
            return room.id

        return db.write(build)

    return make


@pytest.fixture
def text_of(db, app):
    """`text_of(room_id, form, language)`: the text of a file, without its byte order mark."""

    def text_of(room_id, form, language="kk"):
        with app.test_request_context(), db.read() as s:
            track = read_track(s, s.get_one(Room, room_id), language, clock.now())
        return write(track, CaptionFormat(form)).decode("utf-8-sig")

    return text_of


def test_webvtt_names_the_session_its_day_and_the_language(session, text_of):
    room_id = session((5, "Қош келдіңіз"), (8, "Бастаймыз"))

    assert text_of(room_id, "vtt") == (
        "WEBVTT\n\n"
        "NOTE\nSubstance & use\nСубтитрлер: Қазақша · 2026\u202fж. 24 қараша\n\n"
        "00:00:05.000 --> 00:00:07.000\nҚош келдіңіз\n\n"
        "00:00:08.000 --> 00:00:10.000\nБастаймыз\n\n"
    )


def test_subrip_has_the_same_cues(session, text_of):
    room_id = session((5, "Қош келдіңіз"), (8, "Бастаймыз"))

    assert text_of(room_id, "srt") == (
        "1\r\n00:00:05,000 --> 00:00:07,000\r\nҚош келдіңіз\r\n\r\n"
        "2\r\n00:00:08,000 --> 00:00:10,000\r\nБастаймыз\r\n\r\n"
    )


def test_plain_text_has_breaks_among_the_lines(db, session, text_of, monkeypatch):
    room_id = session((5, "Қош келдіңіз"), (1200, "Жалғастырамыз"))

    def add_break(s):
        room = s.get_one(Room, room_id)
        for kind, minute in (("break.started", 10), ("break.ended", 19)):
            at = START + timedelta(minutes=minute)
            monkeypatch.setattr(clock, "now", lambda at=at: at)
            add_happening(s, room, kind)

    db.write(add_break)

    assert text_of(room_id, "txt").split("\r\n")[3:] == [
        "0:00:05  Қош келдіңіз",
        "0:10:00  — Үзіліс —",
        "0:20:00  Жалғастырамыз",
        "",
    ]


def test_dari_text_is_read_from_the_right(session, text_of):
    room_id = session((5, "UNODC می‌گوید", "prs"), (9, "خوش آمدید", "prs"))

    lines = text_of(room_id, "txt", "prs").split("\r\n")[3:]

    assert lines == ["\u200f0:00:05  UNODC می‌گوید", "0:00:09  خوش آمدید", ""]


@pytest.mark.parametrize("form", list(CaptionFormat))
def test_file_has_lines_of_its_own_language_as_they_are_now(session, text_of, form):
    room_id = session((5, "Қош келдіңіз"), (6, "Добро пожаловать", "ru"), (7, ERASED_TEXT), (8, ""))

    text = text_of(room_id, form)

    assert "Қош келдіңіз" in text
    assert "Добро" not in text and ERASED_TEXT not in text


@pytest.mark.parametrize("form", list(CaptionFormat))
def test_file_without_captions_says_so_in_its_language(session, text_of, form):
    text = text_of(session((5, "Қош келдіңіз")), form, "ru")

    assert "На этом языке субтитры не набирали." in text
    assert "Қош" not in text


def test_lines_outside_the_session_are_left_out(session, text_of):
    text = text_of(session((-5, "Early"), (5, "Within"), (2401, "Late")), "txt")

    assert "Within" in text
    assert "Early" not in text and "Late" not in text


def test_languages_are_counted_with_open_lanes_and_without_erased_lines(db, session):
    room_id = session((5, "a"), (6, "b"), (7, ERASED_TEXT, "ru"))

    def open_lane(s):
        [dana] = s.query(Caption.member_id).distinct().one()
        s.add(Lane(room_id=room_id, language="prs", member_id=dana))

    db.write(open_lane)

    with db.read() as s:
        room = s.get_one(Room, room_id)
        assert queries.line_counts(s, room) == {"kk": 2, "prs": 0}
        assert queries.readable_languages(s, room) == ["kk"]

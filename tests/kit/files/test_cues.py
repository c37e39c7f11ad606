"""Captions as WebVTT and SubRip: times, escaping, and the direction of lines."""

import pytest

from webinar.kit.files import subrip, webvtt
from webinar.kit.files.cues import Cue, clock_time

LINE = Cue(5_000, 7_250, "Welcome")
HOUR = 3_600_000


def webvtt_text(text, direction="ltr"):
    content = webvtt.encode([Cue(0, 1000, text, direction)]).decode()
    return content.partition("00:00:01.000\n")[2]


def subrip_text(text, direction="ltr"):
    content = subrip.encode([Cue(0, 1000, text, direction)]).decode("utf-8-sig")
    return content.partition("00:00:01,000\r\n")[2]


@pytest.mark.parametrize(
    ("millis", "time"),
    [
        (0, "00:00:00.000"),
        (59_999, "00:00:59.999"),
        (HOUR + 5_009, "01:00:05.009"),
        (100 * HOUR, "100:00:00.000"),
    ],
)
def test_time_has_hours_minutes_seconds_and_milliseconds(millis, time):
    assert clock_time(millis, ".") == time


def test_webvtt_file_has_its_signature_a_comment_and_a_cue_for_each_line():
    content = webvtt.encode([LINE, Cue(8_000, 9_000, "Next")], about="Session\n\n7\u202fKazakh")

    assert content.decode() == (
        "WEBVTT\n\n"
        "NOTE\nSession\n7\u202fKazakh\n\n"
        "00:00:05.000 --> 00:00:07.250\nWelcome\n\n"
        "00:00:08.000 --> 00:00:09.000\nNext\n\n"
    )


def test_subrip_file_numbers_its_cues_and_is_for_windows():
    content = subrip.encode([LINE, Cue(8_000, 9_000, "Next")])

    assert content == (
        b"\xef\xbb\xbf"
        b"1\r\n00:00:05,000 --> 00:00:07,250\r\nWelcome\r\n\r\n"
        b"2\r\n00:00:08,000 --> 00:00:09,000\r\nNext\r\n\r\n"
    )


def test_comment_cannot_begin_a_cue():
    content = webvtt.encode([], about="a\n\n00:00:01.000 --> 00:00:02.000\nfalse").decode()

    assert "-->" not in content
    assert content.count("\n\n") == 2


def test_webvtt_escapes_markup_and_arrows():
    assert webvtt_text("<b>1</b> & 2 --> 3") == "&lt;b&gt;1&lt;/b&gt; &amp; 2 --&gt; 3\n\n"


def test_subrip_keeps_players_from_reading_markup_and_arrows():
    gap = "\u200b"

    assert subrip_text(r"<b>1</b> {\an8} 2 --> 3") == (
        f"<{gap}b>1<{gap}/b> {{{gap}\\an8}} 2 --{gap}> 3\r\n\r\n"
    )
    assert subrip_text("1 < 2 {3}") == "1 < 2 {3}\r\n\r\n"


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028", "\u0085"])
def test_blank_line_in_a_text_does_not_end_its_cue(line_break):
    text = f"one{line_break}{line_break} {line_break}two"

    assert webvtt_text(text) == "one\ntwo\n\n"
    assert subrip_text(text) == "one\r\ntwo\r\n\r\n"


def test_dari_line_that_begins_with_latin_letters_is_read_from_the_right():
    assert webvtt_text("UNODC می‌گوید", "rtl") == "\u200fUNODC می‌گوید\n\n"
    assert webvtt_text("7 & 8", "rtl") == "\u200f7 &amp; 8\n\n"
    # The joiner inside the word stays; a line that begins in Dari needs no mark.
    assert webvtt_text("می‌گوید: UNODC", "rtl") == "می‌گوید: UNODC\n\n"


def test_russian_line_that_begins_with_arabic_letters_is_read_from_the_left():
    assert webvtt_text("می‌گوید: сказал он") == "\u200eمی‌گوید: сказал он\n\n"
    assert webvtt_text("Сказал он: می‌گوید") == "Сказал он: می‌گوید\n\n"


def test_dari_lines_in_subrip_have_their_direction_in_players_that_begin_at_the_left():
    assert subrip_text("خوش آمدید\nUNODC", "rtl") == (
        "\u202bخوش آمدید\u202c\r\n\u202bUNODC\u202c\r\n\r\n"
    )

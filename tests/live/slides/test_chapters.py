"""Chapters and breaks of a session, from the moves of its slides."""

from datetime import UTC, datetime, timedelta

from tests.factories import make_module, make_slide
from tests.learn.courses.test_places import programme
from webinar.content.lessons.model import SlideText
from webinar.kit.session_times import Times
from webinar.live.slides.chapters import cues_of_chapters, pauses, recording_chapters
from webinar.live.slides.plan import Stay

START = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
TIMES = Times(START, START + timedelta(minutes=40))


def stays(*moves):
    """Stays from `(second, slide)`; None for a break."""
    return [Stay(START + timedelta(seconds=second), slide) for second, slide in moves]


def titles(module, moves, language="en"):
    chapters = recording_chapters(module, stays(*moves), TIMES, language)
    return [(chapter.at // 1000, chapter.title) for chapter in chapters]


def test_parts_of_a_programme_are_the_chapters():
    module = programme(("opening", "a", "x", "y"), ("talk", "b", "z"))

    assert titles(module, [(0, 0), (60, 1), (300, 2)]) == [(0, "opening"), (300, "talk")]


def test_slides_are_the_chapters_if_only_one_part_was_shown():
    module = make_module()

    moves = [(0, 0), (60, 1), (300, 2), (400, 1)]

    assert titles(module, moves, "kk") == [
        (0, "welcome kk"),
        (60, "which kk"),
        (300, "end kk"),
        (400, "which kk"),
    ]


def test_glances_and_breaks_begin_no_chapter():
    moves = [(0, 0), (60, 1), (62, 2), (100, None), (160, 2), (400, 0)]

    assert titles(make_module(), moves) == [(0, "welcome en"), (62, "end en"), (400, "welcome en")]


def test_slide_without_a_title_begins_no_chapter():
    module = make_module(slides=[make_slide("one"), make_slide("picture"), make_slide("two")])
    module.slides[1].text["en"] = SlideText("", "<img>", "")

    assert titles(module, [(0, 0), (60, 1), (300, 2)]) == [(0, "one en"), (300, "two en")]


def test_chapter_lasts_until_the_next_and_the_last_until_the_end():
    chapters = recording_chapters(make_module(), stays((0, 0), (60, 1)), TIMES, "prs")

    cues = cues_of_chapters(chapters, TIMES)

    assert [tuple(cue) for cue in cues] == [
        # Titles that are not translated keep the direction of their own language.
        (0, 60_000, "welcome en", "ltr"),
        (60_000, 2_400_000, "which en", "ltr"),
    ]


def test_chapter_of_no_length_has_no_cue():
    chapters = recording_chapters(make_module(), stays((0, 0), (2_400, 1)), TIMES, "en")

    assert [cue.text for cue in cues_of_chapters(chapters, TIMES)] == ["welcome en"]


def test_break_that_did_not_end_lasts_until_the_session_ends():
    found = pauses(stays((0, 0), (600, None), (900, 0), (2_300, None)), TIMES)

    assert [(pause.at // 1000, pause.until // 1000) for pause in found] == [
        (600, 900),
        (2_300, 2_400),
    ]

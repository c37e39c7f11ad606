"""Which passages of a recording belong to a slide, and who is heard in them."""

from datetime import UTC, datetime, timedelta

from webinar.kit.session_times import Times
from webinar.learn.narration.passages import (
    Passage,
    Sound,
    taught_passages,
    visits_by_slide,
    within,
)
from webinar.live.slides.plan import Stay

START = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
TIMES = Times(START, START + timedelta(minutes=10))
IDS = {0: "a", 1: "b", 2: "c"}


def stays(*moves):
    """`(second, slide)` of each move; None for a break."""
    return [Stay(START + timedelta(seconds=second), slide) for second, slide in moves]


def visits(*moves, ids=IDS):
    passages = visits_by_slide(stays(*moves), TIMES, ids)
    return {
        slide: [(begin / 1000, end / 1000) for begin, end in of_slide]
        for slide, of_slide in passages.items()
    }


def test_a_slide_lasts_until_the_next_move_and_the_last_one_until_the_end():
    assert visits((0, 0), (60, 1), (90, None), (200, 2)) == {
        "a": [(0, 60)],
        "b": [(60, 90)],
        "c": [(200, 600)],
    }


def test_all_visits_of_a_slide_are_joined_in_their_order():
    assert visits((0, 0), (60, 1), (90, 0), (300, 2)) == {
        "a": [(0, 60), (90, 300)],
        "b": [(60, 90)],
        "c": [(300, 600)],
    }


def test_a_glance_at_another_slide_does_not_cut_the_visit():
    assert visits((0, 0), (60, 1), (63, 0), (120, 2)) == {"a": [(0, 120)], "c": [(120, 600)]}


def test_a_glance_does_not_join_visits_of_different_slides():
    assert visits((0, 0), (60, 1), (64, 2)) == {"a": [(0, 60)], "c": [(64, 600)]}


def test_slides_that_the_course_does_not_have_are_left_out():
    assert visits((0, 0), (60, 5), (90, 1), ids={1: "b"}) == {"b": [(90, 600)]}


def test_a_move_that_changes_nothing_does_not_cut_the_visit():
    assert visits((0, 0), (60, 0), (120, 1)) == {"a": [(0, 120)], "b": [(120, 600)]}


def test_a_breath_belongs_to_the_speech_and_a_silence_does_not():
    sounds = [Sound(0, 1000, True), Sound(2500, 4000, True), Sound(9000, 9800, True)]

    assert taught_passages(sounds) == [(0, 4000), (9000, 9800)]


def test_a_participants_words_are_left_out_even_if_they_are_short():
    sounds = [Sound(0, 3000, True), Sound(3000, 4000, False), Sound(4000, 8000, True)]

    assert taught_passages(sounds) == [(0, 3000), (4000, 8000)]


def test_only_speech_within_the_visits_is_heard():
    shown = [Passage(0, 10_000), Passage(30_000, 40_000)]
    speech = [Passage(2000, 5000), Passage(8000, 33_000), Passage(39_800, 50_000)]

    assert within(shown, speech) == [(2000, 5000), (8000, 10_000), (30_000, 33_000)]

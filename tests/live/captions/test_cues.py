"""How long a line of captions stays: long enough to read, never over the next one."""

import itertools

import pytest

from webinar.live.captions.cues import GAP_MS, TimedLine, cues_of


def lines_of(*entries):
    return [TimedLine(at, text) for at, text in entries]


@pytest.mark.parametrize(("characters", "millis"), [(5, 2_000), (60, 5_000), (144, 12_000)])
def test_lone_line_stays_for_a_second_for_each_12_characters(characters, millis):
    [cue] = cues_of(lines_of((1_000, "a" * characters)))

    assert (cue.begin, cue.end) == (1_000, 1_000 + millis)


def test_lone_line_stays_for_12_seconds_at_most():
    [cue] = cues_of(lines_of((0, "a" * 200)))

    assert cue.end == 12_000


def test_line_makes_room_for_the_next_one():
    first, second = cues_of(lines_of((0, "a" * 60), (4_000, "b")))

    assert (first.end, second.begin) == (4_000 - GAP_MS, 4_000)


def test_lines_sent_at_once_wait_for_each_other_and_catch_up():
    cues = cues_of(lines_of(*[(0, "a" * 100)] * 3, (60_000, "b")))

    assert [cue.begin for cue in cues] == [0, 5_000 + GAP_MS, 10_000 + 2 * GAP_MS, 60_000]
    assert [cue.end - cue.begin for cue in cues] == [5_000, 5_000, 8_333, 2_000]


def test_short_lines_in_a_hurry_stay_for_a_second():
    cues = cues_of(lines_of(*[(0, "Yes")] * 3))

    assert [cue.end - cue.begin for cue in cues] == [1_000, 1_000, 2_000]


def test_lines_never_overlap():
    lines = lines_of(*((at * 700, "a" * (at * 37 % 200 + 1)) for at in range(60)))

    cues = cues_of(lines)

    assert [cue.text for cue in cues] == [line.text for line in lines]
    assert all(one.end + GAP_MS <= other.begin for one, other in itertools.pairwise(cues))
    assert all(cue.begin >= line.at for cue, line in zip(cues, lines, strict=True))
    assert all(len(cue.text) / (cue.end - cue.begin) <= 20 / 1000 for cue in cues)


def test_cues_have_the_direction_of_their_language():
    [cue] = cues_of(lines_of((0, "خوش آمدید")), "rtl")

    assert cue.direction == "rtl"


def test_session_without_captions_has_no_cues():
    assert cues_of([]) == []

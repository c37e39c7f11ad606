"""The report on a trial of an audience tells what its journal holds."""

import json
import wave

import pytest

from bench.trial import noticed, plan, replaying, voices
from bench.trial.cast import LISTENERS, LONG_OUTAGE_S, outages
from bench.trial.hearing import hearing_of
from bench.trial.journal import Journal, read
from bench.trial.story import Story
from bench.trial.verdict import report

RU = next(one for one in LISTENERS if one.engine == "Firefox" and one.language == "ru")
FIRST, PARTNER, KK = "Interpreter ru", "Partner ru", "Interpreter kk"
BEGAN, SECONDS = 1_000_000, 40


def entry(who, kind, at_s, **fields):
    return {"who": who, "kind": kind, "at": BEGAN + round(1000 * at_s), **fields}


def spoken(voice, seconds):
    return [
        entry(voice, "spoken", at, voices=[voice], second=at % voices.SECONDS) for at in seconds
    ]


def tone(at, said, *names, who=RU.name):
    return entry(who, "tone", at, voices=list(names), second=said % voices.SECONDS)


def story(*more):
    """A trial in which the first interpreter speaks all the time."""
    times = [entry("trial", "began", 0), entry("trial", "ended", SECONDS)]
    return Story([*times, *spoken(FIRST, range(SECONDS)), *more])


def hearing(*more):
    return hearing_of(story(*more), RU)


def test_lag_is_from_the_second_that_was_said_to_the_one_that_was_heard():
    heard = hearing(*(tone(at + 1.25, at, FIRST) for at in range(20)))

    assert (heard.heard, heard.spoken) == (20, SECONDS)
    assert {lag for _, lag in heard.lags} == {1.25}


def test_lag_may_be_longer_than_the_pause_between_seconds():
    assert hearing(tone(13.5, 3, FIRST)).lag(0.5) == 10.5


def test_a_lag_that_grows_shows_in_the_thirds():
    tones = [tone(at + at / 20, at, FIRST) for at in range(38)]
    told = story(*tones)

    heard = hearing_of(told, RU)

    assert heard.lag(0.5, 0, told) < heard.lag(0.5, 1, told) < heard.lag(0.5, 2, told)


def test_another_language_is_wrong_and_so_is_the_floor_beside_an_interpretation():
    others = [*spoken(KK, range(9)), *spoken("Presenter", range(9))]

    assert hearing(*others, tone(5.5, 5, KK)).wrong == 1
    assert hearing(*others, tone(5.5, 5, "Presenter")).wrong == 1
    assert hearing(*others, tone(5.5, 5, FIRST)).wrong == 0


def test_pitch_of_another_voice_with_the_own_voices_second_is_the_coders():
    others = spoken(KK, range(20))
    own_second = 3 + 7  # the other voice says it seven seconds later

    assert hearing(*others, tone(own_second - 6.5, own_second, KK)).wrong == 0
    assert hearing(*others, tone(5.5, 5, KK, FIRST)).wrong == 0
    unclear = entry(RU.name, "tone", 5.5, voices=[KK], second=None)
    assert hearing(*others, unclear).wrong == 1


def test_sound_kept_ahead_is_the_median_of_what_the_player_had():
    kept = [entry(RU.name, "kept", at, ms=ms, rate=1) for at, ms in enumerate([300, 900, 400])]

    assert noticed.kept_ahead_s(story(*kept), RU.name) == 0.4


def test_wait_of_a_vote_is_from_its_own_press():
    events = [
        entry(RU.name, kind, at, poll=poll, option="yes")
        for kind, at, poll in [
            ("vote", 1, "a"),
            ("counted", 1.25, "a"),
            ("vote", 3, "b"),
            ("counted", 4, "b"),
            ("vote", 9, "a"),
            ("counted", 9.5, "a"),
        ]
    ]

    assert noticed.vote_s(story(*events), RU.name) == [0.25, 1, 0.5]


def test_the_floor_is_right_while_nobody_interprets():
    times = [entry("trial", "began", 0), entry("trial", "ended", SECONDS)]
    quiet = Story([*times, *spoken(FIRST, range(3)), tone(12, 12, "Presenter")])

    assert hearing_of(quiet, RU).wrong == 0


@pytest.mark.parametrize(
    "tones",
    [
        [tone(5, 4, FIRST, PARTNER)],
        [tone(5, 4, FIRST), tone(5.5, 4, PARTNER), tone(6, 5, FIRST)],
    ],
)
def test_two_interpreters_at_once_are_noticed(tones):
    assert hearing(*tones).together == 1


def test_a_takeover_is_not_two_at_once_and_its_silence_is_told():
    handed = entry("trial", "handed over", 10, to=PARTNER)
    heard = hearing(handed, tone(9.5, 9, FIRST), tone(12, 11, PARTNER), tone(13, 12, PARTNER))

    assert heard.together == 0
    assert heard.takeovers == [1.5]


def test_what_a_colleague_says_after_the_takeover_counts_as_spoken():
    handed = entry("trial", "handed over", 30, to=PARTNER)

    assert hearing(handed, *spoken(PARTNER, range(32, 38))).spoken == 30 + 6


def test_underruns_in_an_outage_do_not_count():
    outage = [entry(RU.name, "cut", 10), entry(RU.name, "mended", 18)]
    stalls = [entry(RU.name, "stall", at, ms=300) for at in (5, 12, 24, 35)]
    wait = entry(RU.name, "element", 35.2, name="waiting", seeking=False)
    jump = entry(RU.name, "element", 37.9, name="waiting", seeking=True)

    assert hearing(*outage, *stalls, wait, jump).underruns == 2


def test_a_slide_that_comes_before_its_voice_shows():
    told = story(
        *(tone(at + 1, at, FIRST) for at in range(30)),
        entry("trial", "moved", 10, slide=2),
        entry(RU.name, "slide", 10.25, text="2 / 19"),
    )

    assert noticed.slides_before_voice(told, RU.name, hearing_of(told, RU)) == [0.75]


def test_an_acknowledged_vote_that_is_not_stored_is_lost():
    log = entry("server", "log", 40, text="")
    counted = [entry(RU.name, "counted", 9, poll=poll, option="a") for poll in ("p", "q", "r")]
    stored = [
        entry(RU.name, "stored", 40, poll="p", options=["a"]),
        entry(RU.name, "stored", 40, poll="q", options=["b"]),
    ]

    assert noticed.votes(story(log, *counted, *stored), RU.name) == (3, 3, 2)


def test_every_deed_happens_even_in_a_short_trial_and_links_break_in_each():
    for length_s in (40, 180, 3600):
        assert {deed.deed for deed in plan.plan(length_s)} == {"move", "open", "close", "hand over"}
        cuts = outages(length_s)
        assert LONG_OUTAGE_S in [long for _, long in cuts]
        assert all(
            at + long < later for (at, long), (later, _) in zip(cuts, cuts[1:], strict=False)
        )


def test_sound_that_is_ahead_of_the_replay_and_a_wrong_slide_show():
    told = story(*spoken("Presenter", range(20)), entry("trial", "moved", 3, slide=2))
    started_ms = BEGAN - 5_000
    tones = [tone(100 + at, at, "Presenter") for at in (6, 7, 8)]
    bar = [(BEGAN + 1000 * (99.5 + at), 1000 * (4 + at), "?") for at in (6, 7, 8)]

    found = replaying.compare(told, started_ms, "en", tones, bar)

    assert found == {"ahead_s": 0.5, "tones": 3, "slide_is_right": False}


def test_a_journal_that_ends_in_the_middle_of_a_line_makes_a_report(tmp_path):
    journal = Journal(tmp_path / "journal.jsonl")
    journal.note("trial", "began")
    journal.note(RU.name, "began", version="Firefox")
    journal.note(RU.name, "died", text="Broken")
    journal.close()
    with journal.file.open("a") as file:
        file.write(json.dumps({"who": RU.name})[:-3])

    text, are_met = report(list(read(journal.file)))

    assert RU.name in text
    assert "not measured" in text
    assert not are_met


def test_a_voice_lasts_as_long_as_its_seconds_have_numbers(tmp_path):
    voices.write(tmp_path / "voice.wav", voices.PRESENTER)

    with wave.open(str(tmp_path / "voice.wav")) as sound:
        assert sound.getnframes() == voices.SECONDS * voices.RATE

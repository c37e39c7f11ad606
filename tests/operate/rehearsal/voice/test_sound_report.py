"""The report says in words what all listeners heard."""

from types import SimpleNamespace

from webinar.operate.rehearsal.report import judge, table
from webinar.operate.rehearsal.voice.ear import Ear, Heard
from webinar.operate.rehearsal.voice.report import judge_sound
from webinar.operate.rehearsal.voice.server_clock import ServerClock


def make_ear(name="Aida", **heard):
    ear = Ear(SimpleNamespace(name=name), ServerClock())
    ear.heard = heard
    return ear


def test_right_sound_is_summed_up():
    ears = [
        make_ear(floor=Heard(99, 1, 0.25, [10.0, 20.0, 30.0])),
        make_ear(kk=Heard(100, 0, 0.1, [40.0])),
    ]

    report = judge_sound(ears)

    assert report.problems == []
    assert report.sentence == (
        "2 listeners heard 2 channels (floor by 1, kk by 1); nobody heard a wrong one; "
        "1 of 200 packets were missing; the longest gap was 0.25 s; half of the sound took up to "
        "40 ms, 95 % up to 40 ms."
    )


def test_each_fault_is_a_problem_with_names():
    wrong, disordered, deaf = (make_ear(name, kk=Heard(1)) for name in ("Aida", "Bela", "Dana"))
    wrong.wrong, disordered.disordered, deaf.deaf_to = 3, 1, {"kk"}

    report = judge_sound([wrong, disordered, deaf])

    assert report.problems == [
        "1 listener heard a channel that they had not chosen (Aida)",
        "1 listener heard an earlier packet after a later one (Bela)",
        "1 listener heard nothing while somebody spoke (Dana)",
    ]
    assert "nobody heard a wrong one" not in report.sentence


def test_only_some_of_many_people_are_named():
    ears = [make_ear(name, kk=Heard(1)) for name in "ABCDE"]
    for ear in ears:
        ear.wrong = 1

    [problem] = judge_sound(ears).problems

    assert problem.endswith("(A, B, C, …)")


def test_silence_is_said_to_be_silence():
    assert judge_sound([make_ear()]).sentence == "Nobody heard a channel."


def test_wrong_sound_is_in_the_verdict_and_the_table():
    ear = make_ear(kk=Heard(1))
    ear.wrong = 1

    rehearsal = judge([], 1, sound=judge_sound([ear]))

    assert "heard a channel that they had not chosen" in rehearsal.verdict
    assert "1 listener heard 1 channel" in table(rehearsal)

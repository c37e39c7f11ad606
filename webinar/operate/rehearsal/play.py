"""A whole session, played act by act, with the hosts' part, too."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from webinar.live.sound.channels import FLOOR
from webinar.operate.rehearsal.acts import ACTS, Act
from webinar.operate.rehearsal.arriving import Arriving, Options, Say
from webinar.operate.rehearsal.client import NoAnswer
from webinar.operate.rehearsal.http import Unreachable
from webinar.operate.rehearsal.member import Member
from webinar.operate.rehearsal.report import Rehearsal, act_line, judge
from webinar.operate.rehearsal.run import say_farewell
from webinar.operate.rehearsal.scene import NOT_THERE, ActReport, Missing, Scene
from webinar.operate.rehearsal.staff import INTERPRETER, PRESENTER, TITLE, Staff
from webinar.operate.rehearsal.voice.report import judge_sound
from webinar.operate.rehearsal.voice.speaker import Speaker

# Seconds: a participant who comes within the first minute has missed nothing.
LATE_AFTER = 62.0
ORGANISER = f"{TITLE} organiser"


@dataclass(frozen=True)
class PlayOptions:
    """The session to play: `link` signs an administrator in; `module` is a programme or module."""

    link: str
    module: str = "programme"
    late_after: float = LATE_AFTER


def play(
    play_options: PlayOptions,
    options: Options,
    say: Say = print,
    acts: Sequence[tuple[str, Act]] = ACTS,
) -> Rehearsal:
    """Set a session up, play every act, and report.

    Raises `http.Unreachable` when the session cannot be set up.
    """
    began, stop = time.monotonic(), threading.Event()
    staff = Staff(play_options.link)
    options = replace(options, url=staff.url)
    code = staff.set_up(play_options.module)
    language = next((tag for tag in options.languages if tag != "en"), options.languages[0])
    say(f"Session {code} is set up. Ctrl-C ends the rehearsal.")
    tasks = {PRESENTER: "presenter", INTERPRETER: f"interpreter.{language}"}
    with staff.appointing(code, tasks) as (presenter_seat, interpreter_seat):
        arriving = Arriving(options, code, stop)
        host = arriving.seat(Member(ORGANISER, "en"), staff.seat(code))
        presenter, interpreter = (
            arriving.seat(Speaker(name, "en", channel, arriving.clock, speaks=False), seat)
            for name, channel, seat in (
                (PRESENTER, FLOOR, presenter_seat),
                (INTERPRETER, language, interpreter_seat),
            )
        )
        scene = Scene(
            host=host,
            presenter=presenter,
            interpreter=interpreter,
            pages=staff.organiser,
            code=code,
            language=language,
            pace=options.pace,
            arrive=arriving.all_but,
            late_after=play_options.late_after,
        )
        try:
            reports = _perform_all(scene, acts, say)
        finally:
            stop.set()
            say_farewell(arriving.clients)
    sound = judge_sound(arriving.ears)
    return judge(
        scene.members, time.monotonic() - began, reports, sound if sound.channels else None
    )


def _perform_all(scene: Scene, acts: Sequence[tuple[str, Act]], say: Say) -> list[ActReport]:
    """Play the acts until the last or Ctrl-C; return the reports of the acts played."""
    hosts, reports = (scene.host, scene.presenter, scene.interpreter), []
    try:
        scene.wait(lambda: all(host.member.is_in for host in hosts), scene.thinking)
        for act in acts:
            reports.append(_perform(scene, *act))
            say(act_line(reports[-1]))
    except KeyboardInterrupt:
        say("Ending: everybody takes a last look.")
    return reports


def _perform(scene: Scene, name: str, act: Act) -> ActReport:
    began, did = time.monotonic(), ""
    scene.problems = []
    try:
        did = act(scene)
    except (Missing, NoAnswer) as missing:
        scene.problems.append(str(missing))
    except Unreachable as error:
        scene.problems.append(f"a page did not come: {error}")
    except NOT_THERE as error:
        scene.problems.append(f"something was not there ({error!r})")
    return ActReport(name, did, scene.problems, round(time.monotonic() - began, 1))

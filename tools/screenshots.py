"""Draws docs/pictures: .venv/bin/python -m tools.screenshots

Starts a server of its own with an empty database, plays a fictional session on it as presenter,
organiser and a dozen participants, with the course that goes on from it and the fate of its steps
in ten days, and takes a picture of every screen. It needs what ./check needs: the packages
for development, what the set-up step has built, and Chromium (CHROMIUM names another one than
/usr/bin/chromium); for the page of a PDF also pdftoppm, of Poppler. It takes about three minutes;
nothing runs on afterwards.

Look at the pictures before you commit them. From one run to the next only codes, QR codes, dates
and seconds differ. So that a session of a minute has the figures of one of forty, the server's
clock is set forward in between; all else goes the ways that are open to everybody.
"""

from __future__ import annotations

import sys

from tools.pictures.camera import looking
from tools.pictures.course import Course
from tools.pictures.desk import Desk
from tools.pictures.outcome import Outcome
from tools.pictures.play import Play
from tools.pictures.server import serving
from tools.pictures.slim import too_heavy
from tools.stamps import ROOT

PICTURES = ROOT / "docs" / "pictures"


def main() -> int:
    PICTURES.mkdir(exist_ok=True)
    with serving() as server, looking(server, PICTURES) as camera:
        play = Play(server, camera)
        play.set_up()
        desk = Desk(play)
        desk.lists()
        desk.invited()
        desk.series()
        play.before()
        desk.known()
        play.slides()
        play.opinion()
        play.quiz()
        outcome = Outcome(play)
        outcome.steps()
        outcome.end()
        desk.counted()
        outcome.protocol()
        course = Course(play, desk)
        course.set_up()
        course.studied()
        course.looked_at()
        outcome.followed_up()
    return 1 if too_heavy(camera.taken) else 0


if __name__ == "__main__":
    sys.exit(main())

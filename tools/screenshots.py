"""Draws docs/pictures: .venv/bin/python -m tools.screenshots

It starts its own server with an empty database and plays a fictional session on it, as presenter,
organiser and a dozen participants. The course after the session and ten days of its steps follow.
It takes a picture of every screen. It needs the packages for development, the files that set-up
builds, Chromium (CHROMIUM names another one than /usr/bin/chromium), and for the page of a PDF
Poppler's pdftoppm. It takes about three minutes, and leaves nothing running.

Look at the pictures before you commit them. Only codes, QR codes, dates and seconds differ between
two runs. The server's clock is set forward during the session, so that one minute gives the figures
of forty; all other acts use the pages and the API that everybody has.
"""

from __future__ import annotations

import sys

from tools.pictures.camera import open_camera
from tools.pictures.components import shoot_components
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
    with serving() as server, open_camera(server, PICTURES) as camera:
        shoot_components(camera)
        play = Play(server, camera)
        play.set_up()
        desk = Desk(play)
        desk.import_roster()
        desk.make_links()
        desk.repeat_session()
        play.shoot_arrival()
        desk.match_people()
        play.show_slides()
        play.run_opinion_poll()
        play.run_quiz()
        outcome = Outcome(play)
        outcome.agree_on_steps()
        outcome.end_session()
        desk.shoot_figures()
        outcome.shoot_protocol()
        course = Course(play, desk)
        course.set_up()
        course.let_people_study()
        course.shoot_learners()
        outcome.follow_up()
    return 1 if too_heavy(camera.pictures) else 0


if __name__ == "__main__":
    sys.exit(main())

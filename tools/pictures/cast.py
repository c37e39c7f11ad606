"""The people in the session that the pictures show, and the acts that they share."""

from __future__ import annotations

import time
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tools.pictures import pages
from tools.pictures.camera import LAPTOP, PHONE, PROJECTOR, Camera
from tools.pictures.console import Console
from tools.pictures.crowd import Crowd
from tools.pictures.server import Server
from tools.stamps import ROOT
from webinar.content.lessons.library import read_library
from webinar.kit.language_fallback import resolve
from webinar.operate.rehearsal.people import cohort

# Fixed, so that every run has the same people, and people without a page give the same answers.
SEED, MOOD = 7, 20985

ORGANISER, PRESENTER = "Гүлжан", "Dana"
# These three of the dozen have pages; another participant reads Dari.
RUSSIAN, KAZAKH, LAPTOP_RUSSIAN = 0, 1, 3
EVERYBODY = 13
# After this many seconds all heartbeats have been stored, and the console can be opened.
HEARTBEAT_SECONDS = 7

# The second module of the course, after its opening and the pre-test.
MODULE = "prevention-science--"
OLD_TITLE, NEXT_TITLE = "Профилактика: вводная встреча", "Профилактика: повторная встреча"


class Cast:
    """The hosts, the participants with a page, the crowd without pages, and the clock."""

    crowd: Crowd

    def __init__(self, server: Server, camera: Camera) -> None:
        self.server = server
        self.camera = camera
        self.shoot = camera.shoot
        self._slides = read_library(ROOT / "modules").programmes["programme"].slides
        self.people = cohort(EVERYBODY - 1, ("ru", "kk", "en"), SEED)
        self.russian = camera.visit("ru", PHONE)
        self.kazakh = camera.visit("kk", PHONE)
        self.dari = camera.visit("prs", PHONE)
        self.laptop = camera.visit("ru", LAPTOP)
        self._participants = (
            ("ru", self.russian),
            ("kk", self.kazakh),
            ("prs", self.dari),
            ("ru", self.laptop),
        )

    def set_up(self) -> None:
        """Make the accounts, an old session, a coming one, and the one that is played."""
        admin = self.camera.visit("en", LAPTOP)
        pages.sign_in(admin, self.server.first_link)
        host = f"gulzhan@{Server.public_url.removeprefix('http://')}"
        link = pages.invite(admin, ORGANISER, host, "organiser", "ru")
        self.organiser_email = host
        self.organiser = self.camera.visit("ru", LAPTOP)
        pages.sign_in(self.organiser, link)
        admin.context.close()

        old_session = Console(self.organiser, pages.new_session(self.organiser, OLD_TITLE))
        old_session.open()
        old_session.start()
        old_session.end()
        self.next_code = pages.new_session(self.organiser, NEXT_TITLE, in_days(14), "15:00")
        self.code = pages.new_session(self.organiser)
        self.presenter_email = host.replace("gulzhan", "dana")
        presenter_fields = (PRESENTER, self.presenter_email, "en")
        presenter = self.camera.visit("en", LAPTOP)
        pages.sign_in(presenter, pages.name_by_link(self.organiser, self.code, *presenter_fields))
        self.console = Console(presenter, self.code)
        self.console.open()
        self.stage = self.camera.visit("en", PROJECTOR, same_person=presenter)
        self.stage.goto(f"/rooms/{self.code}/stage")

    @property
    def report(self) -> str:
        return f"/rooms/{self.code}/report"

    def open_page(
        self, language: str, look: dict[str, object], path: str, same_person: Page | None = None
    ) -> Page:
        """Open a page at this path; see `Camera.visit`."""
        page = self.camera.visit(language, look, same_person)
        page.goto(path)
        return page

    def shoot_stage(self, name: str) -> None:
        """Take a picture of the stage once its controls have gone."""
        expect(self.stage.locator("body")).to_have_attribute("data-tools", "hidden")
        self.shoot(self.stage, name)

    def go(self, slide_id: str) -> None:
        """Go to a slide, and wait until everybody sees it."""
        number = [slide.id for slide in self._slides].index(slide_id)
        self.console.go(number)
        for language, page in self._participants:
            title = resolve(self._slides[number].text, language)[1].title
            expect(page.locator("#slides .slide-title")).to_have_text(title)

    def let_minutes_pass(self, minutes: int) -> None:
        """Let time go by, and reload the pages, so that they know the time and report again."""
        self.server.leap(minutes)
        for _, page in self._participants:
            page.reload()
            pages.expect_connected(page)
        self.stage.reload()
        time.sleep(HEARTBEAT_SECONDS)
        self.console.open()
        self.console.expect_everybody(EVERYBODY)


def in_days(days: int) -> str:
    """Return a date in the format of form fields."""
    return (date.today() + timedelta(days=days)).isoformat()

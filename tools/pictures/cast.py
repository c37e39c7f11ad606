"""Everybody who is in the session that the pictures show, and what each act needs of them."""

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

# The same people, and the same answers of those who have no page.
SEED, MOOD = 7, 20985

ORGANISER, PRESENTER = "Гүлжан", "Dana"
# These three of the dozen have pages; one more reads Dari.
RUSSIAN, KAZAKH, LAPTOP_RUSSIAN = 0, 1, 3
EVERYBODY = 13
# Until everybody has been heard of and that is written down: the console is opened after it.
HEARTBEAT_SECONDS = 7

# The second module of the course, behind its opening and the pre-test.
MODULE = "prevention-science--"
OLD_TITLE, NEXT_TITLE = "Профилактика: вводная встреча", "Профилактика: повторная встреча"


class Cast:
    """The hosts, those with a page, the crowd of those without, and the time that goes by."""

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
        """Accounts, an old session, a coming one, and the one that is played."""
        admin = self.camera.visit("en", LAPTOP)
        pages.sign_in(admin, self.server.first_link)
        host = f"gulzhan@{Server.public_url.removeprefix('http://')}"
        link = pages.invite(admin, ORGANISER, host, "organiser", "ru")
        self.organiser_email = host
        self.organiser = self.camera.visit("ru", LAPTOP)
        pages.sign_in(self.organiser, link)
        admin.context.close()

        old = Console(self.organiser, pages.new_session(self.organiser, OLD_TITLE))
        old.open()
        old.start()
        old.end()
        self.next_code = pages.new_session(self.organiser, NEXT_TITLE, in_days(14), "15:00")
        self.code = pages.new_session(self.organiser)
        self.presenter_email = host.replace("gulzhan", "dana")
        whom = (PRESENTER, self.presenter_email, "en")
        presenter = self.camera.visit("en", LAPTOP)
        pages.sign_in(presenter, pages.name_by_link(self.organiser, self.code, *whom))
        self.console = Console(presenter, self.code)
        self.console.open()
        self.stage = self.camera.visit("en", PROJECTOR, known=presenter)
        self.stage.goto(f"/rooms/{self.code}/stage")

    @property
    def report(self) -> str:
        return f"/rooms/{self.code}/report"

    def opened(
        self, language: str, look: dict[str, object], path: str, known: Page | None = None
    ) -> Page:
        page = self.camera.visit(language, look, known)
        page.goto(path)
        return page

    def shoot_stage(self, name: str) -> None:
        """Take a picture of the stage once its controls have gone."""
        expect(self.stage.locator("body")).to_have_attribute("data-tools", "hidden")
        self.shoot(self.stage, name)

    def go(self, slide: str) -> None:
        """Everybody's slide turns."""
        number = [one.id for one in self._slides].index(slide)
        self.console.go(number)
        for language, page in self._participants:
            title = resolve(self._slides[number].text, language)[1].title
            expect(page.locator("#slides .slide-title")).to_have_text(title)

    def later(self, minutes: int) -> None:
        """Time goes by; everybody is heard of again, and pages learn what time it is."""
        self.server.leap(minutes)
        for _, page in self._participants:
            page.reload()
            pages.expect_connected(page)
        self.stage.reload()
        time.sleep(HEARTBEAT_SECONDS)
        self.console.open()
        self.console.expect_everybody(EVERYBODY)


def in_days(days: int) -> str:
    """A date as form fields have it."""
    return (date.today() + timedelta(days=days)).isoformat()

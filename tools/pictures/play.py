"""The session that the pictures show, act by act."""

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
from webinar.lessons.fallback import resolve
from webinar.lessons.library import read_library
from webinar.rehearsal.people import cohort
from webinar.rehearsal.sayings import steps_in

# The same people, and the same answers of those who have no page.
SEED, MOOD = 7, 1295

ORGANISER, PRESENTER = "Гүлжан", "Dana"
# Of a dozen, these three have pages; one more reads Dari.
RUSSIAN, KAZAKH, LAPTOP_RUSSIAN = 0, 1, 3
ENGLISH = 2
EVERYBODY = 13
# Until everybody has been heard of and that is written down: the console is opened after it.
HEARTBEAT_SECONDS = 7

# The second module of the half-day course, behind its opening and the pre-test.
MODULE = "prevention-science--"
OPINION, QUIZ = f"{MODULE}last-year", f"{MODULE}outcomes"
OPINIONS = {"talks": 5.0, "raids": 3.0, "reports": 2.0, "partners": 1.0, "families": 0.7}
ANSWERS = {"videos": 0.2, "first-use": 0.8, "past-month": 0.7, "leaflets": 0.3, "norms": 0.4}
RIGHT = ("first-use", "past-month", "norms")

RUSSIAN_STEP, KAZAKH_STEP, ENGLISH_STEP = (steps_in(tag)[0] for tag in ("ru", "kk", "en"))
OLD_TITLE, NEXT_TITLE = "Профилактика: вводная встреча", "Профилактика: повторная встреча"


class Play:
    """The session, act by act. Each act leaves everybody where the next one begins."""

    def __init__(self, server: Server, camera: Camera) -> None:
        self._server = server
        self._camera = camera
        self._shoot = camera.shoot
        self._slides = read_library(ROOT / "modules").programmes["programme"].slides
        self._people = cohort(EVERYBODY - 1, ("ru", "kk", "en"), SEED)
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
        admin = self._camera.visit("en", LAPTOP)
        pages.sign_in(admin, self._server.first_link)
        host = f"gulzhan@{Server.public_url.removeprefix('http://')}"
        link = pages.invite(admin, ORGANISER, host, "organiser", "ru")
        self.organiser = self._camera.visit("ru", LAPTOP)
        pages.sign_in(self.organiser, link)
        link = pages.invite(admin, PRESENTER, host.replace("gulzhan", "dana"), "presenter", "en")
        presenter = self._camera.visit("en", LAPTOP)
        pages.sign_in(presenter, link)
        admin.context.close()

        old = Console(self.organiser, pages.new_session(self.organiser, OLD_TITLE))
        old.open()
        old.start()
        old.end()
        pages.new_session(self.organiser, NEXT_TITLE, *_in_two_weeks())
        self.code = pages.new_session(self.organiser)
        pages.appoint(self.organiser, self.code, PRESENTER)
        self.console = Console(presenter, self.code)
        self.console.open()
        self.stage = self._camera.visit("en", PROJECTOR, known=presenter)
        self.stage.goto(f"/rooms/{self.code}/stage")

    def before(self) -> None:
        """Doors: signing in, setting up, joining, waiting."""
        self._shoot(self._opened("ru", PHONE, "/sign-in"), "sign-in")
        front = self._opened("en", LAPTOP, "/")
        front.locator("#code").fill(f"{self.code[:4]} {self.code[4:]}")
        front.locator("#name").fill(self._people[ENGLISH].name)
        self._shoot(front, "front")
        phone = self._camera.visit("ru", PHONE, known=self.organiser)
        phone.goto("/desk/new")
        phone.locator("#title").fill(NEXT_TITLE)
        self._shoot(phone, "new-session")
        self.russian.goto(f"/join/{self.code}")
        self.russian.locator("#name").fill(self._people[RUSSIAN].name)
        self._shoot(self.russian, "join")

        paged = {RUSSIAN: self.russian, KAZAKH: self.kazakh, LAPTOP_RUSSIAN: self.laptop}
        for at, page in paged.items():
            pages.join(page, self.code, self._people[at].name)
        pages.join(self.dari, self.code, cohort(1, ("prs",), SEED)[0].name)
        others = [person for at, person in enumerate(self._people) if at not in paged]
        self.crowd = Crowd(self._server.url, self.code, others, MOOD)
        self.console.expect_everybody(EVERYBODY)
        self._shoot(self.kazakh, "waiting")
        expect(self.stage.locator("#here")).to_contain_text(str(EVERYBODY))
        self._shoot_stage("stage-waiting")

    def slides(self) -> None:
        self.console.start()
        self._go(f"{MODULE}prevention")
        self._shoot(self.kazakh, "slide")
        self._shoot(self.dari, "fallback")
        self._shoot(self.laptop, "participant")

    def opinion(self) -> None:
        """An open poll: what is chosen, what is counted, and what only the presenter sees."""
        self._later(4)
        self._go(OPINION)
        self.console.run_poll("open")
        self.crowd.vote(OPINION, OPINIONS)
        pages.choose(self.russian, OPINION, "raids")
        pages.scroll_to(self.russian, "#slides .slide-title")
        self._shoot(self.russian, "poll-open")
        pages.vote(self.kazakh, OPINION, "families")
        pages.scroll_to(self.kazakh, "#slides .slide-title")
        self._shoot(self.kazakh, "poll-counted")
        pages.vote(self.laptop, OPINION, "reports")
        self._later(1)
        self.console.expect_voters(EVERYBODY - 2)
        self._shoot(self.console.page, "console")
        pages.vote(self.russian, OPINION, "raids")
        self.console.expect_voters(EVERYBODY - 1)
        self.console.run_poll("closed")
        self.console.run_poll("revealed")
        expect(self.kazakh.locator("#slides .poll.revealed")).to_be_visible()
        pages.scroll_to(self.kazakh, "#slides .slide-title")
        self._shoot(self.kazakh, "dark", "dark")

    def quiz(self) -> None:
        """A result with what is correct and why."""
        self._later(8)
        self._go(QUIZ)
        self.console.run_poll("open")
        self.crowd.vote(QUIZ, ANSWERS, several=True)
        pages.vote(self.russian, QUIZ, "videos", "first-use", "past-month")
        pages.vote(self.kazakh, QUIZ, *RIGHT)
        pages.vote(self.laptop, QUIZ, *RIGHT)
        remote = Console(self._camera.visit("en", PHONE, known=self.console.page), self.code)
        remote.open()
        remote.expect_voters(EVERYBODY - 1)
        self._shoot(remote.page, "console-phone")
        remote.page.context.close()
        self.console.run_poll("closed")
        self.console.run_poll("revealed")
        expect(self.stage.locator(".stage-bars")).to_be_visible()
        self._shoot_stage("stage-result")
        result = self.russian.locator("#slides .poll.revealed")
        result.locator(".poll-why").scroll_into_view_if_needed()
        self._shoot(self.russian, "poll-result")

    def steps(self) -> None:
        self._later(23)
        self._go(f"{MODULE}monday")
        for speaker, text in enumerate((RUSSIAN_STEP, KAZAKH_STEP, ENGLISH_STEP)):
            self.crowd.propose(speaker, text)
        self.console.show("steps")
        self.console.put(RUSSIAN_STEP)
        self.crowd.answer(1, speaker=0)
        self.console.agree(RUSSIAN_STEP, self._people[LAPTOP_RUSSIAN].name, _in_two_weeks()[0])
        self.console.put(KAZAKH_STEP)
        self.crowd.answer(2, speaker=1)
        for page in (self.russian, self.kazakh):
            pages.place(page, "steps")
            pages.answer(page, 0)
        # The counts come a moment after the answer.
        time.sleep(1)
        pages.scroll_to(self.kazakh, "#steps .step.put")
        self._shoot(self.kazakh, "step")
        self._shoot(self.console.page, "console-steps")
        self.organiser.goto("/desk")
        self._shoot(self.organiser, "desk")
        self.console.agree(KAZAKH_STEP, self._people[KAZAKH].name, _in_two_weeks()[0])

    def after(self) -> None:
        self._later(5)
        self.console.end()
        expect(self.russian.locator(".thanks .step-text").first).to_be_visible()
        self._shoot(self.russian, "ended")
        self._shoot(self._opened("en", LAPTOP, self._report, self.console.page), "report")
        self._shoot(self._opened("ru", PHONE, self._report, self.organiser), "report-phone")
        self.crowd.leave()

    @property
    def _report(self) -> str:
        return f"/rooms/{self.code}/report"

    def _opened(
        self, language: str, look: dict[str, object], path: str, known: Page | None = None
    ) -> Page:
        page = self._camera.visit(language, look, known)
        page.goto(path)
        return page

    def _shoot_stage(self, name: str) -> None:
        """Once its controls have gone."""
        expect(self.stage.locator("body")).to_have_attribute("data-tools", "hidden")
        self._shoot(self.stage, name)

    def _go(self, slide: str) -> None:
        """Everybody's slide turns."""
        number = [one.id for one in self._slides].index(slide)
        self.console.go(number)
        for language, page in self._participants:
            title = resolve(self._slides[number].text, language)[1].title
            expect(page.locator("#slides .slide-title")).to_have_text(title)

    def _later(self, minutes: int) -> None:
        """Time goes by; everybody is heard of again, and pages learn what time it is."""
        self._server.leap(minutes)
        for _, page in self._participants:
            page.reload()
            pages.expect_connected(page)
        self.stage.reload()
        time.sleep(HEARTBEAT_SECONDS)
        self.console.open()
        self.console.expect_everybody(EVERYBODY)


def _in_two_weeks() -> tuple[str, str]:
    """Date and time of day, as form fields have them."""
    return (date.today() + timedelta(days=14)).isoformat(), "15:00"
